"""A panel's cards in one room: what a seat asks, and all that is open laid together."""

from explorer.interviews.debrief import debrief_rows
from explorer.interviews.plan import expectations, new_plan
from explorer.interviews.room_panel import (
    asked_of,
    card_of,
    interview_of,
    merged_card,
    room_debrief,
    with_late_notes,
)
from explorer.interviews.scorecard import dump_scorecard, parse_scorecard
from explorer.model import Ladder, Level


def level(sre: Ladder) -> Level:
    found = sre.level("L4")
    assert found
    return found


def test_a_seat_with_two_interviews_has_one_card_for_both(sre: Ladder) -> None:
    at = level(sre)
    ids = [s.id for s in expectations(at)]
    first, second, _ = [each.name for each in new_plan(sre, at).interviews]
    plan = new_plan(sre, at).covering(ids[:2], [first]).covering(ids[1:3], [first, second])
    plan = plan.with_prompts(second, ids[2], ["How do you plan?"])
    both = interview_of(plan, [second, first])
    assert both.name == f"{first} + {second}"
    assert [s.id for s in asked_of(both, at)] == ids[:3]
    assert both.prompts[ids[2]] == ("How do you plan?",)
    assert len(asked_of(interview_of(plan, ["gone"]), at)) == len(ids), "or all of the level"


def test_a_card_follows_its_plan_and_keeps_what_was_said(sre: Ladder) -> None:
    at = level(sre)
    ids = [s.id for s in expectations(at)]
    plan = new_plan(sre, at).with_reference("blue")
    name = plan.interviews[0].name
    plan = plan.covering(ids[:2], [name])
    card = card_of(None, plan, interview_of(plan, [name]), "A", sre, at)
    card = card.with_word(ids[0], "Performing")
    assert parse_scorecard(dump_scorecard(card).encode())[0] == card
    less = plan.covering(ids[:1], [])
    again = card_of(card, less, interview_of(less, [name]), "B", sre, at)
    assert again.author == f"B · {name}"
    said = again.observation(ids[0])
    assert said
    assert said.word == "Performing"


def test_two_tabs_of_one_seat_write_one_card(sre: Ladder) -> None:
    at = level(sre)
    first, second, *_ = [s.id for s in expectations(at)]
    before = card_of(None, new_plan(sre, at), interview_of(new_plan(sre, at), []), "A", sre, at)
    other = before.with_word(first, "At the level")
    mine = before.with_evidence(second, "They planned it")
    assert merged_card(before, mine, other) == other.with_evidence(second, "They planned it")
    both = before.with_word(first, "Above the level")
    assert merged_card(before, both, other) == both


def test_late_notes_stand_beside_the_cards_and_say_so(sre: Ladder) -> None:
    at = level(sre)
    ids = [s.id for s in expectations(at)]
    plan = new_plan(sre, at)
    cards = [
        card_of(None, plan, interview_of(plan, []), sign, sre, at).with_word(ids[0], word)
        for sign, word in (("A", "Performing"), ("B", "Maturing"))
    ]
    found = room_debrief(cards, sre, at)
    assert len(found.scorecards) == 2
    assert not found.remarks
    rows = with_late_notes(debrief_rows(found, sre, at), [("A", ids[0], "I forgot this")])
    first = next(row for row in rows if row.statement.id == ids[0])
    assert first.notes == (("A, late", "I forgot this"),)
    assert first.width == 1
    assert not any(row.notes for row in rows if row.statement.id != ids[0])
