"""Documents that tell a ladder in headings and bullets: one role per file, or several in one.

Reads the outline, gives each level the blocks that are its own, and leaves what is around
the levels as prose of the ladder. Which levels there are is said in `outline`, what each
says is read in `sections`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.inline import clean_text
from explorer.drafts.codes import (
    PROFESSIONS,
    STEP,
    code_from_title,
    code_in_file_name,
    is_counted_thing,
    is_role,
    title_in_file_name,
)
from explorer.drafts.decisions import UNDECIDED, Answer, Decisions, decided
from explorer.drafts.draft import Doubt, Draft, Fragment
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.header_words import LevelName, column_role, counted_names, level_name
from explorer.drafts.headings.decided_headings import decided_levels
from explorer.drafts.headings.labelled_levels import as_headings
from explorer.drafts.headings.level_topics import LevelHeading, levels_at
from explorer.drafts.headings.outline import OutlineHeading, find_headings
from explorer.drafts.headings.plain_labels import (
    with_bold_labels,
    with_headed_levels,
    with_headed_lists,
    with_others,
    with_parted_facts,
)
from explorer.drafts.headings.plain_lines import with_name
from explorer.drafts.headings.section_scan import SectionScan
from explorer.drafts.pages.sections import SectionReader
from explorer.drafts.tables.table_words import guessed_headings
from explorer.drafts.tables.tables_beside import expects_of, read_beside
from explorer.files.schema import LONGEST_NAME
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy

_CODE_FACTS = {"level", "grade", "band", "code", "job level", "level code"}
ONE = gettext_lazy("one role per file")
SEVERAL = gettext_lazy("several roles in a file")


def read(
    document_blocks: Sequence[Block], file: str, decisions: Decisions = UNDECIDED
) -> Draft | None:
    """The levels of a document by its headings, or None where no heading is a level."""
    stem = PurePosixPath(file).stem
    document_blocks = with_headed_lists(with_parted_facts(with_headed_levels(document_blocks)))
    document_blocks = with_name(document_blocks, file)
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
    doubts: tuple[Doubt, ...] = ()
    title = title_in_file_name(stem)
    by_file = not met and not decisions.no_level(title)
    if by_file and _speaks_of_its_file(level_headings, document_blocks, stem):
        whole = OutlineHeading(-1, 0, "", title, "", end=len(document_blocks))
        if outline and outline[0].end == len(document_blocks) and len(outline) > 1:
            whole = outline[0]  # "Role profile" over all of it
        level_headings = [LevelHeading(whole, code_in_file_name(stem), title)]
        if code_in_file_name(stem) is None:
            said = gettext_lazy(
                "Is {title} the level? It stands in no heading, but in the file's name.",
                title=quoted(title),
            )
            no = Answer(gettext_lazy("No"), Decisions(not_levels=[*decided([title], None)]))
            doubts = (Doubt(0, said, (no,)),)
    if not level_headings:
        return None
    if not met and (asked := _no_word_says_so(level_headings, document_blocks, outline)):
        doubts = (*doubts, asked)
    document = _Document(document_blocks, outline, level_headings, file)
    levels = [range(first, end) for _, first, end in document.stretches()]
    if instead := with_bold_labels(document_blocks, levels):
        document = _with_blocks(document, instead)
    made = document.read()
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
    named = any(
        each.code or each.topic or PROFESSIONS.search(each.title) for each in level_headings
    )
    return role and not named


def _no_word_says_so(
    level_headings: Sequence[LevelHeading],
    blocks: Sequence[Block],
    outline: Sequence[OutlineHeading],
) -> Doubt | None:
    """The question whether headings are levels that are so by their form alone. Those that each of
    them has within may be the levels as well: "Starting", "Shaping" under "Books", "Visitors"."""
    if any(
        (each.code and each.code != code_from_title(each.title))
        or level_name(each.title)
        # "Step 1: Mix" is one of a recipe as well.
        or (STEP.search(each.title) and not is_counted_thing(each.title.partition(":")[0]))
        or blocks[each.heading.at].level is not None
        for each in level_headings
    ):
        return None
    if len(counted_names(each.title for each in level_headings)) == len(level_headings):
        return None
    titles = [each.title[:LONGEST_NAME] for each in level_headings]
    line = blocks[level_headings[0].heading.at].lines[0]
    said, answers = guessed_headings(titles)
    within = [
        {each.name for each in outline if level.heading.at < each.at < level.heading.end}
        for level in level_headings
    ]
    shared = set.intersection(*within)
    inner: dict[str, str | None] = decided(
        (each.name for each in outline if each.name in shared), None
    )
    if len(level_headings) > 1 and len(inner) > 1:
        label = gettext_lazy("No, {names} are", names=listed_lazy([*map(quoted, [*inner][:3])]))
        others = Decisions(levels=inner, not_levels=[*decided(titles, None)])
        answers = (Answer(label, others), *answers)
    return Doubt(line, said, answers, of_form=True)


def _with_blocks(document: "_Document", instead: Mapping[int, Sequence[Block]]) -> "_Document":
    """The document with other blocks in some places."""
    blocks = with_others(document.blocks, instead)
    outline = find_headings(blocks)
    again = {blocks[heading.at]: heading for heading in outline}

    def renewed(heading: OutlineHeading) -> OutlineHeading:
        return again[document.blocks[heading.at]]

    levels = [
        replace(
            level,
            heading=renewed(level.heading),
            topic=level.topic and renewed(level.topic),
            scope=level.scope and renewed(level.scope),
        )
        for level in document.level_headings
    ]
    return _Document(blocks, outline, levels, document.file)


def _take_code(fragments: list[Fragment], own: str | None) -> str | None:
    """The code of a level: its `own`, which its heading or its file says, or that of a fact,
    `Level: P4`, which says no more and is taken away unless it says another."""
    for fact in (each for each in fragments if (each.scope or "").casefold() in _CODE_FACTS):
        named = level_name(fact.text)
        if named is None or not named.sure:
            break
        if own in (None, named.code) and named.title in (named.code, fact.text):
            fragments.remove(fact)
        return own or named.code
    return own


def _take_title(fragments: list[Fragment], own: str) -> str:
    """The title of a level: its `own`, or that of a fact, `Job title: Site Reliability Engineer`, below
    what names no role (sre-role-profile.docx)."""
    for fact in fragments:
        other = is_role(own) and fact.text.casefold() not in own.casefold()
        titled = fact.kind == "fact" and column_role(fact.scope or "") == "title"
        if titled and is_role(fact.text) and not other:
            fragments.remove(fact)
            return fact.text
    return own


class _Document:
    def __init__(
        self,
        document_blocks: Sequence[Block],
        outline: list[OutlineHeading],
        level_headings: list[LevelHeading],
        file: str,
    ) -> None:
        self.blocks, self.outline = document_blocks, outline
        self.level_headings, self.file = level_headings, file
        self.headings = {heading.at: heading for heading in outline}
        self.topics = {each.topic.at for each in level_headings if each.topic}
        self.leave_out_titles()
        self.kept = {each for level in level_headings for each in (level.topic, level.scope)}
        self.kept |= set(outline[:1])
        self.ladders = {level_heading.ladder for level_heading in level_headings}
        self.builder = DraftBuilder()
        self.tables: list[tuple[Grid, str]] = []
        names = [LevelName(each.code, each.title, sure=True) for each in level_headings]
        self.beside = any(block.grid and expects_of(block.grid, names) for block in document_blocks)
        """Whether a table outside of the levels says what is expected at them."""

    def leave_out_titles(self) -> None:
        """Take the level's title off the headings under it, where that is how the document writes:
        "Senior Engineer Responsibilities" under "Senior Engineer" (titles-in-headings.md)."""
        for level_heading, first, end in self.stretches():
            start = f"{level_heading.title} ".casefold()
            for at in range(first, end):
                heading = self.headings.get(at)
                if heading and heading.name.casefold().startswith(start):
                    name = heading.name[len(start) :].strip(" :–—-")
                    self.headings[at] = replace(heading, name=name or heading.name)

    def read(self) -> Draft:
        done = 0
        for level_heading, first, end in self.stretches():
            self.read_around(done, level_heading.heading.at)
            self.read_level(level_heading, first, end)
            done = end
        self.read_around(done, len(self.blocks))
        self.say_what_slipped()
        read_beside(self.tables, self.builder)
        self.name_track()
        self.builder.warnings.sort(key=lambda warning: warning.line)
        several = len({level_heading.heading.at for level_heading in self.level_headings}) > 1
        return self.builder.build(self.file, SEVERAL if several else ONE, self.ladder_name())

    def name_track(self) -> None:
        """Where tables tell of a track of their own, the heading over the levels names theirs."""
        over, *others = {each.heading.parent for each in self.level_headings}
        told = any(entry.ladder for entry in self.builder.entries)
        if told and over and over.depth > 1 and not others:
            for entry in self.builder.entries:
                entry.ladder = entry.ladder or over.name

    def stretches(self) -> list[tuple[LevelHeading, int, int]]:
        """Each level with the blocks that are its own: first and end."""
        found = []
        nexts = [*(each.heading.at for each in self.level_headings[1:]), len(self.blocks)]
        for level_heading, last in zip(self.level_headings, nexts, strict=True):
            first, end = level_heading.heading.at + 1, min(level_heading.heading.end, last)
            told = (b for b in self.blocks[first:end] if b.grid or b.kind == "bullet")
            if len(nexts) == 1 and all(labels.split_label(block.raw) for block in told):
                end = last  # what follows is no deeper than the only level, and should be
            found.append((level_heading, first, end))
        return found

    def read_around(self, first: int, end: int) -> None:
        """What stands before, between and after the levels: prose of the ladder."""
        over = ""
        about: OutlineHeading | None = None
        for at in range(max(first, 0), end):
            block = self.blocks[at]
            heading = self.headings.get(at)
            if heading is not None:
                over = heading.name
                about = heading if at in self.topics else None
                if heading.special or heading in self.kept or heading.name in self.ladders:
                    continue  # it is the name of something
                if block.kind == "paragraph" and block.text.endswith((".", "!", "?", ":", "：")):
                    self.builder.add_text(block)
                else:
                    left = Fragment("remainder", heading.name, tuple(block.lines))
                    self.builder.prose.append(left)
            elif block.grid:
                self.tables.append((block.grid, over))
            elif about and block.kind in ("paragraph", "quote"):
                # The description of a competency; its first level keeps it.
                said = Fragment("summary", clean_text(block.text), tuple(block.lines), about.name)
                self.builder.prose.append(said)
            elif block.kind in ("bullet", "paragraph", "quote", "comment", "code"):
                self.builder.add_text(block)

    def say_what_slipped(self) -> None:
        slipped = [heading for heading in self.outline if heading.slipped]
        if slipped:
            names = ", ".join(quoted(each.name) for each in slipped[:3])
            said = gettext_lazy(
                "as deep as a level and read as its part, as it is elsewhere: {names}", names=names
            )
            self.builder.warn(self.blocks[slipped[0].at].lines[0], said)

    def ladder_name(self) -> str | None:
        """What the heading around or before all levels says, where there is one."""
        first = next((h for h in self.outline if h.depth <= 60), None)
        if first is None or first.name in self.ladders or first.at in self.topics:
            return None
        return first.name if first.at < self.level_headings[0].heading.at else None

    def read_level(self, level_heading: LevelHeading, first: int, end: int) -> None:
        """Read a level into an entry of its own, or the one that another topic has begun."""
        heading, topic = level_heading.heading, level_heading.topic
        scan = SectionScan(self.blocks, self.headings, first, end, heading, self.beside)
        names = [each.name for each in (topic, level_heading.scope) if each]
        section = SectionReader(scan, self.builder, *names).read()
        if topic and topic.icon:
            self.builder.icons[topic.name] = topic.icon
        said = _take_title(section.fragments, level_heading.title)
        named = code_from_title(level_heading.title)  # "Engineer II" may have one beside it
        own = (
            None
            if level_heading.code == named and said == level_heading.title
            else level_heading.code
        )
        code = _take_code(section.fragments, own) or code_from_title(said)
        line = self.blocks[max(heading.at, 0)].lines[0]
        self.say_which_code(level_heading.code, line)
        ladder = level_heading.ladder
        known = [e for e in self.builder.entries if topic and (e.code, e.ladder) == (code, ladder)]
        # "AQ1" alone is no title, which a table may say.
        title = "" if said == code and not code.isalpha() else said
        coded = code != code_from_title(title)
        entry = known[0] if known else self.builder.begin(code, title, line, ladder, coded)
        entry.fragments += section.fragments

    def say_which_code(self, code: str | None, line: int) -> None:
        of_file = code_in_file_name(PurePosixPath(self.file).stem)
        if len(self.level_headings) == 1 and code and of_file and of_file != code.upper():
            said = gettext_lazy(
                "The heading says {code}, the file's name {of_file}; the heading decides.",
                code=code,
                of_file=of_file,
            )
            self.builder.warn(line, said)
