"""Deleting what nobody needs any more: what a browser kept and did not use for long, rooms that
nobody came back to, and what was written down or told long ago. Once per day, by whichever server.

A clock that is wrong must delete nothing. After a jump of the day, forward or back, or a long
rest, nothing is deleted for a week, in which somebody sees it.
"""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from explorer.storage.database import Database, Retention
from explorer.storage.database_repository import today
from explorer.storage.database_tables import (
    AUDIT,
    HOUSEKEEPING,
    NOTICES,
    PANELS,
    PROFILES,
    ROOMS,
)
from explorer.storage.owners import BROWSER
from explorer.text.plurals import count

GRACE = timedelta(days=7)
"""A server that rests over a long weekend is no jump."""
_SEEN, _FROM = "last sweep", "sweep from"


@dataclass(frozen=True, slots=True)
class Swept:
    """How many were deleted: documents that a browser did not use, lines of the audit, notices,
    rooms."""

    unused: int = 0
    lines: int = 0
    notices: int = 0
    rooms: int = 0

    def said(self, days: Retention) -> str:
        """For the log: what it was, by these days; empty where it was nothing."""
        documents = count(self.unused, "profile or panel", "profiles and panels")
        parts = (
            (self.unused, f"{documents} unused for {days.unused_days} days"),
            (self.lines, f"{count(self.lines, 'line')} of the audit"),
            (self.notices, f"{count(self.notices, 'notice')} to people"),
            (self.rooms, f"{count(self.rooms, 'room')} unused for {days.room_days} days"),
        )
        return ", ".join(what for many, what in parts if many)


def sweep(database: Database, day: date | None = None) -> Swept:
    """Delete what is due on a day (by default today). Raises Unavailable."""
    day = day or today()
    with database.writing() as connection:
        seen, begin = _day(connection, _SEEN), _day(connection, _FROM)
        if seen == day:
            return Swept()
        if seen is None or begin is None or abs(day - seen) > GRACE:
            begin = day + GRACE
        _note(connection, _SEEN, day)
        _note(connection, _FROM, begin)
        if day < begin:
            return Swept()
        gone = _delete_due(connection, day, database.retention)
    if gone.unused or gone.rooms:
        database.forget_deleted()
    return gone


def _delete_due(connection: Connection, day: date, days: Retention) -> Swept:
    used = day - timedelta(days=days.unused_days)
    said = day - timedelta(days=days.audit_days)
    empty = day - timedelta(days=days.room_days)
    moment = datetime.combine(said, datetime.min.time(), UTC).timestamp() * 1000
    unused = [
        delete(table).where(table.c.owner.startswith(BROWSER), table.c.used_on < used)
        for table in (PROFILES, PANELS)
    ]
    over = update(ROOMS).where(ROOMS.c.code_until < int(time.time()))
    connection.execute(over.values(code=None, code_key=None))
    return Swept(
        sum(connection.execute(each).rowcount for each in unused),
        connection.execute(delete(AUDIT).where(AUDIT.c.at < moment)).rowcount,
        connection.execute(delete(NOTICES).where(NOTICES.c.gone_on < said)).rowcount,
        connection.execute(delete(ROOMS).where(ROOMS.c.used_on < empty)).rowcount,
    )


def _day(connection: Connection, name: str) -> date | None:
    named = HOUSEKEEPING.c.name == name
    found: date | None = connection.scalar(select(HOUSEKEEPING.c.day).where(named))
    return found


def _note(connection: Connection, name: str, day: date) -> None:
    named = HOUSEKEEPING.c.name == name
    if not connection.execute(update(HOUSEKEEPING).where(named).values(day=day)).rowcount:
        connection.execute(insert(HOUSEKEEPING).values(name=name, day=day))
