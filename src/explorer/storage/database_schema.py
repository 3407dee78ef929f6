"""Whether a database has the tables of this version, and the steps that give it them.

All steps run in one transaction behind one lock, on both databases: killed in between, a
database is as it was. SQLite is saved to a file beside it first.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from explorer.errors import DatabaseError, StoreError, Unavailable
from explorer.storage.database import Database, detail_of, make_file, reason_of
from explorer.storage.database_tables import METADATA
from explorer.storage.repository import stamp
from explorer.storage.sqlite_copy import copy_file

State = Literal["empty", "behind", "ready", "newer", "incomplete"]
_LOCK = 0x1ADDE2
"""The number of PostgreSQL's advisory lock: two migrations at once wait for each other."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The number of the last step that this version knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(connection: Connection) -> str:
    """The number of the last step that was taken; empty where none was."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def state(connection: Connection) -> State:
    """How the database's tables stand to those of this version."""
    have = set(inspect(connection).get_table_names())
    done = current(connection)
    if not done:
        return "incomplete" if have & set(METADATA.tables) else "empty"
    if done not in {
        step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()
    }:
        return "newer"
    if done != newest():
        return "behind"
    return "ready" if _complete(connection) else "incomplete"


def _complete(connection: Connection) -> bool:
    inspector = inspect(connection)
    return all(
        inspector.has_table(table.name)
        and {column.name for column in table.columns}
        <= {str(column["name"]) for column in inspector.get_columns(table.name)}
        for table in METADATA.tables.values()
    )


def why_not_ready(database: Database) -> str:
    """A sentence, with the way out, on why the database cannot be used as it is; or empty."""
    try:
        with told(database), database.reading() as connection:
            found, done = state(connection), current(connection)
    except DatabaseError as error:
        return str(error)
    return _sentence(database, found, done)


def _sentence(database: Database, found: State, done: str) -> str:
    if found == "newer":
        return (
            f"The database {database.name} was last used by a newer Ladder Explorer (its tables "
            f"are of step {done}, this version knows {newest()}). Install that version, or "
            "restore a backup from before: ladder db restore FILE"
        )
    if found == "incomplete":
        return (
            f"The database {database.name} lacks tables or columns that its step "
            f"{done or 'none'} should have. Restore a backup: ladder db restore FILE"
        )
    if found != "ready":
        return (
            f"The database {database.name} has {'no tables yet' if found == 'empty' else 'tables of an earlier version'}. "
            "Run this once, with the same --database: ladder db upgrade"
        )
    return ""


def upgrade(database: Database) -> Path | None:
    """Give the database the tables of this version. Gives the file that SQLite was saved to
    before, None where there was nothing to save. Raises DatabaseError."""
    make_file(database)
    with told(database):
        with database.reading() as connection:
            found, done = state(connection), current(connection)
        if found in ("newer", "incomplete"):
            raise DatabaseError(_sentence(database, found, done))
        if found == "ready":
            return None
        saved = None
        if database.file and found == "behind":
            saved = database.file.with_name(f"{database.file.name}.before-{newest()}-{stamp()}")
            copy_file(database.file, saved)
        with database.writing() as connection:
            if not database.file:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            command.upgrade(_config(connection), "head")
        return saved


def use(database: Database) -> Path | None:
    """Make the database ready for a server: SQLite is upgraded, PostgreSQL has to be. Gives
    what `upgrade` gives. Raises DatabaseError."""
    if database.file:
        return upgrade(database)
    if why := why_not_ready(database):
        raise DatabaseError(why)
    return None


@contextmanager
def told(database: Database) -> Iterator[None]:
    """Whatever goes wrong, as a DatabaseError for whoever runs the server."""
    try:
        yield
    except (StoreError, SQLAlchemyError, CommandError, sqlite3.Error, OSError) as error:
        cause = error.__cause__ if isinstance(error, Unavailable) and error.__cause__ else error
        raise DatabaseError(
            f"The database {database.name} cannot be used: {reason_of(cause)} ({detail_of(cause)})."
        ) from error
