"""A ladder folder that may be edited while it is read.

`LiveSite.now` looks at the files' state, loads again only when it changed, and keeps the
last good form of a file that cannot be read at the moment. One object serves every
visitor: what it gives is frozen.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from explorer.files.loading import load
from explorer.files.paths import State, state
from explorer.model import Site
from explorer.text.translation import spoken

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """A site as it was loaded from one state of its files, with what was made of it."""

    site: Site
    state: State
    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], T], worded: bool = True) -> T:
        """What `make` gives, made once for this state of the files and shared by visitors.

        For what is made from the ladder alone and never changed; nothing of a visitor's
        may come in here. What holds words of ours is made once for each language; what is
        not `worded` so, once.
        """
        named = (key, spoken() if worded else "")
        if named not in self._made:
            self._made[named] = make()
        made: T = self._made[named]
        return made


LOOK_SECONDS = 1.0
"""How long the state of the files is taken for unchanged. Looking at 500 files takes 10 ms or
more, in which all other visitors wait; an edit still shows about as soon as somebody has turned
from the editor to the browser."""


class LiveSite:
    """The site of one folder, as its files are now. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._snapshot: LoadedSite | None = None
        self._looked = 0.0

    def now(self) -> LoadedSite:
        """The site as its files are, or were within the last second."""
        with self._lock:
            if self._snapshot and time.monotonic() - self._looked < LOOK_SECONDS:
                return self._snapshot
            current = state(self.folder)
            if self._snapshot is None or self._snapshot.state != current:
                site = load(self.folder, self._snapshot.site if self._snapshot else None)
                self._snapshot = LoadedSite(site, current)
            self._looked = time.monotonic()
            return self._snapshot

    def look_again(self) -> None:
        """Look at the files the next time, however soon: this process has changed them."""
        self._looked = float("-inf")


@cache
def live_site(folder: str) -> LiveSite:
    """The one object for a folder, which visitors and the server's own checks share."""
    return LiveSite(Path(folder))
