"""Measures many visitors who act at the same moment: `python -m tools.bench_load`.

So many visits on one server, each a raw websocket, have a page open and run it again at once.
What counts is when half of them have their answer, and how many reruns a second there are,
against the same load on the same elements drawn by hand. Client and server share the machine.
"""

import argparse
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tools.bench_drive import Place, Server, Session
from tools.bench_twin import PLACES, both

VISITORS = 200
AIM = 1.5


def storm(visits: list[Session], place: Place | None = None) -> list[float]:
    """All of them open a page, or run theirs again, at the same moment; seconds until each has
    its answer."""
    answered: list[float] = []

    def wait(visit: Session) -> None:
        visit.answer()
        answered.append(time.perf_counter() - began)

    waiting = [threading.Thread(target=wait, args=(visit,)) for visit in visits]
    began = time.perf_counter()
    for visit in visits:
        visit.ask(place) if place else visit.ask_again()
    for each in waiting:
        each.start()
    for each in waiting:
        each.join()
    return sorted(answered)


def measure(server: Server, places: tuple[Place, ...], visitors: int) -> dict[str, list[float]]:
    """Of each page, when each of so many visitors was answered."""
    found = {}
    with ExitStack() as open_visits:
        visits = [open_visits.enter_context(Session(server)) for _ in range(visitors)]
        for visit in visits:
            visit.open(PLACES[0])
        for place in places:
            storm(visits, place)  # warms what is made once for all
            found[place.path] = storm(visits)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench_load", description=__doc__)
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--quick", action="store_true", help="My profile and Levels alone")
    options = parser.parse_args()
    places = tuple(each for each in PLACES if not options.quick or each.path in ("", "profile"))
    with TemporaryDirectory(prefix="bench-") as home, both(Path(home)) as pair:
        app, twin = (measure(server, places, options.visitors) for server in pair.servers)
    print(f"{options.visitors} visitors at once: half answered, and reruns a second\n")
    print(f"{'page':14} {'elements':>8} {'app s':>7} {'twin s':>7} {'ratio':>6} {'app/s':>6}  aim")
    for place in places:
        mine, other = median(app[place.path]), median(twin[place.path])
        speed = len(app[place.path]) / app[place.path][-1]
        aim = f"{AIM} or less" + (", 60/s or more" if place.path == "profile" else "")
        print(
            f"{place.title:14} {pair.elements[place.path]:8} {mine:7.2f} {other:7.2f} "
            f"{mine / other:6.2f} {speed:6.0f}  {aim}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
