"""`ladder lineage`: suggestions to paste, and what is accepted, in the files."""

from pathlib import Path

import pytest
import yaml

from library.commands.running import json_of, run
from library.writing import level, write

BELOW = {"tests": "I write unit tests for each recipe of mine", "bread": "I knead rye bread"}
ABOVE = {"strategy": "I own the strategy for unit tests of all recipes", "hiring": "I interview"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"L1.yaml": level("L1", BELOW), "L2.yaml": level("L2", ABOVE)}
    return write(tmp_path / "craft", files)


def lineage(folder: Path) -> object:
    return yaml.safe_load((folder / "L2.yaml").read_text()).get("lineage") or None


def test_what_is_suggested_is_yaml_to_paste(folder: Path) -> None:
    result = run("lineage", "suggest", "--dir", str(folder))
    assert yaml.safe_load(result.stdout) == {"lineage": {"strategy": ["tests"]}}
    assert "# hiring: []" in result.stdout
    assert lineage(folder) is None, "nothing is written"


def test_suggestions_as_json_name_every_choice(folder: Path) -> None:
    first, second = json_of("lineage", "suggest", "L2", "--dir", str(folder), "--json")
    assert (first["id"], first["suggested"], second["suggested"]) == ("strategy", "tests", None)
    assert {each["id"] for each in second["choices"]} == {"tests", "bread"}


def test_what_is_accepted_is_written_and_no_longer_asked(folder: Path) -> None:
    place = ("--dir", str(folder))
    (folder / "L2.yaml").write_text("# mine\n" + (folder / "L2.yaml").read_text())
    assert run("lineage", "accept", "L2", "--suggested", *place).exit_code == 0
    assert run("lineage", "accept", "L2/hiring", "--none", *place).exit_code == 0
    assert lineage(folder) == {"strategy": ["tests"], "hiring": []}
    assert (folder / "L2.yaml").read_text().startswith("# mine\n")
    said = run("lineage", "suggest", *place).stdout
    assert said == "Every statement above the lowest level has its lineage written.\n"
    assert run("lineage", "accept", "L2/strategy", "L1/tests", "bread", *place).exit_code == 0
    assert lineage(folder) == {"strategy": ["tests", "bread"], "hiring": []}
    assert run("check", str(folder)).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("L2/stratgy", "tests"), "did you mean strategy?"),
        (("L2/strategy", "tets"), "did you mean tests?"),
        (("L2/strategy", "L2/hiring"), "L2 is no level below L2"),
        (("L1/tests", "bread"), "L1 is the lowest level"),
        (("strategy", "tests"), "Write it as L4/strategy"),
        (("L2/strategy",), "Give ANCESTORS, --none or --suggested"),
    ],
)
def test_what_cannot_be_meant_is_told(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("lineage", "accept", *arguments, "--dir", str(folder))
    assert result.exit_code == 2
    assert said in result.stderr
    assert lineage(folder) is None


def test_check_lineage_names_each_pair_once(folder: Path) -> None:
    said = run("check", str(folder), "--lineage").stdout
    assert said.count("    likely") <= 1
