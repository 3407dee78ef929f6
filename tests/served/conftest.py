"""The app served as a person would serve it, asked over real sockets, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.visiting import ROOT, Served, serve


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder in shared use: one start for every test that changes nothing."""
    served = serve(ROOT / "ladder", tmp_path_factory.mktemp("data"), "--shared")
    yield served
    served.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder for a server of a test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder
