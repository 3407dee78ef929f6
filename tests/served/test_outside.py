"""The served app asks nobody outside: every look-up and connection of its process is watched."""

import os
import sys
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from tools.bench_drive import Place, Session

from browser.visiting import ROOT, Served, serve_with
from served.asking import LEVELS, ask, port_of, server_of, status_of_handshake

_WATCHED = """
import socket, sys
_at_home = ("127.0.0.1", "::1", "localhost", None, "")
def _watch(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in _at_home:
        _note(event, arguments[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        if arguments[1][0] not in _at_home:
            _note(event, arguments[1])
    elif event == "open" and {opened!r} and str(arguments[0]).endswith({opened!r}):
        _note(event, arguments[0])
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        _note(event, arguments[0])
def _note(event, what):
    with open({log!r}, "a") as log:
        log.write(f"{{event}} {{what}}\\n")
sys.addaudithook(_watch)
"""


def watched(folder: Path, opened: str = "") -> tuple[Served, Path]:
    """A server whose interpreter notes each address that is not this computer's.

    With `opened` it notes each time that a file of that name is opened, too.
    """
    log = folder / "asked"
    hooks = folder / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(_WATCHED.format(log=str(log), opened=opened))
    path = os.pathsep.join([str(hooks), *sys.path])
    command = [sys.executable, "-m", "explorer"]
    environment = {**os.environ, "PYTHONPATH": path}
    return serve_with(command, [str(ROOT / "ladder"), "--shared"], folder, environment), log


def test_whatever_a_client_sends_nothing_leaves_the_computer(data: Path) -> None:
    served, log = watched(data)
    try:
        for origin in ("", " ", "null", "http://evil.example", "http://192.0.2.1", "x", "//"):
            assert status_of_handshake(served, f"Origin: {origin}") == 403
            ask(served, "/_stcore/upload_file/a/b", "OPTIONS", Origin=origin)
            ask(served, "/", Host=origin or "evil.example", X_Forwarded_Host="evil.example")
        # Both say the same, so this is let through: Streamlit would look no further either.
        host = f"evil.example:{port_of(served)}"
        status_of_handshake(served, f"Origin: http://{host}", host=host)
        with Session(server_of(served)) as visit:
            visit.open(LEVELS)
            visit.open(Place("Compare", "compare", ""))
            visit.open(Place("My profile", "profile", ""))
            visit.open(Place("Add", "importing", ""))
    finally:
        served.stop()
    assert not log.exists(), log.read_text()


def test_no_visitor_empties_what_is_kept_for_all(data: Path) -> None:
    """A message of Streamlit's menu, which this app does not show: any client can send it."""
    served, log = watched(data, opened="L4.yaml")
    try:
        with Session(server_of(served)) as visit, Session(server_of(served)) as other:
            visit.open(LEVELS)
            loaded = log.read_text()
            other.open(LEVELS)
            message = BackMsg()
            message.clear_cache = True
            other.tell(message)
            visit.rerun()
            other.open(LEVELS)
    finally:
        served.stop()
    assert loaded
    assert log.read_text() == loaded
