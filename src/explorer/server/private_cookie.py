"""Cookies that no script can read and no neighbour on the same host gets or plants.

Over TLS only the cookie counts that was set over TLS: nobody on the way can have planted it.
"""

from starlette.responses import Response

from explorer.server.settings import settings


def over_tls(origin: str | None) -> bool:
    """Whether a browser asks over TLS. It says so itself: a proxy need not tell."""
    return bool(origin) and str(origin).startswith("https:")


def cookie_name(name: str, secure: bool) -> str:
    """What a cookie of ours is called on this server."""
    # Two apps below two paths of a host: the browser would send both under one name.
    place = settings().base_path.strip("/").replace("/", ".")
    if not secure:
        return f"{name}.{place}" if place else name
    # With this prefix no neighbour under the same domain can plant one. Below a path it
    # would send the key to all that the host serves, so there the weaker one stands.
    return f"__Secure-{name}.{place}" if place else f"__Host-{name}"


def put(response: Response, name: str, value: str, secure: bool, seconds: int) -> None:
    """Have the browser hold a cookie."""
    response.set_cookie(
        cookie_name(name, secure),
        value,
        max_age=seconds,
        path=_path(),
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, name: str) -> None:
    """Have the browser forget a cookie, however it got it."""
    for secure in (True, False):
        response.delete_cookie(
            cookie_name(name, secure), path=_path(), secure=secure, httponly=True, samesite="lax"
        )


def _path() -> str:
    return settings().base_path or "/"
