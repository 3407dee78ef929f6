"""Two people's files on one screen: uploaded apart, revealed only together.

What is uploaded stays in the visit's memory. Nothing of one view is drawn before the
other is there and both are marked as ready (`paired_review` decides that, not the page).
"""

import streamlit as st

from explorer.files.paths import printable_name
from explorer.model import Ladder
from explorer.problems import quoted
from explorer.profiles.assessment import sentence_of_two
from explorer.profiles.paired_review import MANAGER, OWN, PairedReview, pair_reviews
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import parse
from explorer.render import paired_review_html
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import kept_pair, profile_session, radar_view
from explorer.ui.profile_session import ProfileSession

_SLOTS: dict[Perspective, str] = {"self": OWN, "manager": MANAGER}
_LOWER: dict[Perspective, str] = {"self": N_("own view"), "manager": N_("manager's view")}
_FILES: dict[Perspective, str] = {
    "self": N_("The file with their own view"),
    "manager": N_("The file with the manager's view"),
}
_MINE: dict[Perspective, str] = {
    "self": N_("Use my own view"),
    "manager": N_("Use my view as a manager"),
}


def revealed(ladder: Ladder) -> PairedReview | str:
    """Both views of this visit revealed, or the sentence that says why they are not."""
    views = kept_pair.views(ladder) if kept_pair.chosen(ladder) else _views(ladder)
    return pair_reviews(views.get("self"), views.get("manager"), ladder)


def both_agreed(ladder: Ladder) -> PairedReview | None:
    """Both views, where both people agreed to show their words in the 1:1."""
    found = revealed(ladder)
    agreed = all(st.session_state.get(_agreed(by, ladder)) for by in _SLOTS)
    return found if agreed and isinstance(found, PairedReview) else None


def _agreed(by: Perspective, ladder: Ladder) -> str:
    # Who agreed did so to the views that were there.
    pair = kept_pair.chosen(ladder)
    return f"agreed-{by}-{ladder.key}{f'-{pair}' if pair else ''}"


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


def ask_to_show(ladder: Ladder) -> None:
    """Where both views are revealed: whether both words may be seen while presenting."""
    if not isinstance(revealed(ladder), PairedReview):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="agreed"):
        st.markdown(_("Show both words while presenting?"), width="content")
        st.toggle(
            _("Yes, show my own view"),
            key=_agreed("self", ladder),
            persist_state="session",
            help=_("For the person whose profile this is."),
        )
        st.toggle(
            _("Yes, show my view as the manager"),
            key=_agreed("manager", ladder),
            persist_state="session",
        )


def show(ladder: Ladder) -> None:
    """The two places for files, and what is revealed once both are filled."""
    found = revealed(ladder)
    from_files = not kept_pair.chosen(ladder)
    if not from_files:
        kept_pair.show_chosen(ladder)
    if isinstance(found, PairedReview):
        if from_files:
            _filled(ladder)
        _review(ladder, profile_session.profile_session(ladder), found)
        return
    if not from_files:
        st.info(escape_markdown(found), icon=":material/visibility_off:")
        return
    kept_pair.offer(ladder)
    st.markdown(
        _(
            "Each of you rates alone, marks the view as done and uploads it here. The files stay in this visit's memory, until you close or reload the page."
        )
    )
    own, manager = st.columns(2, gap="medium")
    with own:
        _slot(ladder, "self")
    with manager:
        _slot(ladder, "manager")
    st.info(escape_markdown(found), icon=":material/visibility_off:")


# -- uploading them --------------------------------------------------------------------


def _filled(ladder: Ladder) -> None:
    """Both places in one line, once there is nothing left to do in them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="slots"):
        for by, name in ((by, _(name)) for by, name in _SLOTS.items()):
            label = _views(ladder)[by].label
            st.button(
                _(
                    "{name}{value} · change",
                    name=name,
                    value=f" ({escape_markdown(label)})" if label else "",
                ),
                key=f"slot_clear-{by}",
                on_click=_put,
                args=(ladder, by, None),
                icon=":material/check:",
                type="tertiary",
                help=_("Remove it, and upload another one."),
            )


def _slot(ladder: Ladder, by: Perspective) -> None:
    views = _views(ladder)
    with st.container(border=True, key=f"slot-{by}"):
        st.markdown(f"**{_(_SLOTS[by])}**")
        wrong = st.session_state.pop(f"wrong-{by}", "")
        if wrong:
            st.warning(escape_markdown(wrong), icon=":material/warning:")
        if by in views:
            label = f" · {escape_markdown(views[by].label)}" if views[by].label else ""
            mark = _("marked as done") if views[by].ready else _("not marked as done")
            st.markdown(_("Loaded, {mark}{label}.", mark=mark, label=label))
            st.button(
                _("Remove"),
                key=f"slot_clear-{by}",
                on_click=_put,
                args=(ladder, by, None),
                icon=":material/close:",
                type="tertiary",
            )
            return
        number = st.session_state.get(f"slots-{by}", 0)
        st.file_uploader(
            _(_FILES[by]),
            type=["yaml", "yml"],
            max_upload_size=FILE_MEGABYTES,
            key=f"slot_file-{by}-{number}",
            on_change=_take,
            args=(ladder, by, number),
        )
        mine = profile_session.profile_session(ladder, by).profile
        if mine.rated:
            st.button(
                _(_MINE[by]),
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
        return None, _(
            "{short} was not opened: line {line}, {sentence}.",
            short=short,
            line=problems[0].line,
            sentence=problems[0].sentence,
        )
    if profile.ladder != ladder.key:
        other = quoted(profile.ladder_name or profile.ladder)
        return (
            None,
            _(
                "{short} was not opened: it is for the ladder {other}, and this is {name}.",
                short=short,
                other=other,
                name=quoted(ladder.name),
            ),
        )
    if profile.perspective != by:
        return (
            None,
            _(
                "{short} was not opened: it is the {view}. Upload it in the other box.",
                short=short,
                view=_(_LOWER[profile.perspective]),
            ),
        )
    return profile, ""


# -- revealed --------------------------------------------------------------------------


def _review(ladder: Ladder, session: ProfileSession, found: PairedReview) -> None:
    told, drawn = st.columns(2, gap="large")
    with drawn:
        scoped = radar_view.by_scope(ladder, found.level)
        series = found.series(ladder, scoped)
        radar_view.show(series, ladder, found.level, sentence_of_two(*series, ladder, found.level))
    with told:
        st.html(paired_review_html.review(found, ladder.scale, session.profile.conversation))
