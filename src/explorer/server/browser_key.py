"""The key that a browser holds for what is kept of its visitor: a cookie, given after a yes.

Who only reads gets no cookie. The yes is given within a visit, whose answers carry no cookies;
so the visit gets a ticket, for one use, with which the browser's script asks here for the
cookie and then shows that it came. Only then is anything kept, under the key in it: a browser
that refuses cookies is told so, and no page or script ever sees the key. A browser that holds a
key already, from another tab, stays with it.

Tickets are in this process, as uploads are: a proxy in front of several servers leads a visitor
to the same one each time.
"""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.server.private_cookie import cookie_name, drop, over_tls, put
from explorer.storage.owners import Browser

SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most; each visit begins it anew."""
_NAME = "ladder_browser"
_TICKET_SECONDS = 60
MOST_TICKETS = 1_000
"""Each visit that says yes has one for a moment."""
_NO_STORE = {"Cache-Control": "no-store"}


@dataclass(slots=True)
class _Ticket:
    until: float
    wanted: Browser | None
    instead: bool
    given: Browser | None = None
    arrived: bool = False


_tickets: dict[str, _Ticket] = {}
_lock = threading.Lock()


def issue(wanted: Browser | None = None, instead: bool = False) -> str:
    """A ticket for one cookie: of the key that is `wanted`, by default a new one. What the
    browser holds already goes before, unless the wanted one comes `instead`."""
    now, number = time.monotonic(), secrets.token_urlsafe(16)
    with _lock:
        for old in [key for key, each in _tickets.items() if each.until < now]:
            del _tickets[old]
        while len(_tickets) >= MOST_TICKETS:
            del _tickets[next(iter(_tickets))]
        _tickets[number] = _Ticket(now + _TICKET_SECONDS, wanted, instead)
    return number


def redeem(number: str) -> Browser | None:
    """The browser whose cookie came with this ticket; None where none did. The ticket is used
    up."""
    with _lock:
        ticket = _tickets.pop(number, None)
    return ticket.given if ticket and ticket.arrived else None


def held(cookies: Mapping[str, str], origin: str | None) -> Browser | None:
    """The browser of a request. Over TLS only the cookie counts that was set over TLS: nobody
    on the way can have planted it."""
    return _read(cookies.get(cookie_name(_NAME, over_tls(origin)), ""))


def renew(request: Request, response: Response) -> None:
    """Let the cookies of a page's request begin their time anew."""
    for secure in (True, False):
        browser = _read(request.cookies.get(cookie_name(_NAME, secure), ""))
        if browser:
            _set(response, browser, secure)
            # A cache that gave this answer to somebody else would give them the key.
            response.headers.update(_NO_STORE)


def _read(cookie: str) -> Browser | None:
    return Browser.of_phrase(cookie) if cookie else None


def _set(response: Response, browser: Browser, secure: bool) -> None:
    put(response, _NAME, browser.phrase.replace("-", ""), secure, SECONDS)


async def _answer(request: Request) -> Response:
    with _lock:
        ticket = _tickets.get(request.path_params["ticket"])
    if ticket is None or ticket.until < time.monotonic():
        return PlainTextResponse("This ticket is not valid (any more).\n", 410, _NO_STORE)
    response = Response(status_code=204, headers=_NO_STORE)
    origin = request.headers.get("origin")
    if request.method == "GET":
        # No browser names an origin here; either cookie proves the same.
        found = (_read(request.cookies.get(cookie_name(_NAME, each), "")) for each in (True, False))
        if ticket.given is None or ticket.given not in found:
            return PlainTextResponse("The cookie did not come.\n", 409, _NO_STORE)
        ticket.arrived = True
        return response
    if origin is None:
        return PlainTextResponse("Only the app's own page asks for this.\n", 403, _NO_STORE)
    if request.method == "DELETE":
        drop(response, _NAME)
        return response
    has = held(request.cookies, origin)
    ticket.given = (ticket.wanted if ticket.instead else None) or has or ticket.wanted
    ticket.given = ticket.given or Browser.new()
    _set(response, ticket.given, over_tls(origin))
    return response


KEY_ROUTES: list[BaseRoute] = [
    Route("/browser/{ticket}", _answer, methods=["GET", "POST", "DELETE"])
]
