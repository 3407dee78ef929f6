"""The card of a statement: the same over every page, whatever brought one to it.

Which card is open stands in the address (`card=sre/L4/consulting`), so that a link opens it
and the browser's Back closes it.
"""

from urllib.parse import unquote

import streamlit as st

from explorer.model import Ladder, Level, Ref, Site, Statement
from explorer.render import statement_html
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import profile_session, url_sync

_ANSWER = "topic_answer"


def show(site: Site, ladder: Ladder) -> None:
    """Draw the card that the address asks for, over the page. `ladder` is the one in view."""
    asked = st.query_params.get(url_sync.CARD, "")
    if not asked:
        return
    *key, code, id = map(unquote, ["", *asked.split("/")][-3:])
    of = site.ladder(key[0]) if key and key[0] else ladder
    found = of.find(Ref(code, id)) if of else None
    if of is None or found is None:
        st.toast(
            _(
                "There is no statement “{asked}” here (any more).",
                asked=escape_markdown(asked[:80]),
            ),
            icon=":material/search_off:",
        )
        url_sync.close_card()
        return
    _dialog(of, *found)


def _dialog(ladder: Ladder, level: Level, statement: Statement) -> None:
    competency = level.competency(statement.competency)
    name = competency.name if competency else statement.competency
    reference = statement_html.reference(ladder.key, level.code, statement.id)

    @st.dialog(
        escape_markdown(f"{level.code} · {name}"), width="medium", on_dismiss=url_sync.close_card
    )
    def card() -> None:
        st.html(statement_html.card(ladder, level, statement, url_sync.card_address(reference)))
        topic_button(ladder, Ref(level.code, statement.id), "card")

    card()


def topic_button(ladder: Ladder, topic: Ref, place: str) -> None:
    """Put a statement on the conversation list, or take it off again: the one way to do it.

    `place` tells buttons for the same statement on one page apart.
    """
    session = profile_session.profile_session(ladder)
    listed = topic in session.profile.conversation
    if said := st.session_state.pop(_ANSWER, ""):
        st.toast(said, icon=":material/forum:")
    st.button(
        _("On the list · undo") if listed else _("Talk about it"),
        key=f"topic-{place}-{ladder.key}-{topic}",
        icon=":material/check:" if listed else ":material/forum:",
        on_click=_toggle,
        args=(ladder, topic),
        type="tertiary" if listed else "secondary",
    )


def _toggle(ladder: Ladder, topic: Ref) -> None:
    session = profile_session.profile_session(ladder)
    if topic in session.profile.conversation:
        profile_session.change(session, session.profile.without_topic(topic))
        said, session.error = session.error or _("It is off your list."), ""
    else:
        said = profile_session.talk_about(session, topic)
    # In a fragment's callback a toast would take the place of the page's first element.
    st.session_state[_ANSWER] = said
