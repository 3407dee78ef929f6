"""Where the reading of one level has come to: the names around the next block, and what was read.

The outermost name around a text is its competency, what is deeper its scope. What each kind of
block says is the work of `sections`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import clean_text
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.outline import BOLD_DEPTH, OutlineHeading
from explorer.drafts.section_scan import (
    BEFORE_HEADINGS,
    SectionScan,
    lines_name_competencies,
    scan_section,
)

SCOPE_SEPARATOR = " / "
_SPEAKS = re.compile(
    r"(?:i|you|we)|(?:everything|all) .{1,60}(?:plus|and|and you|also)", re.IGNORECASE
)


@dataclass(slots=True)
class Position:
    """Where the reading of a level has come to: the names around the next block."""

    heading: OutlineHeading | None = None
    competency: str | None = None
    scopes: tuple[str, ...] = ()
    examples: bool = False
    counter: bool = False
    """Whether these are examples of what nobody should do."""
    tentative: bool = False
    began: bool = False
    """Whether the heading's first bullet or paragraph has been read."""
    maybe: tuple[str | None, bool] | None = None
    """A line "maybe:" and the scope of the first bullet after it, once there is one."""


@dataclass
class SectionState:
    """One run of blocks that belongs to one level, read into `fragments`; what is around the
    levels, and what is to be said, goes to the builder.

    `topic` is the competency of all of it, where levels are told topic by topic.
    """

    blocks: Sequence[Block]
    headings: Mapping[int, OutlineHeading]
    first: int
    end: int
    top: OutlineHeading | None
    builder: DraftBuilder
    topic: str | None = None
    fragments: list[Fragment] = field(default_factory=list)
    position: Position = field(init=False)
    kinds: dict[int, Kind] = field(default_factory=dict)
    scopes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    axes: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scan: SectionScan = scan_section(
            self.blocks, self.headings, self.first, self.end, self.top
        )
        self.position = Position(competency=self.topic)
        self.lines_name = lines_name_competencies(self.scan)
        own = self.blocks[self.first : self.end]
        kinds = {block.kind for block in own}
        # A table right under the level gives facts.
        tables = {
            at
            for at in range(self.first, self.end)
            if self.blocks[at].grid and self.scan.stretch_of(at) != BEFORE_HEADINGS
        }
        self.paragraphs_speak = not tables and "bullet" not in kinds
        """Whether the level has no list and no table, so that its paragraphs are statements."""
        labelled = any(b.kind == "paragraph" and labels.split_label(b.raw) for b in own)
        others = kinds & {"bullet", "table", "quote"}
        self.nothing_else = not others and not self.scan.headings and not labelled
        """Whether these stand right under the level, and there is no summary but them."""

    def open_heading(self, heading: OutlineHeading, block: Block) -> None:
        around = self.scan.inside(heading)
        competency, scopes = self.names_of(around)
        examples = any(h.special == "examples" for h in around)
        if competency is None and heading.special == "examples" and not self._stands_over(heading):
            competency = self.position.competency
        tentative = any(h.special == "maybe" for h in around)
        counter = examples and labels.is_counter_examples(around[-1].text)
        self.position = Position(heading, competency, scopes, examples, counter, tentative)
        if counter:
            self.keep_label(block)

    def _stands_over(self, heading: OutlineHeading) -> bool:
        """Whether a heading is above the competency that was read last: it is the level's."""
        before = [h for h in self.scan.inside(self.position.heading) if not h.special]
        names = [h for h in before if h.at not in self.scan.unwrapped]
        return bool(names) and heading.depth < names[0].depth <= BOLD_DEPTH

    def names_of(self, around: Iterable[OutlineHeading]) -> tuple[str | None, tuple[str, ...]]:
        """The competency and the scopes that headings give, the outermost first.

        A line that only ends in a colon, stands in italics, or goes on with what was said below
        ("Everything in P1, and you") never is a competency.
        """
        names = [h for h in around if not h.special and h.at not in self.scan.unwrapped]
        lines = names and names[0].depth > BOLD_DEPTH and not self.lines_name
        spoken = names and names[0].depth >= BOLD_DEPTH and _SPEAKS.fullmatch(names[0].name)
        if self.topic or not names or lines or spoken:
            return self.topic, tuple(h.name for h in names)
        if names[0].icon:
            self.builder.icons.setdefault(names[0].name, names[0].icon)
        return names[0].name, tuple(h.name for h in names[1:])

    def competency_and_scope(self, at: int | None = None) -> tuple[str | None, str | None]:
        """The competency and the scope of a block, by the headings and bullets around it."""
        if at is None:
            return self.position.competency, SCOPE_SEPARATOR.join(self.position.scopes) or None
        scopes = self.position.scopes + self.scopes.get(at, ())
        return self.position.competency or self.axes.get(at), SCOPE_SEPARATOR.join(scopes) or None

    def keep_label(self, block: Block) -> None:
        """Keep "Anti-patterns" as the words over what follows: without them it says the contrary."""
        self.position.examples = self.position.counter = True
        self.add("prose", clean_text(block.text), block, (self.competency_and_scope()[0], None))

    def add(
        self, kind: Kind, text: str, block: Block, names: tuple[str | None, str | None]
    ) -> None:
        if kind == "example" and self.position.counter:
            kind = "prose"
        self.fragments.append(Fragment(kind, text, tuple(block.lines), *names))

    def end_details(self, at: int) -> None:
        """What was open within details ends; the bullets after them belong around them."""
        heading = self.position.heading
        around = self.scan.inside(heading)
        left = [h for h in around if h.end > at]
        if heading is None or len(left) == len(around):
            return
        competency, scopes = self.names_of(left)
        if competency is None and self.position.examples:
            competency = self.position.competency
        inner = left[-1] if left else None
        examples = any(h.special == "examples" for h in left)
        self.position = Position(inner, competency, scopes, examples, began=True)

    def keep_unused_names(self, here: Iterable[OutlineHeading]) -> None:
        """A heading that names nothing of what was read is kept as unplaced text."""
        used = {p.competency for p in self.fragments}
        used |= {p.scope for p in self.fragments if p.kind == "fact"}
        used |= {part for p in self.fragments if p.scope for part in p.scope.split(SCOPE_SEPARATOR)}
        for heading in here:
            if heading.special or heading.at in self.scan.unwrapped or heading.name in used:
                continue
            self.add("remainder", clean_text(heading.text), self.blocks[heading.at], (None, None))
