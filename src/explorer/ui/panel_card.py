"""A panellist's card on the hiring panel's page: filled in alone, then downloaded."""

import streamlit as st

from explorer.hiring import card as cards
from explorer.hiring.card import MAX_EVIDENCE, NOTHING_SEEN, Card
from explorer.hiring.panel_files import MAX_NAME
from explorer.hiring.plan import expectations
from explorer.markup import visible
from explorer.model import Ladder, Level, Statement
from explorer.ui import panel_desk, panel_plan
from explorer.ui.escaping import escaped, label
from explorer.ui.panel_desk import Desk
from explorer.ui.panel_plan import CARD_SLOT, held

_WHOLE = ""


def show(desk: Desk, ladder: Ladder, level: Level) -> None:
    """The card: which conversation, whose, and what was seen."""
    st.markdown(
        "Fill it in alone, before you talk with the others: for what you saw evidence of, a word and "
        "the evidence. The rest says “no evidence seen”, which is no word against anybody."
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        asked = _head(desk, ladder, level)
    desk.put(desk.card.looking_for(desk.slot, asked))
    with right:
        _file(desk, level)
    for competency in level.competencies:
        on_it = [s for s in expectations(level) if desk.card.of(s.id)]
        inside = [s for s in on_it if s.competency == competency.key]
        if inside:
            st.header(
                f"{escaped(competency.icon)} {escaped(competency.name)}".strip(), anchor=False
            )
            with st.container(key=f"seen-{competency.key}"):
                for statement in inside:
                    _expectation(desk, ladder, level, statement)


def _head(desk: Desk, ladder: Ladder, level: Level) -> tuple[Statement, ...]:
    """Conversation, reference and sign; gives what the conversation looks for."""
    names = [slot.name for slot in desk.plan.slots if slot.asked(level)]
    options = [*names, _WHOLE]
    if st.session_state.get(CARD_SLOT) not in options:
        begun = desk.slot in options and desk.card.holds_something
        st.session_state[CARD_SLOT] = desk.slot if begun else options[0]
    desk.slot = st.selectbox(
        "Conversation",
        options,
        key=CARD_SLOT,
        format_func=lambda name: name or "Everything that the level asks",
    )
    if not desk.card.reference:
        desk.sign(desk.plan.reference, desk.card.panellist)
    with st.container(horizontal=True):
        reference = held("panel_card_reference", desk.card.reference)
        sign = held("panel_card_sign", desk.card.panellist)
        st.text_input(
            "Reference",
            key=reference,
            max_chars=MAX_NAME,
            placeholder="2026-11 / blue",
            on_change=_sign,
            args=(desk, reference, sign),
        )
        st.text_input(
            "Your sign",
            key=sign,
            max_chars=MAX_NAME,
            placeholder="a number, or two letters",
            on_change=_sign,
            args=(desk, reference, sign),
        )
    if not names:
        with st.popover("Open the panel's plan", icon=":material/upload:"):
            panel_plan.upload(desk, ladder, level)
    slot = desk.plan.slot(desk.slot)
    return slot.asked(level) if slot else expectations(level)


def _sign(desk: Desk, reference: str, sign: str) -> None:
    desk.sign(st.session_state[reference], st.session_state[sign])


def _change(desk: Desk, card: Card) -> None:
    desk.put(card)
    desk.notice = desk.alarm = ""


def _file(desk: Desk, level: Level) -> None:
    card = desk.card
    with st.container(border=True, key="card_file"):
        words = sum(bool(each.word) for each in card.seen)
        st.markdown(f"**Evidence seen for {words} of {len(card.seen)} expectations.**")
        bare = len(card.without_evidence)
        if bare:
            st.caption(
                f"{bare} of your words say{'s' if bare == 1 else ''} nowhere what {'it rests' if bare == 1 else 'they rest'} on."
            )
        st.download_button(
            # Made when it is pressed: what was typed last is in it.
            "Download my card",
            lambda: cards.dump(desk.card),
            f"card-{level.code}.yaml",
            "application/yaml",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
            disabled=not card.panellist,
        )
        if not card.panellist:
            st.caption("Give your card a sign first: it tells the cards of a panel apart.")
        st.caption(f"{panel_desk.NO_NAMES} {panel_desk.NOT_KEPT}")


def _expectation(desk: Desk, ladder: Ladder, level: Level, statement: Statement) -> None:
    seen = desk.card.of(statement.id)
    if seen is None:
        return
    known = [term.name for term in ladder.ratings]
    word = held(
        f"panel_word-{level.code}-{desk.slot}-{statement.id}",
        seen.word if seen.word in known else "",
    )
    st.segmented_control(
        label(visible(statement.text)),
        ["", *known],
        key=word,
        required=True,
        format_func=lambda name: escaped(name) or NOTHING_SEEN,
        on_change=_say,
        args=(desk, statement.id, word),
    )
    if seen.word or seen.evidence:
        note = held(f"panel_note-{level.code}-{desk.slot}-{statement.id}", seen.evidence)
        st.text_area(
            "What you saw or heard",
            key=note,
            max_chars=MAX_EVIDENCE,
            height="content",
            on_change=_note,
            args=(desk, statement.id, note),
        )
        if not seen.word:
            st.caption("Without a word this is shown as a note, and not as evidence seen.")


def _say(desk: Desk, id: str, key: str) -> None:
    _change(desk, desk.card.saying(id, st.session_state[key] or None))


def _note(desk: Desk, id: str, key: str) -> None:
    _change(desk, desk.card.noting(id, st.session_state[key]))
