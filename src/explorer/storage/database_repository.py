"""The profiles of one owner in a database.

A save is one UPDATE (or INSERT) in one transaction, of the very state that it was built on;
each save leaves another random version behind, so that what was deleted and made anew is
not taken for what it was.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from explorer.errors import Conflict, CorruptProfile, StoreError, Unavailable
from explorer.identity.actors import NOBODY, Actor
from explorer.identity.rules import Action, Resource
from explorer.problems import Problem
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import dump
from explorer.storage import audit
from explorer.storage.database import PLACE, Database
from explorer.storage.database_tables import PANELS, PROFILES, SHARES
from explorer.storage.owners import Owner, Person, UnsealError
from explorer.storage.repository import (
    Kept,
    Listed,
    ProfileRepository,
    file_name,
    name_aside,
    next_revision,
    profile_in,
    stamp,
)
from explorer.storage.views import View, hold, require
from explorer.text.translation import N_

_ROW = PROFILES.c


def today() -> date:
    return datetime.now(UTC).date()


def note_use(database: Database, owner: Owner) -> None:
    """Note that the owner was here today. Reading goes on where that cannot be written."""
    with suppress(StoreError), database.writing() as connection:
        for table in (PROFILES, PANELS):
            mine = table.c.owner == owner.address
            connection.execute(update(table).where(mine).values(used_on=today()))


def _new_version() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class DatabaseRepository(ProfileRepository):
    """What one owner keeps in the database; nobody else's rows are within its reach.

    Of a person's rows the rules are asked, for the `actor`. `subject` is the person whom the
    views as a manager are about that are read and written here.
    """

    database: Database
    owner: Owner
    actor: Actor = NOBODY
    subject: str = ""

    def read(self, ladder: str, by: Perspective = "self", known: Kept | None = None) -> Kept | None:
        self._ask("read")
        where = self._of(ladder, by)
        with self.database.reading() as connection:
            state = connection.execute(select(_ROW.version, _ROW.used_on).where(where)).first()
            if state is None:
                return None
            row = None
            if known is None or known.state != state.version:
                columns = (_ROW.version, _ROW.revision, _ROW.document)
                row = connection.execute(select(*columns).where(where)).first()
        if state.used_on != today():
            note_use(self.database, self.owner)
        if row is None:
            # Unless another window deleted it between the two.
            return known if known and known.state == state.version else None
        document = self._unsealed(row.document, ladder, by, row.revision, self._about_whom(by))
        return Kept(profile_in(document, file_name(ladder, by), ladder, by), row.version)

    def write(self, profile: Profile, known: Kept | None = None) -> Kept:
        self._ask("write")
        ladder, by = profile.ladder, profile.perspective
        if profile.revision and known is None:
            # What is overwritten has been read: nothing damaged ever is.
            known = self.read(ladder, by)
            if known is None or known.profile.revision != profile.revision:
                raise Conflict(known)
        saved, version = next_revision(profile), _new_version()
        values = {
            "revision": saved.revision,
            "version": version,
            "document": self.owner.seal(
                dump(saved).encode(), self._about(ladder, by, saved.revision)
            ),
            "saved_on": today(),
            "used_on": today(),
        }
        try:
            with self.database.writing() as connection:
                if isinstance(self.owner, Person):
                    hold(connection, self.owner.id, self._about_whom(by))
                if profile.revision and known:
                    done = connection.execute(
                        update(PROFILES)
                        .where(
                            self._of(ladder, by),
                            _ROW.revision == profile.revision,
                            _ROW.version == known.state,
                        )
                        .values(values)
                    ).rowcount
                else:
                    row = {"owner": self.owner.address, "ladder": ladder, "perspective": by}
                    row |= {"subject": self._about_whom(by), "aside": ""}
                    connection.execute(insert(PROFILES).values(**row, **values))
                    done = 1
        except IntegrityError:
            done = 0
        if not done:
            raise Conflict(self.read(ladder, by))
        return Kept(saved, version)

    def delete(self, ladder: str, by: Perspective = "self") -> None:
        self._ask("delete")
        with self.database.writing() as connection:
            gone = connection.execute(delete(PROFILES).where(self._of(ladder, by))).rowcount
            if isinstance(self.owner, Person) and gone:
                # Kept anew, it is not shared: nobody said so of that one.
                view = View(self.owner.id, ladder, by, self._about_whom(by))
                connection.execute(delete(SHARES).where(view.shares))
                self._note_deleted(connection, ladder, by)
        self.database.forget_deleted()

    def quarantine(self, ladder: str, by: Perspective = "self") -> str:
        self._ask("write")
        moment = stamp()
        with self.database.writing() as connection:
            done = connection.execute(
                update(PROFILES).where(self._of(ladder, by)).values(aside=moment)
            ).rowcount
        if not done:
            raise Unavailable(PLACE, N_("it is not there"))
        return name_aside(file_name(ladder, by, self._about_whom(by)), moment)

    def listed(self) -> list[Listed]:
        self._ask("read")
        with self.database.reading() as connection:
            rows = connection.execute(
                select(_ROW.ladder, _ROW.perspective, _ROW.subject).where(
                    self._mine, _ROW.aside == ""
                )
            ).all()
        return sorted(Listed(row.ladder, row.perspective, row.subject) for row in rows)

    def everything(self) -> dict[str, bytes]:
        self._ask("export")
        with self.database.reading() as connection:
            rows = connection.execute(select(PROFILES).where(self._mine)).all()
        found = {}
        for row in rows:
            name = file_name(row.ladder, row.perspective, row.subject)
            name = name_aside(name, row.aside) if row.aside else name
            try:
                found[name] = self._unsealed(
                    row.document, row.ladder, row.perspective, row.revision, row.subject
                )
            except CorruptProfile:
                found[f"{name}.unreadable"] = row.document
        return dict(sorted(found.items()))

    def delete_everything(self) -> None:
        self._ask("delete")
        with self.database.writing() as connection:
            connection.execute(delete(PROFILES).where(self._mine))
            if isinstance(self.owner, Person):
                connection.execute(delete(SHARES).where(SHARES.c.owner == self.owner.id))
                audit.note(connection, self.actor, "deleted", self.owner.id)
        self.database.forget_deleted()

    def about(self, subject: str) -> "DatabaseRepository":
        """The same with the views as a manager of this person."""
        return replace(self, subject=subject)

    def name_subject(self, ladder: str, subject: str) -> None:
        """Say whom the view as a manager is about that was kept before anybody was named.
        Raises Conflict where there is one of them, Gone where they are nobody."""
        self._ask("write")
        unnamed = replace(self, subject="")._of(ladder, "manager")
        try:
            with self.database.writing() as connection:
                hold(connection, subject)
                connection.execute(update(PROFILES).where(unnamed).values(subject=subject))
        except IntegrityError as error:
            raise Conflict(None) from error

    def copy_to(self, connection: Connection, owner: Owner) -> None:
        """Keep the same for another key, in the place of all profiles that it keeps."""
        other = replace(self, owner=owner)
        rows = connection.execute(select(PROFILES).where(self._mine)).all()
        connection.execute(delete(PROFILES).where(other._mine))
        for row in rows:
            try:
                plain = self._unsealed(
                    row.document, row.ladder, row.perspective, row.revision, row.subject
                )
                about = other._about(row.ladder, row.perspective, row.revision)
                document = owner.seal(plain, about)
            except CorruptProfile:
                document = row.document  # no key opens it, and it is still there to be seen
            values = {**row._mapping, "owner": owner.address, "document": document}
            connection.execute(insert(PROFILES).values(values | {"version": _new_version()}))

    def _ask(self, action: Action) -> None:
        if isinstance(self.owner, Person):
            require(self.actor, action, Resource("profile", self.owner.id))

    def _about_whom(self, by: Perspective) -> str:
        return self.subject if by == "manager" else ""

    def _note_deleted(self, connection: Connection, ladder: str, by: Perspective) -> None:
        whose = self._about_whom(by) or self.actor.id or ""
        audit.note(connection, self.actor, "deleted", whose, ladder, by)

    @property
    def _mine(self) -> ColumnElement[bool]:
        return _ROW.owner == self.owner.address

    def _of(self, ladder: str, by: Perspective) -> ColumnElement[bool]:
        return and_(
            self._mine,
            _ROW.ladder == ladder,
            _ROW.perspective == by,
            _ROW.subject == self._about_whom(by),
            _ROW.aside == "",
        )

    def _about(self, ladder: str, by: str, revision: int) -> bytes:
        """What stands beside a document, authenticated with it: a ladder may have any name, so
        it comes last."""
        return f"{self.owner.address}\n{by}\n{revision}\n{ladder}".encode()

    def _unsealed(
        self, sealed: bytes, ladder: str, by: Perspective, revision: int, subject: str
    ) -> bytes:
        try:
            return self.owner.unseal(sealed, self._about(ladder, by, revision))
        except UnsealError as error:
            name = file_name(ladder, by, subject)
            problem = Problem(name, 1, 1, "bytes that your key does not open", "your profile")
            raise CorruptProfile(name, [problem]) from error
