"""The language of a reader: chosen below a page, kept by their browser, with nothing lost."""

import re

from playwright.sync_api import Browser, expect

from browser.visiting import Served, settled


def test_a_choice_keeps_what_was_said_and_is_there_the_next_time(
    reading_app: Served, chromium: Browser
) -> None:
    browsing = chromium.new_context(locale="fr-FR")
    page = browsing.new_page()
    page.goto(f"{reading_app.url}/profile")
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
