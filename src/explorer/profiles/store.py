"""Where a profile is kept in personal use: one readable file per ladder and perspective,
in the user's data folder.

The interface is narrow on purpose (load, save, delete; everything at once for a backup or
to be gone), so that another place can stand behind it. A save is locked, written to a
temporary file and renamed; it names the revision that it builds on, and never overwrites
another one. Who reads and writes again and again hands back the `Kept` of the last time: a
file in the same state is not read again. It raises the StoreErrors of `explorer.errors`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from explorer.errors import Conflict, CorruptProfile, Unavailable
from explorer.files.atomic_write import replace_file
from explorer.files.regular_file import leads_out, read_regular
from explorer.files.yaml_reader import MAX_BYTES
from explorer.problems import Problem
from explorer.profiles.profile import MAX_REVISION, Perspective, Profile
from explorer.profiles.profile_file import dump, parse

_PATIENCE = 5.0
_VIEWS: dict[Perspective, str] = {"self": "one's own view", "manager": "a manager's view"}


def default_folder() -> Path:
    return user_data_path("ladder-explorer", appauthor=False) / "profiles"


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
class Kept:
    """A profile as it stands in its file, and the state of the file."""

    profile: Profile
    state: FileState


@dataclass(frozen=True, slots=True)
class Store:
    """The profiles of one person on one computer."""

    folder: Path

    def path(self, ladder: str, by: Perspective = "self") -> Path:
        # No ladder's name holds an "@" once it is quoted: no two views share a file.
        suffix = "" if by == "self" else f"@{by}"
        return self.folder / f"{quote(ladder, safe='')}{suffix}.yaml"

    def load(self, ladder: str, by: Perspective = "self") -> Profile | None:
        """The kept profile, or None where there is none. Raises CorruptProfile, Unavailable."""
        kept = self.read(ladder, by)
        return kept.profile if kept else None

    def read(self, ladder: str, by: Perspective = "self", known: Kept | None = None) -> Kept | None:
        """The same with the state of its file; where that is the one `known`, nothing is read."""
        path = self.path(ladder, by)
        try:
            # Before its content: what is written meanwhile is read the next time.
            state = FileState.of(path.stat())
            if known and state == known.state:
                return known
            raw = read_regular(path, MAX_BYTES + 1, self.folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(path, _os_reason(error)) from error
        profile, problems = parse(raw, path.name)
        if profile is None:
            raise CorruptProfile(path, problems)
        if profile.ladder != ladder:
            found, wanted = f'a profile for the ladder "{profile.ladder}"', f'one for "{ladder}"'
            raise CorruptProfile(path, [Problem(path.name, 1, 1, found, wanted)])
        if profile.perspective != by:
            raise CorruptProfile(
                path, [Problem(path.name, 1, 1, _VIEWS[profile.perspective], _VIEWS[by])]
            )
        return Kept(profile, state)

    def save(self, profile: Profile, on: Profile | None = None) -> Profile:
        """Keep the profile, as `write` does; gives it with its new revision. `on` is what it
        was changed from."""
        return self.write(profile, on=on).profile

    def write(self, profile: Profile, known: Kept | None = None, on: Profile | None = None) -> Kept:
        """Keep the profile, built on the revision it names; gives it with the new one.

        `known` is what was last read or written, and `on` what the profile was changed from,
        by default the known one: a file that its owner edited by hand since, and so has the
        same revision and other words, is a conflict as well.

        Raises Conflict when another revision is kept by now (revision 0 means: none is),
        CorruptProfile when what is kept cannot be read, Unavailable when it cannot be written.
        """
        path = self.path(profile.ladder, profile.perspective)
        with self._locked(path):
            found = self.read(profile.ladder, profile.perspective, known)
            on = on or (known.profile if known else None)
            kept = found.profile if found else None
            if (kept.revision if kept else 0) != profile.revision or (kept and on and kept != on):
                raise Conflict(found)
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            revision = profile.revision % MAX_REVISION + 1
            saved = replace(profile, revision=revision, saved=now)
            return Kept(saved, self._write(path, dump(saved)))

    def delete(self, ladder: str, by: Perspective = "self") -> None:
        """Delete the kept profile, damaged or not. None of its words stay."""
        self._remove(self.path(ladder, by))

    def everything(self) -> dict[str, bytes]:
        """Every file that is kept, by its name: damaged ones that were set aside, too."""
        try:
            return {
                path.name: read_regular(path)
                for path in self._files(".yaml")
                if not leads_out(path, self.folder)
            }
        except OSError as error:
            raise Unavailable(self.folder, _os_reason(error)) from error

    def delete_everything(self) -> None:
        """Delete every file that is kept, and what a killed save may have left."""
        for path in self._files(".yaml"):
            self._remove(path)
        for path in self._files(".part"):
            _unlink(path)

    def _files(self, suffix: str) -> list[Path]:
        return sorted(path for path in self.folder.glob(f"*{suffix}") if path.is_file())

    def _remove(self, path: Path) -> None:
        with self._locked(path):
            _unlink(path)

    def quarantine(self, ladder: str, by: Perspective = "self") -> Path:
        """Rename a damaged file, so that a new profile can be kept; gives its new name."""
        path = self.path(ladder, by)
        with self._locked(path):
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
            try:
                path.rename(aside)
            except OSError as error:
                raise Unavailable(path, _os_reason(error)) from error
        return aside

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(path.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600)
            lock.acquire()
        except Timeout as error:
            raise Unavailable(path, "another window is still saving") from error
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
