"""What a visitor sees when a page fails: a sentence and a way on, never a traceback."""

import logging

import streamlit as st

from explorer.text.translation import gettext as _

_LOG = logging.getLogger("explorer")


def log(error: Exception, what: str) -> None:
    """Log what failed, without any of a visitor's words."""
    where = error.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    code = where.tb_frame.f_code if where else None
    place = f"{code.co_filename}:{where.tb_lineno}" if code and where else "an unknown place"
    # The message of an exception may quote what somebody typed; its kind and place do not.
    _LOG.error("%s failed: %s at %s", what, type(error).__name__, place)


def on_script_error(error: Exception) -> bool:
    """Log what failed; show that something did."""
    log(error, "A page")
    st.error(
        _(
            "This page could not be drawn. Reload it; if that does not help, tell whoever runs this app what you were looking at."
        ),
        icon=":material/error:",
    )
    return True
