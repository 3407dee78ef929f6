"""1:1: a short list of statements to talk about, both views laid open, and what was agreed."""

from dataclasses import replace
from datetime import date

import streamlit as st

from explorer.addresses import LevelsAddress, OneToOneAddress, ProfileAddress
from explorer.markup import visible
from explorer.model import Ref
from explorer.profiles import meeting
from explorer.ui import address as bar
from explorer.ui import both_views, frame, keeping, presenting, sheets, whereabouts
from explorer.ui.escaping import escaped, settled

here = frame.enter()
ladder = here.ladder
asked = bar.read(OneToOneAddress)
personal = here.settings.personal
desk = keeping.desk(ladder, personal)
SHOW, LIST = "one_to_one_show", "list"
WAYS = {LIST: "To talk about", "both": "Both views"}


def leave() -> None:
    page = here.named(OneToOneAddress())
    frame.link(frame.ONE_TO_ONE, "Leave", page, icon=":material/close_fullscreen:")


def conversation() -> None:
    st.markdown(
        "A few statements to talk about, in your order. Present them one at a time, agree on a next "
        "step, and take the result to where you keep your notes."
    )
    topics = meeting.topics(desk.profile, ladder)
    if not topics:
        st.info(
            "Nothing is on the list yet. Open a statement under Levels, find one with Search, or look "
            "at a difference under Compare or My profile: each can be put on this list.",
            icon=":material/forum:",
        )
    with st.container(key="links_topics", gap=None):
        for number, topic in enumerate(topics):
            line(number, topic)
    step_up()
    if topics or meeting.questions(desk.profile, ladder):
        with st.container(horizontal=True, key="links_start"):
            frame.link(
                frame.ONE_TO_ONE,
                "**Present, one at a time**",
                here.named(OneToOneAddress(view="present")),
                icon=":material/slideshow:",
            )
        with st.expander("What you agreed, as Markdown", key="agreed_text"):
            presenting.take_along(desk, ladder)
    whereabouts.in_short(desk, personal)


def line(number: int, topic: meeting.Topic) -> None:
    label = f"**{escaped(sheets.coded(topic.level))}** {escaped(visible(topic.statement.text))}"
    address = here.named(LevelsAddress(level=topic.level.code, statement=topic.statement.id))
    with frame.line(f"topic-{number}"):
        frame.link(frame.LEVELS, label, address, width="stretch")
        st.button(
            "Earlier",
            key=f"up-{topic.ref}",
            on_click=earlier,
            args=(topic.ref,),
            icon=":material/arrow_upward:",
            type="tertiary",
            disabled=number == 0,
        )
        st.button(
            "Take off the list",
            key=f"off-{topic.ref}",
            on_click=take_off,
            args=(topic.ref,),
            icon=":material/close:",
            type="tertiary",
        )


def earlier(topic: Ref) -> None:
    keeping.change(desk, desk.profile.with_topic_earlier(topic))


def take_off(topic: Ref) -> None:
    keeping.change(desk, desk.profile.without_topic(topic))


def step_up() -> None:
    """Says whether the three questions are asked, and how that comes about."""
    if meeting.questions(desk.profile, ladder):
        st.caption(
            f"This is about a step from {escaped(desk.profile.current)} to "
            f"{escaped(desk.profile.target)}: three questions come at the end."
        )
    else:
        frame.link(
            frame.PROFILE,
            "Is it about a step to the next level? Say under My profile which level is today's.",
            here.named(ProfileAddress()),
            icon=":material/stairs:",
        )


def paper() -> None:
    """The result for paper: what was talked about, what was agreed."""
    both = both_views.both_agreed(ladder)
    text = meeting.minutes(
        desk.profile, ladder, date.today().isoformat(), both.words if both else None
    )
    st.markdown(settled(text))


if asked.presenting:
    presenting.show(ladder, personal, leave)
    bar.settle("one_to_one", asked)
elif asked.printing:
    now = here.named(replace(asked))
    frame.actions(here, frame.ONE_TO_ONE, now)
    paper()
    bar.settle("one_to_one", now)
else:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title("1:1", anchor=False, width="content")
        show = frame.way("What to do", WAYS, SHOW, asked.show, "one_to_one", False)
        now = here.named(OneToOneAddress(show="" if show == LIST else show))
        frame.actions(here, frame.ONE_TO_ONE, now)
    with st.container():
        whereabouts.messages(desk)
    if show == "both":
        both_views.show(ladder, personal)
    else:
        conversation()
    bar.settle("one_to_one", now)
