"""Small Markdown tables beside the text of roles: names and texts of one, an index of all.

Tables whose rows or columns are levels, and which say what these expect, are read by `tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.importing import labels
from explorer.importing.blocks import Block
from explorer.importing.codes import code_and_title
from explorer.importing.draft import DraftLevel, Fragment
from explorer.importing.header_words import column_role
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


def facts_of_levels(block: Block, levels: Sequence[DraftLevel]) -> dict[int, list[Fragment]]:
    """What a table that lists the levels says of each (by its place), its columns as facts; {}
    where a row names none of them. 4 real documents: `Level | Senior | Position`."""
    rows = [split_row(line) for line in block.source]
    heads = [name_and_icon(cell)[0] for cell in rows[0]] if rows else []
    if len(rows) < 3 or len(heads) < 2:
        return {}
    by_name = {name.casefold(): at for at, each in enumerate(levels) for name in _names_of(each)}
    made: dict[int, list[Fragment]] = {}
    for number, row in zip(block.lines[2:], rows[2:], strict=True):
        named = [by_name.get(name) for cell in row for name in _names_in(cell)]
        at = next((each for each in named if each is not None), None)
        if at is None or at in made:
            return {}
        made[at] = [
            Fragment("fact", text, (number,), None, head)
            for head, cell in zip(heads, row, strict=False)
            if head
            and (text := clean_text(cell)) not in _EMPTY
            # "1" of D1 says nothing more of it.
            and not (column_role(head) == "level" and text.casefold() in levels[at].code.casefold())
        ]
    return made


def _names_of(level: DraftLevel) -> tuple[str, ...]:
    return level.code, level.title, f"{level.code} {level.title}"


def _names_in(cell: str) -> tuple[str, ...]:
    """What a cell may call a level: its words, and the code and title in them."""
    shown = name_and_icon(cell)[0].casefold()
    found = code_and_title(shown.upper())
    return (shown, (found.code or "").casefold(), found.title.casefold()) if shown else ()
