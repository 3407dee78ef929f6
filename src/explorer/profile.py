"""One person's ratings against the levels of a ladder, and the readable file they are kept in.

A profile is frozen; rating gives a new one. The same YAML is kept, downloaded and
uploaded. Ratings hang on a level and a competency's key (or, for files that have them, a
statement's id), and stay when the ladder no longer has what they hang on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Literal

import yaml
from pydantic import Field, StringConstraints

from explorer.model import EXPECTATION, Ladder, Level, Ref
from explorer.problems import Problem, quoted
from explorer.reading import Document, read
from explorer.schema import CODE, KEY, Code, Key, Name, Shape, check

VERSION = 1
MAX_BYTES = 262_144
MAX_TOPICS = 100
"""Statements in a conversation list."""

_HEAD = """\
# A profile made with Ladder Explorer: your own ratings, in words.
# It is yours to read, keep, edit and delete; the app opens it again under "My profile".
"""


TopicName = Annotated[
    str, StringConstraints(pattern=f"{CODE.rstrip('$')}/{KEY.lstrip('^')}", max_length=200)
]


class RatingsShape(Shape):
    """Ratings against one level. Statements have room here for when they are rated."""

    competencies: dict[Key, Name] = Field(default_factory=dict)
    statements: dict[Key, Name] = Field(default_factory=dict)


class ProfileShape(Shape):
    """A profile's file, version 1."""

    profile: Literal["ladder-explorer"]
    version: Literal[1]
    revision: Annotated[int, Field(ge=0)] = 0
    saved: Name | None = None
    ladder: Name
    ladder_name: Name | None = None
    target: Code
    levels: dict[Code, RatingsShape] = Field(default_factory=dict)
    conversation: Annotated[list[TopicName], Field(max_length=MAX_TOPICS)] = Field(
        default_factory=list, description="Statements to talk about, as level/id"
    )


@dataclass(frozen=True, slots=True)
class Ratings:
    """The rating words given against one level."""

    competencies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    statements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.competencies or self.statements)


@dataclass(frozen=True, slots=True)
class Profile:
    """Ratings by level code, the target they look at, and which saved state this is.

    `revision` counts the times the profile was kept, from 1; 0 was never kept.
    """

    ladder: str
    target: str
    ladder_name: str = ""
    levels: Mapping[str, Ratings] = field(default_factory=lambda: MappingProxyType({}))
    conversation: tuple[Ref, ...] = ()
    """The statements that somebody wants to talk about, in the order they were added."""
    revision: int = 0
    saved: str = ""

    def ratings(self, code: str) -> Ratings:
        return self.levels.get(code, Ratings())

    @property
    def rated(self) -> bool:
        return any(self.levels.values())

    @property
    def holds_something(self) -> bool:
        return self.rated or bool(self.conversation)

    def with_topic(self, topic: Ref) -> "Profile":
        """The profile with one more statement to talk about; a full list stays as it is."""
        if topic in self.conversation or len(self.conversation) >= MAX_TOPICS:
            return self
        return replace(self, conversation=(*self.conversation, topic))

    def without_topic(self, topic: Ref) -> "Profile":
        return replace(self, conversation=tuple(t for t in self.conversation if t != topic))

    def aimed(self, code: str) -> "Profile":
        """The same ratings, looked at against another level."""
        return replace(self, target=code)

    def with_rating(self, code: str, competency: str, word: str | None) -> "Profile":
        """The profile with one competency rated against one level, or no longer rated."""
        ratings = self.ratings(code)
        words = {key: kept for key, kept in ratings.competencies.items() if key != competency}
        if word is not None:
            words[competency] = word
        changed = Ratings(MappingProxyType(words), ratings.statements)
        levels = {**self.levels, code: changed}
        return replace(self, levels=MappingProxyType({c: r for c, r in levels.items() if r}))


def new(ladder: Ladder, target: str) -> Profile:
    return Profile(ladder.key, target, ladder.name)


def first_target(ladder: Ladder) -> str | None:
    """L4 where there is one; else the level above the middle."""
    codes = [level.code for level in ladder.levels]
    if not codes:
        return None
    return "L4" if "L4" in codes else codes[len(codes) // 2]


# -- the file --------------------------------------------------------------------------


def dump(profile: Profile) -> str:
    """The profile as the text of its file."""
    data = {
        "profile": "ladder-explorer",
        "version": VERSION,
        "revision": profile.revision,
        "saved": profile.saved or None,
        "ladder": profile.ladder,
        "ladder_name": profile.ladder_name or None,
        "target": profile.target,
        "levels": {
            code: {
                part: dict(words)
                for part, words in (
                    ("competencies", ratings.competencies),
                    ("statements", ratings.statements),
                )
                if words
            }
            for code, ratings in profile.levels.items()
            if ratings
        },
        "conversation": [str(topic) for topic in profile.conversation] or None,
    }
    data = {key: value for key, value in data.items() if value is not None}
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=88)


def parse(raw: bytes, file: str = "profile.yaml") -> tuple[Profile | None, list[Problem]]:
    """A profile from its file's bytes, or None and what is wrong with them."""
    document = read(raw, file, MAX_BYTES)
    foreign = None if document.problems else _foreign(document)
    if foreign:
        return None, [Problem(file, 1, 1, *foreign)]
    shape, problems = check(ProfileShape, document, file)
    if shape is None:
        return None, problems
    return (
        Profile(
            ladder=shape.ladder,
            target=shape.target,
            ladder_name=shape.ladder_name or "",
            levels=MappingProxyType(
                {
                    code: Ratings(
                        MappingProxyType(dict(ratings.competencies)),
                        MappingProxyType(dict(ratings.statements)),
                    )
                    for code, ratings in shape.levels.items()
                }
            ),
            conversation=tuple(dict.fromkeys(Ref(*name.split("/")) for name in shape.conversation)),
            revision=shape.revision,
            saved=shape.saved or "",
        ),
        [],
    )


def _foreign(document: Document) -> tuple[str, str] | None:
    """What was found and wanted, where a file is no profile of this version at all."""
    data = document.data
    wanted = 'a profile that was downloaded from "My profile"'
    if not isinstance(data, dict) or data.get("profile") != "ladder-explorer":
        return "another kind of file", wanted
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        return (
            f"version {version}, from a newer Ladder Explorer",
            f"version {VERSION}, or a newer app",
        )
    if version != VERSION or isinstance(version, bool):
        return f"version {quoted(version)}, which this app cannot read", f"version {VERSION}"
    return None


# -- against a ladder ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Axis:
    """A competency of the target with the word it was rated with, if it was.

    `place` is the word's place in the order of the four, 0 to 3; None is unrated.
    """

    key: str
    name: str
    icon: str
    word: str | None
    place: int | None


def axes(profile: Profile, ladder: Ladder, level: Level) -> tuple[Axis, ...]:
    """The axes of the radar, in the ladder's order."""
    given = profile.ratings(level.code).competencies
    places = {term.name: place for place, term in enumerate(ladder.ratings)}
    made = []
    for competency in level.competencies:
        word = given.get(competency.key)
        place = places.get(word) if word else None
        made.append(
            Axis(
                competency.key, competency.name, competency.icon,
                word if place is not None else None, place,
            )
        )  # fmt: skip
    return tuple(made)


def sentence(axes: tuple[Axis, ...], ladder: Ladder, level: Level) -> str:
    """The radar read aloud."""
    expected = ladder.ratings[EXPECTATION].name
    said = "; ".join(f"{axis.name}: {axis.word or 'not rated'}" for axis in axes)
    return f"Rated against {level.code}, which expects {expected} throughout. {said}."


def left_over(profile: Profile, ladder: Ladder) -> list[str]:
    """What the profile rates that this ladder does not have; it is kept, not shown."""
    words = {term.name for term in ladder.ratings}
    said = []
    for code, ratings in profile.levels.items():
        level = ladder.level(code)
        if level is None:
            said.append(f"ratings against {quoted(code)}, which is no level of this ladder")
            continue
        for key, word in ratings.competencies.items():
            if level.competency(key) is None:
                said.append(f"{quoted(word)} for {quoted(key)}, which {code} no longer has")
            elif word not in words:
                said.append(
                    f"{quoted(word)} for {quoted(key)} in {code}, which is no rating word here"
                )
    said += [
        f"{quoted(topic.id)} of {topic.level} to talk about, which is no longer there"
        for topic in profile.conversation
        if ladder.find(topic) is None
    ]
    return said
