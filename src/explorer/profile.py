"""One person's ratings against the levels of a ladder, and the readable file they are kept in.

A profile is frozen; rating gives a new one. The same YAML is kept, downloaded and
uploaded. Ratings hang on a level and a competency's key (or, for files that have them, a
statement's id), and stay when the ladder no longer has what they hang on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints

from explorer.model import Ladder, Ref
from explorer.problems import Problem, quoted
from explorer.reading import Document, read
from explorer.schema import CODE, KEY, Code, Key, Name, Shape, check

VERSION = 2
MAX_BYTES = 262_144
MAX_TOPICS = 100
"""Statements in a conversation list."""
MAX_EVIDENCE = 500
_SPARE = 65_536
"""Bytes that notes leave for ratings and topics."""

_HEAD = """\
# A profile made with Ladder Explorer: your own ratings, in words.
# It is yours to read, keep, edit and delete; the app opens it again under "My profile".
"""


TopicName = Annotated[
    str, StringConstraints(pattern=f"{CODE.rstrip('$')}/{KEY.lstrip('^')}", max_length=200)
]


WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)]


class RatingsShape(Shape):
    """Ratings against one level. Statements have room here for when they are rated."""

    competencies: dict[Key, Name] = Field(default_factory=dict)
    statements: dict[Key, Name] = Field(default_factory=dict)


class EvidenceShape(Shape):
    """A note on one's own work, on a statement (level/id) or a competency (level/key)."""

    on: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] = Field(
        description='The day, in quotes: "2026-11-23"'
    )
    statement: TopicName | None = None
    competency: TopicName | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
    links: Annotated[list[WebAddress], Field(max_length=20)] = Field(default_factory=list)


class ProfileShape(Shape):
    """A profile's file, version 2."""

    profile: Literal["ladder-explorer"]
    version: Literal[2]
    revision: Annotated[int, Field(ge=0)] = 0
    saved: Name | None = None
    ladder: Name
    ladder_name: Name | None = None
    target: Code
    levels: dict[Code, RatingsShape] = Field(default_factory=dict)
    conversation: Annotated[list[TopicName], Field(max_length=MAX_TOPICS)] = Field(
        default_factory=list, description="Statements to talk about, as level/id"
    )
    evidence: Annotated[list[EvidenceShape], Field(max_length=MAX_EVIDENCE)] = Field(
        default_factory=list
    )


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

    `on` is the day, as 2026-11-23; `about` names the level and the id or key; links are
    addresses of the web.
    """

    on: str
    about: Ref
    text: str
    links: tuple[str, ...] = ()
    whole_competency: bool = False


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
    evidence: tuple[Evidence, ...] = ()
    """Notes on one's own work, the latest day first."""
    revision: int = 0
    saved: str = ""

    def ratings(self, code: str) -> Ratings:
        return self.levels.get(code, Ratings())

    @property
    def rated(self) -> bool:
        return any(self.levels.values())

    @property
    def holds_something(self) -> bool:
        return self.rated or bool(self.conversation or self.evidence)

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
        return self._with(
            code, replace(ratings, competencies=_put(ratings.competencies, competency, word))
        )

    def with_statement_rated(self, statement: Ref, word: str | None) -> "Profile":
        """The profile with one statement of a level rated, or no longer rated."""
        ratings = self.ratings(statement.level)
        words = _put(ratings.statements, statement.id, word)
        return self._with(statement.level, replace(ratings, statements=words))

    def _with(self, code: str, ratings: Ratings) -> "Profile":
        levels = {**self.levels, code: ratings}
        return replace(self, levels=MappingProxyType({c: r for c, r in levels.items() if r}))

    def with_evidence(self, evidence: Evidence) -> "Profile":
        """The profile with one more note; a full list stays as it is."""
        if len(self.evidence) >= MAX_EVIDENCE:
            return self
        notes = sorted((*self.evidence, evidence), key=lambda note: note.on, reverse=True)
        return replace(self, evidence=tuple(notes))

    def without_evidence(self, evidence: Evidence) -> "Profile":
        at = self.evidence.index(evidence) if evidence in self.evidence else len(self.evidence)
        return replace(self, evidence=self.evidence[:at] + self.evidence[at + 1 :])


def _put(words: Mapping[str, str], key: str, word: str | None) -> Mapping[str, str]:
    """The same words with one set, or taken away."""
    kept = {other: given for other, given in words.items() if other != key}
    return MappingProxyType(kept if word is None else {**kept, key: word})


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
        "evidence": [_as_data(note) for note in profile.evidence] or None,
    }
    data = {key: value for key, value in data.items() if value is not None}
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=88)


def _as_data(note: Evidence) -> dict[str, Any]:
    about = "competency" if note.whole_competency else "statement"
    data = {"on": note.on, about: str(note.about), "text": note.text}
    return {**data, "links": list(note.links)} if note.links else data


def parse(raw: bytes, file: str = "profile.yaml") -> tuple[Profile | None, list[Problem]]:
    """A profile from its file's bytes, or None and what is wrong with them."""
    document = read(raw, file, MAX_BYTES)
    foreign = None if document.problems else _foreign(document)
    if foreign:
        return None, [Problem(file, 1, 1, *foreign)]
    for version in range(_version(document), VERSION):
        document.data = MIGRATIONS[version](document.data)
    shape, problems = check(ProfileShape, document, file)
    if shape is None:
        return None, problems
    astray = [
        Problem(file, *document.place(("evidence", number)), *wrong)
        for number, note in enumerate(shape.evidence)
        if (wrong := _astray(note))
    ]
    if astray:
        return None, astray
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
            evidence=tuple(map(_evidence, shape.evidence)),
            revision=shape.revision,
            saved=shape.saved or "",
        ),
        [],
    )


def _astray(note: EvidenceShape) -> tuple[str, str] | None:
    """What was found and wanted, where a note has the form and no meaning."""
    if not note.statement and not note.competency:
        return "evidence about nothing", "a statement or a competency, as level/id"
    try:
        date.fromisoformat(note.on)
    except ValueError:
        return f"evidence on {quoted(note.on)}", "a day of the calendar, such as 2026-11-23"
    return None


def unfit(profile: Profile) -> str:
    """Why the profile's file has no room for a note or could not be read again, or nothing."""
    raw = dump(profile).encode("utf-8", "replace")
    if len(raw) > MAX_BYTES - _SPARE:
        return f"{len(raw):,} bytes, instead of {MAX_BYTES - _SPARE:,} at most"
    _, problems = parse(raw)
    return f"{problems[0].found}, instead of {problems[0].wanted}" if problems else ""


def _evidence(shape: EvidenceShape) -> Evidence:
    level, _, name = (shape.statement or shape.competency or "").partition("/")
    return Evidence(
        shape.on, Ref(level, name), shape.text, tuple(shape.links), shape.statement is None
    )


def _since_evidence(data: Any) -> Any:
    """Version 1 knew no evidence; what it says means the same today."""
    return {**data, "version": 2}


MIGRATIONS: Mapping[int, Callable[[Any], Any]] = MappingProxyType({1: _since_evidence})
"""For each older version what makes the next one of it."""


def _version(document: Document) -> int:
    version = document.data.get("version") if isinstance(document.data, dict) else None
    return version if isinstance(version, int) and version in MIGRATIONS else VERSION


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
    if isinstance(version, bool) or version not in (*MIGRATIONS, VERSION):
        return f"version {quoted(version)}, which this app cannot read", f"version {VERSION}"
    return None
