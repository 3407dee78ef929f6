"""Evidence on the profile page: dated notes to write, read, download and delete."""

import re
from datetime import date

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.model import Level, Ref
from explorer.profiles import profile_file
from explorer.profiles.profile import MAX_EVIDENCE, Evidence
from explorer.render import promotion_packet
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import day
from explorer.text.translation import gettext as _
from explorer.ui import download, profile_session
from explorer.ui.profile_session import ProfileSession

NOTES = "evidence_notes"
_WRONG = "evidence_wrong"
WEB = re.compile(r"https?://[^\s<>\"]+")


def show(session: ProfileSession, level: Level) -> None:
    """Notes on one's own work, to add, read, download and delete."""
    st.markdown(
        _(
            "Short dated notes on what you did, with links: a record of good work to start a conversation or a promotion document from."
        )
    )
    write, read = st.columns([2, 3], gap="large")
    with write:
        _add(session, level)
    with read:
        notes = [note for note in session.profile.evidence if note.about.level == level.code]
        download.button(
            _("Promotion document (draft)"),
            lambda: promotion_packet.skeleton(session.profile, level),
            f"towards-{level.code}.md",
            "text/markdown",
            type="tertiary",
        )
        if not notes:
            st.caption(_("No notes on {code} yet.", code=escape_markdown(level.code)))
        for number, note in enumerate(notes):
            show_note(session, level, number, note)


def show_note(
    session: ProfileSession, level: Level, number: int, note: Evidence, printing: bool = False
) -> None:
    """One note with what it is about; on paper there is nothing to press."""
    with st.container(border=True):
        _what_it_says(level, note)
        with st.container(horizontal=True, vertical_alignment="center"):
            _links(note)
            if not printing:
                st.button(
                    _("Delete"),
                    key=f"evidence-{number}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_delete,
                    args=(session, note),
                )


def read_note(level: Level, note: Evidence) -> None:
    """A note of somebody else's, which is there to be read."""
    with st.container(border=True):
        _what_it_says(level, note)
        if note.links:
            with st.container(horizontal=True, vertical_alignment="center"):
                _links(note)


def _what_it_says(level: Level, note: Evidence) -> None:
    about = level.competency(note.about.id) if note.whole_competency else None
    statement = None if note.whole_competency else level.statement(note.about.id)
    named = about.name if about else visible(statement.text) if statement else note.about.id
    lost = "" if about or statement else _(" (no longer in the ladder)")
    st.caption(f"{day(note.date)} · {escape_markdown(named)}{lost}")
    st.markdown(escape_markdown(note.text))


def _links(note: Evidence) -> None:
    for link in note.links:
        # Not urlsplit: it raises for some of what a file may say here.
        host = re.split(r"[/?#\\]", link.partition("//")[2])[0] or link
        st.link_button(escape_markdown(host), link, icon=":material/link:", type="tertiary")


def _delete(session: ProfileSession, note: Evidence) -> None:
    profile_session.change(session, session.profile.without_evidence(note))


def _add(session: ProfileSession, level: Level) -> None:
    choices: dict[str, str] = {}
    for competency in level.competencies:
        choices[f"*{competency.key}"] = _(
            "{icon} {name}, as a whole", icon=competency.icon, name=competency.name
        ).strip()
        for statement in competency.statements:
            choices[statement.id] = visible(statement.text)
    # A new number empties the form: only once the note is taken, so that nothing is lost.
    number = st.session_state.setdefault(NOTES, 0)
    with st.form(f"evidence-{number}"):
        st.selectbox(
            _("About"),
            list(choices),
            format_func=choices.__getitem__,
            key=f"evidence_about-{number}",
        )
        st.text_area(
            _("What you did, and what came of it"), key=f"evidence_text-{number}", max_chars=4000
        )
        st.text_input(_("Link (optional)"), key=f"evidence_link-{number}", placeholder="https://…")
        st.date_input(_("When"), "today", key=f"evidence_on-{number}", format=_("YYYY/MM/DD"))
        # A press that is asked for in the page's run is lost where another follows it at once.
        st.form_submit_button(
            _("Add the note"), type="primary", on_click=_submit, args=(session, level, number)
        )
        if wrong := st.session_state.pop(_WRONG, ""):
            st.warning(wrong)


def _submit(session: ProfileSession, level: Level, number: int) -> None:
    about, text, link, on = (
        st.session_state[f"evidence_{what}-{number}"] for what in ("about", "text", "link", "on")
    )
    st.session_state[_WRONG] = _take(session, level, about, readable(text), link.strip(), on)
    if not st.session_state[_WRONG]:
        st.session_state[NOTES] = number + 1


def _take(session: ProfileSession, level: Level, about: str, text: str, link: str, on: date) -> str:
    """Add the note; gives what is wrong with it, if something is."""
    if not text:
        return _("The note is empty: say what you did.")
    if link and not WEB.fullmatch(link):
        return _(
            "“{link}” is not a web address: it should begin with https://",
            link=escape_markdown(link[:80]),
        )
    if len(session.profile.evidence) >= MAX_EVIDENCE:
        return _(
            "There can be at most {max_evidence} notes; delete one first.",
            max_evidence=MAX_EVIDENCE,
        )
    ref = Ref(level.code, about.removeprefix("*"))
    links = (link,) if link else ()
    note = Evidence(on.isoformat(), ref, text, links, about.startswith("*"))
    more = session.profile.with_evidence(note)
    unfit = profile_file.storage_problem(more)
    if unfit:
        return _(
            "The note was not added, because the file could not be read back: {unfit}.",
            unfit=escape_markdown(unfit),
        )
    profile_session.update_with_retry(session, lambda profile: profile.with_evidence(note))
    return ""
