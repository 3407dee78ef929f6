"""How the app is served: on which folder, for whom, and behind which headers.

`ladder serve` decides all of it before the app is imported and says so with `configure`.
Started any other way (`streamlit run app.py`), the app shows the ladder beside it and
keeps nothing: whether a visitor is alone on this computer cannot be seen from inside.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.files.paths import app_root

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")

MAIN = Path(__file__).resolve().parents[1] / "ui" / "main.py"

_POLICY = "; ".join(
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
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `ladder serve` decided.

    `personal`: one person on their own computer, whose profile may be kept there.
    `hosts`: the host names that are answered; none means any (unless personal).
    """

    folder: Path
    personal: bool = False
    hosts: tuple[str, ...] = ()


_settings: Settings | None = None


def configure(settings: Settings) -> None:
    global _settings  # noqa: PLW0603 - said once, before the app starts
    _settings = settings


def settings() -> Settings:
    return _settings or Settings(app_root() / "ladder")


def _site(origin: str) -> str:
    """The host and port of an Origin header; empty where it names none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def host_name(host: str) -> str:
    """The name in a Host header, without its port: "[::1]:8501" is "::1"."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


class Guard:
    """Answers only for the host names that are served, and sets the security headers.

    In personal use a request that went through a proxy is refused as well: it looks
    local and need not be, and the profile on this computer is one person's.
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
                message["headers"] = [*message.get("headers", []), *_HEADERS]
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
    if current.personal and any(name in headers for name in _FORWARDED):
        return (
            "This Ladder Explorer is in personal use and does not answer through a proxy. "
            "Behind one, start it with: ladder serve --shared --allow-host NAME\n"
        )
    origin = headers.get(b"origin", b"").decode("latin-1")
    if scope["type"] == "websocket" and origin and _site(origin) != host:
        return "Another site may not connect to this one.\n"
    return None


def _levels(request: Request) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}", status_code=307)


ROUTES = [Route("/levels", _levels)]
MIDDLEWARE = [Middleware(Guard)]
