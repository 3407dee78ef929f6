"""Health in a real browser: from a finding to its statement and back, on a phone as well."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.visiting import settled


@pytest.mark.thorough
def test_a_keeper_goes_from_a_finding_to_its_statement_and_back(read: Visit) -> None:
    page = read("/health")
    kinds = page.get_by_role("toolbar", name="Kinds").get_by_role("button")
    kinds.filter(has_text=re.compile(r"^Under discussion\s+13$")).click()
    expect(page).to_have_url(re.compile(r"/health\?kind=tentative$"))
    settled(page)
    page.get_by_role("link", name=re.compile("I create clarity .*:95$")).click()
    expect(page).to_have_url(re.compile(r"/\?level=L4&statement=clarity$"))
    expect(page.locator(".st-key-opened")).to_contain_text("I create clarity")
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Under discussion · 13")).to_be_visible()
    assert not page.errors  # type: ignore[attr-defined]
