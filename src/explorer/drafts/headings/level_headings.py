"""Which headings of a document are its levels, and what each of them is called.

Headings of one depth, or lines in bold, are a candidate each; so are all headings with codes, and
a document as a whole. A candidate has points for what a reader sees: codes and names that count,
words for roles and for persons, the same sections under each, being told again under several
topics, and what the document says it is. The one with the most is taken, if it has enough. Which
blocks are headings at all is said in `outline`.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import name_and_icon
from explorer.drafts.codes import (
    LADDER_WORD,
    PROFESSIONS,
    STEP,
    CodeAndTitle,
    code_and_title,
    code_from_title,
    code_in_file_name,
    is_person,
    is_role,
    without_rank,
)
from explorer.drafts.frame_words import FRAME_WORDS, GROWS
from explorer.drafts.header_words import COUNTED_NAME, NUMERAL_NAME, counted_names, level_name
from explorer.drafts.headings.level_topics import (
    LevelHeading,
    are_gathered,
    levels_by_topic,
    levels_of_data,
)
from explorer.drafts.headings.outline import BOLD_DEPTH, OutlineHeading
from explorer.drafts.headings.section_scan import OF_SOMEBODY

_CODED, _COUNTED, _OF_FILE = 40, 30, 20
"""Points of names that say so themselves: codes, counted names, a code in the file's name."""
_ENOUGH = 4
"""Points that headings need to be levels."""
# Recipes have the same sections too, in many languages.
_NO_LEVELS_HAVE = re.compile(
    r"ingr[eé]dient|zutaten|ingrediënt|prep(?:aration)? time", re.IGNORECASE
)
_MOST_PEERS = 5_000
"""Five hundred levels, each told again under ten topics; more headings cost seconds."""
_OF_JOBS = frozenset("responsibilities duties requirements qualifications".split())
_OF_ONESELF = re.compile(r"(?:i|we|you)\b", re.IGNORECASE)
"""What a level says of itself, "I am a mentor", is a competency and no level."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


Candidate = tuple[int, list[LevelHeading]]
"""The points of headings that may be the levels, and these."""


def find_level_headings(
    found: Sequence[OutlineHeading], blocks: Sequence[Block], stem: str
) -> list[LevelHeading]:
    """The headings that are levels, in the order of the document; [] where none is."""
    if said := {h.at: code for h in found if (code := blocks[h.at].level) is not None}:
        return levels_of_data(found, said)
    points, levels = max(_Page(found, blocks, stem).candidates(), key=lambda each: each[0])
    return levels if points >= _ENOUGH else []


class _Page:
    """A document's headings, and what is seen of them."""

    def __init__(self, found: Sequence[OutlineHeading], blocks: Sequence[Block], stem: str) -> None:
        self.blocks, self.stem = blocks, stem
        self.found = [h for h in found if not h.special]

    def candidates(self) -> Iterator[Candidate]:
        """What may be the levels, what wins among equals first."""
        of_file = code_in_file_name(self.stem)
        coded = _coded_levels(self.found, bool(of_file))
        yield _CODED if coded else 0, coded
        for depth in sorted({h.depth for h in self.found if h.depth <= BOLD_DEPTH}):
            peers = [h for h in self.found if h.depth == depth]
            counted = _counted_levels(peers, self._are_steps_of_a_career(peers))
            yield _COUNTED if counted else 0, counted
            if len(peers) < _MOST_PEERS:
                yield self._alike(peers)
        yield self._alone(of_file)

    def _alone(self, of_file: str | None) -> Candidate:
        """A document about one level: its file has the code, or one heading is a role."""
        if of_file:
            return _OF_FILE, [LevelHeading(h, of_file, h.name) for h in self.found[:1]]
        roles = [
            h
            for h in self.found
            if h.bullets and (is_role(h.text) or self._is_job(h) or self._is_of_a_person(h))
        ]
        if not roles or self._are_of_a_life(roles):
            return 0, []
        first = min(roles, key=lambda h: (h.depth, h.at))
        return _ENOUGH, [LevelHeading(first, None, first.name)]

    def _is_job(self, heading: OutlineHeading) -> bool:
        """Whether what somebody has to do and to bring stands under a name, as in a job's page:
        cellar-master.md."""
        names = {name.rpartition(" ")[2] for name in self.sections.get(heading.at, ())}
        return len(names & _OF_JOBS) > 1

    def _is_of_a_person(self, heading: OutlineHeading) -> bool:
        """Whether a page is called somebody and has sections of what they do."""
        named = heading.depth == 10 and is_person(without_rank(heading.name))
        several = len(self.sections.get(heading.at, ())) > 1
        return named and several and self._speak_of_somebody([heading])

    def _alike(self, peers: Sequence[OutlineHeading]) -> Candidate:
        """The headings of one depth that are levels by their names or by what stands under them."""
        if sum(bool(_OF_ONESELF.match(h.name)) for h in peers) * 2 > len(peers):
            return 0, []
        over = {h.parent.name for h in peers if h.parent}
        if len(over) > 1 and all(map(STEP.search, over)):
            return 0, []  # "Thinks of the passenger" under "Crew step" ends as a person does
        listed = [h for h in peers if h.bullets]
        cores = {without_rank(h.name) for h in listed if is_role(h.text) or level_name(h.text)}
        # "Level Two: Dispenser" stands beside "Level One: Assistant".
        named = [
            h for h in listed if without_rank(h.name) in cores or (cores and is_person(h.name))
        ]
        alike, shared = self._with_the_same_sections(peers)
        if named and not alike and self._grow(peers):
            # "Commis" below "Sous-chef", which does "everything a commis does": brigade.md.
            alike = [h for h in listed if self.sections.get(h.at)]
        if not {*named}.isdisjoint(alike):
            # "Développeur débutant" has the sections of "Développeur senior".
            named = sorted({*named, *alike}, key=lambda h: h.at)
        by_name = len(named) * 2 >= len(peers)
        points = 0
        if topics := _told_again(peers):
            points, here = 2, topics
        elif by_name:
            here = named
        elif not (here := alike):
            here = list(peers)
            points = 3 * all(h.content and self.blocks[h.at + 1].kind == "quote" for h in peers)
        if len(here) < 2 or _NO_LEVELS_HAVE.search(" ".join(shared)) or self._are_of_a_life(here):
            return 0, []
        names = self._points_of_names(here, by_name)
        context = self._points_of_context(here, shared)
        if not (names or points or context):
            return 0, []  # The same sections alone have recipes and changelogs, too.
        points += names + context + min(len(shared), 3) + all(h.bullets for h in here)
        if topics:
            return points, [LevelHeading(h, None, h.name, h.parent) for h in here]
        here = _roles_under(here, self.found) or here
        gathered = are_gathered(here)
        return points, [
            LevelHeading(h, None, h.name, None, h.parent.name if gathered and h.parent else None)
            for h in here
        ]

    def _are_steps_of_a_career(self, peers: Sequence[OutlineHeading]) -> bool:
        """Whether steps with the same sections are those of a career, as the document is called, and
        not of a recipe: career-steps.docx."""
        called = f"{self.found[0].name} {self.stem}"
        words = {found[0].casefold() for found in LADDER_WORD.finditer(called)}
        return len(words - {"step", "steps"}) > 0 and bool(self._with_the_same_sections(peers)[0])

    def _points_of_names(self, here: Sequence[OutlineHeading], by_name: bool) -> int:
        """What the names say: roles, a word for a step or of the title that all have, or persons."""
        if by_name or sum(is_role(h.text) for h in here) > 1:
            return 12
        last = {h.name.casefold().rpartition(" ")[2] for h in here}
        title = f" {self.found[0].name} {self.stem}".casefold()
        if len(last) == 1 and (STEP.fullmatch(word := last.pop()) or f" {word}" in title):
            return 2
        return 2 * (sum(is_person(h.name) for h in here) * 2 >= len(here))

    def _points_of_context(self, here: Sequence[OutlineHeading], shared: Set[str]) -> int:
        """What the document says it is, and of whom its lines speak."""
        before = [block.text for block in self.blocks[: min(here[0].at, 3)]]
        called = any(map(LADDER_WORD.search, (self.stem, *before)))
        expecting = any(FRAME_WORDS & set(name.split()) for name in shared)
        return called + expecting + self._speak_of_somebody(here) + 3 * self._grow(here)

    def _grow(self, here: Sequence[OutlineHeading]) -> bool:
        """Whether what stands under a heading goes on from what stands under another."""
        return any(GROWS.fullmatch(name) for h in here for name in self.sections.get(h.at, ()))

    def _speak_of_somebody(self, here: Sequence[OutlineHeading]) -> bool:
        """Whether most lines under headings say what somebody does."""
        lines = [
            block.text
            for h in here
            for block in self.blocks[h.at + 1 : h.end]
            if block.kind in ("bullet", "paragraph")
        ]
        return sum(bool(OF_SOMEBODY.match(line)) for line in lines) * 2 > len(lines)

    def _are_of_a_life(self, here: Sequence[OutlineHeading]) -> bool:
        """Whether most headings have years beside them, as in somebody's CV."""
        told = (f"{h.name} {self.blocks[h.at + 1].text[:40]}" for h in here if h.content)
        return len(here) > 1 and sum(bool(_YEAR.search(text)) for text in told) * 2 > len(here)

    @cached_property
    def sections(self) -> dict[int, dict[str, None]]:
        """What each heading holds by its place: the headings right under it, and the labels of its
        lines."""
        made: dict[int, dict[str, None]] = {}
        for heading in self.found:
            if heading.parent and (heading.content or heading.bullets):
                made.setdefault(heading.parent.at, {})[heading.name.casefold()] = None
        heads = {heading.at for heading in self.found}
        here: int | None = None
        for at, block in enumerate(self.blocks):
            here = at if at in heads else here
            if here != at and here is not None and block.kind in ("bullet", "paragraph"):
                label = labels.split_label(block.raw) or labels.split_plain_label(block.text)
                name = label[0] if label else block.text if block.text.endswith(":") else ""
                if name:
                    made.setdefault(here, {})[name_and_icon(name)[0].casefold()] = None
        return made

    def _with_the_same_sections(
        self, peers: Sequence[OutlineHeading]
    ) -> tuple[list[OutlineHeading], Set[str]]:
        """The headings under which the same names stand again and again, whatever they are called
        ("Individual step", "Squad step"), and these names."""
        times = Counter(name for h in peers for name in self.sections.get(h.at, ()))
        here = [h for h in peers if self.sections.get(h.at)]
        shared = {name for name, number in times.items() if number > 1}
        alike = [h for h in here if shared & self.sections[h.at].keys()]
        if sum(bool(level_name(name) or is_person(name)) for name in shared) * 2 > len(shared):
            return [], set()  # what holds the levels is a topic
        return (alike, shared) if len(alike) * 3 >= len(here) * 2 else ([], set())


def _coded_levels(choice: list[OutlineHeading], of_file: bool) -> list[LevelHeading]:
    coded: list[tuple[OutlineHeading, CodeAndTitle]] = []
    inside: set[OutlineHeading] = set()
    bare = [h.name for h in choice if code_and_title(h.text).code == h.name]
    letters = {name.rstrip(string.digits) for name in bare if name[-1:].isdigit()}
    for heading in choice:
        what = code_and_title(heading.text)
        if heading.name.rstrip(string.digits) in letters:
            what = CodeAndTitle(heading.name, heading.name)  # "H1" beside "H3" is no half of a year
        if heading.parent in inside:
            inside.add(heading)
        elif what.code and not (what.weak and of_file):
            coded.append((heading, what))
            inside.add(heading)
    depths = {(h.depth, h.parent) for h, _ in coded}
    colons = all(h.name == f"{what.code}: {what.title}" for h, what in coded)
    for heading in choice:
        # One of several that has no code: "Engineering Manager" between EM5 and EM7; "QE Lead:
        # Quality Engineering Lead" has one beside "QE2: Senior Quality Engineer".
        beside = (heading.depth, heading.parent) in depths and heading not in inside
        if beside and is_role(heading.text):
            what = CodeAndTitle(None, heading.name)
            if colons and ": " in heading.name:
                code, _, title = heading.name.rpartition(": ")
                what = CodeAndTitle(code_from_title(code), title)
            coded.append((heading, what))
    coded.sort(key=lambda pair: pair[0].at)
    return levels_by_topic(coded)


def _counted_levels(peers: Sequence[OutlineHeading], steps: bool) -> list[LevelHeading]:
    """Headings that begin with a number, most of them roles (`1. Junior`, `Step 1: Picker`), or
    repeat a word and count (`Nivel 1 – …`, `Curator II`), where this is no other thing but perhaps
    `steps`; "Potter 1" and "Glazer 1" are of two ladders."""
    numbered = [(h, what) for h in peers if (what := _numbered(h)).code]
    roles = sum(is_person(what.title) for _, what in numbered)
    if len(numbered) > 1 and roles * 2 >= len(numbered):
        return [LevelHeading(h, what.code, what.title) for h, what in numbered]
    words: dict[str, list[OutlineHeading]] = {}
    for heading in peers:
        if found := COUNTED_NAME.fullmatch(heading.name):
            words.setdefault(found["word"].casefold(), []).append(heading)
        elif found := NUMERAL_NAME.fullmatch(heading.name):
            words.setdefault(found["core"].casefold(), []).append(heading)
    levels: list[tuple[OutlineHeading, CodeAndTitle]] = []
    counted: set[str] = set()
    for word, those in words.items():
        # "Milestone 1" once, or once under each of several topics: milestones-by-topic.md.
        places = {(h.name, h.parent) for h in those}
        things = steps and bool(STEP.fullmatch(word))
        names = counted_names((h.name for h in those), things)
        if len(places) == len(those) == sum(h.name in names for h in those):
            counted.add(word)
            levels += [(h, CodeAndTitle(names[h.name].code, names[h.name].title)) for h in those]
    if len(counted) < 2:
        return levels_by_topic(levels)
    return [
        LevelHeading(h, what.code, what.title, ladder=COUNTED_NAME.sub(r"\1", h.name))
        for h, what in sorted(levels, key=lambda level: level[0].at)
    ]


def _numbered(heading: OutlineHeading) -> CodeAndTitle:
    found = COUNTED_NAME.fullmatch(heading.name)
    if found and found["title"]:
        return CodeAndTitle(found["code"], found["title"])
    return code_and_title(heading.text, numbered=True)


def _told_again(peers: Sequence[OutlineHeading]) -> list[OutlineHeading]:
    """Names of levels told again under each of several competencies: "Junior", "Senior"; a few of
    them may stand under one only."""
    inner = [h for h in peers if h.parent]
    parents = {h.parent for h in inner if h.parent}
    times = Counter(h.name.casefold() for h in inner)
    again = [h for h in inner if times[h.name.casefold()] > 1]
    known = sum(bool(level_name(h.text) or is_person(h.name)) for h in inner)
    # "APM", "PM" and "Senior PM" under each skill.
    levels = known * 2 > len(inner) or (known > 1 and len(again) == len(inner))
    told = len(parents) > 1 and len({h.name.casefold() for h in again}) > 1
    return inner if levels and told else []


def _roles_under(
    outer: Sequence[OutlineHeading], found: Sequence[OutlineHeading]
) -> list[OutlineHeading]:
    """The roles under headings that only gather them ("Programmers", "Managers")."""
    around = {h: h.name.casefold() for h in outer if not h.content}
    inner = [h for h in found if h.parent in around]
    # "Senior Technician Duties" under "Senior Technician" is no role: titles-in-headings.md.
    titled = any(h.parent and h.name.casefold().startswith(around[h.parent]) for h in inner)
    roles = all(is_role(h.text) and PROFESSIONS.search(h.name) for h in inner)
    return inner if len(around) == len(outer) and roles and not titled else []
