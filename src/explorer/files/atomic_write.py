"""Files that are whole at any moment, whatever is killed or full while they are written.

Content is complete on the disk before any name points to it. All functions raise OSError
and then leave what was there; saying so in a sentence is left to the callers.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_synced(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on the disk, so that a rename may follow."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def replace_file(path: Path, content: bytes, staged_in: Path | None = None) -> os.stat_result:
    """Put a file in the place of the old one, in one step; gives its status. It is its owner's
    alone (0600).

    A process that is killed leaves at most a hidden file that ends with .part, beside it or
    in the folder `staged_in` of the same disk.
    """
    handle, temporary = tempfile.mkstemp(dir=staged_in or path.parent, prefix=".", suffix=".part")
    os.close(handle)
    try:
        write_synced(Path(temporary), content)
        status = Path(temporary).stat()
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return status


@contextmanager
def staging_folder(beside: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, in which to complete files that are then renamed.

    It is gone afterwards, with what was not renamed out of it.
    """
    with tempfile.TemporaryDirectory(
        dir=beside, prefix=".", suffix=".part", ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)
