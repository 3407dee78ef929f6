"""The room that a visit is in: read, changed and followed.

What is drawn comes from a glimpse, which holds what this browser may see and no more. A fragment
on a timer asks for one small number; only where that is another one is the page drawn anew.
Where nothing happens for long it asks more slowly, and where nobody looks it does not ask.
"""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from explorer.errors import Collision, RoomError, RoomGone, StoreError
from explorer.identity.rules import Action
from explorer.rooms.room import Room
from explorer.rooms.room_access import Door, Glimpse, glimpse, require
from explorer.server import room_presence
from explorer.server.room_entry import Held, held
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import holder_of, new_token
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import visitor

LIVELY, SLOW = 2.0, 45.0
"""Seconds between two questions for news."""
QUIET = 600.0
"""Seconds without news, after which questions are slow."""
_ROOMS, _IN_VIEW, _SAID = "rooms", "room_in_view", "room_said"
_ID = re.compile(r"[0-9a-f]{12}")
_NO_COOKIE = N_(
    "Your browser did not take the room's cookie. It works until you close or reload this page; allow cookies for this site to keep your seat."
)
_SILENT = N_(
    "The server's database does not answer at the moment, so this may be old. Nothing is lost; try again in a little while."
)


@dataclass(slots=True)
class RoomSession:
    """One room in one visit.

    `shown` is what of it was last drawn and `revision` its number; `screens` are how many looked
    at it then. While `unheld`, the browser has still to be given the cookie. `resting` says that
    nobody looks at this screen, `news` when something last changed. `parsed` are parts as
    profiles, by their text. `drafts` counts the fields of a kind that were filled for the reader.
    `error` and `info` are still to be said, `said` are those that were last; the page is `redrawn`
    where others or its script did something, and not the reader.
    """

    held: Held
    screen: str = field(default_factory=lambda: secrets.token_hex(4))
    shown: Glimpse | None = None
    revision: int = -1
    screens: int = 1
    unheld: bool = False
    resting: bool = False
    gone: bool = False
    news: float = field(default_factory=time.monotonic)
    info: str = ""
    error: str = ""
    said: tuple[str, str] = ("", "")
    redrawn: bool = False
    parsed: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.held.key.id

    @property
    def room(self) -> Room:
        """What was last seen of it. Only for who has a seat."""
        if self.shown is None or self.shown.room is None:
            raise RoomGone
        return self.shown.room


P = TypeVar("P")


def read_once(session: RoomSession, document: str, parse: Callable[[bytes], P]) -> P:
    """What a part's text says, read when it is another one than before."""
    if document not in session.parsed:
        now = {part.document for part in session.room.parts.values()} | {session.room.plan}
        session.parsed = {text: each for text, each in session.parsed.items() if text in now}
        session.parsed[document] = parse(document.encode())
    found: P = session.parsed[document]
    return found


def rooms() -> DatabaseRooms | None:
    """The rooms of this server, where it has any."""
    database = visitor.database()
    return DatabaseRooms(database) if database else None


def sessions() -> dict[str, RoomSession]:
    """All rooms of this visit."""
    found: dict[str, RoomSession] = st.session_state.setdefault(_ROOMS, {})
    return found


def session_of(id: str) -> RoomSession | None:
    """The room of that number, if this browser holds its key."""
    if not _ID.fullmatch(id) or rooms() is None:
        return None
    if id not in sessions():
        found = held(st.context.cookies, st.context.headers.get("Origin"), id)
        if found is None:
            return None
        sessions()[id] = RoomSession(found)
    return sessions()[id]


def start(room: Callable[[str], Room]) -> RoomSession | str:
    """Start a room, as its owner; `room` makes it for a browser's mark. A sentence where that
    cannot be."""
    there = rooms()
    if there is None:
        return _("This server has no rooms.")
    token = new_token()
    try:
        made = RoomSession(Held(there.start(room(holder_of(token))), token), unheld=True)
    except (StoreError, RoomError) as error:
        return str(error)
    sessions()[made.id] = made
    return made


def look(session: RoomSession) -> Glimpse | Door | str:
    """The room as it is now, for this browser; a sentence where it cannot be seen."""
    there = rooms()
    if there is None:
        return str(RoomGone())
    try:
        room = there.read(session.held.key)
    except RoomError as error:
        session.gone = True
        return str(error)
    except StoreError:
        session.error = _(_SILENT)
        return session.shown or _(_SILENT)
    found = glimpse(room, session.held.holder)
    if room.revision != session.revision:
        session.news = time.monotonic()
    session.revision, session.gone = room.revision, False
    session.shown = found if isinstance(found, Glimpse) else None
    session.screens = room_presence.note(session.id, session.screen)
    st.session_state[_IN_VIEW] = session.id
    return found


def change(
    session: RoomSession,
    how: Callable[[Room], Room],
    action: Action = "write",
    part: str | None = None,
) -> None:
    """Change the room, where the rules allow it; what stood in the way is `session.error`.
    Raises Collision."""
    there = rooms()
    holder = session.held.holder

    def allowed(room: Room) -> Room:
        require(room, holder, action, part)
        return how(room)

    _done(session, lambda: there and there.change(session.held.key, allowed))


def take_seat(session: RoomSession, key: str) -> None:
    """Take a free seat, for which no rule is asked but that it is free."""
    there, holder = rooms(), session.held.holder
    _done(
        session,
        lambda: there and there.change(session.held.key, lambda room: room.taken(key, holder)),
    )


def renew(session: RoomSession) -> None:
    """Give the room another key; this browser gets it at once."""
    there = rooms()

    def made() -> None:
        if there:
            session.held = Held(
                there.renew(session.held.key, _may_share(session)), session.held.token
            )
            session.unheld = True
            session.info = _(
                "The room has a new link. The old one opens nothing any more: send the new one to everybody who is to stay. They keep their seats and what they wrote."
            )

    _done(session, made)


def code(session: RoomSession) -> str:
    """A short code, good for ten minutes; empty where there is none."""
    there, typed = rooms(), []
    if there:
        key = session.held.key
        _done(session, lambda: typed.append(there.make_code(key, _may_share(session))))
    return typed[0] if typed else ""


def end(session: RoomSession) -> None:
    """End the room for everybody."""
    there, holder = rooms(), session.held.holder
    if there:
        key = session.held.key
        _done(session, lambda: there.end(key, lambda room: require(room, holder, "delete")))
        if not session.error:
            _away(session, _("The room has ended, and everything in it is deleted."))


def leave(session: RoomSession) -> None:
    """Give up one's seats. With the last of them the room ends."""
    holder = session.held.holder
    change(session, lambda room: room.departed(holder))
    if not session.error:
        _away(session, _("You have left the room. It is gone once everybody has."))


def _away(session: RoomSession, words: str) -> None:
    """Back to the page without the room, with something to say there."""
    sessions().pop(session.id, None)
    st.query_params.clear()
    st.session_state[_SAID] = words


def said() -> str:
    """What is said once to a visit that has left a room."""
    return str(st.session_state.pop(_SAID, ""))


def _may_share(session: RoomSession) -> Callable[[Room], None]:
    return lambda room: require(room, session.held.holder, "share")


def _done(session: RoomSession, what: Callable[[], object]) -> None:
    session.info = session.error = ""
    if visitor.ended():
        session.error = _("You are signed out, so this was not saved.")
        return
    try:
        what()
    except Collision:
        raise
    except RoomError as error:
        session.error = str(error)
    except StoreError:
        session.error = _(
            "The server's database does not answer at the moment, so that was not saved. Try again in a little while."
        )
    session.news = time.monotonic()


# -- following -------------------------------------------------------------------------


def begin() -> None:
    """No room is in view until a page looks at one."""
    st.session_state[_IN_VIEW] = ""


def in_view() -> tuple[str, bool] | None:
    """What the script is told of the room in view: the ticket that its browser has still to
    redeem (or nothing), and whether it asks slowly or not at all."""
    session = sessions().get(st.session_state.get(_IN_VIEW, ""))
    if session is None:
        return None
    slow = session.resting or time.monotonic() - session.news > QUIET
    return (session.held.ticket if session.unheld else ""), slow


def follow(session: RoomSession) -> None:
    """Have this page drawn anew once something changes in the room. Nobody sees it."""
    quiet = time.monotonic() - session.news > QUIET
    pace = None if session.resting else SLOW if quiet else LIVELY
    with st.container(key="room_news"):
        for name, does in (
            ("rest", _rest),
            ("wake", _wake),
            ("held", _held),
            ("refused", _refused),
        ):
            st.button(name, key=f"room_{name}", on_click=does, args=(session,))

        @st.fragment(run_every=pace)
        def news() -> None:
            if _is_new(session, quiet):
                session.redrawn = True
                st.rerun(scope="app")

        if not session.gone:
            news()


def _is_new(session: RoomSession, was_quiet: bool) -> bool:
    """Whether this screen has to be drawn anew. A database that does not answer is no news."""
    there = rooms()
    if there is None:
        return False
    screens = room_presence.note(session.id, session.screen)
    try:
        revision = there.revision(session.held.key)
    except RoomGone:
        return True
    except StoreError:
        return False
    quiet = time.monotonic() - session.news > QUIET
    return (revision, screens, quiet) != (session.revision, session.screens, was_quiet)


def _rest(session: RoomSession) -> None:
    session.resting = session.redrawn = True


def _wake(session: RoomSession) -> None:
    session.resting, session.redrawn, session.news = False, True, time.monotonic()


def _held(session: RoomSession) -> None:
    session.unheld, session.redrawn = False, True


def _refused(session: RoomSession) -> None:
    session.unheld, session.error = False, _(_NO_COOKIE)
