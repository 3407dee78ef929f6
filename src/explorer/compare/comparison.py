"""What differs between two levels, in the ladder's own words.

`compare` pairs the statements of two levels (`grouping`) and says of each pair what
changed (`changes`), word by word where both are worded alike (`word_diff`). Statements
that have no partner are in one of them only; between levels, what may be about the same is
named beside them (`related`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from explorer.compare.changes import (
    Change,
    Comparison,
    CompetencyPairs,
    FactPair,
    Pair,
    Relation,
    Side,
)
from explorer.compare.grouping import StatementGroup, group_statements, with_unpaired
from explorer.compare.reach import other_reach
from explorer.compare.word_diff import word_marks
from explorer.model import Competency, Ladder, Level, Statement
from explorer.text.inline_markdown import visible
from explorer.text.stemming import base_form
from explorer.text.stemming import words as words_of
from explorer.text.translation import gettext as _

ALIKE = 60
"""From this likeness on (0 to 100), marking single words helps more than it confuses."""


def compare(
    before: Level, after: Level, ladder: Ladder | None = None, versions: bool | None = None
) -> Comparison:
    """Lay `after` beside `before`. `ladder` is theirs, if both are of one.

    `versions` says whether they are two states of one level; if nobody says, their codes
    and words do.
    """
    if versions is None:
        versions = ladder is None and _are_versions(before, after)
    relation = _relation(before, after, ladder, versions)
    left = {s.id: _side(before, s) for s in before.statements}
    right = {s.id: _side(after, s) for s in after.statements}
    groups = list(group_statements(before, after, ladder, versions))
    homes = _homes(before, after, groups) if versions else _Homes()
    pairs = [_pair(group, left, right, homes) for group in with_unpaired(groups, left, right)]
    if versions:
        pairs = [_with_id(pair, after) for pair in pairs]
    if not versions:
        pairs = _with_related(before, after, pairs, relation)
    summary = _text_pair(
        _("Summary"),
        *(visible(each.summary.text) if each.summary else None for each in (before, after)),
    )
    return Comparison(
        before,
        after,
        relation,
        any(group.reason == "lineage" for group in groups),
        summary,
        _facts(before, after),
        _by_competency(before, after, pairs, homes.renamed),
    )


def _relation(before: Level, after: Level, ladder: Ladder | None, versions: bool) -> Relation:
    if versions:
        return "versions"
    if ladder is None:
        return "apart"
    codes = [level.code for level in ladder.levels]
    return "up" if codes.index(before.code) < codes.index(after.code) else "down"


def _with_related(before: Level, after: Level, pairs: list[Pair], relation: Relation) -> list[Pair]:
    """The pairs, with what may be related beside the statements of the upper level of which
    nobody wrote lineage. Of two ladders' levels neither is the upper one: the later."""
    from explorer.compare.related import related  # noqa: PLC0415 - SciPy takes half a second

    lower, upper = (after, before) if relation == "down" else (before, after)
    alone = {_only(pair, relation) for pair in pairs}
    asked = [s for s in upper.statements if s.id in alone and s.id not in upper.lineage]
    found = related(asked, lower.statements, upper.language)
    below = {statement.id: _side(lower, statement) for statement in lower.statements}
    return [
        replace(pair, related=below[found[only]])
        if (only := _only(pair, relation)) in found
        else pair
        for pair in pairs
    ]


def _only(pair: Pair, relation: Relation) -> str:
    """The id of a statement that only the upper level has; else nothing."""
    lower, upper = (pair.after, pair.before) if relation == "down" else (pair.before, pair.after)
    return "" if lower else upper[0].id


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


def _renamed(before: Level, after: Level, groups: list[StatementGroup]) -> dict[str, str]:
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


@dataclass(frozen=True, slots=True)
class _Homes:
    """Where the statements of the earlier level are at home in the later one, if nobody moved
    them: competencies that were renamed, and scopes that became a competency of their own."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    promoted: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, side: Side) -> tuple[str, str]:
        scope = _comparable(side.scope)
        if promoted := self.promoted.get((side.competency_key, scope)):
            return promoted, ""
        return self.renamed.get(side.competency_key, side.competency_key), scope


def _homes(before: Level, after: Level, groups: list[StatementGroup]) -> _Homes:
    renamed = _renamed(before, after, groups)
    was = {s.id: (s.competency, _comparable(s.scope)) for s in before.statements}
    now = {s.id: s.competency for s in after.statements if not s.scope}
    sizes = Counter(was.values())
    went = Counter(
        (was[group.before[0]], now[group.after[0]])
        for group in groups
        if group.after[0] in now and before.competency(now[group.after[0]]) is None
    )
    promoted = {
        place: new
        for (place, new), number in went.items()
        if place[1] and new not in renamed.values() and 2 * number > sizes[place]
    }
    return _Homes(renamed, promoted)


def _comparable(scope: str | None) -> str:
    """A scope by its words: "Within my Organization" is "within my organisation"."""
    return " ".join(base_form(word) for word, _ in words_of(scope or ""))


def _with_id(pair: Pair, after: Level) -> Pair:
    """The pair, marked where its id changed and the later level does not say what it was."""
    if len(pair.before) != 1 or len(pair.after) != 1:
        return pair
    old, new = pair.before[0].id, pair.after[0].id
    lost = old != new and old not in after.was.get(new, ()) and after.statement(old) is None
    return replace(pair, id_changed=True) if lost else pair


def _pair(
    group: StatementGroup,
    left: Mapping[str, Side],
    right: Mapping[str, Side],
    homes: "_Homes",
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
    changes += _changes_of_place(before, after, homes)
    return Pair(tuple(changes or ["same"]), group.why, before, after, words, group.reason)


def _changes_of_place(
    before: tuple[Side, ...], after: tuple[Side, ...], homes: "_Homes"
) -> list[Change]:
    changes: list[Change] = []
    places = {homes.of(side) for side in before}
    if {key for key, _ in places} != {side.competency_key for side in after}:
        changes.append("moved")
    elif {scope for _, scope in places} != {_comparable(side.scope) for side in after} or (
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
    return all(other_reach(before, after))


def changed_reach(pair: Pair) -> tuple[str, str] | None:
    """How far a pair of another scope reached, and reaches now; "" where nothing says so."""
    if "rescoped" not in pair.changes:
        return None
    was, now = (
        ", ".join(dict.fromkeys(side.scope for side in sides if side.scope))
        for sides in (pair.before, pair.after)
    )
    return (was, now) if was != now else other_reach(pair.before[0].text, pair.after[0].text)


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
