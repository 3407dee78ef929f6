"""What the server says on standard error: what an operator has to mend, and by option one JSON
line per request.

No line holds a query, an address of a person, a header or anything that was typed. A path is
written where it led somewhere; of those that hold a random name, only the beginning.
"""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.server.settings import settings

_LOG = logging.getLogger("explorer.server")
_ACCESS = logging.getLogger("explorer.access")
_RANDOM = ("/media/", "/_stcore/upload_file/", "/browser/", "/room/")
"""Below these, addresses are for one person to know."""
_OWN = ("/_stcore/", "/static/", "/assets/", "/healthz", "/readyz", "/auth/")
_MOST_SAID = 50
"""So many different remarks are written per process: names of hosts come from outside, and may
not fill a disk."""
_said: set[tuple[str, ...]] = set()


def say_once(*about: str, sentence: str) -> None:
    """Write a sentence for the operator, once for each thing that it is about."""
    if about not in _said and len(_said) < _MOST_SAID:
        _said.add(about)
        _LOG.warning(sentence)


def printable(text: str) -> str:
    """What a client sent, as it can stand in a line of a log."""
    return "".join(c if c.isprintable() else "?" for c in text)[:100]


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        line |= getattr(record, "fields", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[0]:
            # The message of an exception may quote what somebody typed.
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def configure_logging(as_json: bool) -> None:
    """Our remarks on standard error; as JSON lines, those of the libraries as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _JsonLines() if as_json else logging.Formatter("Ladder Explorer: %(message)s")
    )
    ours = ["explorer", "uvicorn", "streamlit"] if as_json else ["explorer"]
    for name in ours:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    _ACCESS.setLevel(logging.INFO)


class AccessLog:
    """One line per request and per visit, where `Settings.access_log` says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not settings().access_log or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status, sent = 0, 0

        async def noting(message: Message) -> None:
            nonlocal status, sent
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = 101
            elif message["type"] == "websocket.close" and not status:
                status = 403
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            took = time.perf_counter() - begun
            fields: dict[str, object] = {
                "kind": "request" if scope["type"] == "http" else "visit",
                "method": scope.get("method", "GET"),
                "path": shape(scope["path"], status),
                "status": status,
            }
            if scope["type"] == "http":
                fields |= {"bytes": sent, "ms": round(1000 * took, 1)}
            else:
                fields |= {"seconds": round(took, 1)}
            _ACCESS.info("", extra={"fields": fields})


def shape(path: str, status: int) -> str:
    """A path as it is written: what led nowhere may be whatever somebody typed."""
    for beginning in _RANDOM:
        if path.startswith(beginning):
            return f"{beginning}…"
    answered = status < 300 or status == 304
    known = path.startswith(_OWN) and status != 404
    return path if answered or known else "…"
