"""Grids and what stands around them as a draft: the matrix shape, wherever it came from.

Which grid tells of which levels is found first (`layouts`), then each is read row by row
(`level_columns`,
`level_rows`). Headings say to which level or competency a grid belongs, where it does not say
so itself. Every filled cell becomes a piece, a name, or the remainder with a warning.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.importing import labels, level_columns, level_rows
from explorer.importing.draft import Draft, Fragment
from explorer.importing.draft_builder import DraftBuilder
from explorer.importing.grids import Blocks, Grid, GridHeading, GridText
from explorer.importing.header_words import LevelName, level_name
from explorer.importing.inline import name, said
from explorer.importing.layouts import Layout, Orientation, find

_PLAIN = 60
_MOST = 500
_SAYS = ("statement", "tentative", "example", "summary")


@dataclass(frozen=True, slots=True)
class Around:
    """The headings over a block, from the outermost to the nearest."""

    path: tuple[GridHeading, ...] = ()

    @property
    def nearest(self) -> GridHeading | None:
        return self.path[-1] if self.path else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid with its headings and how it is read."""

    grid: Grid
    around: Around
    layout: Layout | None


def draft(
    document: Blocks, file: str, shape: str, orientation: Orientation | None = None
) -> Draft | str:
    """A document of grids as a draft, or a sentence that says why it is none.

    `shape` names the form of the document ("Markdown table"); what was found about it is
    added. `orientation` says where the levels are, for every grid, instead of finding it.
    """
    places = _around(document)
    grids = [
        Placed(block, around, find(block, orientation))
        for block, around in zip(document.blocks, places, strict=True)
        if isinstance(block, Grid)
    ]
    over = _level_headings(grids)
    grids = [
        replace(placed, layout=find(placed.grid, orientation, one=True))
        if _is_open(placed) and _level_over(placed.around, over)
        else placed
        for placed in grids
    ]
    if not grids:
        return "there is no table in it"
    if not any(placed.layout for placed in grids):
        return (
            "no column and no row of its tables names a level"
            if orientation is None
            else f"with levels as {orientation} its tables name no level"
        )
    ledger = DraftBuilder()
    areas, families = _areas(grids, over)
    several = sum(1 for placed in grids if placed.layout) > 1
    for placed in sorted(grids, key=lambda placed: _is_index(placed) and several):
        nearest = placed.around.nearest
        ledger.family = families.get(nearest) if nearest else None
        _take(placed, ledger, over, areas, several)
    ledger.family = None
    if len(ledger.entries) > _MOST:
        return f"its tables name {len(ledger.entries):,} levels; a ladder has at most {_MOST}"
    if not any(piece.kind in _SAYS for entry in ledger.entries for piece in entry.pieces):
        return "its tables name levels, and say nothing about them"
    _take_text(document, places, over, areas, ledger)
    ledger.structure |= document.structure
    return ledger.draft(
        file, _described(shape, grids), document.name or _name(document, over, areas)
    )


def _around(document: Blocks) -> list[Around]:
    path: list[GridHeading] = []
    made: list[Around] = []
    here = Around()
    for block in document.blocks:
        if isinstance(block, GridHeading):
            while path and path[-1].depth >= block.depth:
                path.pop()
            path.append(block)
            here = Around(tuple(path))
        made.append(here)
    return made


def _is_open(placed: Placed) -> bool:
    """Whether a grid does not say by itself which levels it tells of."""
    return placed.layout is None or placed.layout.guessed


def _level_headings(grids: list[Placed]) -> dict[GridHeading, LevelName]:
    """The headings over grids that name a level: by a code, or several alike by a role."""
    over: dict[GridHeading, LevelName] = {}
    unsure: dict[GridHeading, LevelName] = {}
    for placed in grids:
        for heading in reversed(placed.around.path if _is_open(placed) else ()):
            level = level_name(heading.text)
            if level:
                (over if level.sure else unsure)[heading] = level
                break
    depths = Counter(heading.depth for heading in unsure)
    if not over:
        over = {at: level for at, level in unsure.items() if depths[at.depth] > 1}
    return over


def _level_over(around: Around, over: dict[GridHeading, LevelName]) -> GridHeading | None:
    return next((heading for heading in reversed(around.path) if heading in over), None)


def _areas(
    grids: list[Placed], over: dict[GridHeading, LevelName]
) -> tuple[dict[GridHeading, str], dict[GridHeading, str]]:
    """The headings that name the competency of the grids under them, and those that name
    a family.

    They name a competency where several grids tell of the same levels under different
    headings, and under the heading of a level; grids of different levels are families.
    """
    areas: dict[GridHeading, str] = {}
    families: dict[GridHeading, str] = {}
    matrices = [p for p in grids if p.layout and p.layout.kind != "level" and not _is_index(p)]
    heads = {placed.around.nearest for placed in matrices if placed.around.nearest}
    alike = Counter(key for placed in matrices for key in set(_levels(placed)))
    for placed in grids:
        nearest = placed.around.nearest
        if not nearest or nearest in over or not placed.layout or _is_index(placed):
            continue
        under = _level_over(placed.around, over)
        called = name(nearest.text)[0][:200]
        if placed.layout.kind == "level":
            if under and nearest.depth > under.depth:
                areas[nearest] = called
        elif level_rows.needs_area(placed.grid, placed.layout):
            if nearest.depth > 1 or len(heads) > 1:
                areas[nearest] = called
        elif len(heads) > 1:
            shared = placed.layout.kind == "long" or any(alike[key] > 1 for key in _levels(placed))
            (areas if shared else families)[nearest] = called
    return areas, families


def _levels(placed: Placed) -> list[LevelName]:
    return list(placed.layout.levels.values()) if placed.layout else []


def _is_index(placed: Placed) -> bool:
    """Whether a grid lists the levels with a few words each: it complements another."""
    grid, layout = placed.grid, placed.layout
    if layout is None or layout.kind != "rows":
        return False
    others = {layout.roles.get(at) for at in layout.roles if at != layout.column}
    if others & {"statement", "summary", "example"} or not others & {"title", "level", "fact"}:
        return False
    return all(
        len(cell.values) < 2 and len(cell.text) <= _PLAIN and not cell.text.endswith(".")
        for row in grid.rows[layout.header + 1 :]
        for cell in row
    )


def _take(
    placed: Placed,
    ledger: DraftBuilder,
    over: dict[GridHeading, LevelName],
    areas: dict[GridHeading, str],
    several: bool,
) -> None:
    grid, layout = placed.grid, placed.layout
    for line, text in grid.cautions:
        ledger.warn(line, text)
    ledger.structure.update(grid.lines)
    if layout is None:
        ledger.leave(grid, set(), "this table names no level; its text is kept as the remainder")
        return
    nearest = placed.around.nearest
    area = areas.get(nearest) if nearest else None
    if layout.guessed:
        ledger.warn(grid.line, f"the levels were taken from the {layout.kind} by the table's form")
    if layout.kind == "columns":
        taken = level_columns.columns(grid, layout, ledger, area)
    elif layout.kind == "long":
        taken = level_rows.long(grid, layout, ledger, area)
    elif layout.kind == "rows":
        index = several and _is_index(placed)
        taken = level_rows.levels(grid, layout, ledger, area, index)
    else:
        heading = _level_over(placed.around, over)
        level = ledger.level(over[heading], heading.lines[0]) if heading else None
        taken = level_rows.one_level(grid, layout, ledger, level, area) if level else set()
    ledger.leave(grid, taken, "these cells belong to no level; their text is kept as the remainder")


def _take_text(
    document: Blocks,
    places: list[Around],
    over: dict[GridHeading, LevelName],
    areas: dict[GridHeading, str],
    ledger: DraftBuilder,
) -> None:
    """What stands between the grids: summaries of levels, prose, notes."""
    fresh: GridHeading | None = None
    for block, around in zip(document.blocks, places, strict=True):
        heading = _level_over(around, over)
        level = ledger.level(over[heading], heading.lines[0]) if heading else None
        nearest = around.nearest
        area = areas.get(nearest) if nearest else None
        if isinstance(block, GridHeading):
            fresh = block if block in over else None
            ledger.structure.update(block.lines)
        elif isinstance(block, Grid):
            fresh = None
        elif not (text := said(block.text)):
            ledger.structure.update(block.lines)
        elif level is None:
            ledger.prose.append(_outside(block, text, area))
        elif fresh and block.kind == "prose":
            level.summary(text, block.lines)
        elif block.kind in ("item", "remainder"):
            ledger.warn(block.lines[0], "this stands beside a table and is kept as the remainder")
            level.pieces.append(Fragment("remainder", text, block.lines))
        else:
            level.pieces.append(_outside(block, text, area))


def _outside(block: GridText, text: str, area: str | None) -> Fragment:
    """A passage as the piece it is where no level claims it."""
    if block.kind == "remainder":
        return Fragment("remainder", text, block.lines)
    remark = labels.note(text) or (text if block.kind == "note" else None)
    if remark:
        return Fragment("note", remark, block.lines)
    return Fragment("prose", text, block.lines, area)


def _name(
    document: Blocks, over: dict[GridHeading, LevelName], areas: dict[GridHeading, str]
) -> str | None:
    first = next((block for block in document.blocks if isinstance(block, GridHeading)), None)
    if not first or first in over or first in areas or first.depth > 2:
        return None
    return name(first.text)[0][:200] or None


def _described(shape: str, grids: Sequence[Placed]) -> str:
    words = {
        "columns": "levels as columns",
        "rows": "levels as rows",
        "long": "a row a text",
        "level": "a table a level",
    }
    found = dict.fromkeys(words[p.layout.kind] for p in grids if p.layout and not _is_index(p))
    found = found or {"levels as rows": None}
    return f"{shape}, {' and '.join(found)}"
