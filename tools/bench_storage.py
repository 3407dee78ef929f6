"""Measures what keeping costs: with many profiles in the database, and with many visitors.

First the repository alone: opening one's own profile among 100 and among 100,000, on SQLite and
on PostgreSQL. Then visitors on the websocket, who all rate at once, again and again: on a server that keeps nothing, on one with SQLite, and on two servers that share a
PostgreSQL. They run beside the servers on the same cores, so only the ratios mean something.
After the last round every rating has to be in the database.
"""

import argparse
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import insert

from explorer.files.loading import load
from explorer.model import Ref
from explorer.profiles.profile import Profile
from explorer.profiles.profile_file import dump
from explorer.storage import database_schema, repository
from explorer.storage.database import Database, database_at
from explorer.storage.database_repository import DatabaseRepository, today
from explorer.storage.database_tables import PROFILES
from explorer.storage.owners import Browser
from tools.bench_drive import Place, Server, Session, Subject, serving
from tools.postgresql import PostgreSQL

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 100, 100_000
LOOKS = 300
PROFILE = Place("My profile", "profile", "")
WORDS = ("Maturing", "Performing")


def rated() -> Profile:
    """A profile with every statement of L4 rated, as somebody has it after an hour."""
    ladder = load(ROOT / "ladder").ladders[0]
    made = Profile("sre", "L4", ladder.name)
    level = ladder.level("L4")
    for statement in level.statements if level else ():
        made = made.with_statement_rated(Ref("L4", statement.id), "Performing")
    return made


def fill(database: Database, profile: Profile, rows: int) -> None:
    """So many profiles of browsers that nobody has: sealed bytes of the right length."""
    length = len(dump(profile).encode()) + 28
    row = {
        "ladder": "sre",
        "perspective": "self",
        "subject": "",
        "aside": "",
        "revision": 1,
        "version": "x",
    }
    row |= {"saved_on": today(), "used_on": today()}
    with database.writing() as connection:
        for start in range(0, rows, 1_000):
            some = range(min(1_000, rows - start))
            connection.execute(
                insert(PROFILES),
                [
                    {
                        **row,
                        "owner": f"browser:{secrets.token_hex(32)}",
                        "document": secrets.token_bytes(length),
                    }
                    for _ in some
                ],
            )


@dataclass
class Kept:
    """One's own profile in a database, and how long each thing took that was done with it."""

    store: DatabaseRepository
    known: repository.Kept
    opened: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)

    def once(self) -> None:
        begin = time.perf_counter()
        self.store.read("sre")
        opened = time.perf_counter()
        self.store.read("sre", known=self.known)
        again = time.perf_counter()
        self.known = self.store.write(self.known.profile, self.known)
        saved = time.perf_counter()
        self.opened.append(opened - begin)
        self.again.append(again - opened)
        self.saved.append(saved - again)


def alone(few: Database, many: Database, profile: Profile, rows: int) -> None:
    """Open, look again and save among few and among many others, in turns: what else the
    computer does meanwhile is the same for both."""
    found = []
    for database, others in ((few, FEW), (many, rows)):
        database_schema.upgrade(database)
        fill(database, profile, others)
        store = DatabaseRepository(database, Browser.new())
        found.append(Kept(store, store.write(profile)))
    for _ in range(LOOKS):
        for each in found:
            each.once()
    for name, few_took, many_took in (
        ("opened", found[0].opened, found[1].opened),
        ("looked at again", found[0].again, found[1].again),
        ("saved", found[0].saved, found[1].saved),
    ):
        before, after = (statistics.median(took) * 1000 for took in (few_took, many_took))
        print(f"  {name:<16} {before:6.2f} ms {after:6.2f} ms   {after / before:.2f}")


def rate_at_once(servers: Sequence[Server], cookies: Sequence[str], rounds: int) -> list[float]:
    """Visitors on these servers in turn, all of whom rate at the same moment in each round;
    the milliseconds of each rating. Raises what any of them raised."""
    took: list[float] = []
    failed: list[Exception] = []

    def rate(session: Session, label: str, word: str) -> None:
        begin = time.perf_counter()
        try:
            session.choose(label, word)
        except Exception as error:
            failed.append(error)
        else:
            took.append((time.perf_counter() - begin) * 1000)

    with ExitStack() as open_sessions:
        visits = []
        for number, cookie in enumerate(cookies):
            session = open_sessions.enter_context(Session(servers[number % len(servers)], cookie))
            session.open(PROFILE)
            # A run that the next one cuts off has drawn none of them.
            while not (labels := [x for x in session.choices if x.startswith("Rating of")]):
                session.rerun()
            visits.append((session, labels[0]))
        for turn in range(rounds):
            word = WORDS[turn % len(WORDS)]
            threads = [threading.Thread(target=rate, args=(*each, word)) for each in visits]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} ratings failed") from failed[0]
    return took


@contextmanager
def served(home: Path, servers: int, *options: str) -> Iterator[list[Server]]:
    command = ("explorer", "serve", "ladder", "--shared", "--no-open", "--port", "PORT", *options)
    place = PROFILE
    subject = Subject("explorer", command, place, place, place, "", "")
    with ExitStack() as running:
        yield [running.enter_context(serving(subject, home)) for _ in range(servers)]


def visitors(database: Database | None, many: int) -> list[Browser]:
    """Browsers that keep a profile already."""
    browsers = [Browser.new() for _ in range(many)]
    if database:
        database_schema.upgrade(database)
        for browser in browsers:
            DatabaseRepository(database, browser).write(Profile("sre", "L4"))
    return browsers


def kept_by(database: Database, browser: Browser) -> Profile:
    found = DatabaseRepository(database, browser).read("sre")
    if found is None:
        raise RuntimeError("a kept profile is lost")
    return replace(found.profile, saved="")


def crowd(
    name: str, home: Path, servers: int, database: Database | None, url: str, many: int, rounds: int
) -> float:
    """Have a crowd rate on one way of keeping; gives the 95th percentile in milliseconds."""
    browsers = visitors(database, many)
    cookies = [f"ladder_browser={each.phrase.replace('-', '')}" for each in browsers]
    options = ("--database", url) if database else ("--keep-nothing",)
    with served(home, servers, *options) as running:
        took = rate_at_once(running, cookies, rounds)
    p50, p95 = (statistics.quantiles(took, n=100)[at - 1] for at in (50, 95))
    print(f"  {name:<34} p50 {p50:7.0f} ms   p95 {p95:7.0f} ms")
    if database:
        last = WORDS[(rounds - 1) % len(WORDS)]
        lost = [b for b in browsers if last not in str(kept_by(database, b).levels)]
        if lost:
            raise RuntimeError(f"{len(lost)} ratings are not in the database")
    return p95


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=4)
    asked = parser.parse_args()
    profile = rated()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        place = Path(folder)
        postgresql = PostgreSQL(durable=True)
        closing.callback(postgresql.stop)

        def opened(url: str) -> Database:
            database = database_at(url)
            closing.callback(database.close)
            return database

        size = len(dump(profile).encode())
        print(f"One's own profile ({size:,} bytes) among {FEW} and {asked.rows:,} others; ratio")
        for name, url in (
            ("SQLite", f"sqlite:///{place}/{{}}.sqlite3"),
            ("PostgreSQL", postgresql.url("{}")),
        ):
            print(name)
            for each in ("few", "many") if name == "PostgreSQL" else ():
                postgresql.new(each)
            alone(opened(url.format("few")), opened(url.format("many")), profile, asked.rows)

        print(f"{asked.visitors} visitors rate at once, {asked.rounds} times; ratio of p95")
        ways = [("keeping nothing", 1, ""), ("SQLite", 1, f"sqlite:///{place / 'kept.sqlite3'}")]
        shared = postgresql.new("shared")
        ways += [("keeping nothing, two servers", 2, ""), ("PostgreSQL, two servers", 2, shared)]
        p95: dict[str, float] = {}
        for name, servers, url in ways:
            kept_in = opened(url) if url else None
            p95[name] = crowd(name, place, servers, kept_in, url, asked.visitors, asked.rounds)
        print(f"  SQLite / nothing: {p95['SQLite'] / p95['keeping nothing']:.2f}")
        two = p95["PostgreSQL, two servers"] / p95["keeping nothing, two servers"]
        print(f"  PostgreSQL / nothing, two servers: {two:.2f}")


if __name__ == "__main__":
    main()
