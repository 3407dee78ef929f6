"""How a grid is to be read: where its levels stand, where the names, where the header is.

Each row near the top may head the levels, each of the first columns may hold them, and a column of
them may stand beside texts. What is likeliest by the words and the form of the grid is taken; where
no word says it, it is a question. A keeper can say it instead.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from operator import itemgetter

from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.codes import NOT_CODES, PROFESSIONS, is_counted_thing, is_role
from explorer.drafts.decisions import Orientation
from explorer.drafts.header_words import LevelName, Role, level_name, names_families
from explorer.drafts.tables.column_layouts import columns_layout, layouts_of_columns
from explorer.drafts.tables.header_rows import (
    LONGEST_HEAD,
    MIN_TEXT,
    NAMING,
    Head,
    Roles,
    heads_log,
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
    are_names,
    are_scores,
    as_level,
    levels_among,
    weight,
)

# Right of codes; anywhere else these are names of people or of texts.
_NAMES_OF_LEVELS = {"name", "who", "label", "called", "known as"}
# Over those who have a level, each of them.
_PEOPLE = re.compile(
    r"(?:full|first|last|employee) name|employee|person|(?:team )?member|colleague", re.IGNORECASE
)
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
    if not 0 < grid.width <= _MAX_COLUMNS:
        return None
    head = Head.of(grid)
    if heads_log(grid, head.row):
        return None
    ways = {"columns": layouts_of_columns(grid), "rows": _by_rows(head), "long": _long(head)}
    found = [
        (score, layout)
        for way, candidates in ways.items()
        for score, layout in (candidates if orientation in (None, way) else ())
        if orientation
        or not (says_the_same(grid, layout, explained) or _explains(layout, explained))
    ]
    best = max(found, key=itemgetter(0))[1] if found else None
    # Under a level's heading, numbers that no word calls levels count its texts.
    if best and not (
        one
        and best.guessed
        and all(each.title == f"Level {each.code}" for each in best.levels.values())
    ):
        return best
    if orientation is None and one:
        return Layout("level", head.row, roles=head.roles)
    formed = _by_form(head, orientation)
    return None if formed and not orientation and says_the_same(grid, formed) else formed


def _explains(layout: Layout, explained: Collection[str]) -> bool:
    """Whether what no word calls levels are the points that a legend explains: `0 | never used`
    beside a list of who knows what (skills-inventory.xlsx)."""
    names = {(level.code or level.title).casefold() for level in layout.levels.values()}
    return layout.guessed and layout.kind == "rows" and names <= {*explained}


def says_the_same(grid: Grid, layout: Layout, explained: Collection[str] = ()) -> bool:
    """Whether the cells of what may be levels say the same few things again and again, as who is
    responsible and who is asked; or when something is."""
    heads = Head(grid, layout.header).below(0).values()
    if sum(_TIME.match(text) is not None for text in heads) * 2 > len(heads):
        return True
    if layout.kind == "long" or layout.sure:
        return False
    cells = [text.casefold() for text in layout.said(grid)]
    return len(set(cells)) * 3 <= len(cells) and not set(cells) <= MARKS.union(explained)


# -- levels as rows ---------------------------------------------------------------------


def _by_rows(head: Head) -> Iterator[Candidate]:
    grid, roles = head.grid, head.roles
    for column in range(min(_LEVEL_COLUMNS, grid.width - 1)):
        role = roles.get(column)
        if role in ("score", "id"):
            continue
        levels, others = levels_among(head.below(column)), head.beside_others(column)
        total = len({*levels, *others})
        if role in _ANNOUNCED and not any(level.sure for level in levels.values()):
            # "Journeyman" between "Apprentice" and "Master", "APM" above "PM": the head says Level.
            named = {row: as_level(text) for row, text in others.items()}
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
        families = (at for at in roles if names_families(head.text(at)))
        family = head.carried_down(next(families, grid.width))
        if column and len({(family[at], levels[at].title) for at in levels}) < len(levels):
            continue  # things or people, each with a level of its own
        # Severities and priorities have codes as well.
        of_people = any(is_role(level.title) for level in levels.values())
        # "1, 2, 3" below a fact may number the statements (housekeeping-roles.xlsx).
        guessed = (role is None and column in head.texts and not of_people) or (
            numbers and role == "fact"
        )
        guessed = guessed or (role != "level" and _is_list_of_people(grid, levels, column))
        guessed = guessed or _names_people(head, column, levels)
        coded = all(level.code for level in levels.values())
        beside = [at for at in (column - 1, column + 1) if coded and at in roles]
        called = [at for at in beside if head.text(at).casefold() in _NAMES_OF_LEVELS]
        said: Roles = {**roles, **dict.fromkeys(called, "title")}
        yield score, Layout("rows", head.row, levels, column, (), said, guessed)


def _names_people(head: Head, column: int, levels: dict[int, LevelName]) -> bool:
    """Whether another column says who has each level: `Employee, Level`, `Consultant, Level`, or
    `Role, Name`."""
    others = {text.casefold(): at for at, text in head.texts.items() if at != column}
    if any(
        _PEOPLE.fullmatch(o) or (not at and PROFESSIONS.fullmatch(o)) for o, at in others.items()
    ):
        return True
    at = others.get("name", column)
    if at == column or (at > column and next(iter(levels.values())).code):
        return False
    names = head.below(at).values()
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


# -- a row per text -----------------------------------------------------------------------


def _long(head: Head) -> Iterator[Candidate]:
    """A column of levels, one of texts, and mostly one of competencies."""
    roles = head.roles
    unknown = {at: head.below(at) for at in roles if roles[at] is None}
    # "Self (1-4)" of an assessment.
    roles = roles | {at: "score" for at, below in unknown.items() if are_scores(below.values())}
    by_role: dict[Role | None, list[int]] = {}
    for at, said in roles.items():
        by_role.setdefault(said, []).append(at)
    levels = by_role.get("level") or by_role.get("title")
    if not levels:
        return
    column = levels[0]
    below = head.below(column)
    named = Counter(name_and_icon(text)[0] for text in below.values())
    repeated = max(named.values(), default=0) > 1
    families = [at for at in roles if repeated and names_families(head.text(at))]
    if families and len(_unknown_texts(head, roles)) > 1:
        return  # a row a level of each family
    areas = by_role.get("competency") or families
    texts = by_role.get("statement", [])
    lengths = head.lengths
    if not areas and texts[1:] and texts[0] < column and lengths.get(texts[0], 99) <= LONGEST_NAME:
        areas, texts = texts[:1], texts[1:]  # `Criterion, Rank, What the committee expects`
        roles = {**roles, areas[0]: "competency"}
    told = repeated or (
        bool(areas)
        and sum(level_name(t) is not None for t in below.values()) * 10 >= len(below) * 6
    )
    # "Level, Title, Technical skills, Leadership" has a row a level.
    if not texts and areas and told and (repeated or areas[0] < column):
        texts = _texts_without_a_word(head, roles)
        roles = {**roles, **dict.fromkeys(texts, "statement")}
    if not texts and (areas or not _texts_without_a_word(head, roles)):
        texts = next((by_role[each] for each in TEXTUAL if each in by_role), [])
    areas = [at for at in areas if head.lengths.get(at, 0) <= MAX_NAME_LENGTH]
    if len(areas) == 1 and "scope" not in by_role:
        roles |= {at: "scope" for at in unknown if _names_parts_of(head, areas[0], at)}
    if texts and told and (repeated or areas):
        known = levels_among(below)
        names = tuple(sorted([*areas, *(at for at in roles if roles[at] == "scope")]))
        all_levels = {row: known.get(row) or as_level(text) for row, text in below.items()}
        # "Junior Engineer, Senior Engineer, Proficiency, Meaning": a legend may stand close by.
        heads = {at: head.text(at) for at, role in roles.items() if role is None}
        guessed = len(levels_among(heads)) > 1
        yield 2, Layout("long", head.row, all_levels, column, names, roles, guessed)


def _names_parts_of(head: Head, area: int, column: int) -> bool:
    """Whether a column right of that of competencies names their parts, whatever its head says: a
    short name in each row, told again at other levels, and each of one competency only: `Practice`
    beside `Pillar` (analytics-rows.xlsx)."""
    rows = head.below(area)
    cells = {row: head.grid.cell(row, column) for row in rows}
    pairs = {(text, cells[row].text) for row, text in rows.items()}
    names = {name for _, name in pairs}
    short = all(cell.text for cell in cells.values())
    several = len({area for area, _ in pairs}) < len(names) == len(pairs)
    return column == area + 1 and short and several and len(names) * 2 <= len(rows)


def _unknown_texts(head: Head, roles: Roles) -> list[int]:
    lengths = head.lengths
    return [at for at in lengths if roles.get(at) is None and lengths[at] > MIN_TEXT]


def _texts_without_a_word(head: Head, roles: Roles) -> list[int]:
    """The column of texts that no word announces ("Name", as a database of Notion calls it): the
    longest, in which hardly anything stands twice."""
    unknown = _unknown_texts(head, roles)
    if not unknown:
        return []
    at = max(unknown, key=head.lengths.__getitem__)
    below = [head.grid.cell(row, at).text for row in range(head.row + 1, len(head.grid.rows))]
    return [at] if len(set(below)) * 10 >= len(below) * 9 else []


# -- levels that no word names ----------------------------------------------------------


def _by_form(head: Head, orientation: Orientation | None) -> Layout | None:
    """Where no word names a level: because somebody says where they are, or because the corner says
    what the first column holds."""
    roles, header = head.roles, head.row
    names = {at: text for at, text in head.texts.items() if at}
    plain = {
        at: as_level(text)
        for at, text in names.items()
        if roles.get(at) not in ("note", "id", "example")
    }
    if orientation == "columns":
        return columns_layout(head, plain) if plain else None
    if orientation == "rows" or (not orientation and len(names) > 1 and roles.get(0) == "level"):
        rows = {row: as_level(text) for row, text in head.below(0).items()}
        short = all(len(level.title) <= LONGEST_HEAD for level in rows.values())
        kept = bool(rows) if orientation else short
        return Layout("rows", header, rows, roles=roles, guessed=not orientation) if kept else None
    if orientation or len(names) < 2:
        return None
    named = roles.get(0) in (*NAMING, "statement") and head.lengths.get(0, 0) <= MAX_NAME_LENGTH
    telling = {"statement", "example", "note", "summary"} & {*map(roles.get, names)}
    counted = any(is_counted_thing(text) or NOT_CODES.fullmatch(text) for text in names.values())
    if not plain or telling or counted or not named:
        return None
    # "Yes, 14, plugin" under products (ci-tool-comparison.html); nothing but yes and no says who can.
    below = [text for at in plain for text in head.below(at).values()]
    compared = sum(are_scores([text], ticks=True) for text in below) * 2 > len(below)
    if compared and not {text.casefold() for text in below} <= MARKS:
        return None
    return columns_layout(head, plain, guessed=True)
