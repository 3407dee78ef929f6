"""A 1:1 in one room: each rates alone on their own screen, and both open in the same moment."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from explorer.files.paths import printable_name
from explorer.model import Ladder, Level
from explorer.problems import quoted
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import dump, parse
from explorer.render.level_text import level_name
from explorer.render.room_html import seats_html
from explorer.rooms.room import Room, for_two
from explorer.rooms.room_access import Door, Glimpse
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import (
    competency_rows,
    download,
    profile_session,
    rating_view,
    room_frame,
    room_offer,
    room_session,
    room_talk,
)
from explorer.ui.profile_session import ProfileSession
from explorer.ui.room_session import RoomSession

NAMES: dict[Perspective, str] = {"self": N_("Own view"), "manager": N_("Manager's view")}
_WAYS = {"quick": N_("Quick"), "each": N_("One by one")}
_WAY, _UPLOADS = "room_way", "room_uploads"


def name_of(key: str, _place: Room | Door | None = None) -> str:
    return _("Manager's view") if key == "manager" else _("Own view")


def offer(ladder: Ladder) -> None:
    """The press that starts a room for two: its starter brings the view that they write now."""
    mine = profile_session.perspective()
    target = profile_session.profile_session(ladder).profile.target
    level = target if ladder.level(target) else ladder.levels[0].code
    room_offer.offer(
        _("Start a room for two"),
        _(
            "You send a link; each of you rates alone on their own screen, and both views open at the same moment."
        ),
        lambda holder: for_two(ladder.key, level, mine, holder),
    )


def show(session: RoomSession, ladder: Ladder) -> None:
    """The room, for who has a seat in it."""
    glimpse, room = session.shown, session.room
    if glimpse is None or glimpse.mine is None:
        return
    mine: Perspective = "manager" if glimpse.mine.key == "manager" else "self"
    level = ladder.level(room.level) or ladder.levels[0]
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
    ):
        st.title("1:1", anchor=False, width="content")
        with st.container(
            horizontal=True,
            width="content",
            gap="small",
            vertical_alignment="center",
            key="room_tools",
        ):
            if not session.gone:
                room_frame.box(session, glimpse, partial(_my_file, mine, room))
    with st.container():
        room_frame.messages(session)
    if room.opened:
        room_talk.show(session, ladder, level, mine, partial(part_of, session))
    else:
        _before(session, glimpse, ladder, level, mine)


# -- before both are ready ---------------------------------------------------------------


def _before(
    session: RoomSession, glimpse: Glimpse, ladder: Ladder, level: Level, mine: Perspective
) -> None:
    rated, about = st.columns([5, 3], gap="large")
    part = part_of(session, mine)
    with about:
        _who_is_ready(session, mine)
        _ready(session, mine, part)
        if session.room.free:
            room_frame.invite(session)
        _settings(session, glimpse, ladder, mine)
    with rated:
        _bring(session, ladder, mine, part)
        _rate(session, ladder, level, mine, part)


def _who_is_ready(session: RoomSession, mine: Perspective) -> None:
    room = session.room
    rows = []
    for seat in room.seats:
        ready = room.part(seat.key).ready
        said = _("ready") if ready else _("not ready yet") if seat.holder else _("not here yet")
        you = _(" (you)") if seat.key == mine else ""
        rows.append((f"{name_of(seat.key)}{you}", said, ready))
    st.html(seats_html(rows))


def _ready(session: RoomSession, mine: Perspective, part: Profile | None) -> None:
    room_frame.ready(
        session,
        mine,
        _("Both views open as soon as the other is ready too. Until then you can take it back."),
        can_be=part is not None and part.rated,
        help=_("Nothing is shown before both of you are ready."),
    )


def _settings(session: RoomSession, glimpse: Glimpse, ladder: Ladder, mine: Perspective) -> None:
    """The level that both look at; and whose view one's own is, while the other seat is free."""
    codes = [each.code for each in ladder.levels]
    names: dict[str | None, str] = {each.code: level_name(each) for each in ladder.levels}
    level = f"room_level-{session.id}"
    st.session_state[level] = session.room.level if session.room.level in codes else codes[0]
    st.selectbox(
        _("Against which level"),
        codes,
        key=level,
        format_func=names.__getitem__,
        disabled=any(part.ready for part in session.room.parts.values()),
        on_change=lambda: room_session.change(
            session, lambda room: room.aimed(st.session_state[level])
        ),
    )
    if glimpse.owns and session.room.free:
        key = f"room_mine-{session.id}"
        st.session_state[key] = mine
        holder = session.held.holder
        st.segmented_control(
            _("You bring"),
            list(NAMES),
            key=key,
            format_func=lambda key: _(NAMES[key]),
            required=True,
            on_change=lambda: room_session.change(
                session, lambda room: room.moved(holder, st.session_state[key])
            ),
        )


def _bring(session: RoomSession, ladder: Ladder, mine: Perspective, part: Profile | None) -> None:
    """What is there already: a view that is kept or on My profile, or a file."""
    own = profile_session.profile_session(ladder, mine).profile
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="room_bring"):
        st.segmented_control(
            _("How to rate"),
            list(_WAYS),
            key=_WAY,
            default="quick",
            required=True,
            format_func=lambda way: _(_WAYS[way]),
            persist_state="session",
            label_visibility="collapsed",
        )
        if own.rated:
            st.button(
                _("Bring my kept view") if _is_kept(ladder, mine) else _("Bring my view"),
                icon=":material/person:",
                type="secondary" if part else "primary",
                help=_(
                    "As it is under My profile: ratings and conversation list, no evidence and no snapshots."
                ),
                on_click=put,
                args=(session, mine, own),
            )
        with st.popover(_("Open a file"), icon=":material/upload:", type="tertiary"):
            _upload(session, ladder, mine)


def _is_kept(ladder: Ladder, mine: Perspective) -> bool:
    return profile_session.profile_session(ladder, mine).kept


def _upload(session: RoomSession, ladder: Ladder, mine: Perspective) -> None:
    number = st.session_state.setdefault(_UPLOADS, 0)
    key = f"room_file-{number}"

    def take() -> None:
        file = st.session_state.get(key)
        if file is None:
            return
        st.session_state[_UPLOADS] = number + 1
        short = quoted(printable_name(file.name).rpartition("/")[2][:80])
        profile, problems = parse(file.getvalue(), "file")
        if profile is None:
            why = _("line {line}, {sentence}", line=problems[0].line, sentence=problems[0].sentence)
        elif profile.ladder != ladder.key:
            why = _(
                "it is for the ladder {value}", value=quoted(profile.ladder_name or profile.ladder)
            )
        elif profile.perspective != mine:
            why = _(
                "it is the {view}, and your seat brings the other",
                view=_("manager's view") if profile.perspective == "manager" else _("own view"),
            )
        else:
            put(session, mine, profile)
            return
        session.error = _("{short} was not opened: {why}.", short=short, why=why)

    st.file_uploader(
        _("A profile that you downloaded before"),
        type=["yaml", "yml"],
        max_upload_size=FILE_MEGABYTES,
        key=key,
        on_change=take,
    )


def _rate(
    session: RoomSession, ladder: Ladder, level: Level, mine: Perspective, part: Profile | None
) -> None:
    """Rating here, as on My profile; each change is in the room at once, for this seat alone."""
    profile = part or Profile(ladder.key, level.code, ladder.name, mine)
    rating = ProfileSession(replace(profile, target=level.code))
    # What was read is what the next change builds on: the same seat may be open in two tabs.
    rating.into = partial(_rated, session, mine, rating, [session.room.part(mine).document])
    profile_session.rate_in_room(rating)
    if st.session_state.get(_WAY) == "each":
        rating_view.show(ladder, level, [level])
        rating_view.show_squares(ladder, level, rating.profile)
    else:
        competency_rows.show(rating, ladder, [level])
        competency_rows.set_aside(rating, [level])


def _rated(
    session: RoomSession, mine: Perspective, rating: ProfileSession, known: list[str], to: Profile
) -> None:
    put(session, mine, to, known[0])
    if not session.error:
        rating.profile, known[0] = to, _document(to)


def put(
    session: RoomSession, mine: Perspective, profile: Profile, known: str | None = None
) -> None:
    """Bring a view into the room, in the place of what is `known`, or of any."""
    document = _document(profile)
    room_session.change(session, lambda room: room.brought(mine, document, known), "write", mine)


def _document(profile: Profile) -> str:
    """What of a view comes along: what was rated and what is to be talked about."""
    return dump(replace(profile, evidence=(), snapshots=(), revision=0, saved="", ready=""))


def part_of(session: RoomSession, key: Perspective) -> Profile | None:
    """What a seat brought, where this browser may read it."""
    document = session.room.part(key).document
    if not document:
        return None
    return room_session.read_once(session, document, lambda raw: parse(raw)[0])


def _my_file(mine: Perspective, room: Room) -> None:
    document = room.part(mine).document
    if document:
        download.button(
            _("Download my part"),
            document,
            f"{room.ladder}-{room.level}-{'own-view' if mine == 'self' else 'as-manager'}.yaml",
            "application/yaml",
            key="download-room-part",
        )


Part = Callable[[Perspective], Profile | None]
