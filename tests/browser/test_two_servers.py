"""Two servers that share a PostgreSQL: what one keeps the other has, and one may be killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tools.postgresql import PostgreSQL

from browser.conftest import Serve
from browser.test_keeping_on_a_server import profile, rate
from browser.visiting import settled, visitor
from explorer.storage import database_schema
from explorer.storage.database import database_at


@pytest.fixture
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


def test_a_visitor_goes_on_where_one_of_two_servers_is_killed(
    start: Serve, sample: Path, chromium: Browser, postgresql: PostgreSQL
) -> None:
    url = postgresql.new("shared")
    database = database_at(url)
    database_schema.upgrade(database)
    database.close()
    one = start(sample, "--shared", "--database", url)
    other = start(sample, "--shared", "--database", url)
    somebody = visitor(chromium)
    # A cookie is for a host, whatever its port: the two are one site behind a proxy.
    page = profile(somebody, f"{one.url}/profile")
    rate(page, "Domain expertise", "Maturing")
    page.get_by_role("button", name="Keep for this browser").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    elsewhere = profile(somebody, f"{other.url}/profile")
    rate(elsewhere, "Customer Success", "Exceeding")
    one.process.kill()
    one.process.wait()
    elsewhere.reload()
    settled(elsewhere)
    said = elsewhere.locator(".radar-said")
    expect(said).to_contain_text("Domain expertise: Maturing")
    expect(said).to_contain_text("Customer Success: Exceeding")

    # The database is killed as well: what is rated meanwhile is saved once it is back.
    postgresql.kill()
    rate(elsewhere, "Teaching and Mentoring", "Performing")
    expect(elsewhere.get_by_text("this server's database")).to_be_visible()
    expect(elsewhere.get_by_role("button", name="Not saved")).to_be_visible()
    postgresql.start()
    elsewhere.wait_for_timeout(1_600)
    rate(elsewhere, "Culture and Leadership", "Performing")
    expect(elsewhere.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    elsewhere.reload()
    settled(elsewhere)
    expect(said).to_contain_text("Teaching and Mentoring: Performing")
    somebody.close()
