"""The panels of one owner in a database: what somebody is working on for a hiring panel.

As with profiles, a browser's are sealed with its key, and of a person's the rules are asked. A
save compares the very words that it builds on, behind the lock of its row.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from explorer.identity.actors import NOBODY, Actor
from explorer.identity.rules import Action, Resource
from explorer.storage import audit
from explorer.storage.database import Database
from explorer.storage.database_repository import note_use, today
from explorer.storage.database_tables import PANELS
from explorer.storage.owners import Owner, Person, UnsealError
from explorer.storage.panels import PanelRepository, panel_name
from explorer.storage.views import hold, require

_ROW = PANELS.c


@dataclass(frozen=True, slots=True)
class DatabasePanels(PanelRepository):
    """The panels that one owner keeps; of a person's, the rules are asked for the `actor`."""

    database: Database
    owner: Owner
    actor: Actor = NOBODY

    def read(self, ladder: str, level: str) -> bytes | None:
        self._ask("read")
        with self.database.reading() as connection:
            wanted = select(_ROW.document, _ROW.used_on).where(self._of(ladder, level))
            row = connection.execute(wanted).first()
        if row is None:
            return None
        if row.used_on != today():
            note_use(self.database, self.owner)
        return self._unsealed(row.document, ladder, level)

    def write(self, ladder: str, level: str, document: bytes, known: bytes | None) -> bool:
        self._ask("write")
        where = self._of(ladder, level)
        try:
            with self.database.writing() as connection:
                if isinstance(self.owner, Person):
                    hold(connection, self.owner.id)
                stored = connection.scalar(select(_ROW.document).where(where).with_for_update())
                if known != (stored and self._unsealed(stored, ladder, level)):
                    return False
                if stored is None:
                    connection.execute(insert(PANELS).values(self._row(ladder, level, document)))
                else:
                    values = self._row(ladder, level, document)
                    connection.execute(update(PANELS).where(where).values(values))
        except IntegrityError:
            return False  # another window was first
        return True

    def delete(self, ladder: str, level: str) -> None:
        self._ask("delete")
        with self.database.writing() as connection:
            gone = connection.execute(delete(PANELS).where(self._of(ladder, level))).rowcount
            if isinstance(self.owner, Person) and gone:
                audit.note(connection, self.actor, "deleted", self.owner.id, ladder, "panel")
        self.database.forget_deleted()

    def listed(self) -> list[tuple[str, str]]:
        self._ask("read")
        with self.database.reading() as connection:
            rows = connection.execute(select(_ROW.ladder, _ROW.level).where(self._mine)).all()
        return sorted((row.ladder, row.level) for row in rows)

    def everything(self) -> dict[str, bytes]:
        self._ask("export")
        with self.database.reading() as connection:
            rows = connection.execute(select(PANELS).where(self._mine)).all()
        return dict(
            sorted(
                (
                    panel_name(row.ladder, row.level),
                    self._unsealed(row.document, row.ladder, row.level),
                )
                for row in rows
            )
        )

    def delete_everything(self) -> None:
        self._ask("delete")
        with self.database.writing() as connection:
            connection.execute(delete(PANELS).where(self._mine))
        self.database.forget_deleted()

    def copy_to(self, connection: Connection, owner: Owner) -> None:
        """Keep the same for another key, in the place of all panels that it keeps."""
        other = replace(self, owner=owner)
        rows = connection.execute(select(PANELS).where(self._mine)).all()
        connection.execute(delete(PANELS).where(other._mine))
        for row in rows:
            plain = self._unsealed(row.document, row.ladder, row.level)
            values = other._row(row.ladder, row.level, plain) | {"used_on": row.used_on}
            connection.execute(insert(PANELS).values(values))

    def _ask(self, action: Action) -> None:
        if isinstance(self.owner, Person):
            require(self.actor, action, Resource("panel", self.owner.id))

    def _row(self, ladder: str, level: str, document: bytes) -> dict[str, Any]:
        return {
            "owner": self.owner.address,
            "ladder": ladder,
            "level": level,
            "document": self.owner.seal(document, self._about(ladder, level)),
            "used_on": today(),
        }

    @property
    def _mine(self) -> ColumnElement[bool]:
        return _ROW.owner == self.owner.address

    def _of(self, ladder: str, level: str) -> ColumnElement[bool]:
        return and_(self._mine, _ROW.ladder == ladder, _ROW.level == level)

    def _about(self, ladder: str, level: str) -> bytes:
        """What stands beside a document, authenticated with it. No profile's begins so."""
        return json.dumps(["panel", self.owner.address, ladder, level]).encode()

    def _unsealed(self, sealed: bytes, ladder: str, level: str) -> bytes:
        """The document; what the key does not open as it stands, which is no panel then."""
        try:
            return self.owner.unseal(sealed, self._about(ladder, level))
        except UnsealError:
            return sealed
