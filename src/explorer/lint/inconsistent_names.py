"""Names that look like the same thing: facts, competencies and scopes under two spellings.

Two names are one thing where their words are the same but for case, number, hyphens and
little words; where one is a typo of the other; and, for facts, where
they end in the same word and no level has both ("Thinking horizon", "Planning horizon").
Nothing is ever renamed. Names are put into buckets, so that no two of them are compared
that have nothing in common.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from explorer.lint.findings import Finding
from explorer.model import Ladder, Level
from explorer.problems import quoted
from explorer.text.languages import DEFAULT, Language, language
from explorer.text.stemming import ARTICLES, words
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

_FUNCTION_WORDS = ARTICLES | {"and", "of", "in", "for", "to"}
_MIN_TYPO_LENGTH = 6
"""Letters from which a name may be a typo of another one: "Evalution" is "Evaluation", and
"Pay" is not "Day". The sample has no pair that any length from 3 to 7 would change."""
_MAX_BUCKET = 100
"""A form that more names share tells nothing of any two of them, and its pairs grow with the
square: asked for by a level of two thousand facts."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name where it stands in a file."""

    part: str
    name: str
    level: Level
    line: int


def inconsistent_names(ladders: Sequence[Ladder]) -> Iterator[Finding]:
    """The names that look like another one in its language, in each file once, with the more
    usual name."""
    spoken: dict[Language, list[Ladder]] = {}
    for ladder in ladders:
        spoken.setdefault(language(ladder.language), []).append(ladder)
    for one, alike in spoken.items():
        yield from _inconsistent_names(alike, one)


_LOOKS_LIKE = {
    "fact": N_("{code} has the fact {name}, which looks like {other} of {there}"),
    "competency": N_("{code} has the competency {name}, which looks like {other} of {there}"),
    "scope": N_("{code} has the scope {name}, which looks like {other} of {there}"),
}


def _inconsistent_names(ladders: Sequence[Ladder], spoken: Language) -> Iterator[Finding]:
    for part, found in _names_by_part(ladders).items():
        used = Counter(each.name for each in found)
        usual = _preferred_names(used, found, part, spoken)
        first = {each.name: each.level for each in reversed(found)}
        told = set()
        for each in found:
            other = usual.get(each.name)
            # A competency has its name from ladder.yaml: once said for a ladder is enough.
            place = each.level.ladder if part == "competency" else each.level.file
            if other is None or (each.name, place) in told:
                continue
            told.add((each.name, place))
            there = first[other]
            family = f"{there.ladder}/" if there.ladder != each.level.ladder else ""
            what = _(
                _LOOKS_LIKE[part],
                code=each.level.code,
                name=quoted(each.name),
                other=quoted(other),
                there=f"{family}{there.code}",
            )
            yield Finding(
                "name", each.level.ladder, each.level.code, each.level.file, each.line, what
            )


def _names_by_part(ladders: Iterable[Ladder]) -> dict[str, list[_Named]]:
    found: dict[str, list[_Named]] = {"fact": [], "competency": [], "scope": []}
    for ladder in ladders:
        for level in ladder.levels:
            for fact in level.facts:
                found["fact"].append(_Named("fact", fact.name, level, fact.line))
            for each in level.competencies:
                found["competency"].append(_Named("competency", each.name, level, each.line))
                for group in each.groups:
                    if group.scope:
                        found["scope"].append(_Named("scope", group.scope, level, group.line))
    return found


def _preferred_names(
    used: Counter[str], found: Sequence[_Named], part: str, spoken: Language
) -> dict[str, str]:
    """For each name that looks like a more usual one, that one."""
    first = {name: place for place, name in reversed(list(enumerate(e.name for e in found)))}
    levels: dict[str, set[tuple[str, str]]] = {}
    for each in found:
        levels.setdefault(each.name, set()).add((each.level.ladder, each.level.code))
    usual: dict[str, str] = {}
    for a, b in _candidate_pairs(used, part, spoken):
        apart = not levels[a] & levels[b]
        ours, theirs = _name_stems(a, spoken), _name_stems(b, spoken)
        if ours == theirs or (apart and (_is_typo(a, b) or _share_last_word(ours, theirs, part))):
            ranked = sorted((a, b), key=lambda name: (-used[name], first[name]))
            known = usual.get(ranked[1])
            if known is None or (-used[known], first[known]) > (-used[ranked[0]], first[ranked[0]]):
                usual[ranked[1]] = ranked[0]
    return usual


def _candidate_pairs(names: Iterable[str], part: str, spoken: Language) -> set[tuple[str, str]]:
    buckets: dict[str, list[str]] = {}
    for name in sorted(names):
        for bucket in {*_buckets(name, part, spoken)}:
            buckets.setdefault(bucket, []).append(name)
    return {
        pair
        for same in buckets.values()
        if len(same) <= _MAX_BUCKET
        for pair in combinations(same, 2)
    }


def _buckets(name: str, part: str, spoken: Language) -> Iterator[str]:
    stems = _name_stems(name, spoken)
    yield "= " + " ".join(stems)
    if part == "fact" and stems:
        yield "end " + stems[-1]
    plain = _lowercase_words(name)
    yield "typo " + plain
    # Two names one typo apart have a form in common with a letter left out.
    for at in range(len(plain)):
        yield f"typo {plain[:at]}{plain[at + 1 :]}"


def _name_stems(name: str, spoken: Language) -> tuple[str, ...]:
    """A name as its stems, without the words that only join others."""
    joining = _FUNCTION_WORDS if spoken.tag == DEFAULT else spoken.common
    said = [word for word, _ in words(re.sub(r"[-_/&]", " ", name))]
    return tuple(spoken.stem(word) for word in said if word not in joining or len(said) == 1)


def _lowercase_words(name: str) -> str:
    return " ".join(word for word, _ in words(name))


def _is_typo(a: str, b: str) -> bool:
    a, b = _lowercase_words(a), _lowercase_words(b)
    return (
        min(len(a), len(b)) >= _MIN_TYPO_LENGTH
        and re.findall(r"\d+", a) == re.findall(r"\d+", b)
        and OSA.distance(a, b, score_cutoff=1) <= 1
    )


def _share_last_word(ours: Sequence[str], theirs: Sequence[str], part: str) -> bool:
    """Facts such as "Thinking horizon" and "Planning horizon"."""
    return part == "fact" and len(ours) == len(theirs) == 2 and ours[-1] == theirs[-1]
