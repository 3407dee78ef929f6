"""Levels as columns: which rows of a grid may head them, and what such a head makes of its columns.

What stands below says whether a head is one: scores, names of people and the same few words again and
again are no expectations. How a grid is read at last is the work of `layouts`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from explorer.documents.grids import Grid
from explorer.drafts.codes import NOT_CODES, is_person, is_role
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.tables.head_blocks import HeadBlock, has_title
from explorer.drafts.tables.header_rows import (
    LONGEST_HEAD,
    MAX_TITLE_ROWS,
    MIN_TEXT,
    NAMING,
    Head,
    Roles,
)
from explorer.drafts.tables.table_layout import (
    MARKS,
    MAX_NAME_LENGTH,
    TEXTUAL,
    Candidate,
    Layout,
)
from explorer.drafts.tables.table_levels import (
    LONGEST_NAME,
    are_scores,
    as_level,
    levels_among,
    weight,
)

# Competency, scope, skill; three would do for every sample.
_MAX_NAME_COLUMNS = 6
_SAMPLE_ROWS = 500


def layouts_of_columns(grid: Grid) -> Iterator[Candidate]:
    """The ways to read a grid with levels in a row near its top, with how likely each is."""
    for row in range(grid.header or min(len(grid.rows), MAX_TITLE_ROWS)):
        head = Head(grid, row)
        texts, roles = head.texts, head.roles
        # "Manager comment" names no manager.
        heads = {at: text for at, text in texts.items() if roles.get(at) not in ("note", "score")}
        levels = levels_among(heads)
        if not levels.keys() - {0}:
            continue
        levels = _without_scores(head, levels)
        numbers = [int(texts[at]) for at in levels if at and texts[at].isdecimal()]
        if numbers != list(range(min(numbers, default=0), max(numbers, default=-1) + 1)):
            continue  # a row of scores
        times = Counter(texts.values())
        others = [
            at
            for at in texts
            if at
            and at not in levels
            and roles.get(at) not in ("score", "competency", "scope")
            # "Tech Lead, Met?, Architect, Met?", "FE1, Self, Manager, FE2, Self, Manager"
            and {text.casefold() for text in head.below(at).values()} - MARKS
            and not (times[texts[at]] > 1 and texts[at].isalpha() and _is_scored(head, at))
        ]
        if (
            not any(map(head.below, levels))
            or len(levels) < len(others)
            or (len(levels) == 1 and (others or not next(iter(levels.values())).sure))
        ):
            continue
        if _head_other_levels(head, levels) or _is_listed(head, levels):
            continue
        layout = columns_layout(head, levels)
        score = weight(levels.values()) / len(levels)
        score += 0.25 if {*NAMING} & {layout.roles.get(at) for at in layout.names} else 0
        yield score, replace(layout, guessed=_is_open(grid, layout))


def _without_scores(head: Head, levels: dict[int, LevelName]) -> dict[int, LevelName]:
    """The levels without columns of points beside columns of texts, and without the word of a role
    in the corner, which names the ladder or the rows."""
    scores = {at for at in levels if _is_scored(head, at, ticks=True)}
    if scores and len(levels) - len(scores) > 1:
        levels = {at: level for at, level in levels.items() if at not in scores}
    sure = [at for at, level in levels.items() if level.sure]
    if len(sure) > 1:
        return {at: level for at, level in levels.items() if at >= sure[0]}
    if 0 in levels and not head.first_holds_texts(levels):
        return {at: level for at, level in levels.items() if at}
    return levels


def _is_scored(head: Head, column: int, ticks: bool = False) -> bool:
    """Whether nothing but the points of an assessment stands below a head."""
    return are_scores(head.below(column).values(), ticks)


def _head_other_levels(head: Head, levels: dict[int, LevelName]) -> bool:
    """Whether what stands below heads are names like themselves: a list of people with their roles
    and rooms, or of grades, has no head there; proficiencies may stand below codes and roles."""
    # The first rows tell: a list may have a hundred thousand.
    rows = range(head.row + 1, min(head.row + 1 + _SAMPLE_ROWS, len(head.grid.rows)))
    below = [text for row in rows for at in levels if (text := head.grid.cell(row, at).text)]
    named = [level for text in below if (level := level_name(text))]
    if all(level.sure for level in levels.values()):
        named = [level for level in named if level.sure]
    elif all(is_role(level.title) for level in levels.values()):
        named = [level for level in named if level.sure or is_role(level.title)]
    return len(named) * 2 > len(below)


def _is_listed(head: Head, levels: dict[int, LevelName]) -> bool:
    """Whether a row that names roles is one of a list, below others as full as it under the heads of
    columns, which name none: `Eluned, Security Engineer, Penetration tester` (certifications.csv)."""
    first = Head.of(head.grid)
    if not 0 <= first.row < head.row - 2 or any(level.sure for level in levels.values()):
        return False
    rows = range(first.row, head.row)
    full = all(len(head.grid.filled(row)) * 2 > head.grid.width for row in rows)
    return full and not (levels_among(first.texts) or head.roles.get(0))


def _is_open(grid: Grid, layout: Layout) -> bool:
    """Whether it is a question that the columns are levels, as only roles are named over yes and
    no."""
    corner = grid.cell(layout.header, 0).text if 0 not in layout.levels else ""
    if layout.sure:
        # "Level 1" is one of a flood as well.
        named = layout.levels.values()
        bare = all((each.code or "").isdigit() and not has_title(each) for each in named)
        # "V1 Beta, V2 Release" are versions, "V1 Host" is somebody.
        things = all(NOT_CODES.fullmatch(each.code or "") for each in named)
        things = things and not any(is_person(each.title) for each in named)
        return things or (bare and bool(corner) and not column_role(corner))
    if column_role(corner) == "level":
        return False
    cells = layout.said(grid)
    people = sum(text.istitle() for text in cells) * 10 > len(cells) * 6  # "Mira Okafor"
    return people or sum(text.count(" ") + 1 for text in cells) < 1.5 * len(cells)


def columns_layout(head: Head, columns: dict[int, LevelName], guessed: bool = False) -> Layout:
    """A grid whose columns are levels, with what its head says of them and of those before."""
    grid, header = head.grid, head.row
    block = HeadBlock(head, columns, head.roles)
    columns, roles = block.levels, block.roles
    columns = columns if block.parts else _with_neighbours(head, columns, roles)
    first = min(columns)
    last = Head(grid, header + block.rows - 1)
    filled = [at for at in range(first) if at in last.lengths]
    # Beside another name "Code" and the like hold keys.
    silent = ("id", "note", "score", *(("level",) if len(filled) > 1 else ()))
    names = [at for at in filled if roles.get(at) not in silent][:_MAX_NAME_COLUMNS]
    # A second or third column of long texts explains the name; so does one of several words beside
    # names of which each row has one of its own.
    kept: list[int] = []
    single = False
    for at in names:
        length = last.lengths[at]
        if not kept or not (
            length > (LONGEST_NAME if roles.get(at) in TEXTUAL else MAX_NAME_LENGTH)
            or (single and roles.get(at) is None and length > MIN_TEXT)
        ):
            kept.append(at)
            own = last.below(at)
            single = len({*own.values()}) == len(own) == len(grid.rows) - header - block.rows > 1
    return Layout(
        "columns",
        header,
        columns,
        names=tuple(kept),
        roles=roles,
        guessed=guessed,
        parts=block.parts,
        scopes=block.scopes,
        heads=block.rows,
    )


def _with_neighbours(
    head: Head, columns: dict[int, LevelName], roles: Roles
) -> dict[int, LevelName]:
    """The levels with those between and beside them whose names no word knows.

    Where levels have codes, a column without one is none; where they have only words for
    names, a column of their kind is one as well.
    """
    if any(level.sure for level in columns.values()):
        return columns
    found = dict(columns)
    texts = not all(_is_scored(head, at, ticks=True) for at in columns)
    for at, text in head.texts.items():
        known = at in columns or not at or roles.get(at)
        if known or at not in head.lengths or len(text) > LONGEST_HEAD:
            continue
        # Before levels of other texts a column of sentences says what a row means.
        if (at > min(columns) or not _ends_in_stops(head, at)) and not _is_scored(head, at, texts):
            found[at] = as_level(text)
    return dict(sorted(found.items()))


def _ends_in_stops(head: Head, column: int) -> bool:
    texts = head.below(column).values()
    return sum(text.endswith((".", "!", "?")) for text in texts) * 2 > len(texts)
