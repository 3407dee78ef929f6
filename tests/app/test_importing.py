"""Add a ladder: a preview of uploaded documents, files to download, and one visible yes."""

import threading
from pathlib import Path

import pytest
from tests.app.conftest import Open, Serve
from tests.app.visiting import Markup

from explorer.files.loading import load
from explorer.server import import_process
from explorer.server.import_process import ImportJob, ImportOutcome

ROLE = b"# L2: Baker\n\n> I bake.\n\n## Ovens\n- I light them\n\nmaybe:\n- I sweep them\n\n```\nleft\n```\n"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def own(tmp_path: Path, serve: Serve) -> Path:
    """A served folder without any ladder, in personal use."""
    (tmp_path / "mine").mkdir()
    serve(tmp_path / "mine", personal=True)
    return tmp_path / "mine"


def test_the_preview_says_what_every_line_became(visit: Open) -> None:
    page = visit("importing").upload("L2-baker.md", ROLE)
    assert "9 lines: 1 summary, 1 statement, 1 tentative; 3 left" in page.text
    assert "Competencies: Ovens" in page.text
    assert "L2 Baker 1 competency, 1 summary, 1 statement, 1 tentative" in page.text
    assert "L2-baker.md:11 What stands between code fences" in page.text
    assert "baker/L2.yaml: new" in page.text


def test_data_is_taken_as_documents_are(visit: Open) -> None:
    page = visit("importing").upload(
        "bakers.json",
        b'{"L1": {"Ovens": ["I light them"]}, "L2": {"Ovens": ["I choose the heat"]}}',
    )
    assert "Competencies: Ovens" in page.text
    assert "bakers/L2.yaml: new" in page.text


def test_a_sample_can_be_tried_and_offers_nothing(visit: Open, own: Path) -> None:
    page = visit("importing").press("Try it with a sample")
    assert "I choose the heat for each dough" in page.text
    assert "Loaf 3 competencies, 3 statements" in page.text
    assert "Is this right? Are the columns levels" in page.text
    page.press("Yes")
    assert "Is this right?" not in page.text
    assert "You said: answered: Are the columns levels" in page.text
    assert page.has_button("Undo")
    assert not page.at.checkbox
    assert not page.at.get("download_button")
    assert "Wedding" not in page.press("Back").text
    page.press("Try it with a sample").upload("L2-baker.md", ROLE)
    assert "9 lines: 1 summary" in page.text, "a document of one's own goes first"
    assert not page.has_button("Back")
    assert "You said" not in page.text
    assert list(own.iterdir()) == []


MATRIX = b"Skill,Bun,Loaf,In practice\nCraft,I bend,I shape,A gate\n\n,,,Page 1\n,,,I greet\n"


def test_an_answer_is_read_at_once_and_can_be_taken_back(visit: Open) -> None:
    page = visit("importing").upload("L2.md", b"# L2 Cook\n\n## Ovens\n\n- I bake\n\n# L9 Legend\n")
    assert 'Is "L9 Legend" a level?' in page.text
    page.press("No")
    assert "L9.yaml" not in page.text
    assert 'You said: "L9 Legend" is no level.' in page.text
    assert "import.yaml: new" in page.text
    page.press("Undo")
    assert "L9.yaml: new" in page.text
    assert "import.yaml" not in page.text
    page.press("Yes").upload("L3.md", ROLE)
    assert "You said" not in page.text, "other documents, other decisions"


def test_a_document_that_names_no_level_is_read_once_one_is_named(visit: Open, own: Path) -> None:
    page = visit("importing").upload("smiths.csv", MATRIX)
    assert "no column and no row" in page.text
    box = page.at.get_by_key("add_names")
    assert {"Bun", "Loaf", "In practice"} <= set(box.options)
    box.set_value(["Bun", "Loaf"])
    page.press("Read again")
    assert "4 lines: 2 statements; 4 left" in page.text
    page.open_box("add_right")
    page.at.get_by_key("add_names").set_value(["In practice"])
    page.at.get_by_key("add_is").set_value("examples")
    page.press("Read again")
    assert "2 statements, 3 examples; 0 left" in page.text
    assert page.text.count("smiths/") == 5


def test_a_german_reader_is_asked_and_answered_in_german(visit: Open) -> None:
    page = visit("importing", lang="de").upload("smiths.csv", b"Skill,L1,L2\nCraft,I bend,\n")
    assert "Tabelle mit Kommas, Stufen als Spalten" in page.text
    assert 'Ist "L2" eine Stufe? Sie hat keine Aussage.' in page.text
    assert page.has_button("Nein")
    page.press("Ja")
    assert 'beantwortet: Ist "L2" eine Stufe?.' in page.text
    assert 'Is "L2"' not in page.text


def test_what_is_left_over_is_placed_and_the_next_export_goes_the_same_way(
    visit: Open, own: Path
) -> None:
    page = visit("importing").upload("smiths.csv", MATRIX)
    page.at.get_by_key("add_names").set_value(["Bun", "Loaf"])
    page.press("Read again").open_box("add_places")
    lines = page.at.get_by_key("add_lines")
    lines.set_value(["I greet", "A gate"])
    page.at.get_by_key("add_level").set_value("Loaf")
    page.at.get_by_key("add_competency").set_value("Craft")
    page.press("Place")
    assert "4 statements; 2 left" in page.text
    page.open_box("add_places").at.get_by_key("add_lines").set_value(["Page 1"])
    page.press("Leave out")
    assert "4 statements, 1 left out on purpose; 1 left" in page.text
    assert "Left out on purpose, and in no file: 1 text" in page.text
    assert "2 lines placed; 1 line left out" in page.text
    page.choose("add_yes", True).press("Add to my ladders")
    loaf = load(own).ladders[0].levels[1]
    assert "I greet" in [each.text for each in loaf.statements]
    assert not load(own).problems
    again = visit("importing").upload("smiths.csv", MATRIX)
    assert "Read as smiths/import.yaml says." in again.text
    assert "All of it is already in" in again.at.success[0].value


def test_decisions_are_uploaded_with_the_documents(visit: Open) -> None:
    page = visit("importing")
    page.at.file_uploader[0].upload("smiths.csv", MATRIX)
    page.at.file_uploader[0].upload("import.yaml", b"levels:\n  Bun: L1\n  Loaf: L2\n")
    page.run()
    assert "Read as import.yaml says." in page.text
    assert "smiths/L2.yaml: new" in page.text


def test_a_mistake_in_uploaded_decisions_is_told_by_its_place(visit: Open) -> None:
    page = visit("importing")
    page.at.file_uploader[0].upload("import.yaml", b"levels:\n  Bun: 1\n")
    page.run()
    assert page.messages() == [
        'import.yaml:2:8: found a number, 1; wanted text: put it in quotes, "1"'
    ]


def test_a_code_that_is_none_is_said(visit: Open) -> None:
    page = visit("importing").upload("smiths.csv", MATRIX)
    page.at.get_by_key("add_names").set_value(["Bun"])
    page.at.get_by_key("add_code").set_value("<b>")
    page.press("Read again")
    assert "a code at most 40" in page.text
    assert "You said" not in page.text


def test_in_shared_use_the_files_can_only_be_taken_along(visit: Open) -> None:
    page = visit("importing").upload("L2-baker.md", ROLE)
    assert [each.label for each in page.at.get("download_button")] == ["Download the files"]  # type: ignore[attr-defined]
    assert not page.at.checkbox
    assert not page.has_button("Add to my ladders")


def test_nothing_is_written_before_a_yes(visit: Open, own: Path) -> None:
    page = visit("importing").upload("L2-baker.md", ROLE)
    (button,) = [each for each in page.at.button if each.label == "Add to my ladders"]
    assert button.disabled
    assert list(own.iterdir()) == []


def test_after_a_yes_the_ladder_is_there(visit: Open, own: Path) -> None:
    page = visit("importing").upload("L2-baker.md", ROLE).choose("add_yes", True)
    page.press("Add to my ladders")
    assert [level.code for _, level in load(own).levels()] == ["L2"]
    shown = page.open("levels", level="L2").text
    assert "I light them" in shown
    assert "1 passage from the source that fit nowhere else" in shown
    assert "left" in shown


def test_what_differs_asks_for_a_second_yes(visit: Open, own: Path) -> None:
    visit("importing").upload("L2.md", ROLE).choose("add_yes", True).press("Add to my ladders")
    before = (own / "baker/L2.yaml").read_bytes()
    page = visit("importing").upload("L2.md", ROLE.replace(b"light", b"heat"))
    page.choose("add_into", "").choose("add_yes", True)
    assert "I heat them" in page.text
    (button,) = [each for each in page.at.button if each.label == "Add to my ladders"]
    assert button.disabled
    page.choose("add_replace", True).press("Add to my ladders")
    assert (own / "baker/L2.yaml.old").read_bytes() == before
    assert b"I heat them" in (own / "baker/L2.yaml").read_bytes()


def test_a_new_export_is_merged_into_what_was_edited(visit: Open, own: Path) -> None:
    visit("importing").upload("L2.md", ROLE).choose("add_yes", True).press("Add to my ladders")
    level = own / "baker/L2.yaml"
    level.write_text(level.read_text("utf-8").replace("I sweep them", "I mop them"), "utf-8")
    page = visit("importing").upload("L2.md", ROLE.replace(b"I light them", b"I do light them"))
    assert "What is merged" in page.text
    assert "Changed in the documents alone L2 light I light them I do light them" in page.text
    assert "Changed here alone: kept L2 sweep I mop them" in page.text
    page.choose("add_yes", True).press("Add to my ladders")
    text = level.read_text("utf-8")
    assert "I do light them" in text
    assert "I mop them" in text
    again = visit("importing").upload("L2.md", ROLE.replace(b"I light them", b"I do light them"))
    assert "All of it is already in" in again.at.success[0].value


def test_a_side_is_chosen_where_both_changed(visit: Open, own: Path) -> None:
    visit("importing").upload("L2.md", ROLE).choose("add_yes", True).press("Add to my ladders")
    level = own / "baker/L2.yaml"
    written = level.read_text("utf-8")
    level.write_text(
        written.replace("I light them", "I heat them").replace("I sweep", "I mop"), "utf-8"
    )
    export = ROLE.replace(b"I light them", b"I light all").replace(b"I sweep", b"I clean")
    page = visit("importing").upload("L2.md", export)
    assert "Changed on both sides Here I heat them In the documents I light all" in page.text
    page.choose("add_side_L2.yaml: statement light", True)
    assert "Changed on both sides Here I heat them In the documents I light all" in page.text
    page.choose("add_yes", True).press("Add to my ladders")
    text = level.read_text("utf-8")
    assert "I light all" in text
    assert "I mop" in text, "what nobody chose stays"
    again = visit("importing").upload("L2.md", export)
    assert "All of it is already in" in again.at.success[0].value
    assert "Changed on both sides" not in again.text, "what was chosen is not asked again"


def test_a_document_called_otherwise_can_be_merged_too(visit: Open, own: Path) -> None:
    visit("importing").upload("L2.md", ROLE).choose("add_yes", True).press("Add to my ladders")
    other = ROLE.replace(b"Baker", b"Patissier")
    page = visit("importing").upload("L2.md", other)
    assert "patissier/L2.yaml: new" in page.text
    page.choose("add_into", "baker")
    assert "patissier/" not in page.text
    assert "Changed in the documents alone L2 title Baker Patissier" in page.text


def test_a_folder_without_a_ladder_leads_here(visit: Open, own: Path) -> None:
    page = visit()
    assert [link.words for link in page.links] == ["Add a ladder from your documents"]
    assert page.open("importing").at.title[0].value == "Add a ladder"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xff", b"# Notes\n\nWe met.\n", b"\x89PNG\0\0"])
def test_what_is_no_ladder_is_refused_with_the_reason(visit: Open, content: bytes) -> None:
    page = visit("importing").upload("notes.md", content)
    assert "Not read notes.md" in page.text
    assert page.messages() == ["No document contains a level, so there is nothing to add."]
    assert not page.at.get("download_button")


def test_nothing_of_a_document_is_markup_on_our_page(visit: Open, own: Path) -> None:
    words = f"# L2: {EVIL}\n\n## {EVIL}\n- a {EVIL}\n```\n{EVIL}\n```\n{EVIL} | x\n"
    page = visit("importing").upload(f"L2-{EVIL[:9]}.md", words.encode())
    tags = {name for element in page.at.html for name, _ in Markup(element.value).tags}
    assert "img" not in tags
    assert not [each for each in page.at.markdown if "<img" in each.value]
    page.choose("add_yes", True).press("Add to my ladders")
    shown = page.open("levels", level="L2")
    assert "img" not in {
        name for element in shown.at.html for name, _ in Markup(element.value).tags
    }


def test_an_import_on_its_way_shows_its_progress_and_holds_nobody_up(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(_: object, job: ImportJob) -> ImportOutcome:
        go_on.wait(30)
        return import_process.run(job)

    monkeypatch.setattr(import_process.ImportProcess, "_in_child", slowly)
    monkeypatch.setattr(import_process, "PATIENCE", 0.0)
    page = visit("importing").upload("L2-baker.md", ROLE)
    assert page.at.status[0].label.startswith("Reading 1 document")
    assert "baker/L2.yaml" not in page.text
    monkeypatch.setattr(import_process, "PATIENCE", 30.0)
    go_on.set()
    page.at.run()
    assert "baker/L2.yaml: new" in page.text
    assert not page.at.status


def test_an_import_is_read_and_planned_once_for_a_visit(
    visit: Open, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[ImportJob] = []

    def counted(_: object, job: ImportJob) -> ImportOutcome:
        done.append(job)
        return import_process.run(job)

    monkeypatch.setattr(import_process.ImportProcess, "_in_child", counted)
    page = visit("importing").upload("L2-baker.md", ROLE)
    for value in (True, False, True):
        page.choose("add_yes", value)
    assert len(done) == 1


def test_why_an_import_was_ended_is_said(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = ImportOutcome(trouble=import_process.TOO_MUCH)
    monkeypatch.setattr(import_process.ImportProcess, "_in_child", lambda *_: ended)
    page = visit("importing").upload("L2-baker.md", ROLE)
    assert page.messages() == [import_process.TOO_MUCH]


def test_what_is_said_is_used_and_stays_once_its_box_is_closed(visit: Open) -> None:
    page = visit("importing").upload("L2-baker.md", ROLE).open_box("add_options")
    page.at.session_state["add_options"] = True
    page.choose("add_name", "Our bakers")
    assert "our-bakers/L2.yaml: new" in page.text
    page.close_box("add_options")
    assert "our-bakers/L2.yaml: new" in page.text
