"""Levels as columns: which rows of a grid may head them, and what such a head makes of its columns.

What stands below says whether a head is one: scores, names of people and the same few words again and
again are no expectations. How a grid is read at last is the work of `layouts`.
"""

from collections.abc import Iterator
from dataclasses import replace

from explorer.documents.grids import Grid
from explorer.drafts.codes import NOT_CODES, is_person, is_role
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.tables.head_blocks import HeadBlock, has_title
from explorer.drafts.tables.header_rows import (
    LONGEST_HEAD,
    MAX_TITLE_ROWS,
    NAMING,
    column_roles,
    header_row,
    mean_lengths,
)
from explorer.drafts.tables.table_layout import (
    MARKS,
    MAX_NAME_LENGTH,
    MIN_TEXT,
    TEXTUAL,
    Candidate,
    Layout,
    Roles,
    is_empty,
)
from explorer.drafts.tables.table_levels import (
    LONGEST_NAME,
    are_scores,
    as_level,
    first_holds_texts,
    levels_among,
    texts_below,
    weight,
)

# Competency, scope, skill; three would do for every sample.
_MAX_NAME_COLUMNS = 6
_SAMPLE_ROWS = 500


def layouts_of_columns(grid: Grid) -> Iterator[Candidate]:
    """The ways to read a grid with levels in a row near its top, with how likely each is."""
    limit = grid.header or min(len(grid.rows), MAX_TITLE_ROWS)
    for header in range(limit):
        texts = {at: grid.cell(header, at).text for at in grid.filled(header)}
        roles = column_roles(grid, header)
        # "Manager comment" names no manager.
        heads = {at: text for at, text in texts.items() if roles.get(at) not in ("note", "score")}
        levels = levels_among(heads)
        if not levels.keys() - {0}:
            continue
        levels = _without_scores(grid, header, levels)
        numbers = [int(texts[at]) for at in levels if at and texts[at].isdecimal()]
        if numbers != list(range(min(numbers, default=0), max(numbers, default=-1) + 1)):
            continue  # a row of scores
        others = [
            at
            for at in texts
            if at
            and at not in levels
            and roles.get(at) != "score"
            # "Tech Lead, Met?, Architect, Met?"
            and {text.casefold() for text in texts_below(grid, header, at).values()} - MARKS
        ]
        if (
            not any(texts_below(grid, header, at) for at in levels)
            or len(levels) < len(others)
            or (len(levels) == 1 and (others or not next(iter(levels.values())).sure))
        ):
            continue
        if _head_other_levels(grid, header, levels) or _is_listed(grid, header, levels):
            continue
        score = weight(levels.values()) / len(levels)
        layout = columns_layout(grid, header, levels, roles)
        score += 0.25 if {*NAMING} & {layout.roles.get(at) for at in layout.names} else 0
        if (kind := what_is_said(grid, layout)) is not None:
            yield Candidate(score, replace(layout, guessed=kind))


def _without_scores(grid: Grid, header: int, levels: dict[int, LevelName]) -> dict[int, LevelName]:
    """The levels without columns of points beside columns of texts, and without the word of a role
    in the corner, which names the ladder or the rows."""
    scores = {at for at in levels if _is_scored(grid, header, at, ticks=True)}
    if scores and len(levels) - len(scores) > 1:
        levels = {at: level for at, level in levels.items() if at not in scores}
    sure = [at for at, level in levels.items() if level.sure]
    if len(sure) > 1:
        return {at: level for at, level in levels.items() if at >= sure[0]}
    if 0 in levels and not first_holds_texts(grid, header, levels):
        return {at: level for at, level in levels.items() if at}
    return levels


def _is_scored(grid: Grid, header: int, column: int, ticks: bool = False) -> bool:
    """Whether nothing but the points of an assessment stands below a head."""
    return are_scores(texts_below(grid, header, column).values(), ticks)


def _head_other_levels(grid: Grid, header: int, levels: dict[int, LevelName]) -> bool:
    """Whether what stands below heads are names like themselves: a list of people with their roles
    and rooms, or of grades, has no head there; proficiencies may stand below codes and roles."""
    # The first rows tell: a list may have a hundred thousand.
    rows = range(header + 1, min(header + 1 + _SAMPLE_ROWS, len(grid.rows)))
    below = [text for row in rows for at in levels if (text := grid.cell(row, at).text)]
    named = [level for text in below if (level := level_name(text))]
    if all(level.sure for level in levels.values()):
        named = [level for level in named if level.sure]
    elif all(is_role(level.title) for level in levels.values()):
        named = [level for level in named if level.sure or is_role(level.title)]
    return len(named) * 2 > len(below)


def _is_listed(grid: Grid, header: int, levels: dict[int, LevelName]) -> bool:
    """Whether a row that names roles is one of a list, below others as full as it under the heads of
    columns, which name none: `Eluned, Security Engineer, Penetration tester` (certifications.csv)."""
    first = header_row(grid)
    if not 0 <= first < header - 2 or any(level.sure for level in levels.values()):
        return False
    heads = {at: grid.cell(first, at).text for at in grid.filled(first)}
    full = all(len(grid.filled(row)) * 2 > grid.width for row in range(first, header))
    return full and not (levels_among(heads) or column_role(grid.cell(header, 0).text))


def what_is_said(grid: Grid, layout: Layout) -> bool | None:
    """Whether it is a question that the columns are levels, as only roles are named over yes and
    no; None where the cells say the same few things again and again, and no expectations."""
    corner = grid.cell(layout.header, 0).text if 0 not in layout.levels else ""
    if any(level.sure for level in layout.levels.values()):
        # "Level 1" is one of a flood as well.
        named = layout.levels.values()
        bare = all((each.code or "").isdigit() and not has_title(each) for each in named)
        # "V1 Beta, V2 Release" are versions, "V1 Host" is somebody.
        things = all(NOT_CODES.fullmatch(each.code or "") for each in named)
        things = things and not any(is_person(each.title) for each in named)
        return things or (bare and bool(corner) and not column_role(corner))
    cells = [
        cell.text
        for row in range(layout.header + 1, len(grid.rows))
        for at in layout.levels
        if not is_empty(cell := grid.cell(row, at))
    ]
    if column_role(corner) == "level":
        return False
    people = sum(text.istitle() for text in cells) * 10 > len(cells) * 6  # "Mira Okafor"
    return people or sum(text.count(" ") + 1 for text in cells) < 1.5 * len(cells)


def columns_layout(
    grid: Grid, header: int, columns: dict[int, LevelName], roles: Roles, guessed: bool = False
) -> Layout:
    """A grid whose columns are levels, with what its head says of them and of those before."""
    head = HeadBlock(grid, header, columns, roles)
    columns, roles = head.levels, head.roles
    columns = columns if head.parts else _with_neighbours(grid, header, columns, roles)
    first = min(columns)
    lengths = mean_lengths(grid, header + head.rows - 1)
    filled = [at for at in range(first) if at in lengths]
    # Beside another name "Code" and the like hold keys.
    silent = ("id", "note", "score", *(("level",) if len(filled) > 1 else ()))
    names = [at for at in filled if roles.get(at) not in silent][:_MAX_NAME_COLUMNS]
    # A second or third column of long texts explains the name; so does one of several words beside
    # names of which each row has one of its own.
    kept: list[int] = []
    single = False
    for at in names:
        if not kept or not (
            lengths[at] > (LONGEST_NAME if roles.get(at) in TEXTUAL else MAX_NAME_LENGTH)
            or (single and roles.get(at) is None and lengths[at] > MIN_TEXT)
        ):
            kept.append(at)
            own = texts_below(grid, header + head.rows - 1, at)
            single = len({*own.values()}) == len(own) == len(grid.rows) - header - head.rows > 1
    return Layout(
        "columns",
        header,
        columns,
        0,
        tuple(kept),
        roles,
        guessed,
        head.parts,
        head.scopes,
        head.rows,
    )


def _with_neighbours(
    grid: Grid, header: int, columns: dict[int, LevelName], roles: Roles
) -> dict[int, LevelName]:
    """The levels with those between and beside them whose names no word knows.

    Where levels have codes, a column without one is none; where they have only words for
    names, a column of their kind is one as well.
    """
    if any(level.sure for level in columns.values()):
        return columns
    found = dict(columns)
    lengths = mean_lengths(grid, header)
    usual = sum(lengths.get(at, 0) for at in columns) / len(columns)
    texts = not all(_is_scored(grid, header, at, ticks=True) for at in columns)
    stops = any(_ends_in_stops(grid, header, at) for at in columns)
    for at in grid.filled(header):
        text = grid.cell(header, at).text
        known = at in columns or not at or roles.get(at)
        if known or at not in lengths or len(text) > LONGEST_HEAD:
            continue
        if _is_scored(grid, header, at, ticks=texts):
            continue
        alike = lengths[at] * 2 >= usual and _ends_in_stops(grid, header, at) == stops
        if at > min(columns) or alike:
            found[at] = as_level(text)
    return dict(sorted(found.items()))


def _ends_in_stops(grid: Grid, header: int, column: int) -> bool:
    """Whether a column holds sentences: before levels of other texts they say what a row means."""
    texts = texts_below(grid, header, column).values()
    return sum(text.endswith((".", "!", "?")) for text in texts) * 2 > len(texts)
