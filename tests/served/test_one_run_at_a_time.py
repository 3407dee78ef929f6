"""A visit runs once at a time: what is pressed while a room asks for news stays pressed.

With `runner.fastReruns`, Streamlit's default, a press stops the run that is under way and begins
in a thread of its own. One that was about to take in what the browser had sent before the press
did so after it: of 100 presses that came a moment after a question for news, on a busy server,
4 were taken back.
"""

import threading
import time
import tomllib
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from tools.bench_drive import Place, Server, Session
from tools.bench_rooms import Screen

from browser.visiting import ROOT, serve
from explorer.files.loading import load
from explorer.interviews.plan import dump_plan, new_plan
from explorer.interviews.scorecard import parse_scorecard
from explorer.rooms.room import for_panel
from explorer.storage.database import sqlite_at
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import holder_of, new_token
from served.asking import LEVELS, server_of

PANEL = Place("Hiring panel", "panel", "")
EXPECTATION = "I am a well-rounded engineer, architect and problem solver"


def test_a_visit_runs_once_at_a_time() -> None:
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    assert configured["runner"]["fastReruns"] is False


class Panellist(Screen):
    """A screen of a panel's room."""

    def send(self, word: str, *, news: bool) -> None:
        """What a browser sends: its controls as they are, with a press or a question for news."""
        message = BackMsg()
        widgets = message.rerun_script.widget_states.widgets
        widgets.add(id=self.choices[EXPECTATION]).string_array_value.data.append(word)
        if news:
            message.rerun_script.fragment_id = self.news
            message.rerun_script.is_auto_rerun = True
        self._send(message)


@pytest.mark.thorough
def test_a_press_beside_a_question_for_news_stays(data: Path) -> None:
    served = serve(ROOT / "ladder", data, "--shared")
    try:
        rooms = DatabaseRooms(sqlite_at(next(data.rglob("shared.sqlite3"))))
        ladder = load(ROOT / "ladder").ladders[0]
        level = next(each for each in ladder.levels if each.code == "L4")
        token, plan = new_token(), new_plan(ladder, level)
        names = [each.name for each in plan.interviews][:1]
        room = for_panel(ladder.key, "L4", dump_plan(plan), names, holder_of(new_token()))
        seat = room.seats[-1].key
        key = rooms.start(room.taken(seat, holder_of(token)))
        for _ in range(6):
            threading.Thread(target=_busy, args=(server_of(served),), daemon=True).start()
        with Panellist(server_of(served), key, token, PANEL) as one:
            for _ in range(100):
                if one.news:
                    break
                time.sleep(0.1)
            before = ""
            for number in range(100):
                word = ladder.panel_scale.words[number % 4]
                one.send(before, news=True)
                time.sleep(number % 12 / 12_000)
                one.send(word, news=False)
                time.sleep(0.8)
                card, _ = parse_scorecard(rooms.read(key).part(seat).document.encode())
                assert card is not None
                assert card.observations[0].word == word, f"press {number} was taken back"
                before = word
    finally:
        served.stop()


def _busy(server: Server) -> None:
    """Somebody who reads and reads, until the server is stopped."""
    try:
        with Session(server) as reader:
            reader.open(LEVELS)
            while True:
                reader.rerun()
    except Exception:
        return
