"""1:1: a short list of statements to talk about, both views revealed, and what was agreed."""

from dataclasses import replace
from html import escape

import streamlit as st

from explorer.model import Ref
from explorer.profiles import meeting
from explorer.render import meeting_html
from explorer.render.html_parts import sheet
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import (
    layout,
    meeting_view,
    paired_review_view,
    profile_session,
    room_for_two,
    room_frame,
    room_session,
    storage_panel,
    url_sync,
)
from explorer.ui.url_state import OneToOneUrl, ProfileUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(OneToOneUrl)
session = profile_session.profile_session(ladder)
SHOW, LIST = "one_to_one_show", "list"
VIEWS = {LIST: _("Conversation list"), "both": _("Both views"), "minutes": _("What you agreed")}
ORDER = "one_to_one_order"
NOTHING_LISTED = _(
    "Nothing is on the list yet. Click a statement anywhere, on Levels, Search, Compare or My profile, and choose “Talk about it”."
)


def leave() -> None:
    page = context.named(OneToOneUrl())
    layout.link(layout.ONE_TO_ONE, _("Leave"), page, icon=":material/close_fullscreen:")


def conversation() -> None:
    topics = meeting.topics(session.profile, ladder)
    asked = meeting.questions(session.profile, ladder)
    if not topics:
        st.info(NOTHING_LISTED, icon=":material/forum:")
    listed = meeting_html.conversation_list(topics) if topics else ""
    present = path(OneToOneUrl(view="present"))
    start = f'<p><a data-in-app class="button primary" href="{escape(present)}">{_("Present, one at a time")}</a></p>'
    st.html(sheet(start if topics or asked else "", listed, step_up(bool(asked))))
    if topics:
        with st.popover(_("Change the list"), key=ORDER, on_change="rerun", type="tertiary") as box:
            if box.open:
                for number, topic in enumerate(topics):
                    line(number, topic)
    paired_review_view.ask_to_show(ladder)
    room_for_two.offer(ladder)
    storage_panel.in_short(session)


def path(address: OneToOneUrl | ProfileUrl) -> str:
    page = layout.PROFILE if isinstance(address, ProfileUrl) else layout.ONE_TO_ONE
    return url_sync.path(page.path, context.named(address))


def line(number: int, topic: meeting.Topic) -> None:
    """One statement in the box that changes the list, in as many words as fit a line."""
    words = visible(topic.statement.text)
    short = words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"
    with layout.row(f"topic-{number}"):
        st.markdown(f"**{escape_markdown(level_code(topic.level))}** {escape_markdown(short)}")
        st.button(
            _("Move up"),
            key=f"up-{topic.ref}",
            on_click=earlier,
            args=(topic.ref,),
            icon=":material/arrow_upward:",
            type="tertiary",
            disabled=number == 0,
        )
        st.button(
            _("Remove"),
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


def step_up(asked: bool) -> str:
    """Says whether the three questions are asked, and how that comes about. HTML."""
    if asked:
        said = _(
            "This is about a step from {current} to {target}: three questions come at the end.",
            current=escape(session.profile.current),
            target=escape(session.profile.target),
        )
        return f'<p class="quiet">{said}</p>'
    link = f'<a data-in-app href="{escape(path(ProfileUrl()))}">'
    said = _(
        "Is this about a step to the next level? {link}Set today's level{end} under My profile.",
        link=link,
        end="</a>",
    )
    return f'<p class="quiet">{said}</p>'


def room_of() -> None:
    """The room that the address names."""
    inside = room_frame.enter(url.room, "1:1", room_for_two.name_of)
    if inside is None:
        layout.link(layout.ONE_TO_ONE, _("1:1 without a room"), context.named(OneToOneUrl()))
        return
    there = context.site.ladder(inside.room.ladder)
    if there is None or not there.levels:
        st.info(_("This room is about a ladder that is not here (any more)."))
        return
    room_for_two.show(inside, there)
    room_session.follow(inside)


if url.room:
    room_of()
    url_sync.push_url("one_to_one", url)
elif url.presenting:
    meeting_view.show(ladder, leave)
    url_sync.push_url("one_to_one", url)
elif url.printing:
    now = context.named(replace(url))
    layout.actions(context, layout.ONE_TO_ONE, now)
    meeting_view.minutes(session, ladder)
    url_sync.push_url("one_to_one", now)
else:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title("1:1", anchor=False, width="content")
        show = layout.view_switch(_("What to do"), VIEWS, SHOW, url.show, "one_to_one", False)
        now = context.named(OneToOneUrl(show="" if show == LIST else show))
        storage_panel.way_back(session)
        layout.actions(context, layout.ONE_TO_ONE, now)
    with st.container():
        storage_panel.messages(session)
    if show == "both":
        room_for_two.offer(ladder)
        paired_review_view.show(ladder)
    elif show == "minutes":
        meeting_view.minutes(session, ladder, files=True)
    else:
        conversation()
    url_sync.push_url("one_to_one", now)
