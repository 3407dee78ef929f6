"""What changed since a revision, from a real repository."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from library.commands.running import run

LEVEL = """code: {code}
title: Engineer
competencies:
  craft:
    groups:
      - statements:
          write: I write {what} programs.
"""


def git(folder: Path, *words: str, date: str = "2026-01-01T12:00:00+00:00") -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three commits: a level, a reworded one, one that changes no ladder."""
    folder = tmp_path / "ladders" / "dev"
    folder.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    (folder / "ladder.yaml").write_text(
        "name: Developers\ncompetencies:\n  craft:\n    name: Craft\n"
    )
    (folder / "E1.yaml").write_text(LEVEL.format(code="E1", what="small"))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "tag", "v1")
    (folder / "E1.yaml").write_text(LEVEL.format(code="E1", what="small and tested"))
    (folder / "E2.yaml").write_text(LEVEL.format(code="E2", what="large"))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "second", date="2026-02-01T12:00:00+00:00")
    (tmp_path / "README").write_text("x")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "third", date="2026-03-01T12:00:00+00:00")
    return tmp_path


@pytest.mark.parametrize("since", ["v1", "2026-01-15"])
def test_readers_see_what_moved(repository: Path, since: str) -> None:
    to = repository / "site"
    done = run("site", str(repository / "ladders"), "--to", str(to), "--since", since)
    assert done.exit_code == 0, done.stderr
    page = (to / "dev/changes/index.html").read_text()
    assert "What changed since 2026-01-01" in page
    assert "E2 · Engineer: new" in page
    assert "<ins>" in page
    feed = ET.parse(to / "feed.xml").getroot()
    entries = feed.findall("{*}entry")
    assert [each.findtext("{*}updated") for each in entries] == ["2026-02-01T12:00:00+00:00"]
    assert "What changed" in (to / "dev/index.html").read_text()


@pytest.mark.parametrize(
    ("since", "said"),
    [("v9", "git has no v9"), ("--all", "is no revision"), ("2020-01-01", "no commit before")],
)
def test_what_git_does_not_have_is_a_sentence(repository: Path, since: str, said: str) -> None:
    done = run(
        "site", str(repository / "ladders"), "--to", str(repository / "s"), f"--since={since}"
    )
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (repository / "s").exists()
