"""A person's kept view as the rules see it, and how they are asked.

A browser shows its right to what it keeps by its key, which nothing else opens. What people
keep is readable, so that each read and write of it asks the rules first.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select

from explorer.errors import Denied, Gone
from explorer.identity.actors import Actor
from explorer.identity.rules import Action, Resource, allowed
from explorer.profiles.profile import Perspective
from explorer.storage.database_tables import PEOPLE, PROFILES, SHARES
from explorer.storage.owners import Person


@dataclass(frozen=True, slots=True, order=True)
class View:
    """Which view it is: of which person (by id), of which ladder, and if it is a manager's,
    about whom. An empty subject is one that nobody has named yet."""

    owner: str
    ladder: str
    by: Perspective = "self"
    subject: str = ""

    def resource(self, *readers: str) -> Resource:
        """It as the rules know it, with those it is shared with."""
        subject = self.subject if self.by == "manager" else None
        return Resource("profile", self.owner, subject, frozenset(readers))

    @property
    def row(self) -> ColumnElement[bool]:
        """Its row among the profiles."""
        row = PROFILES.c
        return and_(
            row.owner == Person(self.owner).address,
            row.ladder == self.ladder,
            row.perspective == self.by,
            row.subject == self.subject,
            row.aside == "",
        )

    @property
    def shares(self) -> ColumnElement[bool]:
        """Its rows among the shares."""
        row = SHARES.c
        return and_(
            row.owner == self.owner,
            row.ladder == self.ladder,
            row.perspective == self.by,
            row.subject == self.subject,
        )


def require(actor: Actor, action: Action, resource: Resource) -> None:
    """Go on only where some rule allows it. Raises Denied."""
    if not allowed(actor, action, resource):
        raise Denied


def hold(connection: Connection, *people: str) -> None:
    """Make sure that these people are somebody until this transaction ends: whoever deletes
    everything about one of them waits, or came first. Raises Gone."""
    wanted = set(people) - {""}
    found = connection.execute(
        select(PEOPLE.c.id).where(PEOPLE.c.id.in_(wanted)).with_for_update(read=True)
    )
    if set(found.scalars()) != wanted:
        raise Gone
