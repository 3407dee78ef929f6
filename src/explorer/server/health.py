"""Is the process alive, and may visitors be sent to it: /healthz and /readyz.

Both answer under every host name, also by address, as a load balancer asks: they say nothing
that is anybody's. `/readyz` says which part is not ready, without paths or error messages.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.files.reload import live_site
from explorer.server.settings import settings
from explorer.storage import database_schema
from explorer.storage.database import Database

ALIVE, READY = "/healthz", "/readyz"
PATHS = frozenset({ALIVE, READY})
OK = "ok"
_NOT_STORED = {"Cache-Control": "no-store"}


class Stopping:
    """Whether this process was asked to stop: it still serves, and wants no new visitors."""

    begun = False


def _ladder() -> str:
    """Loads the ladder where nobody has yet, so that the first visitor need not wait for it."""
    site = live_site(str(settings().folder)).now().site
    readable = any(ladder.levels for ladder in site.ladders)
    return OK if readable else "no ladder can be read in the served folder"


def _database() -> str:
    storage = settings().storage
    if isinstance(storage, Database) and database_schema.why_not_ready(storage):
        return "the database does not answer, or has not the tables of this version"
    return OK


def _process() -> str:
    return "this server is stopping" if Stopping.begun else OK


CHECKS: dict[str, Callable[[], str]] = {
    "server": _process,
    "ladder": _ladder,
    "database": _database,
}
"""Each part by its name: `OK`, or a sentence that says what is missing."""


def _state() -> dict[str, str]:
    return {name: check() for name, check in CHECKS.items()}


async def _alive(_: Request) -> Response:
    return PlainTextResponse("ok\n", headers=_NOT_STORED)


async def _ready(_: Request) -> Response:
    parts = await run_in_threadpool(_state)
    ready = all(said == OK for said in parts.values())
    return JSONResponse({"ready": ready, **parts}, 200 if ready else 503, _NOT_STORED)


HEALTH_ROUTES: list[BaseRoute] = [Route(ALIVE, _alive), Route(READY, _ready)]
