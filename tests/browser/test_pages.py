"""What holds for every page: reachable, quiet, within the screen, safe, and the same frame."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from browser.accessibility import accessible
from browser.conftest import BARE, Serve, Visit
from browser.visiting import Served, follow, settled
from explorer.ui.layout import PAGES

ADDRESSES = (
    *(f"/{entry.path}" for entry in PAGES),
    "/?level=L4&statement=consulting",
    "/search?q=incident",
    "/profile?show=rate",
    "/profile?show=time",
    "/one-to-one?show=both",
    "/one-to-one?view=present",
    "/panel?show=plan",
    "/panel?show=card",
    "/panel?show=together",
    "/panel?show=job",
)
PRINTED = (
    "/?level=L4&view=print",
    "/compare?left=L3&right=L4&view=print",
    "/profile?view=print",
    "/one-to-one?view=print",
)
# Each colour of ours is on one of these, beside the comparisons and the views of several
# people, whose own tests look at them in the dark.
COLOURED = (
    "/?level=L4&statement=consulting",
    "/guide",
    "/search?q=incident",
    "/profile",
    "/panel",
    "/panel?show=plan",
    "/health",
)
NAVIGATION = [
    "Levels",
    "Search",
    "Compare",
    "My profile",
    "1:1",
    "Hiring panel",
    "Guide",
]
KEEPING = ["Health", "Lineage", "Add a ladder"]


def navigation_of(page: Page) -> list[str]:
    return page.get_by_test_id("stTopNavLink").all_inner_texts()


def test_a_deep_link_after_a_cold_start_shows_the_same_frame_as_a_click(
    start: Serve, sample: Path, visit: Visit
) -> None:
    page = visit(f"{start(sample).url}/search?q=incident")
    assert navigation_of(page) == NAVIGATION
    page.get_by_text("Keep the ladder").click()
    for title in KEEPING:
        expect(page.get_by_role("menuitem", name=title)).to_be_visible()
    page.keyboard.press("Escape")
    expect(
        page.get_by_test_id("stLogo").or_(page.get_by_test_id("stHeaderLogo")).first
    ).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@contextmanager
def asking_nobody_else(page: Page, base: str) -> Iterator[None]:
    """Fail when the page asks for anything that the app does not serve."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    yield
    page.remove_listener("request", note)
    own = (base, "data:", "blob:", base.replace("http", "ws", 1))
    assert not [url for url in asked if not url.startswith(own)]


def test_a_cold_load_asks_nobody_else(reading_app: Served, visit: Visit) -> None:
    page = visit("about:blank", wait=False)
    with asking_nobody_else(page, reading_app.url):
        page.goto(f"{reading_app.url}/compare")
        settled(page)
    assert not page.errors  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible_fits_a_phone_and_asks_nobody_else(
    read: Visit, reading_app: Served, address: str
) -> None:
    page = read(BARE)
    with asking_nobody_else(page, reading_app.url):
        follow(page, address)
        accessible(page, dark=address in COLOURED)
        page.set_viewport_size({"width": 390, "height": 844})
        settled(page)
        wider = page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth) }"
        )
        assert wider <= 0
    assert not page.errors  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", PRINTED)
def test_a_print_view_is_accessible_all_open_and_without_controls(
    read: Visit, address: str
) -> None:
    page = read(address)
    accessible(page, dark=False)
    assert navigation_of(page) == []
    assert page.evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
    page.emulate_media(media="print")
    for test_id in ("stSelectbox", "stButtonGroup", "stPageLink", "stPopover"):
        expect(page.get_by_test_id(test_id).locator("visible=true")).to_have_count(0)
    assert not page.errors  # type: ignore[attr-defined]


@pytest.mark.thorough
@pytest.mark.parametrize("address", sorted({*ADDRESSES, *PRINTED} - {*COLOURED}))
def test_every_other_page_is_legible_in_the_dark(read: Visit, address: str) -> None:
    accessible(read(address, dark=True))


@pytest.mark.thorough
@pytest.mark.parametrize("address", ADDRESSES + PRINTED)
def test_every_address_opens_in_a_tab_of_its_own(
    reading_app: Served, visit: Visit, address: str
) -> None:
    page = visit(f"{reading_app.url}{address}")
    assert page.get_by_test_id("stException").count() == 0
    assert not page.errors  # type: ignore[attr-defined]


def test_the_served_app_has_its_policy_and_answers_for_its_own_names_alone(
    reading_app: Served,
) -> None:
    with urllib.request.urlopen(reading_app.url) as answer:
        policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    request = urllib.request.Request(reading_app.url, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value as answer:
        assert answer.code == 421


def test_a_level_is_reached_with_the_keyboard_alone(reading_app: Served, visit: Visit) -> None:
    page = visit(reading_app.url)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.closest('[role=radiogroup]') != null"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^L1 · Junior"))).to_be_visible()


def test_the_copied_link_opens_the_same_view(read: Visit, visit: Visit) -> None:
    page = read("/compare?left=L2&right=L4")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.context.grant_permissions(["clipboard-read"])
    link = str(page.evaluate("navigator.clipboard.readText()"))
    other = visit(link)
    assert link.endswith("/compare?left=L2&right=L4")
    expect(other.get_by_text(re.compile(r"^\d+ expectations grow"))).to_be_visible()
    expect(
        other.get_by_role("columnheader", name=re.compile("^L2 .*Engineer")).first
    ).to_be_attached()


def test_going_back_and_forth_keeps_view_and_address_together(read: Visit) -> None:
    page = read()
    for code in ("L3", "L5"):
        page.get_by_role("radio", name=code).click()
        expect(page.get_by_role("heading", name=re.compile(f"^{code}"))).to_be_visible()
        expect(page).to_have_url(re.compile(f"level={code}"))
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^L3"))).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name=re.compile("^L5"))).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Site Reliability Engineering")).to_be_visible()
