"""Documents in, a plan out: the whole import without a disk.

`read_documents` takes names and bytes, however they came (a folder, an upload), and gives
what the documents say and what is to be said about them; `write_plan.plan` makes the files.
"""

import gc
import logging
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeVar

from explorer.documents.limits import Budget
from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.drafts.draft import Doubt, Draft
from explorer.files.paths import printable_name
from explorer.importing import archives, detect, ladders
from explorer.importing.decided_drafts import with_places
from explorer.importing.decisions_said import unmet
from explorer.importing.detect import RefusedDocument
from explorer.importing.doubts import questions
from explorer.importing.imported_ladder import ImportedLadder, Question, Remark
from explorer.text.lazy_messages import gettext_lazy

R = TypeVar("R", bound=Remark)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read. `lines` is how many lines of it are not blank."""

    draft: Draft
    lines: int


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What some documents say: each as a draft, the ladders they make, what was refused.

    `remarks` say what to look at; `questions` what looks as if it had been read wrongly.
    `decisions` are those that were used, with the documents and their forms.
    """

    read: tuple[ReadDocument, ...] = ()
    ladders: tuple[ImportedLadder, ...] = ()
    refused: tuple[RefusedDocument, ...] = ()
    remarks: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: Decisions = UNDECIDED

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(each.draft for each in self.read)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A document becomes millions of small objects and no circles of them, which Python's collector
    would look at again and again: a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_without_collector()
def read_documents(
    files: Mapping[str, bytes],
    decisions: Decisions = UNDECIDED,
    *,
    folder: str | None = None,
    refused: Sequence[RefusedDocument] = (),
) -> ImportResult:
    """Read documents by their names. Never raises for what they hold.

    `decisions` are what is said instead of being found, `folder` is where the documents lay.
    `refused` is what was not even opened.
    """
    budget = Budget()
    read: list[ReadDocument] = []
    unpacked = archives.unpack(files)
    not_read = [*refused, *unpacked.refused]

    def keep(draft: Draft, lines: int) -> None:
        if reason := budget.refusal_to_keep(len(draft.levels), sum(1 for _ in draft.fragments())):
            not_read.append(RefusedDocument(draft.file, 0, reason))
        else:
            read.append(ReadDocument(draft, lines))

    for name_as_given, raw in unpacked.files.items():
        file = printable_name(name_as_given)
        if reason := budget.refusal_to_read(raw):
            not_read.append(RefusedDocument(file, 0, reason))
            continue
        found = _read(raw, file, decisions, unpacked.files)
        if isinstance(found, RefusedDocument):
            not_read.append(found)
        else:
            keep(*found)
    about = [(each, each.text) for each in not_read if each.text]
    for refusal, text in about if any(each.draft.levels for each in read) else ():
        not_read.remove(refusal)
        keep(*text)
    drafts, met = with_places([each.draft for each in read], decisions)
    read = [replace(one, draft=draft) for one, draft in zip(read, drafts, strict=True)]
    met = met.union(*(draft.met for draft in drafts))
    made, remarks = ladders.assemble_ladders(drafts, decisions.name, folder or unpacked.folder)
    warnings = [(d.file, w) for d in drafts for w in d.warnings]
    said = [Remark(file, w.line, w.text) for file, w in warnings if not isinstance(w, Doubt)]
    idle = [Remark("decisions", 0, sentence) for sentence in unmet(decisions, met)]
    places = {draft.file: draft.places for draft in drafts if draft.places}
    open_questions = [each for each in questions(drafts, made) if each.asked not in decisions.right]

    def placed(several: Iterable[R]) -> tuple[R, ...]:
        return tuple(replace(each, line=_place(each, places)) for each in several)

    documents = {each.draft.file: str(each.draft.shape) for each in read}
    return ImportResult(
        tuple(read),
        made,
        tuple(not_read),
        placed((*idle, *unpacked.remarks, *said, *remarks)),
        placed(open_questions),
        Decisions(documents=documents).over(decisions) if decisions.any() else decisions,
    )


def _read(
    raw: bytes, file: str, decisions: Decisions, others: Iterable[str]
) -> tuple[Draft, int] | RefusedDocument:
    try:
        return detect.read_document(raw, file, decisions, others)
    except MemoryError:
        raise  # a document that is too much is no mistake: whoever limits the memory says so
    except Exception as error:
        return stopped(file, error)


def stopped(file: str, error: Exception) -> RefusedDocument:
    """What is said of a document at which a reader failed. It stops neither the others nor whoever
    imports them: a form to be filled in divided by a number of rows that was zero, after a million
    documents had been tried. Tests put a function that raises in its place."""
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{type(error).__name__}, {PurePath(last.filename).name}:{last.lineno}"
    # For whoever runs a server as well; the words of the document are its owner's.
    logging.getLogger("explorer.importing").error("A reader failed: %s", place)
    reason = gettext_lazy(
        "this program failed at it ({place}), which is a mistake of ours: please report it, and import "
        "the others without it",
        place=place,
    )
    return RefusedDocument(file, 0, reason)


def _place(remark: Remark, places: Mapping[str, Mapping[int, int | str]]) -> int | str:
    there = places.get(remark.file, {})
    return there.get(remark.line, remark.line) if isinstance(remark.line, int) else remark.line
