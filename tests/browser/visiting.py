"""Starting the app as a person would, and waiting for a page as a person would.

The app is `ladder serve` in a process of its own, with a data folder of its own.
"""

import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError

ROOT = Path(__file__).resolve().parents[2]
_ANSWERED = Path(__file__).with_name("answered.js")


@dataclass
class Served:
    """A running app: its address, its ladder folder and its owner's data folder."""

    url: str
    ladder: Path
    data: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(
    ladder: Path,
    data: Path,
    *options: str,
    port: int | None = None,
    errors: IO[bytes] | None = None,
) -> Served:
    """The checkout's own app on a ladder folder, keeping what it keeps in `data`."""
    command = [sys.executable, "-m", "explorer"]
    served = serve_with(command, [str(ladder), *options], data, dict(os.environ), port, errors)
    served.ladder = ladder
    return served


def serve_with(
    command: list[str],
    arguments: list[str],
    data: Path,
    environment: dict[str, str],
    port: int | None = None,
    errors: IO[bytes] | None = None,
) -> Served:
    """Any installed `ladder`, run in the folder `data`."""
    port = port or free_port()
    process = subprocess.Popen(
        [*command, "serve", *arguments, "--port", str(port), "--no-open"],
        env={**environment, "XDG_DATA_HOME": str(data), "HOME": str(data)},
        cwd=data,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
    return answering(Served(f"http://localhost:{port}", data, data, process))


def answering(served: Served) -> Served:
    """The app that was just started, as soon as it answers."""
    for _ in range(300):
        if served.process.poll() is not None:
            raise RuntimeError(f"ladder serve ended with {served.process.returncode}")
        try:
            with urllib.request.urlopen(f"{served.url}/healthz", timeout=1):
                return served
        except OSError:
            time.sleep(0.1)
    served.stop()
    raise RuntimeError("ladder serve did not answer within 30 seconds")


def visitor(chromium: Browser, **options: Any) -> BrowserContext:
    """A browser of its own, whose pages know whether what they asked the server was answered."""
    context = chromium.new_context(**options)
    context.add_init_script(path=_ANSWERED)
    return context


_QUIET = """call => {
  if (window.quietFor !== call) { window.quietFor = call; window.quietSince = null; }
  const app = document.querySelector('[data-testid=stApp]');
  const drawn = document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]');
  const busy = document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
  if (window.owed || app?.dataset.testScriptState !== 'notRunning' || !drawn || busy) {
    window.quietSince = null;
    return false;
  }
  if (window.quietSince === null) {
    const since = window.quietSince = performance.now();
    window.looks = window.frames = 0;
    const drawn = () => {
      if (window.quietSince === since && ++window.frames < 2) requestAnimationFrame(drawn);
    };
    requestAnimationFrame(drawn);
  }
  window.looks += 1;
  return window.looks > 5 && window.frames > 1 && performance.now() - window.quietSince > 60;
}"""
_LOOKS = 20
"""Milliseconds between looks. With a look at each frame, which is Playwright's way, a page that
nothing changes on is drawn 60 times a second, which takes three times as long."""
_STATE = """() => JSON.stringify({
  owed: window.owed,
  state: document.querySelector('[data-testid=stApp]')?.dataset.testScriptState,
  stale: document.querySelectorAll('[data-stale=true]').length,
  skeletons: document.querySelectorAll('[data-testid=stSkeleton]').length,
})"""
_calls = itertools.count()


def settled(page: Page) -> None:
    """Wait until what was asked is answered, what was drawn is there, and nothing moves.

    A press reaches the server a moment after it, and the page says that a script runs only once
    the server does: hence the moment without a move, which begins anew with each call.
    """
    try:
        page.wait_for_function(_QUIET, arg=next(_calls), timeout=40_000, polling=_LOOKS)
    except TimeoutError as error:
        raise AssertionError(f"{page.url} did not settle: {page.evaluate(_STATE)}") from error


_FOLLOW = """address => {
  window.ranSince = false;
  window.watching?.disconnect();
  window.watching = new MutationObserver(() => { window.ranSince = true; });
  // The element is another one where the frame around the page comes or goes.
  const state = {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']};
  window.watching.observe(document.body, state);
  history.pushState({}, '', address);
}"""


def follow(page: Page, address: str) -> None:
    """Open an address of the app within the visit, as Back and Forward do: no new load."""
    page.evaluate(_FOLLOW, address)
    for _ in range(5):
        # Streamlit hears nothing while its own change of the address is under way.
        page.evaluate("() => { dispatchEvent(new PopStateEvent('popstate')); }")
        with suppress(TimeoutError):
            page.wait_for_function("() => window.ranSince", timeout=2_000)
            break
    else:
        raise AssertionError(f"{address} was not drawn")
    settled(page)
