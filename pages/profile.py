"""My profile: rate the competencies of a target level in words, and see them on the radar."""

from datetime import date

import streamlit as st

from explorer.addresses import LevelsAddress, ProfileAddress
from explorer.markup import visible
from explorer.model import Competency, Level, Ref
from explorer.profiles import standing
from explorer.profiles.profile import Profile
from explorer.profiles.standing import Series
from explorer.reading import readable
from explorer.ui import address as bar
from explorer.ui import evidence, frame, keeping, over_time, radar, sheets, whereabouts
from explorer.ui import rating as rating_flow
from explorer.ui.escaping import escaped

here = frame.enter()
ladder = here.ladder
asked = bar.read(ProfileAddress)
personal = here.settings.personal
desk = keeping.desk(ladder, personal)
WORDS = [term.name for term in ladder.ratings]
CODES = [level.code for level in ladder.levels]
SHOW, OVERVIEW = "profile_show", "overview"
WAYS = {
    OVERVIEW: "Overview",
    "rate": "Rate one by one",
    "evidence": "Evidence",
    "time": "Over time",
}
TARGET, CURRENT = f"target-{ladder.key}", f"current-{ladder.key}"
UNSAID = "Not said"


def level_of(code: str) -> Level:
    return next(level for level in ladder.levels if level.code == code)


def titled(code: str) -> str:
    if code not in CODES:
        return code
    return f"{sheets.coded(level_of(code))} · {level_of(code).title}"


def target() -> Level:
    wanted = desk.profile.target if desk.profile.target in CODES else CODES[0]
    if not asked.printing:
        st.session_state[TARGET] = wanted
        st.selectbox("Target", CODES, key=TARGET, on_change=aim, width=320, format_func=titled)
    return level_of(wanted)


def aim() -> None:
    keeping.change(desk, desk.profile.aimed(st.session_state[TARGET]))


def current() -> None:
    """Where the person is today: both levels are rated then."""
    at = desk.profile.current
    st.session_state[CURRENT] = at if at in CODES else UNSAID
    st.selectbox(
        "Today" if desk.profile.by == "self" else "Their level today",
        [UNSAID, *CODES],
        key=CURRENT,
        on_change=stand,
        width=320,
        format_func=titled,
    )


def stand() -> None:
    code = st.session_state[CURRENT]
    keeping.change(desk, desk.profile.standing_at("" if code == UNSAID else code))


def now_and_next(level: Level) -> list[Level]:
    """The levels that are rated here: the target, and the current one where it is another."""
    at = ladder.level(desk.profile.current)
    return [at, level] if at and at.code != level.code else [level]


def whose() -> None:
    """Which of two views this is: one's own, or one's view as a manager."""
    st.segmented_control(
        "Whose view",
        list(keeping.VIEWS),
        key=keeping.VOICE,
        required=True,
        default="self",
        format_func=keeping.VIEWS.__getitem__,
        persist_state="session",
        label_visibility="collapsed",
    )


def ready() -> None:
    """The mark without which nothing of this view is ever laid beside the other's."""
    key = f"ready-{ladder.key}-{desk.profile.by}"
    st.session_state[key] = bool(desk.profile.ready)
    other = "manager's" if desk.profile.by == "self" else "person's own"
    st.toggle(
        f"Done: may be laid beside the {other} view",
        key=key,
        on_change=mark,
        args=(key,),
        disabled=not desk.profile.rated,
        help="The 1:1 page opens two views only where both are marked so. "
        "Changing a rating takes the mark away.",
    )


def mark(key: str) -> None:
    today = date.today().isoformat() if st.session_state[key] else ""
    keeping.change(desk, desk.profile.marked_ready(today))


def label() -> None:
    key = f"label-{ladder.key}"
    st.session_state[key] = desk.profile.label
    st.text_input(
        "A word that tells this file from others",
        key=key,
        max_chars=60,
        on_change=name,
        args=(key,),
        width=320,
        help="It stands in the file. No name is needed.",
    )


def name(key: str) -> None:
    keeping.change(desk, desk.profile.labelled(readable(st.session_state[key])))


def rate(code: str, competency: str, key: str) -> None:
    word = st.session_state[key]
    keeping.change(
        desk, desk.profile.with_rating(code, competency, word if word in WORDS else None)
    )


def what_the_words_mean() -> None:
    lines = [f"- **{escaped(term.name)}**: {escaped(term.meaning)}" for term in ladder.ratings]
    st.markdown("\n".join(lines))


def ratings(level: Level) -> None:
    """Each competency with a quick word for each level that is rated, and what it expects."""
    rated = now_and_next(level)
    for competency in level.competencies:
        with st.container(key=f"competency-{competency.key}"):
            st.header(
                f"{escaped(competency.icon)} {escaped(competency.name)}".strip(), anchor=False
            )
            for each in rated:
                part = each.competency(competency.key)
                if part:
                    rating(each, part, several=len(rated) > 1)
            st.html(sheets.expectations(competency, folded=not asked.printing))


def rating(level: Level, competency: Competency, several: bool) -> None:
    given = desk.profile.ratings(level.code)
    axes = standing.axes(given, ladder, level)
    axis = next(axis for axis in axes if axis.key == competency.key)
    against = f" against {level.code}" if several else ""
    if asked.printing:
        st.markdown(f"{escaped('Rated' + against)}: **{escaped(axis.word or 'not rated')}**")
        return
    if several:
        st.caption(f"**{escaped(titled(level.code))}**")
    if axis.rated:
        st.caption(f"It shows {escaped(axis.detail)}.")
    key = f"rating-{ladder.key}-{level.code}-{competency.key}"
    word = given.competencies.get(competency.key)
    st.session_state[key] = word if word in WORDS else None
    st.segmented_control(
        f"Rating of {escaped(competency.name + against)}",
        WORDS,
        key=key,
        on_change=rate,
        format_func=escaped,
        args=(level.code, competency.key, key),
        label_visibility="collapsed",
    )


def picture(level: Level) -> None:
    scoped = radar.by_scope(ladder, level, asked.printing)
    axes = standing.axes(desk.profile.ratings(level.code), ladder, level, scoped)
    series = Series(voiced(desk.profile), axes)
    with st.container(key="radar"):
        radar.show((series,), ladder, level, standing.sentence(axes, ladder, level), asked.printing)


def voiced(profile: Profile) -> str:
    return "Your ratings" if profile.by == "self" else "Your view as a manager"


def difference(level: Level) -> None:
    """What is under the expectation, in the ladder's order, with ways to go on from it."""
    found = standing.gaps(desk.profile.ratings(level.code), ladder, level)
    if not found:
        return
    st.header("What would make the difference", anchor=False)
    for gap in found:
        shown = f": {escaped(gap.word)}" if gap.word else ""
        st.markdown(f"**{escaped(gap.competency.name)}**{shown}")
        with st.container(key=f"links_gap-{gap.competency.key}", gap=None):
            for statement, word in gap.short:
                address = here.named(LevelsAddress(level=level.code, statement=statement.id))
                words = f"{escaped(visible(statement.text))} · *{escaped(word)}*"
                with frame.line(f"gap-{statement.id}"):
                    frame.link(frame.LEVELS, words, address, width="stretch")
                    topic = Ref(level.code, statement.id)
                    if not asked.printing and topic not in desk.profile.conversation:
                        st.button(
                            "Talk about it",
                            key=f"talk-{topic}",
                            on_click=talk_about,
                            args=(topic,),
                            icon=":material/forum:",
                            type="tertiary",
                        )
        if not gap.short:
            st.caption("Rate its statements one by one to see which of them it is about.")
        elif gap.open:
            st.caption(f"{sheets.count(gap.open, 'more statement')} of it not rated yet.")


def talk_about(topic: Ref) -> None:
    desk.notice = keeping.talk_about(desk, topic)


def overview(level: Level) -> None:
    rated_here, drawn_here = st.columns(2, gap="large")
    with rated_here:
        ratings(level)
        with st.expander("What the four words mean", key="words"):
            what_the_words_mean()
    with drawn_here:
        picture(level)
    difference(level)


with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title("My profile", anchor=False, width="content")
    show = frame.way("What to do", WAYS, SHOW, asked.show, "profile", asked.printing)
    now = here.named(ProfileAddress(show="" if show == OVERVIEW else show, view=asked.view))
    frame.actions(here, frame.PROFILE, now)
if show == OVERVIEW:
    st.markdown(
        "Say in words where you stand, to talk about it. It is no checklist and no score: "
        "meeting about nine tenths of a level is meeting it."
        if desk.profile.by == "self"
        else "Say in words how you see somebody, to talk with them about it. It is no checklist and "
        "no score: meeting about nine tenths of a level is meeting it."
    )
if desk.profile.target not in CODES:
    desk.notice = desk.notice or (
        f"Your profile looks at {desk.profile.target}, which this ladder does not have (any more). "
        "Its ratings are kept; choose another target."
    )
# A place of its own: what follows keeps its place, and an open popover stays open.
with st.container():
    whereabouts.messages(desk)
if asked.printing:
    level = target()
    st.header(f"Against {escaped(sheets.coded(level))} · {escaped(level.title)}", anchor=False)
    if show == "evidence":
        for number, note in enumerate(desk.profile.evidence):
            if note.about.level == level.code:
                evidence.show_note(desk, level, number, note, printing=True)
    elif show == "time":
        over_time.show(desk, ladder, printing=True)
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
    whereabouts.in_short(desk, personal)
elif show == "evidence":
    level = target()
    evidence.show(desk, level)
    whereabouts.in_short(desk, personal)
elif show == "time":
    over_time.show(desk, ladder)
    whereabouts.in_short(desk, personal)
else:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        whose()
        level = target()
        current()
        if desk.profile.by == "manager":
            label()
    if level.draft:
        st.caption(f"{escaped(level.code)} is a draft. {escaped(visible(level.source))}")
    whereabouts.show(desk, ladder, personal, ready)
    overview(level)
lost = standing.left_over(desk.profile, ladder)
if lost:
    st.caption("Also in your profile, kept but not shown: " + escaped("; ".join(lost)) + ".")
bar.settle("profile", now)
