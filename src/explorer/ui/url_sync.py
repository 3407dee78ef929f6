"""The address bar and the widgets of a page, kept the same without losing a letter.

A widget is overwritten from the address only when the address differs from what we saw
or wrote there last (somebody followed a link or went back). "The address wins on every
run" loses letters while somebody types.
"""

from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import streamlit as st

from explorer.ui.url_state import UrlState

A = TypeVar("A", bound=UrlState)
_SEEN = "address_seen"
CARD = "card"
"""Names the statement whose card is open over the page. It is no state of the page below: a
page neither reads it nor takes it away."""


def _parameters() -> dict[str, str]:
    """The address without the card that lies over the page."""
    return {name: value for name, value in st.query_params.to_dict().items() if name != CARD}


def read(kind: type[A]) -> A:
    """What the address says now."""
    return kind.read(_parameters())


def url_changed(page: str) -> bool:
    """True when the address is not the one we last saw or wrote on this page."""
    return bool(st.session_state.get(_SEEN) != (page, _parameters()))


def push_url(page: str, address: UrlState) -> None:
    """Make the address say this. Each change is a step in the browser's history.

    It is written where we arrived from the same page as well: Streamlit knows the address of
    such a link and leaves the old one in the browser's bar. Where the bar says so already, the
    browser leaves it and its history alone.
    """
    within = url_changed(page) and st.session_state.get(_SEEN, ("",))[0] == page
    if within or type(address).read(_parameters()) != address:
        _write(address.parameters() | _card())
    st.session_state[_SEEN] = (page, _parameters())


def _card() -> dict[str, str]:
    return {CARD: st.query_params[CARD]} if CARD in st.query_params else {}


def _write(parameters: dict[str, str]) -> None:
    if parameters:
        st.query_params.from_dict(parameters)
    else:
        st.query_params.clear()  # `from_dict` would not tell the browser of nothing


def close_card() -> None:
    """Take the card out of the address; the page below stays as it is."""
    _write(_parameters())


def card_url(reference: str) -> str:
    """The whole address of this page with a statement's card over it, for copying."""
    here = urlsplit(st.context.url or "http://localhost:8501")
    return f"{here.scheme}://{here.netloc}{here.path}?{urlencode({**_parameters(), CARD: reference}, safe='/')}"


def url(path: str, address: UrlState) -> str:
    """The whole address, for copying."""
    here = urlsplit(st.context.url or "http://localhost:8501")
    query = urlencode(address.parameters())
    return f"{here.scheme}://{here.netloc}/{path}" + (f"?{query}" if query else "")
