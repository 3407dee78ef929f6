"""What the pages' tests share: the sample ladder served, a data folder of its own for each.

How the app is served is said as `ladder serve` says it, with `configure`, and taken back
afterwards. Without further words a test has the sample ladder in shared use.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from altair.utils.schemapi import debug_mode
from streamlit.components.v2.component_manager import BidiComponentManager
from tests.app.ladders import SAMPLE
from tests.app.visiting import Visit

from explorer.files.loading import load
from explorer.model import Ladder
from explorer.profiles.store import default_folder
from explorer.render import panel_chart, radar
from explorer.server import settings
from explorer.server.settings import Settings, configure

Open = Callable[..., Visit]
Serve = Callable[..., None]


@pytest.fixture(autouse=True)
def serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Serve:
    """Serve a folder, for several people or for the one on this computer."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    # Put back at the end of the test what was there before it.
    monkeypatch.setattr(settings, "_settings", None)
    st.cache_resource.clear()
    st.cache_data.clear()

    def begin(folder: Path = SAMPLE, personal: bool = False) -> None:
        configure(Settings(folder, personal))

    begin()
    return begin


@pytest.fixture(scope="session", autouse=True)
def quick() -> Iterator[None]:
    """What takes most of the time and is not what these tests are about, left out.

    Each new AppTest reads the metadata of every installed package, looking for components
    that the app does not have; Altair checks each part of each chart against its schema
    (`checked` turns that on again), and the same radar is built for one test after another.
    """
    with pytest.MonkeyPatch.context() as patch, debug_mode(False):
        patch.setattr(
            BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
        )
        for module in (radar, panel_chart):
            patch.setattr(module, "radar", cache(module.radar))
        yield


@pytest.fixture
def checked() -> Iterator[None]:
    """Charts are checked against Altair's schema."""
    with debug_mode(True):
        yield


@pytest.fixture
def personal(serve: Serve) -> None:
    """The sample ladder for the one person on this computer."""
    serve(personal=True)


@pytest.fixture
def visit() -> Open:
    """Open a page as a new visitor: visit("search", q="incident")."""

    def begin(page: str = "levels", **address: str) -> Visit:
        return Visit().open(page, **address)

    return begin


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The user's data folder; the app has to make it."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def sre() -> Ladder:
    """The sample ladder as the library loads it."""
    return load(SAMPLE).ladders[0]


@pytest.fixture
def kept() -> Path:
    """Where the sample ladder's profile is kept."""
    return default_folder() / "sre.yaml"


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the download button held, each time it was drawn."""
    held: list[str] = []
    button = st.download_button

    def seen(label: str, data: str, *more: Any, **options: Any) -> Any:
        if isinstance(data, str):  # others are made only when they are pressed
            held.append(data)
        return button(label, data, *more, **options)

    monkeypatch.setattr(st, "download_button", seen)
    return held
