"""The way into a room: its link or a short code becomes a cookie, and the key leaves the address.

The link's key stands behind a #, which browsers do not send; a script of ours sends it in a form
and this answers with a cookie that no script can read, and with the room's page, whose address
names the room and opens it to nobody. The cookie also holds this browser's own mark for its seat.
"""

import re
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.errors import RoomError, StoreError
from explorer.rooms.room import Room
from explorer.server.private_cookie import cookie_name, drop, over_tls, put
from explorer.server.settings import settings
from explorer.storage.database import Database
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import RoomKey, holder_of, new_token
from explorer.text.translation import N_, spoken
from explorer.text.translation import gettext as _

ENTRY = "/room"
PAGES = {"one-to-one": "/one-to-one", "panel": "/panel"}
_NAME = re.compile(r"ladder_room_([0-9a-f]{12})")
_VALUE = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})")
_TOKEN = re.compile(r"[0-9a-f]{32}")
_MOST_BODY = 1_000
_NO_STORE = {"Cache-Control": "no-store"}
_WRONG_LINK = N_(
    "This link opens no room (any more): the room has ended, or its link was replaced by a new one. Ask whoever sent it."
)
_WRONG_CODE = N_("That is no code of a room, or its ten minutes are over. Ask for a new one.")
_TOO_MANY = N_("Too many codes were tried. Wait a minute, then try again, or ask for the link.")
_NO_DATABASE = N_("This server keeps nothing, so it has no rooms.")
_SILENT = N_("This server's database does not answer at the moment. Try again in a little while.")
_ASK = N_("Type the code that is shown to you, or open the room's link.")


@dataclass(frozen=True, slots=True)
class Held:
    """What a browser's cookie says: which room, with which key, and the mark of its seat."""

    key: RoomKey
    token: str

    @property
    def holder(self) -> str:
        return holder_of(self.token)

    @property
    def ticket(self) -> str:
        """What a page's script sends here to get the cookie."""
        return f"{self.key.link}.{self.token}"

    @property
    def value(self) -> str:
        return f"{self.key.key.hex()}.{self.token}"


def held(cookies: Mapping[str, str], origin: str | None, id: str) -> Held | None:
    """What a browser holds of a room."""
    return _of_cookie(id, cookies.get(_cookie(id, over_tls(origin)), ""))


def renew(request: Request, response: Response) -> None:
    """Let the cookie of the room whose page is asked for begin its time anew."""
    id = request.query_params.get("room", "")
    for secure in (True, False):
        found = _of_cookie(id, request.cookies.get(_cookie(id, secure), ""))
        if found:
            _give(response, found, secure)


def forget_all(request: Request, response: Response) -> None:
    """Have a browser forget its rooms: whoever uses it next, after a sign-out, is in none."""
    for name in request.cookies:
        if found := _NAME.search(name):
            drop(response, found[0])


def _cookie(id: str, secure: bool) -> str:
    return cookie_name(f"ladder_room_{id}", secure)


def _of_cookie(id: str, value: str) -> Held | None:
    found = _VALUE.fullmatch(value)
    key = RoomKey.of_link(f"{id}.{found[1]}") if found else None
    return Held(key, found[2]) if key and found else None


def _give(response: Response, held: Held, secure: bool) -> None:
    storage = settings().storage
    days = storage.retention.room_days if isinstance(storage, Database) else 1
    put(response, f"ladder_room_{held.key.id}", held.value, secure, days * 24 * 3600)
    response.headers.update(_NO_STORE)


# -- how often a code may be tried -----------------------------------------------------


class Attempts:
    """How many codes were tried within a minute, from one address and from all."""

    EACH, ALL, SECONDS = 10, 120, 60

    def __init__(self) -> None:
        self._tried: deque[tuple[float, str]] = deque()
        self._lock = threading.Lock()

    def allowed(self, who: str) -> bool:
        """Whether one more may be tried; counts it then."""
        now = time.monotonic()
        with self._lock:
            while self._tried and self._tried[0][0] < now - self.SECONDS:
                self._tried.popleft()
            theirs = sum(each == who for _, each in self._tried)
            if theirs >= self.EACH or len(self._tried) >= self.ALL:
                return False
            self._tried.append((now, who))
            return True


_attempts = Attempts()


# -- answers ---------------------------------------------------------------------------


async def answer(request: Request, script: str) -> Response:
    """The page that a link opens, and what becomes of a key or a code that is sent to it."""
    storage = settings().storage
    if not isinstance(storage, Database):
        return _page(script, _NO_DATABASE, 404)
    if request.method != "POST":
        return _page(script, _ASK)
    origin = request.headers.get("origin")
    if origin is None:
        return PlainTextResponse("Only a page of this app asks for this.\n", 403, _NO_STORE)
    said = await _form(request)
    rooms = DatabaseRooms(storage)
    by_code = "code" in said
    if by_code and not _attempts.allowed(request.client.host if request.client else ""):
        return _page(script, _TOO_MANY, 429)
    try:
        found = await run_in_threadpool(_found, rooms, said)
    except StoreError:
        return _page(script, _SILENT, 503)
    if found is None:
        return _page(script, _WRONG_CODE if by_code else _WRONG_LINK, 404)
    key, room = found
    return _entered(request, key, room, said.get("token", ""))


def _entered(request: Request, key: RoomKey, room: Room, token: str) -> Response:
    """The cookie, and the way to the room's page. A browser that was here keeps its seat, also
    with a new key."""
    secure = over_tls(request.headers.get("origin"))
    before = held(request.cookies, request.headers.get("origin"), key.id)
    if _TOKEN.fullmatch(token):
        response = Response(status_code=204)
    else:
        token = before.token if before else new_token()
        response = RedirectResponse(f"{PAGES[room.kind]}?room={key.id}", 303)
    _give(response, Held(key, token), secure)
    return response


def _found(rooms: DatabaseRooms, said: Mapping[str, str]) -> tuple[RoomKey, Room] | None:
    key = rooms.of_code(said["code"]) if "code" in said else RoomKey.of_link(said.get("link", ""))
    if key is None:
        return None
    try:
        return key, rooms.read(key)
    except RoomError:
        return None


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; none where somebody sends more than one could hold."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BODY:
                return {}
    except ClientDisconnect:
        return {}
    fields = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[0].strip() for name, values in fields.items()}


async def _check(request: Request) -> Response:
    """Whether the browser holds the cookie of a room, or, asked so, that it is gone."""
    id = request.path_params["id"]
    if request.method == "DELETE":
        if request.headers.get("origin") is None:
            return PlainTextResponse("Only a page of this app asks for this.\n", 403, _NO_STORE)
        response = Response(status_code=204, headers=_NO_STORE)
        if _NAME.fullmatch(f"ladder_room_{id}"):
            drop(response, f"ladder_room_{id}")
        return response
    # No browser names an origin here; either cookie proves the same.
    arrived = any(
        _of_cookie(id, request.cookies.get(_cookie(id, secure), "")) for secure in (True, False)
    )
    return Response(status_code=204 if arrived else 409, headers=_NO_STORE)


ROUTES: list[BaseRoute] = [Route(f"{ENTRY}/{{id}}", _check, methods=["GET", "DELETE"])]

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title} · Ladder Explorer</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 4rem auto; padding: 0 1rem }}
  h1 {{ font-size: 1.75rem }}
  label {{ display: block; font-weight: 600; margin-bottom: .25rem }}
  input, button {{ font: inherit; padding: .5rem .75rem; border-radius: .5rem; border: 1px solid #8886 }}
  input {{ width: 9.5rem; text-transform: uppercase; letter-spacing: .1em }}
  button {{ background: #0b6e6e; color: #fff; cursor: pointer }}
  [hidden] {{ display: none }}
</style>
<h1>{heading}</h1>
<p role="status">{said}</p>
<form method="post" action="./room" data-code>
<label for="code">{code}</label>
<input id="code" name="code" autocomplete="off" maxlength="20" placeholder="7F2K-9QXM" required>
<button>{enter}</button>
</form>
<form method="post" action="./room" data-link hidden><input name="link" type="hidden"></form>
<noscript><p>{needed}</p></noscript>
<script src="{script}"></script>
</html>
"""


def _page(script: str, said: str, status: int = 200) -> HTMLResponse:
    page = _PAGE.format(
        language=spoken(),
        title=escape(_("A room")),
        heading=escape(_("Come into a room")),
        said=escape(_(said)),
        code=escape(_("Code")),
        enter=escape(_("Come in")),
        needed=escape(_("A room's link needs JavaScript. A code does not.")),
        script=script,
    )
    return HTMLResponse(page, status, _NO_STORE)
