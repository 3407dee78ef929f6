"""Watches a server's memory while visitors come and go: `python -m tools.bench_memory`.

Ten minutes of visits to one server with SQLite (`--minutes 60` for the hour): each opens
some pages, searches, rates, and goes; every other one comes back with the key of its browser
and finds its profile. The first fifth warms up; then the memory in use may not grow: the
median of the last fifth is compared with that of the second.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from explorer.profiles.profile import Profile
from explorer.storage import database_schema
from explorer.storage.database import Database, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Browser
from tools.bench_drive import Server, Session, serving
from tools.bench_storage import PROFILE, WORDS
from tools.bench_twin import PLACES, subject

EVERY = 5.0
"""Seconds between two looks at the memory."""
AIM = 1.1


@dataclass
class Crowd:
    """Visitors who come and go on one server, so many at a time."""

    server: Server
    database: Database
    over: threading.Event = field(default_factory=threading.Event)
    visits: int = 0
    failed: list[Exception] = field(default_factory=list)

    def come_and_go(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self.over.is_set():
            owner = Browser.new()
            DatabaseRepository(self.database, owner).write(Profile("sre", "L4"))
            for _ in range(2):
                try:
                    self.visit(owner, chance)
                except Exception as error:
                    self.failed.append(error)
                self.visits += 1

    def visit(self, owner: Browser, chance: random.Random) -> None:
        cookie = f"ladder_browser={owner.phrase.replace('-', '')}"
        with Session(self.server, cookie) as session:
            for place in chance.sample(PLACES, 3):
                session.open(place)
            session.open(PROFILE)
            labels = [name for name in session.choices if name.startswith("Rating")]
            for word in WORDS:
                session.choose(chance.choice(labels), word)


def watch(server: Server, seconds: float) -> list[float]:
    """MiB in memory, every few seconds."""
    found = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(EVERY)
        found.append(server.memory() / 1024)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench_memory", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--visitors", type=int, default=6, help="at a time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite_at(Path(folder) / "kept.sqlite3")
        database_schema.upgrade(database)
        command = ("explorer", "serve", "ladder", "--shared", "--no-open", "--port", "PORT")
        keeping = ("--database", f"sqlite:///{database.file}")
        with serving(subject("explorer", *command, *keeping), Path(folder)) as server:
            crowd = Crowd(server, database)
            threads = [
                threading.Thread(target=crowd.come_and_go, args=(seed,))
                for seed in range(asked.visitors)
            ]
            for thread in threads:
                thread.start()
            found = watch(server, asked.minutes * 60)
            crowd.over.set()
            for thread in threads:
                thread.join()
        database.close()
    fifth = max(1, len(found) // 5)
    before, after = median(found[fifth : 2 * fifth]), median(found[-fifth:])
    print(f"{crowd.visits:,} visits in {asked.minutes:g} minutes, {len(crowd.failed)} failed")
    print(
        "MiB, each tenth: " + " ".join(f"{each:.0f}" for each in found[:: max(1, len(found) // 10)])
    )
    print(
        f"second fifth {before:.0f} MiB, last fifth {after:.0f} MiB, "
        f"ratio {after / before:.3f}, aim {AIM} or less"
    )
    for error in crowd.failed[:3]:
        print(f"  {type(error).__name__}: {error}")
    return 1 if crowd.failed or after > before * AIM else 0


if __name__ == "__main__":
    sys.exit(main())
