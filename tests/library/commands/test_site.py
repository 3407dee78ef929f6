"""`ladder site`, from the command line."""

from pathlib import Path

import pytest

from library.commands.running import run
from library.writing import SAMPLE


def test_a_site_is_written_once_and_then_only_what_differs(tmp_path: Path) -> None:
    to = str(tmp_path / "site")
    first = run("site", str(SAMPLE), "--to", to)
    assert first.exit_code == 0
    assert "Open " in first.stdout
    assert (tmp_path / "site/sre/L4/index.html").is_file()
    assert ": 0 written" in run("site", str(SAMPLE), "--to", to).stdout
    with_lint = run("site", str(SAMPLE), "--to", to, "--lint")
    assert with_lint.exit_code == 0
    assert (tmp_path / "site/sre/lint/index.html").is_file()
    assert ", 2 removed" in run("site", str(SAMPLE), "--to", to).stdout


def test_the_check_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("site", str(SAMPLE), "--check")
    assert (done.exit_code, "0 links that lead nowhere" in done.stdout) == (0, True)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("url", ["ftp://e.example", "example.org", "https://e.example/?q=1", "x"])
@pytest.mark.parametrize("option", ["--base-url", "--app-url"])
def test_an_address_that_is_none_is_refused(url: str, option: str) -> None:
    done = run("site", str(SAMPLE), option, url, "--check")
    assert done.exit_code == 2
    assert f"{option} is a web address" in done.stderr


def test_a_folder_with_other_things_and_one_without_a_ladder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    taken = run("site", str(SAMPLE), "--to", str(tmp_path))
    assert (taken.exit_code, "something else" in taken.stderr) == (2, True)
    assert run("site", str(tmp_path), "--check").exit_code == 2
