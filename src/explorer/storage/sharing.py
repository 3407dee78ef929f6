"""Sharing a kept view with a person, by name: for reading, until it is taken back.

A share is a row; without one nobody but its owner reads a view. Each function asks the rules for
the actor that it is given, in the transaction that does it. All of them raise StoreErrors;
whoever may not learns the same as where there is nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from explorer.errors import Denied
from explorer.identity.actors import Actor
from explorer.identity.rules import may_be_reader
from explorer.storage import audit, people
from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_tables import NOTICES, PROFILES, SHARES
from explorer.storage.owners import PERSON
from explorer.storage.people import Known
from explorer.storage.repository import Kept, file_name, profile_in
from explorer.storage.views import View, hold, require


@dataclass(frozen=True, slots=True)
class Share:
    """That somebody may read a view, since when, and when they last did."""

    id: str
    view: View
    owner: Known
    subject: Known | None
    reader: Known
    shared_on: date
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class ViewOfMe:
    """That a manager keeps a view of somebody: not its words."""

    owner: Known
    view: View
    saved_on: date
    shared: str
    """The share with which its subject opens it; empty where it is not shared."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That a view as a manager is gone, with everything else about its subject."""

    id: str
    ladder: str
    saved_on: date
    gone_on: date


def share(database: Database, actor: Actor, view: View, reader: str) -> None:
    """Let a person read a view that is kept. Raises Denied, Gone."""
    require(actor, "share", view.resource())
    if not may_be_reader(reader, view.resource()):
        raise Denied
    values = {"owner": view.owner, "ladder": view.ladder, "perspective": view.by}
    values |= {"subject": view.subject, "reader": reader}
    try:
        with database.writing() as connection:
            hold(connection, view.owner, reader)
            if connection.scalar(select(PROFILES.c.revision).where(view.row)) is None:
                raise Denied
            connection.execute(insert(SHARES).values(id=new_id(), shared_on=today(), **values))
            audit.note(connection, actor, "shared", reader, view.ladder, view.by)
    except IntegrityError:
        return  # it was shared already


def stop(database: Database, actor: Actor, id: str) -> None:
    """Take back what was shared; it counts at the reader's next click. Raises Denied."""
    with database.writing() as connection:
        row = _row(connection, id)
        if row is None:
            raise Denied
        require(actor, "share", _view(row).resource())
        connection.execute(delete(SHARES).where(SHARES.c.id == id))
        audit.note(connection, actor, "stopped sharing", row.reader, row.ladder, _view(row).by)


def given(database: Database, actor: Actor) -> list[Share]:
    """What somebody shares, in the order of views and names."""
    return _listed(database, SHARES.c.owner == actor.id) if actor.id else []


def received(database: Database, actor: Actor) -> list[Share]:
    """What is shared with somebody, in the order of views and names."""
    return _listed(database, SHARES.c.reader == actor.id) if actor.id else []


def opened(
    database: Database, actor: Actor, id: str, known: Kept | None = None, first: bool = True
) -> tuple[Share, Kept]:
    """A view that is shared with somebody, to read; where it is the `first` time in a visit,
    that is written down. `known` is what was read before. Raises Denied, CorruptProfile."""
    told = next(iter(_listed(database, SHARES.c.id == id)), None)
    if told is None:
        raise Denied
    view = told.view
    require(actor, "read", view.resource(told.reader.id))
    columns = PROFILES.c
    with database.reading() as connection:
        found = connection.execute(
            select(columns.version, columns.document).where(view.row)
        ).first()
    if found is None:
        raise Denied
    if known is None or known.state != found.version:
        name = file_name(view.ladder, view.by)
        known = Kept(profile_in(found.document, name, view.ladder, view.by), found.version)
    if first:
        with database.writing() as connection:
            mine = SHARES.c.id == id
            connection.execute(update(SHARES).where(mine).values(opened_on=today()))
            audit.note(connection, actor, "opened", view.owner, view.ladder, view.by)
    return told, known


def of_me(database: Database, actor: Actor) -> list[ViewOfMe]:
    """The views that managers keep of somebody, shared with them or not."""
    if actor.id is None:
        return []
    row = PROFILES.c
    with database.reading() as connection:
        found = connection.execute(
            select(row.owner, row.ladder, row.saved_on)
            .where(row.subject == actor.id, row.aside == "")
            .order_by(row.ladder, row.owner)
        ).all()
        owners = people.known(connection, (each.owner.removeprefix(PERSON) for each in found))
    shares = {each.view: each.id for each in received(database, actor)}
    made = []
    for each in found:
        view = View(each.owner.removeprefix(PERSON), each.ladder, "manager", actor.id)
        if view.owner in owners:
            made.append(ViewOfMe(owners[view.owner], view, each.saved_on, shares.get(view, "")))
    return made


def person(database: Database, id: str) -> Known | None:
    """Whom a view is about."""
    with database.reading() as connection:
        return people.known(connection, [id]).get(id)


def notices(database: Database, actor: Actor) -> list[Notice]:
    """What somebody has not yet read about views of theirs that are gone."""
    if actor.id is None:
        return []
    with database.reading() as connection:
        rows = connection.execute(
            select(NOTICES).where(NOTICES.c.person == actor.id).order_by(NOTICES.c.gone_on)
        ).all()
    return [Notice(row.id, row.ladder, row.saved_on, row.gone_on) for row in rows]


def unread(database: Database, actor: Actor) -> int:
    """How many views and notices are there for somebody who has not opened or read them."""
    if actor.id is None:
        return 0
    row = SHARES.c
    new = select(func.count()).where(row.reader == actor.id, row.opened_on.is_(None))
    told = select(func.count()).where(NOTICES.c.person == actor.id)
    with database.reading() as connection:
        both = select(new.scalar_subquery() + told.scalar_subquery())
        return connection.scalar(both) or 0


def dismiss(database: Database, actor: Actor, id: str) -> None:
    """Somebody has read it."""
    with database.writing() as connection:
        connection.execute(delete(NOTICES).where(NOTICES.c.id == id, NOTICES.c.person == actor.id))


def new_id() -> str:
    return secrets.token_hex(8)


def _row(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(SHARES).where(SHARES.c.id == id)).first()


def _view(row: Row[Any]) -> View:
    return View(row.owner, row.ladder, row.perspective, row.subject)


def _listed(database: Database, where: ColumnElement[bool]) -> list[Share]:
    with database.reading() as connection:
        rows = connection.execute(select(SHARES).where(where)).all()
        ids = {id for row in rows for id in (row.owner, row.subject, row.reader)}
        known = people.known(connection, ids)
    found = [
        Share(
            row.id,
            _view(row),
            known[row.owner],
            known.get(row.subject),
            known[row.reader],
            row.shared_on,
            row.opened_on,
        )
        for row in rows
        if row.owner in known and row.reader in known
    ]
    return sorted(found, key=lambda each: (each.view, each.owner.name, each.reader.name, each.id))
