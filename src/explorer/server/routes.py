"""What the server answers besides Streamlit: our one script, and addresses that have moved."""

from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

# An absolute path away from pages/: a pages/ folder next to the main script would let a deep
# link run a page alone, without navigation (Streamlit's older kind of multipage app).
MAIN = Path(__file__).resolve().parents[1] / "ui" / "main.py"


_SCRIPT = Path(__file__).with_name("explorer.js").read_bytes()
SCRIPT_URL = f"/assets/explorer.js?v={sha256(_SCRIPT).hexdigest()[:12]}"
"""Holds a hash of what it leads to, so that a browser may keep it for a year."""


def _script(_: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_SCRIPT, media_type="text/javascript", headers=headers)


def _redirect_levels(request: Request) -> RedirectResponse:
    """The levels were at /levels once; old links keep their query string."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}", status_code=307)


ROUTES = [Route("/levels", _redirect_levels), Route("/assets/explorer.js", _script)]
