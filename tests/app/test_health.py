"""Health: what is open, kind by kind, with the way to it; and nothing said where nothing is."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.visiting import Markup, Visit

from explorer.files.loading import load
from explorer.lint import runner
from explorer.lint.findings import ABOUT, counted

QUIET = "A list for whoever maintains this ladder."


def one_level(code: str = "L1", **parts: Any) -> dict[str, Any]:
    """A level in which nothing is open but for what is said."""
    group = {"statements": {"bakes": "I bake bread before the town wakes up"}, **parts}
    craft = {"groups": [group], "examples": ["I baked"]}
    return {"code": code, "title": "Baker", "competencies": {"craft": craft}}


@pytest.fixture
def many(serve: Serve, tmp_path: Path) -> int:
    """A ladder with many statements under discussion, and one remark."""
    level = one_level(tentative={f"t{n}": f"I bake loaf {n} in oven {n * n}" for n in range(30)})
    level["competencies"]["craft"]["notes"] = ["Which ovens?"]
    serve(
        ladders.write(tmp_path / "site", {"bakers/guide.md": "As agreed.", "bakers/L1.yaml": level})
    )
    return 30


@pytest.fixture
def unsettled(serve: Serve, tmp_path: Path) -> None:
    """The sample ladder with nothing accepted, and more that is open."""
    folder = shutil.copytree(ladders.SAMPLE, tmp_path / "ladder")
    for code, before, after in (
        ("L4", r"accepted:\n(  .*\n)+", ""),
        ("L5", "          hiring-bar:", "        tentative:\n          hiring-bar:"),
        ("L5", "scope: Across groups", "scope: Within my groups"),
        ("L6", "          competitors-in", "        tentative:\n          competitors-in"),
    ):
        file = folder / "sre" / f"{code}.yaml"
        text, times = re.subn(before, after, file.read_text("utf-8"))
        assert times == 1
        file.write_text(text, "utf-8")
    serve(folder)


def headings(page: Visit) -> list[str]:
    return [unescape(each) for each in re.findall(r'<h2 class="later">(.*?)</h2>', page.html)]


def findings(page: Visit) -> list[str]:
    """Each finding as HTML."""
    return re.findall(r"<li>.*?</li>", page.html)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each download on the page would hold."""
    held: list[str] = []
    button = st.download_button

    def seen(label: str, data: Callable[[], str], *rest: Any, **options: Any) -> bool:
        held.append(data())
        return button(label, data, *rest, **options)

    monkeypatch.setattr(st, "download_button", seen)
    return held


# -- what is open ----------------------------------------------------------------------


@pytest.mark.usefixtures("unsettled")
def test_the_page_says_in_a_sentence_and_by_kind_what_is_open(visit: Open, tmp_path: Path) -> None:
    page = visit("health")
    found = runner.findings(load(tmp_path / "ladder"))
    assert counted(found) in page.text
    assert QUIET in page.text
    assert headings(page) == [
        "Under discussion · 12",
        "Open remarks · 1",
        "Asks less than the level below · 1",
        "Names that drift · 1",
    ]
    assert ABOUT["name"].advice in page.text
    assert "Accepted" not in page.text
    assert page.messages() == []
    assert page.address == {}


def test_what_is_accepted_is_folded_below_with_its_reason(visit: Open) -> None:
    page = visit("health")
    assert "Nothing is open. 11 accepted." in page.text
    assert headings(page) == []
    folded = Markup(page.html).named("details")
    assert len(folded) == 1
    assert "Accepted · 11" in page.text
    assert "L4 · Under discussion · 10" in page.text
    assert "The remark is the authors' own." in unescape(page.text)
    assert 'data-card="sre/L4/clarity"' in page.html
    assert "Accepted" not in visit("health", level="L1").text
    assert "open" in Markup(visit("health", view="print").html).named("details")[0]


@pytest.mark.usefixtures("unsettled")
def test_a_finding_leads_to_its_statement_and_says_where_it_stands(visit: Open) -> None:
    page = visit("health", kind="tentative")
    (item,) = [each for each in findings(page) if "I create clarity" in each]
    assert 'data-card="sre/L4/clarity"' in item
    assert "sre/L4.yaml:95" in item
    page.open("health", kind="tentative", card="sre/L4/clarity")
    assert "Grows from" in "".join(each.value for each in page.at.get("html"))
    assert headings(page) == ["Under discussion · 12"], "the list stays under the card"


@pytest.mark.usefixtures("unsettled")
def test_a_finding_about_no_statement_leads_to_its_level(visit: Open) -> None:
    (item,) = findings(visit("health", kind="note"))
    assert Markup(item).text.startswith("L4 TODO: more examples")
    (link,) = Markup(item).named("a")
    assert link["href"] == "./?ladder=sre&level=L4"


def test_many_of_a_kind_are_shown_a_press_away(visit: Open, many: int) -> None:
    page = visit("health")
    assert len(findings(page)) == 8 + 1, "and the one remark"
    page.follow(f"All {many}", "health")
    assert page.address == {"kind": "tentative"}
    assert len(findings(page)) == many


def test_more_than_anybody_reads_is_in_the_file(visit: Open, serve: Serve, tmp_path: Path) -> None:
    level = one_level(tentative={f"t{n}": f"I bake loaf {n} in oven {n * n}" for n in range(230)})
    serve(
        ladders.write(tmp_path / "site", {"bakers/guide.md": "As agreed.", "bakers/L1.yaml": level})
    )
    page = visit("health", kind="tentative")
    assert len(findings(page)) == 200
    assert "These are the first 200" in page.text


# -- filters and addresses -------------------------------------------------------------


@pytest.mark.usefixtures("unsettled")
def test_an_address_opens_the_levels_and_kinds_it_names(visit: Open) -> None:
    page = visit("health", level="L5,L6", kind="tentative")
    assert headings(page) == ["Under discussion · 2"]
    assert "Open: 2 statements under discussion." in page.text
    assert page.address == {"level": "L5,L6", "kind": "tentative"}


@pytest.mark.usefixtures("unsettled")
def test_what_is_chosen_goes_into_the_address(visit: Open) -> None:
    page = visit("health").follow("L5 3", "health", "Levels")
    assert page.address == {"level": "L5"}
    assert headings(page) == [
        "Under discussion · 1",
        "Asks less than the level below · 1",
        "Names that drift · 1",
    ]
    page.follow("Names that drift 1", "health", "Kinds")
    assert page.address == {"level": "L5", "kind": "name"}
    page.follow("L4 11", "health", "Levels")
    assert page.address == {"level": "L4,L5", "kind": "name"}, "in the ladder's order"
    for chosen, among in (("L4 11", "Levels"), ("L5 3", "Levels"), ("Names that drift 1", "Kinds")):
        page.follow(chosen, "health", among)
    assert page.address == {}


@pytest.mark.usefixtures("unsettled")
def test_what_an_address_names_and_nobody_has_is_dropped(visit: Open) -> None:
    page = visit("health", level="L9,L4", kind="scores,note")
    assert page.address == {"level": "L4", "kind": "note"}
    assert headings(page) == ["Open remarks · 1"]


@pytest.mark.usefixtures("unsettled")
def test_the_counts_stand_beside_the_filters(visit: Open) -> None:
    html = visit("health").html
    for counted_name in ("L1 0", "L4 11", "Open remarks 1"):
        assert f">{counted_name}</a>" in html


def test_nothing_of_a_kind_in_a_level_is_said_in_words(visit: Open) -> None:
    page = visit("health", level="L1")
    assert "Nothing is open." in page.text
    assert headings(page) == []


def test_only_the_ladder_in_view_is_looked_at(visit: Open, serve: Serve, tmp_path: Path) -> None:
    files = {
        "bakers/B1.yaml": one_level("B1", tentative={"t": "I bake cakes for feasts"}),
        "brewers/B1.yaml": one_level("B1", tentative={"u": "I brew beer in winter"}),
    }
    serve(ladders.write(tmp_path / "site", files))
    page = visit("health", ladder="brewers")
    assert "I brew beer" in page.text
    assert "I bake cakes" not in page.text
    assert "ladder=bakers" not in page.html
    assert 'data-card="brewers/B1/u"' in page.html


# -- downloading, printing, nothing open ----------------------------------------------


@pytest.mark.usefixtures("unsettled")
def test_the_list_is_downloaded_as_far_as_it_is_in_view(visit: Open, files: list[str]) -> None:
    visit("health", kind="note").open_box("page_files")
    (listed,) = files
    assert listed.startswith("# What is open in Site Reliability Engineering\n")
    assert listed.count("\n- ") == 1
    assert not visit("health", level="L1").at.get("download_button"), "there is nothing to take"


def test_the_print_view_shows_all_of_it_without_controls(visit: Open, many: int) -> None:
    page = visit("health", view="print")
    assert len(findings(page)) == many + 1
    assert "bakers/L1.yaml:" in page.html
    assert "I bake loaf 29 in oven 841" in page.text
    assert page.widgets == []
    assert "Open: 30 statements under discussion and 1 open remark." in page.text
    filtered = visit("health", view="print", kind="note")
    assert filtered.html.count("<li>") == 1


def test_where_nothing_is_open_the_page_says_so_and_asks_nothing(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(
        ladders.write(
            tmp_path / "site", {"bakers/guide.md": "As agreed.", "bakers/L1.yaml": one_level()}
        )
    )
    page = visit("health")
    assert "Nothing is open." in page.text
    assert page.widgets == []
    assert QUIET not in page.text
    assert "Nothing is open." in visit("health", view="print").text


def test_what_is_mended_in_a_file_is_gone_on_the_next_look(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    level = one_level(tentative={"t": "I bake after [these](rules.md) at night"})
    folder = ladders.write(
        tmp_path / "site", {"bakers/guide.md": "As agreed.", "bakers/L1.yaml": level}
    )
    serve(folder)
    page = visit("health")
    assert headings(page) == ["Under discussion · 1", "Links that lead nowhere · 1"]
    (folder / "bakers/rules.md").write_text("x", encoding="utf-8")
    assert headings(page.run()) == ["Under discussion · 1"]
    ladders.write(folder, {"bakers/guide.md": "As agreed.", "bakers/L1.yaml": one_level()})
    assert headings(page.run()) == []


def test_nothing_on_the_page_is_a_score_or_a_reproach(visit: Open) -> None:
    page = visit("health")
    assert not page.at.error
    assert not page.at.warning
    for word in ("%", "score", "points", "behind", "fail"):
        assert word not in page.text.lower()
