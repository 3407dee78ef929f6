"""Rating a level competency by competency: a row each, with its statements as squares.

A row's buttons say one word for the whole competency. Once every statement of it is rated,
those speak for it: the row then says so and has no buttons, for they would light up and
change nothing; one word can be said instead, and taken back.
"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from explorer.model import Competency, Ladder, Level
from explorer.profiles import assessment
from explorer.profiles.assessment import Axis
from explorer.render import profile_html
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import applicability, profile_session
from explorer.ui.profile_session import ProfileSession

_INSTEAD = "word_instead"
"""The competency, as level/key, for which one word is about to be said instead."""


def show(session: ProfileSession, ladder: Ladder, levels: Sequence[Level]) -> None:
    """The rows of the last of the levels, the target, with a word for each of the levels."""
    for competency in levels[-1].competencies:
        with st.container(key=f"competency-{competency.key}", gap="xsmall"):
            rated = [level for level in levels if level.competency(competency.key)]
            for level in rated:
                _row(session, ladder, level, competency, level is rated[0], len(levels) > 1)


def give(
    session: ProfileSession, ladder: Ladder, level: Level, competency: str, word: str | None
) -> None:
    """One word for a whole competency, or none. Where its statements speak for it, the word
    is said instead of theirs."""
    axis = _axis(session, ladder, level, competency)
    instead = axis.overridden or _statements_speak(axis)
    change = session.profile.with_word_instead if instead else session.profile.with_rating
    profile_session.change(session, change(level.code, competency, word))


def set_aside(session: ProfileSession, levels: Sequence[Level]) -> None:
    """Where a whole competency can be said not to apply."""
    applicability.ask(
        _("Something does not apply here"),
        "competency_not_here",
        "competency",
        partial(_choose, session, levels),
    )


def _choose(session: ProfileSession, levels: Sequence[Level]) -> applicability.SetAside:
    names = {
        (level.code, competency.key): f"{competency.name} · {level.code}"
        if len(levels) > 1
        else competency.name
        for level in reversed(levels)
        for competency in level.competencies
    }
    code, key = st.selectbox(
        _("What does not apply"),
        list(names),
        format_func=lambda each: names.get(each, ""),
        key="competency_not_here-which",
    )
    return partial(_apply, session, code, key)


def _apply(session: ProfileSession, code: str, competency: str, reason: str | None) -> None:
    profile_session.change(
        session, session.profile.with_competency_not_applicable(code, competency, reason)
    )


def _axis(session: ProfileSession, ladder: Ladder, level: Level, competency: str) -> Axis:
    axes = assessment.axes(session.profile.ratings(level.code), ladder, level)
    return next(axis for axis in axes if axis.key == competency)


def _statements_speak(axis: Axis) -> bool:
    return axis.source == "statements" and axis.rated == axis.size


def _row(
    session: ProfileSession,
    ladder: Ladder,
    level: Level,
    competency: Competency,
    first: bool,
    several: bool,
) -> None:
    given = session.profile.ratings(level.code)
    axis = _axis(session, ladder, level, competency.key)
    st.html(profile_html.row_head(ladder, level, competency, given, first, several))
    about = f"{level.code}/{competency.key}"
    speak = axis.applies and _statements_speak(axis)
    if axis.applies and (not speak or st.session_state.get(_INSTEAD) == about):
        word = None if speak else given.of_competency(competency.key).word
        _words(session, ladder, level, competency, word, several)
    if not (basis := profile_html.basis(ladder, level, competency, given, axis)):
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"basis-{about}"
    ):
        st.html(basis, width="content")
        if not axis.applies:
            if competency.key in given.competencies_not_applicable:
                _small_button(
                    _("It does apply"), about, _apply, session, level.code, competency.key, None
                )
        elif axis.overridden and axis.rated:
            _small_button(_("Undo"), about, give, session, ladder, level, competency.key, None)
        elif speak and st.session_state.get(_INSTEAD) != about:
            _small_button(_("Say one word instead"), about, _about_to_say, about)


def _small_button(label: str, about: str, do: Callable[..., None], *arguments: object) -> None:
    st.button(label, key=f"basis-{label}-{about}", type="tertiary", on_click=do, args=arguments)


def _about_to_say(about: str) -> None:
    st.session_state[_INSTEAD] = about


def _words(
    session: ProfileSession,
    ladder: Ladder,
    level: Level,
    competency: Competency,
    word: str | None,
    several: bool,
) -> None:
    key = f"rating-{ladder.key}-{level.code}-{competency.key}"
    st.session_state[key] = word if word in ladder.scale else None
    against = _(" against {code}", code=level.code) if several else ""
    st.segmented_control(
        _("Rating of {value}", value=escape_markdown(competency.name + against)),
        ladder.scale.words,
        key=key,
        on_change=_rate,
        format_func=escape_markdown,
        args=(session, ladder, level, competency.key, key),
        label_visibility="collapsed",
    )


def _rate(session: ProfileSession, ladder: Ladder, level: Level, competency: str, key: str) -> None:
    word = st.session_state[key]
    st.session_state.pop(_INSTEAD, None)
    give(session, ladder, level, competency, word if word in ladder.scale else None)
