"""How people sign in on a server: decided at the start, and refused where it would not hold."""

from urllib.parse import urlsplit

from explorer.errors import ServerError
from explorer.server.configuration import Configuration
from explorer.server.settings import SignIn


def sign_in_of(told: Configuration) -> SignIn | None:
    """How people sign in; None where nobody does. Raises ServerError."""
    if told.sign_in is None:
        given = [name for name in ("issuer", "client_id", "identity_header") if getattr(told, name)]
        if given:
            raise ServerError(
                f"{given[0].replace('_', '-')} is set, but nobody signs in: add sign-in = "
                '"required" or "offered".'
            )
        return None
    if told.keep_nothing:
        raise ServerError("sign-in needs a database for its sessions; leave out keep-nothing.")
    required = told.sign_in == "required"
    if told.identity_header:
        return _by_proxy(told, required)
    missing = [
        name.replace("_", "-")
        for name in ("issuer", "client_id", "client_secret", "public_url")
        if not getattr(told, name)
    ]
    if missing:
        raise ServerError(
            f"sign-in needs {', '.join(missing)} as well, in the file or as LADDER_ variables."
        )
    base = urlsplit(told.public_url).path.rstrip("/")
    if base != told.base_path:
        raise ServerError(
            f"public-url ends in {base or '/'!r} and base-path is {told.base_path or '/'!r}: both "
            "say where the app stands, and have to be the same."
        )
    return SignIn(
        required,
        told.issuer.rstrip("/"),
        told.client_id,
        told.client_secret,
        told.public_url,
        told.role_claim,
        told.sign_in_hours * 3600,
    )


def _by_proxy(told: Configuration, required: bool) -> SignIn:
    if not required:
        raise ServerError(
            'identity-header goes with sign-in = "required": a proxy signs everybody in.'
        )
    if not told.proxy_headers:
        raise ServerError(
            f"Anybody could send the header {told.identity_header}: name the proxy that sends it "
            "with proxy-headers."
        )
    if told.identity_keys and not (told.issuer and told.identity_audience):
        raise ServerError(
            "identity-keys needs issuer and identity-audience: a signature alone does not say for "
            "whom it was made."
        )
    return SignIn(
        required,
        issuer=told.issuer,
        header=told.identity_header.lower(),
        keys_url=told.identity_keys,
        audience=told.identity_audience,
    )
