"""A panel's room once all cards are open: the same debrief on every screen, and late notes."""

from collections.abc import Mapping

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.interviews.debrief import debrief_rows
from explorer.interviews.interview_files import statement_text
from explorer.interviews.plan import InterviewPlan, expectations
from explorer.interviews.room_panel import card_of, interview_of, room_debrief, with_late_notes
from explorer.interviews.scorecard import Scorecard
from explorer.model import Ladder, Level
from explorer.render.debrief_html import remarks_html
from explorer.render.scorecard_html import scorecard_html
from explorer.rooms.room import MAX_TEXT, LateNote, Seat
from explorer.text.markdown_escape import escape_label, escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import debrief_view, room_session
from explorer.ui.room_session import RoomSession

_ABOUT, _TEXT = "room_late_about", "room_late_text"


def show(
    session: RoomSession,
    plan: InterviewPlan,
    cards: Mapping[str, Scorecard],
    mine: Seat | None,
    ladder: Ladder,
    level: Level,
) -> None:
    """All cards together; `cards` are those that this browser may read, by seat."""
    room = session.room
    signs = {seat.key: seat.sign for seat in room.seats}
    if room.without:
        names = ", ".join(signs.get(key, key) for key in room.without)
        st.info(
            _("The chair opened without {names}.", names=escape_markdown(names)),
            icon=":material/visibility:",
        )
    opened = [
        card_of(
            cards[seat.key], plan, interview_of(plan, seat.interviews), seat.sign, ladder, level
        )
        for seat in room.bringing
        if seat.key in cards and seat.key not in room.without
    ]
    panel = room_debrief(opened, ladder, level)
    if panel.remarks:
        with st.container(border=True, key="told"):
            st.html(remarks_html(panel))
    if len(panel.scorecards) > 1:
        notes = [(signs.get(n.seat, n.seat), n.about, n.text) for n in room.late]
        rows = with_late_notes(debrief_rows(panel, ladder, level), notes)
        debrief_view.results(panel, rows, ladder, level)
    else:
        for card in panel.scorecards:
            st.header(escape_markdown(card.author), anchor=False)
            st.html(scorecard_html(card, level))
    if mine:
        _late(session, mine, level)


def _late(session: RoomSession, mine: Seat, level: Level) -> None:
    """A card does not change any more; what comes to mind now is said as late."""
    with (
        st.expander(_("Add a late note"), icon=":material/add_comment:"),
        st.form("late", border=False),
    ):
        asked = {s.id: s for s in expectations(level)}
        st.selectbox(
            _("About"),
            list(asked),
            key=_ABOUT,
            format_func=lambda id: escape_label(statement_text(asked[id])) if id in asked else "",
        )
        st.text_area(_("What you want to add"), key=_TEXT, max_chars=MAX_TEXT)
        st.caption(_("It stands beside the cards and says that it came after the opening."))
        # A press that is asked for in the page's run is lost where another follows it at once.
        st.form_submit_button(_("Add it"), on_click=_add, args=(session, mine))


def _add(session: RoomSession, mine: Seat) -> None:
    """Add the note; what was not taken stays in its field."""
    text = readable(st.session_state[_TEXT]).strip()
    if not text:
        session.error = _("The note is empty: say what you want to add.")
        return
    note = LateNote(mine.key, str(st.session_state[_ABOUT]), text)
    room_session.change(session, lambda room: room.noted_late(note), "write", mine.key)
    if not session.error:
        st.session_state[_TEXT] = ""
