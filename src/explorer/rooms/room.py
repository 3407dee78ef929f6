"""What a room is, and what can happen in it: frozen objects, each change gives another room.

Two people of a 1:1 have a seat each; a panel has a seat for each panellist and one for its chair.
What a seat brings is a part: a file's text, which is of no concern here. Parts are open all at
once or not at all; from then on none of them changes. Who may do what is asked of `room_access`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, WrapSerializer

from explorer.errors import Collision, RoomError
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

RoomKind = Literal["one-to-one", "panel"]
CHAIR = "chair"
MAX_SEATS = 12
"""Panellists of a panel."""
MAX_DOCUMENT = 262_144
MAX_TEXT = 4_000
MAX_SIGN = 80
MAX_LATE = 100


def _thawed(value: Mapping[str, Any], dump: Any) -> Any:
    return dump(dict(value))


T = TypeVar("T")
ByKey = Annotated[Mapping[str, T], AfterValidator(MappingProxyType), WrapSerializer(_thawed)]
"""A mapping that stays frozen when it is read from JSON again."""

LEFT = "left"
"""Has the seat of whoever left once all was over: nobody can take it."""
FULL = N_("Every seat in this room is taken.")
ELSEWHERE = N_("You changed this in another tab. This is how it is now; choose again.")
OPEN = N_("Everything here is open by now, so it can no longer be changed.")


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a room. `holder` is the mark of the browser that has it; empty: it is free.
    `sign` is the panel's own word for who sits there, `interviews` is what they lead."""

    key: str
    holder: str = ""
    sign: str = ""
    interviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a seat brings. Where it may not be read, its document is empty."""

    document: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """What two people agreed to do next, until which day, and which seat wrote it last."""

    text: str = ""
    by: str = ""
    writer: str = ""

    @property
    def said(self) -> tuple[str, str]:
        return self.text, self.by


@dataclass(frozen=True, slots=True)
class LateNote:
    """What somebody said of an expectation after all was open."""

    seat: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that is in a room.

    `owner` is the mark of the browser that started it. `opened` is the day on which all parts
    were opened, `without` are the seats that were not waited for. `lead` is the seat whose
    `at` the others' screens follow, but those who are `apart`. `done` says that the conversation
    is over. Each kept change has another `revision`.
    """

    kind: RoomKind
    ladder: str
    level: str
    owner: str
    seats: tuple[Seat, ...]
    parts: ByKey[Part] = field(default_factory=lambda: MappingProxyType({}))
    plan: str = ""
    opened: str = ""
    without: tuple[str, ...] = ()
    lead: str = ""
    at: str = ""
    apart: tuple[str, ...] = ()
    agreed: ByKey[AgreedStep] = field(default_factory=lambda: MappingProxyType({}))
    late: tuple[LateNote, ...] = ()
    done: bool = False
    revision: int = 0

    # -- what is so ----------------------------------------------------------------------

    def seat(self, key: str) -> Seat:
        """The seat of a name. Raises RoomError."""
        found = next((seat for seat in self.seats if seat.key == key), None)
        if found is None:
            raise RoomError(_("This seat is no longer in the room."))
        return found

    def seats_of(self, holder: str) -> tuple[Seat, ...]:
        """The seats that a browser has."""
        return tuple(seat for seat in self.seats if holder and seat.holder == holder)

    def part(self, key: str) -> Part:
        return self.parts.get(key, Part())

    @property
    def free(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if not seat.holder)

    @property
    def bringing(self) -> tuple[Seat, ...]:
        """The seats that bring something: all but the chair's."""
        return tuple(seat for seat in self.seats if seat.key != CHAIR)

    @property
    def waited_for(self) -> tuple[Seat, ...]:
        """The seats that are not ready."""
        return tuple(seat for seat in self.bringing if not self.part(seat.key).ready)

    @property
    def holders(self) -> frozenset[str]:
        """The marks of all browsers that have a seat."""
        return frozenset(seat.holder for seat in self.seats) - {"", LEFT}

    # -- seats ---------------------------------------------------------------------------

    def taken(self, key: str, holder: str) -> "Room":
        """The room in which a browser has a seat. Raises RoomError."""
        seat = self.seat(key)
        if seat.holder == holder:
            return self
        if seat.holder:
            raise RoomError(_(FULL) if not self.free else _("Somebody else has that seat by now."))
        others = [each.key for each in self.seats_of(holder)]
        if others and not (self.kind == "panel" and others == [CHAIR]):
            raise RoomError(_("You have a seat in this room already."))
        return self._with_seat(replace(seat, holder=holder))

    def left(self, key: str) -> "Room":
        """The room without what a seat brought, and with that seat free. What was agreed and
        said stays."""
        room = self.without_part(key)._with_seat(replace(self.seat(key), holder=""))
        return replace(room, lead="" if self.lead == key else self.lead)

    def departed(self, holder: str) -> "Room":
        """The room without a browser. Once the conversation is over, what it brought stays for
        those who still read what was agreed."""
        room = self
        for seat in self.seats_of(holder):
            room = room._with_seat(replace(seat, holder=LEFT)) if self.done else room.left(seat.key)
        return room

    def moved(self, holder: str, key: str) -> "Room":
        """The room in which a browser sits on the other seat; what it brought there would be
        somebody else's view. Raises RoomError."""
        self._still_closed()
        room = self
        for seat in self.seats_of(holder):
            room = room.left(seat.key)
        return room.taken(key, holder)

    def aimed(self, level: str) -> "Room":
        """The room about another level, while nobody is ready. Raises RoomError."""
        self._still_closed()
        if level != self.level and any(part.ready for part in self.parts.values()):
            raise RoomError(_("Somebody is ready, for the level that stands here."))
        return replace(self, level=level)

    def arranged(self, seats: Sequence[Seat]) -> "Room":
        """The panel's room with other signs and interviews, more seats, or fewer. A seat that
        somebody has or that holds something stays. Raises RoomError."""
        self._still_closed()
        if len(seats) > MAX_SEATS + 1:
            raise RoomError(_("A panel's room has {max_seats} seats at most.", max_seats=MAX_SEATS))
        had = {seat.key: seat for seat in self.seats}
        keys = {seat.key for seat in seats}
        lost = [s for s in self.seats if s.key not in keys and (s.holder or s.key in self.parts)]
        if lost or len(keys) != len(seats):
            raise RoomError(_("Somebody has that seat by now, so it stays."))
        signs = [seat.sign for seat in seats if seat.key != CHAIR]
        if len(set(signs)) != len(signs) or not all(signs):
            raise RoomError(_("Each seat needs a sign of its own."))
        made = (
            replace(each, holder=had[each.key].holder if each.key in had else "") for each in seats
        )
        return replace(self, seats=tuple(made))

    def planned(self, plan: str) -> "Room":
        """The panel's room with another plan, as its file. Raises RoomError."""
        self._still_closed()
        if len(plan) > MAX_DOCUMENT:
            raise RoomError(_("That plan is too long for a room."))
        return replace(self, plan=plan)

    # -- parts ---------------------------------------------------------------------------

    def brought(self, key: str, document: str, known: str | None = None) -> "Room":
        """The room with what a seat brings. Whoever changes it is not ready. `known` is what it
        builds on, if that counts. Raises RoomError, also where something else is there by now."""
        self._still_closed()
        self.seat(key)
        if known is not None and self.part(key).document not in (known, document):
            raise RoomError(_(ELSEWHERE))
        if len(document) > MAX_DOCUMENT:
            raise RoomError(_("That is too long for a room."))
        if self.part(key).document == document:
            return self
        return self._with_part(key, Part(document))

    def without_part(self, key: str) -> "Room":
        """The room without what a seat brought, open or not."""
        return replace(
            self,
            parts=MappingProxyType({k: part for k, part in self.parts.items() if k != key}),
            late=tuple(note for note in self.late if note.seat != key),
        )

    def ready(self, key: str, today: str) -> "Room":
        """The room in which a seat is ready. Two people's room opens with the second of them.
        Raises RoomError."""
        self._still_closed()
        if not self.part(key).document:
            raise RoomError(_("There is nothing yet that could be shown."))
        room = self._with_part(key, replace(self.part(key), ready=True))
        both = room.kind == "one-to-one" and not room.waited_for
        return replace(room, opened=today) if both else room

    def not_ready(self, key: str) -> "Room":
        """The room in which a seat takes back that it is ready. Raises RoomError."""
        self._still_closed()
        if key not in self.parts:
            return self
        return self._with_part(key, replace(self.part(key), ready=False))

    def all_open(self, today: str, without: Iterable[str] = ()) -> "Room":
        """The panel's room with all parts open. `without` are the seats that whoever opens it
        decided not to wait for. Raises RoomError where somebody else is not ready."""
        self._still_closed()
        left_out = tuple(seat.key for seat in self.waited_for)
        if set(left_out) - set(without):
            raise RoomError(_("Somebody is not ready any more. Look again before you open."))
        if len(left_out) == len(self.bringing):
            raise RoomError(_("Nobody is ready, so there is nothing to open."))
        return replace(self, opened=today, without=left_out)

    def noted_late(self, note: LateNote) -> "Room":
        """The room with a note that came after all was open. Raises RoomError."""
        if not self.opened:
            raise RoomError(_("Nothing is open yet: write it on your card."))
        if len(self.late) >= MAX_LATE:
            raise RoomError(_("There is room for {max_late} late notes.", max_late=MAX_LATE))
        return replace(self, late=(*self.late, replace(note, text=note.text[:MAX_TEXT])))

    # -- leading, agreeing, ending --------------------------------------------------------

    def led_by(self, key: str) -> "Room":
        """The room in which a seat leads, or nobody (empty), and all follow."""
        return replace(self, lead=key, apart=())

    def looking_at(self, key: str, item: str) -> "Room":
        """The room in which the seat that leads looks at something. Raises RoomError."""
        if self.lead != key:
            raise RoomError(_("Somebody else leads by now."))
        return replace(self, at=item)

    def following(self, key: str, follows: bool) -> "Room":
        """The room in which a seat follows whoever leads, or looks around alone."""
        others = tuple(each for each in self.apart if each != key)
        return replace(self, apart=others if follows else (*others, key))

    def agreeing(self, item: str, step: AgreedStep, known: AgreedStep) -> "Room":
        """The room with what was agreed of something. `known` is what its writer had before
        them. Raises Collision where somebody else wrote in the meantime."""
        if not self.opened:
            raise RoomError(_("Nothing is open yet."))
        now = self.agreed.get(item, AgreedStep())
        if now.said not in (known.said, step.said):
            raise Collision(now)
        kept = {about: each for about, each in self.agreed.items() if about != item}
        if any(step.said):
            kept[item] = replace(step, text=step.text[:MAX_TEXT])
        return replace(self, agreed=MappingProxyType(kept))

    def over(self, done: bool = True) -> "Room":
        """The room in which the conversation is over, or goes on."""
        return replace(self, done=done)

    # -- for these ------------------------------------------------------------------------

    def _still_closed(self) -> None:
        if self.opened:
            raise RoomError(_(OPEN))

    def _with_seat(self, seat: Seat) -> "Room":
        seats = (seat if each.key == seat.key else each for each in self.seats)
        return replace(self, seats=tuple(seats))

    def _with_part(self, key: str, part: Part) -> "Room":
        self.seat(key)
        return replace(self, parts=MappingProxyType({**self.parts, key: part}))


def for_two(ladder: str, level: str, mine: Literal["self", "manager"], holder: str) -> Room:
    """A 1:1's room, whose starter has one of its seats."""
    seats = (Seat("self"), Seat("manager"))
    return Room("one-to-one", ladder, level, holder, seats).taken(mine, holder)


def for_panel(ladder: str, level: str, plan: str, interviews: Sequence[str], holder: str) -> Room:
    """A panel's room: its starter is the chair, and there is a seat for each interview."""
    seats = [
        Seat(str(number), sign=chr(64 + number), interviews=(name,))
        for number, name in enumerate(interviews[:MAX_SEATS], start=1)
    ]
    return Room("panel", ladder, level, holder, (Seat(CHAIR, holder), *seats), plan=plan)
