"""The bar of a level: what is confirmed, what is not part of it yet, what its neighbours ask."""

from pathlib import Path

from explorer.files.loading import load
from explorer.interviews import rubric
from explorer.model import Ladder
from library.writing import level, write


def test_the_bar_holds_each_confirmed_expectation_once_and_tentative_ones_apart(
    sre: Ladder,
) -> None:
    for each in sre.levels:
        sheet = rubric.rubric_of(sre, each)
        confirmed = [s for s in each.statements if not s.tentative]
        assert list(sheet.expectations) == confirmed
        assert list(sheet.under_discussion) == [s for s in each.statements if s.tentative]
        assert not [s for section in sheet.sections for g in section.groups for s in g.tentative]


def test_each_expectation_stands_once_beside_what_the_neighbour_asks(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    for code in ("L3", "L5"):
        other = sre.level(code)
        assert other
        found = rubric.compare_with_neighbour(sre, level, other)
        here = [side.id for each in found for sides, _ in each.rows for side in sides]
        assert sorted(here) == sorted(s.id for s in level.statements if not s.tentative)
        names = {c.key: f"{c.icon} {c.name}" for c in level.competencies}
        for each in found:
            for sides, _ in each.rows:
                assert names[sides[0].competency_key] == each.name
        there = {side.id for each in found for _, sides in each.rows for side in sides}
        there |= {side.id for each in found for side in each.only_in_neighbour}
        assert there <= {s.id for s in other.statements}


def test_the_sides_are_the_right_way_round_for_the_level_below_and_above(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"low": "I lay bricks"}, tentative={"maybe": "I mix mortar"}),
        "L2.yaml": level("L2", {"mid": "I plan a wall"}, lineage={"mid": ["low"]}),
        "L3.yaml": level(
            "L3",
            {"high": "I plan a town", "new": "I count money"},
            lineage={"high": ["mid"], "new": []},
        ),
    }
    (ladder,) = load(write(tmp_path / "walls", files)).ladders
    low, mid, high = ladder.levels
    (below,) = rubric.compare_with_neighbour(ladder, mid, low)
    assert [(a[0].id, b[0].id) for a, b in below.rows] == [("mid", "low")]
    assert [(side.id, side.kind) for side in below.only_in_neighbour] == [("maybe", "tentative")]
    (above,) = rubric.compare_with_neighbour(ladder, mid, high)
    assert [(a[0].id, b[0].id) for a, b in above.rows] == [("mid", "high")]
    assert [side.id for side in above.only_in_neighbour] == ["new"]
    (from_low,) = rubric.compare_with_neighbour(ladder, low, mid)
    assert [a[0].id for a, _ in from_low.rows] == ["low"], "what is under discussion is left out"


def test_as_json_it_says_the_same(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    made = rubric.rubric_of(sre, level).as_json()
    assert (made["ladder"], made["level"], made["draft"]) == ("sre", "L4", False)
    assert made["facts"]["Planning horizon"] == "6-12 months"
    first = made["competencies"][0]
    assert first["expectations"][0] == {
        "id": "well-rounded",
        "scope": "Within my group",
        "text": "I am a well-rounded engineer, architect and problem solver",
    }
    assert first["not_part_of_the_bar_yet"][0]["id"] == "technical-direction"
    assert len(first["one_may_hear"]) == 3
