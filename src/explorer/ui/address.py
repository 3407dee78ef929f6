"""The address bar and the widgets of a page, kept the same without losing a letter.

A widget is overwritten from the address only when the address differs from what we saw
or wrote there last (somebody followed a link or went back). "The address wins on every
run" loses letters while somebody types.
"""

from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from explorer.addresses import Address

A = TypeVar("A", bound=Address)
_SEEN = "address_seen"


def read(kind: type[A]) -> A:
    """What the address says now."""
    return kind.read(st.query_params.to_dict())


def arrived(page: str) -> bool:
    """True when the address is not the one we last saw or wrote on this page."""
    return bool(st.session_state.get(_SEEN) != (page, st.query_params.to_dict()))


def settle(page: str, address: Address) -> None:
    """Make the address say this. Each change is a step in the browser's history."""
    read = type(address).read
    if read(st.query_params.to_dict()) != address or _left_behind(page, address):
        st.query_params.from_dict(address.parameters())
    st.session_state[_SEEN] = (page, st.query_params.to_dict())


def _left_behind(page: str, address: Address) -> bool:
    """Whether the browser still shows where we were: after a link within one page Streamlit
    knows the new address and does not show it."""
    seen = st.session_state.get(_SEEN)
    if not seen or seen[0] != page or st.context.url is None:
        return False
    shown = dict(parse_qsl(urlsplit(st.context.url).query))
    return type(address).read(shown) != address


def url(path: str, address: Address) -> str:
    """The whole address, for copying."""
    here = urlsplit(st.context.url or "http://localhost:8501")
    query = urlencode(address.parameters())
    return f"{here.scheme}://{here.netloc}/{path}" + (f"?{query}" if query else "")
