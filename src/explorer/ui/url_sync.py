"""Keeps the URL and the widgets of a page in sync, without losing a typed letter.

A widget is overwritten from the URL only when the URL differs from what we last saw or
wrote (somebody followed a link or went back). "The URL wins on every run" lost letters
in 7 of 28 trials while somebody typed.
"""

from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st

from explorer.ui.url_state import UrlState

A = TypeVar("A", bound=UrlState)
_SEEN, _SEEN_CARD = "url_seen", "card_seen"
CARD = "card"
"""Names the statement whose card is open over the page. It is no state of the page below: a
page neither reads it nor takes it away."""


def _parameters() -> dict[str, str]:
    """The query parameters without the card that is open over the page."""
    return {name: value for name, value in st.query_params.to_dict().items() if name != CARD}


def read(kind: type[A]) -> A:
    """The URL's state now."""
    return kind.read(_parameters())


def url_changed(page: str) -> bool:
    """Whether the URL is not the one we last saw or wrote on this page."""
    return bool(st.session_state.get(_SEEN) != (page, _parameters()))


def push_url(page: str, address: UrlState) -> None:
    """Write this state into the URL. Each change is a step in the browser's history.

    It is also written after a link within the same page: Streamlit knows the URL of such a
    link and leaves the old one in the address bar. Writing the URL that is already there
    changes neither the bar nor the history. A card that came with the URL stays open; one
    that was open when the page below was changed is closed.

    A card that has just been opened is written once more: pressed within 40 ms of a filter of
    Health, the URL of the filter came to the browser after that of the card and took its place.
    """
    arrived = url_changed(page)
    within = arrived and st.session_state.get(_SEEN, ("",))[0] == page
    opened = st.query_params.get(CARD) not in (None, st.session_state.get(_SEEN_CARD))
    if within or opened or type(address).read(_parameters()) != address:
        _write(address.parameters() | (_card() if arrived or opened else {}))
    st.session_state[_SEEN] = (page, _parameters())
    st.session_state[_SEEN_CARD] = st.query_params.get(CARD)


def stay() -> None:
    """Have the URL say again what this visit last saw or wrote, if it did.

    The language of a page is changed by a URL that says nothing else. One that repeated the page's
    state was as old as the link: a query typed less than 0.6 s before was lost.
    """
    if _SEEN in st.session_state:
        card = st.session_state.get(_SEEN_CARD)
        _write(st.session_state[_SEEN][1] | ({CARD: card} if card else {}))


def _card() -> dict[str, str]:
    return {CARD: st.query_params[CARD]} if CARD in st.query_params else {}


def _write(parameters: dict[str, str]) -> None:
    if parameters:
        st.query_params.from_dict(parameters)
    else:
        st.query_params.clear()  # `from_dict` would not tell the browser of nothing


def open_card(reference: str) -> None:
    """Put a statement's card over the page."""
    st.query_params[CARD] = reference


def close_card() -> None:
    """Take the card out of the URL; the page below stays as it is."""
    _write(_parameters())


def card_address(reference: str) -> str:
    """This page with a statement's card over it, relative to the page itself."""
    return "?" + urlencode({**_parameters(), CARD: reference}, safe="/")


def path(page: str, address: UrlState) -> str:
    """The address of a page, for a link of ours that stays in the visit. It is relative: the
    server may stand below any path, and every page is one step below its root."""
    query = urlencode(address.parameters(), safe="/,")
    return f"./{page}" + (f"?{query}" if query else "")
