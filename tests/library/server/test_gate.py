"""Keys of a proxy that signs: kept, fetched again when a new one is met, not at will."""

import time

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from explorer.server import gate
from explorer.server.settings import SignIn

TOLD = SignIn(True, "https://proxy.example", header="x", keys_url="http://keys", audience="us")


def assertion(key: RSAKey) -> str:
    claims = {"iss": TOLD.issuer, "aud": "us", "sub": "anna", "exp": int(time.time()) + 60}
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def test_a_new_key_is_met_and_the_keys_are_not_asked_for_at_will(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = (RSAKey.generate_key(2048, {"kid": name}) for name in ("old", "new"))
    offered, asked, now = [old], [0], [1000.0]

    def fetch(_: str) -> KeySet:
        asked[0] += 1
        return KeySet(list(offered))

    monkeypatch.setattr(gate, "_fetch", fetch)
    monkeypatch.setattr(gate.time, "monotonic", lambda: now[0])
    keys = gate._Keys()
    assert keys.claims(TOLD, assertion(old))["sub"] == "anna"
    offered[:] = [new]
    for _ in range(5):
        assert keys.claims(TOLD, assertion(new)) == {}
    assert asked == [1]
    now[0] += 31
    assert keys.claims(TOLD, assertion(new))["sub"] == "anna"
    assert keys.claims(TOLD, assertion(old)) == {}
    assert asked == [2]


def test_where_the_keys_cannot_be_had_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(_: str) -> KeySet:
        raise OSError("no route")

    monkeypatch.setattr(gate, "_fetch", fetch)
    key = RSAKey.generate_key(2048, {"kid": "1"})
    assert gate._Keys().claims(TOLD, assertion(key)) == {}
