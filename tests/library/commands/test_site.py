"""`ladder site`, from the command line."""

from pathlib import Path

import pytest

from library.commands.running import run
from library.writing import SAMPLE


def test_a_site_is_written_once_and_then_only_what_differs(folder: str, tmp_path: Path) -> None:
    to = str(tmp_path / "site")
    first = run("site", folder, "--to", to)
    assert first.exit_code == 0
    assert "Open " in first.stdout
    assert (tmp_path / "site/sre/L2/index.html").is_file()
    assert ": 0 written" in run("site", folder, "--to", to).stdout
    with_lint = run("site", folder, "--to", to, "--lint")
    assert with_lint.exit_code == 0
    assert (tmp_path / "site/sre/lint/index.html").is_file()
    assert ", 4 removed" in run("site", folder, "--to", to).stdout


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


def test_a_folder_with_other_things_and_one_without_a_ladder_are_refused(
    folder: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("x")
    taken = run("site", folder, "--to", str(other))
    assert (taken.exit_code, "something else" in taken.stderr) == (2, True)
    assert run("site", str(other), "--check").exit_code == 2
