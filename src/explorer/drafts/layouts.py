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
    second_row_roles,
)
from explorer.drafts.header_words import (
    LevelName,
    Role,
    column_role,
    counted_names,
    level_name,
)
from explorer.drafts.table_layout import MAX_NAME_LENGTH, Layout, Orientation

# In characters, as the mean: "Writes tests", and no tag or date.
_MIN_TEXT = 10
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
    columns = _column_levels(grid, header)
    if found and (orientation == "long" or len(columns) < 2):
        return found
    rows = _row_levels(grid, header, roles)
    if orientation == "columns" or (
        orientation is None and _levels_are_columns(grid, header, columns, rows)
    ):
        if not columns:
            columns = _all_columns_as_levels(grid, header, roles)
        return _columns_layout(grid, header, columns, roles) if columns else None
    if orientation == "rows" or (orientation is None and rows[1]):
        column, levels = rows
        levels = levels or _all_rows_as_levels(grid, header)
        return Layout("rows", header, levels, column, (), roles) if levels else None
    if orientation is not None:
        return None
    if one:
        return Layout("level", header, roles=roles)
    return _layout_by_shape(grid, header, roles)


def _column_levels(grid: Grid, header: int) -> dict[int, LevelName]:
    if header < 0:
        return {}
    found = {
        at: level
        for at, cell in enumerate(grid.rows[header])
        if cell.text and (level := level_name(cell.text))
    }
    if not any(level.code for level in found.values()):
        heads = {at: grid.cell(header, at).text for at in grid.filled(header)}
        counted = counted_names(heads.values())
        if len(counted) >= len(found):
            found = {at: counted[text] for at, text in heads.items() if text in counted} or found
    scores = {at for at in found if holds_scores(grid, header, at)}
    if scores and len(found) - len(scores) > 1:
        found = {at: level for at, level in found.items() if at not in scores}
    sure = [at for at, level in found.items() if level.sure]
    if len(sure) >= 2:
        # A word of a role in the corner names the ladder, beside columns with codes.
        return {at: level for at, level in found.items() if at >= sure[0]}
    if 0 in found and not _speaks_as_the_others(grid, header, found):
        del found[0]
    return found


def _speaks_as_the_others(grid: Grid, header: int, found: dict[int, LevelName]) -> bool:
    """Whether the first column holds sentences, as the levels beside it do, and no names."""
    lengths = mean_lengths(grid, header)
    if lengths.get(0, 0) > MAX_NAME_LENGTH:
        return True
    usual = sum(lengths.get(at, 0) for at in found) / len(found)
    return _holds_sentences(grid, header, 0) and lengths[0] * 2 >= usual


def _holds_sentences(grid: Grid, header: int, column: int) -> bool:
    below = [
        text for row in range(header + 1, len(grid.rows)) if (text := grid.cell(row, column).text)
    ]
    return sum(text.endswith((".", "!", "?")) for text in below) * 2 > len(below)


def _row_levels(
    grid: Grid, header: int, roles: dict[int, Role | None]
) -> tuple[int, dict[int, LevelName]]:
    """The column in which levels stand and the level of each row."""
    best: tuple[float, int, dict[int, LevelName]] = (0.0, 0, {})
    for column in range(min(3, grid.width - 1)):
        head = grid.cell(header, column).text if header >= 0 else ""
        if column and roles.get(column) is None and level_name(head):
            continue
        if roles.get(column) == "score":
            continue  # a legend of ratings
        found: dict[int, LevelName] = {}
        below = (grid.cell(row, column).text for row in range(header + 1, len(grid.rows)))
        counted = counted_names(filter(None, below))
        total = weight = 0
        for row in range(header + 1, len(grid.rows)):
            text = grid.cell(row, column).text
            if not text:
                continue
            level = level_name(text)
            if (level is None or level.code is None) and text in counted:
                level = counted[text]
            if level is None and grid.filled(row) == (column,):
                continue  # the name of a group, or a legend below
            total += 1
            if level:
                found[row] = level
                weight += 2 if level.sure else 1
        if not found or len(found) * 10 < total * 6:
            continue
        said = roles.get(column)
        if said == "level" and not any(level.sure for level in found.values()):
            # "Journeyman" between "Apprentice" and "Master", under a head that says Rung.
            named = _all_rows_as_levels(grid, header, column)
            found |= {
                row: level
                for row, level in named.items()
                if row not in found and grid.filled(row) != (column,)
            }
        if (
            column
            and said != "level"
            and all(level.title.startswith("Level ") for level in found.values())
        ):
            continue  # numbers somewhere within a table are prices and the like
        score = weight / total + (1 if said == "level" else 0.3 if said == "title" else 0)
        score -= column * 0.2
        if score > best[0]:
            best = (score, column, found)
    _, column, found = best
    announced = roles.get(column) in ("level", "title")
    return (column, found) if len(found) > 1 or (found and announced) else (0, {})


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
    columns = columns if parts else _with_neighbouring_levels(grid, header, columns, roles)
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
            roles.get(at) in ("statement", "summary")
            or lengths[at] > MAX_NAME_LENGTH
            or _holds_sentences(grid, header, at)
        )
    )
    return Layout("columns", header, columns, 0, kept, roles, guessed, parts, 1 + two)


def _with_neighbouring_levels(
    grid: Grid, header: int, columns: dict[int, LevelName], roles: dict[int, Role | None]
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
    for at in grid.filled(header):
        text = grid.cell(header, at).text
        known = at in columns or not at or roles.get(at)
        if known or len(text) > 40 or holds_scores(grid, header, at):
            continue
        if at > min(columns) or lengths.get(at, 0) * 2 >= usual:
            found[at] = _as_level(text)
    return dict(sorted(found.items()))


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


def _all_columns_as_levels(
    grid: Grid, header: int, roles: dict[int, Role | None]
) -> dict[int, LevelName]:
    """Every column but the first as a level, by whatever name it has."""
    if header < 0:
        return {}
    return {
        at: _as_level(grid.cell(header, at).text)
        for at in grid.filled(header)
        if at and roles.get(at) not in ("note", "id", "example")
    }


def _all_rows_as_levels(grid: Grid, header: int, column: int = 0) -> dict[int, LevelName]:
    return {
        row: _as_level(text)
        for row in range(header + 1, len(grid.rows))
        if (text := grid.cell(row, column).text)
    }


def _as_level(text: str) -> LevelName:
    shown = name_and_icon(text)[0][:200]
    return level_name(text) or LevelName(None, shown, False)


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
        levels = _all_rows_as_levels(grid, header)
        if all(len(level.title) <= 40 for level in levels.values()):
            return Layout("rows", header, levels, 0, (), roles, guessed=True)
        return None
    plain = not any(other in ("statement", "example", "note", "summary") for other in others)
    names_competency = said == "competency"
    if plain and (names_competency or (not corner.text and wordy * 2 >= len(names))):
        return _columns_layout(
            grid, header, _all_columns_as_levels(grid, header, roles), roles, True
        )
    return None
