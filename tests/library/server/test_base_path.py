"""Below a path of a host: what comes in has it taken off, what goes out has it put on."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from explorer.server import settings as settings_module
from explorer.server.base_path import BasePath, read_base_path
from explorer.server.settings import Settings
from library.writing import SAMPLE


@pytest.fixture(autouse=True)
def _below_ladders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_module, "_settings", Settings(SAMPLE, base_path="/ladders"))


def asked(path: str, *headers: tuple[bytes, bytes], query: bytes = b"") -> tuple[str, Any]:
    """The path that reached the app, and the first message of the answer."""
    seen: list[str] = []
    sent: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["path"])
        assert scope["raw_path"] == scope["path"].encode()
        await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [],
    }
    asyncio.run(BasePath(app)(scope, receive, send))
    return "".join(seen), sent[0]


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/ladders/", "/"),
        ("/ladders/compare", "/compare"),
        ("/compare", "/compare"),  # a proxy took it off
        ("/laddersmith", "/laddersmith"),
        ("/ladders/ladders/x", "/ladders/x"),
    ],
)
def test_the_path_is_taken_off_where_it_is(path: str, inner: str) -> None:
    assert asked(path)[0] == inner


def test_without_its_last_slash_the_path_leads_to_the_app_with_its_state() -> None:
    inner, answer = asked("/ladders", query=b"level=L4")
    assert (inner, answer["status"]) == ("", 307)
    assert dict(answer["headers"])[b"location"] == b"/ladders/?level=L4"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("/compare?x=1", "/ladders/compare?x=1"),
        ("/", "/ladders/"),
        ("//evil.example/", "//evil.example/"),
        ("https://id.example/authorize", "https://id.example/authorize"),
    ],
)
def test_redirects_stay_below_it(given: str, sent: str) -> None:
    headers = dict(asked("/ladders/x", (b"location", given.encode()))[1]["headers"])
    assert headers[b"location"] == sent.encode()


def test_cookies_are_for_this_app_and_not_for_its_neighbours() -> None:
    cookies = [
        (b"set-cookie", b"a=1; Path=/; SameSite=Lax"),
        (b"set-cookie", b"b=2; path=/auth"),
        (b"set-cookie", b"c=Path=/"),
    ]
    assert asked("/ladders/", *cookies)[1]["headers"] == [
        (b"set-cookie", b"a=1; Path=/ladders; SameSite=Lax"),
        (b"set-cookie", b"b=2; path=/auth"),
        (b"set-cookie", b"c=Path=/"),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [("ladders/", "/ladders"), ("/", ""), ("", ""), ("/a//b/", "/a/b"), (" /a-b_c~1 ", "/a-b_c~1")],
)
def test_a_path_may_be_written_with_and_without_slashes(text: str, path: str) -> None:
    assert read_base_path(text) == path


@given(st.text(max_size=12))
def test_whatever_is_written_becomes_a_plain_path_or_is_refused(text: str) -> None:
    try:
        path = read_base_path(text)
    except ValueError:
        return
    assert path == "" or (path.startswith("/") and not path.endswith("/"))
    assert not set(path) & set('?#%\\ "<>;.:@')
    assert read_base_path(path) == path
