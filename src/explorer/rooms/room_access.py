"""Who may do what in a room, and what of it a seat gets to see.

Everybody in a room holds its key, so what is not for them yet is kept from them here, by the
rules in `identity`: whoever draws a page draws from a `Glimpse` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from explorer.errors import NotYours
from explorer.identity.actors import Actor
from explorer.identity.rules import Action, Resource, allowed
from explorer.rooms.room import LEFT, Part, Room, RoomKind, Seat


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a browser sees of a room. Without a seat that is only which seats are free.

    `room` has no document of a part that its browser may not read, and no other browser's mark
    in it: an occupied seat says only that it is.
    """

    seats: tuple[Seat, ...]
    room: Room | None
    owns: bool

    @property
    def mine(self) -> Seat | None:
        """The seat of this browser; of two, the one that brings something."""
        return self.seats[-1] if self.seats else None


@dataclass(frozen=True, slots=True)
class Door:
    """What somebody sees who has the key and no seat."""

    kind: RoomKind
    ladder: str
    level: str
    free: tuple[Seat, ...]


def may(room: Room, holder: str, action: Action, part: str | None = None) -> bool:
    """Whether a browser may do so with a room, or with what a seat brought."""
    return allowed(Actor(holder), action, resource(room, part))


def require(room: Room, holder: str, action: Action, part: str | None = None) -> None:
    """Raises NotYours where it may not."""
    if not may(room, holder, action, part):
        raise NotYours


def resource(room: Room, part: str | None = None) -> Resource:
    """A room, or what one of its seats brought, as the rules are asked about it. A part is
    its seat's alone until all are open; one that was not waited for stays so."""
    if part is None:
        return Resource("room", room.owner, readers=room.holders)
    seat = room.seat(part)
    open_now = bool(room.opened) and part not in room.without
    return Resource("part", seat.holder or None, readers=room.holders if open_now else frozenset())


def glimpse(room: Room, holder: str) -> Glimpse | Door:
    """What a browser sees of a room."""
    if not may(room, holder, "read"):
        return Door(room.kind, room.ladder, room.level, room.free)
    return Glimpse(
        room.seats_of(holder),
        replace(
            room,
            owner=holder if room.owner == holder else "",
            seats=tuple(_unmarked(seat, holder) for seat in room.seats),
            parts=_readable(room, holder),
        ),
        room.owner == holder,
    )


def _unmarked(seat: Seat, holder: str) -> Seat:
    return replace(seat, holder=seat.holder if seat.holder in ("", LEFT, holder) else "taken")


def _readable(room: Room, holder: str) -> Mapping[str, Part]:
    return MappingProxyType(
        {
            key: part if may(room, holder, "read", key) else replace(part, document="")
            for key, part in room.parts.items()
        }
    )
