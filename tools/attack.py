"""Attacks a served app and prints one table of what was tried, held and gave way: `make attack`.

Each line is one kind of attack: scripts in every field, address, ladder and upload; requests of
other sites; addresses that nobody has; uploads that are too large, too many or too deep; more
visitors than a system has descriptors for; connections that never say what they want; many
visitors at once. The server is a process of its own each time, with a data folder of its own.
Whatever `explorer` the interpreter finds is attacked, so an older checkout can be compared:
PYTHONPATH=/older/src. It takes a few minutes and is no test; `tests/served` keeps the findings.
"""

import argparse
import resource
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote

import yaml
from playwright.sync_api import Error, FilePayload, Page, sync_playwright
from websockets.exceptions import WebSocketException

from explorer.ui.layout import PAGES
from tools.attack_target import answers, closed, raw, request, served, upgrade
from tools.bench import table
from tools.bench_drive import Place, Session
from tools.chromium import FLAGS, find

ROOT = Path(__file__).resolve().parents[1]
LEVELS, SEARCH, COMPARE = (
    Place("Levels", "", ""),
    Place("Search", "search", ""),
    Place("Compare", "compare", ""),
)
PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror='window.pwned=1'>",
    "<svg/onload=window.pwned=1><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "</style><style>*{display:none}</style>",
    "![x](http://192.0.2.1/track.png)",
    "[press](javascript:window.pwned=1)",
    "{{window.pwned=1}} ${window.pwned=1} $\\href{javascript:pwned=1}{x}$",
)


@dataclass
class Outcome:
    """What became of one kind of attack."""

    kind: str
    tried: int = 0
    held: int = 0
    gave_way: list[str] = field(default_factory=list)
    measured: str = ""

    def note(self, held: bool, what: str) -> None:
        self.tried += 1
        self.held += held
        if not held:
            self.gave_way.append(what)

    @property
    def line(self) -> tuple[str, ...]:
        shown = "; ".join(dict.fromkeys(self.gave_way))[:160] or "nothing"
        return self.kind, str(self.tried), str(self.held), shown, self.measured


# -- the attacks -----------------------------------------------------------------------


def scripts(home: Path) -> Outcome:
    """Words that would be script: in a ladder, in addresses, in fields, in uploads."""
    outcome = Outcome("scripts through ladder, address, field, upload")
    ladder = home / "hostile"
    ladder.mkdir()
    statements = {f"s{number}": text for number, text in enumerate(PAYLOADS)}
    for code in ("L1", "L2"):
        groups = {"groups": [{"scope": PAYLOADS[1], "statements": statements}]}
        level: dict[str, object] = {
            "code": code,
            "title": PAYLOADS[0],
            "summary": " ".join(PAYLOADS),
        }
        level |= {"competencies": {"craft": groups}}
        (ladder / f"{code}.yaml").write_text(yaml.safe_dump(level))
    with served(home, ladder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page, asked = browser.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url))

        def look(what: str) -> None:
            page.wait_for_timeout(300)
            ran = page.evaluate("window.pwned") is not None
            outside = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
            outcome.note(not ran and not outside, f"{what}: {'ran' if ran else 'asked outside'}")
            asked.clear()

        pages = (entry.path for entry in PAGES)
        for path in (*pages, "search?q=x", "compare?left=L1&right=L2"):
            _go(page, f"{server.url}/{path}")
            look(f"ladder on /{path}")
        for payload in PAYLOADS:
            said = quote(payload)
            for path in (f"?level={said}", f"search?q={said}&level={said}", f"compare?left={said}"):
                _go(page, f"{server.url}/{path}")
                look(f"address /{path[:12]}")
        _go(page, f"{server.url}/search")
        for payload in PAYLOADS:
            page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first.fill(payload)
            look("the search field")
        for path in ("importing", "compare?show=version"):
            for payload in PAYLOADS[:4]:
                _go(page, f"{server.url}/{path}")
                name = payload.replace("/", "")[:60] + (".md" if path == "importing" else ".yaml")
                file = FilePayload(name=name, mimeType="text/plain", buffer=payload.encode())
                with suppress(Error):
                    page.locator("input[type=file]").first.set_input_files([file], timeout=5_000)
                    look(f"an upload on /{path}")
        browser.close()
    return outcome


def _go(page: Page, url: str) -> None:
    page.goto(url)
    with suppress(Error):
        page.wait_for_selector(
            "[data-testid=stApp][data-test-script-state=notRunning]", timeout=15_000
        )


def other_sites(home: Path) -> tuple[Outcome, Outcome]:
    """Requests that a page of another site could make, and what they make the server ask."""
    sites, outside = Outcome("requests of other sites"), Outcome("making the server ask outside")
    with served(home, ROOT / "ladder") as server:
        own = f"Origin: http://localhost:{server.port}"
        for lines in (
            ("Origin:",),
            ("Origin: null",),
            ("Origin: http://evil.example",),
            ("Origin: http://evil.example", own),
        ):
            with upgrade(server, *lines) as connection:
                connection.settimeout(10)
                first = connection.recv(64) if not closed_at_once(connection) else b""
                sites.note(b" 101 " not in first, f"a websocket with {' and '.join(lines)}")
            asked = home / "asked"
            outside.note(not asked.exists(), f"a websocket with {' and '.join(lines)}")
            asked.unlink(missing_ok=True)
        for method in ("OPTIONS", "PUT", "DELETE"):
            status, headers = request(
                server, "/_stcore/upload_file/a/b", method, b"", Origin="http://evil.example"
            )
            allowed = [name for name in headers if name.startswith("access-control-")]
            refused = status in (403, 421) and not allowed
            sites.note(refused, f"{method} of an upload: {status}, {len(allowed)} allowances")
    return sites, outside


def closed_at_once(connection: socket.socket) -> bool:
    try:
        return not connection.recv(1, socket.MSG_PEEK)
    except OSError:
        return True


def addresses(home: Path) -> Outcome:
    """What is open without being a page, and which answers lack a header."""
    outcome = Outcome("addresses that nobody has, headers")
    with served(home, ROOT / "ladder") as server:
        for path in (
            "/a/b",
            "/robots.txt",
            "/static/x.js",
            "/_stcore/metrics",
            "/_stcore/agent/openapi.json",
            "/static/../../../../etc/passwd",
            "//evil.example",
        ):
            status = request(server, path)[0]
            outcome.note(status in (400, 404), f"{path}: {status}")
        for name in (
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "x-content-type-options",
        ):
            for path in ("/", "/favicon.png"):
                outcome.note(name in request(server, path)[1], f"no {name}")
    return outcome


def uploads(home: Path) -> Outcome:
    """Too large, too many, and what takes long to read."""
    outcome = Outcome("uploads: size, number, depth")
    deep = "a: " + "[" * 40_000
    keys = "profile: ladder-explorer\nversion: 1\nladder: sre\ntarget: L4\n"
    keys += "".join(f"k{number}: 1\n" for number in range(24_000))
    anchors = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(2_000))
    with served(home, ROOT / "ladder") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page, slowest = browser.new_page(), 0.0
        targets: list[tuple[str, str]] = []
        page.on(
            "request",
            lambda sent: (
                targets.append((sent.url, sent.headers.get("x-xsrftoken", "")))
                if "/upload_file/" in sent.url and sent.method == "PUT"
                else None
            ),
        )
        for name, text in (("deep", deep), ("keys", keys), ("anchors", anchors)):
            _go(page, f"{server.url}/profile")
            page.get_by_role("button", name="Not kept").click()
            file = FilePayload(name=f"{name}.yaml", mimeType="text/plain", buffer=text.encode())
            page.locator("input[type=file]").first.set_input_files([file])
            page.wait_for_timeout(200)
            with Session(server) as other:
                other.open(LEVELS)
                before = time.monotonic()
                other.rerun()
                took = time.monotonic() - before
            slowest = max(slowest, took)
            outcome.note(took < 1, f"{name}: another visitor waited {took:.1f} s")
        if targets:
            url, token = targets[-1]
            session = url.rpartition("/")[0].removeprefix(server.url)
            cookies = "; ".join(
                f"{each['name']}={each['value']}" for each in page.context.cookies()
            )

            def put(size: int, name: str) -> int:
                body = b"--b\r\nContent-Disposition: form-data; name=f; filename=x.md\r\n\r\n"
                body += b"x" * size + b"\r\n--b--\r\n"
                headers = {"Content-Type": "multipart/form-data; boundary=b", "Cookie": cookies}
                try:
                    return request(
                        server,
                        f"{session}/{name}",
                        "PUT",
                        body,
                        **headers,
                        **{"X-Xsrftoken": token},
                    )[0]
                except OSError:
                    return 413

            outcome.note(put(5 * 2**20, "five") == 204, "5 MB, which the page promises: refused")
            outcome.note(put(7 * 2**20, "seven") == 413, "7 MB: taken")
            before = server.memory()
            taken = [put(5 * 2**20, f"n{number}") for number in range(40)].count(204)
            grown = (server.memory() - before) / 1024
            outcome.note(taken < 40, f"40 files of 5 MB into one visit: {taken} taken")
            outcome.measured = f"slowest other visitor {slowest:.1f} s; +{grown:.0f} MB for 200 MB"
        browser.close()
    return outcome


def descriptors(home: Path) -> Outcome:
    """150 visitors who come and go and 30 who stay, with the soft limit that macOS gives."""
    outcome = Outcome("180 visitors, 256 open files")
    with served(home, ROOT / "ladder", (256, 4096)) as server, ExitStack() as staying:
        for number in range(180):
            try:
                visit = staying.enter_context(Session(server)) if number % 6 == 0 else None
                if visit:
                    visit.open(LEVELS)
                else:
                    with Session(server) as passing:
                        passing.open(LEVELS)
                outcome.note(True, "")
            except (OSError, WebSocketException, RuntimeError):
                outcome.note(False, f"visitor {number + 1} was not served")
                if len(outcome.gave_way) > 3:
                    break
        outcome.note(answers(server), "the server answers nobody afterwards")
    return outcome


def half_open(home: Path) -> Outcome:
    """Connections that begin a request, or a visit, and never say the rest."""
    outcome = Outcome("half-open requests and silent visits")
    with served(home, ROOT / "ladder", (1024, 1024)) as server, ExitStack() as held:
        head = [
            held.enter_context(raw(server, "GET / HTTP/1.1", "Host: localhost")) for _ in range(300)
        ]
        body = (
            "PUT /_stcore/upload_file/a/b HTTP/1.1",
            f"Host: localhost:{server.port}",
            "Content-Length: 900",
        )
        silent = [held.enter_context(upgrade(server)) for _ in range(100)]
        halves = [held.enter_context(raw(server, *body, "", "x")) for _ in range(50)]
        outcome.note(answers(server), "no answer while 450 connections wait")
        time.sleep(45)
        for name, group in (("half heads", head), ("silent visits", silent)):
            still = sum(not closed(each) for each in group)
            outcome.note(still == 0, f"{still} of {len(group)} {name} held after 45 s")
        still = sum(not closed(each) for each in halves)
        outcome.measured = f"{still} of {len(halves)} half bodies still waited for (5 minutes)"
        outcome.note(answers(server), "no answer afterwards")
    return outcome


def connects(home: Path) -> tuple[Outcome, ...]:
    """Websockets without end, none of which asks for a page: few files open, and many."""
    return _connects(home / "few", 1_000, 1_024), _connects(home / "many", 10_000, 65_536)


def _connects(home: Path, many: int, files: int) -> Outcome:
    outcome = Outcome(f"{many:,} websockets that ask for nothing, {files:,} open files")
    home.mkdir()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65_536, most), most))
    with served(home, ROOT / "ladder", (min(files, most), min(files, most))) as server:
        taken, before = 0, server.memory()
        with ExitStack() as held:
            for _ in range(many):
                try:
                    connection = held.enter_context(upgrade(server))
                    connection.settimeout(3)
                    taken += b" 101 " in connection.recv(64)
                except OSError:
                    break
            outcome.note(answers(server), "the server answers nobody while they are open")
            grown = (server.memory() - before) / 1024
        time.sleep(5)
        try:
            with Session(server) as visit:
                visit.open(LEVELS)
            outcome.note(True, "")
        except (OSError, WebSocketException, RuntimeError):
            outcome.note(False, "no visitor is served after they are gone")
        outcome.measured = f"{taken:,} taken, +{grown:.0f} MB meanwhile"
    return outcome


def load(home: Path) -> Outcome:
    """50 visitors who go from page to page at once."""
    outcome = Outcome("50 visitors at once")
    with served(home, ROOT / "ladder") as server, ExitStack() as visits:
        sessions = [visits.enter_context(Session(server)) for _ in range(50)]
        waited = []
        for place in (LEVELS, SEARCH, COMPARE):
            for session in sessions:
                session.ask(place)
            begun = time.monotonic()
            for session in sessions:
                session.answer()
                waited.append(time.monotonic() - begun)
        outcome.note(answers(server), "the server answers nobody afterwards")
        outcome.measured = f"median {median(waited):.1f} s, longest {max(waited):.1f} s"
    return outcome


ATTACKS: dict[str, Callable[[Path], Outcome | tuple[Outcome, ...]]] = {
    each.__name__: each
    for each in (
        scripts,
        other_sites,
        addresses,
        uploads,
        descriptors,
        half_open,
        connects,
        load,
    )
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.attack", description="Attack the app.")
    parser.add_argument("only", nargs="*", help=f"of {', '.join(ATTACKS)}; all without a name")
    chosen = parser.parse_args().only or list(ATTACKS)
    outcomes: list[Outcome] = []
    for name in chosen:
        print(f"  {name}", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="attack-") as home:
            try:
                found = ATTACKS[name](Path(home))
                outcomes.extend(found if isinstance(found, tuple) else (found,))
            except (Error, OSError, RuntimeError, EOFError, WebSocketException) as error:
                outcomes.append(Outcome(name, 1, 0, [f"ended early: {type(error).__name__}"]))
        print(f"    {' | '.join(outcomes[-1].line)}", file=sys.stderr, flush=True)
    print(table([("attack", "tried", "held", "gave way", "measured"), *(o.line for o in outcomes)]))
    return 1 if any(each.gave_way for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
