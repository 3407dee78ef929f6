"""Reading a file of a folder that others may write to: a regular file, and inside the folder.

A link that leads out of a served folder would show the head of any file that the server may
read in its list of problems; a pipe would make the reader wait for ever.
"""

import os
import stat
from pathlib import Path

LEADS_OUT = "it is a link that leads out of the folder"


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, with all links in it followed, is outside of the folder.

    A link inside is fine: Kubernetes mounts L4.yaml as a link to ..data/L4.yaml, and ..data
    as one to a folder of the day.
    """
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def reason_of(error: OSError) -> str:
    """Why a file could not be used, in a few words for use inside a sentence."""
    return (error.strerror or type(error).__name__).lower()


def read_regular(path: Path, most: int = -1, inside: Path | None = None) -> bytes:
    """The file's bytes, at most `most` of them. Raises OSError, with a reason for people,
    also for what is no regular file and for what leads out of `inside`."""
    if inside is not None and leads_out(path, inside):
        raise OSError(0, LEADS_OUT)
    # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(os.path.realpath(path), flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is a folder, a pipe or a device")
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(most)
