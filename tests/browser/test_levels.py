"""Levels in a browser: a statement's card by mouse and keyboard, and moving on from it."""

import re

from playwright.sync_api import Page, expect

from browser.accessibility import accessible
from browser.conftest import Visit
from browser.visiting import Served

STATEMENT = "I consult with teams"


def statement(page: Page) -> str:
    """The reference of the statement that has the focus."""
    return str(page.evaluate("document.activeElement?.dataset.card ?? ''"))


def test_a_click_opens_the_card_and_escape_gives_the_focus_back(read: Visit) -> None:
    page = read("/?level=L4", dark=True)
    page.locator(".stMain a.card", has_text=STATEMENT).click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Grows from")
    expect(page).to_have_url(re.compile(r"level=L4&card=sre(/|%2F)L4(/|%2F)consulting$"))
    accessible(page)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page).to_have_url(re.compile(r"level=L4$"))
    page.wait_for_function("document.activeElement?.dataset.card === 'sre/L4/consulting'")


def test_enter_opens_the_card_and_back_closes_it(read: Visit) -> None:
    page = read("/?level=L4")
    page.locator(".stMain a.card", has_text=STATEMENT).focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Grows from")
    page.go_back()
    expect(card).to_have_count(0)
    expect(page.get_by_role("heading", name=re.compile("^L4"))).to_be_visible()


def test_the_next_level_opens_at_its_top(read: Visit) -> None:
    page = read("/?level=L4")
    page.locator(".st-key-neighbours").get_by_role("link", name=re.compile("^.*L5")).click()
    expect(page.get_by_role("heading", name=re.compile("^L5"))).to_be_in_viewport()


def test_a_cards_links_and_the_list_stay_in_the_visit(reading_app: Served, visit: Visit) -> None:
    page = visit(f"{reading_app.url}/?level=L4&card=sre/L4/consulting")
    card = page.get_by_role("dialog")
    card.get_by_role("button", name="Talk about it").click()
    expect(card.get_by_role("button", name="On the list")).to_be_visible()
    card.get_by_role("link", name="Compare L3 and L4").click()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="1:1 (1)")).to_be_visible()


def test_core_statements_can_be_read_alone(read: Visit) -> None:
    page = read("/?level=L3")
    statements = page.locator("ul.statements > li:visible")
    every = statements.count()
    page.get_by_role("link", name="Only the 4 core statements").click()
    expect(statements).to_have_count(4)
    page.get_by_role("link", name="All statements").click()
    expect(statements).to_have_count(every)
