"""The download button: the one way in which a file leaves a page.

The file is made when the button is pressed, and lies at a random address for one taking
(`single_use_storage`). `st.download_button` with ready data would expose it at each rerun
instead, which is why no other module uses it.
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from explorer.text.translation import gettext as _
from explorer.text.translation import speaking, spoken
from explorer.ui import script_errors


def popover(label: str, key: str) -> PopoverContainer:
    """Where a page offers several files; while it is not `open`, nothing is drawn in it.

    Each button costs a run 1 ms and the browser 4, and hardly anybody opens it.
    """
    return st.popover(
        label, icon=":material/download:", type="tertiary", key=key, on_change="rerun"
    )


def button(
    label: str,
    data: str | bytes | Callable[[], str | bytes],
    file_name: str,
    mime: str,
    *,
    key: str | None = None,
    icon: str | None = ":material/download:",
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    disabled: bool = False,
    help: str | None = None,
) -> None:
    """A button that gives a file; `data` as a function is called when it is pressed, outside
    of the page's run, so that it may not read `st.session_state`. It needs a `key` where its
    file's name changes with what is typed: without one it would be another button each time, and a
    press on the one before is lost."""

    tongue = spoken()

    def made() -> str | bytes:
        try:
            with speaking(tongue):
                return data() if callable(data) else data
        except Exception as error:
            script_errors.log(error, "A download")
        # Streamlit logs this one, and says on the page that there is no file.
        raise RuntimeError(_("The file could not be made."))

    st.download_button(
        label,
        made,
        file_name,
        mime,
        key=key,
        icon=icon,
        type=type,
        disabled=disabled,
        help=help,
        on_click="ignore",
    )
