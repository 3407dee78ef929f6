"""People who signed in, and their sessions, in the database that all servers share.

A cookie is 43 random characters; the database has a hash of it, so that neither it nor a backup
opens a session. All of it raises Unavailable where the database does not answer.
"""

import secrets
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from explorer.identity.actors import Actor, Role, role_of
from explorer.storage.database import Database
from explorer.storage.database_tables import ATTEMPTS, PEOPLE, ROLES, SESSIONS

ATTEMPT_SECONDS = 900
"""For a password, a second factor and a message that is slow to come."""
TOKEN_LETTERS = 43
FEWEST_LETTERS, MOST_FOUND = 2, 8
"""Of a name that is looked for: enough to know who is meant, too few to read all names."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was noted when signing in began."""

    data: str
    next: str


def new_token() -> str:
    return secrets.token_urlsafe(32)


def begin_attempt(database: Database, state: str, browser: str, attempt: Attempt) -> None:
    """Note that the browser of this token began to sign in."""
    now = int(time.time())
    with database.writing() as connection:
        connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.until < now))
        connection.execute(delete(SESSIONS).where(SESSIONS.c.until < now))
        connection.execute(
            insert(ATTEMPTS).values(
                state=_digest(state),
                browser=_digest(browser),
                data=attempt.data,
                next=attempt.next,
                until=now + ATTEMPT_SECONDS,
            )
        )


def take_attempt(database: Database, state: str, browser: str) -> Attempt | None:
    """What the same browser began with this state, once: it is gone afterwards."""
    mine = (ATTEMPTS.c.state == _digest(state)) & (ATTEMPTS.c.browser == _digest(browser))
    with database.writing() as connection:
        row = connection.execute(select(ATTEMPTS).where(mine)).first()
        gone = connection.execute(delete(ATTEMPTS).where(mine)).rowcount
    # Of two callbacks at once, one deleted it.
    if row is None or not gone or row.until < time.time():
        return None
    return Attempt(row.data, row.next)


def person(database: Database, issuer: str, subject: str, name: str) -> str:
    """The id of a person, whose name is what the provider says now."""
    theirs = (PEOPLE.c.issuer == issuer) & (PEOPLE.c.subject == subject)
    for _ in range(2):
        with database.reading() as connection:
            row = connection.execute(select(PEOPLE).where(theirs)).first()
        if row is not None:
            if row.name != name:
                with database.writing() as connection:
                    connection.execute(update(PEOPLE).where(theirs).values(name=name))
            return str(row.id)
        new = secrets.token_hex(8)
        try:
            with database.writing() as connection:
                connection.execute(
                    insert(PEOPLE).values(id=new, issuer=issuer, subject=subject, name=name)
                )
        except IntegrityError:
            continue  # another server met them first
        return new
    raise AssertionError("a person is there and is not")  # pragma: no cover


def begin_session(database: Database, person: str, claimed: Role, seconds: int) -> str:
    """A new session; gives the token for the cookie."""
    token = new_token()
    with database.writing() as connection:
        connection.execute(
            insert(SESSIONS).values(
                digest=_digest(token),
                person=person,
                claimed_role=claimed,
                until=int(time.time()) + seconds,
            )
        )
    return token


def actor_of_session(database: Database, token: str) -> Actor | None:
    """Whose session it is, with the role that they have now; None where it is none (any more)."""
    if len(token) != TOKEN_LETTERS:
        return None
    wanted = (
        select(PEOPLE.c.id, PEOPLE.c.name, SESSIONS.c.claimed_role, ROLES.c.role)
        .join(PEOPLE, PEOPLE.c.id == SESSIONS.c.person)
        .outerjoin(ROLES, ROLES.c.person == SESSIONS.c.person)
        .where((SESSIONS.c.digest == _digest(token)) & (SESSIONS.c.until > int(time.time())))
    )
    with database.reading() as connection:
        row = connection.execute(wanted).first()
    return None if row is None else Actor(row.id, row.name, role_of(row.role, row.claimed_role))


def actor_of_person(database: Database, id: str) -> Actor | None:
    """A person whom a proxy vouches for, with the role that they were given here."""
    wanted = (
        select(PEOPLE.c.id, PEOPLE.c.name, ROLES.c.role)
        .outerjoin(ROLES, ROLES.c.person == PEOPLE.c.id)
        .where(PEOPLE.c.id == id)
    )
    with database.reading() as connection:
        row = connection.execute(wanted).first()
    return None if row is None else Actor(row.id, row.name, role_of(row.role, None))


def end_session(database: Database, token: str, everywhere: bool = False) -> None:
    """End this session, or all of its person."""
    mine = SESSIONS.c.digest == _digest(token)
    with database.writing() as connection:
        whose = connection.execute(select(SESSIONS.c.person).where(mine)).scalar()
        of_person = SESSIONS.c.person == whose
        connection.execute(delete(SESSIONS).where(of_person if everywhere else mine))


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who signed in: `name` is what the provider says, and anybody may be called so;
    `subject` is theirs alone at their issuer."""

    id: str
    name: str
    issuer: str
    subject: str


def called(database: Database, person: str) -> list[Known]:
    """Who is meant: the one with this id, else those with this subject, else with this name."""
    with database.reading() as connection:
        for column in (PEOPLE.c.id, PEOPLE.c.subject, PEOPLE.c.name):
            if found := _known(connection, column == person):
                return found
    return []


def beginning(database: Database, words: str) -> list[Known]:
    """Those whose name has these words at the beginning of its own, by name: `MOST_FOUND` of
    them, and one more where there are others."""
    wanted = _folded(words)
    if len("".join(wanted)) < FEWEST_LETTERS:
        return []
    with database.reading() as connection:
        everybody = _known(connection, None)
    found = [
        each
        for each in everybody
        if words.strip().casefold() == each.subject.casefold()
        or all(any(own.startswith(word) for own in _folded(each.name)) for word in wanted)
    ]
    return found[: MOST_FOUND + 1]


def _folded(name: str) -> list[str]:
    """The words of a name as somebody may type them: without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = (each for each in letters if not unicodedata.combining(each))
    return "".join(each if each.isalnum() else " " for each in kept).split()


def known(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """People by their ids; who is nobody (any more) is left out."""
    wanted = set(ids)
    found = _known(connection, PEOPLE.c.id.in_(wanted)) if wanted else []
    return {each.id: each for each in found}


def _known(connection: Connection, where: ColumnElement[bool] | None) -> list[Known]:
    wanted = select(PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.issuer, PEOPLE.c.subject)
    if where is not None:
        wanted = wanted.where(where)
    rows = connection.execute(wanted.order_by(PEOPLE.c.name, PEOPLE.c.id)).all()
    return [Known(row.id, row.name, row.issuer, row.subject) for row in rows]


def give_role(database: Database, id: str, role: Role) -> None:
    """Give a role to a person. It counts at their next click."""
    with database.writing() as connection:
        connection.execute(delete(ROLES).where(ROLES.c.person == id))
        connection.execute(insert(ROLES).values(person=id, role=role))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
