"""Who is signed in: said below each page, and in the place of a page that they may not see."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from explorer.identity.actors import Actor
from explorer.server.sign_in import SIGN_OUT, sign_in_address, signing_in
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import visitor


def instead(path: str) -> None:
    """In place of every page, for a visit whose session ended or is another person's. Signing
    in leads back to the address that it was at."""
    st.title(_("Not signed in"))
    words = _("You are signed out, here or in another window. Nothing of this visit is left.")
    st.markdown(escape_markdown(visitor.parting() or words))
    told = signing_in()
    if told and told[0].by_proxy:
        _plain_link("/", _("Open the app anew"))
    else:
        _plain_link(_sign_in(path), _("Sign in"))


def for_keepers() -> None:
    """In place of a page that keeps the ladder."""
    st.title(_("For who keeps the ladder"))
    st.markdown(_("This page is for keepers. Whoever runs this server can make you one."))


def below(actor: Actor, path: str) -> None:
    """Below the page: who is signed in, or the way to sign in where that is offered."""
    told = signing_in()
    if told is None or told[0].by_proxy:
        return
    if actor.id is None:
        _plain_link(_sign_in(path), _("Sign in"))
    else:
        _plain_link(SIGN_OUT, _("Sign out"), _("Signed in as {name}. ", name=actor.name))


def _sign_in(path: str) -> str:
    return sign_in_address(f"/{path}", urlencode(st.query_params.to_dict()))


def _plain_link(path: str, words: str, before: str = "") -> None:
    """A link that leaves the visit: the page is loaded anew."""
    link = f'<a href=".{escape(path)}" target="_self">{escape(words)}</a>'
    st.html(f'<p class="lx quiet">{escape(before)}{link}</p>')
