"""What differs between two levels, in the ladder's own words.

`compare` pairs the statements of two levels: by the lineage that the ladder's authors
wrote (through the levels between, if need be), by id between two versions of the same
level, and by the same words. Each pair says what changed and why it is a pair. Statements
that have no partner are new, or no longer said.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from rapidfuzz import fuzz

from explorer.lineage import ancestors_in
from explorer.markup import visible
from explorer.model import Competency, Ladder, Level, Ref, Statement

Change = Literal[
    "same", "reworded", "grown", "moved", "rescoped", "confirmed", "unconfirmed",
    "split", "merged", "new", "gone",
]  # fmt: skip
Word = tuple[Literal["same", "new", "gone"], str]
"""A run of a sentence: in both, only in the later, only in the earlier."""

Reason = Literal["lineage", "id", "words"]
_WHY: dict[Reason, str] = {
    "lineage": "the ladder's authors say that one grows out of the other",
    "id": "both have the same id",
    "words": "both say the same words",
}

MAX_COMPARED = 4_000_000
"""Pieces of one text times pieces of the other, up to which they are laid word by word."""

ALIKE = 60
"""From this likeness on (0 to 100), marking single words helps more than it confuses."""


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a pair, with where it stands."""

    id: str
    kind: Literal["statement", "tentative"]
    competency: str
    competency_key: str
    scope: str | None
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "kind": self.kind, "competency": self.competency,
            "scope": self.scope, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements that belong together: `before` and `after` are mostly one each."""

    changes: tuple[Change, ...]
    why: str
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    words: tuple[Word, ...] | None = None
    """Word by word, where both sides are worded alike; else None."""

    def as_json(self) -> dict[str, Any]:
        return {
            "changes": list(self.changes),
            "why": self.why,
            "before": [side.as_json() for side in self.before],
            "after": [side.as_json() for side in self.after],
            "words": [list(word) for word in self.words] if self.words is not None else None,
        }


@dataclass(frozen=True, slots=True)
class FactPair:
    """A fact of both levels; None where a level does not have it."""

    name: str
    before: str | None
    after: str | None
    changes: tuple[Change, ...]
    words: tuple[Word, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "before": self.before, "after": self.after,
            "changes": list(self.changes),
            "words": [list(word) for word in self.words] if self.words is not None else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompetencyPairs:
    """The pairs of one competency, in the reading order of the later level."""

    key: str
    name: str
    icon: str
    pairs: tuple[Pair, ...]

    def count(self, change: Change) -> int:
        return sum(change in pair.changes for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two levels laid side by side."""

    before: Level
    after: Level
    facts: tuple[FactPair, ...]
    competencies: tuple[CompetencyPairs, ...]

    def count(self, change: Change) -> int:
        return sum(competency.count(change) for competency in self.competencies)

    def as_json(self) -> dict[str, Any]:
        return {
            "before": {"ladder": self.before.ladder, "level": self.before.code},
            "after": {"ladder": self.after.ladder, "level": self.after.code},
            "facts": [fact.as_json() for fact in self.facts],
            "competencies": [
                {"name": each.name, "pairs": [pair.as_json() for pair in each.pairs]}
                for each in self.competencies
            ],
        }


def compare(before: Level, after: Level, ladder: Ladder | None = None) -> Comparison:
    """Lay `after` beside `before`. `ladder` is theirs, if both are of one."""
    left = {s.id: _side(before, s) for s in before.statements}
    right = {s.id: _side(after, s) for s in after.statements}
    links = _links(before, after, ladder)
    pairs = [_pair(olds, news, why, left, right) for olds, news, why in _groups(links, left, right)]
    return Comparison(before, after, _facts(before, after), _by_competency(before, after, pairs))


def _side(level: Level, statement: Statement) -> Side:
    competency = level.competency(statement.competency)
    return Side(
        id=statement.id,
        kind="tentative" if statement.tentative else "statement",
        competency=competency.name if competency else statement.competency,
        competency_key=statement.competency,
        scope=statement.scope,
        text=visible(statement.text),
    )


def _links(before: Level, after: Level, ladder: Ladder | None) -> dict[tuple[str, str], Reason]:
    """Which statements belong together, and why: (before id, after id) to a reason."""
    links: dict[tuple[str, str], Reason] = {}
    same_level = before.code == after.code
    if ladder and not same_level:
        codes = [level.code for level in ladder.levels]
        up = codes.index(before.code) < codes.index(after.code)
        low, high = (before, after) if up else (after, before)
        for statement in high.statements:
            for ancestor in ancestors_in(ladder, Ref(high.code, statement.id), low.code):
                key = (ancestor, statement.id) if up else (statement.id, ancestor)
                links[key] = "lineage"
    if same_level:
        for statement in after.statements:
            if before.statement(statement.id):
                links[(statement.id, statement.id)] = "id"
    linked_before = {old for old, _ in links}
    linked_after = {new for _, new in links}
    by_text = {visible(s.text): s.id for s in before.statements if s.id not in linked_before}
    for statement in after.statements:
        twin = by_text.get(visible(statement.text))
        if twin and statement.id not in linked_after:
            links[(twin, statement.id)] = "words"
            del by_text[visible(statement.text)]
    return links


def _groups(
    links: Mapping[tuple[str, str], Reason], left: Mapping[str, Side], right: Mapping[str, Side]
) -> Iterable[tuple[list[str], list[str], Reason | None]]:
    """Ids that belong together, each id in one group, in the order of the later level."""
    # A second ancestor joins a group only if nothing else continues it; otherwise one
    # widely read statement would pull half of the level into a single heap.
    kept: dict[tuple[str, str], Reason] = {}
    first: dict[str, str] = {}
    for old, new in links:
        first.setdefault(new, old)
    continued = set(first.values())
    for (old, new), why in links.items():
        if first[new] == old or old not in continued:
            kept[(old, new)] = why
            continued.add(old)
    heirs: dict[str, list[str]] = {}
    parents: dict[str, list[str]] = {}
    for old, new in kept:
        heirs.setdefault(old, []).append(new)
        parents.setdefault(new, []).append(old)
    done: set[str] = set()
    for new in right:
        if new in done:
            continue
        if new not in parents:
            yield [], [new], None
            continue
        olds, news = _together(new, heirs, parents)
        done.update(news)
        order = list(right)
        why = next(w for (old, n), w in kept.items() if n in news)
        yield [old for old in left if old in olds], sorted(news, key=order.index), why
    for old in left:
        if old not in heirs:
            yield [old], [], None


def _together(
    new: str, heirs: Mapping[str, list[str]], parents: Mapping[str, list[str]]
) -> tuple[set[str], set[str]]:
    olds: set[str] = set()
    news = {new}
    waiting = [new]
    while waiting:
        for old in parents[waiting.pop()]:
            olds.add(old)
            for heir in heirs[old]:
                if heir not in news:
                    news.add(heir)
                    waiting.append(heir)
    return olds, news


def _pair(
    olds: list[str],
    news: list[str],
    reason: Reason | None,
    left: Mapping[str, Side],
    right: Mapping[str, Side],
) -> Pair:
    before = tuple(left[id] for id in olds)
    after = tuple(right[id] for id in news)
    if reason is None and not before:
        return Pair(("new",), "nothing before it says this", before, after)
    if reason is None:
        return Pair(("gone",), "nothing after it says this", before, after)
    changes: list[Change] = []
    if len(after) > 1:
        changes.append("split")
    if len(before) > 1:
        changes.append("merged")
    words = None
    if len(before) == len(after) == 1:
        old, new = before[0], after[0]
        alike = fuzz.token_sort_ratio(old.text, new.text) >= ALIKE
        if old.text != new.text:
            by_lineage = reason == "lineage"
            changes.append("grown" if by_lineage else "reworded")
            if by_lineage and alike:
                changes.append("reworded")
            words = word_marks(old.text, new.text) if alike else None
    changes += _standing(before, after)
    return Pair(tuple(changes or ["same"]), _WHY[reason], before, after, words)


def _standing(before: tuple[Side, ...], after: tuple[Side, ...]) -> list[Change]:
    changes: list[Change] = []
    if {side.competency_key for side in before} != {side.competency_key for side in after}:
        changes.append("moved")
    elif {side.scope for side in before} != {side.scope for side in after}:
        changes.append("rescoped")
    if {side.kind for side in before} == {"tentative"} and all(
        s.kind == "statement" for s in after
    ):
        changes.append("confirmed")
    if {side.kind for side in after} == {"tentative"} and all(
        s.kind == "statement" for s in before
    ):
        changes.append("unconfirmed")
    return changes


def word_marks(before: str, after: str) -> tuple[Word, ...]:
    """Two sentences as one: runs of words that both have, and that only one has."""
    old, new = re.findall(r"\s+|\w+|[^\w\s]", before), re.findall(r"\s+|\w+|[^\w\s]", after)
    if len(old) * len(new) > MAX_COMPARED:
        return (("gone", before), ("new", after))
    made: list[Word] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            made.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            made.append(("gone", "".join(old[a:b])))
        if c < d:
            made.append(("new", "".join(new[c:d])))
    return tuple(made)


def _facts(before: Level, after: Level) -> tuple[FactPair, ...]:
    names = dict.fromkeys([fact.name for fact in (*after.facts, *before.facts)])
    made = []
    for name in names:
        old, new = before.fact(name), after.fact(name)
        was, now = (visible(fact.text) if fact else None for fact in (old, new))
        words = None
        changes: tuple[Change, ...] = ("same",)
        if was is None:
            changes = ("new",)
        elif now is None:
            changes = ("gone",)
        elif was != now:
            changes = ("reworded",)
            if fuzz.token_sort_ratio(was, now) >= ALIKE:
                words = word_marks(was, now)
        made.append(FactPair(name, was, now, changes, words))
    return tuple(made)


def _by_competency(
    before: Level, after: Level, pairs: Iterable[Pair]
) -> tuple[CompetencyPairs, ...]:
    named: dict[str, Competency] = {}
    for competency in (*after.competencies, *before.competencies):
        named.setdefault(competency.key, competency)
    home: dict[str, list[Pair]] = {key: [] for key in named}
    for pair in pairs:
        home[(pair.after or pair.before)[0].competency_key].append(pair)
    return tuple(
        CompetencyPairs(key, named[key].name, named[key].icon, tuple(inside))
        for key, inside in home.items()
    )
