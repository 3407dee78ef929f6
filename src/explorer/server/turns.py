"""Turns: the pages of many visitors are made one after another, first come, first served.

Python runs one thread at a time. 200 scripts at once only take each other's place: they wait for
the same locks, the thread that sends what they drew gets no time, and all are done when the last
is. One after another, half of the visitors have their page in half of that time. Whoever is long
about it, as with an import, is not waited for.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONG = 0.25
"""Seconds after which the others go on beside the one whose turn it is."""


class Turns:
    """A turn that one thread has at a time, as long as nobody takes longer than `long` seconds."""

    def __init__(self, long: float = LONG) -> None:
        self._long = long
        self._free = threading.Semaphore()
        self._since = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; it ends with the block."""
        mine = self._wait()
        try:
            yield
        finally:
            if mine:
                self._free.release()

    def _wait(self) -> bool:
        """Whether the turn is this thread's; else it goes on beside somebody who is long."""
        while not self._free.acquire(timeout=max(0.0, self._since + self._long - time.monotonic())):
            if time.monotonic() - self._since >= self._long:
                return False
        self._since = time.monotonic()
        return True
