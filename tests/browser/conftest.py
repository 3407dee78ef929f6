"""A served app and a real Chromium, for the visitors' stories.

The app is started as a person would start it, `ladder serve`, in a process of its own with
a data folder of its own. The Chromium is one that was found ($EXPLORER_CHROMIUM).
"""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.chromium import FLAGS, find

from browser.screens import Screen
from browser.visiting import ROOT, Served, follow, serve, settled, visitor

# A busy machine takes ten times as long as a quiet one; what is there is waited for no longer.
expect.set_options(timeout=30_000)

Serve = Callable[..., Served]

BARE = "/?level=L1&view=print"
# A page's scripts are compiled once for all pages in one process, and few pages live long
# enough to get back what optimising them takes: together a third of a page load.
QUICK = ("--process-per-site", "--js-flags=--no-opt --no-maglev")
# What takes longest begins first, so that no process is left alone with it in the end.
LONG = (
    "test_room_for_panel",
    "test_room_for_two",
    "test_keeping_on_a_server",
    "test_two_servers",
    "test_wheel",
    "test_panel",
    "test_hostile",
    "test_stories",
    "test_one_to_one",
)
_FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "ladder"


@pytest.fixture(scope="session")
def personal_app(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder in personal use: one start for all that use it."""
    served = serve(sample, tmp_path_factory.mktemp("personal"))
    yield served
    served.stop()


@pytest.fixture
def app(personal_app: Served) -> Served:
    """The sample ladder in personal use, with an empty data folder."""
    for kept in personal_app.data.iterdir():
        shutil.rmtree(kept)
    return personal_app


@pytest.fixture(scope="session")
def reading_app(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample ladder for tests that keep nothing: one start for all of them."""
    served = serve(sample, tmp_path_factory.mktemp("data"), "--shared", "--keep-nothing")
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
def screens(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[[], Screen]]:
    """People, each with a browser of their own. Of a test that failed, what each of them sees:
    what is missing on one screen was often never pressed on another."""
    made: list[Screen] = []

    def another() -> Screen:
        made.append(Screen(chromium))
        return made[-1]

    yield another
    for number, each in enumerate(made, 1):
        if request.node.stash.get(_FAILED, False):
            print(f"\nScreen {number}\n{each.page.locator('body').inner_text()}")
            print(
                each.page.evaluate(
                    "[...document.querySelectorAll('input, textarea')].map(e => e.value)"
                )
            )
        each.context.close()


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
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *QUICK])
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browsing(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser's worth of cached scripts: each page in it is still a visit of its own."""
    context = visitor(chromium)
    yield context
    context.close()


@pytest.fixture(scope="session")
def warm(browsing: BrowserContext) -> Callable[[str], None]:
    """Keep the process of the pages, with what it has compiled, from one test to the next."""
    stays: list[Page] = []

    def keep(url: str) -> None:
        if not stays:
            stays.append(browsing.new_page())
            stays[0].goto(urljoin(url, "/healthz"))

    return keep


@pytest.fixture
def visit(browsing: BrowserContext, warm: Callable[[str], None]) -> Iterator[Visit]:
    """Open an address as a new visitor; `errors` on the page collects console errors."""
    pages = []

    def go(
        url: str, width: int = 1280, height: int = 720, dark: bool = False, wait: bool = True
    ) -> Page:
        if url.startswith("http"):
            warm(url)
        page = _page(browsing)
        pages.append(page)
        _look(page, width, height, dark)
        page.goto(url)
        if wait:
            settled(page)
        return page

    yield go
    for page in pages:
        page.close()


class Tab:
    """The tab that a worker's tests share, and what the one test has listened to in it."""

    def __init__(self, browsing: BrowserContext, served: Served) -> None:
        self.browsing, self.served = browsing, served
        self.page: Page | None = None

    def open(
        self, address: str = "/", width: int = 1280, height: int = 720, dark: bool = False
    ) -> Page:
        fresh = self.page is None
        page = self.page = self.page or _page(self.browsing)
        _look(page, width, height, dark)
        if fresh:
            page.goto(self.served.url + address)
            settled(page)
        else:
            # By way of a page without widgets, which forgets how those of the last test stood.
            follow(page, BARE)
            page.errors.clear()  # type: ignore[attr-defined]
            if address != BARE:
                follow(page, address)
            page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
        return page

    def close(self) -> None:
        if self.page:
            self.page.close()
        self.page = None


@pytest.fixture(scope="session")
def tab(browsing: BrowserContext, reading_app: Served) -> Iterator[Tab]:
    tab = Tab(browsing, reading_app)
    yield tab
    tab.close()


@pytest.fixture
def read(tab: Tab, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open an address of `reading_app` in the tab that the tests share, without a new load.

    For tests that rate nothing, put nothing on a list and open no profile: such things
    stay in the visit. A test that failed takes its tab with it.
    """
    yield tab.open
    if request.node.stash.get(_FAILED, False):
        tab.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


def _page(browsing: BrowserContext) -> Page:
    page = browsing.new_page()
    page.errors = []  # type: ignore[attr-defined]
    page.on("console", lambda message: _note(page, message))
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    return page


def _look(page: Page, width: int, height: int, dark: bool) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="screen", color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )


def _note(page: Page, message: object) -> None:
    where = f"{message.text} {message.location.get('url', '')}"  # type: ignore[attr-defined]
    if message.type == "error":  # type: ignore[attr-defined]
        page.errors.append(where)  # type: ignore[attr-defined]
