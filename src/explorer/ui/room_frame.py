"""What every room's page has around it: who is there, the way in for others, the way out.

It is drawn from a glimpse; who has no seat sees which seats are free, or one sentence.
"""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from explorer.render.html_parts import sheet, tool
from explorer.rooms.room import FULL, Room
from explorer.rooms.room_access import Door, Glimpse, may
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_, ngettext
from explorer.text.translation import gettext as _
from explorer.ui import download, room_session, visitor
from explorer.ui.room_session import RoomSession

_CODE = "room_code"
_NOT_HERE = N_(
    "This browser is not in that room. Open the link that you were sent once more, or type the room's code."
)


def enter(id: str, title: str, names: Callable[[str, Room | Door], str]) -> RoomSession | None:
    """The room of an address, where this browser has a seat in it; else what there is to say or
    to press is drawn, under a `title`. `names` says what a seat is called."""
    session = room_session.session_of(id)
    if session is None:
        st.title(title, anchor=False)
        st.info(_(_NOT_HERE), icon=":material/meeting_room:")
        st.html(sheet(f'<p><a href="./room">{_("Type a code")}</a></p>'))
        return None
    found = room_session.look(session)
    if isinstance(found, str):
        if session.gone and session.shown and session.room.done:
            st.info(
                _("The room has ended. This page is all that is left of it: download or print it.")
            )
            return session
        st.title(title, anchor=False)
        _not_to_be_seen(session, found)
        return None
    if isinstance(found, Door):
        st.title(title, anchor=False)
        messages(session)
        _door(session, found, names)
        room_session.follow(session)
        return None
    return session


def _not_to_be_seen(session: RoomSession, why: str) -> None:
    st.info(escape_markdown(why), icon=":material/meeting_room:")
    if not session.gone:
        room_session.follow(session)
    elif session.shown and session.shown.mine and session.shown.room:
        brought = session.shown.room.part(session.shown.mine.key).document
        if brought:
            download.button(
                _("Download what you brought"), brought, "my-part.yaml", "application/yaml"
            )


def _door(session: RoomSession, door: Door, names: Callable[[str, Room | Door], str]) -> None:
    """The free seats; a third visitor of a full room gets a sentence."""
    if not door.free:
        st.info(_(FULL), icon=":material/meeting_room:")
        return
    st.markdown(
        _("You are invited. Nobody sees what you write before everything is opened at once.")
    )
    with st.container(horizontal=True, key="room_door"):
        for seat in door.free:
            st.button(
                _("Come in: {names}", names=escape_markdown(names(seat.key, door))),
                key=f"room_seat-{seat.key}",
                type="primary" if len(door.free) == 1 else "secondary",
                on_click=room_session.take_seat,
                args=(session, seat.key),
            )


def messages(session: RoomSession) -> None:
    """What happened since the reader last did something. What others do takes no words away: a
    warning was gone within a second where somebody came in."""
    told = (session.error, session.info)
    if session.redrawn and not any(told):
        told = session.said
    session.said, session.redrawn = told, False
    session.error = session.info = ""
    error, info = told
    if error:
        st.warning(escape_markdown(error), icon=":material/warning:")
    if info:
        st.info(escape_markdown(info), icon=":material/info:")


# -- the way in for others, and the way out ---------------------------------------------


def invite(session: RoomSession) -> None:
    """The room's link, and a code for a screen that is shared. For its owner alone."""
    if may(session.room, session.held.holder, "share"):
        with st.container(border=True, key="room_invitation"):
            _ways_in(session)


def _ways_in(session: RoomSession) -> None:
    link = f"./room#{session.held.key.link}"
    st.markdown(_("**Send this link to whoever is to come.** It opens only this room."))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            tool(
                f'<button type="button" data-copy="{escape(link)}" data-address>{_("Copy the link")}</button>'
            ),
            width="content",
        )
        st.button(
            _("Show a code"),
            icon=":material/pin:",
            type="tertiary",
            on_click=_new_code,
            args=(session,),
            help=_(
                "For somebody who sees your screen: they type it on the page /room. It is good for ten minutes."
            ),
        )
    typed = st.session_state.get(f"{_CODE}-{session.id}")
    if typed:
        st.markdown(
            _(
                "Code: `{typed}`, to type at `{entry}` within ten minutes.",
                typed=typed,
                entry=_entry(),
            )
        )


def _entry() -> str:
    """Where a code is typed, as this browser reaches the server."""
    page = st.context.url or "/"
    return f"{page.partition('?')[0].rpartition('/')[0]}/room".replace("`", "")


def _new_code(session: RoomSession) -> None:
    st.session_state[f"{_CODE}-{session.id}"] = room_session.code(session)


def ready(
    session: RoomSession, key: str, until: str, *, can_be: bool, help: str | None = None
) -> None:
    """A seat says that it is ready, which it can take back; `until` says for how long."""
    if session.room.part(key).ready:
        st.markdown(until)
        st.button(
            _("Take it back"),
            icon=":material/undo:",
            on_click=room_session.change,
            args=(session, lambda room: room.not_ready(key), "write", key),
        )
        return
    st.button(
        _("I am ready"),
        type="primary",
        icon=":material/check:",
        disabled=not can_be,
        help=help,
        on_click=room_session.change,
        args=(
            session,
            lambda room: room.ready(key, date.today().isoformat()),
            "write",
            key,
        ),
    )


def box(session: RoomSession, glimpse: Glimpse, files: Callable[[], None]) -> None:
    """How many are in, and the way out: `files` draws what one may take along."""
    said = ngettext("{number} screen is in", "{number} screens are in", session.screens)
    st.caption(said, width="content")
    # Its label stays: with another one it would be another box, and shut.
    opened = st.popover(
        _("Room"), icon=":material/meeting_room:", key="room_box", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        _kept_how()
        files()
        for seat in glimpse.seats:
            if glimpse.room and seat.key in glimpse.room.parts:
                st.button(
                    _("Take my part out"),
                    key=f"room_out-{seat.key}",
                    icon=":material/remove_circle:",
                    on_click=_take_out,
                    args=(session, seat.key),
                    help=_("What you brought is deleted from the room, for everybody."),
                )
        if glimpse.owns:
            _owners(session, glimpse)
        elif glimpse.mine:
            st.button(
                _("Leave the room"),
                icon=":material/logout:",
                on_click=room_session.leave,
                args=(session,),
                help=_("Your seat is free again, and what you brought is deleted from the room."),
            )


def _kept_how() -> None:
    database = visitor.database()
    days = database.retention.room_days if database else 0
    st.caption(
        _(
            "Kept on this server, encrypted under a key that only the room's link and your browsers hold. While the room is in use, the running server has it in its memory. It ends {days} days after somebody last used it.",
            days=days,
        )
    )


def _owners(session: RoomSession, glimpse: Glimpse) -> None:
    if not glimpse.room or not glimpse.room.free:
        _ways_in(session)
    st.button(
        _("Make a new link"),
        icon=":material/autorenew:",
        on_click=room_session.renew,
        args=(session,),
        help=_(
            "The old link is dead at once, and who came in with it needs the new one. Seats and parts stay."
        ),
    )
    st.button(
        _("End the room for everybody"),
        icon=":material/delete_forever:",
        on_click=room_session.end,
        args=(session,),
        help=_("Everything in it is deleted."),
    )


def _take_out(session: RoomSession, key: str) -> None:
    room_session.change(session, lambda room: room.without_part(key), "delete", key)


def free(session: RoomSession, key: str) -> None:
    """Have a seat free again, whose browser has lost its cookie. For the owner."""
    room_session.change(session, lambda room: room.left(key), "delete")
