"""Opening a profile's file on a page, and the way back to what it replaced."""

from dataclasses import replace
from pathlib import Path

from explorer.model import Ladder
from explorer.problems import quoted
from explorer.profiles.profile import Perspective
from explorer.profiles.profile_file import parse
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import profile_session
from explorer.ui.profile_session import ProfileSession

_PERSPECTIVE_NAMES: dict[Perspective, str] = {
    "self": N_("own view"),
    "manager": N_("view as a manager"),
}


def open_file(session: ProfileSession, ladder: Ladder, name: str, raw: bytes) -> None:
    """Open an uploaded profile; one with anything wrong changes nothing."""
    short = Path(name).name[:80]
    profile, problems = parse(raw, short)
    session.info = session.error = ""
    if profile is None:
        first = problems[0]
        session.error = _(
            "{short} was not opened: line {line}, {sentence}. Nothing was changed.",
            short=quoted(short),
            line=first.line,
            sentence=first.sentence,
        )
        return
    if profile.ladder != ladder.key:
        session.error = _(
            "{short} was not opened: it is a profile for the ladder {value}, and this is {name}. Nothing was changed.",
            short=quoted(short),
            value=quoted(profile.ladder_name or profile.ladder),
            name=quoted(ladder.name),
        )
        return
    before = session.profile
    if profile.perspective != before.perspective:
        session.error = _(
            "{short} was not opened: it is somebody's {theirs}, and this page has your {yours}. Compare the two under 1:1, or choose “{choice}” here first. Nothing was changed.",
            short=quoted(short),
            theirs=_(_PERSPECTIVE_NAMES[profile.perspective]),
            yours=_(_PERSPECTIVE_NAMES[before.perspective]),
            choice=_(profile_session.VIEWS[profile.perspective]),
        )
        return
    profile_session.change(session, replace(profile, revision=before.revision))
    if profile_session.unstamped(session.profile) == profile_session.unstamped(profile):
        session.before = before if before.holds_something else None
    if not session.error:
        session.notice = _("{short} is open.", short=quoted(short))


def undo(session: ProfileSession) -> None:
    """Back to what an upload replaced."""
    if session.before is not None:
        before, session.before = session.before, None
        profile_session.change(session, replace(before, revision=session.profile.revision))
        session.info = session.info or _("Your earlier ratings are back.")
