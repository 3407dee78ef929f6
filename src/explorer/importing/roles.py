"""Documents that tell a ladder in headings and bullets: a role a file, or several in one.

Reads the outline, gives each level the blocks that are its own, and leaves what is around
the levels as prose of the ladder. Which levels there are is said in `outline`, what each
says is read in `sections`.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from explorer.importing import labels
from explorer.importing.blocks import Block
from explorer.importing.codes import as_code, in_file_name
from explorer.importing.draft import (
    Draft,
    DraftLevel,
    Fragment,
    ImportWarning,
    Kind,
    completed,
    merge_levels,
)
from explorer.importing.inline import said
from explorer.importing.labelled_levels import as_headings
from explorer.importing.line_reader import blocks
from explorer.importing.outline import LevelHeading, OutlineHeading, headings, levels
from explorer.importing.page_titles import titled
from explorer.importing.pipe_rows import split_row
from explorer.importing.sections import SectionState

ONE, SEVERAL = "a role a file", "several roles in a file"


def read(lines: Sequence[str], file: str) -> Draft | None:
    """The levels of a document by its headings, or None where no heading is a level."""
    stem = PurePosixPath(file).stem
    made = titled(blocks(lines), lines)
    found = headings(made)
    rungs = levels(found, made, stem)
    if not any(rung.code for rung in rungs) and (labelled := as_headings(made)):
        made = labelled
        found = headings(made)
        rungs = levels(found, made, stem)
    if not rungs and in_file_name(stem) and any(block.kind == "bullet" for block in made):
        rungs = [
            LevelHeading(
                OutlineHeading(-1, 0, "", stem, "", end=len(made)), in_file_name(stem), stem
            )
        ]
    if not rungs:
        return None
    reader = _Document(made, found, rungs, file)
    return completed(reader.read(), lines)


class _Document:
    def __init__(
        self, made: list[Block], found: list[OutlineHeading], rungs: list[LevelHeading], file: str
    ) -> None:
        self.blocks, self.found, self.rungs, self.file = made, found, rungs, file
        self.headings = {heading.at: heading for heading in found}
        self.kept = {rung.topic for rung in rungs} | set(found[:1])
        self.ladders = {rung.family for rung in rungs}
        self.prose: list[Fragment] = []
        self.structure: set[int] = set()
        self.cautions: list[ImportWarning] = []

    def read(self) -> Draft:
        stretches = self.stretches()
        speaking = not any(
            self.blocks[at].kind in ("bullet", "table")
            for _, first, end in stretches
            for at in range(first, end)
        )
        done = 0
        sections: list[tuple[LevelHeading, SectionState]] = []
        for rung, first, end in stretches:
            self.around(done, rung.heading.at)
            topic = rung.topic.name if rung.topic else None
            section = SectionState(
                self.blocks, self.headings, first, end, rung.heading, topic, speaking
            ).read()
            if rung.topic and rung.topic.icon:
                section.icons[rung.topic.name] = rung.topic.icon
            sections.append((rung, section))
            done = end
        self.around(done, len(self.blocks))
        return Draft(
            file=self.file,
            shape=SEVERAL if len({rung.heading.at for rung in self.rungs}) > 1 else ONE,
            name=self.family_name(),
            levels=tuple(self.merged(sections)),
            prose=tuple(self.prose),
            structure=frozenset(self.structure),
            warnings=tuple(sorted(self.cautions, key=lambda caution: caution.line)),
        )

    def stretches(self) -> list[tuple[LevelHeading, int, int]]:
        """Each level with the blocks that are its own: first and end."""
        made = []
        for at, rung in enumerate(self.rungs):
            first = rung.heading.at + 1
            last = self.rungs[at + 1].heading.at if at + 1 < len(self.rungs) else len(self.blocks)
            end = min(rung.heading.end or last, last)
            deep = end < last and self.blocks[end].depth * 10 >= rung.heading.depth
            if end < last and (deep or len(self.rungs) == 1) and self.only_begins(first, end):
                # What is no deeper than the level, and should be: all that follows is its own.
                end = last
            made.append((rung, first, end))
        return made

    def only_begins(self, first: int, end: int) -> bool:
        """Whether a level has no more right under it than a summary, and facts if it is alone."""
        for at in range(first, end):
            if at in self.headings and not self.headings[at].special:
                return False
            block = self.blocks[at]
            if block.kind in ("table", "html-table"):
                return False
            if block.kind == "bullet" and (len(self.rungs) > 1 or not labels.label(block.raw)):
                return False
        return True

    def around(self, first: int, end: int) -> None:
        """What stands before, between and after the levels: prose of the ladder."""
        for at in range(max(first, 0), end):
            block = self.blocks[at]
            heading = self.headings.get(at)
            if heading is not None:
                if heading.special or self.is_kept(heading):
                    self.structure.update(block.lines)
                elif block.kind == "paragraph" and block.text.endswith((".", "!", "?")):
                    self.prose.append(Fragment("prose", block.text, tuple(block.lines)))
                else:
                    self.prose.append(Fragment("remainder", heading.name, tuple(block.lines)))
            elif block.kind in ("bullet", "paragraph", "quote"):
                remark = labels.note(block.text)
                kind: Kind = "note" if remark else "prose"
                self.prose.append(Fragment(kind, remark or block.text, tuple(block.lines)))
            elif block.kind == "comment":
                self.prose.append(Fragment("note", block.text, tuple(block.lines)))
            elif block.kind == "table":
                self.table(block)
            elif block.kind in ("html-table", "code"):
                text = block.text or "\n".join(block.source)
                self.prose.append(Fragment("remainder", text, tuple(block.lines)))
            else:
                self.structure.update(block.lines)

    def is_kept(self, heading: OutlineHeading) -> bool:
        """Whether a heading around the levels is kept as the name of something."""
        return heading in self.kept or heading.name in self.ladders

    def table(self, block: Block) -> None:
        """A table of no level, an index mostly: a row a line of prose."""
        for number, line in zip(block.lines, block.source, strict=True):
            cells = [said(cell) for cell in split_row(line)]
            if any(cell.strip(" :-") for cell in cells):
                self.prose.append(Fragment("prose", " | ".join(filter(None, cells)), (number,)))
            else:
                self.structure.add(number)

    def leads(self, heading: OutlineHeading) -> bool:
        """Whether a heading holds a level, and so names a family or a topic."""
        if not hasattr(self, "_leading"):
            self._leading: set[int] = set()
            for rung in self.rungs:
                above = rung.heading.parent
                while above is not None:
                    self._leading.add(above.at)
                    above = above.parent
        return heading.at in self._leading

    def family_name(self) -> str | None:
        """What the heading around all levels says, where there is one."""
        proper = [h for h in self.found if h.depth <= 60]
        first = proper[0] if proper else None
        if first is None or any(rung.heading is first for rung in self.rungs):
            return None
        return first.name if self.leads(first) or first.at < self.rungs[0].heading.at else None

    def merged(self, sections: list[tuple[LevelHeading, SectionState]]) -> list[DraftLevel]:
        """The levels; what several places say about one of them is put together."""
        of_file = in_file_name(PurePosixPath(self.file).stem)
        levels: dict[tuple[object, ...], list[DraftLevel]] = {}
        for rung, section in sections:
            heading = rung.heading
            lines = self.blocks[heading.at].lines if heading.at >= 0 else []
            code = rung.code or as_code(rung.title)
            line = lines[0] if lines else 1
            if len(self.rungs) == 1 and of_file and rung.code and of_file != rung.code.upper():
                said = (
                    f"The heading says {rung.code}, the file's name {of_file}; the heading decides."
                )
                self.cautions.append(ImportWarning(line, said))
            key = (code, rung.family) if rung.topic else (code, rung.family, line)
            self.cautions += section.cautions
            self.prose += section.outside
            levels.setdefault(key, []).append(
                DraftLevel(
                    code=code,
                    title=rung.title,
                    pieces=tuple(section.pieces),
                    icons=section.icons,
                    line=line,
                    structure=frozenset(section.structure) | frozenset(lines),
                    family=rung.family,
                )
            )
        return [merge_levels(same) for same in levels.values()]
