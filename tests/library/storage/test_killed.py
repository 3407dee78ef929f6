"""Killed at any moment of a save, a repository loses at most what it had not yet acknowledged.

This file is also the nursery: run as a script it forks one child after another, each of
which saves again and again and acknowledges each save, and kills it at a random moment. Of
PostgreSQL the server itself is killed as well.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.postgresql import PostgreSQL

from explorer.errors import Unavailable
from explorer.profiles.profile import Evidence, Profile, Ref
from explorer.profiles.profile_file import parse
from explorer.storage import database_schema
from explorer.storage.database import database_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.file_repository import FileRepository
from explorer.storage.owners import Browser
from explorer.storage.repository import ProfileRepository
from library.storage.keeping import load, save

SEED = 20261123
TEXT = "What I did, and what came of it.\n" * 20
OWNER = Browser(b"sixteen bytes...")


@contextmanager
def opened(place: str) -> Iterator[ProfileRepository]:
    """The repository of a folder or a database's URL. A connection does not survive a fork, so
    parent and child open their own."""
    if "://" not in place:
        yield FileRepository(Path(place))
        return
    database = database_at(place)
    try:
        yield DatabaseRepository(database, OWNER)
    finally:
        database.close()


def saved_again(store: ProfileRepository, before: Profile) -> Profile:
    """The next revision, which says in its ratings which one it is."""
    return save(store, before.with_rating("L4", "craft", f"revision {before.revision + 1}"))


def save_on_and_on(store: ProfileRepository, acknowledge: Callable[[int], object]) -> None:
    """It never ends by itself."""
    note = Evidence("2026-11-23", Ref("L4", "a"), TEXT.strip())
    profile = load(store, "sre") or Profile("sre", "L4", evidence=(note,))
    while True:
        profile = saved_again(store, profile)
        acknowledge(profile.revision)


def killed(place: str, chance: random.Random) -> int:
    """Fork a child and kill it; gives the last revision that it acknowledged, 0 for none."""
    heard, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with opened(place) as store:
                save_on_and_on(store, lambda revision: os.write(acknowledge, b"%d\n" % revision))
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


def whole(store: ProfileRepository, acknowledged: int) -> int:
    """Check what is kept; gives its revision."""
    kept = load(store, "sre")
    revision = kept.revision if kept else 0
    assert acknowledged <= revision <= acknowledged + 1, (acknowledged, revision)
    if kept:
        assert parse(store.everything()["sre.yaml"]) == (kept, [])
        assert kept.ratings("L4").competencies == {"craft": f"revision {revision}"}
        assert kept.evidence[0].text == TEXT.strip()
    return revision


def nursery(place: str, seed: int, kills: int) -> None:
    chance = random.Random(seed)
    unacknowledged = last = 0
    for _ in range(kills):
        acknowledged = killed(place, chance) or last
        with opened(place) as store:
            revision = last = whole(store, acknowledged)
            if revision:
                last = saved_again(store, load(store, "sre") or Profile("sre", "L4")).revision
                assert last == revision + 1
        unacknowledged += revision > acknowledged
    with opened(place) as store:
        store.delete_everything()
        assert store.everything() == {}
    print(f"{kills} killed, {last} saved, {unacknowledged} kept and not acknowledged")


@pytest.mark.parametrize(
    ("kind", "kills"),
    [
        ("files", 30),
        ("SQLite", 20),
        ("PostgreSQL", 10),
        pytest.param("files", 100, marks=pytest.mark.thorough),
        pytest.param("SQLite", 500, marks=pytest.mark.thorough),
        pytest.param("PostgreSQL", 100, marks=pytest.mark.thorough),
    ],
)
def test_a_server_killed_again_and_again_keeps_what_it_acknowledged(
    kind: str, kills: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    print(f"seed {SEED}")
    place = str(tmp_path / "profiles")
    if kind == "SQLite":
        place = f"sqlite:///{tmp_path / 'kept.db'}"
    elif kind == "PostgreSQL":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        place = server.new(f"killed {kills}")
    if "://" in place:
        database = database_at(place)
        database_schema.upgrade(database)
        database.close()
    done = subprocess.run(
        [sys.executable, "-W", "error", __file__, place, str(SEED), str(kills)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.startswith(f"{kills} killed, ")
    if kind == "files":
        assert {path.suffix for path in Path(place).iterdir()} == {".lock"}


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.thorough)])
def test_a_postgresql_that_is_killed_keeps_what_it_acknowledged(kills: int) -> None:
    """And who saves goes on with the same connection pool once it is back."""
    server = PostgreSQL(durable=True)
    try:
        database = database_at(server.new("kept"))
        database_schema.upgrade(database)
        store = DatabaseRepository(database, OWNER)
        chance, last = random.Random(SEED), 0
        for _ in range(kills):
            acknowledged = [last]
            stopped = threading.Event()

            def until_it_is_gone(
                said: list[int] = acknowledged, gone: threading.Event = stopped
            ) -> None:
                try:
                    save_on_and_on(store, said.append)
                except Unavailable:
                    gone.set()

            saving = threading.Thread(target=until_it_is_gone)
            saving.start()
            time.sleep(chance.uniform(0.05, 0.3))
            server.kill()
            saving.join(30)
            assert stopped.is_set()
            server.start()
            database._respite.until = 0.0
            last = whole(store, acknowledged[-1])
            assert len(acknowledged) > 1
        database.close()
    finally:
        server.stop()


if __name__ == "__main__":
    nursery(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
