"""Comparing as people do: in a meeting, on a phone, on paper, with a file of last March."""

import csv
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.accessibility import accessible
from browser.conftest import Visit
from browser.visiting import settled

PAIR = "/compare?left=L3&right=L4"
SEVERAL = "/compare?show=several&competency=customer-success"
THREAD = "/compare?show=thread&thread=L4/consulting"
VERSION = "/compare?show=version&left=L4"
WAYS = (PAIR, SEVERAL, THREAD, VERSION)
COMPETENCIES = (
    "Domain expertise",
    "Teaching and Mentoring",
    "Culture and Leadership",
    "Customer Success",
)
FACTS = (
    "Planning horizon",
    "Impact radius",
    "Evaluation",
    "Responsibility and direction needed",
)
EDITS = {
    "I shepherd and aid in development": "I shepherd the development",
    "Manager or Director": "Director",
}


def box(piece: Locator) -> dict[str, float]:
    found = piece.bounding_box()
    assert found
    return dict(found)  # type: ignore[call-overload, no-any-return]


def is_within(piece: Locator, width: int, height: int) -> bool:
    there = box(piece)
    return (
        there["x"] >= 0
        and there["y"] >= 0
        and there["x"] + there["width"] <= width
        and there["y"] + there["height"] <= height
    )


def sideways(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth) }"
        )
    )


@pytest.fixture
def edited(sample: Path, tmp_path: Path) -> Path:
    """The file of L4 as it may have been in March."""
    text = (sample / "sre" / "L4.yaml").read_text("utf-8")
    for now, then in EDITS.items():
        assert now in text
        text = text.replace(now, then)
    file = tmp_path / "L4-march.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def with_a_version(page: Page, file: Path) -> Page:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".lx .short")).to_be_visible()
    settled(page)
    return page


# -- a manager who shares a screen -----------------------------------------------------


def test_the_first_screen_says_what_is_different(read: Visit) -> None:
    page = read(PAIR)
    sentence = page.get_by_text("22 expectations grow, 11 are new and 1 is only in L3.")
    assert is_within(sentence, 1280, 720)
    tallies = page.locator("table.tallies")
    assert is_within(tallies, 1280, 720)
    assert tallies.get_by_role("rowheader").count() == len(COMPETENCIES)
    for name in COMPETENCIES:
        row = tallies.get_by_role("row").filter(has_text=name)
        assert is_within(row, 1280, 720)
        assert re.search(r"\d", row.inner_text())
    for name in FACTS:
        fact = page.locator("dl.becomes > div").filter(has=page.get_by_text(name, exact=True))
        assert is_within(fact, 1280, 720), name


def test_the_diff_begins_on_the_first_screen_and_keeps_its_head(read: Visit) -> None:
    page = read(PAIR)
    first = page.locator("table.pairs tbody.new td").nth(2)
    assert is_within(first, 1280, 720)
    head = page.locator("table.pairs thead")
    page.get_by_role("heading", name="Customer Success").scroll_into_view_if_needed()
    page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, 300)")
    below = box(page.get_by_test_id("stHeader"))["height"]
    assert below - 2 <= box(head)["y"] <= below + 2
    assert "L3" in head.inner_text()


def test_a_number_shows_its_statements_and_back(read: Visit) -> None:
    page = read(PAIR)
    sessions: list[str] = []
    page.on("websocket", lambda socket: sessions.append(socket.url))
    page.evaluate("window.sameDocument = true")
    row = page.locator("table.tallies").get_by_role("row").filter(has_text="Customer Success")
    link = row.get_by_role("link").first
    number = int(link.inner_text())
    link.click()
    expect(page).to_have_url(re.compile("competency=customer-success&kind=new$"))
    expect(page.locator("td.sign")).to_have_count(number)
    page.get_by_role("link", name="All 34").click()
    expect(page).to_have_url(re.compile("right=L4&kind=new$"))
    expect(page.locator("td.sign")).to_have_count(11)
    expect(page.get_by_role("link", name="All 34")).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.locator("td.sign")).to_have_count(22 + 11 + 1)
    assert page.evaluate("window.sameDocument") is True
    assert sessions == [], "the visit goes on, with whatever was rated in it"


def test_a_statement_opens_its_card_and_its_thread(read: Visit) -> None:
    page = read(PAIR)
    page.get_by_role("link", name="I consult with teams").click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Grows from")
    card.get_by_role("link", name="All levels").click()
    expect(page.locator("table.thread p.own")).to_contain_text("I consult with teams")


def test_the_comparison_is_taken_along_as_markdown_and_as_csv(read: Visit) -> None:
    page = read(PAIR)
    page.get_by_role("button", name="Files").click()
    made = {}
    for label in ("As Markdown", "As CSV, for a spreadsheet"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        made[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert list(made) == ["L3-L4.md", "L3-L4.csv"]
    notes = made["L3-L4.md"].decode()
    assert notes.startswith("# L3 Senior Site Reliability Engineer (draft) → L4 Staff")
    assert "22 expectations grow, 11 are new and 1 is only in L3." in notes
    assert made["L3-L4.csv"].startswith(b"\xef\xbb\xbf"), "a spreadsheet knows it is UTF-8"
    rows = list(csv.DictReader(made["L3-L4.csv"].decode("utf-8-sig").splitlines(keepends=True)))
    assert len(rows) == 22 + 11 + 1
    assert {row["competency"] for row in rows} == set(COMPETENCIES)


def test_swapping_and_choosing_change_the_sentence_and_the_address(read: Visit) -> None:
    page = read(PAIR)
    page.get_by_role("link", name="Swap").click()
    expect(page).to_have_url(re.compile(r"left=L4&right=L3$"))
    expect(page.locator(".lx .short")).to_contain_text("1 is only in L3")
    heads = page.locator("table.pairs thead").get_by_role("columnheader")
    expect(heads.first).to_contain_text("L4")
    expect(heads.last).to_contain_text("L3")
    page.go_back()
    expect(page.locator(".lx .short")).to_contain_text("11 are new")


# -- several levels, one thread --------------------------------------------------------


@pytest.mark.parametrize("competency", ["domain-expertise", "customer-success"])
def test_all_six_levels_are_seen_side_by_side(read: Visit, competency: str) -> None:
    page = read(f"/compare?show=several&competency={competency}")
    assert sideways(page) <= 0
    heads = page.locator("table.several thead th")
    expect(heads).to_have_count(6)
    for number, head in enumerate(heads.all(), 1):
        assert head.inner_text().startswith(f"L{number}")
        assert is_within(head, 1280, 720)
        assert box(head)["width"] > 120
    wide = page.locator(".lx .wide")
    assert wide.evaluate("each => each.scrollWidth - each.clientWidth") <= 0


def test_a_thread_reads_downwards_from_the_lowest_level(read: Visit) -> None:
    page = read(THREAD)
    heads = page.locator("table.thread").get_by_role("rowheader")
    assert [head.inner_text()[:2] for head in heads.all()] == [f"L{n}" for n in range(1, 7)]
    tops = [box(head)["y"] for head in heads.all()]
    assert tops == sorted(tops)
    expect(page.locator("table.thread p.own")).to_contain_text("I consult with teams")
    page.get_by_text("Other threads of Domain expertise").click()
    page.get_by_role("link", name="I can draw the services").last.click()
    expect(page.locator("table.thread p.own")).to_contain_text("I can draw the services")


def test_the_way_is_chosen_on_the_page_and_stays_in_the_address(read: Visit) -> None:
    page = read("/compare")
    for name, way in (
        ("Several levels", "several"),
        ("Follow a statement", "thread"),
        ("Another version", "version"),
    ):
        page.get_by_role("radio", name=name).click()
        expect(page).to_have_url(re.compile(f"show={way}"))
        settled(page)
    page.go_back()
    expect(page.locator("table.thread")).to_be_visible()
    expect(page).to_have_url(re.compile("show=thread"))
    page.reload()
    settled(page)
    expect(page.locator("table.thread")).to_be_visible()


# -- another version -------------------------------------------------------------------


def test_another_version_shows_what_changed_word_by_word(read: Visit, edited: Path) -> None:
    page = with_a_version(read(VERSION), edited)
    expect(page.locator(".lx .short")).to_have_text(
        "1 expectation changed and 39 stay as they are."
    )
    changed = page.locator("table.pairs tbody.changed tr:not(.fate)")
    expect(changed).to_have_count(1)
    expect(changed.locator("del").first).to_be_visible()
    expect(changed.locator("ins").first).to_be_visible()
    assert "and aid in" in " ".join(changed.locator("ins").all_inner_texts())
    assert urlsplit(page.url).query == "show=version&left=L4"


def test_a_broken_file_gets_a_sentence(read: Visit, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text('code: "L4"\ntitle: [\n')
    page = read(VERSION)
    page.locator("input[type=file]").set_input_files(file)
    expect(
        page.get_by_text(re.compile(r"broken\.yaml, line 2: .*Nothing was compared"))
    ).to_be_visible()
    assert page.locator(".lx table").count() == 0


def test_a_hostile_file_is_only_text(read: Visit, tmp_path: Path) -> None:
    evil = "<img src=x onerror='window.pwned = 1'><script>window.pwned = 1</script>"
    statements = "".join(f'\n          s{n}: "{evil} {n}"' for n in range(3))
    file = tmp_path / "<img src=x onerror=window.pwned=1>.yaml"
    file.write_text(
        f'code: "L4"\ntitle: "{evil}"\nfacts:\n  Evaluation: "{evil}"\ncompetencies:\n'
        f"  domain-expertise:\n    groups:\n      - statements:{statements}\n"
    )
    page = with_a_version(read(VERSION), file)
    expect(page.get_by_text(f"{evil} 1").first).to_be_visible()
    main = page.get_by_test_id("stMain")
    assert (
        main.locator("script:not([src^='./assets/explorer.js']), [onerror], img[src=x]").count()
        == 0
    )
    assert page.evaluate("window.pwned") is None


def test_a_file_that_is_too_large_is_not_taken(read: Visit, tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 1_500_000)
    page = read(VERSION)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(re.compile("must be 1.0MB or smaller"))).to_be_visible()
    settled(page)
    assert page.locator(".lx table").count() == 0


# -- on paper, on a phone, read aloud --------------------------------------------------


@pytest.mark.parametrize("address", WAYS[:3])
def test_on_paper_all_is_there_and_nothing_is_cut(read: Visit, address: str) -> None:
    shown = read(address).locator(".lx:has(table) td").all_inner_texts()
    page = read(f"{address}&view=print", width=794, height=1123)
    page.emulate_media(media="print")
    if address == PAIR:
        expect(page.get_by_role("heading", level=2).first).to_contain_text("→ L4 · Staff")
    sheet = page.locator(".lx:has(table)")
    printed = " ".join(sheet.inner_text().split())
    assert [
        text for text in shown if " ".join(text.split()) not in printed and text[0].isalpha()
    ] == []
    assert sideways(page) <= 0
    cut = sheet.evaluate(
        "sheet => [...sheet.querySelectorAll('*')].filter(each => !each.closest('.unseen')"
        " && (each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2)"
        " && ['hidden', 'auto', 'scroll'].includes(getComputedStyle(each).overflowX)).map(each => each.outerHTML.slice(0, 120))"
    )
    assert cut == []
    for test_id in ("stButtonGroup", "stSelectbox", "stPageLink", "stPopover"):
        expect(page.get_by_test_id(test_id).locator("visible=true")).to_have_count(0)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages <= (5 if address == PAIR else 10)


@pytest.mark.parametrize("address", WAYS)
def test_each_way_is_accessible_and_fits_a_phone(read: Visit, edited: Path, address: str) -> None:
    page = read(address)
    if address == VERSION:
        with_a_version(page, edited)
    accessible(page, dark=address in (PAIR, VERSION))
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert sideways(page) <= 0
    assert not page.errors  # type: ignore[attr-defined]


def test_read_aloud_every_change_is_a_word_and_every_column_has_a_name(read: Visit) -> None:
    page = read(PAIR)
    groups = page.locator("tr.fate th").all_inner_texts()
    assert all(re.fullmatch(r"\S (New|Grows|Only in L3) · \d+", each) for each in groups)
    for sign in page.locator("td.sign span").all():
        assert re.match("scope: |moved |[0-9] becomes? ", str(sign.get_attribute("aria-label")))
    for table in page.locator("table.pairs").all():
        heads = table.locator("thead").get_by_role("columnheader").all_inner_texts()
        assert [head[:2] for head in heads] == ["L3", "L4"]
    tallies = page.locator("table.tallies").locator("thead").get_by_role("columnheader")
    assert [re.sub(r"^\W+", "", text) for text in tallies.all_inner_texts()] == [
        "new",
        "grow",
        "only in L3",
    ]
    levels = [
        int(h[1])
        for h in page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3')].map(each => each.tagName)"
        )
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
