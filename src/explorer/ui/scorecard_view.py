"""A panellist's card on the hiring panel's page: filled in alone, then downloaded."""

from collections.abc import Mapping

import streamlit as st

from explorer.interviews import prompts
from explorer.interviews.interview_files import MAX_NAME
from explorer.interviews.plan import expectations
from explorer.interviews.rubric import Neighbours
from explorer.interviews.scorecard import MAX_EVIDENCE, NO_EVIDENCE, Scorecard, dump_scorecard
from explorer.model import Ladder, Level, Statement
from explorer.render.scorecard_guide_html import examples_html, guide_html
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_label, escape_markdown
from explorer.text.translation import gettext as _
from explorer.text.translation import ngettext
from explorer.ui import download, panel_session, plan_view
from explorer.ui.panel_session import PanelSession
from explorer.ui.plan_view import CARD_INTERVIEW, bound_key

_WHOLE = ""


def show(
    session: PanelSession, ladder: Ladder, level: Level, beside: Neighbours, number: str
) -> None:
    """The card: which conversation, whose, and what was seen. `beside` is what the levels
    beside this one ask instead; `number` that of the conversation that the address names."""
    st.markdown(
        _(
            "Fill it in on your own, before you talk to the others: a rating and the evidence for whatever you saw evidence of. The rest stays “no evidence seen”, which counts against nobody."
        )
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        asked = _head(session, ladder, level, number)
    session.put(session.scorecard.for_interview(session.interview, asked))
    with right:
        _file(session, level)
    ask(session, ladder, level, beside)


def ask(session: PanelSession, ladder: Ladder, level: Level, beside: Neighbours) -> None:
    """What the card asks, with room for the answers."""
    said = _opening_words(session, level)
    for competency in level.competencies:
        on_it = [s for s in expectations(level) if session.scorecard.observation(s.id)]
        inside = [s for s in on_it if s.competency == competency.key]
        if inside:
            st.header(
                f"{escape_markdown(competency.icon)} {escape_markdown(competency.name)}".strip(),
                anchor=False,
            )
            if competency.examples:
                st.html(examples_html(competency.examples, level.language))
            with st.container(key=f"seen-{competency.key}"):
                for statement in inside:
                    # The field that comes with a word moves none of those below, which may
                    # be written in at that moment.
                    with st.container():
                        _expectation(session, ladder, level, statement)
                        if said.get(statement.id):
                            st.html(
                                guide_html(said.get(statement.id, ()), beside.get(statement.id, ()))
                            )


def _opening_words(session: PanelSession, level: Level) -> Mapping[str, tuple[str, ...]]:
    """How to open each subject of an interview: the chair's words, or the ladder's. Whoever
    fills in the whole level at once asks nobody, and reads what is beside it on the bar."""
    interview = session.plan.interview(session.interview)
    if interview is None:
        return {}
    own = {id: said for id, said in interview.prompts.items() if said}
    return {**prompts.default_prompts(level), **own}


def _head(
    session: PanelSession, ladder: Ladder, level: Level, number: str
) -> tuple[Statement, ...]:
    """Interview, reference and initials; returns what the interview covers."""
    names = [
        interview.name
        for interview in session.plan.interviews
        if interview.expected_statements(level)
    ]
    options = [*names, _WHOLE]
    if st.session_state.get(CARD_INTERVIEW) not in options:
        named = session.plan.numbered(number)
        begun = session.interview in options and session.scorecard.has_content
        st.session_state[CARD_INTERVIEW] = (
            named.name
            if named and named.name in options
            else session.interview
            if begun
            else options[0]
        )
    session.interview = st.selectbox(
        _("Interview"),
        options,
        key=CARD_INTERVIEW,
        format_func=lambda name: name or _("Everything the level asks"),
    )
    if not session.scorecard.reference:
        session.identify(session.plan.reference, session.scorecard.panellist_id)
    with st.container(horizontal=True):
        reference = bound_key("panel_card_reference", session.scorecard.reference)
        sign = bound_key("panel_card_sign", session.scorecard.panellist_id)
        st.text_input(
            _("Reference"),
            key=reference,
            max_chars=MAX_NAME,
            placeholder=_("2026-11 / blue"),
            on_change=_sign,
            args=(session, reference, sign),
        )
        st.text_input(
            _("Your initials"),
            key=sign,
            max_chars=MAX_NAME,
            placeholder=_("a number, or two letters"),
            on_change=_sign,
            args=(session, reference, sign),
        )
    if not names:
        with st.popover(_("Open the panel's plan"), icon=":material/upload:"):
            plan_view.upload(session, ladder, level)
    interview = session.plan.interview(session.interview)
    return interview.expected_statements(level) if interview else expectations(level)


def _sign(session: PanelSession, reference: str, sign: str) -> None:
    session.identify(st.session_state[reference], st.session_state[sign])


def _change(session: PanelSession, scorecard: Scorecard) -> None:
    session.put(scorecard)
    session.info = session.error = ""


def _file(session: PanelSession, level: Level) -> None:
    scorecard = session.scorecard
    with st.container(border=True, key="card_file"):
        words = sum(bool(each.word) for each in scorecard.observations)
        st.markdown(
            _(
                "**Evidence seen for {words} of {number} expectations.**",
                words=words,
                number=len(scorecard.observations),
            )
        )
        bare = len(scorecard.without_evidence)
        # A place of its own: without it the button below would be there twice for a moment.
        with st.container():
            if bare:
                st.caption(
                    ngettext(
                        "{number} of your ratings has no evidence yet.",
                        "{number} of your ratings have no evidence yet.",
                        bare,
                    )
                )
        download.button(
            _("Download my scorecard"),
            lambda: dump_scorecard(session.scorecard),
            plan_view.file_name(
                "card",
                level.code,
                scorecard.reference,
                scorecard.interview,
                scorecard.panellist_id,
            )
            + ".yaml",
            "application/yaml",
            key="download-scorecard",
            type="primary",
            disabled=not scorecard.panellist_id,
        )
        if not scorecard.panellist_id:
            st.caption(_("Enter your initials first: they tell the panel's scorecards apart."))
        st.caption(_(panel_session.NO_NAMES))


def _expectation(session: PanelSession, ladder: Ladder, level: Level, statement: Statement) -> None:
    seen = session.scorecard.observation(statement.id)
    if seen is None:
        return
    word = bound_key(
        f"panel_word-{level.code}-{session.interview}-{statement.id}",
        seen.word if seen.word in ladder.panel_scale else "",
    )
    st.segmented_control(
        escape_label(visible(statement.text)),
        ["", *ladder.panel_scale.words],
        key=word,
        required=True,
        format_func=lambda name: escape_markdown(name) or _(NO_EVIDENCE),
        on_change=_say,
        args=(session, statement.id, word),
    )
    if seen.word or seen.evidence:
        note = bound_key(
            f"panel_note-{level.code}-{session.interview}-{statement.id}", seen.evidence
        )
        st.text_area(
            _("What you saw or heard"),
            key=note,
            max_chars=MAX_EVIDENCE,
            height="content",
            on_change=_note,
            args=(session, statement.id, note),
        )
        if not seen.word:
            st.caption(_("Without a rating this is shown as a note, not as evidence seen."))


def _say(session: PanelSession, id: str, key: str) -> None:
    _change(session, session.scorecard.with_word(id, st.session_state[key] or None))


def _note(session: PanelSession, id: str, key: str) -> None:
    _change(session, session.scorecard.with_evidence(id, st.session_state[key]))
