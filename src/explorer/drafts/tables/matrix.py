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
    consumed = CellPositions()
    area = within[0] if within else None
    side = level_columns.LevelColumns if layout.kind == "columns" else level_rows.LevelRows
    crossings = side(grid, layout, builder, area, consumed, entry, index).crossings()
    for row in range(layout.header):
        add_row_as_prose(grid, row, builder, consumed, entry)
    for row, at, line, aspect, beside in crossings:
        if consumed.take(row, at) and (cell := grid.rows[row][at]) is not beside:
            _read_cell(cell, line, aspect, builder, within)
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
        if name and text.casefold() != entry.title.casefold():
            entry.fact(name, text, cell.lines)
    elif kind == "summary" and competency is None:
        entry.summary(paragraphs(cell), cell.lines)
    elif kind == "summary":
        entry.fragments.append(Fragment("summary", paragraphs(cell), cell.lines, competency))
    elif (
        aspect.short_left
        and len(text := clean_text(cell.text)) <= MAX_WORD
        and len(cell.texts) == 1
    ):
        left = Fragment("remainder", f"{aspect.name}: {text}", cell.lines, competency)
        entry.fragments.append(left)
    else:
        inner = " / ".join(filter(None, (scope, line.scope))) or None
        entry.fragments += cell_fragments(cell.values, competency, inner, kind, aspect.row)
