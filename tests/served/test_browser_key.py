"""The cookie of what a browser keeps, over the wire: who gets it, and who does not."""

import json

import pytest

from browser.visiting import Served
from explorer.storage.owners import Browser
from explorer.ui.layout import PAGES
from served.asking import ask

KEY = Browser(bytes(range(16))).phrase.replace("-", "")


def test_who_reads_gets_no_cookie(app: Served) -> None:
    for page in PAGES:
        assert "set-cookie" not in ask(app, f"/{page.path}").headers


def test_a_page_makes_the_key_last_longer_and_is_kept_by_no_cache(app: Served) -> None:
    headers = ask(app, "/profile", Cookie=f"a=b; ladder_browser={KEY}").headers
    assert headers["set-cookie"].startswith(f"ladder_browser={KEY}; HttpOnly; Max-Age=34560000")
    assert headers["cache-control"] == "no-store"
    secure = ask(app, "/profile", Cookie=f"__Host-ladder_browser={KEY}").headers["set-cookie"]
    assert secure.startswith(f"__Host-ladder_browser={KEY}")
    assert "; Secure" in secure


@pytest.mark.parametrize("cookie", [KEY[:-1], KEY[::-1], "x" * 20_000, "a b; ladder_browser", ""])
def test_a_cookie_that_is_cut_or_too_long_is_nobodys(app: Served, cookie: str) -> None:
    answer = ask(app, "/profile", Cookie=f"ladder_browser={cookie}")
    assert (answer.status, "set-cookie" in answer.headers) == (200, False)


def test_no_other_site_and_no_guess_gets_a_cookie(app: Served) -> None:
    for origin, status in ((app.url, 410), ("http://evil.example", 421), ("null", 421)):
        answer = ask(app, "/browser/guessed", "POST", Origin=origin)
        assert (answer.status, "set-cookie" in answer.headers) == (status, False)
    assert ask(app, "/browser/guessed").status == 410


def test_a_server_is_ready_when_its_database_is(app: Served) -> None:
    answer = ask(app, "/readyz")
    assert json.loads(answer.body)["database"] == "ok"
