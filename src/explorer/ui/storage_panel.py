"""Where a profile is: said truthfully, with what can be done about it.

Keeping, downloading, opening, backing up and deleting stand together in one box of the
profile page; what became of it is said above the page, once.
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from explorer.files.paths import printable_name
from explorer.model import Ladder
from explorer.profiles.profile_file import dump
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import (
    browser_storage,
    download,
    everything,
    layout,
    profile_session,
    profile_upload,
    visitor,
)
from explorer.ui.profile_session import ProfileSession
from explorer.ui.url_state import SharingUrl

# What a file may not hold, and comes along with pasted text.
UPLOAD = "profile_upload"
_STATE, _DECLINED = "storage_state", "keep_declined"
_SEEN_BY = N_(
    "Nobody else sees them unless you share them. Whoever runs the server can read its database."
)
ENCRYPTED = N_("On this server, encrypted under a key that only this browser holds, in a cookie.")


def messages(session: ProfileSession) -> None:
    """What happened since the page was last drawn, said once."""
    if session.error:
        st.warning(escape_markdown(session.error), icon=":material/warning:")
    if session.info:
        st.info(escape_markdown(session.info), icon=":material/info:")
    if session.notice:
        # In passing: a box would push the page down under the pointer.
        st.toast(escape_markdown(session.notice), icon=":material/check:")
    if session.damaged:
        st.button(
            _("Move the damaged file aside"), on_click=profile_session.quarantine, args=(session,)
        )
    if not visitor.asked():
        # The browser's answer draws the page once more, within the second.
        session.error = session.info = session.notice = ""


def way_back(session: ProfileSession) -> None:
    """To what was deleted, or to the ratings that an opened file or another window replaced."""
    if everything.can_undo():
        st.button(
            _("Undo"),
            on_click=everything.undo,
            icon=":material/undo:",
            help=_("All of it is on the pages again, for this visit only"),
        )
    elif session.before is not None:
        st.button(
            _("Undo"),
            on_click=profile_upload.undo,
            args=(session,),
            icon=":material/undo:",
            help=_("Back to your ratings from before"),
        )


def state(session: ProfileSession, ladder: Ladder, draw_mark: Callable[[], None]) -> None:
    """Where the ratings are, in one or two words; behind them what can be done about it.

    `draw_mark` draws what says that they are done.
    """
    label, icon = (
        (_("Not saved"), ":material/sync_problem:")
        if session.waiting
        else (_("Kept"), ":material/check:")
        if session.kept
        else (_("Not kept"), ":material/cloud_off:")
    )
    box = st.popover(label, icon=icon, key=_STATE, on_change="rerun", width="content")
    if box.open:
        with box:
            _details(session, ladder)
            draw_mark()
    else:
        st.session_state.pop(browser_storage.SHOWN, None)


def offer(session: ProfileSession) -> None:
    """Once there is something to lose, and once per visit: the question whether to keep it."""
    asked = session.kept or session.damaged or not session.profile.holds_something
    if asked or st.session_state.get(_DECLINED):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="keep_offer"):
        if profile_session.needs_subject(session):
            st.markdown(_("Not kept yet. Say whom it is about to keep it."), width="content")
            st.button(_("Not now"), type="tertiary", on_click=_decline)
        elif visitor.can_keep():
            st.markdown(_("Not kept yet."), width="content")
            st.button(
                keep_label(),
                type="primary",
                help=_(ENCRYPTED) if visitor.by_browser() else None,
                on_click=profile_session.keep,
                args=(session,),
            )
            st.button(_("Not now"), type="tertiary", on_click=_decline)
        else:
            st.markdown(_("Nothing is kept here."), width="content")
            _download(session, "offer", "primary")
            st.button(_("Not now"), type="tertiary", on_click=_decline)


def keep_label() -> str:
    """The words of the button that keeps something from now on."""
    if visitor.by_browser():
        return _("Keep for this browser")
    return _("Keep under my name") if visitor.database() else _("Keep on this computer")


def kept_where() -> str:
    """Where what is kept is."""
    if visitor.by_browser():
        return _("Kept on this server, for this browser.")
    return (
        _("Kept on this server, under your name.")
        if visitor.database()
        else _("Kept on this computer.")
    )


def _decline() -> None:
    st.session_state[_DECLINED] = True


def _download(
    session: ProfileSession, place: str, type: Literal["primary", "secondary"] = "secondary"
) -> None:
    download.button(
        _("Download"),
        lambda: dump(session.profile),
        _file_name(session),
        "application/yaml",
        disabled=not session.profile.holds_something,
        key=f"download-{place}",
        type=type,
    )


def _details(session: ProfileSession, ladder: Ladder) -> None:
    files = visitor.files()
    path = files.path(ladder.key, session.profile.perspective) if files else None
    if session.kept and visitor.by_browser():
        browser_storage.kept(session)
    elif session.kept and visitor.database():
        st.markdown(f"**{kept_where()}** {_(_SEEN_BY)}")
    elif session.kept:
        st.markdown(
            _(
                "**{kept_where}** Every change is saved at once in your own file: :small[`{path}`]",
                kept_where=kept_where(),
                path=path,
            )
        )
    elif visitor.can_keep() and not session.damaged:
        if files:
            st.markdown(
                _(
                    "**Not kept yet.** Your ratings are only in this app's memory, and are lost when you close or reload the page. You can keep them in a file of your own: :small[`{path}`]",
                    path=path,
                )
            )
        elif visitor.by_browser():
            browser_storage.not_kept(session)
        else:
            st.markdown(
                _(
                    "**Not kept yet.** Your ratings are only in this app's memory, and are lost when you close or reload the page. You can keep them on this server, under your name. {seen_by}",
                    seen_by=_(_SEEN_BY),
                )
            )
        if not profile_session.needs_subject(session):
            st.button(
                keep_label(),
                type="primary",
                on_click=profile_session.keep,
                args=(session,),
                key="keep",
            )
    else:
        st.markdown(
            _(
                "**Nothing is kept here.** Your ratings are in this app's memory for this visit only, and are lost when you close or reload the page. Download them to keep them."
            )
        )
    _download(session, "state")
    st.file_uploader(
        _("Open a profile you downloaded before"),
        type=["yaml", "yml"],
        max_upload_size=FILE_MEGABYTES,
        key=_upload_key(),
        on_change=_open,
        args=(session, ladder),
    )
    if visitor.by_browser() and not session.kept:
        browser_storage.recovery(session)
    anything = session.kept or visitor.keeps_anything()
    if anything or session.profile.holds_something:
        _delete(session, anything)


def _file_name(session: ProfileSession) -> str:
    """A name that tells views apart, with nothing of what is in them."""
    said = "".join(c if c.isalnum() else "-" for c in session.profile.label.lower()).strip("-")
    voice = "" if session.profile.perspective == "self" else "-manager"
    return f"profile-{session.profile.ladder}{voice}{f'-{said}' if said else ''}.yaml"


def _delete(session: ProfileSession, anything: bool) -> None:
    """`anything`: something is kept, of this profile or of another one, or of a panel."""
    with st.container():
        signed_in = visitor.among_people()
        if anything and not signed_in:
            everything.export()
        if session.kept:
            st.button(
                _("Delete what is kept"),
                on_click=profile_session.forget,
                args=(session,),
                help=_("The ratings stay on this page for this visit.")
                + (
                    _(" Nobody reads them any more with whom you shared them.") if signed_in else ""
                ),
            )
        if signed_in:
            address = SharingUrl(show=layout.EVERYTHING)
            layout.link(layout.SHARING, _("Export or delete everything about me"), address)
            return
        st.button(
            _(everything.DELETE),
            on_click=everything.delete_kept,
            icon=":material/delete_forever:",
            help=_("Everything kept here, for all ladders, and everything in this visit.")
            if visitor.can_keep()
            else _("Everything in this visit. Files that you downloaded are yours to delete."),
        )


def _upload_key() -> str:
    # A new key empties the uploader, so that the same file can be opened again.
    return f"{UPLOAD}-{st.session_state.get('uploads', 0)}"


def _open(session: ProfileSession, ladder: Ladder) -> None:
    file = st.session_state.get(_upload_key())
    if file is not None:
        profile_upload.open_file(session, ladder, printable_name(file.name), file.getvalue())
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        # What was opened is what one wants to see, not the box that it was opened from.
        st.session_state[_STATE] = False


def in_short(session: ProfileSession) -> None:
    """Where the words are, in one line, for the other pages."""
    st.caption(
        _("Every change is saved at once; My profile says where.")
        if session.kept
        else _(
            "What you enter here is in this app's memory, for this visit only: download or keep it under My profile."
        )
    )
