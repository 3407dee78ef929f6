"""Streamlit's scripts and styles, compressed once per process.

They are most of a first visit: 2.6 MB as they are, 1.1 MB compressed. Streamlit compresses
everything but these, because Starlette's middleware would do it anew for each visitor, in the
thread that serves all of them; here each file is compressed once, in another thread, and kept.
"""

import gzip
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENDINGS = (".js", ".css", ".json", ".svg")
"""Fonts and pictures are compressed already."""
_LEAST_BYTES = 1_000
"""What fits into one packet as it is does not arrive earlier when it is smaller."""
_MOST_BYTES = 64 * 2**20
"""Of all kept files together; the whole of Streamlit's client is a quarter of it."""


class CompressedFiles:
    """Answers for files below /static/ and /assets/ in gzip where the browser takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, Response] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_compressed(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            whole = await self._whole(scope, receive)
            if whole is None:
                await self.app(scope, receive, send)
                return
            headers, body = whole
            smaller = await run_in_threadpool(gzip.compress, body, 6, mtime=0)
            response = Response(smaller)
            for name, value in headers.items():
                if name not in ("content-length", "accept-ranges"):
                    response.headers[name] = value
            response.headers["content-encoding"] = "gzip"
            response.headers.add_vary_header("accept-encoding")
            if path not in self._kept:
                self._kept[path] = response
                self._bytes += len(smaller)
        kept = self._kept[path]
        await kept(scope, receive, send)

    async def _whole(self, scope: Scope, receive: Receive) -> tuple[Headers, bytes] | None:
        """The app's own answer, where it is a file that is worth compressing."""
        head: dict[str, Any] = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                head.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self.app(scope, receive, hold)
        headers = MutableHeaders(raw=list(head.get("headers", [])))
        fits = len(body) >= _LEAST_BYTES and self._bytes < _MOST_BYTES
        if head.get("status") == 200 and fits and "content-encoding" not in headers:
            return headers, bytes(body)
        return None


def _may_be_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path = scope["path"]
    if not (path.startswith(("/static/", "/assets/")) and path.endswith(_ENDINGS)):
        return False
    headers = Headers(scope=scope)
    takes = [part.split(";")[0].strip() for part in headers.get("accept-encoding", "").split(",")]
    # A browser that asks whether its copy is still right, or for a part, asks for the file itself.
    asks_for_part = "if-none-match" in headers or "if-modified-since" in headers
    return "gzip" in takes and not asks_for_part and "range" not in headers
