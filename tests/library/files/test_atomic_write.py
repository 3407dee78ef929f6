"""Writing: a file is the old one or the new one, whole, and nothing is left lying about."""

import os
import stat
from pathlib import Path

import pytest

from explorer.files.atomic_write import replace_file, staging_folder, write_synced


def test_a_file_is_replaced_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for content in (b"first", b"second, and longer", b""):
        replace_file(path, content)
        assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.yaml"
    replace_file(path, b"old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_of_a_staging_folder_only_what_was_renamed_stays(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as stage:
        assert stage.parent == tmp_path
        assert stage.name.startswith("."), "no reader of ladders looks into it"
        (stage / "x").mkdir()
        write_synced(stage / "x" / "a.yaml", b"a")
        write_synced(stage / "b.yaml", b"b")
        (stage / "x").rename(tmp_path / "x")
    assert [path.name for path in tmp_path.rglob("*")] == ["x", "a.yaml"]
