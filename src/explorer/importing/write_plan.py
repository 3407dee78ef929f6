"""Ladders to files: what would be written, and how that differs from what is there.

Pure: `plan` takes what the target holds and gives what it should hold; `plan_on_disk` reads the
one and writes the other.
"""

import difflib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.files import yaml_writer
from explorer.files.paths import IMPORT_FILE, LADDER_FILE, MAX_FILES
from explorer.files.schema import LadderShape, LevelShape, schema_line
from explorer.files.yaml_comments import renewed
from explorer.files.yaml_reader import MAX_BYTES, read
from explorer.importing import decisions_file, import_record
from explorer.importing.import_record import RECORD_FILE
from explorer.importing.imported_ladder import ImportedLadder, Remark
from explorer.importing.ladder_files import (
    ExistingIds,
    keys_by_name,
    ladder_files,
    non_empty,
    over,
    too_large,
)
from explorer.importing.ladder_sides import shape_of
from explorer.importing.language_guess import guessed_language
from explorer.text.languages import DEFAULT, english_name
from explorer.text.lazy_messages import count_lazy, gettext_lazy, language_lazy

State = Literal["new", "same", "different"]
_GUESSED = MappingProxyType({"language": "A guess from the texts:"})
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name; when a file was made is not told."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file: its path below the target, what it should hold and what it holds."""

    path: str
    content: bytes
    before: bytes | None = None

    @property
    def state(self) -> State:
        if self.before is None:
            return "new"
        return "same" if self.before == self.content else "different"

    def difference(self) -> str:
        """What would change in a file that is there, line by line; "" for the record of an
        import, which repeats what the others say."""
        if self.path.endswith(f"/{RECORD_FILE}"):
            return ""
        before = (self.before or b"").decode("utf-8", "replace").splitlines()
        after = self.content.decode("utf-8").splitlines()
        names = (f"{self.path} (as it is)", f"{self.path} (imported)")
        return "\n".join(difflib.unified_diff(before, after, *names, lineterm="", n=1))


@dataclass(frozen=True, slots=True)
class WritePlan:
    """Every file of an import, what keeps it from being written, and what in it is a guess."""

    files: tuple[PlannedFile, ...] = ()
    obstacles: tuple[str, ...] = ()
    guesses: tuple[Remark, ...] = ()

    def changes(self) -> tuple[PlannedFile, ...]:
        return tuple(file for file in self.files if file.state != "same")

    def different(self) -> tuple[PlannedFile, ...]:
        return tuple(file for file in self.files if file.state == "different")


def plan(
    made: Sequence[ImportedLadder],
    existing: Mapping[str, bytes] | None = None,
    decisions: Decisions = UNDECIDED,
) -> WritePlan:
    """The files of some ladders. `existing` is what the target holds: path to content.

    Ids of statements and keys of competencies that are there stay as they are. `decisions` are
    kept beside each ladder, if any were made.
    """
    existing = existing or {}
    files: list[PlannedFile] = []
    obstacles: list[str] = []
    guesses: list[Remark] = []
    for ladder in made:
        if beforehand := list(too_large(ladder)):
            obstacles += beforehand
            continue
        known, before = _existing_ids(ladder.key, existing)
        tag = before.language if before else guessed_language(ladder)
        if tag != DEFAULT and not before:
            guess = gettext_lazy(
                'The texts look {name}, so "language: {tag}" was added. Change it there if that is '
                "wrong.",
                name=language_lazy(tag, english_name(tag)),
                tag=tag,
            )
            guesses.append(Remark(f"{ladder.key}/{LADDER_FILE}", 0, guess))
        made_files = ladder_files(ladder, known, tag)
        own: list[PlannedFile] = []
        for name, data in made_files.items():
            path = f"{ladder.key}/{name}"
            current = existing.get(path)
            if name == LADDER_FILE and before is not None and current is not None:
                content = _extended_content(before, data, current)
            else:
                said = _with_what_no_document_says(data, current)
                content = file_content(said, current, _GUESSED)
            own.append(PlannedFile(path, content, current))
            obstacles += obstacles_of(path, content)
        own += decisions_planned(ladder.key, decisions, existing)
        if not obstacles:  # else nothing is written, and of a large ladder it is as large
            path = f"{ladder.key}/{RECORD_FILE}"
            record = told = existing.get(path)
            # Ids that people changed since the last import are no change of the export.
            if told is None or any(each.state != "same" for each in own):
                told = import_record.content(made_files)
            own.append(PlannedFile(path, told, record))
        files += own
    if len(files) > MAX_FILES:
        obstacles.append(
            gettext_lazy(
                "{number} files are more than the {most} that one folder may hold.",
                number=len(files),
                most=MAX_FILES,
            )
        )
    return WritePlan(tuple(files), tuple(obstacles), tuple(guesses))


def decisions_planned(
    key: str, decisions: Decisions, existing: Mapping[str, bytes]
) -> Iterator[PlannedFile]:
    """The file of decisions beside a ladder, if any were made."""
    if decisions.any():
        path = f"{key}/{IMPORT_FILE}"
        content = decisions_file.content(decisions, existing.get(path))
        yield PlannedFile(path, content, existing.get(path))


def obstacles_of(path: str, content: bytes) -> Iterator[str]:
    """Why the explorer could not read the file, if it could not."""
    if len(content) > MAX_BYTES:
        yield over(path, count_lazy(len(content), "byte"), MAX_BYTES)
    elif not path.endswith((f"/{IMPORT_FILE}", f"/{RECORD_FILE}")):
        for problem in shape_of(content, path)[1][:3]:
            yield f"{problem.place}: {problem.sentence}"


def _existing_ids(
    key: str, existing: Mapping[str, bytes]
) -> tuple[ExistingIds, LadderShape | None]:
    """The keys and ids in the files of a ladder that is there, as far as they can be read."""
    ids: dict[str, dict[str, list[str]]] = {}
    ladder = None
    for path, raw in existing.items():
        folder, _, name = path.rpartition("/")
        shape = shape_of(raw, path)[0] if folder == key and name != RECORD_FILE else None
        if isinstance(shape, LadderShape):
            ladder = shape
        elif shape:
            texts = ids.setdefault(name, {})
            for competency in filter(None, shape.competencies.values()):
                for group in competency.groups:
                    for id, text in (group.statements | group.tentative).items():
                        texts.setdefault(text, []).append(id)
    return ExistingIds(keys_by_name(ladder), ids), ladder


def _with_what_no_document_says(
    data: Mapping[str, Any], current: bytes | None
) -> Mapping[str, Any]:
    """A level's data with what its keeper wrote in the file that is there, and an import cannot
    say: that it is a draft, which findings are accepted, and of the statements that stay the
    lineage, the former ids, and which are core."""
    held = shape_of(current, "")[0] if current is not None else None
    if current is None or not isinstance(held, LevelShape):
        return data
    ids = _statement_ids(data)
    kept = non_empty(
        lineage={**data.get("lineage", {}), **_of(held.lineage, ids)},
        was=_of(held.was, ids),
        core=[id for id in held.core if id in ids],
        accepted={str(kind): why for kind, why in held.accepted.items()},
        draft=held.draft,
    )
    return _in_order_of(read(current).data, {**data, **kept})  # type: ignore[no-any-return]


def _of(those: Mapping[str, list[str]], ids: set[str]) -> dict[str, list[str]]:
    return {id: said for id, said in those.items() if id in ids}


def _statement_ids(data: Mapping[str, Any]) -> set[str]:
    return {
        id
        for competency in data.get("competencies", {}).values()
        for group in (competency or {}).get("groups", ())
        for part in ("statements", "tentative")
        for id in group.get(part, ())
    }


def file_content(
    data: Mapping[str, yaml_writer.Value],
    current: bytes | None,
    comments: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """A file as it should be: as it is where it says the same, else with its comments kept."""
    text = yaml_writer.document(data, comments)
    if current is None:
        return (schema_line("level" if "code" in data else "ladder") + text).encode()
    return renewed(current, text)


def _in_order_of(written: Any, data: Any) -> Any:
    """The data with the keys of its mappings in the order in which somebody wrote them."""
    if not isinstance(written, dict) or not isinstance(data, dict):
        return data
    keys = [key for key in written if key in data] + [key for key in data if key not in written]
    return {key: _in_order_of(written.get(key), data[key]) for key in keys}


def _extended_content(
    before: LadderShape, data: Mapping[str, yaml_writer.Value], current: bytes
) -> bytes:
    """A ladder.yaml with what is new; nothing that somebody wrote in it is changed."""
    said = before.model_dump(mode="python", exclude_defaults=True)
    said = _in_order_of(read(current).data, said)
    wanted: dict[str, yaml_writer.Value] = {**said}
    for key, value in data.items():
        if isinstance(value, Mapping):
            old = said.get(key) or {}
            wanted[key] = {**old, **{k: v for k, v in value.items() if k not in old}}
        elif isinstance(value, list):
            old_items = list(said.get(key) or [])
            wanted[key] = old_items + [item for item in value if item not in old_items]
        else:
            wanted.setdefault(key, value)
    return current if wanted == said else file_content(wanted, current)


def zip_archive(made: WritePlan) -> bytes:
    """The files of a plan as one zip, the same bytes for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in made.files:
            pack.writestr(zipfile.ZipInfo(file.path, _ZIP_EPOCH), file.content)
    return held.getvalue()
