"""`ladder compare` of whole folders: from disk, and from a git revision."""

import subprocess
from pathlib import Path

import pytest

from library.commands.running import json_of, run
from library.writing import level, write

OLD = {
    "ladder/L1.yaml": level("L1", {"bread": "I knead bread"}),
    "ladder/L2.yaml": level("L2", {"rye": "I bake rye bread every morning"}),
    "ladder/L3.yaml": level("L3", {"shop": "I run the shop"}),
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path, OLD))
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    write(
        tmp_path,
        {
            "ladder/L2.yaml": level("L2", {"rye": "I bake rye bread every single morning"}),
            "ladder/L4.yaml": level("L4", {"town": "I feed the town"}),
        },
    )
    (tmp_path / "ladder/L3.yaml").unlink()
    return tmp_path


def test_a_revision_beside_what_is_there_level_by_level(repository: Path) -> None:
    found = json_of("compare", "HEAD:ladder", "ladder", "--json")
    assert (found["added"], found["removed"], found["unchanged"]) == (["L4"], ["L3"], ["L1"])
    (changed,) = found["levels"]
    assert changed["relation"] == "versions"
    assert changed["competencies"][0]["pairs"][0]["changes"] == ["reworded"]
    assert str(repository) not in str(found)


def test_people_read_what_is_new_gone_and_changed(repository: Path) -> None:
    said = run("compare", "HEAD:ladder", "ladder").stdout
    assert said.startswith("New levels: L4\nLevels that are gone: L3\nUnchanged: L1\n")
    assert "HEAD:ladder/L2.yaml" in said
    assert (
        "every single morning"
        in run("compare", "HEAD:ladder", "ladder", "--format", "markdown").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("HEAD:ladder", "L4"), "There is no folder L4"),
        (("HEAD:nothing", "ladder"), "git has no HEAD:nothing"),
        (("ladder", "ladder", "--format", "csv"), "CSV is for two levels"),
    ],
)
def test_what_is_no_folder_is_told(repository: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("compare", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
