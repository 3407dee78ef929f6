"""The heads of a grid's columns: where they are by their form, and what they announce.

Where levels are is decided in `layouts`, what a head of several rows says in `head_blocks`.
"""

import re
from collections import Counter
from typing import Literal

from explorer.documents.grids import Grid
from explorer.drafts.header_words import Role, column_role, level_name

# Exported sheets have titles and legends above the header; a dozen would do for every sample.
MAX_TITLE_ROWS = 25
# Longer heads are texts.
LONGEST_HEAD = 40
_LOG = re.compile(r"date|version|datum|dato|fecha|data|päivämäärä", re.IGNORECASE)
_DATED = re.compile(r"v?\d|.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_CODED = re.compile(r"(.+)[ _](?:code|id)", re.IGNORECASE)
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


def heads_log(grid: Grid, row: int) -> bool:
    """Whether a row stands over the dates or versions of a log of changes, and over no levels."""
    below = grid.cell(row + 1, 0).text if 0 <= row < len(grid.rows) - 1 else ""
    return bool(_DATED.match(below) and _LOG.fullmatch(grid.cell(row, 0).text))


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row only holds the names of parts, and the one below it says what is in them,
    or by what name they go: `Level, Dex, Str` over `, Technical skill, Things shipped`."""
    if row + 2 >= len(grid.rows) or not grid.cell(row + 2, 0).text:
        return False
    corner, down = grid.cell(row + 1, 0).text, grid.cell(row + 1, 0) is grid.cell(row, 0)
    if (
        corner
        and not down
        and not (
            column_role(corner) in (*NAMING, "level", "title")
            and level_name(grid.cell(row + 2, 0).text)
        )
    ):
        return False
    return len(grid.filled(row + 1)) > 1


def column_roles(grid: Grid, header: int) -> dict[int, Role | None]:
    """What each head announces; one above names of parts, where none stands below it. "Stage" beside
    "Stage code" heads titles (teaching-standards.csv)."""
    rows = (header - 1, header) if header > 0 and _names_parts(grid, header - 1) else (header,)
    heads = {at: grid.cell(row, at).text for row in rows if row >= 0 for at in grid.filled(row)}
    coded = {found[1].casefold() for text in heads.values() if (found := _CODED.fullmatch(text))}
    roles = {at: column_role(text) for at, text in heads.items()}
    return {
        at: "title" if role == "level" and heads[at].casefold() in coded else role
        for at, role in roles.items()
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
