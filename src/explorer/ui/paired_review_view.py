"""Two people's files on one screen: taken in apart, laid open only together.

What is taken in stays in the visit's memory. Nothing of one view is drawn before the
other is there and both are marked as ready (`paired_review` decides that, not the page).
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from explorer.files.paths import printable_name
from explorer.model import Ladder, Ref
from explorer.problems import quoted
from explorer.profiles.assessment import sentence_of_two
from explorer.profiles.paired_review import MANAGER, OWN, PairedReview, RatedRow, pair_reviews
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import parse
from explorer.render.html_parts import sheet
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.inline_markdown import to_html
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import layout, profile_session, radar_view
from explorer.ui.profile_session import ProfileSession

_SLOTS: dict[Perspective, str] = {"self": OWN, "manager": MANAGER}
_FILES: dict[Perspective, str] = {
    "self": "The file with their own view",
    "manager": "The file with the manager's view",
}
_MINE: dict[Perspective, str] = {"self": "Use my own view", "manager": "Use my view as a manager"}


def opened(ladder: Ladder) -> PairedReview | str:
    """Both views of this visit laid open, or the sentence that says why they are not."""
    views = _views(ladder)
    return pair_reviews(views.get("self"), views.get("manager"), ladder)


def both_agreed(ladder: Ladder) -> PairedReview | None:
    """Both views, where both people agreed to show their words in the 1:1."""
    found = opened(ladder)
    agreed = all(st.session_state.get(_agreed(by, ladder)) for by in _SLOTS)
    return found if agreed and isinstance(found, PairedReview) else None


def _agreed(by: Perspective, ladder: Ladder) -> str:
    return f"agreed-{by}-{ladder.key}"


def _views(ladder: Ladder) -> dict[Perspective, Profile]:
    views: dict[str, dict[Perspective, Profile]] = st.session_state.setdefault(
        profile_session.BOTH, {}
    )
    return views.setdefault(ladder.key, {})


def _put(ladder: Ladder, by: Perspective, view: Profile | None) -> None:
    """Fill one of the two places, or empty it. Who agreed did so to the views that were
    there: to another one they are asked again."""
    views = _views(ladder)
    views.pop(by, None)
    if view:
        views[by] = view
    for voice in _SLOTS:
        st.session_state[_agreed(voice, ladder)] = False


def show(ladder: Ladder) -> None:
    """The two places for files, and what is laid open once both are filled."""
    st.markdown(
        "Each of you rates on your own, marks the view as done and brings it as a file. Both files stay in this visit's memory only, until you close or reload the page."
    )
    own, manager = st.columns(2, gap="medium")
    with own:
        _slot(ladder, "self")
    with manager:
        _slot(ladder, "manager")
    found = opened(ladder)
    if isinstance(found, str):
        st.info(escape_markdown(found), icon=":material/visibility_off:")
        return
    _laid_open(ladder, profile_session.profile_session(ladder), found)


# -- taking them in --------------------------------------------------------------------


def _slot(ladder: Ladder, by: Perspective) -> None:
    views = _views(ladder)
    with st.container(border=True, key=f"slot-{by}"):
        st.markdown(f"**{_SLOTS[by]}**")
        wrong = st.session_state.pop(f"wrong-{by}", "")
        if wrong:
            st.warning(escape_markdown(wrong), icon=":material/warning:")
        if by in views:
            label = f" · {escape_markdown(views[by].label)}" if views[by].label else ""
            mark = "marked as done" if views[by].ready else "not marked as done"
            st.markdown(f"Loaded, {mark}{label}.")
            st.button(
                "Remove",
                key=f"slot_clear-{by}",
                on_click=_put,
                args=(ladder, by, None),
                icon=":material/close:",
                type="tertiary",
            )
            return
        number = st.session_state.get(f"slots-{by}", 0)
        st.file_uploader(
            _FILES[by],
            type=["yaml", "yml"],
            max_upload_size=FILE_MEGABYTES,
            key=f"slot_file-{by}-{number}",
            on_change=_take,
            args=(ladder, by, number),
        )
        mine = profile_session.profile_session(ladder, by).profile
        if mine.rated:
            st.button(
                _MINE[by],
                key=f"slot_mine-{by}",
                on_click=_put,
                args=(ladder, by, mine),
                icon=":material/person:",
                type="tertiary",
            )


def _take(ladder: Ladder, by: Perspective, number: int) -> None:
    file = st.session_state.get(f"slot_file-{by}-{number}")
    if file is None:
        return
    # A new number empties the uploader, so that the same file can be opened again.
    st.session_state[f"slots-{by}"] = number + 1
    profile, wrong = _read(printable_name(file.name), file.getvalue(), ladder, by)
    if profile:
        _put(ladder, by, profile)
    else:
        st.session_state[f"wrong-{by}"] = wrong


def _read(name: str, raw: bytes, ladder: Ladder, by: Perspective) -> tuple[Profile | None, str]:
    """The view in a file, or the message that says why it was not opened."""
    short = quoted(name.replace("\\", "/").rpartition("/")[2][:80])
    profile, problems = parse(raw, "file")
    if profile is None:
        return None, f"{short} was not opened: line {problems[0].line}, {problems[0].sentence}."
    if profile.ladder != ladder.key:
        other = quoted(profile.ladder_name or profile.ladder)
        return (
            None,
            f"{short} was not opened: it is for the ladder {other}, and this is {quoted(ladder.name)}.",
        )
    if profile.perspective != by:
        return (
            None,
            f"{short} was not opened: it is the {_SLOTS[profile.perspective].lower()}. Upload it in the other box.",
        )
    return profile, ""


# -- laid open -------------------------------------------------------------------------


def _laid_open(ladder: Ladder, session: ProfileSession, found: PairedReview) -> None:
    with st.container(horizontal=True, key="agreed"):
        st.toggle(
            "I agree to show my ratings in the 1:1",
            key=_agreed("self", ladder),
            persist_state="session",
            help="For the person whose profile this is.",
        )
        st.toggle(
            "As the manager, I agree too", key=_agreed("manager", ladder), persist_state="session"
        )
    told, drawn = st.columns(2, gap="large")
    with drawn:
        scoped = radar_view.by_scope(ladder, found.level)
        series = found.series(ladder, scoped)
        radar_view.show(series, ladder, found.level, sentence_of_two(*series, ladder, found.level))
    with told:
        st.header("You see it differently", anchor=False)
        if not found.differ:
            st.caption("Nothing: wherever both of you gave a rating, it is the same.")
        with st.container(gap=None):
            for number, row in enumerate(found.differ):
                _difference(session, found, number, row)
        _rows("Does not apply, says one of you", found.not_applicable)
        _rows("Only one of you gave a rating", found.alone)
        _rows("You see it the same way", found.alike)


def _difference(session: ProfileSession, found: PairedReview, number: int, row: RatedRow) -> None:
    """One statement that is seen differently: both words, and the way to talk about it."""
    with layout.row(f"differ-{number}"):
        st.html(sheet(_said(row)), width="stretch")
        if row.statement is None:
            return
        topic = Ref(found.level.code, row.statement.id)
        if topic in session.profile.conversation:
            st.caption("On the list", width="content")
        else:
            st.button(
                "Talk about it",
                key=f"differ_talk-{number}",
                on_click=_talk,
                args=(session, topic),
                icon=":material/forum:",
                type="tertiary",
            )


def _talk(session: ProfileSession, topic: Ref) -> None:
    profile_session.talk_about(session, topic)


def _rows(title: str, rows: Sequence[RatedRow]) -> None:
    if rows:
        with st.expander(f"{title} ({len(rows)})", key=f"rows-{title}"):
            st.html(sheet(*map(_said, rows)))


def _said(row: RatedRow) -> str:
    what = to_html(row.statement.text) if row.statement else "as a whole"
    return (
        f'<div class="said"><p><span class="quiet">{escape(row.competency.name)}</span><br>{what}</p>'
        f"{words(*row.texts)}</div>"
    )


def words(own: str | None, manager: str | None) -> str:
    """Two people's words, beside each other and in the same size: nobody is right."""
    return (
        f'<dl class="words"><div><dt>{OWN}</dt><dd>{escape(own or "not rated")}</dd></div>'
        f"<div><dt>{MANAGER}</dt><dd>{escape(manager or 'not rated')}</dd></div></dl>"
    )
