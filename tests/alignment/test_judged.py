"""The judged pairs are usable: whole, labelled in the design's words, and none at odds."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from alignment.judged import (
    CHANGES,
    LADDERS,
    LATER,
    VERSIONS,
    Case,
    Edit,
    Misjudged,
    Score,
    neighbours,
    related,
    score,
    scrambled,
    version,
    versions,
)
from explorer.compare.comparison import compare
from explorer.files import loading
from explorer.model import Level, Statement
from explorer.text.inline_markdown import visible

NAMES = sorted(folder.name for folder in VERSIONS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {case.name: case for case in versions()}


def sides(case: Case, edit: Edit) -> tuple[list[Statement], list[Statement]]:
    def chosen(level: Level, ids: tuple[str, ...]) -> list[Statement]:
        return [s for s in level.statements if s.id in ids]

    return chosen(case.before, edit.before), chosen(case.after, edit.after)


def test_there_are_enough_cases_and_most_are_no_level_of_the_sample() -> None:
    assert len(NAMES) >= 14
    assert sum(name.startswith("sre") for name in NAMES) <= len(NAMES) / 2


def test_every_kind_of_edit_is_there(cases: dict[str, Case]) -> None:
    counts = Counter(change for case in cases.values() for e in case.edits for change in e.changes)
    assert set(counts) == CHANGES
    assert min(counts.values()) >= 5


def test_the_later_cases_are_rich_in_what_is_hard(cases: dict[str, Case]) -> None:
    assert set(NAMES) > LATER
    later = Counter(c for name in LATER for edit in cases[name].edits for c in edit.changes)
    assert min(later["split"], later["merged"], later["confirmed"]) >= 2 * len(LATER)
    assert later["unconfirmed"] >= len(LATER)
    assert {cases[name].before.language for name in LATER} == {"en", "de", "fr"}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_a_revision_of_one_level(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    assert case.before.code == case.after.code
    for level in (case.before, case.after):
        assert 15 <= len(level.statements) <= 45


@pytest.mark.parametrize("name", NAMES)
def test_the_labels_agree_with_the_sides(name: str, cases: dict[str, Case]) -> None:
    for edit in cases[name].edits:
        assert edit.before or edit.after
        assert edit.changes
        assert ("new" in edit.changes) == (not edit.before), edit
        assert ("gone" in edit.changes) == (not edit.after), edit
        assert ("split" in edit.changes) == (len(edit.after) > 1), edit
        assert ("merged" in edit.changes) == (len(edit.before) > 1), edit
        if edit.changes & {"same", "new", "gone"}:
            assert len(edit.changes) == 1, edit


@pytest.mark.parametrize("name", NAMES)
def test_the_labels_agree_with_words_and_standing(name: str, cases: dict[str, Case]) -> None:
    for edit in cases[name].edits:
        before, after = sides(cases[name], edit)
        if len(before) == len(after) == 1:
            reworded = visible(before[0].text) != visible(after[0].text)
            assert ("reworded" in edit.changes) == reworded, edit
        if before and after:
            was, now = ({s.tentative for s in side} for side in (before, after))
            assert ("confirmed" in edit.changes) == (was == {True} and now == {False}), edit
            assert ("unconfirmed" in edit.changes) == (was == {False} and now == {True}), edit


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_that_moved_or_was_rescoped_stands_elsewhere(
    name: str, cases: dict[str, Case]
) -> None:
    for edit in cases[name].edits:
        before, after = sides(cases[name], edit)
        if "moved" in edit.changes:
            assert {s.competency for s in before} != {s.competency for s in after}, edit
        if "rescoped" in edit.changes and "reworded" not in edit.changes:
            assert {s.scope for s in before} != {s.scope for s in after}, edit


@pytest.mark.parametrize("folder", LADDERS, ids=lambda folder: folder.name)
def test_the_neighbours_ladders_load_without_problems(folder: Path) -> None:
    assert loading.load(folder).problems == ()


def test_neighbours_come_from_two_ladders_with_their_lineage_hidden() -> None:
    made = neighbours()
    assert {case.name.split()[0] for case in made} >= {"sre", "analytics"}
    for case in made:
        assert not case.before.lineage
        assert not case.after.lineage
        befores, afters = ({s.id for s in x.statements} for x in (case.before, case.after))
        assert {old for old, _ in case.links} < befores, "some have no heir"
        assert {new for _, new in case.links} < afters, "some are new"


@pytest.mark.parametrize("name", NAMES)
def test_scrambling_leaves_no_id_to_pair_by_and_nothing_else_different(
    name: str, cases: dict[str, Case]
) -> None:
    case, other = cases[name], scrambled(cases[name])
    ids = {s.id for s in case.before.statements}
    assert ids.isdisjoint(s.id for s in other.after.statements)
    assert [replace(s, id="") for s in case.after.statements] == [
        replace(s, id="") for s in other.after.statements
    ]
    assert len(other.links) == len(case.links)


def test_a_level_compared_with_itself_is_found_whole(cases: dict[str, Case]) -> None:
    level = cases["sre-l4-small"].before
    edits = tuple(Edit((s.id,), (s.id,), frozenset({"same"})) for s in level.statements)
    links = frozenset((s.id, s.id) for s in level.statements)
    n = len(links)
    assert score(Case("itself", level, level, links, edits), compare) == Score(n, n, n, n, n)


def test_pairing_nothing_is_precise_and_finds_nothing() -> None:
    nothing = Score(right=0, found=0, wanted=5)
    assert (nothing.precision, nothing.recall, nothing.f1) == (1.0, 0.0, 0.0)
    assert Score(4, 5, 8) + Score(4, 5, 8) == Score(8, 10, 16)
    assert Score(4, 5, 8).f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[same]", "[simmilar]", "there is no change"),
        ("- before: [write-guides-new]", "- before: []", "each statement before once"),
        ("after: [write-guides-new]", "after: [nothing]", "each statement after once"),
    ],
)
def test_a_wrong_label_is_refused_in_a_sentence(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    folder = copytree(VERSIONS / "technical-writer", tmp_path / "case")
    file = folder / "pairs.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Misjudged, match=said):
        version(folder)


def test_what_is_related_was_judged_on_ladders_with_and_without_lineage() -> None:
    made = related()
    assert {case.name.split()[0] for case in made} >= {"sre", "analytics", "product-engineering"}
    assert sum(len(case.wanted) for case in made) >= 200
    for case in made:
        assert set(case.wanted) < {s.id for s in case.above.statements}, "some have nothing below"
