"""The blocks of a page as its tables are read: what heads which, and grids that hold several tables
apart: one below the other, or one level's columns after another's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.documents.blocks import ITALIC, Block, emphasis_depth
from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.drafts.header_words import column_role, level_name
from explorer.drafts.headings.outline import without_counts
from explorer.drafts.tables.header_rows import NAMING, Head, header_row, heads_log
from explorer.drafts.tables.table_layout import TEXTUAL
from explorer.drafts.tables.table_levels import levels_among
from explorer.drafts.tables.tables_beside import explained

# Deeper than the headings of a document, above lines in bold.
_DEPTH = 6
_TEXTS = ("paragraph", "quote", "summary", "heading", "bullet", "comment", "code")
_Rows = Sequence[tuple[Cell, ...]]


def told(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that say something; a line in bold or italics right over a table heads it, but for
    a whole sentence in italics. Tables in one grid come apart, numbers that count headings go."""
    kept = with_titles([b for b in blocks if b.grid or (b.text and b.kind in _TEXTS)])
    heads = [at for at, each in enumerate(kept) if each.kind == "heading"]
    bare = without_counts([(kept[at].depth, kept[at].text) for at in heads])
    for at, name in zip(heads, bare, strict=True):
        kept[at] = replace(kept[at], text=name) if name != kept[at].text else kept[at]
    for at, block in enumerate(kept):
        below = kept[at + 1] if at + 1 < len(kept) else None
        over = below is not None and below.grid and block.kind == "paragraph"
        look = emphasis_depth(block.raw or block.text) if over else 0
        look = 0 if look == ITALIC and block.text.endswith((".", "!", "?")) else look
        if block.kind == "summary":
            look = _DEPTH
        yield from apart(replace(block, kind="heading", depth=look) if look else block)


def with_titles(blocks: list[Block]) -> list[Block]:
    """The blocks with the titles of tables as headings over them: a first row that only says again
    what its sheet is called, or its level (`DA1 Data Analyst` in a sheet DA1), or that is one cell,
    or names a level, in several tables: `A1 Junior Auditor` over names and what is expected."""
    titles = {
        at: block.grid.cell(0, block.grid.filled(0)[0])
        for at, block in enumerate(blocks)
        if block.grid and _is_title(block.grid)
    }
    named = levels_among({at: cell.text for at, cell in titles.items()})
    again = [at for at, cell in titles.items() if at and _says_again(cell.text, blocks[at - 1])]
    several = [at for at in titles if at in named or _spans(blocks[at])]
    kept = {*again, *(several if len(several) > 1 else ())}
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if block.grid and at in kept:
            made.append(Block("heading", titles[at].text, list(titles[at].lines), depth=_DEPTH))
            made.append(replace(block, grid=_part(block.grid, block.grid.rows[1:])))
        else:
            made.append(block)
    return made


def _says_again(title: str, above: Block) -> bool:
    codes = [level.code if (level := level_name(each)) else None for each in (title, above.text)]
    again = title == above.text or (codes[0] and codes[0] == codes[1])
    return above.kind == "heading" and bool(again)


def _spans(block: Block) -> bool:
    return block.grid is not None and block.grid.cell(0, 0).columns >= block.grid.width


def _is_title(grid: Grid) -> bool:
    """Whether the first row of a grid holds one text, and another more."""
    more = any(len(grid.filled(row)) > 1 for row in range(1, len(grid.rows)))
    return more and len({cell.text for cell in grid.rows[0] if cell.text}) == 1


def apart(block: Block) -> Iterator[Block]:
    """A block with its grid, or with each of the tables that stand beside each other in it."""
    if block.grid is None:
        yield block
        return
    parts = _side_by_side(_without_margin(block.grid))
    titled = len(parts) > 1 and Head.of(parts[0]).text(0) == Head.of(parts[1]).text(0)
    for part in parts:
        told, *log = _log_apart(part)
        yield from _stacked(block, told, titled)
        yield from (replace(block, grid=each) for each in log)


def _side_by_side(grid: Grid) -> list[Grid]:
    """A grid, and beside it, behind a column that holds nothing below a line over all, one that explains
    its values (`Proficiency, What it means`) or begins like it: `Area, PM1, PM2` and `Area, UX1`."""
    header = max(0, header_row(grid))
    used = {at for row in {*map(grid.filled, range(header, len(grid.rows)))} for at in row}
    gap = next((at for at in range(2, grid.width) if at not in used), 0)
    if not gap:
        return [grid]
    parts = [[row[:gap] for row in grid.rows], [row[gap:] for row in grid.rows]]
    for at, row in enumerate(grid.rows[:header]):  # what is merged over both stands in the first
        own = row[gap - 1] if len(row) >= gap else EMPTY_CELL
        parts[1][at] = tuple(EMPTY_CELL if cell is own else cell for cell in row[gap:])
    sides = [_without_margin(_part(grid, rows, rows is parts[0])) for rows in parts]
    corners = [Head.of(side).text(0) for side in sides]
    alike = column_role(corners[0]) and corners[0] == corners[1]
    if sides[1].width > 1 and (alike or explained(sides)):
        return [sides[0], *_side_by_side(sides[1])]
    return [grid]


def _log_apart(grid: Grid) -> list[Grid]:
    """A grid, and the log of changes below it: `Date, Author, Change` over dates."""
    for row in range(len(grid.rows)):
        if heads_log(grid, row) and (first := _title_row(grid, row)):
            return [_part(grid, grid.rows[:first]), _part(grid, grid.rows[first:], warned=False)]
    return [grid]


def _stacked(block: Block, grid: Grid, titled: bool) -> Iterator[Block]:
    """A block with its grid; where several tables stand below each other in it, or others beside it,
    each of them under what stands alone above its header, its title: `Engineering` over `Competency,
    E1, E2`, then `Water` over `Competency, W1, W2`."""
    header = header_row(grid)
    # A table may have a hundred thousand rows: where each name stands first is looked up.
    rows = range(max(0, header), len(grid.rows))
    names = {grid.cell(row, 0).text: row for row in reversed(rows) if row > header}
    starts = [row for row in rows if _is_head(grid, header, row, names)]
    if len(starts) < (1 if titled else 2):
        yield replace(block, grid=grid)
        return
    begin = 0
    ends = [_title_row(grid, row) for row in starts[1:]]
    # Above the first may be nothing: titles and facts of the levels (tram-depot-technology.xlsx).
    named = all(_title_row(grid, start) < start for start in starts[1:] or starts)
    for start, end in zip(starts, [*ends, len(grid.rows)], strict=True):
        title = _title_row(grid, start) if named else start
        part = grid.rows[begin:end]
        if begin <= title < start:
            above = grid.rows[begin:title]
            over = [[*dict.fromkeys(cell for cell in row if cell.text)] for row in above]
            if all(len(each) < 2 for each in over):
                # What all of the sheet says of itself: brigade_grille.xlsx.
                for cell in (cell for each in over for cell in each):
                    yield Block("paragraph", cell.text, list(cell.lines))
                above = ()
            cells = [cell for cell in grid.rows[title] if cell.text]
            text = " ".join(dict.fromkeys(cell.text for cell in cells))
            yield Block("heading", text, list(cells[0].lines), depth=_DEPTH)
            part = above + grid.rows[title + 1 : end]
        yield replace(block, grid=_part(grid, part, warned=begin == 0))
        begin = end


def _is_head(grid: Grid, header: int, row: int, names: Mapping[str, int]) -> bool:
    """Whether a row is the header, or one whose heads stand above as the `names` of rows, or like it
    with other levels, or the same again under a title of its own."""
    first, again = grid.rows[header], grid.rows[row]
    corner, own = grid.cell(header, 0).text, grid.cell(row, 0).text
    if row == header:
        return True
    if own != corner and not column_role(own):
        return False
    if [cell.text for cell in first] == [cell.text for cell in again]:
        return _title_row(grid, row) < row
    heads = {at: cell.text for at, cell in enumerate(again) if at and cell.text}
    above = [name for name in {*heads.values()} if names.get(name, row) < row]
    if len(above) > 1 and column_role(own):
        return True  # `Area, D1, D2` below a list of D1 and D2
    if own != corner:
        # `Area, What you do` below `Reports to, Team Lead`
        said = [column_role(text) for text in heads.values()]
        # `Area, Practice, What you do`: one may be a name that no word knows.
        others = {*said} - {"id", *NAMING} - ({None} if said.count(None) < 2 else set())
        return column_role(own) in (*NAMING, "level") and "statement" in others <= {*TEXTUAL}
    return bool(column_role(corner) and heads and not {c.text for c in first} & {*heads.values()})


def _title_row(grid: Grid, row: int) -> int:
    """The row over a header that holds one text, its title, and no sentence, or the code and the
    title of a level (`HT1, Test Technician`); the header itself where there is none."""
    for above in range(row - 1, -1, -1):
        texts = dict.fromkeys(grid.cell(above, at).text for at in grid.filled(above))
        named = level_name(" ".join(texts)) if len(texts) == 2 else None
        if len(texts) > 1 and not (named and named.sure and named.code in texts):
            break
        if texts and not [*texts][-1].endswith((".", "!", "?")):
            return above
    return row


def _part(grid: Grid, rows: _Rows, warned: bool = True) -> Grid:
    lines = tuple(dict.fromkeys(line for row in rows for cell in row for line in cell.lines))
    return Grid(tuple(rows), lines, warnings=grid.warnings if warned else ())


def _without_margin(grid: Grid) -> Grid:
    """A grid without columns at its left that hold nothing."""
    first = min(
        (filled[0] for row in range(len(grid.rows)) if (filled := grid.filled(row))), default=0
    )
    return replace(grid, rows=tuple(row[first:] for row in grid.rows)) if first else grid
