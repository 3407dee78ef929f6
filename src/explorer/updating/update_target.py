"""Where a new export goes: which of a folder's ladders it updates, and what their files say today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from explorer.errors import WriteError
from explorer.files.paths import IMPORT_FILE, LADDER_FILE, folders_with
from explorer.files.schema import LadderShape, LevelShape
from explorer.importing.import_record import RECORD_FILE
from explorer.importing.imported_ladder import ImportedLadder
from explorer.importing.ladder_sides import shape_of
from explorer.text.lazy_messages import gettext_lazy


def recorded(target: Path) -> list[str]:
    """The keys of the ladders below a folder of which the last import is recorded."""
    return folders_with(RECORD_FILE, target)


def target_of(made: Sequence[ImportedLadder], target: Path) -> list[ImportedLadder]:
    """The ladders under the keys of the folders that they are merged into. Raises WriteError.

    A document called otherwise than the last goes into the only ladder that was imported.
    """
    known, there = recorded(target), folders_with(LADDER_FILE, target)
    if len(made) == 1 and made[0].key not in there and len(known) == 1:
        return into(made, known[0])
    for ladder in made:
        if ladder.key not in there:
            raise WriteError(
                gettext_lazy(
                    "There is no {key} to update (there is: {there}). Name "
                    "the ladder with --name, or import without --update.",
                    key=ladder.key,
                    there=", ".join(there) or gettext_lazy("none"),
                )
            )
    return list(made)


def into(made: Sequence[ImportedLadder], key: str) -> list[ImportedLadder]:
    """Ladders under the key of the folder that somebody chose, by the name that they had there."""
    return [each if each.key == key else replace(each, key=key, name="") for each in made]


def held_files(
    key: str, existing: Mapping[str, bytes]
) -> tuple[LadderShape, dict[str, LevelShape], dict[str, str]]:
    """What ladder.yaml and the levels' files say, and the names of these; levels by their codes.
    Raises WriteError for a mistake."""
    levels: dict[str, LevelShape] = {}
    names: dict[str, str] = {}
    own: LadderShape | None = None
    for path, raw in existing.items():
        folder, _, name = path.rpartition("/")
        if folder != key or name in (RECORD_FILE, IMPORT_FILE):
            continue
        shape, problems = shape_of(raw, path)
        if shape is None:
            told = "; ".join(f"{each.place}: {each.sentence}" for each in problems[:3])
            raise WriteError(
                gettext_lazy("Mend this before the update: {problems}.", problems=told)
            )
        if isinstance(shape, LadderShape):
            own = shape
        elif shape.code in levels:
            raise WriteError(
                gettext_lazy(
                    "Mend this before the update: {path} and {other} are both of the level {code}.",
                    path=path,
                    other=f"{key}/{names[shape.code]}",
                    code=shape.code,
                )
            )
        else:
            levels[shape.code], names[shape.code] = shape, name
    if own is None:
        raise WriteError(
            gettext_lazy("{file} is not there; the update needs it.", file=f"{key}/{LADDER_FILE}")
        )
    return own, levels, names
