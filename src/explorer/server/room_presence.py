"""How many screens are in a room at this moment, as far as this server knows.

A screen that asks for news says so; one that has not for a while is not looked at. Nothing of it
is stored.
"""

import threading
import time

LOOKING_SECONDS = 110
"""The slowest screens ask every 45 seconds, and browsers slow down what nobody looks at."""
_MOST_ROOMS = 10_000

_seen: dict[str, dict[str, float]] = {}
_lock = threading.Lock()


def note(room: str, screen: str) -> int:
    """A screen is there; gives how many there are."""
    now = time.monotonic()
    with _lock:
        there = _seen.setdefault(room, {})
        there[screen] = now
        for old in [each for each, at in there.items() if at < now - LOOKING_SECONDS]:
            del there[old]
        if len(_seen) > _MOST_ROOMS:
            _forget_the_quiet(now)
        return len(there)


def _forget_the_quiet(now: float) -> None:
    for room in [r for r, all in _seen.items() if max(all.values()) < now - LOOKING_SECONDS]:
        del _seen[room]
