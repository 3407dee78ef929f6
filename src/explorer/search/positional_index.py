"""Where each word of many texts stands: all texts as one long row of words.

A word is a number, its place in the sorted vocabulary, so that words with the same
beginning are neighbours. The row and its places are arrays: what a search asks of a
hundred thousand texts is answered without a loop over them. `add` one text at a time, then
`build`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.text.stemming import Span

Numbers = NDArray[np.int32]
"""Of texts or of places in the row, counted from 0, in rising order."""

_NOTHING: Numbers = np.zeros(0, np.int32)
_APART = 2
"""Words with more characters than this between them are no neighbours. Two pairs of letters of
Chinese share one."""


@dataclass(slots=True)
class PositionalIndex:
    """The words of numbered texts; a text's number is the order in which it was added."""

    words: list[str] = field(default_factory=list)
    """The vocabulary, sorted; a word's place in it is its number in the row."""
    row: Numbers = field(default_factory=lambda: _NOTHING)
    """The words of all texts in order; between texts, and where neighbours end, -1."""
    first: Numbers = field(default_factory=lambda: _NOTHING)
    """Where each text begins in the row, and at the end where the row ends."""
    starts: Numbers = field(default_factory=lambda: _NOTHING)
    ends: Numbers = field(default_factory=lambda: _NOTHING)
    """The characters of each word in its text; -1 where a reader does not see the word."""
    _number: dict[str, int] = field(default_factory=dict)
    _added: list[int] = field(default_factory=list)
    _spans: list[int] = field(default_factory=list)
    _text_starts: list[int] = field(default_factory=list)
    _places: Numbers = field(default_factory=lambda: _NOTHING)
    _text_of: Numbers = field(default_factory=lambda: _NOTHING)
    _from: Numbers = field(default_factory=lambda: _NOTHING)

    def add(
        self, row: Iterable[tuple[str, Span]], beside: Iterable[tuple[str, Span | None]] = ()
    ) -> None:
        """Add the words of the next text with their characters: those that stand in a row,
        and what else the text is to be found by, of which a reader may see nothing."""
        added, spans, number = self._added, self._spans, self._number
        self._text_starts.append(len(added))
        last = 0
        for word, (start, end) in row:
            if not -1 <= start - last <= _APART:
                added.append(-1)
                spans += (-1, -1)
            added.append(number.setdefault(word, len(number)))
            spans += (start, end)
            last = end
        for word, span in beside:
            added += (-1, number.setdefault(word, len(number)))
            spans += (-1, -1, *(span or (-1, -1)))
        added.append(-1)
        spans += (-1, -1)

    def build(self) -> None:
        """Sort the vocabulary and the places; nothing can be looked up before."""
        self.words = sorted(self._number)
        sorted_place = np.empty(len(self.words) + 1, np.int32)
        for place, word in enumerate(self.words):
            sorted_place[self._number[word]] = place
            self._number[word] = place
        sorted_place[-1] = -1
        self.row = sorted_place[np.array(self._added, np.int32)]
        self.first = np.array([*self._text_starts, len(self.row)], np.int32)
        spans = np.array(self._spans, np.int32).reshape(-1, 2)
        self.starts, self.ends = spans[:, 0].copy(), spans[:, 1].copy()
        self._added, self._spans, self._text_starts = [], [], []
        order = np.argsort(self.row, kind="stable").astype(np.int32)
        between = int(np.searchsorted(self.row[order], 0))
        self._places = order[between:]
        self._text_of = self.texts_at(self._places)
        counted = np.bincount(self.row[self._places], minlength=len(self.words))
        self._from = np.concatenate(([0], np.cumsum(counted))).astype(np.int32)

    def __len__(self) -> int:
        return max(len(self.first) - 1, 0)

    def __contains__(self, word: str) -> bool:
        return word in self._number

    def texts_with(self, word: str) -> Numbers:
        """The texts that have the word, some of them perhaps twice."""
        number = self._number[word]
        return self._text_of[self._from[number] : self._from[number + 1]]

    def places_of(self, words: Sequence[str]) -> Numbers:
        """Where any of these words of the vocabulary stands."""
        found = [self._places[self._from[n] : self._from[n + 1]] for n in map(self.number, words)]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate(found)) if found else _NOTHING

    def number(self, word: str) -> int:
        return self._number[word]

    def span(self, place: int, length: int) -> Span:
        """The characters of so many words in a row; below 0 where a reader sees none."""
        return int(self.starts[place]), int(self.ends[place + length - 1])

    def in_a_row(self, words: Sequence[Sequence[str]]) -> Numbers:
        """Where one of the first words stands with one of each next right behind it."""
        places = self.places_of(words[0]) if words else _NOTHING
        for behind, next_words in enumerate(words[1:], start=1):
            if not len(places):
                break
            places = places[_among(places + behind, self.places_of(next_words))]
        return places

    def texts_at(self, places: Numbers) -> Numbers:
        """The text of each place of the row."""
        return (np.searchsorted(self.first, places, side="right") - 1).astype(np.int32)

    def within(self, texts: Numbers) -> Numbers:
        """The places of all words of these texts, in the order the texts are given."""
        begins = self.first[texts]
        lengths = self.first[texts + 1] - begins
        shift = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        return (np.arange(len(shift)) + shift).astype(np.int32)


def _among(places: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Which of the places are among the known ones; both are in rising order."""
    if not len(known):
        return np.zeros(len(places), np.bool_)
    at = np.minimum(np.searchsorted(known, places), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == places
    return found
