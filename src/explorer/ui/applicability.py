"""Saying that something does not apply here, with a reason: neither rated nor a gap.

What a level expects may be about work that a team does not have ("no on-call in my team").
The reason is asked for where it is said, in a box that closes once it is.
"""

from collections.abc import Callable

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.profiles.profile import MAX_REASON
from explorer.text.translation import gettext as _

SetAside = Callable[[str], None]
"""Takes the reason, which may be empty."""


def ask(label: str, key: str, about: str, choose: Callable[[], SetAside]) -> None:
    """A box to set something aside in. `about` is what it is about, for the field of the
    reason; `choose` draws what can be chosen in the box, and gives what is to be done."""
    box = st.popover(label, type="tertiary", on_change="rerun", key=key)
    if not box.open:
        return
    with box:
        field = f"{key}-reason-{about}"
        set_aside = choose()
        st.text_input(
            _("Why, in a few words"),
            key=field,
            placeholder=_("no on-call in my team"),
            max_chars=MAX_REASON,
        )
        st.button(
            _("Set it aside"),
            type="primary",
            key=f"{key}-set",
            on_click=_set_aside,
            args=(key, field, set_aside),
        )


def _set_aside(key: str, field: str, set_aside: SetAside) -> None:
    set_aside(readable(st.session_state[field].strip()))
    st.session_state[key] = False
