"""Rating one statement after another, with a key per word."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import (
    DOMAIN,
    FIRST,
    SECOND,
    STORAGE,
    all_rated,
    held,
    in_view,
    keep,
    notes,
    press_key,
    profile,
    rated,
    rating_from,
    said_of,
)

from explorer.errors import Conflict
from explorer.model import DEFAULT_SCALE, Ladder, Ref
from explorer.profiles.profile import Evidence
from explorer.profiles.profile_file import dump, parse
from explorer.storage.file_repository import FileRepository, FileState, Kept


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_word_rates_the_statement_in_view_and_moves_on(visit: Open, number: int) -> None:
    page = visit("profile", show="rate")
    assert in_view(page) == "Statement 1 of 30"
    assert "I am a well-rounded engineer" in page.html
    assert "Not rated yet." in page.text
    press_key(page, f"rate-{number}")
    word = DEFAULT_SCALE.words[number - 1]
    assert said_of(page) == {FIRST: word}
    assert in_view(page) == "Statement 2 of 30"
    assert "I am an expert in many domains" in page.html
    assert f"Domain expertise: {word} (from 1 of 8 statements)" in page.radar
    press_key(page, "rate-back")
    assert f"Rated: {word}." in page.text
    assert page.at.button(key=f"rate-{number}").proto.type == "primary"


def test_back_and_skip_move_and_rate_nothing(visit: Open) -> None:
    page = visit("profile", show="rate")
    assert page.at.button(key="rate-back").disabled
    press_key(press_key(page, "rate-skip"), "rate-skip")
    assert in_view(page).startswith("Statement 3 of")
    press_key(page, "rate-back")
    assert in_view(page).startswith("Statement 2 of")
    assert said_of(page) == {}


def test_undo_takes_back_one_press_after_another(visit: Open) -> None:
    page = visit("profile", show="rate")
    assert page.at.button(key="rate-undo").disabled
    for key in ("rate-3", "rate-skip", "rate-4", "rate-back", "rate-1"):
        press_key(page, key)
    assert list(said_of(page).values()) == ["Performing", "Improvement needed"]
    press_key(page, "rate-undo")
    assert list(said_of(page).values()) == ["Performing", "Exceeding"], "the word before"
    assert in_view(page).startswith("Statement 3 of")
    press_key(press_key(page, "rate-undo"), "rate-undo")
    assert said_of(page) == {}
    assert in_view(page).startswith("Statement 1 of")
    assert page.at.button(key="rate-undo").disabled


def test_after_the_last_one_there_is_nothing_to_rate_but_a_way_back(
    visit: Open, sre: Ladder
) -> None:
    page = rating_from(visit, all_rated(sre, "L4", "Maturing", but=1))
    assert in_view(page) == "Statement 30 of 30", "the first one without a word"
    press_key(page, "rate-3")
    assert in_view(page) == "none"
    assert "That was the last one." in page.text
    assert page.at.button(key="rate-skip").disabled
    assert not page.has_button("Performing")
    assert len(said_of(page)) == 30
    press_key(page, "rate-back")
    assert in_view(page) == "Statement 30 of 30"
    assert "Rated: Performing." in page.text


def test_the_keys_can_be_switched_off_and_stay_off(visit: Open) -> None:
    page = visit("profile", show="rate")
    keys = ["rate-1", "rate-2", "rate-3", "rate-4", "rate-back", "rate-skip", "rate-undo"]
    assert all(page.at.button(key=key).proto.shortcut for key in keys)
    page.at.toggle(key="rating_keys").set_value(False)
    page.run()
    assert [page.at.button(key=key).proto.shortcut for key in keys] == [""] * len(keys)
    press_key(page, "rate-2")
    assert list(said_of(page).values()) == ["Maturing"], "the buttons still work"
    page.open("levels").open("profile", show="rate")
    assert page.at.button(key="rate-1").proto.shortcut == ""


def test_what_is_under_discussion_never_comes_up(visit: Open, serve: Serve, tmp_path: Path) -> None:
    first = {"statements": {"first": "I do one thing"}, "tentative": {"maybe": "I may do more"}}
    groups = [first, {"scope": "Elsewhere", "statements": {"last": "I do another"}}]
    level = ladders.level("L1", competencies={"craft": {"groups": groups}})
    serve(ladders.write(tmp_path / "site", {"sre/L1.yaml": level}))
    page = visit("profile", show="rate")
    for _ in range(2):
        press_key(page, "rate-3")
    assert "That was the last one." in page.text
    assert list(said_of(page, "L1")) == ["first", "last"]


def test_a_quick_word_stands_until_all_statements_are_rated_and_the_table_says_so(
    visit: Open,
) -> None:
    page = visit("profile").rate(DOMAIN, "Exceeding").open("profile", show="rate")
    for already in range(1, 9):
        press_key(page, "rate-2")
        _, _, word, rests = page.open("profile").radar_table[1]
        if already < 8:
            assert word == "Exceeding"
            said = f"your word for the whole; {already} of 8 statements rated: {already} Maturing"
            assert rests == said
        page.open("profile", show="rate")
    assert (word, rests) == ("Maturing", "from 8 statements: 8 Maturing")
    page.open("profile")
    assert rated(page) == {}, "no button is lit that would change nothing"
    assert held(page).ratings("L4").competencies == {DOMAIN: "Exceeding"}, "it is still there"
    assert "Maturing · from 8 statements · Change them" in page.text


def test_one_word_can_be_said_instead_of_the_statements_and_taken_back(
    visit: Open, sre: Ladder
) -> None:
    page = visit("profile").upload("mine.yaml", dump(all_rated(sre, "L4", "Maturing")).encode())
    assert rated(page) == {}
    page.at.button(key=f"basis-Say one word instead-L4/{DOMAIN}").click()
    page.run().rate(DOMAIN, "Exceeding")
    assert rated(page) == {DOMAIN: "Exceeding"}
    assert "Domain expertise: Exceeding" in page.radar
    assert "Your word for the whole, instead of 8 statements · Change them" in page.text
    press_key(page.open("profile", show="rate"), "rate-1")
    assert "Domain expertise: Exceeding" in page.radar, "it stands"
    assert "Domain expertise: Exceeding · your word for the whole, instead of 8" in page.text
    press_key(page.open("profile"), f"basis-Undo-L4/{DOMAIN}")
    assert rated(page) == {}
    assert "Domain expertise: Maturing" in page.radar
    assert held(page).ratings("L4").competencies == {}


def test_a_word_beside_some_rated_statements_stands_until_all_are_rated(visit: Open) -> None:
    page = press_key(visit("profile", show="rate"), "rate-2").open("profile")
    assert rated(page) == {}, "nothing was said of the whole"
    assert "Maturing · from 1 of 8 statements · Rate the other 7" in page.text
    page.rate(DOMAIN, "Exceeding")
    assert rated(page) == {DOMAIN: "Exceeding"}
    assert not held(page).ratings("L4").overrides, "said of the whole, not instead"


# -- does not apply here ---------------------------------------------------------------


def test_a_statement_is_set_aside_with_a_reason_and_applies_again(visit: Open) -> None:
    page = visit("profile", show="rate").open_box("statement_not_here")
    page.choose(f"statement_not_here-reason-L4/{FIRST}", "  no on-call\u2028in my team ")
    press_key(page, "statement_not_here-set")
    assert held(page).ratings("L4").not_applicable == {FIRST: "no on-call in my team"}
    assert in_view(page).startswith("Statement 2 of"), "on to the next one"
    assert "statement_not_here-set" not in [each.key for each in page.at.button], "it is closed"
    press_key(page, "rate-back")
    assert "Does not apply here: no on-call in my team." in page.text
    assert 'class="square none"' in page.html
    press_key(page, "applies")
    assert "Not rated yet." in page.text
    assert held(page).ratings("L4").not_applicable == {}


def test_a_word_for_what_was_set_aside_says_that_it_applies(visit: Open) -> None:
    page = visit("profile").open_box("competency_not_here")
    page.choose("competency_not_here-reason-competency", "")
    press_key(page, "competency_not_here-set")
    assert list(held(page).ratings("L4").competencies_not_applicable) == [DOMAIN]
    page.open("profile", show="rate")
    assert in_view(page) == "Statement 9 of 30", "the first one that applies"
    page.open("profile", show="rate", statement=f"L4/{FIRST}")
    assert "Does not apply here." in page.text
    press_key(page, "rate-3")
    assert held(page).ratings("L4").competencies_not_applicable == {}
    assert "Domain expertise: Performing" in page.radar


def test_a_competency_is_set_aside_and_is_neither_unrated_nor_a_gap(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open_box("competency_not_here")
    assert "What would make the difference" in page.text
    page.choose("competency_not_here-reason-competency", "we have no customers")
    press_key(page, "competency_not_here-set")
    assert "Domain expertise: does not apply here: we have no customers" in page.radar
    assert "Does not apply here: we have no customers" in page.text
    assert "What would make the difference" not in page.text
    assert page.radar_table[1][2] == "does not apply here: we have no customers"
    printed = page.open("profile", view="print")
    assert "does not apply here: we have no customers" in printed.text
    press_key(page.open("profile"), f"basis-It does apply-L4/{DOMAIN}")
    assert "Domain expertise: not rated" in page.radar


def test_the_word_of_the_level_below_is_offered_and_only_taken_when_pressed(
    visit: Open,
) -> None:
    below = profile().with_statement_rated(Ref("L3", "solid-engineer"), "Exceeding")
    page = rating_from(visit, below)
    assert "It grows from this L3 statement, rated Exceeding:" in page.text
    assert said_of(page) == {}
    press_key(press_key(page, "rate-skip"), "rate-back")
    assert said_of(page) == {}, "an offer that is passed by is not taken"
    press_key(page, "take-L3/solid-engineer")
    assert said_of(page) == {FIRST: "Exceeding"}
    assert in_view(page).startswith("Statement 2 of")
    assert not page.has_button("Say "), "nothing was said of what this one grows out of"
    press_key(page, "rate-back")
    assert not page.has_button("Say "), "it says so already"
    assert said_of(page, "L3") == {"solid-engineer": "Exceeding"}


def test_another_target_is_rated_from_where_it_was_left(visit: Open) -> None:
    page = press_key(visit("profile", show="rate"), "rate-3")
    page.choose("target-sre", "L5")
    assert in_view(page).startswith("Statement 1 of")
    press_key(page, "rate-4")
    assert len(said_of(page, "L5")) == 1
    page.choose("target-sre", "L4")
    assert in_view(page).startswith("Statement 2 of")
    assert said_of(page) == {FIRST: "Performing"}


def test_a_level_without_statements_has_nothing_to_rate(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.write(tmp_path / "site", {"a/B1.yaml": ladders.level("B1", competencies={})}))
    assert visit("profile", show="rate").messages() == ["B1 has no statements to rate."]


@pytest.mark.usefixtures("personal")
def test_where_ratings_are_kept_each_press_is_kept_at_once(visit: Open, kept: Path) -> None:
    def in_file() -> dict[str, str]:
        found, problems = parse(kept.read_bytes())
        assert found, problems
        return dict(found.ratings("L4").statements)

    page = keep(visit("profile")).open("profile", show="rate")
    assert "Every change is saved at once" in page.open_box(STORAGE).text
    press_key(page, "rate-3")
    assert in_file() == {FIRST: "Performing"}
    press_key(page, "rate-4")
    assert in_file() == {FIRST: "Performing", SECOND: "Exceeding"}
    press_key(page, "rate-undo")
    assert in_file() == {FIRST: "Performing"}
    assert page.address == {"show": "rate"}


@pytest.mark.usefixtures("personal")
def test_a_word_that_another_window_was_faster_than_leaves_its_statement_in_view(
    visit: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keep(visit("profile")).open("profile", show="rate")
    theirs = Kept(profile(culture_and_leadership="Performing"), FileState(0, 0, 0))

    def too_late(*_: object, **__: object) -> Kept:
        raise Conflict(theirs)

    with monkeypatch.context() as patch:
        patch.setattr(FileRepository, "write", too_late)
        press_key(page, "rate-3")
    assert any("was not saved" in said for said in page.messages())
    assert in_view(page).startswith("Statement 1 of")
    assert page.at.button(key="rate-undo").disabled, "there is nothing to undo"
    assert kept.exists()


# -- today's level and the target together ---------------------------------------------

BELOW = Ref("L3", "solid-engineer")


def test_what_a_statement_grows_out_of_is_rated_in_the_flow(visit: Open) -> None:
    page = visit("profile").choose("current-sre", "L3").open("profile", show="rate")
    page.choose(f"below-{BELOW}", "Exceeding")
    assert said_of(page, "L3") == {BELOW.id: "Exceeding"}
    assert said_of(page) == {}, "offered for this one, never assumed"
    assert in_view(page) == "Statement 1 of 30", "it stays in view"
    press_key(page, f"take-{BELOW}")
    assert said_of(page) == {FIRST: "Exceeding"}
    press_key(page, "rate-back").choose(f"below-{BELOW}", None)
    assert said_of(page, "L3") == {}
    assert said_of(page) == {FIRST: "Exceeding"}


def test_the_notes_of_what_it_grows_out_of_are_taken_along_once(visit: Open) -> None:
    note = Evidence("2026-11-20", BELOW, "I led it", ("https://example.org/1",))
    page = rating_from(
        visit, profile().with_evidence(note).with_evidence(replace(note, text="Two"))
    )
    assert "It grows from this L3 statement:" in page.text
    page.press("Copy its 2 notes here")
    here = Ref("L4", FIRST)
    assert {(n.about, n.text, n.links) for n in notes(page)} == {
        (about, text, note.links) for about in (BELOW, here) for text in ("I led it", "Two")
    }
    assert not page.has_button("Take its")
    assert said_of(page) == {}


def test_either_level_can_be_gone_through_and_is_left_where_it_was(visit: Open) -> None:
    page = visit("profile").choose("current-sre", "L3").open("profile", show="rate")
    press_key(page, "rate-3")
    page.choose("rating_level", "L3")
    assert in_view(page).startswith("Statement 1 of")
    press_key(page, "rate-4")
    assert (len(said_of(page, "L3")), len(said_of(page))) == (1, 1)
    assert in_view(page.choose("rating_level", "L4")) == "Statement 2 of 30"
    page.open("profile").choose("current-sre", "Not set").open("profile", show="rate")
    assert "rating_level" not in [each.key for each in page.at.segmented_control]


def test_one_voice_takes_back_no_word_of_the_other(visit: Open) -> None:
    page = visit("profile", show="rate")
    press_key(press_key(press_key(page, "rate-4"), "rate-back"), "rate-2")
    page.open("profile").choose("profile_perspective", "manager").open("profile", show="rate")
    assert in_view(page) == "Statement 1 of 30"
    assert page.at.button(key="rate-undo").disabled, "nothing was said in this voice"
    press_key(page, "rate-1")
    press_key(page, "rate-undo")
    assert said_of(page, by="manager") == {}
    assert said_of(page) == {FIRST: "Maturing"}
    page.open("profile").choose("profile_perspective", "self").open("profile", show="rate")
    assert said_of(press_key(page, "rate-undo")) == {FIRST: "Exceeding"}
