"""A profile that follows the ids of its ladder: what a level says its statements were called.

Ratings hang on ids. Where a level's `was` says that a statement had another id before, what
hangs on that one hangs on today's. A word that somebody already gave under the new id stays.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from explorer.model import Ladder, Level, Ref
from explorer.profiles.profile import Profile, Ratings

T = TypeVar("T")


def following(profile: Profile, ladder: Ladder) -> Profile:
    """The profile with every id as its level has it today; the same object if none changed."""
    renamed = {level.code: names for level in ladder.levels if (names := _renamed(level))}
    if not renamed:
        return profile

    def moved(ref: Ref) -> Ref:
        return Ref(ref.level, renamed.get(ref.level, {}).get(ref.id, ref.id))

    made = replace(
        profile,
        levels={
            code: _ratings(ratings, renamed[code]) if code in renamed else ratings
            for code, ratings in profile.levels.items()
        },
        conversation=tuple(dict.fromkeys(map(moved, profile.conversation))),
        agreed={moved(ref): step for ref, step in profile.agreed.items()},
        evidence=tuple(
            note if note.whole_competency else replace(note, about=moved(note.about))
            for note in profile.evidence
        ),
    )
    return profile if made == profile else made


def _renamed(level: Level) -> dict[str, str]:
    """Today's id of each that is no longer one."""
    ids = {statement.id for statement in level.statements}
    return {
        old: new for new, olds in level.was.items() if new in ids for old in olds if old not in ids
    }


def _ratings(ratings: Ratings, names: Mapping[str, str]) -> Ratings:
    return replace(
        ratings,
        statements=_with_names(ratings.statements, names),
        not_applicable=_with_names(ratings.not_applicable, names),
    )


def _with_names(said: Mapping[str, T], names: Mapping[str, str]) -> dict[str, T]:
    made = {names.get(id, id): value for id, value in said.items()}
    return made | {id: value for id, value in said.items() if id not in names}
