"""Which blocks of a document are headings, how deep, and which of them are levels.

Besides headings proper, a line in bold, the summary of a details block, a few words in italics
and a short line that ends in a colon stand in for one, each deeper than the ones before it.
What a level says under its headings is the work of `sections`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from explorer.documents import labels
from explorer.documents.blocks import BOLD, ITALIC, Block, emphasis_depth
from explorer.documents.inline import name_and_icon
from explorer.drafts.codes import code_and_title

SUMMARY_DEPTH, CODED_DEPTH, BOLD_DEPTH, LINE_DEPTH = 65, 68, 70, 90
"""Headings proper are as deep as ten times their number of signs."""

# "1.1 Craft" of one level is "2.1 Craft" of the next; "1. Baker" over it has no code, either.
_SECTION_NUMBER = re.compile(r"(\d{1,2})((?:\.\d{1,2})*)\.?\s+(?=[^\W\d])")
_CHAPTER_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=[^\W\d])")
# "Level: Consultant" is called Consultant, "MEMORANDUM: GRADES" is of grades.
_WHAT_IT_IS = re.compile(
    r"^(?:level|role|title|position|memo(?:randum)?|stufe|niveau|nivel)\s*:\s*(?=[^\W\d]{2})", re.I
)
_MAX_DETAILS = 8
"""Details deeper in details than this were never meant so."""
_CONTENT_KINDS = ("bullet", "paragraph", "quote", "table")
_HEADED = (*_CONTENT_KINDS, "details", "summary", "comment")
"""What may stand below a line in bold that is a heading."""
# "Click to expand" names nothing that is in it.
_DETAILS_LABELS = {"details", "more", "more details", "click to expand", "show more", "expand"}


@dataclass(slots=True, eq=False)
class OutlineHeading:
    """A block that heads what follows it; `at` is its place among the blocks."""

    at: int
    depth: int
    text: str
    name: str
    icon: str
    special: Literal["", "examples", "maybe", "frame"] = ""
    parent: "OutlineHeading | None" = None
    end: int = 0
    """The place of the block that no longer stands under it."""
    content: bool = False
    """Whether something stands right under it, before the next heading."""
    bullets: bool = False
    """Whether bullets, tables or labelled lines that say something stand under it, at any depth."""
    beside: int = 0
    """How many names lines that end in a colon have under headings as deep as its parent."""
    slipped: bool = False
    """Whether it is written as deep as the level that it belongs to."""


def find_headings(blocks: Sequence[Block]) -> list[OutlineHeading]:
    """The headings of a document, each with the one it stands under."""
    found: list[OutlineHeading] = []
    over_lists = Counter(
        block.text
        for block, below in pairwise(blocks)
        if block.kind == "paragraph" and below.kind == "bullet" and block.text[-1:].isalnum()
        if not labels.split_plain_label(block.text)  # "reports to: docs lead" is a fact
    )
    outermost = _bold_over_bold(blocks)
    outer = _outer_numbers([block.text for block in blocks if block.kind == "heading"])
    again = max(over_lists.values(), default=0) > 1
    for at, block in enumerate(blocks):
        depth = _heading_depth(blocks, at, again and block.text in over_lists)
        if depth == BOLD_DEPTH and block.text in outermost:
            depth = CODED_DEPTH
        if depth:
            text = block.text
            if (number := _SECTION_NUMBER.match(text)) and number[1] in outer:
                text = text[number.end() :]
            shown, icon = name_and_icon(text)
            shown = _WHAT_IT_IS.sub("", shown)
            special = _special_kind(block, text)
            # Examples in details are as deep as can be: what they stand under stays open.
            depth = LINE_DEPTH + 5 if special and block.kind == "summary" else depth
            found.append(OutlineHeading(at, depth, text, shown, icon, special))
    bare = without_counts([(heading.depth, heading.name) for heading in found])
    for heading, name in zip(found, bare, strict=True):
        heading.name = name
    _assign_parents(found, blocks)
    if _lower_slipped(found):
        _assign_parents(found, blocks)
    names: dict[int, set[str]] = {}
    for heading in found:
        if heading.depth > BOLD_DEPTH and heading.parent and not heading.special:
            names.setdefault(heading.parent.depth, set()).add(heading.name.casefold())
    for heading in found:
        heading.beside = len(names.get(heading.parent.depth, ())) if heading.parent else 0
    return found


def _outer_numbers(heads: Sequence[str]) -> set[str]:
    """The numbers of headings where some hold others with numbers (`2.` over `2.1`), and those that
    are counted with them: `1. Purpose` and `3. Examples` (grade-4-control-room.docx)."""
    found = [each for each in map(_SECTION_NUMBER.match, heads) if each]
    return {each[1] for each in found} if any(each[2] for each in found) else set()


def _bold_over_bold(blocks: Sequence[Block]) -> set[str]:
    """The bold lines, each there once, that hold those that come again and again: all in capitals
    (`SHIFT LEADER` over `Picking`), or without headings and right above one of the others, but for
    paragraphs (pastry-school-instructors.docx)."""
    paragraphs = (block for block in blocks if block.kind == "paragraph")
    bold = Counter(each.text for each in paragraphs if emphasis_depth(each.raw) == BOLD)
    capitals = {text: number for text, number in bold.items() if text.isupper()}
    if len(capitals) > 1 == max(capitals.values()) < max(bold.values()):
        return {*capitals}
    holding: set[str] = set()
    last = ""
    for block in blocks if sum(each.kind == "heading" for each in blocks) < 2 else ():
        if block.kind != "paragraph":
            last = ""
        elif number := bold.get(block.text, 0):
            holding |= {last} if number > 1 else set()
            last = block.text if number == 1 else ""
    holding -= {""}
    return holding if len(holding) > 1 else set()


def without_counts(headings: Sequence[tuple[int, str]]) -> list[str]:
    """The names of headings, each with its depth, without numbers that count them from 1:
    "1. Craft", "2. Care"."""
    counted: dict[int, list[tuple[int, re.Match[str]]]] = {}
    for at, (depth, name) in enumerate(headings):
        if number := _CHAPTER_NUMBER.match(name):
            counted.setdefault(depth, []).append((at, number))
    names = [name for _, name in headings]
    for those in counted.values():
        numbers = [int(number[1]) for _, number in those]
        follows = all(then in (number + 1, 1) for number, then in pairwise(numbers))
        if len(those) > 1 and numbers[0] == 1 and follows:
            for at, number in those:
                names[at] = names[at][number.end() :]
    return names


def _lower_slipped(found: Sequence[OutlineHeading]) -> bool:
    """Make competencies that are written as deep as their level as deep as they are elsewhere:
    the last role of four real documents. Whether there were any."""
    inner: dict[tuple[int, str], int] = {}
    for heading in found:
        if heading.parent and not heading.special:
            inner.setdefault((heading.parent.depth, heading.name.casefold()), heading.depth)
    begun: set[int] = set()
    for heading in found:
        deeper = inner.get((heading.depth, heading.name.casefold()))
        if deeper and heading.depth in begun:
            heading.depth, heading.slipped = deeper, True
        else:
            begun.add(heading.depth)
    return any(heading.slipped for heading in found)


def _special_kind(block: Block, text: str) -> Literal["", "examples", "maybe", "frame"]:
    if labels.is_examples(text):
        return "examples"
    if labels.is_maybe(text):
        return "maybe"
    if block.kind == "summary" and name_and_icon(text)[0].casefold() in _DETAILS_LABELS:
        return "frame"
    return ""


def _heading_depth(blocks: Sequence[Block], at: int, again: bool) -> int:
    """How deep a block is as a heading, 0 where it is none; `again`: it stands over a list, as others
    do over several ("Essential", "Desirable")."""
    block = blocks[at]
    if block.kind == "heading":
        return block.depth * 10
    if block.kind == "summary":
        return SUMMARY_DEPTH
    if block.kind != "paragraph" or block.wrapped:
        return 0
    if labels.is_examples(block.text):
        return LINE_DEPTH
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if not following or labels.is_maybe(block.text) or labels.note_text(block.text):
        return 0
    look = emphasis_depth(block.raw)
    if look and (what := code_and_title(block.text)).code and not what.weak:
        return CODED_DEPTH
    if look == BOLD:
        return BOLD_DEPTH if following.kind in _HEADED else 0
    words = len(block.text.split())
    # More words in italics right under a competency say what it is.
    leads = (
        words <= 10 if block.text.endswith((":", "：")) else words < 5 and (again or look == ITALIC)
    )
    return LINE_DEPTH if leads and following.kind == "bullet" else 0


def _assign_parents(found: Sequence[OutlineHeading], blocks: Sequence[Block]) -> None:
    """Give each heading its parent and whether something stands right under it."""
    for heading in found:
        heading.parent, heading.content, heading.bullets, heading.end = None, False, False, 0
    places = {heading.at: heading for heading in found}
    open_: list[OutlineHeading] = []
    details: list[tuple[bool, OutlineHeading | None]] = []
    """Whether they are closed, and the heading that their summary is."""
    closed, alone = _closed_details(blocks), _alone(found, blocks)

    def close(at: int) -> None:
        last = open_.pop()
        last.end = at
        if last.bullets and open_:
            open_[-1].bullets = True

    for at, block in enumerate(blocks):
        if block.kind == "details":
            details.append((at in closed, None))
        elif block.kind == "end-details":
            _, inner = details.pop() if details else (False, None)
            while inner and not inner.end:
                close(at)
        elif current := places.get(at):
            # What only says that examples follow stands under the heading before it, even if
            # it is no deeper; what is in closed details stands under their summary.
            held = details[-1][1] if details and details[-1][0] else None
            last = current.at in alone
            while open_ and open_[-1] is not held and _ends(open_[-1], current, last):
                close(at)
            current.parent = open_[-1] if open_ else None
            open_.append(current)
            if block.kind == "summary" and details and details[-1][1] is None:
                details[-1] = details[-1][0], current
        elif open_ and block.kind in _CONTENT_KINDS:
            open_[-1].content = True
            open_[-1].bullets |= _is_list_entry(block)
    while open_:
        close(len(blocks))


def _ends(before: OutlineHeading, heading: OutlineHeading, alone: bool) -> bool:
    """Whether what stands under a heading ends where another one begins."""
    same = before.depth == heading.depth
    parts = before.bullets and not before.content  # "What you do" only holds competencies
    return before.depth > heading.depth or (
        same and bool(not heading.special or before.special or parts or alone)
    )


def _alone(found: Sequence[OutlineHeading], blocks: Sequence[Block]) -> set[int]:
    """The places of headings such as "No longer expected" that are as deep as several names and the
    only ones of their kind beside them: they speak of the whole level (platform-people.md)."""
    found_alone: set[int] = set()
    named: dict[int, int] = {}
    special: dict[int, list[int]] = {}
    for heading, after in zip_longest([*found, None], found[1:]):
        depth = heading.depth if heading else 0
        if heading and after and blocks[heading.at].kind == "summary":
            depth = min(depth, after.depth - 1)  # what can be unfolded holds the next ones
        for deeper in [each for each in special if each > depth]:
            those = special.pop(deeper)
            if len(those) == 1 and named.get(deeper, 0) > 1:
                found_alone.update(those)
        named = {at: number for at, number in named.items() if at <= depth}
        if heading and heading.special:
            special.setdefault(depth, []).append(heading.at)
        elif heading:
            named[depth] = named.get(depth, 0) + 1
    return found_alone


def _closed_details(blocks: Sequence[Block]) -> set[int]:
    """The places of details that are closed before a heading above the one they stand under."""
    found: set[int] = set()
    begun: list[int] = []
    under = 0
    for at, block in enumerate(blocks):
        if block.kind == "details":
            begun.append(at)
        elif block.kind == "end-details" and begun:
            place = begun.pop()
            if len(begun) < _MAX_DETAILS:
                found.add(place)
        elif block.kind == "heading":
            if block.depth < under:
                begun.clear()
            under = under if begun else block.depth
    return found


def _is_list_entry(block: Block) -> bool:
    """Whether a block is a list of something: a bullet, a table, or a paragraph with a bold label."""
    if block.grid:
        return True
    if block.kind == "bullet":
        return not labels.is_link(block.text)
    label = labels.split_label(block.raw) if block.kind == "paragraph" else None
    return label is not None and bool(label[1])
