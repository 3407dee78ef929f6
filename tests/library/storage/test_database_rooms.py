"""Rooms in SQLite and in PostgreSQL: sealed, changed by several at once, and over in time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from explorer.errors import NotYours, RoomError, RoomGone
from explorer.rooms import room_access
from explorer.rooms.room import AgreedStep, Room, for_two
from explorer.storage import database_rooms
from explorer.storage.database import Database
from explorer.storage.database_repository import today
from explorer.storage.database_rooms import CODE_SECONDS, DatabaseRooms
from explorer.storage.database_tables import ROOMS
from explorer.storage.retention import GRACE, sweep
from explorer.storage.room_keys import RoomKey

ANNA, BEN = "seat:anna", "seat:ben"
MARKER = "zanzibar"


@pytest.fixture(params=["on_sqlite", "on_postgresql"])
def rooms(request: pytest.FixtureRequest) -> DatabaseRooms:
    return DatabaseRooms(request.getfixturevalue(request.param))


def two() -> Room:
    return for_two("sre", "L4", "manager", ANNA).taken("self", BEN)


def anybody(_: Room) -> None:
    """Where it is not who asks that a test is about."""


def stored(database: Database, key: RoomKey) -> bytes:
    with database.reading() as connection:
        row = connection.execute(select(ROOMS).where(ROOMS.c.id == key.id)).one()
    return repr(tuple(row)).encode()


def test_a_room_is_read_with_its_key_as_it_was_kept(rooms: DatabaseRooms) -> None:
    key = rooms.start(two())
    assert rooms.read(key) == replace(two(), revision=1)
    made = rooms.change(key, lambda room: room.brought("self", "words"))
    assert (made.revision, rooms.revision(key)) == (2, 2)
    assert rooms.read(key) == made
    assert rooms.change(key, lambda room: room.brought("self", "words")) == made


def test_the_database_alone_says_nothing(rooms: DatabaseRooms) -> None:
    # Two letters stand in one of a hundred encrypted rows by chance.
    level = "Principal"
    key = rooms.start(for_two("sre", level, "manager", ANNA).taken("self", BEN))
    rooms.change(key, lambda room: room.brought("self", MARKER))
    typed = rooms.make_code(key, anybody)
    said = stored(rooms.database, key)
    letters = typed.replace("-", "")
    for secret in (MARKER, "sre", level, "anna", key.key.hex(), repr(key.key)[2:-1], letters):
        assert secret.encode() not in said, secret


def test_a_refused_change_changes_nothing(rooms: DatabaseRooms) -> None:
    key = rooms.start(two())
    with pytest.raises(RoomError):
        rooms.change(key, lambda room: room.ready("self", "2026-11-26"))
    assert rooms.revision(key) == 1


def test_two_who_change_something_at_once_lose_nothing(rooms: DatabaseRooms) -> None:
    key = rooms.start(two().brought("self", "a").brought("manager", "b"))
    for seat in ("self", "manager"):
        rooms.change(key, lambda room, seat=seat: room.ready(seat, "2026-11-26"))

    def agree(number: int) -> None:
        item, step = f"L4/{number}", AgreedStep("x", "", "self")
        rooms.change(key, lambda room: room.agreeing(item, step, AgreedStep()))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(agree, range(20)))
    room = rooms.read(key)
    assert len(room.agreed) == 20
    assert room.revision == 23
    assert room.opened


KEYS = {
    "a wrong key": lambda key: key.renewed(),
    "the key of another room": lambda key: RoomKey(key.id, RoomKey.new().key),
    "the key with another id": lambda key: RoomKey(RoomKey.new().id, key.key),
    "a key of nothing": lambda _: RoomKey.new(),
}


@pytest.mark.parametrize("which", KEYS)
def test_no_other_key_does_anything(rooms: DatabaseRooms, which: str) -> None:
    key = rooms.start(two())
    other = KEYS[which](key)
    for attempt in (
        lambda: rooms.read(other),
        lambda: rooms.revision(other),
        lambda: rooms.change(other, lambda room: room.over()),
        lambda: rooms.renew(other, anybody),
        lambda: rooms.make_code(other, anybody),
        lambda: rooms.end(other, anybody),
    ):
        with pytest.raises(RoomGone):
            attempt()
    assert rooms.read(key).revision == 1


def test_with_a_new_key_the_old_one_is_dead_and_everything_is_still_there(
    rooms: DatabaseRooms,
) -> None:
    key = rooms.start(two())
    room = rooms.change(key, lambda room: room.brought("self", "words").ready("self", "2026-11-26"))
    typed = rooms.make_code(key, anybody)
    new = rooms.renew(key, anybody)
    assert rooms.read(new) == replace(room, revision=room.revision + 1)
    with pytest.raises(RoomGone):
        rooms.read(key)
    assert rooms.of_code(typed) is None, "and so is the code"


def test_nothing_is_replayed_after_the_end(rooms: DatabaseRooms) -> None:
    key = rooms.start(two())
    typed = rooms.make_code(key, anybody)
    rooms.end(key, anybody)
    with pytest.raises(RoomGone):
        rooms.read(key)
    assert rooms.of_code(typed) is None
    with pytest.raises(RoomGone):
        rooms.end(key, anybody)


def test_only_the_owner_ends_a_room_changes_its_key_and_makes_codes(rooms: DatabaseRooms) -> None:
    key = rooms.start(two())

    def as_ben(room: Room) -> None:
        room_access.require(room, BEN, "share")

    for attempt in (rooms.end, rooms.renew, rooms.make_code):
        with pytest.raises(NotYours):
            attempt(key, as_ben)
    assert rooms.read(key).revision == 1


def test_a_code_is_good_for_ten_minutes(
    rooms: DatabaseRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = rooms.start(two())
    first = rooms.make_code(key, anybody)
    typed = rooms.make_code(key, anybody)
    assert rooms.of_code(first) is None, "there is one at a time"
    assert rooms.of_code(typed.lower()) == key
    assert rooms.of_code("") is None
    now = database_rooms.time.time()
    monkeypatch.setattr(database_rooms.time, "time", lambda: now + CODE_SECONDS - 2)
    assert rooms.of_code(typed) == key
    monkeypatch.setattr(database_rooms.time, "time", lambda: now + CODE_SECONDS + 1)
    assert rooms.of_code(typed) is None


def test_a_room_is_over_after_14_days_without_use(rooms: DatabaseRooms) -> None:
    used, unused = rooms.start(two()), rooms.start(two())

    def last_used(key: RoomKey, days: int) -> None:
        row = update(ROOMS).where(ROOMS.c.id == key.id)
        with rooms.database.writing() as connection:
            connection.execute(row.values(used_on=today() - timedelta(days=days)))

    last_used(used, 14)
    last_used(unused, 15)
    assert rooms.read(used)
    with pytest.raises(RoomGone):
        rooms.read(unused)
    last_used(used, 14)
    rooms.read(used)
    day = today()
    sweep(rooms.database, day)
    for later in range(1, GRACE.days + 1):
        sweep(rooms.database, day + timedelta(days=later))
    with rooms.database.reading() as connection:
        left = set(connection.scalars(select(ROOMS.c.id)))
    assert unused.id not in left, "and the sweep has taken it"
    assert used.id in left
