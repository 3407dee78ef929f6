"""The page that a browser loads first: Streamlit's own, mended.

Streamlit's carries an inline script, which the content security policy refuses, and looks for
its server below each deep link before it looks at the root. Here a script of ours says both
before anything else runs, so that a visit starts without an error in the browser's console.
"""

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import BaseRoute, Route
from streamlit import file_util

from explorer.server import browser_key, room_entry, sign_in
from explorer.server.room_entry import ENTRY
from explorer.server.routes import SHELL_SCRIPT_URL, unknown
from explorer.ui.layout import PAGES

_CLIENT = Path(file_util.get_static_dir())
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
"""Only scripts without a source; there is one, which sets `window.prerenderReady`."""
_FOR_PROGRAMS = re.compile(r'<link rel="service-desc"[^>]*>|<noscript>.*?</noscript>', re.DOTALL)
"""What leads to Streamlit's interface for programs, which is closed."""


def shell() -> str:
    """Streamlit's index.html with our script in the place of its inline one."""
    index = (_CLIENT / "index.html").read_text(encoding="utf-8")
    mended = _FOR_PROGRAMS.sub("", _INLINE_SCRIPT.sub("", index))
    script = f'<script src="{SHELL_SCRIPT_URL}"></script>'
    needed = "<noscript><p>Ladder Explorer needs JavaScript.</p></noscript>"
    return mended.replace("<head>", f"<head>{script}", 1).replace("<body>", f"<body>{needed}", 1)


_SHELL = shell()


async def _page(request: Request) -> HTMLResponse:
    answer = HTMLResponse(_SHELL, headers={"Cache-Control": "no-cache"})
    browser_key.renew(request, answer)
    room_entry.renew(request, answer)
    return answer


async def _without_slash(request: Request) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    path = request.url.path.rstrip("/")
    return RedirectResponse(f"{path}{query}", 301, headers={"Cache-Control": "no-cache"})


PAGE_ROUTES: list[BaseRoute] = [
    *(Route(f"/{page.path}", _page) for page in PAGES),
    *(Route(f"/{page.path}/", _without_slash) for page in PAGES if page.path),
    *sign_in.routes(frozenset((*(page.path for page in PAGES), ENTRY.strip("/")))),
    unknown(_CLIENT),
]
"""Every page, and the answer to every other address."""
