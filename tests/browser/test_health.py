"""Health in a real browser: from a finding to its statement and back."""

import re

from playwright.sync_api import expect

from browser.accessibility import accessible
from browser.conftest import Visit
from browser.visiting import settled


def test_a_keeper_goes_from_a_finding_to_its_statement_and_back(read: Visit) -> None:
    page = read("/health")
    accessible(page)
    page.get_by_role("navigation", name="Kinds").get_by_role(
        "link", name="Under discussion 13"
    ).click()
    expect(page).to_have_url(re.compile(r"/health\?kind=tentative$"))
    settled(page)
    page.get_by_role("link", name=re.compile("I create clarity")).click()
    expect(page.get_by_role("dialog")).to_contain_text("I create clarity")
    expect(page).to_have_url(
        re.compile(r"/health\?kind=tentative&card=sre(/|%2F)L4(/|%2F)clarity$")
    )
    settled(page)
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Under discussion · 13")).to_be_visible()
    assert not page.errors  # type: ignore[attr-defined]


def test_a_finding_pressed_right_after_a_filter_stays_in_the_address(read: Visit) -> None:
    page = read("/health")
    page.evaluate(
        """() => {
          const kinds = [...document.querySelectorAll('nav[aria-label=Kinds] a')];
          kinds.find((each) => each.textContent.includes('Under discussion')).click();
          setTimeout(() => document.querySelector('[data-card="sre/L4/clarity"]').click(), 20);
        }"""
    )
    expect(page.get_by_role("dialog")).to_contain_text("I create clarity")
    settled(page)
    expect(page).to_have_url(
        re.compile(r"/health\?kind=tentative&card=sre(/|%2F)L4(/|%2F)clarity$")
    )
