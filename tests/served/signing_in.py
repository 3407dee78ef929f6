"""A real provider to sign in at, servers that ask it, and a browser's cookies without a browser."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from browser.visiting import ROOT, Served, free_port, serve_with


@dataclass
class Provider:
    """A running oidc-provider-mock."""

    url: str
    process: subprocess.Popen[bytes]

    def knows(self, subject: str, **claims: object) -> None:
        httpx2.put(f"{self.url}/users/{subject}", json=claims).raise_for_status()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def provider_at(port: int) -> Iterator[Provider]:
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Provider(f"http://localhost:{port}", process)
    try:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{running.url}/jwks", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("the provider did not answer within 15 seconds")
        yield running
    finally:
        running.stop()


def serve_signed_in(
    provider: str, data: Path, public: str = "", port: int | None = None, **settings: str
) -> Served:
    """A server where people sign in at the provider; what it keeps is in `data`."""
    port = port or free_port()
    told = {
        "LADDER_SIGN_IN": "required",
        "LADDER_ISSUER": provider,
        "LADDER_CLIENT_ID": "ladder",
        "LADDER_CLIENT_SECRET": "a secret",
        "LADDER_PUBLIC_URL": public or f"http://localhost:{port}",
        "LADDER_SHARED": "yes",
        **{f"LADDER_{name.upper()}": value for name, value in settings.items()},
    }
    environment = {**os.environ, **{name: value for name, value in told.items() if value}}
    data.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "explorer"]
    return serve_with(command, [str(ROOT / "ladder")], data, environment, port)


def browser(**headers: str) -> httpx2.Client:
    """Cookies, and what a browser says that it takes."""
    return httpx2.Client(headers={"Accept": "text/html", **headers}, timeout=30)


def at_provider(client: httpx2.Client, address: str) -> str:
    """Go to an address of the app as far as the provider; gives the provider's address."""
    answer = client.get(address)
    for _ in range(3):
        if "/oauth2/authorize" in answer.headers.get("location", ""):
            return str(answer.headers["location"])
        answer = client.get(answer.url.join(answer.headers["location"]))
    raise AssertionError(f"{address} does not lead to the provider")


def agreed(client: httpx2.Client, there: str, subject: str) -> str:
    """Sign in at the provider; gives the address at which it leads back."""
    answer = client.post(there, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def signed_in(client: httpx2.Client, address: str, subject: str) -> httpx2.Response:
    """All of it: from an address of the app back to the app."""
    return client.get(agreed(client, at_provider(client, address), subject))


def session_of(client: httpx2.Client) -> str:
    return next(cookie.value or "" for cookie in client.cookies.jar if "session" in cookie.name)


def lines_of_cookies(answer: httpx2.Response) -> list[str]:
    return answer.headers.get_list("set-cookie")
