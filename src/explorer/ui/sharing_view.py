"""The parts of the page Sharing: what is shared with the visitor, what they share, and what
managers keep of them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from explorer.errors import StoreError
from explorer.model import Site
from explorer.profiles.profile import Perspective
from explorer.storage import sharing
from explorer.storage.database import Database
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.people import Known
from explorer.storage.sharing import Notice, Share, ViewOfMe
from explorer.storage.views import View
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_, day
from explorer.text.translation import gettext as _
from explorer.ui import layout, people_picker, visitor
from explorer.ui.url_state import ProfileUrl, SharingUrl

_WRONG = "sharing_wrong"
_WHOSE: dict[Perspective, str] = {"self": N_("own view"), "manager": N_("view of you")}


def show(database: Database, site: Site) -> None:
    """All of it; while the database does not answer, a sentence."""
    if wrong := st.session_state.pop(_WRONG, ""):
        st.warning(escape_markdown(wrong), icon=":material/warning:")
    actor = visitor.actor()
    try:
        for notice in sharing.notices(database, actor):
            _notice(database, notice, site)
        _with_me(sharing.received(database, actor), site)
        _of_mine(database, sharing.given(database, actor), site)
        _of_me([each for each in sharing.of_me(database, actor) if not each.shared], site)
    except StoreError as error:
        st.warning(escape_markdown(str(error)), icon=":material/warning:")


def named(site: Site, ladder: str) -> str:
    """A ladder's name; its key where it is gone. Markdown."""
    found = site.ladder(ladder)
    return escape_markdown(found.name if found else ladder)


def _notice(database: Database, notice: Notice, site: Site) -> None:
    with layout.row(f"notice-{notice.id}"):
        st.info(
            _(
                "A view of yours as a manager is gone ({named}, last saved on {saved_on}): the person it was about had everything about them deleted.",
                named=named(site, notice.ladder),
                saved_on=day(notice.saved_on),
            ),
            icon=":material/info:",
        )
        st.button(
            _("Got it"),
            key=f"dismiss-{notice.id}",
            on_click=_tried,
            args=(partial(sharing.dismiss, database, visitor.actor(), notice.id),),
            type="tertiary",
        )


def _with_me(shares: Sequence[Share], site: Site) -> None:
    st.header(_("Shared with me"), anchor=False)
    if not shares:
        st.caption(_("Nothing yet."))
    for each in shares:
        with layout.row(f"with_me-{each.id}"):
            new = "" if each.opened_on else _(" :blue-badge[new]")
            st.markdown(
                f"**{escape_markdown(each.owner.name)}**: {_(_WHOSE[each.view.by])} · "
                f"{named(site, each.view.ladder)}{new}"
            )
            layout.link(layout.SHARING, _("Open"), SharingUrl(share=each.id))


def _of_mine(database: Database, shares: Sequence[Share], site: Site) -> None:
    st.header(_("My views"), anchor=False)
    repository = visitor.repository_of_visitor()
    views = repository.listed() if isinstance(repository, DatabaseRepository) else []
    if not views:
        with layout.row("nothing_kept"):
            st.caption(_("Only what is kept can be shared, and nothing of yours is kept yet."))
            layout.link(layout.PROFILE, _("My profile"), ProfileUrl())
    owner = visitor.actor().id or ""
    for each in sorted(views, key=lambda view: (view.perspective != "self", view.ladder)):
        view = View(owner, each.ladder, each.perspective, each.subject)
        _mine(database, view, [one for one in shares if one.view == view], site)


def _mine(database: Database, view: View, shares: Sequence[Share], site: Site) -> None:
    subject = sharing.person(database, view.subject)
    with st.container(border=True, key=f"mine-{view.by}-{view.ladder}-{view.subject}"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(
                f"**{_title(view, subject)}** · {named(site, view.ladder)}", width="content"
            )
            _share(database, view, subject, shares)
        if not shares:
            st.caption(_("Seen by you alone."))
        for each in shares:
            with layout.row(f"share-{each.id}"):
                opened = (
                    _("opened on {opened_on}", opened_on=day(each.opened_on))
                    if each.opened_on
                    else _("not opened yet")
                )
                st.markdown(
                    _(
                        ":material/visibility: {name} · since {shared_on}, {opened}",
                        name=escape_markdown(each.reader.name),
                        shared_on=day(each.shared_on),
                        opened=opened,
                    )
                )
                st.button(
                    _("Stop sharing"),
                    key=f"stop-{each.id}",
                    on_click=_tried,
                    args=(partial(sharing.stop, database, visitor.actor(), each.id),),
                    type="tertiary",
                    icon=":material/close:",
                )


def _title(view: View, subject: Known | None) -> str:
    if view.by == "self":
        return _("My own view")
    return _(
        "My view of {value}",
        value=escape_markdown(subject.name) if subject else _("somebody not named"),
    )


def _share(database: Database, view: View, subject: Known | None, shares: Sequence[Share]) -> None:
    """The way to share: one's own view with anybody, a manager's with whom it is about."""
    if view.by == "manager":
        if subject and not shares:
            st.button(
                _("Share with {name}", name=escape_markdown(subject.name)),
                key=f"share-{view.ladder}-{view.subject}",
                on_click=_with,
                args=(database, view, subject),
            )
        return
    with st.popover(_("Share with …"), key=f"share-{view.ladder}", on_change="rerun") as box:
        if box.open:
            st.caption(_("They read your ratings and evidence, and change nothing."))
            people_picker.pick(f"share_with-{view.ladder}", partial(_with, database, view))


def _with(database: Database, view: View, reader: Known) -> None:
    st.session_state[f"share-{view.ladder}"] = False
    _tried(partial(sharing.share, database, visitor.actor(), view, reader.id))


def _tried(do: "partial[None]") -> None:
    """Do it; what stands in the way is said above. After a session ended nothing is done: the
    page says so itself."""
    if visitor.ended():
        return
    try:
        do()
    except StoreError as error:
        st.session_state[_WRONG] = str(error)


def _of_me(views: Sequence[ViewOfMe], site: Site) -> None:
    if not views:
        return
    st.header(_("Kept of me"), anchor=False)
    for each in views:
        st.markdown(
            _(
                "**{name}** keeps a view of you as a manager · {named}, last saved on {saved_on}, not shared with you",
                name=escape_markdown(each.owner.name),
                named=named(site, each.view.ladder),
                saved_on=day(each.saved_on),
            )
        )
    st.caption(_("It is your personal data: you have it when you export everything about you."))
