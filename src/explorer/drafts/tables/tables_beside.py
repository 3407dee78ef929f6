"""Tables beside what tells of the levels, joined to it by the names that stand in them.

One whose columns or rows are the levels says more of them: a matrix what is expected, a list of
the levels facts. One that lists their competencies says what these are. What names neither is
left over: legends, weights, contacts.
"""

import string
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.documents import labels
from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.codes import code_and_title
from explorer.drafts.draft import Fragment
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.frame_words import names_nothing
from explorer.drafts.header_words import LevelName, say_what_is_done
from explorer.drafts.tables import matrix
from explorer.drafts.tables.column_layouts import columns_layout
from explorer.drafts.tables.header_rows import Head, header_row
from explorer.drafts.tables.index_tables import is_index
from explorer.drafts.tables.layouts import find_layout
from explorer.drafts.tables.level_rows import needs_competency
from explorer.drafts.tables.matrix_axes import CellPositions, add_row_as_prose
from explorer.drafts.tables.table_layout import Layout, is_empty, is_short

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

    @property
    def different(self) -> int:
        return len({*self.levels.values()})


def are_beside(grids: Sequence[Grid], layouts: Sequence[Layout | None]) -> list[bool]:
    """Which grids only complement those that have a layout: they have none, or explain words that
    are values in others, as a legend of proficiency does."""
    legends = [bool(words) for words in _legends(grids)]
    return [
        legend or (layout is None and grid.width > 1)
        for grid, layout, legend in zip(grids, layouts, legends, strict=True)
    ]


def explained(grids: Sequence[Grid]) -> set[str]:
    """The words, in small letters, that some of these grids explain and others have as values."""
    return {word for words in _legends(grids) for word in words}


def _legends(grids: Sequence[Grid]) -> list[list[str]]:
    """The words that each grid explains, where most of its rows explain some."""
    values = [
        {cell.text.casefold() for row in grid.rows[1:] for cell in row[1:] if cell.text}
        for grid in grids
    ]
    times = Counter(text for each in values for text in each)
    made: list[list[str]] = []
    for grid, own in zip(grids, values, strict=True):
        rows = range(header_row(grid) + 1, len(grid.rows))
        shown = [text.casefold() for row in rows if (text := grid.cell(row, 0).text)]
        words = [text for text in shown if times[text] > (text in own)]
        made.append(words if len(words) > 1 and len(words) * 2 > len(shown) else [])
    return made


def names_levels(grid: Grid, levels: Sequence[LevelName]) -> bool:
    """Whether a grid names these levels."""
    return _line_of_levels(grid, [(level.code or "", level.title) for level in levels]) is not None


def expects_of(grid: Grid, levels: Sequence[LevelName]) -> bool:
    """Whether a grid names several of these levels, and says what somebody does there."""
    told = [cell.text for row in grid.rows[1:] for cell in row[1:] if not is_empty(cell)]
    return len(levels) > 1 and say_what_is_done(told) and names_levels(grid, levels)


def read_beside(tables: Sequence[tuple[Grid, str]], builder: DraftBuilder) -> None:
    """Give the levels what grids, each under a heading, say of them, then of their competencies.

    Facts go before what was told already of a level, the rest after it; each table is taken apart
    once, and the levels are put together at the end.
    """
    others: list[Grid] = []
    facts: dict[int, list[Fragment]] = defaultdict(list)
    more: dict[int, list[Fragment]] = defaultdict(list)
    known = _competencies(builder.entries)
    for grid, heading in tables:
        begin = {id(entry): len(entry.fragments) for entry in builder.entries}
        if line := _line_of_levels(grid, [(each.code, each.title) for each in builder.entries]):
            layout = _layout(grid, line, known, builder)
            builder.add_rows(grid, "remainder", _read_levels(grid, layout, heading, builder))
            known |= _competencies(builder.entries, begin)
            examples = labels.is_examples(heading.rpartition(" ")[2])
            for entry in builder.entries:
                for each in entry.cut(begin.get(id(entry), 0)):
                    if each.kind in ("fact", "summary") and not each.competency:
                        facts[id(entry)].append(each)
                    elif examples and each.kind in _TOLD:
                        more[id(entry)].append(replace(each, kind="example", scope=None))
                    else:
                        more[id(entry)].append(each)
        elif own := _own_levels(grid):
            builder.ladder = heading or None
            builder.add_rows(grid, "remainder", matrix.read(grid, own, builder, []))
            builder.ladder = None
            builder.prose = [each for each in builder.prose if each.text != heading]
            builder.entries.sort(key=lambda entry: entry.line)
            known |= _competencies(builder.entries, begin)
        else:
            others.append(grid)
    # One text a level beside a matrix that tells what is expected is its summary.
    loose = (sum(map(_is_loose, entry.fragments)) for entry in builder.entries)
    one_text = max(loose, default=0) == 1
    for entry in builder.entries:
        told = more[id(entry)]
        if one_text and any(each.kind == "statement" and each.competency for each in told):
            entry.fragments = [
                replace(each, kind="summary") if _is_loose(each) else each
                for each in entry.fragments
            ]
        entry.fragments = [*facts[id(entry)], *entry.fragments, *told]
        entry.singles.clear()
    for grid in others:
        builder.add_rows(grid, "remainder", _read_definitions(grid, known, builder))


def _own_levels(grid: Grid) -> Layout | None:
    """How a grid is read that tells of other levels by their codes, as of one more ladder."""
    layout = find_layout(grid)
    return layout if layout and not layout.guessed and layout.sure > 1 else None


def _read_levels(grid: Grid, layout: Layout, heading: str, builder: DraftBuilder) -> CellPositions:
    needed = heading and not names_nothing(heading) and needs_competency(grid, layout, False)
    within = [heading] if needed else []
    return matrix.read(grid, layout, builder, within, index=is_index(grid, layout))


def _is_loose(fragment: Fragment) -> bool:
    return fragment.kind == "statement" and not (fragment.competency or fragment.scope)


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
    best = max((*heads, *lists), key=lambda line: line.different, default=None)
    if best is None or not levels or best.different < min(2, len(levels)):
        return None
    if best.kind == "columns":
        return best
    # "P2, reports to P3" below Grade or Role is no promotion.
    role = Head.of(grid).roles.get(best.at)
    if role == "score":
        return None  # "1 | Not there yet" below Score
    other = not (role in ("level", "title") and best.different == len(levels)) and any(
        line.levels.get(row, level) != level for line in lists for row, level in best.levels.items()
    )
    return None if other else best


def _line(kind: str, at: int, cells: Mapping[int, Cell], by_name: Mapping[str, int]) -> _Line:
    found = {
        place: by_name[name]
        for place, cell in cells.items()
        for name in reversed(_names_in(cell))
        if name in by_name
    }
    return _Line(kind, at, found)


def _layout(grid: Grid, line: _Line, competencies: Container[str], builder: DraftBuilder) -> Layout:
    """How a grid is read whose levels are known, although no word may say so."""
    told = {at: builder.entries[level] for at, level in line.levels.items()}
    named = {at: LevelName(e.code if e.coded else None, e.title, e.coded) for at, e in told.items()}
    if line.kind == "columns":
        return columns_layout(Head(grid, line.at), named)
    head = Head.of(grid)
    head = Head(grid, -1) if head.row >= min(named) else head
    made = dict(head.roles)
    for at, role in head.roles.items():
        name = _shown(grid.cell(head.row, at))
        short = all(is_short(grid.cell(row, at)) for row in line.levels)
        if at != line.at and all(_says_again(grid.cell(row, at), e) for row, e in told.items()):
            made[at] = "id"
        elif at != line.at and role is None and short and name not in competencies:
            # Few words under a head that names no competency of these levels.
            made[at] = "fact"
    return Layout("rows", head.row, named, line.at, roles=made)


def _says_again(cell: Cell, entry: LevelEntry) -> bool:
    """Whether a cell only calls a level by its name again, or by the number of its code: "1" and
    "Member" say nothing more of D1 and of a member."""
    names = {*_names_of(entry.code, entry.title)}
    return not names.isdisjoint(_names_in(cell)) or cell.text == entry.code.lstrip(_LETTERS)


def _competencies(entries: Sequence[LevelEntry], begin: Mapping[int, int] = {}) -> dict[str, str]:
    """The competencies of which levels tell, by their names in small letters."""
    return {
        each.competency.casefold(): each.competency
        for entry in entries
        for each in entry.fragments[begin.get(id(entry), 0) :]
        if each.kind in _TOLD and each.competency
    }


def _read_definitions(grid: Grid, known: Mapping[str, str], builder: DraftBuilder) -> CellPositions:
    """What the rows of a grid say of competencies, where most of them name one: their summaries;
    weights are none."""
    consumed, header = CellPositions(grid), header_row(grid)
    shown = {row: _shown(grid.cell(row, 0)) for row in range(max(header, 0), len(grid.rows))}
    defined = {row: known[name] for row, name in shown.items() if name in known}
    if not defined or len(defined) * 2 < len(shown):
        return consumed
    for row in range(header):
        add_row_as_prose(grid, row, builder, consumed)
    consumed.update(header, grid.filled(header) if 0 <= header not in defined else ())
    for row, name in defined.items():
        consumed.take(row, 0)
        for at in grid.filled(row)[1:]:
            cell = grid.cell(row, at)
            if not is_empty(cell) and any(map(str.isalpha, cell.text)):
                consumed.take(row, at)
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
