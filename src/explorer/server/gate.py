"""The gate: where signing in is required, nothing but health and signing in answers without.

It also says who is there where a proxy signed people in: from a header of a named peer, or from
a signed assertion, whose keys are fetched and kept. What a client sends under our own header's
name never gets through.
"""

import time
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from explorer.errors import StoreError
from explorer.identity.actors import Actor
from explorer.server import health, sign_in
from explorer.server.forwarding import PEER, is_named
from explorer.server.room_entry import ENTRY
from explorer.server.server_log import printable, say_once
from explorer.server.settings import SignIn, settings
from explorer.server.sign_in import PERSON_HEADER, actor_of, sign_in_address, signing_in
from explorer.storage import people
from explorer.storage.database import Database

_OPEN = health.PATHS | sign_in.PATHS
_ENTRY_PAGE = (ENTRY, "/assets/room.js")
"""The key of a room stands behind the # of its link, which no redirect may carry to a provider's
page: the entry keeps it in the tab meanwhile. It says nothing of any room."""
_KEYS_SECONDS = 600
_ASK_AGAIN_SECONDS = 30
"""A key that is not known may be new; who sends unknown ones may not make us ask each time."""
_MOST_HEADER = 16_384


class Gate:
    """Answers only who is signed in, where that is required."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._keys = _Keys()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        own = PERSON_HEADER.encode()
        scope["headers"] = [each for each in scope["headers"] if each[0].lower() != own]
        told = signing_in()
        entry = scope["path"] in _ENTRY_PAGE and scope.get("method") in ("GET", "HEAD")
        if not told or not told[0].required or scope["path"] in _OPEN or entry:
            await self.app(scope, receive, send)
            return
        try:
            actor = await self._actor(scope, *told)
        except StoreError:
            await _answer(scope, receive, send, 503, "The database of this server does not answer.")
            return
        if actor.id is None:
            await self._refuse(scope, receive, send, told[0])
            return
        if told[0].by_proxy:
            scope["headers"] = [*scope["headers"], (own, actor.id.encode())]
        await self.app(scope, receive, send)

    async def _actor(self, scope: Scope, told: SignIn, database: Database) -> Actor:
        headers = Headers(scope=scope)
        if not told.by_proxy:
            cookies = cookie_parser(headers.get("cookie", ""))
            return await run_in_threadpool(actor_of, cookies, {})
        said = headers.getlist(told.header)
        vouched = is_named(scope.get(PEER, ""), settings().proxies)
        if len(said) != 1 or not vouched or not 0 < len(said[0]) < _MOST_HEADER:
            return Actor()
        subject, name, issuer = said[0], said[0], "proxy"
        if told.keys_url:
            claims = await run_in_threadpool(self._keys.claims, told, said[0])
            subject, issuer = str(claims.get("sub", "")), told.issuer
            name = str(claims.get("name") or claims.get("email") or subject)
        if not subject or printable(subject) != subject:
            return Actor()
        id = await run_in_threadpool(people.person, database, issuer, subject, printable(name))
        return Actor(id)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, told: SignIn) -> None:
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        page = reads and "text/html" in Headers(scope=scope).get("accept", "")
        if page and not told.by_proxy and not scope["path"].startswith(("/static/", "/_stcore/")):
            query = scope.get("query_string", b"").decode("latin-1")
            to = sign_in_address(quote(scope["path"], safe="/"), query)
            await RedirectResponse(to, 302, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        if scope["path"] == ENTRY and scope["type"] == "http" and not told.by_proxy:
            to = sign_in_address(ENTRY, "")
            await RedirectResponse(to, 303, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        await _answer(scope, receive, send, 401, "Sign in first.")


async def _answer(scope: Scope, receive: Receive, send: Send, status: int, said: str) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted: the browser's client tries again, and loses nothing meanwhile.
        code = 1013 if status == 503 else 1008
        await send({"type": "websocket.close", "code": code, "reason": "not now"})
        return
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "10"} if status == 503 else {})
    await PlainTextResponse(f"{said}\n", status, headers)(scope, receive, send)


class _Keys:
    """The keys of whoever signs assertions, fetched again when they are old or one is new."""

    def __init__(self) -> None:
        self._set: Any = None
        self._asked = float("-inf")

    def claims(self, told: SignIn, assertion: str) -> dict[str, Any]:
        """What a signed assertion says; nothing where it is not signed, not for us, or old."""
        from joserfc import jwt  # noqa: PLC0415 - only where a proxy signs
        from joserfc.errors import JoseError  # noqa: PLC0415

        for again in (False, True):
            keys = self._current(told.keys_url, again)
            if keys is None:
                return {}
            try:
                token = jwt.decode(assertion, keys, algorithms=["RS256", "ES256", "PS256"])
                jwt.JWTClaimsRegistry(
                    leeway=60,
                    iss={"essential": True, "value": told.issuer},
                    aud={"essential": True, "value": told.audience},
                    exp={"essential": True},
                ).validate(token.claims)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                if again or "key" not in str(error).lower():
                    say_once(
                        "assertion",
                        type(error).__name__,
                        sentence=f"An assertion in {told.header} was refused: {type(error).__name__}.",
                    )
                    return {}
            else:
                return dict(token.claims)
        return {}

    def _current(self, url: str, again: bool) -> Any:
        now = time.monotonic()
        age = now - self._asked
        if age > (_ASK_AGAIN_SECONDS if again or self._set is None else _KEYS_SECONDS):
            self._asked = now
            try:
                self._set = _fetch(url)
            except Exception as error:
                kind = type(error).__name__
                say_once("keys", kind, sentence=f"The keys at {url} cannot be had: {kind}.")
        return self._set


def _fetch(url: str) -> Any:
    import httpx2  # noqa: PLC0415 - only where a proxy signs
    from joserfc.jwk import KeySet  # noqa: PLC0415

    answer = httpx2.get(url, timeout=5)
    answer.raise_for_status()
    return KeySet.import_key_set(answer.json())
