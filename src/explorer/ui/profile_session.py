"""The visitor's profile: in the session's memory, and on opt-in in their repository.

The profile in memory is the source of truth of a session. Once the visitor opted in, every
change is saved at once; a write conflict with another window is resolved in favour of what is
stored. What could not be saved stays, and every later look tries again. Where nothing is kept,
there is no repository and nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from explorer.errors import Conflict, CorruptProfile, Gone, StoreError, Unavailable
from explorer.model import Ladder, Ref
from explorer.profiles.profile import MAX_TOPICS, Perspective, Profile, first_target, new
from explorer.profiles.renamed_ids import following
from explorer.storage import people
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.people import Known
from explorer.storage.repository import Kept, ProfileRepository
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import visitor
from explorer.ui.visitor import repository_of_visitor

PERSPECTIVE, SUBJECT = "profile_perspective", "profile_subject"
SESSIONS = "profile_sessions"
_IN_ROOM = "profile_in_room"
BOTH, ROUNDS = "both_views", "rating_rounds"
"""Session keys of what else holds people's ratings: the two views on the 1:1 page, and what
can be undone while rating."""
VIEWS: dict[Perspective, str] = {"self": N_("My own view"), "manager": N_("My view as a manager")}


@dataclass(slots=True)
class ProfileSession:
    """One ladder's profile in one visit.

    `kept`: it is stored as `profile.revision`, but for a change that is `waiting` to be saved.
    `info` and `error` are shown once, `notice` in passing. `before` is what something else
    replaced. What is rated in a room goes `into` the room, and into nothing else. `file` is what
    was last read from or written to the repository, which is read again only once it has changed.
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
    subject: Known | None = None
    into: Callable[[Profile], None] | None = None

    @property
    def key(self) -> "Key":
        about = self.subject.id if self.subject else ""
        return self.profile.ladder, self.profile.perspective, about


Key = tuple[str, Perspective, str]
"""A ladder, a perspective, and the number of whom it is about."""


def perspective() -> Perspective:
    """Whose view this visit is writing: one's own, or one's view as a manager."""
    return "manager" if st.session_state.get(PERSPECTIVE) == "manager" else "self"


def subject() -> Known | None:
    """Whom this visit's view as a manager is about, if somebody said so."""
    found: Known | None = st.session_state.get(SUBJECT)
    return found


def profile_session(
    ladder: Ladder, by: Perspective | None = None, about: Known | None = None
) -> ProfileSession:
    """This session's profile from its current perspective, or from the one given, brought
    up to date with the stored one. A manager's view is `about` whom it names now."""
    if by is None and (inside := in_room()):
        return inside
    by = by or perspective()
    about = (about or subject()) if by == "manager" else None
    target = first_target(ladder) or ladder.levels[0].code
    made = ProfileSession(new(ladder, target, by), subject=about)
    found = sessions().setdefault(made.key, made)
    if repository := repository_of(found):
        _load_stored(found, repository)
    found.profile = following(found.profile, ladder)
    return found


def in_room() -> ProfileSession | None:
    """The profile of the room in which this visit is rating, while its page is drawn."""
    found: ProfileSession | None = st.session_state.get(_IN_ROOM)
    return found


def rate_in_room(session: ProfileSession | None) -> None:
    """Until the next run of a page, ratings are those of a room; None: they are no longer."""
    st.session_state[_IN_ROOM] = session


def repository_of(session: ProfileSession) -> ProfileRepository | None:
    """Where this profile is kept, or may be."""
    found = repository_of_visitor()
    if session.subject and isinstance(found, DatabaseRepository):
        return found.about(session.subject.id)
    return found


def needs_subject(session: ProfileSession) -> bool:
    """Whether nobody said yet whom a manager's view is about, where people sign in: it is that
    person's data too, and is not kept without."""
    by_manager = session.profile.perspective == "manager"
    return by_manager and session.subject is None and visitor.among_people() is not None


def sessions() -> dict[Key, ProfileSession]:
    """All profiles of this visit."""
    found: dict[Key, ProfileSession] = st.session_state.setdefault(SESSIONS, {})
    return found


def own_and_next(ladder: Ladder) -> dict[str, str]:
    """What the level where the reader is today and the one after it are to them, by code; empty
    where nobody said where that is. "I am at" on Levels says it."""
    own = ladder.level(profile_session(ladder).profile.current)
    if own is None:
        return {}
    mine = perspective() == "self"
    found = {own.code: _("your level") if mine else _("their level")}
    if above := ladder.above(own):
        found[above.code] = _("your next") if mine else _("their next")
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
        if session.kept and _is_gone(session.subject):
            _emptied(session, str(Gone()))
        elif session.kept:
            session.kept = False
            session.profile = replace(session.profile, revision=0)
            session.info = _(
                "The kept profile was deleted elsewhere. Your ratings are still here, for this visit only."
            )
        return
    kept = found.profile
    if session.kept and kept.revision != session.profile.revision:
        session.info = _("Your profile was changed in another window. This is how it is now.")
    if not session.kept and session.profile.holds_something:
        return
    session.profile, session.kept = kept, True


def change(session: ProfileSession, profile: Profile) -> bool:
    """Replace the profile, and save it where it is stored. False on a write conflict: the
    change is discarded and the stored profile shown."""
    session.info = session.error = ""
    if session.into:
        session.into(profile)
        return session.profile == profile
    if not session.kept:
        session.profile = profile
        return True
    try:
        _save(session, profile)
    except Conflict as error:
        return _give_way(session, profile, error)
    except Unavailable as error:
        session.profile, session.waiting = profile, True
        session.error = _(
            "{error} Your ratings are still here, and the next thing you do tries again to save them. Download them before you close this page.",
            error=error,
        )
    except Gone as error:
        _emptied(session, str(error))
    except StoreError as error:
        session.profile = profile
        session.kept = session.waiting = False
        session.error = _(
            "{error} Your ratings are still here: download them before you close this page.",
            error=error,
        )
    return True


def _give_way(session: ProfileSession, profile: Profile, conflict: Conflict) -> bool:
    """Take over what somebody else stored, and say so. False where a change was discarded."""
    waited, session.waiting = session.waiting, False
    if conflict.current is None:
        session.kept = False
        session.profile = replace(profile, revision=0)
        session.error = _(
            "The kept profile was deleted elsewhere. Your ratings are here for this visit only."
        )
        return True
    session.profile, session.file = conflict.current, conflict.kept
    if unstamped(profile) == unstamped(conflict.current):
        # The database had saved it, and could not say so any more.
        return True
    session.error = _(
        "Your profile was changed in another window, so your last choice was not saved. This is how it is now; choose again."
    )
    if waited:
        session.before = profile
        session.error = _(
            "Your profile was changed in another window while yours could not be saved. This is that one; you can go back to yours."
        )
    return False


def _is_gone(person: Known | None) -> bool:
    database = visitor.database()
    if person is None or database is None:
        return False
    try:
        with database.reading() as connection:
            return not people.known(connection, [person.id])
    except StoreError:
        return False


def _emptied(session: ProfileSession, why: str) -> None:
    """What is about somebody who deleted everything about themselves stays nowhere."""
    sessions().pop(session.key, None)
    st.session_state.pop(SUBJECT, None)
    st.session_state.pop(BOTH, None)
    st.session_state.pop(ROUNDS, None)
    old = session.profile
    session.profile = Profile(old.ladder, old.target, old.ladder_name, old.perspective)
    session.kept = session.waiting = False
    session.file = session.before = session.subject = None
    there = sessions().setdefault(session.key, session)
    there.error = why


def unstamped(profile: Profile) -> Profile:
    """What a profile says, without when and as which revision it was stored."""
    return replace(profile, revision=0, saved="")


def _save(session: ProfileSession, profile: Profile) -> None:
    with visitor.asked_once(anew=True):
        if visitor.ended():
            raise StoreError(_("You are signed out, so this was not saved."))
        repository = repository_of(session)
    if repository:
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
        return _("This is already on your conversation list, under 1:1.")
    if len(session.profile.conversation) >= MAX_TOPICS:
        return _(
            "Your conversation list is full: {max_topics} statements. Remove one under 1:1.",
            max_topics=MAX_TOPICS,
        )
    change(session, session.profile.with_topic(topic))
    error, session.error = session.error, ""
    return error or _("Added to your conversation list, under 1:1.")


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
    session.error = _(
        "Your browser did not take the cookie that holds its key, so nothing is kept. Allow cookies for this site and try again, or download your profile."
    )


def _keep(session: ProfileSession) -> None:
    session.info = session.error = ""
    try:
        _save(session, replace(session.profile, revision=0))
        session.kept = True
    except Conflict as error:
        session.error = _(
            "A profile was kept from another window in the meantime. This is that one."
        )
        if error.current:
            session.before, session.profile, session.kept = session.profile, error.current, True
            session.file = error.kept
    except Gone as error:
        _emptied(session, str(error))
    except StoreError as error:
        session.error = str(error)


def forget(session: ProfileSession) -> None:
    """Delete what is kept of this profile; the session goes on without it."""
    session.info = session.error = ""
    repository = repository_of(session)
    if repository is None:
        return
    try:
        repository.delete(session.profile.ladder, session.profile.perspective)
        visitor.forget_unused_key()
    except StoreError as error:
        session.error = str(error)
        return
    session.kept = session.waiting = False
    session.profile = replace(session.profile, revision=0)
    session.info = _(
        "What was kept is deleted. Your ratings are still on this page, for this visit only."
    )


def quarantine(session: ProfileSession) -> None:
    """Make room for a new profile where the kept file is damaged."""
    session.info = session.error = ""
    repository = repository_of(session)
    if repository is None:
        return
    try:
        aside = repository.quarantine(session.profile.ladder, session.profile.perspective)
        session.info = (
            _("The damaged file is now called {aside}, in the same folder.", aside=aside)
            if visitor.files()
            else _(
                "The damaged profile is set aside: {aside} in the backup of all that is kept.",
                aside=aside,
            )
        )
        session.damaged = False
    except StoreError as error:
        session.error = str(error)
