"""Levels: the ladder at a glance, or one level whose statements open their cards."""

import streamlit as st

from explorer.model import Level
from explorer.render import level_html
from explorer.render.level_text import level_code
from explorer.render.statement_html import reference
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import layout, profile_session, url_sync
from explorer.ui.url_state import LevelsUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(LevelsUrl)
url_changed = url_sync.url_changed("levels")
GLANCE = _("At a glance")
CHOOSER, OWN = "levels_level", f"levels_own-{ladder.key}"


def of(level: Level | None = None, view: str = "") -> LevelsUrl:
    return context.named(LevelsUrl(level=level.code if level else "", view=view))


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
        _("Level"),
        [GLANCE, *codes],
        key=CHOOSER,
        required=True,
        label_visibility="collapsed",
        format_func=escape_markdown,
    )
    return ladder.level(st.session_state[CHOOSER])


def own_level() -> str:
    """The code of the level where the reader is today, as their profile says; or none."""
    return profile_session.profile_session(ladder).profile.current


def say_own_level() -> None:
    """Where the reader is today: said here or in the profile, and every page knows it."""
    codes = [level.code for level in ladder.levels]
    own = own_level()
    st.session_state[OWN] = own if own in codes else None
    whose = _("I am at") if profile_session.perspective() == "self" else _("They are at")
    st.selectbox(
        whose,
        codes,
        index=None,
        key=OWN,
        placeholder=f"{whose} …",
        label_visibility="collapsed",
        format_func=lambda code: f"{whose} {code}",
        on_change=keep_own_level,
        width=150,
    )


def keep_own_level() -> None:
    session = profile_session.profile_session(ladder)
    profile_session.change(session, session.profile.with_current(st.session_state[OWN] or ""))
    if session.error:
        st.toast(escape_markdown(session.error), icon=":material/warning:")
        session.error = ""


def show_glance() -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(escape_markdown(ladder.name), anchor=False, width="content")
        if not url.printing:
            say_own_level()
    own = "" if url.printing else own_level()
    st.html(context.once(("overview", own), lambda: level_html.overview(ladder, own=own)))
    if ladder.meeting_a_level:
        st.caption(escape_markdown(visible(ladder.meeting_a_level)))


def open_card(level: Level) -> None:
    """Older links name a statement of a level: its card is opened over the level."""
    if level.statement(url.statement):
        if not url.printing:
            url_sync.open_card(reference(ladder.key, level.code, url.statement))
    elif url.statement and url_changed:
        st.info(
            _(
                "{code} has no statement “{statement}”. Here is the whole level.",
                code=escape_markdown(level.code),
                statement=escape_markdown(url.statement),
            )
        )


def show_level(level: Level) -> None:
    st.title(f"{escape_markdown(level.code)} · {escape_markdown(level.title)}", anchor=False)
    if level.source:
        st.caption(escape_markdown(visible(level.source)))
    open_card(level)
    now = of(level, url.view)
    url_sync.push_url("levels", now)
    with corner:
        layout.actions(context, layout.LEVELS, now, suggest=level)
    st.html(context.once(("level", level.code, url.printing), lambda: whole(level)))
    if not url.printing:
        neighbours(level)


def whole(level: Level) -> str:
    if url.printing:
        return level_html.level(level, open_all=True)
    return level_html.level(level, ladder)


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
            _(
                "There is no level “{level}” in this ladder. Here it is at a glance.",
                level=escape_markdown(url.level),
            )
        )
    with corner:
        layout.actions(context, layout.LEVELS, of(view=url.view))
    url_sync.push_url("levels", of(view=url.view))
    show_glance()
