"""Rooms: nothing of a part is seen before all are open, and nothing that is ready is lost,
whatever happens in whatever order."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from explorer.errors import Collision, NotYours, RoomError
from explorer.rooms.room import (
    CHAIR,
    MAX_DOCUMENT,
    MAX_SEATS,
    AgreedStep,
    LateNote,
    Room,
    Seat,
    for_panel,
    for_two,
)
from explorer.rooms.room_access import Door, Glimpse, glimpse, may, require
from explorer.rooms.room_file import dump_room, parse_room

DAY = "2026-11-26"
HOLDERS = ("seat:anna", "seat:ben", "seat:cem", "seat:dora")


def two() -> Room:
    return for_two("sre", "L4", "manager", HOLDERS[0]).taken("self", HOLDERS[1])


def panel() -> Room:
    room = for_panel("sre", "L4", "the plan", ["Design", "Incident"], HOLDERS[0])
    return room.taken("1", HOLDERS[1]).taken("2", HOLDERS[2])


def seen(room: Room, holder: str) -> Room:
    found = glimpse(room, holder)
    assert isinstance(found, Glimpse)
    assert found.room is not None
    return found.room


class Events(RuleBasedStateMachine):
    """Anything that four browsers may do, in any order, also what is refused."""

    room: Room

    def __init__(self) -> None:
        super().__init__()
        self.room = two()
        self.written: dict[str, str] = {}
        self.number = 0

    @rule(kind=st.booleans())
    def begin_anew(self, kind: bool) -> None:
        self.room = two() if kind else panel()
        self.written = {}

    @rule(
        what=st.sampled_from(
            "take leave bring ready not_ready open open_without take_out late lead finish".split()
        ),
        seat=st.sampled_from(["self", "manager", "1", "2", "3", CHAIR]),
        holder=st.sampled_from(HOLDERS),
    )
    def something_happens(self, what: str, seat: str, holder: str) -> None:
        room = self.room
        try:
            self.room = self._after(what, seat, holder)
        except RoomError:
            assert self.room == room

    def _after(self, what: str, seat: str, holder: str) -> Room:
        room = self.room
        if what == "take":
            return room.taken(seat, holder)
        if what in ("open", "open_without"):
            require(room, holder, "open")
            left_out = [s.key for s in room.waited_for] if what == "open_without" else []
            return room.all_open(DAY, left_out)
        if what == "finish":
            require(room, holder, "write")
            return room.over()
        if what == "lead":
            require(room, holder, "write")
            return room.led_by(seat).looking_at(seat, "L4/consulting")
        require(room, holder, "write", seat)
        if what == "bring":
            self.number += 1
            made = room.brought(seat, f"words {self.number} of {seat}")
            self.written[seat] = f"words {self.number} of {seat}"
            return made
        made = {
            "leave": lambda: room.left(seat),
            "ready": lambda: room.ready(seat, DAY),
            "not_ready": lambda: room.not_ready(seat),
            "take_out": lambda: room.without_part(seat),
            "late": lambda: room.noted_late(LateNote(seat, "consulting", "words")),
        }[what]()
        if what in ("leave", "take_out"):
            self.written.pop(seat, None)
        return made

    @invariant()
    def nothing_written_is_lost(self) -> None:
        assert {key: part.document for key, part in self.room.parts.items()} == self.written

    @invariant()
    def nobody_sees_another_part_before_all_are_open(self) -> None:
        for holder in HOLDERS:
            found = glimpse(self.room, holder)
            mine = {seat.key for seat in self.room.seats_of(holder)}
            if isinstance(found, Door):
                assert not mine
                assert b"words" not in repr(found).encode()
                continue
            assert found.room
            for key, part in found.room.parts.items():
                open_now = self.room.opened and key not in self.room.without
                assert bool(part.document) == (key in mine or bool(open_now))

    @invariant()
    def no_browser_learns_the_mark_of_another(self) -> None:
        for holder in HOLDERS:
            others = [each for each in HOLDERS if each != holder]
            said = repr(glimpse(self.room, holder))
            assert not [other for other in others if other in said]

    @invariant()
    def two_are_open_exactly_when_both_are_ready(self) -> None:
        room = self.room
        if room.kind == "one-to-one" and set(room.parts) == {"self", "manager"}:
            assert bool(room.opened) == (not room.waited_for)

    @invariant()
    def the_room_is_the_same_in_its_file(self) -> None:
        assert parse_room(dump_room(self.room), self.room.revision) == self.room


TestEvents = Events.TestCase


def refused(how: Any, said: str) -> None:
    with pytest.raises(RoomError, match=said):
        how()


def test_two_screens_open_in_the_moment_in_which_the_second_is_ready() -> None:
    room = two().brought("self", "mine").brought("manager", "theirs").ready("self", DAY)
    assert not room.opened
    assert seen(room, HOLDERS[0]).part("self").ready, "that somebody is ready is no secret"
    assert not seen(room, HOLDERS[0]).part("self").document
    room = room.not_ready("self").ready("self", DAY).ready("manager", DAY)
    assert room.opened == DAY
    assert seen(room, HOLDERS[0]).part("self").document == "mine"


def test_whoever_changes_a_part_is_not_ready_until_they_say_so_again() -> None:
    room = two().brought("self", "a").ready("self", DAY)
    assert room.brought("self", "a").part("self").ready, "the same again is no change"
    assert not room.brought("self", "b").part("self").ready


def test_two_tabs_of_one_seat_do_not_write_over_each_other() -> None:
    room = two().brought("self", "a", "").brought("self", "b", "a")
    refused(lambda: room.brought("self", "c", "a"), "in another tab")
    assert room.brought("self", "b", "a") == room
    assert room.brought("self", "c").part("self").document == "c", "a file takes its place"


def test_what_is_open_cannot_be_changed_or_taken_back() -> None:
    room = two().brought("self", "a").brought("manager", "b").ready("self", DAY)
    room = room.ready("manager", DAY)
    for how in (
        lambda: room.brought("self", "c"),
        lambda: room.not_ready("self"),
        lambda: room.ready("self", DAY),
        lambda: room.arranged([]),
    ):
        refused(how, "open by now")
    assert room.without_part("self").part("self").document == "", "but one's own can be taken out"


def test_a_third_visitor_sees_that_the_room_is_full() -> None:
    found = glimpse(two(), HOLDERS[2])
    assert found == Door("one-to-one", "sre", "L4", ())
    refused(lambda: two().taken("self", HOLDERS[2]), "Every seat")
    refused(lambda: panel().taken("1", HOLDERS[3]), "Every seat")
    half = for_two("sre", "L4", "self", HOLDERS[0])
    refused(lambda: half.taken("self", HOLDERS[1]), "Somebody else has that seat")
    refused(lambda: half.taken("manager", HOLDERS[0]), "a seat in this room already")
    refused(lambda: half.taken("nobody's", HOLDERS[1]), "no longer in the room")


def test_a_panel_is_opened_by_its_chair_alone() -> None:
    room = panel().brought("1", "a").ready("1", DAY)
    assert may(room, HOLDERS[0], "open")
    with pytest.raises(NotYours):
        require(room, HOLDERS[1], "open")
    refused(lambda: room.all_open(DAY), "not ready any more")
    opened = room.all_open(DAY, ["2"])
    assert opened.without == ("2",)
    refused(lambda: panel().all_open(DAY, ["1", "2"]), "nothing to open")


def test_an_unfinished_card_is_never_shown_to_the_others() -> None:
    room = panel().brought("1", "a").ready("1", DAY).brought("2", "half")
    opened = room.all_open(DAY, ["2"])
    assert seen(opened, HOLDERS[0]).part("2").document == ""
    assert seen(opened, HOLDERS[2]).part("2").document == "half", "it is still its owner's"
    assert seen(opened, HOLDERS[2]).part("1").document == "a"


def test_the_chair_may_take_an_interview_too() -> None:
    room = for_panel("sre", "L4", "plan", ["Design"], HOLDERS[0]).taken("1", HOLDERS[0])
    found = glimpse(room, HOLDERS[0])
    assert isinstance(found, Glimpse)
    assert found.mine == room.seat("1")
    refused(lambda: panel().taken("2", HOLDERS[1]), "Somebody else|Every seat")


def test_two_people_can_change_seats_while_one_is_free() -> None:
    room = for_two("sre", "L4", "manager", HOLDERS[0]).brought("manager", "my view of Ben")
    moved = room.moved(HOLDERS[0], "self")
    assert [seat.holder for seat in moved.seats] == [HOLDERS[0], ""]
    assert not moved.parts
    refused(lambda: two().moved(HOLDERS[0], "self"), "Somebody else has that seat|Every seat")


def test_a_level_is_agreed_before_anybody_is_ready() -> None:
    room = two().brought("self", "a").aimed("L5")
    assert room.level == "L5"
    ready = room.ready("self", DAY)
    assert ready.aimed("L5") == ready
    refused(lambda: ready.aimed("L4"), "Somebody is ready")


def test_seats_are_arranged_around_those_who_sit_there() -> None:
    room = panel().left("2")
    chair, first, second = room.seats
    more = room.arranged([chair, replace(first, sign="blue"), second, Seat("3", sign="C")])
    assert [seat.sign for seat in more.seats] == ["", "blue", "B", "C"]
    assert more.seat("1").holder == HOLDERS[1]
    refused(lambda: room.arranged([chair, second]), "so it stays")
    refused(lambda: room.arranged([chair, first, first]), "so it stays")
    refused(lambda: room.arranged([chair, first, replace(second, sign="A")]), "of its own")
    refused(lambda: room.arranged([chair, first, replace(second, sign="")]), "of its own")
    assert room.planned("another").plan == "another"
    refused(lambda: room.planned("x" * (MAX_DOCUMENT + 1)), "too long")
    stolen = room.arranged([chair, first, replace(second, holder=HOLDERS[3])])
    assert stolen.seat("2").holder == "", "seats are taken, not given"
    many = [chair, first, *(Seat(str(n), sign=str(n)) for n in range(2, MAX_SEATS + 2))]
    refused(lambda: room.arranged(many), "at most")


def test_a_late_note_is_late() -> None:
    note = LateNote("1", "consulting", "x" * 5000)
    refused(lambda: panel().noted_late(note), "Nothing is open yet")
    room = panel().brought("1", "a").ready("1", DAY).all_open(DAY, ["2"]).noted_late(note)
    assert [len(each.text) for each in room.late] == [4000]
    assert room.part("1").document == "a"


def test_the_last_writer_hears_what_the_other_wrote() -> None:
    room = two().brought("self", "a").brought("manager", "b").ready("self", DAY)
    refused(lambda: room.agreeing("x", AgreedStep("y"), AgreedStep()), "Nothing is open")
    room = room.ready("manager", DAY)
    nothing, first = AgreedStep(), AgreedStep("Sit in", "2027-01-15", "self")
    room = room.agreeing("L4/consulting", first, nothing)
    with pytest.raises(Collision) as collided:
        room.agreeing("L4/consulting", AgreedStep("Write", "", "manager"), nothing)
    assert collided.value.current == first
    assert room.agreeing("L4/consulting", first, nothing) == room, "the same is no collision"
    later = room.agreeing("L4/consulting", AgreedStep("Write", "", "manager"), first)
    assert later.agreed["L4/consulting"].writer == "manager"
    assert not later.agreeing("L4/consulting", nothing, later.agreed["L4/consulting"]).agreed


def test_whoever_leads_is_followed_until_they_let_go() -> None:
    room = two().led_by("manager").looking_at("manager", "L4/consulting")
    refused(lambda: room.looking_at("self", "L4/reviews"), "Somebody else leads")
    apart = room.following("self", follows=False)
    assert apart.apart == ("self",)
    assert apart.following("self", follows=True).apart == ()
    assert apart.led_by("manager").apart == (), "who takes the lead is followed by all"
    assert room.left("manager").lead == ""


def test_too_much_and_too_little_is_refused() -> None:
    refused(lambda: two().brought("self", "x" * (MAX_DOCUMENT + 1)), "too long")
    refused(lambda: two().ready("self", DAY), "nothing yet")
    assert two().not_ready("self") == two()


@given(st.binary(max_size=60))
def test_other_bytes_are_no_room(raw: bytes) -> None:
    with pytest.raises(RoomError):
        parse_room(raw, 1)
