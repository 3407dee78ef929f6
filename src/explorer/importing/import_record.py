"""`imported.json`: what the last import wrote, beside the files that people have edited since.

With it the next export can be merged: what differs from it in the export was changed there,
what differs in the files was changed by people. It holds whole texts, as hashes could not tell
which statement was reworded, nor what it said before. No page reads it.
"""

import json
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from explorer.errors import WriteError
from explorer.importing.ladder_sides import Files, Side
from explorer.text.lazy_messages import gettext_lazy

RECORD_FILE = "imported.json"
# A ladder's files hold at most 8 MB; the same as JSON is a little longer.
_MAX_BYTES = 16 * 2**20


def content(files: Files) -> bytes:
    data = {"version": 1, "files": files}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


class _Record(BaseModel):
    version: Annotated[int, Field(ge=1, le=1)]
    # Names that an import gives: no folder, nothing hidden.
    files: dict[
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*\.yaml$")],
        dict[str, Any],
    ]


def parse(raw: bytes, path: str) -> Side:
    """What the last import wrote. Raises WriteError."""
    try:
        if len(raw) > _MAX_BYTES:
            raise ValueError
        files = _Record.model_validate_json(raw, strict=True).files
        side = Side.of(files)
        if side.ladder is None or len(side.levels) + 1 < len(files):
            raise ValueError
    except ValueError as error:
        said = gettext_lazy(
            "{place}: this is no record of an import; bring back the one that the import wrote, "
            "or import with --overwrite instead.",
            place=path,
        )
        raise WriteError(said) from error
    return side
