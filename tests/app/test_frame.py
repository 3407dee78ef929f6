"""The frame around every page: which ladder, what is wrong with it, and what a failure shows."""

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE

from explorer.files.paths import app_root
from explorer.ui import layout
from explorer.ui.script_errors import on_script_error

PAGES = tuple(Path(entry.file).stem for entry in layout.PAGES)
OF_A_LADDER = PAGES[:-1]
"""The pages that have nothing to show without one."""


@pytest.fixture
def own_ladder(tmp_path: Path, serve: Serve) -> Path:
    """A served copy of the sample ladder that a test may edit."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "ladder"))
    serve(folder)
    return folder


def problems(page: Any) -> str:
    return next((each.label for each in page.at.expander if "errors" in each.label), "")


# -- pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_run_alone_draws_only_a_sentence(page: str) -> None:
    at = AppTest.from_file(str(app_root() / f"pages/{page}.py"), default_timeout=30).run()
    assert not at.exception
    elements = [node for node in at.main if node.type != "main"]
    assert [node.type for node in elements] == ["error"]
    assert at.error[0].value.startswith("This page only works inside Ladder Explorer.")


def test_there_are_exactly_the_pages_that_the_frame_names() -> None:
    files = {path.stem for path in (app_root() / "pages").glob("*.py")}
    assert files == set(PAGES)


@pytest.mark.parametrize(
    ("page", "address", "most"),
    [
        ("levels", {}, 40),
        ("levels", {"level": "L4"}, 40),
        ("levels", {"level": "L4", "statement": "incident-learning"}, 40),
        ("compare", {"left": "L3", "right": "L4"}, 30),
        ("search", {"q": "incident review"}, 60),
        ("search", {"q": "I help my team to"}, 60),
        ("profile", {}, 40),
        ("health", {}, 60),
        ("panel", {}, 20),
        ("panel", {"show": "plan"}, 67),
        ("panel", {"show": "card"}, 65),
        ("panel", {"show": "together"}, 20),
        ("panel", {"show": "job"}, 20),
    ],
)
def test_a_page_draws_few_elements(
    visit: Open, page: str, address: dict[str, str], most: int
) -> None:
    assert 3 < len(visit(page, **address).elements) <= most


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_title_and_its_actions(visit: Open, page: str) -> None:
    drawn = visit(page)
    assert len(drawn.at.title) == 1
    actions = [link.words for link in drawn.links_in("actions")]
    assert actions == ["Print view"]
    path = "" if page == "levels" else page
    assert f"/{path.replace('_', '-')}" in drawn.copied


# -- which ladder ----------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_one_ladder_needs_no_switcher(visit: Open, page: str) -> None:
    assert not [each for each in visit(page).at.selectbox if each.label == "Ladder"]


@pytest.mark.parametrize("page", PAGES)
def test_several_ladders_get_a_switcher_on_every_page(
    visit: Open, serve: Serve, tmp_path: Path, page: str
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    drawn = visit(page)
    switcher = drawn.at.selectbox(key="ladder_in_view")
    assert switcher.options == ["Bakers", "Brewers & Friends"]
    assert drawn.address["ladder"] == "bakers"


def test_a_ladder_is_in_view_by_its_address(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit(ladder="brewers")
    assert page.at.title[0].value.replace("\\", "") == "Brewers & Friends"
    assert "One kettle" in page.text
    assert page.address == {"ladder": "brewers"}


def test_another_ladder_is_chosen_and_stays_in_view(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit(ladder="bakers", level="B1").choose("ladder_in_view", "brewers")
    assert page.address == {"ladder": "brewers"}
    assert "One kettle" in page.text
    for other in ("search", "compare", "profile", "panel", "levels"):
        page.open(other)
        assert page.address["ladder"] == "brewers"


def test_ladders_of_the_same_name_can_be_told_apart(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    folder = ladders.two_ladders(tmp_path / "site")
    (folder / "brewers/ladder.yaml").write_text("name: Bakers\n", encoding="utf-8")
    serve(folder)
    page = visit(ladder="bakers").run()
    assert page.address == {"ladder": "bakers"}
    assert len(set(page.at.selectbox(key="ladder_in_view").options)) == 2


def test_links_between_the_pages_keep_the_ladder(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit(ladder="brewers", level="B2")
    assert page.links
    assert all(link.address["ladder"] == "brewers" for link in page.links)
    html = visit("search", ladder="brewers", q="work").html
    for ladder in ("bakers", "brewers"):
        assert f'data-card="{ladder}/' in html, "all are searched"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["cooks", "<b>x</b>", "![](http://evil.example)", "x" * 9000])
def test_an_unknown_ladder_gets_a_sentence_and_the_first(visit: Open, page: str, name: str) -> None:
    drawn = visit(page, ladder=name)
    assert drawn.messages()[:1] == [
        f"There is no ladder {name[:60]} here; this is Site Reliability Engineering."
    ]
    assert "ladder" not in drawn.address


@pytest.mark.parametrize("page", PAGES)
def test_the_print_view_has_no_switcher(
    visit: Open, serve: Serve, tmp_path: Path, page: str
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    assert visit(page, ladder="brewers", view="print").widgets == []


# -- a folder with mistakes ------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_file_is_named_and_the_rest_works(
    visit: Open, own_ladder: Path, page: str
) -> None:
    file = own_ladder / "sre/L6.yaml"
    file.write_text("code: L6\ntitle: Six\nsummry: x\n", encoding="utf-8")
    drawn = visit(page)
    assert problems(drawn) == "1 of the ladder's files has errors; the rest works"
    said = drawn.block("problems").get("markdown")[0].value  # type: ignore[attr-defined]
    assert said.startswith("- `sre/L6.yaml:3:1` ")
    assert "summary" in said
    assert drawn.open("levels", level="L4").at.title[0].value.startswith("L4")
    assert drawn.open("levels", level="L6").messages()[0].startswith("There is no level “L6”")


def test_two_broken_files_are_counted(visit: Open, own_ladder: Path) -> None:
    for name in ("L5", "L6"):
        (own_ladder / f"sre/{name}.yaml").write_bytes(b"\xff\xfe")
    assert problems(visit()) == "2 of the ladder's files have errors; the rest works"


def test_a_half_saved_file_leaves_the_last_good_state_with_a_message(
    visit: Open, own_ladder: Path
) -> None:
    page = visit(level="L4")
    before = page.html
    file = own_ladder / "sre/L4.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: len(whole) // 2] + "\n  : [", encoding="utf-8")
    page.run()
    assert page.html == before
    assert problems(page)
    assert "Shown as last read without errors" in page.text
    file.write_text(whole, encoding="utf-8")
    assert problems(page.run()) == ""


def test_an_edited_file_shows_on_the_next_interaction(visit: Open, own_ladder: Path) -> None:
    page = visit(level="L4")
    file = own_ladder / "sre/L4.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("6-12 months", "one long weekend"), encoding="utf-8")
    assert "one long weekend" in page.run().text
    assert "one long weekend" in visit().text


def test_the_print_view_shows_no_problems(visit: Open, own_ladder: Path) -> None:
    (own_ladder / "sre/L2.yaml").write_text("code: [", encoding="utf-8")
    assert problems(visit(level="L4", view="print")) == ""


@pytest.mark.parametrize("page", OF_A_LADDER)
def test_an_empty_folder_says_what_to_do(
    visit: Open, serve: Serve, tmp_path: Path, page: str
) -> None:
    (tmp_path / "empty").mkdir()
    serve(tmp_path / "empty")
    drawn = visit(page, level="L4")
    assert drawn.at.title[0].value == "No ladder yet"
    assert "ladder serve my-ladders/" in drawn.text
    assert str(tmp_path) not in drawn.text, "where folders are is not for every visitor"


def test_an_empty_folder_says_to_its_owner_where_it_looked(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    serve(tmp_path / "empty", personal=True)
    assert str(tmp_path / "empty") in visit().text


def test_a_folder_that_went_away_says_what_to_do(visit: Open, own_ladder: Path) -> None:
    page = visit(level="L4")
    shutil.rmtree(own_ladder)
    assert page.run().at.title[0].value == "No ladder yet"


@pytest.mark.parametrize("page", PAGES)
def test_a_ladder_that_says_next_to_nothing_can_be_shown(
    visit: Open, serve: Serve, tmp_path: Path, page: str
) -> None:
    serve(ladders.write(tmp_path / "site", {"L1.yaml": {"code": "L1", "title": "One"}}))
    visit(page)
    visit(page, view="print")
    visit(page, level="L1", left="L1", right="L1", q="one")


# -- a failing page --------------------------------------------------------------------


def test_a_failing_page_shows_a_sentence_and_no_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def script() -> None:
        from explorer.ui.script_errors import on_script_error

        def fails() -> None:
            raise ValueError("what somebody typed in confidence")

        try:
            fails()
        except ValueError as error:
            on_script_error(error)

    with caplog.at_level(logging.ERROR, logger="explorer"):
        at = AppTest.from_function(script, default_timeout=30).run()
    assert not at.exception
    (said,) = at.error
    assert said.value.startswith("This page could not be drawn.")
    assert "confidence" not in said.value
    assert "Traceback" not in said.value
    (record,) = [each for each in caplog.records if each.name == "explorer"]
    assert "ValueError at " in record.getMessage()
    assert "confidence" not in record.getMessage()
    assert record.exc_info is None


def test_a_failure_of_no_known_place_is_still_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "error", lambda text, **_: shown.append(text))
    with caplog.at_level(logging.ERROR, logger="explorer"):
        assert on_script_error(KeyError("x")) is True
    assert len(shown) == 1
    assert "KeyError at an unknown place" in caplog.text


def test_the_app_is_started_with_that_sentence_for_its_failures() -> None:
    source = (app_root() / "app.py").read_text(encoding="utf-8")
    assert "on_script_error=on_script_error" in source


def test_a_mistake_in_one_file_is_not_told_of_its_neighbours(visit: Open, own_ladder: Path) -> None:
    (own_ladder / "sre/L2.yaml").write_text("code: L2\ntitle: Two\nsummry: x\n", encoding="utf-8")
    assert problems(visit()) == "1 of the ladder's files has errors; the rest works"
