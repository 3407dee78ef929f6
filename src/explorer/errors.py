"""What the core raises when it cannot do what it was asked: one tree, every message a
sentence for a reader with the way out.

Mistakes inside a file are not raised: they are `problems.Problem`, and a good part of the
file is used all the same.

    LadderError
    ├── ScaffoldError        a new ladder cannot be written there
    ├── ServerError          the app cannot be started
    ├── DatabaseError        a database cannot be used as it is, by a server or a command
    ├── GitError             git has no such revision or file
    ├── SourceNotFound       a document to import is not there
    ├── DecodeError          bytes that are no text; `line` and `reason` say where and why
    ├── DecisionsError       import.yaml cannot be used: every mistake in it, by line
    ├── WriteError           imported files were not written, or not all of them
    ├── PictureError         a chart cannot become a file
    ├── RoomError            a room does not allow that (now)
    │   ├── Collision        somebody else wrote in the meantime; `current` is what
    │   ├── NotYours         no rule allows it
    │   └── RoomGone         there is no room under this key (any more)
    └── StoreError           a profile cannot be kept or read back
        ├── Conflict         somebody saved since; `current` is what they saved
        ├── CorruptProfile   the kept file cannot be read; `problems` say where
        ├── Denied           it is not one's own, and not shared with one
        ├── Gone             somebody deleted everything about themselves
        └── Unavailable      the folder, file or database cannot be used at all
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.text.lazy_messages import translated
from explorer.text.translation import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.problems import Problem


class LadderError(Exception):
    """The root of the tree: `str(error)` is the sentence that a reader gets. Where it is raised
    for a reader who is not there yet, `message` can be translated later."""

    @property
    def message(self) -> str:
        return self.args[0] if self.args and isinstance(self.args[0], str) else super().__str__()

    def __str__(self) -> str:
        return translated(self.message)


class ScaffoldError(LadderError):
    """Why a new ladder was not written."""


class ServerError(LadderError):
    """Why the app cannot be started."""


class DatabaseError(LadderError):
    """Why a database cannot be used, upgraded, saved or restored."""


class GitError(LadderError):
    """What git could not give."""


class SourceNotFound(LadderError):
    """A source that is no file and no folder."""


class DecodeError(LadderError):
    """Bytes that are no text: where (a line from 1; 0 for the whole) and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class DecisionsError(LadderError):
    """What is wrong in a file of decisions, a line for each mistake."""


class WriteError(LadderError):
    """Why nothing was written, or what was."""


class PictureError(LadderError):
    """Why a chart cannot become a file."""


class RoomError(LadderError):
    """What a room does not allow as it is now."""


class Collision(RoomError):
    """Somebody else wrote the same in the meantime; `current` is what they wrote (a
    `rooms.room.AgreedStep`)."""

    def __init__(self, current: Any) -> None:
        super().__init__(_("The other one wrote something here in the meantime."))
        self.current = current


class NotYours(RoomError):
    """What no rule allows in a room."""

    def __init__(self) -> None:
        super().__init__(_("That is not for your seat to do or to see."))


class RoomGone(RoomError):
    """A key that opens no room."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This room is not open to this browser (any more): it has ended, or its link was replaced by a new one."
            )
        )


class StoreError(LadderError):
    """What went wrong with keeping a profile."""


class Conflict(StoreError):
    """Another window or process saved this profile first; `kept` is what it saved (a
    `storage.repository.Kept`), None where it was deleted, and `current` the profile in it."""

    def __init__(self, kept: Any) -> None:
        super().__init__(_("This profile was changed somewhere else in the meantime."))
        self.kept, self.current = kept, kept.profile if kept else None


class CorruptProfile(StoreError):
    """A kept profile that cannot be read; it is left as it is. `name` is that of its file."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        first = f"{problems[0].place}: {problems[0].sentence}" if problems else name
        super().__init__(
            _("The kept profile cannot be read ({first}). It is left as it is.", first=first)
        )
        self.name, self.problems = name, problems


class Denied(StoreError):
    """What no rule allows. Whether there is anything at all is not said."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here that is yours or shared with you."))


class Gone(StoreError):
    """The owner or the subject of a profile is nobody any more, so that it cannot be kept."""

    def __init__(self) -> None:
        super().__init__(
            _("Everything about the person was deleted, and this view with it. It cannot be kept.")
        )


class Unavailable(StoreError):
    """The folder, file or database of a kept profile cannot be used at all."""

    def __init__(self, place: Path | str, reason: str) -> None:
        super().__init__(
            _(
                "The profile cannot be kept in {place} ({reason}).",
                place=_(str(place)),
                reason=reason and _(reason),
            )
        )
        self.reason = reason
