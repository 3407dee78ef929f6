"""How a grid is to be read: where its levels stand, where the names, where the header is.

Each row near the top may head the levels, each of the first columns may hold them, and a column of
them may stand beside texts. What is likeliest by the words and the form of the grid is taken; where
no word says it, it is a question. A keeper can say it instead.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.codes import NOT_CODES, PROFESSIONS, is_counted_thing, is_role
from explorer.drafts.decisions import Orientation
from explorer.drafts.header_words import LevelName, Role, level_name, names_families
from explorer.drafts.tables.column_layouts import columns_layout, layouts_of_columns
from explorer.drafts.tables.header_rows import (
    LONGEST_HEAD,
    NAMING,
    column_roles,
    header_row,
    heads_log,
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
    is_short,
)
from explorer.drafts.tables.table_levels import (
    are_names,
    are_scores,
    as_level,
    carried_down,
    levels_among,
    texts_below,
    weight,
)

# Right of codes; anywhere else these are names of people or of texts.
_NAMES_OF_LEVELS = {"name", "who", "label", "called", "known as"}
# Over those who have a level, each of them.
_PEOPLE = {
    "employee",
    "employee name",
    "full name",
    "person",
    "team member",
    "member",
    "colleague",
    "first name",
    "last name",
}
# Wider is data, not a ladder; each column costs a look at all rows.
_MAX_COLUMNS = 300
# Levels stand in the first columns, unless a head says where.
_LEVEL_COLUMNS = 3
# How much the word over a column of levels counts, beside 1 for codes in all cells.
_ANNOUNCED: dict[Role | None, float] = {"level": 0.5, "title": 0.15}
# "09:30" at the head of a row: a timetable.
_TIME = re.compile(r"\d{1,2}[:h]\d\d\b")


def find_layout(
    grid: Grid,
    orientation: Orientation | None = None,
    *,
    one: bool = False,
    explained: Collection[str] = (),
) -> Layout | None:
    """How to read a grid, or None where no levels are in it.

    `one`: it stands under the heading of a level, so a grid without levels is that level's;
    `explained` are words that a legend explains, and so no few words that say nothing.
    """
    if not grid.rows or not 0 < grid.width <= _MAX_COLUMNS:
        return None
    header = header_row(grid)
    if heads_log(grid, header):
        return None
    found: list[Candidate] = []
    if orientation in (None, "columns"):
        found += layouts_of_columns(grid)
    if orientation in (None, "rows"):
        found += _by_rows(grid, header)
    if orientation in (None, "long"):
        found += _long(grid, header)
    found = [
        each
        for each in found
        if orientation
        or not (says_the_same(grid, each.layout, explained) or _explains(each.layout, explained))
    ]
    best = max(found, key=lambda each: each.score).layout if found else None
    # Under a level's heading, numbers that no word calls levels count its texts.
    if best and not (
        one
        and best.guessed
        and all(each.title == f"Level {each.code}" for each in best.levels.values())
    ):
        return best
    if orientation is None and one:
        return Layout("level", header, roles=column_roles(grid, header))
    formed = _by_form(grid, header, orientation)
    return None if formed and not orientation and says_the_same(grid, formed) else formed


def _explains(layout: Layout, explained: Collection[str]) -> bool:
    """Whether what no word calls levels are the points that a legend explains: `0 | never used`
    beside a list of who knows what (skills-inventory.xlsx)."""
    names = {(level.code or level.title).casefold() for level in layout.levels.values()}
    return layout.guessed and layout.kind == "rows" and names <= {*explained}


def says_the_same(grid: Grid, layout: Layout, explained: Collection[str] = ()) -> bool:
    """Whether the cells of what may be levels say the same few things again and again, as who is
    responsible and who is asked; or when something is."""
    heads = texts_below(grid, layout.header, 0).values()
    if sum(_TIME.match(text) is not None for text in heads) * 2 > len(heads):
        return True
    if layout.kind == "long" or any(level.sure for level in layout.levels.values()):
        return False
    rows = layout.kind == "rows"
    cells = [
        cell.text.casefold()
        for row in (layout.levels if rows else range(layout.header + 1, len(grid.rows)))
        for at in (grid.filled(row) if rows else layout.levels)
        if not (rows and at == layout.column) and not is_empty(cell := grid.cell(row, at))
    ]
    return len(set(cells)) * 3 <= len(cells) and not set(cells) <= MARKS.union(explained)


# -- levels as rows ---------------------------------------------------------------------


def _by_rows(grid: Grid, header: int) -> Iterator[Candidate]:
    roles = column_roles(grid, header)
    for column in range(min(_LEVEL_COLUMNS, grid.width - 1)):
        role = roles.get(column)
        head = grid.cell(header, column).text if header >= 0 else ""
        if role in ("score", "id"):
            continue
        levels, total = _named_rows(grid, header, column)
        if role in _ANNOUNCED and not any(level.sure for level in levels.values()):
            # "Journeyman" between "Apprentice" and "Master", "APM" above "PM": the head says Level.
            named = {row: as_level(text) for row, text in level_texts(grid, header, column).items()}
            told = [at for at, what in roles.items() if what == "statement" and at != column]
            titled = role == "level" and roles.get(column + 1) == "title"
            said_there = titled or len(told) > (role == "title")
            if levels or (said_there and are_names(named)):
                levels = {**named, **levels}
                total = len(levels)
        if len(levels) * 10 < total * 6 or len(levels) < 2 - (role in _ANNOUNCED) or not levels:
            continue
        numbers = all(level.title.startswith("Level ") for level in levels.values())
        if (column or not _follow_each_other(levels)) and role != "level" and numbers:
            continue  # numbers somewhere within a table are prices and the like, others are hours
        score = weight(levels.values()) / total + _ANNOUNCED.get(role, 0) - column * 0.2
        families = (at for at in roles if names_families(grid.cell(header, at).text))
        family = carried_down(grid, header, next(families, grid.width))
        if column and len({(family[at], levels[at].title) for at in levels}) < len(levels):
            continue  # things or people, each with a level of its own
        # Severities and priorities have codes as well.
        of_people = any(is_role(level.title) for level in levels.values())
        # "1, 2, 3" below a fact may number the statements (housekeeping-roles.xlsx).
        guessed = (role is None and bool(head) and not of_people) or (numbers and role == "fact")
        guessed = guessed or (role != "level" and _is_list_of_people(grid, levels, column))
        guessed = guessed or _names_people(grid, header, column, [*levels.values()])
        beside = grid.cell(header, column + 1).text.casefold() if header >= 0 else ""
        titled = beside in _NAMES_OF_LEVELS and all(level.code for level in levels.values())
        said: Roles = {**roles, column + 1: "title"} if titled else roles
        yield Candidate(score, Layout("rows", header, levels, column, (), said, guessed))


def _names_people(grid: Grid, header: int, column: int, levels: Sequence[LevelName]) -> bool:
    """Whether another column says who has each level: `Employee, Level`, `Consultant, Level`, or
    `Role, Name`."""
    heads = {at: grid.cell(header, at).text.casefold() for at in grid.filled(max(header, 0))}
    others = {at: head for at, head in heads.items() if at != column}
    if any(
        head in _PEOPLE or (not at and PROFESSIONS.fullmatch(head)) for at, head in others.items()
    ):
        return True
    at = next((at for at, head in others.items() if head == "name"), None)
    if at is None or (at > column and levels[0].code):
        return False
    names = texts_below(grid, header, at).values()
    return sum(level_name(text) is not None for text in names) * 2 < len(names)


def _is_list_of_people(grid: Grid, levels: dict[int, LevelName], column: int) -> bool:
    """Whether roles stand beside nothing but names and dates."""
    if any(level.sure for level in levels.values()):
        return False
    texts = [grid.cell(row, at).text for row in levels for at in grid.filled(row) if at != column]
    return sum(text.count(" ") + 1 for text in texts) < 2.5 * len(texts)


def _follow_each_other(levels: dict[int, LevelName]) -> bool:
    """Whether the codes of levels that are numbers leave none out."""
    numbers = {int(code) for level in levels.values() if (code := level.code or "").isdecimal()}
    return len(numbers) < 2 or max(numbers) - min(numbers) < len(numbers)


def level_texts(grid: Grid, header: int, column: int) -> dict[int, str]:
    """The texts of a column without those that stand alone in their row: the name of a group, or a
    legend below."""
    below = texts_below(grid, header, column)
    return {row: text for row, text in below.items() if not _says_one_thing(grid, row)}


def _says_one_thing(grid: Grid, row: int) -> bool:
    cells, filled = grid.rows[row], grid.filled(row)
    return all(cells[at].text == cells[filled[0]].text for at in reversed(filled))


def _named_rows(grid: Grid, header: int, column: int) -> tuple[dict[int, LevelName], int]:
    """The rows whose cell in a column names a level, and how many have a cell there at all."""
    found = levels_among(texts_below(grid, header, column))
    return found, len({*found, *level_texts(grid, header, column)})


# -- a row per text -----------------------------------------------------------------------


def _long(grid: Grid, header: int) -> Iterator[Candidate]:
    """A column of levels, one of texts, and mostly one of competencies."""
    roles = column_roles(grid, header)
    unknown = {at: texts_below(grid, header, at) for at in roles if roles[at] is None}
    # "Self (1-4)" of an assessment.
    roles |= {at: "score" for at, below in unknown.items() if are_scores(below.values())}
    by_role: dict[Role | None, list[int]] = {}
    for at, said in roles.items():
        by_role.setdefault(said, []).append(at)
    levels = by_role.get("level") or by_role.get("title")
    if not levels:
        return
    column = levels[0]
    below = texts_below(grid, header, column)
    named = Counter(name_and_icon(text)[0] for text in below.values())
    repeated = max(named.values(), default=0) > 1
    families = [at for at in roles if repeated and names_families(grid.cell(header, at).text)]
    if families and len(_unknown_texts(grid, header, roles)) > 1:
        return  # a row a level of each family
    areas = by_role.get("competency") or families
    texts = by_role.get("statement", [])
    # "Level, Title, Technical skills, Leadership" has a row a level.
    if (
        not texts
        and areas
        and (repeated or (areas[0] < column and _are_levels(grid, header, column)))
    ):
        texts = _texts_without_a_word(grid, header, roles)
        roles = {**roles, **dict.fromkeys(texts, "statement")}
    if not texts and (areas or not _texts_without_a_word(grid, header, roles)):
        texts = next((by_role[each] for each in TEXTUAL if each in by_role), [])
    lengths = mean_lengths(grid, header)
    areas = [
        at
        for at in areas
        if lengths.get(at, 0) <= MAX_NAME_LENGTH
        and all(len(grid.cell(row, at).values) < 2 for row in range(header + 1, len(grid.rows)))
    ]
    if len(areas) == 1 and "scope" not in by_role:
        roles |= {at: "scope" for at in unknown if _names_parts_of(grid, header, areas[0], at)}
    told = repeated or (areas and _are_levels(grid, header, column))
    if texts and told:
        known = levels_among(below)
        names = tuple(sorted([*areas, *(at for at in roles if roles[at] == "scope")]))
        all_levels = {row: known.get(row) or as_level(text) for row, text in below.items()}
        # "Junior Engineer, Senior Engineer, Proficiency, Meaning": a legend may stand close by.
        heads = {at: grid.cell(header, at).text for at, role in roles.items() if role is None}
        guessed = len(levels_among(heads)) > 1
        yield Candidate(2, Layout("long", header, all_levels, column, names, roles, guessed))


def _names_parts_of(grid: Grid, header: int, area: int, column: int) -> bool:
    """Whether a column right of that of competencies names their parts, whatever its head says: a
    short name in each row, told again at other levels, and each of one competency only: `Practice`
    beside `Pillar` (analytics-rows.xlsx)."""
    rows = {row: grid.cell(row, area).text for row in texts_below(grid, header, area)}
    pairs = {(text, grid.cell(row, column).text) for row, text in rows.items()}
    names = {name for _, name in pairs}
    short = all(
        name and is_short(grid.cell(row, column), LONGEST_HEAD) for row, name in rows.items()
    )
    several = len({area for area, _ in pairs}) < len(names) == len(pairs)
    return column == area + 1 and short and several and len(names) * 2 <= len(rows)


def _are_levels(grid: Grid, header: int, column: int) -> bool:
    texts = texts_below(grid, header, column).values()
    return sum(level_name(text) is not None for text in texts) * 10 >= len(texts) * 6


def _unknown_texts(grid: Grid, header: int, roles: Roles) -> list[int]:
    lengths = mean_lengths(grid, header)
    return [at for at in lengths if roles.get(at) is None and lengths[at] > MIN_TEXT]


def _texts_without_a_word(grid: Grid, header: int, roles: Roles) -> list[int]:
    """The column of texts that no word announces ("Name", as a database of Notion calls it): the
    longest, in which hardly anything stands twice."""
    lengths = mean_lengths(grid, header)
    unknown = _unknown_texts(grid, header, roles)
    if not unknown:
        return []
    at = max(unknown, key=lengths.__getitem__)
    below = [grid.cell(row, at).text for row in range(header + 1, len(grid.rows))]
    return [at] if len(set(below)) * 10 >= len(below) * 9 else []


# -- levels that no word names ----------------------------------------------------------


def _by_form(grid: Grid, header: int, orientation: Orientation | None) -> Layout | None:
    """Where no word names a level: because somebody says where they are, or because the corner says
    what the first column holds."""
    roles = column_roles(grid, header)
    heads = grid.filled(header) if header >= 0 else ()
    names = {at: grid.cell(header, at).text for at in heads if at}
    others = [roles.get(at) for at in names]
    plain = {
        at: as_level(text)
        for at, text in names.items()
        if roles.get(at) not in ("note", "id", "example")
    }
    if orientation == "columns":
        return columns_layout(grid, header, plain, roles) if plain else None
    if orientation == "rows" or (not orientation and len(names) > 1 and roles.get(0) == "level"):
        rows = {row: as_level(text) for row, text in texts_below(grid, header, 0).items()}
        if orientation:
            return Layout("rows", header, rows, 0, (), roles) if rows else None
        short = all(len(level.title) <= LONGEST_HEAD for level in rows.values())
        return Layout("rows", header, rows, 0, (), roles, guessed=True) if short else None
    if orientation or len(names) < 2:
        return None
    lengths = mean_lengths(grid, header)
    named = roles.get(0) in (*NAMING, "statement") and lengths.get(0, 0) <= MAX_NAME_LENGTH
    telling = {"statement", "example", "note", "summary"} & {*others}
    counted = any(is_counted_thing(text) or NOT_CODES.fullmatch(text) for text in names.values())
    if not plain or telling or counted or not named:
        return None
    # "Yes, 14, plugin" under products (ci-tool-comparison.html); nothing but yes and no says who can.
    below = [text for at in plain for text in texts_below(grid, header, at).values()]
    compared = sum(are_scores([text], ticks=True) for text in below) * 2 > len(below)
    if compared and not {text.casefold() for text in below} <= MARKS:
        return None
    return columns_layout(grid, header, plain, roles, guessed=True)
