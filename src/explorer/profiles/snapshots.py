"""Ratings over time: what was said on a day, what moved since, and what the ladder changed.

A snapshot keeps the ladder's wording of its day, so that it can be read as it was meant.
A statement is known by its id: with another wording it is the same one. Where an id is
gone, a new statement that says much the same is offered as the one that took its place;
no rating is ever moved or lost by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from explorer.compare.word_diff import Word, word_marks
from explorer.model import Competency, Ladder, Level, Ref, ScopeGroup, Statement
from explorer.profiles.assessment import Series, axes, to_rate
from explorer.profiles.profile import Answer, Profile, Snapshot
from explorer.text.inline_markdown import visible


def freeze(profile: Profile, ladder: Ladder, on: str, name: str = "") -> Snapshot:
    """The ratings as they are, with the wording of the levels that they are about."""
    codes = dict.fromkeys((profile.target, profile.current, *profile.levels))
    levels = (level for code in codes if (level := ladder.level(code)))
    wording = MappingProxyType({level.code: _wording(level) for level in levels})
    return Snapshot(on, profile.target, name, profile.levels, wording)


def _wording(level: Level) -> Level:
    """What of a level ratings hang on: its confirmed statements, in their places."""
    competencies = [
        Competency(
            competency.key,
            competency.name,
            "",
            "",
            tuple(
                ScopeGroup(group.scope, tuple(replace(s, line=0) for s in group.confirmed))
                for group in competency.groups
                if group.confirmed
            ),
        )
        for competency in level.competencies
    ]
    return Level(level.ladder, level.code, level.title, "", competencies=tuple(competencies))


def series(snapshot: Snapshot, code: str, ladder: Ladder, name: str) -> Series | None:
    """A snapshot as a line of the radar, on the axes of its own day; None if it knows none."""
    level = snapshot.wording.get(code)
    return Series(name, axes(snapshot.ratings(code), ladder, level)) if level else None


# -- what moved ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A competency as a whole or one statement whose word is another one now, or none.

    Where it did or does not apply, there is no word and `before_reason` or `after_reason` is
    the reason, empty where nobody gave one.
    """

    level: str
    competency: str
    text: str
    """The statement as it is worded in the later snapshot, or else in the earlier one;
    empty for the competency as a whole."""
    before: str | None
    after: str | None
    before_reason: str | None = None
    after_reason: str | None = None

    @property
    def texts(self) -> tuple[str, str]:
        """What was said and what is said now, for a reader."""
        return (
            Answer(self.before, self.before_reason).text,
            Answer(self.after, self.after_reason).text,
        )


def rating_changes(before: Snapshot, after: Snapshot) -> tuple[RatingChange, ...]:
    """What was said otherwise the second time, level by level in the order of its words."""
    return tuple(
        move
        for code in dict.fromkeys((*before.levels, *after.levels))
        for move in _level_rating_changes(code, before, after)
        if (move.before, move.before_reason) != (move.after, move.after_reason)
    )


def _level_rating_changes(code: str, before: Snapshot, after: Snapshot) -> Iterator[RatingChange]:
    was, now = before.ratings(code), after.ratings(code)
    levels = [level for each in (after, before) if (level := each.wording.get(code))]
    names = {c.key: c.name for level in reversed(levels) for c in level.competencies}
    worded = {s.id: s for level in reversed(levels) for s in level.statements}
    for key in dict.fromkeys((*names, *was.about_competencies, *now.about_competencies)):
        name = names.get(key, key)
        yield _change(code, name, "", was.of_competency(key), now.of_competency(key))
        for s in worded.values():
            if s.competency == key:
                text = visible(s.text)
                yield _change(code, name, text, was.of_statement(s.id), now.of_statement(s.id))
    for id in dict.fromkeys((*was.about_statements, *now.about_statements)):
        if id not in worded:
            yield _change(code, "", id, was.of_statement(id), now.of_statement(id))


def _change(level: str, competency: str, text: str, was: Answer, now: Answer) -> RatingChange:
    return RatingChange(level, competency, text, was.word, now.word, was.reason, now.reason)


# -- the ladder changed ----------------------------------------------------------------

Kind = Literal["reworded", "dropped", "discussed", "added"]


@dataclass(frozen=True, slots=True)
class LadderChange:
    """A statement that the ladder says otherwise since the snapshot.

    `before` is as it was frozen, `after` as it is today; one of them may be missing.
    `word` is the rating that hangs on it now. `successor` is a new statement that says much the
    same as a dropped one.
    """

    kind: Kind
    level: str
    before: Statement | None
    after: Statement | None
    word: str | None
    successor: Statement | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """Both wordings, word by word."""
        texts = [visible(each.text) if each else "" for each in (self.before, self.after)]
        return word_marks(*texts)

    @property
    def ref(self) -> Ref:
        statement = self.before or self.after
        return Ref(self.level, statement.id if statement else "")


def ladder_changes(
    snapshot: Snapshot, profile: Profile, ladder: Ladder
) -> tuple[LadderChange, ...]:
    """What the ladder says otherwise since a snapshot, of the levels that it froze."""
    return tuple(
        change
        for code, was in snapshot.wording.items()
        for change in _level_changes(was, ladder.level(code), profile.ratings(code).statements.get)
    )


def _level_changes(
    was: Level, now: Level | None, word: Callable[[str], str | None]
) -> Iterator[LadderChange]:
    today = {s.id: s for s in now.statements} if now else {}
    frozen = {s.id: s for s in was.statements}
    successors = _successors(now, frozen, today)
    for id, before in frozen.items():
        after = today.get(id)
        if after is None:
            yield LadderChange("dropped", was.code, before, None, word(id), successors.get(id))
        elif after.tentative:
            yield LadderChange("discussed", was.code, before, after, word(id))
        elif visible(after.text) != visible(before.text):
            yield LadderChange("reworded", was.code, before, after, word(id))
    for statement in to_rate(now) if now else ():
        if statement.id not in frozen:
            yield LadderChange("added", was.code, None, statement, word(statement.id))


def _successors(
    now: Level | None, frozen: dict[str, Statement], today: dict[str, Statement]
) -> dict[str, Statement]:
    """For ids that are gone: the new statements that took their place, as it seems."""
    gone = [s for id, s in frozen.items() if id not in today]
    added = [s for s in (to_rate(now) if now else ()) if s.id not in frozen]
    if now is None or not (gone and added):
        return {}
    # SciPy takes half a second to load: only where there is something to be found.
    from explorer.compare.alignment import align  # noqa: PLC0415

    return {
        gone[match.before[0]].id: added[match.after[0]]
        for match in align(gone, added, versions=True, tag=now.language)
        if len(match.before) == len(match.after) == 1
    }
