"""`ladder import --update`: a new export merged into files that people have edited since.

The record of the last import says what was written then. A statement of the new export gets the
id that it has in the files: by its text, by what is most alike, or because it stands alone in the
place where another stood; ids and lineage stay. What becomes of each piece is said in `merging`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.errors import WriteError
from explorer.files.paths import LADDER_FILE
from explorer.files.yaml_reader import read
from explorer.importing import import_record
from explorer.importing.import_record import RECORD_FILE
from explorer.importing.imported_ladder import ImportedLadder
from explorer.importing.ladder_files import ExistingIds, keys_by_name, ladder_files, too_large
from explorer.importing.ladder_sides import Side
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
    statements_of,
)
from explorer.updating.update_lineage import in_order, merged_lineage, resolved, written
from explorer.updating.update_target import held_files

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
            there = ", ".join(map(quoted, sorted(known)[:20])) or gettext_lazy("nothing")
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
        merge = _Merge(ladder, existing, take)
        files += [*decisions_planned(ladder.key, decisions, existing), *merge.files()]
        changes += merge.changes
    obstacles += [each for f in files for each in obstacles_of(f.path, f.content)]
    return UpdatePlan(WritePlan(tuple(files), tuple(obstacles)), tuple(changes), tuple(begun))


class _Merge:
    """One ladder three ways: as the last import wrote it, as it is, as the new import has it; and
    what becomes of each difference. Raises WriteError where one of them cannot be read."""

    def __init__(self, ladder: ImportedLadder, existing: Mapping[str, bytes], take: Take) -> None:
        self.key, self.existing, self.take = ladder.key, existing, take
        self.changes: list[Change] = []
        record = f"{ladder.key}/{RECORD_FILE}"
        raw = existing.get(record)
        base = import_record.parse(raw, record) if raw is not None else Side()
        own, levels, self.held = held_files(ladder.key, existing)
        self.now = Side(own, levels)
        self.renamed = keys_now(base, self.now)  # by people, since the last import
        self._know(base)
        named = ladder if ladder.name else replace(ladder, name=(base.ladder or own).name)
        self.language = own.language
        self.imported = ladder_files(named, self._known(named), own.language)
        self.new = Side.of(self.imported)
        if raw is None:
            self._know(self.new)

    def _know(self, base: Side) -> None:
        """Take this for the last import, with the ids that its statements have now."""
        self.base = base
        self.ids = {c: ids_now(each, self.now.levels.get(c)) for c, each in base.levels.items()}

    def _last(self, code: str) -> Pieces:
        """A level as the last import wrote it, under the ids and keys of today."""
        return pieces_now(self.base.levels.get(code), self.ids.get(code, {}), self.renamed)

    def _known(self, ladder: ImportedLadder) -> ExistingIds:
        """The keys and ids that the new export is to use."""
        keys: dict[str, str] = {}
        # What the files say of today comes last: there a name may have another key.
        for ladder_file in (self.base.ladder, self.now.ladder):
            for name, key in keys_by_name(ladder_file).items():
                keys[name] = self.renamed.get(key, key)
        stems, ids = UniqueNames(), dict[str, dict[str, list[str]]]()
        for member in ladder.members:
            code, file = member.level.code, level_file_name(member.level.code, stems)
            last = statements_of(self._last(code)) if code in self.base.levels else None
            if last is None and code not in self.held:
                continue
            new = [
                StatementPiece(keys.get(name, name), each.scope or "", each.kind, each.text)
                for each in member.level.fragments
                if each.kind in ("statement", "tentative")
                for name in (each.competency or "",)
            ]
            here = statements(self.now.levels.get(code))
            ids[file] = ids_for(new, last, here, self.language)
        return ExistingIds(keys, ids)

    def files(self) -> Iterator[PlannedFile]:
        """Each file as it should be. The record comes last: were the writing broken off before, the
        next update would take what is missing."""
        data = self._merged_file(
            LADDER_FILE,
            pieces_now(self.base.ladder, {}, self.renamed),
            pieces(self.now.ladder),
            pieces(self.new.ladder),
        )
        yield self._planned(LADDER_FILE, data)
        levels = dict(self._merged_levels())
        merged = Side.of({LADDER_FILE: data, **dict(levels.values())})
        lineage, told = merged_lineage(
            (resolved(self.base, self.ids), resolved(self.now), resolved(self.new)),
            {code: set(statements(level)) for code, level in self.now.levels.items()},
            {code: set(statements(merged.levels.get(code))) for code in levels},
            {code: name for code, (name, _) in levels.items()},
            self.take,
        )
        self.changes += told
        order = in_order(levels, merged.ladder)
        for code, (name, level) in levels.items():
            said = written(lineage[code], code, order)
            if said != dict(level.get("lineage") or {}):
                level["lineage"] = said
            if not level.get("lineage", True):
                del level["lineage"]
            yield self._planned(name, level)
        path = f"{self.key}/{RECORD_FILE}"
        yield PlannedFile(path, import_record.content(self.imported), self.existing.get(path))

    def _planned(self, name: str, data: Mapping[str, Any]) -> PlannedFile:
        path = f"{self.key}/{name}"
        current = self.existing.get(path)
        return PlannedFile(path, file_content(data, current), current)

    def _merged_levels(self) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
        """By the code of each level the name of its file, and its data but for lineage."""
        referred = self._referred()
        # The file that is called so may hold another level: people changed its code.
        stems = UniqueNames(Path(name).stem.casefold() for name in self.held.values())
        names = {str(data.get("code")): name for name, data in self.imported.items()}
        for code, here in self.new.levels.items():
            if code in self.held:
                name, now = self.held[code], pieces(self.now.levels[code])
                data = self._merged_file(name, self._last(code), now, pieces(here), referred[code])
                yield code, (name, data)
                continue
            change = Change("new", names[code], ("level", code), "", here.title)
            if code in self.base.levels:  # people deleted it, and so it stays
                kind: ChangeKind = "kept" if self._last(code) == pieces(here) else "both"
                change = replace(change, kind=kind).settled(self.take)
            if change.taken:
                change = replace(change, file=level_file_name(code, stems))
                yield code, (change.file, deepcopy(dict(self.imported[names[code]])))
            self.changes.append(change)
        for code, name in self.held.items():
            if code not in self.new.levels:
                if code in self.base.levels:
                    title = self.now.levels[code].title
                    self.changes.append(Change("kept although gone", name, ("level", code), title))
                yield code, (name, self._data_of(name))

    def _merged_file(
        self, name: str, base: Pieces, now: Pieces, new: Pieces, referred: Set[str] = frozenset()
    ) -> dict[str, Any]:
        """The data of a file with what becomes of each of its pieces."""
        changes, wanted = merged(name, base, now, new, referred, self.take)
        if name == LADDER_FILE:  # levels may still use what the export no longer names
            named = {key: value for key, value in now.items() if key[0] in ("term", "fact")}
            wanted = named | wanted
            changes = [each for each in changes if each.kind != "gone" or each.key not in named]
        self.changes += [c for c in changes if c.key[0] not in _SILENT or c.kind == "both"]
        data = self._data_of(name)
        if wanted != now:
            apply(data, now, wanted)
        return data

    def _data_of(self, name: str) -> dict[str, Any]:
        return read(self.existing[f"{self.key}/{name}"]).data  # type: ignore[no-any-return]

    def _referred(self) -> dict[str, set[str]]:
        """By code the ids of statements that people wrote of: in core, in former ids, in lineage."""
        mentioned: dict[str, set[str]] = {code: set() for code in self.now.levels}
        for code, shape in self.now.levels.items():
            last = self.base.levels.get(code)
            before = last.lineage if last else {}
            theirs = {
                id: below for id, below in shape.lineage.items() if below != before.get(id, [])
            }
            mentioned[code] |= {*shape.core, *shape.was, *theirs}
            for reference in (each for below in theirs.values() for each in below):
                level, _, bare = reference.rpartition("/")
                # A bare one names the level below; which that is the order of pages decides.
                for other in [level] if level else self.now.levels.keys() - {code}:
                    mentioned.setdefault(other, set()).add(bare)
        return mentioned
