"""Sessions and attempts in the database: each ends when it should, and once."""

from pathlib import Path

import pytest

from explorer.storage import backup, database_schema, people
from explorer.storage.database import Database, sqlite_at
from explorer.storage.people import Attempt


@pytest.fixture
def database(tmp_path: Path) -> Database:
    found = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.use(found)
    return found


def test_an_attempt_is_taken_once_and_by_its_own_browser(database: Database) -> None:
    attempt = Attempt("{}", "/compare")
    people.begin_attempt(database, "state", "anna", attempt)
    assert people.take_attempt(database, "state", "eve") is None
    assert people.take_attempt(database, "other", "anna") is None
    assert people.take_attempt(database, "state", "anna") == attempt
    assert people.take_attempt(database, "state", "anna") is None


def test_what_is_too_old_is_nothing_and_goes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = people.person(database, "i", "anna", "Anna")
    people.begin_attempt(database, "state", "anna", Attempt("{}", "/"))
    session = people.begin_session(database, anna, "reader", 3600)
    assert people.actor_of_session(database, session)
    later = people.time.time() + 4000
    monkeypatch.setattr(people.time, "time", lambda: later)
    assert people.take_attempt(database, "state", "anna") is None
    assert people.actor_of_session(database, session) is None
    people.begin_attempt(database, "new", "ben", Attempt("{}", "/"))
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 0


def test_a_clock_set_back_ends_no_session_and_no_attempt(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = people.person(database, "i", "anna", "Anna")
    people.begin_attempt(database, "state", "anna", Attempt("{}", "/"))
    session = people.begin_session(database, anna, "reader", 3600)
    before = people.time.time() - 86_400
    monkeypatch.setattr(people.time, "time", lambda: before)
    people.begin_attempt(database, "other", "ben", Attempt("{}", "/"))
    assert people.actor_of_session(database, session)
    assert people.take_attempt(database, "state", "anna")


def test_a_person_is_one_per_provider_and_goes_by_their_present_name(database: Database) -> None:
    first = people.person(database, "i", "anna", "Anna Berg")
    assert people.person(database, "i", "anna", "Anna Tal") == first
    assert people.person(database, "other", "anna", "Anna Berg") != first
    actor = people.actor_of_person(database, first)
    assert actor
    assert (actor.name, actor.role) == ("Anna Tal", "reader")
    assert people.actor_of_person(database, "nobody") is None


def test_ending_a_session_that_is_none_ends_none(database: Database) -> None:
    anna = people.person(database, "i", "anna", "Anna")
    session = people.begin_session(database, anna, "reader", 60)
    for everywhere in (False, True):
        people.end_session(database, "x" * 43, everywhere)
    assert people.actor_of_session(database, session)


def test_a_restored_backup_brings_back_people_and_no_session(
    database: Database, tmp_path: Path
) -> None:
    anna = people.person(database, "i", "anna", "Anna")
    session = people.begin_session(database, anna, "reader", 60)
    people.begin_attempt(database, "state", "anna", Attempt("{}", "/"))
    backup.backup(database, tmp_path / "saved")
    people.end_session(database, session)
    backup.restore(tmp_path / "saved", database, overwrite=True)
    assert people.actor_of_session(database, session) is None
    assert people.take_attempt(database, "state", "anna") is None
    assert people.person(database, "i", "anna", "Anna") == anna
