"""Lineage: one question at a time, and each answer in the level's file at once."""

from pathlib import Path

import pytest
import yaml
from tests.app.conftest import Open, Serve
from tests.app.visiting import Visit

from library.writing import level, write

BELOW = {"tests": "I write unit tests for each recipe of mine", "bread": "I knead rye bread"}
ABOVE = {
    "strategy": "I own the strategy for unit tests of all recipes",
    "hiring": "I interview candidates",
    "both": "I look after everything",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write(tmp_path / "craft", {"L1.yaml": level("L1", BELOW), "L2.yaml": level("L2", ABOVE)})
    upper = made / "L2.yaml"
    upper.write_text("# mine\n" + upper.read_text())
    return made


def lineage(folder: Path) -> object:
    return yaml.safe_load((folder / "L2.yaml").read_text()).get("lineage")


def asked(page: Visit) -> str:
    return next((text for text in ABOVE.values() if text in page.html), "")


def test_each_answer_is_in_the_file_at_once(visit: Open, serve: Serve, folder: Path) -> None:
    serve(folder, personal=True)
    page = visit("lineage")
    assert asked(page) == ABOVE["strategy"]
    page.press(BELOW["tests"])
    assert lineage(folder) == {"strategy": ["tests"]}
    assert (folder / "L2.yaml").read_text().startswith("# mine\n")
    assert asked(page) == ABOVE["hiring"]
    page.press("Grows out of none of them")
    page.at.multiselect(key="lineage_several").set_value(["tests", "bread"]).run()
    page.press("Accept these")
    assert lineage(folder) == {"strategy": ["tests"], "hiring": [], "both": ["tests", "bread"]}
    assert "Every statement of L2 has its lineage written." in page.text


def test_what_is_skipped_is_asked_again_and_the_last_answer_can_change(
    visit: Open, serve: Serve, folder: Path
) -> None:
    serve(folder, personal=True)
    page = visit("lineage").press("Skip")
    assert asked(page) == ABOVE["hiring"]
    page.press(BELOW["bread"]).press("Change the last answer")
    assert asked(page) == ABOVE["hiring"]
    page.press("Grows out of none of them")
    assert lineage(folder) == {"hiring": []}
    page.press("Skip").press("Ask again")
    assert asked(page) == ABOVE["strategy"]


def test_a_shared_server_writes_nothing_and_gives_lines_to_paste(
    visit: Open, serve: Serve, folder: Path
) -> None:
    serve(folder)
    page = visit("lineage").press(BELOW["tests"])
    assert lineage(folder) in (None, {})
    assert [each.value for each in page.at.code] == ["lineage:\n  strategy: [tests]"]


def test_a_file_that_cannot_be_edited_is_said_and_the_question_stays(
    visit: Open, serve: Serve, folder: Path
) -> None:
    serve(folder, personal=True)
    page = visit("lineage")
    (folder / "L2.yaml").write_text("- a list\n")
    page.press(BELOW["tests"])
    assert any("nothing was changed" in said for said in page.messages())
