"""Which words of all texts a typed word may mean.

It may be a word of the vocabulary, an inflection or spelling of one, a prefix or a typo.
Where the words stand is the work of `positional_index`, and how much a text is worth that
has such a word is the work of `query_terms` and `ranking`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.text.languages import Tongues
from explorer.text.stemming import base_form, irregular_forms, is_unspaced

MatchKind = Literal["exact", "inflection", "prefix", "part", "typo", "synonym"]
MATCH_KINDS: tuple[MatchKind, ...] = get_args(MatchKind)
"""From the surest to the least sure."""
Candidates = dict[str, tuple[MatchKind, float]]
"""Words of the vocabulary with how each was found, and what it is worth up to 1."""

_PART, _SHORTEST_PART = 0.5, 5
"""What a compound is worth of which the typed word is a later part, and how many letters it
needs: "Teamverantwortung" for "Verantwortung", and not for "ort"."""
_DIGRAPH = re.compile(r"(?<=[aou])e")
_IZE = re.compile(r"([a-z]{3,}[iy])([sz])((?:[aei][a-z]{0,3})?)")
"""The beginning of a word in -ise or -ize, -yse or -yze, or what is made of it."""
_OTHER = {"s": "z", "z": "s"}
_LAST = "\U0010ffff"
"""Sorts behind every letter."""

_BEGUN, _LONGEST_ENDING = 0.8, 4
"""What a word is worth of which another form is being typed, that no text has, and how many
letters of that form may follow their common stem: "assessmen" for "assess"."""

# What a candidate is worth beside the exact word at 1: set by the judged
# queries (tests/relevance); an exact match must still rank first.
INFLECTION, _PREFIX, _LESSER_PREFIX = 0.95, 0.9, 0.6
TYPOS = {4: 0.45, 5: 0.55, 6: 0.65}
"""What a typo in a word of so many letters is worth; in a longer one, `_LONG`. The
shorter the word, the likelier that another word was meant: "plan" is one edit from "play"."""
SHORT_TYPO = TYPOS[5]
_LONG = 0.8
LEAST = min(TYPOS.values())
"""What a word alone must be worth to be a hit. The beginning of a word always is: "reli" shows
"reliability" beside "rely", so that a further letter hides nothing."""
_OTHER_FORM = 0.97
"""The same for other forms of the word that was meant: "obsevability" is not "observe"."""
LONG_TYPO = _LONG * _OTHER_FORM
"""The least that a typo in a long word is worth, if it is the likeliest."""


@dataclass(slots=True)
class Vocabulary:
    """The sorted words of all texts, also by their stems and by their base forms."""

    words: list[str] = field(default_factory=list)
    stems: dict[str, list[str]] = field(default_factory=dict)
    bases: dict[str, list[str]] = field(default_factory=dict)
    digraphs: dict[str, list[str]] = field(default_factory=dict)
    """Words by how they are written with an umlaut: "verfuegbar" beside "verfügbar"."""
    _parts: list[str] = field(default_factory=list)
    tongues: Tongues = field(default_factory=Tongues)

    @classmethod
    def of(
        cls,
        words: list[str],
        base: Callable[[str], str] = base_form,
        tongues: Tongues | None = None,
    ) -> "Vocabulary":
        """`base` gives what a word is looked up by among synonyms."""
        made = cls(words, tongues=tongues or Tongues())
        stem = made.tongues.stem
        for word in words:
            made.stems.setdefault(stem(word), []).append(word)
            made.bases.setdefault(base(word), []).append(word)
            if (plain := _without_digraphs(word)) != word:
                made.digraphs.setdefault(plain, []).append(word)
        made._parts = sorted(made.stems)
        return made

    def candidates(
        self, word: str, unfinished: bool, sure: bool = False, alone: bool = False
    ) -> Candidates:
        """The words that may be meant. `sure`: the word is no typo of another one. `alone`: it
        is all that was typed, so that "our" may become "ours"."""
        candidates: Candidates = {}
        stem = self.tongues.stem
        place = bisect_left(self.words, word)
        if place < len(self.words) and self.words[place] == word:
            candidates[word] = ("exact", 1.0)
        if word in self.tongues.common and not alone:
            return candidates
        plain = _without_digraphs(word)
        spelled = self.stems.get(stem(plain), []) if plain != word else []
        for known in (*self.stems.get(stem(word), ()), *self.digraphs.get(plain, ()), *spelled):
            candidates.setdefault(known, ("inflection", INFLECTION))
        if len(word) >= (2 if unfinished else 4) or is_unspaced(word):
            worth = _LESSER_PREFIX if candidates else _PREFIX
            begun = self._respelled(word) if unfinished and not candidates else []
            for known in [*self.with_prefix(word), *begun]:
                share = worth * (0.6 + 0.4 * len(word) / len(known))
                candidates.setdefault(known, ("prefix", max(share, LEAST)))
        for known in self._compounds(word, stem(word)):
            candidates.setdefault(known, ("part", _PART))
        may_be_typo = not sure and word not in candidates
        if may_be_typo and len(word) >= (8 if candidates else 4):
            for known, way in self._typos(word, unfinished, sparing=bool(candidates)).items():
                candidates.setdefault(known, way)
        # A slip is likelier than another form: "incidnet" is "incident", not of "incidence".
        if unfinished and not candidates:
            candidates = dict.fromkeys(self._begun_forms(word), ("inflection", _BEGUN))
        return candidates

    def with_prefix(self, word: str) -> list[str]:
        return _with_prefix(self.words, word)

    def _respelled(self, word: str) -> list[str]:
        """Words that begin so in the other spelling: "organis" for "organizes"."""
        found = _IZE.fullmatch(word)
        return self.with_prefix(f"{found[1]}{_OTHER[found[2]]}{found[3]}") if found else []

    def _begun_forms(self, word: str) -> list[str]:
        """Words of which another form is being typed that no text has: of "assessmen" "assess",
        by the longest stem that it begins with, and of "resolut" "resolves"."""
        begun = irregular_forms(word) if len(word) >= _SHORTEST_PART else []
        parts = [self.tongues.stem(form) for form in begun]
        shortest = max(_SHORTEST_PART, len(word) - _LONGEST_ENDING)
        parts += [word[:end] for end in range(len(word) - 1, shortest - 1, -1)]
        return next((self.stems[part] for part in parts if part in self.stems), [])

    def _compounds(self, word: str, part: str) -> list[str]:
        """Words of which this one, or its stem, is a later part, where a language has such: of a
        short stem the last one, "Sicherheitslücken" for "Lücken"."""
        if not self.tongues.has_compounds or len(word) < _SHORTEST_PART:
            return []
        inside = [known for known in self.words if known.find(part, 2) > 0 and known != word]
        if len(part) >= _SHORTEST_PART:
            return inside
        stem = self.tongues.stem
        return [known for known in inside if len(part) > 3 and stem(known).endswith(part)]

    def in_two(self, word: str) -> list[tuple[list[str], list[str]]]:
        """The ways to read a word as two: a word, and the forms of another."""
        ways = []
        stem, common = self.tongues.stem, self.tongues.common
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if head in common and tail in common:
                continue
            heads = [known for known in self.stems.get(stem(head), ()) if known == head]
            tails = self.stems.get(stem(tail), [])
            if heads and tails:
                ways.append((heads, tails))
        return ways

    def _typos(self, word: str, unfinished: bool, sparing: bool) -> Candidates:
        """Words of which this one is a typo, and the other forms of those.

        `sparing`: something was found already, and only what is very near helps.
        """
        stem, common = self.tongues.stem, self.tongues.common
        edits = 1 if len(word) < 8 or (sparing and len(word) < 11) else 2
        worth = TYPOS.get(len(word), _LONG)
        found = {
            stem(known): distance for known, distance in _near(word, self.words, edits, common)
        }
        part = stem(word)
        if len(part) >= 5 and not sparing:
            for known, distance in _near(part, self._parts, 1 if len(part) < 8 else 2, common):
                # Alike as a whole as well: "reception" is no typo of "recently".
                if any(OSA.distance(word, form) <= edits + 1 for form in self.stems[known]):
                    found.setdefault(known, distance)
        if not found and len(word) >= 6:
            # The ending itself was swapped, of a form that no text has.
            found = {stem(other): 1 for other in _swapped(word) if stem(other) in self.stems}
        if not found and unfinished and len(word) >= 5:
            # Of its beginning a letter may be missing or too much: "sucess" for "successors".
            cut = {
                known[:length]: known
                for length in (len(word) + 1, len(word) - 1, len(word))
                for known in self.with_prefix(word[0])
            }
            found = {
                stem(cut[start]): distance
                for start, distance in _near(word, sorted(cut), 1, common)
            }
            worth *= 0.85
        least = min(found.values(), default=0)
        candidates: Candidates = {}
        for part, distance in found.items():
            share = worth * (0.85 if distance > least else 1.0)
            nearest = min(self.stems[part], key=lambda form: OSA.distance(word, form))
            for form in self.stems[part]:
                candidates[form] = ("typo", share * (1.0 if form == nearest else _OTHER_FORM))
        return candidates


def _without_digraphs(word: str) -> str:
    """A folded word with its umlauts, if it has any, folded as well: Verfuegbarkeit."""
    return _DIGRAPH.sub("", word)


def _with_prefix(among: list[str], word: str) -> list[str]:
    return among[bisect_left(among, word) : bisect_left(among, word + _LAST)]


def _swapped(word: str) -> list[str]:
    """A word with two neighbours of its last four letters swapped."""
    return [
        f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
        for at in range(len(word) - 4, len(word) - 1)
    ]


def _near(word: str, among: list[str], edits: int, common: frozenset[str]) -> list[tuple[str, int]]:
    """The words of a sorted list within so many edits, with how many.

    Typos are made inside a word: it begins alike, or its first two letters are swapped.
    """
    likely = _with_prefix(among, word[0])
    if word[0] != word[1]:
        likely += _with_prefix(among, word[1::-1])
    found = process.extract(word, likely, scorer=OSA.distance, score_cutoff=edits, limit=6)
    return [
        (known, int(distance))
        for known, distance, _ in found
        if len(known) >= 4 and known not in common
    ]
