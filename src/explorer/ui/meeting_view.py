"""One thing at a time, large, and nothing else on the screen: the 1:1 itself.

First the statements of the conversation list, each with room for a next step; then, for a
step to another level, the three questions; then what was agreed, to take along. Where one
is in this is a fact of the visit, and is read when a key is handled.
"""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.model import Ladder, Ref
from explorer.profiles import meeting
from explorer.profiles.meeting import Topic
from explorer.profiles.profile import Profile, Step
from explorer.profiles.profile_file import storage_problem
from explorer.render import level_html
from explorer.render.html_parts import TENTATIVE_TAG, breadcrumb, sheet
from explorer.render.level_text import level_code
from explorer.render.meeting_minutes import minutes
from explorer.text.inline_markdown import to_html
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import download, paired_review_view, profile_session
from explorer.ui.profile_session import ProfileSession

AT = "presenting_at"


def show(ladder: Ladder, leave: Callable[[], None]) -> None:
    """The thing in view, with the ways to the next and the one before; `leave` draws the way
    back to the page."""
    session = profile_session.profile_session(ladder)
    topics = meeting.topics(session.profile, ladder)
    asked = list(meeting.questions(session.profile, ladder).items())
    last = len(topics) + len(asked)
    at = min(st.session_state.setdefault(AT, 0), last)
    with st.container(key="stage"):
        if session.error:
            st.warning(escape_markdown(session.error), icon=":material/warning:")
            session.error = ""
        if at < len(topics):
            _topic(session, ladder, topics[at])
        elif at < last:
            _question(session, *asked[at - len(topics)])
        else:
            _end(session, ladder)
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


def _topic(session: ProfileSession, ladder: Ladder, topic: Topic) -> None:
    tag = TENTATIVE_TAG if topic.statement.tentative else ""
    named = f"{topic.competency.icon} {topic.competency.name}".strip() if topic.competency else ""
    where = [level_code(topic.level), named]
    both = None if topic.statement.tentative else paired_review_view.both_agreed(ladder)
    said = (
        paired_review_view.words(*both.words(topic.ref))
        if both and any(both.words(topic.ref))
        else ""
    )
    st.html(
        sheet(
            f'<p class="quiet">{breadcrumb([*where, topic.statement.scope or ""])}{tag}</p>'
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
            args=(session, topic.ref, text_key, by_key),
            persist_state="session",
        )
    with by:
        st.date_input(
            "By", key=by_key, on_change=_agree, args=(session, topic.ref, text_key, by_key)
        )
    if topic.competency and topic.competency.examples:
        with st.expander("Examples", key="stage_examples"):
            st.html(level_html.examples(topic.competency))


def _agree(session: ProfileSession, topic: Ref, text_key: str, by_key: str) -> None:
    text, by = readable(st.session_state[text_key]), st.session_state[by_key]
    step = Step(text, by.isoformat() if by else "")
    _put(
        session,
        lambda profile: profile.with_step(topic, step),
        lambda profile: profile.agreed.get(topic),
    )


def _question(session: ProfileSession, key: str, question: str) -> None:
    level = session.profile.target
    st.html(
        sheet(
            f'<p class="quiet">{breadcrumb([f"A step to {level}"])}</p>'
            f'<p class="stage">{escape(question)}</p>'
        )
    )
    field = f"answer-{key}"
    st.session_state[field] = session.profile.answers.get(key, "")
    st.text_area(
        "Your answer",
        key=field,
        max_chars=4000,
        height=110,
        on_change=_answer,
        args=(session, key, field),
    )


def _answer(session: ProfileSession, key: str, field: str) -> None:
    answer = readable(st.session_state[field])
    _put(
        session,
        lambda profile: profile.with_answer(key, answer),
        lambda profile: profile.answers.get(key),
    )


def _put(
    session: ProfileSession, more: Callable[[Profile], Profile], of: Callable[[Profile], object]
) -> None:
    wrong = storage_problem(more(session.profile))
    if wrong:
        session.error = f"That was not saved, because the file could not be read back: {wrong}."
    else:
        profile_session.update_with_retry(session, more, of)


def _end(session: ProfileSession, ladder: Ladder) -> None:
    st.html(sheet('<p class="stage">What you agreed</p>'))
    take_along(session, ladder)


def take_along(session: ProfileSession, ladder: Ladder) -> None:
    """What was agreed as Markdown, to copy or to download."""
    both = paired_review_view.both_agreed(ladder)
    on = date.today().isoformat()
    text = minutes(session.profile, ladder, on, both.words if both else None)
    st.code(text, language=None, wrap_lines=True, height=340)
    download.button("Download as Markdown", text, f"one-to-one-{on}.md", "text/markdown")
