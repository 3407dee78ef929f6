"""A copy of a SQLite database as of one moment, while a server goes on writing to it."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote


def copy_file(file: Path, to: Path) -> None:
    """Copy the database to a new file, its owner's alone, complete or not at all. Raises
    OSError and sqlite3.Error."""
    handle, staged = tempfile.mkstemp(dir=to.parent, prefix=".", suffix=".part")
    os.close(handle)
    try:
        source = f"file:{quote(str(file.absolute()))}?mode=ro"
        with (
            closing(sqlite3.connect(source, uri=True)) as original,
            closing(sqlite3.connect(staged)) as copy,
        ):
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with Path(staged).open("rb+") as stream:
            os.fsync(stream.fileno())
        # Not `replace`: what has that name already is nobody's to overwrite.
        os.link(staged, to)
    finally:
        Path(staged).unlink(missing_ok=True)
