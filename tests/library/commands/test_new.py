"""`ladder new`: prompts for the options left out, and names the next commands."""

import shlex
from pathlib import Path

import pytest

from explorer.files.loading import load
from library.commands.running import run

SAID = ("--name", "Bakers", "--levels", "B1, B2", "--competencies", "Craft")


def test_nothing_is_asked_where_all_is_said(tmp_path: Path) -> None:
    result = run("new", str(tmp_path / "bakers"), *SAID)
    assert result.exit_code == 0
    assert result.stdout == (
        f"Started Bakers in {tmp_path}/bakers: ladder.yaml, guide.md and 2 levels. "
        "Replace the placeholders; these commands help:\n"
        f"  ladder check {tmp_path}/bakers --health\n"
        f"  ladder serve {tmp_path}/bakers\n"
    )


def test_the_next_commands_work_as_they_are_told(tmp_path: Path) -> None:
    told = run("new", str(tmp_path / "my bakers"), *SAID).stdout
    check, serve = (shlex.split(line) for line in told.splitlines()[-2:])
    assert serve == ["ladder", "serve", f"{tmp_path}/my bakers"]
    result = run(*check[1:])
    assert result.exit_code == 0
    assert "1 ladder, 2 levels: no errors, no warnings" in result.stdout


def test_what_is_not_said_is_asked_for_and_enter_takes_the_usual(tmp_path: Path) -> None:
    result = run("new", str(tmp_path / "site-bakers"), answers="\nB1, B2, B3\n\n")
    assert result.exit_code == 0
    ladder = load(tmp_path / "site-bakers").ladders[0]
    assert ladder.name == "Site bakers"
    assert [level.code for level in ladder.levels] == ["B1", "B2", "B3"]
    assert [term.name for term in ladder.competencies] == ["Craft", "Working together"]


def test_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    result = run("new", str(tmp_path / "x"), *SAID[:4], answers="Ovens, Doughs\n")
    assert "Name" not in result.stdout
    assert [term.name for term in load(tmp_path / "x").ladders[0].competencies] == [
        "Ovens",
        "Doughs",
    ]


def test_where_nobody_answers_nothing_is_written_and_the_options_are_named(tmp_path: Path) -> None:
    result = run("new", str(tmp_path / "x"))
    assert result.exit_code == 2
    assert "--name, --levels and --competencies" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("--name", "X", "--levels", "a/b", "--competencies", "C"), SAID])
def test_what_cannot_be_is_a_sentence_on_standard_error(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_text("mine")
    place = "full" if words is SAID else "new"
    result = run("new", str(tmp_path / place), *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
