"""Tables beside what tells of the levels, joined to it by the names that stand in them.

One whose columns or rows are the levels says more of them: a matrix what is expected, a list of
the levels facts. One that lists their competencies says what these are. What names neither is
left over: legends, weights, contacts.
"""

import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.documents import labels
from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.codes import code_and_title
from explorer.drafts.draft import Fragment
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.frame_words import names_nothing
from explorer.drafts.header_words import LevelName, Role, say_what_is_done
from explorer.drafts.tables import matrix
from explorer.drafts.tables.column_layouts import columns_layout
from explorer.drafts.tables.header_rows import column_roles, header_row
from explorer.drafts.tables.index_tables import is_index
from explorer.drafts.tables.layouts import find_layout
from explorer.drafts.tables.level_rows import needs_competency
from explorer.drafts.tables.matrix_axes import CellPositions
from explorer.drafts.tables.table_layout import Layout, is_empty, is_short
from explorer.drafts.tables.table_levels import texts_below

_LETTERS = string.ascii_letters + "- "
# How far in a grid its levels stand.
_FIRST = 3
# More are rows of data.
_MOST_ROWS = 1000
_TOLD = ("statement", "tentative", "example")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column in which names of levels stand, and where each of them does."""

    kind: str
    at: int
    levels: Mapping[int, int]
    filled: int

    @property
    def different(self) -> int:
        return len({*self.levels.values()})


def are_beside(grids: Sequence[Grid], layouts: Sequence[Layout | None]) -> list[bool]:
    """Which grids only complement those that have a layout: they have none, or explain words that
    are values in others, as a legend of proficiency does."""
    values = [
        {cell.text.casefold() for row in grid.rows[1:] for cell in row[1:] if cell.text}
        for grid in grids
    ]
    made: list[bool] = []
    for at, grid in enumerate(grids):
        rows = range(header_row(grid) + 1, len(grid.rows))
        shown = [grid.cell(row, 0).text.casefold() for row in rows]
        others = [each for n, each in enumerate(values) if n != at]
        explained = [any(text in each for each in others) for text in shown if text]
        legend = sum(explained) > 1 and sum(explained) * 2 > len(explained)
        made.append(legend or (layouts[at] is None and grid.width > 1))
    return made


def names_levels(grid: Grid, levels: Sequence[LevelName]) -> bool:
    """Whether a grid names these levels."""
    return _line_of_levels(grid, [(level.code or "", level.title) for level in levels]) is not None


def expects_of(grid: Grid, levels: Sequence[LevelName]) -> bool:
    """Whether a grid names several of these levels, and says what somebody does there."""
    told = [cell.text for row in grid.rows[1:] for cell in row[1:] if not is_empty(cell)]
    return len(levels) > 1 and say_what_is_done(told) and names_levels(grid, levels)


def read_beside(tables: Sequence[tuple[Grid, str]], builder: DraftBuilder) -> None:
    """Give the levels what grids, each under a heading, say of them, then of their competencies."""
    others: list[Grid] = []
    for grid, heading in tables:
        if line := _line_of_levels(grid, [(each.code, each.title) for each in builder.entries]):
            layout = _layout(grid, line, builder)
            builder.add_rows(grid, "remainder", _read_levels(grid, layout, heading, builder))
        elif own := _own_levels(grid, heading):
            builder.ladder = heading or None
            builder.add_rows(grid, "remainder", matrix.read(grid, own, builder, []))
            builder.ladder = None
            builder.prose = [each for each in builder.prose if each.text != heading]
            builder.entries.sort(key=lambda entry: entry.line)
        else:
            others.append(grid)
    # Tables of the same rows tell each of something else.
    known = _competencies(builder)
    told = [_defined(grid, known) for grid in others]
    times = Counter(name for defined in told for name in {*defined.values()})
    for grid, defined in zip(others, told, strict=True):
        once = defined if max((times[name] for name in defined.values()), default=0) == 1 else {}
        builder.add_rows(grid, "remainder", _read_definitions(grid, once, builder))


def _own_levels(grid: Grid, heading: str) -> Layout | None:
    """How a grid is read that tells of other levels by their codes, as of one more ladder."""
    layout = find_layout(grid)
    if layout is None or layout.guessed or sum(e.sure for e in layout.levels.values()) < 2:
        return None
    columns = [at for at in range(1, grid.width) if layout.roles.get(at) != "title"]
    told = [text for at in columns for text in texts_below(grid, layout.header, at).values()]
    return None if is_index(grid, layout, heading) and not say_what_is_done(told) else layout


def _read_levels(grid: Grid, layout: Layout, heading: str, builder: DraftBuilder) -> CellPositions:
    index = is_index(grid, layout, heading)
    needed = heading and not names_nothing(heading) and needs_competency(grid, layout, False)
    within = [heading] if needed else []
    told = [len(entry.fragments) for entry in builder.entries]
    loose = [[each for each in e.fragments if _is_loose(each)] for e in builder.entries]
    consumed = matrix.read(grid, layout, builder, within, index=index)
    examples = labels.is_examples(heading.rpartition(" ")[2])
    for entry, begin in zip(builder.entries, told, strict=False):
        more = entry.fragments[begin:]
        if any(map(_names_competency, more)) and max(map(len, loose)) == 1:
            # One text a level, beside the matrix that tells what is expected.
            entry.fragments[:begin] = [
                replace(each, kind="summary") if _is_loose(each) else each
                for each in entry.fragments[:begin]
            ]
        facts = [each for each in more if _is_of_level(each)]
        others = [
            _as_example(each) if examples else each for each in more if not _is_of_level(each)
        ]
        entry.fragments[:] = [*facts, *entry.fragments[:begin], *others]
        entry.singles.clear()
    return consumed


def _is_of_level(fragment: Fragment) -> bool:
    return fragment.kind in ("fact", "summary") and not fragment.competency


def _is_loose(fragment: Fragment) -> bool:
    return fragment.kind == "statement" and not (fragment.competency or fragment.scope)


def _names_competency(fragment: Fragment) -> bool:
    return fragment.kind == "statement" and fragment.competency is not None


def _line_of_levels(grid: Grid, levels: Sequence[tuple[str, str]]) -> _Line | None:
    """The row or column of a grid that names most levels, by codes and titles; None where it names
    too few of them, or beside each other, as a table of promotions does."""
    by_name = {name: at for at, level in enumerate(levels) for name in _names_of(*level)}
    rows, columns = range(min(len(grid.rows), _MOST_ROWS)), range(grid.width)
    lists = [
        _line("rows", column, {row: grid.cell(row, column) for row in rows}, by_name)
        for column in columns[:_FIRST]
    ]
    heads = [
        _line("columns", row, {at: grid.cell(row, at) for at in columns}, by_name)
        for row in rows[: grid.header or min(_FIRST, len(rows) - 1)]
    ]
    if lists and lists[0].different > 1:
        heads = [line for line in heads if 0 not in line.levels]
    best = max((*heads, *lists), key=lambda line: line.different, default=None)
    if best is None or not levels or best.different < min(2, len(levels)):
        return None
    if best.kind == "columns":
        below = ({each for row, each in line.levels.items() if row != best.at} for line in lists)
        return None if any(len(each) > 1 for each in below) else best
    # "P2, reports to P3" below Grade is no promotion.
    listed = column_roles(grid, header_row(grid)).get(best.at) == "level"
    other = not (listed and best.different == len(levels)) and any(
        line.levels.get(row, level) != level for line in lists for row, level in best.levels.items()
    )
    return None if other or best.different * 2 < best.filled - 1 else best


def _line(kind: str, at: int, cells: Mapping[int, Cell], by_name: Mapping[str, int]) -> _Line:
    found = {
        place: by_name[name]
        for place, cell in cells.items()
        for name in reversed(_names_in(cell))
        if name in by_name
    }
    return _Line(kind, at, found, sum(bool(cell.text) for cell in cells.values()))


def _layout(grid: Grid, line: _Line, builder: DraftBuilder) -> Layout:
    """How a grid is read whose levels are known, although no word may say so."""
    named = {at: _level_name(builder.entries[level]) for at, level in line.levels.items()}
    if line.kind == "columns":
        return columns_layout(grid, line.at, named, column_roles(grid, line.at))
    header = header_row(grid)
    header = -1 if header in named else header
    roles = column_roles(grid, header)
    return Layout("rows", header, named, line.at, (), _with_facts(grid, line, roles, builder))


def _with_facts(
    grid: Grid, line: _Line, roles: dict[int, Role | None], builder: DraftBuilder
) -> dict[int, Role | None]:
    """What the columns beside the levels hold: few words under a head that names no competency of
    these levels are a fact."""
    competencies = {
        (each.competency or "").casefold() for entry in builder.entries for each in entry.fragments
    }
    made = dict(roles)
    rows = [(row, builder.entries[level]) for row, level in line.levels.items()]
    for at, role in roles.items():
        head = name_and_icon(grid.cell(header_row(grid), at).text)[0].casefold()
        short = all(is_short(grid.cell(row, at)) for row in line.levels)
        if at != line.at and all(_says_again(grid.cell(row, at), entry) for row, entry in rows):
            made[at] = "id"
        elif at != line.at and role is None and short and head not in competencies:
            made[at] = "fact"
    return made


def _says_again(cell: Cell, entry: LevelEntry) -> bool:
    """Whether a cell only calls a level by its name again, or by the number of its code: "1" and
    "Member" say nothing more of D1 and of a member."""
    names = {*_names_of(entry.code, entry.title)}
    return not names.isdisjoint(_names_in(cell)) or cell.text == entry.code.lstrip(_LETTERS)


def _level_name(entry: LevelEntry) -> LevelName:
    return LevelName(entry.code if entry.coded else None, entry.title, entry.coded)


def _as_example(fragment: Fragment) -> Fragment:
    told = fragment.kind in _TOLD
    return replace(fragment, kind="example", scope=None) if told else fragment


def _competencies(builder: DraftBuilder) -> dict[str, str]:
    """The competencies of which the levels tell, by their names in small letters."""
    return {
        each.competency.casefold(): each.competency
        for entry in builder.entries
        for each in entry.fragments
        if each.kind in _TOLD and each.competency
    }


def _defined(grid: Grid, known: Mapping[str, str]) -> dict[int, str]:
    """The competencies that the rows of a grid name, where most of them do."""
    shown = {row: _shown(grid.cell(row, 0)) for row in range(len(grid.rows))}
    named = {row: known[name] for row, name in shown.items() if name in known}
    return named if len(named) > 1 and len(named) * 2 >= len(shown) else {}


def _read_definitions(
    grid: Grid, defined: Mapping[int, str], builder: DraftBuilder
) -> CellPositions:
    """What the rows of a grid say of competencies: their summaries; weights are none."""
    consumed = CellPositions()
    if not defined:
        return consumed
    header = header_row(grid)
    consumed.update((header, at) for at in grid.filled(header) if header not in defined)
    for row, name in defined.items():
        consumed.add((row, 0))
        for at in grid.filled(row)[1:]:
            cell = grid.cell(row, at)
            if not is_empty(cell) and any(map(str.isalpha, cell.text)):
                consumed.add((row, at))
                said = Fragment("summary", clean_text(cell.text), cell.lines, name)
                builder.prose.append(said)
    return consumed


def _shown(cell: Cell) -> str:
    return name_and_icon(cell.text)[0].casefold()


def _names_of(code: str, title: str) -> list[str]:
    return [name.casefold() for name in (code, title, f"{code} {title}") if name.strip()]


def _names_in(cell: Cell) -> tuple[str, ...]:
    """What a cell may call a level: its words, and the code and title in them."""
    shown = _shown(cell)
    found = code_and_title(shown.upper())
    return (shown, (found.code or "").casefold(), found.title.casefold()) if shown else ()
