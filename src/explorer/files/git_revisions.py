"""A level, or a whole folder, as it was in another revision of its git repository.

Only reads: `git cat-file` gives the bytes of one file and `ls-tree` names those of a folder, without filters, hooks or anything
else that a repository could make it run. Only the command line comes here.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.errors import GitError
from explorer.files.loading import load, read_level
from explorer.files.paths import LADDER_FILE, MAX_FILES
from explorer.files.yaml_reader import MAX_BYTES
from explorer.model import Level, Site
from explorer.problems import Problem

_PATIENCE = 20
# Nothing is fetched, in whichever way the installed git can be told, and nothing is asked.
_ALONE = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_NAMED = re.compile(r"(?P<revision>[^:]+):(?P<path>.+\.ya?ml)", re.IGNORECASE)
_FOLDER = re.compile(r"[^:-][^:]*:(?!.*\.ya?ml$)[^:]*", re.IGNORECASE)


def names_one(name: str) -> bool:
    """Whether a name is of the form HEAD~5:ladder/sre/L4.yaml, and no file is called so."""
    # Path.exists raises for a name that is too long.
    return bool(_NAMED.fullmatch(name)) and not os.path.exists(name)  # noqa: PTH110


def load_level(name: str) -> tuple[Level | None, list[Problem]]:
    """The level that a file held in a revision. Raises GitError.

    Paths are counted from the top of the repository; those that begin with ./ from here.
    """
    named = _NAMED.fullmatch(name)
    if named is None or name.startswith("-"):
        raise GitError(f"{name} is no revision and file, like HEAD~5:ladder/sre/L4.yaml.")
    raw = _file(name)
    folder = named["path"].rpartition("/")[0]
    beside = f"{folder}/{LADDER_FILE}" if folder else LADDER_FILE
    try:
        explained = _file(f"{named['revision']}:{beside}")
    except GitError:
        explained = None
    return read_level(raw, name, explained)


def names_folder(name: str) -> bool:
    """Whether a name is of the form HEAD~5:ladder."""
    return bool(_FOLDER.fullmatch(name)) and not os.path.exists(name)  # noqa: PTH110


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a folder, and when, as in 2026-01-31T12:00:00+00:00."""

    commit: str
    date: str


def history(folder: str, since: str, most: int) -> list[Revision]:
    """The state of a folder at `since`, a revision or a date, and the last `most` commits that
    changed it since then, the earliest first. Raises GitError."""
    if since.startswith("-"):
        raise GitError(f"{since} is no revision and no date, like v1.0 or 2026-01-31.")
    asked = ["log", "-1", "--format=%H %cI"]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", since):
        first = _run([*asked, f"--before={since}T00:00:00", "HEAD"], since, folder)
        if not first.strip():
            raise GitError(f"There is no commit before {since} here.")
    else:
        first = _run([*asked, since, "--"], since, folder)
    base = _revision(first.decode())
    later = _run(
        ["log", f"-{most}", "--format=%H %cI", f"{base.commit}..HEAD", "--", "."], since, folder
    )
    return [base, *map(_revision, reversed(later.decode().splitlines()))]


def _revision(line: str) -> Revision:
    commit, _, date = line.strip().partition(" ")
    return Revision(commit, date)


def load_folder(name: str, inside: str = ".") -> Site:
    """The site that a folder held in a revision; its files are called by `name`, whose path
    counts from `inside` where it begins with a dot. Raises GitError."""
    listed = _run(["ls-tree", "--full-tree", "-r", "-z", "--name-only", name], name, inside).decode(
        "utf-8", "replace"
    )
    files = [each for each in listed.split("\0") if each.endswith((".yaml", ".yml"))]
    if not files:
        raise GitError(f"There is no ladder in {name}.")
    with TemporaryDirectory() as place:
        for file in files[: MAX_FILES + 1]:
            path = Path(place) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                _file(f"{name.rstrip('/')}{'' if name.endswith(':') else '/'}{file}", inside)
            )
        return load(place)


def _file(name: str, inside: str = ".") -> bytes:
    # A few bytes in a repository may be a file of gigabytes: its size is asked first.
    size = int(_git("-s", name, inside))
    if size > MAX_BYTES:
        raise GitError(f"{name} has {size:,} bytes; a level has at most {MAX_BYTES:,}.")
    return _git("blob", name, inside)


def _git(part: str, name: str, inside: str) -> bytes:
    """A part of what git keeps under a name: its size (-s), or a file's bytes (blob)."""
    return _run(["cat-file", part, name], name, inside)


def _run(words: list[str], name: str, inside: str = ".") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, and no shell
            ["git", "--no-pager", "-C", inside, *words],  # noqa: S607 - the user's own git
            env={**os.environ, **_ALONE},
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise GitError(f"{name} needs git, which is not installed here.") from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git did not answer for {name} within {_PATIENCE} seconds.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else "it gave no reason"
        raise GitError(f"git has no {name}: {reason}")
    return done.stdout
