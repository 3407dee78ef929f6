"""A level as git kept it: compared where it can be, refused in a sentence, nothing executed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from explorer import cli
from explorer.files import git_revisions
from explorer.files.yaml_reader import MAX_BYTES
from library.writing import SAMPLE, level, write

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD = level("L1", {"reads": "I read the logs of my service", "asks": "I ask for help early"})
NEW = level("L1", {"reads": "I read the logs of every service", "asks": "I ask for help early"})
NAMES = {"name": "Reliability", "competencies": {"craft": {"name": "The craft", "icon": "🦉"}}}


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A repository of its own, with nothing of the user's configuration, to work in."""
    home = tmp_path / "repository"
    home.mkdir()
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(home)

    def call(*words: str) -> str:
        done = subprocess.run(["git", *words], capture_output=True, check=True, text=True)
        return done.stdout.strip()

    call("init", "--quiet")
    call("config", "user.name", "Keeper")
    call("config", "user.email", "keeper@example.org")
    return call


@pytest.fixture
def two(git: Callable[..., str], tmp_path: Path) -> Path:
    """A ladder in two commits: a level was reworded, and a ladder.yaml came with it."""
    home = tmp_path / "repository"
    for message, files in (
        ("one", {"ladder/sre/L1.yaml": OLD}),
        ("two", {"ladder/sre/L1.yaml": NEW, "ladder/sre/ladder.yaml": NAMES}),
    ):
        write(home, files)
        git("add", ".")
        git("commit", "--quiet", "--message", message)
    return home


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.main, ["compare", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def made(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*words: str) -> str:
    """The sentence that is said; nothing else is, and the exit code is 2."""
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    said = result.stderr.strip()
    assert said
    return said


def changes(result: Any) -> list[list[str]]:
    return [pair["changes"] for each in result["competencies"] for pair in each["pairs"]]


# -- what there is ---------------------------------------------------------------------


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("revision", ["HEAD~1", "HEAD^", "HEAD~1^{commit}"])
def test_an_older_revision_is_compared_with_the_level_as_it_is(revision: str) -> None:
    result = made(f"{revision}:ladder/sre/L1.yaml", "L1")
    assert changes(result) == [["reworded"], ["same"]]
    (words, _) = (pair["words"] for pair in result["competencies"][0]["pairs"])
    assert ["gone", "my"] in words
    assert ["new", "every"] in words


@pytest.mark.usefixtures("two")
def test_two_revisions_are_compared_without_any_folder() -> None:
    result = made("HEAD~1:ladder/sre/L1.yaml", "HEAD:ladder/sre/L1.yaml", "--dir", "/nowhere")
    assert changes(result) == [["reworded"], ["same"]]


def test_a_branch_a_tag_and_a_commit_are_revisions(two: Path, git: Callable[..., str]) -> None:
    git("tag", "march", "HEAD~1")
    git("branch", "drafts/l1", "HEAD~1")
    for revision in ("march", "drafts/l1", git("rev-parse", "HEAD~1"), git("rev-parse", "march")):
        assert changes(made(f"{revision}:ladder/sre/L1.yaml", "L1")) == [["reworded"], ["same"]]


@pytest.mark.usefixtures("two")
def test_the_ladder_file_of_that_revision_names_the_competencies() -> None:
    level, problems = git_revisions.load_level("HEAD:ladder/sre/L1.yaml")
    assert level
    assert problems == []
    assert (level.file, level.code) == ("HEAD:ladder/sre/L1.yaml", "L1")
    assert level.competencies[0].name == "The craft"
    level, _ = git_revisions.load_level("HEAD~1:ladder/sre/L1.yaml")
    assert level
    assert level.competencies[0].name == "Craft"


def test_a_path_counts_from_the_top_and_with_a_dot_from_here(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(two / "ladder" / "sre")
    for name in ("HEAD:ladder/sre/L1.yaml", "HEAD:./L1.yaml", "HEAD:../sre/L1.yaml"):
        level, _ = git_revisions.load_level(name)
        assert level


def test_a_file_with_a_colon_in_its_name_is_a_file(two: Path) -> None:
    write(two, {"HEAD:ladder/sre/L1.yaml": level("L1", {"x": "I am a file"})})
    assert not git_revisions.names_one("HEAD:ladder/sre/L1.yaml")
    result = made("HEAD:ladder/sre/L1.yaml", "HEAD~1:ladder/sre/L1.yaml")
    assert result["competencies"][0]["pairs"][-1]["before"][0]["text"] == "I am a file"


# -- what there is not -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nope:ladder/sre/L1.yaml", "git has no nope:ladder/sre/L1.yaml: invalid object name"),
        ("HEAD~9:ladder/sre/L1.yaml", "git has no HEAD~9:ladder/sre/L1.yaml: invalid object"),
        ("HEAD:ladder/sre/L9.yaml", "git has no HEAD:ladder/sre/L9.yaml: path"),
        ("HEAD:/etc/L1.yaml", "git has no HEAD:/etc/L1.yaml: path"),
        ("HEAD:../L1.yaml", "git has no HEAD:../L1.yaml: '../L1.yaml' is outside repository"),
        ("HEAD:ladder/../../L1.yaml", "git has no HEAD:ladder/../../L1.yaml: path"),
        ("-x:ladder/sre/L1.yaml", "-x:ladder/sre/L1.yaml is no revision and file"),
        ("--textconv:L1.yaml", "--textconv:L1.yaml is no revision and file"),
        (":ladder/sre/L1.yaml", "There is no file :ladder/sre/L1.yaml."),
        ("HEAD:.yaml", "There is no file HEAD:.yaml."),
        ("HEAD:ladder", "There is no folder L1"),
        (f"{'x' * 5000}:L1.yaml", "git has no xxx"),
        ("HEAD~99999999999:L1.yaml", "git has no HEAD~99999999999:L1.yaml: "),
        ("$(touch pwned):L1.yaml", "git has no $(touch pwned):L1.yaml: "),
        ("; touch pwned:L1.yaml", "git has no ; touch pwned:L1.yaml: "),
    ],
)
def test_what_git_does_not_have_gets_a_sentence(two: Path, name: str, said: str) -> None:
    assert refused("--", name, "L1").startswith(said)
    assert refused("--", "L1", name).startswith(said)
    assert not (two / "pwned").exists()


def test_a_folder_called_like_a_level_is_none(two: Path, git: Callable[..., str]) -> None:
    write(two, {"odd/L1.yaml/inside.txt": "x"})
    git("add", ".")
    git("commit", "--quiet", "--message", "odd")
    assert refused("HEAD:odd/L1.yaml", "L1").startswith("git has no HEAD:odd/L1.yaml: ")


def test_outside_of_a_repository_that_is_said(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = refused("HEAD:ladder/sre/L1.yaml", "L1", "--dir", str(two / "ladder"))
    assert said.startswith("git has no HEAD:ladder/sre/L1.yaml: not a git repository")


def test_a_repository_without_a_commit_has_no_revision(git: Callable[..., str]) -> None:
    said = refused("HEAD:ladder/sre/L1.yaml", "L1", "--dir", str(SAMPLE))
    assert said.startswith("git has no HEAD:ladder/sre/L1.yaml: ")


def test_without_git_that_is_said(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    said = refused("HEAD:ladder/sre/L1.yaml", "L1")
    assert said == "HEAD:ladder/sre/L1.yaml needs git, which is not installed here."
    assert changes(made("ladder/sre/L1.yaml", "L1")) == [["same"], ["same"]], "files need none"


def test_a_git_that_does_not_answer_is_not_waited_for(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    (slow / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(slow))
    monkeypatch.setattr(git_revisions, "_PATIENCE", 0.2)
    said = refused("HEAD:ladder/sre/L1.yaml", "L1")
    assert said.startswith("git did not answer for HEAD:ladder/sre/L1.yaml")


def test_a_level_with_mistakes_is_told_by_revision_and_line(
    two: Path, git: Callable[..., str]
) -> None:
    write(two, {"ladder/sre/L1.yaml": 'code: "L1"\ntitle: T\ndraft: perhaps\n'})
    git("commit", "--quiet", "--all", "--message", "broken")
    write(two, {"ladder/sre/L1.yaml": OLD})
    assert refused("HEAD:ladder/sre/L1.yaml", "L1").startswith(
        "HEAD:ladder/sre/L1.yaml:3:8: error: found "
    )


def test_a_mistake_in_the_ladder_file_of_a_revision_is_no_obstacle(
    two: Path, git: Callable[..., str]
) -> None:
    write(two, {"ladder/sre/ladder.yaml": "name: [\n"})
    git("commit", "--quiet", "--all", "--message", "broken")
    level, _ = git_revisions.load_level("HEAD:ladder/sre/L1.yaml")
    assert level
    assert level.competencies[0].name == "Craft"


def test_a_huge_file_is_refused_before_it_is_read(
    two: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(two, {"ladder/sre/L1.yaml": b"#" * 50 * MAX_BYTES})
    git("commit", "--quiet", "--all", "--message", "huge")
    write(two, {"ladder/sre/L1.yaml": OLD})
    asked: list[list[str]] = []
    real = subprocess.run

    def noted(words: list[str], **options: Any) -> Any:
        asked.append(words)
        return real(words, **options)

    monkeypatch.setattr(subprocess, "run", noted)
    assert refused("HEAD:ladder/sre/L1.yaml", "L1") == (
        "HEAD:ladder/sre/L1.yaml has 52,428,800 bytes; a level has at most 1,048,576."
    )
    assert not [words for words in asked if "blob" in words]


# -- a repository that means harm ------------------------------------------------------


def test_a_hostile_repository_executes_nothing(
    two: Path, git: Callable[..., str], tmp_path: Path
) -> None:
    pwned = tmp_path / "pwned"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\n/usr/bin/touch {pwned}\ncat\n")
    evil.chmod(0o755)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(evil, two / ".git" / "hooks" / name)
    write(two, {".git/info/attributes": "* diff=evil filter=evil text eol=crlf\n"})
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "pager.cat-file",
        "credential.helper",
        "gpg.program",
        "trace2.eventTarget",
    ):
        git("config", setting, str(evil))
    git("config", "alias.cat-file", f"!{evil}")
    assert changes(made("HEAD~1:ladder/sre/L1.yaml", "L1")) == [["reworded"], ["same"]]
    assert refused("HEAD:ladder/sre/L9.yaml", "L1")
    assert refused("nope:ladder/sre/L1.yaml", "L1")
    assert not pwned.exists()


def test_what_is_not_in_the_repository_is_never_fetched(
    two: Path, git: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwned = tmp_path / "pwned"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\n/usr/bin/touch {pwned}\nexit 1\n")
    evil.chmod(0o755)
    blob = git("rev-parse", "HEAD~1:ladder/sre/L1.yaml")
    (two / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for setting, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", str(two)),
        ("remote.origin.uploadPack", str(evil)),
    ):
        git("config", setting, value)
    subprocess.run(["git", "cat-file", "blob", blob], capture_output=True, check=False)
    assert pwned.exists(), "git on its own would have run it"
    pwned.unlink()
    assert refused("HEAD~1:ladder/sre/L1.yaml", "L1").startswith("git has no HEAD~1:")
    monkeypatch.delitem(git_revisions._ALONE, "GIT_NO_LAZY_FETCH")
    assert refused("HEAD~1:ladder/sre/L1.yaml", "L1").startswith("git has no HEAD~1:")
    assert not pwned.exists(), "nor would a git that is too old to know that word"


def test_nothing_is_written_into_the_repository(two: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in sorted(two.rglob("*"))
        }

    before = state()
    made("HEAD~1:ladder/sre/L1.yaml", "L1")
    refused("HEAD:ladder/sre/L9.yaml", "L1")
    assert state() == before


def test_a_process_ends_in_a_sentence_too(two: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "explorer", "compare", "nope:ladder/sre/L1.yaml", "L1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("git has no nope:ladder/sre/L1.yaml: ")
    assert "Traceback" not in done.stderr


def test_only_the_command_line_knows_of_git() -> None:
    source = SAMPLE.parent
    for folder in (source / "pages", source / "src" / "explorer" / "ui"):
        for file in folder.rglob("*.py"):
            assert "revisions" not in file.read_text("utf-8"), file.name
