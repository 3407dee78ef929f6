"""All checks together: each finding once, in reading order, at its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.lint.findings import KINDS
from explorer.lint.runner import findings
from explorer.model import Site
from library.writing import ROOT, guided, level, write

LEARNS = "I learn from incidents and write postmortems"
BAKES = "I bake bread for the morning"
SINGS = "Songs are sung at dusk"


def test_a_ladder_with_nothing_open_has_no_findings(tmp_path: Path) -> None:
    competencies = {"craft": {"groups": [{"statements": {"a": LEARNS}}], "examples": ["I did"]}}
    files = guided({"L1.yaml": level("L1", competencies=competencies)})
    assert findings(load(write(tmp_path, files))) == ()
    assert findings(Site("nowhere")) == ()


def test_in_the_sample_ladder_only_what_l4_carries_to_the_letter_is_accepted(site: Site) -> None:
    found = findings(site)
    tentative = [s.id for _, each in site.levels() for s in each.statements if s.tentative]
    assert [each.statement for each in found if each.kind == "tentative"] == tentative
    assert {each.kind for each in found} == {"tentative", "note"}
    assert {each.level for each in found} == {"L4"}
    assert all(each.accepted for each in found)


def test_a_level_accepts_a_kind_with_a_reason_and_no_other_level_does(tmp_path: Path) -> None:
    accepted = {"tentative": "Until the spring."}
    files = guided(
        {
            "L1.yaml": level("L1", {"a": LEARNS}, tentative={"b": BAKES}, accepted=accepted),
            "L2.yaml": level("L2", {"c": SINGS}, tentative={"d": "I knead by hand"}),
        }
    )
    found = {each.statement: each.accepted for each in findings(load(write(tmp_path, files)))}
    assert found["b"] == "Until the spring."
    assert found["d"] == ""


def test_a_kind_that_no_check_has_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    files = {"L1.yaml": level("L1", {"a": LEARNS}, accepted={"ugly": "It is."})}
    (problem,) = load(write(tmp_path, files)).problems
    assert "ugly" in problem.sentence
    assert "tentative" in problem.sentence


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
    site = load(write(folder, guided({f"{each['code']}.yaml": each for each in levels})))
    for found in findings(site):
        assert found.kind in KINDS
        assert found.line >= 1
        assert "\n" not in found.sentence
        assert found.file == f"{found.level}.yaml"
