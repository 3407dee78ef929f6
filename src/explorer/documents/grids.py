"""A table as cells, before anybody asks what it means, each text with its source lines.

Pipes, HTML, delimited text, workbooks and Word all become such a grid: a `blocks.Block` holds it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class CellValue(NamedTuple):
    """One of the texts in a cell: inline Markdown and its source lines (from 1)."""

    text: str
    lines: tuple[int, ...]
    bullet: bool = False


class Cell:
    """A cell; one that spans rows or columns is the same object in each of its places. `text` is
    all of it on one line, "" where it is empty.

    A table may have a million of them: most hold one text, which is kept without its `CellValue`.
    """

    __slots__ = ("_several", "columns", "lines", "text")

    def __init__(self, values: tuple[CellValue, ...] = (), columns: int = 1) -> None:
        self.columns = columns
        self._several: tuple[CellValue, ...] | None = None
        if len(values) == 1 and not values[0].bullet:
            self.text, self.lines, _ = values[0]
        else:
            self._several = values
            self.text = " ".join(value.text for value in values)
            self.lines = tuple(line for value in values for line in value.lines)

    @classmethod
    def of(cls, text: str, lines: tuple[int, ...]) -> "Cell":
        """A cell with one text: most of a large table's."""
        cell = cls.__new__(cls)
        cell.text, cell.lines, cell.columns, cell._several = text, lines, 1, None
        return cell

    @property
    def values(self) -> tuple[CellValue, ...]:
        if self._several is None:
            return (CellValue(self.text, self.lines),)
        return self._several

    @property
    def texts(self) -> tuple[str, ...]:
        if self._several is None:
            return (self.text,)
        return tuple(value.text for value in self._several)

    @property
    def first(self) -> str:
        """The first of its texts, or ""."""
        return self._several[0].text if self._several else self.text


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

    def filled(self, row: int) -> tuple[int, ...]:
        """The columns of a row that hold anything."""
        return self._filled[row]

    @cached_property
    def _filled(self) -> list[tuple[int, ...]]:
        # Rows are alike, so that one tuple serves many of them.
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        found = (tuple(at for at, cell in enumerate(row) if cell.text) for row in self.rows)
        return [known.setdefault(each, each) for each in found]

    @cached_property
    def width(self) -> int:
        """The number of columns, counted to the last one that holds anything."""
        return max((row[-1] + 1 for row in self._filled if row), default=0)

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


def column_number(letters: str) -> int:
    """Which column a name is, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
