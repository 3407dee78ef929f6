"""Which texts are hits for the terms of a query, and which of them comes first.

A text is scored by coverage: the share of the query's weight that it has, where a term
weighs the more the fewer texts have it (inverse document frequency). Enough coverage makes
it a hit; of equal ones, short texts and matches that stand close together come first.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.search.positional_index import Numbers, PositionalIndex
from explorer.search.query_terms import QueryTerm, Shares
from explorer.search.results import SearchEntry
from explorer.search.term_matching import LEAST

# The shares below are set by the judged queries (tests/relevance).
_MOST, _PART, _PART_OF_MANY = 0.5, 0.33, 0.4
"""The share of a query's weight that a hit must cover: the first where a word of the query
is unknown, so that noise beside one known word finds nothing; the others for two words, of
which one is enough, and for more."""
_RELATED = 0.25
"""The share that is enough where some of it comes by synonyms: "push back" alone is one."""
_RELATED_AT_LEAST = 0.34
"""The same where a word of the query is unknown: "coffee machine" is no infrastructure."""
_ANSWERED, _BESIDE_ANSWER = 0.8, 0.25
"""Where a text covers so much, the query has its answer, and partial ones help beside it."""

_MEANT = 0.5
"""What a text found by meaning counts in the rarity of a word: "teach" is not made common by
all that says it otherwise."""

Chosen = NDArray[np.bool_]
"""One yes or no for each text."""


def coverage(terms: Sequence[QueryTerm], size: int) -> tuple[Shares, Shares]:
    """The share of the query's weight that each of `size` texts covers: by its words, and
    with synonyms."""
    by_words, in_all = np.zeros(size, np.float32), np.zeros(size, np.float32)
    total = 0.0
    for term in terms:
        either = np.maximum(term.by_words, term.by_synonyms)
        by_words_only = np.count_nonzero(term.by_words)
        by_synonyms_only = np.count_nonzero(either) - by_words_only
        # What is doubtful is as rare as a word that no text has: the usual
        # "reach" does not make "react" beside "components" weigh little.
        known = by_words_only * (not term.is_doubtful) + _MEANT * by_synonyms_only
        weight = math.log(1 + size / (0.5 + known))
        weight *= term.content_words
        by_words += np.float32(weight) * term.by_words
        in_all += np.float32(weight) * either
        total += weight
    return by_words / np.float32(total), in_all / np.float32(total)


def accepted(terms: Sequence[QueryTerm], by_words: Shares, in_all: Shares) -> tuple[Chosen, Chosen]:
    """The texts that cover enough by their words, and those that do so with synonyms."""
    meant = all(term.is_known or term.by_synonyms.any() for term in terms)
    least_related = _RELATED if meant else _RELATED_AT_LEAST
    if len(terms) == 1:
        least = LEAST
    elif by_words.max() >= _ANSWERED:
        least = _BESIDE_ANSWER
    else:
        part = _PART if len(terms) == 2 else _PART_OF_MANY
        least = part if all(term.is_known for term in terms) else _MOST
    direct = by_words >= least - 1e-6
    related = ~direct & (in_all >= least_related - 1e-6) & (in_all > by_words)
    return direct, related


def full(terms: Sequence[QueryTerm]) -> Chosen:
    """The texts that have every term in some way."""
    whole: Chosen = np.logical_and.reduce([(t.by_words > 0) | (t.by_synonyms > 0) for t in terms])
    return whole


def prior(entries: Sequence[SearchEntry], positions: PositionalIndex) -> Shares:
    """What each text scores for any query: short ones, and statements, a little more."""
    lengths = np.diff(positions.first) if entries else np.zeros(0)
    slight = [0.02 if e.kind in ("statement", "tentative") else 0.0 for e in entries]
    return (0.03 / (1 + lengths / 20) + slight).astype(np.float32)


def proximity(texts: Numbers, terms: Iterable[QueryTerm], positions: PositionalIndex) -> Shares:
    """1 where the matched words fill what lies between the first and the last, down to 0.

    A text where the words stand close together, and little else, is the better one.
    """
    matched = np.zeros(len(positions.words) + 1, np.bool_)
    matched[[positions.number(word) for term in terms for word in term.candidates]] = True
    matched[-1] = False
    at = positions.within(texts)
    at = at[matched[positions.row[at]] & (positions.starts[at] >= 0)]
    starts, ends = positions.starts[at], positions.ends[at]
    of_text = positions.texts_at(at)
    near = np.zeros(len(texts), np.float32)
    if not len(at):
        return near
    begins = np.concatenate(([0], np.flatnonzero(np.diff(of_text)) + 1))
    counted = np.diff(np.concatenate((begins, [len(at)])))
    width = np.maximum.reduceat(ends, begins) - np.minimum.reduceat(starts, begins)
    filled = np.add.reduceat(ends - starts, begins) / np.maximum(width, 1)
    known = {int(text): place for place, text in enumerate(texts)}
    several = np.flatnonzero(counted > 1)
    near[[known[int(t)] for t in of_text[begins[several]]]] = np.minimum(filled[several], 1.0)
    return near


def highest(scores: Shares, limit: int) -> Numbers:
    """The numbers of the highest scores above minus infinity, ties in their order."""
    numbers = np.flatnonzero(scores > -np.inf)
    if len(numbers) > limit:
        least = np.partition(scores[numbers], -limit)[-limit]
        above = np.flatnonzero(scores > least)
        ties = np.flatnonzero(scores == least)[: limit - len(above)]
        numbers = np.sort(np.concatenate((above, ties)))
    return numbers.astype(np.int32)
