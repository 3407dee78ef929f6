"""What a matrix document consists of, before anybody asks what it means.

Grids of cells, the headings around them and the passages between them, each with its source
lines. Markdown, HTML and CSV readers make these; `tables` turns them into a draft.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

GridTextKind = Literal["prose", "note", "remainder", "item"]


@dataclass(frozen=True, slots=True)
class CellValue:
    """One of the texts in a cell: inline Markdown and its source lines (from 1)."""

    text: str
    lines: tuple[int, ...]
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; one that spans rows or columns is the same object in each of its places."""

    values: tuple[CellValue, ...] = ()
    heading: bool = False
    columns: int = 1

    @property
    def text(self) -> str:
        """All of it on one line."""
        if len(self.values) == 1:
            return self.values[0].text
        return " ".join(value.text for value in self.values)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(line for value in self.values for line in value.lines)


EMPTY_CELL = Cell()


@dataclass(frozen=True)
class Grid:
    """The rows of a table, as long as they are written; `header` counts rows known to be one.

    `lines` are all of its non-blank source lines, also those that hold no text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    header: int = 0
    warnings: tuple[tuple[int, str], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else EMPTY_CELL

    @cached_property
    def width(self) -> int:
        """The number of columns, counted to the last one that holds anything."""
        return max(
            (at for row in self.rows for at, cell in enumerate(row, 1) if cell.values), default=0
        )

    @property
    def line(self) -> int:
        return self.lines[0] if self.lines else 1


@dataclass(frozen=True, slots=True)
class GridHeading:
    """A heading of depth 1 to 6; 7 is a line in bold that introduces a table."""

    depth: int
    text: str
    lines: tuple[int, ...]
    sheet: bool = False
    """Whether it is the name of a sheet, which says where something stands."""


@dataclass(frozen=True, slots=True)
class GridText:
    """A paragraph or list item between the tables."""

    text: str
    lines: tuple[int, ...]
    kind: GridTextKind = "prose"


GridBlock = Grid | GridHeading | GridText


@dataclass(frozen=True, slots=True)
class GridDocument:
    """A document in parts; `name` is what its data calls it."""

    blocks: tuple[GridBlock, ...]
    name: str | None = None


def column_letters(column: int) -> str:
    """The name of a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
