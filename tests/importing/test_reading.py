"""How near the importer comes to the judged documents: they were judged before it read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from explorer import records
from explorer.drafts.file_titles import is_unnamed, title_of
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


def read(name: str, raw: bytes, target: Path) -> Sequence[Mapping[str, Any]] | None:
    made = read_documents({name: raw})
    if not made.ladders:
        return None
    plan_on_disk.write(plan(made.ladders), target)
    return [record.as_json() for record in records.of_site(load(target))]


Readings = dict[Path, Sequence[Mapping[str, Any]] | None]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    return {
        path: read(path.name, path.read_bytes(), tmp_path_factory.mktemp("imported"))
        for path in documents()
    }


@pytest.fixture(scope="module")
def scores(readings: Readings) -> list[Score]:
    return score_all(readings.__getitem__)


def levels_in(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [*dict.fromkeys(row["level"] for row in rows if row["level"])]


def test_levels_stand_in_the_order_of_their_document(readings: Readings) -> None:
    """Or in the other one, where the highest stands first (qa-top-down.xlsx)."""
    wrong = {}
    for judged in judged_documents():
        by_ladder: dict[str, list[Mapping[str, Any]]] = {}
        for row in readings[judged.path] or ():
            by_ladder.setdefault(row["ladder"], []).append(row)
        for found in map(levels_in, by_ladder.values()):
            wanted = [level for level in levels_in(judged.records) if level in found]
            if wanted not in (found, found[::-1]):
                wrong[judged.name] = found
    assert wrong == {}


def test_no_ladder_is_called_as_a_program_calls_a_sheet(readings: Readings) -> None:
    """Such as "Matrix", where the name of the workbook says more."""
    sheets = {path: rows for path, rows in readings.items() if path.parent.name == "workbook"}
    keys = {(path, row["ladder"]) for path, rows in sheets.items() for row in rows or ()}
    wrong = {
        (path.name, key)
        for path, key in keys
        if is_unnamed(key.replace("-", " ")) and not is_unnamed(title_of(path.stem))
    }
    assert wrong == set()


def named(judged: Judged) -> str:
    return judged.path.stem


@pytest.mark.parametrize(
    "judged", [each for each in judged_documents() if named(each) in IN_WORD], ids=named
)
def test_a_twin_in_word_gives_the_same_records(judged: Judged, tmp_path: Path) -> None:
    found = score(judged, read(f"{named(judged)}.docx", word_document(judged.text), tmp_path))
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
    found = score(judged, read(f"{named(judged)}.xlsx", raw, tmp_path))
    assert found.f1 == 1, (found.missing, found.surplus)


def test_every_record_of_the_judged_documents_is_right(scores: list[Score]) -> None:
    """Not one in a hundred less: a change that mends a document may not harm another."""
    wrong = [each for each in scores if each.missing or each.surplus]
    assert not wrong, table(wrong)


def test_each_document_that_is_no_ladder_is_refused_and_no_other(scores: list[Score]) -> None:
    assert [score.name for score in scores if not score.verdict] == []
