"""A profile: each change gives a new one, and nothing that was said is lost by another change."""

from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.model import Ladder, Ref
from explorer.profiles import profile as profiles
from explorer.profiles.profile import (
    MAX_EVIDENCE,
    MAX_SNAPSHOTS,
    MAX_TOPICS,
    Evidence,
    Profile,
    Ratings,
    Snapshot,
    Step,
)
from library.writing import level, write


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
    assert second.with_target("L2").target == "L2"
    assert second.with_target("L2").levels == second.levels


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


def test_rating_and_aiming_keep_the_conversation_list() -> None:
    profile = Profile("x", "L1").with_topic(Ref("L1", "a"))
    assert profile.with_rating("L1", "craft", "Maturing").conversation == profile.conversation
    assert profile.with_target("L2").conversation == profile.conversation


@pytest.mark.parametrize(
    ("codes", "target"),
    [([], None), (["L3", "L4", "L5"], "L4"), (["a", "b", "c"], "b"), (["a"], "a")],
)
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


# -- what does not apply, and one word instead -----------------------------------------

A = Ref("L1", "a")


def test_a_statement_has_a_word_or_does_not_apply_and_never_both() -> None:
    rated = Profile("x", "L1").with_statement_rated(A, "Maturing")
    left_out = rated.with_statement_not_applicable(A, " no on-call in my team ")
    assert left_out.ratings("L1") == Ratings(not_applicable={"a": "no on-call in my team"})
    assert left_out.with_statement_rated(A, "Maturing") == rated
    assert left_out.with_statement_rated(A, None) == left_out, "there was no word to take away"
    assert left_out.with_statement_not_applicable(A, None).levels == {}
    assert rated.with_statement_not_applicable(A, None) == rated
    other = left_out.with_statement_rated(Ref("L1", "b"), "Maturing")
    assert other.ratings("L1").says_of("a")
    assert other.ratings("L1").says_of("b")
    assert not other.ratings("L1").says_of("c")


def test_a_competency_has_a_word_or_does_not_apply_and_never_both() -> None:
    rated = Profile("x", "L1").with_word_instead("L1", "craft", "Maturing")
    left_out = rated.with_competency_not_applicable("L1", "craft", "")
    assert left_out.ratings("L1") == Ratings(competencies_not_applicable={"craft": ""})
    assert left_out.with_word_instead("L1", "craft", "Maturing") == rated
    assert left_out.with_competency_not_applicable("L1", "craft", None).levels == {}
    assert left_out.with_rating("L1", "craft", None) == left_out


def test_one_word_instead_is_a_word_and_stands_until_it_is_taken_away() -> None:
    plain = Profile("x", "L1").with_rating("L1", "craft", "Maturing")
    instead = plain.with_word_instead("L1", "craft", "Exceeding")
    assert instead.ratings("L1") == Ratings({"craft": "Exceeding"}, overrides=frozenset({"craft"}))
    assert instead.with_rating("L1", "craft", "Maturing").ratings("L1").overrides == {"craft"}
    assert instead.with_word_instead("L1", "craft", None).levels == {}
    assert instead.with_rating("L1", "craft", None).levels == {}


def test_what_does_not_apply_is_something_said_and_takes_the_mark_of_done_away() -> None:
    whole = Profile("x", "L1").with_competency_not_applicable("L1", "craft", "")
    single = Profile("x", "L1").with_statement_not_applicable(A, "")
    for said in (whole, single):
        assert said.rated
        assert said.holds_something
    done = single.marked_ready("2026-11-23")
    assert done.with_statement_not_applicable(A, "").ready == "2026-11-23", "nothing was changed"
    assert done.with_statement_not_applicable(A, "no on-call").ready == ""
    assert done.with_competency_not_applicable("L1", "craft", "").ready == ""
    rated = done.with_rating("L1", "craft", "Maturing").marked_ready("2026-11-23")
    assert rated.with_word_instead("L1", "craft", "Maturing").ready == ""


def test_an_answer_is_a_word_a_reason_or_nothing() -> None:
    said = Ratings({"craft": "Maturing"}, {"a": "Maturing"}, {"b": ""}, {"money": "no budget"})
    assert said.of_competency("craft").text == "Maturing"
    assert said.of_competency("money").text == "does not apply here: no budget"
    assert said.of_statement("b").text == "does not apply here"
    assert said.of_statement("c").text == "not rated"
    assert not said.of_statement("c")
    assert said.of_statement("a", "craft").text == "Maturing"
    assert said.of_statement("a", "money").text == "does not apply here: no budget"


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
    assert profile.with_target("L5").evidence == profile.evidence


def test_a_full_list_of_evidence_stays_as_it_is() -> None:
    full = Profile("x", "L4", evidence=(NOTE,) * MAX_EVIDENCE)
    assert full.with_evidence(NOTE) == full


def test_notes_on_one_statement_are_taken_along_to_another_once() -> None:
    below, here = Ref("L3", "a"), Ref("L4", "a")
    on_it = Evidence("2026-11-23", below, "I led it", ("https://example.org/1",))
    whole = Evidence("2026-11-23", below, "On the whole", (), whole_competency=True)
    other = Evidence("2026-11-23", Ref("L3", "b"), "Elsewhere")
    profile = Profile("x", "L4", evidence=(on_it, whole, other))
    (taken,) = profile.notes_to_copy(below, here)
    assert (taken.about, taken.text, taken.links, taken.date) == (
        here,
        on_it.text,
        on_it.links,
        on_it.date,
    )
    more = profile.with_evidence(taken)
    assert more.notes_to_copy(below, here) == ()
    assert on_it in more.evidence, "it stays where it was"


# -- voices, and being done ------------------------------------------------------------


def test_a_new_profile_is_ones_own_unless_it_is_said_to_be_a_managers(ladder: Ladder) -> None:
    assert profiles.new(ladder, "L1").perspective == "self"
    theirs = profiles.new(ladder, "L1", "manager")
    assert (
        theirs.with_rating("L1", "craft", "Maturing").with_label("A").with_target("L2").perspective
        == "manager"
    )
    assert theirs.with_current("L1").current == "L1"
    assert not theirs.with_label("A").with_current("L1").holds_something


def test_whoever_changes_a_rating_is_no_longer_done() -> None:
    topic = Ref("L1", "a")
    done = (
        Profile("x", "L1")
        .with_rating("L1", "craft", "Maturing")
        .with_statement_rated(topic, "Maturing")
        .marked_ready("2026-11-23")
    )
    assert done.with_rating("L1", "craft", "Exceeding").ready == ""
    assert done.with_rating("L1", "craft", None).ready == ""
    assert done.with_statement_rated(topic, "Exceeding").ready == ""
    assert done.with_statement_rated(Ref("L2", "b"), "Exceeding").ready == ""
    assert done.with_rating("L1", "craft", "Maturing") == done, "nothing was changed"
    assert done.with_statement_rated(topic, "Maturing") == done
    assert done.with_topic(topic).with_step(topic, Step("x")).with_label("x").ready == "2026-11-23"
    assert done.marked_ready("").ready == ""


# -- the 1:1 ---------------------------------------------------------------------------


def test_a_topic_comes_one_place_earlier_at_a_time() -> None:
    one, two, three = (Ref("L1", id) for id in ("one", "two", "three"))
    profile = Profile("x", "L1", conversation=(one, two, three))
    assert profile.with_topic_earlier(three).conversation == (one, three, two)
    assert profile.with_topic_earlier(two).conversation == (two, one, three)
    assert profile.with_topic_earlier(one) == profile
    assert profile.with_topic_earlier(Ref("L9", "x")) == profile


def test_what_was_agreed_stays_when_its_topic_is_taken_off() -> None:
    topic, step = Ref("L1", "a"), Step("Sit in", "2027-01-15")
    profile = Profile("x", "L1").with_topic(topic).with_step(topic, step)
    assert profile.without_topic(topic).agreed == {topic: step}
    assert profile.without_topic(topic).holds_something
    assert profile.with_step(topic, Step("", "2027-02-01")).agreed == {
        topic: Step("", "2027-02-01")
    }
    assert profile.with_step(topic, Step()).agreed == {}
    assert profile.with_step(Ref("L1", "b"), Step("More")).agreed[topic] == step


def test_an_answer_is_kept_by_its_question_and_can_be_taken_back() -> None:
    profile = Profile("x", "L1").with_answer("gap", "Yes").with_answer("proud", "So would I")
    assert profile.with_answer("gap", "No").answers == {"proud": "So would I", "gap": "No"}
    assert profile.with_answer("gap", "").answers == {"proud": "So would I"}
    assert profile.holds_something
    assert not profile.rated


# -- snapshots -------------------------------------------------------------------------


def test_snapshots_are_added_at_the_end_and_taken_away_one_at_a_time() -> None:
    spring, autumn = Snapshot("2026-04-01", "L1"), Snapshot("2026-10-01", "L1", "Autumn")
    profile = Profile("x", "L1").with_snapshot(spring).with_snapshot(autumn).with_snapshot(spring)
    assert profile.snapshots == (spring, autumn, spring)
    assert profile.without_snapshot(spring).snapshots == (autumn, spring)
    assert profile.without_snapshot(autumn).without_snapshot(autumn).snapshots == (spring, spring)
    assert profile.with_rating("L1", "craft", "Maturing").snapshots == profile.snapshots
    assert profile.holds_something


def test_a_full_list_of_snapshots_stays_as_it_is() -> None:
    snapshot = Snapshot("2026-04-01", "L1")
    full = Profile("x", "L1", snapshots=(snapshot,) * MAX_SNAPSHOTS)
    assert full.with_snapshot(snapshot) == full
