"""Tables in HTML, of a page or inside of Markdown, as grids: cells that span rows and columns, and
the letters and numbers of a published sheet, which are no cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from explorer.documents.cell_text import values_of
from explorer.documents.grids import EMPTY_CELL, Cell, CellValue, Grid
from explorer.documents.html_text import CellText, Element
from explorer.documents.web_frames import words_in
from explorer.text.lazy_messages import gettext_lazy

# HTML's own limit is 1000, more columns than anybody reads.
_CUT = gettext_lazy("a cell spans more than this table has; it was cut")
_MAX_COLSPAN = 100
# On average; a few characters could ask for millions of places (colspan times rowspan).
_SPANS_PER_CELL = 20
# The same, in one row.
_MAX_SPANNED_COLUMNS = 250
_LETTERS = re.compile(r"[A-Z]{0,2}")


@dataclass(slots=True)
class SpannedCell:
    """A cell and how many rows it spans."""

    cell: Cell
    rows: int = 1


def rows_of(table: Element, parents: Sequence[Element]) -> Iterator[list[Element]]:
    """The cells of a table row by row, without the letters and numbers of a published sheet, which
    would be levels "1" and "2" with competencies "A" and "B"."""
    letters = [words_in(cell) for cell in _cells_of(parents[0])]
    sheet = "waffle" in (table.get("class") or "").split()
    # Where the page is damaged, a cell may have slipped into the frame: it stays.
    for row in parents[sheet and all(map(_LETTERS.fullmatch, letters)) :]:
        cells = _cells_of(row)
        if sheet and not words_in(cells[0]).strip("0123456789"):
            del cells[0]
        yield cells


def _cells_of(row: Element) -> list[Element]:
    return [each for each in row if each.tag in ("td", "th")]


def spanned_cell(element: Element, inside: CellText, lines: tuple[int, ...]) -> SpannedCell:
    """A cell that stands on these lines; `inside` reads its text."""
    values: tuple[CellValue, ...]
    if len(element) or not element.text:
        inside.take(element)
        values = values_of(inside.found, lines)
    else:
        values = values_of([(element.text, False)], lines)
    columns = _span_attribute(element.get("colspan"), _MAX_COLSPAN)
    cell = Cell(values, columns) if values or columns > 1 else EMPTY_CELL
    return SpannedCell(cell, _span_attribute(element.get("rowspan"), 65_534))


def _span_attribute(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return (
        max(1, min(most, int(text))) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    )


def grid_of(table: Sequence[Sequence[SpannedCell]], heads: int, lines: tuple[int, ...]) -> Grid:
    """The cells in their places, those that span several in all of them.

    Spans are followed as far as a table that people read can need; a few characters that
    ask for millions of places do not get them.
    """
    cells = sum(len(row) for row in table)
    left = _SPANS_PER_CELL * cells + 1000
    carried: dict[int, SpannedCell] = {}
    rows: list[tuple[Cell, ...]] = []
    for spans in table:
        row: dict[int, Cell] = {}
        if left <= 0:
            carried.clear()
        for at, span in list(carried.items()):
            row[at] = span.cell
            left -= 1
            span.rows -= 1
            if not span.rows:
                del carried[at]
        at = 0
        for span in spans:
            while at in row:
                at += 1
            for place in range(at, at + span.cell.columns):
                if place > at and (left <= 0 or place >= _MAX_SPANNED_COLUMNS):
                    break
                row.setdefault(place, span.cell)
                left -= place > at
                if span.rows > 1 and left > 0 and place < _MAX_SPANNED_COLUMNS:
                    carried[place] = SpannedCell(span.cell, span.rows - 1)
            at += span.cell.columns
        rows.append(tuple(row.get(place, EMPTY_CELL) for place in range(max(row, default=-1) + 1)))
    return Grid(tuple(rows), lines, heads, ((lines[0], _CUT),) if left <= 0 else ())


def header_rows(rows: Sequence[Sequence[Element]]) -> int:
    """How many rows are a header: those in <thead>, else those at the top that are all headings."""
    heads = sum(bool(row) and row[0].getparent().getparent().tag == "thead" for row in rows)
    headed = (row and all(each.tag == "th" or not words_in(each) for each in row) for row in rows)
    return heads or sum(1 for _ in takewhile(bool, islice(headed, 3)))
