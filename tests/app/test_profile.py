"""My profile: rating, keeping after one yes, other windows, damaged files, uploads.

"Kept" is a file in the user's data folder; `kept` gives it. Two visits are two windows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.visiting import Visit

from explorer.model import RATING_WORDS, Ladder, Ref
from explorer.profile import MAX_TOPICS, Profile, dump, new, parse
from explorer.store import default_folder

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
        if each.value is not None
    }


def listed(page: Visit) -> list[str]:
    """What the page's conversation list leads to, as level/id."""
    if "To talk about" not in page.text:
        return []
    links = page.links_in("links_conversation")
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
    assert set(page.at.table[0].value["Rated"]) == {"not rated"}


@pytest.mark.usefixtures("checked")
def test_each_of_the_four_words_can_be_given(visit: Open) -> None:
    page = visit("profile")
    for word in RATING_WORDS:
        page.rate(DOMAIN, word.name)
        assert rated(page) == {DOMAIN: word.name}
        assert f"Domain expertise: {word.name}; Teaching and Mentoring: not rated" in page.radar
    assert list(page.at.table[0].value["Rated"]) == ["Exceeding", *["not rated"] * 3]


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


def test_without_a_conversation_list_there_is_no_heading_for_it(visit: Open) -> None:
    assert listed(visit("profile")) == []


def test_the_conversation_list_leads_to_its_statements_in_the_order_they_were_added(
    visit: Open, sre: Ladder
) -> None:
    page = talk_about(visit("profile"), "L4", "consulting")
    talk_about(page, "L2", "reviews")
    assert listed(page) == ["L4/consulting", "L2/reviews"]
    for link in page.links_in("links_conversation"):
        found = sre.find(Ref(link.address["level"], link.address["statement"]))
        assert found is not None
        assert " ".join(found[1].text.split())[:40] in link.words.replace("**", "")
    assert "L2 (draft)" in page.links_in("links_conversation")[1].words


def test_a_statement_is_taken_off_the_list(visit: Open) -> None:
    page = talk_about(talk_about(visit("profile"), "L4", "consulting"), "L2", "reviews")
    page.at.button(key="off-L4/consulting").click()
    assert listed(page.run()) == ["L2/reviews"]
    assert listed(page.press(OFF)) == []
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
    assert listed(page) == ["L4/consulting"]
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


def test_the_print_view_has_the_conversation_list_and_nothing_to_press(visit: Open) -> None:
    page = talk_about(visit("profile"), "L4", "consulting").open("profile", view="print")
    assert listed(page) == ["L4/consulting"]
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
    "a newer version": b"profile: ladder-explorer\nversion: 2\nladder: sre\ntarget: L4\n",
    "another kind of file": b"apples: 3\n",
    "a wrong type": b"profile: ladder-explorer\nversion: 1\nladder: sre\ntarget: L4\nlevels: 3\n",
    "too large": b"# " + b"x" * 400_000,
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
    assert "version 2, from a newer Ladder Explorer" in page.messages()[0]
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


# -- print -----------------------------------------------------------------------------


def test_the_print_view_shows_the_ratings_and_nothing_to_press(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open("profile", view="print")
    assert page.widgets == []
    assert "Rated: Maturing" in page.text
    assert page.text.count("Rated: not rated") == 3
    assert all(each.proto.expanded for each in page.at.expander)
    assert page.at.table[0].value["Rated"].iloc[0] == "Maturing"
    assert page.address == {"view": "print"}
    assert [link.address for link in page.links] == [{}]


def test_a_new_profile_looks_at_l4(sre: Ladder, visit: Open) -> None:
    assert visit("profile").at.get_by_key("target-sre").value == "L4"
    assert new(sre, "L4").rated is False
