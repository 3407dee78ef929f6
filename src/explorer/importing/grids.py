"""A table as cells, before anybody asks what it means, each text with its source lines.

Pipes, HTML, delimited text, workbooks and Word all become such a grid: a `blocks.Block` holds it.
"""

from dataclasses import dataclass
from functools import cached_property


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


def column_letters(column: int) -> str:
    """The name of a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(letters: bytes) -> int:
    """Which column a name is, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
