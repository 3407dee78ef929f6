"""What is unused for long goes, a person's never, and a wrong clock deletes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from explorer.profiles.profile import Profile
from explorer.storage import (
    audit,
    database_panels,
    database_repository,
    database_schema,
    personal_data,
    sharing,
)
from explorer.storage.database import Database, Retention, sqlite_at
from explorer.storage.database_panels import DatabasePanels
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Browser, Owner, Person
from explorer.storage.retention import Swept, sweep
from library.storage.keeping import load, of, repository_of, save, somebody

DAY = date(2026, 11, 25)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = sqlite_at(tmp_path / "kept.db", Retention(unused_days=400, audit_days=400))
    database_schema.upgrade(found)
    yield found
    found.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    clock = Clock()
    for module in (database_repository, database_panels):
        monkeypatch.setattr(module, "today", lambda: clock.day)
    return clock


class Clock:
    day = DAY

    @property
    def nanoseconds(self) -> int:
        return int(datetime.combine(self.day, time(12), UTC).timestamp()) * 10**9


def keep(database: Database, owner: Owner) -> DatabaseRepository:
    store = repository_of(database, owner)
    save(store, Profile("sre", "L4"))
    return store


def days(database: Database, clock: Clock, many: int) -> int:
    """A server that runs for so many days; gives how many profiles it deleted. Through a year it
    rests over each long weekend, and of the last days it misses none."""
    gone = 0
    for length in [5] * (max(many - 10, 0) // 5) + [1] * (many - max(many - 10, 0) // 5 * 5):
        clock.day += timedelta(days=length)
        gone += sweep(database, clock.day).unused
    return gone


def test_what_a_browser_did_not_use_for_400_days_goes(database: Database, clock: Clock) -> None:
    used, unused, signed_in = (
        keep(database, owner) for owner in (Browser.new(), Browser.new(), Person("a"))
    )
    assert days(database, clock, 300) == 0
    assert load(used, "sre")
    assert days(database, clock, 100) == 0
    assert days(database, clock, 1) == 1
    assert database.file
    log = database.file.with_name(f"{database.file.name}-wal")
    assert log.stat().st_size == 0, "what was deleted is in no log of the database either"
    assert load(unused, "sre") is None
    assert load(signed_in, "sre")
    assert load(used, "sre"), "reading is using"


def test_a_panel_is_used_with_what_else_its_owner_keeps(database: Database, clock: Clock) -> None:
    used, unused = (DatabasePanels(database, keep(database, Browser.new()).owner) for _ in range(2))
    for panels in (used, unused):
        assert panels.write("sre", "L4", b"plan", None)
    assert days(database, clock, 300) == 0
    assert load(DatabaseRepository(database, used.owner), "sre")
    assert days(database, clock, 101) == 2, "both of the other"
    assert unused.read("sre", "L4") is None
    assert used.read("sre", "L4") == b"plan"
    assert days(database, clock, 400) == 0
    assert days(database, clock, 1) == 2


def test_what_was_written_down_and_told_has_an_end(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = somebody(database, "Anna"), somebody(database, "Ben")
    monkeypatch.setattr(audit.time, "time_ns", lambda: clock.nanoseconds)
    monkeypatch.setattr(personal_data, "today", lambda: clock.day)
    save(of(database, ben, anna), Profile("sre", "L4", perspective="manager"))
    personal_data.delete_all(database, anna, anna.id or "")
    days(database, clock, 10)
    save(of(database, ben), Profile("sre", "L4"))
    of(database, ben).delete("sre")
    clock.day += timedelta(days=390)
    assert days(database, clock, 8) == 0, "not what people keep"
    assert len(sharing.notices(database, ben)) == len(audit.lines(database, anna.id)) == 0
    assert [line.action for line in audit.lines(database)] == ["deleted"], "the later one"
    assert load(of(database, ben, anna), "sre", "manager") is None


def test_what_is_deleted_is_said_for_the_log() -> None:
    days = Retention(400, 90)
    assert Swept().said(days) == ""
    assert Swept(3).said(days) == "3 profiles and panels unused for 400 days"
    assert Swept(0, 2, 1).said(days) == "2 lines of the audit, 1 notice to people"


def test_it_is_swept_once_per_day_by_whichever_server(database: Database, clock: Clock) -> None:
    keep(database, Browser.new())
    days(database, clock, 400)
    clock.day += timedelta(days=1)
    assert [sweep(database, clock.day).unused for _ in range(3)] == [1, 0, 0]


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650)])
def test_a_clock_that_jumps_deletes_nothing_for_a_week(
    database: Database, clock: Clock, jump: timedelta
) -> None:
    store = keep(database, Browser.new())
    days(database, clock, 30)
    clock.day += jump
    assert sweep(database, clock.day) == Swept()
    assert days(database, clock, 5) == 0
    clock.day -= jump
    assert days(database, clock, 20) == 0
    assert load(store, "sre")


def test_after_a_long_rest_a_week_passes_first(database: Database, clock: Clock) -> None:
    keep(database, Browser.new())
    days(database, clock, 30)
    clock.day += timedelta(days=500)
    assert days(database, clock, 7) == 0
    assert days(database, clock, 1) == 1


def test_a_day_in_the_future_is_mended_by_the_next_use(database: Database, clock: Clock) -> None:
    store = keep(database, Browser.new())
    clock.day += timedelta(days=3650)
    assert load(store, "sre")
    clock.day -= timedelta(days=3650)
    assert load(store, "sre")
    assert days(database, clock, 401) == 1
