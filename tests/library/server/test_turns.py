"""One thread after another, first come, first served; nobody waits for one who is long."""

import threading
import time
from contextlib import suppress

import pytest

from explorer.server.turns import Turns

NEVER = 60.0
"""Seconds that no test lasts."""


def pass_through(turns: Turns) -> None:
    with turns.turn():
        pass


def started(*work: threading.Thread) -> None:
    """All of them begin, each after the one before has come to its first wait."""
    for each in work:
        each.start()
        time.sleep(0.02)


def test_one_at_a_time_first_come_first_served() -> None:
    turns = Turns(NEVER)
    seen: list[int] = []
    inside = most = 0

    def work(name: int) -> None:
        nonlocal inside, most
        with turns.turn():
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)  # lets the others run, were they let in
            seen.append(name)
            inside -= 1

    with turns.turn():
        threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
        started(*threads)
        assert not seen
    for each in threads:
        each.join(NEVER)
    assert (seen, most) == (list(range(8)), 1)


def test_the_others_go_on_beside_one_who_is_long() -> None:
    turns = Turns(0.05)
    with turns.turn():
        beside = threading.Thread(target=pass_through, args=(turns,), daemon=True)
        beside.start()
        beside.join(NEVER)
        assert not beside.is_alive(), "who is long held up everybody"


def test_whoever_went_on_beside_does_not_end_the_turn_of_the_other() -> None:
    turns = Turns(0.05)
    with turns.turn():
        beside = threading.Thread(target=pass_through, args=(turns,))
        beside.start()
        beside.join(NEVER)
    assert turns._free.acquire(blocking=False)
    assert not turns._free.acquire(blocking=False), "two have the turn from now on"


def test_a_turn_ends_with_an_error() -> None:
    turns = Turns(NEVER)
    with suppress(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    pass_through(turns)


@pytest.mark.parametrize("long", [0.0, NEVER])
def test_a_free_turn_is_had_at_once(long: float) -> None:
    for _ in range(3):
        pass_through(Turns(long))
