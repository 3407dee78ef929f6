"""The heads of a grid's columns: where they are by their form, what they announce, and columns of which a level has several, for
its statements, examples and notes, or under the same few words beside each code.

Where levels are is decided in `layouts`.
"""

from collections import Counter
from typing import Literal

from explorer.documents.grids import Grid
from explorer.documents.labels import says_how_it_looks
from explorer.drafts.codes import PROFESSIONS
from explorer.drafts.header_words import LevelName, Role, column_role, level_name

# Exported sheets have titles and legends above the header; a dozen would do for every sample.
MAX_TITLE_ROWS = 25
# Longer heads are texts.
LONGEST_HEAD = 40
NAMING = ("competency", "scope")
"""What heads say over columns of names."""
Part = Literal["statement", "example", "note", "prose", "summary", "score"]
PARTS: tuple[Part, ...] = ("statement", "example", "note", "prose", "summary", "score")
"""What a level may have a column for, each of them under its name or with it."""


def header_row(grid: Grid) -> int:
    """The row that names the columns, as far as the form says it: the first that is wide enough; one
    that names parts of columns stands above it."""
    limit = grid.header or min(len(grid.rows), MAX_TITLE_ROWS)
    if grid.header:
        return grid.header - 1
    wide = max(2, (grid.width + 1) // 2)
    texts = ({grid.cell(row, at).text for at in grid.filled(row)} for row in range(limit))
    first = next((row for row, different in enumerate(texts) if len(different) >= wide), -1)
    return first + 1 if first >= 0 and _names_parts(grid, first) else first


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row only holds the names of parts, and the one below it says what is in them,
    or by what name they go: `Level, Dex, Str` over `, Technical skill, Things shipped`."""
    if row + 2 >= len(grid.rows) or not grid.cell(row + 2, 0).text:
        return False
    corner = grid.cell(row + 1, 0).text
    if corner and not (
        column_role(corner) in (*NAMING, "level", "title")
        and level_name(grid.cell(row + 2, 0).text)
    ):
        return False
    heads = [grid.cell(row + 1, at).text for at in grid.filled(row + 1)]
    return min(len(heads), len(grid.filled(row))) > 1 and all(
        len(head) <= LONGEST_HEAD and not head.endswith(".") and not level_name(head)
        for head in heads
    )


def column_roles(grid: Grid, header: int) -> dict[int, Role | None]:
    """What each head announces; one that the second row of a header leaves empty stands above."""
    if header < 0:
        return {}
    two = header > 0 and len(grid.filled(header - 1)) > 1
    return {
        at: column_role(text)
        for at in range(grid.width)
        if (text := grid.cell(header, at).text or (two and grid.cell(header - 1, at).text))
    }


def mean_lengths(grid: Grid, header: int) -> dict[int, float]:
    """How long the texts of each column are in the mean: names are short, texts are not."""
    letters: Counter[int] = Counter()
    cells: Counter[int] = Counter()
    for row in range(header + 1, len(grid.rows)):
        for at in grid.filled(row):
            letters[at] += len(grid.cell(row, at).text)
            cells[at] += 1
    return {at: letters[at] / count for at, count in cells.items()}


def second_row_roles(grid: Grid, header: int, first: int) -> dict[int, Role | None]:
    """What the columns before the levels are, where the row below the header says it: codes stand
    above, `Key area | Attribute | Associate | Engineer` below."""
    if header < 0 or header + 1 >= len(grid.rows):
        return {}
    if any(grid.cell(header, at).text for at in range(first)):
        return {}
    beside = [text for at in range(first, grid.width) if (text := grid.cell(header + 1, at).text)]
    if not beside or sum(level_name(text) is not None for text in beside) * 2 < len(beside):
        return {}  # a row called Quality
    cells = {at: cell for at in range(first) if (cell := grid.cell(header + 1, at)).text}
    roles = {at: column_role(cell.text) for at, cell in cells.items()}
    names = {"competency", "scope"} & set(roles.values())
    return roles if names and set(roles.values()) <= {*names, "id", "note", "statement"} else {}


def parts_of_levels(
    grid: Grid, header: int, levels: dict[int, LevelName]
) -> tuple[dict[int, LevelName], dict[int, Part]]:
    """The levels of columns with those that have several, and what each of these holds: `L1
    Expectations, L1 Examples`, `Expectation (L1), Evidence (L1)`, `L1, Examples for L1`, or `L1,,L2,`
    over `Expectation, Example, …`."""
    heads = {at: grid.cell(header, at).text for at in grid.filled(header)}
    said = {at: pair for at, text in heads.items() if (pair := _level_and_part(text))}
    if said:
        columns: dict[int, tuple[LevelName, Part]] = {
            at: said.get(at) or (levels[at], "statement") for at in sorted({*levels, *said})
        }
        if len({_known_by(named) for named, _ in columns.values()}) < len(columns):
            parts = {at: part for at, (_, part) in columns.items()}
            named = {at: named for at, (named, _) in columns.items()}
            return named, _examples_of_how_it_looks(heads, named, parts)
    named, parts = _parts_below(grid, header, levels)
    below = {at: grid.cell(header + 1, at).text for at in parts}
    return named, _examples_of_how_it_looks(below, named, parts)


def scopes_of_levels(levels: dict[int, LevelName]) -> tuple[dict[int, LevelName], dict[int, str]]:
    """The levels of columns that repeat each code with the same few words, which are scopes: `L1
    Meets, L1 Exceeds, L2 Meets, L2 Exceeds`."""
    words: dict[str, list[str]] = {}
    for level in levels.values():
        words.setdefault(level.code or "", []).append(level.title)
    said = {tuple(each) for each in words.values()}
    titles = next(iter(said), ())
    alike = len(words) > 1 and len(said) == 1 and len(set(titles)) == len(titles) > 1
    if "" in words or not alike or any(PROFESSIONS.search(title) for title in titles):
        return levels, {}
    return (
        {at: LevelName(level.code, level.code or "", True) for at, level in levels.items()},
        {at: level.title for at, level in levels.items()},
    )


def _known_by(named: LevelName) -> str:
    return (named.code or named.title).casefold()


def _examples_of_how_it_looks(
    heads: dict[int, str], levels: dict[int, LevelName], parts: dict[int, Part]
) -> dict[int, Part]:
    """What a level looks like, beside what is expected of it, are examples."""
    made = dict(parts)
    for at, part in parts.items():
        beside = [n for n in parts if n != at and _known_by(levels[n]) == _known_by(levels[at])]
        if part == "statement" and says_how_it_looks(heads[at]):
            told = any(parts[n] == part and not says_how_it_looks(heads[n]) for n in beside)
            made[at] = "example" if told else part
    return made


def _part(text: str) -> Part | None:
    said = column_role(text) if text else None
    return next((part for part in PARTS if part == said), None)


def _level_and_part(text: str) -> tuple[LevelName, Part] | None:
    """The level and the part in the head of a column, whichever of them stands first."""
    words = text.split()
    for cut in range(1, len(words)):
        sides = [" ".join(side).strip("():,–—- ") for side in (words[:cut], words[cut:])]
        for level, part in (sides, sides[::-1]):
            said = _part(part.removesuffix(" for").removesuffix(" at").removesuffix(" of"))
            named = level_name(level) if said else None
            if said and named:
                return named, said
    return None


def _parts_below(
    grid: Grid, header: int, levels: dict[int, LevelName]
) -> tuple[dict[int, LevelName], dict[int, Part]]:
    below = header + 1
    if below >= len(grid.rows) or not levels:
        return levels, {}
    made: dict[int, LevelName] = {}
    parts: dict[int, Part] = {}
    for at in range(min(levels), grid.width):
        cell = grid.cell(below, at)
        part = _part(cell.text)
        if part is None:
            return levels, {}
        before = made.get(at - 1)
        named = levels.get(at) or (None if grid.cell(header, at).text else before)
        if named is None:
            return levels, {}
        made[at], parts[at] = named, part
    return made, parts
