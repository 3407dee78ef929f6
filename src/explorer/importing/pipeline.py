"""Documents in, a plan out: the whole import without a disk.

`read_documents` takes names and bytes, however they came (a folder, an upload), and gives
what the documents say and what is to be said about them; `write_plan.plan` makes the files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.files.paths import printable_name
from explorer.importing import archives, detect, ladders
from explorer.importing.detect import Options, RefusedDocument
from explorer.importing.doubts import doubts
from explorer.importing.draft import Draft
from explorer.importing.ladders import ImportedLadder, Remark
from explorer.importing.layouts import Orientation, RowsAs, TableReading
from explorer.importing.limits import Budget


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read. `lines` is how many lines of it are not blank."""

    draft: Draft
    lines: int


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What some documents say: each as a draft, the ladders they make, what was refused.

    `remarks` say what to look at; `questions` what looks as if it had been read wrongly.
    """

    read: tuple[ReadDocument, ...] = ()
    ladders: tuple[ImportedLadder, ...] = ()
    refused: tuple[RefusedDocument, ...] = ()
    remarks: tuple[Remark, ...] = ()
    questions: tuple[Remark, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(each.draft for each in self.read)


def read_documents(
    files: Mapping[str, bytes],
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    orientation: Orientation | None = None,
    rows: RowsAs | None = None,
    folder: str | None = None,
    refused: Sequence[RefusedDocument] = (),
) -> ImportResult:
    """Read documents by their names. Never raises for what they hold.

    `name` is what the ladder is to be called, `folder` where the documents lay; the others
    are said instead of being found. `refused` is what was not even opened.
    """
    options = Options(encoding, delimiter, TableReading(orientation, rows))
    budget = Budget()
    read: list[ReadDocument] = []
    unpacked = archives.unpack(files)
    not_read = [*refused, *unpacked.refused]
    for name_as_given, raw in unpacked.files.items():
        file = printable_name(name_as_given)
        if reason := budget.refusal_to_read(raw):
            not_read.append(RefusedDocument(file, 0, reason))
            continue
        found = detect.read_document(raw, file, options)
        if isinstance(found, RefusedDocument):
            not_read.append(found)
            continue
        draft = found[0]
        if reason := budget.refusal_to_keep(len(draft.levels), sum(1 for _ in draft.fragments())):
            not_read.append(RefusedDocument(file, 0, reason))
        else:
            read.append(ReadDocument(*found))
    drafts = [each.draft for each in read]
    made, remarks = ladders.assemble_ladders(drafts, name, folder or unpacked.folder)
    said, asked = (
        [Remark(d.file, w.line, w.text) for d in drafts for w in d.warnings if w.doubt == doubt]
        for doubt in (False, True)
    )
    places = {draft.file: draft.places for draft in drafts if draft.places}

    def placed(several: Iterable[Remark]) -> tuple[Remark, ...]:
        return tuple(replace(each, line=_place(each, places)) for each in several)

    return ImportResult(
        tuple(read),
        made,
        tuple(not_read),
        placed((*said, *remarks)),
        placed((*asked, *doubts(made))),
    )


def _place(remark: Remark, places: Mapping[str, Mapping[int, int | str]]) -> int | str:
    there = places.get(remark.file, {})
    return there.get(remark.line, remark.line) if isinstance(remark.line, int) else remark.line
