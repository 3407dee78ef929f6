"""Links in a ladder's text that lead to files which are not there.

Only relative targets are looked at, from the file they stand in, and only inside the
folder that was read. Addresses of the network are never asked.
"""

from collections.abc import Iterator
from os.path import exists, realpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explorer.lint.findings import Finding
from explorer.model import Ladder
from explorer.problems import quoted
from explorer.records import Record, of_level
from explorer.text.translation import gettext as _


def dead_links(ladder: Ladder, folder: str) -> Iterator[Finding]:
    """The links whose relative target is not in the folder."""
    root = realpath(folder)
    for level in ladder.levels:
        for record in of_level(level):
            for target in record.links:
                path = _path(root, record.file, target)
                # Path.exists raises for a name that is too long.
                if path is not None and not exists(path):  # noqa: PTH110
                    what = _(
                        "{who} leads to {target}, which is not there",
                        who=_who(record),
                        target=quoted(unquote(target)),
                    )
                    yield Finding(
                        "link", level.ladder, level.code, record.file, record.line, what, record.id
                    )


def _path(root: str, file: str, target: str) -> str | None:
    """Where a relative target leads inside the folder; None for all other targets."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or "\0" in path:
        return None
    home = Path(root) if path.startswith("/") else (Path(root) / file).parent
    found = realpath(home / path.lstrip("/"))
    return found if Path(found).is_relative_to(root) else None


def _who(record: Record) -> str:
    return (
        f"{record.level}/{record.id}"
        if record.id
        else _("{level}, its {kind},", level=record.level, kind=_(record.kind))
    )
