"""What can go wrong with a database, and what whoever visits or runs the server is told."""

import logging
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text
from tools.postgresql import PostgreSQL

from explorer.errors import DatabaseError, Unavailable
from explorer.profiles.profile import Profile
from explorer.storage import database as databases
from explorer.storage import database_schema
from explorer.storage.database import Database, database_at, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Browser
from library.storage.keeping import load, save

EMPTY = Profile("sre", "L4")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = sqlite_at(tmp_path / "folder" / "kept.db")
    database_schema.upgrade(found)
    yield found
    found.close()


@pytest.fixture
def store(database: Database) -> DatabaseRepository:
    return DatabaseRepository(database, Browser.new())


def test_a_file_is_its_owners_alone_and_writes_through(database: Database) -> None:
    assert database.file
    with database.writing() as connection:
        for path in database.file.parent.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in pragmas]
    assert found == ["wal", 2, 1, 1]
    assert stat.S_IMODE(database.file.parent.stat().st_mode) == 0o700


def test_no_word_and_no_key_is_in_the_file_and_none_is_left_after_deleting(
    database: Database, store: DatabaseRepository
) -> None:
    assert database.file
    profile = EMPTY.with_rating("L4", "secret-craft", "Maturing")
    save(store, profile)
    rows = b"".join(path.read_bytes() for path in database.file.parent.iterdir())
    with database.reading() as connection:
        document = bytes(connection.scalar(text("SELECT document FROM profile")))
    owner = store.owner
    assert isinstance(owner, Browser)
    for word in (b"secret-craft", b"Maturing", owner.key, owner.phrase.encode()):
        assert word not in rows
    assert document in rows
    store.delete_everything()
    left = b"".join(path.read_bytes() for path in database.file.parent.iterdir())
    assert document not in left
    assert document[:200] not in left
    assert owner.address.encode() not in left


def test_rows_cannot_be_given_to_another_ladder_view_or_revision(
    database: Database, store: DatabaseRepository
) -> None:
    for change in ("ladder = 'other'", "perspective = 'manager'", "revision = 7"):
        store.delete_everything()
        save(store, EMPTY)
        with database.writing() as connection:
            connection.execute(text(f"UPDATE profile SET {change}"))
        (name,) = store.everything()
        assert name.endswith(".unreadable"), change


def test_a_file_that_was_taken_away_is_said_and_found_again(
    database: Database, store: DatabaseRepository, tmp_path: Path
) -> None:
    assert database.file
    kept = save(store, EMPTY)
    database.file.rename(tmp_path / "away")
    for attempt in (lambda: load(store, "sre"), lambda: save(store, kept)):
        with pytest.raises(Unavailable, match=r"this server's database \(it is not there\)"):
            attempt()
    assert not database.file.exists(), "no empty one is made in its place"
    (tmp_path / "away").rename(database.file)
    assert load(store, "sre") == kept


def test_another_file_in_its_place_is_not_taken_for_it(
    database: Database, store: DatabaseRepository, tmp_path: Path
) -> None:
    assert database.file
    save(store, EMPTY)
    database.file.rename(tmp_path / "away")
    with closing(sqlite3.connect(database.file)) as other:
        other.execute("CREATE TABLE x (y)")
    with pytest.raises(Unavailable, match="its tables are missing"):
        load(store, "sre")


def test_a_full_disk_loses_nothing_and_is_said(
    database: Database, store: DatabaseRepository
) -> None:
    kept = save(store, EMPTY)
    database.close()

    # As many pages as there are, and none more: what SQLite says of a full disk.
    def bounded(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(database.engine, "connect", bounded)
    with pytest.raises(Unavailable, match="its disk is full"):
        save(store, kept.with_label("x" * 100_000))
    event.remove(database.engine, "connect", bounded)
    database.close()
    assert load(store, "sre") == kept


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_file_that_may_not_be_written_is_said(
    database: Database, store: DatabaseRepository
) -> None:
    kept = save(store, EMPTY)
    database.close()

    def only_reads(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(database.engine, "connect", only_reads)
    with pytest.raises(Unavailable, match="it cannot be written to"):
        save(store, kept)
    assert load(store, "sre") == kept


def test_whoever_holds_the_lock_for_long_is_said(
    database: Database, store: DatabaseRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = save(store, EMPTY)
    assert database.file
    monkeypatch.setattr(databases, "_PATIENCE", 0.05)
    database.close()
    with closing(sqlite3.connect(database.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="another save is still going on"):
            save(store, kept)
        assert load(store, "sre") == kept, "reading goes on"
        other.execute("COMMIT")
        with pytest.raises(Unavailable, match="another save is still going on"):
            save(store, kept)
    database._respite.writes_until = 0.0
    assert save(store, kept).revision == 2


def test_a_damaged_database_is_said(database: Database, store: DatabaseRepository) -> None:
    save(store, EMPTY)
    database.close()
    assert database.file
    raw = database.file.read_bytes()
    database.file.write_bytes(raw[:100] + b"\xff" * (len(raw) - 100))
    with pytest.raises(Unavailable, match="it is damaged"):
        load(store, "sre")


def test_the_log_says_what_is_wrong_once_and_nobodys_words(
    database: Database, store: DatabaseRepository, caplog: pytest.LogCaptureFixture
) -> None:
    with database.writing() as connection:
        connection.execute(text("DROP TABLE profile"))
    with caplog.at_level(logging.WARNING, "explorer.storage"):
        for _ in range(3):
            with pytest.raises(Unavailable, match="its tables are missing"):
                save(store, Profile("secret-ladder", "L4"))
    (record,) = caplog.records
    assert "no such table: profile" in record.getMessage()
    assert "secret-ladder" not in caplog.text
    assert store.owner.address not in caplog.text


def test_a_crowd_waits_in_line_for_longer_than_sqlite_would(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_PATIENCE", 0.05)
    saved: list[Profile] = []

    def keep() -> None:
        saved.append(save(DatabaseRepository(database, Browser.new()), EMPTY))

    waiting = threading.Thread(target=keep)
    with database.writing():
        waiting.start()
        waiting.join(0.5)
        assert saved == []
    waiting.join(10)
    assert [profile.revision for profile in saved] == [1]
    monkeypatch.setattr(databases, "_QUEUE_SECONDS", 0.05)
    with database.writing(), pytest.raises(Unavailable, match="another save is still going on"):
        keep()


def test_two_threads_that_save_at_once_lose_nothing(database: Database) -> None:
    stores = [DatabaseRepository(database, Browser.new()) for _ in range(8)]

    def on_and_on(store: DatabaseRepository) -> None:
        kept = store.write(EMPTY)
        for _ in range(10):
            kept = store.write(kept.profile, kept)

    threads = [threading.Thread(target=on_and_on, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    found = [load(store, "sre") for store in stores]
    assert [profile.revision for profile in found if profile] == [11] * 8


# -- PostgreSQL ----------------------------------------------------------------------------


def test_postgresql_that_does_not_answer_is_not_asked_again_at_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    database = database_at("postgresql://u:secret@127.0.0.1:1/none")
    store = DatabaseRepository(database, Browser.new())
    asked: list[None] = []
    really = database.engine.pool.connect
    monkeypatch.setattr(database.engine.pool, "connect", lambda: asked.append(None) or really())
    for _ in range(3):
        with pytest.raises(Unavailable, match="it does not answer"):
            load(store, "sre")
    assert len(asked) == 1
    assert "secret" not in caplog.text + database.name
    monkeypatch.setattr(databases, "_RESPITE", 0.0)
    database._respite.until = 0.0
    with pytest.raises(Unavailable):
        load(store, "sre")
    assert len(asked) == 2


def test_postgresql_has_to_be_upgraded_first_and_says_how(postgresql: PostgreSQL) -> None:
    database = database_at(postgresql.new("fresh"))
    with pytest.raises(DatabaseError, match=r"has no tables yet.* ladder db upgrade"):
        database_schema.use(database)
    database_schema.upgrade(database)
    assert database_schema.use(database) is None
    database.close()


def test_a_database_or_user_that_is_not_there_is_said(postgresql: PostgreSQL) -> None:
    somebody = postgresql.url("postgres").replace("explorer@", "somebody:secret@")
    for url, said in (
        (postgresql.url("nowhere"), "it is not there"),
        (somebody, "it refuses this server"),
    ):
        database = database_at(url)
        with pytest.raises(DatabaseError, match=f"cannot be used: {said}") as caught:
            database_schema.upgrade(database)
        assert "secret" not in str(caught.value)


def test_two_upgrades_at_once_wait_for_each_other(postgresql: PostgreSQL, tmp_path: Path) -> None:
    for url in (postgresql.new("twice"), f"sqlite:///{tmp_path / 'twice.db'}"):
        wrong: list[BaseException] = []

        def upgrade(url: str = url, wrong: list[BaseException] = wrong) -> None:
            database = database_at(url)
            try:
                database_schema.upgrade(database)
            except BaseException as error:
                wrong.append(error)
            database.close()

        threads = [threading.Thread(target=upgrade) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert wrong == []
        database = database_at(url)
        assert database_schema.why_not_ready(database) == ""
        database.close()
