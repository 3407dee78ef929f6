"""1:1: a short list of statements to talk about, both views laid open, and what was agreed."""

from dataclasses import replace
from datetime import date

import streamlit as st

from explorer.model import Ref
from explorer.profiles import meeting
from explorer.render.level_text import level_code
from explorer.render.meeting_minutes import minutes
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown, escape_streamlit
from explorer.ui import (
    layout,
    meeting_view,
    paired_review_view,
    profile_session,
    storage_panel,
    url_sync,
)
from explorer.ui.url_state import LevelsUrl, OneToOneUrl, ProfileUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(OneToOneUrl)
session = profile_session.profile_session(ladder)
SHOW, LIST = "one_to_one_show", "list"
VIEWS = {LIST: "Conversation list", "both": "Both views"}


def leave() -> None:
    page = context.named(OneToOneUrl())
    layout.link(layout.ONE_TO_ONE, "Leave", page, icon=":material/close_fullscreen:")


def conversation() -> None:
    st.markdown(
        "A few statements to talk about, in your order. Present them one at a time, agree on next steps, and copy the result into your notes."
    )
    topics = meeting.topics(session.profile, ladder)
    if not topics:
        st.info(
            "Nothing is on the list yet. Open a statement under Levels, find one with Search, or see a difference under Compare or My profile: each of them can be added to this list.",
            icon=":material/forum:",
        )
    with st.container(key="links_topics", gap=None):
        for number, topic in enumerate(topics):
            line(number, topic)
    step_up()
    if topics or meeting.questions(session.profile, ladder):
        with st.container(horizontal=True, key="links_start"):
            layout.link(
                layout.ONE_TO_ONE,
                "**Present, one at a time**",
                context.named(OneToOneUrl(view="present")),
                icon=":material/slideshow:",
            )
        with st.expander("What you agreed, as Markdown", key="agreed_text"):
            meeting_view.take_along(session, ladder)
    storage_panel.in_short(session)


def line(number: int, topic: meeting.Topic) -> None:
    label = f"**{escape_markdown(level_code(topic.level))}** {escape_markdown(visible(topic.statement.text))}"
    address = context.named(LevelsUrl(level=topic.level.code, statement=topic.statement.id))
    with layout.row(f"topic-{number}"):
        layout.link(layout.LEVELS, label, address, width="stretch")
        st.button(
            "Move up",
            key=f"up-{topic.ref}",
            on_click=earlier,
            args=(topic.ref,),
            icon=":material/arrow_upward:",
            type="tertiary",
            disabled=number == 0,
        )
        st.button(
            "Remove",
            key=f"off-{topic.ref}",
            on_click=take_off,
            args=(topic.ref,),
            icon=":material/close:",
            type="tertiary",
        )


def earlier(topic: Ref) -> None:
    profile_session.change(session, session.profile.with_topic_earlier(topic))


def take_off(topic: Ref) -> None:
    profile_session.change(session, session.profile.without_topic(topic))


def step_up() -> None:
    """Says whether the three questions are asked, and how that comes about."""
    if meeting.questions(session.profile, ladder):
        st.caption(
            f"This is about a step from {escape_markdown(session.profile.current)} to "
            f"{escape_markdown(session.profile.target)}: three questions come at the end."
        )
    else:
        layout.link(
            layout.PROFILE,
            "Is this about a step to the next level? Set today's level under My profile.",
            context.named(ProfileUrl()),
            icon=":material/stairs:",
        )


def paper() -> None:
    """The result for paper: what was talked about, what was agreed."""
    both = paired_review_view.both_agreed(ladder)
    text = minutes(session.profile, ladder, date.today().isoformat(), both.words if both else None)
    st.markdown(escape_streamlit(text))


if url.presenting:
    meeting_view.show(ladder, leave)
    url_sync.push_url("one_to_one", url)
elif url.printing:
    now = context.named(replace(url))
    layout.actions(context, layout.ONE_TO_ONE, now)
    paper()
    url_sync.push_url("one_to_one", now)
else:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title("1:1", anchor=False, width="content")
        show = layout.view_switch("What to do", VIEWS, SHOW, url.show, "one_to_one", False)
        now = context.named(OneToOneUrl(show="" if show == LIST else show))
        layout.actions(context, layout.ONE_TO_ONE, now)
    with st.container():
        storage_panel.messages(session)
    if show == "both":
        paired_review_view.show(ladder)
    else:
        conversation()
    url_sync.push_url("one_to_one", now)
