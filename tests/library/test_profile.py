"""A profile: rated in words, kept in a readable file, never raising for what a file holds."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import profile as profiles
from explorer.loading import load
from explorer.model import RATING_WORDS, Ladder
from explorer.profile import MAX_BYTES, Profile, Ratings, dump, parse
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


def test_the_file_reads_as_it_was_written() -> None:
    profile = Profile("sre", "L4", "Site Reliability", revision=3, saved="2026-11-23 12:00:00 UTC")
    text = dump(profile.with_rating("L4", "craft", "Maturing"))
    assert text.startswith("# A profile made with Ladder Explorer")
    assert text.endswith("levels:\n  L4:\n    competencies:\n      craft: Maturing\n")


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
    )
    assert profiles.left_over(profile, ladder) == [
        '"Maturing" for "gone", which L1 no longer has',
        '"Splendid" for "people" in L2, which is no rating word here',
        'ratings against "L9", which is no level of this ladder',
    ]
    assert "gone: Maturing" in dump(profile)


@pytest.mark.parametrize(
    ("codes", "target"), [([], None), (["L3", "L4", "L5"], "L4"), (["a", "b", "c"], "b"), (["a"], "a")]
)  # fmt: skip
def test_the_first_target_is_l4_or_else_in_the_middle(
    tmp_path: Path, codes: list[str], target: str | None
) -> None:
    write(tmp_path, {"ladder.yaml": "name: X\n", **{f"{code}.yaml": level(code) for code in codes}})
    assert profiles.first_target(load(tmp_path).ladders[0]) == target
