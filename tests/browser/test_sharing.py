"""Before a 1:1, in a real browser: an engineer shares, the manager reads, rates and shares back."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.accessibility import accessible
from browser.test_sign_in import agree
from browser.visiting import Served, free_port, settled, visitor
from served.signing_in import provider_at, serve_signed_in


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with provider_at(free_port()) as provider:
        provider.knows("anna", name="Anna *Berg*")
        provider.knows("ben", name="Ben Ode")
        served = serve_signed_in(provider.url, tmp_path_factory.mktemp("data"))
        yield served
        served.stop()


def person(chromium: Browser, app: Served, subject: str) -> Page:
    """Somebody's own browser, in which they have signed in."""
    page = visitor(chromium).new_page()
    page.goto(f"{app.url}/sharing")
    agree(page, subject)
    settled(page)
    return page


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).first.click()
    settled(page)


def rate(page: Page, word: str) -> None:
    words = page.get_by_role("radiogroup", name="Rating of Domain expertise")
    words.get_by_role("radio", name=word).click()
    page.get_by_role("button", name="Keep under my name").first.click()
    # By its whole name: "Not kept" is there until the press has been answered.
    kept = page.get_by_role("button", name="Kept", exact=True)
    expect(kept).to_be_visible()
    settled(page)
    kept.click()
    page.locator("label", has_text="Done: ready").click()
    settled(page)
    page.keyboard.press("Escape")


@pytest.mark.thorough
def test_two_people_see_both_views_without_a_file(app: Served, chromium: Browser) -> None:
    ben, anna = person(chromium, app, "ben"), person(chromium, app, "anna")
    anna.goto(f"{app.url}/profile")
    settled(anna)
    rate(anna, "Maturing")
    anna.get_by_role("link", name="Sharing").first.click()
    settled(anna)
    press(anna, "Share with")
    anna.get_by_label("Name").fill("ode")
    anna.get_by_label("Name").press("Enter")
    press(anna, "Ben Ode")
    expect(anna.get_by_text("not opened yet")).to_be_visible()
    accessible(anna)
    ben.reload()
    settled(ben)
    ben.emulate_media(media="print")
    for test_id in ("stButton", "stPageLink"):
        expect(ben.get_by_test_id(test_id).locator("visible=true")).to_have_count(0)
    ben.emulate_media(media="screen")
    ben.get_by_role("link", name="Open").click()
    expect(ben.get_by_role("heading", name="Anna *Berg*: own view")).to_be_visible()
    expect(ben.get_by_text("Maturing (for the whole)")).to_be_visible()
    ben.goto(f"{app.url}/profile")
    settled(ben)
    ben.get_by_text("My view as a manager").click()
    settled(ben)
    press(ben, "About whom?")
    press(ben, "Anna *Berg*")
    expect(ben.get_by_text("This is personal data of Anna *Berg* too")).to_be_visible()
    settled(ben)
    rate(ben, "Exceeding")
    ben.get_by_role("link", name="1:1").first.click()
    settled(ben)
    ben.get_by_text("Both views").first.click()
    settled(ben)
    press(ben, "Anna *Berg*: own view")
    expect(ben.get_by_role("heading", name="You see it differently")).to_be_visible()
    anna.goto(f"{app.url}/sharing?show=everything")
    settled(anna)
    with anna.expect_download() as given:
        anna.get_by_role("button", name="Export everything about me").click()
    with zipfile.ZipFile(io.BytesIO(Path(given.value.path()).read_bytes())) as archive:
        assert "views of me/sre@manager by Ben Ode.yaml" in archive.namelist()
    press(anna, "Delete everything about me")
    press(anna, "Yes, delete everything")
    expect(anna.get_by_text("Everything about you is deleted")).to_be_visible()
    ben.goto(f"{app.url}/sharing")
    settled(ben)
    expect(ben.get_by_text("A view of yours as a manager is gone")).to_be_visible()
    expect(ben.get_by_text("Anna")).to_have_count(0)
    for page in (anna, ben):
        page.context.close()
