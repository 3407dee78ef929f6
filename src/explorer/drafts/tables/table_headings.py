"""What headings say of the tables under them: their level, their competency, or their ladder.

A heading speaks where a table does not say it by itself, or where several tables tell of the same
levels. What the tables say is read in `tables`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.frame_words import names_nothing
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.tables.level_rows import needs_competency
from explorer.drafts.tables.table_blocks import HeadingPath
from explorer.drafts.tables.table_layout import Layout


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid with its headings and how it is read."""

    grid: Grid
    around: HeadingPath
    layout: Layout | None


def is_open(placed: PlacedGrid) -> bool:
    """Whether a grid does not say by itself which levels it tells of."""
    return placed.layout is None or placed.layout.guessed


def level_headings(grids: list[PlacedGrid]) -> dict[Block, LevelName]:
    """The headings over grids that name a level by a code, or hold a list that does: `Grade, T1` over
    what is expected there."""
    over: dict[Block, LevelName] = {}
    listed = {placed.around.nearest: level for placed in grids if (level := _listed(placed))}
    for placed in grids:
        for heading in reversed(placed.around.path if is_open(placed) else ()):
            own = level_name(heading.text)
            if level := own if own and own.sure else listed.get(heading) or own:
                over |= {heading: level} if level.sure else {}
                break
    return over


def _listed(placed: PlacedGrid) -> LevelName | None:
    """The only level of which a grid says that it is one."""
    layout = placed.layout
    if not layout or layout.kind != "columns" or len(layout.levels) > 1:
        return None
    said = column_role(placed.grid.cell(layout.header, 0).text) == "level"
    return next((level for level in layout.levels.values() if said and level.sure), None)


def level_over(around: HeadingPath, over: dict[Block, LevelName]) -> Block | None:
    """The nearest heading around a block that is a level."""
    return next((heading for heading in reversed(around.path) if heading in over), None)


def headings_over(
    grids: list[PlacedGrid], over: dict[Block, LevelName]
) -> tuple[dict[Block, str], dict[Block, str]]:
    """The headings that name the competency of the grids under them, and those that name
    a ladder.

    They name a competency where several grids tell of the same levels under different
    headings, and under the heading of a level; grids of different levels are ladders.
    """
    areas: dict[Block, str] = {}
    ladders: dict[Block, str] = {}
    matrices = [p for p in grids if p.layout and p.layout.kind != "level"]
    told = _levels_under(matrices)
    several = len({placed.around.nearest for placed in matrices if placed.around.nearest}) > 1
    for placed in grids:
        nearest = placed.around.nearest
        if not nearest or nearest in over or not placed.layout or names_nothing(name_of(nearest)):
            continue
        if placed.layout.kind == "level":
            under = level_over(placed.around, over)
            if under and nearest.depth > under.depth:
                areas[nearest] = name_of(nearest)
            continue
        if needs_competency(placed.grid, placed.layout, several):
            areas[nearest] = name_of(nearest)
        for heading in placed.around.path:
            beside = [at for at in told if at.depth == heading.depth and at is not heading]
            if heading in told and beside and heading not in over:
                own = told[heading]
                alike = any(own & told[at] for at in beside)
                (areas if alike else ladders)[heading] = name_of(heading)
    return areas, ladders


def _levels_under(matrices: Sequence[PlacedGrid]) -> dict[Block, set[LevelName]]:
    """The levels that stand under each heading, but for one over all matrices."""
    told: dict[Block, set[LevelName]] = {}
    count: Counter[Block] = Counter()
    for placed in matrices:
        for heading in placed.around.path:
            told.setdefault(heading, set()).update(levels_of(placed))
            count[heading] += 1
    return {heading: levels for heading, levels in told.items() if count[heading] < len(matrices)}


def name_of(heading: Block) -> str:
    """What a heading calls something, without its icon."""
    return name_and_icon(heading.text)[0][:200]


def levels_of(placed: PlacedGrid) -> list[LevelName]:
    """The levels that a grid says it tells of."""
    return list(placed.layout.levels.values()) if placed.layout else []


def areas_over(around: HeadingPath, areas: dict[Block, str]) -> tuple[str, ...]:
    """What the headings over a block name as its competency, and as scopes in it."""
    return tuple(areas[heading] for heading in around.path if heading in areas)
