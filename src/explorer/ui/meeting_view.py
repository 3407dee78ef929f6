"""One thing at a time, large, and nothing else on the screen: the 1:1 itself.

First the statements of the conversation list, each with room for a next step; then, for a
step to another level, the three questions; then what was agreed, as a page to copy, download
or print. Where one is in this is a fact of the visit, and is read when a key is handled.
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
from explorer.render import meeting_html, meeting_minutes
from explorer.render.html_parts import tool
from explorer.text.markdown_escape import escape_markdown
from explorer.text.plurals import count
from explorer.text.translation import gettext as _
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
            minutes(session, ladder, files=True)
    with st.container(horizontal=True, vertical_alignment="center", key="stage_moves"):
        st.button(
            _("Back"),
            key="stage-back",
            icon=":material/arrow_back:",
            shortcut="Left",
            disabled=at == 0,
            on_click=_move,
            args=(-1, last),
        )
        st.button(
            _("Next"),
            key="stage-next",
            icon=":material/arrow_forward:",
            shortcut="Right",
            disabled=at >= last,
            on_click=_move,
            args=(1, last),
        )
        st.caption(_place(at, len(topics), len(asked)), width="content")
        leave()


def _place(at: int, topics: int, asked: int) -> str:
    """Where one is, and what is still to come."""
    if at >= topics + asked:
        return _("What you agreed")
    if at >= topics:
        return _("Question {value} of {asked}", value=at - topics + 1, asked=asked)
    after = _(", then {questions}", questions=count(asked, "question")) if asked else ""
    return _("{value} of {topics}{after}", value=at + 1, topics=topics, after=after)


def _move(steps: int, last: int) -> None:
    st.session_state[AT] = min(max(st.session_state.get(AT, 0) + steps, 0), last)


def _topic(session: ProfileSession, ladder: Ladder, topic: Topic) -> None:
    both = None if topic.statement.tentative else paired_review_view.both_agreed(ladder)
    words = both.words(topic.ref) if both else (None, None)
    st.html(meeting_html.statement_on_stage(topic, ladder, words))
    step, by = st.columns([3, 1], gap="medium")
    text_key, by_key = f"step-{topic.ref}", f"step_by-{topic.ref}"
    st.session_state[text_key] = topic.step.text
    st.session_state[by_key] = date.fromisoformat(topic.step.by) if topic.step.by else None
    with step:
        st.text_area(
            _("Agreed next step"),
            key=text_key,
            max_chars=4000,
            height=80,
            on_change=_agree,
            args=(session, topic.ref, text_key, by_key),
            persist_state="session",
        )
    with by:
        st.date_input(
            _("By"),
            key=by_key,
            on_change=_agree,
            args=(session, topic.ref, text_key, by_key),
            format=_("YYYY/MM/DD"),
        )


def _agree(session: ProfileSession, topic: Ref, text_key: str, by_key: str) -> None:
    text, by = readable(st.session_state[text_key]), st.session_state[by_key]
    step = Step(text, by.isoformat() if by else "")
    _put(
        session,
        lambda profile: profile.with_step(topic, step),
        lambda profile: profile.agreed.get(topic),
    )


def _question(session: ProfileSession, key: str, question: str) -> None:
    st.html(meeting_html.question_on_stage(question, session.profile.target))
    field = f"answer-{key}"
    st.session_state[field] = session.profile.answers.get(key, "")
    st.text_area(
        _("Your answer"),
        key=field,
        max_chars=4000,
        height=80,
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
        session.error = _(
            "That was not saved, because the file could not be read back: {wrong}.", wrong=wrong
        )
    else:
        profile_session.update_with_retry(session, more, of)


def minutes(session: ProfileSession, ladder: Ladder, files: bool = False) -> None:
    """What was agreed, as a page; `files` offers it as Markdown, and to print."""
    both = paired_review_view.both_agreed(ladder)
    on = date.today().isoformat()
    words = both.words if both else None
    if files:
        text = meeting_minutes.minutes(session.profile, ladder, on, words)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key="minutes_files"
        ):
            copy = (
                f'<button type="button" data-copy="{escape(text)}">{_("Copy as Markdown")}</button>'
            )
            st.html(tool(copy), width="content")
            download.button(
                _("Download"), text, f"one-to-one-{on}.md", "text/markdown", type="tertiary"
            )
            st.html(
                tool(f'<button type="button" data-print>{_("Print")}</button>'), width="content"
            )
    st.html(meeting_html.minutes_html(session.profile, ladder, on, words))
