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
from explorer.drafts.tables.table_layout import Layout


@dataclass(slots=True, eq=False)
class Heading:
    """A heading and what it says of the tables below it: that they tell of a `level`, of a competency
    or a scope in it, or of a `ladder`."""

    block: Block
    level: LevelName | None = None
    area: str = ""
    ladder: str = ""

    @property
    def name(self) -> str:
        """What it calls something, without its icon."""
        return name_and_icon(self.block.text)[0][:200]


Around = tuple[Heading, ...]
"""The headings over a block, from the outermost to the nearest."""


@dataclass(slots=True, eq=False)
class PlacedGrid:
    """A grid with its headings and how it is read."""

    grid: Grid
    around: Around
    layout: Layout | None

    @property
    def nearest(self) -> Heading | None:
        return self.around[-1] if self.around else None

    @property
    def title(self) -> str:
        """What the nearest heading calls it."""
        return self.nearest.name if self.nearest else ""

    @property
    def open(self) -> bool:
        """Whether it does not say by itself which levels it tells of."""
        return self.layout is None or self.layout.guessed

    @property
    def levels(self) -> list[LevelName]:
        """The levels that it says it tells of."""
        return list(self.layout.levels.values()) if self.layout else []


def headings_around(blocks: Sequence[Block]) -> list[Around]:
    path: list[Heading] = []
    made: list[Around] = []
    for block in blocks:
        if block.kind == "heading":
            while path and path[-1].block.depth >= block.depth:
                path.pop()
            path.append(Heading(block))
        made.append(tuple(path))
    return made


def level_over(around: Around) -> Heading | None:
    """The nearest heading around a block that is a level."""
    return next((heading for heading in reversed(around) if heading.level), None)


def areas_over(around: Around) -> tuple[str, ...]:
    """What the headings over a block name as its competency, and as scopes in it."""
    return tuple(heading.area for heading in around if heading.area)


def find_levels(grids: list[PlacedGrid]) -> None:
    """Which headings over grids name a level by a code, or hold a list that does: `Grade, T1` over
    what is expected there."""
    listed = {placed.nearest: level for placed in grids if (level := _listed(placed))}
    for placed in grids:
        for heading in reversed(placed.around if placed.open else ()):
            own = level_name(heading.block.text)
            if level := own if own and own.sure else listed.get(heading) or own:
                heading.level = level if level.sure else None
                break


def _listed(placed: PlacedGrid) -> LevelName | None:
    """The only level of which a grid says that it is one."""
    layout = placed.layout
    if not layout or layout.kind != "columns" or len(layout.levels) > 1:
        return None
    said = column_role(placed.grid.cell(layout.header, 0).text) == "level"
    return next((level for level in layout.levels.values() if said and level.sure), None)


def find_areas(grids: list[PlacedGrid]) -> None:
    """Which headings name the competency of the grids under them, and which a ladder.

    They name a competency where several grids tell of the same levels under different
    headings, and under the heading of a level; grids of different levels are ladders.
    """
    matrices = [p for p in grids if p.layout and p.layout.kind != "level"]
    told = _levels_under(matrices)
    several = len({placed.nearest for placed in matrices if placed.nearest}) > 1
    for placed in grids:
        nearest = placed.nearest
        if not nearest or nearest.level or not placed.layout or names_nothing(nearest.name):
            continue
        if placed.layout.kind == "level":
            under = level_over(placed.around)
            if under and nearest.block.depth > under.block.depth:
                nearest.area = nearest.name
            continue
        if needs_competency(placed.grid, placed.layout, several):
            nearest.area = nearest.name
        for heading in placed.around:
            depth = heading.block.depth
            beside = [at for at in told if at.block.depth == depth and at is not heading]
            if heading in told and beside and not heading.level:
                if any(told[heading] & told[at] for at in beside):
                    heading.area = heading.name
                else:
                    heading.ladder = heading.name


def _levels_under(matrices: Sequence[PlacedGrid]) -> dict[Heading, set[LevelName]]:
    """The levels that stand under each heading, but for one over all matrices."""
    told: dict[Heading, set[LevelName]] = {}
    count = Counter(heading for placed in matrices for heading in placed.around)
    for placed in matrices:
        for heading in placed.around:
            if count[heading] < len(matrices):
                told.setdefault(heading, set()).update(placed.levels)
    return told
