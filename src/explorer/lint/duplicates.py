"""Statements of a ladder that say nearly the same, without all pairs being looked at.

Two statements are alike by the share of telling words that both have. Whatever reaches
that share must have one of its rarest words in common (the prefix filter of set similarity
joins), so only statements that do are compared. Same on purpose is not a finding: where lineage leads from one
statement to the other, or where they part only in how far they reach.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from explorer.compare.comparison import SCOPE_WORDS
from explorer.lint.findings import Finding
from explorer.model import Ladder, Level, Ref, Statement
from explorer.text.inline_markdown import visible
from explorer.text.stemming import COMMON, stem, words

ALIKE = 0.75
"""The share of their telling words that two statements have in common, from which they are
said twice."""
_BLOCK = 512
"""So many statements are laid beside all others at a time: memory stays small."""

Numbers = NDArray[np.int64]


def duplicates(ladder: Ladder) -> Iterator[Finding]:
    """For each statement that was nearly said before, in its level or below: where."""
    placed = [(level, each) for level in ladder.levels for each in level.statements]
    told = [_telling(statement.text) for _, statement in placed]
    best: dict[int, tuple[tuple[bool, float], int]] = {}
    for earlier, later, share in alike(told):
        if not _on_purpose(ladder, placed[earlier], placed[later]):
            same_level = placed[earlier][0] is placed[later][0]
            standing = ((same_level, share), earlier)
            best[later] = max(best.get(later, standing), standing)
    for later, ((_, share), earlier) in sorted(best.items()):
        yield _finding(placed[earlier], placed[later], share)


def alike(told: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    """The pairs of word sets that share ALIKE of their words or more, the earlier first."""
    numbers: dict[frozenset[str], int] = {}
    members: list[list[int]] = []
    for at, row in enumerate(told):
        if row:
            number = numbers.setdefault(row, len(numbers))
            if number == len(members):
                members.append([])
            members[number].append(at)
    # Many that are the same are a chain, not every two of them.
    for same in members:
        yield from ((low, high, 1.0) for low, high in pairwise(same))
    for left, right, share in _near(list(numbers)):
        low, high = sorted((members[left][0], members[right][0]))
        yield low, high, share


def _near(rows: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    if len(rows) < 2:
        return
    common = Counter(word for row in rows for word in row)
    order = sorted(common, key=lambda word: (common[word], word))
    number = {word: place for place, word in enumerate(order)}
    ranked = [sorted(number[word] for word in row) for row in rows]
    # Of n words at least ceil(ALIKE * n) are shared: one stands among the rarest of the rest.
    # The shorter of two shares more of its own, so fewer of its rarest will do.
    share = Fraction(ALIKE)
    rare = _matrix([_rarest(row, share) for row in ranked], len(order))
    rarer = _matrix([_rarest(row, 2 * share / (1 + share)) for row in ranked], len(order))
    whole = _matrix(ranked, len(order))
    sizes = np.array([len(row) for row in rows])
    for start in range(0, len(rows), _BLOCK):
        left, right = (rare[start : start + _BLOCK] @ rarer.T).nonzero()
        left = left + start
        once = (sizes[left] > sizes[right]) | ((sizes[left] == sizes[right]) & (left < right))
        left, right = left[once], right[once]
        for some in range(0, len(left), 100_000):
            a, b = left[some : some + 100_000], right[some : some + 100_000]
            # A short one is never alike to a long one.
            close = np.minimum(sizes[a], sizes[b]) >= ALIKE * np.maximum(sizes[a], sizes[b])
            a, b = a[close], b[close]
            both = np.asarray(whole[a].multiply(whole[b]).sum(axis=1)).ravel()
            shares = both / (sizes[a] + sizes[b] - both)
            for at in np.flatnonzero(shares >= ALIKE):
                yield int(a[at]), int(b[at]), float(shares[at])


def _rarest(row: Sequence[int], share: Fraction) -> Sequence[int]:
    """So many of a row's rarest words that one of them is shared where `share` of it is."""
    return row[: len(row) - ceil(share * len(row)) + 1]


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_array:
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([column for row in rows for column in row], np.int64)
    return csr_array((np.ones(len(flat), np.int64), flat, ends), shape=(len(rows), width))


def _telling(text: str) -> frozenset[str]:
    """The stems of a statement's telling words; of all of them where none is."""
    said = [word for word, _ in words(visible(text))]
    return frozenset(stem(word) for word in said if word not in COMMON) or frozenset(
        map(stem, said)
    )


_REACH = frozenset(map(stem, SCOPE_WORDS))


def _on_purpose(
    ladder: Ladder, earlier: tuple[Level, Statement], later: tuple[Level, Statement]
) -> bool:
    ours, theirs = _telling(earlier[1].text), _telling(later[1].text)
    if ours != theirs and (ours ^ theirs) <= _REACH:
        return True
    (low, old), (high, new) = earlier, later
    if low is high:
        return False
    wanted, waiting = Ref(low.code, old.id), [Ref(high.code, new.id)]
    seen = set(waiting)
    while waiting:
        for ancestor in ladder.ancestors.get(waiting.pop(), ()):
            if ancestor == wanted:
                return True
            if ancestor not in seen:
                seen.add(ancestor)
                waiting.append(ancestor)
    return False


def _finding(
    earlier: tuple[Level, Statement], later: tuple[Level, Statement], share: float
) -> Finding:
    (low, old), (high, new) = earlier, later
    how = "says the same as" if share == 1 else "says nearly the same as"
    what = f"{high.code}/{new.id} {how} {low.code}/{old.id} (line {old.line})"
    return Finding(
        "repeated", high.ladder, high.code, high.file, new.line, what, new.id, visible(new.text)
    )
