"""What `tools.attack` attacks: a served app of its own, and the ways to speak to it.

The app notes every name and address outside this computer that it asks for, in a file `asked`
of its folder.
"""

import http.client
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench_drive import Server

_WATCH = """
import sys
_home = ("127.0.0.1", "::1", "localhost", None, "")
def _watch(event, what):
    host = what[0] if event == "socket.getaddrinfo" else None
    if event == "socket.connect" and isinstance(what[1], tuple):
        host = what[1][0]
    if host not in _home:
        open({log!r}, "a").write(f"{{event}} {{host}}\\n")
sys.addaudithook(_watch)
"""


@contextmanager
def served(home: Path, ladder: Path, files: tuple[int, int] | None = None) -> Iterator[Server]:
    """The app on a ladder in shared use; `files` are its soft and hard limit of open files."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (home / "sitecustomize.py").write_text(_WATCH.format(log=str(home / "asked")))
    path = os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")])

    def limit() -> None:
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, files)

    options = ("serve", str(ladder), "--shared", "--no-open", "--port", str(port))
    # What may not be forked under threads is not: this sets one limit and no more.
    process = subprocess.Popen(
        [sys.executable, "-m", "explorer", *options],
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONPATH": path},
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=limit,  # noqa: PLW1509
    )
    server = Server(port, process.pid)
    try:
        for _ in range(300):
            if answers(server):
                break
            time.sleep(0.1)
        yield server
    finally:
        process.kill()
        process.wait()


def request(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **more: str
) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        headers = {"Host": f"localhost:{server.port}", **more}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.read()
        return response.status, {name.lower(): value for name, value in response.getheaders()}
    finally:
        connection.close()


def answers(server: Server) -> bool:
    try:
        return request(server, "/_stcore/health")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def raw(server: Server, *lines: str) -> socket.socket:
    """A connection that has sent these lines, and no end of its head."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall("".join(f"{line}\r\n" for line in lines).encode())
    return connection


def upgrade(server: Server, *lines: str) -> socket.socket:
    head = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: localhost:{server.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    )
    return raw(server, *head, *lines, "")


def closed(connection: socket.socket) -> bool:
    """Whether the server has ended a connection; what it still sends is read away."""
    connection.settimeout(0.05)
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
