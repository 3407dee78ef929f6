"""Levels that no word names, found by the form of tables: always a question, and only where nothing
else in the document tells of levels.

What speaks for them is that the cells say what somebody does, or that persons are told of again in
table after table. Two things side by side are compared, and are no levels.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from explorer.documents.grids import Grid
from explorer.drafts.codes import STEP, is_person
from explorer.drafts.header_words import LevelName, column_role, counted_names, say_what_is_done
from explorer.drafts.tables.column_layouts import columns_layout
from explorer.drafts.tables.header_rows import LONGEST_HEAD, NAMING, Head
from explorer.drafts.tables.layouts import says_the_same
from explorer.drafts.tables.table_layout import Layout, is_empty
from explorer.drafts.tables.table_levels import are_names, as_level

_FEW_WORDS = 2
"""Of a list of who is where, or how many; "Zeichnet den Plan" says what somebody does."""


def layouts(grids: Sequence[Grid]) -> list[Layout | None]:
    """How each grid is read by its form."""
    times = Counter(map(_heads, grids))
    formed = [_layout_of_deeds(grid, times[_heads(grid)] > 1) for grid in grids]
    made = [
        None if layout and says_the_same(grid, layout) else layout
        for grid, layout in zip(grids, formed, strict=True)
    ]
    told = [{level.title for level in at.levels.values()} if at else set() for at in made]
    # One text beside each name: a list of tools is so, unless others tell of the same.
    return [
        None if len(_heads(grid)) < 3 and told.count(names) < 2 else layout
        for grid, names, layout in zip(grids, told, made, strict=True)
    ]


def _layout_of_deeds(grid: Grid, again: bool) -> Layout | None:
    """The rows are levels where the corner says what they are (`Belt`), else the columns; persons who
    stand at the head of other tables `again` are so in any language: beleuchtung-stufen.md."""
    head = Head.of(grid)
    heads = {at: text for at, text in head.texts.items() if at}
    corner, names = head.text(0), head.beside_others(0)
    short = all(len(text) <= LONGEST_HEAD for text in heads.values())
    persons = again and not corner and all(map(is_person, heads.values()))
    if not short or column_role(corner) or not _tells_of_deeds(grid, names, heads, persons):
        return None
    columns = {at: as_level(text) for at, text in heads.items()}
    rows = {row: as_level(text) for row, text in names.items()}
    if corner and " " not in corner and are_names(rows):
        return Layout("rows", head.row, rows, roles=head.roles, guessed=True)
    return columns_layout(head, columns, guessed=True) if len(columns) > 2 else None


def headings_over_one_form(tables: Sequence[tuple[str, Grid]]) -> dict[str, LevelName]:
    """The headings, or sheets, that could be levels: one over each of several tables with the same
    heads, which announce what is expected of what. Steps that somebody stands on need no such heads:
    `Step 1: Room Attendant` over `Rooms, Guests` (housekeeping-career-steps.xlsx); nor do persons
    over rows of the same groups (housekeeping-roles.xlsx)."""
    alike: dict[tuple[str, ...], list[tuple[str, Grid]]] = {}
    for heading, grid in tables:
        alike.setdefault(_groups(grid) or _heads(grid), []).append((heading, grid))
    heads, told = max(alike.items(), key=lambda each: len(each[1]))
    over = dict.fromkeys(heading for heading, _ in told if heading)
    roles = [column_role(head) for head in heads]
    if not roles or not len(told) == len(over) > 1 or "level" in roles:
        return {}
    counted = counted_names(over, things=True)
    steps = [text for text, level in counted.items() if STEP.match(text) and is_person(level.title)]
    expected = roles[0] in NAMING and "statement" in roles[1:]
    grouped = heads == _groups(told[0][1]) and all(map(is_person, over))
    if len(steps) < len(over) and not grouped and not expected:
        return {}
    return {heading: counted.get(heading) or as_level(heading) for heading in over}


def _groups(grid: Grid) -> tuple[str, ...]:
    """The names of several groups, each merged over a row."""
    merged = [row for row in grid.rows if len(row) == grid.width > 1 and len({*map(id, row)}) == 1]
    names = tuple(row[0].text for row in merged if row[0].text)
    return names if len(names) > 1 else ()


def _heads(grid: Grid) -> tuple[str, ...]:
    return tuple(Head.of(grid).names)


def _tells_of_deeds(grid: Grid, rows: Iterable[int], columns: Iterable[int], persons: bool) -> bool:
    """Whether cells say what somebody does, or of `persons` more than a word or two."""
    cells = [grid.cell(row, at) for at in columns for row in rows]
    told = [value.text for cell in cells if not is_empty(cell) for value in cell.values]
    words = sum(text.count(" ") + 1 for text in told)
    return (persons and words > _FEW_WORDS * len(told)) or say_what_is_done(told)
