"""Which statements of two levels belong together, and why.

First by the lineage that the ladder's authors wrote (through the levels between, if need
be), then by the same words, then by what is most alike altogether (`alignment`). Each
statement is in one group at most.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.compare.changes import Reason, Side
from explorer.compare.lineage_paths import ancestors_in
from explorer.model import Ladder, Level, Ref
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

_WHY: dict[Reason, str] = {
    "lineage": N_("the ladder's authors say that one grows out of the other"),
    "id": N_("both have the same id"),
    "was": N_("the later level says that it had this id before"),
    "words": N_("both say the same words"),
    "alike": N_("both say much the same"),
}


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Ids that belong together, and why; `shared` are words that say so."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: Reason | None = None
    shared: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        if self.reason is None:
            return (
                _("nothing after it says this") if self.before else _("nothing before it says this")
            )
        said = ", ".join(map(quoted, self.shared))
        if self.reason != "alike" or not said:
            return _(_WHY[self.reason])
        if len(self.after) > 1:
            return _("the later ones say together what one said before: {said}", said=said)
        if len(self.before) > 1:
            return _("the later one says what several said before: {said}", said=said)
        return _("both speak of {said}", said=said)


def group_statements(
    before: Level, after: Level, ladder: Ladder | None, versions: bool
) -> Iterator[StatementGroup]:
    """The statements that belong together, each in one group at most."""
    links, authored = ([], set()) if versions else _authored_links(before, after, ladder)
    done: tuple[set[str], set[str]] = (set(), set())

    def mark_done(group: StatementGroup) -> StatementGroup:
        done[0].update(group.before)
        done[1].update(group.after)
        return group

    for old, new in _renamed_ids(before, after) if versions else ():
        yield mark_done(StatementGroup((old,), (new,), "was"))
    for olds, news in _by_lineage(links, before, after, ladder):
        yield mark_done(StatementGroup(olds, news, "lineage"))
    # What the authors know to grow out of nothing is no descendant of what merely sounds like it.
    texts = {visible(s.text): s.id for s in before.statements if s.id not in done[0]}
    for statement in after.statements:
        twin = texts.get(visible(statement.text))
        if twin and twin not in done[0] and authored & {twin, statement.id} - done[1]:
            yield mark_done(StatementGroup((twin,), (statement.id,), "words"))
    left, right = (
        [s for s in level.statements if s.id not in side and s.id not in authored]
        for level, side in zip((before, after), done, strict=True)
    )
    if not (left and right):
        return
    # SciPy takes half a second to load: only where the authors left something to be found.
    from explorer.compare.alignment import align  # noqa: PLC0415

    for match in align(left, right, versions, after.language):
        was, now = [left[n] for n in match.before], [right[n] for n in match.after]
        reason: Reason = "alike"
        if [visible(s.text) for s in was] == [visible(s.text) for s in now]:
            reason = "words"
        elif versions and [s.id for s in was] == [s.id for s in now]:
            reason = "id"
        yield mark_done(
            StatementGroup(tuple(s.id for s in was), tuple(s.id for s in now), reason, match.shared)
        )


def _renamed_ids(before: Level, after: Level) -> Iterator[tuple[str, str]]:
    """What the later level says of ids that it had before: (old, new), each once."""
    held, said = {s.id for s in before.statements}, {s.id for s in after.statements}
    for new, olds in after.was.items():
        old = next((old for old in olds if old in held and old not in said), None)
        if new in said and new not in held and old is not None:
            held.discard(old)
            yield old, new


def _authored_links(
    before: Level, after: Level, ladder: Ladder | None
) -> tuple[list[tuple[str, str]], set[str]]:
    """The links that the authors wrote, and the ids of which they wrote any lineage."""
    if before.code == after.code:
        return [], set()
    if not ladder:
        # Two files: what one of them says of the other is known, and no more.
        return [
            *_links_written_in(after, before),
            *((old, new) for new, old in _links_written_in(before, after)),
        ], {
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


def _links_written_in(high: Level, low: Level) -> list[tuple[str, str]]:
    """What the lineage of one level says of another that stands beside it: (low, high) ids."""
    return [
        (id, statement.id)
        for statement in high.statements
        for reference in high.lineage.get(statement.id, ())
        for code, _, id in [reference.rpartition("/")]
        if code in ("", low.code) and low.statement(id)
    ]


def _by_lineage(
    links: list[tuple[str, str]], before: Level, after: Level, ladder: Ladder | None
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What the authors' links bring together, the same rows in either direction."""
    places = [{s.id: at for at, s in enumerate(level.statements)} for level in (before, after)]
    codes = [level.code for level in ladder.levels] if ladder else []
    if before.code in codes and codes.index(before.code) > codes.index(after.code):
        # Lineage points down, so a comparison downwards is one upwards, turned round: "22
        # expectations grow" and, after a press on Swap, "23 differ" came of asking it anew.
        turned = _connected([(new, old) for old, new in links], places[1], places[0])
        groups = [(olds, news) for news, olds in turned]
        yield from sorted(groups, key=lambda group: places[1][group[1][0]])
    else:
        yield from _connected(links, *places)


def _connected(
    links: Iterable[tuple[str, str]], left: Mapping[str, int], order: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Links as groups of ids, in the order of the later level."""
    # A second ancestor joins a group only if nothing else continues it; otherwise one
    # widely read statement would pull half of the level into a single heap.
    first: dict[str, str] = {}
    for old, new in links:
        first.setdefault(new, old)
    continued = set(first.values())
    children: dict[str, list[str]] = {}
    parents: dict[str, list[str]] = {}
    for old, new in links:
        if first[new] == old or old not in continued:
            continued.add(old)
            children.setdefault(old, []).append(new)
            parents.setdefault(new, []).append(old)
    done: set[str] = set()
    for new in sorted(parents, key=order.__getitem__):
        if new in done:
            continue
        olds, news, waiting = set[str](), {new}, [new]
        while waiting:
            for old in parents[waiting.pop()]:
                olds.add(old)
                waiting += [child for child in children[old] if child not in news]
                news.update(children[old])
        done |= news
        yield tuple(old for old in left if old in olds), tuple(sorted(news, key=order.__getitem__))


def with_unpaired(
    groups: list[StatementGroup], left: Mapping[str, Side], right: Mapping[str, Side]
) -> Iterator[StatementGroup]:
    """The groups, and what is in none of them, in the order of the later level."""
    of_new = {new: group for group in groups for new in group.after}
    for new in right:
        group = of_new.get(new, StatementGroup((), (new,)))
        if group.after[0] == new:
            yield group
    paired = {old for group in groups for old in group.before}
    for old in left:
        if old not in paired:
            yield StatementGroup((old,), ())
