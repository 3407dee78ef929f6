"""One expectation followed through all levels, and a whole competency as such threads.

A thread is what a statement grows out of and what grows out of it, by the authors'
lineage. The wide sheet of a competency has one row a thread, one column a level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.model import Ladder, Level, Ref, Statement


@dataclass(frozen=True, slots=True)
class Thread:
    """What each level says of one expectation, from the lowest; mostly one statement."""

    rungs: tuple[tuple[Level, tuple[Statement, ...]], ...]
    """Every level of the ladder; the levels that say nothing of it have no statements."""

    @property
    def spoken(self) -> tuple[Level, ...]:
        return tuple(level for level, said in self.rungs if said)

    @property
    def sentence(self) -> str:
        """Where it begins and where it ends."""
        spoken, all_levels = self.spoken, [level for level, _ in self.rungs]
        first, last = spoken[0], spoken[-1]
        begins = (
            f"It is there from the lowest level, {first.code}, on"
            if first is all_levels[0]
            else f"It begins at {first.code}"
        )
        if first is last:
            return f"Only {first.code} says this." if len(all_levels) > 1 else f"{begins}."
        ends = (
            f"and grows up to {last.code}, the highest level"
            if last is all_levels[-1]
            else f"and ends at {last.code}"
        )
        return f"{begins} {ends}."


def thread(ladder: Ladder, ref: Ref) -> Thread | None:
    """The thread of a statement; None where the ladder has no such statement."""
    if ladder.find(ref) is None:
        return None
    found = {ref, *_all(ref, ladder.ancestors), *_all(ref, ladder.descendants)}
    return Thread(
        tuple(
            (level, tuple(s for s in level.statements if Ref(level.code, s.id) in found))
            for level in ladder.levels
        )
    )


def sheet(
    ladder: Ladder, levels: Sequence[Level], competency: str
) -> list[tuple[tuple[Statement, ...], ...]]:
    """A competency of several levels: rows of threads, with one cell for each level.

    A statement stands in the row of its first ancestor among these levels; what has none
    begins a row, in the order of the levels.
    """
    row_of: dict[Ref, int] = {}
    rows: list[dict[str, list[Statement]]] = []
    for level in levels:
        found = level.competency(competency)
        for statement in found.statements if found else ():
            ref = Ref(level.code, statement.id)
            above = next((row_of[a] for a in _all(ref, ladder.ancestors) if a in row_of), None)
            if above is None:
                above = len(rows)
                rows.append({})
            row_of[ref] = above
            rows[above].setdefault(level.code, []).append(statement)
    return [tuple(tuple(row.get(level.code, ())) for level in levels) for row in rows]


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
