"""The database of a server: the connections to it, and a sentence for all that can go wrong.

SQLite for one server, PostgreSQL where several share one. Whoever visits learns that the
database does not answer, not which one it is; whoever runs the server finds the rest in the
log, without a password and without anybody's words.
"""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)
from sqlalchemy.pool import QueuePool

from explorer.errors import DatabaseError, Unavailable
from explorer.text.translation import N_

LOG = logging.getLogger("explorer.storage")
_PATIENCE = 5
"""Seconds for a lock or a connection; a visitor who waits for longer takes the page for dead."""
_RESPITE = 1.5
"""Seconds in which a database that did not answer is not asked again: a page asks it several
times, and each would wait."""
_QUEUE_SECONDS = 60
"""SQLite takes one writer at a time. 200 visitors who rated at once stood in this line for up to
20 seconds on two busy cores; asked in turns of its own, it turned some of them away after 5."""
_LOG_SECONDS = 10
"""Every visitor's every click meets the same trouble."""
_CONNECTIONS, _MORE = 8, 24
"""Scripts of 200 visitors run in turns of a few at a time; PostgreSQL allows 100 by default."""

SILENT, REFUSED = N_("it does not answer"), N_("it refuses this server")
LOCKED = N_("another save is still going on")
_SLOW = frozenset({SILENT, REFUSED})
"""Reasons that take time to find out again; LOCKED does for who writes, and others may read."""
_SQLITE = {
    "FULL": N_("its disk is full"),
    "READONLY": N_("it cannot be written to"),
    "BUSY": LOCKED,
    "LOCKED": LOCKED,
    "CORRUPT": N_("it is damaged"),
    "NOTADB": N_("it is damaged"),
    "CANTOPEN": N_("it is not there"),
    "PERM": N_("it may not be opened"),
    "IOERR": N_("its disk does not answer"),
}
_POSTGRESQL = {
    "28": REFUSED,
    "3D": N_("it is not there"),
    "42P01": N_("its tables are missing"),
    "25006": N_("it cannot be written to"),
    "53100": N_("its disk is full"),
    "53300": N_("it has too many connections"),
    "55P03": LOCKED,
    "57014": N_("it takes too long"),
}
"""Reasons by the beginning of the SQLSTATE."""
_CONNECTING = {
    "password": REFUSED,
    "authentication": REFUSED,
    "role ": REFUSED,
    "no pg_hba.conf entry": REFUSED,
    "does not exist": N_("it is not there"),
    "too many clients": N_("it has too many connections"),
}


@dataclass(frozen=True, slots=True)
class Retention:
    """After how many days something is deleted: what a browser keeps and does not use (400 is
    the time that browsers keep a cookie at most), what was written down or told of people
    who signed in, and a room that nobody used."""

    unused_days: int = 400
    audit_days: int = 400
    room_days: int = 14


@dataclass(slots=True)
class _Respite:
    until: float = 0.0
    writes_until: float = 0.0
    reason: str = ""
    logged: float = -_LOG_SECONDS


@dataclass(frozen=True, slots=True, eq=False)
class Database:
    """One database. `file` is SQLite's, None for PostgreSQL."""

    engine: Engine
    file: Path | None = None
    retention: Retention = Retention()
    _respite: _Respite = field(default_factory=_Respite, repr=False)
    _writer: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def name(self) -> str:
        """Which one it is, for whoever runs the server: never with its password."""
        url = self.engine.url.set(drivername="postgresql")
        return str(self.file) if self.file else url.render_as_string()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that writes nothing; on PostgreSQL each question is a transaction of its
        own, which saves two round trips. Raises Unavailable."""
        engine = self.engine
        if self.file is None:
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._asking(), engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees every table as of one moment. Raises Unavailable."""
        engine = self.engine
        if self.file is None:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with self._asking(), engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that holds SQLite's one write lock from its beginning.
        Raises Unavailable, and IntegrityError where a row is there already."""
        with self._in_turn(), self._asking(writes=True):
            engine = self.engine.execution_options(writes=True)
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Of this server's own threads, one writes to SQLite at a time; the others wait."""
        if self.file is None:
            yield
            return
        if not self._writer.acquire(timeout=_QUEUE_SECONDS):
            raise Unavailable(PLACE, LOCKED)
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _asking(self, writes: bool = False) -> Iterator[None]:
        respite = self._respite
        until = max(respite.until, respite.writes_until) if writes else respite.until
        if time.monotonic() < until:
            raise Unavailable(PLACE, self._respite.reason)
        try:
            yield
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            reason = reason_of(error)
            now = time.monotonic()
            if reason != self._respite.reason or now > self._respite.logged + _LOG_SECONDS:
                LOG.warning("%s: %s (%s)", self.name, reason, detail_of(error))
                self._respite.logged = now
            self._respite.reason = reason
            if reason in _SLOW:
                self._respite.until = now + _RESPITE
            elif reason == LOCKED:
                self._respite.writes_until = now + _RESPITE
            raise Unavailable(PLACE, reason) from error

    def forget_deleted(self) -> None:
        """Take what was deleted out of SQLite's log as well, where nobody is reading it."""
        if self.file:
            with self._asking(), self.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


PLACE = N_("this server's database")


def database_at(url: str, retention: Retention = Retention()) -> Database:
    """The database of a URL, sqlite:///FILE or postgresql://…; nothing is opened yet.
    Raises DatabaseError."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        # What cannot be read may hold a password all the same.
        raise DatabaseError(
            "The database's URL cannot be read; it is sqlite:///FILE or "
            "postgresql://USER@HOST/NAME."
        ) from error
    if backend == "sqlite":
        return _sqlite(parsed, retention)
    if backend == "postgresql":
        return _postgresql(parsed, retention)
    raise DatabaseError(
        f"A database of the kind {backend!r} is not supported; "
        "name one with sqlite:///FILE or postgresql://USER@HOST/NAME."
    )


def sqlite_at(file: Path, retention: Retention = Retention()) -> Database:
    """The SQLite database in a file."""
    return _sqlite(URL.create("sqlite", database=str(file)), retention)


def _sqlite(url: URL, retention: Retention) -> Database:
    if not url.database or url.database == ":memory:" or url.query:
        raise DatabaseError(
            "A SQLite database is a file: sqlite:///relative/FILE or sqlite:////absolute/FILE."
        )
    file = Path(url.database).absolute()
    # Never made by opening it: one that was taken away is an error and not an empty one.
    address = f"file:{quote(str(file))}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE,
        pool_timeout=_PATIENCE,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info["inode"] = file.stat().st_ino
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            # Deleted words are overwritten, not left in free pages.
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "checkout")
    def same_file(_: object, record: Any, __: object) -> None:
        # A file that was moved away can still be written to, and all of it would be lost.
        try:
            inode = file.stat().st_ino
        except OSError:
            inode = None
        if inode != record.info["inode"]:
            raise DisconnectionError("the file is another one by now")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine, file, retention)


def _postgresql(url: URL, retention: Retention) -> Database:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=_CONNECTIONS,
            max_overflow=_MORE,
            pool_timeout=_PATIENCE,
            # One that was restarted is asked anew, not given up.
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "connect_timeout": _PATIENCE,
                "tcp_user_timeout": _PATIENCE * 1000,
                "application_name": "ladder-explorer",
                "options": f"-c statement_timeout={2 * _PATIENCE}s -c lock_timeout={_PATIENCE}s",
            },
        )
    except ImportError as error:
        raise DatabaseError(
            "PostgreSQL needs the extra: pip install 'ladder-explorer[postgresql]'"
        ) from error
    return Database(engine, None, retention)


def make_file(database: Database) -> None:
    """Make an empty file for SQLite, its owner's alone, where there is none. Raises
    DatabaseError."""
    if database.file is None or database.file.exists():
        return
    try:
        database.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(database.file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DatabaseError(
            f"The database {database.file} cannot be made ({reason}). "
            "Name another place with --database sqlite:////FOLDER/FILE."
        ) from error


def reason_of(error: BaseException) -> str:
    """Why the database did not do what it was asked, in a few words."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(driver, "sqlite_errorname", "") or ""
    for known, reason in _SQLITE.items():
        if name.startswith(f"SQLITE_{known}"):
            return reason
    if "no such table" in str(driver):
        return "its tables are missing"
    state = getattr(driver, "sqlstate", "") or ""
    for known, reason in _POSTGRESQL.items():
        if state.startswith(known):
            return reason
    # A connection that fails has no SQLSTATE, only the server's own words.
    for words, reason in _CONNECTING.items():
        if words in str(driver):
            return reason
    return SILENT


def detail_of(error: BaseException) -> str:
    """The driver's own first line: with hidden parameters there is nobody's word in it."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    lines = str(driver).splitlines() or [type(driver).__name__]
    return f"{type(driver).__name__}: {lines[0][:300]}"
