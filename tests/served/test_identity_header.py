"""A proxy that signed people in: believed by its address, or by its signature; nobody else is."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from browser.visiting import Served
from served.asking import ask, status_of_handshake
from served.signing_in import serve_signed_in

BY_HEADER = {
    "issuer": "",
    "client_id": "",
    "client_secret": "",
    "public_url": "",
    "identity_header": "X-Signed-In",
}
Sign = Callable[..., str]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose proxy is on this computer."""
    served = serve_signed_in(
        "", tmp_path_factory.mktemp("a"), **BY_HEADER, proxy_headers="127.0.0.1"
    )
    yield served
    served.stop()


def test_a_named_proxy_says_who_is_there(named: Served) -> None:
    assert ask(named, "/").status == 401
    assert ask(named, "/", X_Signed_In="anna@example.org").status == 200
    assert status_of_handshake(named, "X-Signed-In: anna") == 101
    assert status_of_handshake(named) == 403


@pytest.mark.parametrize("said", ["", " ", "a\tb", "x" * 20_000])
def test_what_is_no_name_is_nobody(named: Served, said: str) -> None:
    assert ask(named, "/", X_Signed_In=said).status == 401


def test_two_names_are_nobody_and_our_own_header_is_not_taken(named: Served) -> None:
    assert status_of_handshake(named, "X-Signed-In: anna", "X-Signed-In: eve") == 403
    assert ask(named, "/", X_Ladder_Person="anna").status == 401


def test_anybody_else_says_nothing(tmp_path: Path) -> None:
    served = serve_signed_in("", tmp_path, **BY_HEADER, proxy_headers="10.0.0.5")
    try:
        assert ask(served, "/", X_Signed_In="anna").status == 401
        # As if the connection came from the proxy.
        forged = {"X_Forwarded_For": "10.0.0.5", "X_Signed_In": "anna"}
        assert ask(served, "/", **forged).status == 401
        assert ask(served, "/healthz").status == 200
    finally:
        served.stop()


@pytest.fixture(scope="module")
def signer() -> Iterator[tuple[str, list[RSAKey]]]:
    """Where the keys of assertions are, and the keys: the last one is the present one."""
    keys = [RSAKey.generate_key(2048, {"kid": "1"})]

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"keys": [keys[-1].as_dict(private=False)]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing of it is for the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/keys", keys
    server.shutdown()
    server.server_close()


def assertion(key: RSAKey, algorithm: str = "RS256", **changed: object) -> str:
    claims = {
        "iss": "https://proxy.example",
        "aud": "ladders",
        "sub": "anna",
        "exp": int(time.time()) + 300,
        **changed,
    }
    said = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": key.kid}, said, key, algorithms=[algorithm])


def test_a_signed_assertion_counts_where_it_is_for_us(
    tmp_path: Path, signer: tuple[str, list[RSAKey]]
) -> None:
    url, keys = signer
    told = {**BY_HEADER, "issuer": "https://proxy.example", "identity_audience": "ladders"}
    served = serve_signed_in("", tmp_path, **told, identity_keys=url, proxy_headers="127.0.0.1")
    key = keys[0]
    try:
        assert ask(served, "/", X_Signed_In=assertion(key)).status == 200
        good = assertion(key)
        head, body, signature = good.split(".")
        another = RSAKey.generate_key(2048, {"kid": "1"})
        for bad in (
            "anna",
            assertion(key, aud="others"),
            assertion(key, iss="https://evil.example"),
            assertion(key, exp=int(time.time()) - 300),
            assertion(key, exp=None),
            assertion(key, sub=None),
            assertion(another),
            f"{head}.{body}.",
            f"{head}.{body}x.{signature}",
            good[:-4],
        ):
            assert ask(served, "/", X_Signed_In=bad).status == 401, bad
    finally:
        served.stop()
