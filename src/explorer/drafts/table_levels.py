"""Which columns and rows of a grid name levels: by a code, a role or a word of seniority, by counting,
or because the head over them says so.

Whether its columns or its rows are the levels, where both could be, is decided in `layouts`.
"""

from itertools import takewhile

from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.header_rows import holds_scores, mean_lengths
from explorer.drafts.header_words import LevelName, Role, counted_names, level_name
from explorer.drafts.table_layout import MAX_NAME_LENGTH

# "Curiosity" under Behaviour is a name, "Asks why, and goes on asking" says what one means.
MAX_WORD = 20
# More are rows of data.
_MOST_LEVELS = 500


def column_levels(grid: Grid, header: int) -> dict[int, LevelName]:
    if header < 0:
        return {}
    found = {
        at: level
        for at, cell in enumerate(grid.rows[header])
        if cell.text and (level := level_name(cell.text))
    }
    found = found or _levels_after_shared_words(grid, header)
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


def _levels_after_shared_words(grid: Grid, header: int) -> dict[int, LevelName]:
    """Columns whose heads begin alike: `What it looks like as a junior, … as a senior`."""
    heads = {at: text.split() for at in grid.filled(header) if (text := grid.cell(header, at).text)}
    for first, words in heads.items():
        alike = {at: each for at, each in heads.items() if at >= first and each[:2] == words[:2]}
        if len(alike) < 2:
            continue
        columns = zip(*alike.values(), strict=False)
        shared = sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, columns))
        found = {at: level_name(" ".join(each[shared:])) for at, each in alike.items()}
        return {at: level for at, level in found.items() if level}
    return {}


def _speaks_as_the_others(grid: Grid, header: int, found: dict[int, LevelName]) -> bool:
    """Whether the first column holds sentences, as the levels beside it do, and no names."""
    lengths = mean_lengths(grid, header)
    if lengths.get(0, 0) > MAX_NAME_LENGTH:
        return True
    usual = sum(lengths.get(at, 0) for at in found) / len(found)
    return holds_sentences(grid, header, 0) and lengths[0] * 2 >= usual


def holds_sentences(grid: Grid, header: int, column: int) -> bool:
    below = [
        text for row in range(header + 1, len(grid.rows)) if (text := grid.cell(row, column).text)
    ]
    return sum(text.endswith((".", "!", "?")) for text in below) * 2 > len(below)


def row_levels(
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
        found, total = _named_rows(grid, header, column)
        weight = sum(2 if level.sure else 1 for level in found.values())
        said = roles.get(column)
        if said == "level" and not any(level.sure for level in found.values()):
            # "Journeyman" between "Apprentice" and "Master", "APM" above "PM": the head says Level.
            named = all_rows_as_levels(grid, header, column)
            named = {row: level for row, level in named.items() if grid.filled(row) != (column,)}
            if found or ("statement" in roles.values() and _are_names(named)):
                found = {**named, **found}
        if not found or len(found) * 10 < total * 6:
            continue
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


def _named_rows(grid: Grid, header: int, column: int) -> tuple[dict[int, LevelName], int]:
    """The rows whose cell in a column names a level, and how many have a cell there at all."""
    below = range(header + 1, len(grid.rows))
    texts = {row: text for row in below if (text := grid.cell(row, column).text)}
    different = set(texts.values())
    counted = counted_names(texts.values()) if len(different) <= _MOST_LEVELS else {}
    found: dict[int, LevelName] = {}
    total = 0
    for row, text in texts.items():
        level = level_name(text)
        if (level is None or level.code is None) and text in counted:
            level = counted[text]
        if level is None and grid.filled(row) == (column,):
            continue  # the name of a group, or a legend below
        total += 1
        if level:
            found[row] = level
    return found, total


def with_neighbouring_levels(
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


def _are_names(levels: dict[int, LevelName]) -> bool:
    """Whether all of these are short and different, and none is a number."""
    titles = [level.title for level in levels.values()]
    short = all(len(title) <= MAX_WORD and not title.isdigit() for title in titles)
    return short and len(set(titles)) == len(titles) > 1


def all_columns_as_levels(
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


def all_rows_as_levels(grid: Grid, header: int, column: int = 0) -> dict[int, LevelName]:
    return {
        row: _as_level(text)
        for row in range(header + 1, len(grid.rows))
        if (text := grid.cell(row, column).text)
    }


def _as_level(text: str) -> LevelName:
    shown = name_and_icon(text)[0][:200]
    return level_name(text) or LevelName(None, shown, False)
