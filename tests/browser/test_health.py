"""Health in a real browser: from a finding to its statement and back."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.accessibility import accessible
from browser.conftest import Visit
from browser.visiting import Served, serve, settled


@pytest.fixture(scope="module")
def open_points(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder with nothing accepted."""
    folder = Path(shutil.copytree(sample, tmp_path_factory.mktemp("open") / "ladder"))
    file = folder / "sre" / "L4.yaml"
    file.write_text(re.sub(r"accepted:\n(  .*\n)+", "", file.read_text("utf-8")), "utf-8")
    served = serve(folder, tmp_path_factory.mktemp("data"))
    yield served
    served.stop()


def test_a_keeper_goes_from_a_finding_to_its_statement_and_back(
    open_points: Served, visit: Visit
) -> None:
    page = visit(f"{open_points.url}/health")
    accessible(page)
    page.get_by_role("navigation", name="Kinds").get_by_role(
        "link", name="Under discussion 10"
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
    expect(page.get_by_role("heading", name="Under discussion · 10")).to_be_visible()
    assert not page.errors  # type: ignore[attr-defined]


def test_a_finding_pressed_right_after_a_filter_stays_in_the_address(
    open_points: Served, visit: Visit
) -> None:
    page = visit(f"{open_points.url}/health")
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
