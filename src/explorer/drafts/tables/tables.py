"""Grids and what stands around them as a draft: the matrix shape, wherever it came from.

Which grid tells of which levels is found first (`layouts`), then each is read row by row
(`level_columns`, `level_rows`). Headings say to which level or competency a grid belongs, where it does not say
so itself. Every filled cell becomes a fragment, a name, or the unplaced text with a warning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.documents.blocks import Block
from explorer.documents.inline import clean_text, name_and_icon
from explorer.documents.remarks import ImportWarning
from explorer.drafts.codes import LADDER_WORD
from explorer.drafts.decisions import NoLevel
from explorer.drafts.draft import Draft, Fragment
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.file_titles import names_more, names_same, title_of_file
from explorer.drafts.header_words import level_name
from explorer.drafts.tables import (
    levels_by_form,
    matrix,
    one_level_tables,
    table_blocks,
    table_words,
)
from explorer.drafts.tables.decided_tables import DecidedTables
from explorer.drafts.tables.header_rows import Head
from explorer.drafts.tables.index_tables import is_index
from explorer.drafts.tables.layouts import find_layout
from explorer.drafts.tables.matrix_axes import CellPositions
from explorer.drafts.tables.table_headings import (
    Around,
    PlacedGrid,
    areas_over,
    find_areas,
    find_levels,
    headings_around,
    level_over,
)
from explorer.drafts.tables.table_layout import AS_FOUND, Layout, TableReading
from explorer.drafts.tables.tables_beside import are_beside, explained, names_levels, read_beside
from explorer.text.lazy_messages import gettext_lazy

# More are rows of data, and no levels.
_MAX_LEVELS = 500
_LONGEST_TITLE = 60
# "How to use this matrix" speaks of a ladder, and names none (kompetenzmatrix-entwicklung.xlsx).
_POINTS = re.compile(
    r"\b(?:this|these|dies\w{1,2}|cet|cette|ces|est[eao]s?|quest[aeio]|dez?e|dit|denn[ea]|dette|detta|tämä)\b",
    re.IGNORECASE,
)
# "Approved by the guild of opticians"
_OWNERS = re.compile(r"(?:by|\w+ed|owner|version|last \w+|valid|draft)\b", re.IGNORECASE)
# "Clockmakers' competency matrix, licensed CC BY", but not "Engineering ladder, individual contributors"
_BESIDE_TITLE = re.compile(
    rf",(?: {_OWNERS.pattern}|(?! [^\d,;.]{{1,30}}$)).*|(?: —|;) .*"
    r"| [–-] (?:work in progress|wip|draft|entwurf|v\d).*",
    re.DOTALL | re.IGNORECASE,
)
_PASSAGES = ("paragraph", "quote", "summary")
_EXPECTATION_KINDS = ("statement", "tentative", "example", "summary")
_FEWEST_AXES, _MOST_AXES = 3, 10


def read(
    blocks: Sequence[Block],
    file: str,
    shape: str,
    how: TableReading = AS_FOUND,
    by_form: bool = True,
) -> Draft | str:
    """A document with tables as a draft, or a sentence that says why it is none.

    `shape` names the form of the document ("Markdown table"); what was found about it is
    added. `how` says for every grid what would be found otherwise; levels that no word names are
    found `by_form`, where nothing else tells of some.
    """
    made = _draft_of_grids(blocks, file, shape, how, by_form)
    if isinstance(made, str) or how.rows or not (axes := _axes(made)):
        return made
    # A radar has three to ten axes: one group says less than the rows in it; of two all judges said
    # that these are the axes.
    groups, rows = axes
    if len(groups) > 1 or not _FEWEST_AXES <= len(rows) <= _MOST_AXES:
        return made
    turned = _draft_of_grids(blocks, file, shape, replace(how, rows="competencies"), by_form)
    if isinstance(turned, str):
        return made
    said = gettext_lazy(
        "The {number} rows were taken as the competencies, and what they stand in as their "
        "scope; --rows scopes has it the other way round.",
        number=len(rows),
    )
    return replace(turned, warnings=(*turned.warnings, ImportWarning(0, said)))


def _axes(made: Draft) -> tuple[set[str], set[str]] | None:
    """The competencies of a matrix and the innermost names within them; None where some
    statement has only one name, or there is none."""
    rated = [each for level in made.levels for each in level.fragments if each.row is not None]
    if not rated or not all(each.competency and each.scope for each in rated):
        return None
    return (
        {each.competency or "" for each in rated},
        {(each.scope or "").rpartition(" / ")[2] for each in rated},
    )


def _draft_of_grids(
    blocks: Sequence[Block], file: str, shape: str, how: TableReading, by_form: bool
) -> Draft | str:
    orientation = how.orientation
    decided = DecidedTables(how.decisions)
    page = next((each.text for each in blocks if each.kind == "front-matter"), "")
    blocks = decided.without_columns(list(table_blocks.told(blocks)))
    places = headings_around(blocks)
    found = [(block.grid, at) for block, at in zip(blocks, places, strict=True) if block.grid]
    words = explained([grid for grid, _ in found])
    grids = [
        PlacedGrid(grid, at, decided.layout(grid, find_layout(grid, orientation, explained=words)))
        for grid, at in found
    ]
    if not grids:
        return gettext_lazy("there is no table in it")
    _ask_of_no_corner_alike(grids)
    find_levels(grids)
    builder = DraftBuilder(rows_as=how.rows or "scopes")
    said = orientation or any(level_over(each.around) or not each.open for each in grids)
    if by_form and not said:
        _find_by_form(grids, builder)
    for placed in grids:
        if level_over(placed.around) and placed.open:
            placed.layout = find_layout(placed.grid, orientation, one=True)
        else:
            _keep_to_its_level(placed)
    if not any(placed.layout for placed in grids):
        return NoLevel.among(
            table_words.NONE_NAMED[orientation],
            (head for placed in grids for head in Head.of(placed.grid).names),
        )
    several = orientation is None and len(grids) > 1
    grids, beside = _complementing(grids, bool(words)) if several else (grids, [])
    find_areas(grids)
    told = {p.nearest for p in grids if p.layout and p.layout.kind == "level"}
    for placed in grids:
        builder.ladder = next((each.ladder for each in placed.around if each.ladder), None)
        _read_grid(placed, builder, bool(beside), placed.nearest in told)
    builder.ladder = None
    read_beside([(each.grid, each.title) for each in beside], builder)
    builder.prose += decided.omitted
    if len(builder.entries) > _MAX_LEVELS:
        return gettext_lazy(
            "its tables name {number} levels; a ladder has at most {most}",
            number=len(builder.entries),
            most=_MAX_LEVELS,
        )
    if not any(
        fragment.kind in _EXPECTATION_KINDS
        for entry in builder.entries
        for fragment in entry.fragments
    ):
        return gettext_lazy("its tables name levels, and say nothing about them")
    title = _title(places, grids)
    if title and page not in title.text:
        builder.prose.append(Fragment("prose", clean_text(title.text), tuple(title.lines)))
        title = None
    _read_texts(blocks, places, builder)
    above = _title_above(blocks, grids, file)
    name = _name(title, above, file, builder) or page or above or None
    kinds = [each.layout.kind for each in grids if each.layout]
    shape = table_words.described(shape, kinds)
    made = replace(builder.build(file, shape, name), met=frozenset(decided.met))
    shape = table_words.with_rows(shape, builder.rows_as) if _axes(made) else made.shape
    return replace(made, shape=shape, heads=tuple(decided.heads))


def _find_by_form(grids: list[PlacedGrid], builder: DraftBuilder) -> None:
    """What no word says, as questions: which headings are levels, or how grids hold them."""
    over = levels_by_form.headings_over_one_form([(each.title, each.grid) for each in grids])
    headings = [placed.nearest for placed in grids if placed.nearest]
    for heading in headings:
        heading.level = over.get(heading.name)
    if not over and any(placed.layout for placed in grids):
        return
    found = levels_by_form.layouts([each.grid for each in grids])
    for placed, layout in zip(grids, found, strict=True):
        placed.layout = None if over else layout
    if over:
        said, answers = table_words.guessed_headings([each.title for each in over.values()])
        line = next(heading.block.lines[0] for heading in headings if heading.level)
        builder.ask(line, said, answers)


def _keep_to_its_level(placed: PlacedGrid) -> None:
    """A list of facts below the heading of a level names no other one: "Band, B4" of D1."""
    layout, heading = placed.layout, level_over(placed.around)
    if not heading or not layout or layout.kind != "columns" or len(layout.levels) > 1:
        return
    (level,) = layout.levels.values()
    listed = layout.roles.get(0) in ("level", "title", "fact")
    if listed and heading.level and level.code != heading.level.code:
        head = Head.of(placed.grid)
        placed.layout = Layout("level", head.row, roles=head.roles)


def _ask_of_no_corner_alike(grids: list[PlacedGrid]) -> None:
    """What nothing but its form says is no question where another table has levels as columns under
    the same corner."""
    known = {_corner(placed) for placed in grids if not placed.open} - {""}
    for placed in grids:
        if placed.layout and _corner(placed) in known:
            placed.layout = replace(placed.layout, guessed=False)


def _corner(placed: PlacedGrid) -> str:
    layout = placed.layout
    return placed.grid.cell(layout.header, 0).text if layout and layout.kind == "columns" else ""


def _complementing(
    grids: list[PlacedGrid], explained: bool
) -> tuple[list[PlacedGrid], list[PlacedGrid]]:
    """The grids that tell of the levels, and those that only complement these. What a legend has
    `explained` is expected of roles, too, that are but asked about."""
    layouts = [
        None
        if (placed.open and not explained) or is_index(placed.grid, placed.layout)
        else placed.layout
        for placed in grids
    ]
    beside = are_beside([placed.grid for placed in grids], layouts)
    pairs = list(zip(grids, beside, strict=True))
    if any(placed.layout and not apart for placed, apart in pairs):
        main = [placed for placed, apart in pairs if not apart]
        return main, [placed for placed, apart in pairs if apart]
    lists = [placed for placed in grids if is_index(placed.grid, placed.layout)]
    levels = [level for placed in lists for level in placed.levels]
    others = [placed for placed in grids if placed not in lists and placed.grid.width > 1]
    if any(names_levels(placed.grid, levels) for placed in others):
        return [placed for placed in grids if placed not in others], others
    return grids, []


def _read_grid(placed: PlacedGrid, builder: DraftBuilder, complemented: bool, told: bool) -> None:
    grid, layout = placed.grid, placed.layout
    for line, text in grid.warnings:
        builder.warn(line, text)
    if layout is None and grid.width == 1:
        # "Status, Not started, Signed off" is what cells of other sheets may say.
        texts = [row[0].text for row in grid.rows if row and row[0].text]
        listed = len(texts) > 2 and sum(text.count(" ") + 1 for text in texts) <= 2 * len(texts)
        builder.add_rows(grid, "remainder" if listed else "prose")
        return
    left = gettext_lazy("these cells belong to no level; their text is kept as the remainder")
    consumed = CellPositions(grid)
    within = areas_over(placed.around)
    if layout and layout.guessed:
        said, answers = table_words.guessed(layout)
        if said not in [each.text for each in builder.warnings]:
            builder.ask(grid.line, said, answers)
    if layout is None:
        left = gettext_lazy("this table names no level; its text is kept as the remainder")
    elif layout.kind != "level":
        # A list over what is expected at its only level says the same of it as an index.
        listed = told and layout.kind == "columns" and len(layout.levels) == 1
        index = listed or (complemented and is_index(grid, layout))
        consumed = matrix.read(grid, layout, builder, within, index=index)
    elif level := _entry_over(placed.around, builder):
        consumed = one_level_tables.read_one_level(grid, layout, builder, level, within)
    builder.add_unplaced(grid, consumed, left)


def _entry_over(around: Around, builder: DraftBuilder) -> LevelEntry | None:
    over = level_over(around)
    return builder.level(over.level, over.block.lines[0]) if over and over.level else None


def _read_texts(blocks: Sequence[Block], places: list[Around], builder: DraftBuilder) -> None:
    """What stands between the grids: summaries of levels, and right under its heading of a
    competency; prose, notes. A heading that names nothing ("How to read this") is no text."""
    fresh = False
    for block, around in zip(blocks, places, strict=True):
        level = _entry_over(around, builder)
        area = next(iter(areas_over(around)), None)
        if block.kind == "heading":
            fresh = bool(around[-1].level or around[-1].area)
        elif block.grid:
            fresh = False
        elif fresh and block.kind in _PASSAGES and (level or area):
            text, lines = clean_text(block.text), tuple(block.lines)
            if level:
                level.summary(text, lines)
            else:
                builder.prose.append(Fragment("summary", text, lines, area))
            fresh = level is not None
        else:
            before = len(builder.prose)
            builder.add_text(block, area)
            fresh = fresh and level is not None
            if level:
                level.fragments += builder.prose[before:]
                del builder.prose[before:]


def _title(places: list[Around], grids: list[PlacedGrid]) -> Block | None:
    """The heading that names the ladder: the outermost over its first table, not "Read me"."""
    over = [placed.around for placed in grids if placed.layout and placed.around]
    first = next((around[0] for around in over or places if around), None)
    return first.block if first and not (first.level or first.area) else None


def _name(title: Block | None, above: str, file: str, builder: DraftBuilder) -> str:
    """What a title calls the ladder. A sheet's name may say no more than the file's, and what stands
    above its table says more than both."""
    if not title or not title.sheet:
        return name_and_icon(title.text)[0][:200] if title else ""
    said = name_and_icon(title.text)[0][:200]
    titles = [name for entry in builder.entries for name in (entry.title, entry.code)]
    named = names_more(said, file) and not level_name(said) and said not in titles
    return above or (said if named else title_of_file(file, titles))


def _title_above(blocks: Sequence[Block], grids: Sequence[PlacedGrid], file: str) -> str:
    """The first line of a sheet, the matrix's or a cover before it, that is called a ladder or has a
    word of the file's name."""
    for line in _first_lines(blocks, {id(each.grid): each.layout for each in grids}):
        text = _BESIDE_TITLE.sub("", line)
        called = LADDER_WORD.search(text) or names_same(text, file)
        if (
            called
            and not _OWNERS.match(text)
            and not _POINTS.search(text)
            and len(text) <= _LONGEST_TITLE
            and line[-1] not in ".!?:"
        ):
            return name_and_icon(text)[0]
    return ""


def _first_lines(blocks: Sequence[Block], layouts: Mapping[int, Layout | None]) -> Iterator[str]:
    """The first line of each sheet up to the first matrix, and the lines above that one's header."""
    first = True
    for block in blocks:
        if block.kind == "heading":
            first = block.sheet
        elif block.kind == "paragraph" and first:
            yield block.text
            first = False
        elif block.grid:
            layout = layouts.get(id(block.grid))
            for row in block.grid.rows[: layout.header if layout else int(first)]:
                cells = {id(cell): cell for cell in row if cell.text}.values()
                if len(cells) == 1:
                    yield next(iter(cells)).text
            first = False
            if layout:
                return
