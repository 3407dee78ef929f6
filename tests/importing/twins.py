"""Judged documents written anew as workbooks and Word documents: the same words in other files.

A spreadsheet becomes a sheet, a Markdown table a sheet too; headings, lists, quotes and tables of
Markdown become their styles in Word. What these forms cannot say (a comment, details that close) is
left out by choosing documents without it.
"""

import csv
import io
import re
from collections.abc import Iterable

import docx
import openpyxl

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"( *)[-*+]\s+(.*)")
_PIPE, _BREAK = re.compile(r"(?<!\\)\|"), re.compile(r"<br ?/?>|</?(?:ul|li)>")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def workbook_of_rows(rows: Iterable[list[str]]) -> bytes:
    """The rows as the only sheet of a workbook, which nobody named."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([text or None for text in row])
    return _saved(book)


def rows_of_text(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def word_document(text: str) -> bytes:
    """Markdown as a Word document, paragraph by paragraph."""
    document = docx.Document()
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            if set(line) - set("|-: "):
                table.append(_cells(line))
            continue
        if table:
            _add_table(document, table)
            table = []
        if found := _HEADING.fullmatch(line):
            document.add_heading(found[2], len(found[1]))
        elif found := _BULLET.fullmatch(line):
            depth = min(len(found[1]) // 2 + 1, 3)
            style = "List Bullet" if depth == 1 else f"List Bullet {depth}"
            _add_runs(document.add_paragraph(style=style), found[2])
        elif line.strip(" -"):
            _add_runs(document.add_paragraph(), line.strip())
    return _saved(document)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line.strip())[1:-1]]


def _add_runs(paragraph: object, text: str) -> None:
    for at, part in enumerate(_BOLD.split(text)):
        if part:
            paragraph.add_run(part).bold = bool(at % 2)  # type: ignore[attr-defined]


def _add_table(document: object, rows: list[list[str]]) -> None:
    made = document.add_table(0, len(rows[0]))  # type: ignore[attr-defined]
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=False):
            cell.text = ""
            parts = [part for part in _BREAK.split(text) if part.strip()]
            for at, part in enumerate(parts):
                paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
                _add_runs(paragraph, part)


def _saved(made: object) -> bytes:
    file = io.BytesIO()
    made.save(file)  # type: ignore[attr-defined]
    return file.getvalue()
