"""What has to be known of a level before its first line is read.

Which headings only wrap others, whether there are sections at all, and which stretches of
bullets are labelled throughout or only lead elsewhere. What follows from it is the work
of `sections`.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.drafts.nesting import NestedBullet, nest_bullets
from explorer.drafts.outline import BOLD_DEPTH, OutlineHeading

_PRONOUN_FIRST = re.compile(r"(?:i|you|we|they|he|she)\b", re.IGNORECASE)
"""A line that speaks to or of somebody ("You can:") is no name of a competency."""

BEFORE_HEADINGS = -1
"""The stretch of blocks before the first heading within a level."""

# Headings over all competencies that name none: "Expectations".
_WRAPPERS = {
    "expectations",
    "competencies",
    "competences",
    "skills",
    "core skills",
    "core competencies",
    "core responsibilities",
    "key responsibilities",
    "responsibilities",
    "skills and competencies",
    "responsibilities and expectations",
    "role expectations",
    "what we expect",
    "dimensions",
    "expectations by area",
    "areas",
    "criteria",
    "behaviours",
    "behaviors",
}
# Headings over what the level is: test_a_summary_under_a_heading_of_that_name_is_the_levels_own.
SUMMARY_NAMES = {
    "summary",
    "overview",
    "in short",
    "description",
    "role summary",
    "tl;dr",
    "about",
    "role description",
    "introduction",
    "about this role",
    "about the role",
    "role overview",
    "resumen",
    "résumé",
    "zusammenfassung",
    "kurzbeschreibung",
    "resumo",
    "概要",
}


# "Facts" over the labelled bullets of L2-Legal-Counsel.md.
_FACT_NAMES = {"facts", "key facts", "at a glance", "quick facts", "in brief", "basics"}


# "Skills needed for this role level": a heading with such a word names no competency by itself.
_FRAME_WORD = re.compile(
    r"\b(?:skills|expectations|competenc(?:i?es)|responsibilities|requirements|behaviou?rs|capabilities"
    r"|kompetenzen|fähigkeiten|erwartungen|compétences|attentes|competencias)\b",
    re.IGNORECASE,
)
FRAME_NAMES = frozenset(_WRAPPERS | SUMMARY_NAMES | _FACT_NAMES)
"""Headings that only say what stands under them."""


@dataclass(frozen=True, slots=True)
class SectionScan:
    """One level from above. A stretch is what stands between two headings, and is named by
    the place of the one before it."""

    first: int
    top: OutlineHeading | None
    headings: tuple[OutlineHeading, ...]
    items: Mapping[int, NestedBullet]
    stretches: Sequence[int]
    unwrapped: frozenset[int]
    labelled: frozenset[int]
    naming: frozenset[int]
    """Stretches of several outermost bullets that are nothing but names of those in them."""
    links: frozenset[int]
    sections: bool
    """Whether something stands under a heading of its own."""

    def stretch_of(self, at: int) -> int:
        """The stretch that a place is in."""
        return self.stretches[at - self.first]

    def inside(self, heading: OutlineHeading | None) -> list[OutlineHeading]:
        """The headings around a place within the level, from the outermost."""
        return _headings_around(heading, self.first, self.top)


def scan_section(
    blocks: Sequence[Block],
    headings: Mapping[int, OutlineHeading],
    first: int,
    end: int,
    top: OutlineHeading | None,
) -> SectionScan:
    inner_headings = tuple(headings[at] for at in range(first, end) if at in headings)
    items = nest_bullets(blocks, first, end)
    stretches: list[int] = []
    current = BEFORE_HEADINGS
    for at in range(first, end):
        current = at if at in headings else current
        stretches.append(current)
    labelled: dict[int, bool] = {}
    links: dict[int, bool] = {}
    naming: dict[int, list[bool]] = {}
    for at, item in items.items():
        stretch, block = stretches[at - first], blocks[at]
        links[stretch] = links.get(stretch, True) and labels.is_link(block.raw)
        if item.parent is None and not _is_marker(block.text):
            labelled[stretch] = labelled.get(stretch, True) and item.labelled is not None
            naming.setdefault(stretch, []).append(
                item.introduces and not _PRONOUN_FIRST.match(block.text)
            )
    labelled_stretches = frozenset(stretch for stretch, all_of_it in labelled.items() if all_of_it)
    frame = _frame_of_labels(inner_headings, first, labelled_stretches, items, stretches)
    return SectionScan(
        first,
        top,
        inner_headings,
        items,
        stretches,
        frozenset(_wrapping_headings(inner_headings, first, top, labelled)) | frame,
        labelled_stretches,
        frozenset(stretch for stretch, each in naming.items() if len(each) > 1 and all(each)),
        frozenset(stretch for stretch, all_of_it in links.items() if all_of_it),
        any(h.content and not h.special and h.at not in frame for h in inner_headings),
    )


def _frame_of_labels(
    inner_headings: Sequence[OutlineHeading],
    first: int,
    labelled: Set[int],
    items: Mapping[int, NestedBullet],
    stretches: Sequence[int],
) -> frozenset[int]:
    """The only heading of a level, where each bullet under it has a label: "Skills needed at this
    level" is no competency, the labels are."""
    named = [h for h in inner_headings if not h.special]
    if len(named) != 1 or named[0].at not in labelled or not _FRAME_WORD.search(named[0].name):
        return frozenset()
    outermost = [at for at, item in items.items() if item.parent is None]
    within = [at for at in outermost if stretches[at - first] == named[0].at]
    told = all((label := items[at].labelled) and label[1] for at in within)
    loose = any(stretches[at - first] == BEFORE_HEADINGS for at in outermost)
    return frozenset({named[0].at}) if told and len(within) > 1 and not loose else frozenset()


def lines_name_competencies(scan: SectionScan) -> bool:
    """Whether lines that end in a colon are all the names that a level has ("Knowledge:",
    "Execution:"), several of them and none that speaks to somebody ("You can:")."""
    names = {h.name.casefold() for h in scan.headings if not h.special}
    lines = all(h.depth > BOLD_DEPTH for h in scan.headings if not h.special)
    loose = any(scan.stretch_of(at) == BEFORE_HEADINGS for at in scan.items)
    few_words = all(len(name.split()) < 4 and not _PRONOUN_FIRST.match(name) for name in names)
    return lines and len(names) > 1 and few_words and not loose


def _is_marker(text: str) -> bool:
    """Whether a bullet says nothing of its own about the level."""
    return bool(labels.note_text(text)) or labels.is_maybe(text) or labels.is_examples(text)


def _headings_around(
    heading: OutlineHeading | None, first: int, top: OutlineHeading | None
) -> list[OutlineHeading]:
    found: list[OutlineHeading] = []
    while heading is not None and heading is not top and first <= heading.at:
        found.append(heading)
        heading = heading.parent
    return found[::-1]


def _wrapping_headings(
    inner_headings: Sequence[OutlineHeading],
    first: int,
    top: OutlineHeading | None,
    labelled: Mapping[int, bool],
) -> set[int]:
    """Headings that only wrap others, or say what the level is, and name no competency."""
    outer = [
        h for h in inner_headings if not h.special and len(_headings_around(h, first, top)) == 1
    ]
    within: dict[int, int] = {}
    for heading in inner_headings:
        if heading.parent and not heading.special and heading.depth <= BOLD_DEPTH:
            within[heading.parent.at] = within.get(heading.parent.at, 0) + 1
    about = {h.at for h in outer if not h.bullets and h.name.casefold() in SUMMARY_NAMES}
    about |= {h.at for h in outer if labelled.get(h.at) and h.name.casefold() in _FACT_NAMES}
    return about | {
        h.at
        for h in outer
        if not h.content
        and within.get(h.at)
        and ((len(outer) == 1 and within[h.at] > 1) or h.name.casefold() in _WRAPPERS)
    }
