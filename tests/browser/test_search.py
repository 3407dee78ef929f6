"""Search in a real browser: typing, the keyboard, filters, and the ways on from a hit."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.conftest import Visit
from browser.visiting import Served, follow, serve, settled
from explorer.files.loading import load
from explorer.search.index import Index

FIELD = "What are you looking for?"
ADD = "Talk about it"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
ROOM = (
    "(() => { const main = document.querySelector('[data-testid=stMain]');"
    " return main.scrollHeight - main.clientHeight })()"
)
STYLED = "getComputedStyle(document.querySelector('.stMainBlockContainer')).maxWidth"
HELD = """
const held = [];
const listen = WebSocket.prototype.addEventListener;
WebSocket.prototype.addEventListener = function (kind, take, ...more) {
  const kept = said => window.holding ? held.push(() => take(said)) : take(said);
  listen.call(this, kind, kind === 'message' ? kept : take, ...more);
};
window.release = () => {
  window.holding = false;
  held.splice(0).forEach(take => take());
};
"""
"""A script for a page: what the server says is kept while `holding`, and comes at once later."""
WIDER = (
    "(() => { const main = document.querySelector('[data-testid=stMain]');"
    " return Math.max(main.scrollWidth - main.clientWidth,"
    " document.documentElement.scrollWidth - innerWidth) })()"
)


@pytest.fixture(scope="module")
def index(sample: Path) -> Index:
    return Index.of(load(sample))


@pytest.fixture(scope="module")
def two(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder beside a small one, `bakers`, that minds incidents as well."""
    folder = Path(shutil.copytree(sample, tmp_path_factory.mktemp("two") / "ladder"))
    statements = {
        "loaves": "I review each incident at the oven with those who were there",
        "flour": "I order the flour",
    }
    groups = [{"scope": "At the oven", "statements": statements}]
    files = {
        "ladder.yaml": {"name": "Bakers"},
        "B1.yaml": {
            "code": "B1",
            "title": "Baker",
            "competencies": {"ovens": {"groups": groups}},
        },
    }
    (folder / "bakers").mkdir()
    for name, content in files.items():
        (folder / "bakers" / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    served = serve(folder, tmp_path_factory.mktemp("data"), "--shared")
    yield served
    served.stop()


def field(page: Page) -> Locator:
    return page.get_by_label(FIELD)


def hits(page: Page) -> Locator:
    return page.locator(".lx a.card")


def filters(page: Page, name: str = "Level") -> Locator:
    return page.get_by_role("toolbar", name=name).get_by_role("button")


def chip(page: Page, value: str, name: str = "Level") -> Locator:
    """One value of a filter, whatever count stands beside it."""
    return filters(page, name).filter(has_text=re.compile(rf"^{re.escape(value)}\s+\d+$"))


def counts(page: Page, name: str = "Level") -> dict[str, int]:
    """The counts beside the values of a filter, as they are read."""
    said = [" ".join(text.split()) for text in filters(page, name).all_inner_texts()]
    return {value: int(count) for value, count in (text.rsplit(" ", 1) for text in said)}


def every(found: Mapping[str, int]) -> dict[str, int]:
    return {code: found.get(code, 0) for code in ("L1", "L2", "L3", "L4", "L5", "L6")}


# -- typing ----------------------------------------------------------------------------


def test_an_engineer_types_fast_and_results_and_counts_follow_without_a_lost_letter(
    read: Visit, index: Index
) -> None:
    page = read("/search")
    field(page).press_sequentially("inc", delay=25)
    expect(hits(page).first).to_be_visible()
    settled(page)
    first = counts(page)
    field(page).press_sequentially("idnet review", delay=25)
    expect(page.get_by_text("“incidnet” read as incident")).to_be_visible()
    settled(page)
    expect(field(page)).to_have_value("incidnet review")
    expect(field(page)).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("I lead postmortems"))).to_be_visible()
    assert counts(page) == every(index.search("incidnet review").counts["levels"])
    assert counts(page) != first
    expect(page).to_have_url(re.compile(r"q=incidnet\+review$"))
    expect(field(page)).to_be_focused()
    assert not page.errors  # type: ignore[attr-defined]
    page.reload()
    settled(page)
    expect(field(page)).to_have_value("incidnet review")


def test_letters_taken_away_again_leave_the_field_and_the_page_as_they_were(read: Visit) -> None:
    page = read("/search")
    field(page).press_sequentially("mentoring", delay=25)
    expect(hits(page).first).to_be_visible()
    for _ in "mentoring":
        page.keyboard.press("Backspace")
    expect(page.get_by_text("Words can be in any order")).to_be_visible()
    settled(page)
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    expect(hits(page)).to_have_count(0)


def test_a_chosen_filter_stays_chosen_while_the_counts_beside_it_change(
    read: Visit, index: Index
) -> None:
    page = read("/search?q=incident")
    before = counts(page)
    chip(page, "L2").click()
    expect(page).to_have_url(re.compile("level=L2"))
    settled(page)
    assert counts(page) == before, "a filter does not count itself"
    field(page).press("End")
    field(page).press_sequentially(" review", delay=25)
    expect(page).to_have_url(re.compile(r"q=incident\+review&level=L2"))
    settled(page)
    assert counts(page) == every(index.search("incident review").counts["levels"]) != before
    expect(chip(page, "L2")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text(re.compile("^L3"))).to_have_count(1)
    page.go_back()
    expect(field(page)).to_have_value("incident")
    expect(chip(page, "L2")).to_have_attribute("aria-pressed", "true")


def test_a_filter_stays_chosen_where_several_answers_arrive_at_once(
    browsing: BrowserContext, reading_app: Served
) -> None:
    page = browsing.new_page()
    page.add_init_script(HELD)
    page.goto(f"{reading_app.url}/search?q=incident")
    settled(page)
    before = counts(page)
    chip(page, "L2").click()
    expect(page).to_have_url(re.compile("level=L2"))
    settled(page)
    page.evaluate("window.holding = true")
    field(page).press("End")
    # Each letter is a question of its own, and the answers to several have the same counts.
    field(page).press_sequentially(" review", delay=130)
    page.wait_for_timeout(300)
    page.evaluate("release()")
    expect(page).to_have_url(re.compile(r"q=incident\+review&level=L2"))
    settled(page)
    assert counts(page) != before
    expect(chip(page, "L2")).to_have_attribute("aria-pressed", "true")
    page.close()


# -- the keyboard ----------------------------------------------------------------------


def test_by_keyboard_alone_a_filter_is_pressed_a_hit_opened_and_the_results_are_back(
    read: Visit,
) -> None:
    page = read("/search")
    field(page).focus()
    page.keyboard.type("help everyone learn", delay=25)
    expect(page).to_have_url(re.compile(r"q=help\+everyone\+learn"))
    settled(page)
    page.keyboard.press("Tab")
    expect(chip(page, "L1")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(chip(page, "L4")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("level=L4"))
    settled(page)
    expect(chip(page, "L4")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="More filters")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sorted by level")).to_be_focused()
    page.keyboard.press("Tab")
    expect(hits(page).first).to_be_focused()
    expect(hits(page).first).to_contain_text("I help everyone learn from incidents")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("I help everyone learn from incidents")
    expect(card.get_by_text("Grows from")).to_be_in_viewport()
    page.go_back()
    expect(card).to_have_count(0)
    expect(field(page)).to_have_value("help everyone learn")
    expect(chip(page, "L4")).to_have_attribute("aria-pressed", "true")
    expect(hits(page).first).to_contain_text("I help everyone learn from incidents")


# -- from a hit ------------------------------------------------------------------------


def test_a_manager_puts_a_hit_on_the_conversation_list_and_finds_it_under_1_to_1(
    reading_app: Served, visit: Visit
) -> None:
    page = visit(f"{reading_app.url}/search?q=consult+with+teams")
    styled = page.evaluate(STYLED)
    hits(page).filter(has_text="I consult with teams").first.click()
    page.get_by_role("dialog").get_by_role("button", name=ADD).click()
    expect(page.get_by_role("button", name="On the list")).to_be_visible()
    settled(page)
    assert page.evaluate(STYLED) == styled, "the message has taken nothing's place"
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("consult with teams")
    page.get_by_role("link", name="1:1 (1)").first.click()
    listed = page.locator("ol.topics")
    expect(listed).to_contain_text("I consult with teams")
    page.set_viewport_size({"width": 390, "height": 844})
    assert listed.locator("li").evaluate("e => e.clientWidth") > 300, "all of a phone's width"
    page.get_by_role("button", name="Change the list").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing is on the list yet.")).to_be_visible()
    assert not list(reading_app.data.rglob("*.yaml"))


def test_an_opened_statement_is_put_on_the_list_where_it_is_kept(app: Served, visit: Visit) -> None:
    page = visit(f"{app.url}/profile")
    page.get_by_role("button", name="Not kept").click()
    page.get_by_role("button", name="Keep on this computer").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    page.goto(f"{app.url}/?level=L4&statement=consulting")
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name=ADD).click()
    expect(page.get_by_role("button", name="On the list")).to_be_visible()
    settled(page)
    (kept,) = app.data.rglob("sre.yaml")
    assert "L4/consulting" in kept.read_text(encoding="utf-8")
    other = visit(f"{app.url}/one-to-one")
    expect(other.locator("ol.topics")).to_contain_text("I consult with teams")


# -- scroll, several ladders, a phone --------------------------------------------------


def test_a_filter_leaves_the_page_where_it_was_scrolled(read: Visit) -> None:
    page = read("/search?q=incident", height=480)
    page.evaluate(f"{SCROLLED} = 110")
    chip(page, "L3").click()
    expect(page).to_have_url(re.compile("level=L3"))
    settled(page)
    assert page.evaluate(SCROLLED) == min(110, page.evaluate(ROOM))
    chip(page, "L3").click()
    expect(page).not_to_have_url(re.compile("level"))
    settled(page)
    assert page.evaluate(SCROLLED) == 110


def test_two_ladders_are_searched_at_once_and_one_of_them_on_demand(
    two: Served, visit: Visit
) -> None:
    page = visit(f"{two.url}/search?q=incident")
    own = page.get_by_role("link", name=re.compile("at the oven with those"))
    expect(own).to_be_visible()
    for name in ("Bakers · B1 · Baker", "Site Reliability Engineering · L4"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert counts(page)["B1"] == 1
    page.get_by_role("button", name="More filters").click()
    expect(page.get_by_role("toolbar", name="Ladder")).to_be_visible()
    settled(page)
    assert counts(page, "Ladder")["Bakers"] == 1
    chip(page, "Bakers", "Ladder").click()
    expect(page).to_have_url(re.compile("among=bakers"))
    settled(page)
    expect(hits(page)).to_have_count(1)
    page.get_by_role("button", name="Fewer filters: 1 in use").click()
    expect(page.get_by_role("button", name="More filters: 1 in use")).to_be_visible()
    settled(page)
    expect(hits(page)).to_have_count(1)
    assert counts(page)["L4"] == 0
    own.click()
    expect(page.get_by_role("dialog")).to_contain_text("at the oven with those")


def test_a_phone_shows_results_filters_and_what_else_a_hit_offers_within_the_screen(
    two: Served, visit: Visit
) -> None:
    page = visit(f"{two.url}/search?q=incident", width=390, height=844)
    assert page.evaluate(WIDER) <= 0
    hits(page).first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name=ADD)).to_be_visible()
    settled(page)
    assert page.evaluate(WIDER) <= 0
    page.keyboard.press("Escape")
    follow(page, "/search?q=incidnet+review&level=L4&scope=within-my-group")
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name="More filters").click()
    expect(page.get_by_role("toolbar", name="Scope")).to_be_visible()
    assert page.evaluate(WIDER) <= 0
