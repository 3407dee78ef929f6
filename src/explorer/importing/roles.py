"""Documents that tell a ladder in headings and bullets: a role a file, or several in one.

Reads the outline, gives each level the blocks that are its own, and leaves what is around
the levels as prose of the ladder. Which levels there are is said in `outline`, what each
says is read in `sections`.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from explorer.importing import labels
from explorer.importing.blocks import Block
from explorer.importing.codes import (
    PROFESSIONS,
    code_from_title,
    code_in_file_name,
    is_role,
    is_time,
    title_in_file_name,
)
from explorer.importing.decided_headings import decided_levels
from explorer.importing.decisions import UNDECIDED, Answer, Decisions
from explorer.importing.draft import (
    Draft,
    DraftLevel,
    Fragment,
    ImportWarning,
    Kind,
    merge_levels,
)
from explorer.importing.draft_builder import TIME_FACT
from explorer.importing.grids import Grid
from explorer.importing.header_words import level_name
from explorer.importing.inline import clean_text
from explorer.importing.labelled_levels import as_headings
from explorer.importing.level_headings import LevelHeading, levels_at
from explorer.importing.one_level_tables import facts_of_levels
from explorer.importing.outline import OutlineHeading, find_headings
from explorer.importing.sections import SectionReader
from explorer.problems import quoted

_CODE_FACTS = {"level", "grade", "band", "code", "job level", "level code"}
ONE, SEVERAL = "a role a file", "several roles in a file"


def read(
    document_blocks: Sequence[Block], file: str, decisions: Decisions = UNDECIDED
) -> Draft | None:
    """The levels of a document by its headings, or None where no heading is a level."""
    stem = PurePosixPath(file).stem
    outline = find_headings(document_blocks)
    level_headings, met = decided_levels(outline, document_blocks, stem, decisions)
    if (
        not met
        and not any(level_heading.code for level_heading in level_headings)
        and (labelled := as_headings(document_blocks))
    ):
        document_blocks, places = labelled
        outline = find_headings(document_blocks)
        level_headings = levels_at(outline, places)
    doubts: tuple[ImportWarning, ...] = ()
    title = title_in_file_name(stem)
    by_file = not met and not decisions.no_level(title)
    if by_file and _speaks_of_its_file(level_headings, document_blocks, stem):
        whole = OutlineHeading(-1, 0, "", title, "", end=len(document_blocks))
        level_headings = [LevelHeading(whole, code_in_file_name(stem), title)]
        if code_in_file_name(stem) is None:
            said = f"Is {quoted(title)} the level? It stands in no heading, but in the file's name."
            no = Answer("No", Decisions(not_levels=[title[:200]]))
            doubts = (ImportWarning(0, said, True, (no,)),)
    if not level_headings:
        return None
    made = _Document(document_blocks, outline, level_headings, file).read()
    return replace(made, warnings=(*made.warnings, *doubts), met=met)


def _speaks_of_its_file(
    level_headings: Sequence[LevelHeading], document_blocks: Sequence[Block], stem: str
) -> bool:
    """Whether the level of a document is named by its file alone: no heading in it names one, or
    only grades do that look like roles ("Supports"), while the file's name has a profession."""
    if not any(block.kind == "bullet" for block in document_blocks):
        return False
    title = title_in_file_name(stem)
    role = is_role(title) and PROFESSIONS.search(title) is not None
    if not level_headings:
        return role or code_in_file_name(stem) is not None
    named = any(each.code or PROFESSIONS.search(each.title) for each in level_headings)
    return role and not named


def _code_among_facts(fragments: Sequence[Fragment]) -> str | None:
    """The code of a level whose heading has none, in a fact of it: `Level: P4`."""
    for each in fragments:
        if each.kind == "fact" and (each.scope or "").casefold() in _CODE_FACTS:
            named = level_name(each.text)
            return named.code if named else None
    return None


class _Document:
    def __init__(
        self,
        document_blocks: Sequence[Block],
        outline: list[OutlineHeading],
        level_headings: list[LevelHeading],
        file: str,
    ) -> None:
        self.blocks, self.outline, self.level_headings, self.file = (
            document_blocks,
            outline,
            level_headings,
            file,
        )
        self.headings = {heading.at: heading for heading in outline}
        self.kept = {level_heading.topic for level_heading in level_headings} | set(outline[:1])
        self.ladders = {level_heading.ladder for level_heading in level_headings}
        self.prose: list[Fragment] = []
        self.warnings: list[ImportWarning] = []
        self.tables: list[Grid] = []

    def read(self) -> Draft:
        stretches = self.stretches()
        done = 0
        sections: list[tuple[LevelHeading, SectionReader]] = []
        for level_heading, first, end in stretches:
            self.read_around(done, level_heading.heading.at)
            topic = level_heading.topic.name if level_heading.topic else None
            section = SectionReader(
                self.blocks,
                self.headings,
                first,
                end,
                level_heading.heading,
                topic,
            ).read()
            if level_heading.topic and level_heading.topic.icon:
                section.icons[level_heading.topic.name] = level_heading.topic.icon
            sections.append((level_heading, section))
            done = end
        self.read_around(done, len(self.blocks))
        self.say_what_slipped()
        levels = self.with_indexes(self.merged(sections))
        return Draft(
            file=self.file,
            shape=SEVERAL
            if len({level_heading.heading.at for level_heading in self.level_headings}) > 1
            else ONE,
            name=self.ladder_name(),
            levels=tuple(levels),
            prose=tuple(self.prose),
            warnings=tuple(sorted(self.warnings, key=lambda warning: warning.line)),
        )

    def stretches(self) -> list[tuple[LevelHeading, int, int]]:
        """Each level with the blocks that are its own: first and end."""
        document_blocks = []
        for at, level_heading in enumerate(self.level_headings):
            first = level_heading.heading.at + 1
            last = (
                self.level_headings[at + 1].heading.at
                if at + 1 < len(self.level_headings)
                else len(self.blocks)
            )
            end = min(level_heading.heading.end or last, last)
            deep = end < last and self.blocks[end].depth * 10 >= level_heading.heading.depth
            if (
                end < last
                and (deep or len(self.level_headings) == 1)
                and self.only_begins(first, end)
            ):
                # What is no deeper than the level, and should be: all that follows is its own.
                end = last
            document_blocks.append((level_heading, first, end))
        return document_blocks

    def only_begins(self, first: int, end: int) -> bool:
        """Whether a level has no more right under it than a summary, and facts if it is alone."""
        for at in range(first, end):
            if at in self.headings and not self.headings[at].special:
                return False
            block = self.blocks[at]
            if block.grid:
                return False
            if block.kind == "bullet" and (
                len(self.level_headings) > 1 or not labels.split_label(block.raw)
            ):
                return False
        return True

    def read_around(self, first: int, end: int) -> None:
        """What stands before, between and after the levels: prose of the ladder."""
        for at in range(max(first, 0), end):
            block = self.blocks[at]
            heading = self.headings.get(at)
            if heading is not None:
                if heading.special or self.names_something(heading):
                    continue
                if block.kind == "paragraph" and block.text.endswith((".", "!", "?")):
                    self.prose.append(Fragment("prose", block.text, tuple(block.lines)))
                else:
                    self.prose.append(Fragment("remainder", heading.name, tuple(block.lines)))
            elif block.kind in ("bullet", "paragraph", "quote"):
                remark = labels.note_text(block.text)
                kind: Kind = "note" if remark else "prose"
                self.prose.append(Fragment(kind, remark or block.text, tuple(block.lines)))
            elif block.kind == "comment":
                self.prose.append(Fragment("note", block.text, tuple(block.lines)))
            elif block.grid:
                self.tables.append(block.grid)
            elif block.kind == "code":
                self.prose.append(Fragment("remainder", block.text, tuple(block.lines)))

    def names_something(self, heading: OutlineHeading) -> bool:
        """Whether a heading around the levels is kept as the name of something."""
        return heading in self.kept or heading.name in self.ladders

    def say_what_slipped(self) -> None:
        slipped = [heading for heading in self.outline if heading.slipped]
        if slipped:
            names = ", ".join(quoted(each.name) for each in slipped[:3])
            said = f"as deep as a level and read as its part, as it is elsewhere: {names}"
            self.warnings.append(ImportWarning(self.blocks[slipped[0].at].lines[0], said))

    def with_indexes(self, levels: list[DraftLevel]) -> list[DraftLevel]:
        """The levels with what tables around them say of each; other tables are prose."""
        for grid in self.tables:
            facts = facts_of_levels(grid, levels)
            if not facts:
                self.table(grid)
                continue
            levels = [
                replace(level, fragments=(*facts.get(at, ()), *level.fragments))
                for at, level in enumerate(levels)
            ]
        return levels

    def table(self, grid: Grid) -> None:
        """A table of no level: a row a line of prose."""
        for row in grid.rows:
            cells = {id(cell): cell for cell in row if cell.values}.values()
            if cells:
                lines = tuple(sorted({line for cell in cells for line in cell.lines}))
                text = " | ".join(clean_text(cell.text) for cell in cells)
                self.prose.append(Fragment("prose", text, lines))

    def holds_level(self, heading: OutlineHeading) -> bool:
        """Whether a heading holds a level, and so names a ladder or a topic."""
        if not hasattr(self, "_leading"):
            self._holding_levels: set[int] = set()
            for level_heading in self.level_headings:
                above = level_heading.heading.parent
                while above is not None:
                    self._holding_levels.add(above.at)
                    above = above.parent
        return heading.at in self._holding_levels

    def ladder_name(self) -> str | None:
        """What the heading around all levels says, where there is one."""
        proper = [h for h in self.outline if h.depth <= 60]
        first = proper[0] if proper else None
        if first is None or any(
            level_heading.heading is first for level_heading in self.level_headings
        ):
            return None
        return (
            first.name
            if self.holds_level(first) or first.at < self.level_headings[0].heading.at
            else None
        )

    def merged(self, sections: list[tuple[LevelHeading, SectionReader]]) -> list[DraftLevel]:
        """The levels; what several places say about one of them is put together."""
        of_file = code_in_file_name(PurePosixPath(self.file).stem)
        levels: dict[tuple[object, ...], list[DraftLevel]] = {}
        for level_heading, section in sections:
            heading = level_heading.heading
            lines = self.blocks[heading.at].lines if heading.at >= 0 else []
            code = level_heading.code or _code_among_facts(section.fragments)
            code = code or code_from_title(level_heading.title)
            line = lines[0] if lines else 1
            if (
                len(self.level_headings) == 1
                and of_file
                and level_heading.code
                and of_file != level_heading.code.upper()
            ):
                said = f"The heading says {level_heading.code}, the file's name {of_file}; the heading decides."
                self.warnings.append(ImportWarning(line, said))
            key = (
                (code, level_heading.ladder)
                if level_heading.topic
                else (code, level_heading.ladder, line)
            )
            self.warnings += section.warnings
            self.prose += section.around
            title, fragments = level_heading.title, tuple(section.fragments)
            if is_time(title):
                fragments = (Fragment("fact", title, (line,), None, TIME_FACT), *fragments)
                title = code
            levels.setdefault(key, []).append(
                DraftLevel(
                    code=code,
                    title=title,
                    fragments=fragments,
                    icons=section.icons,
                    line=line,
                    ladder=level_heading.ladder,
                )
            )
        return [merge_levels(same) for same in levels.values()]
