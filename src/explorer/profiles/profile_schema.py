"""The form of a profile's file: its shapes, its version, and how an older version becomes it.

`profile_file` reads and writes files of this form.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from explorer.files.schema import DAY, TOPIC, Address, Code, Key, Name, Shape, Statements
from explorer.profiles.profile import (
    MAX_EVIDENCE,
    MAX_REASON,
    MAX_REVISION,
    MAX_SNAPSHOTS,
    MAX_TOPICS,
)

VERSION = 4

TopicName = Annotated[str, StringConstraints(pattern=TOPIC, max_length=200)]
Day = Annotated[str, StringConstraints(pattern=DAY)]
Sentences = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_REASON)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class NotApplicableShape(Shape):
    """What does not apply to this person, each with the reason, or nothing."""

    competencies: dict[Key, Reason | None] = Field(default_factory=dict)
    statements: dict[Key, Reason | None] = Field(default_factory=dict)


class RatingsShape(Shape):
    """Ratings against one level, of competencies and of statements."""

    competencies: dict[Key, Name] = Field(default_factory=dict)
    statements: dict[Key, Name] = Field(default_factory=dict)
    word_instead: list[Key] = Field(
        default_factory=list,
        description="Competencies whose own word stands although their statements are rated",
    )
    does_not_apply: NotApplicableShape = Field(default_factory=NotApplicableShape)


class EvidenceShape(Shape):
    """A note on one's own work, on a statement (level/id) or a competency (level/key)."""

    on: Day = Field(description='The day, in quotes: "2026-11-23"')
    statement: TopicName | None = None
    competency: TopicName | None = None
    text: Sentences
    links: Annotated[list[Address], Field(max_length=20)] = Field(default_factory=list)


class StepShape(Shape):
    """An agreed next step, and the day it is for."""

    text: Sentences | None = None
    by: Day | None = None


class WordedGroupShape(Shape):
    """Statements of one scope, as they were worded."""

    scope: Name | None = None
    statements: Statements = Field(default_factory=dict)


class WordedCompetencyShape(Shape):
    name: Name
    groups: list[WordedGroupShape] = Field(default_factory=list)


class WordedLevelShape(Shape):
    """A level as it was worded on the day of a snapshot: its confirmed statements."""

    title: Name
    competencies: dict[Key, WordedCompetencyShape] = Field(default_factory=dict)


class SnapshotShape(Shape):
    """Ratings of a day, with the wording of that day."""

    on: Day
    target: Code
    name: Label | None = None
    levels: dict[Code, RatingsShape] = Field(default_factory=dict)
    wording: dict[Code, WordedLevelShape] = Field(default_factory=dict)


class ProfileShape(Shape):
    """A profile's file, version 4."""

    profile: Literal["ladder-explorer"]
    version: Literal[4]
    revision: Annotated[int, Field(ge=0, le=MAX_REVISION)] = 0
    saved: Name | None = None
    ladder: Name
    ladder_name: Name | None = None
    by: Literal["self", "manager"] = "self"
    label: Label | None = None
    current: Code | None = None
    target: Code
    ready: Day | None = None
    levels: dict[Code, RatingsShape] = Field(default_factory=dict)
    conversation: Annotated[list[TopicName], Field(max_length=MAX_TOPICS)] = Field(
        default_factory=list, description="Statements to talk about, as level/id"
    )
    agreed: Annotated[dict[TopicName, StepShape], Field(max_length=MAX_EVIDENCE)] = Field(
        default_factory=dict
    )
    answers: Annotated[dict[Key, Sentences], Field(max_length=20)] = Field(default_factory=dict)
    evidence: Annotated[list[EvidenceShape], Field(max_length=MAX_EVIDENCE)] = Field(
        default_factory=list
    )
    snapshots: Annotated[list[SnapshotShape], Field(max_length=MAX_SNAPSHOTS)] = Field(
        default_factory=list
    )


def _from_version_1(data: Any) -> Any:
    """Version 2 added evidence; what a file of version 1 says means the same."""
    return {**data, "version": 2}


def _from_version_2(data: Any) -> Any:
    """Version 3 added the manager's perspective, agreed steps and snapshots."""
    return {**data, "version": 3}


def _from_version_3(data: Any) -> Any:
    """Version 4 added what does not apply, and words that stand instead of the statements'."""
    return {**data, "version": 4}


MIGRATIONS: Mapping[int, Callable[[Any], Any]] = MappingProxyType(
    {1: _from_version_1, 2: _from_version_2, 3: _from_version_3}
)
"""For each older version what makes the next one of it."""
