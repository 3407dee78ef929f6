"""Kills what keeps profiles while visitors rate, again and again: `python -m tools.kill_servers`.

Two servers share a PostgreSQL that writes through to its disk. Visitors on the websocket rate
without a pause. First one of the servers is killed (SIGKILL) and started again, fifty times;
whoever was on it reloads once, on the other one. Then PostgreSQL is killed twenty times, with
all its processes. Each visitor rates in an order of its own, so that what is kept says which
rating was its last: one that the page had shown as kept may not be missing, and nothing may be
there that nobody chose.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from explorer.files.loading import load
from explorer.profiles.profile import Profile
from explorer.storage import database_schema
from explorer.storage.database import Database, database_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Browser
from tools.bench_drive import ROOT, Place, Server, Session, free_port, wait_for
from tools.postgresql import PostgreSQL

PROFILE = Place("My profile", "profile", "")
LADDER = load(ROOT / "ladder").ladders[0]
KEYS = tuple(term.key for term in LADDER.competencies)
LABELS = tuple(f"Rating of {term.name}" for term in LADDER.competencies)
WORDS = LADDER.scale.words
LOST = (OSError, WebSocketException, EOFError, TimeoutError)


def state(step: int) -> dict[str, str]:
    """What is rated after so many ratings: one competency after another, then the next word."""
    return {KEYS[at % len(KEYS)]: WORDS[at // len(KEYS) % len(WORDS)] for at in range(step)}


class Mortal:
    """A server that is killed and started again on its port."""

    def __init__(self, home: Path, url: str) -> None:
        self.port, self.url, self.home = free_port(), url, home
        self.process = self._started()
        self.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        command = ["explorer", "serve", "ladder", "--shared", "--no-open", "--port", str(self.port)]
        return subprocess.Popen(
            [sys.executable, "-m", *command, "--database", self.url],
            env={**os.environ, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home)},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def server(self) -> Server:
        return Server(self.port, self.process.pid)

    def wait(self) -> None:
        wait_for(self.server, self.process, 120)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def start(self) -> None:
        self.process = self._started()
        self.wait()


class Shown(Session):
    """A visit that knows what the page says of keeping: Kept, Not saved, Not kept."""

    kept = ""

    def _note(self, message: ForwardMsg) -> None:
        super()._note(message)
        block = message.delta.add_block
        if block.HasField("popover") and block.popover.label in ("Kept", "Not saved", "Not kept"):
            self.kept = block.popover.label


@dataclass
class Visitor:
    """Somebody who rates on and on. `tried` is the last rating pressed, `shown` the last one that
    the page showed as kept."""

    database: Database
    owner: Browser
    servers: list[Mortal]
    at: int
    tried: int = 0
    shown: int = 0
    reloads: int = 0
    wrong: list[str] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    waits: threading.Event = field(default_factory=threading.Event)

    def run(self, over: threading.Event) -> None:
        while not over.is_set():
            try:
                with Shown(self.servers[self.at].server, self.cookie) as visit:
                    self.take_up(visit)
                    while not over.is_set():
                        self.rate(visit)
            except LOST:
                self.reloads += 1
                self.at = 1 - self.at

    @property
    def cookie(self) -> str:
        return f"ladder_browser={self.owner.phrase.replace('-', '')}"

    def take_up(self, visit: Shown) -> None:
        """Open the page; it goes on with what is kept."""
        visit.open(PROFILE)
        while visit.kept != "Kept" or not all(label in visit.choices for label in LABELS):
            visit.rerun()
        self.look()

    def rate(self, visit: Shown) -> None:
        if not self.go_on.is_set():
            self.waits.set()
            self.go_on.wait()
            self.waits.clear()
        self.tried += 1
        at = self.tried - 1
        visit.choose(LABELS[at % len(KEYS)], WORDS[at // len(KEYS) % len(WORDS)])
        if visit.kept == "Kept":
            self.shown = self.tried

    def look(self) -> None:
        """Compare what is kept with what was shown; the next rating is the one after it."""
        found = DatabaseRepository(self.database, self.owner).read("sre")
        words = dict(found.profile.ratings("L4").competencies) if found else None
        fits = [step for step in range(self.shown, self.tried + 1) if state(step) == words]
        if not fits:
            self.wrong.append(f"{words} after {self.tried} ratings, {self.shown} shown as kept")
        self.tried = self.shown = fits[-1] if fits else self.tried


def rate_meanwhile(visitors: list[Visitor], do: Callable[[], None]) -> None:
    """Have all of them rate while something is done."""
    over = threading.Event()
    for each in visitors:
        each.go_on.set()
    threads = [threading.Thread(target=each.run, args=(over,)) for each in visitors]
    for thread in threads:
        thread.start()
    try:
        time.sleep(3)
        do()
    finally:
        over.set()
        for thread in threads:
            thread.join()


def report(what: str, kills: int, visitors: list[Visitor], rated: int) -> int:
    """Look at what is kept of everybody, and say it; gives how much of it is wrong."""
    for each in visitors:
        each.look()
    wrong = [said for each in visitors for said in each.wrong]
    shown = sum(each.shown for each in visitors) - rated
    reloads = sum(each.reloads for each in visitors)
    print(f"{what} killed {kills} times, {shown:,} ratings shown as kept, {reloads} reloads")
    print(f"  lost or torn: {len(wrong)}")
    for said in wrong[:5]:
        print(f"  {said}")
    return len(wrong)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.kill_servers", description=__doc__)
    parser.add_argument("--servers", type=int, default=50, metavar="KILLS")
    parser.add_argument("--databases", type=int, default=20, metavar="KILLS")
    parser.add_argument("--visitors", type=int, default=12)
    asked = parser.parse_args()
    chance = random.Random(20261126)
    with tempfile.TemporaryDirectory() as home, ExitStack() as closing:
        postgresql = PostgreSQL(durable=True)
        closing.callback(postgresql.stop)
        url = postgresql.new("kept")
        database = database_at(url)
        closing.callback(database.close)
        database_schema.upgrade(database)
        servers = [Mortal(Path(home), url) for _ in range(2)]
        for server in servers:
            closing.callback(server.kill)
        visitors = [
            Visitor(database, Browser.new(), servers, at % 2) for at in range(asked.visitors)
        ]
        for visitor in visitors:
            DatabaseRepository(database, visitor.owner).write(Profile("sre", "L4", LADDER.name))

        def kill_servers() -> None:
            for at in range(asked.servers):
                time.sleep(chance.uniform(1, 4))
                servers[at % 2].kill()
                time.sleep(chance.uniform(0, 0.5))
                servers[at % 2].start()

        def kill_databases() -> None:
            for _ in range(asked.databases):
                time.sleep(chance.uniform(1, 3))
                # Looked at before anybody goes on: the next ratings would cover up a loss.
                for each in visitors:
                    each.go_on.clear()
                time.sleep(chance.uniform(0, 0.05))
                postgresql.kill()
                for each in visitors:
                    each.waits.wait(60)
                postgresql.start()
                for each in visitors:
                    each.look()
                    each.go_on.set()
            time.sleep(5)

        rate_meanwhile(visitors, kill_servers)
        wrong = report("A server was", asked.servers, visitors, 0)
        rated = sum(each.shown for each in visitors)
        for each in visitors:
            each.reloads = 0
            each.wrong.clear()
        rate_meanwhile(visitors, kill_databases)
        wrong += report("PostgreSQL was", asked.databases, visitors, rated)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
