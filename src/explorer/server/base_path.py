"""Serving below a path of a host, such as /ladders, with or without a proxy that takes it off.

The app inside knows nothing of the path: it is taken off each request that has it, and put on
whatever an answer says of addresses, which are redirects and the paths of cookies.
"""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.server.settings import settings


class BasePath:
    """Takes `Settings.base_path` off requests and puts it on `Location` and `Set-Cookie`.

    A request that does not have it came through a proxy that took it off already; the two
    cannot be told apart, so both are answered, and every address we give has it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = settings().base_path
        if not base or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path == base and scope["type"] == "http":
            # Relative addresses of the page would otherwise lead out of the path.
            query = scope.get("query_string", b"").decode("latin-1")
            to = f"{base}/" + (f"?{query}" if query else "")
            await RedirectResponse(to, 307)(scope, receive, send)
            return
        inner = dict(scope)
        if path.startswith(f"{base}/"):
            inner["path"] = path[len(base) :]
            raw = scope.get("raw_path")
            if raw and raw.startswith(f"{base}/".encode()):
                inner["raw_path"] = raw[len(base) :]

        async def with_path(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _below(base, message.get("headers", []))
            await send(message)

        await self.app(inner, receive, with_path)


def _below(base: str, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = MutableHeaders(raw=list(headers))
    location = given.get("location", "")
    if location.startswith("/") and not location.startswith("//"):
        given["location"] = base + location
    return [
        (name, _cookie_below(base, value) if name.lower() == b"set-cookie" else value)
        for name, value in given.raw
    ]


def _cookie_below(base: str, cookie: bytes) -> bytes:
    """A cookie for the whole of this app, and for no neighbour of it on the same host."""
    parts = cookie.decode("latin-1").split(";")
    return ";".join(
        f" Path={base}" if part.strip().lower() == "path=/" else part for part in parts
    ).encode("latin-1")


def read_base_path(text: str) -> str:
    """ "/ladders" for what may be written as "ladders/", and "" for the root. ValueError where
    it is no plain path: a query, dots and characters to be escaped have no place in it."""
    path = "/".join(part for part in text.strip().split("/") if part)
    plain = all(c.isascii() and (c.isalnum() or c in "-_~/") for c in path)
    if not plain or urlsplit(text).netloc:
        raise ValueError(text)
    return f"/{path}" if path else ""
