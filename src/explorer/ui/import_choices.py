"""What a visitor decides about the documents on the page Add a ladder, before anything is written.

Answers to the importer's questions, what a name is, and where it goes what no rule could place.
All of it is kept as steps in the session, so that the last one can be taken back; the import
is done again with them.
"""

from collections.abc import Iterable
from typing import Any, get_args

import streamlit as st
from pydantic import ValidationError

from explorer.drafts.decisions import UNDECIDED, Decisions, Role
from explorer.files.yaml_reader import readable
from explorer.importing.decided_drafts import pieces
from explorer.importing.decisions_said import in_words
from explorer.importing.imported_ladder import Question
from explorer.importing.pipeline import ImportResult
from explorer.importing.report import unplaced
from explorer.render.import_report_html import sides_html, what_changed
from explorer.server.import_process import ImportOutcome
from explorer.text.lazy_messages import translated
from explorer.text.markdown_escape import escape_label, escape_markdown
from explorer.text.translation import N_, ngettext
from explorer.text.translation import gettext as _
from explorer.updating.merging import Take
from explorer.updating.update_plan import UpdatePlan

_STEPS, _WRONG, _ASKED = "add_decided", "add_decided_wrong", "add_asked"
_NAMES, _IS, _CODE = "add_names", "add_is", "add_code"
_INTO, _GOES = "add_into", "add_goes_into"
_SIDE, _TAKEN = "add_side", "add_taken"
_LINES, _LEVEL, _COMPETENCY, _KIND = "add_lines", "add_level", "add_competency", "add_kind"
# More at once is no conversation; the others follow once these are answered.
_QUESTIONS = 5
# What changed on both sides; who has more edits the files.
_SIDES = 20
# A list to choose from that still opens at once.
_MOST_LINES = 300
_LONGEST = 110

_USES: dict[str, str] = {
    "levels": N_("a level"),
    "not_levels": N_("no level"),
    "competency": N_("a competency"),
    "scope": N_("a scope"),
    "fact": N_("a fact"),
    "examples": N_("a column with examples"),
    "scopes": N_("a column with scopes"),
    "left out": N_("a column to leave out"),
}
_KINDS: dict[str, str] = {
    "statement": N_("Statement"),
    "tentative": N_("Tentative"),
    "example": N_("Example"),
    "note": N_("Note"),
}


def decided() -> Decisions:
    """All that was decided on the page so far."""
    made = UNDECIDED
    for step in st.session_state.get(_STEPS, ()):
        made = step.over(made)
    return made


def forget() -> None:
    """Begin anew, as with other documents."""
    st.session_state.pop(_STEPS, None)
    st.session_state.pop(_GOES, None)
    st.session_state.pop(_TAKEN, None)


def goes_into() -> str | None:
    """The ladder to merge into: its key, "" for none, None for what suits."""
    chosen: str | None = st.session_state.get(_GOES)
    return chosen


def offer_merge(outcome: ImportOutcome) -> None:
    """Where it goes, if there are ladders that it may be a new export of."""
    ladders = outcome.result.ladders
    if len(ladders) != 1 or not outcome.recorded:
        return
    key = ladders[0].key
    choices: dict[str | None, str] = (
        {
            None: _("Merge into {key}, so that what was edited stays", key=key),
            "": _("Replace {key}", key=key),
        }
        if key in outcome.recorded
        else {None: _("A new ladder, {key}", key=key)}
    )
    choices |= {each: _("Merge into {key}", key=each) for each in outcome.recorded if each != key}
    values = list(choices)
    now = goes_into()
    st.selectbox(
        _("Where it goes"),
        values,
        index=values.index(now) if now in values else 0,
        format_func=lambda value: choices[value],
        key=_INTO,
        on_change=_keep_choice,
    )


def _keep_choice() -> None:
    # The field is not drawn while the documents are read again, and Streamlit forgets it then.
    st.session_state[_GOES] = st.session_state[_INTO]


def taken() -> Take:
    """The labels of changes on both sides of which the documents' is taken."""
    return frozenset(st.session_state.get(_TAKEN, ()))


def choose_sides(merge: UpdatePlan) -> None:
    """What changed here and in the documents, each to be chosen; else it stays as it is here."""
    both = merge.of_both_sides()
    if not both:
        return
    st.header(_("Changed on both sides"), anchor=False)
    for number, change in enumerate(both[:_SIDES]):
        with st.container(border=True, key=f"side_{number}"):
            st.html(sides_html(change))
            key = f"{_SIDE}_{change.label}"
            st.segmented_control(
                escape_label(what_changed(change)),
                [False, True],
                default=change.chosen,
                required=True,
                format_func=lambda theirs: (
                    _("Take the documents'") if theirs else _("Keep what is here")
                ),
                key=key,
                on_change=_choose_side,
                args=(change.label, key),
            )
    if (more := len(both) - _SIDES) > 0:
        st.caption(
            ngettext(
                "{number} more stays as it is here", "{number} more stay as they are here", more
            )
        )


def _choose_side(label: str, key: str) -> None:
    # The field is not drawn while the documents are read again, and Streamlit forgets it then.
    theirs = bool(st.session_state[key])
    st.session_state[_TAKEN] = taken() | {label} if theirs else taken() - {label}


def show_decided() -> None:
    """What was decided on the page, and the way back."""
    if not st.session_state.get(_STEPS):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        questions = st.session_state.get(_ASKED, {})
        said = escape_markdown("; ".join(in_words(decided(), questions)))
        st.markdown(_("You said: {what}.", what=said), width="content")
        st.button(_("Undo"), on_click=_undo, icon=":material/undo:", type="tertiary")


def ask(made: ImportResult) -> None:
    """The importer's questions, each with its answers."""
    if not made.questions:
        return
    st.header(_("Is this right?"), anchor=False)
    for number, question in enumerate(made.questions[:_QUESTIONS]):
        with st.container(border=True, key=f"question_{number}"):
            where = f" {escape_markdown(question.place)}"
            st.markdown(f"{escape_markdown(translated(question.text))} :small[{where}]")
            with st.container(horizontal=True):
                for at, answer in enumerate(question.answers):
                    st.button(
                        escape_markdown(translated(answer.label)),
                        key=f"add_answer_{number}_{at}",
                        on_click=_decide,
                        args=(answer.decisions, question),
                    )
    if (more := len(made.questions) - _QUESTIONS) > 0:
        st.caption(
            ngettext(
                "{number} more question after these", "{number} more questions after these", more
            )
        )


def offer_names(made: ImportResult) -> None:
    """A box to say what a name in the documents is; its content is drawn once it is open."""
    label = _("Set something right") if made.ladders else _("Say which of its headings are levels")
    open_ = not made.ladders and any(each.heads for each in made.refused)
    with _box("add_right", label, open_) as box:
        if not box.open:
            return
        with st.form("add_right_form", border=False):
            st.multiselect(
                _("In the documents"),
                _names(made),
                key=_NAMES,
                accept_new_options=True,
                placeholder=_("Choose a heading or the head of a column, or type it"),
            )
            what, code = st.columns([2, 1])
            what.selectbox(_("is"), _USES, key=_IS, format_func=lambda use: _(_USES[use]))
            code.text_input(
                _("Code of the level"), key=_CODE, max_chars=40, placeholder=_("such as L4")
            )
            st.form_submit_button(_("Read again"), on_click=_name)
        if wrong := st.session_state.pop(_WRONG, None):
            st.error(escape_markdown(wrong))


def offer_places(made: ImportResult) -> None:
    """A box to place what no rule could; its content is drawn once it is open."""
    left = _left_over(made)
    if not left or not made.ladders:
        return
    label = ngettext(
        "Place what is left over: {number} line",
        "Place what is left over: {number} lines",
        len(left),
    )
    with _box("add_places", label) as box:
        if not box.open:
            return
        levels = {m.level.code: m.level.title for each in made.ladders for m in each.members}
        names = dict.fromkeys(n for each in made.ladders for n in each.competencies() if n)
        with st.form("add_places_form", border=False):
            st.multiselect(
                _("Lines"),
                list(left)[:_MOST_LINES],
                key=_LINES,
                format_func=lambda text: f"{left[text]} {_short(text)}",
                placeholder=_("Choose one or several"),
            )
            if len(left) > _MOST_LINES:
                st.caption(_("The first {most} are listed; the others follow.", most=_MOST_LINES))
            level, competency = st.columns(2)
            level.selectbox(
                _("Level"), levels, key=_LEVEL, format_func=lambda code: _titled(code, levels[code])
            )
            competency.selectbox(
                _("Competency"),
                names,
                key=_COMPETENCY,
                index=None,
                accept_new_options=True,
                placeholder=_("Choose one, or type it"),
            )
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox(
                    _("As"), _KINDS, key=_KIND, width=160, format_func=lambda kind: _(_KINDS[kind])
                )
                st.form_submit_button(_("Place"), type="primary", on_click=_place)
                st.form_submit_button(_("Leave out"), on_click=_leave_out)
        if wrong := st.session_state.pop(_WRONG, None):
            st.error(escape_markdown(wrong))


def _box(key: str, label: str, expanded: bool = False) -> Any:
    """A box that stays open while the documents are read again, when it is not drawn."""
    was_open = st.session_state.get(f"{key}_open", expanded)
    box = st.expander(label, expanded=was_open, key=key, on_change="rerun")
    st.session_state[f"{key}_open"] = box.open
    return box


# -- what is chosen from ------------------------------------------------------------------------


def _names(made: ImportResult) -> list[str]:
    found: dict[str, None] = {head: None for each in made.refused for head in each.heads}
    for draft in made.drafts:
        found |= dict.fromkeys(draft.heads)
        found |= dict.fromkeys(level.title for level in draft.levels)
        for each in draft.fragments():
            if each.kind in ("statement", "tentative", "fact"):
                found |= dict.fromkeys(n for n in (each.competency, each.scope) if n)
    return [name for each in found if 0 < len(name := readable(each)) <= 200]


def _left_over(made: ImportResult) -> dict[str, str]:
    """Each line that has no place, with where it stands; what stands twice counts once."""
    found: dict[str, str] = {}
    for draft in made.drafts:
        for fragment in unplaced(draft):
            for piece in pieces(fragment):
                place = draft.place(piece.lines[0]) if piece.lines else ""
                found.setdefault(" ".join(piece.text.split()), f"{draft.file}:{place}")
    return found


def _titled(code: str, title: str) -> str:
    return code if code == title else f"{code} · {title}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


# -- what a press does -----------------------------------------------------------------------


def _decide(step: Decisions, question: Question | None = None) -> None:
    if question:  # which a decision keeps in English alone
        asked = st.session_state.setdefault(_ASKED, {})
        asked[question.asked] = question.text
    st.session_state[_STEPS] = [*st.session_state.get(_STEPS, ()), step]


def _undo() -> None:
    st.session_state[_STEPS] = st.session_state.get(_STEPS, [])[:-1]


def _try(**said: Any) -> bool:
    try:
        _decide(Decisions.model_validate(said))
    except ValidationError:
        st.session_state[_WRONG] = _(
            "That cannot be decided: a name has at most 200 characters, a code at most 40 (letters, "
            "digits, space, dot, hyphen, plus)."
        )
        return False
    return True


def _name() -> None:
    chosen: Iterable[str] = st.session_state.get(_NAMES) or ()
    names = [name for each in chosen if (name := readable(each))]
    use = st.session_state[_IS]
    if not names:
        return
    code = readable(st.session_state.get(_CODE) or "")
    if use == "levels":
        done = _try(levels=dict.fromkeys(names, code if len(names) == 1 and code else None))
    elif use == "not_levels":
        done = _try(not_levels=names)
    else:
        part = "names" if use in get_args(Role) else "columns"
        done = _try(**{part: dict.fromkeys(names, use)})
    if done:
        st.session_state[_NAMES], st.session_state[_CODE] = [], ""


def _place() -> None:
    lines = st.session_state.get(_LINES) or ()
    where = {
        "level": st.session_state[_LEVEL],
        "competency": readable(st.session_state.get(_COMPETENCY) or "") or None,
        "kind": st.session_state[_KIND],
    }
    if lines and _try(placed=[{"text": text, **where} for text in lines]):
        st.session_state[_LINES] = []


def _leave_out() -> None:
    lines = st.session_state.get(_LINES) or ()
    if lines and _try(left_out=list(lines)):
        st.session_state[_LINES] = []
