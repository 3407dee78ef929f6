"""What the app falls back to without `ladder serve`, and how host names are read."""

import pytest

from explorer.server import settings as settings_module
from explorer.server.settings import LOOPBACK_NAMES, Settings, configure, host_name
from library.writing import ROOT, SAMPLE

PERSONAL = Settings(SAMPLE, personal=True, hosts=LOOPBACK_NAMES)


@pytest.fixture(autouse=True)
def _settings_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_module, "_settings", None)


def test_nothing_said_is_shared_use_of_the_sample_ladder() -> None:
    settings = settings_module.settings()
    assert settings == Settings(ROOT / "ladder", personal=False, hosts=())
    configure(PERSONAL)
    assert settings_module.settings() is PERSONAL


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("a:80", "a"),
        ("A", "a"),
        ("a.", "a"),
        ("[::1]:80", "::1"),
        ("[", ""),
        ("", ""),
        ("u@a", "a"),
    ],
)
def test_the_name_in_a_host_header(host: str, name: str) -> None:
    assert host_name(host) == name
