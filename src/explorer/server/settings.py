"""How the app is served: which folder it shows, and for whom.

`ladder serve` decides both before the app is imported, and hands them over with
`configure`. Started any other way (`streamlit run app.py`), the app shows the ladder next
to it and stores nothing: from inside it cannot tell whether its visitor is the only one.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from explorer.files.paths import app_root
from explorer.storage.database import Database
from explorer.storage.file_repository import FileRepository

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in. `required`: nobody is answered without. `public_url` is where people reach the app; the
    provider leads back there, whatever a Host header says. `header` names the one in which a
    proxy says who is there; `keys_url` verifies it where it is a signed assertion."""

    required: bool
    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    public_url: str = ""
    role_claim: str = ""
    seconds: int = 12 * 3600
    header: str = ""
    keys_url: str = ""
    audience: str = ""

    @property
    def by_proxy(self) -> bool:
        return bool(self.header)

    @property
    def secure(self) -> bool:
        """Whether people reach the app over TLS, so that cookies may not go any other way."""
        return self.public_url.startswith("https:")

    def address(self, path: str) -> str:
        return self.public_url.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Settings:
    """What `ladder serve` decided.

    `personal`: one person on their own computer.
    `hosts`: the host names to answer for; none means any (unless personal).
    `visits`: so many at once; more are told to come back. `gone`: so many that broke off are
    waited for. `storage`: where profiles are kept of whoever says so; None: nowhere.
    `base_path`: below which path of the host the app stands, such as "/ladders".
    `proxies`: the addresses or networks whose forwarding headers are believed. `sign_in`: how
    people sign in; None: nobody does. `language`: of the app's own words for whoever has not
    chosen; empty: that of their browser.
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
    sign_in: SignIn | None = None
    language: str = ""


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
