"""A plan on the disk: whole or not at all, inside the target, and never over somebody's work."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from explorer.errors import WriteError
from explorer.files.loading import load
from explorer.importing import plan_on_disk
from explorer.importing.write_plan import WritePlan
from explorer.records import of_site
from library.importing.test_write_plan import ROLE, everything, planned, written


def test_a_ladder_whose_folder_is_a_link_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "to").mkdir()
    (tmp_path / "to/engineer").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="leads out"):
        written({"L2.md": ROLE}, tmp_path / "to")
    assert everything(tmp_path / "elsewhere") == {}


def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written({"L2.md": ROLE}, tmp_path)
    before = everything(tmp_path)
    wanted = planned({"L2.md": ROLE + "- I sing\n", "a/X1.md": ROLE.replace("L2", "X1")}, tmp_path)
    renamed = Path.replace
    calls: list[Path] = []

    def full(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        return renamed(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError, match="no space left"):
        plan_on_disk.write(wanted, tmp_path, overwrite=True)
    assert everything(tmp_path) == before


def test_a_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "to").write_text("mine")
    with pytest.raises(WriteError):
        written({"L2.md": ROLE}, tmp_path / "to")
    assert (tmp_path / "to").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError):
        written({"L2.md": ROLE}, tmp_path)


def test_what_changed_since_it_was_looked_at_is_not_overwritten(tmp_path: Path) -> None:
    wanted = planned({"L2.md": ROLE}, tmp_path)
    written({"L2.md": ROLE + "- I was first\n"}, tmp_path)
    with pytest.raises(WriteError, match="in the meantime"):
        plan_on_disk.write(wanted, tmp_path, overwrite=True)


KILLED = """
import os, signal, sys
from pathlib import Path
from explorer.files.schema import schema_line
from explorer.importing import plan, plan_on_disk, read_documents, write_plan

def killed(self, target):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(Path, sys.argv[2], killed)
made = read_documents({"L2.md": Path(sys.argv[3]).read_bytes()})
target = Path(sys.argv[1])
plan_on_disk.write(plan(made.ladders, plan_on_disk.existing_files(target, made.ladders)), target, overwrite=True)
"""


@pytest.mark.parametrize("step", ["rename", "replace"])
def test_an_import_that_is_killed_midway_leaves_no_half_file(tmp_path: Path, step: str) -> None:
    if step == "replace":
        written({"L2.md": ROLE}, tmp_path)
    before = list(load(tmp_path).levels())
    source = tmp_path / "source.md"
    source.write_text(ROLE + "- I sing\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, step, source], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [level for _, level in load(tmp_path).levels()] == [level for _, level in before]
    assert written({"L2.md": source.read_text("utf-8")}, tmp_path, overwrite=True)
    assert "I sing" in {record.text for record in of_site(load(tmp_path))}


def test_of_two_imports_at_once_one_is_whole_and_the_other_is_told(tmp_path: Path) -> None:
    sources = [{"L2.md": ROLE + f"- I sing song {number}\n"} for number in range(4)]
    made = [planned(source, tmp_path) for source in sources]

    def one(wanted: WritePlan) -> str:
        try:
            plan_on_disk.write(wanted, tmp_path)
        except WriteError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(one, made))
    assert told.count("") == 1
    kept = made[told.index("")]
    assert all((tmp_path / file.path).read_bytes() == file.content for file in kept.files)
