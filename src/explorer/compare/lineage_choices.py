"""What a statement may have grown out of, ranked, for the keeper who writes the lineage.

Every statement of the level below is a choice, the likeliest first; one of them is suggested
only where words and spelling say enough (`related`). Nothing is written here.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from explorer.compare.alignment import Texts
from explorer.compare.related import related
from explorer.model import Ladder, Level, Statement
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.translation import gettext as _

_SAME_COMPETENCY = 0.1
"""What it adds to stand in the same competency; of two about equally alike, that one is meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement of the level below, with the words that both have."""

    statement: Statement
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        return (
            _("both speak of {names}", names=", ".join(map(quoted, self.shared)))
            if self.shared
            else ""
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A statement of which nobody wrote what it grows out of, and its choices."""

    below: Level
    level: Level
    statement: Statement
    choices: tuple[Choice, ...]
    suggested: Choice | None
    """The likeliest, where enough speaks for it."""

    def as_json(self) -> dict[str, Any]:
        return {
            "ladder": self.level.ladder,
            "level": self.level.code,
            "id": self.statement.id,
            "text": visible(self.statement.text),
            "suggested": self.suggested.statement.id if self.suggested else None,
            "choices": [
                {"id": each.statement.id, "text": visible(each.statement.text), "why": each.why}
                for each in self.choices
            ],
        }


def questions(ladder: Ladder, code: str = "", most: int = 5) -> list[Question]:
    """The statements without lineage, of one level or of all above the lowest, in reading
    order; each with its `most` likeliest choices."""
    return [
        question
        for below, level in pairwise(ladder.levels)
        if code in ("", level.code) and below.statements
        for question in _of_level(below, level, most)
    ]


def _of_level(below: Level, level: Level, most: int) -> list[Question]:
    asked = [s for s in level.statements if s.id not in level.lineage]
    if not asked:
        return []
    among = below.statements
    both = Texts.of([*asked, *among], len(asked), level.language)
    likeness = both.closeness()
    same = np.array([[a.competency == b.competency for b in among] for a in asked])
    order = np.argsort(-(likeness + _SAME_COMPETENCY * same), axis=1, kind="stable")[:, :most]
    likely = related(asked, among, level.language)
    made = []
    for number, statement in enumerate(asked):
        choices = [Choice(among[at], both.shared([number], [at])) for at in order[number].tolist()]
        suggested = next((c for c in choices if c.statement.id == likely.get(statement.id)), None)
        if suggested:
            choices.sort(key=lambda choice: choice is not suggested)
        made.append(Question(below, level, statement, tuple(choices), suggested))
    return made
