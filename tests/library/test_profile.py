"""A profile: rated in words, kept in a readable file, never raising for what a file holds."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import profile as profiles
from explorer.loading import load
from explorer.model import RATING_WORDS, Ladder, Ref
from explorer.profile import MAX_BYTES, MAX_TOPICS, Profile, Ratings, dump, parse
from library.writing import level, write

HEAD = "profile: ladder-explorer\nversion: 1\nladder: sre\ntarget: L4\n"


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    files = {
        "L1.yaml": level("L1", {"a": "x"}),
        "L2.yaml": level("L2", {"a": "x"}, competency="people"),
    }
    return load(write(tmp_path / "dev", files)).ladders[0]


def test_rating_gives_another_profile_and_leaves_the_first(ladder: Ladder) -> None:
    first = profiles.new(ladder, "L1")
    second = first.with_rating("L1", "craft", "Maturing").with_rating("L2", "people", "Performing")
    assert not first.rated
    assert second.rated
    assert dict(second.ratings("L1").competencies) == {"craft": "Maturing"}
    third = second.with_rating("L1", "craft", None)
    assert dict(third.ratings("L1").competencies) == {}
    assert third.ratings("L2") == second.ratings("L2")
    assert second.aimed("L2").target == "L2"
    assert second.aimed("L2").levels == second.levels


def test_rating_a_competency_keeps_the_ratings_of_statements() -> None:
    before = Profile("x", "L1", levels={"L1": Ratings(statements={"a": "Maturing"})})
    assert before.with_rating("L1", "craft", "Maturing").ratings("L1").statements == {
        "a": "Maturing"
    }


def test_a_statement_to_talk_about_is_added_once_at_the_end_and_taken_off(ladder: Ladder) -> None:
    first = profiles.new(ladder, "L1")
    assert not first.holds_something
    second = first.with_topic(Ref("L2", "a")).with_topic(Ref("L1", "a")).with_topic(Ref("L2", "a"))
    assert second.conversation == (Ref("L2", "a"), Ref("L1", "a"))
    assert second.holds_something
    assert not second.rated, "to talk about a statement is no rating"
    assert second.without_topic(Ref("L2", "a")).conversation == (Ref("L1", "a"),)
    assert second.without_topic(Ref("L9", "a")) == second
    assert first.conversation == ()


def test_a_full_conversation_list_stays_as_it_is() -> None:
    full = Profile("x", "L1", conversation=tuple(Ref("L1", f"s{n}") for n in range(MAX_TOPICS)))
    assert full.with_topic(Ref("L1", "more")) == full
    assert parse(dump(full).encode()) == (full, [])


def test_rating_and_aiming_keep_the_conversation_list() -> None:
    profile = Profile("x", "L1").with_topic(Ref("L1", "a"))
    assert profile.with_rating("L1", "craft", "Maturing").conversation == profile.conversation
    assert profile.aimed("L2").conversation == profile.conversation


def test_the_file_reads_as_it_was_written() -> None:
    profile = Profile("sre", "L4", "Site Reliability", revision=3, saved="2026-11-23 12:00:00 UTC")
    text = dump(profile.with_rating("L4", "craft", "Maturing"))
    assert text.startswith("# A profile made with Ladder Explorer")
    assert text.endswith("levels:\n  L4:\n    competencies:\n      craft: Maturing\n")
    assert dump(profile.with_topic(Ref("L4", "a")).with_topic(Ref("L 4", "b"))).endswith(
        "conversation:\n- L4/a\n- L 4/b\n"
    )


def test_what_stands_twice_in_a_files_conversation_list_is_read_once() -> None:
    found, problems = parse(f"{HEAD}conversation: [L4/a, L3/a, L4/a]\n".encode())
    assert problems == []
    assert found is not None
    assert found.conversation == (Ref("L4", "a"), Ref("L3", "a"))


@pytest.mark.parametrize("name", ["L4", "L4/", "/a", "L4/a/b", "L4/a b", "../a", "L4/<b>"])
def test_a_name_that_is_no_statements_is_told_with_its_line(name: str) -> None:
    found, problems = parse(f"{HEAD}conversation:\n- L4/a\n- {name}\n".encode())
    assert found is None
    assert [(p.line, p.found) for p in problems] == [(7, f'"{name}"')]


KEY = st.text("abzAZ019é_", min_size=1, max_size=8)
CODE = st.sampled_from(["L4", "1.0", "no", "L 4+", "2026-11-23", "null", "0x1F", "É", "1_0", "y"])
NAME = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30
)
WORDS = st.dictionaries(KEY, NAME, max_size=4).map(MappingProxyType)


@given(
    st.builds(
        Profile,
        ladder=NAME,
        target=CODE,
        ladder_name=NAME,
        levels=st.dictionaries(CODE, st.builds(Ratings, WORDS, WORDS).filter(bool), max_size=4).map(
            MappingProxyType
        ),
        conversation=st.lists(st.builds(Ref, CODE, KEY), unique=True, max_size=5).map(tuple),
        revision=st.integers(0, 10**9),
        saved=NAME,
    )
)
def test_any_profile_comes_back_from_its_file(profile: Profile) -> None:
    assert parse(dump(profile).encode()) == (profile, [])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "1:1: found another kind of file; wanted a profile that was downloaded"),
        (b'code: "L4"\ntitle: x\n', "1:1: found another kind of file"),
        (b"profile: other\n", "1:1: found another kind of file"),
        (b"- profile\n", "1:1: found another kind of file"),
        (b"\x89PNG\r\n", "1:1: found the byte 0x89"),
        (HEAD.replace("1", "2").encode(), "1:1: found version 2, from a newer Ladder Explorer"),
        (HEAD.replace(": 1", ": 0").encode(), '1:1: found version "0", which this app cannot read'),
        (HEAD.replace(": 1", ": true").encode(), '1:1: found version "True", which this app cannot'),
        (HEAD.replace(": 1", ": [").encode(), "found"),
        (f"{HEAD}revision: -1\n".encode(), "5:11: found a number, -1"),
        (f"{HEAD}levels:\n  L4:\n    competencies:\n      a: 3\n".encode(), "8:10: found a number, 3"),
        (f"{HEAD}levels:\n  L4:\n    competences:\n".encode(), '7:5: found the unknown key "competences"'),
        (f"{HEAD}conversation: L4/a\n".encode(), '5:15: found the text "L4/a"; wanted a list'),
        (f"{HEAD}conversation: [4]\n".encode(), "5:16: found a number, 4; wanted text"),
        (f"{HEAD}conversation: {[f'L4/s{n}' for n in range(MAX_TOPICS + 1)]}\n".encode(), "5:15: found 101 of them"),
        (f"{HEAD}ladder: x\n".encode(), '5:1: found "ladder" a second time (first in line 3)'),
        (b"x" * (MAX_BYTES + 1), f"1:1: found {MAX_BYTES + 1:,} bytes"),
    ],
    ids=lambda part: repr(part)[:40],
)  # fmt: skip
def test_a_damaged_foreign_or_other_file_is_told_and_gives_nothing(raw: bytes, said: str) -> None:
    found, problems = parse(raw, "p.yaml")
    assert found is None
    assert any(f"{p.place}: {p.sentence}".startswith(f"p.yaml:{said}") or said == "found" for p in problems)  # fmt: skip


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_no_file_raises(raw: bytes) -> None:
    found, problems = parse(raw)
    assert (found is None) == bool(problems)


def test_an_unrated_axis_is_unrated_and_never_zero(ladder: Ladder) -> None:
    level = ladder.levels[0]
    profile = profiles.new(ladder, "L1")
    (axis,) = profiles.axes(profile, ladder, level)
    assert (axis.key, axis.word, axis.place) == ("craft", None, None)
    for place, term in enumerate(RATING_WORDS):
        (axis,) = profiles.axes(profile.with_rating("L1", "craft", term.name), ladder, level)
        assert (axis.word, axis.place) == (term.name, place)
    (axis,) = profiles.axes(profile.with_rating("L1", "craft", "Splendid"), ladder, level)
    assert (axis.word, axis.place) == (None, None)


def test_the_sentence_reads_the_radar_aloud(sre: Ladder) -> None:
    l4 = sre.level("L4")
    assert l4 is not None
    profile = profiles.new(sre, "L4").with_rating("L4", "customer-success", "Exceeding")
    said = profiles.sentence(profiles.axes(profile, sre, l4), sre, l4)
    assert said == (
        "Rated against L4, which expects Performing throughout. Domain expertise: not rated; "
        "Teaching and Mentoring: not rated; Culture and Leadership: not rated; "
        "Customer Success: Exceeding."
    )


def test_what_the_ladder_no_longer_has_is_said_and_stays(ladder: Ladder) -> None:
    profile = (
        profiles.new(ladder, "L1")
        .with_rating("L1", "craft", "Maturing")
        .with_rating("L1", "gone", "Maturing")
        .with_rating("L2", "people", "Splendid")
        .with_rating("L9", "craft", "Maturing")
        .with_topic(Ref("L1", "a"))
        .with_topic(Ref("L1", "lost"))
        .with_topic(Ref("L9", "a"))
    )
    assert profiles.left_over(profile, ladder) == [
        '"Maturing" for "gone", which L1 no longer has',
        '"Splendid" for "people" in L2, which is no rating word here',
        'ratings against "L9", which is no level of this ladder',
        '"lost" of L1 to talk about, which is no longer there',
        '"a" of L9 to talk about, which is no longer there',
    ]
    assert "gone: Maturing" in dump(profile)
    assert "- L1/lost\n- L9/a\n" in dump(profile)


@pytest.mark.parametrize(
    ("codes", "target"), [([], None), (["L3", "L4", "L5"], "L4"), (["a", "b", "c"], "b"), (["a"], "a")]
)  # fmt: skip
def test_the_first_target_is_l4_or_else_in_the_middle(
    tmp_path: Path, codes: list[str], target: str | None
) -> None:
    write(tmp_path, {"ladder.yaml": "name: X\n", **{f"{code}.yaml": level(code) for code in codes}})
    assert profiles.first_target(load(tmp_path).ladders[0]) == target
