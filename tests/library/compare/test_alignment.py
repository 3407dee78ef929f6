"""Alignment: statements that belong together are found by their words, and no others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare.alignment import Match, align
from explorer.model import Ladder, Statement


def said(*texts: str, competency: str = "craft") -> list[Statement]:
    """Statements with ids that say nothing."""
    return [
        Statement(f"s{hash(text) % 10_000}-{n}", text, 1, competency)
        for n, text in enumerate(texts)
    ]


def pairs(
    before: list[Statement], after: list[Statement], versions: bool = True
) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(match.before, match.after) for match in align(before, after, versions)}


PLANS = "I plan the capacity of our databases a year ahead"
WRITES = "I write runbooks that a stranger can follow at night"
ASKS = "I ask questions early when a task is unclear to me"


def test_what_was_reworded_is_still_a_pair_and_says_which_words_both_have() -> None:
    after = said(
        "I ask early when some task is not clear", "I plan our databases' capacity two years ahead"
    )
    (asks, plans) = align(said(PLANS, ASKS), after, versions=True)
    assert (asks.before, asks.after) == ((1,), (0,))
    assert (plans.before, plans.after) == ((0,), (1,))
    assert set(plans.shared) <= {"plan", "capacity", "databases", "ahead"}
    assert plans.shared


def test_what_has_no_partner_is_in_no_match() -> None:
    assert pairs(said(PLANS, WRITES), said(PLANS, "Nobody is paged twice for one fault")) == {
        ((0,), (0,))
    }
    assert align([], said(PLANS), versions=True) == []
    assert align(said(PLANS), [], versions=True) == []


def test_equal_words_come_before_whatever_is_alike() -> None:
    near = PLANS.replace("a year", "two years")
    assert pairs(said(PLANS, near), said(near, PLANS)) == {((0,), (1,)), ((1,), (0,))}


def test_the_best_assignment_overall_wins_over_the_best_single_pair() -> None:
    # The first later statement is most like the second earlier one, which however is the
    # only partner of the second later one.
    before = said(
        "I review designs for failure", "I review designs for failure and cost of running"
    )
    after = said("I review designs for failure and load", "I weigh the cost of running designs")
    assert pairs(before, after) == {((0,), (0,)), ((1,), (1,))}


def test_one_that_became_two_is_split_and_two_that_became_one_are_merged() -> None:
    whole = said(
        "I tune alerts until each asks for an action, and I rehearse the restore of every backup",
        PLANS,
    )
    parts = said(
        "I tune alerts until each asks for an action",
        PLANS,
        "I rehearse the restore of every backup",
    )
    assert pairs(whole, parts) == {((0,), (0, 2)), ((1,), (1,))}
    assert pairs(parts, whole) == {((0, 2), (0,)), ((1,), (1,))}


def test_between_two_levels_it_takes_more_to_be_a_pair_than_between_two_versions() -> None:
    before = said("I tune alerts until each asks for an action", PLANS)
    after = said("I look for alerts that nobody would miss and bring the number down", WRITES)
    assert pairs(before, after, versions=True) == {((0,), (0,))}
    assert pairs(before, after, versions=False) == set()


def test_an_id_that_stayed_holds_two_versions_together_and_not_two_levels() -> None:
    before = [Statement("calm", "I stay calm in an outage", 1, "craft")]
    after = [Statement("calm", "In an emergency I keep my head", 1, "craft")]
    assert pairs(before, after, versions=True) == {((0,), (0,))}
    assert pairs(before, after, versions=False) == set()


def test_another_way_to_say_it_counts_as_the_general_synonyms_know_it() -> None:
    before = said("I mentor newcomers", PLANS)
    after = said("I coach new joiners", "I am on the rota every month")
    assert ((0,), (0,)) in pairs(before, after)


WORDS = st.sampled_from(
    "I plan write tune alerts runbooks capacity designs with my team always".split()
)
TEXTS = st.lists(
    st.lists(WORDS, min_size=1, max_size=8).map(" ".join) | st.text(max_size=12), max_size=7
)


def turned(matches: list[Match]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(match.after, match.before) for match in matches}


@given(TEXTS, TEXTS, st.booleans())
def test_each_statement_is_in_one_match_at_most(
    before: list[str], after: list[str], versions: bool
) -> None:
    matches = align(said(*before), said(*after), versions)
    assert matches == align(said(*before), said(*after), versions)
    for side in ("before", "after"):
        numbers = [number for match in matches for number in getattr(match, side)]
        assert len(numbers) == len(set(numbers))
    assert all(min(len(match.before), len(match.after)) == 1 for match in matches)
    firsts = [match.after for match in matches]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(("low", "high"), [("L1", "L2"), ("L3", "L4"), ("L4", "L6")])
@pytest.mark.parametrize("versions", [True, False])
def test_it_is_the_same_whichever_level_comes_first(
    sre: Ladder, low: str, high: str, versions: bool
) -> None:
    below, above = (list(level.statements) for level in sre.levels if level.code in (low, high))
    up, down = align(below, above, versions), align(above, below, versions)
    assert turned(up) == {(match.before, match.after) for match in down}


def test_a_level_beside_itself_in_any_order_is_all_pairs(sre: Ladder) -> None:
    statements = list(sre.levels[3].statements)
    turned_round = [replace(each, id=f"x-{each.id}") for each in reversed(statements)]
    last = len(statements) - 1
    assert pairs(statements, turned_round) == {((n,), (last - n,)) for n in range(last + 1)}
