"""`imported.json`: what the last import wrote, beside the files that people have edited since.

With it the next export can be merged: what differs from it in the export was changed there,
what differs in the files was changed by people. It holds whole texts, as hashes could not tell
which statement was reworded, nor what it said before. No page reads it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from explorer.errors import DecisionsError
from explorer.files import yaml_writer
from explorer.files.paths import LADDER_FILE
from explorer.files.schema import LadderShape, LevelShape
from explorer.files.shape_check import check
from explorer.files.yaml_reader import read
from explorer.text.lazy_messages import gettext_lazy

RECORD_FILE = "imported.json"
_VERSION = 1
# Names that an import gives: no folder, nothing hidden.
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\.yaml")
# A ladder's files hold at most 8 MB; the same as JSON is a little longer.
_MAX_BYTES = 16 * 2**20

Files = Mapping[str, Mapping[str, yaml_writer.Value]]
"""Name of a file, and its data."""


def content(files: Files) -> bytes:
    data = {"version": _VERSION, "files": files}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def parse(raw: bytes, path: str) -> dict[str, dict[str, Any]]:
    """Name of a file, and the data that was written. Raises DecisionsError."""
    try:
        if len(raw) > _MAX_BYTES:
            raise ValueError
        data = json.loads(raw)
        files = data["files"]
        version = data["version"]
        if type(version) is not int or version != _VERSION or LADDER_FILE not in files:
            raise ValueError
        if not all(
            _FILE_NAME.fullmatch(name) and type(each) is dict for name, each in files.items()
        ):
            raise ValueError
        shapes = {name: as_read(name, each) for name, each in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        said = gettext_lazy(
            "{place}: this is no record of an import; bring back the one that the import wrote, "
            "or import with --overwrite instead.",
            place=f"{path}{line}",
        )
        raise DecisionsError(said) from error
    codes = [each.code for each in shapes.values() if isinstance(each, LevelShape)]
    if any(shape is None for shape in shapes.values()) or len(set(codes)) < len(codes):
        raise DecisionsError(
            gettext_lazy(
                "{place}: it holds what no import wrote; bring back the one that the import wrote, "
                "or import with --overwrite instead.",
                place=path,
            )
        )
    return dict(files)


def as_read(name: str, data: Mapping[str, Any]) -> LadderShape | LevelShape | None:
    """Data as it is once it was written and read again; None where it cannot be."""
    shape: type[LadderShape | LevelShape] = LadderShape if name == LADDER_FILE else LevelShape
    found, _ = check(shape, read(yaml_writer.document(data).encode("utf-8", "replace")), name)
    return found
