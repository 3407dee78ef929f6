"""The way into a room, over the wire: what opens it, and all that does not."""

from urllib.parse import urlencode

import pytest

from browser.visiting import Served
from explorer.rooms.room import for_two
from explorer.storage.database import sqlite_at
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import RoomKey, new_token
from served.asking import Answer, ask

CODE = "7F2K-9QXM"


def anybody(_: object) -> None:
    """Where it is not who asks that a test is about."""


@pytest.fixture(scope="module")
def rooms(app: Served) -> DatabaseRooms:
    file = next(app.data.rglob("shared.sqlite3"))
    return DatabaseRooms(sqlite_at(file))


@pytest.fixture
def key(rooms: DatabaseRooms) -> RoomKey:
    return rooms.start(for_two("sre", "L4", "manager", "seat:anna"))


def come(app: Served, cookie: str = "", **form: str) -> Answer:
    more = {"Cookie": cookie} if cookie else {}
    body = urlencode(form).encode()
    return ask(app, "/room", "POST", body, Origin=app.url, **more)


def cookie_of(answer: Answer) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


def test_a_link_becomes_a_cookie_and_leaves_the_address(app: Served, key: RoomKey) -> None:
    answer = come(app, link=key.link)
    assert (answer.status, answer.headers["location"]) == (303, f"/one-to-one?room={key.id}")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"ladder_room_{key.id}={key.key.hex()}.")
    assert "HttpOnly; Max-Age=1209600; Path=/; SameSite=lax" in cookie
    assert answer.headers["cache-control"] == "no-store"
    held = ask(app, f"/room/{key.id}", Cookie=cookie_of(answer))
    assert (held.status, ask(app, f"/room/{key.id}").status) == (204, 409)


def test_a_code_does_the_same(app: Served, rooms: DatabaseRooms, key: RoomKey) -> None:
    typed = rooms.make_code(key, anybody)
    answer = come(app, code=f" {typed.lower()} ")
    assert answer.headers["location"] == f"/one-to-one?room={key.id}"
    assert key.key.hex() in answer.headers["set-cookie"]


def test_a_browser_keeps_its_seat_also_with_a_new_link(
    app: Served, rooms: DatabaseRooms, key: RoomKey
) -> None:
    first = cookie_of(come(app, link=key.link))
    again = cookie_of(come(app, first, link=key.link))
    assert again == first
    new = rooms.renew(key, anybody)
    token = first.rpartition(".")[2]
    assert cookie_of(come(app, first, link=new.link)).endswith(f"{new.key.hex()}.{token}")
    other = cookie_of(come(app, link=new.link))
    assert not other.endswith(token), "another browser has a mark of its own"


def test_who_starts_a_room_gets_its_cookie_for_the_seat_that_they_have(
    app: Served, key: RoomKey
) -> None:
    token = new_token()
    answer = come(app, link=key.link, token=token)
    assert answer.status == 204
    assert cookie_of(answer).endswith(token)


def old_link(rooms: DatabaseRooms, key: RoomKey) -> dict[str, str]:
    rooms.renew(key, anybody)
    return {"link": key.link}


def ended(rooms: DatabaseRooms, key: RoomKey) -> dict[str, str]:
    rooms.end(key, anybody)
    return {"link": key.link}


def code_after_the_end(rooms: DatabaseRooms, key: RoomKey) -> dict[str, str]:
    typed = rooms.make_code(key, anybody)
    rooms.end(key, anybody)
    return {"code": typed}


ATTEMPTS = {
    "no key": lambda *_: {},
    "an empty key": lambda *_: {"link": ""},
    "a wrong key": lambda _, key: {"link": key.renewed().link},
    "the key of another room": lambda _, key: {"link": RoomKey(key.id, bytes(16)).link},
    "the id alone": lambda _, key: {"link": key.id},
    "a cut link": lambda _, key: {"link": key.link[:-1]},
    "an old link": old_link,
    "a link after the end": ended,
    "a guessed code": lambda *_: {"code": CODE},
    "a code after the end": code_after_the_end,
    "a code too long": lambda *_: {"code": "x" * 5_000},
    "words of another kind": lambda *_: {"link": "<script>alert(1)</script>"},
}


@pytest.mark.parametrize("which", ATTEMPTS)
def test_nothing_else_opens_a_room(
    app: Served, rooms: DatabaseRooms, key: RoomKey, which: str
) -> None:
    answer = come(app, **ATTEMPTS[which](rooms, key))
    assert (answer.status, "set-cookie" in answer.headers) == (404, False)
    assert b"no room" in answer.body or b"no code" in answer.body
    assert b"alert(1)" not in answer.body


def test_no_other_site_asks(app: Served, key: RoomKey) -> None:
    body = urlencode({"link": key.link}).encode()
    for origin, status in (("http://evil.example", 421), ("null", 421)):
        answer = ask(app, "/room", "POST", body, Origin=origin)
        assert (answer.status, "set-cookie" in answer.headers) == (status, False)
    assert ask(app, "/room", "POST", body).status == 403
    assert ask(app, f"/room/{key.id}", "DELETE").status == 403


def test_codes_are_not_tried_one_after_another(app: Served) -> None:
    answers = [come(app, code=CODE).status for _ in range(15)]
    assert answers[-1] == 429
    assert 429 not in answers[:5]
    assert come(app, link="x").status == 404, "links are not guessed, and are not slowed down"


def test_the_page_says_what_to_do_and_holds_no_key(app: Served, key: RoomKey) -> None:
    page = ask(app, "/room")
    assert page.status == 200
    assert b"Type the code" in page.body
    cookie = f"ladder_room_{key.id}={key.key.hex()}.{new_token()}"
    answer = ask(app, f"/one-to-one?room={key.id}", Cookie=cookie)
    assert key.key.hex() in answer.headers["set-cookie"], "its time begins anew"
    assert key.key.hex().encode() not in answer.body
