"""Requests over a plain socket: every header, and nothing that a client library would add."""

import http.client
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tools.bench_drive import Place, Server

from browser.visiting import Served

LEVELS = Place("Levels", "", "")


@dataclass(frozen=True)
class Answer:
    """Status, headers (lower case; the last of a name counts) and body."""

    status: int
    headers: dict[str, str]
    body: bytes


def port_of(served: Served) -> int:
    return int(urlsplit(served.url).port or 0)


def server_of(served: Served) -> Server:
    return Server(port_of(served), served.process.pid)


def ask(
    served: Served,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    **headers: str,
) -> Answer:
    """One request on a connection of its own; `x_y` stands for the header x-y."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(served), timeout=30)
    try:
        named = {"Host": f"localhost:{port_of(served)}"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()


def handshake(served: Served, *lines: str, host: str = "") -> tuple[socket.socket, int]:
    """Ask for a websocket with these header lines besides; the socket and the status."""
    open_socket = socket.create_connection(("127.0.0.1", port_of(served)), timeout=30)
    head = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or f'localhost:{port_of(served)}'}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        *lines,
    )
    open_socket.sendall("\r\n".join((*head, "", "")).encode())
    first = open_socket.recv(4096)
    return open_socket, int(first.split(b" ", 2)[1]) if first else 0


def status_of_handshake(served: Served, *lines: str, host: str = "") -> int:
    open_socket, status = handshake(served, *lines, host=host)
    open_socket.close()
    return status


def descriptors(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def until(seconds: float, test: Callable[[], bool]) -> bool:
    """Whether `test()` comes true within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if test():
            return True
        time.sleep(0.2)
    return False
