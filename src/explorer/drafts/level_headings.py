"""Which headings of a document are its levels, and what each of them is called.

By codes first, then by numbers, roles and words of seniority, or by a quoted summary under each;
levels may be told again under every competency, or be gathered under the name of a ladder. Which
blocks are headings at all is said in `outline`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import name_and_icon
from explorer.drafts.codes import (
    LADDER_WORD,
    PROFESSIONS,
    CodeAndTitle,
    code_and_title,
    code_from_title,
    code_in_file_name,
    is_role,
    without_rank,
)
from explorer.drafts.header_words import COUNTED_NAME, NUMERAL_NAME, counted_names, level_name
from explorer.drafts.outline import BOLD_DEPTH, LINE_DEPTH, OutlineHeading
from explorer.drafts.section_scan import FRAME_WORDS

Sections = dict[int, dict[str, None]]
"""The names that stand under each heading, by its place."""


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
    levels = ((h.at, blocks[h.at].level) for h in found)
    if said := {at: code for at, code in levels if code is not None}:
        return _levels_of_data(found, said)
    for proper in (True, False):
        choice = [
            h for h in found if not h.special and (h.depth <= 60) == proper and h.depth < LINE_DEPTH
        ]
        if level_headings := _coded_levels(choice, bool(code_in_file_name(stem))):
            return level_headings
    proper_ones = [h for h in found if h.depth <= 60 and not h.special]
    strata = (proper_ones, [h for h in found if h.depth == BOLD_DEPTH])
    for choice in strata:
        if level_headings := _numbered_levels(choice) or _counted_levels(choice):
            return level_headings
    sections = _sections(found, blocks)
    of_file = code_in_file_name(stem)
    if of_file:
        first = next(iter(proper_ones), None) or next((h for h in found if is_role(h.text)), None)
        return [LevelHeading(first, of_file, first.name)] if first else []
    for choice in strata:
        if level_headings := _repeated_levels(choice) or _role_levels(choice, sections):
            return level_headings
    if roles := [h for h in proper_ones if is_role(h.text) and h.bullets]:
        first = min(roles, key=lambda h: (h.depth, h.at))
        return [LevelHeading(first, None, first.name)]
    alike = _with_the_same_sections(proper_ones, sections)
    if not any(is_role(h.text) for h in alike):
        # Recipes have the same sections too: "Requirements" alone says what is expected.
        called = (stem, *(h.name for h in proper_ones[:1]))
        expecting = any(FRAME_WORDS & set(name.split()) for h in alike for name in sections[h.at])
        alike = alike if expecting or any(map(LADDER_WORD.search, called)) else []
    alike = alike or _roles_in_prose(proper_ones)
    return [LevelHeading(h, None, h.name) for h in alike] or _quoted_levels(proper_ones, blocks)


def levels_at(found: Sequence[OutlineHeading], places: Set[int]) -> list[LevelHeading]:
    """The headings at these places as levels, by topic where they are told again."""
    named = [(h, code_and_title(h.text)) for h in found if h.at in places]
    return _levels_by_topic(
        [
            (h, what if what.code else CodeAndTitle(code_from_title(what.title), what.title))
            for h, what in named
        ]
    )


def _levels_of_data(
    found: Sequence[OutlineHeading], places: Mapping[int, str]
) -> list[LevelHeading]:
    """Headings that data calls levels: what they stand under is their competency where they have
    no headings of their own, else their ladder. A heading of the first depth names all of it."""
    levels = [
        replace(
            each,
            code=places[each.heading.at] or each.code,
            topic=each.topic if each.topic and each.topic.depth > 10 else None,
        )
        for each in levels_at(found, places.keys())
    ]
    outer = {h.parent for h in found if h.parent and h.parent.at in places}
    parents = [h.parent for h in (level.heading for level in levels) if h.parent]
    if not outer and len(parents) == len(levels) and all(p.depth > 10 for p in parents):
        return [replace(level, topic=level.heading.parent, ladder=None) for level in levels]
    if len(outer) == len(levels):
        return [
            replace(level, topic=None, ladder=level.topic.name) if level.topic else level
            for level in levels
        ]
    return levels


def _coded_levels(choice: list[OutlineHeading], of_file: bool) -> list[LevelHeading]:
    coded: list[tuple[OutlineHeading, CodeAndTitle]] = []
    inside: set[OutlineHeading] = set()
    for heading in choice:
        what = code_and_title(heading.text)
        if heading.parent in inside:
            inside.add(heading)
        elif what.code and not (what.weak and of_file):
            coded.append((heading, what))
            inside.add(heading)
    if not coded:
        return []
    depths = {(h.depth, h.parent) for h, _ in coded}
    for heading in choice if len(coded) > 1 else ():
        # One of several that has no code: "Engineering Manager" between EM5 and EM7.
        beside = (heading.depth, heading.parent) in depths and PROFESSIONS.search(heading.text)
        if beside and heading not in inside and is_role(heading.text):
            coded.append((heading, CodeAndTitle(None, heading.name)))
    coded.sort(key=lambda pair: pair[0].at)
    return _levels_by_topic(coded)


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
        roles = sum(bool(is_role(what.title) or level_name(what.title)) for _, what in coded)
        if len(coded) > 1 and roles * 2 >= len(coded):
            return [LevelHeading(h, what.code, what.title) for h, what in coded]
    return []


def _counted_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    """Headings of one depth that repeat a word and count (`Nivel 1 – …`, `Curator II`), in any
    language; "Potter 1" and "Glazer 1" are of two ladders."""
    for depth in sorted({h.depth for h in choice}):
        words: dict[str, list[OutlineHeading]] = {}
        for heading in choice:
            if heading.depth == depth and (found := COUNTED_NAME.fullmatch(heading.name)):
                words.setdefault(found["word"].casefold(), []).append(heading)
            elif heading.depth == depth and (found := NUMERAL_NAME.fullmatch(heading.name)):
                words.setdefault(found["core"].casefold(), []).append(heading)
        levels: list[tuple[OutlineHeading, CodeAndTitle]] = []
        counted: set[str] = set()
        for word, those in words.items():
            # "Milestone 1" once, or once under each of several topics: milestones-by-topic.md.
            places = {(h.name, h.parent) for h in those}
            names = counted_names(h.name for h in those if h.bullets or h.content)
            if _roles_beside(those, choice):
                continue  # "Senior Engineer 1" after "Engineer 2"
            if len(places) == len(those) == sum(h.name in names for h in those):
                counted.add(word)
                said = [names[h.name] for h in those]
                levels += [
                    (h, CodeAndTitle(named.code, named.title))
                    for h, named in zip(those, said, strict=True)
                ]
        if len(counted) > 1:
            levels.sort(key=lambda level: level[0].at)
            return [
                LevelHeading(h, what.code, what.title, ladder=COUNTED_NAME.sub(r"\1", h.name))
                for h, what in levels
            ]
        if levels:
            return _levels_by_topic(levels)
    return []


def _roles_beside(those: Sequence[OutlineHeading], choice: Sequence[OutlineHeading]) -> bool:
    """Whether a role stands beside these headings, as deep as they are and no part of them."""
    here = {(h.depth, h.parent) for h in those}
    return any(
        (h.depth, h.parent) in here and h not in those and h.bullets and is_role(h.text)
        for h in choice
    )


def _role_levels(choice: list[OutlineHeading], sections: Sections) -> list[LevelHeading]:
    roles = dict.fromkeys(
        h for h in choice if h.bullets and (is_role(h.text) or level_name(h.text))
    )
    for depth in sorted({h.depth for h in roles}):
        peers = [h for h in choice if h.depth == depth and not h.special]
        cores = {without_rank(h.name) for h in roles if h.depth == depth} - {""}
        here = [h for h in peers if h in roles or (h.bullets and without_rank(h.name) in cores)]
        alike = _with_the_same_sections(peers, sections)
        if any(h in alike for h in here):
            # "Développeur débutant" has the sections of "Développeur senior".
            here = sorted({*here, *alike}, key=lambda h: h.at)
        if len(here) > 1 and len(here) * 2 >= len(peers):
            if held := _roles_under(here, choice):
                return [
                    LevelHeading(h, None, h.name, ladder=h.parent.name if h.parent else None)
                    for h in held
                ]
            return [LevelHeading(h, None, h.name, ladder=_family(h, here)) for h in here]
    return []


def _roles_in_prose(choice: Sequence[OutlineHeading]) -> list[OutlineHeading]:
    """Headings of one depth that name one profession, each over nothing but paragraphs, where
    no other heading of that depth stands beside them."""
    for depth in sorted({h.depth for h in choice}):
        peers = [h for h in choice if h.depth == depth]
        cores = {without_rank(h.name) for h in peers}
        roles = all(is_role(h.text) and h.content for h in peers)
        if len(peers) > 1 and roles and len(cores) == 1 and PROFESSIONS.search(cores.pop()):
            return peers
    return []


def _sections(found: Sequence[OutlineHeading], blocks: Sequence[Block]) -> Sections:
    """What each heading holds: the headings right under it, and the bold labels of its lines."""
    made: Sections = {}
    for heading in found:
        if heading.parent and not heading.special and (heading.content or heading.bullets):
            made.setdefault(heading.parent.at, {})[heading.name.casefold()] = None
    heads = {heading.at: heading for heading in found if not heading.special}
    here: int | None = None
    for at, block in enumerate(blocks):
        here = at if at in heads else here
        if here != at and here is not None and block.kind in ("bullet", "paragraph"):
            label = labels.split_label(block.raw)
            name = label[0] if label else block.text if block.text.endswith(":") else ""
            if name:
                made.setdefault(here, {})[name_and_icon(name)[0].casefold()] = None
    return made


def _with_the_same_sections(
    peers: Sequence[OutlineHeading], sections: Sections
) -> list[OutlineHeading]:
    """The headings of one depth under which the same names stand again and again, at least two
    of them: levels, whatever they are called ("Individual step", "Squad step")."""
    for depth in sorted({h.depth for h in peers}):
        here = [h for h in peers if h.depth == depth and len(sections.get(h.at, ())) > 1]
        times = Counter(name for h in here for name in sections[h.at])
        alike = [h for h in here if sum(times[name] > 1 for name in sections[h.at]) > 1]
        if len(alike) > 1 and len(alike) * 3 >= len(here) * 2:
            return [h for h in here if any(times[name] > 1 for name in sections[h.at])]
    return []


def _repeated_levels(choice: list[OutlineHeading]) -> list[LevelHeading]:
    """Words of seniority told again under each of several competencies: "Junior", "Senior"."""
    inner = [h for h in choice if h.parent and (h.content or h.bullets) and level_name(h.text)]
    parents = {h.parent for h in inner if h.parent and not level_name(h.parent.text)}
    times = Counter(h.name.casefold() for h in inner)
    again = [h for h in inner if times[h.name.casefold()] > 1]
    several = len(parents) > 1 and len({h.name.casefold() for h in again}) > 1
    if not several or len(again) < len(inner) or any(h.parent not in parents for h in again):
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
    # "Senior Technician Duties" under "Senior Technician" is no role: titles-in-headings.md.
    if any(
        h.parent and h.name.casefold().startswith(f"{h.parent.name} ".casefold()) for h in inner
    ):
        return []
    gathering = all(not h.content and any(i.parent is h for i in inner) for h in outer)
    roles = all(is_role(h.text) and h.bullets and PROFESSIONS.search(h.name) for h in inner)
    return inner if gathering and roles else []


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
    peers = [LevelHeading(h, None, h.name) for h in quoted if h.depth == depth]
    return peers if len(peers) > 1 else []
