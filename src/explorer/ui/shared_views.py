"""Views that others share with the visitor, read for as long as they are shared.

A view is asked for at each run, so that what was taken back is gone at the next click; that it
was opened is written down once in a visit.
"""

from collections.abc import Sequence

import streamlit as st

from explorer.errors import StoreError
from explorer.profiles.profile import Profile
from explorer.storage import sharing
from explorer.storage.repository import Kept
from explorer.storage.sharing import Share
from explorer.text.translation import gettext as _
from explorer.ui import visitor

_READ = "shared_views_read"


def received(ladder: str | None = None) -> Sequence[Share]:
    """What is shared with the visitor, of one ladder or of all; nothing while the database does
    not answer."""
    database = visitor.among_people()
    if database is None:
        return ()
    try:
        found = sharing.received(database, visitor.actor())
    except StoreError:
        return ()
    return [each for each in found if ladder in (None, each.view.ladder)]


def read(id: str) -> tuple[Share, Profile] | str:
    """A shared view, or the sentence that says why it is not there."""
    database = visitor.among_people()
    if database is None:
        return _("Sign in to open what is shared with you.")
    kept: dict[str, Kept] = st.session_state.setdefault(_READ, {})
    known = kept.get(id)
    try:
        share, found = sharing.opened(database, visitor.actor(), id, known, first=known is None)
    except StoreError as error:
        kept.pop(id, None)
        return str(error)
    kept[id] = found
    return share, found.profile


def unread() -> int:
    """How much there is on the page Sharing that the visitor has not seen."""
    database = visitor.among_people()
    if database is None:
        return 0
    try:
        return sharing.unread(database, visitor.actor())
    except StoreError:
        return 0
