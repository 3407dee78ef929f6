"""The result of a comparison: pairs of statements and facts, each with what changed.

Frozen records and the words for them, without any rule of what belongs together.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from explorer.compare.word_diff import Word
from explorer.model import Level
from explorer.text.translation import N_, pgettext
from explorer.text.translation import gettext as _

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
    "same": N_("the same"),
    "reworded": N_("reworded"),
    "grown": N_("grows"),
    "moved": N_("moved"),
    "rescoped": N_("other scope"),
    "confirmed": N_("now confirmed"),
    "unconfirmed": N_("under discussion now"),
    "split": N_("becomes several"),
    "merged": N_("brings together"),
    "new": N_("new"),
    "gone": N_("no longer said"),
}
"""Each change as a reader is told of it."""


Relation = Literal["versions", "up", "down", "apart"]
"""What two levels are to each other: two states of one level, a higher level after a lower one
of its ladder or the other way round, or levels of two ladders."""

Reason = Literal["lineage", "id", "was", "words", "alike"]


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
    id_changed: bool = False
    """In two versions: what hangs on the old id, such as ratings, loses its hold."""
    related: Side | None = None
    """Of the lower level, what may be about the same; only a suggestion, and no partner."""

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
            "id_changed": self.id_changed,
            "related": self.related.as_json() if self.related else None,
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
    """Two levels side by side. `written`: authors wrote what grows out of what between them."""

    before: Level
    after: Level
    relation: Relation
    written: bool
    summary: FactPair | None
    facts: tuple[FactPair, ...]
    competencies: tuple[CompetencyPairs, ...]

    @property
    def versions(self) -> bool:
        return self.relation == "versions"

    @property
    def names(self) -> tuple[str, str]:
        """Both levels in short: by code, and by ladder where they are of two."""
        levels = (self.before, self.after)
        if self.relation == "apart" and self.before.ladder != self.after.ladder:
            return tuple(f"{level.ladder}/{level.code}".strip("/") for level in levels)  # type: ignore[return-value]
        return self.before.code, self.after.code

    def group_words(self, group: ChangeGroup) -> str:
        """What became of an expectation, in words. Only upwards, where authors wrote so, does
        it grow or is it new; otherwise each level says what it says."""
        before, after = self.names
        if self.versions:
            said = (
                pgettext("group", "new"),
                pgettext("group", "changed"),
                _("unchanged"),
                _("no longer said"),
            )
        elif self.relation == "up" and self.written:
            said = (
                pgettext("group", "new"),
                pgettext("group", "grow"),
                _("carry on as they are"),
                _("only in {level}", level=before),
            )
        else:
            said = (
                _("only in {level}", level=after),
                pgettext("group", "differ"),
                _("the same in both"),
                _("only in {level}", level=before),
            )
        return dict(zip(CHANGE_GROUPS, said, strict=True))[group]

    @property
    def unchanged(self) -> bool:
        """Whether both say the same, under the same ids."""
        facts = [*self.facts, *([self.summary] if self.summary else [])]
        pairs = [pair for each in self.competencies for pair in each.pairs]
        changes = [*(fact.changes for fact in facts), *(pair.changes for pair in pairs)]
        return {*changes} <= {("same",)} and not any(pair.id_changed for pair in pairs)

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
            "relation": self.relation,
        }
