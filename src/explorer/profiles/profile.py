"""One person's view against the levels of a ladder: ratings, evidence, what to talk about.

A profile is frozen; each change gives a new one. It is the view of the person themselves
or of their manager, and never both: it has one perspective. Ratings hang on a level and a
competency's key or a statement's id, and stay when the ladder no longer has what they
hang on. How a profile is written down is said in `profile_file`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from explorer.model import Ladder, Level, Ref

MAX_TOPICS = 100
"""Statements in a conversation list."""
MAX_EVIDENCE = 500
MAX_SNAPSHOTS = 40

Perspective = Literal["self", "manager"]
"""Whose view a profile is."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The rating words given against one level."""

    competencies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    statements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.competencies or self.statements)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A short dated note with links, on a statement or on a whole competency of a level.

    `date` is the day, as 2026-11-23; `about` names the level and the id or key; links are
    addresses of the web.
    """

    date: str
    about: Ref
    text: str
    links: tuple[str, ...] = ()
    whole_competency: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What two people agreed to do next about a statement, and until which day."""

    text: str = ""
    by: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.by)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Ratings as they were on a day, with the ladder's wording of that day.

    `wording` holds each level that was aimed at or rated, by code, with its confirmed
    statements alone: those are what ratings hang on.
    """

    date: str
    target: str
    name: str = ""
    levels: Mapping[str, Ratings] = field(default_factory=lambda: MappingProxyType({}))
    wording: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))

    def ratings(self, code: str) -> Ratings:
        return self.levels.get(code, Ratings())


@dataclass(frozen=True, slots=True)
class Profile:
    """Ratings by level code, the target they look at, and which saved state this is.

    `revision` counts the times the profile was kept, from 1; 0 was never kept.
    """

    ladder: str
    target: str
    ladder_name: str = ""
    perspective: Perspective = "self"
    label: str = ""
    """A word of its owner's choosing that tells this file from others; nobody's name is needed."""
    current: str = ""
    """The level that the person is at today, where they said so."""
    ready: str = ""
    """The day on which its owner said: I am done, this may be laid beside the other's."""
    levels: Mapping[str, Ratings] = field(default_factory=lambda: MappingProxyType({}))
    conversation: tuple[Ref, ...] = ()
    """The statements that somebody wants to talk about, in the order they were added."""
    agreed: Mapping[Ref, Step] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was said to the questions about a step to the next level, by their key."""
    evidence: tuple[Evidence, ...] = ()
    """Notes on one's own work, the latest day first."""
    snapshots: tuple[Snapshot, ...] = ()
    """What was frozen, the latest last."""
    revision: int = 0
    saved: str = ""

    def ratings(self, code: str) -> Ratings:
        return self.levels.get(code, Ratings())

    @property
    def rated(self) -> bool:
        return any(self.levels.values())

    @property
    def holds_something(self) -> bool:
        return self.rated or bool(
            self.conversation or self.evidence or self.agreed or self.answers or self.snapshots
        )

    def with_topic(self, topic: Ref) -> "Profile":
        """The profile with one more statement to talk about; a full list stays as it is."""
        if topic in self.conversation or len(self.conversation) >= MAX_TOPICS:
            return self
        return replace(self, conversation=(*self.conversation, topic))

    def without_topic(self, topic: Ref) -> "Profile":
        """The profile without a statement on its list; what was agreed about it stays."""
        return replace(self, conversation=tuple(t for t in self.conversation if t != topic))

    def with_topic_earlier(self, topic: Ref) -> "Profile":
        """The profile with a statement one place earlier on its list."""
        at = self.conversation.index(topic) if topic in self.conversation else 0
        if at == 0:
            return self
        topics = [*self.conversation]
        topics[at - 1 : at + 1] = topics[at], topics[at - 1]
        return replace(self, conversation=tuple(topics))

    def with_step(self, topic: Ref, step: Step) -> "Profile":
        """The profile with what was agreed about a statement, or nothing any more."""
        kept = {about: agreed for about, agreed in self.agreed.items() if about != topic}
        return replace(self, agreed=MappingProxyType({**kept, topic: step} if step else kept))

    def with_answer(self, question: str, answer: str) -> "Profile":
        """The profile with what was said to a question, or nothing any more."""
        return replace(self, answers=_with_word(self.answers, question, answer or None))

    def with_target(self, code: str) -> "Profile":
        """The same ratings, looked at against another level."""
        return replace(self, target=code)

    def with_current(self, code: str) -> "Profile":
        """The same, of somebody who is at this level today; empty: nobody said."""
        return replace(self, current=code)

    def with_label(self, label: str) -> "Profile":
        """The same with another word that tells its file from others; empty: none."""
        return replace(self, label=label)

    def marked_ready(self, on: str) -> "Profile":
        """The same, marked as done on a day, or no longer (empty)."""
        return replace(self, ready=on)

    def with_rating(self, code: str, competency: str, word: str | None) -> "Profile":
        """The profile with one competency rated against one level, or no longer rated."""
        ratings = self.ratings(code)
        return self._with(
            code, replace(ratings, competencies=_with_word(ratings.competencies, competency, word))
        )

    def with_statement_rated(self, statement: Ref, word: str | None) -> "Profile":
        """The profile with one statement of a level rated, or no longer rated."""
        ratings = self.ratings(statement.level)
        words = _with_word(ratings.statements, statement.id, word)
        return self._with(statement.level, replace(ratings, statements=words))

    def _with(self, code: str, ratings: Ratings) -> "Profile":
        """Whoever changes a rating is not done: a profile is made ready once more."""
        levels = {**self.levels, code: ratings}
        kept = MappingProxyType({c: r for c, r in levels.items() if r})
        return replace(self, levels=kept, ready="" if kept != self.levels else self.ready)

    def with_evidence(self, evidence: Evidence) -> "Profile":
        """The profile with one more note; a full list stays as it is."""
        if len(self.evidence) >= MAX_EVIDENCE:
            return self
        notes = sorted((*self.evidence, evidence), key=lambda note: note.date, reverse=True)
        return replace(self, evidence=tuple(notes))

    def without_evidence(self, evidence: Evidence) -> "Profile":
        at = self.evidence.index(evidence) if evidence in self.evidence else len(self.evidence)
        return replace(self, evidence=self.evidence[:at] + self.evidence[at + 1 :])

    def notes_to_copy(self, about: Ref, to: Ref) -> tuple[Evidence, ...]:
        """The notes on one statement as notes on another, without those it has already."""
        notes = (
            replace(n, about=to)
            for n in self.evidence
            if n.about == about and not n.whole_competency
        )
        return tuple(note for note in notes if note not in self.evidence)

    def with_snapshot(self, snapshot: Snapshot) -> "Profile":
        """The profile with one more snapshot; a full list stays as it is."""
        if len(self.snapshots) >= MAX_SNAPSHOTS:
            return self
        return replace(self, snapshots=(*self.snapshots, snapshot))

    def without_snapshot(self, snapshot: Snapshot) -> "Profile":
        at = self.snapshots.index(snapshot) if snapshot in self.snapshots else len(self.snapshots)
        return replace(self, snapshots=self.snapshots[:at] + self.snapshots[at + 1 :])


def _with_word(words: Mapping[str, str], key: str, word: str | None) -> Mapping[str, str]:
    """The same words with one set, or taken away."""
    kept = {other: given for other, given in words.items() if other != key}
    return MappingProxyType(kept if word is None else {**kept, key: word})


def new(ladder: Ladder, target: str, by: Perspective = "self") -> Profile:
    return Profile(ladder.key, target, ladder.name, by)


def first_target(ladder: Ladder) -> str | None:
    """L4 where there is one; else the level above the middle."""
    codes = [level.code for level in ladder.levels]
    if not codes:
        return None
    return "L4" if "L4" in codes else codes[len(codes) // 2]
