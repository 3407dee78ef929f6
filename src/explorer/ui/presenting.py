"""One thing at a time, large, and nothing else on the screen: the 1:1 itself.

First the statements of the conversation list, each with room for a next step; then, for a
step to another level, the three questions; then what was agreed, to take along. Where one
is in this is a fact of the visit, and is read when a key is handled.
"""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from explorer.markup import to_html
from explorer.model import Ladder, Ref
from explorer.profiles import meeting
from explorer.profiles.meeting import Topic
from explorer.profiles.profile import Profile, Step
from explorer.profiles.profile_file import unfit
from explorer.reading import readable
from explorer.ui import both_views, keeping, sheets
from explorer.ui.escaping import escaped
from explorer.ui.keeping import Desk

AT = "presenting_at"


def show(ladder: Ladder, personal: bool, leave: Callable[[], None]) -> None:
    """The thing in view, with the ways to the next and the one before; `leave` draws the way
    back to the page."""
    desk = keeping.desk(ladder, personal)
    topics = meeting.topics(desk.profile, ladder)
    asked = list(meeting.questions(desk.profile, ladder).items())
    last = len(topics) + len(asked)
    at = min(st.session_state.setdefault(AT, 0), last)
    with st.container(key="stage"):
        if desk.alarm:
            st.warning(escaped(desk.alarm), icon=":material/warning:")
            desk.alarm = ""
        if at < len(topics):
            _topic(desk, ladder, topics[at])
        elif at < last:
            _question(desk, *asked[at - len(topics)])
        else:
            _end(desk, ladder)
    with st.container(horizontal=True, vertical_alignment="center", key="stage_moves"):
        st.button(
            "Back",
            key="stage-back",
            icon=":material/arrow_back:",
            shortcut="Left",
            disabled=at == 0,
            on_click=_move,
            args=(-1, last),
        )
        st.button(
            "Next",
            key="stage-next",
            icon=":material/arrow_forward:",
            shortcut="Right",
            disabled=at >= last,
            on_click=_move,
            args=(1, last),
        )
        st.caption(f"{at + 1} of {last}" if at < last else "What you agreed", width="content")
        leave()


def _move(steps: int, last: int) -> None:
    st.session_state[AT] = min(max(st.session_state.get(AT, 0) + steps, 0), last)


def _topic(desk: Desk, ladder: Ladder, topic: Topic) -> None:
    tag = ' <span class="tag open">under discussion</span>' if topic.statement.tentative else ""
    named = f"{topic.competency.icon} {topic.competency.name}".strip() if topic.competency else ""
    where = [sheets.coded(topic.level), named]
    both = None if topic.statement.tentative else both_views.both_agreed(ladder)
    said = both_views.words(*both.words(topic.ref)) if both and any(both.words(topic.ref)) else ""
    st.html(
        sheets.sheet(
            f'<p class="quiet">{sheets.listed([*where, topic.statement.scope or ""])}{tag}</p>'
            f'<p class="stage">{to_html(topic.statement.text)}</p>{said}'
        )
    )
    step, by = st.columns([3, 1], gap="medium")
    text_key, by_key = f"step-{topic.ref}", f"step_by-{topic.ref}"
    st.session_state[text_key] = topic.step.text
    st.session_state[by_key] = date.fromisoformat(topic.step.by) if topic.step.by else None
    with step:
        st.text_area(
            "Agreed next step",
            key=text_key,
            max_chars=4000,
            height=110,
            on_change=_agree,
            args=(desk, topic.ref, text_key, by_key),
            persist_state="session",
        )
    with by:
        st.date_input(
            "Until", key=by_key, on_change=_agree, args=(desk, topic.ref, text_key, by_key)
        )
    if topic.competency and topic.competency.examples:
        with st.expander("What it may look like", key="stage_examples"):
            st.html(sheets.examples(topic.competency))


def _agree(desk: Desk, topic: Ref, text_key: str, by_key: str) -> None:
    text, by = readable(st.session_state[text_key]), st.session_state[by_key]
    step = Step(text, by.isoformat() if by else "")
    _put(
        desk,
        lambda profile: profile.with_step(topic, step),
        lambda profile: profile.agreed.get(topic),
    )


def _question(desk: Desk, key: str, question: str) -> None:
    level = desk.profile.target
    st.html(
        sheets.sheet(
            f'<p class="quiet">{sheets.listed([f"A step to {level}"])}</p>'
            f'<p class="stage">{escape(question)}</p>'
        )
    )
    field = f"answer-{key}"
    st.session_state[field] = desk.profile.answers.get(key, "")
    st.text_area(
        "What you say to it",
        key=field,
        max_chars=4000,
        height=110,
        on_change=_answer,
        args=(desk, key, field),
    )


def _answer(desk: Desk, key: str, field: str) -> None:
    answer = readable(st.session_state[field])
    _put(
        desk,
        lambda profile: profile.with_answer(key, answer),
        lambda profile: profile.answers.get(key),
    )


def _put(desk: Desk, more: Callable[[Profile], Profile], of: Callable[[Profile], object]) -> None:
    wrong = unfit(more(desk.profile))
    if wrong:
        desk.alarm = f"That was not taken, for its file could not be read again: {wrong}."
    else:
        keeping.write_down(desk, more, of)


def _end(desk: Desk, ladder: Ladder) -> None:
    st.html(sheets.sheet('<p class="stage">What you agreed</p>'))
    take_along(desk, ladder)


def take_along(desk: Desk, ladder: Ladder) -> None:
    """What was agreed as Markdown, to copy or to download."""
    both = both_views.both_agreed(ladder)
    on = date.today().isoformat()
    text = meeting.minutes(desk.profile, ladder, on, both.words if both else None)
    st.code(text, language=None, wrap_lines=True, height=340)
    st.download_button(
        "Download as Markdown",
        text,
        f"one-to-one-{on}.md",
        "text/markdown",
        on_click="ignore",
        icon=":material/download:",
    )
