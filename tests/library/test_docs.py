"""The pages of docs/ keep their word: every command in them runs, on the sample ladder."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from explorer import cli
from explorer.lint.findings import KINDS
from library.writing import ROOT, SAMPLE

TEXT = (ROOT / "docs/keeping-a-ladder.md").read_text("utf-8")
COMMANDS = re.findall(r"(?:^|run: |`)((?:ladder|git) [^\n`]+)", TEXT, re.MULTILINE)
ANSWERS = "Engineering\nIC1, IC2\nCraft\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's repository with the sample ladder on its main branch."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A Keeper")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "keeper@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "ladder")
    for words in ("init -b main", "add .", "commit -m Begin"):
        subprocess.run(["git", *words.split()], check=True, capture_output=True)
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_every_command_on_the_page_runs_in_the_order_it_is_told() -> None:
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        program, *words = shlex.split(command)
        if program == "git":
            subprocess.run([program, *words], check=True, capture_output=True)
            continue
        if words[0] == "serve":
            assert words[1:] == ["ladder"], "what would go on for ever is only read"
            continue
        result = CliRunner().invoke(cli.main, words, input=ANSWERS)
        assert result.exit_code == (1 if "--strict" in words else 0), (command, result.output)


@pytest.mark.usefixtures("repository")
def test_the_form_for_reviews_says_what_was_changed_in_a_file() -> None:
    compare = next(c for c in COMMANDS if c.startswith("ladder compare") and "markdown" in c)
    level = Path("ladder/sre/L4.yaml")
    level.write_text(
        level.read_text("utf-8").replace("I am curious, listen", "I listen", 1), "utf-8"
    )
    said = CliRunner().invoke(cli.main, shlex.split(compare)[1:]).stdout
    assert "1 expectation changed" in said
    assert "before: I am curious, listen" in said


def test_the_workflow_is_one_that_can_be_read_and_ends_with_the_check() -> None:
    (source,) = [
        block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.S) if "jobs:" in block
    ]
    steps = yaml.safe_load(source)["jobs"]["check"]["steps"]
    assert steps[-1] == {"run": "ladder check ladder --health --format github"}


def test_every_kind_of_finding_has_its_row() -> None:
    rows = TEXT.partition("| found |")[2].split("\n\n")[0].strip().splitlines()[2:]
    assert len(rows) == len(KINDS)


def test_its_links_lead_to_files() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / "docs" / target).exists(), target
