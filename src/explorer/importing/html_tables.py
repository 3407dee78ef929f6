"""Tables in HTML, inside of Markdown, as grids.

The parser of the standard library reads the tags; here is what they mean: cells that span
rows and columns, lists and breaks inside them, tags that are never closed, tables in cells.
"""

from dataclasses import dataclass, field, replace

from explorer.importing.blocks import Block
from explorer.importing.cell_text import CellWriter, InlineHtml, escape_unclosed_tags
from explorer.importing.grids import (
    EMPTY_CELL,
    Cell,
    CellValue,
    Grid,
)

# HTML's own limit is 1000, more columns than anybody reads.
_MAX_COLSPAN = 100
# On average; a few characters could ask for millions of places (colspan times rowspan).
_SPANS_PER_CELL = 20
# The same, in one row.
_MAX_SPANNED_COLUMNS = 250
_IGNORED_TAGS = ("style", "title", "head")


@dataclass(slots=True)
class _SpannedCell:
    cell: Cell
    rows: int


@dataclass(slots=True)
class _OpenTable:
    """A table while it is read: cells with their spans, row by row."""

    first: int
    rows: list[list[_SpannedCell]] = field(default_factory=list)
    heads: int = 0
    in_head: bool = False


def html_blocks(text: str, first: int) -> list[Block]:
    """What a fragment of HTML holds, in order; its first line is line `first`."""
    reader = _TableParser(first)
    reader.feed(escape_unclosed_tags(text))
    reader.close()
    reader.finish(first + text.count("\n"))
    blank = {first + at for at, line in enumerate(text.split("\n")) if not line.strip()}
    for block in reader.blocks:
        if block.grid:
            block.lines = [line for line in block.lines if line not in blank]
            block.grid = replace(block.grid, lines=tuple(block.lines))
    return reader.blocks


class _TableParser(InlineHtml):
    """Reads HTML into blocks. Outside of a cell, text is a passage or a heading."""

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self.blocks: list[Block] = []
        self.table: _OpenTable | None = None
        self.nested = 0
        self.open_cell: tuple[int, int, bool] | None = None
        """Columns and rows that the open cell spans, and whether it is a heading."""
        self.depth = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IGNORED_TAGS:
            self.silent += 1
        elif tag == "table" and self.table is None:
            self.flush()
            self.table = _OpenTable(self.line)
        elif tag == "table":
            self.nested += 1
            self.cell.new_line(self.line)
        elif (
            self.table and not self.nested and tag in ("tr", "td", "th", "thead", "tbody", "tfoot")
        ):
            self.start_row_or_cell(tag, dict(attrs))
        elif self.table is None and tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.flush()
            self.depth = int(tag[1])
        elif self.table is None and tag in ("p", "div", "li", "ul", "ol", "section", "body"):
            self.flush()
            if tag == "li":
                self.cell.new_line(self.line, bullet=True)
        else:
            super().handle_starttag(tag, attrs)

    def start_row_or_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self.table
        assert table is not None  # noqa: S101 - asked for by the caller
        self.end_cell()
        if tag in ("thead", "tbody", "tfoot"):
            table.in_head = tag == "thead"
        elif tag == "tr":
            table.rows.append([])
            table.heads += table.in_head
        else:
            if not table.rows:
                table.rows.append([])
            columns = _span_attribute(attributes.get("colspan"), _MAX_COLSPAN)
            self.open_cell = (
                columns,
                _span_attribute(attributes.get("rowspan"), 65_534),
                tag == "th",
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in _IGNORED_TAGS:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.nested:
            self.nested -= 1
            self.cell.new_line(self.line)
        elif tag == "table" and self.table:
            self.end_table(self.line)
        elif self.table and not self.nested and tag in ("td", "th", "tr", "thead"):
            self.end_cell()
            if tag == "thead":
                self.table.in_head = False
        elif self.table is None and tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li"):
            self.flush()
        else:
            super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            super().handle_data(data)

    def end_cell(self) -> None:
        """Close the open cell; what stands between cells is a passage of its own."""
        if self.table is None or self.open_cell is None:
            self.flush()
            return
        columns, rows, heading = self.open_cell
        self.open_cell = None
        values = self.take_values()
        self.table.rows[-1].append(_SpannedCell(Cell(values, heading, columns), rows))

    def take_values(self) -> tuple[CellValue, ...]:
        values = self.cell.values()
        self.cell = CellWriter()
        return values

    def flush(self) -> None:
        values = self.take_values()
        depth, self.depth = self.depth, 0
        if values and depth:
            text = " ".join(value.text for value in values)
            lines = [number for value in values for number in value.lines]
            self.blocks.append(Block("heading", text, lines, depth=depth))
        else:
            self.blocks += [
                Block(
                    "bullet" if each.bullet else "paragraph",
                    each.text,
                    list(each.lines),
                    raw=each.text,
                )
                for each in values
            ]

    def end_table(self, line: int) -> None:
        self.end_cell()
        table, self.table = self.table, None
        if table is not None and any(table.rows):
            self.add_grid(_grid(table, line))
        elif table is not None:
            self.add_grid(Grid((), tuple(range(table.first, line + 1))))

    def add_grid(self, grid: Grid) -> None:
        self.blocks.append(Block("table", "", list(grid.lines), grid=grid))

    def finish(self, line: int) -> None:
        """The end of the text closes whatever is open."""
        self.nested = 0
        if self.table:
            self.end_table(line)
        self.flush()


def _span_attribute(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return (
        max(1, min(most, int(text))) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    )


def _grid(table: _OpenTable, last: int) -> Grid:
    """The cells in their places, those that span several in all of them.

    Spans are followed as far as a table that people read can need; a few characters that
    ask for millions of places do not get them.
    """
    cells = sum(len(row) for row in table.rows)
    left = _SPANS_PER_CELL * cells + 1000
    carried: dict[int, _SpannedCell] = {}
    rows: list[tuple[Cell, ...]] = []
    for spans in table.rows:
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
                    carried[place] = _SpannedCell(span.cell, span.rows - 1)
            at += span.cell.columns
        rows.append(tuple(row.get(place, EMPTY_CELL) for place in range(max(row, default=-1) + 1)))
    warnings = (
        ((table.first, "a cell spans more than this table has; it was cut"),) if left <= 0 else ()
    )
    headed = table.heads or _header_rows(rows)
    return Grid(tuple(rows), tuple(range(table.first, last + 1)), headed, warnings)


def _header_rows(rows: list[tuple[Cell, ...]]) -> int:
    """Without <thead>, the rows at the top whose cells are all headings; else the first."""
    count = 0
    for row in rows[:3]:
        if not row or not all(cell.heading for cell in row if cell.values):
            break
        if count and len({id(cell) for cell in row}) == 1:
            break
        count += 1
    return count
