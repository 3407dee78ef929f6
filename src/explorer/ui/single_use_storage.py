"""Where a download waits between the press of its button and its one taking.

Streamlit stores a download under a hash of its content, for anybody to fetch for as long as
the visit lives: whoever guesses a profile (five words for each of a few competencies) finds
out at that address whether somebody has it. Here a download gets a random address, which
leads to it once and for a minute; pictures and sounds stay as Streamlit has them.
"""

import secrets
import time

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import (
    MemoryFile,
    MemoryMediaFileStorage,
    get_extension_for_mimetype,
)

# The browser fetches at once; a minute leaves room for a slow line to send the request.
SECONDS = 60.0


class SingleUseStorage(MemoryMediaFileStorage):
    """Streamlit's storage in memory, with downloads under random addresses for one taking."""

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._made: dict[str, float] = {}
        """When each waiting download was made, in seconds of the monotonic clock."""

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
        self._made[file_id] = time.monotonic()
        self._files_by_id[file_id] = MemoryFile(path_or_data, mimetype, kind, filename)
        return file_id

    def get_file(self, filename: str) -> MemoryFile:
        """What is asked for over HTTP; a download is gone with it."""
        self._forget_old()
        file = super().get_file(filename)
        file_id = filename.partition(".")[0]
        if file_id in self._made:
            # The one that takes the time out has it: of two at once, only one.
            if self._made.pop(file_id, None) is None:
                raise MediaFileStorageError("That download was taken already.")
            self._files_by_id.pop(file_id, None)
        return file

    def get_url(self, file_id: str) -> str:
        if file_id not in self._made:
            return super().get_url(file_id)
        extension = get_extension_for_mimetype(self._files_by_id[file_id].mimetype)
        return f"{self._media_endpoint}/{file_id}{extension}"

    def delete_file(self, file_id: str) -> None:
        """Streamlit deletes what no page refers to after any two reruns, also of others,
        which may come before the browser's request: a download stays its minute."""
        self._forget_old()
        if file_id not in self._made:
            super().delete_file(file_id)

    def _forget_old(self) -> None:
        now = time.monotonic()
        for file_id, made in list(self._made.items()):
            if now - made > SECONDS:
                self._made.pop(file_id, None)
                self._files_by_id.pop(file_id, None)


def install() -> None:
    """Have the app that is made next use it. Streamlit's App offers no choice of storage; it
    looks for the class when it is started."""
    memory_media_file_storage.MemoryMediaFileStorage = SingleUseStorage  # type: ignore[misc]
