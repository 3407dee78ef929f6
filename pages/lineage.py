"""Lineage: what each statement grows out of, one question at a time, for the keeper.

In personal use an answer is written into the level's file at once; a shared server writes no
files itself, and gives the answers as lines to paste.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from explorer.compare.lineage_choices import Question, questions
from explorer.errors import WriteError
from explorer.files.lineage_writer import lineage_lines, write_lineage
from explorer.model import Level
from explorer.render import html_parts, lineage_html
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.plurals import count
from explorer.text.translation import gettext as _
from explorer.ui import layout, url_sync
from explorer.ui.url_state import LineageUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(LineageUrl)
SKIPPED, ANSWERED, SAID, SEVERAL, LAST, AGAIN = (
    f"lineage_{name}" for name in ("skipped", "answered", "said", "several", "last", "again")
)
writes = context.settings.personal


def state(name: str) -> dict[tuple[str, str, str], list[str]]:
    """What was skipped or answered in this visit, by ladder, level and id."""
    held: dict[tuple[str, str, str], list[str]] = st.session_state.setdefault(name, {})
    return held


def key(question: Question) -> tuple[str, str, str]:
    return ladder.key, question.level.code, question.statement.id


def answer(question: Question, references: list[str]) -> None:
    if writes:
        try:
            write_lineage(
                Path(context.site.folder), question.level.file, {question.statement.id: references}
            )
        except WriteError as error:
            st.session_state[SAID] = str(error)
            return
        layout.look_again()
    state(ANSWERED)[key(question)] = references
    st.session_state[LAST] = question
    st.session_state.pop(AGAIN, None)
    st.session_state.pop(SEVERAL, None)


def skip(question: Question) -> None:
    state(SKIPPED)[key(question)] = []


def change_last() -> None:
    st.session_state[AGAIN] = st.session_state.pop(LAST)


def ask_again() -> None:
    st.session_state[SKIPPED] = {}


def open_ones() -> list[Question]:
    """What nobody has answered; made once for the ladder, as long as its files stay."""
    found = context.loaded.once((ladder.key, "lineage questions"), lambda: questions(ladder))
    return [question for question in found if key(question) not in state(ANSWERED)]


# -- one question ----------------------------------------------------------------------


def ask(question: Question, left: int) -> None:
    st.html(lineage_html.question(question, left))
    for number, choice in enumerate(question.choices, start=1):
        likely = choice is question.suggested
        st.button(
            escape_markdown(visible(choice.statement.text)),
            key=f"lineage_choice_{number}",
            shortcut=str(number),
            type="primary" if likely else "secondary",
            width="stretch",
            help=_("Likely: {why}", why=escape_markdown(choice.why))
            if likely and choice.why
            else None,
            on_click=answer,
            args=(question, [choice.statement.id]),
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="lineage_ways"):
        st.button(
            _("Grows out of none of them"),
            key="lineage_none",
            shortcut="0",
            on_click=answer,
            args=(question, []),
        )
        if AGAIN not in st.session_state:
            st.button(_("Skip"), key="lineage_skip", shortcut="S", on_click=skip, args=(question,))
        if LAST in st.session_state:
            st.button(_("Change the last answer"), key="lineage_change", on_click=change_last)
    others(question)


def others(question: Question) -> None:
    """Any statement of the level below, or several."""
    texts = {s.id: visible(s.text) for s in question.below.statements}
    chosen = st.multiselect(
        _("Another one of {code}, or several", code=escape_markdown(question.below.code)),
        list(texts),
        format_func=texts.__getitem__,
        key=SEVERAL,
    )
    if chosen:
        st.button(_("Accept these"), key="lineage_accept", on_click=answer, args=(question, chosen))


# -- around it -------------------------------------------------------------------------


def level_pills(found: Sequence[Question], chosen: Level) -> str:
    """The levels above the lowest, each with how many of its statements are open."""
    return html_parts.sheet(
        '<div class="chooser">',
        html_parts.choices(
            _("Level"),
            [
                html_parts.pill(
                    url_sync.path(layout.LINEAGE.path, context.named(LineageUrl(level=each.code))),
                    f"{each.code} {sum(question.level is each for question in found)}",
                    each is chosen,
                )
                for each in ladder.levels[1:]
            ],
        ),
        "</div>",
    )


def answers() -> None:
    """What was answered in this visit: already in the files, or as lines to paste."""
    held = {code: {} for _, code, _ in state(ANSWERED)}  # type: ignore[var-annotated]
    for (of, code, id), references in state(ANSWERED).items():
        if of == ladder.key:
            held[code][id] = references
    for code, entries in held.items():
        level = ladder.level(code)
        if not (level and entries):
            continue
        file = escape_markdown(level.file)
        said = (
            _("Written into {file}", file=file) if writes else _("To paste into {file}", file=file)
        )
        with st.expander(f"{said}: {count(len(entries), 'answer')}", expanded=not writes):
            st.code(
                f"lineage:\n{lineage_lines(entries)}",
                language="yaml",
            )


shown = context.named(LineageUrl(level=url.level, view=url.view))
layout.heading(_("Lineage"), context, layout.LINEAGE, shown)
if url.printing:
    st.html(lineage_html.listed(open_ones()))
elif len(ladder.levels) < 2:
    st.info(_("This ladder has one level: there is nothing below it to grow out of."))
else:
    found = open_ones()
    first = found[0].level if found else ladder.levels[-1]
    level = next((each for each in ladder.levels[1:] if each.code == url.level), first)
    st.html(level_pills(found, level))
    if SAID in st.session_state:
        st.error(escape_markdown(st.session_state.pop(SAID)))
    here = [question for question in found if question.level is level]
    asked = [question for question in here if key(question) not in state(SKIPPED)]
    again = st.session_state.get(AGAIN)
    if again and again.level.ladder == ladder.key:
        ask(again, len(here))
    elif asked:
        ask(asked[0], len(here))
    elif here:
        st.info(
            _(
                "{statements} of {code} skipped.",
                statements=count(len(here), "statement"),
                code=escape_markdown(level.code),
            )
        )
        st.button(_("Ask again"), on_click=ask_again)
    else:
        st.success(
            _(
                "Every statement of {code} has its lineage written.",
                code=escape_markdown(level.code),
            )
        )
        if LAST in st.session_state:
            st.button(_("Change the last answer"), key="lineage_change", on_click=change_last)
    answers()
    url_sync.push_url("lineage", shown)
