"""Addresses that have moved."""

import asyncio
from typing import Any

from starlette.routing import Router

from explorer.server.routes import MAIN, ROUTES


def test_the_old_address_of_the_levels_leads_home_with_its_state() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/levels",
        "query_string": b"level=L4",
        "headers": [],
        "scheme": "http",
        "server": ("localhost", 80),
        "root_path": "",
    }
    asyncio.run(Router(ROUTES)(scope, receive, send))
    assert (sent[0]["status"], dict(sent[0]["headers"])[b"location"]) == (307, b"/?level=L4")


def test_no_pages_folder_is_next_to_the_main_script() -> None:
    assert MAIN.is_file()
    assert not (MAIN.parent / "pages").exists()
