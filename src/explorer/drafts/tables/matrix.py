"""A grid read cell by cell: each belongs to the level of its line and is about its aspect.

Which lines and aspects there are is found by `level_columns` or `level_rows`; what was taken is
told, so that what is left can be kept as unplaced text.
"""

from collections.abc import Sequence

from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text
from explorer.drafts.draft import Fragment
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.tables import level_columns, level_rows
from explorer.drafts.tables.cell_kinds import cell_fragments, paragraphs
from explorer.drafts.tables.matrix_axes import Aspect, CellPositions, Line, add_row_as_prose, place
from explorer.drafts.tables.table_layout import CHECKED, MAX_WORD, Layout, is_empty


def read(
    grid: Grid,
    layout: Layout,
    builder: DraftBuilder,
    within: Sequence[str] = (),
    entry: LevelEntry | None = None,
    index: bool = False,
) -> CellPositions:
    """Give the levels what a grid says of them, `within` the competency that headings
    name, and scopes in it; `entry` is the level
    to which all of it belongs, an `index` gives titles and facts alone."""
    consumed = CellPositions(grid)
    area = within[0] if within else None
    columns = layout.kind == "columns"
    kind = level_columns.LevelColumns if columns else level_rows.LevelRows
    side = kind(grid, layout, builder, area, consumed, entry, index)
    lines = side.lines()
    for row in range(layout.header):
        add_row_as_prose(grid, row, builder, consumed, entry, None if row else area)
    again = {at for at in lines if at - 1 in lines and lines[at - 1].entry is lines[at].entry}
    aspects = {} if columns else dict(side.aspects())
    crossings = (  # one after another: rows may be many
        ((row, at, at, aspect) for row, aspect in side.aspects() for at in grid.filled(row))
        if columns
        else ((row, at, row, aspects.get(at)) for row in lines for at in grid.filled(row))
    )
    for row, at, own, aspect in crossings:
        if own not in lines or aspect is None or not consumed.take(row, at):
            continue
        cell = grid.rows[row][at]
        before = grid.cell(row, at - 1) if columns else grid.cell(row - 1, at)
        if own not in again or cell is not before:
            _read_cell(cell, lines[own], aspect, builder, within)
    return consumed


def _read_cell(
    cell: Cell, line: Line, aspect: Aspect, builder: DraftBuilder, within: Sequence[str]
) -> None:
    """One cell, merged ones once in a level."""
    if aspect.checked is not None:
        if cell.text.casefold() in CHECKED:
            line.entry.fragments.append(aspect.checked)
        return
    if aspect.kind is None or is_empty(cell, aspect.kind):
        return
    entry = line.entry
    kind = aspect.kind if aspect.kind != "statement" else line.kind
    names = (*within[1:], *line.names, *aspect.names)
    area = within[0] if within else None
    competency, scope = place(names, aspect.group or line.group, area, builder.rows_as)
    if kind == "fact":
        name, text = aspect.name or scope or competency or "Fact", clean_text(cell.text)
        if text.casefold() != entry.title.casefold():
            entry.fact(name, text, cell.lines)
    elif kind == "summary" and (competency is None or aspect.sums_up == "level"):
        entry.summary(paragraphs(cell), cell.lines)
    elif kind == "summary":
        keeper = builder.prose if aspect.sums_up == "competency" else entry.fragments
        keeper.append(Fragment("summary", paragraphs(cell), cell.lines, competency))
    elif aspect.short_left and len(text := clean_text(cell.text)) <= MAX_WORD:
        left = Fragment("remainder", f"{aspect.name}: {text}", cell.lines, competency)
        entry.fragments.append(left)
    else:
        inner = " / ".join(filter(None, (scope, line.scope))) or None
        entry.fragments += cell_fragments(cell.values, competency, inner, kind, aspect.row)
