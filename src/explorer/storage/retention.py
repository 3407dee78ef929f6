"""Deleting what a browser kept and nobody used for long: once per day, by whichever server.

A clock that is wrong must delete nothing. After a jump of the day, forward or back, or a long
rest, nothing is deleted for a week, in which somebody sees it.
"""

from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_tables import HOUSEKEEPING, PROFILES
from explorer.storage.owners import BROWSER

GRACE = timedelta(days=7)
"""A server that rests over a long weekend is no jump."""
_SEEN, _FROM = "last sweep", "sweep from"


def sweep(database: Database, day: date | None = None) -> int:
    """Delete what is due on a day (by default today); gives how many profiles that were.
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
        unused = (
            PROFILES.c.owner.startswith(BROWSER),
            PROFILES.c.used_on < day - timedelta(days=database.unused_days),
        )
        gone = connection.execute(delete(PROFILES).where(*unused)).rowcount
    if gone:
        database.forget_deleted()
    return gone


def _day(connection: Connection, name: str) -> date | None:
    named = HOUSEKEEPING.c.name == name
    found: date | None = connection.scalar(select(HOUSEKEEPING.c.day).where(named))
    return found


def _note(connection: Connection, name: str, day: date) -> None:
    named = HOUSEKEEPING.c.name == name
    if not connection.execute(update(HOUSEKEEPING).where(named).values(day=day)).rowcount:
        connection.execute(insert(HOUSEKEEPING).values(name=name, day=day))
