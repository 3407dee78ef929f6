"""Reading and saving in the words of the tests."""

from uuid import uuid4

from sqlalchemy import insert

from explorer.identity.actors import Actor
from explorer.profiles.profile import Perspective, Profile
from explorer.storage import people
from explorer.storage.database import Database
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import PEOPLE
from explorer.storage.owners import Owner, Person
from explorer.storage.repository import ProfileRepository


def somebody(database: Database, name: str = "Somebody") -> Actor:
    """A person who signed in."""
    return Actor(people.person(database, "https://id.example", str(uuid4()), name), name)


def of(database: Database, actor: Actor, about: Actor | None = None) -> DatabaseRepository:
    """What a person keeps, for themselves; their views as a manager about somebody."""
    subject = about.id if about else None
    return DatabaseRepository(database, Person(actor.id or ""), actor, subject or "")


def repository_of(database: Database, owner: Owner) -> DatabaseRepository:
    """What an owner keeps; a person signs in first."""
    if not isinstance(owner, Person):
        return DatabaseRepository(database, owner)
    row = {"id": owner.id, "issuer": "https://id.example", "subject": owner.id, "name": owner.id}
    with database.writing() as connection:
        if not people.known(connection, [owner.id]):
            connection.execute(insert(PEOPLE).values(row))
    return DatabaseRepository(database, owner, Actor(owner.id, owner.id))


def a_person(database: Database) -> DatabaseRepository:
    """What somebody keeps whom the database has not met before."""
    return of(database, somebody(database))


def load(store: ProfileRepository, ladder: str, by: Perspective = "self") -> Profile | None:
    kept = store.read(ladder, by)
    return kept.profile if kept else None


def save(store: ProfileRepository, profile: Profile) -> Profile:
    return store.write(profile).profile
