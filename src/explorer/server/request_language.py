"""In which language a browser is answered: what its reader chose, or what it asks for.

A choice is remembered by the browser, in a cookie that holds the language and nothing else. The
pages that Streamlit draws ask here once for each visit (`ui/reader_language.py`); the few pages of
plain HTML, such as the one to sign in at, are answered in this language by the middleware.
"""

from collections.abc import Mapping, Sequence

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from explorer.server.private_cookie import cookie_name
from explorer.server.settings import settings
from explorer.text.translation import ENGLISH, accepted, best_language, speaking

COOKIE = "ladder_language"


def language_cookie() -> str:
    """What the cookie is called here: two apps below two paths of a host have one each. It is no
    secret, so it goes any way."""
    return cookie_name(COOKIE, secure=False)


def language_for(
    cookies: Mapping[str, str], headers: Mapping[str, str], locale: Sequence[str] = ()
) -> str:
    """The language for a browser with these cookies and headers; `locale` is what its scripts
    say it is set to."""
    wanted = [cookies.get(language_cookie(), ""), settings().language, *locale]
    return best_language([*wanted, *accepted(headers.get("accept-language", ""))]) or ENGLISH


class SpeakingMiddleware:
    """Has a request answered in the language of its browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        with speaking(language_for(asked.cookies, asked.headers)):
            await self.app(scope, receive, send)
