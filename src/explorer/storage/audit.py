"""Who shared, opened, exported and deleted: a line each, with numbers for people.

A line stays for the days of `Retention`. A name is looked up when it is read. Of somebody who deleted everything about themselves
only the number is left, which leads to nobody.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, insert, or_, select

from explorer.identity.actors import Actor
from explorer.profiles.profile import Perspective
from explorer.storage import people
from explorer.storage.database import Database
from explorer.storage.database_tables import AUDIT

Done = Literal["shared", "stopped sharing", "opened", "exported", "deleted"]
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person by number; without a name they are nobody (any more)."""

    id: str
    name: str = ""

    @property
    def said(self) -> str:
        return f"{self.name} ({self.id})" if self.name else self.id


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what, when; `person` is whom it was shared with, whose view was opened, or about
    whom something was exported or deleted."""

    at: datetime
    actor: Somebody
    action: str
    person: Somebody
    ladder: str
    by: str


def note(
    connection: Connection,
    actor: Actor,
    action: Done,
    person: str,
    ladder: str = "",
    by: Perspective | Literal["panel", ""] = "",
) -> None:
    """Write down, in the transaction that does it."""
    connection.execute(
        insert(AUDIT).values(
            id=secrets.token_hex(8),
            at=time.time_ns() // 1_000_000,
            actor=OPERATOR if actor.operator else actor.id or "",
            action=action,
            person=person,
            ladder=ladder,
            perspective=by,
        )
    )


def lines(database: Database, person: str | None = None) -> list[Line]:
    """What was written down of a person, or of everybody; the first comes first."""
    wanted = select(AUDIT).order_by(AUDIT.c.at, AUDIT.c.id)
    if person is not None:
        wanted = wanted.where(or_(AUDIT.c.actor == person, AUDIT.c.person == person))
    with database.reading() as connection:
        rows = connection.execute(wanted).all()
        ids = (id for row in rows for id in (row.actor, row.person))
        names = {each.id: each.name for each in people.known(connection, ids).values()}

    def somebody(id: str) -> Somebody:
        return Somebody(id, names.get(id, ""))

    return [
        Line(
            datetime.fromtimestamp(row.at / 1000, UTC),
            somebody(row.actor),
            row.action,
            somebody(row.person),
            row.ladder,
            row.perspective,
        )
        for row in rows
    ]
