"""A panel's cards where they are written in one room: what a seat asks, and all of them together.

A seat may lead several interviews; its card covers what they cover, under all their names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.interviews.debrief import Debrief, DebriefRow, debrief_of
from explorer.interviews.interview_files import MAX_NAME
from explorer.interviews.plan import Interview, InterviewPlan, expectations
from explorer.interviews.scorecard import Scorecard, dump_scorecard, new_scorecard
from explorer.model import Ladder, Level, Statement
from explorer.text.translation import gettext as _


def interview_of(plan: InterviewPlan, names: Sequence[str]) -> Interview:
    """The interviews of a seat as one."""
    led = [each for each in plan.interviews if each.name in names]
    asked = dict.fromkeys(id for each in led for id in each.expectations)
    prompts = {id: said for each in led for id, said in each.prompts.items()}
    name = " + ".join(each.name for each in led)[:MAX_NAME].strip()
    return Interview(name, tuple(asked), prompts)


def asked_of(interview: Interview, level: Level) -> tuple[Statement, ...]:
    """What a seat's card asks: what its interviews cover; all of the level where they cover
    nothing yet."""
    return interview.expected_statements(level) or expectations(level)


def card_of(
    card: Scorecard | None,
    plan: InterviewPlan,
    interview: Interview,
    sign: str,
    ladder: Ladder,
    level: Level,
) -> Scorecard:
    """A seat's card as its plan and its sign are now; what was said stays."""
    begun = card or new_scorecard(ladder, level)
    named = begun.with_reference(plan.reference).with_panellist_id(sign)
    return named.for_interview(interview.name, asked_of(interview, level))


def merged_card(before: Scorecard, mine: Scorecard, now: Scorecard) -> Scorecard:
    """A card with what one tab changed since `before`, and what another has said by `now`."""
    observations = tuple(
        each
        if each != before.observation(each.expectation)
        else now.observation(each.expectation) or each
        for each in mine.observations
    )
    return replace(mine, observations=observations)


def room_debrief(cards: Iterable[Scorecard], ladder: Ladder, level: Level) -> Debrief:
    """All cards of a room that are open."""
    files = [(card.author, dump_scorecard(card).encode()) for card in cards]
    return debrief_of(files, ladder, level)


def with_late_notes(
    rows: Iterable[DebriefRow], notes: Sequence[tuple[str, str, str]]
) -> list[DebriefRow]:
    """The rows with what was said after the opening: who, about which expectation, and what.
    It stands beside the cards, and says that it came late."""
    return [
        replace(
            row,
            notes=(
                *row.notes,
                *(
                    (_("{who}, late", who=who), text)
                    for who, about, text in notes
                    if about == row.statement.id
                ),
            ),
        )
        for row in rows
    ]
