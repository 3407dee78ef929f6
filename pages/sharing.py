"""Sharing: what is shared with me, what I share, and everything about me."""

from collections.abc import Sequence

import streamlit as st

from explorer.model import Level
from explorer.profiles import assessment
from explorer.profiles.assessment import Axis, Series
from explorer.profiles.profile import Profile
from explorer.profiles.renamed_ids import following
from explorer.render import profile_html
from explorer.storage.sharing import Share
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import day
from explorer.text.translation import gettext as _
from explorer.ui import (
    everything,
    evidence_view,
    layout,
    radar_view,
    shared_views,
    sharing_view,
    url_sync,
    visitor,
)
from explorer.ui.url_state import OneToOneUrl, SharingUrl

context = layout.page_context()
url = url_sync.read(SharingUrl)
SHOW, VIEWS_OF = "sharing_show", "views"
VIEWS = {VIEWS_OF: _("Views"), layout.EVERYTHING: _("Everything about me")}


def said(share: Share) -> str:
    view = _("own view") if share.view.by == "self" else _("view of you as a manager")
    return f"{escape_markdown(share.owner.name)}: {view}"


def opened(id: str) -> None:
    """A view that is shared, to read."""
    found = shared_views.read(id)
    if not url.printing:
        layout.link(layout.SHARING, _("All views"), SharingUrl(), icon=":material/arrow_back:")
    if isinstance(found, str):
        st.info(escape_markdown(found), icon=":material/visibility_off:")
        return
    share, profile = found
    st.header(said(share), anchor=False)
    ladder = context.site.ladder(share.view.ladder)
    level = ladder.level(profile.target) if ladder else None
    if ladder is None or level is None:
        st.info(
            _(
                "It is against {target} of the ladder {named}, which is not here (any more).",
                target=escape_markdown(profile.target),
                named=sharing_view.named(context.site, share.view.ladder),
            )
        )
        return
    done = (
        _("marked as done on {ready}", ready=day(profile.ready))
        if profile.ready
        else _("not marked as done yet")
    )
    st.caption(
        _(
            "{named}, against {code} · {done} · to read",
            named=sharing_view.named(context.site, share.view.ladder),
            code=escape_markdown(level.code),
            done=escape_markdown(done),
        )
    )
    if not url.printing:
        both = OneToOneUrl(ladder=ladder.key, show="both")
        layout.link(layout.ONE_TO_ONE, _("Both views"), both, icon=":material/compare:")
    read(share, following(profile, ladder), level)


def read(share: Share, profile: Profile, level: Level) -> None:
    ladder = context.site.ladder(share.view.ladder)
    assert ladder  # noqa: S101 - the level is of it
    axes = assessment.axes(profile.ratings(level.code), ladder, level)
    series = (Series(share.owner.name, axes),)
    said = assessment.sentence(axes, ladder, level)
    if url.printing:
        # On paper one below the other: the picture first, which else would begin a page.
        radar_view.draw(series, ladder, level, said, printing=True)
        in_words(profile, level, axes)
        return
    words, drawn = st.columns([5, 6], gap="large")
    with drawn:
        radar_view.show(series, ladder, level, said)
    with words:
        in_words(profile, level, axes)


def in_words(profile: Profile, level: Level, axes: Sequence[Axis]) -> None:
    st.html(profile_html.to_read(level, axes, profile.ratings(level.code)))
    notes = [note for note in profile.evidence if note.about.level == level.code]
    if notes:
        st.subheader(_("Evidence"), anchor=False)
    for note in notes:
        evidence_view.read_note(level, note)


def page() -> None:
    database = visitor.among_people()
    if database is None:
        st.markdown(_("Sharing is for people who sign in."))
    elif url.share:
        opened(url.share)
    elif show == layout.EVERYTHING:
        everything.show()
    else:
        sharing_view.show(database, context.site)


with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title(_("Sharing"), anchor=False, width="content")
    show = VIEWS_OF
    if visitor.among_people() and not url.share:
        show = layout.view_switch(_("What to do"), VIEWS, SHOW, url.show, "sharing", url.printing)
    now = context.named(
        SharingUrl(show="" if show == VIEWS_OF else show, view=url.view, share=url.share)
    )
    layout.actions(context, layout.SHARING, now)
page()
url_sync.push_url("sharing", now)
