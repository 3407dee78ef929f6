"""What differs between two levels, in the ladder's own words.

`compare` pairs the statements of two levels: by the lineage that the ladder's authors
wrote (through the levels between, if need be), by the same words, and by what is most
alike altogether (`alignment`). Each pair says what changed and why it is a pair.
Statements that have no partner are new, or no longer said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, get_args

from rapidfuzz import fuzz

from explorer.compare.lineage_paths import ancestors_in
from explorer.model import Competency, Ladder, Level, Ref, Statement
from explorer.problems import quoted
from explorer.text.inline_markdown import visible

Change = Literal[
    "same",
    "reworded",
    "grown",
    "moved",
    "rescoped",
    "confirmed",
    "unconfirmed",
    "split",
    "merged",
    "new",
    "gone",
]
ChangeGroup = Literal["new", "changed", "same", "gone"]
"""What became of an expectation, in short."""
CHANGE_GROUPS: tuple[ChangeGroup, ...] = get_args(ChangeGroup)

CHANGE_WORDS: dict[Change, str] = {
    "same": "the same",
    "reworded": "reworded",
    "grown": "grows",
    "moved": "moved",
    "rescoped": "other scope",
    "confirmed": "now confirmed",
    "unconfirmed": "under discussion now",
    "split": "becomes several",
    "merged": "brings together",
    "new": "new",
    "gone": "no longer said",
}
"""Each change as a reader is told of it."""


def group_words(fate: ChangeGroup, versions: bool) -> str:
    """What became of an expectation, in words; it grows between levels, and not in versions."""
    grown = "changed" if versions else "grow"
    kept = "unchanged" if versions else "carry on as they are"
    return {"new": "new", "changed": grown, "same": kept, "gone": "no longer said"}[fate]


Word = tuple[Literal["same", "new", "gone"], str]
"""A run of a sentence: in both, only in the later, only in the earlier."""

Reason = Literal["lineage", "id", "words", "alike"]
_WHY: dict[Reason, str] = {
    "lineage": "the ladder's authors say that one grows out of the other",
    "id": "both have the same id",
    "words": "both say the same words",
    "alike": "both say much the same",
}

SCOPE_WORDS = frozenset(
    "area areas company companies department departments division group groups industry org"
    " organisation organisations organization organizations squad squads team teams tribe tribes"
    " unit units myself everyone".split()
)
"""Where an expectation reaches, when a sentence says so itself: "my team", "my group"."""

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
            "id": self.id,
            "kind": self.kind,
            "competency": self.competency,
            "scope": self.scope,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements that belong together: `before` and `after` are mostly one each."""

    changes: tuple[Change, ...]
    why: str
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    words: tuple[Word, ...] | None = None
    """Word by word, where both sides are worded alike; else None."""
    reason: "Reason | None" = None
    """What `why` says, in one word; None where there is no partner."""

    @property
    def change_group(self) -> ChangeGroup:
        if not self.before:
            return "new"
        if not self.after:
            return "gone"
        return "same" if self.changes == ("same",) else "changed"

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
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "changes": list(self.changes),
            "words": [list(word) for word in self.words] if self.words is not None else None,
        }


@dataclass(frozen=True, slots=True)
class CompetencyPairs:
    """The pairs of one competency, in the reading order of the later level."""

    key: str
    name: str
    icon: str
    pairs: tuple[Pair, ...]

    def count(self, change: Change) -> int:
        return sum(change in pair.changes for pair in self.pairs)

    def in_group(self, fate: ChangeGroup) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.change_group == fate)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two levels laid side by side. `versions`: they are two states of the same level."""

    before: Level
    after: Level
    versions: bool
    summary: FactPair | None
    facts: tuple[FactPair, ...]
    competencies: tuple[CompetencyPairs, ...]

    def count(self, change: Change) -> int:
        return sum(competency.count(change) for competency in self.competencies)

    def as_json(self) -> dict[str, Any]:
        return {
            "before": {"ladder": self.before.ladder, "level": self.before.code},
            "after": {"ladder": self.after.ladder, "level": self.after.code},
            "summary": self.summary.as_json() if self.summary else None,
            "facts": [fact.as_json() for fact in self.facts],
            "competencies": [
                {"name": each.name, "pairs": [pair.as_json() for pair in each.pairs]}
                for each in self.competencies
            ],
        }


def compare(
    before: Level, after: Level, ladder: Ladder | None = None, versions: bool | None = None
) -> Comparison:
    """Lay `after` beside `before`. `ladder` is theirs, if both are of one.

    `versions` says whether they are two states of one level; if nobody says, their codes
    and words do.
    """
    if versions is None:
        versions = ladder is None and _are_versions(before, after)
    left = {s.id: _side(before, s) for s in before.statements}
    right = {s.id: _side(after, s) for s in after.statements}
    groups = list(_groups(before, after, ladder, versions))
    renamed = _renamed(before, after, groups) if versions else {}
    pairs = [_pair(group, left, right, renamed) for group in _with_the_lone(groups, left, right)]
    summary = _text_pair(
        "Summary",
        *(visible(each.summary.text) if each.summary else None for each in (before, after)),
    )
    return Comparison(
        before,
        after,
        versions,
        summary,
        _facts(before, after),
        _by_competency(before, after, pairs, renamed),
    )


def _are_versions(before: Level, after: Level) -> bool:
    if before.code == after.code:
        return True
    texts = [{visible(s.text) for s in level.statements} for level in (before, after)]
    return 2 * len(texts[0] & texts[1]) > min(map(len, texts))


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


@dataclass(frozen=True, slots=True)
class _Group:
    """Ids that belong together, and why; `shared` are words that say so."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: Reason | None = None
    shared: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        if self.reason is None:
            return "nothing after it says this" if self.before else "nothing before it says this"
        said = ", ".join(map(quoted, self.shared))
        if self.reason != "alike" or not said:
            return _WHY[self.reason]
        if len(self.after) > 1:
            return f"the later ones say together what one said before: {said}"
        if len(self.before) > 1:
            return f"the later one says what several said before: {said}"
        return f"both speak of {said}"


def _groups(before: Level, after: Level, ladder: Ladder | None, versions: bool) -> Iterator[_Group]:
    """The statements that belong together, each in one group at most."""
    links, authored = ([], set()) if versions else _lineage(before, after, ladder)
    order = {statement.id: at for at, statement in enumerate(after.statements)}
    done: tuple[set[str], set[str]] = (set(), set())

    def take(group: _Group) -> _Group:
        done[0].update(group.before)
        done[1].update(group.after)
        return group

    for olds, news in _together(links, [s.id for s in before.statements], order):
        yield take(_Group(olds, news, "lineage"))
    # What the authors know to grow out of nothing is no heir of what merely sounds like it.
    texts = {visible(s.text): s.id for s in before.statements if s.id not in done[0]}
    for statement in after.statements:
        twin = texts.get(visible(statement.text))
        if twin and twin not in done[0] and authored & {twin, statement.id} - done[1]:
            yield take(_Group((twin,), (statement.id,), "words"))
    left, right = (
        [s for s in level.statements if s.id not in side and s.id not in authored]
        for level, side in zip((before, after), done, strict=True)
    )
    if not (left and right):
        return
    # SciPy takes half a second to load: only where the authors left something to be found.
    from explorer.compare.alignment import align  # noqa: PLC0415

    for match in align(left, right, versions):
        was, now = [left[n] for n in match.before], [right[n] for n in match.after]
        reason: Reason = "alike"
        if [visible(s.text) for s in was] == [visible(s.text) for s in now]:
            reason = "words"
        elif versions and [s.id for s in was] == [s.id for s in now]:
            reason = "id"
        yield take(_Group(tuple(s.id for s in was), tuple(s.id for s in now), reason, match.shared))


def _lineage(
    before: Level, after: Level, ladder: Ladder | None
) -> tuple[list[tuple[str, str]], set[str]]:
    """The links that the authors wrote, and the ids of which they wrote any lineage."""
    if before.code == after.code:
        return [], set()
    if not ladder:
        # Two files: what one of them says of the other is known, and no more.
        return [*_written(after, before), *((old, new) for new, old in _written(before, after))], {
            statement.id
            for level in (before, after)
            for statement in level.statements
            if level.lineage.get(statement.id) == ()
        }
    codes = [level.code for level in ladder.levels]
    up = codes.index(before.code) < codes.index(after.code)
    low, high = (before, after) if up else (after, before)
    links = [
        (ancestor, statement.id) if up else (statement.id, ancestor)
        for statement in high.statements
        for ancestor in ancestors_in(ladder, Ref(high.code, statement.id), low.code)
    ]
    return links, {s.id for s in high.statements if s.id in high.lineage}


def _written(high: Level, low: Level) -> list[tuple[str, str]]:
    """What the lineage of one level says of another that stands beside it: (low, high) ids."""
    return [
        (id, statement.id)
        for statement in high.statements
        for reference in high.lineage.get(statement.id, ())
        for code, _, id in [reference.rpartition("/")]
        if code in ("", low.code) and low.statement(id)
    ]


def _together(
    links: Iterable[tuple[str, str]], left: list[str], order: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Links as groups of ids, in the order of the later level."""
    # A second ancestor joins a group only if nothing else continues it; otherwise one
    # widely read statement would pull half of the level into a single heap.
    first: dict[str, str] = {}
    for old, new in links:
        first.setdefault(new, old)
    continued = set(first.values())
    heirs: dict[str, list[str]] = {}
    parents: dict[str, list[str]] = {}
    for old, new in links:
        if first[new] == old or old not in continued:
            continued.add(old)
            heirs.setdefault(old, []).append(new)
            parents.setdefault(new, []).append(old)
    done: set[str] = set()
    for new in sorted(parents, key=order.__getitem__):
        if new in done:
            continue
        olds, news, waiting = set[str](), {new}, [new]
        while waiting:
            for old in parents[waiting.pop()]:
                olds.add(old)
                waiting += [heir for heir in heirs[old] if heir not in news]
                news.update(heirs[old])
        done |= news
        yield tuple(old for old in left if old in olds), tuple(sorted(news, key=order.__getitem__))


def _with_the_lone(
    groups: list[_Group], left: Mapping[str, Side], right: Mapping[str, Side]
) -> Iterator[_Group]:
    """The groups, and what is in none of them, in the order of the later level."""
    of_new = {new: group for group in groups for new in group.after}
    for new in right:
        group = of_new.get(new, _Group((), (new,)))
        if group.after[0] == new:
            yield group
    paired = {old for group in groups for old in group.before}
    for old in left:
        if old not in paired:
            yield _Group((old,), ())


def _renamed(before: Level, after: Level, groups: list[_Group]) -> dict[str, str]:
    """Competencies that only the earlier level has, under their name in the later one.

    A competency was renamed where most of its statements went to one that was not there.
    """
    was = {s.id: s.competency for s in before.statements}
    now = {s.id: s.competency for s in after.statements}
    lost = {key for key in was.values() if after.competency(key) is None}
    found = {key for key in now.values() if before.competency(key) is None}
    went = Counter(
        (was[group.before[0]], now[group.after[0]])
        for group in groups
        if was[group.before[0]] in lost and now[group.after[0]] in found
    )
    names: dict[str, str] = {}
    for (old, new), number in went.most_common():
        if old not in names and new not in names.values():
            size = sum(key == old for key in was.values())
            if 2 * number >= size:
                names[old] = new
    return names


def _pair(
    group: _Group, left: Mapping[str, Side], right: Mapping[str, Side], renamed: Mapping[str, str]
) -> Pair:
    before = tuple(left[id] for id in group.before)
    after = tuple(right[id] for id in group.after)
    if not before or not after:
        return Pair(("gone",) if before else ("new",), group.why, before, after)
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
            by_lineage = group.reason == "lineage"
            changes.append("grown" if by_lineage else "reworded")
            if by_lineage and alike:
                changes.append("reworded")
            words = word_marks(old.text, new.text) if alike else None
    changes += _standing(before, after, renamed)
    return Pair(tuple(changes or ["same"]), group.why, before, after, words, group.reason)


def _standing(
    before: tuple[Side, ...], after: tuple[Side, ...], renamed: Mapping[str, str]
) -> list[Change]:
    changes: list[Change] = []
    homes = {renamed.get(side.competency_key, side.competency_key) for side in before}
    if homes != {side.competency_key for side in after}:
        changes.append("moved")
    elif {side.scope for side in before} != {side.scope for side in after} or (
        len(before) == len(after) == 1 and _reaches_elsewhere(before[0].text, after[0].text)
    ):
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


def _reaches_elsewhere(before: str, after: str) -> bool:
    """True where both sentences say how far they reach, and differently."""
    return all(_other_reach(before, after))


def _other_reach(before: str, after: str) -> tuple[str, str]:
    """The words of reach that only one of two sentences has: ("team", "group")."""
    was, now = (
        Counter(w for w in re.findall(r"\w+", text.lower()) if w in SCOPE_WORDS)
        for text in (before, after)
    )
    return ", ".join(was - now), ", ".join(now - was)


def changed_reach(pair: Pair) -> tuple[str, str] | None:
    """How far a pair of another scope reached, and reaches now; "" where nothing says so."""
    if "rescoped" not in pair.changes:
        return None
    was, now = (
        ", ".join(dict.fromkeys(side.scope for side in sides if side.scope))
        for sides in (pair.before, pair.after)
    )
    return (was, now) if was != now else _other_reach(pair.before[0].text, pair.after[0].text)


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


def _text_pair(name: str, was: str | None, now: str | None) -> FactPair | None:
    if was is None and now is None:
        return None
    if was is None or now is None:
        return FactPair(name, was, now, ("new",) if was is None else ("gone",))
    if was == now:
        return FactPair(name, was, now, ("same",))
    alike = fuzz.token_sort_ratio(was, now) >= ALIKE
    return FactPair(name, was, now, ("reworded",), word_marks(was, now) if alike else None)


def _facts(before: Level, after: Level) -> tuple[FactPair, ...]:
    made = []
    for name in dict.fromkeys([fact.name for fact in (*after.facts, *before.facts)]):
        was, now = (
            visible(fact.text) if fact else None for fact in (before.fact(name), after.fact(name))
        )
        if pair := _text_pair(name, was, now):
            made.append(pair)
    return tuple(made)


def _by_competency(
    before: Level, after: Level, pairs: Iterable[Pair], renamed: Mapping[str, str]
) -> tuple[CompetencyPairs, ...]:
    named: dict[str, Competency] = {}
    for competency in (*after.competencies, *before.competencies):
        if competency.key not in renamed:
            named.setdefault(competency.key, competency)
    home: dict[str, list[Pair]] = {key: [] for key in named}
    for pair in pairs:
        key = (pair.after or pair.before)[0].competency_key
        home[renamed.get(key, key)].append(pair)
    return tuple(
        CompetencyPairs(key, named[key].name, named[key].icon, tuple(inside))
        for key, inside in home.items()
    )
