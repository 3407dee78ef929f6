"""Which peers are believed when they say how a visitor reached them.

A header such as X-Forwarded-Proto can be sent by everybody. It counts where the connection
itself comes from an address that was named at the start, and nowhere else.
"""

from ipaddress import ip_address, ip_network
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from explorer.server.settings import settings

PEER = "explorer.peer"
"""In a scope: the address at the other end of the connection, whatever a header says."""


class Forwarding:
    """Notes the peer, and reads its forwarding headers where it is one of `Settings.proxies`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._believing: dict[tuple[str, ...], Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope[PEER] = (scope.get("client") or ("", 0))[0]
        proxies = settings().proxies
        if not proxies:
            await self.app(scope, receive, send)
            return
        if proxies not in self._believing:
            app: Any = self.app
            self._believing = {proxies: ProxyHeadersMiddleware(app, list(proxies))}
        await self._believing[proxies](scope, receive, send)


def is_named(peer: str, proxies: tuple[str, ...]) -> bool:
    """Whether the address of a peer is one of these addresses and networks."""
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in ip_network(each) for each in proxies)


def read_proxies(names: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks as they are compared. ValueError for anything else: a name may
    change its address, and "everybody" is no proxy."""
    networks = [ip_network(name) for name in names]
    if any(not each.prefixlen for each in networks):
        raise ValueError(names)
    return tuple(
        str(each.network_address) if each.num_addresses == 1 else str(each) for each in networks
    )
