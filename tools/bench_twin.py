"""The app and its twin, served side by side: what the benchmarks of pages compare.

The twin draws the same elements by hand (`tools/bench_hello/twin.py`), from what was recorded
of the app a moment before.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from explorer.ui.layout import PAGES, SHARING
from tools.bench_drive import Place, Server, Subject, serving
from tools.page_recording import count, record

QUERY = "plain la"
"""Its last letter changes the results: a single first letter is not searched for yet."""
_ANY = "[data-testid=stMain] [data-testid=stElementContainer]"
# Sharing is in nobody's navigation where nobody signs in.
PLACES = tuple(Place(entry.title, entry.path, _ANY) for entry in PAGES if entry is not SHARING)
LEVELS, SEARCH, COMPARE, PROFILE, *_ = PLACES


def subject(name: str, *command: str) -> Subject:
    """An app with these pages, as it is started."""
    return Subject(name, command, LEVELS, SEARCH, COMPARE, "What are you looking for?", ".hits")


APP = subject("app", "explorer", "serve", "ladder", "--shared", "--no-open", "--port", "PORT")


@dataclass(frozen=True)
class Pair:
    """Both servers, and how many elements each page has."""

    app: Server
    twin: Server
    elements: dict[str, int]

    @property
    def servers(self) -> tuple[Server, Server]:
        return self.app, self.twin


@contextmanager
def both(home: Path) -> Iterator[Pair]:
    """The app, and its twin as it is now."""
    with serving(APP, home) as app:
        queries = {SEARCH.path: f"q={QUERY.replace(' ', '+')}"}
        pages = record(app, [(place, queries.get(place.path, "")) for place in PLACES])
        recorded = home / "recorded.json"
        titled = {
            place.path: {"title": place.title, "nodes": pages[place.path]} for place in PLACES
        }
        recorded.write_text(json.dumps(titled), encoding="utf-8")
        twin = subject("twin", "tools.bench_hello", "PORT", "twin.py", str(recorded))
        with serving(twin, home) as other:
            yield Pair(app, other, {path: count(nodes) for path, nodes in pages.items()})
