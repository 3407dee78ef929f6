"""Decisions about tables: which columns and rows are levels, and what stands in the others.

What a column is left out for does not vanish: its texts are omitted fragments, which the
report counts. What is decided is laid over the layout that was found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.documents.blocks import Block
from explorer.documents.grids import EMPTY_CELL, Grid
from explorer.documents.inline import clean_text
from explorer.drafts.codes import code_and_title
from explorer.drafts.decisions import Decisions
from explorer.drafts.draft import Fragment
from explorer.drafts.header_words import LevelName, Role
from explorer.drafts.headings.decided_headings import names_of
from explorer.drafts.tables.header_rows import MAX_TITLE_ROWS, Head
from explorer.drafts.tables.table_layout import Layout

_LONGEST_HEAD = 80
_ROLES: dict[str, Role] = {"examples": "example", "scopes": "scope"}


class DecidedTables:
    """What is decided about the tables of one document, and what of it was met."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.omitted: list[Fragment] = []
        self.met: set[str] = set()
        self.heads: dict[str, None] = {}

    # -- columns ------------------------------------------------------------------------

    def without_columns(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """The document without the columns that are left out."""
        if "left out" not in self.decisions.columns.values():
            return blocks
        return [replace(b, grid=self._kept(b.grid)) if b.grid else b for b in blocks]

    def _kept(self, grid: Grid) -> Grid:
        gone = {at for at, use in self._uses(grid) if use == "left out"}
        if not gone:
            return grid
        for row in range(len(grid.rows)):
            for at in gone & set(grid.filled(row)):
                cell = grid.cell(row, at)
                if not at or grid.cell(row, at - 1) is not cell:
                    self.omitted.append(Fragment("omitted", clean_text(cell.text), cell.lines))
        rows = tuple(
            tuple(EMPTY_CELL if at in gone else cell for at, cell in enumerate(row))
            for row in grid.rows
        )
        return replace(grid, rows=rows)

    def _uses(self, grid: Grid) -> Iterator[tuple[int, str]]:
        """The columns of which something is decided, each by the first head that says so."""
        done: set[int] = set()
        for row in range(min(len(grid.rows), grid.header or MAX_TITLE_ROWS)):
            for at in grid.filled(row):
                written = self.decisions.column(grid.cell(row, at).text)
                if written and at not in done:
                    done.add(at)
                    self.met.add(written)
                    yield at, self.decisions.columns[written]

    # -- levels -------------------------------------------------------------------------

    def layout(self, grid: Grid, found: Layout | None) -> Layout | None:
        """How a grid is read, with what is decided."""
        if found is not None and found.header >= 0:
            shown = Head(grid, found.header).names
            self.heads |= dict.fromkeys(each for each in shown if len(each) <= _LONGEST_HEAD)
        if not self.decisions.any():
            return found
        layout = self._with_levels(grid, found)
        if layout is None:
            return None
        for at, use in self._uses(grid):
            if role := _ROLES.get(use):
                layout = _with_role(layout, at, role)
        return layout

    def _with_levels(self, grid: Grid, found: Layout | None) -> Layout | None:
        layout = found if found is not None and found.kind != "level" else None
        head = Head(grid, layout.header) if layout else Head.of(grid)
        if head.row >= 0 and (layout is None or layout.kind == "columns"):
            before = layout.levels if layout else {}
            levels = self._levels(head.texts, before)
            if levels != before and levels:
                layout = layout or Layout("columns", head.row, roles=head.roles)
                names = tuple(at for at in layout.names if at not in levels) or tuple(
                    at for at in range(min(levels)) if at in head.texts or not head.row
                )
                return replace(layout, levels=levels, names=names, guessed=False)
        elif layout and layout.kind == "rows":
            texts = head.below(layout.column)
            return replace(layout, levels=self._levels(texts, layout.levels))
        return found

    def _levels(self, texts: dict[int, str], before: dict[int, LevelName]) -> dict[int, LevelName]:
        made: dict[int, LevelName] = {}
        for at, text in texts.items():
            known = before.get(at)
            what = code_and_title(text)
            names = names_of(text, what)
            if known:
                names = (*names, known.title, *((known.code,) if known.code else ()))
            if written := self.decisions.level(*names):
                self.met.add(written)
                code = self.decisions.levels[written] or what.code
                made[at] = LevelName(code, known.title if known else what.title, True)
            elif known and (written := self.decisions.no_level(*names)):
                self.met.add(written)
            elif known:
                made[at] = known
        return made


def _with_role(layout: Layout, at: int, role: Role) -> Layout:
    others = {*layout.names} - {at}
    names = tuple(sorted(others | {at} if role == "scope" else others))
    layout = replace(layout, roles={**layout.roles, at: role}, names=names)
    before = [n for n in layout.levels if n < at and n not in layout.parts]
    if role == "scope" or layout.kind != "columns" or not before:
        return layout
    levels = {**layout.levels, at: layout.levels[max(before)]}
    return replace(layout, levels=levels, parts={**layout.parts, at: "example"})
