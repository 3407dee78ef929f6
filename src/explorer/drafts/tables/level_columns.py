"""The axes of a grid whose columns are levels: each row has a name, and a cell a level.

Rows that hold nothing but a name are groups; rows near the header may hold codes and
titles; cells that only say yes or no make the row's name the statement.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from explorer.documents import labels
from explorer.documents.grids import EMPTY_CELL, Cell
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.frame_words import SUMMARY_NAMES
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.tables.head_blocks import has_title
from explorer.drafts.tables.header_rows import NAMING, Head
from explorer.drafts.tables.matrix_axes import (
    Aspect,
    Line,
    RowNames,
    Side,
    add_row_as_prose,
    line_of_row,
)
from explorer.drafts.tables.table_layout import (
    MARKS,
    are_values,
    hold_amounts,
    is_empty,
    is_short,
)
from explorer.drafts.tables.table_levels import are_scores
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy

_DESCRIPTIONS = ("description", "beschreibung", "descripción", "descrizione", "descrição")


@dataclass
class LevelColumns(Side):
    """The sides of a grid whose levels are columns."""

    def __post_init__(self) -> None:
        self.first = min(self.layout.levels)
        self.aside = self._beside_groups()
        self.names = RowNames(self.grid, self.layout, self.builder, self.consumed)
        self.scored = any(
            of == "score" or (of is None and are_scores(self.head.below(at).values()))
            for at, of in self.layout.roles.items()
            if at > self.first and at not in self.layout.levels
        )
        # The competency of the last row that was no row of examples.
        self.last: str | None = None
        self.consumed.update(self.layout.header, range(self.first))

    # -- levels -------------------------------------------------------------------------

    def lines(self) -> dict[int, Line]:
        """The level of each column; two columns with one name are said, and are one level."""
        grid, layout, builder = self.grid, self.layout, self.builder
        lines: dict[int, Line] = {}
        tracks = self._tracks_over() if builder.ladder is None else {}
        for at, named in self._levels_with_titles().items():
            cell, part = grid.cell(layout.header, at), layout.parts.get(at, "statement")
            builder.ladder = tracks.get(at, builder.ladder)
            entry = builder.level(named, line_of_row(grid, layout.header))
            again = next((n for n, line in lines.items() if line.entry is entry), at)
            alone = at not in layout.parts and at not in layout.scopes
            if alone and grid.cell(layout.header, again) is not cell and cell.lines:
                said = gettext_lazy(
                    "another column is called {name}; both are read as one level",
                    name=quoted(cell.text),
                )
                builder.warn(cell.lines[0], said)
            self.consumed.take(layout.header, at)
            if part != "score":
                lines[at] = Line(entry, part, scope=layout.scopes.get(at, ""))
        if tracks:
            builder.ladder = None
        return lines

    def _tracks_over(self) -> dict[int, str]:
        """The ladder of each column, where a row above names tracks whose codes differ: "Individual
        contributor" over IC1 and IC2, "Manager" over M1."""
        grid, levels, row = self.grid, self.layout.levels, self.layout.header - 1
        if row < 0 or self.first == 0:
            return {}
        found: dict[int, str] = {}
        name = ""
        for at in range(self.first, grid.width):
            name = name_and_icon(grid.cell(row, at).text)[0] or name
            if at in levels and name:
                found[at] = name[:200]
        kinds = {(found[at], (levels[at].code or "").rstrip("0123456789.")) for at in found}
        tracks, letters = {each for each, _ in kinds}, {each for _, each in kinds}
        if not 2 <= len(tracks) == len(kinds) == len(letters):
            return {}
        self.consumed.update(row, grid.filled(row))
        return found

    def _levels_with_titles(self) -> dict[int, LevelName]:
        """The levels of columns, with titles or codes from the row above the header, and from those
        below that say they hold some."""
        grid, header = self.grid, self.layout.header
        found = dict(self.layout.levels)
        below = header + self.layout.heads
        for row in (*range(max(0, header - 1), header), *range(below, len(grid.rows))):
            said = self._head(row).text
            announced = column_role(said)
            if row > header and announced not in ("title", "level"):
                continue
            # A name merged down into the header heads the column of names: "Field" over A, B, C.
            down = bool(said) and self._head(row) is self._head(header)
            cells = {at: grid.cell(row, at) for at in found}
            if not all(cell.text and is_short(cell) for cell in cells.values()):
                continue
            names = {at: level_name(cell.text) for at, cell in cells.items()}
            if announced == "title" or (
                row < header and (not said or announced in NAMING) and all(names.values())
            ):
                if any(map(has_title, found.values())):
                    continue
                for at, level in found.items():
                    found[at] = LevelName(level.code, name_and_icon(cells[at].text)[0], level.sure)
            elif (
                # "Pillar, Skill, A, B, C" over "Hive hand, Beekeeper, …": apiary.xlsx.
                (announced == "level" or (row < header and (announced in NAMING or down)))
                and _need_codes(found, cells)
            ):
                for at, level in found.items():
                    named = names[at]
                    code = named.code if named and named.code else cells[at].text
                    found[at] = LevelName(name_and_icon(code)[0], level.title, True)
            else:
                continue
            self.consumed.update(row, grid.filled(row))
        for row in range(header + 1, below):
            self.consumed.update(row, grid.filled(row))
        return found

    def _head(self, row: int) -> Cell:
        """The first name of a row: "Title" may stand in the second column of names."""
        filled = self.grid.filled(row)
        return self.grid.rows[row][filled[0]] if filled and filled[0] < self.first else EMPTY_CELL

    # -- rows ---------------------------------------------------------------------------

    def aspects(self) -> Iterable[tuple[int, Aspect]]:
        grid, names = self.grid, self.names
        last = self._last_row_of_levels()
        facts = self._facts(last)
        scores = self._scores()
        names.start_group(self.groups[self.layout.header])
        for row in self._rows():
            if row in scores:
                continue
            group = self.groups.get(row)
            if group is None:
                names.go_on(row)
                self._add_descriptions(row)
                yield row, self._aspect(row, facts)
            elif row > last:
                add_row_as_prose(grid, row, self.builder, self.consumed)
            else:
                if group.text and self.first:
                    names.start_group(group)
                    self.consumed.update(row, self.layout.names)
                    self._add_descriptions(row)
                self.consumed.update(row, grid.filled(row))

    def _aspect(self, row: int, facts: dict[int, str]) -> Aspect:
        """What the cells of a row are by its names."""
        names, number = self.names, self.builder.next_row()
        own = tuple(names.names)
        announced = column_role(own[-1]) if own else None
        if row in facts:
            return Aspect("fact", (facts[row],))
        if self.marked:
            return self._checked(row, number)
        if (
            announced == "example"
            and own[-1] in self._announcing
            and (len(own) < 2 or own[0] == self.last)
        ):
            return Aspect("example", (), names.group or self.last)
        within = names.group or self.area
        if len(own) == 1 and not within and self._says_what_it_is(own[0]):
            return Aspect("summary")
        told = self._announcing if len(own) > 1 or names.group else own if self.area else ()
        if announced == "statement" and own[-1] in told:
            own = own[:-1]  # "What we expect" in the sheet of a competency
        self.last = names.group or next(filter(None, own), self.area)
        return Aspect("statement", own, names.group, number)

    @cached_property
    def _announcing(self) -> set[str]:
        """The names that only say what follows them: "Evidence" or "Anti-social behaviour" among
        other names is one of these, unless it comes again, or "Evidence" stands beside
        "Expectations" (product-management-expectations.docx)."""
        told = Counter(self.head.below(self.layout.names[-1]).values())
        beside = {"statement", "example"} <= {*map(column_role, told)}
        return {name for name in told if beside or told[name] > 1 or labels.is_examples(name)}

    def _checked(self, row: int, number: int) -> Aspect:
        """The name of a row as a statement, where a cell only says yes to it."""
        own, group = self.names.names, self.names.group or self.area
        if not own:
            return Aspect(None)
        where = group or (own[0] if len(own) > 1 else None)
        lines = self.grid.cell(row, self.layout.names[-1]).lines
        return Aspect(checked=Fragment("statement", own[-1], lines, where, row=number))

    @cached_property
    def marked(self) -> bool:
        """Whether the cells only say yes or no, so that the statements are the names of rows."""
        cells = (
            cell for row in self._rows() if row not in self.groups for cell in self._cells(row)
        )
        texts = (cell.text.casefold() for cell in cells if not is_empty(cell))
        return (
            bool(self.layout.names) and next(texts, "") in MARKS and all(t in MARKS for t in texts)
        )

    def _scores(self) -> set[int]:
        """The rows of nothing but points, called so or by one name below each competency."""
        scored: dict[str, list[int]] = {}
        told: set[str] = set()
        at = self.layout.names[-1] if self.layout.names else self.grid.width
        for row, name in self.head.below(at).items():
            if name not in told and (cells := self._cells(row)):
                if are_scores([cell.text for cell in cells]):
                    scored.setdefault(name, []).append(row)
                else:
                    told.add(name)
        return {
            row
            for name, rows in scored.items()
            if name not in told and (len(rows) > 1 or column_role(name) == "score")
            for row in rows
        }

    def _last_row_of_levels(self) -> int:
        """The last row that says something of a level; below it no row names what follows."""
        told = (at for at in reversed(self._rows()) if at not in self.groups and self._cells(at))
        return next(told, self.layout.header)

    def _rows(self) -> range:
        return range(self.layout.header + 1, len(self.grid.rows))

    @cached_property
    def groups(self) -> dict[int, Cell]:
        """The names of groups: of rows that hold nothing else, or the same in all cells, and of those
        that say the header again, where no word knows what stands in its corner."""
        grid, header, levels = self.grid, self.layout.header, self.layout.levels
        head = [grid.cell(header, at).text for at in levels]
        made = {row: name for row in self._rows() if (name := self._group(row)) is not None}
        below = Head(grid, header).below(self.first)
        alike = [row for row, text in below.items() if text == grid.cell(header, self.first).text]
        again = [row for row in alike if [grid.cell(row, at).text for at in levels] == head]
        for row in (header, *again):
            named = again and self.first and not column_role(grid.cell(row, 0).text)
            made[row] = grid.cell(row, 0) if named else EMPTY_CELL
        return made

    def _group(self, row: int) -> Cell | None:
        filled = self.consumed.left(row, self.grid.filled(row))
        if not filled:
            return EMPTY_CELL
        cells = self.grid.rows[row]
        if filled[-1] < self.first:
            filled = tuple(at for at in filled if at not in self.aside) or filled
        first = cells[filled[0]]
        if any(cells[at].text != first.text for at in reversed(filled)):
            return None
        return first if filled[0] < self.first or first.columns >= self.grid.width else None

    def _beside_groups(self) -> set[int]:
        """The columns before the levels that number the rows, or say only of groups what these are:
        filled where no level has anything."""
        grid, layout = self.grid, self.layout
        found = set(range(self.first)) - {*layout.names}
        rows = range(layout.header + layout.heads, len(grid.rows)) if found else ()
        told = {at for row in rows for at in grid.filled(row) if grid.filled(row)[-1] >= self.first}
        return {at for at in found if at not in told or layout.roles.get(at) == "id"}

    def _add_descriptions(self, row: int) -> None:
        """A column between the names and the levels says what a competency is."""
        roles, layout = self.layout.roles, self.layout
        competency = self.names.group or next(filter(None, self.names.names), self.area)
        for at in self.consumed.left(row, self.grid.filled(row)):
            role, cell = roles.get(at), self.grid.cell(row, at)
            # Beside scores notes are about whoever was scored.
            beside = at not in layout.levels and role == "note" and not self.scored
            if not (at < self.first or beside) or role == "score":
                continue
            self.consumed.take(row, at)
            if (
                role not in ("id", "level")
                and not is_empty(cell)
                and cell.text != self._head(row).text
            ):
                kind: Kind = "note" if role == "note" else "summary"
                said = Fragment(kind, clean_text(cell.text), cell.lines, competency)
                self.builder.prose.append(said)

    def _facts(self, last: int) -> dict[int, str]:
        """The rows that hold a fact of each level in few words: a known one, or what stands above the
        first group, which is about the level itself. Facts have different names."""
        found: dict[int, str] = {}
        above: dict[str, int] = {}
        begun = not self.first or bool(self.groups[self.layout.header].text)
        for row in range(self.layout.header + 1, last + 1):
            head = self._head(row).text
            if begun and not self.index and column_role(head) != "fact":
                continue
            name = name_and_icon(head)[0]
            cells = self._cells(row)
            short = bool(cells and name) and all(map(is_short, cells))
            again = len({cell.text for cell in cells}) < len(cells)
            if self.groups.get(row, EMPTY_CELL).text:
                found |= {} if begun else {at: fact for fact, at in above.items()}
                begun = True
            elif short and (self.index or column_role(name) == "fact"):
                found[row] = name
            # "Early and late" of several levels, which none expects of the next, may have three
            # words (technical-support-levels.ods).
            elif short and name not in above and are_values(cells, 2 + (again or bool(found))):
                above[name] = row
            elif cells and not self._says_what_it_is(name):
                # Mere numbers are scores, but beside another fact.
                told = bool(found)
                amounts = {
                    at: fact
                    for fact, at in above.items()
                    if fact != name and hold_amounts(self._cells(at), numbers=told)
                }
                found |= {} if begun else amounts
                begun = True
        return found

    def _cells(self, row: int) -> list[Cell]:
        """What a row says of the levels."""
        filled = self.consumed.left(row, self.grid.filled(row))
        return [self.grid.cell(row, at) for at in filled if at in self.layout.levels]

    def _says_what_it_is(self, name: str) -> bool:
        """Whether the name of a row announces what a level is: below "Area", "Questions" is one, and
        "Summary" is none (software-career-tracks.xlsx)."""
        if self.layout.roles.get(0) in NAMING:
            return name.casefold() in SUMMARY_NAMES
        return column_role(name) == "summary" or name.casefold() in _DESCRIPTIONS


def _need_codes(levels: dict[int, LevelName], cells: dict[int, Cell]) -> bool:
    """Whether no level has a code, and each cell could be one: a different one, a word or two."""
    texts = [cell.text for cell in cells.values()]
    return (
        not any(level.code for level in levels.values())
        and len(set(texts)) == len(texts)
        and all(
            (len(text) <= 12 and (text.isupper() or any(map(str.isdigit, text))))
            or level_name(text) is not None
            for text in texts
        )
    )
