"""Both views of a 1:1 without any file: one's own, kept here, and the one that is shared.

Which share is chosen is remembered; the views themselves are read at each run, so that what was
taken back is gone at the next click.
"""

import streamlit as st

from explorer.model import Ladder
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.renamed_ids import following
from explorer.storage.sharing import Share
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import profile_session, shared_views, visitor

_CHOSEN = "kept_pair"


def chosen(ladder: Ladder) -> str:
    """The number of the share that is shown next to one's own view; empty where none is."""
    found: dict[str, str] = st.session_state.get(_CHOSEN, {})
    return found.get(ladder.key, "")


def choose(ladder: Ladder, id: str) -> None:
    st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), ladder.key: id}


def forget() -> None:
    st.session_state.pop(_CHOSEN, None)


def views(ladder: Ladder) -> dict[Perspective, Profile]:
    """The views that are there; fewer than two where one is not shared (any more), or where the
    visitor said nothing yet."""
    found = shared_views.read(chosen(ladder))
    if isinstance(found, str):
        return {}
    share, theirs = found[0], following(found[1], ladder)
    if theirs.perspective == "manager":
        return {"manager": theirs, **_mine(profile_session.profile_session(ladder, "self").profile)}
    about = profile_session.profile_session(ladder, "manager", share.owner)
    return {"self": theirs, **_mine(about.profile)}


def _mine(profile: Profile) -> dict[Perspective, Profile]:
    return {profile.perspective: profile} if profile.rated else {}


def offer(ladder: Ladder) -> None:
    """A button for each view that is shared with the visitor and may stand next to theirs."""
    found = [each for each in shared_views.received(ladder.key) if _fits(each)]
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kept_pairs"):
        st.markdown(_("Shared with you:"), width="content")
        for each in found:
            st.button(
                said(each),
                key=f"kept_pair-{each.id}",
                on_click=choose,
                args=(ladder, each.id),
                icon=":material/compare:",
            )


def said(share: Share) -> str:
    """Which view it is, in a few words. Markdown."""
    name = escape_markdown(share.owner.name)
    return f"{name}: {_('own view') if share.view.by == 'self' else _('view of you')}"


def show_chosen(ladder: Ladder) -> None:
    """Which two views are shown, and the way to others."""
    found = [each for each in shared_views.received(ladder.key) if each.id == chosen(ladder)]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="slots"):
        if found:
            own = (
                _("your own view")
                if found[0].view.by == "manager"
                else _("your view as the manager")
            )
            st.markdown(
                _("**{said}** next to {own}", said=said(found[0]), own=own), width="content"
            )
        st.button(
            _("Choose others"),
            key="kept_pair_clear",
            on_click=choose,
            args=(ladder, ""),
            icon=":material/close:",
            type="tertiary",
        )


def _fits(share: Share) -> bool:
    """A view of one's own is next to that of its manager, and nobody is their own."""
    return share.view.by == "self" or share.view.subject == visitor.actor().id
