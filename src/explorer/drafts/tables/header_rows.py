"""The heads of a grid's columns: where they are by their form, and what they announce.

Where levels are is decided in `layouts`, what a head of several rows says in `head_blocks`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import Literal

from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.header_words import Role, column_role, level_name

Roles = dict[int, Role | None]
"""What the heads of columns announce."""

# Exported sheets have titles and legends above the header; a dozen would do for every sample.
MAX_TITLE_ROWS = 25
# Longer heads are texts.
LONGEST_HEAD = 40
# In characters, as the mean: "Writes tests", and no tag or date.
MIN_TEXT = 10
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
    that names parts of columns stands above it, and so may the fields of a form, each beside nothing
    (Ward competency passport v3.xlsx)."""
    if grid.header:
        return grid.header - 1
    wide, rows = max(2, (grid.width + 1) // 2), range(min(len(grid.rows), MAX_TITLE_ROWS))
    texts = ({grid.cell(row, at).text for at in grid.filled(row)} for row in rows)
    first = next((row for row, different in enumerate(texts) if len(different) >= wide), -1)
    if first >= 0 and grid.filled(first)[:2] == (0, 2):
        full = (row for row in rows[first:] if len(grid.filled(row)) == grid.width)
        return next((row for row in full if column_role(grid.cell(row, 0).text) in NAMING), first)
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


class Head:
    """A row of a grid as the head of its columns (-1: there is none), and what stands below it."""

    def __init__(self, grid: Grid, row: int) -> None:
        self.grid, self.row = grid, row

    @classmethod
    def of(cls, grid: Grid) -> "Head":
        """The head of a grid as far as its form says where it is."""
        return cls(grid, header_row(grid))

    @cached_property
    def texts(self) -> dict[int, str]:
        """What stands over each column that has a head."""
        filled = self.grid.filled(self.row) if self.row >= 0 else ()
        return {at: self.grid.cell(self.row, at).text for at in filled}

    def text(self, column: int) -> str:
        return self.texts.get(column, "")

    @cached_property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [name_and_icon(text)[0] for text in self.texts.values()]

    @cached_property
    def roles(self) -> Roles:
        """What each head announces; one above names of parts, where none stands below it. "Stage"
        beside "Stage code" heads titles (teaching-standards.csv), and "job_code" levels where no
        other head does."""
        above = self.row > 0 and _names_parts(self.grid, self.row - 1)
        heads = {**Head(self.grid, self.row - 1).texts, **self.texts} if above else self.texts
        said = {at: each for at, text in heads.items() if (each := _CODED.fullmatch(text))}
        coded = {at: each[1].casefold() for at, each in said.items()}
        roles = {at: column_role(text) for at, text in heads.items()}
        if "level" not in roles.values():
            roles |= {at: "level" for at, name in coded.items() if column_role(name) == "title"}
        return {
            at: "title" if role == "level" and heads[at].casefold() in coded.values() else role
            for at, role in roles.items()
        }

    @cached_property
    def lengths(self) -> dict[int, float]:
        """How long the texts of each column are in the mean: names are short, texts are not."""
        letters: Counter[int] = Counter()
        cells: Counter[int] = Counter()
        for row in range(self.row + 1, len(self.grid.rows)):
            for at in self.grid.filled(row):
                letters[at] += len(self.grid.cell(row, at).text)
                cells[at] += 1
        return {at: letters[at] / count for at, count in cells.items()}

    def below(self, column: int) -> dict[int, str]:
        """The texts of a column by their rows."""
        return {
            row: text
            for row, cells in enumerate(islice(self.grid.rows, self.row + 1, None), self.row + 1)
            if column < len(cells) and (text := cells[column].text)
        }

    def beside_others(self, column: int) -> dict[int, str]:
        """The same without those that stand alone in their row: the name of a group, or a legend
        below."""
        rows = self.grid.rows
        return {
            row: text
            for row, text in self.below(column).items()
            if any(rows[row][at].text != text for at in self.grid.filled(row))
        }

    def carried_down(self, column: int) -> dict[int, str]:
        """What a column names in each row; an empty cell goes on with the one above."""
        made: dict[int, str] = {}
        name = ""
        for row in range(self.row + 1, len(self.grid.rows)):
            made[row] = name = name_and_icon(self.grid.cell(row, column).text)[0] or name
        return made

    def first_holds_texts(self, columns: Iterable[int]) -> bool:
        """Whether the first column holds what the others of these do, and no names: its texts are
        as long."""
        others = [self.lengths.get(at, 0) for at in columns if at]
        usual = sum(others) / max(1, len(others))
        return usual > MIN_TEXT and self.lengths.get(0, 0) * 1.5 > usual
