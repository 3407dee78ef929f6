"""A folder with two small ladders, for commands that take a folder."""

from pathlib import Path

import pytest

from library.writing import level, write

TWO_LADDERS = {
    "synonyms.yaml": "groups: []\n",
    "sre/L1.yaml": level("L1", {"reads": "I read *logs*"}, scope="Here"),
    "sre/L2.yaml": level("L2", {"reads": "I read traces"}, lineage={"reads": ["reads"]}),
    "web/L1.yaml": level("L1", {"draws": "I draw"}),
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(write(tmp_path / "all", TWO_LADDERS))
