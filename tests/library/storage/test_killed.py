"""Killed at any moment of a save, the store loses at most what it had not yet acknowledged.

This file is also the nursery: run as a script it forks one child after another, each of
which saves again and again and acknowledges each save, and kills it at a random moment.
"""

import os
import random
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

from explorer.profiles.profile import Evidence, Profile, Ref
from explorer.profiles.profile_file import parse
from explorer.storage.file_repository import FileRepository
from library.storage.keeping import load, save

KILLS = 100
SEED = 20261123
TEXT = "What I did, and what came of it.\n" * 20


def saved_again(store: FileRepository, before: Profile) -> Profile:
    """The next revision, which says in its ratings which one it is."""
    return save(store, before.with_rating("L4", "craft", f"revision {before.revision + 1}"))


def save_on_and_on(store: FileRepository, acknowledge: int) -> None:
    """The child: it never ends by itself."""
    note = Evidence("2026-11-23", Ref("L4", "a"), TEXT.strip())
    profile = load(store, "sre") or Profile("sre", "L4", evidence=(note,))
    while True:
        profile = saved_again(store, profile)
        os.write(acknowledge, b"%d\n" % profile.revision)


def killed(store: FileRepository, chance: random.Random) -> int:
    """Fork a child and kill it; gives the last revision that it acknowledged, 0 for none."""
    heard, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_on_and_on(store, acknowledge)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(acknowledge)
    with os.fdopen(heard, "rb") as lines:
        said = b"".join(lines.readline() for _ in range(chance.randrange(3)))
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        said += lines.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    return int(said.split()[-1]) if said else 0


def nursery(folder: Path, seed: int) -> None:
    chance, store = random.Random(seed), FileRepository(folder)
    unacknowledged = 0
    last = 0
    for number in range(KILLS):
        acknowledged = killed(store, chance) or last
        kept = load(store, "sre")
        revision = kept.revision if kept else 0
        assert acknowledged <= revision <= acknowledged + 1, (number, acknowledged, revision)
        if kept:
            assert parse(store.path("sre").read_bytes()) == (kept, [])
            assert kept.ratings("L4").competencies == {"craft": f"revision {revision}"}
            assert kept.evidence[0].text == TEXT.strip()
            assert saved_again(store, kept).revision == revision + 1
            last = revision + 1
        unacknowledged += revision > acknowledged
    store.delete_everything()
    assert [path.suffix for path in folder.iterdir()] == [".lock"]
    print(f"{KILLS} killed, {last} saved, {unacknowledged} kept and not acknowledged")


def test_a_store_killed_a_hundred_times_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    done = subprocess.run(
        [sys.executable, "-W", "error", __file__, str(tmp_path / "profiles"), str(SEED)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.startswith(f"{KILLS} killed, ")


if __name__ == "__main__":
    nursery(Path(sys.argv[1]), int(sys.argv[2]))
