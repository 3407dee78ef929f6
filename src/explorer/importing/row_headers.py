"""The names at the head of rows: which competency and which scope a cell belongs to.

What the readers of rows (`level_columns`, `level_rows`) share: names that go on counting
below merged cells, groups over them, and putting a cell's values into a level.
"""

from dataclasses import dataclass, field

from explorer.importing import cell_kinds
from explorer.importing.draft import Fragment, Kind
from explorer.importing.draft_builder import DraftBuilder, LevelEntry
from explorer.importing.grids import Cell, Grid
from explorer.importing.inline import name, said
from explorer.importing.layouts import Layout, filled

_MOST = 200

Taken = set[tuple[int, int]]
"""The cells (row, column) that were understood."""


@dataclass(slots=True)
class Names:
    """Where the reading of rows has arrived: the group and the names that still count."""

    area: str | None = None
    group: str | None = None
    said: list[str] = field(default_factory=list)
    before: str | None = None
    """The competency of the last row that was no row of examples."""
    icons: dict[str, str] = field(default_factory=dict)
    """The ledger's, to be filled."""

    def name(self, cell: Cell) -> str:
        called, icon = name(cell.values[0].text if cell.values else "")
        if icon:
            self.icons[called] = icon
        return called[:_MOST]

    def start(self, group: Cell) -> None:
        self.group, self.said = self.name(group), []

    def place(self) -> tuple[str | None, str | None]:
        """The competency and the scope here: from the widest name to the narrowest."""
        parts = list(dict.fromkeys(part for part in self.said if part))
        widest = self.group or (self.area if len(parts) < 2 else None)
        if not widest and parts:
            widest = parts.pop(0)
        return widest, " / ".join(part for part in parts if part != widest)[:200] or None


def line_of(grid: Grid, row: int) -> int:
    lines = [line for cell in grid.rows[row] for line in cell.lines]
    return min(lines, default=grid.line)


def lines_above(grid: Grid, layout: Layout, ledger: DraftBuilder, taken: Taken) -> None:
    """Title lines over the header are the document's prose."""
    for row in range(layout.header):
        cells = [grid.cell(row, at) for at in filled(grid, row) if (row, at) not in taken]
        kept = list({id(cell): cell for cell in cells}.values())
        if kept:
            text = " ".join(said(cell.text) for cell in kept)
            lines = tuple(sorted({line for cell in kept for line in cell.lines}))
            ledger.prose.append(Fragment("prose", text, lines))
        taken.update((row, at) for at in filled(grid, row))


def take_names(
    grid: Grid,
    layout: Layout,
    row: int,
    here: Names,
    ledger: DraftBuilder,
    taken: Taken,
    deep: bool = False,
) -> None:
    """Take up the names of a row; an empty one is the one above, as in merged cells."""
    cells = [grid.cell(row, at) for at in layout.names]
    for at, cell in zip(layout.names, cells, strict=True):
        if row == 0 or grid.cell(row - 1, at) is not cell:
            _explained(cell, here, ledger)
    taken.update((row, at) for at in layout.names)
    if not any(cell.values for cell in cells):
        return
    names = list(here.said) + [""] * (len(cells) - len(here.said))
    changed = False
    for at, cell in enumerate(cells):
        if cell.values:
            new = here.name(cell)
            changed = changed or new != names[at]
            names[at] = new
        elif changed or deep:
            names[at] = names[at] if not at and not changed else ""
    here.said = names


def _explained(cell: Cell, here: Names, ledger: DraftBuilder) -> None:
    """What stands under a name in its cell says what the name means."""
    if not cell.values:
        return
    called = here.name(cell)
    for value in cell.values[1:]:
        ledger.prose.append(Fragment("prose", said(value.text), value.lines, called))
    if len(cell.values[0].text) > _MOST:
        ledger.prose.append(Fragment("remainder", cell.values[0].text, cell.values[0].lines))


def put(
    entry: LevelEntry, cell: Cell, competency: str | None, scope: str | None, kind: Kind
) -> None:
    found = cell_kinds.read(cell.values, competency, scope, kind)
    entry.pieces += found.made
