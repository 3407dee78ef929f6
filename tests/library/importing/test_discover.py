"""Documents of a folder: by their endings, and ladders of YAML and JSON by what they hold."""

import json
from pathlib import Path

from explorer.importing.discover import discover_documents

LADDER = "levels:\n  - code: L1\n    statements: [I ask]\n  - code: L2\n    statements: [I teach]\n"


def test_a_ladder_of_data_is_known_by_its_shape(tmp_path: Path) -> None:
    others = {"levels": {"L1": {"Craft": ["I cut"]}, "L2": {"Craft": ["I plan"]}}}
    made = {
        "ladder.md": "# L1 Cook\n\n- I cut\n",
        "growth.yaml": LADDER,
        "growth.json": json.dumps(others),
        "package.json": json.dumps({"name": "site", "scripts": {"build": "make"}}),
        "ci.yml": "on: push\njobs:\n  build:\n    steps:\n      - run: make\n",
        "broken.yaml": "a: [",
        "bytes.json": "\ufffe",
    }
    for name, text in made.items():
        (tmp_path / name).write_text(text, "utf-8")
    files, refused = discover_documents([tmp_path])
    assert sorted(files) == ["growth.json", "growth.yaml", "ladder.md"]
    assert refused == []


def test_a_ladder_that_an_import_wrote_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "ladder.yaml").write_text("name: Cooks\n", "utf-8")
    (tmp_path / "L1.yaml").write_text(LADDER, "utf-8")
    assert discover_documents([tmp_path]) == ({}, [])


def test_decisions_about_documents_are_no_document(tmp_path: Path) -> None:
    (tmp_path / "import.yaml").write_text(LADDER, "utf-8")
    assert discover_documents([tmp_path]) == ({}, [])
