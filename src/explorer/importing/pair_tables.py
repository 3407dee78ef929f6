"""Two-column Markdown tables inside a role: names on the left, texts on the right.

Tables whose rows or columns are levels are read by `tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.importing import labels
from explorer.importing.inline import clean_text, name_and_icon
from explorer.importing.pipe_rows import split_row

_EMPTY = {"", "-", "–", "—", "n/a", "N/A"}
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•]\s+)")


@dataclass(frozen=True, slots=True)
class PairRow:
    """`line` counts from 0 within the table."""

    name: str
    values: tuple[str, ...]
    line: int


def pair_rows(source: Sequence[str]) -> list[PairRow] | None:
    """The rows of a table of two columns, or None for any other table."""
    rows = [split_row(line) for line in source]
    if len(rows) < 3 or any(len(row) > 2 for row in rows):
        return None
    found = []
    for at, row in enumerate(rows[2:], 2):
        values = tuple(
            text
            for part in _LINE_BREAK.split(row[1] if len(row) > 1 else "")
            if (text := clean_text(_BULLET.sub("", part.strip()))) not in _EMPTY
        )
        shown = name_and_icon(row[0] if row else "")[0]
        if shown and values:
            found.append(PairRow(shown, values, at))
        elif shown or values:
            return None
    return found or None


def has_example_header(source: Sequence[str]) -> bool:
    """Whether a table of two columns says in its header that the second holds examples."""
    heads = split_row(source[0])
    return len(heads) == 2 and labels.is_examples(heads[1])


def header_pairs(source: Sequence[str]) -> list[tuple[str, str]] | None:
    """The names over a table's only row with what it says under each; None for others."""
    if len(source) != 3:
        return None
    names = [name_and_icon(cell)[0] for cell in split_row(source[0])]
    texts = [clean_text(cell) for cell in split_row(source[2])]
    if len(names) < 2 or len(names) != len(texts) or not all(names):
        return None
    return [
        (display_name, text)
        for display_name, text in zip(names, texts, strict=True)
        if text not in _EMPTY
    ]
