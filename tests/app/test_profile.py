"""My profile: rating, keeping after one yes, other windows, damaged files, uploads.

"Kept" is a file in the user's data folder; `kept` gives it. Two visits are two windows.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.test_hostile import check
from tests.app.visiting import Visit, live, unescaped

from explorer.model import RATING_WORDS, Ladder, Ref
from explorer.profile import MAX_EVIDENCE, MAX_TOPICS, Evidence, Profile, new
from explorer.profile_file import dump, parse
from explorer.standing import to_rate
from explorer.store import Conflict, Store, default_folder

DOMAIN, TEACHING = "domain-expertise", "teaching-and-mentoring"
CULTURE, CUSTOMER = "culture-and-leadership", "customer-success"
KEEP = "Keep"
ADD = "Add to my conversation list"
OFF = "Take off the list"
UNDO = "Undo"
ASIDE = "Set the damaged file aside"


@pytest.fixture
def kept() -> Path:
    """Where the sample ladder's profile is kept."""
    return default_folder() / "sre.yaml"


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the download button held, each time it was drawn."""
    held: list[str] = []
    button = st.download_button

    def seen(label: str, data: str, *more: Any, **options: Any) -> Any:
        if isinstance(data, str):  # others are made only when they are pressed
            held.append(data)
        return button(label, data, *more, **options)

    monkeypatch.setattr(st, "download_button", seen)
    return held


def profile(target: str = "L4", ladder: str = "sre", **words: str) -> Profile:
    """A profile that rates the target; `words` by competency, with _ for -."""
    made = Profile(ladder, target, "Somebody's ladder")
    for competency, word in words.items():
        made = made.with_rating(target, competency.replace("_", "-"), word)
    return made


def rated(page: Visit) -> dict[str, str]:
    """The ratings that the page shows, by competency."""
    return {
        str(each.key).split("-", 3)[3]: each.value
        for each in page.at.segmented_control
        if each.value is not None and str(each.key).startswith("rating-")
    }


def listed(page: Visit) -> list[str]:
    """What the visit's conversation list leads to, as level/id: looked up under 1:1."""
    page.open("one_to_one")
    links = page.links_in("links_topics")
    page.open("profile")
    return [f"{link.address['level']}/{link.address['statement']}" for link in links]


def talk_about(page: Visit, level: str, statement: str) -> Visit:
    """Put a statement on the conversation list, as one does, and come back."""
    page.open("levels", level=level, statement=statement).press(ADD)
    return page.open("profile")


def stored_topics(path: Path) -> list[str]:
    found, problems = parse(path.read_bytes())
    assert found is not None, problems
    return [str(topic) for topic in found.conversation]


def stored(path: Path, level: str = "L4") -> dict[str, str]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["levels"][level]["competencies"]
    return dict(found)


def revision(path: Path) -> int:
    return int(yaml.safe_load(path.read_text(encoding="utf-8"))["revision"])


# -- rating ----------------------------------------------------------------------------


def test_unrated_is_unrated(visit: Open, sre: Ladder) -> None:
    page = visit("profile")
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L4, which expects Performing throughout.")
    for competency in sre.competencies:
        assert f"{competency.name}: not rated" in page.radar
    assert set(page.at.table[0].value["Your ratings"]) == {"not rated"}


@pytest.mark.usefixtures("checked")
def test_each_of_the_four_words_can_be_given(visit: Open) -> None:
    page = visit("profile")
    for word in RATING_WORDS:
        page.rate(DOMAIN, word.name)
        assert rated(page) == {DOMAIN: word.name}
        assert f"Domain expertise: {word.name}; Teaching and Mentoring: not rated" in page.radar
    assert list(page.at.table[0].value["Your ratings"]) == ["Exceeding", *["not rated"] * 3]


def test_a_rating_can_be_taken_back(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").rate(TEACHING, "Exceeding")
    page.rate(DOMAIN, None)
    assert rated(page) == {TEACHING: "Exceeding"}
    assert "Domain expertise: not rated" in page.radar


def test_the_sentence_of_the_radar_can_be_read_on_the_page(visit: Open) -> None:
    page = visit("profile").rate(CULTURE, "Maturing")
    assert page.radar in page.text


def test_the_statements_stand_beside_their_rating(visit: Open, sre: Ladder) -> None:
    page = visit("profile")
    level = sre.level("L4")
    assert level
    for competency in level.competencies:
        block = page.block(f"competency-{competency.key}")
        assert len(list(block.get("html"))) == 1
    assert "I help everyone learn from incidents" in page.text


def test_another_target_has_ratings_of_its_own_and_both_are_remembered(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Performing")
    page.choose("target-sre", "L5")
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L5")
    page.rate(DOMAIN, "Maturing").choose("target-sre", "L4")
    assert rated(page) == {DOMAIN: "Performing"}
    assert rated(page.choose("target-sre", "L5")) == {DOMAIN: "Maturing"}


def test_ratings_survive_a_walk_through_the_pages(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Exceeding")
    for other in ("search", "compare", "levels"):
        page.open(other)
    assert rated(page.open("profile")) == {DOMAIN: "Exceeding"}


def test_a_draft_target_says_so_quietly(visit: Open) -> None:
    page = visit("profile").choose("target-sre", "L3")
    assert any(each.value.startswith("L3 is a draft.") for each in page.at.caption)


@pytest.mark.usefixtures("personal")
def test_ratings_are_never_in_the_address(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.choose("target-sre", "L5").rate(DOMAIN, "Exceeding").rate(DOMAIN, None)
    page.upload("mine.yaml", dump(profile(domain_expertise="Maturing")).encode())
    assert page.address == {}
    assert page.at.code[0].value.endswith("/profile")
    assert all(link.address in ({}, {"view": "print"}) for link in page.links)


def test_an_address_cannot_rate_or_aim(visit: Open) -> None:
    page = visit("profile", target="L6", level="L6", **{"domain-expertise": "Exceeding"})
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L4")


def test_the_download_holds_what_is_rated(visit: Open, downloads: list[str]) -> None:
    page = visit("profile")
    assert page.at.download_button[0].proto.disabled, "nothing to download yet"
    page.rate(DOMAIN, "Maturing")
    assert not page.at.download_button[0].proto.disabled
    mine = downloads[-1].encode()
    other = visit("profile").upload("profile-sre.yaml", mine)
    assert rated(other) == {DOMAIN: "Maturing"}


# -- the conversation list -------------------------------------------------------------


def test_an_empty_conversation_list_says_how_it_is_filled(visit: Open) -> None:
    page = visit("profile")
    assert listed(page) == []
    assert page.open("one_to_one").messages()[0].startswith("Nothing is on the list yet.")


def test_the_conversation_list_leads_to_its_statements_in_the_order_they_were_added(
    visit: Open, sre: Ladder
) -> None:
    page = talk_about(visit("profile"), "L4", "consulting")
    talk_about(page, "L2", "reviews")
    assert listed(page) == ["L4/consulting", "L2/reviews"]
    for link in page.open("one_to_one").links_in("links_topics"):
        found = sre.find(Ref(link.address["level"], link.address["statement"]))
        assert found is not None
        assert " ".join(found[1].text.split())[:40] in link.words.replace("**", "")
    assert "L2 (draft)" in page.links_in("links_topics")[1].words


def test_a_statement_is_taken_off_the_list(visit: Open) -> None:
    page = talk_about(talk_about(visit("profile"), "L4", "consulting"), "L2", "reviews")
    page.open("one_to_one").at.button(key="off-L4/consulting").click()
    assert listed(page.run()) == ["L2/reviews"]
    assert listed(page.open("one_to_one").press(OFF)) == []
    assert page.messages() == []


def test_a_conversation_list_alone_can_be_downloaded_and_opened_again(
    visit: Open, downloads: list[str]
) -> None:
    page = talk_about(visit("profile"), "L4", "consulting")
    assert not page.at.download_button[0].proto.disabled
    mine = downloads[-1].encode()
    other = visit("profile").upload("profile-sre.yaml", mine)
    assert listed(other) == ["L4/consulting"]


def test_an_upload_that_replaces_a_conversation_list_can_be_undone(visit: Open) -> None:
    page = talk_about(visit("profile"), "L2", "reviews")
    page.upload("mine.yaml", dump(profile().with_topic(Ref("L4", "consulting"))).encode())
    assert page.has_button(UNDO)
    assert listed(page.press(UNDO)) == ["L2/reviews"]


def test_a_full_conversation_list_says_so_and_stays(visit: Open) -> None:
    full = Profile("sre", "L4", conversation=tuple(Ref("L9", f"s{n}") for n in range(MAX_TOPICS)))
    page = visit("profile").upload("mine.yaml", dump(full).encode())
    page.open("levels", level="L4", statement="consulting").press(ADD)
    (said,) = page.at.toast
    assert said.value.startswith(f"Your conversation list is full: {MAX_TOPICS} statements.")
    assert listed(page.open("profile")) == []


@pytest.mark.usefixtures("personal")
def test_where_ratings_are_kept_the_conversation_list_is_kept_at_once(
    visit: Open, kept: Path
) -> None:
    page = talk_about(visit("profile").press(KEEP), "L4", "consulting")
    assert stored_topics(kept) == ["L4/consulting"]
    assert listed(visit("profile")) == ["L4/consulting"]
    other = visit("levels", level="L2", statement="reviews").press(ADD)
    assert stored_topics(kept) == ["L4/consulting", "L2/reviews"], "from any page of a new visit"
    assert listed(page.run()) == ["L4/consulting", "L2/reviews"]
    page.press("Delete the kept file")
    assert listed(other.open("profile")) == ["L4/consulting", "L2/reviews"]


@pytest.mark.usefixtures("personal")
def test_before_the_yes_no_conversation_list_is_written(visit: Open, data: Path) -> None:
    assert listed(talk_about(visit("profile"), "L4", "consulting")) == ["L4/consulting"]
    assert not data.exists()


@pytest.mark.usefixtures("personal")
def test_two_windows_that_list_at_once_lose_nothing(visit: Open, kept: Path) -> None:
    one = visit("profile").press(KEEP).open("levels", level="L4", statement="consulting")
    visit("levels", level="L2", statement="reviews").press(ADD)
    one.press(ADD)
    assert stored_topics(kept) == ["L2/reviews", "L4/consulting"]
    assert listed(one.open("profile")) == stored_topics(kept)


@pytest.mark.usefixtures("personal")
def test_what_the_ladder_no_longer_has_is_kept_on_the_list_and_said(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile().with_topic(Ref("L4", "lost")).with_topic(Ref("L9", "gone"))))
    page = visit("profile")
    assert listed(page) == []
    assert '"lost" of L4 to talk about, which is no longer there' in page.text
    talk_about(page, "L4", "consulting")
    assert listed(page) == ["L4/consulting"]
    assert stored_topics(kept) == ["L4/lost", "L9/gone", "L4/consulting"]


def test_a_level_with_a_blank_in_its_code_is_talked_about_too(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    folder = ladders.write(tmp_path / "site", {"bakers/B1.yaml": ladders.level("B 1")})
    serve(folder, personal=True)
    page = talk_about(visit("profile").press(KEEP), "B 1", "work")
    assert listed(page) == ["B 1/work"]
    again = visit("profile")
    assert again.messages() == []
    assert listed(again) == ["B 1/work"]


def test_the_print_view_has_what_was_talked_about_and_nothing_to_press(visit: Open) -> None:
    page = talk_about(visit("profile"), "L4", "consulting").open("one_to_one", view="print")
    assert "I consult with teams" in page.text
    assert page.widgets == []


# -- shared use ------------------------------------------------------------------------


def test_shared_use_writes_no_file_and_says_so(visit: Open, data: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").choose("target-sre", "L5")
    page.rate(DOMAIN, "Exceeding")
    page.upload("mine.yaml", dump(profile(domain_expertise="Maturing")).encode()).press(UNDO)
    assert not data.exists()
    assert not page.has_button(KEEP)
    assert "Nothing is kept here." in page.text
    assert page.at.download_button[0].proto.type == "primary", "offered after each change"


def test_shared_use_never_looks_at_a_kept_file(visit: Open, kept: Path, serve: Serve) -> None:
    serve(personal=True)
    visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    before = kept.read_bytes()
    serve(personal=False)
    page = visit("profile")
    assert rated(page) == {}
    page.rate(DOMAIN, "Exceeding")
    assert kept.read_bytes() == before


def test_shared_use_keeps_two_visitors_apart(visit: Open) -> None:
    visit("profile").rate(DOMAIN, "Maturing")
    assert rated(visit("profile")) == {}


# -- personal use ----------------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_nothing_is_written_before_the_yes(visit: Open, data: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").choose("target-sre", "L5")
    page.rate(TEACHING, "Exceeding")
    assert not data.exists()
    assert "Not kept yet." in page.text
    assert rated(visit("profile")) == {}, "a reload begins anew"


@pytest.mark.usefixtures("personal")
def test_after_the_yes_each_change_is_kept_at_once(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    assert "Kept on this computer" in page.text
    assert str(kept) in page.text
    assert stored(kept) == {DOMAIN: "Maturing"}
    page.rate(TEACHING, "Exceeding")
    assert stored(kept) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    page.rate(DOMAIN, None)
    assert stored(kept) == {TEACHING: "Exceeding"}
    page.choose("target-sre", "L5")
    assert yaml.safe_load(kept.read_text())["target"] == "L5"
    assert revision(kept) == 4


@pytest.mark.usefixtures("personal")
def test_looking_changes_nothing_in_the_kept_file(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    before = kept.read_bytes()
    page.run().open("levels")
    page.open("profile").open("profile", view="print")
    visit("profile")
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("personal")
def test_a_reload_shows_the_same_radar(visit: Open) -> None:
    page = visit("profile").choose("target-sre", "L5").rate(CULTURE, "Exceeding")
    page.rate(CUSTOMER, "Improvement needed").press(KEEP)
    again = visit("profile")
    assert again.radar == page.radar
    assert rated(again) == {CULTURE: "Exceeding", CUSTOMER: "Improvement needed"}
    assert again.messages() == []


@pytest.mark.usefixtures("personal")
def test_to_stop_keeping_deletes_the_file_and_leaves_the_page(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP).press("Delete the kept file")
    assert not kept.exists()
    assert rated(page) == {DOMAIN: "Maturing"}
    assert any("The kept file is deleted." in said for said in page.messages())
    page.rate(DOMAIN, "Exceeding")
    assert not kept.exists()
    assert stored_after_keeping(page, kept) == {DOMAIN: "Exceeding"}


def stored_after_keeping(page: Visit, kept: Path) -> dict[str, str]:
    page.press(KEEP)
    return stored(kept)


@pytest.mark.usefixtures("personal")
def test_a_message_is_said_once(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP).press("Delete the kept file")
    assert page.messages()
    assert page.run().messages() == []


# -- two windows -----------------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_a_change_from_another_window_is_taken_over_and_said(visit: Open) -> None:
    one = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    visit("profile").rate(TEACHING, "Exceeding")
    one.run()
    assert rated(one) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    assert any("changed in another window" in said for said in one.messages())


@pytest.mark.usefixtures("personal")
def test_two_windows_that_rate_at_once_lose_nothing(visit: Open, kept: Path) -> None:
    one = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    two = visit("profile")
    two.rate(TEACHING, "Exceeding")
    one.rate(CULTURE, "Performing")
    assert stored(kept) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}, "never overwritten"
    assert rated(one) == stored(kept)
    assert any("your last choice was not saved" in said for said in one.messages())
    one.rate(CULTURE, "Performing")
    assert stored(kept) == {DOMAIN: "Maturing", TEACHING: "Exceeding", CULTURE: "Performing"}
    assert rated(two.run()) == stored(kept)


@pytest.mark.usefixtures("personal")
def test_two_windows_that_both_say_yes_lose_nothing(visit: Open, kept: Path) -> None:
    one = visit("profile").rate(DOMAIN, "Maturing")
    two = visit("profile").rate(TEACHING, "Exceeding")
    one.press(KEEP)
    two.run()
    assert rated(two) == {TEACHING: "Exceeding"}, "what is not kept is not replaced either"
    two.press(KEEP)
    assert stored(kept) == {DOMAIN: "Maturing"}
    assert any("kept from another window" in said for said in two.messages())
    two.press(UNDO)
    assert rated(two) == {TEACHING: "Exceeding"}
    assert stored(kept) == {TEACHING: "Exceeding"}


@pytest.mark.usefixtures("personal")
def test_a_window_without_ratings_takes_what_is_kept_meanwhile(visit: Open) -> None:
    waiting = visit("profile")
    visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    assert rated(waiting.run()) == {DOMAIN: "Maturing"}


@pytest.mark.usefixtures("personal")
def test_a_kept_file_that_is_deleted_elsewhere_stays_deleted(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.unlink()
    page.run()
    assert any("deleted elsewhere" in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing"}
    page.rate(TEACHING, "Exceeding")
    assert not kept.exists()
    assert stored_after_keeping(page, kept) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}


@pytest.mark.usefixtures("personal")
def test_a_rating_given_right_after_the_deletion_stays_on_the_page(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.unlink()
    page.rate(TEACHING, "Exceeding")
    assert any("deleted elsewhere" in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    assert not kept.exists()


@pytest.mark.usefixtures("personal")
def test_a_file_that_its_owner_edits_by_hand_is_what_the_page_shows(
    visit: Open, kept: Path
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.write_text(kept.read_text().replace("Maturing", "Exceeding"))
    assert rated(page.run()) == {DOMAIN: "Exceeding"}


@pytest.mark.usefixtures("personal")
def test_a_change_does_not_undo_what_its_owner_edited_by_hand(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.write_text(kept.read_text().replace("Maturing", "Exceeding"))
    page.rate(TEACHING, "Performing")
    assert stored(kept)[DOMAIN] == "Exceeding"


# -- a damaged file --------------------------------------------------------------------

DAMAGED = {
    "no YAML": b"profile: [",
    "not text": b"\xff\xfe\x00\x01",
    "empty": b"",
    "half written": dump(profile(domain_expertise="Maturing")).encode()[:150],
    "a newer version": b"profile: ladder-explorer\nversion: 4\nladder: sre\ntarget: L4\n",
    "another kind of file": b"apples: 3\n",
    "a wrong type": b"profile: ladder-explorer\nversion: 1\nladder: sre\ntarget: L4\nlevels: 3\n",
    "too large": b"# " + b"x" * 1_100_000,
}


@pytest.mark.usefixtures("personal")
@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_told_and_left_alone(visit: Open, kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    page = visit("profile")
    assert any("cannot be read (sre.yaml:" in said for said in page.messages())
    assert not page.has_button(KEEP)
    page.rate(DOMAIN, "Maturing")
    assert rated(page) == {DOMAIN: "Maturing"}
    assert kept.read_bytes() == content


@pytest.mark.usefixtures("personal")
def test_a_damaged_file_is_set_aside_as_it_is_to_make_room(visit: Open, kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(DAMAGED["half written"])
    page = visit("profile").rate(DOMAIN, "Maturing").press(ASIDE)
    assert any("The damaged file is now called" in said for said in page.messages())
    assert not kept.exists()
    (aside,) = kept.parent.glob("sre.damaged-*.yaml")
    assert aside.read_bytes() == DAMAGED["half written"]
    assert rated(page) == {DOMAIN: "Maturing"}
    assert stored_after_keeping(page, kept) == {DOMAIN: "Maturing"}


@pytest.mark.usefixtures("personal")
def test_a_file_damaged_while_the_page_is_open_is_not_overwritten(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.write_bytes(b"profile: [")
    page.rate(TEACHING, "Exceeding")
    assert kept.read_bytes() == b"profile: ["
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    assert any("cannot be read" in said for said in page.messages())


@pytest.mark.usefixtures("personal")
def test_a_page_with_a_damaged_file_does_not_say_that_changes_are_kept(
    visit: Open, kept: Path
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.write_bytes(b"profile: [")
    page.run()
    assert any("cannot be read" in said for said in page.messages())
    assert "Each change is saved at once" not in page.text


@pytest.mark.usefixtures("personal")
def test_a_file_damaged_while_the_page_is_open_is_set_aside_with_its_name(
    visit: Open, kept: Path
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.write_bytes(b"profile: [")
    page.run().press(ASIDE)
    assert any("The damaged file is now called" in said for said in page.messages())
    assert not any("deleted elsewhere" in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing"}


@pytest.mark.usefixtures("personal")
def test_a_kept_file_that_is_another_ladders_is_neither_shown_nor_overwritten(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile(ladder="bakers", domain_expertise="Maturing")))
    before = kept.read_bytes()
    page = visit("profile")
    assert rated(page) == {}
    assert page.messages(), "somebody should say why"
    page.rate(TEACHING, "Exceeding")
    assert kept.read_bytes() == before
    assert not (kept.parent / "bakers.yaml").exists()


@pytest.mark.usefixtures("personal")
def test_a_folder_that_cannot_be_made_gets_a_sentence(visit: Open, data: Path) -> None:
    data.write_text("a file where the folder should be")
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    assert any("cannot be kept in" in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing"}
    assert "Kept on this computer" not in page.text


# -- uploads ---------------------------------------------------------------------------


def test_an_uploaded_profile_is_opened_and_can_be_undone(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").rate(CULTURE, "Performing")
    page.upload("mine.yaml", dump(profile("L5", teaching_and_mentoring="Exceeding")).encode())
    assert page.messages() == ['"mine.yaml" is open.']
    assert rated(page) == {TEACHING: "Exceeding"}
    assert page.radar.startswith("Rated against L5")
    page.press(UNDO)
    assert page.radar.startswith("Rated against L4")
    assert rated(page) == {DOMAIN: "Maturing", CULTURE: "Performing"}
    assert not page.has_button(UNDO)


def test_there_is_nothing_to_undo_where_nothing_was_rated(visit: Open) -> None:
    page = visit("profile").upload("a.yaml", dump(profile(domain_expertise="Maturing")).encode())
    assert rated(page) == {DOMAIN: "Maturing"}
    assert not page.has_button(UNDO)


def test_the_same_file_can_be_opened_twice(visit: Open) -> None:
    raw = dump(profile(domain_expertise="Maturing")).encode()
    page = visit("profile").upload("a.yaml", raw).rate(DOMAIN, "Exceeding").upload("a.yaml", raw)
    assert rated(page) == {DOMAIN: "Maturing"}


@pytest.mark.usefixtures("personal")
def test_an_upload_is_kept_where_ratings_are_kept(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.upload("a.yaml", dump(profile(teaching_and_mentoring="Exceeding")).encode())
    assert stored(kept) == {TEACHING: "Exceeding"}
    page.press(UNDO)
    assert stored(kept) == {DOMAIN: "Maturing"}


@pytest.mark.usefixtures("personal")
def test_an_upload_alone_is_no_yes(visit: Open, data: Path) -> None:
    visit("profile").upload("a.yaml", dump(profile(domain_expertise="Maturing")).encode())
    assert not data.exists()


REFUSED = {
    **DAMAGED,
    "another ladder's": dump(profile(ladder="bakers", domain_expertise="Exceeding")).encode(),
    "HTML": b"<script>alert(1)</script>",
    "an alias bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "a tag": b"!!python/object/apply:os.system ['true']\n",
}


@pytest.mark.usefixtures("personal")
def test_a_refused_upload_says_why_and_changes_nothing(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    before = kept.read_bytes()
    for kind, content in REFUSED.items():
        page.upload("<b>x.yaml", content)
        (said,) = page.messages()
        assert said.startswith('"<b>x.yaml" was not opened: '), kind
        assert said.endswith("Nothing was changed."), kind
        assert rated(page) == {DOMAIN: "Maturing"}, kind
        assert kept.read_bytes() == before, kind
        assert not page.has_button(UNDO), kind


def test_a_newer_and_a_foreign_file_are_told_apart(visit: Open) -> None:
    page = visit("profile").upload("a.yaml", DAMAGED["a newer version"])
    assert "version 4, from a newer Ladder Explorer" in page.messages()[0]
    page.upload("b.yaml", DAMAGED["another kind of file"])
    assert "another kind of file" in page.messages()[0]
    page.upload("c.yaml", REFUSED["another ladder's"])
    assert 'a profile for the ladder "Somebody\'s ladder"' in page.messages()[0]


@pytest.mark.usefixtures("personal")
def test_an_upload_that_cannot_be_saved_can_still_be_undone(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    kept.unlink()
    page.upload("a.yaml", dump(profile(teaching_and_mentoring="Exceeding")).encode())
    assert rated(page) == {TEACHING: "Exceeding"}
    page.press(UNDO)
    assert rated(page) == {DOMAIN: "Maturing"}


# -- a ladder that changed -------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_a_word_that_the_ladder_does_not_have_is_kept_and_not_shown(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile(domain_expertise="Superb", culture_and_leadership="Maturing")))
    page = visit("profile")
    assert rated(page) == {CULTURE: "Maturing"}
    assert "Domain expertise: not rated" in page.radar
    assert 'kept but not shown: "Superb" for "domain-expertise" in L4' in page.text
    page.rate(TEACHING, "Exceeding")
    assert stored(kept)[DOMAIN] == "Superb"


@pytest.mark.usefixtures("personal")
def test_ratings_of_what_the_ladder_no_longer_has_are_kept_and_not_shown(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    old = profile(domain_expertise="Maturing", juggling="Exceeding")
    kept.write_text(dump(old.with_rating("L9", DOMAIN, "Performing")))
    page = visit("profile")
    assert '"Exceeding" for "juggling", which L4 no longer has' in page.text
    assert 'ratings against "L9", which is no level of this ladder' in page.text
    page.rate(TEACHING, "Exceeding")
    assert stored(kept)["juggling"] == "Exceeding"
    assert stored(kept, "L9") == {DOMAIN: "Performing"}


@pytest.mark.usefixtures("personal")
def test_a_target_that_the_ladder_does_not_have_gets_a_sentence(visit: Open, kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile("L9", domain_expertise="Maturing")))
    page = visit("profile")
    assert any("L9, which this ladder does not have" in said for said in page.messages())
    page.choose("target-sre", "L4")
    assert stored(kept, "L9") == {DOMAIN: "Maturing"}
    assert page.messages() == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_a_ladder_may_have_any_number_of_competencies(
    visit: Open, serve: Serve, tmp_path: Path, count: int
) -> None:
    group = {"groups": [{"statements": {"work": "I work"}}]}
    made = ladders.level("B1", competencies={f"c{number}": group for number in range(count)})
    if count > 1:
        for number in range(count):
            made["competencies"][f"c{number}"] = {
                "groups": [{"statements": {f"work-{number}": "I work"}}]
            }
    serve(ladders.write(tmp_path / "site", {"bakers/B1.yaml": made}))
    page = visit("profile")
    if not count:
        assert page.messages() == ["B1 has no competencies to rate."]
        return
    page.rate("c0", "Maturing")
    assert "C0: Maturing" in page.radar


def test_a_ladders_own_rating_words_are_used(visit: Open, serve: Serve, tmp_path: Path) -> None:
    words = {"Raw": "a", "Rising": "b", "Baked": "c", "Golden": "d"}
    serve(
        ladders.write(
            tmp_path / "site",
            {
                "bakers/ladder.yaml": {"name": "Bakers"},
                "bakers/B1.yaml": ladders.level("B1"),
            },
        )
    )
    (tmp_path / "site/bakers/ladder.yaml").write_text(
        "name: Bakers\nratings:\n" + "".join(f"  {word}: {text}\n" for word, text in words.items())
    )
    page = visit("profile").rate("craft", "Golden")
    assert page.radar == "Rated against B1, which expects Baked throughout. Craft: Golden."


def test_each_ladder_has_a_profile_of_its_own(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"), personal=True)
    page = visit("profile", ladder="bakers").rate("ovens", "Maturing").press(KEEP)
    page.open("profile", ladder="brewers")
    assert rated(page) == {}
    assert "Not kept yet." in page.text
    page.rate("kettles", "Exceeding").press(KEEP)
    assert {path.name for path in default_folder().glob("*.yaml")} == {
        "bakers.yaml", "brewers.yaml",
    }  # fmt: skip
    page.open("profile", ladder="bakers")
    assert rated(page) == {"ovens": "Maturing"}


# -- rating one statement after another ------------------------------------------------

FIRST, SECOND = "well-rounded", "many-domains"


def said_of(page: Visit, level: str = "L4") -> dict[str, str]:
    """The words that the visit's profile has for the level's statements."""
    return dict(page.at.session_state["desks"]["sre", "self"].profile.ratings(level).statements)


def press_key(page: Visit, key: str) -> Visit:
    """Press a button by its key."""
    page.at.button(key=key).click()
    return page.run()


def in_view(page: Visit) -> str:
    """Which statement is in view, as the page counts them."""
    return next(
        (each.value for each in page.at.caption if each.value.startswith("Statement ")), "none"
    )


def all_rated(sre: Ladder, level: str, word: str, but: int = 0) -> Profile:
    """A profile with every statement of a level rated, but for the last few."""
    found = sre.level(level)
    assert found
    made, statements = profile(level), to_rate(found)
    for statement in statements[: len(statements) - but]:
        made = made.with_statement_rated(Ref(level, statement.id), word)
    return made


def rating_from(visit: Open, made: Profile) -> Visit:
    """The rating page of a visitor who has opened this profile."""
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    return page.open("profile", show="rate")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_word_rates_the_statement_in_view_and_moves_on(visit: Open, number: int) -> None:
    page = visit("profile", show="rate")
    assert in_view(page) == "Statement 1 of 30"
    assert "I am a well-rounded engineer" in page.html
    assert "Not rated yet." in page.text
    press_key(page, f"rate-{number}")
    word = RATING_WORDS[number - 1].name
    assert said_of(page) == {FIRST: word}
    assert in_view(page) == "Statement 2 of 30"
    assert "I am an expert in many domains" in page.html
    assert f"Domain expertise: {word} (the middle of 1 of 8 statements)" in page.radar
    press_key(page, "rate-back")
    assert f"You said: {word}." in page.text
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
    for _ in range(29):
        press_key(page, "rate-skip")
    assert in_view(page) == "Statement 30 of 30"
    press_key(page, "rate-3")
    assert in_view(page) == "none"
    assert "That was the last one." in page.text
    assert page.at.button(key="rate-skip").disabled
    assert not page.has_button("Performing")
    assert len(said_of(page)) == 30
    press_key(page, "rate-back")
    assert in_view(page) == "Statement 30 of 30"
    assert "You said: Performing." in page.text


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


def test_what_is_under_discussion_never_comes_up(visit: Open, sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    tentative = {statement.id for statement in level.statements if statement.tentative}
    assert tentative
    page = visit("profile", show="rate")
    for _ in to_rate(level):
        press_key(page, "rate-3")
    assert "That was the last one." in page.text
    assert list(said_of(page)) == [statement.id for statement in to_rate(level)]
    assert not tentative & set(said_of(page))


def test_a_quick_word_stands_until_all_statements_are_rated_and_the_table_says_so(
    visit: Open,
) -> None:
    page = visit("profile").rate(DOMAIN, "Exceeding").open("profile", show="rate")
    for already in range(1, 9):
        press_key(page, "rate-2")
        row = page.at.table[0].value.iloc[0]
        if already < 8:
            assert row["Your ratings"] == "Exceeding"
            rests = f"a quick word; {already} of 8 statements rated: {already} Maturing"
            assert unescaped(row["Which rests on"]) == rests
    assert row["Your ratings"] == "Maturing"
    assert unescaped(row["Which rests on"]) == "the middle of 8 of 8 statements: 8 Maturing"
    page.open("profile")
    assert rated(page) == {DOMAIN: "Exceeding"}, "the quick word is still there"
    assert "It shows the middle of 8 of 8 statements: 8 Maturing." in page.text


def test_the_word_of_the_level_below_is_offered_and_only_taken_when_pressed(
    visit: Open,
) -> None:
    below = profile().with_statement_rated(Ref("L3", "solid-engineer"), "Exceeding")
    page = rating_from(visit, below)
    assert "It grows out of this of L3, where you said Exceeding:" in page.text
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

    page = visit("profile").press(KEEP).open("profile", show="rate")
    assert "Each change is saved at once" in page.text
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
    page = visit("profile").press(KEEP).open("profile", show="rate")
    theirs = profile(culture_and_leadership="Performing")

    def too_late(*_: object, **__: object) -> Profile:
        raise Conflict(theirs)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save", too_late)
        press_key(page, "rate-3")
    assert any("was not saved" in said for said in page.messages())
    assert in_view(page).startswith("Statement 1 of")
    assert page.at.button(key="rate-undo").disabled, "there is nothing to undo"
    assert kept.exists()


# -- evidence --------------------------------------------------------------------------


def write_note(
    page: Visit, text: str, link: str = "", about: str = FIRST, on: date | None = None
) -> Visit:
    """Fill in the form for a note and send it."""
    number = page.at.session_state["evidence_notes"]
    page.at.selectbox(key=f"evidence_about-{number}").set_value(about)
    page.at.text_area(key=f"evidence_text-{number}").set_value(text)
    page.at.text_input(key=f"evidence_link-{number}").set_value(link)
    if on:
        page.at.date_input(key=f"evidence_on-{number}").set_value(on)
    return page.press("Add the note")


def notes(page: Visit) -> tuple[Evidence, ...]:
    found: Profile = page.at.session_state["desks"]["sre", "self"].profile
    return found.evidence


def typed(page: Visit) -> tuple[str, str]:
    """What stands in the form's fields."""
    return page.at.text_area[0].value, page.at.main.get("text_input")[0].value


def test_a_note_is_added_and_the_form_is_empty_again(visit: Open) -> None:
    page = visit("profile", show="evidence")
    assert "No notes on L4 yet." in page.text
    write_note(page, " I led it. ", "https://example.org/1?a=b", on=date(2026, 11, 20))
    note = Evidence("2026-11-20", Ref("L4", FIRST), "I led it.", ("https://example.org/1?a=b",))
    assert notes(page) == (note,)
    assert page.messages() == []
    assert typed(page) == ("", "")
    assert "2026-11-20 · I am a well-rounded engineer" in page.text
    (link,) = page.at.main.get("link_button")
    assert link.proto.url == "https://example.org/1?a=b"
    assert unescaped(link.proto.label) == "example.org"
    assert page.address == {"show": "evidence"}


def test_a_note_on_a_whole_competency(visit: Open) -> None:
    today = date.today()
    page = write_note(visit("profile", show="evidence"), "I taught", about=f"*{TEACHING}")
    (note,) = notes(page)
    assert (note.about, note.whole_competency) == (Ref("L4", TEACHING), True)
    assert note.on in (str(today), str(date.today())), "today, unless another day is chosen"
    assert "Teaching and Mentoring I taught" in page.text


@pytest.mark.parametrize(
    ("text", "link", "said"),
    [
        ("  ", "https://example.org", "The note is empty"),
        ("I did", "javascript:alert(1)", "“javascript:alert(1)” is no address of the web"),
        ("I did", "example.org", "“example.org” is no address of the web"),
        ("I did", "https://a b", "“https://a b” is no address of the web"),
        ("I did", f"https://a.example/{'x' * 2000}", "The note was not added"),
    ],
    ids=lambda part: part[:30],
)
def test_a_note_that_cannot_be_taken_says_why_and_stays_in_the_form(
    visit: Open, text: str, link: str, said: str
) -> None:
    page = write_note(visit("profile", show="evidence"), text, link)
    assert page.messages()[0].startswith(said)
    assert typed(page) == (text, link)
    assert notes(page) == ()
    write_note(page, "Better", "")
    assert [note.text for note in notes(page)] == ["Better"]
    assert page.messages() == []


def test_the_latest_note_comes_first_and_each_can_be_deleted(visit: Open) -> None:
    page = visit("profile", show="evidence")
    for day, text in ((2, "Second"), (3, "Third"), (1, "First")):
        write_note(page, text, on=date(2026, 11, day))
    assert [note.text for note in notes(page)] == ["Third", "Second", "First"]
    deletes = [each for each in page.at.button if each.label == "Delete"]
    deletes[1].click()
    page.run()
    assert [note.text for note in notes(page)] == ["Third", "First"]
    assert "Second" not in page.text


def test_a_full_list_of_notes_says_so(visit: Open) -> None:
    note = Evidence("2026-11-23", Ref("L5", "x"), "x")
    full = Profile("sre", "L4", evidence=(note,) * MAX_EVIDENCE)
    page = visit("profile").upload("mine.yaml", dump(full).encode())
    write_note(page.open("profile", show="evidence"), "One more")
    assert page.messages()[-1] == f"There is room for {MAX_EVIDENCE} notes; delete one first."
    assert typed(page)[0] == "One more"


def test_notes_belong_to_their_level_and_survive_a_walk(visit: Open) -> None:
    page = write_note(visit("profile", show="evidence"), "I led it")
    page.choose("target-sre", "L5")
    assert "I led it" not in page.text
    assert "No notes on L5 yet." in page.text
    page.choose("target-sre", "L4").open("levels").open("profile", show="evidence")
    assert "I led it" in page.text


def test_notes_alone_can_be_downloaded_and_opened_again(visit: Open, downloads: list[str]) -> None:
    page = write_note(visit("profile", show="evidence"), "I led it", "https://example.org")
    page.open("profile")
    assert not page.at.download_button[0].proto.disabled
    mine = downloads[-1].encode()
    other = visit("profile").upload("mine.yaml", mine)
    assert notes(other) == notes(page)


def test_the_promotion_document_holds_the_notes_and_no_rating(
    visit: Open, downloads: list[str]
) -> None:
    page = press_key(visit("profile", show="rate"), "rate-1").open("profile", show="evidence")
    write_note(page, "I led it", "https://example.org/1")
    said = downloads[-1]
    assert said.startswith("# Towards L4 Staff Site Reliability Engineer")
    assert "I led it <https://example.org/1>" in said
    assert "Improvement needed" not in said


def test_a_note_on_what_the_ladder_no_longer_has_is_shown_or_said(visit: Open) -> None:
    made = profile().with_evidence(Evidence("2026-11-23", Ref("L4", "lost"), "On what was"))
    made = made.with_evidence(Evidence("2026-11-23", Ref("L9", "x"), "Elsewhere"))
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    page.open("profile", show="evidence")
    assert "lost (no longer in the ladder) On what was" in page.text
    assert 'evidence for "L9", which is no level of this ladder' in page.text


EVIL = (
    "<script>alert(1)</script> [l](javascript:alert(2)) ![i](http://e.example/i.png) $x$ "
    ":material/home: :red[r] `c` &lt; www.evil.example"
)


@pytest.mark.parametrize("view", ["", "print"])
def test_hostile_text_in_a_note_is_text(visit: Open, view: str) -> None:
    made = profile()
    for link in ("https://[", "https:///x", "https://**b**$x$.example/", "https://a@b.example/:x:"):
        made = made.with_evidence(Evidence("2026-11-23", Ref("L4", FIRST), EVIL, (link,)))
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    page.open("profile", show="evidence", **({"view": view} if view else {}))
    check(page)
    assert page.text.count(EVIL) == 4, "it is shown, letter by letter"
    labels = [link.proto.label for link in page.at.main.get("link_button")]
    assert len(labels) == 4
    assert not any(set("*$[:") & set(live(label)) for label in labels)
    assert all(labels)


def test_hostile_text_that_is_typed_is_text(visit: Open) -> None:
    page = write_note(visit("profile", show="evidence"), EVIL, "https://a.example/")
    check(page)
    assert EVIL in page.text
    write_note(page, "x", EVIL)
    assert page.messages()
    for box in page.at.warning:
        assert not set("<[$:`") & set(live(box.value).removesuffix("https://")[:60])


@pytest.mark.usefixtures("personal")
def test_notes_are_kept_at_once_and_can_be_read_again_whatever_was_pasted(
    visit: Open, kept: Path
) -> None:
    page = visit("profile").press(KEEP).open("profile", show="evidence")
    write_note(page, "One\u2028two\x0bthree\ufeff\r\nfour\n\nfive: 'x' # y\t🙂")
    assert page.messages() == []
    found, problems = parse(kept.read_bytes())
    assert problems == []
    assert found is not None
    assert [note.text for note in found.evidence] == ["One two three \nfour\n\nfive: 'x' # y\t🙂"]
    again = visit("profile", show="evidence")
    assert again.messages() == []
    assert notes(again) == found.evidence
    again.press("Delete")
    left, _ = parse(kept.read_bytes())
    assert left is not None
    assert left.evidence == ()


# -- print -----------------------------------------------------------------------------


@pytest.mark.parametrize("show", ["rate", "evidence"])
def test_the_print_views_have_nothing_to_press(visit: Open, show: str) -> None:
    page = write_note(visit("profile", show="evidence"), "I led it", "https://example.org/")
    press_key(page.open("profile", show="rate"), "rate-2").open("profile", show=show, view="print")
    assert page.widgets == []
    assert page.address == {"show": show, "view": "print"}
    expected = "I led it" if show == "evidence" else "Domain expertise: Maturing"
    assert expected in page.text


def test_an_unknown_way_is_the_overview(visit: Open) -> None:
    page = visit("profile", show="<b>")
    assert page.address == {}
    assert "Say in words where you stand" in page.text


def test_the_print_view_shows_the_ratings_and_nothing_to_press(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open("profile", view="print")
    assert page.widgets == []
    assert "Rated: Maturing" in page.text
    assert page.text.count("Rated: not rated") == 3
    assert all(each.proto.expanded for each in page.at.expander)
    assert page.at.table[0].value["Your ratings"].iloc[0] == "Maturing"
    assert page.address == {"view": "print"}
    assert [link.address for link in page.links] == [{}]


def test_a_new_profile_looks_at_l4(sre: Ladder, visit: Open) -> None:
    assert visit("profile").at.get_by_key("target-sre").value == "L4"
    assert new(sre, "L4").rated is False
