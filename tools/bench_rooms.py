"""Measures rooms: `python -m tools.bench_rooms`, 100 of them with two screens each on one server.

Each screen is a raw websocket that asks for news when the server told it to, as a browser does.
In a busy room the one who leads goes on every 10 seconds; what counts is the time from that press
until the other screen has the next thing. In idle rooms every screen asks at the slow pace; what
counts is the share of a core. Client and server share the machine.
"""

import argparse
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explorer.files.loading import load
from explorer.model import Ladder
from explorer.profiles.profile import Perspective, new
from explorer.profiles.profile_file import dump
from explorer.rooms.room import Room, for_two
from explorer.storage.database import sqlite_at
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import RoomKey, holder_of, new_token
from explorer.ui.room_session import SLOW
from tools.bench_drive import Place, Server, Session, Subject, serving

ROOMS, SECONDS, TURN = 100, 60.0, 10.0
AIM_SECONDS, AIM_SHARE = 2.5, 5.0
_TALK = Place("1:1", "one-to-one", "")
_WORDS: dict[Perspective, str] = {"self": "Maturing", "manager": "Performing"}


def opened(ladder: Ladder, tokens: dict[Perspective, str]) -> Room:
    """A room in which both are ready, differ in everything, and the manager leads."""
    room = for_two(ladder.key, "L4", "self", holder_of(tokens["self"]))
    room = room.taken("manager", holder_of(tokens["manager"]))
    for seat, word in _WORDS.items():
        profile = new(ladder, "L4", seat)
        for competency in ladder.levels[3].competencies:
            profile = profile.with_rating("L4", competency.key, word)
        room = room.brought(seat, dump(profile)).ready(seat, "2026-11-26")
    return room.led_by("manager")


class Screen(Session):
    """One screen of a room, which reads on its own and notes when it saw what."""

    def __init__(self, server: Server, key: RoomKey, token: str, place: Place = _TALK) -> None:
        super().__init__(server, f"ladder_room_{key.id}={key.key.hex()}.{token}")
        self.pace, self.news = 0.0, ""
        self.buttons: dict[str, str] = {}
        self.shown: dict[str, float] = {}
        self._stage = ""
        self._lock = threading.Lock()
        self.ask(place)
        self.answer()
        self.ask(place, f"room={key.id}")
        self.answer()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _note(self, message: ForwardMsg) -> None:
        super()._note(message)
        element = message.delta.new_element
        if element.HasField("button"):
            self.buttons[element.button.label] = element.button.id
        if element.HasField("html") and 'class="stage' in element.html.body:
            name = element.html.body.partition('class="stage')[2][:200]
            if name != self._stage:
                self._stage = name
                self.shown[name] = time.perf_counter()
                self.last = time.perf_counter()

    last = 0.0

    def _read(self) -> None:
        while True:
            try:
                raw = self._socket.recv()
            except Exception:
                return  # closed at the end
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                self._known[message.hash] = None
            if kind == "auto_rerun":
                self.pace, self.news = message.auto_rerun.interval, message.auto_rerun.fragment_id
            elif kind == "delta":
                self._note(message)

    def ask_for_news(self) -> None:
        """What a browser does each time that the server's pace says."""
        message = BackMsg()
        message.rerun_script.fragment_id = self.news
        message.rerun_script.is_auto_rerun = True
        with self._lock:
            self._send(message)

    def press(self, label: str) -> None:
        message = BackMsg()
        widgets = message.rerun_script.widget_states.widgets
        widgets.add(id=self.buttons[label], trigger_value=True)
        with self._lock:
            self._send(message)


@contextmanager
def asking(screens: list[Screen], pace: float) -> Iterator[None]:
    """All screens ask for news every so many seconds, each at a moment of its own."""
    stop = threading.Event()
    turns = sorted((random.random() * pace, number) for number in range(len(screens)))

    def ask() -> None:
        began, round_ = time.perf_counter(), 0
        while not stop.is_set():
            for offset, number in turns:
                wait = began + round_ * pace + offset - time.perf_counter()
                if wait > 0 and stop.wait(wait):
                    return
                screens[number].ask_for_news()
            round_ += 1

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def follow(pairs: list[tuple[Screen, Screen]], seconds: float) -> list[float]:
    """Seconds from each press of who leads until the other screen has it."""
    took: list[float] = []
    pressed = [0.0] * len(pairs)
    forward = [True] * len(pairs)
    end, at = time.perf_counter() + seconds, 0
    gap = TURN / len(pairs)
    while time.perf_counter() < end:
        number = at % len(pairs)
        leader, follower = pairs[number]
        if pressed[number]:
            took.append(follower.last - pressed[number])
        pressed[number] = time.perf_counter()
        leader.press("Next" if forward[number] else "Back")
        forward[number] = not forward[number]
        at += 1
        time.sleep(gap)
    return sorted(took)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench_rooms", description=__doc__)
    parser.add_argument("--rooms", type=int, default=ROOMS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options, _ = parser.parse_known_args()
    command = ("explorer", "serve", "ladder", "--shared", "--port", "PORT", "--no-open")
    subject = Subject("app", command, _TALK, _TALK, _TALK, "", "")
    ladder = load(Path("ladder")).ladders[0]
    with TemporaryDirectory(prefix="bench-") as home, serving(subject, Path(home)) as server:
        rooms = DatabaseRooms(sqlite_at(next(Path(home).rglob("shared.sqlite3"))))
        with ExitStack() as open_screens:
            pairs = []
            for _ in range(options.rooms):
                tokens: dict[Perspective, str] = {"self": new_token(), "manager": new_token()}
                key = rooms.start(opened(ladder, tokens))
                leader, follower = (
                    open_screens.enter_context(Screen(server, key, tokens[seat]))
                    for seat in ("manager", "self")
                )
                leader.press("Next")
                pairs.append((leader, follower))
            screens = [each for pair in pairs for each in pair]
            pace = screens[0].pace
            with asking(screens, pace):
                time.sleep(3 * pace)
                before = server.cpu()
                took = follow(pairs, options.seconds)
                busy = (server.cpu() - before) / options.seconds / 10
            time.sleep(5)  # what was asked before is answered
            with asking(screens, SLOW):
                before = server.cpu()
                time.sleep(options.seconds)
                idle = (server.cpu() - before) / options.seconds / 10
    missed = sum(each < 0 for each in took)
    seen = [each for each in took if each >= 0]
    # Who has not followed before the next press has not followed in time.
    late = [*seen, *[float("inf")] * missed]
    p50, p95 = late[len(late) // 2], late[int(len(late) * 0.95)]
    print(f"{options.rooms} rooms of two screens, which ask for news every {pace:g} s\n")
    print(
        f"the other screen follows: {p50:.2f} s p50, {p95:.2f} s p95 ({len(seen)} times, {missed} not within {TURN:g} s)  aim p95 {AIM_SECONDS} or less"
    )
    print(f"while they talk: {busy:.0f} % of a core")
    print(f"idle, asking every {SLOW:g} s: {idle:.1f} % of a core  aim {AIM_SHARE:g} or less")
    return 0


if __name__ == "__main__":
    sys.exit(main())
