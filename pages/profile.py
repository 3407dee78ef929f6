"""My profile: rate the competencies of a target level in words, and see them on the radar."""

import streamlit as st

from explorer import profile as profiles
from explorer import standing
from explorer.addresses import LevelsAddress, ProfileAddress
from explorer.markup import visible
from explorer.model import Competency, Level, Ref
from explorer.ui import address as bar
from explorer.ui import evidence, frame, keeping, sheets
from explorer.ui import rating as rating_flow
from explorer.ui.escaping import escaped

here = frame.enter()
ladder = here.ladder
asked = bar.read(ProfileAddress)
personal = here.settings.personal
desk = keeping.desk(ladder, personal)
WORDS = [term.name for term in ladder.ratings]
SHOW, OVERVIEW = "profile_show", "overview"
WAYS = {OVERVIEW: "Overview", "rate": "Rate one by one", "evidence": "Evidence"}
# What a file may not hold, and comes along with pasted text.
TARGET, UPLOAD = f"target-{ladder.key}", "profile_upload"


def target() -> Level:
    codes = [level.code for level in ladder.levels]
    if desk.profile.target not in codes:
        desk.notice = desk.notice or (
            f"Your profile looks at {desk.profile.target}, which this ladder does not have (any more). "
            "Its ratings are kept; choose another target."
        )
    wanted = desk.profile.target if desk.profile.target in codes else codes[0]
    if not asked.printing:
        st.session_state[TARGET] = wanted
        st.selectbox(
            "Target", codes, key=TARGET, on_change=aim, width=420,
            format_func=lambda code: f"{sheets.coded(level_of(code))} · {level_of(code).title}",
        )  # fmt: skip
    return level_of(wanted)


def level_of(code: str) -> Level:
    return next(level for level in ladder.levels if level.code == code)


def aim() -> None:
    keeping.change(desk, desk.profile.aimed(st.session_state[TARGET]))


def rate(code: str, competency: str, key: str) -> None:
    word = st.session_state[key]
    keeping.change(
        desk, desk.profile.with_rating(code, competency, word if word in WORDS else None)
    )


def upload() -> None:
    file = st.session_state.get(f"{UPLOAD}-{st.session_state.get('uploads', 0)}")
    if file is not None:
        keeping.open_file(desk, ladder, file.name, file.getvalue())
        # A new key empties the uploader, so that the same file can be opened again.
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def messages() -> None:
    if desk.alarm:
        st.warning(escaped(desk.alarm), icon=":material/warning:")
    if desk.notice:
        st.info(escaped(desk.notice), icon=":material/info:")
    if desk.before is not None:
        st.button(
            "Undo: back to my earlier ratings",
            on_click=keeping.undo,
            args=(desk,),
            icon=":material/undo:",
        )
    if desk.damaged:
        st.button("Set the damaged file aside", on_click=keeping.set_aside, args=(desk,))
    desk.alarm = desk.notice = ""


def where_it_is() -> None:
    """Says truthfully where the ratings are, and offers what can be done about it."""
    with st.container(border=True, key="keeping"):
        if desk.kept:
            st.markdown(
                "**Kept on this computer.** Each change is saved at once, in this file of yours:"
            )
            st.caption(f"`{keeping.store().path(ladder.key)}`")
        elif personal and not desk.damaged:
            st.markdown(
                "**Not kept yet.** Your ratings are only in this app's memory, and gone when you close "
                "or reload the page. They can be kept in a file of yours:"
            )
            st.caption(f"`{keeping.store().path(ladder.key)}`")
        else:
            st.markdown(
                "**Nothing is kept here.** Your ratings pass through this app's memory for this visit "
                "only, and are gone when you close or reload the page. Download them to keep them."
            )
        with st.container(horizontal=True):
            if not desk.kept and personal and not desk.damaged:
                st.button(
                    "Keep on this computer",
                    type="primary",
                    on_click=keeping.keep,
                    args=(desk,),
                )
            st.download_button(
                "Download", profiles.dump(desk.profile), file_name=f"profile-{ladder.key}.yaml",
                mime="application/yaml", icon=":material/download:", on_click="ignore",
                disabled=not desk.profile.holds_something,
                type="primary" if not personal and desk.profile.holds_something else "secondary",
            )  # fmt: skip
            with st.popover("Open a file", icon=":material/upload:"):
                st.file_uploader(
                    "A profile you downloaded before", type=["yaml", "yml"], max_upload_size=1,
                    key=f"{UPLOAD}-{st.session_state.get('uploads', 0)}", on_change=upload,
                )  # fmt: skip
            if desk.kept:
                with st.popover("Stop keeping", icon=":material/delete:", type="tertiary"):
                    st.markdown("This deletes the file on this computer. There is no copy.")
                    st.button("Delete the kept file", on_click=keeping.forget, args=(desk,))


def where_in_short() -> None:
    st.caption(
        "Each change is saved at once in your own file; the overview says where."
        if desk.kept
        else "What you say here is in this app's memory, for this visit only: download it, or "
        "keep it, on the overview."
        if personal
        else "What you say here is in this app's memory, for this visit only: download it on "
        "the overview."
    )


def what_the_words_mean() -> None:
    lines = [f"- **{escaped(term.name)}**: {escaped(term.meaning)}" for term in ladder.ratings]
    st.markdown("\n".join(lines))


def conversation() -> None:
    """The statements that are to be talked about, each with the way to it and off the list."""
    found = [(topic, ladder.find(topic)) for topic in desk.profile.conversation]
    if not any(there for _, there in found):
        return
    st.header("To talk about", anchor=False)
    with st.container(key="links_conversation", gap=None):
        for topic, there in found:
            if there is None:
                continue
            level, statement = there
            label = f"**{escaped(sheets.coded(level))}** {escaped(visible(statement.text))}"
            address = here.named(LevelsAddress(level=level.code, statement=statement.id))
            with st.container(horizontal=True, vertical_alignment="center"):
                frame.link(frame.LEVELS, label, address, width="stretch")
                if not asked.printing:
                    st.button(
                        "Take off the list", key=f"off-{topic}", on_click=take_off, args=(topic,),
                        icon=":material/close:", type="tertiary",
                    )  # fmt: skip


def take_off(topic: Ref) -> None:
    keeping.change(desk, desk.profile.without_topic(topic))


def ratings(level: Level) -> None:
    given = desk.profile.ratings(level.code).competencies
    for competency in level.competencies:
        with st.container(key=f"competency-{competency.key}"):
            st.header(
                f"{escaped(competency.icon)} {escaped(competency.name)}".strip(), anchor=False
            )
            rating(level, competency, given.get(competency.key))
            st.html(sheets.expectations(competency))


def axis_of(level: Level, competency: Competency) -> standing.Axis:
    axes = standing.axes(desk.profile, ladder, level)
    return next(axis for axis in axes if axis.key == competency.key)


def rating(level: Level, competency: Competency, word: str | None) -> None:
    if asked.printing:
        st.markdown(f"Rated: **{escaped(axis_of(level, competency).word or 'not rated')}**")
        return
    axis = axis_of(level, competency)
    if axis.rated:
        st.caption(f"It shows {escaped(axis.detail)}.")
    key = f"rating-{ladder.key}-{level.code}-{competency.key}"
    st.session_state[key] = word if word in WORDS else None
    st.segmented_control(
        f"Rating of {escaped(competency.name)}", WORDS, key=key, on_change=rate, format_func=escaped,
        args=(level.code, competency.key, key), label_visibility="collapsed",
    )  # fmt: skip


def picture(level: Level) -> None:
    # Altair and pandas take a third of a second to load: only where a chart is drawn.
    from explorer import charts  # noqa: PLC0415

    axes = standing.axes(desk.profile, ladder, level)
    said = standing.sentence(axes, ladder, level)
    with st.container(key="radar"):
        if not axes:
            st.info(f"{escaped(level.code)} has no competencies to rate.")
            return
        with st.container(key="chart", horizontal_alignment="center"):
            st.altair_chart(charts.radar(axes, ladder.ratings), width="content", alt=said)
        st.caption(
            f"{escaped(said)} Dashed: what {escaped(level.code)} expects. Solid, with diamonds: "
            "your ratings; an axis without one stays open."
        )
        st.table(
            charts.table(axes, ladder.ratings, level.code)
            .map(escaped)
            .rename(index=escaped, columns=escaped),
            border="horizontal",
            alt="The ratings as a table",
        )


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
    )
if show == "rate" and not asked.printing:
    said = st.container()
    level = target()
    with said:
        messages()
    rating_flow.show(ladder, level, personal, lambda: picture(level))
    where_in_short()
elif show == "evidence":
    said = st.container()
    level = target()
    with said:
        messages()
    if asked.printing:
        st.header(f"Evidence for {escaped(sheets.coded(level))}", anchor=False)
        for number, note in enumerate(desk.profile.evidence):
            if note.about.level == level.code:
                evidence.show_note(desk, level, number, note, printing=True)
    else:
        evidence.show(desk, level)
        where_in_short()
elif asked.printing:
    level = target()
    st.header(f"Against {escaped(sheets.coded(level))} · {escaped(level.title)}", anchor=False)
    picture(level)
    what_the_words_mean()
    conversation()
    ratings(level)
else:
    # A place of their own: what follows keeps its place, and an open popover stays open.
    said = st.container()
    aimed_at, kept_where = st.columns([2, 3], gap="large")
    with aimed_at:
        level = target()
        with said:
            messages()
        if level.draft:
            st.caption(f"{escaped(level.code)} is a draft. {escaped(visible(level.source))}")
        with st.expander("What the four words mean", key="words"):
            what_the_words_mean()
    with kept_where:
        where_it_is()
    conversation()
    rated_here, drawn_here = st.columns(2, gap="large")
    with rated_here:
        ratings(level)
    with drawn_here:
        picture(level)
lost = standing.left_over(desk.profile, ladder)
if lost:
    st.caption("Also in your profile, kept but not shown: " + escaped("; ".join(lost)) + ".")
if not asked.printing:
    bar.settle("profile", now)
