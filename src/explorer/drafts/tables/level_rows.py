"""The axes of a grid in which a level has rows: one with a column per competency, one per text, or all
of them. The head of a column says what its cells are about, or what they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.draft import KINDS, Fragment, Kind
from explorer.drafts.frame_words import FRAME_WORDS, is_frame
from explorer.drafts.header_words import LevelName, column_role, names_families
from explorer.drafts.tables.head_blocks import has_title, names_and_parts
from explorer.drafts.tables.header_rows import NAMING, Head
from explorer.drafts.tables.matrix_axes import (
    Aspect,
    Line,
    RowNames,
    Side,
    SummedUp,
    add_row_as_prose,
    line_of_row,
)
from explorer.drafts.tables.table_layout import Layout, are_values, hold_amounts, is_short
from explorer.drafts.tables.table_levels import are_scores

_TENTATIVE = frozenset("maybe draft proposed open unconfirmed provisional tbd".split())
_EXPECTING = FRAME_WORDS | {"indicators", "signals", "expectativas", "odotukset"}
_ABOUT = ("title", "level", "id", "fact", "score", "kind")
"""What columns hold beside texts."""


def needs_competency(grid: Grid, layout: Layout, several: bool) -> bool:
    """Whether nothing in a grid can name a competency, so that its heading has to: one of
    `several` may name with a head what all the headings stand for, `Level | What it means`."""
    if layout.kind != "rows":
        return layout.kind in ("columns", "long") and not layout.names
    heads = grid.filled(layout.header) if layout.header >= 0 else []
    others = [layout.roles.get(at) for at in heads if at != layout.column]
    unknown = others.count(None)
    announced = {*others} <= {"statement", "example", "note", "title", "id", "summary", None}
    # Several columns of expectations are competencies themselves: community-membership.md.
    return bool(others) and announced and unknown <= several and others.count("statement") < 2


@dataclass
class LevelRows(Side):
    """The sides of a grid whose levels are rows."""

    def __post_init__(self) -> None:
        layout = self.layout
        self.column = -1 if layout.kind == "level" else layout.column
        self.names = RowNames(self.grid, layout, self.builder, self.consumed)
        said = layout.header >= 0 and layout.heads > 0
        filled = self.grid.filled(layout.header) if said else ()
        self.heads = {at: self.grid.cell(layout.header, at) for at in filled}
        self.consumed.update(layout.header, self.heads)
        roles = layout.roles.items()
        self.titles = [at for at, role in roles if role == "title" and at != self.column]
        self.kinds = next((at for at, role in roles if role == "kind"), self._kinds_by_form())
        self.family = self._families() if layout.kind in ("rows", "long") else None
        self.titles = [at for at in self.titles if at != self.family]
        self.groups = self._groups_over_heads() if layout.kind == "rows" else {}

    # -- levels -------------------------------------------------------------------------

    def lines(self) -> dict[int, Line]:
        made: dict[int, Line] = {}
        for row in range(self.layout.header + self.layout.heads, len(self.grid.rows)):
            if self._is_group(row) or not self._take_level(row) or self.entry is None:
                continue
            if self.layout.names:
                self.names.go_on(row)
            names = tuple(self.names.names)
            # "1, 2, 3" only count the texts of one level.
            counts = self.layout.kind == "level" and "".join(names).isdecimal()
            names = () if counts or self.layout.kinds.get(row) == "summary" else names
            made[row] = Line(self.entry, self._kind(row), names, self.names.group)
        return made

    def _is_group(self, row: int) -> bool:
        """Whether a row only names a group of those below it; under the levels it is a legend. What is
        merged over all of one level's table is one, too: "EXPECTATIONS" names nothing."""
        grid, layout, filled = self.grid, self.layout, self.grid.filled(row)
        cell = grid.cell(row, layout.column)
        spans = all(grid.cell(row, at) is grid.cell(row, filled[0]) for at in filled)
        of_one = layout.kind == "level" and spans and len(filled) == grid.width > 1
        named = layout.kind != "rows" or row in layout.levels or not cell.text
        if not of_one and (named or not (len(filled) == 1 or spans)):
            return False
        if row > max(layout.levels, default=row):
            add_row_as_prose(grid, row, self.builder, self.consumed)
        self.names.start_group(EMPTY_CELL if of_one and is_frame(cell.text) else cell)
        self.consumed.update(row, filled)
        return True

    def _take_level(self, row: int) -> bool:
        """Go on to the level that a row names, if it does; whether the row can be read."""
        grid, layout = self.grid, self.layout
        cell = grid.cell(row, layout.column)
        if layout.kind == "level" or not cell.text:
            return True
        if (named := layout.levels.get(row)) is None:
            return False
        if self.family is not None:
            self.consumed.take(row, self.family)
            self.builder.ladder = self.ladders[row] or None
        named = self._with_title_beside(row, named)
        self.entry = self.builder.level(named, line_of_row(grid, row), same=self.index)
        self.consumed.take(row, layout.column)
        return True

    def _with_title_beside(self, row: int, named: LevelName) -> LevelName:
        """A level with the title that stands beside it in its row, where it has none."""
        for at in self.titles:
            cell = self.grid.cell(row, at)
            if cell.text and is_short(cell) and not has_title(named):
                self.consumed.take(row, at)
                return LevelName(named.code or named.title, name_and_icon(cell.text)[0], named.sure)
        return named

    def _families(self) -> int | None:
        """The column that names the ladder of each row: one of families beside that of competencies,
        or of what the columns hold (dock_operations.xlsx), or one of roles, as each of them has several
        levels."""
        layout, grid = self.layout, self.grid
        families = [at for at, head in self.heads.items() if names_families(head.text)]
        for at in families + self.titles:
            self.ladders = self.head.carried_down(at)
            pairs = {
                (grid.cell(row, layout.column).text, self.ladders[row]) for row in layout.levels
            }
            several = Counter(title for _, title in pairs)
            # One role of all levels has their titles beside it: `role,level,level_title`.
            parted = len(several) > 1 or at in families or len(self.titles) > 1
            if at not in layout.names and parted and min(several.values(), default=0) > 1:
                return at
        return None

    def _kinds_by_form(self) -> int | None:
        """The column without a head whose words say what each row holds: `Expectation`, `Example`."""
        first = self.layout.header + self.layout.heads
        known = {*self.heads, *self.layout.names, self.column}
        for at in range(self.grid.width):
            said = {*Head(self.grid, first - 1).below(at).values()}
            if at not in known and len(said) > 1 and all(map(_kind_named, said)):
                return at
        return None

    def _kind(self, row: int) -> Kind:
        said = "" if self.kinds is None else self.grid.cell(row, self.kinds).text
        return self.layout.kinds.get(row) or _kind_named(said) or "statement"

    # -- columns ------------------------------------------------------------------------

    def _groups_over_heads(self) -> dict[int, str]:
        """The competencies that stand over several columns, in the row above the header. Names over
        one column each say what its head means ("Dex" over "Technical skill"), or are the head
        where there is none below."""
        grid, column, row = self.grid, self.layout.column, self.layout.header - 1
        filled = [at for at in grid.filled(row) if at != column] if row >= 0 else []
        if len({grid.cell(row, at).text for at in filled}) < 2:
            return {}
        self.consumed.update(row, grid.filled(row))
        found: dict[int, str] = {}
        last = ""
        for at in range(grid.width):
            cell = grid.cell(row, at)
            if cell.text and at != column:
                last = name_and_icon(cell.text)[0][:200]
            if last and self.heads.get(at, EMPTY_CELL).text != cell.text:
                found[at] = last
        columns = Counter(name for at, name in found.items() if at in self.heads)
        # The last name has no end: "Notes" right of "Str" is no part of it.
        if any(number > 1 for name, number in columns.items() if name != last):
            return found
        for at in filled:
            above = grid.cell(row, at)
            if (head := self.heads.setdefault(at, above)).text != above.text:
                name = name_and_icon(head.text)[0]
                said = Fragment("summary", clean_text(above.text), above.lines, name)
                self.builder.prose.append(said)
        return {}

    def aspects(self) -> Iterable[tuple[int, Aspect]]:
        layout, roles, rows = self.layout, self.layout.roles, self.layout.kind == "rows"
        others = [at for at in range(self.grid.width) if at != self.column]
        own = [at for at in self.heads if at in others and at not in layout.names]
        cells = {
            at: [c for row in layout.levels if (c := self.grid.cell(row, at)).text] for at in others
        }
        # Beside scores notes are about whoever was scored.
        about = (*_ABOUT, "note") if "score" in roles.values() else _ABOUT
        texts = [at for at in own if roles.get(at) not in about]
        told = [at for at in texts if roles.get(at) == "statement"]
        # A description stands beside names of competencies, or beside what is expected of one.
        described = rows and any(roles.get(at) in (None, *NAMING) for at in texts)
        if layout.kind == "long" and len(told) > 1:
            described = any(_expects(self.heads[at].text) for at in told)
        facts = self._facts_first(own, cells) if rows else ()
        made: dict[int, Aspect] = {}
        owned = self._parts_of_others()
        for at in others:
            role, group = roles.get(at), self.groups.get(at)
            left = role == "score" or (role == "note" and role in about and at not in owned)
            if left or at in layout.names or at == self.family:
                continue
            name = self.names.take_name(self.heads[at]) if at in self.heads else ""
            number = self.builder.next_row() if rows else None
            kind = self._kind_of_column(at, name, described)
            alone = rows or (layout.kind == "level" and not layout.names)
            if role == "statement" and alone and len(told) > 1:
                kind = None  # "Responsibilities" beside "Requirements" are names
            if role == "summary" and layout.kind == "long" and told:
                kind = "summary"  # "Why it matters" beside each expectation
            summed_up = self._summed_up(at) if layout.kind == "long" and layout.names else None
            if role == "statement" and len(told) > 1 and summed_up == "competency":
                kind = "summary"  # "What it is about" beside "Indicator"
            if at in facts or (rows and role is None and hold_amounts(cells[at])):
                kind = "fact"
            names = (name,) if kind in (None, "fact") and name else ()
            # Confluence numbers the rows.
            counts = at not in self.heads and are_scores([cell.text for cell in cells[at]])
            if at in owned:
                kind, name = owned[at]
                made[at] = Aspect(kind, (name,), group)
            elif role in ("id", "kind") or at == self.kinds or counts:
                made[at] = Aspect(None)
            else:
                made[at] = Aspect(kind or "statement", names, group, number)
                made[at].short_left = layout.kind == "long" and role is None
                made[at].sums_up = summed_up if kind == "summary" else None
        open_ = [at for at in texts if made[at].names and made[at].kind == "statement"]
        if self.area and rows and len(open_) == 1:
            made[open_[0]].names = ()  # the heading names what is told of here
        return made.items()

    def _parts_of_others(self) -> dict[int, tuple[Kind, str]]:
        """The columns of examples and notes that belong to another column: their heads name it
        (`Client work - example`), or come again right of each."""
        names = {at: name_and_icon(cell.text)[0] for at, cell in self.heads.items()}
        known, again = {name.casefold(): name for name in names.values()}, Counter(names.values())
        made: dict[int, tuple[Kind, str]] = {}
        for at, head in names.items():
            said: list[tuple[str, Kind | str]] = list(names_and_parts(head))
            if again[head] > 1 and at - 1 not in (self.column, *self.layout.names):
                said.append((names.get(at - 1, ""), self.layout.roles.get(at) or ""))
            for owner, part in said:
                if part in ("example", "note") and (name := known.get(owner.casefold())):
                    made[at] = cast(Kind, part), name
        return made

    def _facts_first(self, columns: Sequence[int], cells: Mapping[int, list[Cell]]) -> list[int]:
        """The columns of values, under whatever name, that stand before all columns of texts."""
        found: list[int] = []
        for at in columns:
            if self.layout.roles.get(at) in (None, "level"):
                if not (cells[at] and all(map(is_short, cells[at])) and are_values(cells[at], 3)):
                    told = any(cell.text.count(" ") > 2 for cell in cells[at])
                    return found if told else []
                found.append(at)
            elif self.layout.roles[at] not in _ABOUT:
                return []
        return []

    def _says_once(self, column: int) -> bool:
        """Whether a column has one text for each level: "Questions" over several are a competency."""
        below = self.head.below(column).items()
        pairs = {(at, text) for row, text in below if (at := self.layout.levels.get(row))}
        return len(pairs) == len({at for at, _ in pairs})

    def _summed_up(self, column: int) -> SummedUp | None:
        """Whose summary a column beside texts is: the level's, where it stands before their names
        and in one row of each level; the competency's, where these alone decide what it says."""
        told = self.head.below(column)
        before = column < min(self.layout.names) and told.keys() <= self.layout.levels.keys()
        if before and self._says_once(column):
            return "level"
        names = [tuple(self.grid.cell(row, at).text for at in self.layout.names) for row in told]
        pairs = {*zip(names, told.values(), strict=True)}
        several = len({*names}) == len(pairs) < len(self.layout.levels)
        return "competency" if several else None

    def _kind_of_column(self, at: int, name: str, beside: bool) -> Kind | None:
        """What the cells of a column are as far as its head says it; else they are statements
        under the name that the head gives. What stands `beside` it tells a description from
        what is expected."""
        role, kind = self.layout.roles.get(at), self.layout.kind
        if role in ("example", "note", "prose"):
            return role
        of_level = role in ("fact", "title") or (role == "level" and kind != "rows")
        if of_level or (self.index and role != "summary"):
            return "fact"
        if kind == "rows" and role == "summary":
            return "summary" if self._says_once(at) else None
        if role == "statement" and beside and not _expects(name):
            return "summary"
        return "statement" if role in ("statement", "summary") else None


def _kind_named(text: str) -> Kind | None:
    """The kind of a text that a word says."""
    word = text.casefold().strip()
    said = "tentative" if word in _TENTATIVE else word if word in KINDS else column_role(word)
    return next((kind for kind in KINDS if kind == said), None)


def _expects(head: str) -> bool:
    """Whether a head says that statements follow, and no description of the level."""
    return head.casefold().rpartition(" ")[2] in _EXPECTING
