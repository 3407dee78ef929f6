"""What keeps profiles, as the pages see it: the profiles of one owner, wherever they are.

A repository is always somebody's. Whose it is is settled where it is made, so that no call can
name the wrong owner; where nothing is kept, there is no repository (None). A save names the
revision that it builds on and never overwrites another one. Who reads and writes again and
again hands back the `Kept` of the last time: what has not changed since is not read again.
All of them raise the StoreErrors of `explorer.errors`.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote

from explorer.errors import CorruptProfile
from explorer.files.yaml_reader import MAX_BYTES
from explorer.problems import Problem
from explorer.profiles.profile import MAX_REVISION, Perspective, Profile
from explorer.profiles.profile_file import parse

_VIEWS: dict[Perspective, str] = {"self": "one's own view", "manager": "a manager's view"}
MAX_DOCUMENT = MAX_BYTES
"""Bytes of one kept profile: what its reader takes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile as it is kept, and what tells this state of it from any other."""

    profile: Profile
    state: Hashable


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """That a profile is kept, without its words."""

    ladder: str
    perspective: Perspective
    subject: str = ""
    """The person whom a manager's view is about, where people sign in."""


class ProfileRepository(Protocol):
    """The profiles of one owner."""

    def read(self, ladder: str, by: Perspective = "self", known: Kept | None = None) -> Kept | None:
        """The kept profile, or None where there is none; `known` itself where it is still that.
        Raises CorruptProfile, Unavailable."""

    def write(self, profile: Profile, known: Kept | None = None) -> Kept:
        """Keep the profile, built on the revision it names; gives it with the new one. `known`
        is what was last read or written: another state of the same revision is a conflict too.

        Raises Conflict when another revision is kept by now (revision 0 means: none is),
        CorruptProfile when what is kept cannot be read, Unavailable when it cannot be written.
        """

    def delete(self, ladder: str, by: Perspective = "self") -> None:
        """Delete the kept profile, damaged or not. None of its words stay."""

    def quarantine(self, ladder: str, by: Perspective = "self") -> str:
        """Set a damaged profile aside, so that a new one can be kept; gives its new name."""

    def listed(self) -> list[Listed]:
        """What is kept and was not set aside, in order."""

    def everything(self) -> dict[str, bytes]:
        """All that is kept as readable files, by name: what was set aside, too."""

    def delete_everything(self) -> None:
        """Delete all that is kept, and whatever a killed save may have left."""


def file_name(ladder: str, by: Perspective = "self", subject: str = "") -> str:
    """The name of a profile's file. No ladder's name holds an "@" once it is quoted, so no two
    views share one."""
    about = f"@{quote(subject, safe='')}" if subject else ""
    return f"{quote(ladder, safe='')}{'' if by == 'self' else f'@{by}'}{about}.yaml"


def name_aside(name: str, stamp: str) -> str:
    """The name of a damaged profile that was set aside."""
    return f"{name.removesuffix('.yaml')}.damaged-{stamp}.yaml"


def stamp() -> str:
    """The moment, for the name of what is set aside: no two within a microsecond."""
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def next_revision(profile: Profile) -> Profile:
    """The profile as it is kept by the save that is to come."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return replace(profile, revision=profile.revision % MAX_REVISION + 1, saved=now)


def profile_in(raw: bytes, name: str, ladder: str, by: Perspective) -> Profile:
    """The profile of a kept document, which has to be of this ladder and perspective.
    Raises CorruptProfile."""
    profile, problems = parse(raw, name)
    if profile is None:
        raise CorruptProfile(name, problems)
    if profile.ladder != ladder:
        found, wanted = f'a profile for the ladder "{profile.ladder}"', f'one for "{ladder}"'
        raise CorruptProfile(name, [Problem(name, 1, 1, found, wanted)])
    if profile.perspective != by:
        problem = Problem(name, 1, 1, _VIEWS[profile.perspective], _VIEWS[by])
        raise CorruptProfile(name, [problem])
    return profile
