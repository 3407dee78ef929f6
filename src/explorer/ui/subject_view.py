"""Whom a manager's view is about: chosen by name, and said at the field what that means.

A manager keeps one view for each report. What was said before anybody was named becomes the
view of the first who is, unless there is one of them already.
"""

from functools import partial

import streamlit as st

from explorer.errors import StoreError
from explorer.storage import people
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.people import Known
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import people_picker, profile_session, shared_views, visitor
from explorer.ui.profile_session import ProfileSession

_BOX = "subject_box"


def choose(session: ProfileSession) -> None:
    """The field; only for a manager's view, where people sign in."""
    if session.profile.perspective != "manager" or visitor.among_people() is None:
        return
    name = session.subject.name if session.subject else ""
    label = _("About {name}", name=escape_markdown(name)) if name else _("About whom?")
    with st.popover(label, icon=":material/person:", key=_BOX, on_change="rerun") as box:
        if box.open:
            people_picker.pick("subject_name", partial(_chosen, session), _suggested(session))


def say(session: ProfileSession) -> None:
    """What it means for the one whom it is about."""
    if session.subject and session.profile.perspective == "manager":
        name = escape_markdown(session.subject.name)
        st.caption(
            _(
                "This is personal data of {name} too: they have it when they export everything about themselves, and it goes when they delete that. They read it here once you share it.",
                name=name,
            )
        )


def _suggested(session: ProfileSession) -> list[Known]:
    """Of whom there is a view already, and who shares their own."""
    database, repository = visitor.among_people(), visitor.repository_of_visitor()
    if database is None or not isinstance(repository, DatabaseRepository):
        return []
    try:
        ids = {each.subject for each in repository.listed()} - {""}
        with database.reading() as connection:
            found = people.known(connection, ids)
    except StoreError:
        return []
    sharing = {each.owner.id: each.owner for each in shared_views.received()}
    now = session.subject.id if session.subject else ""
    return sorted(
        (each for each in {**sharing, **found}.values() if each.id != now),
        key=lambda each: (each.name, each.id),
    )


def _chosen(session: ProfileSession, person: Known) -> None:
    st.session_state[_BOX] = False
    if visitor.ended():
        return
    try:
        _carry_over(session, person)
    except StoreError as error:
        session.error = str(error)
        return
    st.session_state[profile_session.SUBJECT] = person


def _carry_over(session: ProfileSession, person: Known) -> None:
    """Give what was said of nobody named to the person."""
    repository = visitor.repository_of_visitor()
    unnamed = session.subject is None and session.profile.holds_something
    if not unnamed or not isinstance(repository, DatabaseRepository):
        return
    ladder, sessions = session.profile.ladder, profile_session.sessions()
    other = sessions.get((ladder, "manager", person.id))
    if (other and other.profile.holds_something) or repository.about(person.id).read(
        ladder, "manager"
    ):
        return
    if session.kept:
        repository.name_subject(ladder, person.id)
    del sessions[session.key]
    session.subject, session.file = person, None
    sessions[session.key] = session
