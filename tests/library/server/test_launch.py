"""`ladder serve` decides whom the app is for before it starts."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.errors import ServerError
from explorer.files.paths import app_root
from explorer.server import launch, settings
from explorer.server.configuration import Configuration, configure
from explorer.server.launch import decide, default_folder
from explorer.server.settings import LOOPBACK_NAMES, Settings
from explorer.storage.database import Database
from explorer.storage.file_repository import FileRepository
from library.writing import SAMPLE


def configured(**options: Any) -> Configuration:
    given = {name: value for name, value in options.items() if value}
    return configure({"folder": SAMPLE, **given}, environment={})[0]


@pytest.mark.parametrize(
    ("host", "hosts", "shared", "personal", "answered"),
    [
        ("127.0.0.1", (), False, True, LOOPBACK_NAMES),
        ("localhost", (), False, True, LOOPBACK_NAMES),
        ("LOCALHOST", (), False, True, LOOPBACK_NAMES),
        ("::1", (), False, True, LOOPBACK_NAMES),
        ("127.0.0.1", (), True, False, LOOPBACK_NAMES),
        ("127.0.0.1", ("x.example",), False, False, (*LOOPBACK_NAMES, "x.example")),
        ("127.0.0.1", ("X.Example:443",), True, False, (*LOOPBACK_NAMES, "x.example")),
        ("0.0.0.0", (), False, False, ()),
        ("::", (), False, False, ()),
        ("192.0.2.7", (), False, False, ()),
        ("127.0.0.2", (), False, False, ()),
        ("0.0.0.0", ("x.example",), False, False, (*LOOPBACK_NAMES, "x.example")),
        ("x.example", (), True, False, ()),
    ],
)
def test_personal_use_needs_a_loopback_address_and_nothing_else(
    host: str, hosts: tuple[str, ...], shared: bool, personal: bool, answered: tuple[str, ...]
) -> None:
    told = configured(host=host, allow_host=hosts, shared=shared)
    assert decide(told) == Settings(SAMPLE, personal, answered)


def test_behind_a_proxy_nobody_is_alone() -> None:
    decided = decide(configured(proxy_headers=("127.0.0.1",), base_path="ladders/"))
    assert decided == Settings(
        SAMPLE, False, LOOPBACK_NAMES, base_path="/ladders", proxies=("127.0.0.1",)
    )


def test_the_folder_is_the_one_here_or_else_the_sample(tmp_path: Path) -> None:
    assert default_folder(tmp_path) == tmp_path
    assert default_folder(tmp_path / "nowhere") == SAMPLE


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """The calls that would start a server, instead of a server."""
    calls: list[dict[str, Any]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(launch, "start_sweeping", lambda database: None)
    monkeypatch.setattr(settings, "_settings", None)
    monkeypatch.setattr(launch, "_app", lambda root: "the app")
    monkeypatch.setattr(launch, "raise_limit", lambda: 1024)
    monkeypatch.setattr(launch, "configure_logging", lambda as_json: None)
    monkeypatch.setattr(
        launch, "_run", lambda config, drain: calls.append({"drain": drain, **vars(config)})
    )
    return calls


def serve(host: str = "127.0.0.1", port: int | None = None, shared: bool = False) -> None:
    launch.serve(configured(host=host, port=port, shared=shared), open_browser=False)


def test_a_port_in_use_is_said(started: list[dict[str, Any]], taken: int) -> None:
    with pytest.raises(ServerError, match=f"Port {taken} is in use; choose another"):
        serve(port=taken)
    assert started == []


def test_without_a_port_the_first_free_one_is_taken(
    started: list[dict[str, Any]], taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "FIRST_PORT", taken)
    monkeypatch.setattr(launch, "LAST_PORT", taken)
    with pytest.raises(ServerError, match=f"ports {taken} to {taken} are in use"):
        serve()
    monkeypatch.setattr(launch, "LAST_PORT", taken + 20)
    serve()
    assert taken < started[0]["port"] <= taken + 20


def test_an_address_that_is_not_this_computers_is_said(started: list[dict[str, Any]]) -> None:
    for host in ("192.0.2.1", "nowhere.invalid"):
        with pytest.raises(ServerError, match=f"There is no address {host} on this computer"):
            serve(host, 8599)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"There is no folder .*nowhere\. Name one"):
        launch.serve(configured(folder=tmp_path / "nowhere"), False)


@pytest.mark.parametrize(
    ("host", "shared", "address", "said"),
    [
        ("127.0.0.1", False, "http://localhost:", "personal use"),
        ("127.0.0.1", True, "http://127.0.0.1:", "profiles are kept for whoever says so, in "),
        ("0.0.0.0", False, "http://0.0.0.0:", "answering for any host name"),
        ("::1", False, "http://localhost:", "personal use"),
        ("::1", True, "http://[::1]:", "profiles are kept for whoever says so, in "),
    ],
)
def test_it_says_where_it_is_and_for_whom(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    shared: bool,
    address: str,
    said: str,
) -> None:
    # Not every computer has addresses of the newer kind.
    monkeypatch.setattr(launch, "_free_port", lambda host, port: 8501)
    serve(host, shared=shared)
    told = capsys.readouterr().out
    assert f"Ladder Explorer is at {address}{started[0]['port']}\n" in told
    assert said in told
    assert started[0]["host"] == host
    given = settings.settings()
    assert isinstance(given.storage, FileRepository if given.personal else Database)
    decided = decide(configured(host=host, shared=shared))
    assert given == replace(decided, visits=144, gone=128, storage=given.storage)
    assert "open files" not in told
    # Streamlit finds its configuration in the working directory only.
    assert Path.cwd() == app_root()


def test_a_low_limit_on_open_files_is_said(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(launch, "raise_limit", lambda: 256)
    serve()
    assert "allows 256 open files, which is enough for 27 visits" in capsys.readouterr().out
