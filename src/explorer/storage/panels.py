"""What keeps the panels that one owner is working on, and how it does so in files.

A panel is one document: its words are of no concern here. A save names the words that it
builds on, and overwrites no others. All raise the StoreErrors of `explorer.errors`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

from filelock import FileLock, Timeout

from explorer.errors import Unavailable
from explorer.files.atomic_write import replace_file
from explorer.files.regular_file import read_regular
from explorer.interviews.panel_draft import MAX_BYTES

FOLDER = "panels"
_PATIENCE = 5.0


class PanelRepository(Protocol):
    """The panels of one owner, by ladder and level."""

    def read(self, ladder: str, level: str) -> bytes | None:
        """What is kept, or None."""

    def write(self, ladder: str, level: str, document: bytes, known: bytes | None) -> bool:
        """Keep a document in the place of what was `known`; False where something else is
        kept by now, which stays."""

    def delete(self, ladder: str, level: str) -> None:
        """Delete what is kept of this panel."""

    def listed(self) -> list[tuple[str, str]]:
        """The ladder and level of each, in order."""

    def everything(self) -> dict[str, bytes]:
        """All of them as files, by name."""

    def delete_everything(self) -> None:
        """Delete all of them."""


def panel_name(ladder: str, level: str) -> str:
    """The name of a panel's file among those of its owner."""
    return f"{FOLDER}/{quote(ladder, safe='')}@{quote(level, safe='')}.yaml"


@dataclass(frozen=True, slots=True)
class FilePanels(PanelRepository):
    """The panels of the one person on this computer: a folder of readable files, within the
    one that is named."""

    within: Path

    @property
    def folder(self) -> Path:
        return self.within / FOLDER

    def path(self, ladder: str, level: str) -> Path:
        return self.within / panel_name(ladder, level)

    def read(self, ladder: str, level: str) -> bytes | None:
        return self._read(self.path(ladder, level))

    def write(self, ladder: str, level: str, document: bytes, known: bytes | None) -> bool:
        path = self.path(ladder, level)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(path.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600):
                if self._read(path) != known:
                    return False
                replace_file(path, document, staged_in=self.folder)
        except (OSError, Timeout) as error:
            raise _unavailable(path, error) from error
        return True

    def delete(self, ladder: str, level: str) -> None:
        _unlink(self.path(ladder, level))

    def listed(self) -> list[tuple[str, str]]:
        return sorted(map(self.said_by, self.folder.glob("*.yaml")))

    @staticmethod
    def said_by(path: Path) -> tuple[str, str]:
        """The ladder and the level that a file's name says."""
        ladder, _, level = path.name.removesuffix(".yaml").partition("@")
        return unquote(ladder), unquote(level)

    def everything(self) -> dict[str, bytes]:
        found = {path.name: self._read(path) for path in sorted(self.folder.glob("*.yaml"))}
        return {f"{FOLDER}/{name}": raw for name, raw in found.items() if raw is not None}

    def delete_everything(self) -> None:
        for path in [*self.folder.glob("*.yaml"), *self.folder.glob("*.part")]:
            _unlink(path)

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_regular(path, MAX_BYTES + 1, self.folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unavailable(path, error) from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unavailable(path, error) from error


def _unavailable(path: Path, error: OSError | Timeout) -> Unavailable:
    return Unavailable(path, (getattr(error, "strerror", "") or type(error).__name__).lower())
