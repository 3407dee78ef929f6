"""A plan of files on the disk: what is there, and the writing, all of it or nothing.

Every file is complete in a temporary one before the first is renamed, a new ladder appears with
one rename of its folder, and a file that is replaced is kept beside the new one.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from explorer.errors import WriteError
from explorer.files.atomic_write import staging_folder, write_synced
from explorer.files.regular_file import leads_out, read_regular, reason_of
from explorer.importing.import_record import RECORD_FILE
from explorer.importing.imported_ladder import ImportedLadder
from explorer.importing.write_plan import PlannedFile, WritePlan
from explorer.text.lazy_messages import gettext_lazy
from explorer.text.translation import N_

# Seconds; an import holds the lock only while it writes.
_LOCK_TIMEOUT = 10.0
_UNREADABLE = N_("{place} cannot be read ({reason}).")
_UNREADABLE_NOW = N_("Nothing was written: {path} cannot be read ({reason}).")
_UNWRITABLE = N_("Nothing was written to {target} ({reason}).")


@contextmanager
def _said(sentence: str, **values: str) -> Iterator[None]:
    """What goes wrong on the disk as a sentence for a reader: WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(gettext_lazy(sentence, reason=reason_of(error), **values)) from error


def existing_files(target: Path, made: Sequence[ImportedLadder]) -> dict[str, bytes]:
    """What the target holds of these ladders: path to content. Raises WriteError."""
    found: dict[str, bytes] = {}
    for ladder in made:
        folder = target / ladder.key
        if folder.is_symlink() and leads_out(folder, target):
            raise WriteError(
                gettext_lazy(
                    "{folder} leads out of {target}; nothing was written.",
                    folder=str(folder),
                    target=str(target),
                )
            )
        if not folder.exists():
            continue
        if not folder.is_dir():
            raise WriteError(
                gettext_lazy("{folder} is in the way: it is no folder.", folder=str(folder))
            )
        with _said(_UNREADABLE, place=str(folder)):
            for file in sorted(folder.iterdir()):
                ours = file.suffix in (".yaml", ".yml") or file.name == RECORD_FILE
                if ours and file.is_file():
                    found[f"{ladder.key}/{file.name}"] = read_regular(file, inside=target)
    return found


def write(made: WritePlan, target: Path, overwrite: bool = False) -> tuple[str, ...]:
    """Write what the plan changes below the target; gives the paths written.

    Raises WriteError and leaves everything as it was, where a file would be replaced
    without `overwrite`, has changed since the plan was made, or cannot be written.
    """
    if made.obstacles:
        raise WriteError(gettext_lazy("Nothing was written. {reason}", reason=made.obstacles[0]))
    changes = made.changes()
    if made.different() and not overwrite:
        names = ", ".join(file.path for file in made.different()[:5])
        raise WriteError(
            gettext_lazy(
                "Nothing was written: {names} would change. --overwrite replaces what is there "
                "and keeps the old file beside it.",
                names=names,
            )
        )
    if not changes:
        return ()
    with _locked(target):
        for file in made.files:
            path = target / file.path
            with _said(_UNREADABLE_NOW, path=str(path)):
                now = read_regular(path, inside=target) if path.is_file() else None
            if now != file.before:
                raise WriteError(
                    gettext_lazy(
                        "Nothing was written: {path} has changed in the meantime. Import once more.",
                        path=str(path),
                    )
                )
        _replace(changes, target)
    return tuple(file.path for file in changes)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One import at a time into a folder. The lock lies elsewhere: the folder is somebody's."""
    name = sha256(str(target.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    home = user_cache_path("ladder-explorer", appauthor=False)
    with ExitStack() as held:
        try:
            home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(home / f"import-{name}.lock", timeout=_LOCK_TIMEOUT)
            held.enter_context(lock)
        except Timeout as error:
            raise WriteError(
                gettext_lazy(
                    "Nothing was written: another import into {target} is still going on.",
                    target=str(target),
                )
            ) from error
        except OSError:
            pass  # without a place for the lock the check of what has changed still stands
        yield


def _replace(changes: Sequence[PlannedFile], target: Path) -> None:
    """All files complete beside their places first; only then the renames."""
    folders = {file.path.rpartition("/")[0] for file in changes}
    fresh = {folder for folder in folders if not (target / folder).exists()}
    made_target = not target.exists()
    done: list[tuple[Path, Path | None]] = []
    with _said(_UNWRITABLE, target=str(target)):
        try:
            target.mkdir(parents=True, exist_ok=True)
            with staging_folder(target) as stage:
                for file in changes:
                    (stage / file.path).parent.mkdir(parents=True, exist_ok=True)
                    # Whatever the umask: a ladder is read by others.
                    (stage / file.path).parent.chmod(0o755)
                    write_synced(stage / file.path, file.content)
                for folder in sorted(fresh):
                    (stage / folder).rename(target / folder)
                    done.append((target / folder, None))
                for file in changes:
                    if file.path.rpartition("/")[0] not in fresh:
                        path = target / file.path
                        kept = _backup_path(path) if file.before is not None else None
                        if kept:
                            shutil.copy2(path, kept)
                        done.append((path, kept))
                        (stage / file.path).replace(path)
            for path, kept in done:
                if kept and path.name == RECORD_FILE:
                    kept.unlink(missing_ok=True)  # nobody wrote in it
        except OSError:
            _roll_back(done)
            raise
        finally:
            if made_target:
                with suppress(OSError):
                    target.rmdir()  # only an empty one goes


def _backup_path(path: Path) -> Path:
    """A name for the old file that no ladder reads: L4.yaml.old, L4.yaml.old-2, …"""
    kept, number = path.with_name(f"{path.name}.old"), 2
    while kept.exists():
        kept, number = path.with_name(f"{path.name}.old-{number}"), number + 1
    return kept


def _roll_back(done: Sequence[tuple[Path, Path | None]]) -> None:
    for path, kept in reversed(done):
        with suppress(OSError):
            if kept is not None:
                kept.replace(path)
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
