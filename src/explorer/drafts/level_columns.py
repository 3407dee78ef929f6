"""A grid whose columns are levels: each row a name and a cell a level.

Rows that hold nothing but a name are groups; rows near the header may hold codes and
titles; cells that only say yes or no make the row's name the statement.
"""

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.header_rows import Part
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.row_headers import (
    CellPositions,
    RowNames,
    add_cell,
    line_of_row,
    read_row_names,
    read_title_rows,
)
from explorer.drafts.table_layout import Layout, is_empty
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy

_CHECKED = {"✓", "✔", "✔️", "☑", "✅", "x", "●", "⬤", "■", "•", "yes", "y", "true", "ja", "+"}
_UNCHECKED = {"❌", "✗", "✘", "no", "n", "false", "nein", "○", "◯", "□", "☐"}
_MARKS = _CHECKED | _UNCHECKED
_TITLE_HEADERS = {"title", "titles", "job title", "level title", "role title"}
# In characters: titles and facts fit; 30 and 90 read every sample the same way.
_MAX_WORD = 60


def read_columns(
    grid: Grid, layout: Layout, builder: DraftBuilder, area: str | None, index: bool = False
) -> CellPositions:
    """Levels as columns: a row is a name and a cell a level. An `index` gives titles and facts."""
    first = min(layout.levels)
    consumed = CellPositions((layout.header, at) for at in range(first))
    entries = _entries(grid, layout, builder, consumed)
    read_title_rows(grid, layout, builder, consumed)
    repeats = _repeated_headers(grid, layout)
    row_names = _names_at_the_head(grid, layout, builder, area, bool(repeats))
    marked = _is_check_matrix(grid, layout)
    layout = _with_texts_as_names(layout) if marked else layout
    facts = _names_of_rows(grid, layout) if index else _fact_rows(grid, layout)
    last = _last_row_of_levels(grid, layout)
    for row in range(layout.header + 1, len(grid.rows)):
        filled = [at for at in grid.filled(row) if (row, at) not in consumed]
        group = grid.cell(row, 0) if row in repeats else _group_cell(grid, layout, row, filled)
        if group is not None:
            if row > last and group.text:
                continue  # "Owner: the platform group" under a matrix names no group
            if first and group.text and not (row in repeats and column_role(group.text)):
                row_names.start_group(group)
            consumed.update((row, at) for at in filled)
            continue
        read_row_names(grid, layout, row, row_names, builder, consumed)
        _add_descriptions(grid, layout, row, row_names, builder, consumed)
        kind, competency, scope = _row_kind(row_names)
        number = builder.next_row()
        for at in grid.filled(row):
            cell, entry = grid.cell(row, at), entries.get(at)
            if entry is None or layout.parts.get(at) == "score":
                continue
            consumed.add((row, at))
            if layout.parts.get(at, "statement") != "statement":
                _read_part(entry, cell, layout.parts[at], competency)
            elif kind == "summary":
                entry.summary(clean_text(cell.text), cell.lines)
            elif row in facts and not is_empty(cell):
                entry.fact(facts[row], clean_text(cell.text), cell.lines)
            elif not marked and not is_empty(cell):
                within = scope
                if at in layout.scopes:
                    within = " / ".join(filter(None, (scope, layout.scopes[at])))
                add_cell(entry, cell, competency, within, kind, number)
            elif _is_checked(cell) and row_names.names:
                said = _checked_statement(grid, layout, row, row_names, cell)
                entry.fragments.append(replace(said, row=number))
    return consumed


def _names_at_the_head(
    grid: Grid, layout: Layout, builder: DraftBuilder, area: str | None, repeats: bool
) -> RowNames:
    """The names before the first row: where the header is repeated, its corner names a group."""
    made, corner = RowNames.of(builder, area), grid.cell(layout.header, 0)
    if repeats and min(layout.levels) and not column_role(corner.text):
        made.start_group(corner)
    return made


def _read_part(entry: LevelEntry, cell: Cell, part: Part, competency: str | None) -> None:
    """A cell of a column beside the one with a level's statements."""
    if part != "score" and not is_empty(cell):
        add_cell(entry, cell, competency, None, part)


def _entries(
    grid: Grid, layout: Layout, builder: DraftBuilder, consumed: CellPositions
) -> dict[int, LevelEntry]:
    """The level of each column; two columns with one name are said, and are one level."""
    entries: dict[int, LevelEntry] = {}
    tracks = _tracks_over(grid, layout, consumed) if builder.ladder is None else {}
    for at, named in _levels_with_titles(grid, layout, consumed).items():
        cell = grid.cell(layout.header, at)
        builder.ladder = tracks.get(at, builder.ladder)
        entry = builder.level(named, line_of_row(grid, layout.header))
        again = next((n for n, known in entries.items() if known is entry), None)
        again = None if at in layout.parts or at in layout.scopes else again
        if again is not None and grid.cell(layout.header, again) is not cell and cell.lines:
            said = gettext_lazy(
                "another column is called {name}; both are read as one level",
                name=quoted(cell.text),
            )
            builder.warn(cell.lines[0], said)
        entries[at] = entry
        consumed.add((layout.header, at))
    if tracks:
        builder.ladder = None
    return entries


def _tracks_over(grid: Grid, layout: Layout, consumed: CellPositions) -> dict[int, str]:
    """The ladder of each column, where a row above names tracks whose codes differ: "Individual
    contributor" over IC1 and IC2, "Manager" over M1."""
    row = layout.header - 1
    if row < 0 or min(layout.levels) == 0:
        return {}
    found: dict[int, str] = {}
    letters: dict[str, set[str]] = {}
    name = ""
    for at in range(min(layout.levels), grid.width):
        name = name_and_icon(grid.cell(row, at).text)[0] or name
        if at in layout.levels and name:
            found[at] = name[:200]
            letters.setdefault(name, set()).add(
                (layout.levels[at].code or "").rstrip("0123456789.")
            )
    apart = [each for each in letters.values() if len(each) == 1]
    if len(letters) < 2 or len(set().union(*apart)) < len(letters) or len(apart) < len(letters):
        return {}
    consumed.update((row, at) for at in grid.filled(row))
    return found


def _last_row_of_levels(grid: Grid, layout: Layout) -> int:
    """The last row that says something of a level; below it no row names what follows."""
    return next(
        (
            row
            for row in range(len(grid.rows) - 1, layout.header, -1)
            if (filled := grid.filled(row))
            and any(at in layout.levels for at in filled)
            and _group_cell(grid, layout, row, filled) is None
        ),
        layout.header,
    )


def _row_kind(row_names: RowNames) -> tuple[Kind, str | None, str | None]:
    """What the cells of a row are by its names, and the competency and scope they stand in."""
    competency, scope = row_names.competency_and_scope()
    announced = column_role(row_names.names[-1]) if row_names.names else None
    if announced == "example" and (row_names.group or row_names.last_competency):
        return "example", row_names.group or row_names.last_competency, None
    if announced == "summary" and row_names.group is None and row_names.area is None:
        return "summary", None, None
    if announced == "statement" and scope == row_names.names[-1]:
        scope = None  # "Expectation" beside "Example"
    row_names.last_competency = competency
    return "statement", competency, scope


def _checked_statement(
    grid: Grid, layout: Layout, row: int, row_names: RowNames, cell: Cell
) -> Fragment:
    """The name of a row as a statement, where a cell only says yes to it."""
    lines = grid.cell(row, layout.names[-1]).lines or cell.lines
    where = (
        row_names.group
        or row_names.area
        or (row_names.names[0] if len(row_names.names) > 1 else None)
    )
    return Fragment("statement", row_names.names[-1], lines, where)


def _levels_with_titles(
    grid: Grid, layout: Layout, consumed: CellPositions
) -> dict[int, LevelName]:
    """The levels of columns, with titles or codes from the rows around the header."""
    found = dict(layout.levels)
    first = min(found)
    for row in range(max(0, layout.header - 1), len(grid.rows)):
        far = row >= layout.header + 4
        if row == layout.header or (
            far and grid.cell(row, 0).text.casefold() not in _TITLE_HEADERS
        ):
            continue
        cells = {at: grid.cell(row, at) for at in found}
        if not all(
            c.values and len(c.values) == 1 and len(c.text) <= _MAX_WORD for c in cells.values()
        ):
            continue
        announced = column_role(grid.cell(row, 0).text) if first else None
        names = {at: level_name(cell.text) for at, cell in cells.items()}
        near = not (first and grid.cell(row, 0).text) or row < layout.header + layout.heads
        if announced == "title" or (near and all(names.values())):
            if any(
                level.code and level.title not in ("", level.code, f"Level {level.code}")
                for level in found.values()
            ):
                continue
            for at, level in found.items():
                new = names[at]
                if level.code is None and new and new.code:
                    found[at] = LevelName(new.code, level.title, True)
                else:
                    found[at] = LevelName(level.code, name_and_icon(cells[at].text)[0], level.sure)
        elif (
            announced == "level"
            and not any(level.code for level in found.values())
            and _are_codes([cell.text for cell in cells.values()])
        ):
            for at, level in found.items():
                new = names[at]
                code = new.code if new and new.code else name_and_icon(cells[at].text)[0]
                found[at] = LevelName(code, level.title, True)
        else:
            continue
        consumed.update((row, at) for at in grid.filled(row))
    for row in range(layout.header + 1, layout.header + layout.heads):
        consumed.update((row, at) for at in grid.filled(row))
    return found


def _are_codes(texts: list[str]) -> bool:
    """Whether each text could be the code of a level: a different one, a word or two."""
    return len(set(texts)) == len(texts) and all(
        (len(text) <= 12 and (text.isupper() or any(map(str.isdigit, text))))
        or level_name(text) is not None
        for text in texts
    )


def _repeated_headers(grid: Grid, layout: Layout) -> set[int]:
    """The rows that say the header again."""
    head = [grid.cell(layout.header, at).text for at in layout.levels]
    last = max(layout.levels)
    return {
        row
        for row in range(layout.header + 1, len(grid.rows))
        if len(grid.rows[row]) > last and [grid.cell(row, at).text for at in layout.levels] == head
    }


def _group_cell(grid: Grid, layout: Layout, row: int, filled: Sequence[int]) -> Cell | None:
    """The name of a group, where a row holds nothing else; the same in all cells counts."""
    if not filled:
        return EMPTY_CELL
    first = grid.cell(row, filled[0])
    if filled[0] >= min(layout.levels) and first.columns < grid.width:
        return None
    if len(filled) > 1 and grid.cell(row, filled[1]).text != first.text:
        return None  # as nearly every row
    same = all(grid.cell(row, at).text == first.text for at in filled)
    wide = len(filled) == 1 or (same and (first.columns > 1 or len(filled) >= grid.width))
    return first if wide and len(first.values) == 1 and len(first.text) <= 200 else None


def _add_descriptions(
    grid: Grid,
    layout: Layout,
    row: int,
    row_names: RowNames,
    builder: DraftBuilder,
    consumed: CellPositions,
) -> None:
    """A column between the names and the levels says what a competency is."""
    competency = row_names.competency_and_scope()[0]
    first = min(layout.levels)
    for at in grid.filled(row):
        cell = grid.cell(row, at)
        beside = at < first or (at not in layout.levels and layout.roles.get(at) == "note")
        if not beside or at in layout.names or (row, at) in consumed:
            continue
        consumed.add((row, at))
        if layout.roles.get(at) == "score":
            consumed.discard((row, at))
        elif layout.roles.get(at) != "id" and not is_empty(cell):
            kind: Kind = "note" if layout.roles.get(at) == "note" else "summary"
            builder.prose.append(Fragment(kind, clean_text(cell.text), cell.lines, competency))


def _fact_rows(grid: Grid, layout: Layout) -> dict[int, str]:
    """The rows that hold a known fact of each level in few words, beside rows of sentences."""
    found: dict[int, str] = {}
    above: dict[int, str] = {}
    sentences = grouped = False
    if 0 in layout.levels:
        return {}
    for row in range(layout.header + 1, len(grid.rows)):
        filled = grid.filled(row)
        cells = [grid.cell(row, at) for at in filled if at in layout.levels]
        short = all(_is_short(cell) for cell in cells)
        group = _group_cell(grid, layout, row, filled) not in (None, EMPTY_CELL)
        wordy = sum(cell.text.count(" ") + 1 for cell in cells) > 2 * len(cells)
        sentences = sentences or not short or (bool(cells) and ((grouped and not group) or wordy))
        if group and not grouped:
            # What is said in few words above the first group is about the level itself.
            grouped = True
            found.update(above)
        display_name = grid.cell(row, 0).text
        if cells and short and column_role(display_name) == "fact":
            found[row] = name_and_icon(display_name)[0]
        elif cells and short and display_name and not grouped and not wordy:
            above[row] = name_and_icon(display_name)[0]
        elif cells and not grouped:
            above.clear()
            grouped = True
    return found if sentences else {}


def _names_of_rows(grid: Grid, layout: Layout) -> dict[int, str]:
    rows = range(layout.header + 1, len(grid.rows))
    return {row: name_and_icon(text)[0] for row in rows if (text := grid.cell(row, 0).text)}


def _is_short(cell: Cell) -> bool:
    return len(cell.values) < 2 and len(cell.text) <= _MAX_WORD and not cell.text.endswith(".")


def _is_check_matrix(grid: Grid, layout: Layout) -> bool:
    """Whether the cells only say yes or no, so that the statements are the names of rows."""
    found = False
    for row in range(layout.header + 1, len(grid.rows)):
        for at in grid.filled(row):
            if at in layout.levels and not is_empty(cell := grid.cell(row, at)):
                if cell.text.casefold() not in _MARKS:
                    return False
                found = True
    return found and bool(layout.names)


def _with_texts_as_names(layout: Layout) -> Layout:
    """The columns before the levels that hold the statements, where cells only say yes or no."""
    texts = [at for at in range(min(layout.levels)) if layout.roles.get(at) == "statement"]
    return replace(layout, names=tuple(sorted({*layout.names, *texts})))


def _is_checked(cell: Cell) -> bool:
    return cell.text.casefold() in _CHECKED
