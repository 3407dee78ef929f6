"""The text of one cell of a matrix, part by part, as the values that a reader sees in it.

`CellWriter` takes what a parser meets (text, breaks, items, inline tags) and gives the
values, each with its source lines; what a value means for a ladder is said in `cell_kinds`.
"""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from explorer.importing.grids import CellValue
from explorer.importing.inline import without_checkbox

_MARKDOWN_OF_TAG = {
    "em": "*",
    "i": "*",
    "strong": "**",
    "b": "**",
    "code": "`",
    "kbd": "`",
    "tt": "`",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
}
_BLOCK_TAGS = {
    "br",
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "dd",
    "dt",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "hr",
    "table",
}
# Bullets typed into cells: growth.csv, engineering-matrix.md.
_BULLET = re.compile(r"^(?:[-*+•‣◦▪●·–]|\\[-*+])\s+")
# Numbers are a list's only where they count from 1 or a; a single "3. Quarter" stays.
_LIST_NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z])[.)]\s+")
# A spreadsheet's "<5 people" is text: only tags that cells really hold are parsed.
_KNOWN_TAG = re.compile(r"</?(?:br|p|b|i|em|strong|a|ul|ol|li|code|div|span)\b[^<>]*>", re.I)
# html.parser looks for the end of a tag to the end of the text, each time: quadratic.
_UNCLOSED_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
# <https://…> and <a@b.example> are text with angle brackets, not tags.
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[^\s<>@/]{1,64}@[^\s<>@/]{1,99})>")
# The usual cell: a letter first, one line, and nothing that a tag, a list or a box has.
_PLAIN = re.compile(r"[ \t]*[^\W\d_][^\n<&•\[\xa0]*")
_CODE_SPAN = re.compile(r"(`[^`]+`)")


class CellWriter:
    """Collects what stands in one cell."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, int]] = []
        self.open: list[tuple[str, int, str]] = []

    def text(self, data: str, line: int) -> None:
        """Text in which a line end is a space, as in HTML."""
        for offset, part in enumerate(data.split("\n")):
            self.parts.append((f" {part}" if offset else part, line + offset))

    def new_line(self, line: int, bullet: bool = False) -> None:
        self.parts.append(("\n- " if bullet else "\n", line))

    def start(self, tag: str, target: str = "") -> None:
        if len(self.open) < 50:
            self.open.append((tag, len(self.parts), target))

    def end(self, tag: str) -> None:
        """Close an inline tag: its marks go around what was written since, line by line."""
        depth = next(
            (at for at in range(len(self.open) - 1, -1, -1) if self.open[at][0] == tag), -1
        )
        if depth < 0:
            return
        _, start, target = self.open[depth]
        del self.open[depth:]
        if tag == "a" and not target:
            return
        before, after = ("[", f"]({target})") if tag == "a" else (_MARKDOWN_OF_TAG[tag],) * 2
        made: list[tuple[str, int]] = []
        run: list[tuple[str, int]] = []
        for fragment in self.parts[start:]:
            if fragment[0].startswith("\n"):
                made += [*_wrap(run, before, after), fragment]
                run = []
            else:
                run.append(fragment)
        self.parts[start:] = made + _wrap(run, before, after)

    def values(self) -> tuple[CellValue, ...]:
        rows: list[tuple[list[str], set[int], bool]] = [([], set(), False)]
        for part, line in self.parts:
            if part.startswith("\n"):
                rows.append(([], set(), part == "\n- "))
            else:
                rows[-1][0].append(part)
                if part.strip():
                    rows[-1][1].add(line)
        made: list[CellValue] = []
        for words, lines, bullet in rows:
            made += _split_bullets("".join(words), tuple(sorted(lines)), bullet)
        return _strip_numbers(made)


def _wrap(parts: list[tuple[str, int]], before: str, after: str) -> list[tuple[str, int]]:
    filled = [at for at, (part, _) in enumerate(parts) if part.strip()]
    if not filled:
        return parts
    made = list(parts)
    first, last = filled[0], filled[-1]
    text, line = made[first]
    made[first] = (text[: len(text) - len(text.lstrip())] + before + text.lstrip(), line)
    text, line = made[last]
    made[last] = (text.rstrip() + after + text[len(text.rstrip()) :], line)
    return made


def _split_bullets(text: str, lines: tuple[int, ...], bullet: bool) -> list[CellValue]:
    """One written line as its values: "• a • b" are two."""
    text = " ".join(text.split())
    if not text:
        return []
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
        replace(value, text=value.text[mark.end() :], bullet=True)
        for value, mark in zip(values, marks, strict=True)
        if mark
    )


class InlineHtml(HTMLParser):
    """What tags inside a cell mean for its text; block tags are line breaks."""

    def __init__(self, line: int = 1) -> None:
        super().__init__(convert_charrefs=True)
        self.first = line
        self.cell = CellWriter()

    def set_cdata_mode(self, elem: str, **how: bool) -> None:
        """Nothing in a ladder runs: what stands in a script is text like any other."""

    @property
    def line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKDOWN_OF_TAG:
            self.cell.start(tag)
        elif tag == "a":
            self.cell.start(tag, (dict(attrs).get("href") or "").strip())
        elif tag == "li":
            self.cell.new_line(self.line, bullet=True)
        elif tag in _BLOCK_TAGS:
            # A paragraph that opens an item belongs to the item.
            last = self.cell.parts[-1][0] if self.cell.parts else ""
            if tag == "br" or not last.startswith("\n"):
                self.cell.new_line(self.line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKDOWN_OF_TAG or tag == "a":
            self.cell.end(tag)
        elif tag in _BLOCK_TAGS or tag == "li":
            self.cell.new_line(self.line)

    def handle_data(self, data: str) -> None:
        self.cell.text(data.replace("\xa0", " "), self.line)


def escape_unclosed_tags(text: str) -> str:
    """The text with each "<" that begins no closed tag as an entity.

    What is left is what the parser reads in one go: it never has to look for an end that
    is not there, which takes a time that grows with the square of the size.
    """
    return _UNCLOSED_TAG.sub("&lt;", _AUTOLINK.sub(r"&lt;\1&gt;", text))


def markdown_values(text: str, lines: tuple[int, ...]) -> tuple[CellValue, ...]:
    """The values of a cell in a Markdown table that stands on these lines."""
    if _PLAIN.fullmatch(text) and "`" not in text:
        return (CellValue(" ".join(text.split()), lines),)
    writer = CellWriter()
    for at, part in enumerate(_CODE_SPAN.split(text)):
        if at % 2 or ("<" not in part and "&" not in part):
            writer.text(part, 1)
        else:
            _feed(writer, part, 1)
    return tuple(replace(value, lines=lines) for value in writer.values())


def text_values(text: str, line: int) -> tuple[CellValue, ...]:
    """The values of a cell of plain text, such as a spreadsheet's, which begins on a line.

    A line end was typed on purpose, so it ends a value, but where the next line goes on in
    lower case.
    """
    if _PLAIN.fullmatch(text):
        return (CellValue(" ".join(text.split()), (line,)),)
    writer = CellWriter()
    before = ""
    for offset, raw in enumerate(text.split("\n")):
        part = raw.strip().replace("\xa0", " ")
        goes_on = part[:1].islower() and not before.endswith((".", ":", ";", "!", "?"))
        if before and goes_on:
            writer.text(" ", line + offset)
        else:
            writer.new_line(line + offset)
        if _KNOWN_TAG.search(part):
            _feed(writer, part, line + offset)
        else:
            writer.text(html.unescape(part) if "&" in part else part, line + offset)
        before = part
    return writer.values()


def _feed(writer: CellWriter, text: str, line: int) -> None:
    reader = InlineHtml(line)
    reader.cell = writer
    reader.feed(escape_unclosed_tags(text))
    reader.close()
