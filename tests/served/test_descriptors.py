"""Visitors who come and go, and who stay: a server with few descriptors serves them or says so."""

import os
import resource
import sys
from pathlib import Path

import pytest
from tools.bench_drive import Session
from websockets.exceptions import InvalidStatus

from browser.visiting import ROOT, Served, serve_with
from explorer.server.descriptors import visits_within
from served.asking import LEVELS, ask, descriptors, server_of, until

_LIMITED = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_NOFILE, ({}, {})); runpy.run_module('explorer', run_name='__main__', alter_sys=True)"


def limited(data: Path, soft: int, hard: int) -> Served:
    """The app, started where so many files may be open."""
    command = [sys.executable, "-c", _LIMITED.format(soft, hard)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return serve_with(command, [str(ROOT / "ladder"), "--shared"], data, environment)


def test_300_visitors_come_and_go_where_256_files_may_be_open(data: Path) -> None:
    hard = min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    served = limited(data, 256, hard)
    try:
        server = server_of(served)
        stay = []
        for number in range(300):
            visit = Session(server)
            visit.open(LEVELS)
            if number % 3:
                visit.close()
            else:
                stay.append(visit)
        assert len(stay) == 100
        assert ask(served, "/").status == 200
        for visit in stay:
            visit.close()
    finally:
        served.stop()


def test_where_no_more_can_be_had_visitors_are_told_to_come_back(data: Path) -> None:
    served = limited(data, 256, 256)
    most, gone = visits_within(256)
    try:
        server = server_of(served)
        for _ in range(gone + 60):
            with Session(server) as visit:
                visit.open(LEVELS)
        stay = [Session(server) for _ in range(most)]
        for visit in stay:
            visit.open(LEVELS)
        assert descriptors(served.process.pid) < 250
        with pytest.raises(InvalidStatus, match="503"):
            Session(server)
        assert ask(served, "/").status == 200
        stay.pop().close()

        def served_again() -> bool:
            try:
                with Session(server) as visit:
                    visit.open(LEVELS)
            except InvalidStatus:
                return False
            return True

        assert until(5, served_again)
        for visit in stay:
            visit.close()
    finally:
        served.stop()
