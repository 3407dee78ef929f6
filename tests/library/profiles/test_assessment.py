"""Where a profile stands: words in an order, quick ones first, and never a number."""

from itertools import permutations
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.model import DEFAULT_SCALE, Ladder, Ref
from explorer.profiles.assessment import (
    Axis,
    Series,
    axes,
    gaps,
    has_scopes,
    orphaned_entries,
    sentence,
    sentence_of_two,
    to_rate,
)
from explorer.profiles.profile import Evidence, Profile, Step, new
from explorer.profiles.profile_file import dump
from library.writing import level, write

NEEDED, MATURING, PERFORMING, EXCEEDING = DEFAULT_SCALE.words


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
    for place, word in enumerate(DEFAULT_SCALE.words):
        (axis,) = axes(profile.with_rating("L1", "craft", word).ratings("L1"), ladder, first)
        assert (axis.word, axis.place) == (word, place)
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
    assert orphaned_entries(profile, ladder) == [
        '"Maturing" for "gone", which L1 no longer has',
        '"Splendid" for "people" in L2, which is no rating word here',
        'ratings against "L9", which is no level of this ladder',
        '"lost" of L1 to talk about, which is no longer there',
        '"a" of L9 to talk about, which is no longer there',
    ]
    assert "gone: Maturing" in dump(profile)
    assert "- L1/lost\n  - L9/a\n" in dump(profile)


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
    assert orphaned_entries(profile, ladder) == [
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
    assert (axis.word, axis.source, axis.detail) == (EXCEEDING, "quick", "your word for the whole")
    axis = craft(ladder, NEEDED, NEEDED, MATURING, quick=EXCEEDING)
    assert (axis.word, axis.source, axis.place) == (EXCEEDING, "quick", 3)
    assert axis.basis == "your word for the whole; 3 of 4 statements rated"
    axis = craft(ladder, NEEDED, NEEDED, MATURING, MATURING, quick=EXCEEDING)
    assert (axis.word, axis.source, axis.place) == (NEEDED, "statements", 0)


def test_a_quick_word_that_is_none_here_gives_way_to_the_statements(ladder: Ladder) -> None:
    axis = craft(ladder, MATURING, quick="Splendid")
    assert (axis.word, axis.source) == (MATURING, "statements")


def test_an_axis_says_what_it_rests_on_and_how_its_words_are_spread(ladder: Ladder) -> None:
    assert craft(ladder).detail == "nothing yet"
    axis = craft(ladder, EXCEEDING, NEEDED, EXCEEDING, "Splendid")
    assert axis.spread == ((NEEDED, 1), (EXCEEDING, 2)), "in the order of the words"
    assert axis.basis == "from 3 of 4 statements"
    assert axis.detail == ("from 3 of 4 statements: 1 Improvement needed, 2 Exceeding")


def test_the_sentence_says_what_a_word_rests_on_where_statements_are_rated(
    ladder: Ladder,
) -> None:
    third = ladder.level("L3")
    assert third
    quick = craft(ladder, NEEDED, quick=EXCEEDING)
    assert sentence((quick,), ladder, third).endswith(
        "Craft: Exceeding (your word for the whole; 1 of 4 statements rated)."
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


# -- scopes ----------------------------------------------------------------------------


@pytest.fixture
def scoped(tmp_path: Path) -> Ladder:
    """A level with a competency of two scopes, one of one, and one without."""

    def group(scope: str | None, **statements: str) -> dict[str, object]:
        return {"statements": statements} | ({"scope": scope} if scope else {})

    competencies = {
        "craft": {
            "groups": [
                group("In my group", a="I *do* a", b="I do b"),
                group("Across all", c="I do c"),
                {"scope": "Some day", "tentative": {"maybe": "I may"}},
            ]
        },
        "people": {"groups": [group("In my group", d="I do d")]},
        "money": {"groups": [group(None, e="I do e"), group("Across all", f="I do f")]},
    }
    files = {
        "L1.yaml": level("L1", competencies=competencies),
        "L2.yaml": level("L2", {"x": "I x"}),
    }
    return load(write(tmp_path / "scoped", files)).ladders[0]


def by_scope(ladder: Ladder, profile: Profile) -> list[tuple[str, str | None, str]]:
    first = ladder.levels[0]
    found = axes(profile.ratings(first.code), ladder, first, by_scope=True)
    return [(axis.name, axis.word, axis.basis) for axis in found]


def test_scopes_are_axes_where_a_competency_has_several(scoped: Ladder) -> None:
    names = [name for name, _, _ in by_scope(scoped, new(scoped, "L1"))]
    assert names == [
        "Craft: In my group",
        "Craft: Across all",
        "People",
        "Money",
        "Money: Across all",
    ]
    assert has_scopes(scoped.levels[0])
    assert not has_scopes(scoped.levels[1])
    assert len(axes(Profile("x", "L1").ratings("L1"), scoped, scoped.levels[0])) == 3


def test_a_quick_word_stands_for_each_scope_until_its_statements_are_rated(scoped: Ladder) -> None:
    profile = new(scoped, "L1").with_rating("L1", "craft", EXCEEDING)
    profile = profile.with_statement_rated(Ref("L1", "a"), NEEDED)
    profile = profile.with_statement_rated(Ref("L1", "c"), MATURING)
    assert by_scope(scoped, profile)[:3] == [
        ("Craft: In my group", EXCEEDING, "your word for the whole; 1 of 2 statements rated"),
        ("Craft: Across all", MATURING, "from 1 statement"),
        ("People", None, "nothing yet"),
    ]


def test_an_axis_names_the_statements_behind_it_as_a_reader_sees_them(scoped: Ladder) -> None:
    first = scoped.levels[0]
    profile = new(scoped, "L1").with_statement_rated(Ref("L1", "a"), NEEDED)
    profile = profile.with_statement_rated(Ref("L1", "b"), "Splendid")
    whole, *_ = axes(profile.ratings("L1"), scoped, first)
    assert whole.behind == (("I do a", NEEDED),)


# -- two lines -------------------------------------------------------------------------


def test_the_sentence_of_two_says_where_they_are_alike(scoped: Ladder) -> None:
    first = scoped.levels[0]
    own = new(scoped, "L1").with_rating("L1", "craft", MATURING).with_rating("L1", "people", NEEDED)
    manager = new(scoped, "L1").with_rating("L1", "craft", MATURING)
    lines = (
        Series("Own view", axes(own.ratings("L1"), scoped, first)),
        Series("Manager's view", axes(manager.ratings("L1"), scoped, first)),
    )
    assert sentence_of_two(*lines, scoped, first) == (
        "Own view and Manager's view against L1, which expects Performing throughout. "
        "Craft: both Maturing; People: Own view Improvement needed, Manager's view not rated; "
        "Money: both not rated."
    )


# -- gaps ------------------------------------------------------------------------------


def test_gaps_come_in_the_ladders_order_however_large_they_are(scoped: Ladder) -> None:
    profile = new(scoped, "L1")
    for id, word in (
        ("f", NEEDED),
        ("d", PERFORMING),
        ("c", MATURING),
        ("b", NEEDED),
        ("a", EXCEEDING),
    ):
        profile = profile.with_statement_rated(Ref("L1", id), word)
    found = gaps(profile.ratings("L1"), scoped, scoped.levels[0])
    assert [
        (gap.competency.key, gap.word, [(s.id, word) for s, word in gap.short], gap.open)
        for gap in found
    ] == [
        ("craft", MATURING, [("b", NEEDED), ("c", MATURING)], 0),
        ("money", NEEDED, [("f", NEEDED)], 1),
    ]


def test_a_statement_below_is_a_gap_though_the_competency_as_a_whole_is_not(scoped: Ladder) -> None:
    profile = new(scoped, "L1").with_rating("L1", "craft", EXCEEDING)
    profile = profile.with_statement_rated(Ref("L1", "a"), MATURING)
    (gap,) = gaps(profile.ratings("L1"), scoped, scoped.levels[0])
    assert (gap.word, [s.id for s, _ in gap.short], gap.open) == (EXCEEDING, ["a"], 2)


def test_a_quick_word_below_is_a_gap_without_statements(scoped: Ladder) -> None:
    profile = new(scoped, "L1").with_rating("L1", "people", NEEDED)
    (gap,) = gaps(profile.ratings("L1"), scoped, scoped.levels[0])
    assert (gap.competency.key, gap.word, gap.short, gap.open) == ("people", NEEDED, (), 1)


def test_where_nothing_is_below_or_rated_there_is_no_gap(scoped: Ladder) -> None:
    first = scoped.levels[0]
    profile = new(scoped, "L1").with_rating("L1", "people", PERFORMING)
    profile = profile.with_statement_rated(Ref("L1", "maybe"), NEEDED)
    profile = profile.with_statement_rated(Ref("L1", "a"), "Splendid")
    assert gaps(profile.ratings("L1"), scoped, first) == ()
    assert gaps(Profile("x", "L1").ratings("L1"), scoped, first) == ()


def test_what_was_agreed_about_a_lost_statement_is_said_once(ladder: Ladder) -> None:
    lost = Ref("L1", "lost")
    profile = new(ladder, "L1").with_topic(lost).with_step(lost, Step("Sit in"))
    assert orphaned_entries(profile, ladder) == [
        '"lost" of L1 to talk about, which is no longer there'
    ]
    assert orphaned_entries(profile.without_topic(lost), ladder) == orphaned_entries(
        profile, ladder
    )


# -- what does not apply, and one word instead -----------------------------------------


def axis_of(profile: Profile, ladder: Ladder, code: str = "L3") -> Axis:
    found = ladder.level(code)
    assert found
    return axes(profile.ratings(code), ladder, found)[0]


def test_a_statement_that_does_not_apply_is_neither_rated_nor_open(ladder: Ladder) -> None:
    third = ladder.level("L3")
    assert third
    profile = new(ladder, "L3").with_rating("L3", "craft", EXCEEDING)
    for id, word in zip("abc", (NEEDED, MATURING, MATURING), strict=True):
        profile = profile.with_statement_rated(Ref("L3", id), word)
    assert axis_of(profile, ladder).source == "quick", "one of four is open"
    profile = profile.with_statement_not_applicable(Ref("L3", "d"), "no on-call in my team")
    axis = axis_of(profile, ladder)
    assert (axis.word, axis.source, axis.rated, axis.size, axis.left_out) == (
        MATURING,
        "statements",
        3,
        3,
        1,
    )
    assert axis.detail == (
        "from 3 statements: 1 Improvement needed, 2 Maturing; 1 does not apply here"
    )
    (gap,) = gaps(profile.ratings("L3"), ladder, third)
    assert ([s.id for s, _ in gap.short], gap.open) == (["a", "b", "c"], 0)
    less = profile.with_statement_not_applicable(Ref("L3", "a"), "")
    assert axis_of(less, ladder).detail == "from 2 statements: 2 Maturing; 2 do not apply here"


def test_a_competency_that_does_not_apply_has_no_word_and_is_no_gap(ladder: Ladder) -> None:
    third = ladder.level("L3")
    assert third
    profile = new(ladder, "L3").with_statement_rated(Ref("L3", "a"), NEEDED)
    assert gaps(profile.ratings("L3"), ladder, third)
    profile = profile.with_competency_not_applicable("L3", "craft", "no on-call in my team")
    axis = axis_of(profile, ladder)
    assert (axis.word, axis.place, axis.applies, axis.reason) == (
        None,
        None,
        False,
        "no on-call in my team",
    )
    said = "does not apply here: no on-call in my team"
    assert (axis.basis, axis.short, axis.detail, axis.shown) == (said, said, said, said)
    assert gaps(profile.ratings("L3"), ladder, third) == ()
    assert sentence((axis,), ladder, third).endswith(f"Craft: {said}.")
    unrated = Series("Manager's view", axes(Profile("x", "L3").ratings("L3"), ladder, third))
    assert sentence_of_two(Series("Own view", (axis,)), unrated, ladder, third).endswith(
        f"Craft: Own view {said}, Manager's view not rated."
    )


def test_a_competency_none_of_whose_statements_applies_does_not_apply(ladder: Ladder) -> None:
    profile = new(ladder, "L3")
    for id, reason in zip("abcd", ("no on-call", "", "no on-call", "no budget"), strict=True):
        assert axis_of(profile, ladder).applies
        profile = profile.with_statement_not_applicable(Ref("L3", id), reason)
    axis = axis_of(profile, ladder)
    assert (axis.applies, axis.basis) == (False, "does not apply here: no on-call; no budget")
    third = ladder.level("L3")
    assert third
    assert gaps(profile.ratings("L3"), ladder, third) == ()
    whole = axis_of(profile.with_rating("L3", "craft", MATURING), ladder)
    assert (whole.applies, whole.word, whole.size) == (True, MATURING, 0)


def test_one_word_instead_stands_though_every_statement_is_rated(ladder: Ladder) -> None:
    profile = new(ladder, "L3").with_word_instead("L3", "craft", EXCEEDING)
    axis = axis_of(profile, ladder)
    assert (axis.word, axis.overridden, axis.basis) == (EXCEEDING, True, "your word for the whole")
    for id in "abcd":
        profile = profile.with_statement_rated(Ref("L3", id), MATURING)
    axis = axis_of(profile, ladder)
    assert (axis.word, axis.source, axis.overridden) == (EXCEEDING, "quick", True)
    assert axis.detail == "your word for the whole, instead of 4 statements: 4 Maturing"
    assert axis.short == "Exceeding (for the whole)"
    back = axis_of(profile.with_word_instead("L3", "craft", None), ladder)
    assert (back.word, back.overridden, back.short) == (
        MATURING,
        False,
        "Maturing (from 4 statements)",
    )


def test_what_does_not_apply_to_what_the_ladder_lost_is_said_and_stays(ladder: Ladder) -> None:
    profile = (
        new(ladder, "L3")
        .with_competency_not_applicable("L3", "gone", "no budget")
        .with_competency_not_applicable("L3", "craft", "")
        .with_statement_not_applicable(Ref("L3", "lost"), "")
        .with_statement_not_applicable(Ref("L3", "maybe"), "")
        .with_statement_not_applicable(Ref("L3", "a"), "")
        .with_statement_not_applicable(Ref("L9", "a"), "")
    )
    assert orphaned_entries(profile, ladder) == [
        '"does not apply" for "gone", which L3 no longer has',
        '"does not apply" for "lost" of L3, which is no longer there',
        '"does not apply" for "maybe" of L3, which is under discussion',
        'ratings against "L9", which is no level of this ladder',
    ]
    assert "gone: no budget" in dump(profile)
