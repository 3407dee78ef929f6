"""How near the importer comes to the judged documents: they were judged before it read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from explorer import records
from explorer.files.loading import load
from explorer.importing import plan, read_documents, write_plan
from importing.judged import Score, score_all, table, total


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    def read(document: Path) -> Sequence[Mapping[str, Any]] | None:
        made = read_documents({document.name: document.read_bytes()})
        if not made.ladders:
            return None
        target = tmp_path_factory.mktemp("imported")
        write_plan.write(plan(made.ladders), target)
        return [record.as_json() for record in records.of_site(load(target))]

    return score_all(read)


def test_nearly_every_record_of_the_judged_documents_is_right(scores: list[Score]) -> None:
    whole = total(scores)
    assert whole.precision >= 0.98, table(scores)
    assert whole.recall >= 0.98, table(scores)


def test_each_document_that_is_no_ladder_is_refused_and_no_other(scores: list[Score]) -> None:
    assert [score.name for score in scores if not score.verdict] == []
