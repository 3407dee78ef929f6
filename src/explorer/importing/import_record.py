"""`imported.json`: what the last import wrote, beside the files that people have edited since.

With it the next export can be merged: what differs from it in the export was changed there,
what differs in the files was changed by people. It holds whole texts, as hashes could not tell
which statement was reworded, nor what it said before. No page reads it.
"""

import json
import re

from explorer.errors import WriteError
from explorer.files.paths import LADDER_FILE
from explorer.importing.ladder_sides import Files, Side
from explorer.text.lazy_messages import gettext_lazy

RECORD_FILE = "imported.json"
_VERSION = 1
# Names that an import gives: no folder, nothing hidden.
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\.yaml")
# A ladder's files hold at most 8 MB; the same as JSON is a little longer.
_MAX_BYTES = 16 * 2**20


def content(files: Files) -> bytes:
    data = {"version": _VERSION, "files": files}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def parse(raw: bytes, path: str) -> Side:
    """What the last import wrote. Raises WriteError."""
    try:
        if len(raw) > _MAX_BYTES:
            raise ValueError
        data = json.loads(raw)
        version, files = data["version"], data["files"]
        named = all(_FILE_NAME.fullmatch(name) and type(files[name]) is dict for name in files)
        if type(version) is not int or version != _VERSION or LADDER_FILE not in files or not named:
            raise ValueError
        side = Side.of(files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        said = gettext_lazy(
            "{place}: this is no record of an import; bring back the one that the import wrote, "
            "or import with --overwrite instead.",
            place=f"{path}{line}",
        )
        raise WriteError(said) from error
    if side.ladder is None or len(side.levels) + 1 < len(files):
        raise WriteError(
            gettext_lazy(
                "{place}: it holds what no import wrote; bring back the one that the import wrote, "
                "or import with --overwrite instead.",
                place=path,
            )
        )
    return side
