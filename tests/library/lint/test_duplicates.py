"""Statements that are said twice: found by their words, not where it is meant so."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.lint.duplicates import MIN_JACCARD, duplicates, similar_pairs
from explorer.model import Ladder
from library.writing import level, write

TRAINS = "I regularly provide training and support for new methods, tools and patterns"
NEARLY = "I provide regular training, and support for new tools, methods and good patterns"


def ladder_of(folder: Path, *levels: dict[str, Any]) -> Ladder:
    return load(write(folder, {f"{each['code']}.yaml": each for each in levels})).ladders[0]


def said(ladder: Ladder) -> list[str]:
    return [finding.what.partition(" (")[0] for finding in duplicates(ladder)]


def test_what_is_nearly_said_twice_in_a_level_is_found_at_the_second(tmp_path: Path) -> None:
    ladder = ladder_of(tmp_path, level("L1", {"a": TRAINS, "b": "I bake bread", "c": NEARLY}))
    (found,) = duplicates(ladder)
    assert found.summary == (
        'L1/c says nearly the same as L1/a (line 7): "I provide regular training, and support for new tools, meth…"'
    )
    assert (found.statement, found.line) == ("c", ladder.levels[0].statements[2].line)


def test_what_is_said_twice_across_levels_is_found_where_no_lineage_says_so(tmp_path: Path) -> None:
    above = level("L2", {"b": TRAINS})
    assert said(ladder_of(tmp_path / "1", level("L1", {"a": TRAINS}), above)) == [
        "L2/b says the same as L1/a"
    ]
    linked = level("L2", {"b": TRAINS}, lineage={"b": ["a"]})
    assert said(ladder_of(tmp_path / "2", level("L1", {"a": TRAINS}), linked)) == []


def test_lineage_through_the_levels_between_is_on_purpose_too(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": TRAINS}),
        level("L2", {"b": "I train people"}, lineage={"b": ["a"]}),
        level("L3", {"c": NEARLY}, lineage={"c": ["b"]}),
    )
    assert said(ladder) == []


def test_two_heirs_that_say_the_same_in_one_level_are_said_twice(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I train people"}),
        level("L2", {"b": TRAINS, "c": TRAINS}, lineage={"b": ["a"], "c": ["a"]}),
    )
    assert said(ladder) == ["L2/c says the same as L2/b"]


def test_statements_that_part_only_in_their_reach_are_meant_so(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"a": "I share what I learned from incidents with my team"}),
        level("L2", {"b": "I share what I learned from incidents with my company"}),
    )
    assert said(ladder) == []


def test_each_statement_is_told_once_of_many_that_say_the_same(tmp_path: Path) -> None:
    same = {f"s{number}": TRAINS for number in range(6)}
    assert said(ladder_of(tmp_path, level("L1", same))) == [
        f"L1/s{number} says the same as L1/s{number - 1}" for number in range(1, 6)
    ]


def test_other_things_said_in_the_same_way_are_not_the_same(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level(
            "L1",
            {
                "a": "I review changes of my team",
                "b": "I review designs of my team",
                "c": "I am not there",
                "d": "It is so",
            },
        ),
    )
    assert said(ladder) == []


sets = st.lists(st.frozensets(st.integers(0, 9).map(str), max_size=8), max_size=12)


@given(sets)
def test_no_pair_is_missed_that_comparing_every_two_would_find(told: list[frozenset[str]]) -> None:
    found = {(told[a], told[b]) for a, b, _ in similar_pairs(told)}
    found |= {(b, a) for a, b in found}
    for at, one in enumerate(told):
        for other in told[at + 1 :]:
            if one and other and len(one & other) / len(one | other) >= MIN_JACCARD:
                assert (one, other) in found
    for at, two, share in similar_pairs(told):
        assert at < two
        assert share == len(told[at] & told[two]) / len(told[at] | told[two]) >= MIN_JACCARD


def test_another_language_has_its_own_stems_and_little_words(tmp_path: Path) -> None:
    repeated = {
        "a": "Ich schule das Team regelmäßig in neuen Werkzeugen und Methoden",
        "b": "Ich schule die Teams regelmäßig in einem neuen Werkzeug und einer Methode",
        "c": "Ich schule sie",
        "d": "Ich bin da, um ihnen zu helfen",
    }
    told: dict[str, list[str]] = {}
    for tag in ("de", "en"):
        files = {"ladder.yaml": {"name": "Betrieb", "language": tag}}
        site = load(write(tmp_path / tag, {**files, "L1.yaml": level("L1", repeated)}))
        told[tag] = said(site.ladders[0])
    assert told == {"de": ["L1/b says the same as L1/a"], "en": []}
