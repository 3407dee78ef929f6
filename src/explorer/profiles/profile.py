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
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

MAX_TOPICS = 100
"""Statements in a conversation list."""
MAX_EVIDENCE = 500
MAX_SNAPSHOTS = 40
MAX_REASON = 200
"""Letters of why something does not apply."""
MAX_REVISION = 1_000_000_000
"""A save a second for thirty years; a file by hand may say it, and the count begins again."""

Perspective = Literal["self", "manager"]
"""Whose view a profile is."""


NOT_RATED = N_("not rated")


def not_applicable_text(reason: str) -> str:
    """That something does not apply, and why, for a reader."""
    return _("does not apply here: {reason}", reason=reason) if reason else _("does not apply here")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a statement or a competency: a word, that it does not apply, or nothing.

    `reason` is why it does not apply, empty where nobody said why, and None where it does.
    """

    word: str | None = None
    reason: str | None = None

    def __bool__(self) -> bool:
        return bool(self.word) or self.reason is not None

    @property
    def text(self) -> str:
        """The same for a reader."""
        if self.reason is not None:
            return not_applicable_text(self.reason)
        return self.word or _(NOT_RATED)


@dataclass(frozen=True, slots=True)
class Ratings:
    """What was said against one level: rating words, and what does not apply.

    `not_applicable` and `competencies_not_applicable` hold a reason by id or key, empty where
    nobody gave one. `overrides` are the competencies whose own word stands although their
    statements are rated.
    """

    competencies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    statements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    not_applicable: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    competencies_not_applicable: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({})
    )
    overrides: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(
            self.competencies
            or self.statements
            or self.not_applicable
            or self.competencies_not_applicable
            or self.overrides
        )

    def says_of(self, id: str) -> bool:
        """Whether a statement has a word, or was said not to apply."""
        return id in self.statements or id in self.not_applicable

    @property
    def about_competencies(self) -> tuple[str, ...]:
        """The keys of which something is said."""
        return (*self.competencies, *self.competencies_not_applicable)

    @property
    def about_statements(self) -> tuple[str, ...]:
        """The ids of which something is said."""
        return (*self.statements, *self.not_applicable)

    def of_competency(self, key: str) -> Answer:
        """What was said of a competency as a whole."""
        return Answer(self.competencies.get(key), self.competencies_not_applicable.get(key))

    def of_statement(self, id: str, competency: str = "") -> Answer:
        """What was said of a statement. Where its competency does not apply, it does not."""
        reason = self.competencies_not_applicable.get(competency)
        if reason is not None:
            return Answer(None, reason)
        return Answer(self.statements.get(id), self.not_applicable.get(id))


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


@dataclass(frozen=True, slots=True, weakref_slot=True)
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
    """The day on which its owner said: I am done, this may be shown next to the other's."""
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
        was = self.ratings(code)
        kept = replace(was, competencies=_with_word(was.competencies, competency, word))
        if word is None:
            kept = replace(kept, overrides=was.overrides - {competency})
        else:
            kept = replace(
                kept,
                competencies_not_applicable=_with_word(
                    was.competencies_not_applicable, competency, None
                ),
            )
        return self._with(code, kept)

    def with_word_instead(self, code: str, competency: str, word: str | None) -> "Profile":
        """The profile with a word for a competency that stands although its statements are
        rated, or without that word: then the statements speak for it."""
        made = self.with_rating(code, competency, word)
        if word is None:
            return made
        ratings = made.ratings(code)
        return made._with(code, replace(ratings, overrides=ratings.overrides | {competency}))

    def with_competency_not_applicable(
        self, code: str, competency: str, reason: str | None
    ) -> "Profile":
        """The profile in which a competency does not apply, with the reason (may be empty), or
        applies again (None). What was said of its statements stays, and is not shown."""
        was = self.ratings(code)
        reasons = _with_word(was.competencies_not_applicable, competency, _stripped(reason))
        kept = replace(was, competencies_not_applicable=reasons)
        if reason is not None:
            words = _with_word(was.competencies, competency, None)
            kept = replace(kept, competencies=words, overrides=was.overrides - {competency})
        return self._with(code, kept)

    def with_statement_rated(self, statement: Ref, word: str | None) -> "Profile":
        """The profile with one statement of a level rated, or no longer rated."""
        was = self.ratings(statement.level)
        kept = replace(was, statements=_with_word(was.statements, statement.id, word))
        if word is not None:
            reasons = _with_word(was.not_applicable, statement.id, None)
            kept = replace(kept, not_applicable=reasons)
        return self._with(statement.level, kept)

    def with_statement_not_applicable(self, statement: Ref, reason: str | None) -> "Profile":
        """The profile in which a statement does not apply, with the reason (may be empty), or
        applies again (None)."""
        was = self.ratings(statement.level)
        reasons = _with_word(was.not_applicable, statement.id, _stripped(reason))
        kept = replace(was, not_applicable=reasons)
        if reason is not None:
            kept = replace(kept, statements=_with_word(was.statements, statement.id, None))
        return self._with(statement.level, kept)

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


def _stripped(reason: str | None) -> str | None:
    return None if reason is None else reason.strip()


def new(ladder: Ladder, target: str, by: Perspective = "self") -> Profile:
    return Profile(ladder.key, target, ladder.name, by)


def first_target(ladder: Ladder) -> str | None:
    """L4 where there is one; else the level above the middle."""
    codes = [level.code for level in ladder.levels]
    if not codes:
        return None
    return "L4" if "L4" in codes else codes[len(codes) // 2]
