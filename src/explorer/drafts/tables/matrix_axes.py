"""The two axes of a matrix: lines of cells that belong to a level each, and what stands across them.

Levels may be columns or rows, or stand beside each text: a `Line` is a column or a row of one level,
an `Aspect` what the cells across the lines are about. The readers of both axes (`level_columns`,
`level_rows`) share here how names go on below merged cells and in groups.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, cast

from explorer.documents import labels
from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.decisions import RowsAs
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.header_words import column_role
from explorer.drafts.tables.header_rows import Head
from explorer.drafts.tables.table_layout import Layout

# As long as a ladder's file may hold; the rest is kept as unplaced text.
_MAX_NAME = 200


SummedUp = Literal["level", "competency"]


@dataclass(slots=True)
class Line:
    """The cells of one level: a column, or a row; `names` and `group` say what all of them are
    about, `kind` what they are where no aspect says so, `scope` what stands with the level's code."""

    entry: LevelEntry
    kind: Kind = "statement"
    names: tuple[str, ...] = ()
    group: str | None = None
    scope: str = ""


@dataclass(slots=True)
class Aspect:
    """What the cells across the lines are: their kind (None: they say nothing by themselves), the
    names they stand under and the group of these; `row` numbers them for a comparison."""

    kind: Kind | None = "statement"
    names: tuple[str, ...] = ()
    group: str | None = None
    row: int | None = None
    checked: Fragment | None = None
    """The statement to which a cell only says yes or no."""
    short_left: bool = False
    """Whether a short cell is no text, but the owner of one, or its date."""
    sums_up: SummedUp | None = None
    """Whose summary it is, where not each cell is one of a competency at a level."""

    @property
    def name(self) -> str:
        return self.names[-1] if self.names else ""


@lru_cache(maxsize=4096)
def place(
    names: tuple[str, ...], group: str | None, area: str | None, rows_as: RowsAs = "scopes"
) -> tuple[str | None, str | None]:
    """The competency and the scope that names make: from the widest to the narrowest, or the
    narrowest in all that is around it."""
    parts = list(dict.fromkeys(part for part in names if part))
    if rows_as == "competencies" and parts:
        around = dict.fromkeys([group or area or "", *parts[:-1]])
        return parts[-1], " / ".join(filter(None, around))[:_MAX_NAME] or None
    widest = group or (area if len(parts) < 2 else None)
    if not widest and parts:
        widest = parts.pop(0)
    return widest, " / ".join(part for part in parts if part != widest)[:_MAX_NAME] or None


class CellPositions:
    """The cells (row, column) of a grid that were understood: a bit a column, as rows may be many.
    The row of a header that is not there, -1, is one more."""

    def __init__(self, grid: Grid) -> None:
        self._rows = [0] * (len(grid.rows) + 1)

    def take(self, row: int, column: int) -> bool:
        """Add a cell; whether it was not there before."""
        known = self._rows[row]
        self._rows[row] = known | 1 << column
        return self._rows[row] != known

    def update(self, row: int, columns: Iterable[int]) -> None:
        for at in columns:
            self.take(row, at)

    def __contains__(self, place: object) -> bool:
        row, column = cast(tuple[int, int], place)
        return bool(self._rows[row] >> column & 1)

    def left(self, row: int, columns: tuple[int, ...]) -> tuple[int, ...]:
        """Those columns of a row that were not understood yet."""
        taken = self._rows[row]
        return tuple(at for at in columns if not taken >> at & 1) if taken else columns


@dataclass(slots=True)
class RowNames:
    """The names at the head of rows: the group and the names that still count."""

    grid: Grid
    layout: Layout
    builder: DraftBuilder
    consumed: CellPositions
    group: str | None = None
    names: list[str] = field(default_factory=list)

    def take_name(self, cell: Cell) -> str:
        display_name, icon = name_and_icon(_name_and_meaning(cell)[0])
        if icon:
            self.builder.icons[display_name] = icon
        return display_name[:_MAX_NAME]

    def start_group(self, group: Cell) -> None:
        self.group, self.names = self.take_name(group), []

    def go_on(self, row: int) -> None:
        """Take up the names of a row; an empty one is the one above, as in merged cells."""
        places = self.layout.names
        names, changed = self.names + [""] * (len(places) - len(self.names)), False
        for at, column in enumerate(places):
            self.consumed.take(row, column)
            cell = self.grid.cell(row, column)
            if cell.text:
                self._add_descriptions(cell)
                new = self.take_name(cell)
                changed = changed or new != names[at]
                names[at] = new
            elif changed:
                names[at] = ""
        if changed:
            self.names = names

    def _add_descriptions(self, cell: Cell) -> None:
        """What stands under a name in its cell says what the name means."""
        meaning = _name_and_meaning(cell)[1]
        if meaning or len(cell.texts) > 1:
            said = [(value.text, value.lines) for value in cell.values[1:]]
            said = [(meaning, cell.lines[:1]), *said] if meaning else said
            name = self.take_name(cell)
            for text, lines in said:
                self.builder.prose.append(Fragment("summary", clean_text(text), lines, name))
        if len(cell.first) > _MAX_NAME:
            self.builder.prose.append(Fragment("remainder", cell.first, cell.lines))


@dataclass
class Side:
    """Finds the lines and the aspects of one grid; what is no cell of a level it takes itself.
    `entry` is the level to which all of it belongs, an `index` gives titles and facts alone."""

    grid: Grid
    layout: Layout
    builder: DraftBuilder
    area: str | None
    consumed: CellPositions
    entry: LevelEntry | None = None
    index: bool = False

    @cached_property
    def head(self) -> Head:
        return Head(self.grid, self.layout.header)


def _name_and_meaning(cell: Cell) -> tuple[str, str]:
    """The name in a cell and what stands beside it: `**Calls** – talking with them`."""
    found = labels.split_label(cell.first) if cell.first[:1] in ("*", "_") else None
    return found if found and found[1] else (cell.first, "")


def line_of_row(grid: Grid, row: int) -> int:
    return min((line for cell in grid.rows[row] for line in cell.lines), default=grid.line)


def add_row_as_prose(
    grid: Grid,
    row: int,
    builder: DraftBuilder,
    consumed: CellPositions,
    entry: LevelEntry | None = None,
    area: str | None = None,
) -> None:
    """A line over the header, or under the last level, is the document's prose, or sums up the only
    level of a table (`entry`: platform-engineering-levels.ods) or its competency (`area`); what reaches
    down into the next row, "Level" over codes and "Average" under scores are no such line."""
    cells = [grid.cell(row, at) for at in grid.filled(row) if (row, at) not in consumed]
    below = {id(cell) for cell in (grid.rows[row + 1] if row + 1 < len(grid.rows) else ())}
    cells = [cell for cell in cells if id(cell) not in below]
    # "Customer success levels" is a title.
    if all(
        column_role(cell.text) in ("level", "score") and cell.text.count(" ") < 2 for cell in cells
    ):
        cells = []
    if kept := list({id(cell): cell for cell in cells}.values()):
        text = " ".join(clean_text(cell.text) for cell in kept)
        lines = tuple(sorted({line for cell in kept for line in cell.lines}))
        if entry and len(kept) > 1:
            return  # fields of a form
        if entry:
            entry.summary(text, lines)
        else:
            area = area if text.endswith((".", "!", "?")) else None
            builder.prose.append(Fragment("summary" if area else "prose", text, lines, area))
    consumed.update(row, grid.filled(row))
