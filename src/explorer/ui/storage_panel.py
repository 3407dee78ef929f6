"""Where a profile is: said truthfully, with what can be done about it.

Keeping, downloading, opening, backing up and deleting stand together in one box of the
profile page; what became of it is said above the page, once.
"""

from collections.abc import Callable

import streamlit as st

from explorer.files.paths import printable_name
from explorer.model import Ladder
from explorer.profiles.profile_file import dump
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import download, profile_session
from explorer.ui.profile_session import ProfileSession

# What a file may not hold, and comes along with pasted text.
UPLOAD = "profile_upload"


def messages(session: ProfileSession) -> None:
    """What happened since the page was last drawn, said once."""
    if session.error:
        st.warning(escape_markdown(session.error), icon=":material/warning:")
    if session.info:
        st.info(escape_markdown(session.info), icon=":material/info:")
    if session.before is not None:
        st.button(
            "Undo: back to my earlier ratings",
            on_click=profile_session.undo,
            args=(session,),
            icon=":material/undo:",
        )
    if session.damaged:
        st.button(
            "Move the damaged file aside", on_click=profile_session.quarantine, args=(session,)
        )
    session.error = session.info = ""


def show(session: ProfileSession, ladder: Ladder, personal: bool, mark: Callable[[], None]) -> None:
    """The box: where the ratings are, and what can be done about it. `mark` draws what says
    that they are done."""
    profile = session.profile
    path = profile_session.store().path(ladder.key, profile.perspective)
    offered = personal and not session.kept and not session.damaged
    with st.container(border=True, key="keeping"):
        if session.kept:
            st.markdown(
                f"**Kept on this computer.** Every change is saved at once in your own file: :small[`{path}`]"
            )
        elif offered:
            st.markdown(
                f"**Not kept yet.** Your ratings are only in this app's memory, and are lost when you close or reload the page. You can keep them in a file of your own: :small[`{path}`]"
            )
        else:
            st.markdown(
                "**Nothing is kept here.** Your ratings are in this app's memory for this visit only, and are lost when you close or reload the page. Download them to keep them."
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            if offered:
                st.button(
                    "Keep on this computer",
                    type="primary",
                    on_click=profile_session.keep,
                    args=(session,),
                )
            download.button(
                "Download",
                lambda: dump(session.profile),
                _file_name(session),
                "application/yaml",
                disabled=not profile.holds_something,
                type="primary" if not personal and profile.holds_something else "secondary",
            )
            with st.popover("Open a file", icon=":material/upload:"):
                st.file_uploader(
                    "A profile you downloaded before",
                    type=["yaml", "yml"],
                    max_upload_size=FILE_MEGABYTES,
                    key=_upload_key(),
                    on_change=_open,
                    args=(session, ladder),
                )
            if session.kept or profile.holds_something:
                _delete(session, personal)
            mark()


def _file_name(session: ProfileSession) -> str:
    """A name that tells views apart, with nothing of what is in them."""
    said = "".join(c if c.isalnum() else "-" for c in session.profile.label.lower()).strip("-")
    voice = "" if session.profile.perspective == "self" else "-manager"
    return f"profile-{session.profile.ladder}{voice}{f'-{said}' if said else ''}.yaml"


def _delete(session: ProfileSession, personal: bool) -> None:
    with st.popover("Delete or back up", icon=":material/delete:", type="tertiary"):
        if personal and session.kept:
            download.button(
                "Back up all kept files",
                profile_session.backup,
                "ladder-explorer-backup.zip",
                "application/zip",
                icon=":material/archive:",
                help="Your profile files for all ladders, in one archive.",
            )
            st.button(
                "Delete the kept file",
                on_click=profile_session.forget,
                args=(session,),
                help="The ratings stay on this page for this visit.",
            )
        st.button(
            "Delete everything about me",
            on_click=profile_session.delete_everything,
            args=(personal,),
            icon=":material/delete_forever:",
            help="Every file kept here, for all ladders, and everything in this visit."
            if personal
            else "Everything in this visit. Files that you downloaded are yours to delete.",
        )


def _upload_key() -> str:
    # A new key empties the uploader, so that the same file can be opened again.
    return f"{UPLOAD}-{st.session_state.get('uploads', 0)}"


def _open(session: ProfileSession, ladder: Ladder) -> None:
    file = st.session_state.get(_upload_key())
    if file is not None:
        profile_session.open_file(session, ladder, printable_name(file.name), file.getvalue())
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def in_short(session: ProfileSession, personal: bool) -> None:
    """The same in one line, for the other ways of the page."""
    st.caption(
        "Every change is saved at once in your own file; Overview shows where."
        if session.kept
        else "What you enter here is in this app's memory, for this visit only: download or keep it under Overview."
        if personal
        else "What you enter here is in this app's memory, for this visit only: download it under Overview."
    )
