"""Choosing a colleague by name: a field, and a button for each who is found."""

from collections.abc import Callable, Sequence

import streamlit as st

from explorer.errors import StoreError
from explorer.storage import people
from explorer.storage.people import FEWEST_LETTERS, MOST_FOUND, Known
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import visitor


def pick(key: str, then: Callable[[Known], None], suggested: Sequence[Known] = ()) -> None:
    """Ask for a person who signed in before, other than the visitor; `suggested` are one press
    away."""
    database = visitor.among_people()
    if database is None:
        return
    words = st.text_input(_("Name"), key=key, placeholder=_("Their name"), max_chars=80)
    own = visitor.actor().id
    try:
        found = people.beginning(database, words) if words.strip() else list(suggested)
    except StoreError as error:
        st.caption(escape_markdown(str(error)))
        return
    others = [each for each in found if each.id != own]
    for each in others[:MOST_FOUND]:
        st.button(
            _label(each, others),
            key=f"{key}-{each.id}",
            on_click=_picked,
            args=(key, then, each),
            icon=":material/person:",
        )
    if len(others) > MOST_FOUND:
        st.caption(_("There are more: type more of the name."))
    elif words.strip() and not others:
        few = len(words.strip()) < FEWEST_LETTERS
        st.caption(
            _("Type at least {fewest_letters} letters.", fewest_letters=FEWEST_LETTERS)
            if few
            else _("Nobody of that name has signed in here yet.")
        )


def _picked(key: str, then: Callable[[Known], None], person: Known) -> None:
    st.session_state[key] = ""
    then(person)


def _label(person: Known, others: Sequence[Known]) -> str:
    """A name; where two have it, also what the provider knows each by."""
    alike = sum(each.name == person.name for each in others) > 1
    return escape_markdown(f"{person.name} ({person.subject})" if alike else person.name)
