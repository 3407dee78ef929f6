"""Near-duplicate statements of a ladder, found without comparing every pair.

Two statements are similar by the Jaccard index of their content words. Whatever reaches
the threshold has one of its rarest words in common (the prefix filter of set similarity
joins), so only statements that do are compared. An intended repetition is not a finding:
where lineage leads from one statement to the other, or where they differ only in scope.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil

from explorer.compare.reach import REACH
from explorer.lint.findings import Finding
from explorer.model import Ladder, Level, Ref, Statement
from explorer.text.inline_markdown import visible
from explorer.text.languages import Language, language
from explorer.text.stemming import words
from explorer.text.translation import gettext as _

MIN_JACCARD = 0.75
"""Jaccard index from which two statements count as duplicates. The sample's closest pair that
says two things (L4/technical-direction and L4/other-directions) has 0.62; a sentence turned
round with a word more ("regular training" for "regularly provide training") has 0.89."""


def duplicates(ladder: Ladder) -> Iterator[Finding]:
    """For each statement that repeats an earlier one of its level or below: the most similar."""
    placed = [(level, each) for level in ladder.levels for each in level.statements]
    spoken = language(ladder.language)
    stems = [_content_stems(statement.text, spoken) for _, statement in placed]
    best: dict[int, tuple[tuple[bool, float], int]] = {}
    for earlier, later, share in similar_pairs(stems):
        if not _is_intended(ladder, placed[earlier], placed[later]):
            same_level = placed[earlier][0] is placed[later][0]
            rank = ((same_level, share), earlier)
            best[later] = max(best.get(later, rank), rank)
    for later, ((_same, share), earlier) in sorted(best.items()):
        yield _finding(placed[earlier], placed[later], share)


def similar_pairs(rows: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    """The pairs of word sets with a Jaccard index of at least MIN_JACCARD, as (earlier, later,
    index); sets that are equal are chained."""
    numbers: dict[frozenset[str], int] = {}
    members: list[list[int]] = []
    for at, row in enumerate(rows):
        if row:
            number = numbers.setdefault(row, len(numbers))
            if number == len(members):
                members.append([])
            members[number].append(at)
    # Many that are the same are a chain, not every two of them.
    for same in members:
        yield from ((low, high, 1.0) for low, high in pairwise(same))
    for left, right, share in _near_duplicates(list(numbers)):
        low, high = sorted((members[left][0], members[right][0]))
        yield low, high, share


def _near_duplicates(rows: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    frequency = Counter(word for row in rows for word in row)
    order = sorted(frequency, key=lambda word: (frequency[word], word))
    rank = {word: place for place, word in enumerate(order)}
    ranked = [sorted(rank[word] for word in row) for row in rows]
    sets = [frozenset(row) for row in ranked]
    # Of n words at least ceil(MIN_JACCARD * n) are shared: one stands among the rarest of the rest.
    # The shorter of two shares more of its own, so fewer of its rarest will do: shorter rows
    # are indexed first, and each row is looked up among those that are not longer.
    share = Fraction(MIN_JACCARD)
    index: dict[int, list[int]] = {}
    for at in sorted(range(len(rows)), key=lambda at: len(rows[at])):
        row, size = sets[at], len(sets[at])
        candidates: set[int] = set()
        for word in _rarest(ranked[at], share):
            candidates.update(index.get(word, ()))
        # A short one is never similar to a long one.
        shortest = ceil(share * size)
        for other in candidates:
            if len(sets[other]) >= shortest:
                both = len(row & sets[other])
                jaccard = both / (size + len(sets[other]) - both)
                if jaccard >= MIN_JACCARD:
                    yield other, at, jaccard
        for word in _rarest(ranked[at], 2 * share / (1 + share)):
            index.setdefault(word, []).append(at)


def _rarest(row: Sequence[int], share: Fraction) -> Sequence[int]:
    """So many of a row's rarest words that one of them is shared where `share` of it is."""
    return row[: len(row) - ceil(share * len(row)) + 1]


def _content_stems(text: str, spoken: Language) -> frozenset[str]:
    """The stems of a statement's content words; of all its words where it has none."""
    plain = [word for word, _ in words(visible(text))]
    content = frozenset(spoken.stem(word) for word in plain if word not in spoken.common)
    return content or frozenset(map(spoken.stem, plain))


@lru_cache(maxsize=64)
def _reach_stems(spoken: Language) -> frozenset[str]:
    return frozenset(map(spoken.stem, REACH))


def _is_intended(
    ladder: Ladder, earlier: tuple[Level, Statement], later: tuple[Level, Statement]
) -> bool:
    spoken = language(ladder.language)
    ours, theirs = (_content_stems(each.text, spoken) for _, each in (earlier, later))
    if ours != theirs and (ours ^ theirs) <= _reach_stems(spoken):
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
    places = {
        "new": f"{high.code}/{new.id}",
        "old": f"{low.code}/{old.id}",
        "line": old.line,
    }
    what = (
        _("{new} says the same as {old} (line {line})", **places)
        if share == 1
        else _("{new} says nearly the same as {old} (line {line})", **places)
    )
    return Finding(
        "repeated", high.ladder, high.code, high.file, new.line, what, new.id, visible(new.text)
    )
