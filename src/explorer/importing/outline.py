"""Which blocks of a document are headings, how deep, and which of them are levels.

Besides headings proper, a line in bold or italics, the summary of a details block and a
short line that ends in a colon stand in for one, each deeper than the ones before it.
What a level says under its headings is the work of `sections`.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from explorer.importing import labels
from explorer.importing.blocks import BOLD, ITALIC, Block, emphasis_depth
from explorer.importing.codes import (
    PROFESSIONS,
    CodeAndTitle,
    code_and_title,
    code_from_title,
    code_in_file_name,
    is_counted_thing,
    is_role,
    without_seniority,
)
from explorer.importing.header_words import level_name
from explorer.importing.inline import name_and_icon

SUMMARY_DEPTH, CODED_DEPTH, BOLD_DEPTH, ITALIC_DEPTH, LINE_DEPTH = 65, 68, 70, 80, 90
"""Headings proper are as deep as ten times their number of signs."""

# "1.1 Craft" of one level is "2.1 Craft" of the next.
_SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[^\W\d])")
_MAX_DETAILS = 8
"""Details deeper in details than this were never meant so."""
_CONTENT_KINDS = ("bullet", "paragraph", "quote", "table", "html-table")
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
    """Whether bullets or labelled lines that say something stand under it, at any depth."""
    slipped: bool = False
    """Whether it is written as deep as the level that it belongs to."""


def find_headings(blocks: Sequence[Block]) -> list[OutlineHeading]:
    """The headings of a document, each with the one it stands under."""
    found: list[OutlineHeading] = []
    for at, block in enumerate(blocks):
        depth = _heading_depth(blocks, at)
        if depth:
            shown, icon = name_and_icon(block.raw or block.text)
            shown = _SECTION_NUMBER.sub("", shown) or shown
            special = _special_kind(block)
            # Examples in details are as deep as can be: what they stand under stays open.
            depth = LINE_DEPTH + 5 if special and block.kind == "summary" else depth
            found.append(OutlineHeading(at, depth, block.raw or block.text, shown, icon, special))
    _assign_parents(found, blocks)
    if _lower_slipped(found):
        _assign_parents(found, blocks)
    italics = Counter(h.parent.at for h in found if h.parent and h.depth == ITALIC_DEPTH)
    lead = {
        h.at for h in found if h.parent and italics[h.parent.at] == 1 and _is_lead_in(h, blocks)
    }
    if lead:
        found = [h for h in found if h.at not in lead]
        _assign_parents(found, blocks)
    return found


def _lower_slipped(found: Sequence[OutlineHeading]) -> bool:
    """Make competencies that are written as deep as their level as deep as they are elsewhere:
    the last role of four real documents. Whether there were any."""
    inner: dict[tuple[int, str], int] = {}
    held: dict[int, set[str]] = {}
    for heading in found:
        if heading.depth <= 60 and heading.parent and not heading.special:
            inner.setdefault((heading.parent.depth, heading.name.casefold()), heading.depth)
            held.setdefault(heading.parent.at, set()).add(heading.name.casefold())
    owner: dict[int, OutlineHeading] = {}
    for heading in found:
        name, before = heading.name.casefold(), owner.get(heading.depth)
        deeper = inner.get((heading.depth, name))
        if deeper and before and not heading.special and name not in held.get(before.at, ()):
            heading.depth, heading.slipped = deeper, True
        else:
            owner[heading.depth] = heading
    return any(heading.slipped for heading in found)


def _is_lead_in(heading: OutlineHeading, blocks: Sequence[Block]) -> bool:
    """Whether a line in italics, the only one under its heading and right there, says what
    the heading is about, and names no part of it."""
    above = heading.parent
    if heading.depth != ITALIC_DEPTH or heading.special or above is None:
        return False
    if (
        above.depth > BOLD_DEPTH
        or len(heading.name.split()) < 5
        or heading.text.endswith((":", "："))
    ):
        return False
    between = blocks[above.at + 1 : heading.at]
    return all(block.kind in ("structure", "rule", "comment") for block in between)


def _special_kind(block: Block) -> Literal["", "examples", "maybe", "frame"]:
    text = block.text
    if labels.is_examples(text):
        return "examples"
    if labels.is_maybe(text):
        return "maybe"
    if block.kind == "summary" and labels.label_text(text).casefold() in _DETAILS_LABELS:
        return "frame"
    return ""


def _heading_depth(blocks: Sequence[Block], at: int) -> int:
    block = blocks[at]
    if block.kind == "heading":
        return block.depth * 10
    if block.kind == "summary":
        return SUMMARY_DEPTH
    if block.kind != "paragraph" or block.wrapped or len(block.raw) > 400:
        return 0
    following = next(
        (b for b in blocks[at + 1 : at + 6] if b.kind not in ("structure", "rule")), None
    )
    kind = following.kind if following else None
    if labels.is_examples(block.text):
        return LINE_DEPTH if emphasis_depth(block.raw) != BOLD else BOLD_DEPTH
    if labels.is_maybe(block.text) or labels.note_text(block.text):
        return 0
    look = emphasis_depth(block.raw)
    what = code_and_title(block.raw) if look and following else None
    if what and what.code and not what.weak:
        return CODED_DEPTH
    if look == BOLD and what and following:
        if kind == "paragraph" and emphasis_depth(following.raw) == BOLD:
            return 0
        heads = kind in (*_CONTENT_KINDS, "details", "summary", "comment") or what.code
        return BOLD_DEPTH if heads else 0
    if kind != "bullet":
        return 0
    short = len(block.text) <= 80 and len(block.text.split()) <= 10
    if look == ITALIC and short and not block.text.endswith((".", "!", "?")):
        return ITALIC_DEPTH
    return (
        LINE_DEPTH
        if block.text.endswith((":", "：")) and short and not labels.split_label(block.raw)
        else 0
    )


def _assign_parents(found: list[OutlineHeading], blocks: Sequence[Block]) -> None:
    """Give each heading its parent and whether something stands right under it."""
    for heading in found:
        heading.parent, heading.content, heading.bullets = None, False, False
    open_: list[OutlineHeading] = []
    details: list[OutlineHeading | None] = []
    closed = _closed_details(blocks)
    within: list[bool] = []
    following = iter(found)
    current = next(following, None)

    def close(at: int) -> None:
        last = open_.pop()
        last.end = at
        if last.bullets and open_:
            open_[-1].bullets = True

    for at, block in enumerate(blocks):
        if block.kind == "details":
            details.append(None)
            within.append(at in closed)
        elif block.kind == "end-details":
            inner = details.pop() if details else None
            within[-1:] = []
            while inner in open_:
                close(at)
        if current is None or current.at != at:
            if open_ and block.kind in _CONTENT_KINDS:
                open_[-1].content = True
                open_[-1].bullets |= _is_list_entry(block)
            continue
        # What only says that examples follow stands under the heading before it, even if
        # it is no deeper.
        held = details[-1] if within and within[-1] else None
        while (
            open_
            and (held is None or open_[-1] is not held)
            and (
                open_[-1].depth > current.depth
                or (open_[-1].depth == current.depth and (not current.special or open_[-1].special))
            )
        ):
            close(at)
        current.parent = open_[-1] if open_ else None
        open_.append(current)
        if block.kind == "summary" and details and details[-1] is None:
            details[-1] = current
        current = next(following, None)
    while open_:
        close(len(blocks))


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
    """Whether a block is an entry of a list: a bullet, or a paragraph with a bold label."""
    if block.kind == "bullet":
        return not labels.is_link(block.text)
    label = labels.split_label(block.raw) if block.kind == "paragraph" else None
    return label is not None and bool(label[1])


@dataclass(frozen=True, slots=True)
class LevelHeading:
    """A heading that is a level; `topic` is the competency that all of it belongs to."""

    heading: OutlineHeading
    code: str | None
    title: str
    topic: OutlineHeading | None = None
    ladder: str | None = None


def find_level_headings(
    found: Sequence[OutlineHeading], blocks: Sequence[Block], stem: str
) -> list[LevelHeading]:
    """The headings that are levels, in the order of the document; [] where none is."""
    for proper in (True, False):
        choice = [
            h for h in found if not h.special and (h.depth <= 60) == proper and h.depth < LINE_DEPTH
        ]
        if level_headings := _coded_levels(choice, bool(code_in_file_name(stem))):
            return level_headings
    proper_ones = [h for h in found if h.depth <= 60 and not h.special]
    if level_headings := _numbered_levels(proper_ones) or _counted_levels(proper_ones):
        return level_headings
    of_file = code_in_file_name(stem)
    if of_file:
        first = next(iter(proper_ones), None) or next((h for h in found if is_role(h.text)), None)
        return [LevelHeading(first, of_file, first.name)] if first else []
    for choice in (proper_ones, [h for h in found if h.depth == BOLD_DEPTH]):
        if level_headings := _repeated_levels(choice) or _role_levels(choice):
            return level_headings
    return _quoted_levels(proper_ones, blocks)


def levels_at(found: Sequence[OutlineHeading], places: Set[int]) -> list[LevelHeading]:
    """The headings at these places as levels, by topic where they are told again."""
    named = [(h, code_and_title(h.text)) for h in found if h.at in places]
    return _levels_by_topic(
        [
            (h, what if what.code else CodeAndTitle(code_from_title(what.title), what.title))
            for h, what in named
        ]
    )


def _coded_levels(choice: list[OutlineHeading], of_file: bool) -> list[LevelHeading]:
    coded: list[tuple[OutlineHeading, CodeAndTitle]] = []
    inside: dict[int, str] = {}
    for heading in choice:
        what = code_and_title(heading.text)
        above = _ancestor(heading, inside)
        if what.code and above is None and not (what.weak and of_file):
            coded.append((heading, what))
            inside[heading.at] = what.code
    if not coded:
        return []
    depths = {(h.depth, h.parent.at if h.parent else -1) for h, _ in coded}
    for heading in choice:
        here = (heading.depth, heading.parent.at if heading.parent else -1)
        beside = heading.at not in inside and here in depths and is_role(heading.text)
        if beside and PROFESSIONS.search(heading.text) and _ancestor(heading, inside) is None:
            coded.append((heading, CodeAndTitle(None, heading.name)))
    coded.sort(key=lambda pair: pair[0].at)
    return _levels_by_topic(coded)


def _ancestor(heading: OutlineHeading, inside: dict[int, str]) -> str | None:
    above = heading.parent
    while above is not None:
        if above.at in inside:
            return inside[above.at]
        above = above.parent
    return None


def _levels_by_topic(coded: list[tuple[OutlineHeading, CodeAndTitle]]) -> list[LevelHeading]:
    """Levels that are told again under each topic, or by ladder, or simply once."""
    times = Counter(what.code for _, what in coded if what.code)
    parents = {h.parent.at: h.parent for h, _ in coded if h.parent}
    again = len(parents) > 1 and any(number > 1 for number in times.values())
    ladders = again and any(PROFESSIONS.search(p.name) for p in parents.values())
    tracks: dict[str, set[int]] = {}
    for heading, what in coded:
        letters = (what.code or "").rstrip("0123456789.+-ab ")
        tracks.setdefault(letters, set()).add(heading.parent.at if heading.parent else -1)
    apart = len(parents) > 1 and len(tracks) > 1 and all(len(at) == 1 for at in tracks.values())
    level_headings = []
    for heading, what in coded:
        topic = heading.parent if again and not ladders else None
        ladder = heading.parent.name if ladders and heading.parent else None
        if apart and not again:
            ladder = _family(heading, [h for h, _ in coded])
        title = what.title
        level_headings.append(LevelHeading(heading, what.code, title, topic, ladder))
    return level_headings


def _numbered_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    """Numbered headings of one depth (`1. Junior`), where most of them are roles."""
    for depth in sorted({h.depth for h in choice}):
        here = [(h, code_and_title(h.text, numbered=True)) for h in choice if h.depth == depth]
        coded = [(h, what) for h, what in here if what.code]
        roles = sum(is_role(what.title) for _, what in coded)
        if len(coded) > 1 and roles * 2 >= len(coded):
            return [LevelHeading(h, what.code, what.title) for h, what in coded]
    return []


# "Nivel 1 – …" in any language: niveles.md.
_COUNTED_HEADING = re.compile(
    r"(?P<word>[^\W\d_]+)\s+(?P<code>\d{1,2})(?:\s*[:–—-]\s*(?P<title>\S.*))?"
)


_NUMERAL_HEADING = re.compile(r"(?P<core>\w[\w -]*?)\s+(?P<code>I{1,3}|IV|VI{0,3}|IX|X)")


def _counted_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    """Headings of one depth that repeat a word and count (`Nivel 1 – …`), in any language."""
    for depth in sorted({h.depth for h in choice}):
        if numerals := _numeral_levels([h for h in choice if h.depth == depth]):
            return numerals
        made: dict[str, list[tuple[OutlineHeading, re.Match[str]]]] = {}
        for heading in choice:
            if heading.depth == depth and (found := _COUNTED_HEADING.fullmatch(heading.name)):
                made.setdefault(found["word"].casefold(), []).append((heading, found))
        for word, those in made.items():
            codes = {found["code"] for _, found in those}
            if len(codes) > 1 and len(codes) == len(those) and not is_counted_thing(word):
                return [
                    LevelHeading(h, found["code"], found["title"] or h.name) for h, found in those
                ]
    return []


def _numeral_levels(peers: list[OutlineHeading]) -> list[LevelHeading]:
    """Headings that differ by a Roman numeral ("Curator II", "Curator III"), whatever they name."""
    cores: dict[str, list[tuple[OutlineHeading, str]]] = {}
    for heading in peers:
        if heading.bullets and (found := _NUMERAL_HEADING.fullmatch(heading.name)):
            cores.setdefault(found["core"].casefold(), []).append((heading, found["code"]))
    for core, those in cores.items():
        if len({code for _, code in those}) == len(those) > 1 and not is_counted_thing(core):
            return [LevelHeading(h, None, h.name) for h, _ in those]
    return []


def _role_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    roles = dict.fromkeys(h for h in choice if is_role(h.text) and h.bullets)
    for depth in sorted({h.depth for h in roles}):
        peers = [h for h in choice if h.depth == depth and not h.special]
        cores = {_title_core(h) for h in roles if h.depth == depth} - {""}
        here = [h for h in peers if h in roles or (h.bullets and _title_core(h) in cores)]
        if len(here) > 1 and len(here) * 2 >= len(peers):
            if held := _roles_under(here, choice):
                return [
                    LevelHeading(h, None, h.name, ladder=h.parent.name if h.parent else None)
                    for h in held
                ]
            return [LevelHeading(h, None, h.name, ladder=_family(h, here)) for h in here]
    proper = [h for h in roles if h.depth <= 60]
    if proper:
        first = min(proper, key=lambda h: (h.depth, h.at))
        return [LevelHeading(first, None, first.name)]
    return []


def _repeated_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    """Words of seniority told again under each of several competencies: "Junior", "Senior"."""
    inner = [
        h
        for h in choice
        if h.parent and h.content and (named := level_name(h.text)) and not named.sure
    ]
    parents = {h.parent.at for h in inner if h.parent}
    times = Counter(h.name.casefold() for h in inner)
    again = [h for h in inner if times[h.name.casefold()] > 1]
    if len(parents) < 2 or len({h.name.casefold() for h in again}) < 2 or len(again) < len(inner):
        return []
    if any(h.parent and (h.parent.content or level_name(h.parent.text)) for h in again):
        return []
    return [LevelHeading(h, None, h.name, h.parent) for h in again]


def _family(heading: OutlineHeading, peers: Sequence[OutlineHeading]) -> str | None:
    """The ladder of a level, where headings with nothing of their own gather the levels."""
    around = {h.parent.at: h.parent for h in peers if h.parent}
    gathered = len(around) > 1 and all(h.parent and not h.parent.content for h in peers)
    return heading.parent.name if gathered and heading.parent else None


def _roles_under(outer: list[OutlineHeading], choice: list[OutlineHeading]) -> list[OutlineHeading]:
    """The roles under headings that only gather them ("Programmers", "Managers")."""
    inner = [h for h in choice if h.parent in outer]
    gathering = all(not h.content and any(i.parent is h for i in inner) for h in outer)
    roles = all(is_role(h.text) and h.bullets and PROFESSIONS.search(h.name) for h in inner)
    return inner if gathering and roles else []


def _title_core(heading: OutlineHeading) -> str:
    """What the title of one role shares with those above and below it."""
    return without_seniority(heading.name.partition("(")[0]).casefold()


def _quoted_levels(choice: list[OutlineHeading], blocks: Sequence[Block]) -> list[LevelHeading]:
    """No code and no role anywhere: headings with a quoted summary right under them."""
    quoted = [
        h
        for h in choice
        if h.bullets
        and next((b.kind for b in blocks[h.at + 1 : h.at + 4] if b.kind != "structure"), "")
        == "quote"
    ]
    depth = min((h.depth for h in quoted), default=0)
    return [LevelHeading(h, None, h.name) for h in quoted if h.depth == depth]
