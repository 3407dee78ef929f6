"""Measures the app against a bare multi-page Streamlit hello: `make bench`.

Both are served the same way (uvicorn in a process of its own, the same
.streamlit/config.toml) and measured in turn, app, hello, app, hello, each time by a fresh
browser context: navigation to the drawn page, page switches, a search keystroke to its
results (against a live text input that is echoed). On the raw websocket, without a
browser, follow the server's CPU per rerun and its memory per session. What counts is the
ratio of the two medians: milliseconds are this machine's and this minute's, and what
slows one app down slows the other too. A ratio says what this app costs over the least
that Streamlit costs. Last, it names what the server has imported once the pages that
draw no chart have been visited. Nothing here passes or fails: this is no test.
"""

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Error, sync_playwright

from tools.bench_drive import (
    Place,
    Server,
    Session,
    Subject,
    keystroke,
    navigate,
    results_of,
    serving,
    switch,
    visit,
)
from tools.chromium import FLAGS, find

RERUNS = 100
SESSIONS = 100
QUERY = "plain la"
"""Its last letter changes the results: a single first letter is not searched for yet."""

_AFTER_TITLE = "[data-testid=stElementContainer]:has(h1#{}) + [data-testid=stElementContainer] p"
APP = Subject(
    "app",
    ("explorer", "serve", "ladder", "--shared", "--no-open", "--port", "PORT"),
    Place("Levels", "", "[data-testid=stMain] dl.facts"),
    Place("Search", "search", ".tries a", 4),
    Place("Compare", "compare", "[data-testid=stMain] table.pairs"),
    field="What are you looking for?",
    results=".lx .hits",
)
HELLO = Subject(
    "hello",
    ("tools.bench_hello", "PORT"),
    Place("Hello", "", _AFTER_TITLE.format("hello")),
    Place("Echo", "echo", ".st-key-echoed p"),
    Place("Third", "third", _AFTER_TITLE.format("third")),
    field="Say something",
    results=".st-key-echoed",
)
PROFILE = Place("My profile", "profile", "")
HEAVY = ("pandas", "altair", "numpy", "pyarrow")

COLD, WARM = "first page, cold cache", "first page, warm cache"
SWITCHES = (
    "switch to Search, first time",
    "switch to Compare, first time",
    "switch back to Levels",
    "switch to Search, again",
    "switch to Compare, again",
)
KEYSTROKE = "search keystroke to its results"
CPU = ("CPU a rerun of Levels", "CPU a rerun of Search", "CPU a rerun of Compare")
CPU_KEYSTROKE = "CPU a search keystroke"
MEMORY, SERVER_MEMORY = "memory a session", "memory of the server before"


@dataclass(frozen=True)
class Row:
    measure: str
    unit: str
    aim: str = ""


ROWS = (
    Row(COLD, "ms", "1.3 or less"),
    Row(WARM, "ms", "1.3 or less"),
    *(Row(each, "ms", "1.3 or less") for each in SWITCHES),
    Row(KEYSTROKE, "ms", "1.25 or less"),
    *(Row(each, "ms") for each in (*CPU, CPU_KEYSTROKE)),
    Row(MEMORY, "KiB", "300 KiB or less"),
    Row(SERVER_MEMORY, "MiB"),
)

Found = Iterator[tuple[str, float]]
"""What one round finds for one subject, measure by measure, as far as it gets."""


class Bench:
    """What was found so far, and what could not be measured."""

    def __init__(self, runs: int, home: Path) -> None:
        self.runs, self.home = runs, home
        self.samples: dict[str, list[tuple[float, float]]] = {}
        self.missing: list[str] = []

    def alternate(self, what: str, measure: Callable[[Subject], Found]) -> None:
        """Measure app and hello in turn, as often as was asked for.

        A value counts with its counterpart of the same round or not at all: what fails
        fails when the machine is busy, and the app alone would lose its slow rounds.
        """
        for run in range(self.runs):
            print(f"  {what}: {run + 1} of {self.runs}", file=sys.stderr, flush=True)
            found: dict[str, dict[str, float]] = {APP.name: {}, HELLO.name: {}}
            for subject in (APP, HELLO):
                with self.attempt(f"{what} of the {subject.name}, run {run + 1}"):
                    for name, value in measure(subject):
                        found[subject.name][name] = value
            for name in found[APP.name].keys() & found[HELLO.name].keys():
                pair = found[APP.name][name], found[HELLO.name][name]
                self.samples.setdefault(name, []).append(pair)

    @contextmanager
    def attempt(self, what: str) -> Iterator[None]:
        """What fails in here is named at the end; the rest is measured all the same."""
        try:
            yield
        except (Error, OSError, RuntimeError, EOFError, ValueError) as error:
            self.missing.append(
                f"{what}: {type(error).__name__}: {' '.join(str(error).split())[:400]}"
            )
            print(f"    {self.missing[-1]}", file=sys.stderr, flush=True)

    def line(self, row: Row) -> tuple[str, ...]:
        pairs = self.samples.get(row.measure, [])
        if not pairs:
            return row.measure, "not measured", "", "", row.aim
        app, hello = zip(*pairs, strict=True)
        counted = f", {len(pairs)} of {self.runs} runs" if len(pairs) < self.runs else ""
        ratio = f"{median(app) / median(hello):.2f}" if median(hello) > 0 else "–"
        spread = f"{_short(median(app))} ({_short(min(app))}..{_short(max(app))})"
        named = f"{row.measure} ({row.unit}{counted})"
        return named, spread, _short(median(hello)), ratio, row.aim


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}"


# -- what is measured ------------------------------------------------------------------


def in_browser(browser: Browser, subject: Subject, server: Server, answer: str) -> Found:
    """One visitor with an empty cache: arrives, arrives again, goes about, searches."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        page = visit(context, subject.first)
        yield COLD, navigate(page, server, subject.first)
        yield WARM, navigate(page, server, subject.first)
        way = (subject.typing, subject.third, subject.first, subject.typing, subject.third)
        for name, place in zip(SWITCHES, way, strict=True):
            yield name, switch(page, place)
        switch(page, subject.typing)
        yield KEYSTROKE, median(keystroke(page, subject, QUERY, answer) for _ in range(3))


def answer_of(browser: Browser, subject: Subject, server: Server) -> str:
    """The whole answer to the query; this first visit warms the server up, untimed."""
    with browser.new_context() as context:
        page = visit(context, subject.first)
        navigate(page, server, subject.first)
        switch(page, subject.third)
        switch(page, subject.typing)
        return results_of(page, subject, QUERY)


def processor(subject: Subject, server: Server) -> Found:
    """Milliseconds of the server's CPU for each of many reruns in one session."""
    with Session(server) as session:
        for name, place in zip(CPU, subject.places, strict=True):
            session.open(place)
            session.rerun()
            before = server.cpu()
            for _ in range(RERUNS):
                session.rerun()
            yield name, (server.cpu() - before) / RERUNS
        session.open(subject.typing)
        before = server.cpu()
        for number in range(RERUNS):
            session.type(QUERY[: len(QUERY) - number % 2])
        yield CPU_KEYSTROKE, (server.cpu() - before) / RERUNS


def memory(subject: Subject, home: Path) -> Found:
    """KiB that a fresh server grows by for each of many sessions that visit three pages."""
    with serving(subject, home) as server, ExitStack() as visits:
        together([visits.enter_context(Session(server)) for _ in range(3)], subject)
        before = server.memory()
        together([visits.enter_context(Session(server)) for _ in range(SESSIONS)], subject)
        yield MEMORY, (server.memory() - before) / SESSIONS
        yield SERVER_MEMORY, before / 1024


def together(sessions: list[Session], subject: Subject) -> None:
    """All of them ask for a page at once, and wait for it; then for the next one."""
    for place in subject.places:
        for session in sessions:
            session.ask(place)
        for session in sessions:
            session.answer()


def imports(home: Path) -> tuple[list[str], list[str]]:
    """Which heavy modules the app has imported, before and after it drew a chart."""
    log = home / "imports"
    with log.open("wb") as errors:
        tracing = {"PYTHONPROFILEIMPORTTIME": "1"}
        with serving(APP, home, tracing, errors) as server, Session(server) as session:
            for place in (APP.first, APP.third, APP.typing):
                session.open(place)
            session.type(QUERY)
            before = _imported(log)
            session.open(PROFILE)
            return before, _imported(log)


def _imported(log: Path) -> list[str]:
    text = log.read_text(errors="replace")
    return [name for name in HEAVY if re.search(rf"(?m)\| +{name}$", text)]


# -- the run and its table -------------------------------------------------------------


def measure(bench: Bench) -> str:
    """Run everything; gives the browser's version."""
    chromium = find()
    if not chromium:
        raise RuntimeError("there is no Chromium; name one: EXPLORER_CHROMIUM=/path make bench")
    with ExitStack() as running:
        servers = {
            each.name: running.enter_context(serving(each, bench.home)) for each in (APP, HELLO)
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            release = browser.version
            with bench.attempt("in the browser"):
                answers = {
                    each.name: answer_of(browser, each, servers[each.name]) for each in (APP, HELLO)
                }
                bench.alternate(
                    "in the browser",
                    lambda each: in_browser(browser, each, servers[each.name], answers[each.name]),
                )
            browser.close()
        with bench.attempt("CPU"):
            bench.alternate("CPU", lambda each: processor(each, servers[each.name]))
    with bench.attempt("memory"):
        bench.alternate("memory", lambda each: memory(each, bench.home))
    return release


def table(lines: list[tuple[str, ...]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in ruled
    )


def machine(chromium: str) -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}, Chromium {chromium}; load at the end {load}"
    )


def said_of_imports(bench: Bench) -> str:
    said = "not measured"
    with bench.attempt("imports"):
        before, after = imports(bench.home)
        said = (
            f"after Levels, Compare and a search: {', '.join(before) or 'none'}; "
            f"after the radar was drawn: {', '.join(after) or 'none'}"
        )
    return f"Imported by the server, of {', '.join(HEAVY)}: {said}."


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure the app.")
    parser.add_argument("--runs", type=int, default=3, help="fresh browser contexts for each app")
    parser.add_argument("--quick", action="store_true", help="one run: a first impression")
    options = parser.parse_args()
    runs = 1 if options.quick else max(1, options.runs)
    with TemporaryDirectory(prefix="bench-") as home:
        bench = Bench(runs, Path(home))
        chromium = measure(bench)
        imported = said_of_imports(bench)
    print(f"Medians of {runs} runs for each app, in turn. {machine(chromium)}\n")
    heads = ("measure", "app median (min..max)", "hello median", "ratio", "aim")
    print(table([heads, *(bench.line(row) for row in ROWS)]))
    print(f"\n{imported}")
    for reason in bench.missing:
        print(f"Could not be measured: {reason}")
    return 1 if bench.missing else 0


if __name__ == "__main__":
    sys.exit(main())
