"""Rating one statement after another, with a key per word.

Which statement is in view is a fact of the visit and is read when a key is handled, not
when its button was drawn: keys that come faster than the page are neither lost nor land
on the statement before. Every change goes through the visit's session.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from explorer.model import Ladder, Level, Ref, Statement
from explorer.profiles.assessment import to_rate
from explorer.profiles.profile import Perspective, Profile, Ratings
from explorer.profiles.profile_file import storage_problem
from explorer.render import profile_html
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.plurals import count
from explorer.text.translation import gettext as _
from explorer.ui import applicability, profile_session

KEYS, LEVEL = "rating_keys", "rating_level"
_UNDONE_AT_MOST = 200


@dataclass(slots=True)
class Round:
    """Where somebody is in rating a level: the number of the statement in view, what the last
    presses changed (the statement, and its word before), and the answer to the last one."""

    level: str
    at: int = 0
    given: list[tuple[Ref, str | None, int]] = field(default_factory=list)
    answer: str = ""


def round_of(ladder: Ladder, level: Level, profile: Profile) -> Round:
    """The visit's round through a level; it begins at the first statement without a word."""
    rounds: dict[tuple[str, str, Perspective, bool], Round] = st.session_state.setdefault(
        profile_session.ROUNDS, {}
    )
    # Each view has its own: what one of them undoes is no word of the other.
    key = (ladder.key, level.code, profile.perspective, profile_session.in_room() is not None)
    statements = to_rate(level)
    if key not in rounds:
        given = profile.ratings(level.code)
        left = [
            n
            for n, each in enumerate(statements)
            if not given.of_statement(each.id, each.competency)
        ]
        rounds[key] = Round(level.code, left[0] if left else 0)
    found = rounds[key]
    found.at = min(max(found.at, 0), len(statements))
    return found


def go_to(ladder: Ladder, level: Level, profile: Profile, id: str) -> None:
    """Make a statement the one in view."""
    ids = [statement.id for statement in to_rate(level)]
    if id in ids:
        round_of(ladder, level, profile).at = ids.index(id)


def in_view(ladder: Ladder, level: Level, profile: Profile) -> str:
    """The id of the statement in view; empty behind the last one."""
    statements, at = to_rate(level), round_of(ladder, level, profile).at
    return statements[at].id if at < len(statements) else ""


def show(ladder: Ladder, level: Level, levels: Sequence[Level]) -> None:
    """The statement in view, large, with the rating words.

    `levels` are those that are rated, `level` the one that is gone through.
    """
    statements = to_rate(level)
    if not statements:
        st.info(_("{code} has no statements to rate.", code=escape_markdown(level.code)))
        return
    profile = profile_session.profile_session(ladder).profile
    here = round_of(ladder, level, profile)
    if here.at < len(statements):
        _statement(ladder, level, levels, here, statements)
    else:
        st.markdown(
            _(
                "**That was the last one.** Go back to any of them, or see them all under Overview. Statements you skipped stay unrated."
            )
        )
    _moves(ladder, level, here, len(statements))


def show_squares(ladder: Ladder, level: Level, profile: Profile) -> None:
    """Every statement as a square, the one in view ringed."""
    at = in_view(ladder, level, profile)
    given = profile.ratings(level.code)
    st.html(profile_html.squares_by_competency(ladder, level, given, at))


def choose(levels: Sequence[Level]) -> Level:
    """Which of the levels, the target last, is gone through: the target, unless another one
    is chosen."""
    by_code = {level.code: level for level in reversed(levels)}
    if len(by_code) > 1:
        if st.session_state.get(LEVEL) not in by_code:
            st.session_state[LEVEL] = levels[-1].code
        st.segmented_control(
            _("Which level to go through"),
            list(by_code),
            key=LEVEL,
            required=True,
            format_func=lambda code: escape_markdown(_("Rate {code}", code=code)),
            label_visibility="collapsed",
            persist_state="session",
        )
    return by_code[st.session_state[LEVEL]] if len(by_code) > 1 else levels[-1]


def _statement(
    ladder: Ladder,
    level: Level,
    levels: Sequence[Level],
    here: Round,
    statements: tuple[Statement, ...],
) -> None:
    statement = statements[here.at]
    profile = profile_session.profile_session(ladder).profile
    ratings = profile.ratings(level.code)
    answer = ratings.of_statement(statement.id, statement.competency)
    given = answer.word
    # The number stands in the block that is to be read: one element, whose height stays.
    keys = bool(st.session_state.get(KEYS, True))
    at = here.at + 1
    st.html(profile_html.statement_to_rate(level, statement, at, len(statements), keys))
    words = ladder.scale.words
    with st.container(horizontal=True, gap="small", key="rating_words"):
        for number, word in enumerate(words, start=1):
            st.button(
                escape_markdown(word),
                key=f"rate-{number}",
                shortcut=str(number) if keys else None,
                type="primary" if word == given else "secondary",
                on_click=_give,
                args=(ladder, level, word),
            )
    with st.container(horizontal=True, vertical_alignment="center", key="rating_answer"):
        said = here.answer or _("Not rated yet.")
        if answer.reason is not None:
            said = f"{answer.text[:1].upper()}{answer.text[1:]}."
        elif given in words and not here.answer:
            said = _("Rated: {given}.", given=given)
        here.answer = ""
        st.caption(escape_markdown(said), width="content")
        _does_not_apply(ladder, level, statement, ratings)
    for below, ancestor in ladder.grows_from(level, statement):
        _offer(ladder, level, statement, Ref(below.code, ancestor.id), below in levels)


def _does_not_apply(ladder: Ladder, level: Level, statement: Statement, ratings: Ratings) -> None:
    """A statement may be about work that a team does not have."""
    session = profile_session.profile_session(ladder)
    ref = Ref(level.code, statement.id)
    whole = ratings.competencies_not_applicable.get(statement.competency)
    reason = ratings.not_applicable.get(statement.id) if whole is None else whole
    if reason is None:
        aside = partial(_set_aside, ladder, level, ref)
        applicability.ask(_("Does not apply here"), "statement_not_here", str(ref), lambda: aside)
        return

    def apply() -> None:
        made = (
            session.profile.with_statement_not_applicable(ref, None)
            if whole is None
            else session.profile.with_competency_not_applicable(
                level.code, statement.competency, None
            )
        )
        profile_session.change(session, made)

    st.button(_("It does apply"), key="applies", type="tertiary", on_click=apply)


def _set_aside(ladder: Ladder, level: Level, ref: Ref, reason: str) -> None:
    session = profile_session.profile_session(ladder)
    if profile_session.change(session, session.profile.with_statement_not_applicable(ref, reason)):
        round_of(ladder, level, session.profile).at += 1


def _offer(ladder: Ladder, level: Level, statement: Statement, below: Ref, rated: bool) -> None:
    """A statement that this one grows out of. Where its level is `rated` as well, it can be
    rated here; its word and its notes are offered for this one, never assumed."""
    profile = profile_session.profile_session(ladder).profile
    here = Ref(level.code, statement.id)
    words = ladder.scale.words
    word = profile.ratings(below.level).statements.get(below.id)
    given = profile.ratings(level.code).statements.get(statement.id)
    notes = profile.notes_to_copy(below, here)
    found = ladder.find(below)
    if found is None or not (rated or notes or (word in words and word != given)):
        return
    with st.container(border=True, key=f"offer-{below}"):
        text = escape_markdown(visible(found[1].text))
        if rated and not found[1].tentative:
            st.markdown(
                _(
                    "It grows from this {level} statement: {text}",
                    level=escape_markdown(below.level),
                    text=text,
                )
            )
            key = f"below-{below}"
            st.session_state[key] = word if word in words else None
            st.segmented_control(
                _("Rating of {text}", text=text),
                words,
                key=key,
                on_change=_give_below,
                args=(ladder, below, key),
                format_func=escape_markdown,
                label_visibility="collapsed",
            )
        elif word in words:
            st.markdown(
                _(
                    "It grows from this {level} statement, rated **{word}**: {text}",
                    level=escape_markdown(below.level),
                    word=escape_markdown(str(word)),
                    text=text,
                )
            )
        else:
            st.markdown(
                _(
                    "It grows from this {level} statement: {text}",
                    level=escape_markdown(below.level),
                    text=text,
                )
            )
        with st.container(horizontal=True):
            if word in words and word != given:
                st.button(
                    _("Rate this {word} too", word=escape_markdown(str(word))),
                    key=f"take-{below}",
                    on_click=_give,
                    args=(ladder, level, word),
                )
            if notes:
                st.button(
                    _("Copy its {notes} here", notes=count(len(notes), "note")),
                    key=f"notes-{below}",
                    on_click=_take_notes,
                    args=(ladder, below, here),
                )


def _give_below(ladder: Ladder, below: Ref, key: str) -> None:
    session = profile_session.profile_session(ladder)
    profile_session.change(
        session, session.profile.with_statement_rated(below, st.session_state[key])
    )


def _take_notes(ladder: Ladder, below: Ref, here: Ref) -> None:
    session = profile_session.profile_session(ladder)
    more = session.profile
    for note in more.notes_to_copy(below, here):
        more = more.with_evidence(note)
    if not storage_problem(more):
        profile_session.change(session, more)


def _moves(ladder: Ladder, level: Level, here: Round, last: int) -> None:
    keys = st.session_state.get(KEYS, True)
    with st.container(horizontal=True, vertical_alignment="center", key="rating_moves"):
        st.button(
            _("Back"),
            key="rate-back",
            icon=":material/arrow_back:",
            disabled=here.at == 0,
            shortcut="Left" if keys else None,
            on_click=_move,
            args=(ladder, level, -1),
        )
        st.button(
            _("Skip"),
            key="rate-skip",
            icon=":material/arrow_forward:",
            disabled=here.at >= last,
            shortcut="Right" if keys else None,
            on_click=_move,
            args=(ladder, level, 1),
        )
        st.button(
            _("Undo"),
            key="rate-undo",
            icon=":material/undo:",
            disabled=not here.given,
            shortcut="U" if keys else None,
            type="tertiary",
            on_click=_undo,
            args=(ladder, level),
        )
        st.toggle(
            _("Keys 1 to {number} rate, arrows move", number=len(ladder.scale)),
            value=True,
            key=KEYS,
            persist_state="session",
        )


def _give(ladder: Ladder, level: Level, word: str) -> None:
    session = profile_session.profile_session(ladder)
    here, statements = round_of(ladder, level, session.profile), to_rate(level)
    if here.at >= len(statements):
        return
    ref = Ref(level.code, statements[here.at].id)
    before = session.profile.ratings(level.code).statements.get(ref.id)
    # Whoever rates a statement says that its competency does apply.
    key = statements[here.at].competency
    made = session.profile.with_competency_not_applicable(level.code, key, None)
    profile_session.change(session, made.with_statement_rated(ref, word))
    if session.profile.ratings(level.code).statements.get(ref.id) != word:
        return  # another window was faster: the statement stays in view, to say it again
    here.given = [*(here.given)[-_UNDONE_AT_MOST:], (ref, before, here.at)]
    here.at += 1
    here.answer = _("{word}. U takes it back.", word=word)


def _move(ladder: Ladder, level: Level, steps: int) -> None:
    profile = profile_session.profile_session(ladder).profile
    here = round_of(ladder, level, profile)
    here.at = min(max(here.at + steps, 0), len(to_rate(level)))
    here.answer = ""


def _undo(ladder: Ladder, level: Level) -> None:
    session = profile_session.profile_session(ladder)
    here = round_of(ladder, level, session.profile)
    if not here.given:
        return
    ref, before, at = here.given.pop()
    profile_session.change(session, session.profile.with_statement_rated(ref, before))
    here.at = at
