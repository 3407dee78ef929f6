"""Which addresses are answered, with which headers, and to whom."""

import re

import pytest
from tools.bench_drive import Session

from browser.visiting import Served
from explorer.ui.layout import PAGES
from served.asking import LEVELS, ask, port_of, server_of, status_of_handshake

PATHS = [f"/{page.path}" for page in PAGES]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_a_shell_that_asks_only_for_scripts_of_its_own(app: Served, path: str) -> None:
    answer = ask(app, path)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")
    page = answer.body.decode()
    assert re.findall(r"<script(?![^>]* src=\"\./)[^>]*>", page) == []
    ours = re.search(r'<head><script src="\.(/assets/shell\.js[^"]*)"', page)
    assert ours
    assert b"BACKEND_BASE_URL" in ask(app, ours[1]).body
    for asset in re.findall(r'(?:src|href)="\.(/static/[^"]+)"', page)[:3]:
        assert ask(app, asset).status == 200


def test_a_page_with_a_slash_at_its_end_leads_to_the_page(app: Served) -> None:
    answer = ask(app, "/compare/?left=L3")
    assert (answer.status, answer.headers["location"]) == (301, "/compare?left=L3")


@pytest.mark.parametrize(
    "path",
    [
        "/a/b",
        "/compare/xyz",
        "/nope/",
        "/robots.txt",
        "/index.html",
        "/manifest.json",
        "/static/nope.js",
        "/app/static/x",
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent/openapi.json",
        "/_stcore/nope",
        "/compare/_stcore/health",
    ],
)
def test_an_address_that_nobody_has_is_not_found(app: Served, path: str) -> None:
    for method in ("GET", "POST"):
        answer = ask(app, path, method)
        assert answer.status == 404, method
        assert b"Page not found" in answer.body


def test_an_address_that_would_leave_the_server_is_refused(app: Served) -> None:
    for path in ("//evil.example/x", "/static/../../../etc/passwd", "/static//etc/passwd"):
        answer = ask(app, path)
        assert answer.status in (400, 404), path
        assert b"root:" not in answer.body


@pytest.mark.parametrize(
    "path", ["/", "/a/b", "/_stcore/health", "/favicon.png", "/assets/shell.js"]
)
def test_every_answer_has_the_security_headers(app: Served, path: str) -> None:
    for host in (None, "evil.example"):
        headers = ask(app, path, **({"Host": host} if host else {})).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'self'; script-src 'self'; "
        )
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_an_upload_is_not_offered_to_other_sites(app: Served) -> None:
    for origin in ("http://evil.example", "null", ""):
        for method in ("OPTIONS", "PUT", "DELETE"):
            answer = ask(app, "/_stcore/upload_file/a/b", method, Origin=origin)
            assert answer.status == 421
            assert not [name for name in answer.headers if name.startswith("access-control-")]
    own = ask(app, "/_stcore/upload_file/a/b", "OPTIONS", Origin=app.url)
    assert own.status == 204
    assert not [name for name in own.headers if name.startswith("access-control-")]


def test_a_visit_is_for_this_site_alone(app: Served) -> None:
    own = f"Origin: http://localhost:{port_of(app)}"
    assert status_of_handshake(app) == 101
    assert status_of_handshake(app, own) == 101
    for lines in (
        ("Origin:",),
        ("Origin: null",),
        ("Origin: http://evil.example",),
        (f"Origin: http://localhost:{port_of(app)}.evil.example",),
        ("Origin: http://evil.example", own),
        (own, "Origin: http://evil.example"),
    ):
        assert status_of_handshake(app, *lines) in (400, 403), lines
    with Session(server_of(app)) as visit:
        visit.open(LEVELS)
