"""The text of one cell, part by part, as the values that a reader sees in it.

Line breaks, items and typed bullets part a cell, whether it stands in Markdown, in HTML or in a
spreadsheet; what a value means for a ladder is said in `cell_kinds`.
"""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from explorer.documents.grids import Cell, CellValue
from explorer.documents.html_text import Part, parts_of_html
from explorer.documents.inline import without_checkbox

# Bullets typed into cells: growth.csv, engineering-matrix.md.
_BULLET = re.compile(r"^(?:[-*+•‣◦▪●·–]|\\[-*+])\s+")
# Numbers are a list's only where they count from 1 or a; a single "3. Quarter" stays.
_LIST_NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z])[.)]\s+")
# A spreadsheet's "<5 people" is text: only tags that cells really hold are parsed.
_KNOWN_TAG = re.compile(r"</?(?:br|p|b|i|em|strong|a|ul|ol|li|code|div|span)\b[^<>]*>", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# The usual cell: a letter first, one line, and nothing that a tag, a list or a box has.
_PLAIN = re.compile(r"[ \t]*[^\W\d_][^\n<&•\[\xa0]*")


def values_of(parts: Iterable[Part], lines: tuple[int, ...]) -> tuple[CellValue, ...]:
    """The values of a cell that stands on these lines."""
    found = [each for text, bullet in parts for each in _split_bullets(text, lines, bullet)]
    return _strip_numbers(found)


def markdown_values(text: str, lines: tuple[int, ...]) -> tuple[CellValue, ...]:
    """The values of a cell in a Markdown table that stands on these lines."""
    if _PLAIN.fullmatch(text) and "`" not in text:
        return (CellValue(" ".join(text.split()), lines),)
    return values_of(_parts(text), lines)


def text_cell(text: str, line: int) -> Cell:
    """A cell of plain text, such as a spreadsheet's, which begins on a line."""
    if _PLAIN.fullmatch(text):
        return Cell.of(" ".join(text.split()), _only(line))
    return Cell(text_values(text, line))


def text_values(text: str, line: int) -> tuple[CellValue, ...]:
    """The values of a cell of plain text, such as a spreadsheet's, which begins on a line.

    A line end was typed on purpose, so it ends a value, but where the next line goes on in
    lower case.
    """
    rows: list[tuple[str, tuple[int, ...], bool]] = []
    before = ""
    for number, raw in enumerate(text.split("\n"), line):
        part = raw.strip().replace("\xa0", " ")
        parts = _parts(part) if _KNOWN_TAG.search(part) else [(html.unescape(part), False)]
        if before and part[:1].islower() and not before.endswith((".", ":", ";", "!", "?")):
            said, lines, bullet = rows.pop()
            rows.append((f"{said} {parts[0][0]}", (*lines, number), bullet))
            parts = parts[1:]
        rows += [(said, (number,), bullet) for said, bullet in parts]
        before = part
    return _strip_numbers([each for row in rows for each in _split_bullets(*row)])


@lru_cache(maxsize=16)
def _only(line: int) -> tuple[int, ...]:
    """Kept for a while: the cells of a row have one between them."""
    return (line,)


def _parts(text: str) -> list[Part]:
    """A cell's text by its line breaks and items; tags in code are text."""
    pieces = _BREAK.split(text) if "`" not in text else [text]
    if not any("<" in piece for piece in pieces):
        return [(html.unescape(piece) if "`" not in piece else piece, False) for piece in pieces]
    return parts_of_html(text) or [("", False)]


def _split_bullets(text: str, lines: tuple[int, ...], bullet: bool) -> list[CellValue]:
    """One written line as its values: "• a • b" are two."""
    text = " ".join(text.split())
    if text.startswith("• ") and " • " in text:
        parts = (without_checkbox(part.strip()) for part in text[2:].split(" • "))
        return [CellValue(part, lines, True) for part in parts if part]
    unmarked = _BULLET.sub("", text)
    tidy = without_checkbox(unmarked).strip()
    return [CellValue(tidy, lines, bullet or unmarked != text)] if tidy else []


def _strip_numbers(values: list[CellValue]) -> tuple[CellValue, ...]:
    """Numbers at the front are a list's when they count from the first on."""
    marks = [_LIST_NUMBER.match(value.text) for value in values]
    counted = [mark.group(1) for mark in marks[:2] if mark]
    if counted not in (["1", "2"], ["a", "b"]) or not all(marks):
        return tuple(values)
    return tuple(
        CellValue(value.text[mark.end() :], value.lines, True)
        for value, mark in zip(values, marks, strict=True)
        if mark
    )
