"""Grids in which a level has rows: one with a column a competency, one a text, or all of them.

Each reader gives the cells that it took, so that what is left can be kept as the remainder.
"""

from typing import cast

from explorer.importing.draft import Fragment, Kind
from explorer.importing.draft_builder import DraftBuilder, LevelEntry
from explorer.importing.grids import NOTHING, Grid
from explorer.importing.header_words import LevelName, Role, level_name
from explorer.importing.inline import name, said
from explorer.importing.layouts import Layout, filled, is_empty
from explorer.importing.row_headers import Names, Taken, line_of, lines_above, put, take_names

_SHORT = 60
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


def needs_area(grid: Grid, layout: Layout) -> bool:
    """Whether nothing in a grid can name a competency, so that its heading has to."""
    if layout.kind == "rows":
        heads = filled(grid, layout.header) if layout.header >= 0 else []
        others = [layout.roles.get(at) for at in heads if at != layout.column]
        return bool(others) and set(others) <= {"statement", "example", "note", "title", "id"}
    return layout.kind in ("columns", "long") and not layout.names


def levels(
    grid: Grid, layout: Layout, ledger: DraftBuilder, area: str | None, index: bool
) -> Taken:
    """Levels as rows: a column is a competency. An `index` gives titles and facts."""
    taken: Taken = (
        {(layout.header, at) for at in filled(grid, layout.header)}
        if (layout.header >= 0)
        else set()
    )
    parts = _parts_above(grid, layout, taken)
    lines_above(grid, layout, ledger, taken)
    entry: LevelEntry | None = None
    group: str | None = None
    alone = len([at for at in layout.roles if at != layout.column]) == 1
    for row in range(layout.header + 1, len(grid.rows)):
        there = filled(grid, row)
        named = layout.levels.get(row)
        cell = grid.cell(row, layout.column)
        spans = there and all(grid.cell(row, at) is grid.cell(row, there[0]) for at in there)
        if named is None and cell.values and (there == [layout.column] or spans):
            group = name(cell.text)[0][:200]
            taken.update((row, at) for at in there)
            continue
        if named is not None:
            named = _completed(grid, layout, row, named, index, taken)
            entry = ledger.level(named, line_of(grid, row), same=index)
            taken.add((row, layout.column))
        elif cell.values:
            continue
        if entry is None:
            continue
        for at in there:
            here = grid.cell(row, at)
            again = layout.levels.get(row) == layout.levels.get(row - 1) and here is grid.cell(
                row - 1, at
            )
            if at != layout.column and (row, at) not in taken:
                taken.add((row, at))
                over = parts.get(at) or group or area
                if not again:
                    _column(entry, grid, layout, row, at, over, index, alone, ledger.icons)
    return taken


def _parts_above(grid: Grid, layout: Layout, taken: Taken) -> dict[int, str]:
    """The competencies that stand over several columns, in the row above the header."""
    row = layout.header - 1
    there = filled(grid, row) if row >= 0 else []
    if len({grid.cell(row, at).text for at in there if at != layout.column}) < 2:
        return {}
    found: dict[int, str] = {}
    last = ""
    for at in range(grid.width):
        cell = grid.cell(row, at)
        if cell.values and at != layout.column:
            last = name(cell.text)[0][:200]
        if last and grid.cell(layout.header, at).text != cell.text:
            found[at] = last
    taken.update((row, at) for at in there)
    return found


def _completed(
    grid: Grid, layout: Layout, row: int, named: LevelName, index: bool, taken: Taken
) -> LevelName:
    """A level with the title, or the code, that stands beside it in its row."""
    for at in filled(grid, row):
        cell, what = grid.cell(row, at), layout.roles.get(at)
        if at == layout.column or len(cell.text) > _SHORT or len(cell.values) != 1:
            continue
        shown = name(cell.text)[0]
        if what == "title" and (index or named.title in ("", named.code) or not named.code):
            taken.add((row, at))
            return LevelName(named.code or named.title, shown, named.sure)
        if what == "level" and not named.code:
            taken.add((row, at))
            return LevelName(shown, named.title, True)
        if what == "title" and named.title == f"Level {named.code}":
            taken.add((row, at))
            return LevelName(named.code, shown, True)
    return named


def _column(
    entry: LevelEntry,
    grid: Grid,
    layout: Layout,
    row: int,
    at: int,
    area: str | None,
    index: bool,
    alone: bool,
    icons: dict[str, str],
) -> None:
    """One cell of a level's row, by what the head of its column says."""
    cell, here = grid.cell(row, at), Names(icons=icons)
    head = grid.cell(layout.header, at) if layout.header >= 0 else NOTHING
    what = layout.roles.get(at)
    called = here.name(head) if head.values else ""
    if is_empty(cell) or what == "id":
        return
    if what == "title" and len(cell.text) <= _SHORT and len(cell.values) == 1:
        if said(cell.text).casefold() != entry.title.casefold():
            entry.fact(called, said(cell.text), cell.lines)
    elif index or what == "fact":
        if called:
            entry.fact(called, said(cell.text), cell.lines)
        else:
            entry.pieces.append(Fragment("prose", said(cell.text), cell.lines))
    elif what == "summary" or (what == "statement" and not area and not alone):
        entry.summary("\n\n".join(said(value.text) for value in cell.values), cell.lines)
    elif what == "statement" and not area and len(cell.values) == 1:
        entry.summary(said(cell.text), cell.lines)
    elif what in ("example", "note"):
        put(entry, cell, area, None, what)
    elif what == "statement":
        put(entry, cell, area or called or None, None, "statement")
    else:
        put(entry, cell, area or called or None, called if area else None, "statement")


def long(grid: Grid, layout: Layout, ledger: DraftBuilder, area: str | None) -> Taken:
    """A row a text: its level, competency, scope, text and more stand in columns."""
    taken: Taken = {(layout.header, at) for at in filled(grid, layout.header)}
    lines_above(grid, layout, ledger, taken)
    here = Names(area, icons=ledger.icons)
    entry: LevelEntry | None = None
    titles = [at for at, what in layout.roles.items() if what == "title" and at != layout.column]
    for row in range(layout.header + 1, len(grid.rows)):
        there = filled(grid, row)
        cell = grid.cell(row, layout.column)
        if cell.values:
            shown = name(cell.text)[0]
            named = level_name(cell.text) or LevelName(None, shown, False)
            if titles and grid.cell(row, titles[0]).values and named.title in (shown, named.code):
                named = LevelName(named.code or shown, grid.cell(row, titles[0]).text, True)
            entry = ledger.level(named, line_of(grid, row))
        if entry is None:
            continue
        take_names(grid, layout, row, here, ledger, taken, deep=True)
        competency, scope = here.place()
        kind = _kind(grid, layout, row)
        for at in there:
            what = layout.roles.get(at)
            if at == layout.column or at in layout.names or at in titles or what in ("id", "kind"):
                taken.add((row, at))
            elif what in ("statement", "summary", "example", "note", "competency", None):
                taken.add((row, at))
                _listed(entry, grid, layout, row, at, competency, scope, kind, here)
            elif what == "fact":
                taken.add((row, at))
                entry.fact(
                    name(grid.cell(layout.header, at).text)[0],
                    grid.cell(row, at).text,
                    grid.cell(row, at).lines,
                )
    return taken


def _kind(grid: Grid, layout: Layout, row: int) -> Kind:
    at = next((at for at, what in layout.roles.items() if what == "kind"), -1)
    return _KINDS.get(grid.cell(row, at).text.casefold().strip(), "statement")


def _listed(
    entry: LevelEntry,
    grid: Grid,
    layout: Layout,
    row: int,
    at: int,
    competency: str | None,
    scope: str | None,
    kind: Kind,
    here: Names,
) -> None:
    cell, what = grid.cell(row, at), layout.roles.get(at)
    if is_empty(cell):
        return
    main = [column for column, role in layout.roles.items() if role == "statement"]
    if what in ("example", "note"):
        put(entry, cell, competency, None, what)
    elif what is None or what == "competency":
        # A column that no word explains: its head says what its text is about.
        called = here.name(grid.cell(layout.header, at))
        if len(cell.text) <= _SHORT and len(cell.values) == 1:
            entry.pieces.append(
                Fragment("remainder", f"{called}: {cell.text}", cell.lines, competency)
            )
        else:
            put(entry, cell, competency, called or None, kind)
    elif what == "summary" and main:
        entry.pieces.append(Fragment("summary", said(cell.text), cell.lines, competency))
    elif kind == "summary" and competency is None:
        entry.summary(said(cell.text), cell.lines)
    elif kind == "fact":
        entry.fact(scope or competency or "Fact", said(cell.text), cell.lines)
    else:
        put(entry, cell, competency, scope, kind)


def one_level(
    grid: Grid, layout: Layout, ledger: DraftBuilder, entry: LevelEntry, area: str | None
) -> Taken:
    """A table that belongs to one level: a row is a name and what is expected."""
    if _is_side_by_side(grid, layout):
        return _side_by_side(grid, layout, ledger, entry, area)
    taken: Taken = set()
    first, roles = layout.header + 1, layout.roles
    head = grid.rows[layout.header] if layout.header >= 0 else ()
    if any(len(cell.text) > _SHORT or cell.text.endswith(".") for cell in head):
        first, roles = layout.header, {}
    else:
        taken.update((layout.header, at) for at in range(len(head)))
    texts = [at for at, what in roles.items() if what == "statement"]
    last = max(filled(grid, row)[-1] for row in range(len(grid.rows)) if filled(grid, row))
    names = [at for at in roles if roles[at] in ("competency", "scope") and at < last]
    names = names or ([0] if last and roles.get(0) != "statement" else [])
    if last > 1 and texts and roles.get(1) is None and 1 not in texts and texts[0] > 1:
        names = [*names, 1]
    here = Names(area, icons=ledger.icons)
    shaped = Layout("columns", layout.header, {}, 0, tuple(sorted(set(names) - set(texts))), roles)
    facts = last == 1 and not area and _are_facts(grid, first, roles)
    for row in range(first, len(grid.rows)):
        there = filled(grid, row)
        if there and len(there) == 1 and there[0] in shaped.names and _is_group_row(grid, row):
            here.start(grid.cell(row, there[0]))
            taken.add((row, there[0]))
            continue
        take_names(grid, shaped, row, here, ledger, taken)
        competency, scope = here.place()
        for at in there:
            cell = grid.cell(row, at)
            if (row, at) in taken:
                continue
            taken.add((row, at))
            called = here.name(head[at]) if first > layout.header and at < len(head) else ""
            what = roles.get(at)
            if is_empty(cell) or what == "id":
                continue
            if facts:
                entry.fact(competency or called, said(cell.text), cell.lines)
            elif what in ("example", "note", "summary"):
                put(entry, cell, competency, None, what)
            else:
                about = None if what or not called or last == 1 else called
                put(entry, cell, competency, scope or about, "statement")
    return taken


def _is_side_by_side(grid: Grid, layout: Layout) -> bool:
    """Whether the heads of the columns are the names: the first column holds sentences."""
    if layout.header < 0 or any(layout.roles.values()) or len(filled(grid, layout.header)) < 2:
        return False
    below = [grid.cell(row, 0) for row in range(layout.header + 1, len(grid.rows))]
    short = all(len(cell.text) <= _SHORT for cell in grid.rows[layout.header])
    return short and any(
        len(cell.values) > 1 or len(cell.text) > _SHORT or cell.text.endswith(".") for cell in below
    )


def _side_by_side(
    grid: Grid, layout: Layout, ledger: DraftBuilder, entry: LevelEntry, area: str | None
) -> Taken:
    """A table of one level with a column a competency and no names of rows."""
    taken: Taken = {(layout.header, at) for at in filled(grid, layout.header)}
    lines_above(grid, layout, ledger, taken)
    here = Names(area, icons=ledger.icons)
    for at in filled(grid, layout.header):
        called = here.name(grid.cell(layout.header, at))
        for row in range(layout.header + 1, len(grid.rows)):
            cell = grid.cell(row, at)
            taken.add((row, at))
            if not is_empty(cell):
                put(entry, cell, area or called, called if area else None, "statement")
    return taken


def _are_facts(grid: Grid, first: int, roles: dict[int, Role | None]) -> bool:
    """Two columns of names and few words, under a header that says nothing of statements."""
    cells = [grid.cell(row, 1) for row in range(first, len(grid.rows)) if grid.cell(row, 1).values]
    return (
        bool(cells)
        and roles.get(1) in (None, "fact", "id")
        and roles.get(0) not in ("competency", "scope")
        and all(len(cell.text) <= _SHORT and len(cell.values) == 1 for cell in cells)
        and not any(cell.text.endswith(".") for cell in cells)
    )


def _is_group_row(grid: Grid, row: int) -> bool:
    return row + 1 < len(grid.rows) and len(filled(grid, row + 1)) > 1
