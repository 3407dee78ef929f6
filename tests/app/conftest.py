"""What the pages' tests share: the sample ladder served, a data folder of its own for each.

How the app is served is said as `ladder serve` says it, with `configure`, and taken back
afterwards. Without further words a test has the sample ladder in shared use.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from altair.utils import schemapi
from altair.utils.schemapi import SchemaBase, debug_mode
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.elements import vega_charts
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test
from tests.app.ladders import SAMPLE
from tests.app.visiting import Visit

from explorer.files import reload
from explorer.files.loading import load
from explorer.model import Ladder
from explorer.server import import_process, settings
from explorer.server.import_process import ImportProcess
from explorer.server.settings import Settings, configure
from explorer.storage import database_schema
from explorer.storage.database import Database, sqlite_at
from explorer.storage.file_repository import FileRepository, default_folder

Open = Callable[..., Visit]
Serve = Callable[..., None]


@pytest.fixture(autouse=True)
def serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Serve:
    """Serve a folder, for several people or for the one on this computer."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    # Put back at the end of the test what was there before it.
    monkeypatch.setattr(settings, "_settings", None)
    # A test edits a file and looks at once.
    monkeypatch.setattr(reload, "LOOK_SECONDS", 0.0)
    # A run of an AppTest has no browser that would look again, and a child takes a second to
    # start.
    monkeypatch.setattr(import_process, "PATIENCE", 60.0)
    monkeypatch.setattr(ImportProcess, "_in_child", lambda _, job: import_process.run(job))

    def begin(folder: Path = SAMPLE, personal: bool = False) -> None:
        storage = FileRepository(default_folder()) if personal else None
        configure(Settings(folder, personal, storage=storage))

    begin()
    return begin


@pytest.fixture(scope="session", autouse=True)
def quick() -> Iterator[None]:
    """What takes most of the time and is not what these tests are about, left out.

    Each run of an AppTest compiles the pages anew, and each new AppTest reads the metadata
    of every installed package, looking for components that the app does not have. The same
    radar is built and written out for one test after another, and Altair checks each part
    of it against its schema (`checked` turns that on again).
    """
    scripts = ScriptCache()
    with pytest.MonkeyPatch.context() as patch, debug_mode(False):
        patch.setattr(app_test, "ScriptCache", lambda: scripts)
        patch.setattr(
            BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
        )
        patch.setattr(
            vega_charts,
            "_convert_altair_to_vega_lite_spec",
            _once(vega_charts._convert_altair_to_vega_lite_spec),
        )
        yield


def _once(convert: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """Convert a chart once, without checking it; but anew where charts are checked."""
    made: dict[int, tuple[Any, dict[str, Any]]] = {}

    def converted(chart: Any) -> dict[str, Any]:
        if schemapi.DEBUG_MODE:
            return convert(chart)
        if id(chart) not in made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(SchemaBase, "validate", classmethod(lambda *_, **__: None))
                # The chart is kept too, so that no other one can get its id.
                made[id(chart)] = (chart, convert(chart))
        return deepcopy(made[id(chart)][1])

    return converted


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
def database(tmp_path: Path) -> Iterator[Database]:
    """The database of a server that serves the sample."""
    found = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.upgrade(found)
    configure(Settings(SAMPLE, storage=found))
    yield found
    found.close()


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
    """What the download buttons of texts would give, each time they were drawn."""
    held: list[str] = []
    button = st.download_button

    def seen(label: str, data: Callable[[], Any], name: str, *more: Any, **options: Any) -> Any:
        if name.endswith((".yaml", ".md")):  # pictures take their time
            held.append(data())
        return button(label, data, name, *more, **options)

    monkeypatch.setattr(st, "download_button", seen)
    return held
