"""Which words of all texts a typed word may mean.

It may be a word of the vocabulary, another form or spelling of one, its beginning, or a
slip of the fingers. Where the words stand is the work of `positional_index`, and how much a text is
worth that has such a word is the work of `search`.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.text.stemming import COMMON, stem

MatchKind = Literal["exact", "form", "beginning", "slip", "meaning"]
MATCH_KINDS: tuple[MatchKind, ...] = get_args(MatchKind)
"""From the surest to the least sure."""
Candidates = dict[str, tuple[MatchKind, float]]
"""Words of the vocabulary with how each was found, and what it is worth up to 1."""

_LAST = "\U0010ffff"
"""Sorts behind every letter."""

FORM, _BEGINNING = 0.95, 0.9
SLIPS = {4: 0.45, 5: 0.55, 6: 0.65}
"""What a slip in a word of so many letters is worth; in a longer one, `LONG_SLIP`."""
LONG_SLIP = 0.8


@dataclass(slots=True)
class Vocabulary:
    """The sorted words of all texts. `real` are stems that are words of their own even if
    no text has them: nobody who types one meant another word."""

    words: list[str] = field(default_factory=list)
    real: set[str] = field(default_factory=set)
    stems: dict[str, list[str]] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, words: list[str]) -> "Vocabulary":
        made = cls(words)
        for word in words:
            made.stems.setdefault(stem(word), []).append(word)
        made._parts = sorted(made.stems)
        return made

    def meant(self, word: str, unfinished: bool, sure: bool = False) -> Candidates:
        """The words that may be meant. `sure`: the word is no slip of another one."""
        meant: Candidates = {}
        place = bisect_left(self.words, word)
        if place < len(self.words) and self.words[place] == word:
            meant[word] = ("exact", 1.0)
        if word in COMMON:
            return meant
        for known in self.stems.get(stem(word), ()):
            meant.setdefault(known, ("form", FORM))
        if len(word) >= (2 if unfinished else 4):
            worth = _BEGINNING if not meant else 0.6
            for known in self.beginning_with(word):
                meant.setdefault(known, ("beginning", worth * (0.6 + 0.4 * len(word) / len(known))))
        slipped = not sure and word not in meant and stem(word) not in self.real
        if slipped and len(word) >= (8 if meant else 4):
            for known, way in self._slips(word, unfinished, sparing=bool(meant)).items():
                meant.setdefault(known, way)
        return meant

    def beginning_with(self, word: str) -> list[str]:
        return _beginning(self.words, word)

    def in_two(self, word: str) -> list[tuple[list[str], list[str]]]:
        """The ways to read a word as two: a word, and the forms of another."""
        ways = []
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if head in COMMON and tail in COMMON:
                continue
            heads = [known for known in self.stems.get(stem(head), ()) if known == head]
            tails = self.stems.get(stem(tail), [])
            if heads and tails:
                ways.append((heads, tails))
        return ways

    def _slips(self, word: str, unfinished: bool, sparing: bool) -> Candidates:
        """Words that were meant where the fingers slipped, and the other forms of those.

        `sparing`: something was found already, and only what is very near helps.
        """
        slips = 1 if len(word) < 8 or (sparing and len(word) < 11) else 2
        worth = SLIPS.get(len(word), LONG_SLIP)
        found = {stem(known): distance for known, distance in _near(word, self.words, slips)}
        part = stem(word)
        if len(part) >= 5 and not sparing:
            for known, distance in _near(part, self._parts, 1 if len(part) < 8 else 2):
                # Alike as a whole as well: "reception" is no slip of "recently".
                if any(OSA.distance(word, form) <= slips + 1 for form in self.stems[known]):
                    found.setdefault(known, distance)
        if not found and len(word) >= 6:
            # The ending itself was swapped, of a form that no text has.
            found = {stem(other): 1 for other in _swapped(word) if stem(other) in self.stems}
        if not found and unfinished and len(word) >= 5:
            cut = {known[: len(word)]: known for known in self.beginning_with(word[0])}
            found = {stem(cut[start]): distance for start, distance in _near(word, sorted(cut), 1)}
            worth *= 0.85
        least = min(found.values(), default=0)
        return {
            form: ("slip", worth * (0.85 if distance > least else 1.0))
            for part, distance in found.items()
            for form in self.stems[part]
        }


def _beginning(among: list[str], word: str) -> list[str]:
    return among[bisect_left(among, word) : bisect_left(among, word + _LAST)]


def _swapped(word: str) -> list[str]:
    """A word with two neighbours of its last four letters swapped."""
    return [
        f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
        for at in range(len(word) - 4, len(word) - 1)
    ]


def _near(word: str, among: list[str], slips: int) -> list[tuple[str, int]]:
    """The words of a sorted list that are few slips away, with how many.

    Fingers slip inside a word: it begins alike, or its first two letters are swapped.
    """
    likely = _beginning(among, word[0])
    if word[0] != word[1]:
        likely += _beginning(among, word[1::-1])
    found = process.extract(word, likely, scorer=OSA.distance, score_cutoff=slips, limit=6)
    return [
        (known, int(distance))
        for known, distance, _ in found
        if len(known) >= 4 and known not in COMMON
    ]
