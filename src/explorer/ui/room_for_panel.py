"""A hiring panel in one room: each panellist writes alone, and all cards open at once."""

from dataclasses import replace
from functools import partial

import streamlit as st

from explorer.interviews.plan import InterviewPlan, dump_plan, new_plan, parse_plan
from explorer.interviews.room_panel import asked_of, card_of, interview_of, merged_card
from explorer.interviews.rubric import Neighbours
from explorer.interviews.scorecard import Scorecard, dump_scorecard, parse_scorecard
from explorer.model import Ladder, Level
from explorer.render.level_text import level_name
from explorer.render.room_html import seats_html
from explorer.render.scorecard_html import scorecard_html
from explorer.rooms.room import CHAIR, Room, Seat, for_panel
from explorer.rooms.room_access import Door, Glimpse
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import (
    download,
    panel_session,
    room_chair,
    room_frame,
    room_offer,
    room_opened,
    room_session,
    scorecard_view,
)
from explorer.ui.panel_session import PanelSession
from explorer.ui.plan_view import file_name
from explorer.ui.room_session import RoomSession

_SIDE = "room_side"
_SIDES = {"chair": N_("The panel"), "card": N_("My card")}


def offer(session: PanelSession, ladder: Ladder, level: Level) -> None:
    """The press that starts a panel's room, with the plan that is on the page."""
    plan = session.plan
    names = [each.name for each in plan.interviews if each.expectations]
    names = names or [each.name for each in plan.interviews]
    room_offer.offer(
        _("Start the panel's room"),
        _(
            "You send one link; each interviewer fills in a card alone, and all cards open at once. The plan comes along."
        ),
        lambda holder: for_panel(ladder.key, level.code, dump_plan(plan), names, holder),
    )


def name_of(key: str, room: Room | Door) -> str:
    """What a seat is called: its sign, and what it leads."""
    if key == CHAIR:
        return _("Chair")
    seats = room.free if isinstance(room, Door) else room.seats
    return next((said(seat) for seat in seats if seat.key == key), key)


def said(seat: Seat) -> str:
    return " · ".join((seat.sign, *seat.interviews))


def show(session: RoomSession, ladder: Ladder, level: Level, beside: Neighbours) -> None:
    """The room, for who has a seat in it. `beside` is what the levels beside this one ask."""
    glimpse, room = session.shown, session.room
    if glimpse is None or glimpse.mine is None:
        return
    mine = None if glimpse.mine.key == CHAIR else glimpse.mine
    plan = plan_of(session, ladder, level)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title(_("Hiring panel"), anchor=False, width="content")
        side = _side(glimpse, mine) if not room.opened else ""
        with st.container(
            horizontal=True,
            width="content",
            gap="small",
            vertical_alignment="center",
            key="room_tools",
        ):
            room_frame.box(session, glimpse, partial(_my_file, session, mine, plan, ladder, level))
    about = escape_markdown(" · ".join(p for p in (level_name(level), plan.reference) if p))
    st.caption(about)
    with st.container():
        room_frame.messages(session)
    cards = {seat.key: card for seat in room.bringing if (card := _card(session, seat.key))}
    if room.opened:
        room_opened.show(session, plan, cards, mine, ladder, level)
    elif side == "chair" or mine is None:
        room_chair.show(session, glimpse, plan, ladder, level)
    else:
        _mine(session, mine, plan, ladder, level, beside)


def _side(glimpse: Glimpse, mine: Seat | None) -> str:
    """A chair who leads an interview too has two sides."""
    if mine is None or len(glimpse.seats) < 2:
        return ""
    st.session_state.setdefault(_SIDE, "chair")
    st.segmented_control(
        _("What to do"),
        list(_SIDES),
        key=_SIDE,
        required=True,
        format_func=lambda side: _(_SIDES[side]),
        persist_state="session",
        label_visibility="collapsed",
    )
    return str(st.session_state[_SIDE])


def plan_of(session: RoomSession, ladder: Ladder, level: Level) -> InterviewPlan:
    """The panel's plan; an empty one where its file cannot be read."""
    found = room_session.read_once(session, session.room.plan, lambda raw: parse_plan(raw)[0])
    return found or new_plan(ladder, level)


def _card(session: RoomSession, key: str) -> Scorecard | None:
    """What a seat wrote, where this browser may read it."""
    document = session.room.part(key).document
    if not document:
        return None
    return room_session.read_once(session, document, lambda raw: parse_scorecard(raw)[0])


# -- one's own card --------------------------------------------------------------------


def _mine(
    session: RoomSession,
    mine: Seat,
    plan: InterviewPlan,
    ladder: Ladder,
    level: Level,
    beside: Neighbours,
) -> None:
    room = session.room
    card = _card_now(session, mine, plan, ladder, level)
    told, about = st.columns([5, 3], gap="large")
    with about:
        seats = [
            (
                f"{name_of(seat.key, room)}{' (you)' if seat.key == mine.key else ''}",
                room_chair.how_far(room, seat),
                room.part(seat.key).ready,
            )
            for seat in room.bringing
        ]
        st.html(seats_html(seats))
        _ready(session, mine, card)
    with told:
        if room.part(mine.key).ready:
            st.html(scorecard_html(card, level))
            return
        st.markdown(
            _(
                "Fill it in on your own. Nobody sees it before all cards are opened, and then nobody can change theirs."
            )
        )
        interview = interview_of(plan, mine.interviews)
        asked = tuple(s.id for s in asked_of(interview, level))
        own = replace(plan, interviews=(replace(interview, expectations=asked),))
        panel = PanelSession(own, card, {interview.name: card}, interview.name)
        panel.into = partial(_wrote, session, mine.key, [card])
        scorecard_view.ask(panel, ladder, level, beside)


def _card_now(
    session: RoomSession, mine: Seat, plan: InterviewPlan, ladder: Ladder, level: Level
) -> Scorecard:
    interview = interview_of(plan, mine.interviews)
    return card_of(_card(session, mine.key), plan, interview, mine.sign, ladder, level)


def _wrote(session: RoomSession, key: str, before: list[Scorecard], card: Scorecard) -> None:
    """Save what was said; what the same seat said in another tab meanwhile stays."""

    def written(room: Room) -> Room:
        now, _ = parse_scorecard(room.part(key).document.encode())
        merged = merged_card(before[0], card, now or before[0])
        return room.brought(key, dump_scorecard(merged))

    room_session.change(session, written, "write", key)
    if not session.error:
        before[0] = card


def _ready(session: RoomSession, mine: Seat, card: Scorecard) -> None:
    already = session.room.part(mine.key).ready
    if not already:
        words = sum(bool(each.word) for each in card.observations)
        st.markdown(
            _(
                "Evidence seen for {words} of {number} expectations.",
                words=words,
                number=len(card.observations),
            )
        )
    room_frame.ready(
        session,
        mine.key,
        _("All cards open once the chair opens them. Until then you can take it back."),
        can_be=card.has_content,
    )
    if not already:
        st.caption(_(panel_session.NO_NAMES))


def _my_file(
    session: RoomSession, mine: Seat | None, plan: InterviewPlan, ladder: Ladder, level: Level
) -> None:
    """One's card and the plan, as the files that they are without a room."""
    if mine and _card(session, mine.key):
        card = _card_now(session, mine, plan, ladder, level)
        download.button(
            _("Download my scorecard"),
            dump_scorecard(card),
            file_name("card", level.code, card.reference, card.interview, card.panellist_id)
            + ".yaml",
            "application/yaml",
            key="download-room-card",
        )
    download.button(
        _("Download the plan"),
        dump_plan(plan),
        file_name("plan", level.code, plan.reference) + ".yaml",
        "application/yaml",
        key="download-room-plan",
    )
