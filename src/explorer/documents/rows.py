"""One grid, row by row, as pieces of its levels.

For each layout one function; each gives the cells that it took, so that what is left can be
kept as the remainder. Names of rows are competencies or, under a group, scopes.
"""

from dataclasses import dataclass, field
from typing import cast

from explorer.documents import meanings
from explorer.documents.draft import Kind, Piece
from explorer.documents.grids import NOTHING, Cell, Grid
from explorer.documents.header_words import LevelName, Role, level_name, role
from explorer.documents.inline import name, said
from explorer.documents.layouts import Layout, filled, is_empty
from explorer.documents.ledger import Entry, Ledger

Taken = set[tuple[int, int]]

_MARKS = {"✓", "✔", "✔️", "☑", "✅", "x", "●", "⬤", "■", "•", "yes", "y", "true", "ja", "+"}
_NO_MARKS = {"❌", "✗", "✘", "no", "n", "false", "nein", "○", "◯", "□", "☐"}
_SHORT = 60
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


@dataclass(slots=True)
class _Names:
    """Where the reading of rows has arrived: the group and the names that still count."""

    area: str | None = None
    group: str | None = None
    said: list[str] = field(default_factory=list)
    before: str | None = None
    """The competency of the last row that was no row of examples."""
    icons: dict[str, str] = field(default_factory=dict)

    def name(self, cell: Cell) -> str:
        called, icon = name(cell.text)
        if icon:
            self.icons[called] = icon
        return called[:200]

    def start(self, group: Cell) -> None:
        self.group, self.said = self.name(group), []

    def place(self) -> tuple[str | None, str | None]:
        """The competency and the scope here: from the widest name to the narrowest."""
        parts = list(dict.fromkeys(part for part in self.said if part))
        widest = self.group or (self.area if len(parts) < 2 else None)
        if not widest and parts:
            widest = parts.pop(0)
        return widest, " / ".join(part for part in parts if part != widest)[:200] or None


def needs_area(grid: Grid, layout: Layout) -> bool:
    """Whether nothing in a grid can name a competency, so that its heading has to."""
    if layout.kind == "rows":
        heads = filled(grid, layout.header) if layout.header >= 0 else []
        others = [layout.roles.get(at) for at in heads if at != layout.column]
        return bool(others) and set(others) <= {"statement", "example", "note", "title", "id"}
    return layout.kind in ("columns", "long") and not layout.names


def columns(grid: Grid, layout: Layout, ledger: Ledger, area: str | None) -> Taken:
    """Levels as columns: a row is a name and a cell a level."""
    first = min(layout.levels)
    taken: Taken = {(layout.header, at) for at in range(first)}
    entries = {}
    for at, named in _titled(grid, layout, taken).items():
        entries[at] = ledger.level(named, _line(grid, layout.header))
        taken.add((layout.header, at))
    _lines_above(grid, layout, ledger, taken)
    here = _Names(area)
    repeats = _repeats(grid, layout)
    if repeats and first and not role(grid.cell(layout.header, 0).text):
        here.start(grid.cell(layout.header, 0))
    marked = _is_marked(grid, layout)
    facts = _facts(grid, layout)
    for row in range(layout.header + 1, len(grid.rows)):
        there = [at for at in filled(grid, row) if (row, at) not in taken]
        group = grid.cell(row, 0) if row in repeats else _group(grid, layout, row, there)
        if group is not None:
            if first and group.values and not (row in repeats and role(group.text)):
                here.start(group)
            taken.update((row, at) for at in there)
            continue
        _take_names(grid, layout, row, here, taken)
        _explain(grid, layout, row, here, ledger, taken)
        kind: Kind = "statement"
        competency, scope = here.place()
        if here.said and role(here.said[-1]) == "example" and (here.group or here.before):
            kind, competency, scope = "example", here.group or here.before, None
        else:
            here.before = competency
        for at, entry in entries.items():
            cell = grid.cell(row, at)
            taken.add((row, at))
            if is_empty(cell):
                continue
            if row in facts:
                entry.fact(facts[row], said(cell.text), cell.lines)
            elif not marked:
                _put(entry, cell, competency, scope, kind, here)
            elif _mark(cell) and here.said:
                text, lines = here.said[-1], grid.cell(row, layout.names[-1]).lines or cell.lines
                where = here.group or area or (here.said[0] if len(here.said) > 1 else None)
                entry.pieces.append(Piece("statement", text, lines, where))
    return taken


def levels(grid: Grid, layout: Layout, ledger: Ledger, area: str | None, index: bool) -> Taken:
    """Levels as rows: a column is a competency. An `index` gives titles and facts."""
    taken: Taken = (
        {(layout.header, at) for at in filled(grid, layout.header)}
        if (layout.header >= 0)
        else set()
    )
    _lines_above(grid, layout, ledger, taken)
    entry: Entry | None = None
    group: str | None = None
    alone = len([at for at in layout.roles if at != layout.column]) == 1
    for row in range(layout.header + 1, len(grid.rows)):
        there = filled(grid, row)
        named = layout.levels.get(row)
        cell = grid.cell(row, layout.column)
        spans = there and all(grid.cell(row, at) is grid.cell(row, there[0]) for at in there)
        if named is None and cell.values and (there == [layout.column] or spans):
            group = name(cell.text)[0][:200]
            taken.update((row, at) for at in there)
            continue
        if named is not None:
            titles = [at for at in there if _is_title(layout, at, grid.cell(row, at))]
            if titles and (named.title in ("", named.code) or index):
                named = LevelName(named.code, name(grid.cell(row, titles[0]).text)[0], named.sure)
                taken.add((row, titles[0]))
            if index and not ledger.known(named) and named.code is None:
                continue
            entry = ledger.level(named, _line(grid, row))
            taken.add((row, layout.column))
        elif cell.values:
            continue
        if entry is None:
            continue
        for at in there:
            if at != layout.column and (row, at) not in taken:
                taken.add((row, at))
                _column(entry, grid, layout, row, at, group or area, index, alone)
    return taken


def _is_title(layout: Layout, at: int, cell: Cell) -> bool:
    short = len(cell.text) <= _SHORT and len(cell.values) == 1
    return at != layout.column and layout.roles.get(at) in ("title", "level") and short


def _column(
    entry: Entry, grid: Grid, layout: Layout, row: int, at: int, area: str | None,
    index: bool, alone: bool,
) -> None:  # fmt: skip
    """One cell of a level's row, by what the head of its column says."""
    cell, here = grid.cell(row, at), _Names()
    head = grid.cell(layout.header, at) if layout.header >= 0 else NOTHING
    what = layout.roles.get(at)
    called = here.name(head) if head.values else ""
    if is_empty(cell) or what == "id":
        return
    if index or what == "fact":
        if called:
            entry.fact(called, said(cell.text), cell.lines)
        else:
            entry.pieces.append(Piece("prose", said(cell.text), cell.lines))
    elif what == "summary" or (what == "statement" and not area and not alone):
        entry.summary("\n\n".join(said(value.text) for value in cell.values), cell.lines)
    elif what == "statement" and not area and len(cell.values) == 1:
        entry.summary(said(cell.text), cell.lines)
    elif what in ("example", "note"):
        _put(entry, cell, area, None, what, here)
    elif what == "statement":
        _put(entry, cell, area or called or None, None, "statement", here)
    else:
        _put(entry, cell, area or called or None, called if area else None, "statement", here)


def long(grid: Grid, layout: Layout, ledger: Ledger, area: str | None) -> Taken:
    """A row a text: its level, competency, scope, text and more stand in columns."""
    taken: Taken = {(layout.header, at) for at in filled(grid, layout.header)}
    _lines_above(grid, layout, ledger, taken)
    here = _Names(area)
    entry: Entry | None = None
    titles = [at for at, what in layout.roles.items() if what == "title" and at != layout.column]
    for row in range(layout.header + 1, len(grid.rows)):
        there = filled(grid, row)
        cell = grid.cell(row, layout.column)
        if cell.values:
            shown = name(cell.text)[0]
            named = level_name(cell.text) or LevelName(None, shown, False)
            if titles and grid.cell(row, titles[0]).values and named.title in (shown, named.code):
                named = LevelName(named.code or shown, grid.cell(row, titles[0]).text, True)
            entry = ledger.level(named, _line(grid, row))
        if entry is None:
            continue
        _take_names(grid, layout, row, here, taken, deep=True)
        competency, scope = here.place()
        kind = _kind(grid, layout, row)
        for at in there:
            what = layout.roles.get(at)
            if at == layout.column or at in layout.names or at in titles or what in ("id", "kind"):
                taken.add((row, at))
            elif what in ("statement", "summary", "example", "note", "competency", None):
                taken.add((row, at))
                _listed(entry, grid, layout, row, at, competency, scope, kind, here)
            elif what == "fact":
                taken.add((row, at))
                entry.fact(name(grid.cell(layout.header, at).text)[0], grid.cell(row, at).text,
                           grid.cell(row, at).lines)  # fmt: skip
    return taken


def _kind(grid: Grid, layout: Layout, row: int) -> Kind:
    at = next((at for at, what in layout.roles.items() if what == "kind"), -1)
    return _KINDS.get(grid.cell(row, at).text.casefold().strip(), "statement")


def _listed(
    entry: Entry, grid: Grid, layout: Layout, row: int, at: int,
    competency: str | None, scope: str | None, kind: Kind, here: _Names,
) -> None:  # fmt: skip
    cell, what = grid.cell(row, at), layout.roles.get(at)
    if is_empty(cell):
        return
    main = [column for column, role in layout.roles.items() if role == "statement"]
    if what in ("example", "note"):
        _put(entry, cell, competency, None, what, here)
    elif what is None or what == "competency":
        # A column that no word explains: its head says what its text is about.
        called = here.name(grid.cell(layout.header, at))
        if len(cell.text) <= _SHORT and len(cell.values) == 1:
            entry.pieces.append(
                Piece("remainder", f"{called}: {cell.text}", cell.lines, competency)
            )
        else:
            _put(entry, cell, competency, called or None, kind, here)
    elif what == "summary" and main:
        entry.pieces.append(Piece("summary", said(cell.text), cell.lines, competency))
    elif kind == "summary" and competency is None:
        entry.summary(said(cell.text), cell.lines)
    elif kind == "fact":
        entry.fact(scope or competency or "Fact", said(cell.text), cell.lines)
    else:
        _put(entry, cell, competency, scope, kind, here)


def one_level(grid: Grid, layout: Layout, entry: Entry, area: str | None) -> Taken:
    """A table that belongs to one level: a row is a name and what is expected."""
    taken: Taken = set()
    first, roles = layout.header + 1, layout.roles
    head = grid.rows[layout.header] if layout.header >= 0 else ()
    if any(len(cell.text) > _SHORT or cell.text.endswith(".") for cell in head):
        first, roles = layout.header, {}
    else:
        taken.update((layout.header, at) for at in range(len(head)))
    texts = [at for at, what in roles.items() if what == "statement"]
    last = max(filled(grid, row)[-1] for row in range(len(grid.rows)) if filled(grid, row))
    names = [at for at in roles if roles[at] in ("competency", "scope")] or ([0] if last else [])
    if last > 1 and texts and roles.get(1) is None and 1 not in texts and texts[0] > 1:
        names = [*names, 1]
    here = _Names(area)
    shaped = Layout("columns", layout.header, {}, 0, tuple(sorted(set(names) - set(texts))), roles)
    facts = last == 1 and not area and _are_facts(grid, first, roles)
    for row in range(first, len(grid.rows)):
        there = filled(grid, row)
        if there and len(there) == 1 and there[0] in shaped.names and _is_group_row(grid, row):
            here.start(grid.cell(row, there[0]))
            taken.add((row, there[0]))
            continue
        _take_names(grid, shaped, row, here, taken)
        competency, scope = here.place()
        for at in there:
            cell = grid.cell(row, at)
            if (row, at) in taken:
                continue
            taken.add((row, at))
            called = here.name(head[at]) if first > layout.header and at < len(head) else ""
            what = roles.get(at)
            if is_empty(cell) or what == "id":
                continue
            if facts:
                entry.fact(competency or called, said(cell.text), cell.lines)
            elif what in ("example", "note", "summary"):
                _put(entry, cell, competency, None, what, here)
            else:
                about = None if what or not called or last == 1 else called
                _put(entry, cell, competency, scope or about, "statement", here)
    return taken


def _are_facts(grid: Grid, first: int, roles: dict[int, Role | None]) -> bool:
    """Two columns of names and few words, under a header that says nothing of statements."""
    cells = [grid.cell(row, 1) for row in range(first, len(grid.rows)) if grid.cell(row, 1).values]
    return (
        bool(cells)
        and roles.get(1) in (None, "fact", "id")
        and roles.get(0) not in ("competency", "scope")
        and all(len(cell.text) <= _SHORT and len(cell.values) == 1 for cell in cells)
        and not any(cell.text.endswith(".") for cell in cells)
    )


def _is_group_row(grid: Grid, row: int) -> bool:
    return row + 1 < len(grid.rows) and len(filled(grid, row + 1)) > 1


def _line(grid: Grid, row: int) -> int:
    lines = [line for cell in grid.rows[row] for line in cell.lines]
    return min(lines, default=grid.line)


def _lines_above(grid: Grid, layout: Layout, ledger: Ledger, taken: Taken) -> None:
    """Title lines over the header are the document's prose."""
    for row in range(layout.header):
        cells = [grid.cell(row, at) for at in filled(grid, row) if (row, at) not in taken]
        kept = [cell for at, cell in enumerate(cells) if cell not in cells[:at]]
        if kept:
            text = " ".join(said(cell.text) for cell in kept)
            lines = tuple(sorted({line for cell in kept for line in cell.lines}))
            ledger.prose.append(Piece("prose", text, lines))
        taken.update((row, at) for at in filled(grid, row))


def _titled(grid: Grid, layout: Layout, taken: Taken) -> dict[int, LevelName]:
    """The levels of columns, with titles or codes from the rows around the header."""
    found = dict(layout.levels)
    first = min(found)
    for row in range(max(0, layout.header - 1), min(layout.header + 4, len(grid.rows))):
        if row == layout.header:
            continue
        cells = {at: grid.cell(row, at) for at in found}
        if not all(
            c.values and len(c.values) == 1 and len(c.text) <= _SHORT for c in cells.values()
        ):
            continue
        announced = role(grid.cell(row, 0).text) if first else None
        names = {at: level_name(cell.text) for at, cell in cells.items()}
        near = not (first and grid.cell(row, 0).values)
        if announced == "title" or (near and all(names.values())):
            if any(level.code and level.title not in ("", level.code, f"Level {level.code}")
                   for level in found.values()):  # fmt: skip
                continue
            for at, level in found.items():
                new = names[at]
                if level.code is None and new and new.code:
                    found[at] = LevelName(new.code, level.title, True)
                else:
                    found[at] = LevelName(level.code, name(cells[at].text)[0], level.sure)
        elif announced == "level" and not any(level.code for level in found.values()):
            for at, level in found.items():
                new = names[at]
                code = new.code if new and new.code else name(cells[at].text)[0]
                found[at] = LevelName(code, level.title, True)
        else:
            continue
        taken.update((row, at) for at in filled(grid, row))
    return found


def _repeats(grid: Grid, layout: Layout) -> set[int]:
    """The rows that say the header again."""
    head = [grid.cell(layout.header, at).text for at in layout.levels]
    below = range(layout.header + 1, len(grid.rows))
    return {row for row in below if [grid.cell(row, at).text for at in layout.levels] == head}


def _group(grid: Grid, layout: Layout, row: int, there: list[int]) -> Cell | None:
    """The name of a group, where a row holds nothing else; the same in all cells counts."""
    if not there:
        return NOTHING
    first = grid.cell(row, there[0])
    if there[0] >= min(layout.levels) and first.columns < grid.width:
        return None
    same = all(grid.cell(row, at).text == first.text for at in there)
    wide = len(there) == 1 or (same and (first.columns > 1 or len(there) >= grid.width))
    return first if wide and len(first.values) == 1 and len(first.text) <= 200 else None


def _take_names(
    grid: Grid, layout: Layout, row: int, here: _Names, taken: Taken, deep: bool = False
) -> None:
    """Take up the names of a row; an empty one is the one above, as in merged cells."""
    cells = [grid.cell(row, at) for at in layout.names]
    taken.update((row, at) for at in layout.names)
    if not any(cell.values for cell in cells):
        return
    names = list(here.said) + [""] * (len(cells) - len(here.said))
    changed = False
    for at, cell in enumerate(cells):
        if cell.values:
            new = here.name(cell)
            changed = changed or new != names[at]
            names[at] = new
        elif changed or deep:
            names[at] = names[at] if not at and not changed else ""
    here.said = names


def _explain(
    grid: Grid, layout: Layout, row: int, here: _Names, ledger: Ledger, taken: Taken
) -> None:
    """A column between the names and the levels says what a competency is."""
    competency = here.place()[0]
    for at in range(min(layout.levels)):
        cell = grid.cell(row, at)
        if at in layout.names or not cell.values or (row, at) in taken:
            continue
        taken.add((row, at))
        if layout.roles.get(at) != "id" and not is_empty(cell):
            kind: Kind = "note" if layout.roles.get(at) == "note" else "prose"
            ledger.prose.append(Piece(kind, said(cell.text), cell.lines, competency))


def _facts(grid: Grid, layout: Layout) -> dict[int, str]:
    """The rows that hold a known fact of each level in few words, beside rows of sentences."""
    found: dict[int, str] = {}
    sentences = False
    for row in range(layout.header + 1, len(grid.rows)):
        cells = [grid.cell(row, at) for at in layout.levels if grid.cell(row, at).values]
        short = all(len(c.values) < 2 and len(c.text) <= _SHORT for c in cells)
        sentences = sentences or not short
        called = grid.cell(row, 0).text
        if (
            cells
            and short
            and 0 not in layout.levels
            and role(called) in ("fact", "title", "level")
        ):
            found[row] = name(called)[0]
    return found if sentences else {}


def _is_marked(grid: Grid, layout: Layout) -> bool:
    """Whether the cells only say yes or no, so that the statements are the names of rows."""
    texts = [
        cell.text.casefold()
        for row in range(layout.header + 1, len(grid.rows))
        for at in layout.levels
        if (cell := grid.cell(row, at)).values and not is_empty(cell)
    ]
    return bool(texts) and bool(layout.names) and set(texts) <= _MARKS | _NO_MARKS


def _mark(cell: Cell) -> bool:
    return cell.text.casefold() in _MARKS


def _put(
    entry: Entry, cell: Cell, competency: str | None, scope: str | None, kind: Kind, here: _Names
) -> None:
    found = meanings.read(cell.values, competency, scope, kind)
    entry.pieces += found.made
    if competency and competency in here.icons:
        entry.icons[competency] = here.icons[competency]
