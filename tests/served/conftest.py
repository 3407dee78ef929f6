"""The app served as a person would serve it, asked over real sockets, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.visiting import ROOT, Served, serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module's tests run in one process: each has servers of its own, started once."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


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
