"""How people sign in: what would not hold is refused at the start."""

import pytest

from explorer.errors import ServerError
from explorer.server.configuration import configure
from explorer.server.sign_in_settings import sign_in_of

OIDC = {
    "sign-in": "required",
    "issuer": "https://id.example/",
    "client-id": "ladder",
    "client-secret": "s3cret",
    "public-url": "https://ladders.example",
}
PROXY = {"sign-in": "required", "identity-header": "X-User", "proxy-headers": "10.0.0.5"}


def told(settings: dict[str, str], **changed: str) -> dict[str, str]:
    both = {**settings, **{name.replace("_", "-"): value for name, value in changed.items()}}
    return {f"LADDER_{name.upper().replace('-', '_')}": value for name, value in both.items()}


def test_what_is_needed_is_taken() -> None:
    found = sign_in_of(configure({}, None, told(OIDC))[0])
    assert found
    assert (found.required, found.secure, found.by_proxy) == (True, True, False)
    assert found.issuer == "https://id.example"
    assert found.address("/auth/callback") == "https://ladders.example/auth/callback"
    assert "s3cret" not in repr(found)
    assert sign_in_of(configure({}, None, {})[0]) is None
    proxied = sign_in_of(configure({}, None, told(PROXY))[0])
    assert proxied
    assert (proxied.by_proxy, proxied.header) == (True, "x-user")


@pytest.mark.parametrize(
    ("settings", "changed", "said"),
    [
        (OIDC, {"client_secret": ""}, "sign-in needs client-secret as well"),
        (OIDC, {"public_url": ""}, "sign-in needs public-url as well"),
        (OIDC, {"sign_in": ""}, "issuer is set, but nobody signs in"),
        (OIDC, {"keep_nothing": "yes"}, "sign-in needs a database"),
        (OIDC, {"base_path": "/ladders"}, "both say where the app stands"),
        (OIDC, {"issuer": "http://id.example"}, "LADDER_ISSUER: 'http://id.example' does not fit"),
        (OIDC, {"public_url": "ladders"}, "LADDER_PUBLIC_URL"),
        (OIDC, {"sign_in": "maybe"}, "wanted is required or offered"),
        (PROXY, {"proxy_headers": ""}, "Anybody could send the header X-User"),
        (PROXY, {"sign_in": "offered"}, 'goes with sign-in = "required"'),
        (PROXY, {"identity_keys": "https://id.example/keys"}, "identity-keys needs issuer"),
    ],
)
def test_what_would_not_hold_is_refused(
    settings: dict[str, str], changed: dict[str, str], said: str
) -> None:
    with pytest.raises(ServerError) as refused:
        sign_in_of(configure({}, None, told(settings, **changed))[0])
    assert said in str(refused.value)
    assert "s3cret" not in str(refused.value)
