"""Behind a real nginx, below a path: as deploy/ has it, and with one that takes the path off."""

import gzip
import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.bench_drive import Session

from browser.visiting import ROOT, Served, free_port, serve
from served.asking import LEVELS, ask, server_of, status_of_handshake, until
from served.proxies import Proxy, proxy, site

STRIPPING = """
map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
server {{
    listen 127.0.0.1:{port};
    location /ladders/ {{
        proxy_pass http://127.0.0.1:{backend}/;
        proxy_redirect off;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
    }}
}}
"""
FORGETFUL = """
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{backend};
        proxy_set_header Host $http_host;
    }}
}}
"""
BELOW = ("--shared", "--base-path", "/ladders", "--proxy-headers", "127.0.0.1")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Two servers below /ladders."""
    both = [serve(ROOT / "ladder", tmp_path_factory.mktemp("data"), *BELOW) for _ in range(2)]
    yield both
    for served in both:
        served.stop()


def ports(servers: list[Served]) -> list[int]:
    return [int(served.url.rpartition(":")[2]) for served in servers]


@pytest.fixture(scope="module", params=["as in deploy", "stripping"])
def front(
    request: pytest.FixtureRequest, servers: list[Served], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    port = free_port()
    text = site(port, ports(servers))
    if request.param == "stripping":
        text = STRIPPING.format(port=port, backend=ports(servers)[0])
    running = proxy(tmp_path_factory.mktemp("nginx"), text, port)
    yield running
    running.stop()


def through(front: Proxy, servers: list[Served]) -> Served:
    """The proxy, asked as if it were the server."""
    return Served(
        f"http://localhost:{front.port}", servers[0].ladder, servers[0].data, servers[0].process
    )


def test_every_address_that_is_given_stays_below_the_path(
    front: Proxy, servers: list[Served]
) -> None:
    behind = through(front, servers)
    assert ask(behind, "/ladders/").status == 200
    for path, to in (
        ("/ladders/levels?level=L4", "/ladders/?level=L4"),
        ("/ladders/compare/?left=L3", "/ladders/compare?left=L3"),
    ):
        answer = ask(behind, path)
        location = answer.headers["location"].removeprefix(behind.url)
        assert (answer.status, location) in ((307, to), (301, to))
    unknown = ask(behind, "/ladders/nope")
    assert unknown.status == 404
    assert b'<a href="/ladders/">' in unknown.body
    cookies = ask(behind, "/ladders/_stcore/health").headers["set-cookie"]
    assert "Path=/ladders" in cookies
    assert not re.search(r"Path=/(;|$)", cookies)


def test_a_visit_is_opened_through_the_proxy(front: Proxy, servers: list[Served]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=10)
    connection.request("GET", "/ladders/_stcore/stream", headers=upgrade(front.port))
    response = connection.getresponse()
    assert response.status == 101
    connection.close()


def upgrade(port: int) -> dict[str, str]:
    return {
        "Host": f"localhost:{port}",
        "Origin": f"http://localhost:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }


def test_who_visits_comes_back_to_the_same_server(servers: list[Served], tmp_path: Path) -> None:
    port = free_port()
    text = site(port, ports(servers)).replace(
        "add_header Set-Cookie", "add_header X-Server $upstream_addr always; add_header Set-Cookie"
    )
    front = proxy(tmp_path, text, port)
    try:
        behind = through(front, servers)
        seen = set()
        for _ in range(12):
            first = ask(behind, "/ladders/")
            cookie = first.headers["set-cookie"].split(";")[0]
            assert cookie.startswith("ladder_route=")
            seen.add(first.headers["x-server"])
            for path in ("/ladders/compare", "/ladders/_stcore/health"):
                again = ask(behind, path, Cookie=cookie)
                assert again.headers["x-server"] == first.headers["x-server"]
                assert "ladder_route" not in again.headers.get("set-cookie", "")
        assert len(seen) == 2
    finally:
        front.stop()


def test_a_proxy_that_forgets_the_upgrade_is_said(tmp_path: Path) -> None:
    log = tmp_path / "log"
    data = tmp_path / "data"
    data.mkdir()
    with log.open("wb") as errors:
        served = serve(ROOT / "ladder", data, "--shared", errors=errors)
    port = free_port()
    front = proxy(tmp_path / "nginx", FORGETFUL.format(port=port, backend=ports([served])[0]), port)
    try:
        for _ in range(2):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/_stcore/stream", headers=upgrade(port))
            assert connection.getresponse().status == 426
            connection.close()
        assert until(2, lambda: "passes no WebSocket" in log.read_text())
        assert log.read_text().count("passes no WebSocket") == 1
        # The proxy's own name instead of the one that was asked for.
        assert status_of_handshake(served, "Origin: http://localhost:1") == 403
        assert "proxy_set_header Host $http_host" in log.read_text()
        ask(served, "/", Host="ladders.example.org")
        assert "refused. If that is a name of this server, allow it" in log.read_text()
    finally:
        front.stop()
        served.stop()


def test_scripts_are_sent_compressed_to_who_takes_them(servers: list[Served]) -> None:
    page = ask(servers[0], "/ladders/").body.decode()
    path = "/ladders" + next(iter(re.findall(r'src="\.(/static/[^"]+\.js)"', page)))
    plain = ask(servers[0], path)
    assert "content-encoding" not in plain.headers
    for _ in range(2):
        small = ask(servers[0], path, Accept_Encoding="gzip, br")
        assert small.headers["content-encoding"] == "gzip"
        assert int(small.headers["content-length"]) == len(small.body) < len(plain.body) / 2
        assert small.headers["cache-control"] == plain.headers["cache-control"]
        assert "accept-encoding" in small.headers["vary"].lower()
        assert gzip.decompress(small.body) == plain.body
    assert ask(servers[0], path, Accept_Encoding="br").body == plain.body
    assert ask(servers[0], "/ladders/static/nope.js", Accept_Encoding="gzip").status == 404


def test_a_server_that_is_asked_to_stop_says_so_first_and_then_ends(tmp_path: Path) -> None:
    served = serve(ROOT / "ladder", tmp_path, "--shared", "--drain", "2")
    try:
        assert ask(served, "/readyz").status == 200
        visit = Session(server_of(served))
        visit.open(LEVELS)
        served.process.terminate()
        assert until(1, lambda: ask(served, "/readyz").status == 503)
        assert (ask(served, "/healthz").status, ask(served, "/").status) == (200, 200)
        assert served.process.wait(8) in (0, -15)
        visit.close()
    finally:
        served.stop()
