"""Upgrading a database: all or nothing, after a copy, and never one of a newer version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from tools.postgresql import PostgreSQL

from explorer.errors import DatabaseError
from explorer.profiles.profile import Profile
from explorer.storage import backup, database_schema
from explorer.storage.database import Database, database_at, make_file, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import METADATA
from explorer.storage.owners import Browser
from library.storage.keeping import load, save


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


def of_the_first_step(file: Path, owner: Browser) -> Database:
    """A database as the first version left it, with a profile in it."""
    database = sqlite_at(file)
    make_file(database)
    with database.writing() as connection:
        command.upgrade(database_schema._config(connection), "0001")
    save(DatabaseRepository(database, owner), Profile("sre", "L4"))
    assert state(database) == "behind"
    return database


def test_sqlite_is_saved_before_it_is_upgraded(tmp_path: Path) -> None:
    owner = Browser.new()
    database = of_the_first_step(tmp_path / "kept.db", owner)
    kept = load(DatabaseRepository(database, owner), "sre")
    saved = database_schema.use(database)
    assert saved is not None
    assert saved.parent == tmp_path
    assert saved.stat().st_mode & 0o777 == 0o600
    assert state(database) == "ready"
    before = sqlite_at(saved)
    assert state(before) == "behind"
    for each in (database, before):
        assert load(DatabaseRepository(each, owner), "sre") == kept is not None
        each.close()


def test_a_backup_of_an_earlier_version_is_restored(database: Database, tmp_path: Path) -> None:
    owner = Browser.new()
    earlier = of_the_first_step(tmp_path / "earlier.db", owner)
    kept = load(DatabaseRepository(earlier, owner), "sre")
    earlier.close()
    assert backup.restore(tmp_path / "earlier.db", database) == 1
    assert state(database) == "ready"
    assert load(DatabaseRepository(database, owner), "sre") == kept is not None
