"""The limit on open files: raised as far as it goes, and what it allows."""

import subprocess
import sys

import pytest

from explorer.server.descriptors import AIM, MOST_GONE, MOST_VISITS, visits_within

_RAISED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from explorer.server.descriptors import raise_limit
print(raise_limit(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(("soft", "hard", "now"), [(256, 2048, 2048), (300, 300, 300)])
def test_the_soft_limit_is_raised_to_the_hard_one(soft: int, hard: int, now: int) -> None:
    command = [sys.executable, "-c", _RAISED, str(soft), str(hard)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(now), str(now)]


def test_a_system_that_refuses_is_asked_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS: the hard limit is infinite, and still 10,240 is all that the kernel gives."""
    resource = pytest.importorskip("resource")
    given: list[int] = []

    def set_to(_: int, limits: tuple[int, int]) -> None:
        if limits[0] > 10_240:
            raise ValueError("current limit exceeds maximum limit")
        given.append(limits[0])

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", set_to)
    from explorer.server.descriptors import raise_limit

    assert raise_limit() == 10_240
    assert given == [10_240]


@pytest.mark.parametrize("limit", [64, 256, 300, 1024, 1365, 4096, 10_240, AIM])
def test_the_visits_that_are_allowed_fit_into_the_limit(limit: int) -> None:
    visits, gone = visits_within(limit)
    assert 8 <= visits <= MOST_VISITS
    assert 8 <= gone <= MOST_GONE
    if limit >= 256:
        assert 4 * visits + 3 * gone + 64 <= limit


def test_a_usual_computer_serves_hundreds() -> None:
    assert visits_within(1024) == (144, 128)
    assert visits_within(AIM) == (MOST_VISITS, MOST_GONE)
