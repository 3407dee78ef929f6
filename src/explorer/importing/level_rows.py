"""Grids in which a level has rows: one with a column a competency, one a text, or all of them.

Each reader gives the cells that it took, so that what is left can be kept as unplaced text.
"""

from collections import Counter
from typing import cast

from explorer.importing.draft import Fragment, Kind
from explorer.importing.draft_builder import DraftBuilder, LevelEntry
from explorer.importing.grids import EMPTY_CELL, Cell, Grid
from explorer.importing.header_words import LevelName, Role, level_name
from explorer.importing.inline import clean_text, name_and_icon
from explorer.importing.layouts import Layout, is_empty
from explorer.importing.row_headers import (
    CellPositions,
    RowNames,
    add_cell,
    line_of_row,
    read_row_names,
    read_title_rows,
)

# In characters, as in `level_columns`.
_MAX_WORD = 60
_KINDS: dict[str, Kind] = {
    word: cast(Kind, kind)
    for kind, words in {
        "statement": "statement statements confirmed expectation expectations behaviour behavior"
        " criterion criteria final agreed active approved published",
        "tentative": "tentative maybe draft proposed open unconfirmed provisional tbd",
        "example": "example examples illustration evidence",
        "note": "note notes todo comment remark",
        "summary": "summary description overview",
        "fact": "fact facts",
        "prose": "prose text paragraph",
    }.items()
    for word in words.split()
}


def needs_competency(grid: Grid, layout: Layout) -> bool:
    """Whether nothing in a grid can name a competency, so that its heading has to."""
    if layout.kind == "rows":
        heads = grid.filled(layout.header) if layout.header >= 0 else []
        others = [layout.roles.get(at) for at in heads if at != layout.column]
        return bool(others) and set(others) <= {"statement", "example", "note", "title", "id"}
    return layout.kind in ("columns", "long") and not layout.names


def read_rows(
    grid: Grid, layout: Layout, builder: DraftBuilder, area: str | None, index: bool
) -> CellPositions:
    """Levels as rows: a column is a competency. An `index` gives titles and facts."""
    heads = grid.filled(layout.header) if layout.header >= 0 else []
    consumed = CellPositions((layout.header, at) for at in heads)
    parts, names = _header_groups(grid, layout, builder, consumed)
    read_title_rows(grid, layout, builder, consumed)
    entry: LevelEntry | None = None
    group: str | None = None
    kinds = [what for at, what in layout.roles.items() if at != layout.column]
    alone = sum(what not in ("title", "level", "id", "fact", "score") for what in kinds) == 1
    last = max(layout.levels, default=0)
    numbers = {at: builder.next_row() for at in range(grid.width)}
    for row in range(layout.header + 1, len(grid.rows)):
        filled = grid.filled(row)
        named = layout.levels.get(row)
        cell = grid.cell(row, layout.column)
        spans = filled and all(grid.cell(row, at) is grid.cell(row, filled[0]) for at in filled)
        if named is None and cell.text and (filled == (layout.column,) or spans):
            if row > last:  # a legend under the levels
                builder.prose += [
                    Fragment("prose", clean_text(each.text), each.lines) for each in cell.values
                ]
            group = name_and_icon(cell.text)[0][:200]
            consumed.update((row, at) for at in filled)
            continue
        if named is not None:
            named = _with_title_beside(grid, layout, row, named, index, consumed)
            entry = builder.level(named, line_of_row(grid, row), same=index)
            consumed.add((row, layout.column))
        elif cell.text:
            continue
        if entry is None:
            continue
        for at in filled:
            cell_below = grid.cell(row, at)
            again = layout.levels.get(row) == layout.levels.get(
                row - 1
            ) and cell_below is grid.cell(row - 1, at)
            if at != layout.column and (row, at) not in consumed:
                consumed.add((row, at))
                over = parts.get(at) or group or area
                if not again:
                    head = names.get(at, EMPTY_CELL)
                    _add_row_cell(
                        entry,
                        cell_below,
                        head,
                        layout.roles.get(at),
                        over,
                        index,
                        alone,
                        builder,
                        numbers[at],
                    )
    return consumed


def _header_groups(
    grid: Grid, layout: Layout, builder: DraftBuilder, consumed: CellPositions
) -> tuple[dict[int, str], dict[int, Cell]]:
    """The competencies that stand over several columns, in the row above the header, and the
    head of each column. Names over one column each say what its head means ("Dex" over
    "Technical skill"), or are the head where there is none below."""
    row = layout.header - 1
    heads = (
        {at: grid.cell(layout.header, at) for at in grid.filled(layout.header)}
        if layout.header >= 0
        else {}
    )
    filled = grid.filled(row) if row >= 0 else []
    if len({grid.cell(row, at).text for at in filled if at != layout.column}) < 2:
        return {}, heads
    consumed.update((row, at) for at in filled)
    found: dict[int, str] = {}
    last = ""
    for at in range(grid.width):
        cell = grid.cell(row, at)
        if cell.text and at != layout.column:
            last = name_and_icon(cell.text)[0][:200]
        if last and heads.get(at, EMPTY_CELL).text != cell.text:
            found[at] = last
    columns = Counter(name for at, name in found.items() if at in heads)
    # The last name has no end: "Notes" right of "Str" is no part of it.
    ended = [number for name, number in columns.items() if name != last]
    if max(ended, default=0) > 1 or columns[last] > 2:
        return found, heads
    for at in filled:
        if at in heads and at != layout.column:
            _say_meaning(heads[at], grid.cell(row, at), builder)
        heads.setdefault(at, grid.cell(row, at))
    return {}, heads


def _say_meaning(head: Cell, above: Cell, builder: DraftBuilder) -> None:
    if above.text != head.text:
        name = name_and_icon(head.text)[0]
        builder.prose.append(Fragment("summary", clean_text(above.text), above.lines, name))


def _with_title_beside(
    grid: Grid, layout: Layout, row: int, named: LevelName, index: bool, consumed: CellPositions
) -> LevelName:
    """A level with the title, or the code, that stands beside it in its row."""
    for at in grid.filled(row):
        cell, what = grid.cell(row, at), layout.roles.get(at)
        if at == layout.column or len(cell.text) > _MAX_WORD or len(cell.values) != 1:
            continue
        shown = name_and_icon(cell.text)[0]
        if what == "title" and (index or named.title in ("", named.code) or not named.code):
            consumed.add((row, at))
            return LevelName(named.code or named.title, shown, named.sure)
        if what == "level" and not named.code:
            consumed.add((row, at))
            return LevelName(shown, named.title, True)
        if what == "title" and named.title == f"Level {named.code}":
            consumed.add((row, at))
            return LevelName(named.code, shown, True)
    return named


def _add_row_cell(
    entry: LevelEntry,
    cell: Cell,
    head: Cell,
    what: Role | None,
    area: str | None,
    index: bool,
    alone: bool,
    builder: DraftBuilder,
    number: int,
) -> None:
    """One cell of a level's row, by what the head of its column says."""
    display_name = RowNames.of(builder).take_name(head) if head.text else ""
    if is_empty(cell) or what == "id":
        return
    if what == "title" and len(cell.text) <= _MAX_WORD and len(cell.values) == 1:
        if clean_text(cell.text).casefold() != entry.title.casefold():
            entry.fact(display_name, clean_text(cell.text), cell.lines)
    elif index or what == "fact":
        if display_name:
            entry.fact(display_name, clean_text(cell.text), cell.lines)
        else:
            entry.fragments.append(Fragment("prose", clean_text(cell.text), cell.lines))
    elif what == "summary" or (what == "statement" and not area and not alone):
        entry.summary("\n\n".join(clean_text(value.text) for value in cell.values), cell.lines)
    elif what in ("example", "note", "prose"):
        add_cell(entry, cell, area, None, what)
    elif what == "statement":
        add_cell(entry, cell, area, None, "statement", number)
    else:
        competency, scope = (area, display_name) if area else (display_name or None, None)
        if builder.rows_as == "competencies" and scope:
            competency, scope = scope, competency
        add_cell(entry, cell, competency, scope, "statement", number)


def read_long(grid: Grid, layout: Layout, builder: DraftBuilder, area: str | None) -> CellPositions:
    """A row a text: its level, competency, scope, text and more stand in columns."""
    consumed = CellPositions((layout.header, at) for at in grid.filled(layout.header))
    read_title_rows(grid, layout, builder, consumed)
    row_names = RowNames.of(builder, area)
    entry: LevelEntry | None = None
    titles = [at for at, what in layout.roles.items() if what == "title" and at != layout.column]
    families = _titles_are_families(grid, layout, titles)
    for row in range(layout.header + 1, len(grid.rows)):
        filled = grid.filled(row)
        cell = grid.cell(row, layout.column)
        if cell.text:
            shown = name_and_icon(cell.text)[0]
            named = level_name(cell.text) or LevelName(None, shown, False)
            if families:
                builder.ladder = name_and_icon(grid.cell(row, titles[0]).text)[0] or None
            elif (
                titles
                and grid.cell(row, titles[0]).text
                and named.title
                in (
                    shown,
                    named.code,
                    f"Level {named.code}",
                )
            ):
                named = LevelName(named.code or shown, grid.cell(row, titles[0]).text, True)
            entry = builder.level(named, line_of_row(grid, row))
        if entry is None:
            continue
        read_row_names(grid, layout, row, row_names, builder, consumed, deep=True)
        competency, scope = row_names.competency_and_scope()
        kind = _row_kind(grid, layout, row)
        for at in filled:
            what = layout.roles.get(at)
            if at == layout.column or at in layout.names or at in titles or what in ("id", "kind"):
                consumed.add((row, at))
            elif what in ("statement", "summary", "example", "note", "prose", "competency", None):
                consumed.add((row, at))
                _add_long_cell(entry, grid, layout, row, at, competency, scope, kind, row_names)
            elif what in ("fact", "level"):
                consumed.add((row, at))
                entry.fact(
                    name_and_icon(grid.cell(layout.header, at).text)[0],
                    grid.cell(row, at).text,
                    grid.cell(row, at).lines,
                )
    return consumed


def _titles_are_families(grid: Grid, layout: Layout, titles: list[int]) -> bool:
    """Whether a column of roles names the ladder, as each of them has several levels."""
    pairs = {
        (grid.cell(row, layout.column).text, grid.cell(row, titles[0]).text)
        for row in range(layout.header + 1, len(grid.rows) if titles else 0)
    }
    several = Counter(title for _, title in pairs)
    return len(several) > 1 and min(several.values()) > 1


def _row_kind(grid: Grid, layout: Layout, row: int) -> Kind:
    at = next((at for at, what in layout.roles.items() if what == "kind"), -1)
    return _KINDS.get(grid.cell(row, at).text.casefold().strip(), "statement")


def _add_long_cell(
    entry: LevelEntry,
    grid: Grid,
    layout: Layout,
    row: int,
    at: int,
    competency: str | None,
    scope: str | None,
    kind: Kind,
    row_names: RowNames,
) -> None:
    cell, what = grid.cell(row, at), layout.roles.get(at)
    if is_empty(cell):
        return
    main = [column for column, role in layout.roles.items() if role == "statement"]
    if what in ("example", "note", "prose"):
        add_cell(entry, cell, competency, None, what)
    elif what is None or what == "competency":
        # A column that no word explains: its head says what its text is about.
        display_name = row_names.take_name(grid.cell(layout.header, at))
        if len(cell.text) <= _MAX_WORD and len(cell.values) == 1:
            entry.fragments.append(
                Fragment("remainder", f"{display_name}: {cell.text}", cell.lines, competency)
            )
        else:
            add_cell(entry, cell, competency, display_name or None, kind)
    elif what == "summary" and main:
        entry.fragments.append(Fragment("summary", clean_text(cell.text), cell.lines, competency))
    elif kind == "summary" and competency is None:
        entry.summary(clean_text(cell.text), cell.lines)
    elif kind == "fact":
        entry.fact(scope or competency or "Fact", clean_text(cell.text), cell.lines)
    else:
        add_cell(entry, cell, competency, scope, kind)
