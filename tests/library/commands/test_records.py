"""`ladder records`: a fixed form for scripts, one line per record for people."""

import json
from pathlib import Path

import pytest

from explorer import records
from explorer.files.loading import load
from library.commands.running import json_of, refusal, run
from library.writing import SAMPLE, write


def test_records_have_the_fixed_form() -> None:
    found = json_of("records", str(SAMPLE), "--json")
    assert {tuple(record) for record in found} == {
        (
            "ladder",
            "level",
            "title",
            "competency",
            "scope",
            "kind",
            "id",
            "text",
            "links",
            "file",
            "line",
        )
    }
    assert [r["text"] for r in found] == [r.text for r in records.of_site(load(SAMPLE))]
    assert found[0]["file"] == f"{SAMPLE.as_posix()}/sre/L1.yaml"
    assert found[0]["competency"] is None
    assert found[0]["links"] == []


def test_records_for_people_are_a_line_each(folder: str) -> None:
    lines = run("records", folder).stdout.splitlines()
    assert lines[0] == f"{folder}/sre/L1.yaml:8: statement: [L1 · Craft · Here] I read *logs*"
    assert len(lines) == 3


def test_a_bad_file_is_told_beside_the_good_ones(folder: str) -> None:
    write(Path(folder), {"sre/L2.yaml": "\t"})
    result = run("records", folder, "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 2
    assert result.stderr.startswith(f"{folder}/sre/L2.yaml:1:1: error: found ")


@pytest.mark.parametrize("command", [["records"], ["search", "x", "--dir"]])
def test_a_folder_without_a_level_is_refused(tmp_path: Path, command: list[str]) -> None:
    assert f"There is no level to read in {tmp_path}" in refusal(*command, str(tmp_path))
