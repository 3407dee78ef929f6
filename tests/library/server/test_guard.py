"""Which requests the app answers: the guard, called the way a server calls an application."""

import asyncio
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from explorer.server import settings as settings_module
from explorer.server.guard import MIDDLEWARE, Guard
from explorer.server.settings import LOOPBACK_NAMES, Settings, configure
from library.writing import SAMPLE

PERSONAL = Settings(SAMPLE, personal=True, hosts=LOOPBACK_NAMES)
NAMED = Settings(SAMPLE, hosts=(*LOOPBACK_NAMES, "ladders.example.org"))
ANY = Settings(SAMPLE)


@pytest.fixture(autouse=True)
def _settings_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_module, "_settings", None)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]})
        await send({"type": "http.response.body", "body": b"the app"})
    else:
        await send({"type": "lifespan.startup.complete"})


def asked(settings: Settings, kind: str = "http", **headers: str) -> list[dict[str, Any]]:
    """What the guarded app answers to one request with these headers."""
    configure(settings)
    sent: list[Any] = []
    scope = {
        "type": kind,
        "method": "GET",
        "path": "/",
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in headers.items()
        ],
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(app)(scope, receive, send))
    return sent


def status(answer: list[dict[str, Any]]) -> int:
    return int(answer[0]["status"])


def test_every_answer_of_the_app_has_the_security_headers_beside_its_own() -> None:
    headers = dict(asked(ANY, host="localhost")[0]["headers"])
    assert headers[b"x-own"] == b"1"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"same-origin"
    policy = dict(
        part.split(" ", 1) for part in headers[b"content-security-policy"].decode().split("; ")
    )
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert "http:" not in str(policy)
    assert "https:" not in str(policy)
    assert "unsafe-eval" not in str(policy)


@pytest.mark.parametrize(
    "host", ["localhost:8501", "LOCALHOST", "localhost.", "127.0.0.1:8501", "[::1]:8501", "[::1]"]
)
def test_this_computers_own_names_are_answered(host: str) -> None:
    assert status(asked(PERSONAL, host=host)) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "127.0.0.2",
        "",
        "[::1",
        "[::2]:80",
        "0.0.0.0",
        "ladders.example.org",
        "évil",
    ],
)
def test_a_foreign_host_name_is_refused(host: str) -> None:
    answer = asked(PERSONAL, host=host)
    assert status(answer) == 421
    assert b"ladder serve --allow-host NAME" in answer[1]["body"]
    assert asked(PERSONAL, "websocket", host=host) == [
        {"type": "websocket.close", "code": 1008, "reason": "refused"}
    ]


def test_a_request_without_a_host_is_refused_where_names_are_known() -> None:
    assert status(asked(PERSONAL)) == 421
    assert status(asked(ANY)) == 200


def test_an_allowed_name_is_answered_and_others_are_not() -> None:
    assert status(asked(NAMED, host="ladders.example.org")) == 200
    assert status(asked(NAMED, host="Ladders.Example.Org:443")) == 200
    assert status(asked(NAMED, host="other.example.org")) == 421


@pytest.mark.parametrize(
    "header", ["forwarded", "x_forwarded_for", "x_forwarded_host", "x_real_ip", "via"]
)
def test_personal_use_does_not_answer_through_a_proxy_and_shared_use_does(header: str) -> None:
    through = {"host": "localhost", header: "for=192.0.2.1"}
    refused = asked(PERSONAL, **through)
    assert status(refused) == 421
    assert b"--shared" in refused[1]["body"]
    assert asked(PERSONAL, "websocket", **through)[0]["type"] == "websocket.close"
    assert status(asked(NAMED, **through)) == 200


@pytest.mark.parametrize(
    ("origin", "first"),
    [
        ("http://localhost:8501", "websocket.accept"),
        ("https://localhost:8501", "websocket.accept"),
        ("http://localhost:9999", "websocket.close"),
        ("http://evil.example", "websocket.close"),
        ("null", "websocket.close"),
        ("http://[", "websocket.close"),
        ("localhost:8501", "websocket.close"),
        ("", "websocket.close"),
    ],
)
@pytest.mark.parametrize("settings", [PERSONAL, NAMED, ANY], ids=["personal", "named", "any"])
def test_another_site_may_not_connect(settings: Settings, origin: str, first: str) -> None:
    answer = asked(settings, "websocket", host="localhost:8501", origin=origin)
    assert answer[0]["type"] == first


def test_a_client_that_is_no_browser_sends_no_origin_and_may_connect() -> None:
    assert asked(PERSONAL, "websocket", host="localhost")[0]["type"] == "websocket.accept"


def test_the_servers_own_messages_pass() -> None:
    assert asked(PERSONAL, "lifespan") == [{"type": "lifespan.startup.complete"}]


def test_the_guard_is_what_the_app_stands_behind() -> None:
    assert Guard in [middleware.cls for middleware in MIDDLEWARE]
