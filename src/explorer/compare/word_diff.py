"""Two sentences as one, word by word: what both say, and what only one of them says."""

import re
from difflib import SequenceMatcher
from typing import Literal

Word = tuple[Literal["same", "new", "gone"], str]
"""A run of a sentence: in both, only in the later, only in the earlier."""

MAX_COMPARED = 4_000_000
"""Pieces of one text times pieces of the other, up to which they are compared word by word."""


def word_marks(before: str, after: str) -> tuple[Word, ...]:
    """Two sentences as one: runs of words that both have, and that only one has."""
    old, new = re.findall(r"\s+|\w+|[^\w\s]", before), re.findall(r"\s+|\w+|[^\w\s]", after)
    if len(old) * len(new) > MAX_COMPARED:
        return (("gone", before), ("new", after))
    made: list[Word] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            made.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            made.append(("gone", "".join(old[a:b])))
        if c < d:
            made.append(("new", "".join(new[c:d])))
    return tuple(made)
