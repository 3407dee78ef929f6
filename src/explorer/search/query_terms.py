"""A query as terms: each word of it with its candidates in the texts.

A `TermReader` knows the vocabulary of a site, where each word stands, the ids of the
statements and the synonyms. It gives one `QueryTerm` for each word or known phrase of a
query, with what every text is worth for that term. Which texts are hits, and in which
order, is the work of `ranking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.search.positional_index import Numbers, PositionalIndex
from explorer.search.results import Interpretation
from explorer.search.term_matching import (
    INFLECTION,
    LONG_TYPO,
    MATCH_KINDS,
    SHORT_TYPO,
    Candidates,
    MatchKind,
    Vocabulary,
)
from explorer.text.languages import Tongues
from explorer.text.stemming import ARTICLES, words
from explorer.text.synonyms import MAX_PHRASE, Lookup, Phrase, Thesaurus, lookup

_ID, _SYNONYM, _LONG_FORM = 0.55, 0.6, 0.92
"""What a word of an id is worth, a synonym, and what an abbreviation stands for, beside the word
itself at 1. Set by the judged queries (tests/relevance): an id is not seen by the reader, a
synonym is a guess."""
_MAX_NAMED = 4
"""So many candidates of a word are named to the reader: more do not fit in one line."""

Shares = NDArray[np.float32]
"""One number for each text, by the text's number."""


@dataclass(slots=True)
class Occurrences:
    """Where words stand in a row: the places of the first, and how many words they are."""

    places: Numbers
    length: int
    kind: MatchKind


@dataclass(slots=True)
class QueryTerm:
    """One word or phrase of a query, with the words of the vocabulary it may mean.

    `by_words` and `by_synonyms` are what each text is worth for this term, 0 to 1.
    """

    word: str
    candidates: Candidates
    by_words: Shares
    by_synonyms: Shares
    occurrences: list[Occurrences] = field(default_factory=list)
    content_words: int = 1
    """How many words that carry meaning it stands for: a phrase weighs as much as they do."""
    parts: list["QueryTerm"] = field(default_factory=list)
    """The words of a phrase."""
    readings: tuple[Phrase, ...] = ()
    """Other words for the very same: what an abbreviation stands for, the two words of one."""
    tongues: Tongues = field(default_factory=Tongues)

    @property
    def is_content(self) -> bool:
        """False for stop words, and for the first letter of a word to come."""
        if len(self.word) == 1 and not self.by_words.any():
            return False
        return self.word not in self.tongues.common and not (
            self.candidates and self.tongues.common.issuperset(self.candidates)
        )

    @property
    def likeliest(self) -> str:
        """The word that was meant: of a long typo, or of the beginning of one word, that."""
        found = self.candidates
        if found and (
            all(kind == "typo" and share >= LONG_TYPO for kind, share in found.values())
            or (
                len({*map(self.tongues.stem, found)}) == 1
                and all(self._begins(word) for word in found)
            )
        ):
            return max(found, key=lambda word: (found[word][1], word))
        return self.word

    def _begins(self, word: str) -> bool:
        return word.startswith(self.word) and word != self.word

    @property
    def is_known(self) -> bool:
        """Whether the word is one of the texts', or of an id, and no unlikely typo of one."""
        if not self.candidates:
            return bool(self.by_words.any())
        return any(kind != "typo" or share >= LONG_TYPO for kind, share in self.candidates.values())

    @property
    def is_doubtful(self) -> bool:
        """Whether all that speaks for the word is that a short one is a letter away: "react" is
        likelier a word of its own than a slip of "reach"."""
        return bool(self.candidates) and all(
            kind == "typo" and share <= SHORT_TYPO for kind, share in self.candidates.values()
        )

    def merge(self, joined: "QueryTerm") -> None:
        """What was typed as part of `joined` may mean what `joined` means."""
        for word, way in joined.candidates.items():
            self.candidates.setdefault(word, way)
        np.maximum(self.by_words, joined.by_words, out=self.by_words)
        self.occurrences += joined.occurrences


@dataclass(slots=True)
class TermReader:
    """Finds the candidates of a query's words in `size` texts."""

    size: int
    positions: PositionalIndex
    vocabulary: Vocabulary
    ids: dict[str, list[int]] = field(default_factory=dict)
    """Stems of a statement's id, which a reader does not see, with the texts' numbers."""
    meanings: Lookup = field(default_factory=Lookup)
    _synonyms: dict[Phrase, list[Occurrences]] = field(default_factory=dict)
    """Where the texts have a synonym of a phrase; filled when a phrase is first asked for."""

    @classmethod
    def of(
        cls,
        size: int,
        positions: PositionalIndex,
        ids: dict[str, list[int]],
        synonyms: Thesaurus,
        tongues: Tongues,
    ) -> "TermReader":
        meanings = lookup(synonyms)
        vocabulary = Vocabulary.of(positions.words, meanings.base, tongues)
        return cls(size, positions, vocabulary, ids, meanings)

    @property
    def tongues(self) -> Tongues:
        return self.vocabulary.tongues

    def terms(self, typed: list[str], linked: set[int], open_end: bool) -> list[QueryTerm]:
        """The terms of a query that carry meaning; all of them if none does.

        `linked` are the places of words that a hyphen ties to the next; with `open_end`
        the last word is unfinished. A phrase that the synonyms know counts as one term.
        """
        typed, linked = self._with_abbreviations(typed, linked)
        last = len(typed) - 1
        alone = len(typed) == 1
        terms = [self._term(word, open_end and at == last, alone) for at, word in enumerate(typed)]
        for at, (first, second) in enumerate(pairwise(typed)):
            both, unfinished = first + second, open_end and at + 1 == last
            begun = unfinished and len(both) >= 4 and bool(self.vocabulary.with_prefix(both))
            if at in linked or begun or self.tongues.stem(both) in self.vocabulary.stems:
                joined = self._term(both, unfinished)
                for term in terms[at : at + 2]:
                    term.merge(joined)
        terms = self._with_phrases(terms)
        content = [term for term in terms if term.is_content]
        return list({term.word: term for term in content or terms}.values())

    def _with_abbreviations(self, typed: list[str], linked: set[int]) -> tuple[list[str], set[int]]:
        """The words, with two that make an abbreviation, such as those of "1:1", as one."""
        for at in range(len(typed) - 1, 0, -1):
            if self.meanings.forms(typed[at - 1 : at + 1]):
                typed = [*typed[: at - 1], " ".join(typed[at - 1 : at + 1]), *typed[at + 1 :]]
                linked = {n - (n >= at) for n in linked if n != at - 1}
        return typed, linked

    def _no_shares(self) -> Shares:
        return np.zeros(self.size, np.float32)

    def _term(self, word: str, unfinished: bool, alone: bool = False) -> QueryTerm:
        two, long = (
            ([], ())
            if word in self.tongues.common
            else (self._as_two(word), self._long_forms(word))
        )
        # What has synonyms of its own is no slip: "monitoring" is not "mentoring".
        sure = bool(two or long) or (self.meanings.base(word),) in self.meanings.groups
        candidates = self.vocabulary.candidates(word, unfinished, sure, alone)
        for form in (form for phrase in long for form in self._forms_of(phrase)):
            if form not in candidates or candidates[form][1] < _LONG_FORM:
                candidates[form] = ("inflection", _LONG_FORM)
        shares = self._no_shares()
        # In rising order, so that a text keeps the best of what it is worth.
        for known, (_, share) in sorted(candidates.items(), key=lambda item: item[1][1]):
            shares[self.positions.texts_with(known)] = share
        rows = [match for _, match in two] + [
            Occurrences(places, len(phrase), "inflection")
            for phrase in long
            if len(phrase) > 1 and len(places := self._row_of(phrase))
        ]
        for match in rows:
            texts = self.positions.texts_at(match.places)
            shares[texts] = np.maximum(shares[texts], INFLECTION)
        for name in (
            () if word in self.tongues.common else (word, *(p[0] for p in long if len(p) == 1))
        ):
            if named := self.ids.get(self.tongues.stem(name)):
                shares[named] = np.maximum(shares[named], _ID)
        readings = (*long, *(phrase for phrase, _ in two))
        return QueryTerm(
            word,
            candidates,
            shares,
            self._no_shares(),
            rows,
            readings=tuple(readings),
            tongues=self.tongues,
        )

    def _long_forms(self, word: str) -> Sequence[Phrase]:
        return self.meanings.forms(word.split())

    def _forms_of(self, phrase: Phrase) -> Sequence[str]:
        return (
            self.vocabulary.stems.get(self.tongues.stem(phrase[0]), ()) if len(phrase) == 1 else ()
        )

    def _as_two(self, word: str) -> list[tuple[Phrase, Occurrences]]:
        """Where the texts have in two words what was typed as one: "signup", "sign up"."""
        found: list[tuple[Phrase, Occurrences]] = []
        for heads, tails in self.vocabulary.in_two(word):
            if len(places := self.positions.in_a_row((heads, tails))):
                found.append(((heads[0], tails[0]), Occurrences(places, 2, "inflection")))
        return found

    # -- phrases and synonyms ----------------------------------------------------------

    def _with_phrases(self, terms: list[QueryTerm]) -> list[QueryTerm]:
        """The terms, with those that make a phrase of the synonyms joined into one."""
        if not self.meanings.groups:
            return terms
        content = [term for term in terms if term.word not in ARTICLES] or terms
        made = []
        while content:
            for length in range(min(MAX_PHRASE, len(content)), 0, -1):
                parts = content[:length]
                if phrases := self._known_phrases(parts):
                    unit = self._phrase(parts, phrases)
                    # Parts of a phrase that no text knows mean nothing of their own.
                    made += [unit] if unit else parts
                    break
            else:
                made.append(content[0])
            content = content[length:]
        return made

    def _known_phrases(self, parts: list[QueryTerm]) -> list[Phrase]:
        """What the synonyms know of these words, as typed or as another reading of one of them."""
        typed = [part.likeliest for part in parts]
        ways = [tuple(typed)]
        for at, part in enumerate(parts):
            ways += [(*typed[:at], *reading, *typed[at + 1 :]) for reading in part.readings]
        known = (tuple(map(self.meanings.base, way)) for way in ways)
        return list(dict.fromkeys(way for way in known if way in self.meanings.groups))

    def _phrase(self, parts: list[QueryTerm], phrases: list[Phrase]) -> QueryTerm | None:
        """Words as one term: in a row, or all of them somewhere, or by a synonym.

        None where no text has anything of the kind.
        """
        term = parts[0]
        if len(parts) > 1:
            typed = [part.likeliest for part in parts]
            row = Occurrences(self._row_of(typed), len(parts), "inflection")
            term = QueryTerm(
                " ".join(part.word for part in parts),
                {word: way for part in parts for word, way in part.candidates.items()},
                self._all_of(parts),
                self._no_shares(),
                [row, *(match for part in parts for match in part.occurrences)],
                max(1, sum(part.word not in self.tongues.common for part in parts)),
                parts,
                tongues=self.tongues,
            )
            term.by_words[self.positions.texts_at(row.places)] = 1.0
        for match in (each for phrase in phrases for each in self._synonym_occurrences(phrase)):
            term.by_synonyms[self.positions.texts_at(match.places)] = _SYNONYM
            term.occurrences.append(match)
        return term if term.by_words.any() or term.by_synonyms.any() else None

    def _row_of(self, phrase: Sequence[str]) -> Numbers:
        """Where forms of these words stand in a row."""
        return self.positions.in_a_row(
            [self.vocabulary.stems.get(self.tongues.stem(w), []) for w in phrase]
        )

    def _in_a_row(self, phrase: Phrase) -> Numbers:
        return self.positions.in_a_row([self.vocabulary.bases.get(part, []) for part in phrase])

    def _synonym_occurrences(self, phrase: Phrase) -> list[Occurrences]:
        """Where the texts have a synonym of the phrase; looked up once for each phrase."""
        if phrase not in self._synonyms:
            others = dict.fromkeys(
                other for group in self.meanings.groups[phrase] for other in group
            )
            found = [
                Occurrences(self._in_a_row(other), len(other), "synonym")
                for other in others
                if other != phrase
            ]
            self._synonyms[phrase] = [match for match in found if len(match.places)]
        return self._synonyms[phrase]

    def _all_of(self, parts: list[QueryTerm]) -> Shares:
        """The texts that have all the words anywhere; those of an idiom must be in a row."""
        if any(part.word in self.tongues.common for part in parts):
            return self._no_shares()
        together: Shares = np.float32(INFLECTION) * np.minimum.reduce(
            [part.by_words for part in parts]
        )
        return together


def interpretations(terms: Sequence[QueryTerm]) -> tuple[Interpretation, ...]:
    """How each word of the query that is in some text was read, the surest way only."""
    made = []
    for term in [word for unit in terms for word in (unit.parts or [unit])]:
        if term.candidates:
            kind = min((kind for kind, _ in term.candidates.values()), key=MATCH_KINDS.index)
            same = [(w, share) for w, (way, share) in term.candidates.items() if way == kind]
            best = sorted(same, key=lambda each: (-each[1], each[0]))
            by_stem = {term.tongues.stem(word): word for word, _ in reversed(best)}
            named = tuple(reversed(by_stem.values()))[:_MAX_NAMED]
            made.append(Interpretation(term.word, kind, named))
        elif term.occurrences:
            kind = min((match.kind for match in term.occurrences), key=MATCH_KINDS.index)
            made.append(Interpretation(term.word, kind, ()))
    return tuple(made)


def id_words(id: str | None) -> list[str]:
    """The words of a statement's id, which is searched though nobody sees it."""
    return [word for word, _ in words((id or "").replace("-", " ").replace("_", " "))]
