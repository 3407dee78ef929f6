"""Saving a database to one file and restoring it, in SQLite's form for both databases.

So a backup of PostgreSQL restores into SQLite and the other way round. A backup of any earlier
version is upgraded, in a copy, before it is restored.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, delete, func, insert, select

from explorer.errors import DatabaseError
from explorer.storage import database_schema
from explorer.storage.database import Database, sqlite_at
from explorer.storage.database_tables import ATTEMPTS, METADATA, PANELS, PROFILES, SESSIONS
from explorer.storage.holdings import amount
from explorer.storage.sqlite_copy import copy_file

_KEPT = (PROFILES, PANELS)
_AT_ONCE = 200
"""Rows; a document has up to a megabyte."""


def backup(database: Database, to: Path) -> str:
    """Save the database as of one moment to a new file; gives how much is in it, in words.
    Raises DatabaseError."""
    if to.exists():
        raise DatabaseError(f"{to} is there already, and a backup overwrites nothing.")
    if why := database_schema.why_not_ready(database):
        raise DatabaseError(why)
    with database_schema.told(database), tempfile.TemporaryDirectory() as folder:
        source = database.file
        if source is None:
            source = Path(folder) / "copy"
            with _opened(source) as copy:
                database_schema.upgrade(copy)
                with database.snapshot() as original, copy.writing() as connection:
                    _copy_rows(original, connection)
        copy_file(source, to)
        # As it is: a file that is opened to be written to gets others beside it.
        address = f"file:{quote(str(to.absolute()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as saved:
            counts = [
                saved.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
                for table in _KEPT
            ]
            return amount(*counts) or "Nothing"


def restore(file: Path, database: Database, overwrite: bool = False) -> str:
    """Put the backup in the place of what the database has, in one transaction; gives how much
    it is, in words. Everybody signs in anew: a session of the backup may have ended since.
    Raises DatabaseError, and then the database is as it was."""
    if not file.is_file():
        raise DatabaseError(f"There is no file {file}.")
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "copy"
        with _opened(file) as given, database_schema.told(given):
            copy_file(file, copied)
        with _opened(copied) as copy:
            with database_schema.told(copy), copy.reading() as connection:
                if database_schema.state(connection) == "empty":
                    raise DatabaseError(f"{file} is no backup of a Ladder Explorer's database.")
            database_schema.upgrade(copy)
            database_schema.upgrade(database)
            with (
                database_schema.told(database),
                copy.reading() as source,
                database.writing() as target,
            ):
                if (there := _amount(target)) and not overwrite:
                    raise DatabaseError(
                        f"The database {database.name} has {there}. Save it with "
                        "`ladder db backup`, then restore with --overwrite."
                    )
                for table in reversed(METADATA.sorted_tables):
                    target.execute(delete(table))
                _copy_rows(source, target)
                for table in (SESSIONS, ATTEMPTS):
                    target.execute(delete(table))
                return _amount(target) or "Nothing"


def _amount(connection: Connection) -> str:
    counts = (connection.scalar(select(func.count()).select_from(table)) for table in _KEPT)
    return amount(*(found or 0 for found in counts))


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in METADATA.sorted_tables:
        rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for some in rows.mappings().partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])


@contextmanager
def _opened(file: Path) -> Iterator[Database]:
    database = sqlite_at(file)
    try:
        yield database
    finally:
        database.close()
