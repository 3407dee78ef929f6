"""Who is visiting, as far as what is kept goes: whose repository the pages read and write.

Who signed in keeps under their own name; whether they still are is asked once at each run and once
more by whatever writes. Else, on
a server with a database, a visitor is known by the key that their browser holds. A browser
gets one after a yes, by a ticket that the app's script redeems (`server/browser_key.py`): a
moment in which the page says that it is about to keep.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from explorer.errors import StoreError
from explorer.identity.actors import Actor
from explorer.identity.rules import Action, Resource, allowed
from explorer.server import browser_key, sign_in
from explorer.server.settings import settings
from explorer.server.sign_in import PERSON_HEADER
from explorer.storage import holdings
from explorer.storage.database import Database
from explorer.storage.file_repository import FileRepository
from explorer.storage.holdings import Holdings
from explorer.storage.owners import Browser, Person
from explorer.storage.panels import PanelRepository
from explorer.storage.repository import ProfileRepository

_ACTOR, _PARTING = "visitor_actor", "visitor_parting"
_BROWSER, _ASKED = "visitor_browser", "visitor_ticket"
_NOBODY = "nobody"
_answer: ContextVar[list[Actor] | None] = ContextVar("visitor_answer", default=None)
"""Who is there, once it was asked; None outside of `asked_once`."""


def can_keep() -> bool:
    """Whether this server keeps profiles at all, of whoever says so."""
    return settings().storage is not None


def database() -> Database | None:
    """The database that this server keeps profiles in, if that is what it does."""
    storage = settings().storage
    return storage if isinstance(storage, Database) else None


def holdings_of_visitor() -> Holdings | None:
    """What this visitor keeps, or may; None where nothing is: on a server that keeps nothing,
    and for a browser that never said yes."""
    storage = settings().storage
    if not isinstance(storage, Database):
        return holdings.in_files(storage) if storage else None
    with asked_once():
        if ended():
            # What happens before a run's first line, as a press does, may not write into what is
            # another owner's by now.
            return None
        if (there := actor()).id:
            return holdings.in_database(storage, Person(there.id), there)
        known = browser() if by_browser() else None
        return holdings.in_database(storage, known) if known else None


def repository_of_visitor() -> ProfileRepository | None:
    """Where this visitor's profiles are kept, or may be."""
    return found.profiles if (found := holdings_of_visitor()) else None


def panels() -> PanelRepository | None:
    """Where the panels are kept, or may be, that this visitor is working on."""
    return found.panels if (found := holdings_of_visitor()) else None


def by_browser() -> bool:
    """Whether what is kept of this visitor is kept for their browser, in a database."""
    told = sign_in.signing_in()
    required = told is not None and told[0].required
    return database() is not None and not required and actor().id is None


@contextmanager
def asked_once(anew: bool = False) -> Iterator[None]:
    """Within it, the database is asked once who is there, however many want to know. What
    writes asks `anew`: somebody may have signed out since the page began to be drawn."""
    if _answer.get() is not None and not anew:
        yield
        return
    token = _answer.set([])
    try:
        yield
    finally:
        _answer.reset(token)


def actor() -> Actor:
    """Who is there now."""
    answer = _answer.get()
    if answer is None:
        return _ask()
    if not answer:
        answer.append(_ask())
    return answer[0]


def _ask() -> Actor:
    """While the database does not answer, a visit that was let in is who it was: nothing can be
    read or written meanwhile, and what was typed stays on the page."""
    try:
        return sign_in.actor_of(st.context.cookies, st.context.headers)
    except StoreError:
        return st.session_state.get(_ACTOR) or Actor()


def among_people() -> Database | None:
    """The database of a server whose visitor signed in, so that there are others to share with."""
    return database() if sign_in.signing_in() and actor().id else None


def asked_again() -> Callable[[], Actor]:
    """Asks who this visitor is outside of a run, where Streamlit does not know it any more."""
    cookies = dict(st.context.cookies)
    headers = {PERSON_HEADER: st.context.headers.get(PERSON_HEADER) or ""}
    return lambda: sign_in.actor_of(cookies, headers)


def part(words: str) -> None:
    """Say this once this visit has ended, with its session."""
    st.session_state[_PARTING] = words


def parting() -> str:
    """What is said to a visit that has ended."""
    return str(st.session_state.pop(_PARTING, ""))


def ended() -> bool:
    """Whether this visit's session ended, or is another person's, since its last full run."""
    before: Actor | None = st.session_state.get(_ACTOR)
    return before is not None and before.id != actor().id


def may(action: Action, resource: Resource) -> bool:
    """Whether this visitor may do so. Where nobody signs in, there is nobody to tell apart."""
    return sign_in.signing_in() is None or allowed(actor(), action, resource)


def let_in() -> Actor | None:
    """Who is there at the beginning of a run; None where this visit has ended: its session
    ended elsewhere, or it is another person's by now. Then nothing of the visit is left."""
    told = sign_in.signing_in()
    if told is None:
        return Actor()
    now, changed = actor(), ended()
    if changed:
        words = parting()
        st.session_state.clear()
        part(words)
    st.session_state[_ACTOR] = now
    return None if changed or (told[0].required and now.id is None) else now


def files() -> FileRepository | None:
    """The files of the one person on this computer, in personal use."""
    storage = settings().storage
    return storage if isinstance(storage, FileRepository) else None


def browser() -> Browser | None:
    """The key that this visit's browser holds."""
    if _BROWSER not in st.session_state:
        found = browser_key.held(st.context.cookies, st.context.headers.get("Origin"))
        st.session_state[_BROWSER] = found or _NOBODY
    known = st.session_state[_BROWSER]
    return known if isinstance(known, Browser) else None


# -- a key for this browser --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is asked for: to hold a key (and then something is done), or to
    forget the one it has."""

    ticket: str
    then: Callable[[], None]
    refused: Callable[[], None]
    forget: bool = False


def asked() -> Asked | None:
    """What the browser is being asked for."""
    found: Asked | None = st.session_state.get(_ASKED)
    return found


def with_key(
    then: Callable[[], None], refused: Callable[[], None], instead: Browser | None = None
) -> None:
    """Have the browser hold a key, then do something under it; `instead` of any other one."""
    ticket = browser_key.issue(instead or browser(), instead=instead is not None)
    st.session_state[_ASKED] = Asked(ticket, then, refused)


def forget_key() -> None:
    """Have the browser forget its key; this visit has forgotten it at once."""
    if by_browser() and browser():
        st.session_state[_BROWSER] = _NOBODY
        st.session_state[_ASKED] = Asked(browser_key.issue(), _nothing, _nothing, forget=True)


def keeps_anything() -> bool:
    """Whether anything is kept of this visitor, as far as the database says."""
    try:
        return bool((found := holdings_of_visitor()) and found.said)
    except StoreError:
        return False


def forget_unused_key() -> None:
    """Have the browser forget a key under which nothing is kept any more. Raises StoreError."""
    if (found := holdings_of_visitor()) and not found.said:
        forget_key()


def draw_answers() -> None:
    """What the script presses when the browser has answered. Nobody sees it."""
    pending = asked()
    if pending is None:
        return
    with st.container(key="browser_answers"):
        st.button("The browser holds its key", key="browser_yes", on_click=_held)
        st.button("The browser holds no key", key="browser_no", on_click=_refused)


def _held() -> None:
    pending: Asked | None = st.session_state.pop(_ASKED, None)
    if pending is None or pending.forget:
        return
    found = browser_key.redeem(pending.ticket)
    if found is None:
        pending.refused()
        return
    st.session_state[_BROWSER] = found
    pending.then()


def _refused() -> None:
    pending: Asked | None = st.session_state.pop(_ASKED, None)
    if pending:
        pending.refused()


def _nothing() -> None:
    """After forgetting there is nothing to do."""
