"""Everything about a visitor: exported as one archive, and deleted at once.

Who signed in has it on the page Sharing, where it covers what others keep of them and asks
before it deletes for good. Anybody else has it in the box of My profile, where what a deletion took
from the page can be put back until the visit ends.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from explorer.errors import StoreError
from explorer.profiles.profile import Profile
from explorer.storage import personal_data
from explorer.storage.archive import zipped
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import download, panel_session, profile_session, profile_upload, visitor

EXPORT, DELETE = N_("Export everything about me"), N_("Delete everything about me")
_SURE = "everything_sure"
NOT_DELETED = N_(
    "Nothing was deleted, because you are signed out. Sign in, and you are asked again."
)


def export() -> None:
    """The button that gives all of it."""
    download.button(
        _(EXPORT),
        archive(),
        "everything-about-me.zip",
        "application/zip",
        icon=":material/archive:",
        help=_("One archive of readable files."),
    )


def archive() -> Callable[[], bytes]:
    """Makes the archive, when the button is pressed: who presses it is asked anew."""
    if database := visitor.among_people():
        id, there = visitor.actor().id or "", visitor.asked_again()
        return lambda: zipped(personal_data.export(database, there(), id))
    kept = visitor.holdings_of_visitor()
    return lambda: zipped(kept.everything() if kept else {})


def show() -> None:
    """For who signed in: what it is, and both buttons."""
    st.markdown(
        _(
            "What you keep, what managers keep of you, what you share, your name and role here, and who opened or exported what."
        )
    )
    export()
    st.button(
        _(DELETE),
        on_click=_ask,
        icon=":material/delete_forever:",
        disabled=bool(st.session_state.get(_SURE)),
    )
    if not st.session_state.get(_SURE):
        return
    with st.container(border=True, key="everything_sure_box"):
        st.markdown(
            _(
                "**For good?** Your views go, and managers' views of you with them; those managers are told. Nobody reads what you shared any more, and you are signed out. Backups of the server are deleted in their own time."
            )
        )
        with st.container(horizontal=True, gap="small"):
            st.button(_("Yes, delete everything"), type="primary", on_click=_for_good)
            st.button(_("Cancel"), on_click=_cancel)


def _ask() -> None:
    st.session_state[_SURE] = True


def _cancel() -> None:
    st.session_state[_SURE] = False


def _for_good() -> None:
    actor = visitor.actor()
    database = visitor.among_people()
    if visitor.ended() or database is None:
        visitor.part(_(NOT_DELETED))
        return
    try:
        personal_data.delete_all(database, actor, actor.id or "")
    except StoreError as error:
        st.session_state[FAILED] = str(error)
        return
    visitor.part(_("Everything about you is deleted, and you are signed out."))


FAILED, _DELETED = "everything_failed", "everything_deleted"
_HELD = (profile_session.BOTH, profile_session.ROUNDS)
_WAY_BACK = N_("You can undo this until you close or reload this page.")


@dataclass(frozen=True, slots=True)
class Deleted:
    """What a deletion took from a visit: profiles, panels, and what else it held."""

    profiles: dict[profile_session.Key, Profile]
    panels: dict[str, panel_session.PanelSession]
    held: dict[str, Any]


def delete_kept() -> None:
    """For who did not sign in: delete what is kept, of all ladders, and empty this visit; it
    can be put back until the visit ends."""
    error = ""
    try:
        if kept := visitor.holdings_of_visitor():
            kept.delete_everything()
            visitor.forget_key()
    except StoreError as failure:
        error = str(failure)
    sessions = profile_session.sessions()
    words = {key: each.profile for key, each in sessions.items() if each.profile.holds_something}
    held = {name: st.session_state.pop(name) for name in _HELD if name in st.session_state}
    deleted = Deleted(words, panel_session.forget_all(), held)
    if deleted != Deleted({}, {}, {}):
        st.session_state[_DELETED] = deleted
    for found in sessions.values():
        old = found.profile
        found.profile = replace(
            Profile(old.ladder, old.target, old.ladder_name, old.perspective), current=old.current
        )
        found.kept = found.damaged = found.waiting = False
        found.file = found.before = None
        found.error = error
        found.info = (
            ""
            if error
            else _("Everything about you is deleted.") + (f" {_(_WAY_BACK)}" if can_undo() else "")
        )


def can_undo() -> bool:
    """Whether something was deleted that this visit still has."""
    return _DELETED in st.session_state


def undo() -> None:
    """Put what was deleted back on the pages; it is kept nowhere. What was begun on a panel since
    stays as it is."""
    deleted: Deleted = st.session_state.pop(_DELETED)
    for key, profile in deleted.profiles.items():
        found = profile_session.sessions()[key]
        found.before = profile
        profile_upload.undo(found)
    panel_session.put_back(deleted.panels)
    st.session_state.update(deleted.held)
