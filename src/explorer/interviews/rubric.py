"""The bar of a level as one sheet: what a hiring panel reads before the first conversation.

The confirmed expectations by competency and scope; apart from them, what is still under
discussion and so not part of the bar yet; examples as things one may hear. And, for
"how do we know it is L4 and not L3?", what the level beside it asks instead, as
`comparison` pairs them. `rubric_sheet` writes all of it down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.compare.changes import Side
from explorer.compare.comparison import compare
from explorer.model import Competency, Fact, Ladder, Level, ScopeGroup, Statement, TextBlock
from explorer.text.inline_markdown import visible


@dataclass(frozen=True, slots=True)
class RubricSection:
    """One competency on the sheet; `groups` hold only what is confirmed."""

    competency: Competency
    groups: tuple[ScopeGroup, ...]
    under_discussion: tuple[Statement, ...]

    @property
    def name(self) -> str:
        return f"{self.competency.icon} {self.competency.name}".strip()

    @property
    def examples(self) -> tuple[TextBlock, ...]:
        return self.competency.examples

    @property
    def expectations(self) -> tuple[Statement, ...]:
        return tuple(s for group in self.groups for s in group.confirmed)


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a level asks, on one sheet."""

    ladder: str
    level: Level
    sections: tuple[RubricSection, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.level.facts

    @property
    def expectations(self) -> tuple[Statement, ...]:
        return tuple(s for section in self.sections for s in section.expectations)

    @property
    def under_discussion(self) -> tuple[Statement, ...]:
        return tuple(s for section in self.sections for s in section.under_discussion)

    def as_json(self) -> dict[str, Any]:
        level = self.level
        return {
            "ladder": level.ladder,
            "level": level.code,
            "title": level.title,
            "draft": level.draft,
            "summary": visible(level.summary.text) if level.summary else None,
            "facts": {fact.name: visible(fact.text) for fact in level.facts},
            "competencies": [
                {
                    "name": section.competency.name,
                    "expectations": [_statement_json(s) for s in section.expectations],
                    "not_part_of_the_bar_yet": [
                        _statement_json(s) for s in section.under_discussion
                    ],
                    "one_may_hear": [visible(each.text) for each in section.examples],
                }
                for section in self.sections
            ],
        }


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {"id": statement.id, "scope": statement.scope, "text": visible(statement.text)}


def rubric_of(ladder: Ladder, level: Level) -> Rubric:
    """The sheet of a level of the ladder."""
    return Rubric(ladder.name, level, tuple(map(_section, level.competencies)))


def _section(competency: Competency) -> RubricSection:
    groups = tuple(ScopeGroup(g.scope, g.confirmed) for g in competency.groups if g.confirmed)
    return RubricSection(
        competency, groups, tuple(s for g in competency.groups for s in g.tentative)
    )


Sides = tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class NeighbourSection:
    """One competency of a level and of the one beside it.

    `rows` are what the level asks with what the other one asks instead, which may be
    nothing; `only_there` is what only the other one asks.
    """

    name: str
    rows: tuple[tuple[Sides, Sides], ...]
    only_in_neighbour: Sides


Neighbours = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""For an expectation's id the codes of the levels beside it, lower first, each with the texts
of what it asks instead."""


def neighbours_by_statement(ladder: Ladder, level: Level) -> Neighbours:
    """What the levels below and above ask instead of each confirmed expectation."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for other in filter(None, (ladder.below(level), ladder.above(level))):
        for section in compare_with_neighbour(ladder, level, other):
            for here, there in section.rows:
                texts = tuple(side.text for side in there)
                for side in here if texts else ():
                    found.setdefault(side.id, []).append((other.code, texts))
    return {id: tuple(each) for id, each in found.items()}


def compare_with_neighbour(
    ladder: Ladder, level: Level, other: Level
) -> tuple[NeighbourSection, ...]:
    """What `other` asks instead, competency by competency. What is under discussion here is
    no part of the bar and left out; there, it is given as what it is."""
    codes = [each.code for each in ladder.levels]
    upwards = codes.index(level.code) < codes.index(other.code)
    low, high = (level, other) if upwards else (other, level)
    rows: dict[str, list[tuple[Sides, Sides]]] = {}
    only_in_neighbour: dict[str, list[Side]] = {}
    names: dict[str, str] = {}
    for each in compare(low, high, ladder).competencies:
        names[each.key] = f"{each.icon} {each.name}".strip()
        for pair in each.pairs:
            here, there = (pair.before, pair.after) if upwards else (pair.after, pair.before)
            confirmed = tuple(side for side in here if side.kind == "statement")
            if confirmed:
                rows.setdefault(confirmed[0].competency_key, []).append((confirmed, there))
            elif not here:
                only_in_neighbour.setdefault(each.key, []).extend(there)
    return tuple(
        NeighbourSection(name, tuple(rows.get(key, ())), tuple(only_in_neighbour.get(key, ())))
        for key, name in names.items()
        if key in rows or key in only_in_neighbour
    )
