"""The plain pages of a served app, in the language of whoever asks."""

import pytest

from browser.visiting import Served
from explorer.server.request_language import COOKIE
from served.asking import ask


@pytest.mark.parametrize(
    ("path", "english", "german"),
    [
        ("/nope", "Page not found", "Seite nicht gefunden"),
        ("/room", "Come into a room", "Raum betreten"),
        ("/auth/sign-in", "Nobody signs in here.", "Hier meldet sich niemand an."),
    ],
)
def test_a_page_is_in_the_language_that_was_chosen_or_is_asked_for(
    app: Served, path: str, english: str, german: str
) -> None:
    def said(**headers: str) -> str:
        return ask(app, path, **headers).body.decode()

    assert english in said()
    assert '<html lang="en">' in said(accept_language="fr")
    in_german = said(accept_language="de-CH,de;q=0.9,en;q=0.8")
    assert german in in_german
    assert '<html lang="de">' in in_german
    assert english in said(accept_language="de", cookie=f"{COOKIE}=en")
    assert german in said(accept_language="en", cookie=f"{COOKIE}=de")
    assert english in said(), "one request changes nothing for the next"
