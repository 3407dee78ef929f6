"""Finding a statement by its words, however they are typed.

An `Index` is built once for a loaded site; `Index.search` answers a query in four steps:
`query_terms` finds the candidates of each word (the word itself, an inflection, a prefix,
a typo, a compound, a synonym), `ranking` decides which texts are hits and in which order,
the filters are applied and counted, and the matches are marked in the texts of the best.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from explorer.model import Site
from explorer.search.positional_index import Numbers, PositionalIndex
from explorer.search.query_terms import (
    Occurrences,
    QueryTerm,
    Shares,
    TermReader,
    id_words,
    interpretations,
)
from explorer.search.ranking import Chosen, accepted, coverage, full, highest, prior, proximity
from explorer.search.results import (
    FACETS,
    Filters,
    Hit,
    Offer,
    SearchEntry,
    SearchResult,
    entries_of,
)
from explorer.search.term_matching import MATCH_KINDS, MatchKind
from explorer.text.inline_markdown import Span
from explorer.text.languages import Tongues
from explorer.text.stemming import joined_hyphenations, words

MAX_QUERY = 300
MAX_WORDS = 24

_RERANKED = 100
"""So many more than the wanted hits are scored by proximity, which adds at most 0.05:
enough for what may still come first, and few enough to be fast among 100,000 texts."""
_RARE = 0.1
"""A word that more of the texts have is no help beside one that none has: "team lunch"."""


@dataclass(slots=True)
class _Facet:
    """One filter's value of each text, as the place of the value in `values`."""

    values: list[str]
    of_text: Numbers

    @classmethod
    def of(cls, name: str, entries: Iterable[SearchEntry]) -> "_Facet":
        values: dict[str, int] = {}
        of_text = [values.setdefault(entry.facet(name), len(values)) for entry in entries]
        return cls(list(values), np.array(of_text, np.int32))

    def allowed(self, wanted: frozenset[str]) -> Chosen:
        return np.isin(self.of_text, [n for n, value in enumerate(self.values) if value in wanted])

    def counts(self, chosen: Chosen) -> dict[str, int]:
        numbers = np.bincount(self.of_text[chosen], minlength=len(self.values))
        return {v: int(n) for v, n in zip(self.values, numbers, strict=True) if v and n}


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found in a site, ready to be searched."""

    entries: tuple[SearchEntry, ...]
    _positions: PositionalIndex
    _reader: TermReader
    _facets: Mapping[str, _Facet]
    _prior: Shares
    """What each text scores by itself, for any query."""

    @classmethod
    def of(cls, site: Site) -> "Index":
        """Build the index of a loaded site."""
        entries = tuple(entries_of(site))
        titles = {(level.ladder, level.code): level.title for _, level in site.levels()}
        positions = PositionalIndex()
        ids: dict[str, list[int]] = {}
        tongues = tongues_of(site, entries)
        for number, entry in enumerate(entries):
            unseen = ""
            if entry.kind == "fact":
                unseen = entry.scope or ""
            elif entry.kind == "summary":
                unseen = titles[entry.ladder, entry.level]
            beside = [
                *joined_hyphenations(entry.text),
                *((word, None) for word, _ in words(unseen)),
            ]
            positions.add(words(entry.text), beside)
            for word in id_words(entry.id):
                ids.setdefault(tongues.stem(word), []).append(number)
        positions.build()
        return cls(
            entries,
            positions,
            TermReader.of(len(entries), positions, ids, site.synonyms, tongues),
            {name: _Facet.of(name, entries) for name in FACETS},
            prior(entries, positions),
        )

    def values(self, facet: str) -> list[str]:
        """What a filter of this name may be set to here."""
        return [value for value in self._facets[facet].values if value]

    def search(self, query: str, limit: int = 20, filters: Filters | None = None) -> SearchResult:
        """The best `limit` hits for a query, and how many there are by each filter.

        A query that nothing covers well has no hits rather than noise. The last word counts
        as unfinished until a space follows it. Any text may be given as a query; only its
        first 300 characters are read.
        """
        typed, linked = _split(query[:MAX_QUERY])
        if not typed or not self.entries:
            return SearchResult()
        open_end = not query[:MAX_QUERY][-1:].isspace()
        terms = self._reader.terms(typed, linked, open_end)
        found = self._found(terms, limit, filters or Filters())
        if found.total or not (known := self._worth_offering(terms)):
            return found
        part = self._found(known, limit, filters or Filters())
        offer = Offer(
            tuple(term.word for term in known),
            tuple(term.word for term in terms if term not in known),
            part.hits,
            part.total,
            part.counts,
        )
        return replace(found, offer=offer if part.hits else None)

    def _worth_offering(self, terms: Sequence[QueryTerm]) -> list[QueryTerm]:
        """The terms that are known where others are not, if they say something by themselves:
        what half of the texts say is no help."""
        known = [term for term in terms if term.is_known or term.by_synonyms.any()]
        if not known or len(known) == len(terms):
            return []
        rare = any(np.count_nonzero(t.by_words) <= _RARE * len(self.entries) for t in known)
        return known if rare else []

    def _found(self, terms: Sequence[QueryTerm], limit: int, filters: Filters) -> SearchResult:
        by_words, in_all = coverage(terms, len(self.entries))
        direct, related = accepted(terms, by_words, in_all)
        chosen, counts = self._filtered(direct | related, filters)
        score = 0.9 * np.where(direct, by_words, in_all) + self._prior
        # What has every word ranks first; some of the words, and others for them, are one tier.
        whole = direct & full(terms)
        first = highest(np.where(chosen, score + 10 * whole, -np.inf), limit + _RERANKED)
        near = proximity(first, terms, self._positions)
        final = np.minimum(score[first] + 0.05 * near, 1.0)
        order = np.lexsort((first, -final, ~whole[first]))[:limit]
        best = [
            (number, value, bool(related[number]))
            for number, value in zip(first[order].tolist(), final[order].tolist(), strict=True)
        ]
        return SearchResult(
            self._hits(best, terms),
            int(chosen.sum()),
            int((chosen & related).sum()),
            interpretations=interpretations(terms),
            counts=counts,
        )

    def _filtered(self, hits: Chosen, filters: Filters) -> tuple[Chosen, dict[str, dict[str, int]]]:
        """What the filters leave of the hits, and the counts beside each filter."""
        allowed = {
            name: facet.allowed(wanted)
            for name, facet in self._facets.items()
            if (wanted := getattr(filters, name))
        }
        counts = {}
        for name, facet in self._facets.items():
            chosen = hits
            for other, allow in allowed.items():
                if other != name:
                    chosen = chosen & allow
            counts[name] = facet.counts(chosen)
        for allow in allowed.values():
            hits = hits & allow
        return hits, counts

    # -- marking what matched ----------------------------------------------------------

    def _hits(
        self, best: Sequence[tuple[int, float, bool]], terms: Sequence[QueryTerm]
    ) -> tuple[Hit, ...]:
        kinds = {
            self._positions.number(word): kind
            for term in terms
            for word, (kind, _) in term.candidates.items()
        }
        occurrences = [match for term in terms for match in term.occurrences]
        return tuple(
            self._hit(number, score, related, terms, self._marks(number, kinds, occurrences))
            for number, score, related in best
        )

    def _hit(
        self,
        number: int,
        score: float,
        related: bool,
        terms: Sequence[QueryTerm],
        marks: Mapping[Span, MatchKind],
    ) -> Hit:
        entry = self.entries[number]
        matched = dict.fromkeys((entry.text[a:b], kind) for (a, b), kind in marks.items())
        missing = (t.word for t in terms if not t.by_words[number] and not t.by_synonyms[number])
        return Hit(entry, score, _merged(marks), tuple(matched), related, tuple(missing))

    def _marks(
        self, number: int, kinds: Mapping[int, MatchKind], occurrences: Iterable[Occurrences]
    ) -> dict[Span, MatchKind]:
        """Which characters of a text matched, in order, each with how."""
        positions = self._positions
        begin, end = positions.first[number : number + 2].tolist()
        seen = [
            (place, word)
            for place, word in enumerate(positions.row[begin:end].tolist(), start=begin)
            if word in kinds
        ]
        content = [
            each for each in seen if positions.words[each[1]] not in self._reader.tongues.common
        ] or seen
        marks = [(positions.span(place, 1), kinds[word]) for place, word in content]
        for match in occurrences:
            low, high = match.places.searchsorted((begin, end))
            marks += [
                (positions.span(at, match.length), match.kind) for at in match.places[low:high]
            ]
        best: dict[Span, MatchKind] = {}
        for span, kind in sorted(marks, key=lambda mark: (mark[0], MATCH_KINDS.index(mark[1]))):
            if span[0] >= 0:
                best.setdefault(span, kind)
        return best


def tongues_of(site: Site, entries: Iterable[SearchEntry]) -> Tongues:
    """The languages of a site, each with the words of its texts."""
    tags = {ladder.key: ladder.language for ladder in site.ladders}
    return Tongues.of((tags[e.ladder], (word for word, _ in words(e.text))) for e in entries)


def _split(query: str) -> tuple[list[str], set[int]]:
    """The words of a query, and the places of those that a hyphen ties to the next."""
    placed = [(word, span) for word, span in words(query) if word][:MAX_WORDS]
    linked = {
        at
        for at, ((_, (_, end)), (_, (start, _))) in enumerate(pairwise(placed))
        if query[end:start] == "-"
    }
    return [word for word, _ in placed], linked


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    made: list[Span] = []
    for start, end in sorted(set(spans)):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)
