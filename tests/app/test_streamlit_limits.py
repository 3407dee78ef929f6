"""What Streamlit may not do by itself: gone visits, uploads without end, asking outside."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from streamlit import net_util
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, get_script_run_ctx
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util

from explorer.server.turns import Turns
from explorer.server.uploads import VISIT_MEGABYTES
from explorer.ui import streamlit_limits
from explorer.ui.streamlit_limits import GoneVisits


class Gone:
    """A visit whose connection broke, and whether it was shut down."""

    def __init__(self, name: str) -> None:
        self.id, self.shut = name, 0

    def shutdown(self) -> None:
        self.shut += 1


def info(session: Gone) -> SessionInfo:
    return SessionInfo(None, session)  # type: ignore[arg-type]


def test_too_many_gone_visits_are_shut_down_the_oldest_first() -> None:
    visits, sessions = GoneVisits(2), [Gone(name) for name in "abc"]
    for session in sessions:
        visits.save(info(session))
    assert [session.shut for session in sessions] == [1, 0, 0]
    assert visits.get("a") is None
    assert visits.get("b") is not None
    assert len(visits.list()) == 2


def test_one_that_comes_back_is_not_shut_down() -> None:
    visits, session = GoneVisits(2), Gone("a")
    visits.save(info(session))
    visits.delete("a")
    visits.delete("a")
    for name in "xyz":
        visits.save(info(Gone(name)))
    assert session.shut == 0


def test_a_visit_is_forgotten_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(streamlit_limits.time, "monotonic", lambda: now)
    visits, early, late = GoneVisits(9, 60), Gone("early"), Gone("late")
    visits.save(info(early))
    now += 59
    visits.save(info(late))
    visits.save(info(late))
    assert visits.get("early")
    now += 2
    visits.sweep()
    assert (early.shut, late.shut) == (1, 0)
    assert visits.get("early") is None


def test_a_visit_holds_no_more_than_it_may() -> None:
    manager = MemoryUploadedFileManager("/upload")
    streamlit_limits._bound_uploads(manager)
    five = b"x" * (5 * 2**20)
    for number in range(VISIT_MEGABYTES // 5):
        manager.add_file("visit", UploadedFileRec(str(number), "a.md", "text/plain", five))
    small = UploadedFileRec("small", "a.md", "text/plain", b"x")
    with pytest.raises(HTTPException) as refused:
        manager.add_file("visit", small)
    assert refused.value.status_code == 413
    manager.add_file("another", small)
    manager.remove_file("visit", "0")
    manager.add_file(session_id="visit", file=small)


def test_a_strange_origin_makes_nobody_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*what: Any, **_: Any) -> None:
        raise AssertionError(f"asked for {what}")

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_internal_ip", None)
    streamlit_limits._ask_nobody()
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    monkeypatch.setattr(socket.socket, "connect", asked)
    for origin in ("", "null", "http://evil.example", "http://192.0.2.1:80"):
        assert not server_util.is_url_from_allowed_origins(origin)


def test_the_scripts_of_two_visitors_run_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []

    def script(_: object, name: str) -> None:
        told.append(f"{name} begins")
        time.sleep(0.02)  # the other would begin now
        told.append(f"{name} ends")

    monkeypatch.setattr(ScriptRunner, "_run_script", script)
    streamlit_limits._take_turns(Turns(60))
    visitors = [
        threading.Thread(target=ScriptRunner._run_script, args=(None, name)) for name in "ab"
    ]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join(60)
    first, second = told[0][0], told[2][0]
    assert told == [f"{who} {what}" for who in (first, second) for what in ("begins", "ends")]


def asked_again() -> None:
    """The visitor's next press arrives at this moment."""
    context = get_script_run_ctx()
    assert context
    assert context.script_requests
    context.script_requests.request_rerun(RerunData(page_script_hash=context.page_script_hash))


def two_steps(meanwhile: "Callable[[], None]") -> None:
    """A page of its own: a press with two steps, and what happens in between."""
    import streamlit as st

    def pressed() -> None:
        meanwhile()
        st.session_state["one"] = True
        st.session_state["two"] = True

    st.button("Press", on_click=pressed)


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in (
        (ScriptRunner, "_run_script"),
        (ScriptRunner, "_maybe_handle_execution_control_request"),
        (SafeSessionState, "on_script_will_rerun"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    streamlit_limits._hear_presses_out()


@pytest.mark.usefixtures("hearing")
def test_a_press_is_carried_out_to_its_end_before_the_next() -> None:
    page = AppTest.from_function(two_steps, kwargs={"meanwhile": asked_again}).run()
    page.button[0].click().run()
    assert page.session_state["one"]
    assert page.session_state["two"]


@pytest.mark.usefixtures("hearing")
def test_a_press_that_waits_for_its_turn_is_not_dropped_for_the_next() -> None:
    class Waiting(Turns):
        """A turn for which the visitor had to wait, and pressed another button meanwhile."""

        @contextmanager
        def turn(self) -> Iterator[None]:
            asked_again()
            yield

    streamlit_limits._take_turns(Waiting())
    page = AppTest.from_function(two_steps, kwargs={"meanwhile": lambda: None}).run()
    page.button[0].click().run()
    assert page.session_state["two"]
