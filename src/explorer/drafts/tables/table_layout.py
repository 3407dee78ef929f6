"""What a layout of a table is: where its levels, its names and its header are, and what somebody
may say of it. How one is found is the work of `layouts`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explorer.documents.grids import Cell, Grid
from explorer.drafts.decisions import UNDECIDED, Decisions, Orientation, RowsAs
from explorer.drafts.draft import Kind
from explorer.drafts.header_words import LevelName
from explorer.drafts.tables.header_rows import Part, Roles


@dataclass(frozen=True, slots=True)
class TableReading:
    """What somebody says about the tables of a document; None: it is found."""

    orientation: Orientation | None = None
    rows: RowsAs | None = None
    decisions: Decisions = UNDECIDED


AS_FOUND = TableReading()

# In characters, as the mean of a column; 30 and 90 read every sample the same way.
MAX_NAME_LENGTH = 60
# In characters: titles and facts fit; 30 and 90 read every sample the same way.
MAX_WORD = 60
# A number, after a sign or a few short words: "> 5 years", "up to 2 years", "usually 9+ years".
_AMOUNT = re.compile(r"[^\w\d]*(?:(?:[a-zà-ÿ]{1,5}|usually|typically) ){0,2}\d")
TEXTUAL = ("statement", "summary", "example")
"""What heads say over columns of texts."""
CHECKED = {"✓", "✔", "✔️", "☑", "✅", "x", "●", "⬤", "■", "•", "yes", "y", "true", "ja", "+"}
MARKS = CHECKED | {"❌", "✗", "✘", "no", "n", "false", "nein", "○", "◯", "□", "☐"}
# A dash for "nothing here": engineering-matrix.md, kompetenzen.csv, skills.tsv.
_PLACEHOLDERS = frozenset("- – — -- --- ― － \\- n/a na n.a. none … ... . /".split())


@dataclass(frozen=True, slots=True)
class Layout:
    """How one grid is read.

    `kind` is an orientation, or "level" where the whole grid belongs to one level.
    `header` is the row of the header (-1: none), `levels` what a column (of "columns") or a
    row (of "rows") is; `column` holds the levels of "rows" and "long". `roles` says what the
    header announces for each column, `names` are the columns with names of rows.
    """

    kind: Literal["columns", "rows", "long", "level"]
    header: int
    levels: dict[int, LevelName] = field(default_factory=dict)
    column: int = 0
    names: tuple[int, ...] = ()
    roles: Roles = field(default_factory=dict)
    guessed: bool = False
    parts: dict[int, Part] = field(default_factory=dict)
    """What a column of a level holds, where it has several."""
    scopes: dict[int, str] = field(default_factory=dict)
    """The scope of a column of a level, where it has several: "L1 Meets", "L1 Exceeds"."""
    heads: int = 1
    """How many rows the header has."""
    kinds: Mapping[int, Kind] = field(default_factory=dict)
    """What rows hold, where they are no statements."""

    @property
    def sure(self) -> int:
        """How many levels are some by a code."""
        return sum(level.sure for level in self.levels.values())

    def said(self, grid: Grid) -> list[str]:
        """What stands in the cells of levels, placeholders apart."""
        rows = self.kind == "rows"
        return [
            cell.text
            for row in (self.levels if rows else range(self.header + 1, len(grid.rows)))
            for at in (grid.filled(row) if rows else self.levels)
            if not (rows and at == self.column) and not is_empty(cell := grid.cell(row, at))
        ]


Candidate = tuple[float, Layout]
"""How much speaks for a way to read a grid, and this."""


def is_empty(cell: Cell, kind: str | None = None) -> bool:
    """Whether a cell says nothing; a dash and "n/a" say nothing, nor does "none" but for a fact."""
    if kind == "fact" and cell.text.casefold() == "none":
        return False
    if len(cell.text) > MAX_NAME_LENGTH:
        return False
    return not cell.text or all(text.casefold() in _PLACEHOLDERS for text in cell.texts)


def is_short(cell: Cell, most: int = MAX_WORD) -> bool:
    """Whether a cell holds a name or a value, and no text: titles and years, not expectations."""
    text = cell.text
    return len(text) <= most and len(cell.texts) < 2 and not text.endswith(".")


def are_values(cells: Sequence[Cell], most: int = 2) -> bool:
    """Whether cells say so little that they are titles, bands or years: `most` words in the mean,
    or a number in each that says something."""
    cells = [cell for cell in cells if not is_empty(cell)]
    counted = all(any(map(str.isdecimal, cell.text)) for cell in cells)
    return counted or sum(cell.text.count(" ") + 1 for cell in cells) <= most * len(cells)


def hold_amounts(cells: Sequence[Cell], numbers: bool = False) -> bool:
    """Whether cells hold pay, years or people under whatever name: `30-40k`, `0 à 2 ans`, or `none`,
    and `a department` beside `4-6 people`; bare `numbers` may be scores."""
    cells = [cell for cell in cells if not is_empty(cell)]
    bare = not any(cell.text.strip("0123456789.,") for cell in cells)
    with_number = [cell for cell in cells if any(map(str.isdecimal, cell.text))]
    counted = len(with_number) * 2 > len(cells) or not cells
    words = sum(cell.text.count(" ") + 1 for cell in cells)
    few = words <= 2 * len(cells) or all(_AMOUNT.match(cell.text) for cell in with_number)
    return counted and (numbers or not bare) and all(map(is_short, cells)) and few
