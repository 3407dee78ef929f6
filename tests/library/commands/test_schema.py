"""`ladder schema`: the same schemas, printed or written."""

import json
from pathlib import Path

from library.commands.running import json_of, refusal, run


def test_the_schemas_are_printed_or_written(tmp_path: Path) -> None:
    printed = json_of("schema")
    assert list(printed) == ["level", "ladder", "synonyms", "import"]
    assert run("schema", "--to", str(tmp_path / "made")).exit_code == 0
    for name, schema in printed.items():
        assert json.loads((tmp_path / "made" / f"{name}.json").read_text("utf-8")) == schema
    (tmp_path / "file").touch()
    assert refusal("schema", "--to", str(tmp_path / "file" / "x")).startswith("Cannot write to")
