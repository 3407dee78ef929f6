"""The ASGI middleware in front of the app: host names, origins, proxies, security headers.

It protects a personal app from DNS rebinding and from pages of other sites, and gives
every response a strict Content-Security-Policy. Refused requests get status 421.
"""

from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
# Downloads, which are personal: neither a browser nor a proxy keeps one.
_NOT_STORED = (b"cache-control", b"no-store")
_PROXY_HEADERS = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")


class Guard:
    """Refuses requests for other host names, and sets the security headers.

    In personal use it also refuses requests that came through a proxy: they look local
    but may come from anywhere, and the profile on this computer is one person's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
            else:
                await PlainTextResponse(refusal, status_code=421)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = (*_HEADERS, _NOT_STORED) if "/media/" in scope["path"] else _HEADERS
                message["headers"] = [*message.get("headers", []), *more]
            await send(message)

        await self.app(scope, receive, with_headers)


def _refusal(scope: Scope) -> str | None:
    current = settings()
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    if current.hosts and host_name(host) not in current.hosts:
        return (
            "This Ladder Explorer does not answer for that host name. "
            "Whoever runs it can allow one: ladder serve --allow-host NAME\n"
        )
    if current.personal and any(name in headers for name in _PROXY_HEADERS):
        return (
            "This Ladder Explorer is in personal use and does not answer through a proxy. "
            "Behind one, start it with: ladder serve --shared --allow-host NAME\n"
        )
    origin = headers.get(b"origin", b"").decode("latin-1")
    if scope["type"] == "websocket" and origin and _host_of(origin) != host:
        return "Another site may not connect to this one.\n"
    return None


def _host_of(origin: str) -> str:
    """The host and port of an Origin header; empty where it names none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


MIDDLEWARE = [Middleware(Guard)]
