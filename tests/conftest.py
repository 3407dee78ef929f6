"""What all layers share: property tests that repeat, with many more examples on demand.

`make thorough` runs every test, also those marked so, with --hypothesis-profile=thorough.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.scheduler import LoadGroupScheduling

from explorer.importing import pipeline
from explorer.importing.detect import RefusedDocument

# The same examples in every run: a test that fails, fails again. No deadline: machines
# are noisy.
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile("repeatable")

# Modules with servers of their own: their tests run in one process, which starts each once.
TOGETHER = ("tests/served/", "tests/browser/test_health.py", "tests/browser/test_sign_in.py")


class ByServer(LoadGroupScheduling):
    """Each test as soon as a process is free, but those that share a server one after another.

    Told by the path: xdist's marks for groups reach no test where pytest is 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(TOGETHER) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByServer | None:
    return ByServer(config, log) if config.getvalue("dist") == "loadgroup" else None


def raised(_: str, error: Exception) -> RefusedDocument:
    raise error


@pytest.fixture(scope="session", autouse=True)
def mistakes_of_readers() -> Iterator[None]:
    """What goes wrong in a reader fails a test, instead of being said of the document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "stopped", raised)
        yield
