"""Tables that list the levels with a few words of each, beside what tells what they expect: a column
or a row per level, or among the text of roles.
"""

from collections.abc import Iterable

from explorer.documents.grids import Cell, Grid
from explorer.drafts.header_words import column_role
from explorer.drafts.tables.table_layout import Layout, is_short

# In characters: an index of columns says titles and years.
_LONGEST_VALUE = 30


def is_index(grid: Grid, layout: Layout | None) -> bool:
    """Whether a grid lists the levels with a few words each: it complements another."""
    if layout is not None and layout.kind == "columns":
        return _is_index_of_columns(grid, layout)
    if layout is None or layout.kind != "rows":
        return False
    others = {layout.roles.get(at) for at in layout.roles if at != layout.column}
    if others & {"statement", "example"}:
        return False
    short = [at for at in range(grid.width) if layout.roles.get(at) != "summary"]
    cells = [grid.cell(row, at) for row in layout.levels for at in short if at != layout.column]
    known = others & {"title", "level", "fact"} or are_amounts(cells)
    return bool(known) and all(map(is_short, cells))


def are_amounts(cells: Iterable[Cell]) -> bool:
    """Whether most cells hold a number and little else: pay, years, hours."""
    filled = [cell.text for cell in cells if cell.text]
    amounts = [any(map(str.isdecimal, text)) and len(text) <= _LONGEST_VALUE for text in filled]
    return sum(amounts) * 2 > len(filled)


def _is_index_of_columns(grid: Grid, layout: Layout) -> bool:
    """The same with a column per level: rows of few words, of which a known word names one
    ("Title", "Years") or one holds amounts."""
    rows = range(layout.header + 1, len(grid.rows))
    heads = [column_role(grid.cell(row, 0).text) for row in rows]
    corner = column_role(grid.cell(layout.header, 0).text)
    named = corner == "level" or "title" in heads or "fact" in heads
    amounts = (are_amounts(grid.cell(row, at) for at in layout.levels) for row in rows)
    return (named or any(amounts)) and all(
        is_short(grid.cell(row, at), _LONGEST_VALUE) for row in rows for at in layout.levels
    )
