"""The result of a comparison: pairs of statements and facts, each with what changed.

Frozen records and the words for them, without any rule of what belongs together.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from explorer.compare.word_diff import Word
from explorer.model import Level

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


def group_words(group: ChangeGroup, versions: bool) -> str:
    """What became of an expectation, in words; it grows between levels, and not in versions."""
    grown = "changed" if versions else "grow"
    kept = "unchanged" if versions else "carry on as they are"
    return {"new": "new", "changed": grown, "same": kept, "gone": "no longer said"}[group]


Reason = Literal["lineage", "id", "words", "alike"]


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
    reason: Reason | None = None
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

    def in_group(self, group: ChangeGroup) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.change_group == group)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two levels side by side. `versions`: they are two states of the same level."""

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
