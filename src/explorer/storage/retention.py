"""Deleting what a browser kept and nobody used for long: once per day, by whichever server.

A clock that is wrong must delete nothing. After a jump of the day, forward or back, or a long
rest, nothing is deleted for a week, in which somebody sees it.
"""

from datetime import date, timedelta

from sqlalchemy import Connection, Table, delete, insert, select, update

from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_tables import HOUSEKEEPING, PANELS, PROFILES
from explorer.storage.owners import BROWSER

GRACE = timedelta(days=7)
"""A server that rests over a long weekend is no jump."""
_SEEN, _FROM = "last sweep", "sweep from"


def sweep(database: Database, day: date | None = None) -> int:
    """Delete what is due on a day (by default today); gives how many documents that were.
    Raises Unavailable."""
    day = day or today()
    with database.writing() as connection:
        seen, begin = _day(connection, _SEEN), _day(connection, _FROM)
        if seen == day:
            return 0
        if seen is None or begin is None or abs(day - seen) > GRACE:
            begin = day + GRACE
        _note(connection, _SEEN, day)
        _note(connection, _FROM, begin)
        if day < begin:
            return 0
        before = day - timedelta(days=database.unused_days)
        gone = sum(_delete_unused(connection, table, before) for table in (PROFILES, PANELS))
    if gone:
        database.forget_deleted()
    return gone


def _delete_unused(connection: Connection, table: Table, before: date) -> int:
    unused = (table.c.owner.startswith(BROWSER), table.c.used_on < before)
    return connection.execute(delete(table).where(*unused)).rowcount


def _day(connection: Connection, name: str) -> date | None:
    named = HOUSEKEEPING.c.name == name
    found: date | None = connection.scalar(select(HOUSEKEEPING.c.day).where(named))
    return found


def _note(connection: Connection, name: str, day: date) -> None:
    named = HOUSEKEEPING.c.name == name
    if not connection.execute(update(HOUSEKEEPING).where(named).values(day=day)).rowcount:
        connection.execute(insert(HOUSEKEEPING).values(name=name, day=day))
