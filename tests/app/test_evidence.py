"""Evidence: notes that are written, shown as text, kept and downloaded."""

from datetime import date
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.profiles import (
    EVIL,
    FIRST,
    TEACHING,
    held,
    keep,
    notes,
    press_key,
    profile,
    write_note,
)
from tests.app.test_hostile import check
from tests.app.visiting import Visit, live, unescaped

from explorer.model import Ref
from explorer.profiles.profile import MAX_EVIDENCE, Evidence, Profile
from explorer.profiles.profile_file import dump, parse
from explorer.storage.file_repository import FileRepository, Kept


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
    assert note.date in (str(today), str(date.today())), "today, unless another day is chosen"
    assert "Teaching and Mentoring I taught" in page.text


@pytest.mark.parametrize(
    ("text", "link", "said"),
    [
        ("  ", "https://example.org", "The note is empty"),
        ("I did", "javascript:alert(1)", "“javascript:alert(1)” is not a web address"),
        ("I did", "example.org", "“example.org” is not a web address"),
        ("I did", "https://a b", "“https://a b” is not a web address"),
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
    write_note(page.open("profile", show="evidence"), "Add an interview")
    assert page.messages()[-1] == f"There can be at most {MAX_EVIDENCE} notes; delete one first."
    assert typed(page)[0] == "Add an interview"


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
    page = keep(visit("profile")).open("profile", show="evidence")
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


@pytest.mark.usefixtures("personal")
def test_a_note_that_another_window_was_faster_than_is_not_lost(
    visit: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keep(visit("profile")).open("profile", show="evidence")
    write = FileRepository.write

    def too_late(store: FileRepository, profile: Profile, known: Kept | None = None) -> Kept:
        monkeypatch.setattr(FileRepository, "write", write)
        theirs = held(page).with_rating("L4", TEACHING, "Maturing")
        store.write(theirs)
        return store.write(profile, known)

    monkeypatch.setattr(FileRepository, "write", too_late)
    write_note(page, "Mine")
    found, _ = parse(kept.read_bytes())
    assert found
    assert [note.text for note in found.evidence] == ["Mine"]
    assert found.ratings("L4").competencies == {TEACHING: "Maturing"}
    assert typed(page) == ("", "")
