"""Measures a published site: `python -m tools.bench_site`.

How long ten ladders with sixty levels take to build, how big they are, and what a second build
writes; what a reader's first visit loads, compressed; and how long each kind of page takes to be
drawn, against an empty page from the same server in the same run.
"""

import gzip
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from explorer.files.loading import load
from explorer.model import Ladder, Site
from explorer.site.build import Options, files_of, write
from tools.bench_drive import ROOT
from tools.chromium import FLAGS, find

LADDERS, RUNS = 10, 9
PAGES = {
    "at a glance": "sre/index.html",
    "a level": "sre/L4/index.html",
    "a pair": "sre/compare/L3--L4/index.html",
    "threads": "sre/threads/domain-expertise/index.html",
    "search": "search/index.html",
}
_EMPTY = b"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Empty</title><h1>Empty</h1>"


def many() -> Site:
    """Ten copies of the sample under other names: sixty levels."""
    (sample,) = load(ROOT / "ladder").ladders
    return Site("", tuple(_named(sample, f"ladder-{number}") for number in range(LADDERS)))


def _named(ladder: Ladder, key: str) -> Ladder:
    levels = tuple(replace(level, ladder=key) for level in ladder.levels)
    return replace(ladder, key=key, name=f"{ladder.name} {key[-1]}", levels=levels)


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a host keeps a connection

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a server of the standard library."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def drawn(browser: Browser, address: str) -> tuple[float, list[str]]:
    """Milliseconds until a page is painted for the first time, and all that it loaded."""
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address, wait_until="load")
        paint = page.evaluate(
            "new Promise((done) => new PerformanceObserver((list) => done(list.getEntriesByName("
            "'first-contentful-paint')[0]?.startTime ?? 0)).observe({type: 'paint', buffered: true}))"
        )
        return float(paint), asked


def main() -> int:
    began = time.perf_counter()
    files = files_of(many(), Options())
    built = time.perf_counter() - began
    size = sum(map(len, files.values())) / 1e6
    with TemporaryDirectory() as home:
        write(files, Path(home))
        again = time.perf_counter()
        changed, _ = write(files, Path(home))
        print(
            f"{LADDERS} ladders, {LADDERS * 6} levels: {len(files):,} files in {built:.1f} s (aim: 30), "
            f"{size:.1f} MB (aim: 40); a second writing: {changed} files in {time.perf_counter() - again:.1f} s\n"
        )
    path = find()
    if not path:
        print("No Chromium was found: pages are not measured.")
        return 0
    with TemporaryDirectory() as home, served(Path(home)) as address:
        folder = Path(home)
        write(files_of(load(ROOT / "ladder"), Options()), folder)
        (folder / "empty.html").write_bytes(_EMPTY)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            print(
                f"{'page':14} {'KB, all':>8} {'ms':>6} {'empty':>6} {'ratio':>6}  aim: 60 KB, 1.2"
            )
            for name, page in PAGES.items():
                times, empties, loaded = [], [], [""]
                for _ in range(RUNS):
                    empties.append(drawn(browser, f"{address}empty.html")[0])
                    taken, loaded = drawn(browser, address + page)
                    times.append(taken)
                held = sum(
                    len(gzip.compress((folder / each.removeprefix(address)).read_bytes()))
                    for each in {*loaded}
                )
                mine, other = median(times), median(empties)
                print(f"{name:14} {held / 1e3:8.1f} {mine:6.0f} {other:6.0f} {mine / other:6.2f}")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
