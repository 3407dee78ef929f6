"""The one script of the app: what Streamlit's elements cannot do.

The script is `server/explorer.js`, served by a route of ours, so that the content security
policy needs no exception. What it is told stands in escaped data attributes. This is the only
module whose HTML may carry a script (`tests/library/test_architecture.py` looks).
"""

from html import escape

import streamlit as st

from explorer.server.routes import SCRIPT_URL
from explorer.text.translation import gettext as _


def load(
    view: str,
    focus: str = "",
    unsaved: bool = False,
    ticket: str = "",
    forget: bool = False,
    room: tuple[str, bool] | None = None,
    speaking: tuple[str, str] = ("en", ""),
) -> None:
    """Load the script and tell it what is drawn.

    `view` names what the reader looks at: another one begins at its top. `focus` is the label
    of the field that gets the focus then. While `unsaved`, leaving the page asks first. With a
    `ticket` the browser is asked to hold a key, or to `forget` it (`ui/visitor.py`). While a
    `room` is in view, the page hears whether somebody looks at it; the room's ticket, where there
    is one, is what the browser is asked to hold, and the second says that it waits to be looked at.
    `speaking` is the language of the page, and the cookie that remembers it where it was chosen.
    """
    attributes = f'data-view="{escape(view)}"'
    attributes += f' data-language="{escape(speaking[0])}"'
    attributes += f' data-remember="{escape(speaking[1])}"' if speaking[1] else ""
    attributes += f' data-copied="{escape(_("Copied"))}"'
    attributes += f' data-focus="{escape(focus)}"' if focus else ""
    attributes += " data-unsaved" if unsaved else ""
    attributes += f' data-ticket="{escape(ticket)}"' if ticket else ""
    attributes += " data-forget" if forget else ""
    if room:
        attributes += f' data-room="{escape(room[0])}"' + (" data-resting" if room[1] else "")
    with st.container(key="own_script"):
        st.html(
            f'<div class="lx-state" {attributes}></div><script src="{SCRIPT_URL}"></script>',
            unsafe_allow_javascript=True,
        )
