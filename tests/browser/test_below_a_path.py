"""The app below a path of a host, behind a real nginx: nothing leads out of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Serve, Visit
from browser.visiting import free_port, settled
from explorer.ui.layout import KEEPERS, PAGES, SHARING
from served.proxies import Proxy, proxy, site

_LINKS = "() => [...document.querySelectorAll('a[href]')].map((each) => each.href)"


@pytest.fixture
def front(start: Serve, sample: Path, tmp_path: Path) -> Iterator[Proxy]:
    served = start(sample, "--shared", "--base-path", "/ladders", "--proxy-headers", "127.0.0.1")
    port = free_port()
    text = site(port, [int(served.url.rpartition(":")[2])])
    running = proxy(tmp_path / "nginx", text, port)
    yield running
    running.stop()


@pytest.mark.thorough
def test_links_copies_files_and_back_stay_below_the_path(front: Proxy, visit: Visit) -> None:
    page = visit(front.url)
    host = front.url.removesuffix("ladders/")
    for entry in (each for each in PAGES if each is not SHARING):  # where people sign in
        if entry in KEEPERS:  # folded away in the navigation
            page.goto(f"{front.url}{entry.path}")
        elif entry.path:
            page.locator(f"a[href$='/ladders/{entry.path}']").first.click()
        settled(page)
        inside = [link for link in page.evaluate(_LINKS) if link.startswith(host)]
        assert inside
        assert [link for link in inside if not link.startswith(front.url.rstrip("/"))] == []
        expect(page).to_have_url(re.compile(re.escape(f"{front.url}{entry.path}") + r"(\?|$)"))
    page.goto(f"{front.url}compare?left=L3&right=L4")
    settled(page)
    page.context.grant_permissions(["clipboard-read"])
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    # A link of our own HTML: within the visit, and back.
    page.locator("main a[data-in-app][href^='./compare']").first.click()
    settled(page)
    assert page.url.startswith(f"{front.url}compare?")
    page.go_back()
    expect(page).to_have_url(f"{front.url}compare?left=L3&right=L4")
    page.get_by_role("button", name="Files").click()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Markdown").first.click()
    assert downloaded.value.path().stat().st_size > 1000
    assert page.errors == []  # type: ignore[attr-defined]
