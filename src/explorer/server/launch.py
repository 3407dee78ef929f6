"""Starting the server for `ladder serve`: decides who is served, then runs the app.

uvicorn is run in this process rather than `streamlit run`: its sockets do not stall, and
what was decided here reaches the app as an object that no environment can contradict.
"""

import errno
import importlib.util
import os
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import click
import uvicorn

from explorer.errors import ServerError
from explorer.files.paths import app_root
from explorer.server.configuration import Configuration
from explorer.server.descriptors import raise_limit, visits_within
from explorer.server.health import Stopping
from explorer.server.keeping import start_sweeping, storage_for
from explorer.server.patience import PatientProtocol
from explorer.server.server_log import configure_logging
from explorer.server.settings import LOOPBACK_NAMES, Settings, configure, host_name
from explorer.server.sign_in_settings import sign_in_of
from explorer.storage.database import Database

FIRST_PORT, LAST_PORT = 8501, 8520
DEFAULT_FOLDER = "ladder"
STOP_SECONDS = 10
"""For what is being answered when it stops: a download, an upload of 10 MB on a usual line.
Visits are closed at once; their pages come back by themselves when a server answers."""
FEW_DESCRIPTORS = 1_024
"""What Linux gives by default; with less, a team that opens the app at once is not served."""
WEBSOCKET_BYTES = 4 * 2**20
"""One message from a visitor: all that stands in the fields of a page. Files do not come so."""


def default_folder(here: Path) -> Path:
    """./ladder where there is one; else the sample ladder that comes with the app."""
    return here if here.is_dir() else app_root() / "ladder"


def decide(configuration: Configuration) -> Settings:
    """Whom the app is for: one person on this computer, or several people.

    Personal use needs all of it: a loopback address, no other host name, no proxy, not
    --shared. Raises ServerError where there is no such folder.
    """
    folder = (configuration.folder or default_folder(Path(DEFAULT_FOLDER))).resolve()
    if not folder.is_dir():
        raise ServerError(
            f"There is no folder {folder}. Name one with ladders in it: ladder serve DIR"
        )
    host = configuration.host
    named = tuple(host_name(name) or name for name in configuration.allow_host)
    local = host_name(host if ":" not in host else f"[{host}]") in LOOPBACK_NAMES
    several = named or configuration.proxy_headers or configuration.shared or configuration.sign_in
    return Settings(
        folder,
        personal=local and not several,
        hosts=(*LOOPBACK_NAMES, *named) if local or named else (),
        base_path=configuration.base_path,
        proxies=configuration.proxy_headers,
        access_log=configuration.access_log,
        sign_in=sign_in_of(configuration),
        language=configuration.language,
    )


def serve(configuration: Configuration, open_browser: bool | None = None) -> None:
    """Run the app until it is stopped. Raises ServerError."""
    decided = decide(configuration)
    root = app_root()
    if not (root / "app.py").is_file():
        raise ServerError(f"The app's files are missing from {root}; install it again.")
    limit = raise_limit()
    visits, gone = visits_within(limit)
    storage = storage_for(decided.personal, configuration)
    settings = replace(decided, visits=visits, gone=gone, storage=storage)
    configure(settings)
    configure_logging(as_json=settings.access_log)
    host = configuration.host
    taken = _free_port(host, configuration.port)
    # Streamlit reads .streamlit/config.toml from the working directory only.
    os.chdir(root)
    shown = "localhost" if settings.personal else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{taken}"
    click.echo(f"Ladder Explorer is at {address}{settings.base_path}")
    click.echo(f"  ladders: {settings.folder}")
    if settings.personal:
        click.echo(
            "  personal use: only this computer can open it; a profile is kept if you say so"
        )
    else:
        kept = f"kept for whoever says so, in {storage.name}" if storage else "never kept here"
        click.echo(f"  for several people: profiles are {kept}")
        if not settings.hosts:
            click.echo("  answering for any host name; name yours with --allow-host NAME")
    if limit < FEW_DESCRIPTORS:
        click.echo(
            f"  this system allows {limit} open files, which is enough for {visits} visits at "
            "once; raise its hard limit for more (ulimit -Hn)"
        )
    click.echo("  Ctrl+C stops it")
    if isinstance(storage, Database):
        start_sweeping(storage)
    if open_browser if open_browser is not None else _on_a_desktop():
        threading.Thread(target=_open_when_ready, args=(address,), daemon=True).start()
    _run(
        uvicorn.Config(
            _app(root),
            host=host,
            port=taken,
            log_level="warning",
            log_config=None if settings.access_log else uvicorn.config.LOGGING_CONFIG,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # those of named peers are read by server/forwarding.py
            http=PatientProtocol,
            ws_max_size=WEBSOCKET_BYTES,
            ws_ping_interval=30,
            timeout_graceful_shutdown=STOP_SECONDS,
        ),
        configuration.drain,
    )


class _DrainingServer(uvicorn.Server):
    """Asked to stop, it first serves on for `drain` seconds while /readyz says that it leaves,
    so that a load balancer sends nobody more. Asked again, it stops at once."""

    def __init__(self, config: uvicorn.Config, drain: int) -> None:
        super().__init__(config)
        self._drain = drain

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        first, Stopping.begun = not Stopping.begun, True
        if first and self._drain:
            self._captured_signals.append(sig)
            timer = threading.Timer(self._drain, setattr, (self, "should_exit", True))
            timer.daemon = True
            timer.start()
        else:
            super().handle_exit(sig, frame)


def _run(config: uvicorn.Config, drain: int) -> None:
    server = _DrainingServer(config, drain)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)


def _app(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location("ladder_explorer_app", root / "app.py")
    if spec is None or spec.loader is None:
        raise ServerError(f"{root / 'app.py'} cannot be loaded; install the app again.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.app


def _free_port(host: str, port: int | None) -> int:
    for candidate in [port] if port else range(FIRST_PORT, LAST_PORT + 1):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except PermissionError as error:
                raise ServerError(
                    f"Port {candidate} needs more rights; choose one above 1023."
                ) from error
            except socket.gaierror as error:
                raise ServerError(f"There is no address {host} on this computer.") from error
            except OSError as error:
                if error.errno == errno.EADDRNOTAVAIL:
                    raise ServerError(f"There is no address {host} on this computer.") from error
                continue
            return candidate
    if port:
        raise ServerError(f"Port {port} is in use; choose another with --port.")
    raise ServerError(f"The ports {FIRST_PORT} to {LAST_PORT} are in use; choose one with --port.")


def _on_a_desktop() -> bool:
    if not sys.stdout.isatty() or os.environ.get("CI"):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):  # noqa: S310
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(0.1)
