"""What the benchmark drives: the two servers, sessions on the raw websocket, visits in Chromium.

Times in the browser are taken inside the page, from the event itself to the mutation of the
DOM that completes what is waited for; no round trip between Playwright and Chromium is in
them. Sessions on the websocket speak Streamlit's own protocol, so that the server's CPU and
memory are measured without a browser beside it on the same cores.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from playwright.sync_api import BrowserContext, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """A page: its title in the navigation, its path, and the last thing it draws."""

    title: str
    path: str
    shown: str
    count: int = 1
    """So many elements must match the selector `shown` for the page to be drawn."""


@dataclass(frozen=True)
class Subject:
    """One of the two apps: how it is started, three pages of it, the one where one types."""

    name: str
    command: tuple[str, ...]
    first: Place
    typing: Place
    third: Place
    field: str
    results: str
    """The elements whose text is the answer to what was typed."""

    @property
    def places(self) -> tuple[Place, Place, Place]:
        return self.first, self.typing, self.third


# -- servers ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A running app in a process of its own."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def cpu(self) -> float:
        """Milliseconds of processor time so far, its own and the kernel's for it."""
        # The name of the process, in brackets, may hold blanks.
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """KiB of it that are in memory now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024


@contextmanager
def serving(
    subject: Subject,
    home: Path,
    environment: Mapping[str, str] | None = None,
    errors: IO[bytes] | None = None,
) -> Iterator[Server]:
    """The subject, answering; stopped at the end. `home` is where it may keep things."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *(part.replace("PORT", str(port)) for part in subject.command)],
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), **(environment or {})},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
    try:
        server = Server(port, process.pid)
        wait_for(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(server: Server, process: subprocess.Popen[bytes], seconds: int = 30) -> None:
    for _ in range(10 * seconds):
        if process.poll() is not None:
            raise RuntimeError(f"a server ended with {process.returncode} instead of answering")
        try:
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"a server did not answer within {seconds} seconds")


# -- sessions on the raw websocket -----------------------------------------------------


class Session:
    """One visitor without a browser, who asks for runs and reads what they draw."""

    def __init__(self, server: Server, cookie: str = "") -> None:
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                f"ws://localhost:{server.port}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": cookie} if cookie else None,
                max_size=None,
                open_timeout=60,
            )
        )
        self.id = ""
        """What the server calls this visit; known after the first answer."""
        self.choices: dict[str, str] = {}
        """The ids of the controls that let one choose a word, by their labels."""
        self._page = self._query = self._field = self._fragment = ""
        self._pages: dict[str, str] = {}
        self._known: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Go, as a closed tab does."""
        self._open.close()

    def open(self, place: Place) -> None:
        """Go to a page, as a click in the navigation does, and wait for it."""
        self.ask(place)
        self.answer()

    def ask(self, place: Place, query: str = "") -> None:
        """Go to a page, with this query string, without waiting for it."""
        message = BackMsg()
        self._page, self._query = self._pages.get(place.path, ""), query
        message.rerun_script.page_name = "" if self._page else place.path
        self._send(message)

    def rerun(self) -> None:
        """Run the page again as it stands."""
        self.ask_again()
        self.answer()

    def ask_again(self) -> None:
        """Run the page again as it stands, without waiting for it."""
        self._send(BackMsg())

    def type(self, text: str) -> None:
        """Commit a text to the page's field: its fragment alone runs."""
        message = BackMsg()
        message.rerun_script.fragment_id = self._fragment
        message.rerun_script.widget_states.widgets.add(id=self._field, string_value=text)
        self._send(message)
        self.answer()

    def choose(self, label: str, word: str) -> None:
        """Press one of the words of a control; whatever is drawn because of it."""
        message = BackMsg()
        widgets = message.rerun_script.widget_states.widgets
        widgets.add(id=self.choices[label]).string_array_value.data.append(word)
        self._send(message)
        self.answer()

    def tell(self, message: BackMsg) -> None:
        """Send anything else that the protocol knows, as it is."""
        self._socket.send(message.SerializeToString())

    def _send(self, message: BackMsg) -> None:
        state = message.rerun_script
        state.page_script_hash, state.query_string = self._page, self._query
        state.cached_message_hashes.extend(self._known)
        self._socket.send(message.SerializeToString())

    def answer(self) -> None:
        """Read what the run draws, to its end."""
        while True:
            message = ForwardMsg.FromString(_bytes(self._socket.recv(timeout=60)))
            if message.metadata.cacheable:
                self._known[message.hash] = None
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.id = message.new_session.initialize.session_id
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
                pages = message.navigation.app_pages
                # The first page has a path as well; nobody asks for it by that.
                self._pages = {
                    "" if each.is_default else each.url_pathname: each.page_script_hash
                    for each in pages
                }
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "delta":
                self._note(message)
            elif kind == "script_finished":
                return

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.HasField("exception"):
            raise RuntimeError(f"a page failed: {element.exception.type}")
        if element.HasField("text_input"):
            self._field, self._fragment = element.text_input.id, message.delta.fragment_id
        elif element.HasField("button_group"):
            self.choices[element.button_group.label] = element.button_group.id


def _bytes(received: str | bytes) -> bytes:
    if isinstance(received, str):
        raise RuntimeError("the server sent text over the websocket, which Streamlit never does")
    return received


# -- visits in the browser -------------------------------------------------------------

_IN_PAGE = """
window.bench = {
  pressed: 0, errors: [],
  shows: (selector, count) => () => document.querySelectorAll(selector).length >= count,
  text: (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent).join("|"),
  link: (title) => [...document.querySelectorAll("[data-testid=stTopNavLink]")]
    .find((link) => link.textContent.trim() === title),
  until: (test, what) => new Promise((done, fail) => {
    if (test()) return done(performance.now());
    const watch = new MutationObserver(() => {
      if (test()) { watch.disconnect(); done(performance.now()); }
    });
    watch.observe(document, {childList: true, subtree: true, characterData: true});
    setTimeout(() => fail(new Error("not drawn within 30 seconds: " + what()
      + "; errors in the page: " + (bench.errors.join("; ") || "none"))), 30000);
  }),
};
window.addEventListener("error", (event) => bench.errors.push(event.message));
window.addEventListener("keydown", (event) => { bench.pressed = event.timeStamp; }, true);
"""
_NAVIGATED = "bench.drawn = bench.until(bench.shows({selector!r}, {count}), () => {selector!r});"
_SWITCH = """async ([title, selector, count]) => {
  const shows = bench.shows(selector, count), link = bench.link(title);
  if (!link) throw new Error("no link in the navigation: " + title);
  if (shows()) throw new Error("drawn before the click: " + selector);
  const clicked = performance.now();
  link.click();
  return await bench.until(shows, () => selector) - clicked;
}"""
_EXPECT = """([selector, text]) => {
  if (bench.text(selector) === text) throw new Error("the last letter changes nothing");
  const field = document.activeElement;
  bench.answered = bench.until(() => bench.text(selector) === text,
    () => `the answer; typed: ${field.value}, answered: ${bench.text(selector) || "nothing"}`);
}"""
_ANSWERED = "async () => await bench.answered - bench.pressed"
_SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
QUIET = 400
WRITTEN = 1500
"""Milliseconds until a page rests, and until a typed query has reached the address too."""


def rest(page: Page, milliseconds: int = QUIET) -> None:
    """Wait until nothing runs or loads any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(milliseconds)
    page.wait_for_selector(_SETTLED, timeout=30_000)


def visit(context: BrowserContext, place: Place) -> Page:
    """An empty tab that takes the time of each navigation to a place."""
    page = context.new_page()
    page.add_init_script(_IN_PAGE + _NAVIGATED.format(selector=place.shown, count=place.count))
    return page


def navigate(page: Page, server: Server, place: Place) -> float:
    """Milliseconds from the navigation to the drawn page, by the page's own clock."""
    page.goto(f"{server.url}/{place.path}", wait_until="commit")
    drawn = float(page.evaluate("bench.drawn"))
    rest(page)
    return drawn


def switch(page: Page, place: Place) -> float:
    """Milliseconds from a click in the navigation to the drawn page."""
    took = float(page.evaluate(_SWITCH, [place.title, place.shown, place.count]))
    rest(page)
    return took


def results_of(page: Page, subject: Subject, query: str) -> str:
    """What the page says in answer to a query, all of it, untimed."""
    page.get_by_label(subject.field).fill(query)
    rest(page, WRITTEN)
    return str(page.evaluate("(selector) => bench.text(selector)", subject.results))


def keystroke(page: Page, subject: Subject, query: str, results: str) -> float:
    """Type a query; milliseconds from its last key going down to its whole answer."""
    field = page.get_by_label(subject.field)
    field.fill("")
    rest(page, WRITTEN)
    field.press_sequentially(query[:-1], delay=120)
    page.evaluate(_EXPECT, [subject.results, results])
    page.keyboard.press(query[-1])
    took = float(page.evaluate(_ANSWERED))
    rest(page, WRITTEN)
    return took
