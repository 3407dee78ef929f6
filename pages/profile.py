"""My profile: rate the competencies of a target level in words, and see them on the radar."""

from dataclasses import replace
from datetime import date

import streamlit as st

from explorer.files.yaml_reader import readable
from explorer.model import Level
from explorer.profiles import assessment
from explorer.profiles.assessment import Series
from explorer.render import profile_html
from explorer.render.html_parts import sheet
from explorer.render.level_text import level_name
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import (
    competency_rows,
    everything,
    evidence_view,
    layout,
    profile_session,
    radar_view,
    rating_view,
    snapshot_history,
    storage_panel,
    subject_view,
    url_sync,
    visitor,
)
from explorer.ui.url_state import ProfileUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(ProfileUrl)
session = profile_session.profile_session(ladder)
CODES = [level.code for level in ladder.levels]
SHOW, OVERVIEW = "profile_show", "overview"
VIEWS = {
    OVERVIEW: _("Overview"),
    "rate": _("One by one"),
    "evidence": _("Evidence"),
    "time": _("Over time"),
}
TARGET, CURRENT = f"target-{ladder.key}", f"current-{ladder.key}"
UNSAID = _("Not set")
ARRIVED = "profile_arrived"


def level_of(code: str) -> Level:
    return next(level for level in ladder.levels if level.code == code)


def titled(code: str) -> str:
    if code not in CODES:
        return code
    return level_name(level_of(code))


def target() -> Level:
    wanted = session.profile.target if session.profile.target in CODES else CODES[0]
    if not url.printing:
        st.session_state[TARGET] = wanted
        st.selectbox(
            _("Target"),
            CODES,
            key=TARGET,
            on_change=aim,
            width=310,
            format_func=lambda code: _("Target: {titled}", titled=titled(code)),
            label_visibility="collapsed",
        )
    return level_of(wanted)


def aim() -> None:
    profile_session.change(session, session.profile.with_target(st.session_state[TARGET]))


def current() -> None:
    """Where the person is today: both levels are rated then."""
    at = session.profile.current
    st.session_state[CURRENT] = at if at in CODES else UNSAID
    own = session.profile.perspective == "self"
    st.selectbox(
        _("Today") if own else _("Their level today"),
        [UNSAID, *CODES],
        key=CURRENT,
        on_change=stand,
        width=310,
        format_func=lambda code: (_("Today: {level}") if own else _("They are at: {level}")).format(
            level=_("not set") if code == UNSAID else titled(code)
        ),
        label_visibility="collapsed",
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
        _("Whose view"),
        list(profile_session.VIEWS),
        key=profile_session.PERSPECTIVE,
        required=True,
        default="self",
        format_func=lambda view: _(profile_session.VIEWS[view]),
        persist_state="session",
        label_visibility="collapsed",
    )


def ready() -> None:
    """The mark without which nothing of this view is ever shown next to the other's."""
    key = f"ready-{ladder.key}-{session.profile.perspective}"
    st.session_state[key] = bool(session.profile.ready)
    label = (
        _("Done: ready to be shown next to the manager's view")
        if session.profile.perspective == "self"
        else _("Done: ready to be shown next to the person's own view")
    )
    st.toggle(
        label,
        key=key,
        on_change=mark,
        args=(key,),
        disabled=not session.profile.rated,
        help=_(
            "The 1:1 page reveals the two views only once both are marked as done. Changing a rating removes the mark."
        ),
    )


def mark(key: str) -> None:
    today = date.today().isoformat() if st.session_state[key] else ""
    profile_session.change(session, session.profile.marked_ready(today))


def label() -> None:
    key = f"label-{ladder.key}"
    st.session_state[key] = session.profile.label
    st.text_input(
        _("Label for this file"),
        key=key,
        max_chars=60,
        on_change=name,
        args=(key,),
        width=320,
        help=_("Saved in the file. It need not be a name."),
    )


def about_the_file() -> None:
    """What its owner says of the file as a whole."""
    if session.profile.perspective == "manager":
        label()
    ready()


def name(key: str) -> None:
    profile_session.change(session, session.profile.with_label(readable(st.session_state[key])))


def series_of(level: Level, by_scope: bool = False) -> Series:
    axes = assessment.axes(session.profile.ratings(level.code), ladder, level, by_scope)
    own = session.profile.perspective == "self"
    return Series(_("Your ratings") if own else _("Your view as a manager"), axes)


def picture(level: Level) -> None:
    """The radar; a click on one of its rings rates."""
    series = series_of(level, scoped(level))
    said = assessment.sentence(series.axes, ladder, level)
    with st.container(key="radar"):
        if url.printing:
            radar_view.show((series,), ladder, level, said, printing=True)
        else:
            radar_view.draw(
                (series,), ladder, level, said, pick=lambda key, word: pick(level, key, word)
            )


def scoped(level: Level) -> bool:
    return bool(st.session_state.get(radar_view.BY_SCOPE)) and radar_view.can_be_by_scope(
        ladder, level
    )


def pick(level: Level, key: str, word: str) -> None:
    """A point of the rings was clicked: the word for that competency, as its buttons say it."""
    competency_rows.give(session, ladder, level, key.partition("/")[0], word)


def under_the_radar(level: Level) -> None:
    """What would make the difference, then the radar in words and as a file."""
    given = session.profile.ratings(level.code)
    series = series_of(level, scoped(level))
    gaps = assessment.gaps(given, ladder, level)
    said = assessment.sentence(series.axes, ladder, level)
    words = radar_view.in_words((series,), ladder, level, said)
    parts = [profile_html.difference(ladder, level, gaps, given)] if gaps else []
    parts.append(f"<details><summary>{_('The radar in words')}</summary>{words}</details>")
    parts.append(
        f"<details><summary>{_('What the words mean')}</summary>{profile_html.scale(ladder.scale, ladder.meeting_a_level)}</details>"
    )
    st.html(sheet(*parts))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        radar_view.by_scope(ladder, level)
        radar_view.files((series,), ladder, level)


def printed(level: Level) -> None:
    given = session.profile.ratings(level.code)
    picture(level)
    st.html(sheet(profile_html.scale(ladder.scale)))
    axes = assessment.axes(given, ladder, level)
    st.html(profile_html.on_paper(level, axes, given))
    if gaps := assessment.gaps(given, ladder, level):
        st.html(sheet(profile_html.difference(ladder, level, gaps, given)))


@st.fragment
@visitor.asked_once()
def overview(level: Level) -> None:
    """The rows and the radar: a rating draws them alone. Only where it changes what stands
    outside them, such as a message or whether anything is kept, is the page drawn anew."""
    before = outside()
    rated_here, drawn_here = st.columns([5, 6], gap="medium")
    # The radar first: it is what one looks at while rating, and is sent as soon as drawn.
    with drawn_here:
        picture(level)
    with rated_here:
        levels = now_and_next(level)
        competency_rows.show(session, ladder, levels)
        if level.competencies:
            competency_rows.set_aside(session, levels)
        storage_panel.offer(session)
    with drawn_here:
        under_the_radar(level)
    if before != drawn_outside:
        st.rerun()


def outside() -> tuple[object, ...]:
    """What the page outside the overview says of the profile."""
    return (
        visitor.ended(),
        visitor.asked(),
        session.info,
        session.error,
        session.notice,
        session.kept,
        session.waiting,
        session.before is None,
        everything.can_undo(),
        session.profile.target,
        session.profile.current,
        session.profile.holds_something,
        profile_session.unsaved(),
        profile_session.listed(),
        assessment.orphaned_entries(session.profile, ladder),
    )


def arrive() -> None:
    """The statement that the address names, put in view: a square was pressed, or a link.

    Once for each arrival: keys that come faster than the browser learns of its new address
    still bring the old one along.
    """
    if url.statement == st.session_state.get(ARRIVED, ""):
        return
    st.session_state[ARRIVED] = url.statement
    code, _, id = url.statement.partition("/")
    if id and code in CODES:
        st.session_state[rating_view.LEVEL] = code
        rating_view.go_to(ladder, level_of(code), session.profile, id)


def controls() -> Level:
    """One row: from which level to which, and whose view it is."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
        current()
        level = target()
        whose()
        subject_view.choose(session)
    subject_view.say(session)
    return level


with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title(_("My profile"), anchor=False, width="content")
    show = layout.view_switch(_("What to do"), VIEWS, SHOW, url.show, "profile", url.printing)
    with st.container(
        horizontal=True, width="content", gap="small", vertical_alignment="center", key="corner"
    ):
        if not url.printing:
            storage_panel.way_back(session)
            storage_panel.state(session, ladder, about_the_file)
        corner = st.container(width="content")
if session.profile.target not in CODES:
    session.info = session.info or (
        _(
            "Your profile's target is {target}, which this ladder does not have. Its ratings are kept; choose another target.",
            target=session.profile.target,
        )
    )
# A place of its own: what follows keeps its place, and an open popover stays open.
with st.container():
    storage_panel.messages(session)
statement = ""
drawn_outside = outside()
if url.printing:
    level = target()
    st.header(
        _("Against {level}", level=escape_markdown(level_name(level))),
        anchor=False,
    )
    if show == "evidence":
        for number, note in enumerate(session.profile.evidence):
            if note.about.level == level.code:
                evidence_view.show_note(session, level, number, note, printing=True)
    elif show == "time":
        snapshot_history.show(session, ladder, printing=True)
    else:
        printed(level)
elif show == "rate":
    arrive()
    spoken, drawn = st.columns([5, 6], gap="medium")
    with spoken:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            levels = now_and_next(target())
            level = rating_view.choose(levels)
        rating_view.show(ladder, level, levels)
    with drawn:
        if assessment.to_rate(level):
            picture(level)
        rating_view.show_squares(ladder, level, session.profile)
    in_view = f"{level.code}/{rating_view.in_view(ladder, level, session.profile)}"
    statement = url.statement if url.statement == in_view else ""
elif show == "evidence":
    evidence_view.show(session, target())
elif show == "time":
    snapshot_history.show(session, ladder)
else:
    level = controls()
    if level.draft:
        st.caption(
            _(
                "{code} is a draft. {source}",
                code=escape_markdown(level.code),
                source=escape_markdown(visible(level.source)),
            )
        )
    overview(level)
now = context.named(
    ProfileUrl(show="" if show == OVERVIEW else show, view=url.view, statement=statement)
)
with corner:
    layout.actions(context, layout.PROFILE, replace(now, statement=""))
lost = assessment.orphaned_entries(session.profile, ladder)
if lost:
    st.caption(
        _("Also in your profile, kept but not shown: ") + escape_markdown("; ".join(lost)) + "."
    )
url_sync.push_url("profile", now)
