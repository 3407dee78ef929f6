"""Whose word counts on how a visitor came: that of the peers that were named."""

import asyncio
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from explorer.server import settings as settings_module
from explorer.server.forwarding import PEER, Forwarding, is_named
from explorer.server.settings import Settings
from library.writing import SAMPLE

HEADERS = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"192.0.2.9")]


@pytest.mark.parametrize(
    ("proxies", "scheme", "peer", "client"),
    [
        ((), "http", "10.0.0.5", "10.0.0.5"),
        (("10.0.0.5",), "https", "10.0.0.5", "192.0.2.9"),
        (("10.0.0.0/24",), "https", "10.0.0.5", "192.0.2.9"),
        (("10.0.1.0/24", "127.0.0.1"), "http", "10.0.0.5", "10.0.0.5"),
    ],
)
def test_headers_count_from_named_peers_only(
    monkeypatch: pytest.MonkeyPatch, proxies: tuple[str, ...], scheme: str, peer: str, client: str
) -> None:
    monkeypatch.setattr(settings_module, "_settings", Settings(SAMPLE, proxies=proxies))
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: Any) -> Any:
        return None

    scope = {"type": "http", "scheme": "http", "client": ("10.0.0.5", 1), "headers": HEADERS}
    asyncio.run(Forwarding(app)(scope, nothing, nothing))
    assert (seen[0]["scheme"], seen[0][PEER], seen[0]["client"][0]) == (scheme, peer, client)


@pytest.mark.parametrize(
    ("peer", "named"),
    [("10.0.0.5", True), ("10.0.0.6", False), ("192.0.2.77", True), ("", False), ("unix:", False)],
)
def test_a_peer_is_named_by_its_address_or_network(peer: str, named: bool) -> None:
    assert is_named(peer, ("10.0.0.5", "192.0.2.0/24")) is named
