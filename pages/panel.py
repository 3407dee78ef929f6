"""Hiring panel: the bar of a level, who looks for what, a card alone, the cards together."""

import streamlit as st

from explorer.addresses import PanelAddress
from explorer.hiring import bar as bars
from explorer.hiring import bar_sheet, job
from explorer.model import Level
from explorer.profiles.profile import first_target
from explorer.ui import address as bar
from explorer.ui import frame, panel_card, panel_desk, panel_plan, panel_sheets, panel_together
from explorer.ui.escaping import escaped
from explorer.ui.panel_plan import held

here = frame.enter()
ladder = here.ladder
asked = bar.read(PanelAddress)
arrived = bar.arrived("panel")
LEVEL, SHOW, BESIDE = f"panel_level-{ladder.key}", "panel_show", "panel_beside"
THE_BAR, PLAN, CARD, TOGETHER, JOB = "bar", "plan", "card", "together", "job"
WAYS = {
    THE_BAR: "The bar",
    PLAN: "The plan",
    CARD: "My card",
    TOGETHER: "Together",
    JOB: "Job description",
}


def choose() -> Level:
    """The level in view: the address's, or the one that is chosen here."""
    codes = [level.code for level in ladder.levels]
    usual = first_target(ladder) or codes[0]
    if arrived and asked.level:
        st.session_state[LEVEL] = asked.level if asked.level in codes else usual
        if asked.level not in codes:
            st.info(
                f"There is no level “{escaped(asked.level[:60])}” here; this is {escaped(usual)}."
            )
    if st.session_state.get(LEVEL) not in codes:
        st.session_state[LEVEL] = usual
    if not asked.printing:
        st.segmented_control(
            "Level",
            codes,
            key=LEVEL,
            required=True,
            format_func=escaped,
            label_visibility="collapsed",
        )
    return next(level for level in ladder.levels if level.code == st.session_state[LEVEL])


def messages() -> None:
    if desk.alarm:
        st.warning(escaped(desk.alarm), icon=":material/warning:")
    if desk.notice:
        st.info(escaped(desk.notice), icon=":material/info:")
    desk.alarm = desk.notice = ""


def files() -> tuple[frame.File, ...]:
    """The sheet, to take along."""
    name = f"bar-{level.code}"
    return (
        frame.File(
            "The sheet as Markdown", bar_sheet.markdown(sheet), f"{name}.md", "text/markdown"
        ),
        frame.File("The sheet as a page", bar_sheet.document(sheet), f"{name}.html", "text/html"),
    )


def the_bar() -> None:
    """The sheet; on demand, what the level below or above asks instead."""
    others = {"": "The sheet"}
    for other in (ladder.below(level), ladder.above(level)):
        if other:
            others[other.code] = f"Beside {other.code}"
    if st.session_state.get(BESIDE) not in others:
        st.session_state[BESIDE] = ""
    if not asked.printing:
        st.segmented_control(
            "Beside it",
            list(others),
            key=BESIDE,
            required=True,
            label_visibility="collapsed",
            format_func=lambda code: escaped(others[code]),
        )
    other = ladder.level(st.session_state[BESIDE])
    if other:
        key = ("beside", level.code, other.code)
        st.html(
            here.once(
                key,
                lambda: panel_sheets.the_bar_beside(
                    sheet, other, bars.beside(ladder, level, other)
                ),
            )
        )
    else:
        st.html(here.once(("bar", level.code), lambda: panel_sheets.the_bar(sheet)))
    if level.draft:
        st.caption(f"{escaped(level.code)} is a draft: agree on it before you measure by it.")


def job_description() -> None:
    """A draft to edit here; what is edited is downloaded, and kept nowhere else."""
    made = job.draft(level)
    text = made if desk.draft is None else desk.draft
    st.markdown(
        "A first draft in the level's words, turned to “you”. Edit it; what a ladder cannot know is "
        "listed at its end. What is under discussion was left out."
    )
    key = held(f"panel_draft-{level.code}", text)
    with st.container(horizontal=True):
        st.download_button(
            "Download as Markdown",
            text,
            f"job-{level.code}.md",
            "text/markdown",
            icon=":material/download:",
            on_click="ignore",
        )
        with st.popover("Copy it", icon=":material/content_copy:"):
            st.code(text, language=None, wrap_lines=True, height=320)
        if desk.draft is not None:
            st.button("Back to the first draft", on_click=rewrite, args=(None,), type="tertiary")
    st.text_area(
        "The draft",
        key=key,
        height=560,
        label_visibility="collapsed",
        on_change=lambda: rewrite(st.session_state[key]),
    )


def rewrite(text: str | None) -> None:
    desk.draft = text


def printed() -> None:
    """The same on paper: all of it open, and nothing to press."""
    if show == PLAN:
        st.html(panel_sheets.slots(desk.plan, level))
    elif show == CARD:
        about = " · ".join(
            part for part in (level.code, desk.card.reference, desk.card.signed) if part
        )
        st.header(escaped(about), anchor=False)
        if desk.card.seen:
            st.html(panel_sheets.filled(desk.card, level))
        else:
            st.caption("This card is empty: fill it in first, on the page.")
    elif show == JOB:
        st.html(panel_sheets.draft(desk.draft or job.draft(level)))
    elif show == TOGETHER:
        panel_together.show(desk, ladder, level, printing=True)
    else:
        st.html(here.once(("bar", level.code), lambda: panel_sheets.the_bar(sheet)))


with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title("Hiring panel", anchor=False, width="content")
    show = frame.way("What to do", WAYS, SHOW, asked.show, "panel", asked.printing)
    place = st.container(width="content")
level = choose()
desk = panel_desk.desk(ladder, level)
sheet = bars.of(ladder, level)
now = here.named(
    PanelAddress(level=level.code, show="" if show == THE_BAR else show, view=asked.view)
)
with place:
    frame.actions(here, frame.PANEL, now, files=files() if show == THE_BAR else ())
messages()
if asked.printing:
    printed()
elif show == PLAN:
    panel_plan.show(desk, ladder, level)
elif show == CARD:
    panel_card.show(desk, ladder, level)
elif show == TOGETHER:
    panel_together.show(desk, ladder, level, printing=False)
elif show == JOB:
    job_description()
else:
    the_bar()
if not asked.printing:
    bar.settle("panel", now)
