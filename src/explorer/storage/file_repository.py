"""The profiles of the one person on this computer: one readable file per ladder and
perspective, in the user's data folder.

A save is locked, written to a temporary file and renamed. Its owner may edit a file by hand
and link it elsewhere within the folder.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from explorer.errors import Conflict, Unavailable
from explorer.files.atomic_write import replace_file
from explorer.files.regular_file import leads_out, read_regular
from explorer.profiles.profile import Perspective, Profile
from explorer.profiles.profile_file import dump
from explorer.storage.repository import (
    MAX_DOCUMENT,
    Kept,
    Listed,
    ProfileRepository,
    file_name,
    name_aside,
    next_revision,
    profile_in,
    stamp,
)
from explorer.text.translation import N_

_PATIENCE = 5.0


def data_folder() -> Path:
    """Where what is kept on this computer is."""
    return user_data_path("ladder-explorer", appauthor=False)


def default_folder() -> Path:
    return data_folder() / "profiles"


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells one content of a file from another without reading it. Each save makes a new
    file, and who edits one by hand changes its time or its size."""

    modified: int
    """Nanoseconds."""
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "FileState":
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


@dataclass(frozen=True, slots=True)
class FileRepository(ProfileRepository):
    """The profiles of one person on one computer."""

    folder: Path

    @property
    def name(self) -> str:
        """Where it is, for whoever runs the app."""
        return str(self.folder)

    def path(self, ladder: str, by: Perspective = "self") -> Path:
        return self.folder / file_name(ladder, by)

    def read(self, ladder: str, by: Perspective = "self", known: Kept | None = None) -> Kept | None:
        path = self.path(ladder, by)
        try:
            # Before its content: what is written meanwhile is read the next time.
            state = FileState.of(path.stat())
            if known and state == known.state:
                return known
            raw = read_regular(path, MAX_DOCUMENT + 1, self.folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(path, _os_reason(error)) from error
        return Kept(profile_in(raw, path.name, ladder, by), state)

    def write(self, profile: Profile, known: Kept | None = None) -> Kept:
        """As every repository does; a file that its owner edited by hand since, and so has the
        same revision and other words, is a conflict as well."""
        path = self.path(profile.ladder, profile.perspective)
        with self._locked(path):
            found = self.read(profile.ladder, profile.perspective, known)
            kept = found.profile if found else None
            edited = kept and known and kept != known.profile
            if (kept.revision if kept else 0) != profile.revision or edited:
                raise Conflict(found)
            saved = next_revision(profile)
            return Kept(saved, self._write(path, dump(saved)))

    def delete(self, ladder: str, by: Perspective = "self") -> None:
        self._remove(self.path(ladder, by))

    def listed(self) -> list[Listed]:
        found = []
        for path in self._files(".yaml"):
            ladder, _, by = path.name.removesuffix(".yaml").partition("@")
            perspective: Perspective = "manager" if by == "manager" else "self"
            # A name of one's own choosing, or of what was set aside, is no ladder's.
            if self.path(unquote(ladder), perspective) == path and ".damaged-" not in path.name:
                found.append(Listed(unquote(ladder), perspective))
        return sorted(found)

    def everything(self) -> dict[str, bytes]:
        try:
            return {
                path.name: read_regular(path)
                for path in self._files(".yaml")
                if not leads_out(path, self.folder)
            }
        except OSError as error:
            raise Unavailable(self.folder, _os_reason(error)) from error

    def delete_everything(self) -> None:
        for path in self._files(".yaml"):
            self._remove(path)
        for path in self._files(".part"):
            _unlink(path)

    def _files(self, suffix: str) -> list[Path]:
        return sorted(path for path in self.folder.glob(f"*{suffix}") if path.is_file())

    def _remove(self, path: Path) -> None:
        with self._locked(path):
            _unlink(path)

    def quarantine(self, ladder: str, by: Perspective = "self") -> str:
        path = self.path(ladder, by)
        with self._locked(path):
            aside = path.with_name(name_aside(path.name, stamp()))
            try:
                path.rename(aside)
            except OSError as error:
                raise Unavailable(path, _os_reason(error)) from error
        return aside.name

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(path.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600)
            lock.acquire()
        except Timeout as error:
            raise Unavailable(path, N_("another window is still saving")) from error
        except OSError as error:
            raise Unavailable(path, _os_reason(error)) from error
        try:
            yield
        finally:
            lock.release()

    def _write(self, path: Path, text: str) -> FileState:
        try:
            # A link stays one: `read` has seen that it leads to a file in this folder.
            target = Path(os.path.realpath(path))
            return FileState.of(replace_file(target, text.encode(), staged_in=self.folder))
        except OSError as error:
            raise Unavailable(path, _os_reason(error)) from error


def _unlink(path: Path) -> None:
    try:
        if path.is_symlink() and not leads_out(path, path.parent):
            Path(os.path.realpath(path)).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(path, _os_reason(error)) from error


def _os_reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
