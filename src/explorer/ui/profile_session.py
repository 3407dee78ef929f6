"""The visitor's profile: in the session's memory, and on opt-in in their repository.

The profile in memory is the source of truth of a session. Once the visitor opted in, every
change is saved at once; a write conflict with another window is resolved in favour of what is
stored. What could not be saved stays, and every later look tries again. Where nothing is kept,
there is no repository and nothing is written.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import streamlit as st

from explorer.errors import Conflict, CorruptProfile, StoreError, Unavailable
from explorer.model import Ladder, Ref
from explorer.problems import quoted
from explorer.profiles.profile import MAX_TOPICS, Perspective, Profile, first_target, new
from explorer.profiles.profile_file import parse
from explorer.storage.repository import Kept, ProfileRepository
from explorer.ui import visitor
from explorer.ui.visitor import repository_of_visitor

PERSPECTIVE = "profile_perspective"
SESSIONS = "profile_sessions"
BOTH, ROUNDS = "both_views", "rating_rounds"
"""Session keys of what else holds people's ratings: the two views on the 1:1 page, and what
can be undone while rating."""
VIEWS: dict[Perspective, str] = {"self": "My own view", "manager": "My view as a manager"}

_PERSPECTIVE_NAMES: dict[Perspective, str] = {"self": "own view", "manager": "view as a manager"}


@dataclass(slots=True)
class ProfileSession:
    """One ladder's profile in one visit.

    `kept`: it is stored as `profile.revision`, but for a change that is `waiting` to be saved.
    `info` and `error` are shown once, `notice` in passing. `before` is what something else
    replaced. `file` is what was last read from or written to the repository, which is read again only once it has
    changed.
    """

    profile: Profile
    kept: bool = False
    waiting: bool = False
    info: str = ""
    notice: str = ""
    error: str = ""
    damaged: bool = False
    before: Profile | None = None
    file: Kept | None = None


def perspective() -> Perspective:
    """Whose view this visit is writing: one's own, or one's view as a manager."""
    return "manager" if st.session_state.get(PERSPECTIVE) == "manager" else "self"


def profile_session(ladder: Ladder, by: Perspective | None = None) -> ProfileSession:
    """This session's profile from its current perspective, or from the one given, brought
    up to date with the stored one."""
    by = by or perspective()
    target = first_target(ladder) or ladder.levels[0].code
    found = sessions().setdefault((ladder.key, by), ProfileSession(new(ladder, target, by)))
    if repository := repository_of_visitor():
        _load_stored(found, repository)
    return found


def sessions() -> dict[tuple[str, Perspective], ProfileSession]:
    """All profiles of this visit, by ladder and perspective."""
    found: dict[tuple[str, Perspective], ProfileSession] = st.session_state.setdefault(SESSIONS, {})
    return found


def own_and_next(ladder: Ladder) -> dict[str, str]:
    """What the level where the reader is today and the one after it are to them, by code; empty
    where nobody said where that is. "I am at" on Levels says it."""
    own = ladder.level(profile_session(ladder).profile.current)
    if own is None:
        return {}
    mine = perspective() == "self"
    found = {own.code: "your level" if mine else "their level"}
    if above := ladder.above(own):
        found[above.code] = "your next" if mine else "their next"
    return found


def listed() -> int:
    """How many statements are on the conversation lists of this visit."""
    return sum(len(each.profile.conversation) for each in sessions().values())


def unsaved() -> bool:
    """Whether leaving the app would lose somebody's words: they are kept nowhere yet."""
    return any(
        each.waiting or (not each.kept and each.profile.holds_something)
        for each in sessions().values()
    )


def _load_stored(session: ProfileSession, repository: ProfileRepository) -> None:
    session.damaged = False
    if session.waiting:
        change(session, session.profile)
        return
    try:
        found = repository.read(session.profile.ladder, session.profile.perspective, session.file)
    except CorruptProfile as error:
        session.error, session.damaged, session.kept = str(error), True, False
        return
    except StoreError as error:
        session.error = str(error)
        return
    session.file = found
    if found is None:
        if session.kept:
            session.kept = False
            session.profile = replace(session.profile, revision=0)
            session.info = "The kept profile was deleted elsewhere. Your ratings are still here, for this visit only."
        return
    kept = found.profile
    if session.kept and kept.revision != session.profile.revision:
        session.info = "Your profile was changed in another window. This is how it is now."
    if not session.kept and session.profile.holds_something:
        return
    session.profile, session.kept = kept, True


def change(session: ProfileSession, profile: Profile) -> bool:
    """Replace the profile, and save it where it is stored. False on a write conflict: the
    change is discarded and the stored profile shown."""
    session.info = session.error = ""
    if not session.kept:
        session.profile = profile
        return True
    try:
        _save(session, profile)
    except Conflict as error:
        return _give_way(session, profile, error)
    except Unavailable as error:
        session.profile, session.waiting = profile, True
        session.error = (
            f"{error} Your ratings are still here, and the next thing you do tries again to save "
            "them. Download them before you close this page."
        )
    except StoreError as error:
        session.profile = profile
        session.kept = session.waiting = False
        session.error = (
            f"{error} Your ratings are still here: download them before you close this page."
        )
    return True


def _give_way(session: ProfileSession, profile: Profile, conflict: Conflict) -> bool:
    """Take over what somebody else stored, and say so. False where a change was discarded."""
    waited, session.waiting = session.waiting, False
    if conflict.current is None:
        session.kept = False
        session.profile = replace(profile, revision=0)
        session.error = (
            "The kept profile was deleted elsewhere. Your ratings are here for this visit only."
        )
        return True
    session.profile, session.file = conflict.current, conflict.kept
    if _unstamped(profile) == _unstamped(conflict.current):
        # The database had saved it, and could not say so any more.
        return True
    session.error = (
        "Your profile was changed in another window, so your last choice was not saved. "
        "This is how it is now; choose again."
    )
    if waited:
        session.before = profile
        session.error = (
            "Your profile was changed in another window while yours could not be saved. "
            "This is that one; you can go back to yours."
        )
    return False


def _unstamped(profile: Profile) -> Profile:
    return replace(profile, revision=0, saved="")


def _save(session: ProfileSession, profile: Profile) -> None:
    if visitor.ended():
        raise StoreError("You are signed out, so this was not saved.")
    if repository := repository_of_visitor():
        session.file = repository.write(profile, session.file)
        session.profile, session.waiting = session.file.profile, False


def update_with_retry(
    session: ProfileSession,
    more: Callable[[Profile], Profile],
    of: Callable[[Profile], object] = lambda _: None,
) -> None:
    """Apply a typed text. A choice is easily made again, a text is not: on a write conflict
    it is applied once more to the stored profile, unless `of`, the part of the profile that
    it replaces, is what changed there."""
    was = of(session.profile)
    if not change(session, more(session.profile)) and of(session.profile) == was:
        change(session, more(session.profile))


def talk_about(session: ProfileSession, topic: Ref) -> str:
    """Add a statement to the conversation list; returns the message to show."""
    if topic in session.profile.conversation:
        return "This is already on your conversation list, under 1:1."
    if len(session.profile.conversation) >= MAX_TOPICS:
        return f"Your conversation list is full: {MAX_TOPICS} statements. Remove one under 1:1."
    change(session, session.profile.with_topic(topic))
    error, session.error = session.error, ""
    return error or "Added to your conversation list, under 1:1."


def keep(session: ProfileSession) -> None:
    """Opt in: keep this profile from now on. A server's visitor needs a browser that holds a
    key; the profile is kept as soon as it does."""
    session.info = session.error = ""
    if visitor.by_browser():
        visitor.with_key(partial(_keep, session), partial(without_key, session))
    else:
        _keep(session)


def without_key(session: ProfileSession) -> None:
    """Say that the browser has no key, and so nothing is kept."""
    session.error = (
        "Your browser did not take the cookie that holds its key, so nothing is kept. Allow "
        "cookies for this site and try again, or download your profile."
    )


def _keep(session: ProfileSession) -> None:
    session.info = session.error = ""
    try:
        _save(session, replace(session.profile, revision=0))
        session.kept = True
    except Conflict as error:
        session.error = "A profile was kept from another window in the meantime. This is that one."
        if error.current:
            session.before, session.profile, session.kept = session.profile, error.current, True
            session.file = error.kept
    except StoreError as error:
        session.error = str(error)


def forget(session: ProfileSession) -> None:
    """Delete what is kept of this profile; the session goes on without it."""
    session.info = session.error = ""
    repository = repository_of_visitor()
    if repository is None:
        return
    try:
        repository.delete(session.profile.ladder, session.profile.perspective)
        if not repository.listed():
            visitor.forget_key()
    except StoreError as error:
        session.error = str(error)
        return
    session.kept = session.waiting = False
    session.profile = replace(session.profile, revision=0)
    session.info = (
        "What was kept is deleted. Your ratings are still on this page, for this visit only."
    )


def backup() -> bytes:
    """Everything that is kept of this visitor, as files in one archive."""
    archive, repository = io.BytesIO(), repository_of_visitor()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, raw in repository.everything().items() if repository else ():
            files.writestr(name, raw)
    return archive.getvalue()


def delete_everything() -> None:
    """Delete what is kept, of all ladders, and empty this visit; it can be put back until
    the visit ends."""
    error = ""
    if repository := repository_of_visitor():
        try:
            repository.delete_everything()
            visitor.forget_key()
        except StoreError as failure:
            error = str(failure)
    for held in (BOTH, ROUNDS):
        st.session_state.pop(held, None)
    for found in sessions().values():
        old = found.profile
        found.profile = replace(
            Profile(old.ladder, old.target, old.ladder_name, old.perspective), current=old.current
        )
        found.kept = found.damaged = found.waiting = False
        found.file = None
        found.before = replace(old, revision=0) if old.holds_something else None
        found.error = error
        found.info = (
            ""
            if error
            else (
                "Everything about you is deleted. You can undo this until you close or reload this page."
            )
        )


def quarantine(session: ProfileSession) -> None:
    """Make room for a new profile where the kept file is damaged."""
    session.info = session.error = ""
    repository = repository_of_visitor()
    if repository is None:
        return
    try:
        aside = repository.quarantine(session.profile.ladder, session.profile.perspective)
        session.info = (
            f"The damaged file is now called {aside}, in the same folder."
            if visitor.files()
            else f"The damaged profile is set aside: {aside} in the backup of all that is kept."
        )
        session.damaged = False
    except StoreError as error:
        session.error = str(error)


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
            f"“{VIEWS[profile.perspective]}” here first. Nothing was changed."
        )
        return
    change(session, replace(profile, revision=before.revision))
    if _unstamped(session.profile) == _unstamped(profile):
        session.before = before if before.holds_something else None
    if not session.error:
        session.notice = f"{quoted(short)} is open."


def undo(session: ProfileSession) -> None:
    """Back to what an upload replaced."""
    if session.before is not None:
        before, session.before = session.before, None
        change(session, replace(before, revision=session.profile.revision))
        session.info = session.info or "Your earlier ratings are back."
