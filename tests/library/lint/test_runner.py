"""What is open in a ladder: found where it stands, said once, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.lint.findings import KINDS, Finding
from explorer.lint.runner import findings, markdown
from explorer.model import Site
from library.writing import ROOT, Content, level, write

LEARNS = "I learn from incidents and write postmortems"
BAKES = "I bake bread for the morning"
SINGS = "Songs are sung at dusk"


def site_of(folder: Path, *levels: dict[str, Any], **others: Content) -> Site:
    files: dict[str, Content] = {f"{each['code']}.yaml": each for each in levels}
    site = load(write(folder, {**files, **others}))
    assert not [problem for problem in site.problems if problem.severity == "error"]
    return site


def of_kind(site: Site, kind: str) -> list[Finding]:
    return [finding for finding in findings(site) if finding.kind == kind]


def said(site: Site, kind: str) -> list[str]:
    return [finding.what for finding in of_kind(site, kind)]


def with_parts(
    code: str, lineage: dict[str, list[str]] | None = None, **keys: Any
) -> dict[str, Any]:
    """A level of several competencies: by key its statements, or all that it says."""
    competencies = {
        key: part if "groups" in part else {"groups": [{"statements": part}]}
        for key, part in keys.items()
    }
    return {"code": code, "title": code, "competencies": competencies, "lineage": lineage or {}}


# -- what the files say ----------------------------------------------------------------


def test_a_ladder_with_nothing_open_has_no_findings(tmp_path: Path) -> None:
    competencies = {"craft": {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}}
    assert findings(site_of(tmp_path, level("L1", competencies=competencies))) == ()
    assert findings(Site("nowhere")) == ()


def test_tentative_statements_are_open_by_their_line_and_id(tmp_path: Path) -> None:
    site = site_of(tmp_path, level("L1", {"a": LEARNS}, tentative={"b": "I *bake* bread"}))
    (found,) = of_kind(site, "tentative")
    assert found.said == 'L1/b is under discussion: "I bake bread"'
    assert (found.ladder, found.level, found.statement) == (site.ladders[0].key, "L1", "b")
    line = (tmp_path / found.file).read_text("utf-8").splitlines()[found.line - 1]
    assert line.strip() == "b: I *bake* bread"


def test_remarks_are_open_with_their_competency(tmp_path: Path) -> None:
    part = {"groups": [{"statements": {"a": LEARNS}}], "notes": ["TODO: more"], "examples": ["x"]}
    (found,) = findings(site_of(tmp_path, level("L1", competencies={"craft": part})))
    assert (found.kind, found.said, found.statement) == (
        "note",
        'L1 has a remark on "Craft": "TODO: more"',
        None,
    )


def test_a_competency_without_examples_is_named_at_its_line(tmp_path: Path) -> None:
    craft = {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}
    site = site_of(tmp_path, with_parts("L1", craft=craft, care={"b": BAKES}))
    (found,) = of_kind(site, "example")
    assert found.what == 'L1 has no examples for "Care"'
    assert (tmp_path / found.file).read_text("utf-8").splitlines()[found.line - 1] == "  care:"


def test_a_level_without_any_example_is_said_once(tmp_path: Path) -> None:
    site = site_of(tmp_path, with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}))
    assert said(site, "example") == ["L1 has no examples at all"]


def test_a_competency_that_says_nothing_needs_no_examples(tmp_path: Path) -> None:
    empty: dict[str, Any] = {"groups": []}
    craft = {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}
    assert said(site_of(tmp_path, with_parts("L1", craft=craft, care=empty)), "example") == []


# -- less than the level below ---------------------------------------------------------


def test_a_level_that_asks_less_is_said_with_what_nothing_grows_out_of(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES, "c": SINGS}),
        with_parts("L2", {"d": ["a"]}, craft={"d": "I teach others to learn"}),
    )
    (found,) = of_kind(site, "less")
    assert found.what == 'L2 asks 1 in "Craft", L1 asks 3; nothing above grows out of L1/b, L1/c'
    assert (found.file, found.level) == ("L2.yaml", "L2")


def test_where_nobody_wrote_lineage_the_numbers_are_said_alone(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES}),
        with_parts("L2", craft={"d": SINGS}),
    )
    assert said(site, "less") == ['L2 asks 1 in "Craft", L1 asks 2']


def test_fewer_statements_that_everything_below_grows_into_are_not_less(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS, "b": BAKES}),
        with_parts("L2", {"d": ["a", "b"]}, craft={"d": "I teach others to learn and bake"}),
    )
    assert said(site, "less") == []


def test_a_competency_that_the_level_below_has_is_missed(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}),
        with_parts("L2", {"a": ["a"]}, craft={"a": LEARNS}),
    )
    assert said(site, "less") == [
        'L2 does not speak of "Care", L1 asks 1; nothing above grows out of L1/b'
    ]


def test_two_levels_that_have_no_competency_in_common_are_said_once(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        with_parts("L1", craft={"a": LEARNS}, care={"b": BAKES}),
        with_parts("L2", ovens={"c": SINGS}),
    )
    assert said(site, "less") == ["L2 speaks of none of the competencies of L1"]


def test_what_is_only_under_discussion_below_is_not_missed(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        level("L1", {"a": LEARNS}, tentative={"b": BAKES}),
        level("L2", {"a": LEARNS}, lineage={"a": ["a"]}),
    )
    assert said(site, "less") == []


def test_an_empty_level_asks_less_at_its_first_line(tmp_path: Path) -> None:
    site = site_of(tmp_path, level("L1", {"a": LEARNS}), {"code": "L2", "title": "Empty"})
    (found,) = of_kind(site, "less")
    assert (found.file, found.line) == ("L2.yaml", 1)


# -- lineage ---------------------------------------------------------------------------


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
    likely, bare = of_kind(site, "lineage")
    assert (likely.statement, bare.statement) == ("teaches", "bakes")
    assert "(likely L1/learns: both speak of " in likely.what
    assert bare.said == f'L2/bakes grows out of nothing so far: "{BAKES}"'


def test_a_level_without_any_lineage_is_said_once(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, level("L1", {"a": LEARNS}), level("L2", {"b": BAKES, "c": SINGS, "d": "I dig"})
    )
    (found,) = of_kind(site, "lineage")
    assert found.what == "L2 says of none of its 3 statements what it grows out of"
    assert found.statement is None


# -- all of it -------------------------------------------------------------------------


def test_the_sample_ladder_is_open_where_its_authors_left_it_open(site: Site) -> None:
    found = findings(site)
    tentative = [s.id for _, each in site.levels() for s in each.statements if s.tentative]
    assert [each.statement for each in found if each.kind == "tentative"] == tentative
    assert {each.kind for each in found} == {"tentative", "note", "less", "name"}
    assert len(found) < 25, "a list that nobody reads keeps nothing healthy"


def test_every_finding_leads_to_a_line_of_its_file_and_to_its_statement(site: Site) -> None:
    for found in findings(site):
        lines = (ROOT / "ladder" / found.file).read_text("utf-8").splitlines()
        assert lines[found.line - 1].strip()
        if found.statement:
            ladder = site.ladder(found.ladder)
            assert ladder
            there = ladder.level(found.level)
            assert there
            assert there.statement(found.statement)
            assert lines[found.line - 1].strip().startswith(f"{found.statement}:")


def test_findings_run_through_ladders_levels_and_lines(tmp_path: Path) -> None:
    files = {
        f"{ladder}/{each['code']}.yaml": each
        for ladder in ("a", "b")
        for each in (
            level("L2", {"x": "I do good work", "y": SINGS}, tentative={"z": BAKES}),
            level("L10", {"x": LEARNS}),
        )
    }
    found = findings(load(write(tmp_path, files)))
    places = [(each.ladder, int(each.level[1:]), each.line) for each in found]
    assert places == sorted(places)
    assert {each[0] for each in places} == {"a", "b"}
    assert len(set(found)) == len(found)


def test_the_list_to_take_along_has_every_finding_with_its_place(site: Site) -> None:
    found = findings(site)
    made = markdown("S*R*E", found)
    assert made.startswith("# What is open in S\\*R\\*E\n\nOpen: 13 statements under discussion, ")
    assert made.count("\n- ") == len(found)
    assert (
        '- L4 has a remark on "Domain expertise": "TODO: more examples" (sre/L4.yaml:75)\n' in made
    )
    assert markdown("X", ()) == "# What is open in X\n\nNothing is open.\n"


words = st.lists(
    st.sampled_from("I team teams good etc plan plans Plan bread learn not [a](b.md) * %".split()),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), words, max_size=6), max_size=4))
def test_whatever_a_ladder_says_its_findings_have_a_place_and_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, texts: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("ladder")
    levels = [level(f"L{at}", statements) for at, statements in enumerate(texts)]
    site = load(write(folder, {f"{each['code']}.yaml": each for each in levels}))
    for found in findings(site):
        assert found.kind in KINDS
        assert found.line >= 1
        assert "\n" not in found.sentence
        assert found.file == f"{found.level}.yaml"
