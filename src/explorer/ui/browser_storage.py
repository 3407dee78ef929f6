"""What a server keeps for one browser: said truthfully, and taken to another browser.

Whoever keeps something here should know who can see it, and what happens when the browser
loses its key. The recovery phrase is that key; it is shown only to who asks for it.
"""

from contextlib import suppress
from functools import partial

import streamlit as st

from explorer.errors import StoreError
from explorer.profiles.profile import Profile
from explorer.storage import holdings
from explorer.storage.database import Database
from explorer.storage.owners import Browser
from explorer.storage.repository import Listed
from explorer.text.translation import gettext as _
from explorer.ui import profile_session, visitor
from explorer.ui.profile_session import ProfileSession
from explorer.ui.visitor import repository_of_visitor

SHOWN = "recovery_shown"
_PHRASE = "recovery_phrase"


def kept(session: ProfileSession) -> None:
    """What it means that something is kept here, and the way to another browser."""
    database, browser = visitor.database(), visitor.browser()
    if database is None or browser is None:
        return
    st.markdown(
        _(
            "**Kept on this server, for this browser.** Every change is saved at once, encrypted under a key that only your browser holds, in a cookie."
        )
    )
    _who_can_see_it(database.retention.unused_days)
    _phrase_of(session, browser)


def _phrase_of(session: ProfileSession, browser: Browser) -> None:
    if not st.session_state.get(SHOWN):
        st.button(
            _("Show my recovery phrase"),
            on_click=_show,
            icon=":material/key:",
            help=_(
                "With it you open your profiles in another browser, or here once its cookies are gone."
            ),
        )
        return
    st.markdown(_("Your recovery phrase. Whoever has it can read and change what you keep here:"))
    st.markdown(f"`{browser.phrase}`")
    st.caption(
        _(
            "Write it down. If this browser loses its cookies, nobody can open your profiles without it."
        )
    )
    st.button(
        _("Make a new phrase"),
        on_click=renew,
        args=(session,),
        icon=":material/autorenew:",
        help=_(
            "This one opens nothing any more, and browsers that use it keep nothing: give them the new one."
        ),
    )


def not_kept(session: ProfileSession) -> None:
    """What it would mean to keep something here; the phrase where something else is kept."""
    database = visitor.database()
    if database is None:
        return
    st.markdown(
        _(
            "**Not kept yet.** Your ratings are only in this app's memory, and are lost when you close or reload the page. You can keep them on this server, encrypted under a key that only this browser holds, in a cookie."
        )
    )
    _who_can_see_it(database.retention.unused_days)
    if browser := visitor.browser():
        _phrase_of(session, browser)


def recovery(session: ProfileSession) -> None:
    """The field for a phrase that was shown in another browser."""
    # A form: the phrase and the press come as one, also where Enter came before the press.
    box = st.expander(_("I have a recovery phrase"), icon=":material/key:")
    with box.form("bring", border=False):
        st.text_input(
            _("Recovery phrase"),
            key=_PHRASE,
            autocomplete="off",
            placeholder=_("Seven groups of four letters and digits"),
            max_chars=80,
        )
        st.form_submit_button(_("Bring my profiles here"), on_click=_bring, args=(session,))


def _who_can_see_it(days: int) -> None:
    st.caption(
        _(
            "The database and its backups show neither your words nor who you are: only that some browser keeps a profile of this ladder or a panel of a level, how long it is and on which day it was last used. While you use the app, the running server has in its memory what it shows you. Unused for {days} days, it is deleted.",
            days=days,
        )
    )


def _show() -> None:
    st.session_state[SHOWN] = True


def _bring(session: ProfileSession) -> None:
    phrase = st.session_state.get(_PHRASE, "")
    st.session_state[_PHRASE] = ""
    recover(session, phrase)


def recover(session: ProfileSession, phrase: str) -> None:
    """Take what is kept under a recovery phrase to this browser."""
    session.info = session.error = ""
    database, wanted = visitor.database(), Browser.of_phrase(phrase)
    if database is None or wanted is None:
        session.error = _(
            "That is no recovery phrase, or one of its letters is wrong. It has seven groups of four letters and digits."
        )
        return
    try:
        there = holdings.in_database(database, wanted).said
        here = visitor.holdings_of_visitor()
        if not there:
            session.error = _(
                "Nothing is kept on this server under that recovery phrase (any more)."
            )
        elif here and visitor.browser() != wanted and here.said:
            session.error = _(
                "This browser keeps something of its own ({said}), which would be lost. Download it and delete what is kept here first.",
                said=here.said,
            )
        else:
            visitor.with_key(
                partial(_recovered, session, there),
                partial(profile_session.without_key, session),
                wanted,
            )
    except StoreError as error:
        session.error = str(error)


def renew(session: ProfileSession) -> None:
    """Replace this browser's key. What is kept is under both until the browser holds the new
    one, so that whatever fails in between loses nothing."""
    session.info = session.error = ""
    database, old = visitor.database(), visitor.browser()
    if database is None or old is None:
        return
    new = Browser.new()
    try:
        holdings.copy(database, old, new)
    except StoreError as error:
        session.error = str(error)
        return
    visitor.with_key(
        partial(_renewed, session, database, old, new),
        partial(_not_renewed, session, database, new),
        new,
    )


def _renewed(session: ProfileSession, database: Database, old: Browser, new: Browser) -> None:
    try:
        holdings.copy(database, old, new, and_delete=True)
    except StoreError as error:
        session.error = _(
            "{error} The old phrase still opens what it did; make a new one later.", error=error
        )
        return
    for each in profile_session.sessions().values():
        each.file = None
    session.info = _("You have a new recovery phrase. The old one opens nothing any more.")


def _not_renewed(session: ProfileSession, database: Database, new: Browser) -> None:
    # Nobody has that key, and what is unused is deleted.
    with suppress(StoreError):
        holdings.in_database(database, new).delete_everything()
    session.error = _("Your browser did not take the new key, so the old phrase still counts.")


def _recovered(session: ProfileSession, what: str) -> None:
    repository = repository_of_visitor()
    for each in profile_session.sessions().values():
        old = each.profile
        if repository and Listed(old.ladder, old.perspective) in repository.listed():
            each.before = old if old.holds_something and not each.kept else each.before
            each.profile = Profile(old.ladder, old.target, old.ladder_name, old.perspective)
    session.info = _("Here again, and in this browser from now on: {what}.", what=what)
