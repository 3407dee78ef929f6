"""What the values of a cell are: statements, tentative ones, examples, notes, labels.

The same small words count here as in lists (`labels`), so that a matrix and a role document
with the same text become the same fragments.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.documents import labels
from explorer.documents.grids import Cell, CellValue
from explorer.documents.inline import clean_text, name_and_icon, strip_emphasis
from explorer.drafts.draft import Fragment, Kind

# "e.g.: …" within one cell is its example:
# test_notes_tentative_texts_and_examples_in_a_cell_are_found.
_EXAMPLE = re.compile(
    r"(?:\*\*|\*|__|_)?(?:examples?|e\.g\.|for example)\s*:(?:\*\*|\*|__|_)?\s*(?=\S)", re.I
)
# The usual text: it begins with a small word or a capital one, and has no mark and no colon.
_PLAIN = re.compile(r"(?!(?i:todo|to do|fixme|tbd|tbc|xxx)\b)[^\W\d_][^:：*_`/\[\](]*")
# A label is a name; half of this would do for every sample.
_MAX_LABEL = 80


def cell_fragments(
    values: Sequence[CellValue],
    competency: str | None,
    scope: str | None = None,
    kind: Kind = "statement",
    row: int | None = None,
) -> list[Fragment]:
    """The fragments that values are, in order; a label is the scope of what follows it. `row` is
    the number of the matrix row that they stand in."""
    if len(values) == 1 and _PLAIN.fullmatch(values[0].text):
        value = values[0]
        return [Fragment(kind, value.text, value.lines, competency, _scope_of(kind, scope), row)]
    found = _labelled_fragments(values, competency, scope, kind)
    return [replace(each, row=row) for each in found] if row else found


def paragraphs(cell: Cell) -> str:
    """All values of a cell as one text."""
    return "\n\n".join(clean_text(value.text) for value in cell.values)


def _labelled_fragments(
    values: Sequence[CellValue], competency: str | None, scope: str | None, kind: Kind
) -> list[Fragment]:
    found: list[Fragment] = []
    parted = _labelled_values(values) if scope is None and kind == "statement" else None
    if parted:
        for value, label, rest in parted:
            found.append(Fragment(kind, rest, value.lines, competency, label))
        return found
    first, here = kind, scope
    for at, value in enumerate(values):
        text, marks = strip_emphasis(value.text)
        more = at + 1 < len(values)
        remark = labels.note_text(text)
        if remark:
            found.append(Fragment("note", remark, value.lines, competency, here))
        elif more and labels.is_maybe(value.text):
            first = "tentative"
        elif more and labels.is_examples(value.text):
            counter = labels.is_counter_examples(value.text)
            first = "prose" if counter else "example"
            if counter:
                found.append(Fragment("prose", text, value.lines, competency))
        elif more and _is_label(value, text, marks, values[at + 1]):
            first, here = kind, name_and_icon(text)[0]
        else:
            said, text = _kind_and_text(first, text)
            found.append(Fragment(said, text, value.lines, competency, _scope_of(said, here)))
    return found


def _scope_of(kind: Kind, scope: str | None) -> str | None:
    return None if kind in ("example", "note", "prose", "summary") else scope


def _kind_and_text(kind: Kind, text: str) -> tuple[Kind, str]:
    if kind != "statement":
        return kind, text
    rest = labels.without_maybe(text)
    if rest:
        return "tentative", rest
    match = _EXAMPLE.match(text)
    if match:
        return "example", text[match.end() :].strip()
    return kind, text


def _is_label(value: CellValue, text: str, marks: str, following: CellValue) -> bool:
    """Whether a value only introduces the next: it ends in a colon, or is bold as a whole."""
    if len(text) > _MAX_LABEL or strip_emphasis(following.text)[1] == marks != "":
        return False
    if text.endswith((":", "：")):
        return following.bullet or bool(marks)
    return bool(marks) and not value.bullet and not text.endswith((".", "!", "?"))


def _labelled_values(values: Sequence[CellValue]) -> list[tuple[CellValue, str, str]] | None:
    """Each value with its bold label apart, where every one of several has one."""
    if len(values) < 2:
        return None
    made = []
    for value in values:
        found = labels.split_label(value.text)
        if not found or not found[1]:
            return None
        made.append((value, name_and_icon(found[0])[0], found[1]))
    return made
