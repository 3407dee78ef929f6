"""The names at the head of rows: which competency and which scope a cell belongs to.

What the readers of rows (`level_columns`, `level_rows`) share: names that go on
below merged cells, groups over them, and putting a cell's values into a level.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from explorer.documents import labels
from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts import cell_kinds
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.table_layout import Layout, RowsAs

# As long as a ladder's file may hold; the rest is kept as unplaced text.
_MAX_NAME = 200


class CellPositions:
    """The cells (row, column) that were understood: a bit a column, as rows may be many. The row
    of a header that is not there is -1."""

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        self._rows: list[int] = []
        self.update(places)

    def add(self, place: tuple[int, int]) -> None:
        row = place[0] + 1
        if row >= len(self._rows):
            self._rows += [0] * (row + 1 - len(self._rows))
        self._rows[row] |= 1 << place[1]

    def discard(self, place: tuple[int, int]) -> None:
        if place in self:
            self._rows[place[0] + 1] ^= 1 << place[1]

    def update(self, places: Iterable[tuple[int, int]]) -> None:
        for place in places:
            self.add(place)

    def __contains__(self, place: object) -> bool:
        if not isinstance(place, tuple) or place[0] + 1 >= len(self._rows):
            return False
        return bool(self._rows[place[0] + 1] >> place[1] & 1)


@dataclass(slots=True)
class RowNames:
    """Where the reading of rows has arrived: the group and the names that still count."""

    area: str | None = None
    group: str | None = None
    names: list[str] = field(default_factory=list)
    last_competency: str | None = None
    """The competency of the last row that was no row of examples."""
    icons: dict[str, str] = field(default_factory=dict)
    """The builder's, to be filled."""
    rows_as: RowsAs = "scopes"

    @classmethod
    def of(cls, builder: DraftBuilder, area: str | None = None) -> "RowNames":
        return cls(area, icons=builder.icons, rows_as=builder.rows_as)

    def take_name(self, cell: Cell) -> str:
        display_name, icon = name_and_icon(_name_and_meaning(cell)[0])
        if icon:
            self.icons[display_name] = icon
        return display_name[:_MAX_NAME]

    def start_group(self, group: Cell) -> None:
        self.group, self.names = self.take_name(group), []

    def competency_and_scope(self) -> tuple[str | None, str | None]:
        """The competency and the scope here: from the widest name to the narrowest, or the
        narrowest in all that is around it."""
        parts = list(dict.fromkeys(part for part in self.names if part))
        if self.rows_as == "competencies" and parts:
            around = dict.fromkeys([self.group or self.area or "", *parts[:-1]])
            return parts[-1], " / ".join(filter(None, around))[:200] or None
        widest = self.group or (self.area if len(parts) < 2 else None)
        if not widest and parts:
            widest = parts.pop(0)
        return widest, " / ".join(part for part in parts if part != widest)[:200] or None


def _name_and_meaning(cell: Cell) -> tuple[str, str]:
    """The name in a cell and what stands beside it: `**Calls** – talking with them`."""
    found = labels.split_label(cell.first) if cell.first[:1] in ("*", "_") else None
    return found if found and found[1] else (cell.first, "")


def line_of_row(grid: Grid, row: int) -> int:
    lines = [line for cell in grid.rows[row] for line in cell.lines]
    return min(lines, default=grid.line)


def read_title_rows(
    grid: Grid, layout: Layout, builder: DraftBuilder, consumed: CellPositions
) -> None:
    """Title lines over the header are the document's prose."""
    for row in range(layout.header):
        cells = [grid.cell(row, at) for at in grid.filled(row) if (row, at) not in consumed]
        kept = list({id(cell): cell for cell in cells}.values())
        if kept:
            text = " ".join(clean_text(cell.text) for cell in kept)
            lines = tuple(sorted({line for cell in kept for line in cell.lines}))
            builder.prose.append(Fragment("prose", text, lines))
        consumed.update((row, at) for at in grid.filled(row))


def read_row_names(
    grid: Grid,
    layout: Layout,
    row: int,
    row_names: RowNames,
    builder: DraftBuilder,
    consumed: CellPositions,
    deep: bool = False,
) -> None:
    """Take up the names of a row; an empty one is the one above, as in merged cells."""
    cells = [grid.cell(row, at) for at in layout.names]
    for at, cell in zip(layout.names, cells, strict=True):
        if row == 0 or grid.cell(row - 1, at) is not cell:
            _add_descriptions(cell, row_names, builder)
    consumed.update((row, at) for at in layout.names)
    if not any(cell.text for cell in cells):
        return
    names = list(row_names.names) + [""] * (len(cells) - len(row_names.names))
    changed = False
    for at, cell in enumerate(cells):
        if cell.text:
            new = row_names.take_name(cell)
            changed = changed or new != names[at]
            names[at] = new
        elif changed or deep:
            names[at] = names[at] if not at and not changed else ""
    row_names.names = names


def _add_descriptions(cell: Cell, row_names: RowNames, builder: DraftBuilder) -> None:
    """What stands under a name in its cell says what the name means."""
    if not cell.text:
        return
    said = [(value.text, value.lines) for value in cell.values[1:]]
    if meaning := _name_and_meaning(cell)[1]:
        said = [(meaning, cell.lines[:1]), *said]
    for text, lines in said:
        name = row_names.take_name(cell)
        builder.prose.append(Fragment("summary", clean_text(text), lines, name))
    if len(cell.first) > _MAX_NAME:
        builder.prose.append(Fragment("remainder", cell.first, cell.lines))


def add_cell(
    entry: LevelEntry,
    cell: Cell,
    competency: str | None,
    scope: str | None,
    kind: Kind,
    row: int | None = None,
) -> None:
    found = cell_kinds.cell_fragments(cell.values, competency, scope, kind, row)
    entry.fragments += found
