"""A level that asks less than the one below: where, how much, and when it does not."""

from pathlib import Path

from explorer.lint.findings import Finding
from explorer.lint.narrower_than_below import narrower_than_below
from explorer.model import Site
from library.writing import level, site_of, with_parts

LEARNS = "I learn from incidents and write postmortems"
BAKES = "I bake bread for the morning"
SINGS = "Songs are sung at dusk"


def found_in(site: Site) -> list[Finding]:
    return list(narrower_than_below(site.ladders[0]))


def whats(site: Site) -> list[str]:
    return [finding.what for finding in found_in(site)]


def test_a_level_that_asks_less_is_said_with_what_nothing_grows_out_of(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES, "c": SINGS}),
        with_parts("L2", {"d": ["a"]}, craft={"d": "I teach others to learn"}),
    )
    (found,) = found_in(site)
    assert found.what == 'L2 asks 1 in "Craft", L1 asks 3; nothing above grows out of L1/b, L1/c'
    assert (found.file, found.level) == ("L2.yaml", "L2")


def test_where_nobody_wrote_lineage_the_numbers_are_said_alone(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES}),
        with_parts("L2", craft={"d": SINGS}),
    )
    assert whats(site) == ['L2 asks 1 in "Craft", L1 asks 2']


def test_fewer_statements_that_everything_below_grows_into_are_not_less(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES}),
        with_parts("L2", {"d": ["a", "b"]}, craft={"d": "I teach others to learn and bake"}),
    )
    assert whats(site) == []


def test_a_competency_that_the_level_below_has_is_missed(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}),
        with_parts("L2", {"a": ["a"]}, craft={"a": LEARNS}),
    )
    assert whats(site) == [
        'L2 does not speak of "Care", L1 asks 1; nothing above grows out of L1/b'
    ]


def test_two_levels_that_have_no_competency_in_common_are_said_once(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}),
        with_parts("L2", ovens={"c": SINGS}),
    )
    assert whats(site) == ["L2 speaks of none of the competencies of L1"]


def test_what_is_only_under_discussion_below_is_not_missed(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        level("L1", {"a": LEARNS}, tentative={"b": BAKES}),
        level("L2", {"a": LEARNS}, lineage={"a": ["a"]}),
    )
    assert whats(site) == []


def test_an_empty_level_asks_less_at_its_first_line(tmp_path: Path) -> None:
    site = site_of(tmp_path, level("L1", {"a": LEARNS}), {"code": "L2", "title": "Empty"})
    (found,) = found_in(site)
    assert (found.file, found.line) == ("L2.yaml", 1)
