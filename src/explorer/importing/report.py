"""What an import found, for people and as JSON: levels, counts, repairs, warnings, remainder.

Every line of a document is accounted for here, so that whoever keeps a ladder sees that
nothing was lost before anything is written.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from explorer.importing.draft import KINDS, Draft, DraftLevel, Fragment
from explorer.importing.pipeline import Import, ReadDocument
from explorer.importing.write_plan import WritePlan
from explorer.problems import quoted
from explorer.text.plurals import count

_NAMES = {
    "summary": ("summary", "summaries"),
    "fact": ("fact", "facts"),
    "statement": ("statement", "statements"),
    "tentative": ("tentative", "tentative"),
    "example": ("example", "examples"),
    "note": ("note", "notes"),
    "prose": ("paragraph of prose", "paragraphs of prose"),
}
_SHOWN = 60


def counts(pieces: Iterator[Fragment] | tuple[Fragment, ...]) -> dict[str, int]:
    """How many pieces of each kind there are, in the usual order; none are left out."""
    found = Counter(piece.kind for piece in pieces)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def left(draft: Draft) -> tuple[Fragment, ...]:
    """The pieces that no rule took."""
    return tuple(piece for piece in draft.pieces() if piece.kind == "remainder")


def said(found: dict[str, int]) -> str:
    """Counts in words: "30 statements, 10 tentative, 17 examples"."""
    return ", ".join(
        count(number, *_NAMES[kind]) for kind, number in found.items() if kind in _NAMES
    )


def accounted(read: ReadDocument) -> str:
    """The sentence that accounts for every line of a document."""
    remainder = sorted({line for piece in left(read.draft) for line in piece.lines})
    pieces = counts(read.draft.pieces())
    lines = count(read.lines, "line")
    return f"{lines}: {said(pieces) or 'nothing said'}; {len(remainder)} left"


def inside(level: DraftLevel) -> str:
    """What a level holds: "4 competencies, 1 summary, 30 statements"."""
    names = dict.fromkeys(p.competency for p in level.pieces if p.competency)
    competencies = count(len(names), "competency", "competencies")
    return f"{competencies}, {said(counts(level.pieces)) or 'nothing said'}"


def lines(made: Import, plan: WritePlan | None = None) -> Iterator[str]:
    """The report as lines of plain text."""
    for each in made.read:
        draft = each.draft
        yield f"{draft.file} ({draft.shape})"
        yield f"  {accounted(each)}"
        for level in draft.levels:
            yield f"  {level.code} · {level.title}: {inside(level)}"
        for piece in left(draft)[:_SHOWN]:
            line = piece.lines[0] if piece.lines else 0
            yield f"  left: {draft.file}:{line}: {quoted(piece.text)}"
        if draft.repairs:
            yield f"  encoding repaired in {count(len(draft.repairs), 'place')}:"
        for repair in draft.repairs[:_SHOWN]:
            yield (
                f"    {draft.file}:{repair.line}: {quoted(repair.before)} is {quoted(repair.after)} "
                f"(UTF-8 once read as {repair.encoding})"
            )
    for remark in made.remarks[: _SHOWN * 4]:
        yield f"warning: {remark.place}: {remark.text}"
    if len(made.remarks) > _SHOWN * 4:
        yield f"warning: and {len(made.remarks) - _SHOWN * 4:,} more"
    for skipped in made.refused:
        place = f"{skipped.file}:{skipped.line}" if skipped.line else skipped.file
        yield f"not read: {place}: {skipped.reason}"
    for family in made.ladders:
        codes = ", ".join(member.level.code for member in family.members)
        yield f"ladder {family.key}: {quoted(family.name)} with {codes}"
    if plan is not None:
        for obstacle in plan.obstacles:
            yield f"error: {obstacle}"
        for file in plan.files:
            yield f"  {file.path}: {file.state}"


def as_json(made: Import, plan: WritePlan | None = None) -> dict[str, Any]:
    """The report as plain data, with every piece and its lines."""
    return {
        "documents": [_document(each) for each in made.read],
        "ladders": [
            {
                "key": family.key,
                "name": family.name,
                "levels": [member.level.code for member in family.members],
            }
            for family in made.ladders
        ],
        "warnings": [
            {"file": remark.file, "line": remark.line or None, "text": remark.text}
            for remark in made.remarks
        ],
        "not_read": [
            {"file": each.file, "line": each.line or None, "reason": each.reason}
            for each in made.refused
        ],
        "files": [
            {"path": file.path, "state": file.state} for file in (plan.files if plan else ())
        ],
        "errors": list(plan.obstacles) if plan else [],
    }


def _document(each: ReadDocument) -> dict[str, Any]:
    draft = each.draft
    return {
        "file": draft.file,
        "shape": draft.shape,
        "lines": each.lines,
        "counts": counts(draft.pieces()),
        "left": len({line for piece in left(draft) for line in piece.lines}),
        "levels": [
            {"code": level.code, "title": level.title, "counts": counts(level.pieces)}
            for level in draft.levels
        ],
        "remainder": [{"lines": list(p.lines), "text": p.text} for p in left(draft)],
        "repairs": [
            {
                "line": repair.line,
                "before": repair.before,
                "after": repair.after,
                "encoding": repair.encoding,
            }
            for repair in draft.repairs
        ],
    }
