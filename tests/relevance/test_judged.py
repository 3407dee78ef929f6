"""The judged queries are usable: enough of each class, none twice, every text there."""

from collections import Counter
from pathlib import Path

import pytest

from explorer.files import loading
from explorer.model import Site
from relevance.judged import CLASSES, LATER, Judged, Misjudged, Target, load

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "ladder"
ANSWERABLE = [name for name in CLASSES if name != "none"]


@pytest.fixture(scope="module")
def sample() -> Site:
    return loading.load(SAMPLE)


@pytest.fixture(scope="module")
def judged(sample: Site) -> list[Judged]:
    return load(HERE / "queries.yaml", sample)


@pytest.fixture(scope="module")
def second() -> list[Judged]:
    return load(HERE / "second" / "queries.yaml", loading.load(HERE / "second" / "ladder"))


def test_there_are_enough_queries_of_every_class(judged: list[Judged]) -> None:
    counts = Counter(item.kind for item in judged)
    assert sum(counts[name] for name in ANSWERABLE) >= 150
    assert min(counts[name] for name in ANSWERABLE) >= 18
    assert counts["none"] >= 25


def test_every_level_is_asked_about(judged: list[Judged], sample: Site) -> None:
    meant = Counter(target.level for item in judged for target in item.meant)
    assert min(meant[level.code] for _, level in sample.levels()) >= 20


def test_the_third_ladder_is_whole_and_its_queries_can_be_resolved() -> None:
    site = loading.load(HERE / "third" / "ladder")
    assert not site.problems
    third = load(HERE / "third" / "queries.yaml", site)
    assert {item.kind for item in third} == set(CLASSES)
    assert all(bool(item.meant) == (item.kind != "none") for item in third)


@pytest.mark.parametrize("tag", ["de", "fr", "ja", "pt"])
def test_a_ladder_in_another_language_is_whole_and_asked_about(tag: str) -> None:
    site = loading.load(HERE / "languages" / tag / "ladder")
    assert site.problems == ()
    assert {ladder.language for ladder in site.ladders} == {tag}
    found = load(HERE / "languages" / tag / "queries.yaml", site)
    assert len(found) >= 40
    assert all(bool(item.meant) == (item.kind != "none") for item in found)


def test_the_second_ladder_is_whole_and_asked_about_in_every_class(second: list[Judged]) -> None:
    site = loading.load(HERE / "second" / "ladder")
    assert site.problems == ()
    assert sum(len(level.statements) for _, level in site.levels()) >= 35
    counts = Counter(item.kind for item in second)
    assert min(counts[name] for name in ANSWERABLE) >= 5
    assert counts["none"] >= 8


@pytest.mark.parametrize("name", ["judged", "second"])
def test_no_query_stands_there_twice(name: str, request: pytest.FixtureRequest) -> None:
    queries = Counter(item.query.casefold() for item in request.getfixturevalue(name))
    assert [query for query, times in queries.items() if times > 1] == []


@pytest.mark.parametrize("name", ["judged", "second"])
def test_whatever_has_an_answer_has_a_full_one(name: str, request: pytest.FixtureRequest) -> None:
    for item in request.getfixturevalue(name):
        assert bool(item.meant) == (item.kind != "none"), item.query
        assert item.kind != "none" or not item.wanted, item.query


def test_references_name_each_kind_of_text(sample: Site, tmp_path: Path) -> None:
    wanted = {
        "L4/well-rounded": Target("sre", "L4", "statement", "domain-expertise", "well-rounded"),
        "L2/example:domain-expertise:1": Target("sre", "L2", "example", "domain-expertise", 1),
        "L4/summary": Target("sre", "L4", "summary"),
        "L4/fact:Planning horizon": Target("sre", "L4", "fact", None, "Planning horizon"),
    }
    lines = "".join(f"      {reference}: 2\n" for reference in wanted)
    file = tmp_path / "queries.yaml"
    file.write_text(f'queries:\n  - class: exact\n    query: "x"\n    wanted:\n{lines}')
    assert list(load(file, sample)[0].wanted) == list(wanted.values())


@pytest.mark.parametrize(
    "reference",
    [
        "L4/nothing",
        "L9/summary",
        "L4/fact:Salary",
        "L4/example:domain-expertise:99",
        "L4/example:x:0",
    ],
)
def test_a_reference_to_nothing_is_refused_in_a_sentence(
    reference: str, sample: Site, tmp_path: Path
) -> None:
    file = tmp_path / "queries.yaml"
    file.write_text(
        f'queries:\n  - class: exact\n    query: "x"\n    wanted: {{"{reference}": 2}}\n'
    )
    with pytest.raises(Misjudged, match=f"the ladder has no {reference}"):
        load(file, sample)


@pytest.mark.parametrize(("folder", "size"), [(SAMPLE, 60), (HERE / "third" / "ladder", 70)])
def test_the_later_queries_can_be_resolved_and_stand_there_once(folder: Path, size: int) -> None:
    file = (HERE if folder == SAMPLE else HERE / "third") / "more.yaml"
    later = load(file, loading.load(folder))
    assert len({item.query.casefold() for item in later}) == len(later) >= size
    assert {item.kind for item in later} == {*LATER, "none"}
    assert all(bool(item.wanted) == (item.kind != "none") for item in later)
