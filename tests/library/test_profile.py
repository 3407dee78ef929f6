"""A profile: rated in words, kept in a readable file, never raising for what a file holds."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import profile as profiles
from explorer.loading import load
from explorer.model import Ladder, Ref
from explorer.profile import MAX_EVIDENCE, MAX_TOPICS, Evidence, Profile, Ratings
from explorer.profile_file import MAX_BYTES, MIGRATIONS, VERSION, dump, parse, unfit
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

NOTES = st.builds(
    Evidence,
    st.dates().map(str),
    st.builds(Ref, CODE, KEY),
    st.lists(NAME, min_size=1, max_size=3).map("\n\n".join),
    st.lists(st.sampled_from(["https://a.example/x?y=z&ä#1", "http://[", "https://"]).map(
        lambda link: f"{link}b"), max_size=2).map(tuple),
    st.booleans(),
)  # fmt: skip


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
        evidence=st.lists(NOTES, max_size=3).map(tuple),
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
        (HEAD.replace("1", "4").encode(), "1:1: found version 4, from a newer Ladder Explorer"),
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


@pytest.mark.parametrize(
    ("codes", "target"), [([], None), (["L3", "L4", "L5"], "L4"), (["a", "b", "c"], "b"), (["a"], "a")]
)  # fmt: skip
def test_the_first_target_is_l4_or_else_in_the_middle(
    tmp_path: Path, codes: list[str], target: str | None
) -> None:
    write(tmp_path, {"ladder.yaml": "name: X\n", **{f"{code}.yaml": level(code) for code in codes}})
    assert profiles.first_target(load(tmp_path).ladders[0]) == target


# -- statements rated ------------------------------------------------------------------


def test_rating_a_statement_keeps_the_quick_words_and_can_be_taken_back() -> None:
    first = Profile("x", "L1").with_rating("L1", "craft", "Maturing")
    second = first.with_statement_rated(Ref("L1", "a"), "Exceeding")
    assert second.ratings("L1").statements == {"a": "Exceeding"}
    assert second.ratings("L1").competencies == {"craft": "Maturing"}
    assert second.with_statement_rated(Ref("L1", "a"), None) == first
    alone = Profile("x", "L1").with_statement_rated(Ref("L1", "a"), "Exceeding")
    assert alone.rated
    assert alone.with_statement_rated(Ref("L1", "a"), None).levels == {}


# -- older files -----------------------------------------------------------------------


def test_a_file_of_version_1_means_the_same_and_is_written_as_today() -> None:
    rest = (
        "revision: 4\nlevels:\n  L4:\n    competencies:\n      craft: Maturing\n"
        "    statements:\n      a: Exceeding\nconversation: [L4/a]\n"
    )
    old, problems = parse((HEAD + rest).encode())
    new, _ = parse((HEAD.replace(": 1", ": 2") + rest).encode())
    assert problems == []
    assert old is not None
    assert old == new
    assert old.ratings("L4") == Ratings({"craft": "Maturing"}, {"a": "Exceeding"})
    assert (old.conversation, old.evidence, old.revision) == ((Ref("L4", "a"),), (), 4)
    assert VERSION == 3
    assert "\nversion: 3\n" in dump(old)
    assert parse(dump(old).encode()) == (old, [])


def test_each_older_version_has_a_way_to_the_next() -> None:
    assert set(MIGRATIONS) == set(range(1, VERSION))


# -- evidence --------------------------------------------------------------------------

NOTE = Evidence("2026-11-23", Ref("L4", "a"), "I led it", ("https://example.org/1",))


def test_evidence_is_kept_with_the_latest_day_first_and_taken_away_one_at_a_time() -> None:
    early = Evidence("2025-01-02", Ref("L4", "craft"), "Well done", (), whole_competency=True)
    profile = Profile("x", "L4").with_evidence(early).with_evidence(NOTE).with_evidence(NOTE)
    assert profile.evidence == (NOTE, NOTE, early)
    assert profile.holds_something
    assert not profile.rated, "a note is no rating"
    assert profile.without_evidence(NOTE).evidence == (NOTE, early)
    assert profile.without_evidence(early).without_evidence(early).evidence == (NOTE, NOTE)
    assert profile.with_rating("L4", "craft", "Maturing").evidence == profile.evidence
    assert profile.aimed("L5").evidence == profile.evidence


def test_evidence_reads_in_the_file_as_it_was_written() -> None:
    whole = Evidence("2026-11-22", Ref("L4", "craft"), "Well done", (), whole_competency=True)
    profile = Profile("x", "L4").with_evidence(NOTE).with_evidence(whole)
    assert dump(profile).endswith(
        "evidence:\n"
        "- 'on': '2026-11-23'\n  statement: L4/a\n  text: I led it\n"
        "  links:\n  - https://example.org/1\n"
        "- 'on': '2026-11-22'\n  competency: L4/craft\n  text: Well done\n"
    )
    assert parse(dump(profile).encode()) == (profile, [])


def test_a_full_list_of_evidence_stays_as_it_is() -> None:
    full = Profile("x", "L4", evidence=(NOTE,) * MAX_EVIDENCE)
    assert full.with_evidence(NOTE) == full
    assert parse(dump(full).encode()) == (full, [])
    over = Profile("x", "L4", evidence=(NOTE,) * (MAX_EVIDENCE + 1))
    assert parse(dump(over).encode())[0] is None


ABOUT = "statement: L4/a"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("on: '2026-11-23', text: x", "found evidence about nothing"),
        (f"on: 2026-11-23, {ABOUT}, text: x", "found a date, 2026-11-23; wanted text"),
        (f"on: '2026-02-30', {ABOUT}, text: x", 'found the day "2026-02-30"; wanted a day'),
        (f"on: yesterday, {ABOUT}, text: x", 'found "yesterday"'),
        (f"on: '٢٠٢٦-11-23', {ABOUT}, text: x", "found "),
        (f"{ABOUT}, text: x", "found "),
        ("on: '2026-11-23', statement: a, text: x", 'found "a"'),
        (f"on: '2026-11-23', {ABOUT}", "found "),
        (f"on: '2026-11-23', {ABOUT}, text: ' '", "found empty text"),
        (f"on: '2026-11-23', {ABOUT}, text: {'x' * 4001}", "found "),
        (f"on: '2026-11-23', {ABOUT}, text: x, stars: 5", 'found the unknown key "stars"'),
        *((f"on: '2026-11-23', {ABOUT}, text: x, links: ['{link}']", "found ") for link in (
            "javascript:alert(1)", "data:text/html,x", "//a.example", "https://a b", "ftp://a.b",
            "https://a.example/<b>", "HTTPS", f"https://a.example/{'x' * 2000}",
        )),
        (f"on: '2026-11-23', {ABOUT}, text: x, links: {['https://a.example'] * 21}", "found 21"),
    ],
    ids=lambda part: part[:60],
)  # fmt: skip
def test_evidence_that_cannot_be_read_is_told_with_its_line(note: str, said: str) -> None:
    good = f"on: '2026-11-23', {ABOUT}, text: x"
    raw = f"{HEAD.replace(': 1', ': 2')}evidence:\n- {{{good}}}\n- {{{note}}}\n"
    found, problems = parse(raw.encode())
    assert found is None
    assert [problem.line for problem in problems] == [7]
    assert problems[0].sentence.startswith(said)


def test_what_a_file_could_not_hold_is_known_before_it_is_kept() -> None:
    empty = Profile("x", "L4")
    assert unfit(empty.with_evidence(NOTE)) == ""
    assert "U+2028" in unfit(empty.with_evidence(Evidence("2026-11-23", NOTE.about, "a\u2028b")))
    link = f"https://a.example/{'x' * 2000}"
    assert unfit(empty.with_evidence(Evidence("2026-11-23", NOTE.about, "a", (link,))))
    long = Evidence("2026-11-23", NOTE.about, "x" * 4000)
    many = Profile("x", "L4", evidence=(long,) * 250)
    assert len(dump(many)) < MAX_BYTES, "there is still room for ratings"
    assert "bytes" in unfit(many)
