"""How near the importer comes to the judged documents: they were judged before it read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from explorer import records
from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents
from importing.judged import Judged, Score, documents, score, score_all, table
from importing.judged import load as judged_documents
from importing.twins import rows_of_text, word_document, workbook_of_rows

IN_WORD = [
    "L6-Distinguished-Engineer",
    "bold-levels",
    "competency-first",
    "engineering-matrix",
    "gathered-roles",
    "job-pages",
    "kaifazhe",
    "levels-as-rows",
    "levels-by-number",
    "no-codes",
    "nothing-but-bullets",
    "row-called-code",
    "tables-by-competency",
    "technical-writers",
    "two-families-same-codes",
    "two-tracks",
]
"""What Word can say as well: headings, lists and tables, nothing in HTML."""


class Reading(NamedTuple):
    """What became of a document: its records, and its ladders as they are called and ordered."""

    records: Sequence[Mapping[str, Any]]
    ladders: Sequence[tuple[str, list[str]]]


def read(name: str, raw: bytes, target: Path) -> Reading | None:
    made = read_documents({name: raw})
    if not made.ladders:
        return None
    plan_on_disk.write(plan(made.ladders), target)
    ladders = [(each.name, [member.level.code for member in each.members]) for each in made.ladders]
    return Reading([record.as_json() for record in records.of_site(load(target))], ladders)


def records_of(reading: Reading | None) -> Sequence[Mapping[str, Any]] | None:
    return reading.records if reading else None


Readings = dict[Path, Reading | None]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    return {
        path: read(path.name, path.read_bytes(), tmp_path_factory.mktemp("imported"))
        for path in documents()
    }


@pytest.fixture(scope="module")
def scores(readings: Readings) -> list[Score]:
    return score_all(lambda path: records_of(readings[path]))


def test_ladders_are_called_and_their_levels_ordered_as_judged(readings: Readings) -> None:
    """As the records are right with any name and in any order, nobody saw for months that a
    treasurer stood below a senior analyst, and that a ladder was called "Sheet1"."""
    wrong = {}
    for judged in judged_documents():
        found = reading.ladders if (reading := readings[judged.path]) else ()
        right = len(found) == len(judged.ladders) and all(
            name.casefold() in map(str.casefold, wanted.names) and levels == [*wanted.levels]
            for wanted, (name, levels) in zip(judged.ladders, found, strict=True)
        )
        if not right:
            wrong[judged.name] = (judged.ladders, found)
    assert wrong == {}


def named(judged: Judged) -> str:
    return judged.path.stem


@pytest.mark.parametrize(
    "judged", [each for each in judged_documents() if named(each) in IN_WORD], ids=named
)
def test_a_twin_in_word_gives_the_same_records(judged: Judged, tmp_path: Path) -> None:
    found = score(
        judged, records_of(read(f"{named(judged)}.docx", word_document(judged.text), tmp_path))
    )
    assert found.f1 == 1, (found.missing, found.surplus)


@pytest.mark.parametrize(
    "judged",
    [
        each
        for each in judged_documents()
        if each.path.suffix in (".csv", ".tsv") and not each.refused
    ],
    ids=named,
)
def test_a_twin_in_a_workbook_gives_the_same_records(judged: Judged, tmp_path: Path) -> None:
    text = judged.text.removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.split("\n", maxsplit=1)[0].count)
    raw = workbook_of_rows(rows_of_text(text, delimiter))
    found = score(judged, records_of(read(f"{named(judged)}.xlsx", raw, tmp_path)))
    assert found.f1 == 1, (found.missing, found.surplus)


def test_every_record_of_the_judged_documents_is_right(scores: list[Score]) -> None:
    """Not one in a hundred less: a change that mends a document may not harm another."""
    wrong = [each for each in scores if each.missing or each.surplus]
    assert not wrong, table(wrong)


def test_each_document_that_is_no_ladder_is_refused_and_no_other(scores: list[Score]) -> None:
    assert [score.name for score in scores if not score.verdict] == []
