"""The chair's side of a panel's room: the seats, how many are ready, and the opening.

How many are ready is all that the chair sees of the cards. Opening without somebody is a
decision that everybody sees.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from explorer.interviews.interview_files import one_line
from explorer.interviews.plan import InterviewPlan, coverage, dump_plan
from explorer.model import Ladder, Level
from explorer.render.plan_html import coverage_html
from explorer.render.room_html import seats_html
from explorer.rooms.room import CHAIR, MAX_SEATS, MAX_SIGN, Room, Seat
from explorer.rooms.room_access import Glimpse
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import panel_session, room_frame, room_session
from explorer.ui.plan_view import bound_key
from explorer.ui.room_session import RoomSession


def how_far(room: Room, seat: Seat) -> str:
    """How far a seat is, in a word."""
    if room.part(seat.key).ready:
        return _("ready")
    return _("not ready yet") if seat.holder else _("not here yet")


def show(
    session: RoomSession, glimpse: Glimpse, plan: InterviewPlan, ladder: Ladder, level: Level
) -> None:
    """Who sits where, and the way to open."""
    seats, about = st.columns([5, 3], gap="large")
    with about:
        _progress(session, glimpse)
        room_frame.invite(session)
        _plan(session, plan, ladder, level)
    with seats:
        st.header(_("Who leads what"), anchor=False)
        for seat in session.room.bringing:
            _seat(session, glimpse, seat, plan)
        _more(session)
        st.caption(_("A sign is a word of the panel's own, such as a letter. No names, please."))


# -- how many are ready, and opening ------------------------------------------------------


def _progress(session: RoomSession, glimpse: Glimpse) -> None:
    room = session.room
    ready = len(room.bringing) - len(room.waited_for)
    st.markdown(_("**{ready} of {number} ready**", ready=ready, number=len(room.bringing)))
    rows = [
        (_called(seat), how_far(room, seat), room.part(seat.key).ready) for seat in room.bringing
    ]
    st.html(seats_html(rows))
    if not glimpse.owns:
        return
    waiting = room.waited_for
    if not waiting:
        st.button(
            _("Open all cards"),
            type="primary",
            icon=":material/visibility:",
            on_click=_open,
            args=(session, ()),
            help=_(
                "Everybody sees all cards in the same moment. Nobody can change a card after it."
            ),
        )
    elif ready:
        with st.popover(_("Open without waiting"), icon=":material/visibility:"):
            names = _listed(_called(seat) for seat in waiting)
            st.markdown(
                _(
                    "Cards that are not ready stay closed for good: {names}. Everybody in the room sees that you opened without them.",
                    names=escape_markdown(names),
                )
            )
            st.button(
                _("Open without {names}", names=escape_markdown(names)),
                type="primary",
                key="room_open_without",
                on_click=_open,
                args=(session, tuple(seat.key for seat in waiting)),
            )


def _called(seat: Seat) -> str:
    return " · ".join((seat.sign, *seat.interviews))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _open(session: RoomSession, without: tuple[str, ...]) -> None:
    today = date.today().isoformat()
    room_session.change(session, lambda room: room.all_open(today, without), "open")


# -- seats ---------------------------------------------------------------------------------


def _seat(session: RoomSession, glimpse: Glimpse, seat: Seat, plan: InterviewPlan) -> None:
    names = [each.name for each in plan.interviews]
    sign = bound_key(f"room_sign-{session.id}-{seat.key}", seat.sign)
    led = bound_key(
        f"room_led-{session.id}-{seat.key}", [name for name in seat.interviews if name in names]
    )
    own = session.held.holder
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"room_seat_{seat.key}"):
        st.text_input(
            _("Sign"),
            key=sign,
            max_chars=MAX_SIGN,
            width=90,
            on_change=_change,
            args=(session, seat, sign, led),
        )
        st.multiselect(
            _("Interviews of {sign}", sign=escape_markdown(seat.sign)),
            names,
            key=led,
            width=250,
            placeholder=_("Everything the level asks"),
            on_change=_change,
            args=(session, seat, sign, led),
        )
        if not seat.holder:
            if len(glimpse.seats) < 2:
                st.button(
                    _("Take it myself"),
                    key=f"room_take-{seat.key}",
                    type="tertiary",
                    on_click=room_session.take_seat,
                    args=(session, seat.key),
                )
            if len(session.room.bringing) > 1:
                st.button(
                    _("Remove"),
                    key=f"room_off-{seat.key}",
                    type="tertiary",
                    icon=":material/close:",
                    on_click=_remove,
                    args=(session, seat.key),
                )
        elif seat.holder != own:
            st.button(
                _("Free this seat"),
                key=f"room_free-{seat.key}",
                type="tertiary",
                icon=":material/person_remove:",
                on_click=room_frame.free,
                args=(session, seat.key),
                help=_(
                    "For somebody who cannot come back to it. Their card is deleted from the room."
                ),
            )


def _change(session: RoomSession, seat: Seat, sign: str, led: str) -> None:
    made = replace(
        seat, sign=one_line(st.session_state[sign]), interviews=tuple(st.session_state[led])
    )
    _arrange(session, lambda seats: [made if each.key == seat.key else each for each in seats])


def _remove(session: RoomSession, key: str) -> None:
    _arrange(session, lambda seats: [each for each in seats if each.key != key])


def _more(session: RoomSession) -> None:
    if len(session.room.bringing) < MAX_SEATS:
        st.button(
            _("Add a seat"), icon=":material/add:", type="tertiary", on_click=_add, args=(session,)
        )


def _add(session: RoomSession) -> None:
    def with_one_more(seats: list[Seat]) -> list[Seat]:
        numbers = [int(each.key) for each in seats if each.key != CHAIR]
        signs = {each.sign for each in seats}
        free = (chr(65 + n) for n in range(26) if chr(65 + n) not in signs)
        return [*seats, Seat(str(max(numbers, default=0) + 1), sign=next(free, "?"))]

    _arrange(session, with_one_more)


def _arrange(session: RoomSession, how: Callable[[list[Seat]], list[Seat]]) -> None:
    """Seats as they are when it is done: somebody may have come in since they were drawn."""

    def arranged(room: Room) -> Room:
        before = {seat.key: seat for seat in room.seats}
        seats = [
            replace(each, holder=before[each.key].holder if each.key in before else "")
            for each in how(list(room.seats))
        ]
        return room.arranged(seats)

    room_session.change(session, arranged, "share")


def _plan(session: RoomSession, plan: InterviewPlan, ladder: Ladder, level: Level) -> None:
    """What the plan covers; the one on the page Hiring panel can take its place."""
    with st.expander(escape_markdown(coverage(plan, level).sentence)):
        st.html(coverage_html(plan, level))
        here = panel_session.panel_session(ladder, level).plan
        if dump_plan(here) != session.room.plan and any(i.expectations for i in here.interviews):
            st.button(
                _("Use my plan from Hiring panel"),
                icon=":material/sync:",
                on_click=room_session.change,
                args=(session, lambda room: room.planned(dump_plan(here)), "share"),
            )
