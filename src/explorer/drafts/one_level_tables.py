"""A table that belongs to one level: a row is a name and what is expected, a fact, or a column
for each competency; and one that lists the levels of a text. Tables that tell all of several levels
are read in `level_columns` and `level_rows`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts import matrix
from explorer.drafts.draft import SCOPE_SEPARATOR, Fragment
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.header_words import LevelName, Role
from explorer.drafts.layouts import find_layout
from explorer.drafts.matrix_axes import CellPositions
from explorer.drafts.table_layout import MAX_WORD, Layout, is_empty
from explorer.text.lazy_messages import gettext_lazy


def fragments_of_level(
    grid: Grid, competency: str | None, scope: str | None, facts: bool, around: DraftBuilder
) -> list[Fragment]:
    """A table among the lists of a level: names of competencies, scopes or `facts`, and what is
    said of each, within the competency and scope around it. One that tells of several levels is
    kept as it is."""
    if facts and (pairs := list(_pairs(grid))):
        return [
            Fragment("fact", _text_of(value), value.lines, None, _name_in(name))
            for name, value in pairs
            if not is_empty(value)
        ]
    layout = find_layout(grid, one=True)
    if layout is None or sum(level.sure for level in layout.levels.values()) > 1:
        text = " | ".join(" | ".join(cell.text for cell in row) for row in grid.rows)
        said = gettext_lazy("A table that no rule reads here is kept as remainder.")
        around.warn(grid.line, said)
        return [Fragment("remainder", text, grid.lines, competency)]
    builder = DraftBuilder()
    entry = builder.level(LevelName("level", "", sure=True), grid.line)
    layout = Layout("level", layout.header, roles=layout.roles)
    consumed = read_one_level(grid, layout, builder, entry, [competency] if competency else [])
    builder.add_unplaced(grid, consumed, "These cells are kept as remainder.")
    made: list[Fragment] = []
    for each in entry.fragments:
        within = scope if each.kind in ("statement", "tentative") else None
        inner = SCOPE_SEPARATOR.join(filter(None, (within, each.scope))) or None
        made.append(replace(each, scope=inner))
    around.warnings += builder.warnings
    return [*made, *builder.prose]


def _pairs(grid: Grid) -> Iterator[tuple[Cell, Cell]]:
    """The names and values of a table of two columns, or of one row under names; else none."""
    below = [row for row in grid.rows[grid.header :] if any(cell.text for cell in row)]
    if grid.header == len(below) == 1 < grid.width:
        pairs = [(grid.cell(0, at), below[0][at]) for at in range(len(below[0]))]
    else:
        pairs = [(row[0], row[1]) for row in below if len(row) == 2]
        pairs = pairs if len(pairs) == len(below) else []
    if all(_name_in(name) and value.text for name, value in pairs):
        yield from pairs


def _name_in(cell: Cell) -> str:
    return name_and_icon(cell.text)[0]


def _text_of(cell: Cell) -> str:
    return "\n\n".join(clean_text(value.text) for value in cell.values)


def read_one_level(
    grid: Grid, layout: Layout, builder: DraftBuilder, entry: LevelEntry, within: Sequence[str]
) -> CellPositions:
    """A table that belongs to one level: a row is a name and what is expected."""
    if _is_side_by_side(grid, layout):
        return matrix.read(grid, layout, builder, within, entry)
    roles, heads = layout.roles, 1
    head = grid.rows[layout.header] if layout.header >= 0 else ()
    announced = layout.roles.get(0) not in (None, "fact") or layout.roles.get(1)
    headless = not grid.header and len(head) == 2 and not announced
    if headless or any(len(cell.text) > MAX_WORD or cell.text.endswith(".") for cell in head):
        roles, heads = {}, 0
    # What the examples beside it illustrate is no name.
    illustrated = grid.width == 2 and roles.get(1) == "example"
    texts = [at for at, what in roles.items() if what == "statement"] or [0] * illustrated
    last = grid.width - 1
    names = [at for at in roles if roles[at] in ("competency", "scope") and at < last]
    names = names or ([0] if last and 0 not in texts else [])
    if last > 1 and texts and roles.get(1) is None and 1 not in texts and texts[0] > 1:
        names = [*names, 1]
    named = tuple(sorted(set(names) - set(texts)))
    roles = {**roles, **dict.fromkeys(texts, "statement")}
    if last == 1:
        # One text beside each name: its head only says that it is one.
        roles[1] = roles.get(1) or "statement"
        if roles[1] == "level" and roles.get(0) == "competency":
            roles[1] = "statement"  # "Agile working | Practitioner" of a delivery manager
    facts = (
        last == 1
        and not within
        and _are_facts(grid, layout.header + heads, layout.roles if heads else {})
    )
    shaped = replace(layout, names=named, roles=roles, heads=heads, facts=facts)
    return matrix.read(grid, shaped, builder, within, entry)


def _is_side_by_side(grid: Grid, layout: Layout) -> bool:
    """Whether the heads of the columns are the names: the first column holds sentences."""
    if layout.header < 0 or any(layout.roles.values()) or len(grid.filled(layout.header)) < 2:
        return False
    below = [grid.cell(row, 0) for row in range(layout.header + 1, len(grid.rows))]
    short = all(len(cell.text) <= MAX_WORD for cell in grid.rows[layout.header])
    return short and any(
        len(cell.values) > 1 or len(cell.text) > MAX_WORD or cell.text.endswith(".")
        for cell in below
    )


def _are_facts(grid: Grid, first: int, roles: dict[int, Role | None]) -> bool:
    """Two columns of names and few words, under a header that says nothing of statements."""
    cells = [grid.cell(row, 1) for row in range(first, len(grid.rows)) if grid.cell(row, 1).text]
    return (
        bool(cells)
        and roles.get(1) in (None, "fact", "id")
        and roles.get(0) not in ("competency", "scope")
        and all(len(cell.text) <= MAX_WORD and len(cell.values) == 1 for cell in cells)
        and not any(cell.text.endswith(".") for cell in cells)
    )
