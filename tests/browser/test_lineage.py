"""Lineage in a real browser: a keeper answers for a whole level by keys."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from browser.conftest import Serve, Visit
from browser.visiting import settled
from library.writing import ROOT


@pytest.mark.thorough
def test_a_level_of_thirty_statements_is_answered_by_keys(
    start: Serve, visit: Visit, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ROOT / "tests/relevance/third/ladder", tmp_path / "ladder"))
    page = visit(f"{start(folder).url}/lineage?level=E3")
    for left in range(31, 0, -1):
        expect(page.get_by_text(re.compile(rf"\b{left} statements? left"))).to_be_visible()
        settled(page)
        page.keyboard.press("0" if left % 3 == 0 else "1")
    expect(page.get_by_text("Every statement of E3 has its lineage written.")).to_be_visible()
    written = yaml.safe_load((folder / "product-engineering" / "E3.yaml").read_text())["lineage"]
    assert len(written) == 31
    assert sum(not references for references in written.values()) == 10
    assert not page.errors  # type: ignore[attr-defined]
