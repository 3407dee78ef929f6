"""A panellist's card: words with evidence, no evidence seen, and a file that names nobody."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.interviews import interview_files
from explorer.interviews.scorecard import (
    Observation,
    Scorecard,
    dump_scorecard,
    in_panel_words,
    new_scorecard,
    parse_scorecard,
)
from explorer.model import Ladder, RatingScale
from library.writing import level, write

WORDING = "0123456789ab"
HEAD = (
    f"kind: ladder-card\nversion: 1\nladder: dev\nlevel: L1\nwording: '{WORDING}'\npanellist: '2'\n"
)


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    made = level("L1", {"a": "I *plan*", "b": "I test"}, tentative={"t": "I may"})
    return load(write(tmp_path / "dev", {"L1.yaml": made})).ladders[0]


def test_a_card_says_a_word_and_its_evidence_and_no_evidence_for_the_rest(ladder: Ladder) -> None:
    first = ladder.levels[0]
    card = new_scorecard(ladder, first).with_panellist_id(" 2 ").with_reference("2026-11 /\nblue")
    card = card.for_interview("Design", first.statements[:2])
    assert [each.text_at_the_time for each in card.observations] == ["I plan", "I test"]
    assert not card.has_content
    said = card.with_word("a", "Maturing")
    assert said.without_evidence == (Observation("a", "I plan", "Maturing"),)
    said = said.with_evidence("a", " drew\x00 a plan ")
    assert said.observation("a") == Observation("a", "I plan", "Maturing", "drew  a plan")
    assert said.without_evidence == ()
    assert said.observation("b") == Observation("b", "I test")
    assert said.with_word("zzz", "Maturing") == said
    assert (said.author, said.reference) == ("2 · Design", "2026-11 / blue")


def test_a_plan_that_changes_loses_nothing_that_was_said(ladder: Ladder) -> None:
    a, b = ladder.levels[0].statements[:2]
    card = (
        new_scorecard(ladder, ladder.levels[0]).for_interview("x", [a]).with_word("a", "Maturing")
    )
    other = card.for_interview("x", [b])
    assert [each.expectation for each in other.observations] == ["b", "a"]
    back = other.for_interview("x", [a, b])
    assert back.observation("a") == card.observation("a")
    empty = new_scorecard(ladder, ladder.levels[0]).for_interview("x", [a]).for_interview("x", [b])
    assert [each.expectation for each in empty.observations] == ["b"]


def test_the_file_reads_as_it_was_written() -> None:
    seen = (
        Observation("a", "I plan", "Maturing", "drew it\nthen asked"),
        Observation("b", "I test"),
    )
    text = dump_scorecard(Scorecard("dev", "L1", WORDING, "blue", "Design", "2", seen))
    assert text.startswith("# A panellist's card")
    assert text.endswith(
        'slot: Design\npanellist: "2"\nseen:\n  - expectation: a\n    reads: I plan\n'
        "    word: Maturing\n    evidence: >-\n      drew it\n\n      then asked\n"
        "  - expectation: b\n    reads: I test\nend: true\n"
    )


NAME = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20
)
KEY = st.text("abzAZ019é_", min_size=1, max_size=8)
SEEN = st.lists(
    st.builds(Observation, KEY, NAME, st.none() | NAME, st.just("") | NAME),
    max_size=4,
    unique_by=lambda seen: seen.expectation,
).map(tuple)


@given(
    st.builds(
        Scorecard,
        NAME,
        st.sampled_from(["L4", "1.0", "no", "null"]),
        st.just(WORDING),
        NAME | st.just(""),
        NAME | st.just(""),
        NAME,
        SEEN,
    )
)
def test_any_card_comes_back_from_its_file(card: Scorecard) -> None:
    assert parse_scorecard(dump_scorecard(card).encode()) == (card, [])


@given(st.text(max_size=300))
def test_whatever_is_typed_can_be_read_again(typed: str) -> None:
    card = Scorecard("dev", "L1", WORDING, "", "", "2", (Observation("a", "I plan", "Maturing"),))
    card = card.with_evidence("a", typed).with_reference(typed).with_panellist_id(f"2{typed}")
    found, problems = parse_scorecard(dump_scorecard(card).encode())
    assert problems == []
    assert found
    assert found.observation("a") == card.observation("a")


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_no_file_raises(raw: bytes) -> None:
    found, problems = parse_scorecard(raw)
    assert (found is None) == bool(problems)


CARD = Scorecard(
    "dev",
    "L1",
    WORDING,
    "blue",
    "x",
    "2",
    (Observation("a", "I", "Maturing", "well:\n- x"), Observation("b", "I")),
)


@given(st.integers(0, len(dump_scorecard(CARD)) - 2))
def test_a_file_that_was_cut_off_anywhere_is_no_card(length: int) -> None:
    assert parse_scorecard(dump_scorecard(CARD)[:length].encode())[0] is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            b"kind: ladder-plan\n",
            "1:1: found another kind of file; wanted a card that was downloaded",
        ),
        (HEAD.encode(), "7:1: found an early end"),
        (
            (HEAD.replace("panellist: '2'\n", "") + "end: true\n").encode(),
            '1:1: found no "panellist"',
        ),
        (
            (
                HEAD
                + "seen:\n- {expectation: a, reads: x}\n- {expectation: a, reads: x}\nend: true\n"
            ).encode(),
            '9:3: found "a" a second time',
        ),
        (
            (HEAD + "seen:\n- {expectation: a, reads: x, stars: 5}\nend: true\n").encode(),
            '8:30: found the unknown key "stars"',
        ),
        ((HEAD + "end: false\n").encode(), '7:1: found an end that says "False"'),
        (b"#" * (10 * 1024 * 1024), "1:1: found 10,485,760 bytes"),
    ],
    ids=lambda part: repr(part)[:40],
)
def test_a_damaged_or_other_file_is_told_and_gives_nothing(raw: bytes, said: str) -> None:
    found, problems = parse_scorecard(raw, "c.yaml")
    assert found is None
    assert [p for p in problems if f"{p.place}: {p.sentence}".startswith(f"c.yaml:{said}")], (
        problems
    )


def test_the_wording_changes_with_the_confirmed_words_and_with_nothing_else(tmp_path: Path) -> None:
    def mark(name: str, **parts: str) -> str:
        made = level("L1", {"a": "I plan", **parts}, tentative={"t": name}, title=name)
        return interview_files.content_hash(
            load(write(tmp_path / name, {"x/L1.yaml": made})).ladders[0].levels[0]
        )

    assert mark("one") == mark("two")
    assert mark("three", a="I *plan*") == mark("one"), "a mark is no word"
    assert mark("four", b="I test") != mark("one")
    assert mark("five", a="I plan more") != mark("one")


def test_a_statement_that_shows_nothing_is_named_by_its_id(tmp_path: Path) -> None:
    made = level("L1", {"picture": "![](x.png)"})
    (ladder,) = load(write(tmp_path / "x", {"y/L1.yaml": made})).ladders
    card = (
        new_scorecard(ladder, ladder.levels[0])
        .with_panellist_id("1")
        .for_interview("", ladder.levels[0].statements)
    )
    assert parse_scorecard(dump_scorecard(card).encode()) == (card, [])


def test_a_card_in_the_words_of_profiles_is_read_in_those_of_a_panel() -> None:
    words = ("Improvement needed", "Exceeding", "At the level", "Brilliant", None)
    said = tuple(Observation(str(n), "I plan", word) for n, word in enumerate(words))
    card = Scorecard("dev", "L1", WORDING, observations=said)
    ladder = Ladder("dev", "Dev")
    assert [each.word for each in in_panel_words(card, ladder).observations] == [
        "Below the level",
        "Above the level",
        "At the level",
        "Brilliant",
        None,
    ]
    two = replace(ladder, panel_scale=RatingScale.from_meanings({"No": "", "Yes": ""}))
    assert in_panel_words(card, two) == card, "as many words, or none is another's"
