"""A served app and a real Chromium, for the visitors' stories.

The app is started as a person would start it, `ladder serve`, in a process of its own with
a data folder of its own. The Chromium is one that was found ($EXPLORER_CHROMIUM).
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.chromium import FLAGS, find

from browser.visiting import KNOWN, ROOT, Served, serve, settled

expect.set_options(timeout=10_000)

Serve = Callable[..., Served]


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "ladder"


@pytest.fixture
def app(sample: Path, tmp_path: Path) -> Iterator[Served]:
    """The sample ladder in personal use, with an empty data folder."""
    served = serve(sample, tmp_path)
    yield served
    served.stop()


@pytest.fixture(scope="session")
def reading_app(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder for tests that keep nothing: one start for all of them."""
    served = serve(sample, tmp_path_factory.mktemp("data"), "--shared")
    yield served
    served.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Serve]:
    """Start an app on any folder and with any options; it is stopped after the test."""
    running: list[Served] = []

    def begin(ladder: Path, *options: str, port: int | None = None) -> Served:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        running.append(serve(ladder, data, *options, port=port))
        return running[-1]

    yield begin
    for served in running:
        served.stop()


@pytest.fixture
def own_ladder(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample ladder that a test may edit."""
    return Path(shutil.copytree(sample, tmp_path / "ladder"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find()
    if not path:
        pytest.fail(
            "No Chromium: name one with EXPLORER_CHROMIUM, or run `make test`, which gets one."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browsing(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser's worth of cached scripts: each page in it is still a visit of its own."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def visit(browsing: BrowserContext) -> Iterator[Visit]:
    """Open an address as a new visitor; `errors` on the page collects console errors."""
    pages = []

    def go(
        url: str, width: int = 1280, height: int = 720, dark: bool = False, wait: bool = True
    ) -> Page:
        page = browsing.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page.errors = []  # type: ignore[attr-defined]
        page.on("console", lambda message: _note(page, message))
        page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
        page.goto(url)
        if wait:
            settled(page)
        return page

    yield go
    for page in pages:
        page.close()


def _note(page: Page, message: object) -> None:
    where = f"{message.text} {message.location.get('url', '')}"  # type: ignore[attr-defined]
    if message.type == "error" and not any(known in where for known in KNOWN):  # type: ignore[attr-defined]
        page.errors.append(where)  # type: ignore[attr-defined]
