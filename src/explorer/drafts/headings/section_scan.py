"""What has to be known of a level before its first line is read.

Which headings only frame others, whether there are sections at all, and which stretches of
bullets are labelled throughout or only lead elsewhere. What follows from it is the work
of `sections`.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from explorer.documents import labels
from explorer.documents.blocks import ITALIC, Block, emphasis_depth
from explorer.drafts.frame_words import FACT_NAMES, SPEAKS, SUMMARY_NAMES, is_frame
from explorer.drafts.header_words import say_what_is_done
from explorer.drafts.headings.nesting import nest_bullets
from explorer.drafts.headings.outline import BOLD_DEPTH, OutlineHeading

_PRONOUN_FIRST = re.compile(r"(?:i|you|we|they|he|she)\b", re.IGNORECASE)
"""A line that speaks to or of somebody ("You can:") is no name of a competency."""
# What is expected of somebody: "You keep the calendar", "Keeps the calendar".
OF_SOMEBODY = re.compile(
    r"(?:you|i|we|they|he|she|du|ich|sie|vous|tu|je|il|elle|usted"
    r"|(?!as\b|this\b)[a-z-]*[^\Ws]s(?! (?:can|will|may|must|should|are|have)\b))\b .",
    re.IGNORECASE,
)
BEFORE_HEADINGS = -1
"""The stretch of blocks before the first heading within a level."""

_OF_LINKS = re.compile(
    r"\b(?:related|see also|other|links?|contents|(?:on|about) this page|resources|references|further"
    r"|next|more|siehe auch|inhalt|weiter\w*|voir aussi|liens|sommaire|véase|enlaces|vedi|pagine?)\b",
    re.IGNORECASE,
)


class SectionScan:
    """One level from above. A stretch is what stands between two headings, and is named by the
    place of the one before it."""

    def __init__(
        self,
        blocks: Sequence[Block],
        headings: Mapping[int, OutlineHeading],
        first: int,
        end: int,
        top: OutlineHeading,
        beside: bool = False,
    ) -> None:
        self.blocks, self.heading_at = blocks, headings
        self.first, self.end, self.top = first, end, top
        self.headings = [headings[at] for at in range(first, end) if at in headings]
        self.named = [heading for heading in self.headings if not heading.special]
        self.items = nest_bullets(blocks, first, end)
        self.stretch_of: dict[int, int] = {}
        """The stretch that each place is in."""
        stretch = BEFORE_HEADINGS
        for at in range(first, end):
            stretch = self.stretch_of[at] = at if at in headings else stretch
        outermost: dict[int, list[int]] = {}
        for at, item in self.items.items():
            if item.parent is None and not labels.is_marker(blocks[at].text):
                outermost.setdefault(self.stretch_of[at], []).append(at)

        def of(test: Callable[[int], object]) -> set[int]:
            """The stretches whose outermost bullets are all so."""
            return {stretch for stretch, those in outermost.items() if all(map(test, those))}

        self.labelled = of(lambda at: self.items[at].labelled)
        naming = of(
            lambda at: self.items[at].introduces and not _PRONOUN_FIRST.match(blocks[at].text)
        )
        self.naming = {stretch for stretch in naming if len(outermost[stretch]) > 1}
        """Stretches of several outermost bullets that are nothing but names of those in them."""
        self.links = of(self._leads_elsewhere)
        """Stretches that only lead elsewhere."""
        # The only heading over bullets with a label each, but for "At this level, you will": the
        # labels are the competencies, as are the names in a table under such a heading:
        # service-designer.md.
        topics = [h for h in self.named if not SPEAKS.fullmatch(h.name)]
        named = set(self.labelled) if len(topics) == 1 else set[int]()
        named |= {self.stretch_of[at] for at in range(first, end) if blocks[at].grid}
        of_labels = {h.at for h in self.named if h.at in named and is_frame(h.name)}
        self.frame = self._frame() | of_labels
        """Headings that only frame others, or say what the level is, and name no competency."""
        labelled_texts = [item.labelled[1] for item in self.items.values() if item.labelled]
        self.sections = any(h.at not in of_labels for h in topics) or (
            beside and not say_what_is_done(labelled_texts)
        )
        """Whether something stands under a heading of its own, or in a table `beside` the levels,
        so that labels name facts: cataloguing.md."""
        own = blocks[first:end]
        kinds = {own[at - first].kind for at in range(first, end) if not self._is_example(at)}
        self.paragraphs_speak = kinds.isdisjoint(("bullet", "table"))
        """Whether the level has no list and no table but those of examples, so that its paragraphs
        are statements: milestones-by-topic.md."""
        labelled = any(labels.split_label(block.raw) for block in own)
        speak = self.paragraphs_speak and "quote" not in kinds
        self.nothing_else = speak and not self.headings and not labelled
        """Whether these stand right under the level, and there is no summary but them."""

    def _leads_elsewhere(self, at: int) -> bool:
        """Whether a bullet is a link, or begins with one under "Related"; links under another name
        say what is expected."""
        raw, stretch = self.blocks[at].raw, self.stretch_of[at]
        if stretch == BEFORE_HEADINGS or not _OF_LINKS.search(self.heading_at[stretch].name):
            return stretch == BEFORE_HEADINGS and labels.is_link(raw)
        return labels.is_link(raw) or (raw[:1] == "[" and "](" in raw)

    def facts_of_lines(self, at: int) -> list[tuple[str, str]]:
        """The names and values of a paragraph whose every line is `Name: value`: one of several
        lines, or one with a value of a few words ("Reports to: CTO"); [] of another."""
        block = self.blocks[at]
        lines = block.source or [block.raw]
        told = [each for line in lines if (each := labels.split_plain_label(line))]
        short = all(map(labels.split_short_fact, lines))
        all_told = len(block.lines) == len(lines) == len(told)
        return told if all_told and (short or len(lines) > 1) else []

    def _is_example(self, at: int) -> bool:
        heading = self.heading_at.get(self.stretch_of[at])
        if heading is None or at >= heading.end or heading.special != "examples":
            return False
        return not labels.says_how_it_looks(heading.text)

    @cached_property
    def _runs(self) -> list[int]:
        """Where the blocks of one kind begin that each block is among."""
        runs = [self.first]
        for at, (before, block) in enumerate(pairwise(self.blocks[self.first : self.end])):
            runs.append(runs[-1] if block.kind == before.kind else self.first + at + 1)
        return runs

    def inside(self, heading: OutlineHeading | None) -> list[OutlineHeading]:
        """The headings around a place within the level, from the outermost."""
        found: list[OutlineHeading] = []
        while heading is not None and self.first <= heading.at:
            found.append(heading)
            heading = heading.parent
        return found[::-1]

    def lines_name_competencies(self) -> bool:
        """Whether lines that end in a colon are all the names that a level has ("Knowledge:",
        "Execution:"), and none speaks to somebody ("You can:")."""
        return all(
            h.depth > BOLD_DEPTH and h.beside > 1 and not _PRONOUN_FIRST.match(h.name)
            for h in self.named
        )

    def _frame(self) -> set[int]:
        outer = [h for h in self.named if len(self.inside(h)) == 1]
        within = Counter(h.parent.at for h in self.named if h.parent and h.depth <= BOLD_DEPTH)
        about = {
            h.at
            for h in outer
            if (not h.bullets and h.name.casefold() in SUMMARY_NAMES)
            or h.name.casefold() in FACT_NAMES
        }
        # "Expectations" over "Example behaviours" in a competency: management-track.md.
        over = {h.parent.name for h in self.headings if h.special == "examples" and h.parent}
        about |= {h.at for h in self.named if h.parent and h.name in over and is_frame(h.name)}
        # Of several that hold others each is a competency.
        around = [h.at for h in outer if not h.content and within[h.at]]
        others = [h for h in outer if h.at not in about]
        alone = len(others) == 1 and within[others[0].at] > 1
        if len(around) == 1 and (alone or is_frame(self.heading_at[around[0]].name)):
            about.add(around[0])
        return about

    def closing(self) -> int:
        """Where the last level of a document ends before lines that close the document: its version
        or licence in italics, or whom to ask, below a rule or below the last of several lists.
        """
        at = self.end
        if at == len(self.blocks):
            while at - 1 > self.first and at - 2 not in self.heading_at and self._closes(at - 1):
                at -= 1
        return at

    def _closes(self, at: int) -> bool:
        """Whether a line says nothing of the level: it stands below a rule, or below its last
        list, table or text where none before, which a heading ended, has such a line."""
        block = self.blocks[at]
        if block.kind not in ("paragraph", "quote") or labels.is_marker(block.text):
            return False
        other = self._runs[at - self.first] - 1
        apart = emphasis_depth(block.raw) == ITALIC or labels.leads_elsewhere(block.text)
        if apart or other <= max(self.stretch_of[at], self.first - 1):
            return apart
        above = self.blocks[other].kind
        if above == "rule":
            return True
        headed = self._first_after.get((above, None), at) < at
        return headed and self._first_after.get((above, block.kind), at) > other

    @cached_property
    def _first_after(self) -> dict[tuple[str, str | None], int]:
        """Where a block of some kind is first followed by one of another, or by a heading (None)."""
        first: dict[tuple[str, str | None], int] = {}
        for at, (above, below) in enumerate(pairwise(self.blocks), 1):
            if not labels.is_marker(below.text):
                first.setdefault((above.kind, None if at in self.heading_at else below.kind), at)
        return first
