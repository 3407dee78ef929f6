"""Everything about a person who signed in: as readable files, and deleted for good.

It is what they keep, what managers keep of them, what they share and what is shared with them,
who they are here, and what was written down of them. For themselves, or for whoever runs the
server and has a legal request, which is written down.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import yaml
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from explorer.errors import Denied
from explorer.identity.actors import Actor
from explorer.identity.rules import Resource
from explorer.storage import audit, people, sharing
from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_tables import (
    NOTICES,
    PANELS,
    PEOPLE,
    PROFILES,
    ROLES,
    SESSIONS,
    SHARES,
)
from explorer.storage.owners import PERSON, Person
from explorer.storage.panels import panel_name
from explorer.storage.people import Known
from explorer.storage.repository import file_name, name_aside
from explorer.storage.views import require

README = """\
Everything that this server keeps about {name}, on {day}.

my views/       what you said of yourself, and as a manager of others; each opens under My profile
views of me/    what managers keep of you
panels/         what you are working on for hiring panels
account.yaml    who you are here, until when you are signed in, and your role
sharing.yaml    what you share, and what is shared with you
history.yaml    who shared, opened, exported and deleted something of yours, or you of others
"""


def export(database: Database, actor: Actor, id: str) -> dict[str, bytes]:
    """The files, by name; an empty history or folder is left out. Raises Denied."""
    require(actor, "export", Resource("person", id))
    with database.reading() as connection:
        person = people.known(connection, [id]).get(id)
        if person is None:
            raise Denied
        rows = connection.execute(select(PROFILES).where(_views(id))).all()
        ids = [each for row in rows for each in (row.owner.removeprefix(PERSON), row.subject)]
        files = dict(sorted(_documents(rows, people.known(connection, ids), id)))
        files |= _panels(connection, id)
        files["account.yaml"] = _yaml(_account(connection, person))
    with database.writing() as connection:
        audit.note(connection, actor, "exported", id)
    files["sharing.yaml"] = _yaml(_sharing(database, id))
    files["history.yaml"] = _yaml(_history(database, id))
    day = today().isoformat()
    return {"README.txt": README.format(name=person.name, day=day).encode(), **files}


def delete_all(database: Database, actor: Actor, id: str) -> int:
    """Delete everything about a person, and tell those who lose a view of them; gives how many
    views those are. Their sessions end with it. Raises Denied."""
    require(actor, "delete", Resource("person", id))
    with database.writing() as connection:
        # Whoever saves about them holds this row: they come first, or find nobody any more.
        there = connection.execute(
            select(PEOPLE.c.id).where(PEOPLE.c.id == id).with_for_update()
        ).first()
        if there is None:
            raise Denied
        gone = connection.execute(
            select(PROFILES).where(PROFILES.c.subject == id, PROFILES.c.aside == "")
        ).all()
        _tell(connection, gone, id)
        connection.execute(delete(PROFILES).where(_views(id)))
        connection.execute(delete(PANELS).where(PANELS.c.owner == Person(id).address))
        shares = SHARES.c
        mine = or_(shares.owner == id, shares.reader == id, shares.subject == id)
        connection.execute(delete(SHARES).where(mine))
        for table in (NOTICES, ROLES, SESSIONS):
            connection.execute(delete(table).where(table.c.person == id))
        connection.execute(delete(PEOPLE).where(PEOPLE.c.id == id))
        audit.note(connection, actor, "deleted", id)
    database.forget_deleted()
    return len(gone)


def _views(id: str) -> ColumnElement[bool]:
    return or_(PROFILES.c.owner == Person(id).address, PROFILES.c.subject == id)


def _tell(connection: Connection, gone: Sequence[Row[Any]], id: str) -> None:
    for row in gone:
        owner = row.owner.removeprefix(PERSON)
        if owner != id:
            connection.execute(
                insert(NOTICES).values(
                    id=sharing.new_id(),
                    person=owner,
                    ladder=row.ladder,
                    saved_on=row.saved_on,
                    gone_on=today(),
                )
            )


def _documents(
    rows: Sequence[Row[Any]], known: dict[str, Known], id: str
) -> Iterator[tuple[str, bytes]]:
    """Each view under a name that says whose it is and of whom."""
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: (row.ladder, row.perspective, row.subject, row.aside)):
        owner = row.owner.removeprefix(PERSON)
        mine = owner == id
        other = known.get(row.subject if mine else owner)
        folder = "my views" if mine else "views of me"
        name = file_name(row.ladder, row.perspective)
        if other:
            said = f" {'of' if mine else 'by'} {_in_a_file_name(other.name)}"
            name = f"{name.removesuffix('.yaml')}{said}.yaml"
        if row.aside:
            name = name_aside(name, row.aside)
        number = 1
        unique = f"{folder}/{name}"
        while unique in taken:
            number += 1
            unique = f"{folder}/{name.removesuffix('.yaml')} ({number}).yaml"
        taken.add(unique)
        yield unique, row.document


def _panels(connection: Connection, id: str) -> dict[str, bytes]:
    mine = PANELS.c.owner == Person(id).address
    rows = connection.execute(select(PANELS).where(mine)).all()
    return dict(sorted((panel_name(row.ladder, row.level), row.document) for row in rows))


def _in_a_file_name(name: str) -> str:
    kept = "".join(each if each.isalnum() or each in " -" else "_" for each in name)
    return kept.strip()[:60] or "_"


def _account(connection: Connection, person: Known) -> dict[str, Any]:
    role = connection.scalar(select(ROLES.c.role).where(ROLES.c.person == person.id))
    until = connection.execute(
        select(SESSIONS.c.until).where(SESSIONS.c.person == person.id).order_by(SESSIONS.c.until)
    ).scalars()
    return {
        "name": person.name,
        "provider": person.issuer,
        "known_there_as": person.subject,
        "number_here": person.id,
        "role_given_here": role,
        "signed_in_until": [
            f"{datetime.fromtimestamp(each, UTC):%Y-%m-%d %H:%M UTC}" for each in until
        ],
    }


def _sharing(database: Database, id: str) -> dict[str, Any]:
    themselves = Actor(id)
    return {
        "shared_by_me": [_share(each) for each in sharing.given(database, themselves)],
        "shared_with_me": [_share(each) for each in sharing.received(database, themselves)],
        "views_that_are_gone": [
            {"ladder": each.ladder, "saved_on": each.saved_on, "gone_on": each.gone_on}
            for each in sharing.notices(database, themselves)
        ],
    }


def _share(each: sharing.Share) -> dict[str, Any]:
    return {
        "whose": each.owner.name,
        "ladder": each.view.ladder,
        "view": "own view" if each.view.by == "self" else "view as a manager",
        "with": each.reader.name,
        "since": each.shared_on,
        "opened": each.opened_on,
    }


def _history(database: Database, id: str) -> list[dict[str, str]]:
    return [
        {
            "when": f"{line.at:%Y-%m-%d %H:%M:%S UTC}",
            "who": line.actor.said,
            "what": line.action,
            "of_or_with": line.person.said,
            "ladder": line.ladder,
            "view": line.by,
        }
        for line in audit.lines(database, id)
    ]


def _yaml(data: object) -> bytes:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()
