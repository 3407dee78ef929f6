"""What the server answers besides Streamlit: its main script, and addresses that have moved."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

# An absolute path away from pages/: a pages/ folder next to the main script would let a deep
# link run a page alone, without navigation (Streamlit's older kind of multipage app).
MAIN = Path(__file__).resolve().parents[1] / "ui" / "main.py"


def _redirect_levels(request: Request) -> RedirectResponse:
    """The levels were at /levels once; old links keep their query string."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}", status_code=307)


ROUTES = [Route("/levels", _redirect_levels)]
