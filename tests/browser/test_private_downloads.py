"""What one visitor downloads is nobody else's: a served app, and sessions on its websocket."""

import time
import urllib.error
import urllib.request
from contextlib import ExitStack

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_media_file_storage import _calculate_file_id
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from browser.visiting import Served
from explorer.ui.single_use_storage import SECONDS_AFTER_TAKING

RATED = "Maturing"
NAME = "profile-sre.yaml"


class Visitor:
    """A session that speaks Streamlit's protocol, as its browser would."""

    def __init__(self, served: Served, page: str) -> None:
        self.open = ExitStack()
        self.socket = self.open.enter_context(
            connect(
                f"{served.url.replace('http', 'ws')}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
            )
        )
        self.downloads: dict[str, DownloadButton] = {}
        self.raw: list[bytes] = []
        self.page, self.rating, self.session = "", "", ""
        message = BackMsg()
        message.rerun_script.page_name = page
        self.run(message)

    def receive(self) -> ForwardMsg:
        raw = self.socket.recv(timeout=60)
        assert isinstance(raw, bytes)
        self.raw.append(raw)
        return ForwardMsg.FromString(raw)

    def run(self, message: BackMsg) -> None:
        """Have the page run, and note its download buttons and its first field of words."""
        message.rerun_script.page_script_hash = self.page
        self.socket.send(message.SerializeToString())
        while True:
            told = self.receive()
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id
            elif kind == "navigation":
                self.page = told.navigation.page_script_hash
            elif kind == "delta":
                element = told.delta.new_element
                if element.HasField("download_button"):
                    self.downloads[element.download_button.label] = element.download_button
                elif element.HasField("button_group") and not self.rating:
                    options = [option.content for option in element.button_group.options]
                    if RATED in options:
                        self.rating = element.button_group.id
            elif kind == "script_finished":
                return

    def rate(self) -> None:
        message = BackMsg()
        widget = message.rerun_script.widget_states.widgets.add(id=self.rating)
        widget.string_array_value.data.append(RATED)
        self.run(message)

    def press(self, placeholder: str) -> str:
        """The address that a press of a download button gives."""
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = placeholder
        self.socket.send(message.SerializeToString())
        while True:
            told = self.receive()
            if told.WhichOneof("type") == "backend_operation_response":
                return told.backend_operation_response.deferred_file.url

    def close(self) -> None:
        self.open.close()


def asked(served: Served, path: str) -> tuple[int, bytes, str]:
    """Status, content and caching of an answer to somebody without a cookie."""
    try:
        with urllib.request.urlopen(f"{served.url}{path}", timeout=30) as answer:
            return answer.status, answer.read(), answer.headers.get("cache-control", "")
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers.get("cache-control", "")


def test_a_profile_is_given_once_to_the_one_who_pressed(reading_app: Served) -> None:
    mine, other = Visitor(reading_app, "profile"), Visitor(reading_app, "profile")
    try:
        mine.rate()
        button = mine.downloads["Download"]
        assert button.url == "", "nothing is made before it is pressed"
        assert button.deferred_file_id
        url = mine.press(button.deferred_file_id)
        assert url.startswith("/media/")
        # The other visitor's reruns make Streamlit tidy up, and tell them nothing.
        for _ in range(3):
            other.run(BackMsg())
        assert not any(
            secret.encode() in raw for raw in other.raw for secret in (url, button.deferred_file_id)
        )
        status, content, caching = asked(reading_app, url)
        assert (status, caching) == (200, "no-store")
        assert RATED.encode() in content
        time.sleep(SECONDS_AFTER_TAKING + 0.5)
        assert asked(reading_app, url)[0] == 404, "for one taking"
        again = mine.press(button.deferred_file_id)
        assert again != url
        # Who guesses every byte of it finds nothing where Streamlit would have had it.
        guessed = _calculate_file_id(content, "application/yaml", NAME)
        for path in (f"/media/{guessed}", f"/media/{guessed}.yaml"):
            assert asked(reading_app, path)[0] == 404
        assert asked(reading_app, again)[0] == 200
    finally:
        mine.close()
        other.close()
