"""How a grid is to be read: where its levels stand, where the names, where the header is.

Decided by the words at the head of rows and columns first, by the form of the grid where
words say nothing; a keeper can say it instead. What follows from it is done in `tables`.
"""

from collections import Counter

from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.header_rows import (
    column_roles,
    header_row,
    holds_scores,
    mean_lengths,
    parts_of_levels,
    scopes_of_levels,
    second_row_roles,
)
from explorer.drafts.header_words import (
    LevelName,
    Role,
    column_role,
    level_name,
)
from explorer.drafts.table_layout import MAX_NAME_LENGTH, Layout, Orientation
from explorer.drafts.table_levels import (
    MAX_WORD,
    all_columns_as_levels,
    all_rows_as_levels,
    column_levels,
    holds_sentences,
    row_levels,
    with_neighbouring_levels,
)

# In characters, as the mean: "Writes tests", and no tag or date.
_MIN_TEXT = 10
# Right of codes; anywhere else these are names of people or of texts.
_NAMES_OF_LEVELS = {"name", "who", "label", "called", "known as"}
# Wider is data, not a ladder; each column costs a look at all rows.
_MAX_COLUMNS = 300
# Competency, scope, skill; three would do for every sample.
_MAX_NAME_COLUMNS = 6


def find_layout(
    grid: Grid, orientation: Orientation | None = None, *, one: bool = False
) -> Layout | None:
    """How to read a grid, or None where no levels are in it.

    `one`: it stands under the heading of a level, so a grid without levels is that level's.
    """
    if not grid.rows or not 0 < grid.width <= _MAX_COLUMNS:
        return None
    header = header_row(grid)
    roles = column_roles(grid, header)
    found = _long_layout(grid, header, roles) if orientation in (None, "long") else None
    columns = column_levels(grid, header)
    if found and (orientation == "long" or len(columns) < 2):
        return found
    rows = row_levels(grid, header, roles)
    if orientation == "columns" or (
        orientation is None and _levels_are_columns(grid, header, columns, rows)
    ):
        if not columns:
            columns = all_columns_as_levels(grid, header, roles)
        return _columns_layout(grid, header, columns, roles) if columns else None
    if orientation == "rows" or (orientation is None and rows[1]):
        column, levels = rows
        levels = levels or all_rows_as_levels(grid, header)
        guessed = orientation is None and _are_few_words(grid, roles, rows)
        beside = grid.cell(header, column + 1).text.casefold() if header >= 0 else ""
        if beside in _NAMES_OF_LEVELS and all(level.code for level in levels.values()):
            roles = {**roles, column + 1: "title"}
        return Layout("rows", header, levels, column, (), roles, guessed) if levels else None
    if orientation is not None:
        return None
    if one:
        return Layout("level", header, roles=roles)
    return _layout_by_shape(grid, header, roles)


def _are_few_words(
    grid: Grid, roles: dict[int, Role | None], rows: tuple[int, dict[int, LevelName]]
) -> bool:
    """Whether roles stand beside nothing but names and dates, as in a list of people."""
    column, levels = rows
    if roles.get(column) == "level" or any(level.sure for level in levels.values()):
        return False
    texts = [grid.cell(row, at).text for row in levels for at in grid.filled(row) if at != column]
    return sum(text.count(" ") + 1 for text in texts) < 2.5 * len(texts)


def _levels_are_columns(
    grid: Grid,
    header: int,
    columns: dict[int, LevelName],
    rows: tuple[int, dict[int, LevelName]],
) -> bool:
    """Whether the levels are the columns, where both directions may hold some."""
    if not columns:
        return False
    column, found = rows
    heads = [
        at
        for at in grid.filled(header)
        if at and column_role(grid.cell(header, at).text) != "score"
        if not holds_scores(grid, header, at)
    ]
    heads = heads or [0]
    share = len(columns) / max(len(heads), len(columns))
    if share < 0.5 or (len(columns) == 1 and len(heads) > 1):
        return False
    if not found:
        return len(columns) > 1 or len(heads) == 1
    corner = column_role(grid.cell(header, column).text)
    counted = all(_is_count(levels) for levels in (columns, found)) and corner != "level"
    if (corner == "id" or counted) and len(columns) > 2:
        return True  # "#, Skill, 1, 2, 3": the rows are counted, the levels are the columns
    if corner in ("level", "title") and len(columns) < 3:
        return False
    below = sum(1 for row in range(header + 1, len(grid.rows)) if grid.cell(row, column).text)
    weights = [
        sum(2 if level.sure else 1 for level in levels.values()) / max(total, 1)
        for levels, total in ((columns, len(heads)), (found, below))
    ]
    if weights[0] == weights[1]:
        return corner not in ("level", "title")
    return weights[0] > weights[1]


def _is_count(levels: dict[int, LevelName]) -> bool:
    """Whether levels are but 1, 2, 3."""
    return [each.code for each in levels.values()] == [str(at + 1) for at in range(len(levels))]


def _columns_layout(
    grid: Grid,
    header: int,
    columns: dict[int, LevelName],
    roles: dict[int, Role | None],
    guessed: bool = False,
) -> Layout:
    columns, parts = parts_of_levels(grid, header, columns)
    columns, scopes = (columns, {}) if parts else scopes_of_levels(columns)
    columns = columns if parts else with_neighbouring_levels(grid, header, columns, roles)
    first = min(columns)
    below = second_row_roles(grid, header, first)
    roles = {**roles, **below, **parts}
    two = bool(below) or (
        bool(parts)
        and all(p == column_role(grid.cell(header + 1, at).text) for at, p in parts.items())
    )
    lengths = mean_lengths(grid, header)
    coded = sum(at in lengths for at in range(first)) > 1
    names = tuple(
        at
        for at in range(first)
        if at in lengths
        and roles.get(at) not in ("id", "note", "score")
        and not (coded and roles.get(at) == "level")
    )[:_MAX_NAME_COLUMNS]
    # A second or third column of whole sentences explains the name; it is none.
    kept = tuple(
        at
        for place, at in enumerate(names)
        if not place
        or not (
            (roles.get(at) in ("statement", "summary") and lengths[at] > MAX_WORD)
            or lengths[at] > MAX_NAME_LENGTH
            or holds_sentences(grid, header, at)
        )
    )
    return Layout("columns", header, columns, 0, kept, roles, guessed, parts, scopes, 1 + two)


def _long_layout(grid: Grid, header: int, roles: dict[int, Role | None]) -> Layout | None:
    """A row a text: a column of levels, one of texts, and mostly one of competencies."""
    by_role: dict[Role, list[int]] = {}
    for at, said in roles.items():
        if said:
            by_role.setdefault(said, []).append(at)
    texts = by_role.get("statement") or by_role.get("summary") or by_role.get("example")
    levels = by_role.get("level") or by_role.get("title")
    if not texts and levels and by_role.get("competency") and _are_levels(grid, header, levels[0]):
        texts = _texts_without_a_word(grid, header, roles)
        roles = {**roles, **dict.fromkeys(texts, "statement")}
    if not texts or not levels:
        return None
    column = levels[0]
    level_texts = Counter(
        name_and_icon(grid.cell(row, column).text)[0]
        for row in range(header + 1, len(grid.rows))
        if grid.cell(row, column).text
    )
    if not level_texts or any(len(text) > 80 for text in level_texts):
        return None
    lengths, repeated = mean_lengths(grid, header), max(level_texts.values()) > 1
    areas = [
        at
        for at in by_role.get("competency", [])
        if lengths.get(at, 0) <= MAX_NAME_LENGTH
        and all(len(grid.cell(row, at).values) < 2 for row in range(header + 1, len(grid.rows)))
    ]
    if not repeated and not areas:
        return None
    names = tuple(sorted([*areas, *by_role.get("scope", [])]))
    return Layout("long", header, column=column, names=names, roles=roles)


def _are_levels(grid: Grid, header: int, column: int) -> bool:
    texts = [
        text for row in range(header + 1, len(grid.rows)) if (text := grid.cell(row, column).text)
    ]
    return sum(level_name(text) is not None for text in texts) * 10 >= len(texts) * 6


def _texts_without_a_word(grid: Grid, header: int, roles: dict[int, Role | None]) -> list[int]:
    """The column of texts that no word announces ("Name", as a database of Notion calls it): the
    longest, in which hardly anything stands twice."""
    lengths = mean_lengths(grid, header)
    unknown = [at for at in lengths if roles.get(at) is None and lengths[at] > _MIN_TEXT]
    if not unknown:
        return []
    at = max(unknown, key=lengths.__getitem__)
    below = [grid.cell(row, at).text for row in range(header + 1, len(grid.rows))]
    return [at] if len(set(below)) * 10 >= len(below) * 9 else []


def _layout_by_shape(grid: Grid, header: int, roles: dict[int, Role | None]) -> Layout | None:
    """Where no word names a level: a corner that says what the first column holds."""
    if header < 0 or grid.width < 3:
        return None
    corner = grid.cell(header, 0)
    said = column_role(corner.text)
    others = [roles.get(at) for at in grid.filled(header) if at]
    wordy = sum(
        at and length > MAX_NAME_LENGTH for at, length in mean_lengths(grid, header).items()
    )
    names = [grid.cell(header, at).text for at in grid.filled(header) if at]
    if not names or any(len(text) > 40 for text in names) or len(names) < 2:
        return None
    if said == "level":
        levels = all_rows_as_levels(grid, header)
        if all(len(level.title) <= 40 for level in levels.values()):
            return Layout("rows", header, levels, 0, (), roles, guessed=True)
        return None
    plain = not any(other in ("statement", "example", "note", "summary") for other in others)
    names_competency = said == "competency"
    if plain and (names_competency or (not corner.text and wordy * 2 >= len(names))):
        return _columns_layout(
            grid, header, all_columns_as_levels(grid, header, roles), roles, True
        )
    return None
