"""What an import found, for people and as JSON: levels, counts, repairs, warnings, remainder.

Every line of a document is accounted for here, so that whoever keeps a ladder sees that
nothing was lost before anything is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any

from explorer.drafts.decisions import Decisions
from explorer.drafts.draft import KINDS, Draft, DraftLevel, Fragment
from explorer.importing.decisions_said import as_options
from explorer.importing.detect import RefusedDocument
from explorer.importing.imported_ladder import ImportedLadder, Question, Remark
from explorer.importing.pipeline import ImportResult, ReadDocument
from explorer.importing.write_plan import WritePlan
from explorer.problems import quoted
from explorer.text.plurals import count
from explorer.text.translation import N_, N_plural, decimal
from explorer.text.translation import gettext as _

_NAMES = {
    "summary": N_plural("summary", "summaries"),
    "fact": N_plural("fact", "facts"),
    "statement": N_plural("statement", "statements"),
    "tentative": N_plural("tentative", "tentative"),
    "example": N_plural("example", "examples"),
    "note": N_plural("note", "notes"),
    "prose": N_plural("paragraph of prose", "paragraphs of prose"),
    "omitted": N_plural("left out on purpose", "left out on purpose"),
}
# Lines per document, so that a report is read; --json has all of them.
_SHOWN = 60
_SHOWN_NAMES, _LONGEST_NAME = 12, 60
NOTHING_PLANNED = WritePlan()


def counts_by_kind(fragments: Iterable[Fragment]) -> dict[str, int]:
    """How many fragments of each kind there are, in the usual order; none are left out."""
    found = Counter(fragment.kind for fragment in fragments)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def unplaced(draft: Draft) -> tuple[Fragment, ...]:
    """The fragments that no rule took."""
    return tuple(fragment for fragment in draft.fragments() if fragment.kind == "remainder")


def left_out(draft: Draft) -> tuple[Fragment, ...]:
    """The fragments of columns and lines that are left out on purpose."""
    return tuple(fragment for fragment in draft.fragments() if fragment.kind == "omitted")


def counts_in_words(found: dict[str, int]) -> str:
    """Counts in words: "30 statements, 10 tentative, 17 examples"."""
    return ", ".join(count(found[kind], *_NAMES[kind]) for kind in found if kind in _NAMES)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a document, the place where it stands, and what becomes of it in a few words."""

    place: int | str
    text: str
    becomes: str


_LEVELLESS = {
    "remainder": N_("left over"),
    "omitted": N_("left out"),
    "note": N_("note of the ladder"),
    "prose": N_("prose of the ladder"),
    "summary": N_("summary of a competency"),
}
_KINDS = {
    "tentative": N_("tentative"),
    "example": N_("example"),
    "note": N_("note"),
    "fact": N_("fact"),
    "summary": N_("summary"),
    "prose": N_("prose"),
}


def passages(draft: Draft) -> list[Passage]:
    """Everything that a document says, in its order, with what becomes of it."""
    found: list[tuple[int, Passage]] = []
    for level in draft.levels:
        named = " ".join(dict.fromkeys((level.code, level.title)))
        becomes = _("level {code}", code=level.code)
        found.append((level.line, Passage(draft.place(level.line), named, becomes)))
    owners = [(level.code, level.fragments) for level in draft.levels]
    for code, fragments in (("", draft.prose), *owners):
        for each in fragments:
            line = each.lines[0] if each.lines else 0
            found.append((line, Passage(draft.place(line), each.text, _becomes(code, each))))
    found.sort(key=lambda pair: pair[0])
    return [passage for _, passage in found]


def _becomes(code: str, fragment: Fragment) -> str:
    kind = fragment.kind
    if kind in ("remainder", "omitted") or not code:
        return _(_LEVELLESS.get(kind, "prose of the ladder"))
    said = _(_KINDS[kind]) if kind in _KINDS else ""
    parts = (code, fragment.competency, fragment.scope, said)
    return " · ".join(part for part in parts if part)


def coverage(read: ReadDocument) -> str:
    """The sentence that accounts for every line of a document."""
    fragments = counts_by_kind(read.draft.fragments())
    return _(
        "{lines}: {contents}; {number} left",
        lines=count(read.lines, "line"),
        contents=counts_in_words(fragments) or _("nothing said"),
        number=_lines_left(read.draft),
    )


def _lines_left(draft: Draft) -> int:
    return len({line for fragment in unplaced(draft) for line in fragment.lines})


def level_contents(level: DraftLevel) -> str:
    """What a level holds: "4 competencies, 1 summary, 30 statements"."""
    names = dict.fromkeys(p.competency for p in level.fragments if p.competency)
    competencies = count(len(names), "competency", "competencies")
    return (
        f"{competencies}, {counts_in_words(counts_by_kind(level.fragments)) or _('nothing said')}"
    )


def competencies(draft: Draft) -> str:
    """The names of a document's competencies, which show at a glance whether it was read rightly:
    "Competencies: Craft, Delivery"; empty where it has none."""
    names = list(dict.fromkeys(p.competency for p in draft.fragments() if p.competency))
    shown = [shorten(name, _LONGEST_NAME, placeholder=" …") for name in names[:_SHOWN_NAMES]]
    if (more := len(names) - _SHOWN_NAMES) > 0:
        shown.append(_("and {more} more", more=decimal(more)))
    return _("Competencies: {names}", names=", ".join(shown)) if names else ""


def report_lines(made: ImportResult, plan: WritePlan = NOTHING_PLANNED) -> Iterator[str]:
    """The report as lines of plain text."""
    for each in made.read:
        draft = each.draft
        yield f"{draft.file} ({draft.shape})"
        yield f"  {coverage(each)}"
        if named := competencies(draft):
            yield f"  {named}"
        for level in draft.levels:
            yield f"  {level.code} · {level.title}: {level_contents(level)}"
        if draft.frame:
            yield f"  structure: {', '.join(draft.frame[:_SHOWN])}"
        yield from _fragment_lines("left", draft, unplaced(draft))
        yield from _fragment_lines("left out", draft, left_out(draft))
        if draft.encoding_fixes:
            yield f"  encoding repaired in {count(len(draft.encoding_fixes), 'place')}:"
        for fix in draft.encoding_fixes[:_SHOWN]:
            yield (
                f"    {draft.file}:{fix.line}: {quoted(fix.before)} is {quoted(fix.after)} "
                f"(UTF-8 once read as {fix.encoding})"
            )
    yield from _remark_lines("question", made.questions)
    yield from _remark_lines("warning", made.remarks)
    for skipped in made.refused:
        place = f"{skipped.file}:{skipped.line}" if skipped.line else skipped.file
        yield f"not read: {place}: {skipped.reason}"
    for ladder in made.ladders:
        yield f"ladder {ladder.key}: {quoted(ladder.name)} with {', '.join(_codes(ladder))}"
    yield from _remark_lines("guess", plan.guesses)
    for obstacle in plan.obstacles:
        yield f"error: {obstacle}"
    for file in plan.files:
        yield f"  {file.path}: {file.state}"


def _codes(ladder: ImportedLadder) -> list[str]:
    return [member.level.code for member in ladder.members]


def _fragment_lines(kind: str, draft: Draft, found: Sequence[Fragment]) -> Iterator[str]:
    for fragment in found[:_SHOWN]:
        line = fragment.lines[0] if fragment.lines else 0
        yield f"  {kind}: {draft.file}:{draft.place(line)}: {quoted(fragment.text)}"
    if (more := len(found) - _SHOWN) > 0:
        yield f"  {kind}: and {more:,} more; --json has them all"


def _remark_lines(kind: str, remarks: Sequence[Remark]) -> Iterator[str]:
    """Each remark, and under a question the options that answer it."""
    for remark in remarks[: _SHOWN * 4]:
        yield f"{kind}: {remark.place}: {remark.text}"
        for answer in remark.answers if isinstance(remark, Question) else ():
            if options := as_options(answer.decisions):
                yield f"  {answer.label}: {options}"
    if len(remarks) > _SHOWN * 4:
        yield f"{kind}: and {len(remarks) - _SHOWN * 4:,} more"


def as_json(
    made: ImportResult, plan: WritePlan = NOTHING_PLANNED, used: Sequence[str] = ()
) -> dict[str, Any]:
    """The report as plain data, with every fragment and its lines; `used` are the files with
    decisions."""
    return {
        "documents": [_document(each) for each in made.read],
        "ladders": [
            {"key": each.key, "name": each.name, "levels": _codes(each)} for each in made.ladders
        ],
        "warnings": [{**_placed(each), "text": each.text} for each in made.remarks],
        "questions": [
            {
                **_placed(each),
                "text": each.text,
                "answers": [
                    {"answer": answer.label, "decides": _decided(answer.decisions)}
                    for answer in each.answers
                ],
            }
            for each in made.questions
        ],
        "decisions": {"files": list(used), "used": _decided(made.decisions)},
        "not_read": [{**_placed(each), "reason": each.reason} for each in made.refused],
        "guesses": [{"file": each.file, "text": each.text} for each in plan.guesses],
        "files": [{"path": each.path, "state": each.state} for each in plan.files],
        "errors": list(plan.obstacles),
    }


def _placed(each: Remark | RefusedDocument) -> dict[str, Any]:
    return {"file": each.file, "line": each.line or None}


def _decided(decisions: Decisions) -> dict[str, Any]:
    return decisions.model_dump(mode="json", exclude_defaults=True)


def _document(each: ReadDocument) -> dict[str, Any]:
    draft = each.draft
    return {
        "file": draft.file,
        "shape": draft.shape,
        "lines": each.lines,
        "counts": counts_by_kind(draft.fragments()),
        "structure": list(draft.frame),
        "left": _lines_left(draft),
        "levels": [
            {"code": level.code, "title": level.title, "counts": counts_by_kind(level.fragments)}
            for level in draft.levels
        ],
        "remainder": [_as_data(draft, each) for each in unplaced(draft)],
        "left_out": [_as_data(draft, each) for each in left_out(draft)],
        "repairs": [asdict(fix) for fix in draft.encoding_fixes],
    }


def _as_data(draft: Draft, fragment: Fragment) -> dict[str, Any]:
    return {"lines": [draft.place(line) for line in fragment.lines], "text": fragment.text}
