"""Health in a real browser: from a finding to its statement and back, on a phone as well."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.visiting import Served, settled


def test_a_keeper_goes_from_a_finding_to_its_statement_and_back(
    reading_app: Served, visit: Visit
) -> None:
    page = visit(f"{reading_app.url}/health")
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


def test_the_list_is_sound_on_a_phone_and_in_the_dark(reading_app: Served, visit: Visit) -> None:
    page = visit(f"{reading_app.url}/health", width=390, height=844, dark=True)
    expect(page.get_by_role("heading", name="Health")).to_be_visible()
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
    for scheme, rules in (("dark", {"runOnly": ["color-contrast"]}), ("light", {})):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        found = Axe().run(page, options=rules).response["violations"]
        assert not found, [each["id"] for each in found]
