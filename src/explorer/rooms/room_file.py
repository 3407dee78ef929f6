"""A room as bytes, for whoever keeps it: JSON, with its revision beside it and not in it."""

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from explorer.errors import RoomError
from explorer.rooms.room import Room
from explorer.text.translation import gettext as _

_ADAPTER = TypeAdapter(Room)


def dump_room(room: Room) -> bytes:
    """The room without its revision."""
    return _ADAPTER.dump_json(replace(room, revision=0))


def parse_room(raw: bytes, revision: int) -> Room:
    """The room again. Raises RoomError where these bytes are none of this version."""
    try:
        return replace(_ADAPTER.validate_json(raw), revision=revision)
    except ValidationError as error:
        raise RoomError(_("This room was made by another version of Ladder Explorer.")) from error
