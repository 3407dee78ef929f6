"""Starting a room with one press; where there can be none, why, and what would help."""

from collections.abc import Callable

import streamlit as st

from explorer.render.html_parts import sheet
from explorer.rooms.room import Room
from explorer.server.settings import settings
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import room_session, visitor

_STARTED = "room_started"
_PERSONAL = N_(
    "A room is for two screens, and this app answers only on this computer. To open one for others, serve the ladder where they can reach it: <code>ladder serve --shared --host 0.0.0.0 --allow-host NAME</code>. With files, as here, it works without."
)
_NOTHING = N_(
    "There are no rooms on this server: it keeps nothing (<code>--keep-nothing</code>). With files it works without."
)


def offer(label: str, help: str, make: Callable[[str], Room]) -> None:
    """A button that starts a room; `make` gives what is in it, for its owner's mark."""
    if visitor.database() is None:
        why = _(_PERSONAL) if settings().personal else _(_NOTHING)
        head = f"<summary>{_('In one room, on two screens')}</summary>"
        st.html(sheet(f'<details class="quiet">{head}<p>{why}</p></details>'))
        return
    st.button(label, icon=":material/meeting_room:", help=help, on_click=_start, args=(make,))
    if words := room_session.said():
        st.toast(words, icon=":material/meeting_room:")
    if wrong := st.session_state.pop(_STARTED, ""):
        st.warning(wrong, icon=":material/warning:")


def _start(make: Callable[[str], Room]) -> None:
    made = room_session.start(make)
    if isinstance(made, str):
        st.session_state[_STARTED] = made
    else:
        st.query_params["room"] = made.id
