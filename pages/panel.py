"""Hiring panel: the bar of a level, who looks for what, a card alone, the cards together."""

from dataclasses import replace

import streamlit as st

from explorer.interviews.rubric import compare_with_neighbour, neighbours_by_statement, rubric_of
from explorer.model import Level
from explorer.profiles.profile import first_target
from explorer.render import html_parts
from explorer.render.job_description_html import job_description_html
from explorer.render.job_description_markdown import job_description_markdown, parts_of
from explorer.render.plan_html import interviews_html
from explorer.render.rubric_html import neighbour_rubric_html, rubric_document, rubric_sheet_html
from explorer.render.rubric_markdown import rubric_markdown
from explorer.render.scorecard_html import scorecard_html
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import (
    debrief_view,
    download,
    layout,
    panel_session,
    plan_view,
    room_for_panel,
    room_frame,
    room_session,
    scorecard_view,
    storage_panel,
    url_sync,
    visitor,
)
from explorer.ui.plan_view import CARD_INTERVIEW, bound_key
from explorer.ui.url_state import PanelUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(PanelUrl)
url_changed = url_sync.url_changed("panel")
LEVEL, SHOW = f"panel_level-{ladder.key}", "panel_show"
RUBRIC, PLAN, CARD, DEBRIEF, JOB = "bar", "plan", "card", "together", "job"
VIEWS = {
    RUBRIC: _("The bar"),
    PLAN: _("Plan"),
    CARD: _("My scorecard"),
    DEBRIEF: _("Debrief"),
    JOB: _("Job description"),
}


def choose() -> Level:
    """The level in view: the address's, or the one that is chosen here."""
    codes = [level.code for level in ladder.levels]
    usual = first_target(ladder) or codes[0]
    if url_changed and url.level:
        st.session_state[LEVEL] = url.level if url.level in codes else usual
        if url.level not in codes:
            st.info(
                _(
                    "There is no level “{value}” here; this is {usual}.",
                    value=escape_markdown(url.level[:60]),
                    usual=escape_markdown(usual),
                )
            )
    if st.session_state.get(LEVEL) not in codes:
        st.session_state[LEVEL] = usual
    return next(level for level in ladder.levels if level.code == st.session_state[LEVEL])


def neighbours() -> list[Level]:
    return [each for each in (ladder.below(level), ladder.above(level)) if each]


def choices() -> str:
    """The levels, and for the bar those it can be seen next to, as links in one row."""
    levels = html_parts.choices(
        _("Level"),
        [
            html_parts.pill(
                path(replace(now, level=each.code, beside="")), each.code, each is level
            )
            for each in ladder.levels
        ],
    )
    if show != RUBRIC:
        return f'<div class="chooser">{levels}</div>'
    beside = html_parts.choices(
        _("Next to"),
        [
            html_parts.pill(
                path(replace(now, beside="" if each is other else each.code)),
                each.code,
                each is other,
            )
            for each in neighbours()
        ],
    )
    return f'<div class="chooser">{levels}{beside}</div>'


def interview_in_view() -> str:
    """The number of the interview that a card is for. An address that came before its plan
    waits for it."""
    number = session.plan.number_of(st.session_state.get(CARD_INTERVIEW) or "")
    waits = not any(each.expectations for each in session.plan.interviews)
    return number or (url.interview if waits else "")


def card_address(interview: str) -> str:
    """Where the card of an interview is filled in, to send to whoever leads it."""
    return path(replace(now, show=CARD, interview=session.plan.number_of(interview)))


def path(address: PanelUrl) -> str:
    return url_sync.path(layout.PANEL.path, address)


def messages() -> None:
    if session.error:
        st.warning(escape_markdown(session.error), icon=":material/warning:")
    if session.info:
        st.info(escape_markdown(session.info), icon=":material/info:")
    if not visitor.asked():
        # The browser's answer draws the page once more, within the second.
        session.error = session.info = ""


def keeping() -> None:
    """Whether what one writes is kept, in one line, with what can be done about it."""
    if not session.holds_something and session.kept is None and not session.damaged:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="panel_keep"):
        if session.kept is not None and not session.damaged:
            st.markdown(storage_panel.kept_where(), width="content", help=who_reads())
            st.button(_("Delete"), type="tertiary", on_click=panel_session.forget, args=(session,))
        elif not visitor.can_keep():
            st.markdown(
                _("Not kept: a reload loses it. Download it before you leave."),
                width="content",
            )
        elif session.damaged or not session.declined:
            st.markdown(_("Not kept yet."), width="content")
            st.button(
                _("Replace what is kept") if session.damaged else storage_panel.keep_label(),
                type="primary",
                help=who_reads(),
                on_click=panel_session.keep,
                args=(session,),
            )
            if not session.damaged:
                st.button(_("Not now"), type="tertiary", on_click=decline)


def who_reads() -> str | None:
    """Who can read what is kept, where that is not plain."""
    if visitor.by_browser():
        return _(
            "{encrypted} My profile has the phrase that opens it elsewhere.",
            encrypted=_(storage_panel.ENCRYPTED),
        )
    signed_in = _("Nobody else sees it. Whoever runs the server can read its database.")
    return signed_in if visitor.database() else None


def decline() -> None:
    session.declined = True


def files() -> tuple[layout.DownloadFile, ...]:
    """The sheet as a file."""
    name = f"bar-{level.code}"
    return (
        layout.DownloadFile(
            _("The sheet as Markdown"), rubric_markdown(sheet), f"{name}.md", "text/markdown"
        ),
        layout.DownloadFile(
            _("The sheet as a page"), rubric_document(sheet), f"{name}.html", "text/html"
        ),
    )


def show_rubric() -> None:
    """The sheet; on demand, what the level below or above asks instead."""
    if other:
        key = ("beside", level.code, other.code)
        st.html(
            context.once(
                key,
                lambda: neighbour_rubric_html(
                    sheet, other, compare_with_neighbour(ladder, level, other)
                ),
            )
        )
    else:
        st.html(context.once(("bar", level.code), lambda: rubric_sheet_html(sheet)))
    if level.draft:
        st.caption(
            _(
                "{code} is a draft: agree on it before you hire by it.",
                code=escape_markdown(level.code),
            )
        )


def show_job_description() -> None:
    """A draft to edit here; what is edited is downloaded, and kept with the panel."""
    made = job_description_markdown(level, session.parts)
    text = made if session.draft is None else session.draft
    st.markdown(
        _(
            "A first draft in the level's own words, addressed to “you”. Edit it; what a ladder cannot know is listed at the end. Statements under discussion are left out."
        )
    )
    if session.draft is None:
        choose_parts()
    key = bound_key(f"panel_draft-{level.code}", text)
    with st.container(horizontal=True):
        download.button(
            _("Download as Markdown"),
            text,
            f"job-{level.code}.md",
            "text/markdown",
        )
        with st.popover(_("Copy it"), icon=":material/content_copy:"):
            st.code(text, language=None, wrap_lines=True, height=320)
        if session.draft is not None:
            st.button(_("Back to the first draft"), on_click=rewrite, args=(None,), type="tertiary")
    st.text_area(
        _("The draft"),
        key=key,
        height=560,
        label_visibility="collapsed",
        on_change=lambda: rewrite(st.session_state[key]),
    )


def choose_parts() -> None:
    """What the first draft covers; what is edited is cut by hand."""
    names = parts_of(level)
    if not names:
        return
    chosen = list(names) if session.parts is None else session.parts
    key = bound_key(f"panel_parts-{level.code}", chosen)
    st.pills(
        _("It covers"),
        list(names),
        selection_mode="multi",
        key=key,
        format_func=lambda part: escape_markdown(names.get(str(part), "")),
        on_change=lambda: cover(st.session_state[key]),
    )


def cover(parts: list[str]) -> None:
    session.parts = parts


def rewrite(text: str | None) -> None:
    session.draft = text


def printed() -> None:
    """The same on paper: all of it open, and nothing to press."""
    if show == PLAN:
        st.html(interviews_html(session.plan, level))
    elif show == CARD:
        about = " · ".join(
            part
            for part in (level.code, session.scorecard.reference, session.scorecard.author)
            if part
        )
        st.header(escape_markdown(about), anchor=False)
        if session.scorecard.observations:
            st.html(scorecard_html(session.scorecard, level))
        else:
            st.caption(_("This scorecard is empty: fill it in on the page first."))
    elif show == JOB:
        st.html(
            job_description_html(session.draft or job_description_markdown(level, session.parts))
        )
    elif show == DEBRIEF:
        debrief_view.show(session, ladder, level, printing=True)
    else:
        st.html(context.once(("bar", level.code), lambda: rubric_sheet_html(sheet)))


def in_room() -> None:
    """The room that the address names."""
    inside = room_frame.enter(url.room, _("Hiring panel"), room_for_panel.name_of)
    if inside is None:
        layout.link(layout.PANEL, _("Hiring panel without a room"), context.named(PanelUrl()))
        return
    there = context.site.ladder(inside.room.ladder)
    about = there.level(inside.room.level) if there else None
    if there is None or about is None:
        st.info(_("This room is about a level that is not here (any more)."))
        return
    beside = context.loaded.once(
        (there.key, "neighbours", about.code), lambda: neighbours_by_statement(there, about)
    )
    room_for_panel.show(inside, there, about, beside)
    room_session.follow(inside)


if url.room:
    in_room()
    url_sync.push_url("panel", url)
else:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title(_("Hiring panel"), anchor=False, width="content")
        show = layout.view_switch(_("What to do"), VIEWS, SHOW, url.show, "panel", url.printing)
        place = st.container(width="content")
    level = choose()
    session = panel_session.panel_session(ladder, level)
    if url_changed and url.interview:
        st.session_state.pop(CARD_INTERVIEW, None)
    sheet = rubric_of(ladder, level)
    other = next(
        (each for each in neighbours() if each.code == url.beside and show == RUBRIC), None
    )
    now = context.named(
        PanelUrl(
            level=level.code,
            show="" if show == RUBRIC else show,
            view=url.view,
            beside=other.code if other else "",
            interview=interview_in_view() if show == CARD else "",
        )
    )
    with place:
        layout.actions(context, layout.PANEL, now, files=files() if show == RUBRIC else ())
    # Places of their own: where what is said came and went between the others, each press on the
    # card below was there twice until the page was drawn, and one of the two led nowhere.
    with st.container():
        messages()
    if not url.printing:
        st.html(html_parts.sheet(choices()))
        with st.container():
            if show in (PLAN, CARD, JOB):
                keeping()
        if show == PLAN:
            room_for_panel.offer(session, ladder, level)
    if url.printing:
        printed()
    elif show == PLAN:
        plan_view.show(session, ladder, level, card_address)
    elif show == CARD:
        beside = context.loaded.once(
            (ladder.key, "neighbours", level.code), lambda: neighbours_by_statement(ladder, level)
        )
        scorecard_view.show(session, ladder, level, beside, url.interview)
        now = replace(now, interview=interview_in_view())
    elif show == DEBRIEF:
        debrief_view.show(session, ladder, level, printing=False)
    elif show == JOB:
        show_job_description()
    else:
        show_rubric()
    if not url.printing:
        url_sync.push_url("panel", now)
    panel_session.save_rest(session)
