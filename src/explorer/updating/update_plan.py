"""`ladder import --update`: a new export merged into files that people have edited since.

The record of the last import says what was written then. A statement of the new export gets the
id that it has in the files: by its text, by what is most alike, or because it stands alone in the
place where another stood; ids and lineage stay. What becomes of each piece is said in `merging`.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.errors import DecisionsError, WriteError
from explorer.files.paths import LADDER_FILE
from explorer.files.schema import LadderShape, LevelShape
from explorer.files.shape_check import check
from explorer.files.yaml_reader import read
from explorer.importing import import_record
from explorer.importing.import_record import RECORD_FILE
from explorer.importing.ladder_files import ExistingIds, ladder_files, too_large
from explorer.importing.ladders import ImportedLadder
from explorer.importing.write_plan import (
    PlannedFile,
    WritePlan,
    decisions_planned,
    file_content,
    obstacles_of,
)
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy
from explorer.text.slugs import UniqueNames, level_file_name
from explorer.updating.merging import (
    ALL,
    NOTHING,
    Change,
    ChangeKind,
    Pieces,
    StatementPiece,
    Take,
    apply,
    merged,
    pieces,
)
from explorer.updating.statement_identity import (
    ids_for,
    ids_now,
    keys_now,
    pieces_now,
    statements,
)
from explorer.updating.update_lineage import (
    Target,
    in_order,
    lineage_changes,
    merged_lineage,
    resolved,
    written,
)
from explorer.updating.update_target import Held, held_files

Merged = dict[str, dict[str, tuple[Target, ...]]]
"""Code of a level: id of a statement: what it grows out of."""
_SILENT = ("competency", "source", "term", "order")
"""Pieces that follow from others; they are told only where both sides changed them."""


DONE: dict[ChangeKind, str] = {
    "both": "changed on both sides, nothing taken",
    "kept although gone": "gone from the export, kept",
    "new": "new in the export",
    "changed": "changed in the export",
    "moved": "moved in the export",
    "gone": "gone from the export",
    "kept": "changed here, kept",
}
"""What is done with a change, what needs a look first."""


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """The files of a merge, and what becomes of everything that differs."""

    files: WritePlan = field(default_factory=WritePlan)
    changes: tuple[Change, ...] = ()
    begun: tuple[str, ...] = ()
    """The keys of ladders of which no import was recorded before."""

    def of(self, kind: ChangeKind) -> list[Change]:
        return [each for each in self.changes if each.kind == kind]

    def require(self, take: Iterable[str]) -> None:
        """Raises WriteError where something was chosen that did not change on both sides."""
        known = {each.label for each in self.of_both_sides()}
        if unknown := [each for each in take if each not in known | ALL]:
            there = ", ".join(quoted(each) for each in sorted(known)[:20]) or gettext_lazy(
                "nothing"
            )
            raise WriteError(
                gettext_lazy(
                    "Nothing was written: {name} did not change on both sides; there is: {there}.",
                    name=quoted(unknown[0]),
                    there=there,
                )
            )

    def of_both_sides(self) -> list[Change]:
        """What changed on both sides, whichever was chosen."""
        return [each for each in self.changes if each.kind == "both" or each.chosen]


def plan_update(
    made: Sequence[ImportedLadder],
    existing: Mapping[str, bytes],
    decisions: Decisions = UNDECIDED,
    take: Take = NOTHING,
) -> UpdatePlan:
    """The files of ladders merged into those that are there, by path. Where there is no record
    of the last import, this one is recorded as that and nothing else changes. `take` are the
    labels of changes on both sides of which the export's is taken.

    Raises WriteError where a file cannot be read.
    """
    files: list[PlannedFile] = []
    changes: list[Change] = []
    begun: list[str] = []
    obstacles: list[str] = []
    for ladder in made:
        if beforehand := list(too_large(ladder)):
            obstacles += beforehand
            continue
        begun += [] if f"{ladder.key}/{RECORD_FILE}" in existing else [ladder.key]
        found, told = _merged_ladder(ladder, existing, take)
        files += [*decisions_planned(ladder.key, decisions, existing), *found]
        changes += told
    obstacles += [each for f in files for each in obstacles_of(f.path, f.content)]
    return UpdatePlan(WritePlan(tuple(files), tuple(obstacles)), tuple(changes), tuple(begun))


def _merged_ladder(
    ladder: ImportedLadder, existing: Mapping[str, bytes], take: Take
) -> tuple[list[PlannedFile], list[Change]]:
    path = f"{ladder.key}/{RECORD_FILE}"
    current = existing.get(path)
    base = _last_import(current, path)
    held, own = held_files(ladder.key, existing)
    before = base.get(LADDER_FILE)
    named = (
        ladder
        if ladder.name
        else replace(ladder, name=before.name if isinstance(before, LadderShape) else own.name)
    )
    levels = {each.code: each for each in base.values() if isinstance(each, LevelShape)}
    renamed = keys_now(
        before if isinstance(before, LadderShape) else None,
        own,
        [(levels[code], each.shape) for code, each in held.items() if code in levels],
    )
    new = ladder_files(named, _known(named, levels, held, own, before, renamed), own.language)
    if current is None:
        base = {name: import_record.as_read(name, data) for name, data in new.items()}
        levels = {each.code: each for each in base.values() if isinstance(each, LevelShape)}
        before = base[LADDER_FILE]
    here = {
        each.code: each
        for name, data in new.items()
        if isinstance(each := import_record.as_read(name, data), LevelShape)
    }
    ladder_file = f"{ladder.key}/{LADDER_FILE}"
    changes, data = _merged_data(
        LADDER_FILE,
        pieces_now(before, {}, renamed),
        pieces(own),
        pieces(import_record.as_read(LADDER_FILE, new[LADDER_FILE])),
        existing[ladder_file],
        take,
    )
    content = file_content(data, existing[ladder_file])
    made = [PlannedFile(ladder_file, content, existing[ladder_file])]
    sides = _Sides(levels, {code: each.shape for code, each in held.items()}, here, renamed, take)
    merge = _merged_levels(sides, held, new)
    changes += merge.changes
    order = in_order(merge.data, check(LadderShape, read(content), "")[0])
    lineage, told = _lineage(
        sides, (before, own, import_record.as_read(LADDER_FILE, new[LADDER_FILE])), merge
    )
    changes += told
    for code, level in merge.data.items():
        said = written(lineage[code], code, order)
        if said != dict(level.get("lineage") or {}):
            level["lineage"] = said
        if not level.get("lineage", True):
            del level["lineage"]
        raw = held[code].raw if code in held else None
        made.append(PlannedFile(f"{ladder.key}/{merge.names[code]}", file_content(level, raw), raw))
    # Written last: were the writing broken off before, the next update would take what is missing.
    made.append(PlannedFile(path, import_record.content(new), current))
    return made, changes


@dataclass(frozen=True, slots=True)
class _Sides:
    """The levels by code: as the last import wrote them, as they are, as the new import has them.
    `renamed` are the keys of competencies that people renamed since, `take` what was chosen."""

    base: Mapping[str, LevelShape]
    now: Mapping[str, LevelShape]
    new: Mapping[str, LevelShape]
    renamed: Mapping[str, str]
    take: Take


@dataclass(slots=True)
class _Merge:
    """The data of each level's file and its name, by code; what becomes of what differs."""

    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def _merged_levels(sides: _Sides, held: Mapping[str, Held], new: import_record.Files) -> _Merge:
    made = _Merge()
    referred = _referred(sides)
    stems = UniqueNames(Path(each.name).stem.casefold() for each in held.values())
    named = {str(data.get("code")): name for name, data in new.items()}
    for code, here in sides.new.items():
        if code in held:
            name, base = held[code].name, sides.base.get(code)
            last = pieces_now(base, ids_now(base, sides.now[code]), sides.renamed)
            told, data = _merged_data(
                name,
                last,
                pieces(sides.now[code]),
                pieces(here),
                held[code].raw,
                sides.take,
                referred[code],
            )
            made.changes += told
        elif code in sides.base and not (deleted := _deleted(named[code], sides, code)).taken:
            made.changes.append(deleted)
            continue
        else:
            # The file that is called so may hold another level: people changed its code.
            name = level_file_name(code, stems)
            chosen = code in sides.base
            made.changes.append(Change("new", name, ("level", code), "", here.title, chosen))
            data = deepcopy(dict(new[named[code]]))
        made.data[code], made.names[code] = data, name
    for code in held:
        if code not in sides.new:
            made.data[code], made.names[code] = read(held[code].raw).data, held[code].name
            if code in sides.base:
                change = Change(
                    "kept although gone", held[code].name, ("level", code), sides.now[code].title
                )
                made.changes.append(change)
    return made


def _lineage(
    sides: _Sides, ladders: Sequence[LadderShape | LevelShape | None], merge: _Merge
) -> tuple[Merged, list[Change]]:
    """What each statement of the merged levels grows out of, and what becomes of what differs."""
    base, now, new = (
        resolved(side, in_order(side, ladder if isinstance(ladder, LadderShape) else None))
        for side, ladder in zip((sides.base, sides.now, sides.new), ladders, strict=True)
    )
    moved = {
        code: ids_now(sides.base[code], sides.now[code]) for code in sides.base if code in sides.now
    }

    def of_now(code: str, id: str) -> str:
        return moved.get(code, {}).get(id, id)

    base = {
        code: {
            of_now(code, id): tuple((level, of_now(level, each)) for level, each in targets)
            for id, targets in those.items()
        }
        for code, those in base.items()
    }
    before = {code: set(statements(level)) for code, level in sides.now.items()}
    after = {
        code: set(statements(check(LevelShape, read(file_content(data, None)), "")[0]))
        for code, data in merge.data.items()
    }
    both = {code: ids & before.get(code, set()) for code, ids in after.items()}

    def merged_with(chosen: Mapping[str, set[str]]) -> tuple[Merged, list[Change]]:
        made = merged_lineage(base, now, new, before, after, chosen)
        return made, list(lineage_changes(base, now, new, made, merge.names, both))

    made, told = merged_with({})
    settled = [each.settled(sides.take) for each in told]
    if settled == told:
        return made, told
    codes = {name: code for code, name in merge.names.items()}
    chosen: dict[str, set[str]] = {}
    for each in settled:
        if each.chosen:
            chosen.setdefault(codes[each.file], set()).add(each.key[1])
    return merged_with(chosen)[0], settled


def _last_import(raw: bytes | None, path: str) -> dict[str, LadderShape | LevelShape | None]:
    """What the last import wrote, by file; nothing where that is not recorded. Raises WriteError."""
    try:
        record = import_record.parse(raw, path) if raw is not None else {}
    except DecisionsError as error:
        raise WriteError(error.message) from error
    return {name: import_record.as_read(name, data) for name, data in record.items()}


def _known(
    ladder: ImportedLadder,
    levels: Mapping[str, LevelShape],
    held: Mapping[str, Held],
    own: LadderShape,
    before: LadderShape | LevelShape | None,
    renamed: Mapping[str, str],
) -> ExistingIds:
    """The keys and ids that the new export is to use."""
    keys: dict[str, str] = {}
    # What the files say of today comes last: there a name may have another key.
    for shape in (before, own):
        if isinstance(shape, LadderShape):
            keys |= {
                term.name if term.named else "": renamed.get(key, key)
                for key, term in shape.competencies.items()
            }
    stems, ids = UniqueNames(), dict[str, dict[str, list[str]]]()
    for member in ladder.members:
        code, file = member.level.code, level_file_name(member.level.code, stems)
        now = held[code].shape if code in held else None
        last = levels.get(code)
        if now is None and last is None:
            continue
        new = [
            StatementPiece(each.competency or "", each.scope or "", each.kind, each.text)
            for each in member.level.fragments
            if each.kind in ("statement", "tentative")
        ]
        ids[file] = ids_for(new, last, now, own.language, keys, renamed)
    return ExistingIds(keys, ids)


def _merged_data(
    name: str,
    base: Pieces,
    now: Pieces,
    new: Pieces,
    raw: bytes,
    take: Take,
    referred: frozenset[str] = frozenset(),
) -> tuple[list[Change], dict[str, Any]]:
    """What becomes of each piece of a file, and its data afterwards, but for lineage."""
    changes, wanted = merged(name, base, now, new, referred, take)
    if name == LADDER_FILE:  # levels may still use what the export no longer names
        for key, value in now.items():
            if key[0] in ("term", "fact"):
                wanted.setdefault(key, value)
        changes = [c for c in changes if not (c.kind == "gone" and c.key[0] in ("term", "fact"))]
    data: dict[str, Any] = read(raw).data
    if wanted != now:
        apply(data, now, wanted)
    return [c for c in changes if c.key[0] not in _SILENT or c.kind == "both"], data


def _deleted(name: str, sides: _Sides, code: str) -> Change:
    """A level whose file people deleted stays so; that the export changed it is told."""
    same = pieces(sides.base[code]) == pieces(sides.new[code])
    change = Change("kept" if same else "both", name, ("level", code), "", sides.new[code].title)
    return change.settled(sides.take)


def _referred(sides: _Sides) -> dict[str, frozenset[str]]:
    """By code the ids of statements that people wrote of: in core, in former ids, in lineage."""
    mentioned: dict[str, set[str]] = {code: set() for code in sides.now}
    order = list(sides.now)
    for at, (code, shape) in enumerate(sides.now.items()):
        last = sides.base.get(code)
        mentioned[code] |= {*shape.core, *shape.was}
        before = last.lineage if last else {}
        for id, below in shape.lineage.items():
            if list(below) == list(before.get(id, ())):
                continue
            mentioned[code].add(id)
            for reference in below:
                level, _, bare = reference.rpartition("/")
                # A bare one names the level below; which that is the order of pages decides.
                for other in [level] if level else order[:at] + order[at + 1 :]:
                    mentioned.setdefault(other, set()).add(bare)
    return {code: frozenset(ids) for code, ids in mentioned.items()}
