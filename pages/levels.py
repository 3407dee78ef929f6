"""Levels: the ladder at a glance, one level, or one statement of it with its lineage."""

from itertools import pairwise

import streamlit as st

from explorer.model import Level, Ref, Statement
from explorer.render import level_html
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import layout, profile_session, url_sync
from explorer.ui.url_state import CompareUrl, LevelsUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(LevelsUrl)
url_changed = url_sync.url_changed("levels")
GLANCE = "At a glance"
CHOOSER, FOLLOWER = "levels_level", "levels_statement"


def of(level: Level | None = None, statement: Statement | None = None, view: str = "") -> LevelsUrl:
    return context.named(
        LevelsUrl(
            level=level.code if level else "",
            statement=statement.id if statement else "",
            view=view,
        )
    )


def choose() -> Level | None:
    """The level in view: the address's, or the one that is chosen here."""
    codes = [level.code for level in ladder.levels]
    if url_changed:
        st.session_state[CHOOSER] = url.level if url.level in codes else GLANCE
    if url.printing:
        return ladder.level(url.level)
    if st.session_state.get(CHOOSER) not in (GLANCE, *codes):
        st.session_state[CHOOSER] = GLANCE
    st.segmented_control(
        "Level",
        [GLANCE, *codes],
        key=CHOOSER,
        required=True,
        label_visibility="collapsed",
        format_func=escape_markdown,
    )
    return ladder.level(st.session_state[CHOOSER])


def follow(level: Level) -> Statement | None:
    """The opened statement: the address's, or the one that is followed here."""
    if url_changed:
        st.session_state[FOLLOWER] = url.statement if level.statement(url.statement) else None
    if url.printing:
        return level.statement(url.statement)
    by_id = {statement.id: statement for statement in level.statements}
    if st.session_state.get(FOLLOWER) not in by_id:
        st.session_state[FOLLOWER] = None
    st.selectbox(
        "Follow a statement through the levels",
        list(by_id),
        key=FOLLOWER,
        format_func=lambda id: visible(by_id[id].text),
        label_visibility="collapsed",
        width=400,
        placeholder="Follow a statement through the levels …",
    )
    return level.statement(st.session_state[FOLLOWER] or "")


def show_glance() -> None:
    st.title(escape_markdown(ladder.name), anchor=False)
    st.html(context.once(("overview",), lambda: level_html.overview(ladder)))
    st.caption(
        "A ladder is a basis for conversation, not a checklist: meeting about nine tenths of a level is meeting it, and statements under discussion do not count."
    )


def show_statement(level: Level, statement: Statement) -> None:
    with st.container(border=True, key="opened"):
        st.html(level_html.opened(level, statement))
        below, above = st.columns(2, gap="medium")
        with below.container(key="links_from", gap="xsmall"):
            st.markdown("**Grows from**")
            lineage(
                ladder.grows_from(level, statement), "Nothing below it: this is new at this level."
            )
        with above.container(key="links_into", gap="xsmall"):
            st.markdown("**Grows into**")
            lineage(ladder.grows_into(level, statement), "Nothing above grows from it.")
        if not url.printing:
            with st.container(horizontal=True):
                for low, high in pairwise(
                    each for each in (ladder.below(level), level, ladder.above(level)) if each
                ):
                    layout.link(
                        layout.COMPARE,
                        f"Compare {escape_markdown(low.code)} with {escape_markdown(high.code)}",
                        context.named(CompareUrl(left=low.code, right=high.code)),
                        icon=":material/compare_arrows:",
                    )
                st.button(
                    "Add to my conversation list",
                    key="talk",
                    on_click=talk_about,
                    args=(Ref(level.code, statement.id),),
                    icon=":material/forum:",
                    type="tertiary",
                )
                layout.link(
                    layout.LEVELS,
                    f"Close, and read {escape_markdown(level.code)}",
                    of(level),
                    icon=":material/close:",
                )


def talk_about(topic: Ref) -> None:
    said = profile_session.talk_about(
        profile_session.profile_session(ladder, context.settings.personal), topic
    )
    st.toast(said, icon=":material/forum:")


def lineage(found: list[tuple[Level, Statement]], none: str) -> None:
    if not found:
        st.caption(none)
    for level, statement in found:
        label = (
            f"**{escape_markdown(level_code(level))}** {escape_markdown(visible(statement.text))}"
        )
        layout.link(layout.LEVELS, label, of(level, statement), width="stretch")


def show_level(level: Level) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(
            f"{escape_markdown(level.code)} · {escape_markdown(level.title)}",
            anchor=False,
            width="content",
        )
        statement = follow(level)
    if level.source:
        st.caption(escape_markdown(visible(level.source)))
    now = of(level, statement, url.view)
    url_sync.push_url("levels", now)
    with corner:
        layout.actions(context, layout.LEVELS, now, suggest=level)
    if statement:
        show_statement(level, statement)
    elif url.statement and url_changed:
        st.info(
            f"{escape_markdown(level.code)} has no statement “{escape_markdown(url.statement)}”. Here is the whole level."
        )
    st.html(context.once(("level", level.code, url.printing), lambda: whole(level)))
    if not url.printing:
        neighbours(level)


def whole(level: Level) -> str:
    if url.printing:
        return level_html.level(level, open_all=True)
    return level_html.level(level, cards=True)


def neighbours(level: Level) -> None:
    under, over = ladder.below(level), ladder.above(level)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="neighbours"):
        if under:
            layout.link(
                layout.LEVELS,
                f"{escape_markdown(level_code(under))} {escape_markdown(under.title)}",
                of(under),
                icon=":material/arrow_back:",
            )
        if over:
            layout.link(
                layout.LEVELS,
                f"{escape_markdown(level_code(over))} {escape_markdown(over.title)}",
                of(over),
                icon=":material/arrow_forward:",
                icon_position="right",
            )


with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    level = choose()
    corner = st.container(width="content")
if level:
    show_level(level)
else:
    if url.level and url_changed:
        st.info(
            f"There is no level “{escape_markdown(url.level)}” in this ladder. Here it is at a glance."
        )
    with corner:
        layout.actions(context, layout.LEVELS, of(view=url.view))
    url_sync.push_url("levels", of(view=url.view))
    show_glance()
