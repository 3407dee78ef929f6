"""What Streamlit does by itself and may not do here, closed while the server starts.

It asks the network for this computer's outside address when a browser's origin is strange; it
keeps gone visits until other visits push them out; it lets any visitor empty the caches of
all, ask for the state of the git checkout, and upload without end; it runs the scripts of all
visitors at the same moment; it drops a press for the next one. None of these has a
setting, so this module reaches into the runtime; `tests/served` fails where that changes.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.exceptions import HTTPException
from streamlit import net_util
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.session_manager import SessionInfo, SessionStorage
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from explorer.server.settings import settings
from explorer.server.turns import Turns
from explorer.server.uploads import VISIT_MEGABYTES
from explorer.ui import reader_language

GONE_SECONDS = 60
"""A visit whose connection broke can be taken up again for so long; then it is forgotten."""
_SWEEP_SECONDS = 5
_LOOPBACK = "127.0.0.1"


class GoneVisits(SessionStorage):
    """Visits whose connection broke: at most `most` of them, each for `seconds`.

    What is forgotten is shut down at once, so that its files, uploads and words are gone,
    and does not wait for the garbage collector or for the next visitor.
    """

    def __init__(self, most: int, seconds: float = GONE_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._held: dict[str, tuple[float, SessionInfo]] = {}
        self._lock = threading.RLock()

    def get(self, session_id: str) -> SessionInfo | None:
        self.sweep()
        with self._lock:
            held = self._held.get(session_id)
        return held[1] if held else None

    def save(self, session_info: SessionInfo) -> None:
        with self._lock:
            self._held.pop(session_info.session.id, None)
            held = (time.monotonic() + self._seconds, session_info)
            self._held[session_info.session.id] = held
        self.sweep()

    def delete(self, session_id: str) -> None:
        with self._lock:
            self._held.pop(session_id, None)

    def list(self) -> list[SessionInfo]:
        self.sweep()
        with self._lock:
            return [info for _, info in self._held.values()]

    def sweep(self) -> None:
        """Forget what is too old or too much, the oldest first."""
        now, forgotten = time.monotonic(), []
        with self._lock:
            while self._held:
                first = next(iter(self._held))
                until, info = self._held[first]
                if until > now and len(self._held) <= self._most:
                    break
                forgotten.append(info)
                del self._held[first]
        for info in forgotten:
            info.session.shutdown()


def _ask_nobody() -> None:
    """Both addresses count as known; as the loopback address they allow nothing new."""
    net_util._external_ip = net_util._internal_ip = _LOOPBACK


def _ignore(*_: object) -> None:
    """The answer to a message that no visitor of this app needs."""


def _bound_uploads(manager: MemoryUploadedFileManager) -> None:
    """Refuse a file that would be too much for one visit. The browser's field names it."""
    add = manager.add_file

    def add_within(session_id: str, file: UploadedFileRec) -> None:
        held = manager.file_storage.get(session_id, {}).values()
        size = sum(len(each.data) for each in held) + len(file.data)
        if size > VISIT_MEGABYTES * 2**20 or len(held) >= 1_000:
            raise HTTPException(413, f"A visit holds up to {VISIT_MEGABYTES} MB of files.")
        add(session_id=session_id, file=file)

    manager.add_file = add_within  # type: ignore[method-assign]


def _take_turns(turns: Turns) -> None:
    """Run the visitors' scripts, and their fragments, one after another."""
    run = ScriptRunner._run_script

    def in_turn(self: ScriptRunner, *request: Any) -> None:
        with turns.turn():
            reader_language.go_on()
            run(self, *request)

    ScriptRunner._run_script = in_turn  # type: ignore[method-assign,assignment]


_hearing = threading.local()


def _hear_presses_out() -> None:
    """Carry out what was pressed before looking at what is asked next.

    Streamlit looks for a newer request before it calls what a press calls, and at each use of
    the visit's state in there. Whoever pressed two buttons in a row while others had their turn
    lost the first press, or had half of it done.
    """
    look = ScriptRunner._maybe_handle_execution_control_request
    hear = SafeSessionState.on_script_will_rerun

    def unless_hearing(self: ScriptRunner) -> None:
        if not getattr(_hearing, "now", False):
            look(self)

    def heard_out(self: SafeSessionState, *states: Any, **more: Any) -> None:
        _hearing.now = True
        try:
            hear(self, *states, **more)
        finally:
            _hearing.now = False

    ScriptRunner._maybe_handle_execution_control_request = unless_hearing  # type: ignore[method-assign]
    SafeSessionState.on_script_will_rerun = heard_out  # type: ignore[method-assign]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Close all of it before the first visit, and sweep gone visits from then on."""
    _ask_nobody()
    # Streamlit's caches are everybody's, and the git checkout is the keeper's own business.
    AppSession._handle_clear_cache_request = _ignore  # type: ignore[method-assign,assignment]
    AppSession._handle_git_information_request = _ignore  # type: ignore[method-assign,assignment]
    AppSession._handle_set_run_on_save_request = _ignore  # type: ignore[method-assign,assignment]
    runtime = get_instance()
    gone = GoneVisits(settings().gone)
    runtime._session_mgr._session_storage = gone  # type: ignore[attr-defined]
    _bound_uploads(runtime.uploaded_file_mgr)  # type: ignore[arg-type]
    _take_turns(Turns())
    _hear_presses_out()

    async def sweeping() -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            gone.sweep()

    task = asyncio.create_task(sweeping())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
