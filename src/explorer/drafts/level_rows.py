"""Grids in which a level has rows: one with a column a competency, one a text, or all of them.

Each cell is read by what the head of its column says, within the names of its row and what stands
over its column. What was taken is told, so that what is left can be kept as unplaced text.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.header_words import LevelName, level_name
from explorer.drafts.row_headers import (
    CellPositions,
    RowNames,
    add_cell,
    line_of_row,
    read_row_names,
    read_title_rows,
)
from explorer.drafts.table_layout import Layout, is_empty

# In characters, as in `level_columns`.
_MAX_WORD = 60
_KINDS: dict[str, Kind] = {
    word: cast(Kind, kind)
    for kind, words in {
        "statement": "statement statements confirmed expectation expectations behaviour behavior"
        " criterion criteria final agreed active approved published",
        "tentative": "tentative maybe draft proposed open unconfirmed provisional tbd",
        "example": "example examples illustration evidence",
        "note": "note notes todo comment remark",
        "summary": "summary description overview",
        "fact": "fact facts",
        "prose": "prose text paragraph",
    }.items()
    for word in words.split()
}


_EXPECTING = frozenset(
    "expectations behaviours behaviors responsibilities criteria indicators requirements erwartungen"
    " attentes expectativas".split()
)


def needs_competency(grid: Grid, layout: Layout) -> bool:
    """Whether nothing in a grid can name a competency, so that its heading has to."""
    if layout.kind == "rows":
        heads = grid.filled(layout.header) if layout.header >= 0 else []
        others = [layout.roles.get(at) for at in heads if at != layout.column]
        return bool(others) and set(others) <= {"statement", "example", "note", "title", "id"}
    return layout.kind in ("columns", "long") and not layout.names


@dataclass
class RowReader:
    """Reads the rows of a grid, each into its level: `entry` is the one that the last row named, or
    the one that all of the grid belongs to."""

    grid: Grid
    layout: Layout
    builder: DraftBuilder
    area: str | None
    index: bool = False
    """Whether the grid only gives titles and facts."""
    entry: LevelEntry | None = None
    facts: bool = False
    """Whether its names are those of facts."""
    consumed: CellPositions = field(default_factory=CellPositions)

    def __post_init__(self) -> None:
        layout, grid = self.layout, self.grid
        self.row_names = RowNames.of(self.builder, self.area)
        self.group: str | None = None
        self.numbers = dict.fromkeys(range(grid.width), 0)
        """The number of the row of a matrix that a column is; 0 where it is none."""
        said = layout.header >= 0 and layout.heads > 0
        self.heads = (
            {at: grid.cell(layout.header, at) for at in grid.filled(layout.header)} if said else {}
        )
        self.consumed.update((layout.header, at) for at in self.heads)
        self.parts: dict[int, str] = {}
        others = [what for at, what in layout.roles.items() if at != layout.column]
        self.alone = (
            sum(what not in ("title", "level", "id", "fact", "score") for what in others) == 1
        )
        self.titles = [
            at for at, what in layout.roles.items() if what == "title" and at != layout.column
        ]
        self.texts = "statement" in layout.roles.values()
        self.kinds = next((at for at, what in layout.roles.items() if what == "kind"), None)
        self.families = layout.kind == "long" and _titles_are_families(grid, layout, self.titles)
        if layout.kind == "rows":
            self.parts, self.heads = _header_groups(grid, layout, self.builder, self.consumed)
            self.numbers = {at: self.builder.next_row() for at in range(grid.width)}

    def read(self) -> CellPositions:
        read_title_rows(self.grid, self.layout, self.builder, self.consumed)
        for row in range(self.layout.header + self.layout.heads, len(self.grid.rows)):
            if self._is_group(row) or not self._take_level(row) or self.entry is None:
                continue
            if self.layout.names:
                deep = self.layout.kind == "long"
                read_row_names(
                    self.grid, self.layout, row, self.row_names, self.builder, self.consumed, deep
                )
            for at in self.grid.filled(row):
                if (row, at) not in self.consumed and self.layout.roles.get(at) != "score":
                    self.consumed.add((row, at))
                    if not self._is_told(row, at):
                        self._cell(self.entry, row, at)
        return self.consumed

    def _is_group(self, row: int) -> bool:
        """Whether a row only names a group of those below it; under the levels it is a legend."""
        grid, layout, filled = self.grid, self.layout, self.grid.filled(row)
        if layout.kind == "level":
            wide = row + 1 < len(grid.rows) and len(grid.filled(row + 1)) > 1
            if len(filled) != 1 or filled[0] not in layout.names or not wide:
                return False
            self.row_names.start_group(grid.cell(row, filled[0]))
        elif layout.kind == "rows":
            cell = grid.cell(row, layout.column)
            spans = filled and all(grid.cell(row, at) is grid.cell(row, filled[0]) for at in filled)
            if row in layout.levels or not cell.text or not (filled == (layout.column,) or spans):
                return False
            if row > max(layout.levels, default=0):
                self.builder.prose += [
                    Fragment("prose", clean_text(each.text), each.lines) for each in cell.values
                ]
            self.group = name_and_icon(cell.text)[0][:200]
        else:
            return False
        self.consumed.update((row, at) for at in filled)
        return True

    def _take_level(self, row: int) -> bool:
        """Go on to the level that a row names, if it does; whether the row can be read."""
        grid, layout = self.grid, self.layout
        cell = grid.cell(row, layout.column)
        if layout.kind == "level" or not cell.text:
            return True
        if layout.kind == "rows":
            if (named := layout.levels.get(row)) is None:
                return False
            named = _with_title_beside(grid, layout, row, named, self.index, self.consumed)
        else:
            shown = name_and_icon(cell.text)[0]
            named = level_name(cell.text) or LevelName(None, shown, False)
            title = grid.cell(row, self.titles[0]).text if self.titles else ""
            if self.families:
                self.builder.ladder = name_and_icon(title)[0] or None
            elif title and named.title in (shown, named.code, f"Level {named.code}"):
                named = LevelName(named.code or shown, title, True)
        self.entry = self.builder.level(named, line_of_row(grid, row), same=self.index)
        self.consumed.add((row, layout.column))
        return True

    def _is_told(self, row: int, at: int) -> bool:
        """Whether a cell says nothing, is no text of a ladder, or was read in the row above."""
        cell, what = self.grid.cell(row, at), self.layout.roles.get(at)
        levels = self.layout.levels
        again = (
            levels
            and levels.get(row) == levels.get(row - 1)
            and cell is self.grid.cell(row - 1, at)
        )
        about = what in ("id", "kind") or (what == "title" and self.layout.kind == "long")
        return bool(again) or about or is_empty(cell)

    def _names(self, at: int) -> tuple[str | None, str | None]:
        """The competency and the scope of a cell, as far as its row says."""
        if self.layout.names:
            return self.row_names.competency_and_scope()
        return self.parts.get(at) or self.group or self.area, None

    def _cell(self, entry: LevelEntry, row: int, at: int) -> None:
        """One cell of a level's row, by what the head of its column says."""
        cell, what, kind = self.grid.cell(row, at), self.layout.roles.get(at), self._kind(row)
        name = self.row_names.take_name(self.heads[at]) if at in self.heads else ""
        competency, scope = self._names(at)
        text, by_rows = clean_text(cell.text), self.layout.kind == "rows"
        if self.facts or (kind == "fact" and what not in ("example", "note", "prose", None)):
            entry.fact(scope or competency or "Fact", text, cell.lines)
        elif what == "title" and _is_short(cell):
            if text.casefold() != entry.title.casefold():
                entry.fact(name, text, cell.lines)
        elif self.index or what == "fact" or (what == "level" and not by_rows):
            if name:
                entry.fact(name, text, cell.lines)
            else:
                entry.fragments.append(Fragment("prose", text, cell.lines))
        elif what in ("example", "note", "prose"):
            add_cell(entry, cell, competency, None, what)
        elif by_rows and (
            what == "summary"
            or (what == "statement" and not competency and not self.alone and not _expects(name))
        ):
            self._summary(entry, cell, None)
        elif what == "summary" and (self.layout.kind == "level" or self.texts):
            self._summary(entry, cell, competency)
        elif what in ("statement", "summary"):
            self._text(entry, cell, at, (competency, scope), kind)
        else:
            self._text_without_a_word(entry, cell, at, name, kind)

    def _text(
        self,
        entry: LevelEntry,
        cell: Cell,
        at: int,
        names: tuple[str | None, str | None],
        kind: Kind,
    ) -> None:
        if kind == "summary" and names[0] is None:
            self._summary(entry, cell, None)
        else:
            add_cell(entry, cell, names[0], names[1], kind, self.numbers[at] or None)

    def _text_without_a_word(
        self, entry: LevelEntry, cell: Cell, at: int, name: str, kind: Kind
    ) -> None:
        """A cell in a column that no word explains: its head says what its text is about."""
        competency, scope = self._names(at)
        if self.layout.kind == "long" and _is_short(cell):
            left = Fragment("remainder", f"{name}: {cell.text}", cell.lines, competency)
            entry.fragments.append(left)
            return
        names = (competency, scope or name or None) if competency else (name or None, None)
        rows_as = self.builder.rows_as if self.layout.kind == "rows" else "scopes"
        if rows_as == "competencies" and names[1]:
            names = names[1], names[0]
        self._text(entry, cell, at, names, kind)

    def _summary(self, entry: LevelEntry, cell: Cell, competency: str | None) -> None:
        text = "\n\n".join(clean_text(value.text) for value in cell.values)
        if competency is None:
            entry.summary(text, cell.lines)
        else:
            entry.fragments.append(Fragment("summary", text, cell.lines, competency))

    def _kind(self, row: int) -> Kind:
        if self.kinds is None:
            return "statement"
        said = self.grid.cell(row, self.kinds).text.casefold().strip()
        return _KINDS.get(said, "statement")


def _expects(head: str) -> bool:
    """Whether a head says that statements follow, and no description of the level."""
    return head.casefold().rpartition(" ")[2] in _EXPECTING


def _is_short(cell: Cell) -> bool:
    return len(cell.text) <= _MAX_WORD and len(cell.values) == 1


def _header_groups(
    grid: Grid, layout: Layout, builder: DraftBuilder, consumed: CellPositions
) -> tuple[dict[int, str], dict[int, Cell]]:
    """The competencies that stand over several columns, in the row above the header, and the
    head of each column. Names over one column each say what its head means ("Dex" over
    "Technical skill"), or are the head where there is none below."""
    row = layout.header - 1
    heads = (
        {at: grid.cell(layout.header, at) for at in grid.filled(layout.header)}
        if layout.header >= 0
        else {}
    )
    filled = grid.filled(row) if row >= 0 else []
    if len({grid.cell(row, at).text for at in filled if at != layout.column}) < 2:
        return {}, heads
    consumed.update((row, at) for at in filled)
    found: dict[int, str] = {}
    last = ""
    for at in range(grid.width):
        cell = grid.cell(row, at)
        if cell.text and at != layout.column:
            last = name_and_icon(cell.text)[0][:200]
        if last and heads.get(at, EMPTY_CELL).text != cell.text:
            found[at] = last
    columns = Counter(name for at, name in found.items() if at in heads)
    # The last name has no end: "Notes" right of "Str" is no part of it.
    ended = [number for name, number in columns.items() if name != last]
    if max(ended, default=0) > 1 or columns[last] > 2:
        return found, heads
    for at in filled:
        if at in heads and at != layout.column:
            _say_meaning(heads[at], grid.cell(row, at), builder)
        heads.setdefault(at, grid.cell(row, at))
    return {}, heads


def _say_meaning(head: Cell, above: Cell, builder: DraftBuilder) -> None:
    if above.text != head.text:
        name = name_and_icon(head.text)[0]
        builder.prose.append(Fragment("summary", clean_text(above.text), above.lines, name))


def _with_title_beside(
    grid: Grid, layout: Layout, row: int, named: LevelName, index: bool, consumed: CellPositions
) -> LevelName:
    """A level with the title, or the code, that stands beside it in its row."""
    for at in grid.filled(row):
        cell, what = grid.cell(row, at), layout.roles.get(at)
        if at == layout.column or len(cell.text) > _MAX_WORD or len(cell.values) != 1:
            continue
        shown = name_and_icon(cell.text)[0]
        if what == "title" and (index or named.title in ("", named.code) or not named.code):
            consumed.add((row, at))
            return LevelName(named.code or named.title, shown, named.sure)
        if what == "level" and not named.code:
            consumed.add((row, at))
            return LevelName(shown, named.title, True)
        if what == "title" and named.title == f"Level {named.code}":
            consumed.add((row, at))
            return LevelName(named.code, shown, True)
    return named


def _titles_are_families(grid: Grid, layout: Layout, titles: list[int]) -> bool:
    """Whether a column of roles names the ladder, as each of them has several levels."""
    pairs = {
        (grid.cell(row, layout.column).text, grid.cell(row, titles[0]).text)
        for row in range(layout.header + 1, len(grid.rows) if titles else 0)
    }
    several = Counter(title for _, title in pairs)
    return len(several) > 1 and min(several.values()) > 1
