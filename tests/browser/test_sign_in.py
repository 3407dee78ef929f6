"""Signing in at a real provider, in a real browser: in, in two tabs, another role, and out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.visiting import Served, free_port, settled
from explorer.identity.actors import Role
from explorer.storage import people
from explorer.storage.database import sqlite_at
from served.signing_in import Provider, provider_at, serve_signed_in


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provider_at(free_port()) as running:
        running.knows("anna", name="Anna <b>Berg</b>", email="anna@example.org")
        yield running


@pytest.fixture(scope="module")
def app(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = serve_signed_in(provider.url, tmp_path_factory.mktemp("data"))
    yield served
    served.stop()


def agree(page: Page, subject: str) -> None:
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def give(served: Served, role: Role) -> None:
    (file,) = served.data.rglob("*.sqlite3")
    database = sqlite_at(file)
    (anna,) = people.called(database, "anna")
    people.give_role(database, anna.id, role)
    database.close()


def test_in_with_a_deep_link_in_two_tabs_as_keeper_and_out_of_both(
    app: Served, visit: Visit
) -> None:
    wanted = f"{app.url}/compare?left=L2&right=L4"
    page = visit(wanted, wait=False)
    agree(page, "anna")
    page.wait_for_url(wanted)
    settled(page)
    expect(page.get_by_text("Signed in as Anna <b>Berg</b>.")).to_be_visible()
    other = visit(f"{app.url}/health")
    expect(other.get_by_role("heading", name="For who keeps the ladder")).to_be_visible()
    give(app, "keeper")
    other.reload()
    settled(other)
    expect(other.get_by_role("heading", name="Health")).to_be_visible()
    give(app, "reader")
    # The next click, without a reload.
    other.get_by_role("button", name="Keep the ladder").click()
    other.get_by_role("menuitem", name="Lineage").click()
    expect(other.get_by_role("heading", name="For who keeps the ladder")).to_be_visible()
    other.get_by_role("link", name="Sign out").click()
    other.get_by_role("button", name="Sign out", exact=True).click()
    other.wait_for_url(re.compile("end_session"))
    # The first tab is open: it ends at its next click.
    page.get_by_role("link", name="Search").first.click()
    expect(page.get_by_role("heading", name="Not signed in")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    expect(page.locator("input[name=sub]")).to_be_visible()


def test_what_one_person_keeps_another_does_not_see(app: Served, visit: Visit) -> None:
    page = visit(f"{app.url}/profile", wait=False)
    agree(page, "ben")
    settled(page)
    words = page.get_by_role("radiogroup", name="Rating of Domain expertise")
    words.get_by_role("radio", name="Maturing").click()
    page.get_by_role("button", name="Keep under my name").click()
    expect(page.get_by_text("Kept", exact=True).first).to_be_visible()
    page.goto(f"{app.url}/auth/sign-out")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(re.compile("end_session"))
    page.goto(f"{app.url}/profile")
    agree(page, "carl")
    settled(page)
    expect(page.get_by_text("Not kept", exact=True).first).to_be_visible()
