"""`import.yaml`: the decisions of an import, kept beside the ladder, so that the next goes the same way.

People read and edit it: a mistake in it is told by line and column, and its comments stay.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.errors import DecisionsError
from explorer.files import yaml_writer
from explorer.files.paths import IMPORT_FILE, folders_with, printable_name
from explorer.files.regular_file import read_regular, reason_of
from explorer.files.schema import schema_line
from explorer.files.shape_check import check
from explorer.files.yaml_comments import renewed
from explorer.files.yaml_reader import MAX_BYTES, read
from explorer.importing.pipeline import ImportResult, read_documents
from explorer.problems import Problem, first
from explorer.text.lazy_messages import gettext_lazy
from explorer.text.slugs import slug

_TELLS_NOTHING = re.compile(
    r"(?:[a-z]{0,5}[ _-]?\d[\d._-]*|readme|index|untitled.*)", re.IGNORECASE
)
_HEAD = "# How these documents are imported; the next import into this folder does the same.\n"


def parse(raw: bytes, file: str) -> Decisions:
    """The decisions in a file; an empty one holds none. Raises DecisionsError, which names
    every place."""
    found, problems = _checked(raw, file)
    if found is None:
        told = "\n".join(f"{each.place}: {each.sentence}" for each in problems)
        raise DecisionsError(told)
    return found


def problems_in(path: Path, root: Path) -> list[Problem]:
    """What is wrong in a kept file of decisions below `root`, as warnings: the ladder beside it is
    read all the same, and only its next import would stop."""
    file = printable_name(path.relative_to(root).as_posix())
    try:
        raw = read_regular(path, MAX_BYTES + 1, root)
    except OSError as error:
        found = f"a file that cannot be read ({reason_of(error)})"
        return [Problem(file, 1, 1, found, "one that can be read, or none", "warning")]
    return first(replace(each, severity="warning") for each in _checked(raw, file)[1])


def _checked(raw: bytes, file: str) -> tuple[Decisions | None, list[Problem]]:
    document = read(raw, file)
    if document.data is None and not document.problems:
        return UNDECIDED, []
    return check(Decisions, document, file)


def load(path: Path, inside: Path | None = None) -> Decisions:
    """The decisions in a file on the disk. Raises DecisionsError."""
    try:
        raw = read_regular(path, MAX_BYTES + 1, inside)
    except OSError as error:
        raise DecisionsError(
            gettext_lazy(
                "{place} cannot be read ({reason}).", place=str(path), reason=reason_of(error)
            )
        ) from error
    return parse(raw, printable_name(str(path.relative_to(inside) if inside else path)))


def content(decisions: Decisions, before: bytes | None = None) -> bytes:
    """The file as it should be: as it is where it says the same, else with its comments kept."""
    data = decisions.model_dump(mode="json", exclude_defaults=True)
    text = yaml_writer.document(data)
    if before is None:
        return f"{schema_line('import')}{_HEAD}{text}".encode()
    return renewed(before, text)


def read_as_before(
    files: Mapping[str, bytes],
    decisions: Decisions,
    target: Path | None,
    only: str | None = None,
    **how: Any,
) -> tuple[ImportResult, tuple[str, ...]]:
    """Documents read as earlier imports into the target were decided, with `decisions` on top;
    and the files in which those stand. Raises DecisionsError.

    Earlier ones count where they were made for most documents of these names, or else for a ladder
    that comes out under the same key, or for `only`, the key of the one ladder that is to be
    updated. Where the ladder is named, those of its key alone do: another may have come from
    documents of the same names. A mistake in those of a ladder that does not come out stops nothing.
    """
    kept, wrong = _kept(target) if target else ({}, {})
    names = _telling(files)
    fitting = [
        at
        for at, each in kept.items()
        if not decisions.name and 2 * len(names & _telling(each.documents)) > len(names)
    ]
    result = None
    if not fitting:
        result = read_documents(files, decisions, **how)
        named = slug(decisions.name, "ladder") if decisions.name else None
        keys = dict.fromkeys((*(each.key for each in result.ladders), only, named))
        fitting = [at for key in keys if (at := f"{key}/{IMPORT_FILE}") in kept]
    if result is None or fitting:
        before = UNDECIDED
        for at in fitting:
            before = kept[at].over(before)
        result = read_documents(files, decisions.over(before), **how)
    came_out = {*(each.key for each in result.ladders), only}
    for at, error in wrong.items():
        # Without a ladder nobody knows whose: it may come out by these decisions alone.
        if not result.ladders or at.rpartition("/")[0] in came_out:
            raise error
    return result, tuple(fitting)


def _telling(files: Iterable[str]) -> set[str]:
    """The names of documents that tell one ladder from another: L4.md and README.md do not."""
    names = {PurePosixPath(file).name for file in files}
    return {name for name in names if not _TELLS_NOTHING.fullmatch(PurePosixPath(name).stem)}


def _kept(target: Path) -> tuple[dict[str, Decisions], dict[str, DecisionsError]]:
    """The decisions below a folder by their file, and what is wrong with those that are none."""
    kept: dict[str, Decisions] = {}
    wrong: dict[str, DecisionsError] = {}
    for key in folders_with(IMPORT_FILE, target):
        at = f"{key}/{IMPORT_FILE}"
        try:
            kept[at] = load(target / at, target)
        except DecisionsError as error:
            wrong[at] = error
    return kept, wrong
