"""Where a profile stands: words in an order, quick ones first, and never a number."""

from itertools import permutations
from pathlib import Path

import pytest

from explorer.loading import load
from explorer.model import RATING_WORDS, Ladder, Ref
from explorer.profile import Evidence, Profile, new
from explorer.profile_file import dump
from explorer.standing import Axis, axes, left_over, sentence, to_rate
from library.writing import level, write

NEEDED, MATURING, PERFORMING, EXCEEDING = (term.name for term in RATING_WORDS)


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    files = {
        "L1.yaml": level("L1", {"a": "x"}),
        "L2.yaml": level("L2", {"a": "x"}, competency="people"),
        "L3.yaml": level("L3", {id: f"I do {id}" for id in "abcd"}, tentative={"maybe": "I may"}),
    }
    return load(write(tmp_path / "dev", files)).ladders[0]


def craft(ladder: Ladder, *words: str | None, quick: str | None = None) -> Axis:
    """The axis of L3, whose four statements have these words."""
    profile = new(ladder, "L3").with_rating("L3", "craft", quick)
    for id, word in zip("abcd", words, strict=False):
        profile = profile.with_statement_rated(Ref("L3", id), word)
    found = ladder.level("L3")
    assert found
    (axis,) = axes(profile.ratings(found.code), ladder, found)
    return axis


def test_an_unrated_axis_is_unrated_and_never_zero(ladder: Ladder) -> None:
    first = ladder.levels[0]
    profile = new(ladder, "L1")
    (axis,) = axes(profile.ratings(first.code), ladder, first)
    assert (axis.key, axis.word, axis.place) == ("craft", None, None)
    for place, term in enumerate(RATING_WORDS):
        (axis,) = axes(profile.with_rating("L1", "craft", term.name).ratings("L1"), ladder, first)
        assert (axis.word, axis.place) == (term.name, place)
    (axis,) = axes(profile.with_rating("L1", "craft", "Splendid").ratings("L1"), ladder, first)
    assert (axis.word, axis.place) == (None, None)


def test_the_sentence_reads_the_radar_aloud(sre: Ladder) -> None:
    l4 = sre.level("L4")
    assert l4 is not None
    profile = new(sre, "L4").with_rating("L4", "customer-success", "Exceeding")
    said = sentence(axes(profile.ratings(l4.code), sre, l4), sre, l4)
    assert said == (
        "Rated against L4, which expects Performing throughout. Domain expertise: not rated; "
        "Teaching and Mentoring: not rated; Culture and Leadership: not rated; "
        "Customer Success: Exceeding."
    )


def test_what_the_ladder_no_longer_has_is_said_and_stays(ladder: Ladder) -> None:
    profile = (
        new(ladder, "L1")
        .with_rating("L1", "craft", "Maturing")
        .with_rating("L1", "gone", "Maturing")
        .with_rating("L2", "people", "Splendid")
        .with_rating("L9", "craft", "Maturing")
        .with_topic(Ref("L1", "a"))
        .with_topic(Ref("L1", "lost"))
        .with_topic(Ref("L9", "a"))
    )
    assert left_over(profile, ladder) == [
        '"Maturing" for "gone", which L1 no longer has',
        '"Splendid" for "people" in L2, which is no rating word here',
        'ratings against "L9", which is no level of this ladder',
        '"lost" of L1 to talk about, which is no longer there',
        '"a" of L9 to talk about, which is no longer there',
    ]
    assert "gone: Maturing" in dump(profile)
    assert "- L1/lost\n- L9/a\n" in dump(profile)


def test_ratings_of_what_is_not_rated_and_evidence_for_a_lost_level_are_said(
    ladder: Ladder,
) -> None:
    profile = (
        new(ladder, "L3")
        .with_statement_rated(Ref("L3", "a"), MATURING)
        .with_statement_rated(Ref("L3", "b"), "Splendid")
        .with_statement_rated(Ref("L3", "maybe"), MATURING)
        .with_statement_rated(Ref("L3", "gone"), MATURING)
        .with_evidence(Evidence("2026-11-23", Ref("L9", "a"), "x"))
        .with_evidence(Evidence("2026-11-22", Ref("L9", "b"), "y"))
        .with_evidence(Evidence("2026-11-22", Ref("L3", "a"), "z"))
    )
    assert left_over(profile, ladder) == [
        '"Splendid" for "b" of L3, which is no rating word here',
        '"Maturing" for "maybe" of L3, which is under discussion',
        '"Maturing" for "gone" of L3, which is no longer there',
        'evidence for "L9", which is no level of this ladder',
    ]


def test_what_is_under_discussion_is_not_rated(ladder: Ladder) -> None:
    third = ladder.level("L3")
    assert third
    assert [statement.id for statement in to_rate(third)] == ["a", "b", "c", "d"]
    profile = new(ladder, "L3").with_statement_rated(Ref("L3", "maybe"), EXCEEDING)
    (axis,) = axes(profile.ratings(third.code), ladder, third)
    assert (axis.word, axis.source, axis.rated, axis.size) == (None, None, 0, 4)


@pytest.mark.parametrize(
    ("words", "middle"),
    [
        ([MATURING], MATURING),
        ([NEEDED, EXCEEDING], NEEDED),
        ([MATURING, PERFORMING], MATURING),
        ([NEEDED, PERFORMING, EXCEEDING], PERFORMING),
        ([MATURING, PERFORMING, PERFORMING, EXCEEDING], PERFORMING),
        ([NEEDED, NEEDED, EXCEEDING, EXCEEDING], NEEDED),
    ],
)
def test_statements_give_the_middle_word_and_the_lower_of_two(
    ladder: Ladder, words: list[str], middle: str
) -> None:
    for order in set(permutations(words)):
        axis = craft(ladder, *order)
        assert (axis.word, axis.source, axis.rated) == (middle, "statements", len(words))


def test_a_quick_word_stands_until_every_statement_is_rated(ladder: Ladder) -> None:
    axis = craft(ladder, quick=EXCEEDING)
    assert (axis.word, axis.source, axis.detail) == (EXCEEDING, "quick", "a quick word")
    axis = craft(ladder, NEEDED, NEEDED, MATURING, quick=EXCEEDING)
    assert (axis.word, axis.source, axis.place) == (EXCEEDING, "quick", 3)
    assert axis.rests_on == "a quick word; 3 of 4 statements rated"
    axis = craft(ladder, NEEDED, NEEDED, MATURING, MATURING, quick=EXCEEDING)
    assert (axis.word, axis.source, axis.place) == (NEEDED, "statements", 0)


def test_a_quick_word_that_is_none_here_gives_way_to_the_statements(ladder: Ladder) -> None:
    axis = craft(ladder, MATURING, quick="Splendid")
    assert (axis.word, axis.source) == (MATURING, "statements")


def test_an_axis_says_what_it_rests_on_and_how_its_words_are_spread(ladder: Ladder) -> None:
    assert craft(ladder).detail == "nothing yet"
    axis = craft(ladder, EXCEEDING, NEEDED, EXCEEDING, "Splendid")
    assert axis.spread == ((NEEDED, 1), (EXCEEDING, 2)), "in the order of the words"
    assert axis.rests_on == "the middle of 3 of 4 statements"
    assert axis.detail == ("the middle of 3 of 4 statements: 1 Improvement needed, 2 Exceeding")


def test_the_sentence_says_what_a_word_rests_on_where_statements_are_rated(
    ladder: Ladder,
) -> None:
    third = ladder.level("L3")
    assert third
    quick = craft(ladder, NEEDED, quick=EXCEEDING)
    assert sentence((quick,), ladder, third).endswith(
        "Craft: Exceeding (a quick word; 1 of 4 statements rated)."
    )
    alone = craft(ladder, quick=EXCEEDING)
    assert sentence((alone,), ladder, third).endswith("Craft: Exceeding.")


def test_a_competency_without_confirmed_statements_has_a_quick_word_only(tmp_path: Path) -> None:
    files = {"L1.yaml": level("L1", tentative={"maybe": "I may"})}
    ladder = load(write(tmp_path / "dev", files)).ladders[0]
    first = ladder.levels[0]
    (axis,) = axes(
        new(ladder, "L1").with_rating("L1", "craft", MATURING).ratings("L1"), ladder, first
    )
    assert (axis.word, axis.source, axis.size) == (MATURING, "quick", 0)
    (axis,) = axes(Profile("dev", "L1").ratings("L1"), ladder, first)
    assert axis.word is None
