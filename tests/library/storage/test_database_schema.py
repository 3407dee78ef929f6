"""Upgrading a database: all or nothing, after a copy, and never one of a newer version."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from tools.postgresql import PostgreSQL

from explorer.errors import DatabaseError
from explorer.identity.actors import Actor
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import dump
from explorer.storage import backup, database_schema
from explorer.storage.database import Database, database_at, make_file, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import METADATA
from explorer.storage.owners import Browser, Owner, Person
from explorer.storage.repository import next_revision
from library.storage.keeping import load, of, save, somebody


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "SQLite":
        found = sqlite_at(tmp_path / "kept.db")
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        found = database_at(server.new(tmp_path.name))
    yield found
    found.close()


def state(database: Database) -> str:
    with database.reading() as connection:
        return database_schema.state(connection)


def run(database: Database, statement: str) -> None:
    with database.writing() as connection:
        connection.execute(text(statement))


def test_the_steps_make_the_tables_that_the_code_has(database: Database) -> None:
    database_schema.upgrade(database)
    assert state(database) == "ready"
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_what_is_ready_is_left_alone(database: Database) -> None:
    database_schema.upgrade(database)
    store = DatabaseRepository(database, Browser.new())
    kept = save(store, Profile("sre", "L4"))
    assert database_schema.upgrade(database) is None
    assert load(store, "sre") == kept


def test_a_newer_database_is_refused_and_left_alone(database: Database) -> None:
    database_schema.upgrade(database)
    run(database, "UPDATE alembic_version SET version_num = '9999'")
    for attempt in (database_schema.upgrade, database_schema.use):
        with pytest.raises(DatabaseError, match=r"newer Ladder Explorer .*9999.*restore"):
            attempt(database)
    assert state(database) == "newer"


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE housekeeping",
        "ALTER TABLE profile DROP COLUMN saved_on",
        "DELETE FROM alembic_version",
    ],
)
def test_an_incomplete_database_is_refused_and_left_alone(
    database: Database, statement: str
) -> None:
    database_schema.upgrade(database)
    run(database, statement)
    with pytest.raises(DatabaseError, match="lacks tables or columns"):
        database_schema.use(database)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    really = op.create_index

    def broken(*_: object, **__: object) -> None:
        run_wrong = text("SELECT * FROM nowhere")
        op.get_bind().execute(run_wrong)

    monkeypatch.setattr(op, "create_index", broken)
    with pytest.raises(DatabaseError, match="cannot be used"):
        database_schema.upgrade(database)
    assert state(database) == "empty", "not half of it"
    monkeypatch.setattr(op, "create_index", really)
    database_schema.upgrade(database)
    assert state(database) == "ready"


KEPT = next_revision(Profile("sre", "L4"))


def of_the_first_step(file: Path, owner: Browser) -> Database:
    """A database as the first version left it, with a profile in it."""
    database = sqlite_at(file)
    make_file(database)
    with database.writing() as connection:
        command.upgrade(database_schema._config(connection), "0001")
    keep_as_before(database, owner, KEPT)
    assert state(database) == "behind"
    return database


def keep_as_before(database: Database, owner: Owner, saved: Profile) -> None:
    """What versions before subjects wrote for a save."""
    about = f"{owner.address}\n{saved.perspective}\n{saved.revision}\n{saved.ladder}"
    row = {
        "owner": owner.address,
        "by": saved.perspective,
        "document": owner.seal(dump(saved).encode(), about.encode()),
    }
    with database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO profile (owner, ladder, perspective, aside, revision, version,"
                " document, saved_on, used_on) VALUES (:owner, 'sre', :by, '', 1, 'v',"
                " :document, '2026-11-01', '2026-11-01')"
            ),
            row,
        )


def test_what_people_kept_before_they_could_share_is_there(database: Database) -> None:
    """The database of the second step, which knew people and no subjects, on both."""
    make_file(database)
    with database.writing() as connection:
        command.upgrade(database_schema._config(connection), "0002")
    run(database, "INSERT INTO person VALUES ('a1', 'https://id.example', 'anna', 'Anna Berg')")
    views = {by: replace(KEPT, perspective=by) for by in get_args(Perspective)}
    for view in views.values():
        keep_as_before(database, Person("a1"), view)
    assert state(database) == "behind"
    database_schema.upgrade(database)
    assert state(database) == "ready"
    anna = Actor("a1", "Anna Berg")
    assert {by: load(of(database, anna), "sre", by) for by in views} == views
    ben = somebody(database, "Ben")
    for subject in (None, ben):
        # The primary key has the subject in it: one row for each.
        of(database, anna, subject).delete("sre", "manager")
        save(of(database, anna, subject), Profile("sre", "L4", perspective="manager"))
    listed = of(database, anna).listed()
    assert [each.subject for each in listed] == ["", ben.id, ""]


def test_sqlite_is_saved_before_it_is_upgraded(tmp_path: Path) -> None:
    owner = Browser.new()
    database = of_the_first_step(tmp_path / "kept.db", owner)
    saved = database_schema.use(database)
    assert saved is not None
    assert saved.parent == tmp_path
    assert saved.stat().st_mode & 0o777 == 0o600
    assert state(database) == "ready"
    before = sqlite_at(saved)
    assert state(before) == "behind"
    assert database_schema.upgrade(before)
    for each in (database, before):
        assert load(DatabaseRepository(each, owner), "sre") == KEPT
        each.close()


def test_a_backup_of_an_earlier_version_is_restored(database: Database, tmp_path: Path) -> None:
    owner = Browser.new()
    earlier = of_the_first_step(tmp_path / "earlier.db", owner)
    earlier.close()
    assert backup.restore(tmp_path / "earlier.db", database) == "1 profile"
    assert state(database) == "ready"
    assert load(DatabaseRepository(database, owner), "sre") == KEPT
