"""The plan on the hiring panel's page: conversations, who looks for what, a card for each."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from explorer.files.paths import printable_name
from explorer.interviews import prompts
from explorer.interviews.interview_files import MAX_NAME, one_line
from explorer.interviews.interview_sheet import interview_sheet
from explorer.interviews.plan import (
    MAX_INTERVIEWS,
    Interview,
    InterviewPlan,
    coverage,
    dump_plan,
    expectations,
    prompts_by_statement,
)
from explorer.model import Ladder, Level, Statement
from explorer.render.html_parts import copy_link
from explorer.render.interview_markdown import interview_markdown
from explorer.render.plan_html import coverage_html
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_label, escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import download, panel_session
from explorer.ui.panel_session import PanelSession

_UPLOADS = "panel_plan_uploads"
_INTERVIEW, CARD_INTERVIEW = "panel_slot", "panel_card_slot"


def bound_key(key: str, value: object, in_popover: bool = False) -> str:
    """The key of a widget that shows what the visit's memory says.

    The browser builds what is in a popover only once it is opened: a value that was sent
    before is lost by then (the names of the interviews were empty), so it is sent each time.
    """
    if in_popover or st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def show(
    session: PanelSession, ladder: Ladder, level: Level, address: Callable[[str], str]
) -> None:
    """The plan: what it covers, who looks for what, and the conversations' cards. `address`
    gives that of an interview's card."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"**{escape_markdown(coverage(session.plan, level).sentence)}**")
        st.html(coverage_html(session.plan, level))
    with right:
        _file(session, ladder, level)
    st.header(_("Who covers what"), anchor=False)
    _conversations(session)
    _assignments(session, level)
    st.header(_("A sheet for each interview"), anchor=False)
    _cards(session, level, address)


def _change(session: PanelSession, plan: InterviewPlan) -> None:
    session.plan, session.info, session.error = plan, "", ""


def _file(session: PanelSession, ladder: Ladder, level: Level) -> None:
    """The reference, and the plan's file: nothing else keeps it."""
    with st.container(border=True, key="plan_file"):
        key = bound_key("panel_reference", session.plan.reference)
        st.text_input(
            _("Reference"),
            key=key,
            max_chars=MAX_NAME,
            placeholder=_("2026-11 / blue"),
            on_change=lambda: _change(session, session.plan.with_reference(st.session_state[key])),
        )
        st.caption(_(panel_session.NO_NAMES))
        with st.container(horizontal=True):
            download.button(
                _("Download the plan"),
                lambda: dump_plan(session.plan),
                file_name("plan", level.code, session.plan.reference) + ".yaml",
                "application/yaml",
                key="download-plan",
            )
            with st.popover(_("Open a plan"), icon=":material/upload:"):
                upload(session, ladder, level)
        if session.before is not None:
            st.button(
                _("Undo: back to my earlier plan"),
                on_click=panel_session.undo,
                args=(session,),
                icon=":material/undo:",
            )


def upload(session: PanelSession, ladder: Ladder, level: Level) -> None:
    """The field for a plan's file; it is empty again afterwards."""
    number = st.session_state.setdefault(_UPLOADS, 0)
    key = f"panel_plan-{number}"

    def take() -> None:
        file = st.session_state.get(key)
        if file is not None:
            panel_session.open_plan(
                session, ladder, level, printable_name(file.name), file.getvalue()
            )
            st.session_state[_UPLOADS] = number + 1
            # The conversations are others now; so may be the one that a card is for.
            st.session_state.pop(CARD_INTERVIEW, None)

    st.file_uploader(
        _("A plan you downloaded before, or were given"),
        type=["yaml", "yml"],
        max_upload_size=FILE_MEGABYTES,
        key=key,
        on_change=take,
    )


# -- conversations ---------------------------------------------------------------------


def _conversations(session: PanelSession) -> None:
    names = ", ".join(
        escape_markdown(interview.name) for interview in session.plan.interviews
    ) or _("none yet")
    with st.container(horizontal=True, vertical_alignment="center", key="conversations"):
        st.markdown(_("Interviews: {names}", names=names))
        with st.popover(_("Edit"), icon=":material/edit:", type="tertiary"):
            for number, interview in enumerate(session.plan.interviews):
                _conversation(session, number, interview)
            st.text_input(
                _("Add an interview"),
                key=bound_key("panel_more", ""),
                max_chars=MAX_NAME,
                on_change=_add,
                args=(session,),
                disabled=len(session.plan.interviews) >= MAX_INTERVIEWS,
            )


def _conversation(session: PanelSession, number: int, interview: Interview) -> None:
    key = bound_key(f"panel_slot_name-{number}", interview.name, in_popover=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Interview {value}", value=number + 1),
            key=key,
            max_chars=MAX_NAME,
            on_change=_rename,
            args=(session, interview.name, key),
        )
        st.button(
            _("Remove"),
            key=f"panel_slot_off-{number}",
            icon=":material/close:",
            type="tertiary",
            on_click=lambda: _change(session, session.plan.without_interview(interview.name)),
        )


def _add(session: PanelSession) -> None:
    name = st.session_state["panel_more"]
    if session.plan.interview(one_line(name)):
        session.info = _("There is already an interview with that name.")
        return
    _change(session, session.plan.with_interview(name))


def _rename(session: PanelSession, name: str, key: str) -> None:
    wanted = one_line(st.session_state[key])
    if wanted != name and session.plan.interview(wanted):
        session.info = _("There is already an interview with that name.")
        return
    panel_session.rename(session, name, wanted)


def _assignments(session: PanelSession, level: Level) -> None:
    names = [interview.name for interview in session.plan.interviews]
    if not names:
        st.info(_("Add an interview first, then choose what it covers."))
        return
    for competency in level.competencies:
        asked = [s for s in expectations(level) if s.competency == competency.key]
        if not asked:
            continue
        ids = [s.id for s in asked]
        covered = sum(bool(session.plan.interviews_for(id)) for id in ids)
        st.subheader(
            _(
                "{icon} {name} :small[{covered} of {number} covered]",
                icon=escape_markdown(competency.icon),
                name=escape_markdown(competency.name),
                covered=covered,
                number=len(ids),
            ).strip(),
            anchor=False,
        )
        if len(ids) > 1:
            _whole_competency(session, level, competency.key, ids)
        with st.container(key=f"assign-{competency.key}", gap="small"):
            for statement in asked:
                looking = list(session.plan.interviews_for(statement.id))
                state = "" if len(looking) == 1 else f"{_state(len(looking))} · "
                key = bound_key(f"panel_covers-{level.code}-{statement.id}", looking)
                st.pills(
                    f"{state}{escape_label(visible(statement.text))}",
                    names,
                    selection_mode="multi",
                    key=key,
                    format_func=escape_markdown,
                    on_change=_assign,
                    args=(session, statement.id, key),
                )


def _whole_competency(
    session: PanelSession, level: Level, competency: str, ids: Sequence[str]
) -> None:
    """All expectations of a competency at once."""
    interviews = session.plan.interviews
    key = bound_key(
        f"panel_all-{level.code}-{competency}", [i.name for i in interviews if i.covers(ids)]
    )
    st.pills(
        _("All {number} at once", number=len(ids)),
        [interview.name for interview in interviews],
        selection_mode="multi",
        key=key,
        format_func=escape_markdown,
        on_change=lambda: _change(session, session.plan.covering(ids, st.session_state[key])),
    )


def _state(number: int) -> str:
    return _("○ Not covered yet") if not number else _("◎ In {number} interviews", number=number)


def _assign(session: PanelSession, id: str, key: str) -> None:
    _change(session, session.plan.assigned(id, st.session_state[key]))


# -- cards -----------------------------------------------------------------------------


def _cards(session: PanelSession, level: Level, address: Callable[[str], str]) -> None:
    names = [interview.name for interview in session.plan.interviews]
    if not names:
        return
    if st.session_state.get(_INTERVIEW) not in names:
        st.session_state[_INTERVIEW] = names[0]
    st.segmented_control(
        _("Interview"),
        names,
        key=_INTERVIEW,
        required=True,
        format_func=escape_markdown,
        label_visibility="collapsed",
    )
    interview = session.plan.interview(st.session_state[_INTERVIEW])
    if interview is None:
        return
    default_prompts = prompts.default_prompts(level)
    text = interview_markdown(interview_sheet(session.plan, interview, level, default_prompts))
    with st.container(horizontal=True, vertical_alignment="center", key="card_actions"):
        download.button(
            _("Sheet as Markdown"),
            text,
            f"{file_name(interview.name)}.md",
            "text/markdown",
            key="download-interview",
            type="tertiary",
        )
        with st.popover(_("Copy the sheet"), icon=":material/content_copy:", type="tertiary"):
            st.code(text, language=None, wrap_lines=True, height=320)
        st.html(copy_link(_("Copy link to its scorecard"), address(interview.name)))
    asked = prompts_by_statement(interview, level, default_prompts)
    if not asked:
        st.caption(_("This interview covers nothing yet: assign expectations to it above."))
        return
    st.caption(
        _(
            "Opening questions for each subject, one per line, made from the ladder. Rephrase them as you like; an empty field goes back to the ladder's."
        )
    )
    with st.container(key=f"opened-by-{level.code}"):
        for statement, said in asked:
            _prompts(
                session, level, interview, statement, said, default_prompts.get(statement.id, ())
            )


def _prompts(
    session: PanelSession,
    level: Level,
    interview: Interview,
    statement: Statement,
    said: Sequence[str],
    default_prompts: Sequence[str],
) -> None:
    key = bound_key(f"panel_ask-{level.code}-{interview.name}-{statement.id}", "\n".join(said))
    st.text_area(
        escape_label(visible(statement.text)),
        key=key,
        height="content",
        on_change=_ask,
        args=(session, interview.name, statement.id, key, default_prompts),
    )
    for each in filter(prompts.is_closed_question, said):
        st.caption(
            _(
                "“{each}” can be answered with yes or no; “how”, “what” and “Tell us about …” invite more.",
                each=escape_markdown(each),
            )
        )


def _ask(
    session: PanelSession, interview: str, id: str, key: str, default_prompts: Iterable[str]
) -> None:
    lines = [line for line in st.session_state[key].splitlines() if line.strip()]
    own = None if not lines or tuple(lines) == tuple(default_prompts) else lines
    _change(session, session.plan.with_prompts(interview, id, own))


def file_name(*parts: str) -> str:
    """A name for a file, of what tells it from the panel's others."""
    words = "".join(c if c.isalnum() else " " for c in " ".join(parts)).split()
    return "-".join(words)[:100] or "card"
