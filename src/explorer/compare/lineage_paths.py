"""One expectation followed through all levels, and a whole competency as such threads.

A thread is what a statement grows out of and what grows out of it, by the authors'
lineage. The wide sheet of a competency has one row per thread, one column per level, so a
statement that grows out of two stands in both of their rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.model import Ladder, Level, Ref, Statement
from explorer.text.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Thread:
    """What each level says of one expectation, from the lowest; mostly one statement."""

    rungs: tuple[tuple[Level, tuple[Statement, ...]], ...]
    """The levels that are looked at; those that say nothing of it have no statements."""
    written: bool = True
    """Whether authors wrote what is around it: without, a lone statement only seems alone."""

    @property
    def spoken(self) -> tuple[Level, ...]:
        return tuple(level for level, said in self.rungs if said)

    @property
    def sentence(self) -> str:
        """Where it begins and where it ends."""
        spoken, all_levels = self.spoken, [level for level, _ in self.rungs]
        first, last = spoken[0], spoken[-1]
        lowest, highest = first is all_levels[0], last is all_levels[-1]
        if first is last and not self.written:
            return _("Nobody has written what this grows out of, or what grows out of it.")
        if first is last and len(all_levels) > 1:
            return _("Only {code} says this.", code=first.code)
        if first is last:
            return _("It is there from the lowest level, {code}, on.", code=first.code)
        ends = {"first": first.code, "last": last.code}
        if lowest and highest:
            return _(
                "It is there from the lowest level, {first}, on and grows up to {last}, the highest level.",
                **ends,
            )
        if lowest:
            return _("It is there from the lowest level, {first}, on and ends at {last}.", **ends)
        if highest:
            return _("It begins at {first} and grows up to {last}, the highest level.", **ends)
        return _("It begins at {first} and ends at {last}.", **ends)


def thread(ladder: Ladder, ref: Ref, levels: Sequence[Level] = ()) -> Thread | None:
    """The thread of a statement, in these levels or in all; None where the ladder has no such
    statement."""
    if ladder.find(ref) is None:
        return None
    found = {ref, *_all(ref, ladder.ancestors), *_all(ref, ladder.descendants)}
    return Thread(
        tuple(
            (level, tuple(s for s in level.statements if Ref(level.code, s.id) in found))
            for level in levels or ladder.levels
        ),
        len(found) > 1 or _is_written(ladder, ref),
    )


def _is_written(ladder: Ladder, ref: Ref) -> bool:
    """Whether authors wrote any lineage below and above a level, as far as there are levels."""
    codes = [level.code for level in ladder.levels]
    at = codes.index(ref.level)
    told = ladder.levels[at : at + 2] if at else ladder.levels[1:2]
    return all(level.lineage for level in told)


def beginnings(ladder: Ladder, levels: Sequence[Level], competency: str) -> list[Ref]:
    """The statements that a competency's threads begin with in these levels: those that grow
    out of nothing else of it there."""
    inside = {
        Ref(level.code, statement.id): None
        for level in levels
        if (found := level.competency(competency))
        for statement in found.statements
    }
    return [ref for ref in inside if not any(a in inside for a in _all(ref, ladder.ancestors))]


def sheet(ladder: Ladder, levels: Sequence[Level], competency: str) -> list[Thread]:
    """A competency of several levels: the threads that begin in it, whole, wherever they run,
    and last in one row what has no lineage yet."""
    made = (thread(ladder, ref, levels) for ref in beginnings(ladder, levels, competency))
    found = [each for each in made if each]
    lone = [each for each in found if not each.written and len(each.spoken) == 1]
    rows = [each for each in found if each not in lone]
    return [*rows, _together(levels, lone)] if lone else rows


def _together(levels: Sequence[Level], lone: Sequence[Thread]) -> Thread:
    """Statements without lineage in one row, by level: a row for each is a staircase of half
    empty cells, 6,000 pixels long for a ladder that was just imported."""
    rungs = [
        (level, tuple(s for each in lone for s in each.rungs[at][1]))
        for at, level in enumerate(levels)
    ]
    return Thread(tuple(rungs), written=False)


def ancestors_in(ladder: Ladder, ref: Ref, code: str) -> list[str]:
    """The ids in level `code` that a statement grows out of, through the levels between."""
    found: dict[str, None] = {}
    waiting, seen = [ref], {ref}
    while waiting:
        for ancestor in ladder.ancestors.get(waiting.pop(0), ()):
            if ancestor.level == code:
                found[ancestor.id] = None
            elif ancestor not in seen:
                seen.add(ancestor)
                waiting.append(ancestor)
    return list(found)


def _all(ref: Ref, links: Mapping[Ref, tuple[Ref, ...]]) -> list[Ref]:
    """Everything that is reached by links, the nearest first."""
    found: dict[Ref, None] = {}
    waiting = [ref]
    while waiting:
        for other in links.get(waiting.pop(0), ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)
