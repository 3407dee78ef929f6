"""Keeping a profile: after one yes, in two windows, damaged or uploaded, and all of it gone.

"Kept" is a file in the user's data folder; `kept` gives it. Two visits are two windows.
"""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.app.conftest import Open, Serve
from tests.app.profiles import (
    ASIDE,
    CULTURE,
    CUSTOMER,
    DOMAIN,
    KEEP,
    STORAGE,
    TEACHING,
    UNDO,
    press_key,
    profile,
    rated,
    revision,
    stored,
    stored_after_keeping,
)
from tests.app.visiting import Visit, unescaped

from explorer.profiles.profile_file import dump
from explorer.storage import file_repository as stores
from explorer.ui import everything

# -- shared use ------------------------------------------------------------------------


def test_shared_use_writes_no_file_and_says_so(visit: Open, data: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").choose("target-sre", "L5")
    page.rate(DOMAIN, "Exceeding")
    page.upload("mine.yaml", dump(profile(domain_expertise="Maturing")).encode()).press(UNDO)
    assert not data.exists()
    assert not page.has_button(KEEP)
    (offered,) = [each for each in page.at.download_button if each.label == "Download"]
    assert offered.proto.type == "primary", "offered after each change"
    assert "Nothing is kept here." in page.open_box(STORAGE).text


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
    assert "Not kept yet." in page.open_box(STORAGE).text
    assert rated(visit("profile")) == {}, "a reload begins anew"


@pytest.mark.usefixtures("personal")
def test_after_the_yes_each_change_is_kept_at_once(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    assert "Kept on this computer" in page.open_box(STORAGE).text
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
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.open_box(STORAGE).press("Delete what is kept")
    assert not kept.exists()
    assert rated(page) == {DOMAIN: "Maturing"}
    assert any("What was kept is deleted." in said for said in page.messages())
    page.rate(DOMAIN, "Exceeding")
    assert not kept.exists()
    assert stored_after_keeping(page, kept) == {DOMAIN: "Exceeding"}


@pytest.mark.usefixtures("personal")
def test_a_message_is_said_once(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.open_box(STORAGE).press("Delete what is kept")
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


@pytest.mark.usefixtures("personal")
def test_a_rating_reads_the_kept_file_at_most_once_and_writes_it_once(
    visit: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    reads: list[Path] = []
    writes: list[Path] = []
    really_read, really_replace = stores.read_regular, Path.replace

    def opened(path: Path, *args: Any) -> bytes:
        reads.append(path)
        return really_read(path, *args)

    def replaced(path: Path, target: str) -> Path:
        writes.append(Path(target))
        return really_replace(path, target)

    monkeypatch.setattr(stores, "read_regular", opened)
    monkeypatch.setattr(Path, "replace", replaced)
    for done, word in enumerate(("Performing", "Exceeding"), start=1):
        page.rate(DOMAIN, word)
        assert (reads, writes) == ([], [kept] * done)
    kept.write_bytes(kept.read_bytes() + b"# mine\n")
    page.rate(DOMAIN, "Maturing")
    assert reads == [kept], "once, since its owner edited it"
    assert stored(kept) == {DOMAIN: "Maturing"}


# -- a damaged file --------------------------------------------------------------------

DAMAGED = {
    "no YAML": b"profile: [",
    "not text": b"\xff\xfe\x00\x01",
    "empty": b"",
    "half written": dump(profile(domain_expertise="Maturing")).encode()[:150],
    "a newer version": b"profile: ladder-explorer\nversion: 5\nladder: sre\ntarget: L4\n",
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
    assert "Every change is saved at once" not in page.text


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
    (said,) = page.at.toast
    assert unescaped(said.value) == '"mine.yaml" is open.'
    assert page.messages() == [], "no box pushes the ratings down"
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
    assert "version 5, from a newer Ladder Explorer" in page.messages()[0]
    page.upload("b.yaml", DAMAGED["another kind of file"])
    assert "another kind of file" in page.messages()[0]
    page.upload("c.yaml", REFUSED["another ladder's"])
    assert 'a profile for the ladder "Somebody\'s ladder"' in page.messages()[0]


@pytest.mark.usefixtures("personal")
def test_an_upload_that_cannot_be_saved_can_still_be_undone(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP).open_box(STORAGE)
    kept.unlink()
    page.upload("a.yaml", dump(profile(teaching_and_mentoring="Exceeding")).encode())
    assert rated(page) == {TEACHING: "Exceeding"}
    page.press(UNDO)
    assert rated(page) == {DOMAIN: "Maturing"}


# -- two voices ------------------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_two_voices_are_kept_apart_each_after_its_own_yes(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.choose("profile_perspective", "manager")
    assert "Not kept yet." in page.open_box(STORAGE).text
    assert rated(page) == {}
    page.close_box(STORAGE).rate(DOMAIN, "Exceeding")
    theirs = kept.with_name("sre@manager.yaml")
    assert not theirs.exists()
    page.press(KEEP)
    assert str(theirs) in page.open_box(STORAGE).text
    assert (stored(kept), stored(theirs)) == ({DOMAIN: "Maturing"}, {DOMAIN: "Exceeding"})
    assert rated(page.choose("profile_perspective", "self")) == {DOMAIN: "Maturing"}
    again = visit("profile")
    assert rated(again) == {DOMAIN: "Maturing"}, "a new visit begins with one's own"
    assert rated(again.choose("profile_perspective", "manager")) == {DOMAIN: "Exceeding"}


def test_a_file_of_the_other_voice_is_refused_with_the_way_out(visit: Open) -> None:
    theirs = replace(profile(domain_expertise="Exceeding"), perspective="manager")
    page = visit("profile").rate(DOMAIN, "Maturing").upload("theirs.yaml", dump(theirs).encode())
    (said,) = page.messages()
    assert "it is somebody's view as a manager" in said
    assert "choose “My view as a manager” here first. Nothing was changed." in said
    assert rated(page) == {DOMAIN: "Maturing"}
    page.choose("profile_perspective", "manager").upload("theirs.yaml", dump(theirs).encode())
    assert rated(page) == {DOMAIN: "Exceeding"}


@pytest.mark.usefixtures("personal")
def test_a_view_in_the_place_of_the_managers_file_is_told_and_left(visit: Open, kept: Path) -> None:
    visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    theirs = kept.rename(kept.with_name("sre@manager.yaml"))
    before = theirs.read_bytes()
    page = visit("profile").choose("profile_perspective", "manager")
    assert "found one's own view; wanted a manager's view" in page.messages()[0]
    assert rated(page) == {}
    page.rate(DOMAIN, "Exceeding")
    assert theirs.read_bytes() == before


# -- all of it -------------------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_a_backup_holds_each_kept_file_as_it_is(visit: Open, kept: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.choose("profile_perspective", "manager").rate(DOMAIN, "Exceeding").press(KEEP)
    page.open_box(STORAGE)
    assert "Export everything about me" in [each.label for each in page.at.download_button]
    with zipfile.ZipFile(io.BytesIO(everything.archive()())) as archive:
        assert archive.testzip() is None
        held_in_it = {name: archive.read(name) for name in archive.namelist()}
    assert held_in_it == {path.name: path.read_bytes() for path in kept.parent.glob("*.yaml")}
    assert set(held_in_it) == {"sre.yaml", "sre@manager.yaml"}


@pytest.mark.usefixtures("personal")
def test_everything_is_deleted_and_what_the_visit_showed_can_be_put_back(
    visit: Open, kept: Path
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.choose("profile_perspective", "manager").rate(DOMAIN, "Exceeding").press(KEEP)
    page.open("panel", show="plan").choose("panel_reference", "blue").press(KEEP)
    page.open("panel", show="plan", level="L5").choose("panel_reference", "unkept")
    press_key(page.open("one_to_one", show="both"), "slot_mine-self")
    page.open("profile").open_box(STORAGE).press("Delete everything about me")
    assert list(kept.parent.rglob("*.yaml")) == []
    assert rated(page) == {}
    assert page.messages()[0].startswith("Everything about you is deleted.")
    assert "Loaded" not in page.open("one_to_one", show="both").text
    references = {level: panel_reference(page, level) for level in ("L4", "L5")}
    assert references == {"L4": "", "L5": ""}
    assert rated(visit("profile")) == {}
    page.open("profile").press(UNDO)
    assert rated(page) == {DOMAIN: "Exceeding"}
    assert rated(page.choose("profile_perspective", "self")) == {DOMAIN: "Maturing"}
    assert not page.has_button(UNDO)
    assert "Loaded" in page.open("one_to_one", show="both").text
    references = {level: panel_reference(page, level) for level in ("L4", "L5")}
    assert references == {"L4": "blue", "L5": "unkept"}
    assert list(kept.parent.rglob("*.yaml")) == [], "on these pages alone"


def panel_reference(page: Visit, level: str) -> str:
    page.open("panel", show="plan", level=level)
    return str(page.at.get_by_key("panel_reference").value or "")


@pytest.mark.usefixtures("personal")
def test_where_nothing_was_there_to_delete_no_way_back_is_promised(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP).rate(DOMAIN, None)
    page.open_box(STORAGE).press("Delete everything about me")
    assert page.messages() == ["Everything about you is deleted."]
    assert not page.has_button(UNDO)


def test_in_shared_use_everything_is_what_the_visit_holds(visit: Open, data: Path) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open_box(STORAGE)
    page.press("Delete everything about me")
    assert rated(page) == {}
    assert rated(page.press(UNDO)) == {DOMAIN: "Maturing"}
    assert not data.exists()
