"""Statements without lineage: with a likely ancestor, and once where nobody has begun."""

from pathlib import Path

from explorer.lint.findings import Finding
from explorer.lint.missing_lineage import missing_lineage
from explorer.model import Site
from library.writing import level, site_of

LEARNS = "I learn from incidents and write postmortems"
BAKES = "I bake bread for the morning"
SINGS = "Songs are sung at dusk"


def found_in(site: Site) -> list[Finding]:
    return list(missing_lineage(site.ladders[0]))


def whats(site: Site) -> list[str]:
    return [finding.what for finding in found_in(site)]


def test_a_statement_without_lineage_is_said_with_a_likely_ancestor(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        level("L1", {"learns": LEARNS}),
        level(
            "L2",
            {"teaches": f"In my group {LEARNS}", "bakes": BAKES, "sings": SINGS},
            lineage={"sings": []},
        ),
    )
    likely, bare = found_in(site)
    assert (likely.statement, bare.statement) == ("teaches", "bakes")
    assert "(likely L1/learns: both speak of " in likely.what
    assert bare.summary == f'L2/bakes grows out of nothing so far: "{BAKES}"'


def test_a_level_without_any_lineage_is_said_once(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, level("L1", {"a": LEARNS}), level("L2", {"b": BAKES, "c": SINGS, "d": "I dig"})
    )
    (found,) = found_in(site)
    assert found.what == "L2 says of none of its 3 statements what it grows out of"
    assert found.statement is None
