"""Rating one statement after another, with a key a word.

Which statement is in view is a fact of the visit and is read when a key is handled, not
when its button was drawn: keys that come faster than the page are neither lost nor land
on the statement before. Every change goes through the visit's desk.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from explorer.markup import visible
from explorer.model import Ladder, Level, Ref, Statement
from explorer.standing import to_rate
from explorer.ui import keeping, sheets
from explorer.ui.escaping import escaped

KEYS = "rating_keys"
_UNDONE_AT_MOST = 200


@dataclass(slots=True)
class Round:
    """Where somebody is in rating a level: the number of the statement in view, and what
    the last presses changed (the statement, and its word before)."""

    level: str
    at: int = 0
    given: list[tuple[Ref, str | None, int]] | None = None


def of(ladder: Ladder, level: Level) -> Round:
    rounds: dict[str, Round] = st.session_state.setdefault("rating_rounds", {})
    found = rounds.setdefault(f"{ladder.key}/{level.code}", Round(level.code))
    found.at = min(max(found.at, 0), len(to_rate(level)))
    return found


def show(ladder: Ladder, level: Level, personal: bool, draw_radar: Callable[[], None]) -> None:
    """The statement in view, large, with the four words; beside it the radar grows."""
    statements = to_rate(level)
    if not statements:
        st.info(f"{escaped(level.code)} has no statements to rate.")
        return
    here = of(ladder, level)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        if here.at < len(statements):
            _statement(ladder, level, personal, here, statements)
        else:
            st.markdown(
                "**That was the last one.** Go back to any of them, or look at the whole. "
                "What you did not rate stays open."
            )
        _moves(ladder, level, personal, here, len(statements))
    with right:
        draw_radar()


def _statement(
    ladder: Ladder, level: Level, personal: bool, here: Round, statements: tuple[Statement, ...]
) -> None:
    statement = statements[here.at]
    profile = keeping.desk(ladder, personal).profile
    given = profile.ratings(level.code).statements.get(statement.id)
    st.caption(f"Statement {here.at + 1} of {len(statements)}")
    st.html(sheets.opened(level, statement))
    words = [term.name for term in ladder.ratings]
    keys = st.session_state.get(KEYS, True)
    with st.container(horizontal=True, gap="small", key="rating_words"):
        for number, word in enumerate(words, start=1):
            st.button(
                escaped(word), key=f"rate-{number}", shortcut=str(number) if keys else None,
                type="primary" if word == given else "secondary",
                on_click=_give, args=(ladder, level, personal, word),
            )  # fmt: skip
    said = f"You said: **{escaped(given)}**." if given in words else "Not rated yet."
    st.markdown(said)
    _offer(ladder, level, personal, statement, given)
    competency = level.competency(statement.competency)
    if competency and competency.examples:
        with st.expander(f"Examples of {escaped(competency.name)}", key="rating_examples"):
            st.html(sheets.examples(competency))


def _offer(
    ladder: Ladder, level: Level, personal: bool, statement: Statement, given: str | None
) -> None:
    """What was said of the statements that this one grows out of: offered, never assumed."""
    profile = keeping.desk(ladder, personal).profile
    words = {term.name for term in ladder.ratings}
    for below, ancestor in ladder.grows_from(level, statement):
        word = profile.ratings(below.code).statements.get(ancestor.id)
        if word in words and word != given:
            with st.container(border=True, key=f"offer-{below.code}/{ancestor.id}"):
                st.markdown(
                    f"It grows out of this of {escaped(below.code)}, where you said "
                    f"**{escaped(str(word))}**: {escaped(visible(ancestor.text))}"
                )
                st.button(
                    f"Say {escaped(str(word))} here too", key=f"take-{below.code}/{ancestor.id}",
                    on_click=_give, args=(ladder, level, personal, word),
                )  # fmt: skip


def _moves(ladder: Ladder, level: Level, personal: bool, here: Round, last: int) -> None:
    keys = st.session_state.get(KEYS, True)
    with st.container(horizontal=True, vertical_alignment="center", key="rating_moves"):
        st.button(
            "Back", key="rate-back", icon=":material/arrow_back:", disabled=here.at == 0,
            shortcut="Left" if keys else None, on_click=_move, args=(ladder, level, -1),
        )  # fmt: skip
        st.button(
            "Skip", key="rate-skip", icon=":material/arrow_forward:", disabled=here.at >= last,
            shortcut="Right" if keys else None, on_click=_move, args=(ladder, level, 1),
        )  # fmt: skip
        st.button(
            "Undo", key="rate-undo", icon=":material/undo:", disabled=not here.given,
            shortcut="U" if keys else None, type="tertiary",
            on_click=_undo, args=(ladder, level, personal),
        )  # fmt: skip
        st.toggle("Keys 1 to 4 rate, arrows move", value=True, key=KEYS, persist_state="session")


def _give(ladder: Ladder, level: Level, personal: bool, word: str) -> None:
    here, statements = of(ladder, level), to_rate(level)
    if here.at >= len(statements):
        return
    ref = Ref(level.code, statements[here.at].id)
    desk = keeping.desk(ladder, personal)
    before = desk.profile.ratings(level.code).statements.get(ref.id)
    keeping.change(desk, desk.profile.with_statement_rated(ref, word))
    if desk.profile.ratings(level.code).statements.get(ref.id) != word:
        return  # another window was faster: the statement stays in view, to say it again
    here.given = [*(here.given or [])[-_UNDONE_AT_MOST:], (ref, before, here.at)]
    here.at += 1


def _move(ladder: Ladder, level: Level, steps: int) -> None:
    here = of(ladder, level)
    here.at = min(max(here.at + steps, 0), len(to_rate(level)))


def _undo(ladder: Ladder, level: Level, personal: bool) -> None:
    here = of(ladder, level)
    if not here.given:
        return
    ref, before, at = here.given.pop()
    desk = keeping.desk(ladder, personal)
    keeping.change(desk, desk.profile.with_statement_rated(ref, before))
    here.at = at
