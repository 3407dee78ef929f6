"""`ladder plan check`: what does not fit, by line, and which of it fails."""

import json
from pathlib import Path

import pytest

from explorer.interviews.plan import dump_plan, expectations, new_plan
from explorer.model import Ladder
from library.commands.running import run
from library.writing import SAMPLE

DIR = ("--dir", str(SAMPLE))


@pytest.fixture
def file(tmp_path: Path, sre: Ladder) -> Path:
    """A plan that looks for everything in one conversation."""
    level = sre.level("L4")
    assert level
    plan = new_plan(sre, level)
    for statement in expectations(level):
        plan = plan.assigned(statement.id, ["System design"])
    path = tmp_path / "plan.yaml"
    path.write_text(dump_plan(plan), encoding="utf-8")
    return path


def test_a_plan_that_fits_is_fine(file: Path) -> None:
    result = run("plan", "check", str(file), *DIR)
    assert result.exit_code == 0
    assert result.stdout == "Each of the 30 expectations is covered by one interview.\n"


def test_what_does_not_fit_is_told_by_line_and_fails(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("- consulting\n", "- consultin\n")
    file.write_text(text, encoding="utf-8")
    line = text.splitlines().index("      - consultin") + 1
    result = run("plan", "check", str(file), *DIR)
    assert result.exit_code == 1
    said = result.stdout.splitlines()
    assert said[0] == (
        f'{file}:{line}:9: error: found "consultin", which L4 does not have; '
        'wanted "consulting" (did you mean that?)'
    )
    assert 'no interview that covers "consulting"' in said[1]
    assert said[2] == "Of 30 expectations, 1 is not covered and none are covered more than once."
    told = json.loads(run("plan", "check", str(file), *DIR, "--json").stdout)
    assert told[0]["line"] == line


def test_what_is_looked_for_twice_is_a_warning(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        "walk-through\n    expectations: []", "walk-through\n    expectations: [consulting]"
    )
    file.write_text(text, encoding="utf-8")
    result = run("plan", "check", str(file), *DIR)
    assert result.exit_code == 0
    assert 'warning: found "consulting" again, after "System design"' in result.stdout


def test_a_file_that_is_no_plan_is_told_and_fails(tmp_path: Path, file: Path) -> None:
    cut = tmp_path / "cut.yaml"
    cut.write_text(file.read_text(encoding="utf-8")[:300], encoding="utf-8")
    result = run("plan", "check", str(cut), *DIR)
    assert result.exit_code == 1
    assert "the file was cut off" in result.stdout


def test_a_plan_for_another_ladder_or_level_is_told_and_fails(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("level: L4", "level: L40"))
    result = run("plan", "check", str(file), *DIR)
    assert result.exit_code == 1
    assert 'a plan for "sre/L40", which is not here; wanted one of sre/L1' in result.stdout


@pytest.mark.parametrize("name", ["missing.yaml", "a\x00b", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    result = run("plan", "check", str(tmp_path / name), *DIR)
    assert result.exit_code == 2
    assert result.stderr.startswith("Cannot read ")
