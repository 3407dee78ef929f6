"""An HTTP connection that does not wait for ever.

uvicorn waits without end for the rest of a request's head or body, and for a client to take
its answer: a few hundred half-open requests then hold every descriptor (slow loris).
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_SECONDS = 20
"""A head is one packet or two; so long takes only a line that is lost."""
EXCHANGE_SECONDS = 300
"""The largest upload, 10 MB, arrives in it at 35 KB a second."""
_LOOK_SECONDS = 2


class PatientProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """uvicorn's HTTP protocol, with an end to each wait. A websocket leaves it at its upgrade."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._stage: tuple[object, bool] = (None, True)
        self._since = self.loop.time()
        self.loop.call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        transport: Any = self.transport
        if transport.is_closing() or transport.get_protocol() is not self:
            return
        cycle = self.cycle
        resting = cycle is None or cycle.response_complete
        now = self.loop.time()
        if (cycle, resting) != self._stage:
            self._stage, self._since = (cycle, resting), now
        elif now - self._since > (HEAD_SECONDS if resting else EXCHANGE_SECONDS):
            transport.abort()
            return
        self.loop.call_later(_LOOK_SECONDS, self._look)
