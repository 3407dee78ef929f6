"""The words of all texts, and which of them a typed word may mean.

A typed word may be a word of the vocabulary, another form or spelling of one, its
beginning, or a slip of the fingers. How much a text is worth that has such a word is the
work of `search`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.words import COMMON, stem

How = Literal["exact", "form", "beginning", "slip", "meaning"]

FORM, _BEGINNING = 0.95, 0.9
SLIPS = {4: 0.45, 5: 0.55, 6: 0.65}
"""What a slip in a word of so many letters is worth; in a longer one, `LONG_SLIP`."""
LONG_SLIP = 0.8


@dataclass(slots=True)
class Vocabulary:
    """Words by the numbers of the texts that have them; `settle` when all are noted."""

    where: dict[str, list[int]] = field(default_factory=dict)
    named: dict[str, list[int]] = field(default_factory=dict)
    """Stems of a statement's id, which a reader does not see."""
    joined: dict[str, list[int]] = field(default_factory=dict)
    """Stems of two neighbouring words as one: where others write "sign up" as "signup"."""
    stems: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    real: set[str] = field(default_factory=set)
    """Stems that stand in the synonyms: words of their own, not slips of others."""
    _parts: list[str] = field(default_factory=list)

    def note(
        self, number: int, words: Iterable[str], joined: Iterable[str], named: Iterable[str]
    ) -> None:
        """Note the words of the text with this number."""
        for where, found in (
            (self.where, words),
            (self.joined, map(stem, joined)),
            (self.named, map(stem, named)),
        ):
            for word in set(found):
                where.setdefault(word, []).append(number)

    def settle(self) -> None:
        """Make ready for questions."""
        self.words = sorted(self.where)
        for word in self.words:
            self.stems.setdefault(stem(word), []).append(word)
        self._parts = list(self.stems)

    def having(self, part: str) -> set[int]:
        """The texts that have some form of a stem."""
        return {number for word in self.stems.get(part, ()) for number in self.where[word]}

    def meant(self, word: str, unfinished: bool) -> dict[str, tuple[How, float]]:
        """The words of the vocabulary that may be meant, each with how and how well."""
        meant: dict[str, tuple[How, float]] = {}
        if word in self.where:
            meant[word] = ("exact", 1.0)
        if word in COMMON:
            return meant
        for known in self.stems.get(stem(word), ()):
            meant.setdefault(known, ("form", FORM))
        if len(word) >= (2 if unfinished else 4):
            worth = _BEGINNING if not meant else 0.6
            for known in self.beginning_with(word):
                meant.setdefault(known, ("beginning", worth * (0.6 + 0.4 * len(word) / len(known))))
        slipped = (
            word not in meant and stem(word) not in self.joined and stem(word) not in self.real
        )
        if slipped and len(word) >= (8 if meant else 4):
            for known, way in self._slips(word, unfinished, sparing=bool(meant)).items():
                meant.setdefault(known, way)
        return meant

    def beginning_with(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self.words, word), len(self.words)):
            known = self.words[place]
            if not known.startswith(word):
                return
            yield known

    def _slips(self, word: str, unfinished: bool, sparing: bool) -> dict[str, tuple[How, float]]:
        """Words that were meant where the fingers slipped, and the other forms of those.

        `sparing`: something was found already, and only what is very near helps.
        """
        slips = 1 if len(word) < 8 or (sparing and len(word) < 11) else 2
        worth = SLIPS.get(len(word), LONG_SLIP)
        found = {
            stem(known): distance
            for known, distance, _ in _near(word, self.words, slips)
            if _may_be_slip(word, known)
        }
        part = stem(word)
        if len(part) >= 5 and not sparing:
            for known, distance, _ in _near(part, self._parts, 1 if len(part) < 8 else 2):
                if _may_be_slip(part, known):
                    found.setdefault(known, distance)
        if not found and unfinished and len(word) >= 5:
            cut = {known[: len(word)]: known for known in self.words if known[0] == word[0]}
            found = {stem(cut[start]): distance for start, distance, _ in _near(word, list(cut), 1)}
            worth *= 0.85
        least = min(found.values(), default=0)
        return {
            form: ("slip", worth * (0.85 if distance > least else 1.0))
            for part, distance in found.items()
            for form in self.stems[part]
        }


def _near(word: str, among: Sequence[str], slips: int) -> list[tuple[str, int, int]]:
    return [
        (known, int(distance), at)
        for known, distance, at in process.extract(
            word, among, scorer=OSA.distance, score_cutoff=slips, limit=6
        )
    ]


def _may_be_slip(word: str, known: str) -> bool:
    """Fingers slip inside a word: it begins alike, or its first two letters are swapped."""
    swapped = word[:2] == known[1::-1]
    return len(known) >= 4 and known not in COMMON and (word[0] == known[0] or swapped)
