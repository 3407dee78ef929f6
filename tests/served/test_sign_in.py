"""Signing in at a real provider: what holds, and what somebody else tries."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx2
import pytest

from browser.visiting import Served, free_port
from explorer.rooms.room import for_two
from explorer.storage.database import sqlite_at
from explorer.storage.database_rooms import DatabaseRooms
from served.asking import ask, status_of_handshake
from served.proxies import proxy, site
from served.signing_in import (
    Provider,
    agreed,
    at_provider,
    browser,
    lines_of_cookies,
    provider_at,
    serve_signed_in,
    session_of,
    signed_in,
)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provider_at(free_port()) as running:
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signed-in")


@pytest.fixture(scope="module")
def app(provider: Provider, home: Path) -> Iterator[Served]:
    served = serve_signed_in(provider.url, home)
    yield served
    served.stop()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/compare?left=L3", 302),
        ("/levels", 302),
        ("/nope", 302),
        ("/_stcore/health", 401),
        ("/_stcore/host-config", 401),
        ("/static/js/x.js", 401),
        ("/_stcore/upload_file/a/b", 401),
        ("/media/x.yaml", 302),
        ("/browser/x", 302),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/auth/sign-out", 200),
        ("/auth/signed-out", 200),
    ],
)
def test_without_a_session_nothing_answers_but_health_and_signing_in(
    app: Served, path: str, status: int
) -> None:
    assert ask(app, path, Accept="text/html").status == status
    if status == 302:
        assert ask(app, path).status == 401
    if status != 200:
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert ask(app, path, method, Accept="text/html").status == 401


def test_without_a_session_there_is_no_visit(app: Served) -> None:
    assert status_of_handshake(app) == 403
    assert status_of_handshake(app, f"Cookie: ladder_session={'x' * 43}") == 403
    with browser() as anna:
        signed_in(anna, app.url, "anna")
        assert status_of_handshake(app, f"Cookie: ladder_session={session_of(anna)}") == 101


def test_the_address_one_came_for_is_there_after_signing_in(app: Served) -> None:
    with browser() as anna:
        wanted = "/compare?left=L3&right=L4&competency=a%20b"
        answer = signed_in(anna, app.url + wanted, "anna")
        assert (answer.status_code, answer.headers["location"]) == (303, wanted)
        assert anna.get(app.url + wanted).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/%5Cevil.example",
        "/%2F/evil.example",
        "///evil.example",
        "/compare/../../evil",
        "/auth/sign-out",
        "/\tx",
        "javascript:alert(1)",
        "evil.example",
        "/nope",
        "/" + "x" * 3000,
    ],
)
def test_no_address_leads_elsewhere_after_signing_in(app: Served, wanted: str) -> None:
    with browser() as anna:
        begin = f"{app.url}/auth/sign-in?next={quote(wanted, safe='')}"
        answer = signed_in(anna, begin, "anna")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_cookie_is_random_short_and_not_for_scripts(app: Served) -> None:
    with browser() as anna:
        (line,) = lines_of_cookies(signed_in(anna, app.url, "anna"))
        assert re.fullmatch(
            r"ladder_session=[\w-]{43}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax", line
        )


def test_the_database_holds_no_session_that_could_be_used(app: Served, home: Path) -> None:
    with browser() as anna:
        signed_in(anna, app.url, "anna")
        token = session_of(anna)
    (file,) = home.rglob("*.sqlite3")
    with sqlite3.connect(file) as connection:
        written = "\n".join(connection.iterdump())
    assert "anna" in written
    assert token not in written


def test_who_comes_back_from_elsewhere_is_not_signed_in(app: Served, provider: Provider) -> None:
    callback = f"{app.url}/auth/callback"
    with browser() as anna, browser() as eve:
        back = agreed(anna, at_provider(anna, app.url), "anna")
        # Without a state, with a made up one, with Anna's in another browser.
        for address in (
            callback,
            f"{callback}?code=x",
            f"{callback}?code=x&state=y",
            f"{callback}?error=access_denied",
            back,
        ):
            answer = eve.get(address)
            assert (answer.status_code, lines_of_cookies(answer)) == (400, [])
        # Eve has begun as well: her cookie does not go with Anna's state.
        at_provider(eve, app.url)
        assert eve.get(back).status_code == 400
        # That nothing was used up: Anna still gets in, once.
        assert anna.get(back).status_code == 303
        assert anna.get(back).status_code == 400


def test_a_code_of_somebody_else_does_not_fit_ones_own_state(app: Served) -> None:
    with browser() as anna, browser() as eve:
        hers = parse_qs(urlsplit(agreed(eve, at_provider(eve, app.url), "eve")).query)
        own = parse_qs(urlsplit(agreed(anna, at_provider(anna, app.url), "anna")).query)
        mixed = urlencode({"code": hers["code"][0], "state": own["state"][0]})
        answer = anna.get(f"{app.url}/auth/callback?{mixed}")
        # The nonce in what the provider signs is not the one that was asked for.
        assert (answer.status_code, lines_of_cookies(answer)) == (503, [])


def test_two_tabs_may_sign_in_at_once(app: Served) -> None:
    with browser() as anna:
        first, second = (at_provider(anna, f"{app.url}/{page}") for page in ("search", "panel"))
        assert anna.get(agreed(anna, first, "anna")).headers["location"] == "/search"
        assert anna.get(agreed(anna, second, "anna")).headers["location"] == "/panel"


def test_a_session_that_was_planted_is_not_taken_over(app: Served) -> None:
    with browser() as anna:
        for planted in ("x" * 43, ""):
            anna.cookies.set("ladder_session", planted, domain="localhost.local", path="/")
            signed_in(anna, f"{app.url}/auth/sign-in", "anna")
            assert planted not in (session_of(anna), None)
            assert len(session_of(anna)) == 43


def test_a_session_of_another_server_is_none_here(
    app: Served, provider: Provider, tmp_path: Path
) -> None:
    """Its people are others: neither its cookie nor a number that it gave opens anything."""
    other = serve_signed_in(provider.url, tmp_path)
    try:
        with browser() as anna:
            signed_in(anna, other.url, "anna")
            theirs = f"ladder_session={session_of(anna)}"
        assert ask(other, "/sharing", Cookie=theirs).status == 200
        for path in ("/sharing?share=0123456789abcdef", "/sharing?show=everything", "/profile"):
            assert ask(app, path, Cookie=theirs).status == 401
            assert ask(app, path, Cookie=theirs, X_Ladder_Person="a1").status == 401
        assert status_of_handshake(app, f"Cookie: {theirs}", "X-Ladder-Person: a1") == 403
    finally:
        other.stop()


def test_signing_in_again_ends_the_session_before(app: Served) -> None:
    with browser() as anna:
        signed_in(anna, app.url, "anna")
        old = session_of(anna)
        signed_in(anna, f"{app.url}/auth/sign-in", "anna")
        assert session_of(anna) != old
        assert ask(app, "/", Cookie=f"ladder_session={old}").status == 401


@pytest.mark.parametrize("cut", ["", "x", "x" * 42, "x" * 44, "x" * 20_000, "ü", '"', "a;b"])
def test_a_cookie_that_is_cut_or_huge_is_no_session(app: Served, cut: str) -> None:
    cookie = f"ladder_session={cut}".encode().decode("latin-1")
    assert ask(app, "/compare", Accept="text/html", Cookie=cookie).status == 302
    begun = ask(app, "/auth/callback?state=x", Cookie=cookie.replace("session", "signing_in"))
    assert begun.status == 400


def test_after_signing_out_the_session_is_nowhere(app: Served, provider: Provider) -> None:
    with browser() as anna:
        signed_in(anna, app.url, "anna")
        token = session_of(anna)
        # A link on another site signs nobody out, and neither does its form.
        assert anna.get(f"{app.url}/auth/sign-out").status_code == 200
        other = anna.post(f"{app.url}/auth/sign-out", headers={"Origin": "http://evil.example"})
        assert other.status_code == 421
        assert ask(app, "/", Cookie=f"ladder_session={token}").status == 200
        answer = anna.post(f"{app.url}/auth/sign-out", headers={"Origin": app.url})
        assert answer.status_code == 200
        assert f"{provider.url}/oauth2/end_session?client_id=ladder" in answer.text
        assert "ladder_session" not in anna.cookies
    assert ask(app, "/", Cookie=f"ladder_session={token}").status == 401
    assert status_of_handshake(app, f"Cookie: ladder_session={token}") == 403


def test_a_rooms_link_waits_for_signing_in_and_is_forgotten_after_it(app: Served) -> None:
    rooms = DatabaseRooms(sqlite_at(next(app.data.rglob("shared.sqlite3"))))
    key = rooms.start(for_two("sre", "L4", "manager", "seat:anna"))
    with browser() as ben:
        # The page that takes the key out of the address is open; the key itself is not taken.
        assert "room.js" in ben.get(f"{app.url}/room").text
        sent = {"data": {"link": key.link}, "headers": {"Origin": app.url}}
        first = ben.post(f"{app.url}/room", **sent, follow_redirects=False)
        assert first.status_code == 303
        assert first.headers["location"] == "/auth/sign-in?next=%2Froom"
        assert not [name for name in ben.cookies if "room" in name]
        signed_in(ben, app.url, "ben")
        again = ben.post(f"{app.url}/room", **sent, follow_redirects=False)
        assert again.headers["location"] == f"/one-to-one?room={key.id}"
        assert f"ladder_room_{key.id}" in ben.cookies
        ben.post(f"{app.url}/auth/sign-out", headers={"Origin": app.url})
        assert not [name for name in ben.cookies if "room" in name]


def test_signing_out_everywhere_ends_ones_own_sessions_alone(app: Served) -> None:
    with browser() as here, browser() as there, browser() as ben:
        for client, subject in ((here, "anna"), (there, "anna"), (ben, "ben")):
            signed_in(client, app.url, subject)
        here.post(f"{app.url}/auth/sign-out?everywhere=yes", headers={"Origin": app.url})
        assert there.get(app.url).status_code == 302
        assert ben.get(app.url).status_code == 200


def test_400_groups_two_servers_in_turn_and_default_buffers(
    provider: Provider, tmp_path: Path
) -> None:
    """Each step may reach another server; through nginx, which takes 8 KB of headers."""
    provider.knows("groups", name="Gro Ups", groups=[f"group-{n:036d}" for n in range(400)])
    port, base = free_port(), {"base_path": "/ladders", "proxy_headers": "127.0.0.1"}
    public = f"http://localhost:{port}/ladders"
    servers = [
        serve_signed_in(provider.url, tmp_path / "shared", public=public, **base) for _ in range(2)
    ]
    in_turn = site(port, [int(each.url.rpartition(":")[2]) for each in servers]).replace(
        "hash $ladder_route consistent;", ""
    )
    front = proxy(tmp_path / "nginx", in_turn, port)
    try:
        with browser() as client:
            for _ in range(3):
                answer = signed_in(client, f"{public}/auth/sign-in?next=/compare?left=L3", "groups")
                assert answer.headers["location"].endswith("/ladders/compare?left=L3")
            for path in ("/", "/compare", "/search", "/panel"):
                assert client.get(public + path).status_code == 200
            (cookie,) = [each for each in client.cookies.jar if "session" in each.name]
            assert (cookie.path, len(cookie.value or "")) == ("/ladders", 43)
            client.post(f"{public}/auth/sign-out", headers={"Origin": f"http://localhost:{port}"})
            for each in servers:
                headers = {"Cookie": f"{cookie.name}={cookie.value}", "Accept": "text/html"}
                assert httpx2.get(f"{each.url}/ladders/", headers=headers).status_code == 302
    finally:
        front.stop()
        for each in servers:
            each.stop()


def test_a_provider_that_is_gone_is_said_and_who_is_in_stays_in(tmp_path: Path) -> None:
    port = free_port()
    with provider_at(port) as provider:
        served = serve_signed_in(provider.url, tmp_path)
        anna = browser()
        signed_in(anna, served.url, "anna")
    try:
        # Nothing about the provider was fetched by another process: a server that starts now.
        assert anna.get(served.url).status_code == 200
        late = serve_signed_in(provider.url, tmp_path)
        try:
            answer = httpx2.get(f"{late.url}/auth/sign-in")
            assert answer.status_code == 503
            assert "the provider does not answer" in answer.text
            with provider_at(port):  # it is back, with other keys
                with browser() as ben:
                    assert signed_in(ben, late.url, "ben").status_code == 303
                with browser() as ben:
                    assert signed_in(ben, served.url, "ben").status_code == 303
        finally:
            late.stop()
    finally:
        anna.close()
        served.stop()
