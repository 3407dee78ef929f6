"""People in one room, each with a browser of their own, and what reaches each of them."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, WebSocket

from browser.visiting import Served, settled, visitor

SOON = 40_000
"""Milliseconds for what takes 2 seconds on a quiet machine, on one that is not."""


class Screen:
    """A person's browser: its page, and every word that its server has sent to it."""

    def __init__(self, chromium: Browser) -> None:
        self.context: BrowserContext = visitor(chromium)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.heard: list[bytes] = []
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("websocket", self._listen)
        return page

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.heard.append(_bytes(frame)))

    def open(self, address: str) -> Page:
        self.page.goto(address)
        settled(self.page)
        return self.page

    def knows(self, word: str) -> bool:
        found = word.encode() in b"".join(self.heard)
        return found or word in self.page.content()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{name}")).click()
        settled(self.page)

    def rate(self, competency: str, word: str) -> None:
        group = self.page.get_by_role("radiogroup", name=f"Rating of {competency}")
        group.get_by_role("radio", name=word, exact=True).click()
        settled(self.page)

    def says(self, competency: str) -> str:
        """The word that stands there now."""
        group = self.page.get_by_role("radiogroup", name=f"Rating of {competency}")
        return group.locator("[aria-checked=true]").inner_text()

    def set_aside(self, reason: str) -> None:
        self.page.get_by_role("button", name="Something does not apply here").click()
        self.page.get_by_role("textbox", name="Why, in a few words").fill(reason)
        self.press("Set it aside")


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def copied(screen: Screen) -> str:
    screen.page.get_by_role("button", name="Copy the link").click()
    return str(screen.page.evaluate("navigator.clipboard.readText()"))


def database_holds(served: Served, word: str) -> bool:
    files = [path for path in served.data.rglob("shared.sqlite3*") if path.is_file()]
    assert files
    return any(word.encode() in path.read_bytes() for path in files)
