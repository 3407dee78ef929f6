"""Where a server keeps profiles: decided at the start, with the database opened and ready."""

import threading
import time
from contextlib import suppress

from explorer.errors import DatabaseError, ServerError, StoreError
from explorer.server.configuration import Configuration
from explorer.storage import database_schema, file_repository, retention
from explorer.storage.database import LOG, Database, Retention, database_at, sqlite_at
from explorer.storage.file_repository import FileRepository

_SWEEP_SECONDS = 3600
"""A day may begin at any hour; what was swept today is not swept again."""


def storage_for(personal: bool, told: Configuration) -> FileRepository | Database | None:
    """Where profiles are kept: in files of the one person, in the database that was named (by
    default a file in the data folder), or nowhere (None). Raises ServerError."""
    if told.database and (personal or told.keep_nothing):
        other = "personal use, which keeps files; add --shared" if personal else "--keep-nothing"
        raise ServerError(f"--database does not go with {other}.")
    if told.keep_nothing:
        return None
    if personal:
        return FileRepository(file_repository.default_folder())
    try:
        found = database_of(told)
        saved = database_schema.use(found)
    except DatabaseError as error:
        raise ServerError(f"{error} Without keeping anything: --keep-nothing") from error
    if saved:
        LOG.warning("%s was upgraded; as it was before it is in %s", found.name, saved)
    return found


def database_of(told: Configuration) -> Database:
    """The database that was named, or a file in the data folder. Raises DatabaseError."""
    days = Retention(told.keep_days, told.audit_days, told.room_days)
    if told.database:
        return database_at(told.database, days)
    return sqlite_at(file_repository.data_folder() / "shared.sqlite3", days)


def start_sweeping(database: Database) -> None:
    """Delete what has been there for long enough, at the start and then once per day, beside the
    server."""
    threading.Thread(target=_sweep_on_and_on, args=(database,), daemon=True).start()


def _sweep_on_and_on(database: Database) -> None:
    while True:
        # Trouble is said in the log already; the next hour comes.
        with suppress(StoreError):
            if gone := retention.sweep(database).said(database.retention):
                LOG.warning("deleted: %s", gone)
        time.sleep(_SWEEP_SECONDS)
