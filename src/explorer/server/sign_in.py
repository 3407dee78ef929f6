"""Signing in with OpenID Connect: the routes of it, and who is there afterwards.

Authlib speaks with the provider. What it wants to remember between the two steps (state, nonce,
verifier) is a row of the database, tied to the browser by a cookie of its own: any server can
take the second step, once. Afterwards the browser has a cookie of 43 random characters and no
claims, and every click asks the database whose it is: a session that ended anywhere ends here.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.errors import StoreError
from explorer.identity.actors import Actor, role_of
from explorer.server import room_entry
from explorer.server.server_log import printable, say_once
from explorer.server.settings import SignIn, settings
from explorer.storage import people
from explorer.storage.database import Database
from explorer.storage.people import ATTEMPT_SECONDS, Attempt
from explorer.text.translation import gettext as _
from explorer.text.translation import spoken

SIGN_IN, CALLBACK = "/auth/sign-in", "/auth/callback"
SIGN_OUT, SIGNED_OUT = "/auth/sign-out", "/auth/signed-out"
PATHS = frozenset({SIGN_IN, CALLBACK, SIGN_OUT, SIGNED_OUT})
PERSON_HEADER = "x-ladder-person"
"""Set by the gate for whom a proxy vouches, never taken from outside."""
_SESSION, _SIGNING_IN = "ladder_session", "ladder_signing_in"
_MOST_NEXT = 2_000
"""A longer address is no link of ours."""
_NO_STORE = {"Cache-Control": "no-store"}


def signing_in() -> tuple[SignIn, Database] | None:
    """How people sign in here, and the database of their sessions; None where they do not."""
    current = settings()
    if current.sign_in and isinstance(current.storage, Database):
        return current.sign_in, current.storage
    return None


def actor_of(cookies: Mapping[str, str], headers: Mapping[str, str]) -> Actor:
    """Who is there now. Asked at each click, so that what ended or was taken away counts.
    Raises StoreError where the database does not answer."""
    told = signing_in()
    if not told:
        return Actor()
    sign_in, database = told
    if sign_in.by_proxy:
        found = people.actor_of_person(database, headers.get(PERSON_HEADER, ""))
    else:
        found = people.actor_of_session(database, cookies.get(_cookie_name(_SESSION), ""))
    return found or Actor()


def sign_in_address(path: str, query: str = "") -> str:
    """Where somebody signs in who wants to be at this path of ours afterwards."""
    wanted = path + (f"?{query}" if query else "")
    return f"{SIGN_IN}?{urlencode({'next': wanted})}" if len(wanted) < _MOST_NEXT else SIGN_IN


def safe_next(wanted: str, pages: frozenset[str]) -> str:
    """The address to be at after signing in: a page of ours with its query, else the first."""
    if not wanted.startswith("/") or len(wanted) >= _MOST_NEXT or not wanted.isprintable():
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    plain = not (parts.scheme or parts.netloc or "\\" in wanted)
    if not plain or unquote(parts.path) != parts.path or parts.path[1:] not in pages:
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def routes(pages: frozenset[str]) -> list[BaseRoute]:
    """The routes of signing in and out; `pages` are the paths to which it may lead back."""

    async def begin(request: Request) -> Response:
        return await _begin(request, safe_next(request.query_params.get("next", "/"), pages))

    return [
        Route(SIGN_IN, _where_offered(begin)),
        Route(CALLBACK, _where_offered(_end)),
        Route(SIGN_OUT, _where_offered(_sign_out), methods=["GET", "POST"]),
        Route(SIGNED_OUT, _where_offered(_signed_out)),
    ]


def _where_offered(answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def guarded(request: Request) -> Response:
        told = signing_in()
        if not told or told[0].by_proxy:
            return _page(_("Page not found"), f"<p>{_('Nobody signs in here.')}</p>", 404)
        try:
            response: Response = await answer(request)
        except StoreError:
            response = _try_again(_("The database of this server does not answer."))
        return response

    return guarded


@cache
def _client(sign_in: SignIn) -> Any:
    from authlib.integrations.starlette_client import OAuth  # noqa: PLC0415 - slow, where used

    return OAuth().register(
        "provider",
        client_id=sign_in.client_id,
        client_secret=sign_in.client_secret,
        server_metadata_url=f"{sign_in.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )


async def _begin(request: Request, wanted: str) -> Response:
    sign_in, database = _told()
    browser = request.cookies.get(_cookie_name(_SIGNING_IN), "")
    if len(browser) != people.TOKEN_LETTERS:
        browser = people.new_token()
    memory: dict[str, Any] = {}
    try:
        response: Response = await _client(sign_in).authorize_redirect(
            Request({**request.scope, "session": memory}), sign_in.address(CALLBACK)
        )
    except Exception as error:
        return _provider_failed(error)
    state = dict(parse_qsl(URL(response.headers["location"]).query)).get("state", "")
    attempt = Attempt(json.dumps(memory), wanted)
    await run_in_threadpool(people.begin_attempt, database, state, browser, attempt)
    _set_cookie(response, _SIGNING_IN, browser, ATTEMPT_SECONDS)
    response.headers.update(_NO_STORE)
    return response


async def _end(request: Request) -> Response:
    sign_in, database = _told()
    state = request.query_params.get("state", "")
    browser = request.cookies.get(_cookie_name(_SIGNING_IN), "")
    attempt = None
    if state and browser:
        attempt = await run_in_threadpool(people.take_attempt, database, state, browser)
    if attempt is None:
        return _page(
            _("Not signed in"),
            f"<p>{_('Signing in was begun in another browser, too long ago, or ended already.')}</p>"
            + _again(),
            400,
        )
    if "error" in request.query_params:
        return _page(
            _("Not signed in"), f"<p>{_('The provider did not sign you in.')}</p>" + _again(), 403
        )
    memory = json.loads(attempt.data)
    try:
        # Keys that were kept may have been changed: not every provider gives new ones new names.
        await _client(sign_in).fetch_jwk_set(force=True)
        token = await _client(sign_in).authorize_access_token(
            Request({**request.scope, "session": memory}),
            claims_options={
                "iss": {"essential": True, "value": sign_in.issuer},
                "aud": {"essential": True, "value": sign_in.client_id},
            },
        )
    except Exception as error:
        return _provider_failed(error)
    claims = token.get("userinfo") or {}
    subject = str(claims.get("sub", ""))
    if not subject:
        return _provider_failed(ValueError("no subject"))
    name = printable(str(claims.get("name") or claims.get("email") or subject))
    claimed = role_of(None, claims.get(sign_in.role_claim) if sign_in.role_claim else None)
    old = request.cookies.get(_cookie_name(_SESSION), "")

    def begin_session() -> str:
        if old:
            people.end_session(database, old)
        person = people.person(database, sign_in.issuer, subject, name)
        return people.begin_session(database, person, claimed, sign_in.seconds)

    session = await run_in_threadpool(begin_session)
    response = RedirectResponse(attempt.next, 303, _NO_STORE)
    _set_cookie(response, _SESSION, session, sign_in.seconds)
    return response


async def _sign_out(request: Request) -> Response:
    """Asked with GET it asks first: a link on another site may sign nobody out."""
    sign_in, database = _told()
    if request.method == "GET":
        pressed = {"button": "<button>", "end": "</button>"}
        return _page(
            _("Sign out?"),
            f'<form method="post" action="{_below(SIGN_OUT)}"><p>'
            + _("{button}Sign out{end} of this browser, in all of its tabs.", **pressed)
            + f'</p></form><form method="post" action="{_below(SIGN_OUT)}?everywhere=yes"><p>'
            + _("{button}Sign out everywhere{end}, on other computers too.", **pressed)
            + f'</p></form><p><a href="{_below("/")}">{_("Stay signed in")}</a></p>',
        )
    session = request.cookies.get(_cookie_name(_SESSION), "")
    everywhere = "everywhere" in request.query_params
    await run_in_threadpool(people.end_session, database, session, everywhere)
    response = await _leave(sign_in)
    for name in (_SESSION, _SIGNING_IN):
        response.delete_cookie(
            _cookie_name(name), _path(), secure=sign_in.secure, httponly=True, samesite="lax"
        )
    room_entry.forget_all(request, response)
    return response


async def _leave(sign_in: SignIn) -> Response:
    """On to the provider, where it can sign people out; else the page that says it is done.

    A page that leads on, not a redirect: the policy lets a form lead to this server alone.
    """
    try:
        metadata = await _client(sign_in).load_server_metadata()
        there = str(metadata.get("end_session_endpoint") or "")
    except Exception:
        there = ""
    if not there.startswith(("https://", "http://")):
        return RedirectResponse(SIGNED_OUT, 303, _NO_STORE)
    query = {
        "client_id": sign_in.client_id,
        "post_logout_redirect_uri": sign_in.address(SIGNED_OUT),
    }
    to = escape(there + ("&" if "?" in there else "?") + urlencode(query))
    return _page(
        _("Signed out"),
        f'<meta http-equiv="refresh" content="0; url={to}">'
        + "<p>"
        + _(
            "Signed out here. {link}On to the provider{end}, which signs you out there.",
            link=f'<a href="{to}">',
            end="</a>",
        )
        + "</p>",
    )


async def _signed_out(_request: Request) -> Response:
    return _page(_("Signed out"), f"<p>{_('You are signed out.')}</p>" + _again(_("Sign in")))


def _told() -> tuple[SignIn, Database]:
    told = signing_in()
    assert told  # noqa: S101 - _where_offered looked
    return told


def _provider_failed(error: Exception) -> Response:
    # The message may quote a token; its kind does not.
    kind = f"{type(error).__module__}.{type(error).__name__}"
    say_once(
        "provider", kind, sentence=f"Signing in failed: {kind}, {printable(_reason(error))!r}."
    )
    return _try_again(
        _("Signing in did not work: the provider does not answer, or not as it should.")
    )


def _reason(error: Exception) -> str:
    return str(getattr(error, "error", "")) or "see the provider's log"


def _try_again(sentence: str) -> Response:
    response = _page(_("Not now"), f"<p>{sentence}</p>{_again()}", 503)
    response.headers["retry-after"] = "10"
    return response


def _again(words: str = "") -> str:
    return f'<p><a href="{_below(SIGN_IN)}">{words or _("Sign in again")}</a></p>'


def _below(path: str) -> str:
    return settings().base_path + path


def _path() -> str:
    return settings().base_path or "/"


def _cookie_name(name: str) -> str:
    # Two apps below two paths of a host: the browser would send both under one name.
    place = settings().base_path.strip("/").replace("/", ".")
    return f"{name}.{place}" if place else name


def _set_cookie(response: Response, name: str, value: str, seconds: int) -> None:
    sign_in, _database = _told()
    response.set_cookie(
        _cookie_name(name),
        value,
        max_age=seconds,
        path=_path(),
        secure=sign_in.secure,
        httponly=True,
        samesite="lax",
    )


_FRAME = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} · Ladder Explorer</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }}
  button {{ font: inherit }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def _page(title: str, body: str, status: int = 200) -> Response:
    return HTMLResponse(_FRAME.format(language=spoken(), title=title, body=body), status, _NO_STORE)
