"""What has to be known of a level before its first line is read.

Which headings only wrap others, whether there are sections at all, and which stretches of
bullets are labelled throughout or only lead elsewhere. What follows from it is the work
of `sections`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.importing import labels
from explorer.importing.blocks import Block
from explorer.importing.nesting import Item, nested
from explorer.importing.outline import BOLD_DEPTH, OutlineHeading

_ADDRESS = re.compile(r"(?:i|you|we|they|he|she)\b", re.IGNORECASE)
"""A line that speaks to or of somebody ("You can:") is no name of a competency."""

UNDER_THE_LEVEL = -1
"""The stretch of blocks before the first heading within a level."""

_WRAPPERS = {
    "expectations",
    "competencies",
    "competences",
    "skills",
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
ABOUT = {
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
}


_FACTS = {"facts", "key facts", "at a glance", "quick facts", "in brief", "basics"}


@dataclass(frozen=True, slots=True)
class Survey:
    """One level from above. A stretch is what stands between two headings, and is named by
    the place of the one before it."""

    first: int
    top: OutlineHeading | None
    headings: tuple[OutlineHeading, ...]
    items: Mapping[int, Item]
    stretches: Sequence[int]
    unwrapped: frozenset[int]
    labelled: frozenset[int]
    holding: frozenset[int]
    """Stretches of several outermost bullets that are nothing but names of those in them."""
    links: frozenset[int]
    sections: bool
    """Whether something stands under a heading of its own."""

    def run(self, at: int) -> int:
        """The stretch that a place is in."""
        return self.stretches[at - self.first]

    def inside(self, heading: OutlineHeading | None) -> list[OutlineHeading]:
        """The headings around a place within the level, from the outermost."""
        return _inside(heading, self.first, self.top)


def survey(
    blocks: Sequence[Block],
    headings: Mapping[int, OutlineHeading],
    first: int,
    end: int,
    top: OutlineHeading | None,
) -> Survey:
    here = tuple(headings[at] for at in range(first, end) if at in headings)
    items = nested(blocks, first, end)
    stretches: list[int] = []
    now = UNDER_THE_LEVEL
    for at in range(first, end):
        now = at if at in headings else now
        stretches.append(now)
    labelled: dict[int, bool] = {}
    links: dict[int, bool] = {}
    holding: dict[int, list[bool]] = {}
    for at, item in items.items():
        where, block = stretches[at - first], blocks[at]
        links[where] = links.get(where, True) and labels.is_link(block.raw)
        if item.parent is None and not _marks(block.text):
            labelled[where] = labelled.get(where, True) and item.labelled is not None
            holding.setdefault(where, []).append(item.introduces and not _ADDRESS.match(block.text))
    return Survey(
        first,
        top,
        here,
        items,
        stretches,
        frozenset(_unwrapped(here, first, top, labelled)),
        frozenset(where for where, all_of_it in labelled.items() if all_of_it),
        frozenset(where for where, each in holding.items() if len(each) > 1 and all(each)),
        frozenset(where for where, all_of_it in links.items() if all_of_it),
        any(heading.content and not heading.special for heading in here),
    )


def _marks(text: str) -> bool:
    """Whether a bullet says nothing of its own about the level."""
    return bool(labels.note(text)) or labels.is_maybe(text) or labels.is_examples(text)


def _inside(
    heading: OutlineHeading | None, first: int, top: OutlineHeading | None
) -> list[OutlineHeading]:
    found: list[OutlineHeading] = []
    while heading is not None and heading is not top and first <= heading.at:
        found.append(heading)
        heading = heading.parent
    return found[::-1]


def _unwrapped(
    here: Sequence[OutlineHeading],
    first: int,
    top: OutlineHeading | None,
    labelled: Mapping[int, bool],
) -> set[int]:
    """Headings that only wrap others, or say what the level is, and name no competency."""
    outer = [h for h in here if not h.special and len(_inside(h, first, top)) == 1]
    within: dict[int, int] = {}
    for heading in here:
        if heading.parent and not heading.special and heading.depth <= BOLD_DEPTH:
            within[heading.parent.at] = within.get(heading.parent.at, 0) + 1
    about = {h.at for h in outer if not h.bullets and h.name.casefold() in ABOUT}
    about |= {h.at for h in outer if labelled.get(h.at) and h.name.casefold() in _FACTS}
    return about | {
        h.at
        for h in outer
        if not h.content
        and within.get(h.at)
        and ((len(outer) == 1 and within[h.at] > 1) or h.name.casefold() in _WRAPPERS)
    }
