"""How the app is served: which folder it shows, and for whom.

`ladder serve` decides both before the app is imported, and hands them over with
`configure`. Started any other way (`streamlit run app.py`), the app shows the ladder next
to it and stores nothing: from inside it cannot tell whether its visitor is the only one.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from explorer.files.paths import app_root
from explorer.storage.database import Database
from explorer.storage.file_repository import FileRepository

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `ladder serve` decided.

    `personal`: one person on their own computer.
    `hosts`: the host names to answer for; none means any (unless personal).
    `visits`: so many at once; more are told to come back. `gone`: so many that broke off are
    waited for. `storage`: where profiles are kept of whoever says so; None: nowhere.
    `base_path`: below which path of the host the app stands, such as "/ladders".
    `proxies`: the addresses or networks whose forwarding headers are believed.
    """

    folder: Path
    personal: bool = False
    hosts: tuple[str, ...] = ()
    visits: int = 100
    gone: int = 128
    storage: FileRepository | Database | None = None
    base_path: str = ""
    proxies: tuple[str, ...] = ()
    access_log: bool = False


_settings: Settings | None = None


def configure(settings: Settings) -> None:
    global _settings  # noqa: PLW0603 - set once, before the app starts
    _settings = settings


def settings() -> Settings:
    return _settings or Settings(app_root() / "ladder")


def host_name(host: str) -> str:
    """The name in a Host header, without its port: "[::1]:8501" is "::1"."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""
