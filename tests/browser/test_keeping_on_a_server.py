"""Kept on a server for one browser: through reloads, restarts, tabs, and to another browser."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.accessibility import accessible
from browser.conftest import Serve
from browser.visiting import free_port, settled, visitor

OURS = "ladder_browser"


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Two browsers that know nothing of each other."""
    found = [visitor(chromium) for _ in range(2)]
    yield found
    for each in found:
        each.close()


def cookies(browser: BrowserContext) -> list[str]:
    return sorted(str(cookie["name"]) for cookie in browser.cookies())


def profile(browser: BrowserContext, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    settled(page)
    return page


def rate(page: Page, competency: str, word: str) -> None:
    group = page.get_by_role("radiogroup", name=f"Rating of {competency}")
    group.get_by_role("radio", name=word, exact=True).click()
    expect(page.locator(".radar-said")).to_contain_text(f"{competency}: {word}")
    settled(page)


def recovery_phrase(page: Page) -> str:
    """Have it shown, and look at the open box meanwhile, tall enough not to scroll."""
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.get_by_role("button", name="Kept", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Show my recovery phrase").click()
    phrase = page.get_by_text(re.compile(r"^(\w{4}-){6}\w{4}$")).text_content()
    settled(page)
    accessible(page, dark=False)
    return phrase or ""


def bring(page: Page, phrase: str) -> None:
    page.get_by_role("button", name="Not kept").click()
    page.get_by_text("I have a recovery phrase").click()
    field = page.get_by_label("Recovery phrase", exact=True)
    field.fill(phrase)
    expect(page.get_by_role("button", name="Bring my profiles here")).to_be_visible()
    field.press("Enter")


def test_a_visitor_keeps_their_ratings_and_takes_them_to_another_browser(
    start: Serve, sample: Path, browsers: list[BrowserContext], tmp_path: Path
) -> None:
    here, there = browsers
    port = free_port()
    served = start(sample, "--shared", port=port)
    page = profile(here, f"{served.url}/profile")
    rate(page, "Domain expertise", "Maturing")
    assert cookies(here) == ["_streamlit_xsrf"], "who only looks has no cookie of ours"
    page.get_by_role("button", name="Keep for this browser").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    (cookie,) = [each for each in here.cookies() if each["name"] == OURS]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    rate(page, "Customer Success", "Exceeding")
    said = page.locator(".radar-said").text_content() or ""

    # A restart of the server, a reload, and another tab.
    served.stop()
    served = start(sample, "--shared", port=port)
    page.reload()
    settled(page)
    expect(page.locator(".radar-said")).to_have_text(said)
    tab = profile(here, f"{served.url}/profile")
    expect(tab.locator(".radar-said")).to_have_text(said)

    # Another browser sees nothing, and with the phrase all of it.
    words = recovery_phrase(page)
    other = profile(there, f"{served.url}/profile")
    expect(other.locator(".radar-said")).not_to_contain_text("Maturing;")
    bring(other, words.lower())
    expect(other.locator(".radar-said")).to_have_text(said)

    # The database has nothing to read; deleting takes all of it, the cookie too.
    file = tmp_path / "data" / "ladder-explorer" / "shared.sqlite3"
    raw = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"domain-expertise" not in raw
    assert words.replace("-", "").encode() not in raw
    tab.get_by_role("button", name="Kept", exact=True).click()
    with tab.expect_response(re.compile("/browser/")):
        tab.get_by_role("button", name="Delete everything about me").click()
    expect(tab.get_by_text("Everything about you is deleted.")).to_be_visible()
    assert cookies(here) == ["_streamlit_xsrf"]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM profile").fetchone() == (0,)
    other.reload()
    settled(other)
    expect(other.get_by_role("button", name="Not kept")).to_be_visible()
