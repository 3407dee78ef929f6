"""The ASGI middleware in front of the app: who is answered, and with which headers.

It protects a personal app from DNS rebinding and from pages of other sites, bounds how many
visits there are at once, and gives every response a strict Content-Security-Policy. Refused
requests get status 421; visits beyond the bound are told to come back, with 503.
"""

import asyncio
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.server import health
from explorer.server.base_path import BasePath
from explorer.server.compression import CompressedFiles
from explorer.server.forwarding import Forwarding
from explorer.server.gate import Gate
from explorer.server.request_language import SpeakingMiddleware
from explorer.server.server_log import AccessLog, printable, say_once
from explorer.server.settings import host_name, settings

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", _CONTENT_SECURITY_POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
# Downloads, which are personal: neither a browser nor a proxy keeps one.
_NOT_STORED = (b"cache-control", b"no-store")
_PROXY_HEADERS = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
_READING = frozenset({"GET", "HEAD"})
_VISIT = "/_stcore/stream"
_NO_UPGRADE = (
    "A proxy in front passes no WebSocket: it must send the headers Upgrade and Connection on "
    "(nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; "
    "proxy_set_header Connection $connection_upgrade). Until then no page is drawn."
)
SILENT_SECONDS = 30
"""A browser asks for its page in the first second of a visit; a connection that says nothing
for so long is no visitor, and costs four descriptors."""


class Guard:
    """Refuses requests for other host names and from other sites; sets the security headers.

    In personal use it also refuses requests that came through a proxy: they look local
    but may come from anywhere, and the profile on this computer is one person's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._visits = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if scope["type"] == "websocket":
            await self._visit(scope, receive, send, refusal)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [
                    (name, value)
                    for name, value in message.get("headers", [])
                    # Nothing here is for scripts of other sites, whatever Streamlit says.
                    if not name.lower().startswith(b"access-control-")
                ]
                more = (*_HEADERS, _NOT_STORED) if "/media/" in scope["path"] else _HEADERS
                message["headers"] = [*own, *more]
            await send(message)

        if refusal and not (scope["path"] in health.PATHS and scope["method"] in _READING):
            await PlainTextResponse(refusal, status_code=421)(scope, receive, with_headers)
        elif scope["path"] == _VISIT:
            # Asked for as a page: no browser does that, a proxy that forgets the upgrade does.
            say_once("upgrade", sentence=_NO_UPGRADE)
            answer = PlainTextResponse(f"{_NO_UPGRADE}\n", 426, {"Upgrade": "websocket"})
            await answer(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)

    async def _visit(self, scope: Scope, receive: Receive, send: Send, refusal: str | None) -> None:
        """One websocket: refused, told to come back, or taken for as long as it says something."""
        if refusal:
            await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
            return
        if self._visits >= settings().visits:
            await _come_back(scope, send)
            return
        self._visits += 1
        try:
            await self.app(scope, _unless_silent(receive), send)
        finally:
            self._visits -= 1


_OVER_TLS = ("https", "wss")


async def _come_back(scope: Scope, send: Send) -> None:
    """Before a websocket is accepted its answer may be an ordinary one, where the server can."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013, "reason": "too many visits"})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"30")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    sentence = b"There are too many visits at the moment. Try again in a little while.\n"
    await send({"type": "websocket.http.response.body", "body": sentence})


def _unless_silent(receive: Receive) -> Receive:
    """The same messages, but a client that sends none at the beginning is taken for gone."""
    heard = False

    async def first_in_time() -> Message:
        nonlocal heard
        if heard:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SILENT_SECONDS)
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": 1013}
        heard = message["type"] == "websocket.receive"
        return message

    return first_in_time


def _refusal(scope: Scope) -> str | None:
    current = settings()
    headers = dict(scope["headers"])
    names = [name for name, _ in scope["headers"] if name in (b"host", b"origin")]
    if len(names) != len(set(names)):
        # The guard would read the last of them, Streamlit the first.
        return "A request names one host and one origin.\n"
    host = headers.get(b"host", b"").decode("latin-1")
    if current.hosts and host_name(host) not in current.hosts:
        if scope.get("path") not in health.PATHS:
            say_once(
                "host",
                host_name(host),
                sentence=f"A request for the host name {printable(host)!r} was refused. If that "
                "is a name of this server, allow it: ladder serve --allow-host NAME",
            )
        return (
            "This Ladder Explorer does not answer for that host name. "
            "Whoever runs it can allow one: ladder serve --allow-host NAME\n"
        )
    if current.personal and any(name in headers for name in _PROXY_HEADERS):
        return (
            "This Ladder Explorer is in personal use and does not answer through a proxy. "
            "Behind one, start it with: ladder serve --shared --allow-host NAME\n"
        )
    # An Origin that is there and empty is not ours either: Streamlit would ask the network for
    # this computer's outside address, to compare it.
    origin = headers.get(b"origin")
    asks_to_change = scope["type"] == "websocket" or scope["method"] not in _READING
    if asks_to_change and origin is not None and _host_of(origin.decode("latin-1")) != host:
        named = printable(origin.decode("latin-1"))
        say_once(
            "origin",
            named,
            sentence=f"A visit from {named!r} to the host {printable(host)!r} was refused. If both "
            "are this server, a proxy in front changes the host: it must pass on the one that it "
            "was asked for, with its port (nginx: proxy_set_header Host $http_host).",
        )
        return "Another site may not connect to this one.\n"
    if asks_to_change and scope.get("scheme") in _OVER_TLS and (origin or b"").startswith(b"http:"):
        # Whoever answers for our name without TLS may be anybody on the way; not each browser
        # keeps our cookies from such a page.
        return "A page without TLS may not connect to this one.\n"
    return None


def _host_of(origin: str) -> str | None:
    """The host and port of an Origin header; nothing where it names none."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


MIDDLEWARE = [
    Middleware(Forwarding),
    Middleware(BasePath),
    Middleware(AccessLog),
    Middleware(SpeakingMiddleware),
    Middleware(Guard),
    Middleware(Gate),
    Middleware(CompressedFiles),
]
"""From the outside in."""
