"""The judged documents are usable: each is judged, and no judgment says what no document said."""

import html
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from explorer.records import Kind
from importing.judged import (
    COUNTED,
    ENDING,
    HERE,
    SHAPES,
    Judged,
    beside,
    documents,
    load,
    score,
    table,
    total,
)

SET = load()
LADDERS = [judged for judged in SET if not judged.refused]
NOT_A_LEVELS = {"prose", "note"}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", html.unescape(text).casefold())


def named(judged: Judged) -> str:
    return judged.name


@pytest.fixture
def operations() -> Judged:
    return next(judged for judged in SET if judged.name == "front-matter/operations.md")


@pytest.fixture
def essay() -> Judged:
    return next(judged for judged in SET if judged.name == "refused/essay.md")


def test_every_document_has_one_judgment_and_every_judgment_a_document() -> None:
    judgments = [beside(path) for path in documents()]
    assert len(set(judgments)) == len(judgments)
    assert set(judgments) == set(HERE.glob(f"*/*{ENDING}"))


def test_every_shape_has_its_share() -> None:
    counts = Counter(judged.path.parent.name for judged in SET)
    assert set(counts) == set(SHAPES)
    assert counts["role-a-file"] >= 8
    assert counts["several-roles"] >= 8
    assert counts["matrix"] >= 8
    assert sum(len(judged.records) for judged in SET) >= 350


def test_only_the_refused_folder_holds_what_is_refused() -> None:
    for judged in SET:
        assert judged.refused == (judged.path.parent.name == "refused")
        assert judged.refused == (not judged.records)


@pytest.mark.parametrize("judged", LADDERS, ids=named)
def test_the_words_of_every_expected_text_stand_in_the_document(judged: Judged) -> None:
    there = set(words(judged.text))
    for record in judged.records:
        assert record["text"]
        said = f"{record['text']} {record['competency'] or ''} {record['scope'] or ''}"
        assert set(words(said)) <= there, record
    for text in judged.remainder:
        assert set(words(text)) <= there, text


@pytest.mark.parametrize("judged", LADDERS, ids=named)
def test_every_level_is_named_in_the_document_or_in_its_file_name(judged: Judged) -> None:
    there = set(words(judged.text)) | set(words(judged.path.stem))
    for record in judged.records:
        if record["level"] is not None:
            # Milestones are levels by their place: 1, 2, 3.
            assert set(words(record["level"])) <= there or record["level"].isdigit()
            assert record["title"]


@pytest.mark.parametrize("judged", LADDERS, ids=named)
def test_every_record_is_of_a_known_form(judged: Judged) -> None:
    for record in judged.records:
        assert set(record) == set(COUNTED)
        assert record["kind"] in get_args(Kind)
        assert record["text"] == (record["text"] or "").strip()
        if record["level"] is None:
            assert record["kind"] in NOT_A_LEVELS
        if record["kind"] == "fact":
            assert record["scope"]
            assert record["competency"] is None
        elif record["kind"] not in ("statement", "tentative"):
            assert record["scope"] is None


@pytest.mark.parametrize("judged", LADDERS, ids=named)
def test_a_place_has_one_summary_at_most(judged: Judged) -> None:
    places = Counter(
        (record["level"], record["title"], record["competency"])
        for record in judged.records
        if record["kind"] == "summary"
    )
    assert set(places.values()) <= {1}


def test_the_same_records_score_full_marks(operations: Judged) -> None:
    same = score(operations, list(reversed(operations.records)))
    assert (same.precision, same.recall, same.f1, same.verdict) == (1, 1, 1, True)


def test_a_record_that_is_missing_costs_recall_only(operations: Judged) -> None:
    fewer = score(operations, operations.records[1:])
    assert fewer.precision == 1
    assert fewer.recall == pytest.approx(1 - 1 / len(operations.records))
    assert fewer.missing.total() == 1


def test_a_record_told_twice_costs_precision_only(operations: Judged) -> None:
    twice = score(operations, [*operations.records, operations.records[0]])
    assert twice.recall == 1
    assert twice.surplus.total() == 1


@pytest.mark.parametrize("name", COUNTED)
def test_a_record_is_right_only_if_all_of_it_is(operations: Judged, name: str) -> None:
    changed = [{**operations.records[0], name: "else"}, *operations.records[1:]]
    assert score(operations, changed).right == len(operations.records) - 1


def test_whatever_else_a_record_holds_does_not_count(operations: Judged) -> None:
    more = [{**record, "line": 3} for record in operations.records]
    assert score(operations, more).f1 == 1


def test_a_refusal_is_right_where_one_is_due(operations: Judged, essay: Judged) -> None:
    assert score(essay, None).f1 == 1
    assert score(operations, None).f1 == 0
    assert not score(operations, None).verdict


def test_reading_a_ladder_into_an_essay_is_wrong_even_without_records(essay: Judged) -> None:
    assert score(essay, []).f1 == 0
    assert score(essay, [dict.fromkeys(COUNTED, "words")]).f1 == 0


def test_totals_weigh_every_record_the_same(operations: Judged, essay: Judged) -> None:
    half = score(operations, operations.records[: len(operations.records) // 2])
    both = total([half, score(essay, None)])
    assert both.recall == half.recall
    assert both.verdict
    assert half.name in table([half])


def test_a_document_keeps_its_own_encoding_and_line_ends() -> None:
    by_name = {judged.name: judged for judged in SET}
    assert by_name["matrix/skills.tsv"].path.read_bytes().startswith(b"\xff\xfe")
    assert b"\r\n" in by_name["role-a-file/senior-site-engineer.md"].path.read_bytes()
    assert b"\n" not in Path(by_name["several-roles/growers.md"].path).read_bytes()
    assert not by_name["role-a-file/L5-Principal-Designer.md"].path.read_bytes().endswith(b"\n")
