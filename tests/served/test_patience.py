"""Connections that never finish what they begin: each has an end, and others are served."""

import asyncio
import time

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn import Config, Server

from explorer.server import guard, patience
from explorer.server.guard import Guard
from explorer.server.patience import PatientProtocol

HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def seconds_until_closed(*sent: bytes, trickled: bytes = b"") -> float:
    """How long the server keeps a connection that has sent this and sends no more; or, with
    `trickled`, one that goes on with a byte of it every tenth of a second."""

    async def ask() -> float:
        config = Config(Guard(app), port=0, http=PatientProtocol, log_level="error", lifespan="off")
        server = Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        begun = time.monotonic()
        for each in sent:
            writer.write(each)
            await asyncio.sleep(0.3)
        slowly = asyncio.create_task(_trickle(writer, trickled))
        try:
            async with asyncio.timeout(5):
                while await reader.read(65536):
                    pass
        except (TimeoutError, ConnectionError):
            pass
        took = time.monotonic() - begun
        slowly.cancel()
        writer.close()
        server.should_exit = True
        await serving
        return took

    return asyncio.run(ask())


async def _trickle(writer: asyncio.StreamWriter, what: bytes) -> None:
    for byte in what:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.1)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds instead of minutes."""
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(patience, "EXCHANGE_SECONDS", 2)
    monkeypatch.setattr(patience, "_LOOK_SECONDS", 0.1)
    monkeypatch.setattr(guard, "SILENT_SECONDS", 0.5)


WHOLE = HALF + b"\r\n"
UPLOAD = b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n"
UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
SPEAKS = b"\x82\x80\x00\x00\x00\x00"
"""An empty message, masked as a client's must be."""


@pytest.mark.parametrize(
    "sent",
    [(), (HALF,), (WHOLE, HALF), (UPGRADE,)],
    ids=["nothing", "half a head", "half a second head", "a silent visit"],
)
def test_a_connection_that_says_nothing_more_is_closed_soon(sent: tuple[bytes, ...]) -> None:
    assert seconds_until_closed(*sent) < 2.5


def test_a_head_that_trickles_in_is_closed_as_well() -> None:
    assert seconds_until_closed(HALF, trickled=b"X-Slow: " + b"x" * 90) < 2.5


def test_a_body_has_longer_and_no_more() -> None:
    assert 1.9 < seconds_until_closed(UPLOAD, b"x", trickled=b"x" * 90) < 4.5


def test_a_visit_that_speaks_stays() -> None:
    assert seconds_until_closed(UPGRADE, SPEAKS) >= 5
