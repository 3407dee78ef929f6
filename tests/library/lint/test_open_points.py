"""What a level's own file says is open: found at its line, and told once."""

from pathlib import Path
from typing import Any

from explorer.lint.findings import Finding
from explorer.lint.open_points import open_points
from explorer.model import Site
from library.writing import level, site_of, with_parts

LEARNS = "I learn from incidents and write postmortems"
BAKES = "I bake bread for the morning"


def found_in(site: Site, kind: str = "") -> list[Finding]:
    findings = [finding for level in site.ladders[0].levels for finding in open_points(level)]
    return [finding for finding in findings if kind in ("", finding.kind)]


def whats(site: Site, kind: str) -> list[str]:
    return [finding.what for finding in found_in(site, kind)]


def test_tentative_statements_are_open_by_their_line_and_id(tmp_path: Path) -> None:
    site = site_of(tmp_path, level("L1", {"a": LEARNS}, tentative={"b": "I *bake* bread"}))
    (found,) = found_in(site, "tentative")
    assert found.summary == 'L1/b is under discussion: "I bake bread"'
    assert (found.ladder, found.level, found.statement) == (site.ladders[0].key, "L1", "b")
    line = (tmp_path / found.file).read_text("utf-8").splitlines()[found.line - 1]
    assert line.strip() == "b: I *bake* bread"


def test_remarks_are_open_with_their_competency(tmp_path: Path) -> None:
    part = {"groups": [{"statements": {"a": LEARNS}}], "notes": ["TODO: more"], "examples": ["x"]}
    (found,) = found_in(site_of(tmp_path, level("L1", competencies={"craft": part})))
    assert (found.kind, found.summary, found.statement) == (
        "note",
        'L1 has a remark on "Craft": "TODO: more"',
        None,
    )


def test_a_competency_without_examples_is_named_at_its_line(tmp_path: Path) -> None:
    craft = {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}
    site = site_of(tmp_path, with_parts("L1", craft=craft, care={"b": BAKES}))
    (found,) = found_in(site, "example")
    assert found.what == 'L1 has no examples for "Care"'
    assert (tmp_path / found.file).read_text("utf-8").splitlines()[found.line - 1] == "  care:"


def test_a_level_without_any_example_is_said_once(tmp_path: Path) -> None:
    site = site_of(tmp_path, with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}))
    assert whats(site, "example") == ["L1 has no examples at all"]


def test_a_competency_that_says_nothing_needs_no_examples(tmp_path: Path) -> None:
    empty: dict[str, Any] = {"groups": []}
    craft = {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}
    assert whats(site_of(tmp_path, with_parts("L1", craft=craft, care=empty)), "example") == []
