"""A browser for AppTest, which has none: it holds cookies, and its script redeems tickets."""

import asyncio
from http.cookies import SimpleCookie

from starlette.applications import Starlette
from starlette.types import Message
from tests.app.conftest import Open
from tests.app.visiting import Visit

from explorer.server.browser_key import KEY_ROUTES

_APP = Starlette(routes=KEY_ROUTES)


class FakeBrowser:
    """Several visits may share one: they are its tabs."""

    def __init__(self, takes_cookies: bool = True) -> None:
        self.cookies: dict[str, str] = {}
        self.takes_cookies = takes_cookies
        self.set: list[str] = []

    def ask(
        self, method: str, path: str, origin: str | None = "http://localhost"
    ) -> tuple[int, list[str]]:
        """A request to the app's own routes: the status, and the cookies that it sets."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = [(b"host", b"localhost"), (b"cookie", cookie.encode())]
        if origin and method != "GET":
            headers.append((b"origin", origin.encode()))
        answers: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            answers.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
            "scheme": "http",
            "server": ("localhost", 80),
            "app": _APP,
        }
        asyncio.run(_APP(scope, receive, send))
        lines = [value.decode() for name, value in answers[0]["headers"] if name == b"set-cookie"]
        self.set += lines
        for line in lines if self.takes_cookies else ():
            for name, each in SimpleCookie(line).items():
                self.cookies.pop(name, None)
                if each["max-age"] != "0":
                    self.cookies[name] = each.value
        return answers[0]["status"], lines

    def answer(self, page: Visit) -> Visit:
        """Do what the app's script does with the ticket that the page holds, if it does."""
        if "visitor_ticket" not in page.at.session_state:
            return page
        asked = page.at.session_state["visitor_ticket"]
        path = f"/browser/{asked.ticket}"
        if asked.forget:
            done = self.ask("DELETE", path)[0] == 204
        else:
            done = self.ask("POST", path)[0] == 204 and self.ask("GET", path)[0] == 204
        page.at.button(key="browser_yes" if done else "browser_no").click()
        return page.run()


class Tabs:
    """Opens pages in a browser: each visit that it begins has the browser's cookies."""

    def __init__(self, visit: Open) -> None:
        self.visit, self.browser = visit, FakeBrowser()

    def __call__(self, page: str = "profile", browser: FakeBrowser | None = None) -> Visit:
        self.browser = browser or self.browser
        return self.visit(page)
