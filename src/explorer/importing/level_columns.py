"""A grid whose columns are levels: each row a name and a cell a level.

Rows that hold nothing but a name are groups; rows near the header may hold codes and
titles; cells that only say yes or no make the row's name the statement.
"""

from explorer.importing.draft import Fragment, Kind
from explorer.importing.draft_builder import DraftBuilder
from explorer.importing.grids import NOTHING, Cell, Grid
from explorer.importing.header_words import LevelName, level_name, role
from explorer.importing.inline import name, said
from explorer.importing.layouts import Layout, filled, is_empty
from explorer.importing.row_headers import Names, Taken, line_of, lines_above, put, take_names

_MARKS = {"✓", "✔", "✔️", "☑", "✅", "x", "●", "⬤", "■", "•", "yes", "y", "true", "ja", "+"}
_NO_MARKS = {"❌", "✗", "✘", "no", "n", "false", "nein", "○", "◯", "□", "☐"}
_TITLES = {"title", "titles", "job title", "level title", "role title"}
_SHORT = 60


def columns(grid: Grid, layout: Layout, ledger: DraftBuilder, area: str | None) -> Taken:
    """Levels as columns: a row is a name and a cell a level."""
    first = min(layout.levels)
    taken: Taken = {(layout.header, at) for at in range(first)}
    entries = {}
    for at, named in _titled(grid, layout, taken).items():
        entries[at] = ledger.level(named, line_of(grid, layout.header))
        taken.add((layout.header, at))
    lines_above(grid, layout, ledger, taken)
    here = Names(area, icons=ledger.icons)
    repeats = _repeats(grid, layout)
    if repeats and first and not role(grid.cell(layout.header, 0).text):
        here.start(grid.cell(layout.header, 0))
    marked = _is_marked(grid, layout)
    facts = _facts(grid, layout)
    for row in range(layout.header + 1, len(grid.rows)):
        there = [at for at in filled(grid, row) if (row, at) not in taken]
        group = grid.cell(row, 0) if row in repeats else _group(grid, layout, row, there)
        if group is not None:
            if first and group.values and not (row in repeats and role(group.text)):
                here.start(group)
            taken.update((row, at) for at in there)
            continue
        take_names(grid, layout, row, here, ledger, taken)
        _explain(grid, layout, row, here, ledger, taken)
        kind, competency, scope = _told(here)
        for at in filled(grid, row):
            cell, entry = grid.cell(row, at), entries.get(at)
            if entry is None:
                continue
            taken.add((row, at))
            if kind == "summary":
                entry.summary(said(cell.text), cell.lines)
            elif row in facts and not is_empty(cell):
                entry.fact(facts[row], said(cell.text), cell.lines)
            elif not marked and not is_empty(cell):
                put(entry, cell, competency, scope, kind)
            elif _mark(cell) and here.said:
                entry.pieces.append(_ticked(grid, layout, row, here, cell))
    return taken


def _told(here: Names) -> tuple[Kind, str | None, str | None]:
    """What the cells of a row are by its names, and the competency and scope they stand in."""
    competency, scope = here.place()
    announced = role(here.said[-1]) if here.said else None
    if announced == "example" and (here.group or here.before):
        return "example", here.group or here.before, None
    if announced == "summary" and here.group is None and here.area is None:
        return "summary", None, None
    here.before = competency
    return "statement", competency, scope


def _ticked(grid: Grid, layout: Layout, row: int, here: Names, cell: Cell) -> Fragment:
    """The name of a row as a statement, where a cell only says yes to it."""
    lines = grid.cell(row, layout.names[-1]).lines or cell.lines
    where = here.group or here.area or (here.said[0] if len(here.said) > 1 else None)
    return Fragment("statement", here.said[-1], lines, where)


def _titled(grid: Grid, layout: Layout, taken: Taken) -> dict[int, LevelName]:
    """The levels of columns, with titles or codes from the rows around the header."""
    found = dict(layout.levels)
    first = min(found)
    for row in range(max(0, layout.header - 1), len(grid.rows)):
        far = row >= layout.header + 4
        if row == layout.header or (far and grid.cell(row, 0).text.casefold() not in _TITLES):
            continue
        cells = {at: grid.cell(row, at) for at in found}
        if not all(
            c.values and len(c.values) == 1 and len(c.text) <= _SHORT for c in cells.values()
        ):
            continue
        announced = role(grid.cell(row, 0).text) if first else None
        names = {at: level_name(cell.text) for at, cell in cells.items()}
        near = not (first and grid.cell(row, 0).values)
        if announced == "title" or (near and all(names.values())):
            if any(
                level.code and level.title not in ("", level.code, f"Level {level.code}")
                for level in found.values()
            ):
                continue
            for at, level in found.items():
                new = names[at]
                if level.code is None and new and new.code:
                    found[at] = LevelName(new.code, level.title, True)
                else:
                    found[at] = LevelName(level.code, name(cells[at].text)[0], level.sure)
        elif (
            announced == "level"
            and not any(level.code for level in found.values())
            and _are_codes([cell.text for cell in cells.values()])
        ):
            for at, level in found.items():
                new = names[at]
                code = new.code if new and new.code else name(cells[at].text)[0]
                found[at] = LevelName(code, level.title, True)
        else:
            continue
        taken.update((row, at) for at in filled(grid, row))
    return found


def _are_codes(texts: list[str]) -> bool:
    """Whether each text could be the code of a level: a different one, a word or two."""
    return len(set(texts)) == len(texts) and all(
        len(text) <= 12 or level_name(text) is not None for text in texts
    )


def _repeats(grid: Grid, layout: Layout) -> set[int]:
    """The rows that say the header again."""
    head = [grid.cell(layout.header, at).text for at in layout.levels]
    last = max(layout.levels)
    return {
        row
        for row in range(layout.header + 1, len(grid.rows))
        if len(grid.rows[row]) > last and [grid.cell(row, at).text for at in layout.levels] == head
    }


def _group(grid: Grid, layout: Layout, row: int, there: list[int]) -> Cell | None:
    """The name of a group, where a row holds nothing else; the same in all cells counts."""
    if not there:
        return NOTHING
    first = grid.cell(row, there[0])
    if there[0] >= min(layout.levels) and first.columns < grid.width:
        return None
    same = all(grid.cell(row, at).text == first.text for at in there)
    wide = len(there) == 1 or (same and (first.columns > 1 or len(there) >= grid.width))
    return first if wide and len(first.values) == 1 and len(first.text) <= 200 else None


def _explain(
    grid: Grid, layout: Layout, row: int, here: Names, ledger: DraftBuilder, taken: Taken
) -> None:
    """A column between the names and the levels says what a competency is."""
    competency = here.place()[0]
    first = min(layout.levels)
    for at in filled(grid, row):
        cell = grid.cell(row, at)
        if at >= first or at in layout.names or (row, at) in taken:
            continue
        taken.add((row, at))
        if layout.roles.get(at) != "id" and not is_empty(cell):
            kind: Kind = "note" if layout.roles.get(at) == "note" else "prose"
            ledger.prose.append(Fragment(kind, said(cell.text), cell.lines, competency))


def _facts(grid: Grid, layout: Layout) -> dict[int, str]:
    """The rows that hold a known fact of each level in few words, beside rows of sentences."""
    found: dict[int, str] = {}
    above: dict[int, str] = {}
    sentences = grouped = False
    if 0 in layout.levels:
        return {}
    for row in range(layout.header + 1, len(grid.rows)):
        there = filled(grid, row)
        cells = [grid.cell(row, at) for at in there if at in layout.levels]
        short = all(_is_short(cell) for cell in cells)
        sentences = sentences or not short
        if not grouped and _group(grid, layout, row, there) not in (None, NOTHING):
            # What is said in few words above the first group is about the level itself.
            grouped = True
            found.update(above)
        called = grid.cell(row, 0).text
        if cells and short and role(called) == "fact":
            found[row] = name(called)[0]
        elif cells and short and called and not grouped:
            above[row] = name(called)[0]
        elif cells and not grouped:
            above.clear()
            grouped = True
    return found if sentences else {}


def _is_short(cell: Cell) -> bool:
    return len(cell.values) < 2 and len(cell.text) <= _SHORT and not cell.text.endswith(".")


def _is_marked(grid: Grid, layout: Layout) -> bool:
    """Whether the cells only say yes or no, so that the statements are the names of rows."""
    texts = [
        cell.text.casefold()
        for row in range(layout.header + 1, len(grid.rows))
        for at in filled(grid, row)
        if at in layout.levels and not is_empty(cell := grid.cell(row, at))
    ]
    return bool(texts) and bool(layout.names) and set(texts) <= _MARKS | _NO_MARKS


def _mark(cell: Cell) -> bool:
    return cell.text.casefold() in _MARKS
