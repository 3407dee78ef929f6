"""One expectation through all levels, and a competency as a sheet of such threads."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from explorer.compare.lineage_paths import Thread, beginnings, sheet, thread
from explorer.files.loading import load
from explorer.model import Ladder, Ref
from library.writing import level, write


def ladder_of(tmp_path: Path, *levels: dict[str, Any]) -> Ladder:
    site = load(write(tmp_path, {f"{each['code']}.yaml": each for each in levels}))
    assert site.problems == ()
    return site.ladders[0]


def refs(found: Thread) -> set[Ref]:
    return {Ref(level.code, statement.id) for level, said in found.rungs for statement in said}


def every(ladder: Ladder) -> list[Ref]:
    return [Ref(level.code, s.id) for level in ladder.levels for s in level.statements]


def said(ladder: Ladder, name: str) -> str:
    code, _, id = name.partition("/")
    found = thread(ladder, Ref(code, id))
    assert found
    return found.sentence


# -- one thread ------------------------------------------------------------------------


def test_a_thread_holds_its_statement_and_all_that_it_grows_from_and_into(sre: Ladder) -> None:
    for ref in every(sre):
        found = thread(sre, ref)
        assert found
        inside = refs(found)
        assert ref in inside
        assert inside >= {*sre.ancestors.get(ref, ()), *sre.descendants.get(ref, ())}
        assert [level for level, _ in found.rungs] == list(sre.levels)
        assert list(found.spoken) == [level for level, said in found.rungs if said]


def test_a_thread_is_followed_through_the_levels_between_and_over_gaps(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I learn", "other": "I do something else"}),
        level("L2", {"b": "I do"}, lineage={"b": ["a"]}),
        level("L3", {"c": "I rest"}),
        level("L4", {"d": "I teach", "e": "I lead"}, lineage={"d": ["L2/b"], "e": ["L2/b"]}),
    )
    for name in ("L1/a", "L2/b"):
        found = thread(ladder, Ref(*name.split("/")))
        assert found
        assert list(map(str, sorted(refs(found)))) == ["L1/a", "L2/b", "L4/d", "L4/e"]
        assert [level.code for level in found.spoken] == ["L1", "L2", "L4"]


def test_what_two_grow_out_of_is_shared_and_does_not_join_them(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I learn", "b": "I ask"}),
        level("L2", {"c": "I do", "d": "I answer"}, lineage={"c": ["a", "b"], "d": ["b"]}),
    )
    found = thread(ladder, Ref("L2", "d"))
    assert found
    assert list(map(str, sorted(refs(found)))) == ["L1/b", "L2/d"]
    found = thread(ladder, Ref("L1", "b"))
    assert found
    assert list(map(str, sorted(refs(found)))) == ["L1/b", "L2/c", "L2/d"]


def test_lineage_never_leads_round_in_a_circle(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"a": "I learn"}, lineage={"a": ["L2/b"]}),
        "L2.yaml": level("L2", {"b": "I do"}, lineage={"b": ["L1/a", "L2/b"]}),
    }
    site = load(write(tmp_path, files))
    assert len(site.problems) == 2
    found = thread(site.ladders[0], Ref("L1", "a"))
    assert found
    assert list(map(str, sorted(refs(found)))) == ["L1/a", "L2/b"]


@pytest.mark.parametrize("ref", [Ref("L4", "nothing"), Ref("L9", "consulting"), Ref("", "")])
def test_a_statement_that_is_not_there_has_no_thread(sre: Ladder, ref: Ref) -> None:
    assert thread(sre, ref) is None


def test_the_sentence_says_where_a_thread_begins_and_ends(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"all": "I learn", "ends": "I ask", "low": "I am new"}),
        level(
            "L2",
            {"all": "I do", "ends": "I answer", "top": "I plan", "mid": "I wait"},
            lineage={"all": ["all"], "ends": ["ends"]},
        ),
        level(
            "L3",
            {"all": "I teach", "top": "I decide", "high": "I lead"},
            lineage={"all": ["all"], "top": ["top"]},
        ),
    )
    assert said(ladder, "L2/all") == (
        "It is there from the lowest level, L1, on and grows up to L3, the highest level."
    )
    assert said(ladder, "L1/ends") == "It is there from the lowest level, L1, on and ends at L2."
    assert said(ladder, "L2/top") == "It begins at L2 and grows up to L3, the highest level."
    for name in ("L1/low", "L2/mid", "L3/high"):
        assert said(ladder, name) == f"Only {name[:2]} says this."


def test_the_only_level_of_a_ladder_is_not_said_to_be_the_only_one(tmp_path: Path) -> None:
    ladder = ladder_of(tmp_path, level("L1", {"a": "I learn"}))
    assert said(ladder, "L1/a") == "It is there from the lowest level, L1, on."


# -- the sheet -------------------------------------------------------------------------


def refs_in(rows: list[Thread]) -> list[set[Ref]]:
    return [refs(row) for row in rows]


def test_every_statement_stands_in_the_row_of_each_thread_it_belongs_to(sre: Ladder) -> None:
    for many in (1, 2, 3, 6):
        for levels in combinations(sre.levels, many):
            for term in sre.competencies:
                rows = sheet(sre, levels, term.key)
                assert all([level for level, _ in row.rungs] == list(levels) for row in rows)
                assert all(row.spoken for row in rows)
                wanted = {
                    Ref(each.code, s.id)
                    for each in levels
                    if (found := each.competency(term.key))
                    for s in found.statements
                }
                assert set().union(*refs_in(rows)) >= wanted


def test_a_row_is_the_whole_thread_of_its_first_statement(sre: Ladder) -> None:
    for term in sre.competencies:
        for ref, row in zip(
            beginnings(sre, sre.levels, term.key), sheet(sre, sre.levels, term.key), strict=True
        ):
            assert row == thread(sre, ref)


def ids(rows: list[Thread]) -> list[list[str]]:
    return [[" ".join(statement.id for statement in cell) for _, cell in row.rungs] for row in rows]


def test_what_grows_out_of_two_stands_in_both_rows(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I learn", "b": "I ask"}),
        level("L2", {"x": "I am new here", "c": "I do"}, lineage={"c": ["b"]}),
        level("L3", {"d": "I teach", "e": "I lead"}, lineage={"d": ["c"], "e": ["c", "L1/a"]}),
    )
    assert ids(sheet(ladder, ladder.levels, "craft")) == [
        ["a", "", "e"],
        ["b", "c", "d e"],
        ["", "x", ""],
    ]
    without = [ladder.levels[0], ladder.levels[2]]
    assert ids(sheet(ladder, without, "craft")) == [["a", "e"], ["b", "d e"]], (
        "a level between that is not shown still links"
    )


def test_a_thread_that_comes_from_another_competency_stands_whole_in_both(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I learn"}, competency="people"),
        level("L2", {"b": "I do"}, lineage={"b": ["a"]}),
    )
    for competency in ("craft", "people"):
        assert ids(sheet(ladder, ladder.levels, competency)) == [["a", "b"]]


def test_a_competency_that_nobody_knows_has_no_rows(sre: Ladder) -> None:
    assert sheet(sre, sre.levels, "knitting") == []
    assert sheet(sre, (), "domain-expertise") == []


def test_what_has_no_lineage_stands_in_one_row_by_level(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"a": "I bake", "b": "I sell"}),
        "L2.yaml": level("L2", {"c": "I plan", "d": "I hire"}),
    }
    (ladder,) = load(write(tmp_path, files)).ladders
    (row,) = sheet(ladder, ladder.levels, "craft")
    assert [[s.id for s in said] for _, said in row.rungs] == [["a", "b"], ["c", "d"]]
    assert not row.written


def test_nobody_is_told_that_only_one_level_says_it_where_nobody_wrote_lineage(
    tmp_path: Path,
) -> None:
    files = {"L1.yaml": level("L1", {"a": "I bake"}), "L2.yaml": level("L2", {"c": "I plan"})}
    (ladder,) = load(write(tmp_path, files)).ladders
    found = thread(ladder, Ref("L1", "a"))
    assert found
    assert found.sentence == "Nobody has written what this grows out of, or what grows out of it."
