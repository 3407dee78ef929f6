"""A room for two once both views are open: one leads, the other follows, and both write.

What stands as the next step is shown to both. The field for it is each reader's own, and nothing
that comes from the other screen goes into it: words that are being typed would be lost.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from explorer.errors import Collision
from explorer.files.yaml_reader import readable
from explorer.model import Ladder, Level, Ref
from explorer.profiles.assessment import sentence_of_two
from explorer.profiles.paired_review import PairedReview, pair_reviews
from explorer.profiles.profile import Evidence, Perspective, Profile, Step
from explorer.profiles.profile_file import storage_problem
from explorer.profiles.shared_agenda import AgendaItem, agenda
from explorer.render import paired_review_html, room_html
from explorer.render.html_parts import tool
from explorer.render.room_minutes import room_minutes, room_minutes_html
from explorer.rooms.room import MAX_TEXT, AgreedStep, Room
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import download, profile_session, radar_view, room_session
from explorer.ui.room_session import RoomSession

PartOf = Callable[[Perspective], Profile | None]
OTHER: dict[Perspective, Perspective] = {"self": "manager", "manager": "self"}
_WHO: dict[str, str] = {"self": N_("the other"), "manager": N_("the manager")}
_NOT_TAKEN = "not taken"
_AT, _ADDED = "room_at", "room_added"


def show(
    session: RoomSession, ladder: Ladder, level: Level, mine: Perspective, part_of: PartOf
) -> None:
    """What both see now."""
    found = _pair(session.room, ladder, part_of)
    if isinstance(found, str):
        st.info(escape_markdown(found), icon=":material/visibility_off:")
        return
    items = agenda(found, ladder)
    if session.room.done:
        _end(session, ladder, level, mine, items)
        return
    at = _where(session, mine, items)
    _lead(session, mine, items, at)
    if at is None:
        _overview(ladder, found)
        return
    with st.container(key="room_stage"):
        st.html(room_html.item_on_stage(at, level, ladder.scale))
        _step(session, mine, at)


def _pair(room: Room, ladder: Ladder, part_of: PartOf) -> PairedReview | str:
    views = {}
    for key in ("self", "manager"):
        part = part_of("manager" if key == "manager" else "self")
        # That both are ready, and for which level, the room says.
        views[key] = replace(part, target=room.level, ready=room.opened) if part else None
    found = pair_reviews(views["self"], views["manager"], ladder)
    if isinstance(found, str) and None in views.values():
        return _(
            "A part was taken out of the room, so there is nothing to lay side by side any more."
        )
    return found


def _overview(ladder: Ladder, found: PairedReview) -> None:
    told, drawn = st.columns(2, gap="large")
    listed = {*found.own.conversation, *found.manager.conversation}
    with drawn:
        scoped = radar_view.by_scope(ladder, found.level)
        series = found.series(ladder, scoped)
        radar_view.show(series, ladder, found.level, sentence_of_two(*series, ladder, found.level))
    with told:
        st.html(paired_review_html.review(found, ladder.scale, listed))


# -- who leads -----------------------------------------------------------------------------


def _follows(room: Room, mine: Perspective) -> bool:
    return room.lead == OTHER[mine] and mine not in room.apart


def _where(
    session: RoomSession, mine: Perspective, items: tuple[AgendaItem, ...]
) -> AgendaItem | None:
    """What is in view: what the other one leads to, or where this reader is; None: all of it."""
    room = session.room
    name = room.at if _follows(room, mine) or room.lead == mine else _own_place(session)
    return next((item for item in items if item.name == name), None)


def _own_place(session: RoomSession) -> str:
    return str(st.session_state.get(f"{_AT}-{session.id}", ""))


def _lead(
    session: RoomSession, mine: Perspective, items: tuple[AgendaItem, ...], at: AgendaItem | None
) -> None:
    """Where one is, the ways to the next and back, and who leads."""
    room = session.room
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="room_moves"):
        if not _follows(room, mine):
            _moves(session, mine, items, at)
        place = items.index(at) + 1 if at else 0
        said = (
            _("{place} of {number}", place=place, number=len(items)) if place else _("Both views")
        )
        st.caption(said, width="content")
        _who_leads(session, mine, at)
        st.button(
            _("We are done"),
            icon=":material/done_all:",
            type="tertiary",
            on_click=room_session.change,
            args=(session, lambda room: room.over()),
            help=_("Shows both of you what you agreed."),
        )


def _moves(
    session: RoomSession, mine: Perspective, items: tuple[AgendaItem, ...], at: AgendaItem | None
) -> None:
    names = ["", *(item.name for item in items)]
    here = names.index(at.name) if at else 0
    for label, icon, key, step in (
        (_("Back"), ":material/arrow_back:", "Left", -1),
        (_("Next"), ":material/arrow_forward:", "Right", 1),
    ):
        to = here + step
        st.button(
            label,
            key=f"room-{label.lower()}",
            icon=icon,
            shortcut=key,
            disabled=not 0 <= to < len(names),
            on_click=_go,
            args=(session, mine, names[to] if 0 <= to < len(names) else ""),
        )
    if at:
        st.button(
            _("Both views"), type="tertiary", on_click=_go, args=(session, mine, ""), key="room-all"
        )


def _go(session: RoomSession, mine: Perspective, name: str) -> None:
    """Whether this seat leads is asked of the room as it is now: what was drawn may be older."""
    st.session_state[f"{_AT}-{session.id}"] = name
    room_session.change(
        session, lambda room: room.looking_at(mine, name) if room.lead == mine else room
    )


def _who_leads(session: RoomSession, mine: Perspective, at: AgendaItem | None) -> None:
    room, other = session.room, OTHER[mine]
    here = at.name if at else ""
    if room.lead == mine:
        follows = other not in room.apart
        st.markdown(
            _("You lead.") if follows else _("You lead; the other looks around alone."),
            width="content",
        )
        _press(session, _("Let them go") if follows else _("Stop leading"), lambda r: r.led_by(""))
    elif room.lead == other and mine not in room.apart:
        st.markdown(_("You follow {who}.", who=_(_WHO[other])), width="content")
        _press(session, _("Look around alone"), lambda r: r.following(mine, follows=False))
    elif room.lead == other:
        st.markdown(
            _("The other leads.") if other == "self" else _("The manager leads."), width="content"
        )
        _press(session, _("Follow again"), lambda r: r.following(mine, follows=True))
    else:
        _press(session, _("Lead both screens"), lambda r: r.led_by(mine).looking_at(mine, here))


def _press(session: RoomSession, label: str, how: Callable[[Room], Room]) -> None:
    st.button(
        label, key="room_lead", type="tertiary", on_click=room_session.change, args=(session, how)
    )


# -- what is agreed ------------------------------------------------------------------------


def _step(session: RoomSession, mine: Perspective, item: AgendaItem) -> None:
    """What stands, where it is another's word than the one in this reader's field; the field."""
    stands = session.room.agreed.get(item.name, AgreedStep())
    number = session.drafts.get(item.name, 0)
    text_key, by_key = (f"room_{what}-{session.id}-{item.name}-{number}" for what in ("step", "by"))
    typed = f"{text_key}-own"
    kept = st.session_state.get(typed)
    # A field that comes back shows what stands by then, unless its words were not taken.
    if kept is None or (text_key not in st.session_state and kept.writer != _NOT_TAKEN):
        _fill(stands, text_key, by_key, typed)
    own: AgreedStep = st.session_state[typed]
    st.session_state.setdefault(text_key, own.text)
    st.session_state.setdefault(by_key, date.fromisoformat(own.by) if own.by else None)
    if stands.said != own.said:
        with st.container(horizontal=True, vertical_alignment="center", key="room_stands"):
            st.html(
                room_html.step_html(
                    stands,
                    _(
                        "written by {who}",
                        who=_(_WHO[stands.writer]) if stands.writer in _WHO else "…",
                    ),
                )
            )
            st.button(
                _("Edit it"),
                key="room_take_over",
                type="tertiary",
                icon=":material/edit:",
                on_click=_take_over,
                args=(session, item.name),
            )
            if any(own.said):
                st.button(
                    _("Put mine in its place"),
                    key="room_mine_instead",
                    type="tertiary",
                    on_click=_agree,
                    args=(session, mine, item.name, text_key, by_key, typed, True),
                )
    write = (session, mine, item.name, text_key, by_key, typed)
    step, by = st.columns([3, 1], gap="medium")
    with step:
        st.text_input(
            _("Your answer, both of you") if item.question else _("Agreed next step"),
            key=text_key,
            max_chars=MAX_TEXT,
            live="500ms",
            on_change=_agree,
            args=write,
        )
    with by:
        if not item.question:
            st.date_input(_("By"), key=by_key, on_change=_agree, args=write, format=_("YYYY/MM/DD"))


def _fill(stands: AgreedStep, text_key: str, by_key: str, typed: str) -> None:
    st.session_state[typed] = stands
    st.session_state[text_key] = stands.text
    st.session_state[by_key] = date.fromisoformat(stands.by) if stands.by else None


def _take_over(session: RoomSession, name: str) -> None:
    """A new field, with what stands in it."""
    session.drafts[name] = session.drafts.get(name, 0) + 1


def _agree(
    session: RoomSession,
    mine: Perspective,
    name: str,
    text_key: str,
    by_key: str,
    typed: str,
    instead: bool = False,
) -> None:
    """Write what is in the field, unless the other wrote since; `instead` of that, knowingly."""
    by = st.session_state.get(by_key)
    step = AgreedStep(
        readable(st.session_state.get(text_key, "")).strip(), by.isoformat() if by else "", mine
    )
    known: AgreedStep = st.session_state[typed]
    if instead:
        known = session.room.agreed.get(name, AgreedStep())
    try:
        room_session.change(session, lambda room: room.agreeing(name, step, known))
        if not session.error:
            st.session_state[typed] = step
    except Collision as error:
        who = _capital(_(_WHO.get(error.current.writer, N_("the other one"))))
        session.error = _(
            "{who} wrote something here in the meantime. It stands; yours is still in your field.",
            who=who,
        )
        st.session_state[typed] = replace(step, writer=_NOT_TAKEN)


# -- the end -------------------------------------------------------------------------------


def _end(
    session: RoomSession,
    ladder: Ladder,
    level: Level,
    mine: Perspective,
    items: tuple[AgendaItem, ...],
) -> None:
    """What both keep, and the way out of the room."""
    room, on = session.room, date.today().isoformat()
    text = room_minutes(level, items, room.agreed, on)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="minutes_files"
    ):
        copy = f'<button type="button" data-copy="{escape(text)}">{_("Copy as Markdown")}</button>'
        st.html(tool(copy), width="content")
        download.button(
            _("Download"), text, f"one-to-one-{on}.md", "text/markdown", type="tertiary"
        )
        st.html(tool(f'<button type="button" data-print>{_("Print")}</button>'), width="content")
        _add(session, ladder, mine, items)
    st.html(room_minutes_html(level, items, room.agreed, on))
    if session.gone:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="room_end"):
        st.button(
            _("Back to the conversation"),
            icon=":material/arrow_back:",
            on_click=room_session.change,
            args=(session, lambda room: room.over(done=False)),
        )
        st.button(
            _("Leave the room"),
            key="room_leave_done",
            icon=":material/logout:",
            type="primary",
            on_click=room_session.leave,
            args=(session,),
            help=_("Once both of you have left, the room and everything in it is gone."),
        )


def _add(
    session: RoomSession, ladder: Ladder, mine: Perspective, items: tuple[AgendaItem, ...]
) -> None:
    """Takes what was agreed to one's own profile, to be kept where that is."""
    own = profile_session.profile_session(ladder, mine)
    if st.session_state.get(f"{_ADDED}-{session.id}"):
        where = _("your kept profile") if own.kept else _("My profile, for this visit")
        st.markdown(_(":material/check: It is in {where}.", where=where), width="content")
        return
    if session.room.agreed:
        st.button(
            _("Add to my profile"),
            icon=":material/person_add:",
            type="tertiary",
            on_click=_add_to,
            args=(session, ladder, mine, items),
        )


def _add_to(
    session: RoomSession, ladder: Ladder, mine: Perspective, items: tuple[AgendaItem, ...]
) -> None:
    own = profile_session.profile_session(ladder, mine)
    made = with_agreed(own.profile, session.room, items, date.today().isoformat())
    if wrong := storage_problem(made):
        session.error = _("Your profile has no room for it: {wrong}.", wrong=wrong)
        return
    profile_session.change(own, made)
    st.session_state[f"{_ADDED}-{session.id}"] = not own.error


def with_agreed(profile: Profile, room: Room, items: tuple[AgendaItem, ...], today: str) -> Profile:
    """A profile with what was agreed in a room: steps, answers, and for a competency as a whole,
    which has no step of its own, a note. It is the same in whatever language it is taken."""
    for item in items:
        step = room.agreed.get(item.name)
        if step is None:
            continue
        if item.question:
            profile = profile.with_answer(item.name.removeprefix("question/"), step.text)
        elif item.statement:
            ref = Ref(room.level, item.statement.id)
            profile = profile.with_topic(ref).with_step(ref, Step(step.text, step.by))
        elif item.competency:
            # Nothing but what was typed, and the day as files have it: a word of ours would stand
            # there in the language of whoever pressed, and twice once another language did.
            note = Evidence(
                today,
                Ref(room.level, item.competency.key),
                f"{step.text or '…'}{f' ({step.by})' if step.by else ''}",
                whole_competency=True,
            )
            profile = profile if note in profile.evidence else profile.with_evidence(note)
    return profile


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
