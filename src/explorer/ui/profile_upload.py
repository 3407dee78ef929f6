"""Opening a profile's file on a page, and the way back to what it replaced."""

from dataclasses import replace
from pathlib import Path

from explorer.model import Ladder
from explorer.problems import quoted
from explorer.profiles.profile import Perspective
from explorer.profiles.profile_file import parse
from explorer.ui import profile_session
from explorer.ui.profile_session import ProfileSession

_PERSPECTIVE_NAMES: dict[Perspective, str] = {"self": "own view", "manager": "view as a manager"}


def open_file(session: ProfileSession, ladder: Ladder, name: str, raw: bytes) -> None:
    """Open an uploaded profile; one with anything wrong changes nothing."""
    short = Path(name).name[:80]
    profile, problems = parse(raw, short)
    session.info = session.error = ""
    if profile is None:
        first = problems[0]
        session.error = f"{quoted(short)} was not opened: line {first.line}, {first.sentence}. Nothing was changed."
        return
    if profile.ladder != ladder.key:
        session.error = (
            f"{quoted(short)} was not opened: it is a profile for the ladder "
            f"{quoted(profile.ladder_name or profile.ladder)}, and this is {quoted(ladder.name)}. Nothing was changed."
        )
        return
    before = session.profile
    if profile.perspective != before.perspective:
        session.error = (
            f"{quoted(short)} was not opened: it is somebody's {_PERSPECTIVE_NAMES[profile.perspective]}, and this page "
            f"has your {_PERSPECTIVE_NAMES[before.perspective]}. Compare the two under 1:1, or choose "
            f"“{profile_session.VIEWS[profile.perspective]}” here first. Nothing was changed."
        )
        return
    profile_session.change(session, replace(profile, revision=before.revision))
    if profile_session.unstamped(session.profile) == profile_session.unstamped(profile):
        session.before = before if before.holds_something else None
    if not session.error:
        session.notice = f"{quoted(short)} is open."


def undo(session: ProfileSession) -> None:
    """Back to what an upload replaced."""
    if session.before is not None:
        before, session.before = session.before, None
        profile_session.change(session, replace(before, revision=session.profile.revision))
        session.info = session.info or "Your earlier ratings are back."
