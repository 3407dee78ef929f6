"""Two views revealed: nothing of either before both are there and ready, differences first."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.model import DEFAULT_SCALE, Ladder, Ref
from explorer.profiles.paired_review import PairedReview, RatedRow, pair_reviews
from explorer.profiles.profile import Evidence, Perspective, Profile, Step, new
from library.writing import level, write

NEEDED, MATURING, PERFORMING, EXCEEDING = DEFAULT_SCALE.words
DONE = "2026-11-23"


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    parts = {"tentative": {"maybe": "I may"}}
    craft = level("L2", {id: f"I do {id}" for id in "abcd"}, **parts)
    people = level("L2", {"p": "I teach", "q": "I listen"}, competency="people")
    craft["competencies"] |= people["competencies"]
    files = {"L1.yaml": level("L1", {"z": "I try"}), "L2.yaml": craft}
    return load(write(tmp_path / "dev", files)).ladders[0]


def view(
    ladder: Ladder, by: Perspective, ready: str = DONE, target: str = "L2", **words: str
) -> Profile:
    """A view that rates these statements of L2."""
    made = new(ladder, target, by)
    for id, word in words.items():
        made = made.with_statement_rated(Ref("L2", id), word)
    return made.marked_ready(ready)


def opened(own: Profile, manager: Profile, ladder: Ladder) -> PairedReview:
    found = pair_reviews(own, manager, ladder)
    assert isinstance(found, PairedReview), found
    return found


def told(rows: tuple[RatedRow, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(r.statement.id if r.statement else r.competency.key, r.own, r.manager) for r in rows]


def test_nothing_comes_out_before_both_are_there_and_ready(ladder: Ladder) -> None:
    """Every combination of missing, not ready and ready but the last gives a sentence alone."""
    states: list[Callable[[Perspective], Profile | None]] = [
        lambda by: None,
        lambda by: view(ladder, by, "", a=EXCEEDING),
        lambda by: view(ladder, by, DONE, a=NEEDED),
    ]
    for (m, own), (n, manager) in product(enumerate(states), repeat=2):
        found = pair_reviews(own("self"), manager("manager"), ladder)
        assert isinstance(found, PairedReview) == (m == n == 2), (m, n)


def test_the_sentence_names_who_is_waited_for(ladder: Ladder) -> None:
    own, manager = view(ladder, "self", a=EXCEEDING), view(ladder, "manager", a=NEEDED)
    waiting = replace(own, ready=""), replace(manager, ready="")
    for found, begins in (
        (pair_reviews(None, None, ladder), "Still missing: their own view and the manager's view."),
        (pair_reviews(own, None, ladder), "Still missing: the manager's view."),
        (pair_reviews(None, manager, ladder), "Still missing: their own view."),
        (pair_reviews(waiting[0], manager, ladder), "Their own view is not marked as ready."),
        (pair_reviews(own, waiting[1], ladder), "The manager's view is not marked as ready."),
        (pair_reviews(*waiting, ladder), "Their own view and The manager's view are not marked"),
    ):
        assert isinstance(found, str)
        assert found.startswith(begins)
        assert "Nothing is shown before both are" in found


SECRET = "Zyzzyva"


def test_a_sentence_never_holds_a_word_of_either_view(ladder: Ladder) -> None:
    def full(by: Perspective, ready: str = DONE, target: str = "L2") -> Profile:
        made = view(ladder, by, ready, target, a=SECRET, b=EXCEEDING)
        topic = Ref("L2", "a")
        made = made.with_topic(topic).with_step(topic, Step(SECRET)).with_answer("gap", SECRET)
        return replace(
            made.with_evidence(Evidence(DONE, topic, SECRET)).with_label(SECRET), ready=ready
        )

    closed = [
        pair_reviews(full("self"), None, ladder),
        pair_reviews(None, full("manager"), ladder),
        pair_reviews(full("self", ""), full("manager"), ladder),
        pair_reviews(full("self"), full("manager", ""), ladder),
        pair_reviews(full("self", target="L1"), full("manager"), ladder),
        pair_reviews(full("self", target="L9"), full("manager", target="L9"), ladder),
    ]
    for found in closed:
        assert isinstance(found, str)
        assert SECRET not in found
        assert not any(word in found for word in DEFAULT_SCALE.words)


def test_both_must_look_at_the_same_level_and_the_ladder_must_have_it(ladder: Ladder) -> None:
    found = pair_reviews(view(ladder, "self"), view(ladder, "manager", target="L1"), ladder)
    assert str(found).startswith("One view looks at L2 and the other at L1.")
    lost = view(ladder, "self", target="L9"), view(ladder, "manager", target="L9")
    assert str(pair_reviews(*lost, ladder)).startswith(
        'Both look at "L9", which this ladder does not'
    )


def test_what_differs_what_one_said_and_what_is_alike_stand_apart_in_the_ladders_order(
    ladder: Ladder,
) -> None:
    own = view(ladder, "self", p=MATURING, d=PERFORMING, b=EXCEEDING, a=PERFORMING, q=NEEDED)
    manager = view(ladder, "manager", p=PERFORMING, c=MATURING, b=EXCEEDING, a=MATURING)
    found = opened(own, manager, ladder)
    assert told(found.differ) == [("a", PERFORMING, MATURING), ("p", MATURING, PERFORMING)]
    assert told(found.alone) == [
        ("c", None, MATURING),
        ("d", PERFORMING, None),
        ("q", NEEDED, None),
    ]
    assert told(found.alike) == [("b", EXCEEDING, EXCEEDING)]
    assert found.words(Ref("L2", "a")) == (PERFORMING, MATURING)
    assert found.words(Ref("L1", "z")) == (None, None)


def test_a_quick_word_stands_before_the_statements_of_its_competency(ladder: Ladder) -> None:
    own = view(ladder, "self", a=PERFORMING).with_rating("L2", "craft", MATURING)
    manager = view(ladder, "manager", a=MATURING).with_rating("L2", "craft", EXCEEDING)
    found = opened(own.marked_ready(DONE), manager.marked_ready(DONE), ladder)
    assert told(found.differ) == [("craft", MATURING, EXCEEDING), ("a", PERFORMING, MATURING)]


def test_what_is_under_discussion_or_lost_is_laid_open_to_nobody(ladder: Ladder) -> None:
    own = view(ladder, "self", maybe=EXCEEDING, gone=EXCEEDING)
    manager = view(ladder, "manager", maybe=NEEDED, gone=NEEDED)
    found = opened(own, manager, ladder)
    assert (found.differ, found.alone, found.alike) == ((), (), ())


def test_both_views_are_the_lines_of_one_radar(ladder: Ladder) -> None:
    own, manager = view(ladder, "self", a=EXCEEDING), view(ladder, "manager", p=NEEDED)
    first, second = opened(own, manager, ladder).series(ladder)
    assert [(s.name, [axis.word for axis in s.axes]) for s in (first, second)] == [
        ("Own view", [EXCEEDING, None]),
        ("Manager's view", [None, NEEDED]),
    ]


def test_what_one_of_them_says_does_not_apply_is_no_difference_and_not_alike(
    ladder: Ladder,
) -> None:
    own = view(ladder, "self", a=MATURING, b=MATURING)
    for id, reason in (("c", "no on-call"), ("d", ""), ("q", "")):
        own = own.with_statement_not_applicable(Ref("L2", id), reason)
    manager = view(ladder, "manager", a=EXCEEDING, c=NEEDED)
    for id, reason in (("b", ""), ("d", "no on-call in the team")):
        manager = manager.with_statement_not_applicable(Ref("L2", id), reason)
    found = opened(own.marked_ready(DONE), manager.marked_ready(DONE), ladder)
    assert told(found.differ) == [("a", MATURING, EXCEEDING)]
    assert found.alone == ()
    assert told(found.alike) == [("d", None, None)]
    assert [row.texts for row in found.not_applicable] == [
        (MATURING, "does not apply here"),
        ("does not apply here: no on-call", NEEDED),
        ("does not apply here", "not rated"),
    ]
    assert found.words(Ref("L2", "c")) == ("does not apply here: no on-call", NEEDED)
    assert found.words(Ref("L2", "q")) == ("does not apply here", None)


def test_nothing_of_a_competency_that_does_not_apply_is_a_difference(ladder: Ladder) -> None:
    own = view(ladder, "self", p=EXCEEDING).with_competency_not_applicable("L2", "people", "alone")
    manager = view(ladder, "manager", p=NEEDED).with_rating("L2", "people", MATURING)
    found = opened(own.marked_ready(DONE), manager.marked_ready(DONE), ladder)
    assert (found.differ, found.alone, found.alike) == ((), (), ())
    assert [(row.statement is None, *row.texts) for row in found.not_applicable] == [
        (True, "does not apply here: alone", MATURING),
        (False, "does not apply here: alone", NEEDED),
    ]
    assert found.words(Ref("L2", "p")) == ("does not apply here: alone", NEEDED)
