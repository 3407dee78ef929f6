"""Where a download waits between the press of its button and its one taking.

Streamlit stores a download under a hash of its content, for anybody to fetch for as long as
the visit lives: whoever guesses a profile (five words for each of a few competencies) finds
out at that address whether somebody has it. Here a download gets a random address, which
leads to it for one taking, and for a minute at the most; pictures and sounds stay as
Streamlit has them.
"""

import secrets
import time

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import (
    MemoryFile,
    MemoryMediaFileStorage,
    get_extension_for_mimetype,
)

# The browser fetches at once; a minute leaves room for a slow line to send the request.
SECONDS = 60.0
# Chromium asks a second time when it makes a download of what it has fetched; without an
# answer to that it cancels the download and saves nothing.
SECONDS_AFTER_TAKING = 5.0


class SingleUseStorage(MemoryMediaFileStorage):
    """Streamlit's storage in memory, with downloads under random addresses for one taking."""

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._until: dict[str, float] = {}
        """Until when each download lies there, in seconds of the monotonic clock."""

    def load_and_get_id(
        self,
        path_or_data: str | bytes,
        mimetype: str,
        kind: MediaFileKind,
        filename: str | None = None,
    ) -> str:
        self._forget_old()
        if kind is not MediaFileKind.DOWNLOADABLE or isinstance(path_or_data, str):
            return super().load_and_get_id(path_or_data, mimetype, kind, filename)
        file_id = secrets.token_hex(16)
        self._until[file_id] = time.monotonic() + SECONDS
        self._files_by_id[file_id] = MemoryFile(path_or_data, mimetype, kind, filename)
        return file_id

    def get_file(self, filename: str) -> MemoryFile:
        """What is asked for over HTTP; a download is gone soon after."""
        self._forget_old()
        file = super().get_file(filename)
        file_id = filename.partition(".")[0]
        if file_id in self._until:
            taken = time.monotonic() + SECONDS_AFTER_TAKING
            self._until[file_id] = min(self._until[file_id], taken)
        return file

    def get_url(self, file_id: str) -> str:
        if file_id not in self._until:
            return super().get_url(file_id)
        extension = get_extension_for_mimetype(self._files_by_id[file_id].mimetype)
        return f"{self._media_endpoint}/{file_id}{extension}"

    def delete_file(self, file_id: str) -> None:
        """Streamlit deletes what no page refers to after any two reruns, also of others,
        which may come before the browser's request: a download stays its minute."""
        self._forget_old()
        if file_id not in self._until:
            super().delete_file(file_id)

    def _forget_old(self) -> None:
        now = time.monotonic()
        for file_id, until in list(self._until.items()):
            if now > until:
                self._until.pop(file_id, None)
                self._files_by_id.pop(file_id, None)


def install() -> None:
    """Have the app that is made next use it. Streamlit's App offers no choice of storage; it
    looks for the class when it is started."""
    memory_media_file_storage.MemoryMediaFileStorage = SingleUseStorage  # type: ignore[misc]
