"""In which language a visitor reads the app's own words, and the way to another one.

What they chose counts, in an address (`?lang=de`) or below the page; their browser remembers it
in a cookie that holds the language and nothing else. Else it is the server's, where one is set,
and else the first of their browser's languages that there is.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from explorer.render.html_parts import sheet
from explorer.server.request_language import language_cookie, language_for
from explorer.text.translation import ENGLISH, best_language, languages, speak, spoken
from explorer.ui import url_sync

PARAMETER = "lang"
_LANGUAGE, _CHOSEN = "reader_language", "reader_language_chosen"


def enter() -> None:
    """Have this run speak the visitor's language."""
    if wanted := best_language([st.query_params.get(PARAMETER, "")]):
        st.session_state[_LANGUAGE], st.session_state[_CHOSEN] = wanted, True
        if set(st.query_params) == {PARAMETER}:
            url_sync.stay()
    elif _LANGUAGE not in st.session_state:
        st.session_state[_LANGUAGE] = _found()
    go_on()


def go_on() -> None:
    """The same for what a run does before its first line, as a press, and for a part of a page."""
    speak(st.session_state.get(_LANGUAGE, ENGLISH))


def chosen() -> str:
    """The cookie that the browser is to remember, as NAME=LANGUAGE; empty where nobody chose."""
    return f"{language_cookie()}={spoken()}" if st.session_state.get(_CHOSEN) else ""


def below(path: str) -> None:
    """Below the page: the same page in the other languages."""
    if len(languages()) < 2:
        return
    here = dict(sorted(st.query_params.to_dict().items()))
    links = (
        f'<a data-in-app data-speak="{tag}" lang="{tag}" href="./{escape(path)}?{escape(urlencode({**here, PARAMETER: tag}))}">'
        f"{escape(name)}</a>"
        for tag, name in languages().items()
        if tag != spoken()
    )
    st.html(sheet(f'<p class="quiet languages">{" ".join(links)}</p>'))


def _found() -> str:
    locale = [st.context.locale] if st.context.locale else []
    return language_for(st.context.cookies, st.context.headers, locale)
