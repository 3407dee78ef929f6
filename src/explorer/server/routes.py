"""What the server answers besides Streamlit: our scripts, addresses that moved or are unknown."""

from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from explorer.server import room_entry
from explorer.server.browser_key import KEY_ROUTES
from explorer.server.health import HEALTH_ROUTES
from explorer.server.settings import settings
from explorer.text.translation import gettext as _
from explorer.text.translation import spoken

# An absolute path away from pages/: a pages/ folder next to the main script would let a deep
# link run a page alone, without navigation (Streamlit's older kind of multipage app).
MAIN = Path(__file__).resolve().parents[1] / "ui" / "main.py"


_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}


def _script_route(name: str) -> tuple[str, Route]:
    """The address of a script beside this module, and the route that answers it.

    The address is relative to a page, which is one step below the root wherever a proxy puts
    that, and holds a hash of the script, so that a browser may keep it for a year.
    """
    script = Path(__file__).with_name(name).read_bytes()

    async def answer(_: Request) -> Response:
        return Response(script, media_type="text/javascript", headers=_YEAR)

    route = Route(f"/assets/{name}", answer)
    return f".{route.path}?v={sha256(script).hexdigest()[:12]}", route


async def _room_page(request: Request) -> Response:
    return await room_entry.answer(request, ROOM_SCRIPT_URL)


SCRIPT_URL, _script = _script_route("explorer.js")
SHELL_SCRIPT_URL, _shell_script = _script_route("shell.js")
ROOM_SCRIPT_URL, _room_script = _script_route("room.js")


def _redirect_levels(request: Request) -> RedirectResponse:
    """The levels were at /levels once; old links keep their query string."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}", status_code=307)


_STREAMLITS = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/",
    "/_stcore/bidi-components/",
    "/media/",
    "/component/",
)
"""What its client asks for. Its counts of visits and caches, and its interface for programs,
are open to everybody who asks, so they are not among them."""
_NOT_FOUND = """<!doctype html>
<html lang="%(language)s">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%(title)s · Ladder Explorer</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }
</style>
<h1>%(title)s</h1>
<p>%(said)s</p>
</html>
"""


class _Unknown:
    """The answer to every address that nobody has, in any method."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Cache-Control": "no-cache"}
        said = _(
            "There is nothing at this address. The pages of Ladder Explorer start at {link}the ladder's levels{end}.",
            link=f'<a href="{settings().base_path}/">',
            end="</a>",
        )
        words = {"language": spoken(), "title": _("Page not found"), "said": said}
        page = _NOT_FOUND % words
        await HTMLResponse(page, 404, headers)(scope, receive, send)


class _UnknownRoute(Route):
    """Takes what no route before it took and Streamlit does not need.

    Streamlit answers every address it does not know with its first page, whose scripts then
    are not found either: a white page.
    """

    def __init__(self, files: Path) -> None:
        super().__init__("/{path:path}", _Unknown())
        self._files = files

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = scope.get("path", "")
        asset = path.startswith("/static/") or path == "/favicon.png"
        if path.startswith(_STREAMLITS) or (asset and (self._files / path[1:]).is_file()):
            return Match.NONE, {}
        return super().matches(scope)


def unknown(files: Path) -> BaseRoute:
    """The last of our routes, before Streamlit's; `files` is the folder of its client."""
    return _UnknownRoute(files)


ROUTES: list[BaseRoute] = [
    *KEY_ROUTES,
    *HEALTH_ROUTES,
    Route("/levels", _redirect_levels),
    _script,
    _shell_script,
    _room_script,
    Route(room_entry.ENTRY, _room_page, methods=["GET", "POST"]),
    *room_entry.ROUTES,
]
