"""Rooms in the database of a server, each sealed under a key that the database has not.

A change is made to the room as it is at that moment, behind the lock of its row, so that two who
change something at once lose nothing. A room that nobody used for long is over, whether it was
swept or not.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from hmac import compare_digest
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from explorer.errors import RoomGone, StoreError
from explorer.rooms.room import Room
from explorer.rooms.room_file import dump_room, parse_room
from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_tables import ROOMS
from explorer.storage.owners import UnsealError
from explorer.storage.room_keys import RoomKey, ShortCode

CODE_SECONDS = 600
MAX_REVISION = 2_000_000_000
_ROW = ROOMS.c
_WHOLE = select(_ROW.document, _ROW.revision, _ROW.digest, _ROW.used_on)
_REVISION = select(_ROW.revision, _ROW.digest)


@dataclass(frozen=True, slots=True)
class DatabaseRooms:
    """All rooms of a server, each for who has its key. All raise Unavailable, and RoomGone
    where a key opens no room."""

    database: Database

    def start(self, room: Room) -> RoomKey:
        """Keep a new room; gives the key that opens it."""
        key = RoomKey.new()
        with self.database.writing() as connection:
            row = _row(key, room, 1) | {"id": key.id, "code_until": 0}
            connection.execute(insert(ROOMS).values(row))
        return key

    def read(self, key: RoomKey) -> Room:
        """The room as it is now."""
        with self.database.reading() as connection:
            row = connection.execute(_WHOLE.where(_ROW.id == key.id)).first()
        room = self._room(key, row)
        if row is not None and row.used_on != today():
            with suppress(StoreError), self.database.writing() as connection:
                connection.execute(update(ROOMS).where(_of(key)).values(used_on=today()))
        return room

    def revision(self, key: RoomKey) -> int:
        """The number of the room's last change: all that a screen that waits asks for."""
        with self.database.reading() as connection:
            row = connection.execute(_REVISION.where(_ROW.id == key.id)).first()
        if row is None or not compare_digest(row.digest, key.digest):
            raise RoomGone
        return int(row.revision)

    def change(self, key: RoomKey, how: Callable[[Room], Room]) -> Room:
        """Change the room; gives what it is then. One in which nobody sits any more is deleted.
        Raises what `how` raises as well."""
        with self.database.writing() as connection:
            before = self._locked(connection, key)
            after = how(before)
            if after == before:
                return before
            revision = before.revision % MAX_REVISION + 1
            if after.holders:
                connection.execute(update(ROOMS).where(_of(key)).values(_row(key, after, revision)))
            else:
                connection.execute(delete(ROOMS).where(_of(key)))
        if not after.holders:
            self.database.forget_deleted()
        return replace(after, revision=revision)

    def renew(self, key: RoomKey, allowed: Callable[[Room], None]) -> RoomKey:
        """Give the room another key: the old one opens nothing from now on. `allowed` is asked
        first, and raises where it is not."""
        new = key.renewed()
        with self.database.writing() as connection:
            room = self._locked(connection, key)
            allowed(room)
            row = _row(new, room, room.revision % MAX_REVISION + 1)
            gone = {"code": None, "code_key": None, "code_until": 0}
            connection.execute(update(ROOMS).where(_of(key)).values(row | gone))
        self.database.forget_deleted()
        return new

    def end(self, key: RoomKey, allowed: Callable[[Room], None]) -> None:
        """Delete the room with everything in it; `allowed` as above."""
        with self.database.writing() as connection:
            allowed(self._locked(connection, key))
            connection.execute(delete(ROOMS).where(_of(key)))
        self.database.forget_deleted()

    def make_code(self, key: RoomKey, allowed: Callable[[Room], None]) -> str:
        """A short code for the room, good for ten minutes, in the place of any other."""
        code, made = ShortCode.new()
        with self.database.writing() as connection:
            allowed(self._locked(connection, key))
            row = {
                "code": made.address,
                "code_key": made.seal(key),
                "code_until": int(time.time()) + CODE_SECONDS,
            }
            connection.execute(update(ROOMS).where(_of(key)).values(row))
        return code

    def of_code(self, typed: str) -> RoomKey | None:
        """The key of the room whose code that is, if it is one (still)."""
        code = ShortCode.of(typed)
        if code is None:
            return None
        wanted = select(_ROW.id, _ROW.code_key, _ROW.digest).where(
            _ROW.code == code.address, _ROW.code_until > int(time.time())
        )
        with self.database.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        try:
            key = code.unseal(row.id, row.code_key)
        except UnsealError:
            return None
        return key if compare_digest(row.digest, key.digest) else None

    def _locked(self, connection: Connection, key: RoomKey) -> Room:
        wanted = _WHOLE.where(_ROW.id == key.id).with_for_update()
        return self._room(key, connection.execute(wanted).first())

    def _room(self, key: RoomKey, row: Any) -> Room:
        if row is None or not compare_digest(row.digest, key.digest):
            raise RoomGone
        if row.used_on < today() - timedelta(days=self.database.retention.room_days):
            raise RoomGone
        try:
            return parse_room(key.unseal(row.document, row.revision), row.revision)
        except UnsealError as error:
            raise RoomGone from error


def _of(key: RoomKey) -> ColumnElement[bool]:
    return and_(_ROW.id == key.id, _ROW.digest == key.digest)


def _row(key: RoomKey, room: Room, revision: int) -> dict[str, Any]:
    return {
        "digest": key.digest,
        "revision": revision,
        "document": key.seal(dump_room(room), revision),
        "used_on": today(),
    }
