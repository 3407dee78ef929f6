"""The language of a reader: chosen below a page, kept by their browser, with nothing lost."""

import re

import pytest
from playwright.sync_api import Browser, expect

from browser.visiting import Served, settled, visitor


def test_a_choice_keeps_what_was_said_and_is_there_the_next_time(
    reading_app: Served, chromium: Browser
) -> None:
    browsing = visitor(chromium, locale="fr-FR")
    page = browsing.new_page()
    page.goto(f"{reading_app.url}/profile")
    # Until the page stands still a press can land on the row that comes to lie there.
    settled(page)
    page.get_by_role("radio", name="Maturing").first.click()
    settled(page)
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", name="Mein Profil")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("radio", name="Maturing").first).to_be_checked()
    expect(page).to_have_url(re.compile(r"/profile$"))
    another = browsing.new_page()
    another.goto(f"{reading_app.url}/search")
    expect(another.get_by_role("heading", name="Suche")).to_be_visible()
    expect(another.get_by_label("Wonach suchen Sie?")).to_be_focused()
    browsing.close()


@pytest.mark.parametrize("before", ["", "?q=incident"])
def test_a_query_typed_a_moment_ago_is_there_in_the_other_language(
    reading_app: Served, chromium: Browser, before: str
) -> None:
    """The address says what was typed only 0.6 s after the last key."""
    browsing = chromium.new_context(locale="en-GB")
    page = browsing.new_page()
    page.goto(f"{reading_app.url}/search{before}")
    settled(page)
    first, second = page.get_by_label("What are you looking for?"), "Wonach suchen Sie?"
    first.press("End")
    first.press_sequentially(" review", delay=25)
    # By key: a press of the mouse begins on the link, and ends on the results that come just then.
    page.get_by_role("link", name="Deutsch").press("Enter")
    expect(page.get_by_role("heading", name="Suche")).to_be_visible()
    said = f"{before.removeprefix('?q=')} review"
    expect(page.get_by_label(second)).to_have_value(said)
    expect(page).to_have_url(re.compile(r"/search\?q=.*review$"))
    page.get_by_label(second).press("End")
    page.get_by_label(second).press_sequentially("s", delay=25)
    page.get_by_role("link", name="English").press("Enter")
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
    expect(first).to_have_value(f"{said}s")
    expect(page).to_have_url(re.compile("reviews$"))
    # The way back leads through what was looked for, and through no language.
    page.go_back()
    expect(first).to_have_value(said)
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
    browsing.close()
