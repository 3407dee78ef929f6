"""My profile: rate the competencies of a target level in words, and see them on the radar."""

from datetime import date

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.model import Competency, Level, Ref
from explorer.profiles import assessment
from explorer.profiles.assessment import Series
from explorer.profiles.profile import Profile
from explorer.render import level_html
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.plurals import count
from explorer.ui import (
    evidence_view,
    layout,
    profile_session,
    radar_view,
    snapshot_history,
    storage_panel,
    url_sync,
)
from explorer.ui import rating_view as rating_flow
from explorer.ui.url_state import LevelsUrl, ProfileUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(ProfileUrl)
personal = context.settings.personal
session = profile_session.profile_session(ladder, personal)
WORDS = ladder.scale.words
CODES = [level.code for level in ladder.levels]
SHOW, OVERVIEW = "profile_show", "overview"
VIEWS = {
    OVERVIEW: "Overview",
    "rate": "Rate one by one",
    "evidence": "Evidence",
    "time": "Over time",
}
TARGET, CURRENT = f"target-{ladder.key}", f"current-{ladder.key}"
UNSAID = "Not set"


def level_of(code: str) -> Level:
    return next(level for level in ladder.levels if level.code == code)


def titled(code: str) -> str:
    if code not in CODES:
        return code
    return f"{level_code(level_of(code))} · {level_of(code).title}"


def target() -> Level:
    wanted = session.profile.target if session.profile.target in CODES else CODES[0]
    if not url.printing:
        st.session_state[TARGET] = wanted
        st.selectbox("Target", CODES, key=TARGET, on_change=aim, width=320, format_func=titled)
    return level_of(wanted)


def aim() -> None:
    profile_session.change(session, session.profile.with_target(st.session_state[TARGET]))


def current() -> None:
    """Where the person is today: both levels are rated then."""
    at = session.profile.current
    st.session_state[CURRENT] = at if at in CODES else UNSAID
    st.selectbox(
        "Today" if session.profile.perspective == "self" else "Their level today",
        [UNSAID, *CODES],
        key=CURRENT,
        on_change=stand,
        width=320,
        format_func=titled,
    )


def stand() -> None:
    code = st.session_state[CURRENT]
    profile_session.change(session, session.profile.with_current("" if code == UNSAID else code))


def now_and_next(level: Level) -> list[Level]:
    """The levels that are rated here: the target, and the current one where it is another."""
    at = ladder.level(session.profile.current)
    return [at, level] if at and at.code != level.code else [level]


def whose() -> None:
    """Which of two views this is: one's own, or one's view as a manager."""
    st.segmented_control(
        "Whose view",
        list(profile_session.VIEWS),
        key=profile_session.PERSPECTIVE,
        required=True,
        default="self",
        format_func=profile_session.VIEWS.__getitem__,
        persist_state="session",
        label_visibility="collapsed",
    )


def ready() -> None:
    """The mark without which nothing of this view is ever laid beside the other's."""
    key = f"ready-{ladder.key}-{session.profile.perspective}"
    st.session_state[key] = bool(session.profile.ready)
    other = "manager's" if session.profile.perspective == "self" else "person's own"
    st.toggle(
        f"Done: ready to be shown next to the {other} view",
        key=key,
        on_change=mark,
        args=(key,),
        disabled=not session.profile.rated,
        help="The 1:1 page reveals the two views only once both are marked as done. Changing a rating removes the mark.",
    )


def mark(key: str) -> None:
    today = date.today().isoformat() if st.session_state[key] else ""
    profile_session.change(session, session.profile.marked_ready(today))


def label() -> None:
    key = f"label-{ladder.key}"
    st.session_state[key] = session.profile.label
    st.text_input(
        "Label for this file",
        key=key,
        max_chars=60,
        on_change=name,
        args=(key,),
        width=320,
        help="Saved in the file. It need not be a name.",
    )


def name(key: str) -> None:
    profile_session.change(session, session.profile.with_label(readable(st.session_state[key])))


def rate(code: str, competency: str, key: str) -> None:
    word = st.session_state[key]
    profile_session.change(
        session, session.profile.with_rating(code, competency, word if word in WORDS else None)
    )


def what_the_words_mean() -> None:
    lines = [
        f"- **{escape_markdown(term.name)}**: {escape_markdown(term.meaning)}"
        for term in ladder.scale.definitions
    ]
    st.markdown("\n".join(lines))


def ratings(level: Level) -> None:
    """Each competency with a quick word for each level that is rated, and what it expects."""
    rated = now_and_next(level)
    for competency in level.competencies:
        with st.container(key=f"competency-{competency.key}"):
            st.header(
                f"{escape_markdown(competency.icon)} {escape_markdown(competency.name)}".strip(),
                anchor=False,
            )
            for each in rated:
                part = each.competency(competency.key)
                if part:
                    rating(each, part, several=len(rated) > 1)
            st.html(level_html.expectations(competency, folded=not url.printing))


def rating(level: Level, competency: Competency, several: bool) -> None:
    given = session.profile.ratings(level.code)
    axes = assessment.axes(given, ladder, level)
    axis = next(axis for axis in axes if axis.key == competency.key)
    against = f" against {level.code}" if several else ""
    if url.printing:
        st.markdown(
            f"{escape_markdown('Rated' + against)}: **{escape_markdown(axis.word or 'not rated')}**"
        )
        return
    if several:
        st.caption(f"**{escape_markdown(titled(level.code))}**")
    if axis.rated:
        st.caption(f"This is {escape_markdown(axis.detail)}.")
    key = f"rating-{ladder.key}-{level.code}-{competency.key}"
    word = given.competencies.get(competency.key)
    st.session_state[key] = word if word in WORDS else None
    st.segmented_control(
        f"Rating of {escape_markdown(competency.name + against)}",
        WORDS,
        key=key,
        on_change=rate,
        format_func=escape_markdown,
        args=(level.code, competency.key, key),
        label_visibility="collapsed",
    )


def picture(level: Level) -> None:
    scoped = radar_view.by_scope(ladder, level, url.printing)
    axes = assessment.axes(session.profile.ratings(level.code), ladder, level, scoped)
    series = Series(voiced(session.profile), axes)
    with st.container(key="radar"):
        radar_view.show(
            (series,), ladder, level, assessment.sentence(axes, ladder, level), url.printing
        )


def voiced(profile: Profile) -> str:
    return "Your ratings" if profile.perspective == "self" else "Your view as a manager"


def difference(level: Level) -> None:
    """What is under the expectation, in the ladder's order, with ways to go on from it."""
    found = assessment.gaps(session.profile.ratings(level.code), ladder, level)
    if not found:
        return
    st.header("What would make the difference", anchor=False)
    for gap in found:
        shown = f": {escape_markdown(gap.word)}" if gap.word else ""
        st.markdown(f"**{escape_markdown(gap.competency.name)}**{shown}")
        with st.container(key=f"links_gap-{gap.competency.key}", gap=None):
            for statement, word in gap.short:
                address = context.named(LevelsUrl(level=level.code, statement=statement.id))
                words = f"{escape_markdown(visible(statement.text))} · *{escape_markdown(word)}*"
                with layout.row(f"gap-{statement.id}"):
                    layout.link(layout.LEVELS, words, address, width="stretch")
                    topic = Ref(level.code, statement.id)
                    if not url.printing and topic not in session.profile.conversation:
                        st.button(
                            "Talk about it",
                            key=f"talk-{topic}",
                            on_click=talk_about,
                            args=(topic,),
                            icon=":material/forum:",
                            type="tertiary",
                        )
        if not gap.short:
            st.caption("Rate its statements one by one to see which ones matter.")
        elif gap.open:
            st.caption(f"{count(gap.open, 'more statement')} of it not rated yet.")


def talk_about(topic: Ref) -> None:
    session.info = profile_session.talk_about(session, topic)


def overview(level: Level) -> None:
    rated_here, drawn_here = st.columns(2, gap="large")
    with rated_here:
        ratings(level)
        with st.expander("What the words mean", key="words"):
            what_the_words_mean()
    with drawn_here:
        picture(level)
    difference(level)


with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title("My profile", anchor=False, width="content")
    show = layout.view_switch("What to do", VIEWS, SHOW, url.show, "profile", url.printing)
    now = context.named(ProfileUrl(show="" if show == OVERVIEW else show, view=url.view))
    layout.actions(context, layout.PROFILE, now)
if show == OVERVIEW:
    st.markdown(
        "Rate where you stand, as a basis for conversation."
        if session.profile.perspective == "self"
        else "Rate how you see somebody, as a basis for a conversation with them."
    )
    if ladder.meeting_a_level:
        st.caption(escape_markdown(visible(ladder.meeting_a_level)))
if session.profile.target not in CODES:
    session.info = session.info or (
        f"Your profile's target is {session.profile.target}, which this ladder does not have. Its ratings are kept; choose another target."
    )
# A place of its own: what follows keeps its place, and an open popover stays open.
with st.container():
    storage_panel.messages(session)
if url.printing:
    level = target()
    st.header(
        f"Against {escape_markdown(level_code(level))} · {escape_markdown(level.title)}",
        anchor=False,
    )
    if show == "evidence":
        for number, note in enumerate(session.profile.evidence):
            if note.about.level == level.code:
                evidence_view.show_note(session, level, number, note, printing=True)
    elif show == "time":
        snapshot_history.show(session, ladder, printing=True)
    else:
        picture(level)
        what_the_words_mean()
        ratings(level)
        difference(level)
elif show == "rate":
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        levels = now_and_next(target())
        level = rating_flow.choose(levels)
    rating_flow.show(ladder, level, levels, personal, picture)
    storage_panel.in_short(session, personal)
elif show == "evidence":
    level = target()
    evidence_view.show(session, level)
    storage_panel.in_short(session, personal)
elif show == "time":
    snapshot_history.show(session, ladder)
    storage_panel.in_short(session, personal)
else:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        whose()
        level = target()
        current()
        if session.profile.perspective == "manager":
            label()
    if level.draft:
        st.caption(
            f"{escape_markdown(level.code)} is a draft. {escape_markdown(visible(level.source))}"
        )
    storage_panel.show(session, ladder, personal, ready)
    overview(level)
lost = assessment.orphaned_entries(session.profile, ladder)
if lost:
    st.caption(
        "Also in your profile, kept but not shown: " + escape_markdown("; ".join(lost)) + "."
    )
url_sync.push_url("profile", now)
