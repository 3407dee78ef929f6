"""Finding a statement by its words, however they are typed.

An `Index` is built once for a loaded site. Each word of a query is matched against the
vocabulary of the site: the word itself, another form or spelling of it, its beginning, a
slip of the fingers, two words that others write as one; and by the ladder's synonyms.
Texts are ranked by the weight of the query's words that they cover, words that are rare
in the ladder weighing most. Whole-string scorers rank statements poorly.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from explorer import records
from explorer.model import Site
from explorer.records import Kind
from explorer.search.positional_index import Numbers, PositionalIndex
from explorer.search.term_matching import (
    FORM,
    LONG_SLIP,
    MATCH_KINDS,
    SLIPS,
    Candidates,
    MatchKind,
    Vocabulary,
)
from explorer.text.inline_markdown import Span, visible
from explorer.text.stemming import ARTICLES, COMMON, joined_hyphenations, stem, words
from explorer.text.synonyms import MAX_PHRASE, Groups, Phrase, group_by_phrase

MAX_QUERY = 300
MAX_WORDS = 24

_LOOKED_AT = 100
_NAMED = 4
_ID, _MEANING = 0.55, 0.6
"""What a word of an id is worth, and a synonym, beside the word itself at 1."""
_MOSTLY, _PARTLY, _PARTLY_OF_MANY = 0.5, 0.33, 0.4
"""The share of a query's weight that a text must cover; less where every word is known."""
_RELATED = 0.25
"""And where some of that share comes by meaning."""
_SURELY, _BESIDE = 0.8, 0.25
"""Where a text covers so much, the query has its answer, and partial ones help beside it."""

Tier = Literal["wholly", "partly", "related"]
TIERS: tuple[Tier, ...] = get_args(Tier)

Shares = NDArray[np.float32]
"""A number for each text."""
Chosen = NDArray[np.bool_]
"""A yes or no for each text."""


def scope_key(scope: str | None) -> str:
    """A scope as filters and addresses name it: "Within my group" is within-my-group."""
    return "-".join(word for word, _ in words(scope or ""))


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One searchable text; `text` is what a reader sees, without marks."""

    ladder: str
    level: str
    competency: str | None
    competency_key: str | None
    scope: str | None
    kind: Kind
    id: str | None
    stored: str
    text: str

    def facet(self, name: str) -> str:
        """What a filter of this name looks at; empty where the text has none of it."""
        if name == "scopes":
            return scope_key(self.scope) if self.kind != "fact" else ""
        return str(getattr(self, _FACETS[name]) or "")


_FACETS = {
    "ladders": "ladder",
    "levels": "level",
    "competencies": "competency_key",
    "scopes": "scope",
    "kinds": "kind",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty set limits nothing.

    Levels go by code, competencies by key, scopes by `scope_key`; whether a statement is
    confirmed or tentative is its kind.
    """

    ladders: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


FACETS = tuple(_FACETS)
"""The names of the filters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A found text. `spans` are runs of characters of `entry.text`; `score` is 0 to 1.

    `related`: it was found by meaning, and stands below what was found by words.
    `missing`: words of the query that this text does not have in any way.
    """

    entry: SearchEntry
    score: float
    spans: tuple[Span, ...]
    matched: tuple[tuple[str, MatchKind], ...]
    """The words of the text that matched, each with how."""
    related: bool = False
    missing: tuple[str, ...] = ()

    @property
    def tier(self) -> Tier:
        """In which of three groups it belongs: the whole query, a part of it, by meaning."""
        return "related" if self.related else "partly" if self.missing else "wholly"

    def as_json(self) -> dict[str, Any]:
        entry = self.entry
        return {
            "ladder": entry.ladder,
            "level": entry.level,
            "competency": entry.competency,
            "scope": entry.scope,
            "kind": entry.kind,
            "id": entry.id,
            "text": entry.text,
            "score": round(self.score, 4),
            "spans": [list(span) for span in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How one word of a query was taken: as which words of the texts, in which way."""

    word: str
    how: MatchKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found: the best hits, how many there are in all, and where.

    `related` of the total are found by meaning. `counts`: for each filter, how many each of
    its values would show, with the other filters as they are; values that show nothing are
    left out.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    related: int = 0
    taken: tuple[Interpretation, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(
        default_factory=lambda: {name: {} for name in FACETS}
    )


@dataclass(slots=True)
class _Run:
    """Words standing in a row: where the first of them stands, and how many they are."""

    places: Numbers
    length: int
    how: MatchKind


@dataclass(slots=True)
class _QueryTerm:
    """One word of a query: which words of the vocabulary may be meant, and how well.

    `found` and `by_meaning` are what each text is worth for this word, 0 to 1.
    """

    word: str
    meant: Candidates
    found: Shares
    by_meaning: Shares
    runs: list[_Run] = field(default_factory=list)
    telling: int = 1
    """How many words it stands for that say something: a phrase weighs as much as they do."""
    parts: list["_QueryTerm"] = field(default_factory=list)
    """The words of a phrase."""

    @property
    def says_something(self) -> bool:
        """False for common words, and for the first letter of a word to come."""
        if len(self.word) == 1 and not self.found.any():
            return False
        return self.word not in COMMON and not (self.meant and COMMON.issuperset(self.meant))

    @property
    def stem(self) -> str:
        """The stem as the synonyms know it: of the word that was meant, where a long one
        slipped."""
        if self.meant and all(
            how == "slip" and share >= LONG_SLIP for how, share in self.meant.values()
        ):
            return stem(max(self.meant, key=lambda word: (self.meant[word][1], word)))
        return stem(self.word)

    def take(self, other: "_QueryTerm") -> None:
        """What was typed as part of `other` may mean what `other` means."""
        for word, way in other.meant.items():
            self.meant.setdefault(word, way)
        np.maximum(self.found, other.found, out=self.found)
        self.runs += other.runs

    @property
    def known(self) -> bool:
        """Whether the word is one of the texts', or of an id, and no unlikely slip of one."""
        if not self.meant:
            return bool(self.found.any())
        return any(how != "slip" or share >= LONG_SLIP for how, share in self.meant.values())


@dataclass(slots=True)
class _Facet:
    """One filter's value of each text, as the place of the value in `values`."""

    values: list[str]
    of_text: Numbers

    def allowed(self, wanted: frozenset[str]) -> Chosen:
        return np.isin(self.of_text, [n for n, value in enumerate(self.values) if value in wanted])

    def counted(self, chosen: Chosen) -> dict[str, int]:
        numbers = np.bincount(self.of_text[chosen], minlength=len(self.values))
        return {v: int(n) for v, n in zip(self.values, numbers, strict=True) if v and n}


@dataclass(slots=True)
class Index:
    """Everything that can be found in a site, ready to be searched."""

    entries: tuple[SearchEntry, ...]
    _places: PositionalIndex = field(default_factory=PositionalIndex)
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _named: dict[str, list[int]] = field(default_factory=dict)
    """Stems of a statement's id, which a reader does not see, with its text."""
    _groups: Groups = field(default_factory=dict)
    _meanings: dict[Phrase, list[_Run]] = field(default_factory=dict)
    """Where the texts say what means the same as a phrase, once it was asked for."""
    _facets: dict[str, _Facet] = field(default_factory=dict)
    _plain: Shares = field(default_factory=lambda: np.zeros(0, np.float32))
    """What each text scores by itself: short ones, and statements, a little more."""

    @classmethod
    def of(cls, site: Site) -> "Index":
        """Build the index of a loaded site."""
        index = cls(tuple(_entries(site)))
        titles = {(level.ladder, level.code): level.title for _, level in site.levels()}
        for number, entry in enumerate(index.entries):
            unseen = ""
            if entry.kind == "fact":
                unseen = entry.scope or ""
            elif entry.kind == "summary":
                unseen = titles[entry.ladder, entry.level]
            beside = [
                *joined_hyphenations(entry.text),
                *((word, None) for word, _ in words(unseen)),
            ]
            index._places.note(words(entry.text), beside)
            for word, _ in words(_spoken(entry.id)):
                index._named.setdefault(stem(word), []).append(number)
        index._places.settle()
        index._vocabulary = Vocabulary.of(index._places.words)
        index._groups = group_by_phrase(site.synonyms)
        index._vocabulary.real.update(part for phrase in index._groups for part in phrase)
        index._facets = {name: _facet(name, index.entries) for name in FACETS}
        index._plain = index._by_itself()
        return index

    def values(self, facet: str) -> list[str]:
        """What a filter of this name may be set to here."""
        return [value for value in self._facets[facet].values if value]

    def search(self, query: str, limit: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The texts that cover most of the query, best first; nothing rather than noise."""
        return list(self.look(query, limit, filters).hits)

    def look(self, query: str, limit: int = 20, filters: Filters | None = None) -> SearchResult:
        """What a query finds, the best `limit` of it, and how much there is by each filter.

        The last word counts as unfinished until a space follows it. Any text may be
        given as a query; only its first 300 characters are read.
        """
        query = query[:MAX_QUERY]
        placed = [(word, span) for word, span in words(query) if word][:MAX_WORDS]
        if not placed or not self.entries:
            return SearchResult()
        typed = [word for word, _ in placed]
        linked = {
            at
            for at, ((_, (_, end)), (_, (start, _))) in enumerate(pairwise(placed))
            if query[end:start] == "-"
        }
        asked = self._asked(typed, linked, open_end=not query[-1:].isspace())
        by_words, in_all = self._covered(asked)
        worded, related = self._accepted(asked, by_words, in_all)
        accepted, counts = self._filtered(worded | related, filters or Filters())
        # Where the words stand is looked at only for those that may come first.
        score = 0.9 * np.where(worded, by_words, in_all) + self._plain
        first = _best(np.where(accepted, score - 10 * related, -np.inf), limit + _LOOKED_AT)
        near = self._nearness(first, asked)
        final = np.minimum(score[first] + 0.05 * near, 1.0)
        order = np.lexsort((first, -final, related[first]))[:limit]
        how = {
            self._places.number(word): way for one in asked for word, (way, _) in one.meant.items()
        }
        runs = [run for one in asked for run in one.runs]
        best = zip(first[order].tolist(), final[order].tolist(), strict=True)
        hits = tuple(
            self._hit(number, value, bool(related[number]), asked, self._marks(number, how, runs))
            for number, value in best
        )
        return SearchResult(
            hits, int(accepted.sum()), int((accepted & related).sum()), _taken(asked), counts
        )

    def _covered(self, asked: list[_QueryTerm]) -> tuple[Shares, Shares]:
        """The share of the query's weight that each text covers: by words, and in all."""
        by_words, in_all = self._nothing(), self._nothing()
        total = 0.0
        for one in asked:
            either = np.maximum(one.found, one.by_meaning)
            weight = math.log(1 + len(self.entries) / (0.5 + np.count_nonzero(either)))
            weight *= one.telling
            by_words += np.float32(weight) * one.found
            in_all += np.float32(weight) * either
            total += weight
        return by_words / np.float32(total), in_all / np.float32(total)

    def _accepted(
        self, asked: list[_QueryTerm], by_words: Shares, in_all: Shares
    ) -> tuple[Chosen, Chosen]:
        """The texts that cover enough by their words, and those that do so by meaning."""
        if len(asked) == 1:
            least = min(SLIPS.values())
        elif by_words.max() >= _SURELY:
            least = _BESIDE
        else:
            partly = _PARTLY if len(asked) == 2 else _PARTLY_OF_MANY
            least = partly if all(one.known for one in asked) else _MOSTLY
        worded = by_words >= least - 1e-6
        related = ~worded & (in_all >= _RELATED) & (in_all > by_words)
        return worded, related

    def _filtered(
        self, accepted: Chosen, filters: Filters
    ) -> tuple[Chosen, dict[str, dict[str, int]]]:
        """What the filters leave of the accepted texts, and the counts beside each filter."""
        allowed = {
            name: facet.allowed(wanted)
            for name, facet in self._facets.items()
            if (wanted := getattr(filters, name))
        }
        counts = {}
        for name, facet in self._facets.items():
            chosen = accepted
            for other, allow in allowed.items():
                if other != name:
                    chosen = chosen & allow
            counts[name] = facet.counted(chosen)
        for allow in allowed.values():
            accepted = accepted & allow
        return accepted, counts

    # -- what a word of a query may mean -----------------------------------------------

    def _nothing(self) -> Shares:
        return np.zeros(len(self.entries), np.float32)

    def _asked(self, typed: list[str], linked: set[int], open_end: bool) -> list[_QueryTerm]:
        """The words of a query that say something, each with what it may mean.

        `linked` are the places of words that a hyphen ties to the next. A phrase that the
        synonyms know counts as one word.
        """
        last = len(typed) - 1
        asked = [self._one(word, open_end and at == last) for at, word in enumerate(typed)]
        for at, (first, second) in enumerate(pairwise(typed)):
            both, unfinished = first + second, open_end and at + 1 == last
            begun = unfinished and len(both) >= 4 and bool(self._vocabulary.beginning_with(both))
            if at in linked or begun or stem(both) in self._vocabulary.stems:
                joined = self._one(both, unfinished)
                for one in asked[at : at + 2]:
                    one.take(joined)
        asked = self._with_phrases(asked)
        saying = [one for one in asked if one.says_something]
        return list({one.word: one for one in saying or asked}.values())

    def _with_phrases(self, asked: list[_QueryTerm]) -> list[_QueryTerm]:
        """The asked words, with those that make a phrase of the synonyms taken together."""
        if not self._groups:
            return asked
        content = [one for one in asked if one.word not in ARTICLES] or asked
        made = []
        while content:
            for length in range(min(MAX_PHRASE, len(content)), 0, -1):
                parts = content[:length]
                phrase = tuple(one.stem for one in parts)
                if phrase in self._groups:
                    unit = self._phrase(parts, phrase)
                    # Parts of a phrase that no text knows mean nothing of their own.
                    made += [unit] if unit else parts
                    break
            else:
                made.append(content[0])
            content = content[length:]
        return made

    def _phrase(self, parts: list[_QueryTerm], phrase: Phrase) -> _QueryTerm | None:
        """Words as one: said in a row, or all of them somewhere, or by what means the same.

        None where no text has anything of the kind.
        """
        one = parts[0]
        if len(parts) > 1:
            run = _Run(self._in_a_row(phrase), len(phrase), "form")
            one = _QueryTerm(
                " ".join(part.word for part in parts),
                {word: way for part in parts for word, way in part.meant.items()},
                self._all_of(parts),
                self._nothing(),
                [run, *(run for part in parts for run in part.runs)],
                max(1, sum(part.word not in COMMON for part in parts)),
                parts,
            )
            one.found[self._places.texts_at(run.places)] = 1.0
        for run in self._meaning(phrase):
            one.by_meaning[self._places.texts_at(run.places)] = _MEANING
            one.runs.append(run)
        return one if one.found.any() or one.by_meaning.any() else None

    def _in_a_row(self, phrase: Phrase) -> Numbers:
        return self._places.in_a_row([self._vocabulary.stems.get(part, []) for part in phrase])

    def _meaning(self, phrase: Phrase) -> list[_Run]:
        """Where the texts say what means the same, found once for each phrase."""
        if phrase not in self._meanings:
            others = dict.fromkeys(other for group in self._groups[phrase] for other in group)
            runs = [
                _Run(self._in_a_row(other), len(other), "meaning")
                for other in others
                if other != phrase
            ]
            self._meanings[phrase] = [run for run in runs if len(run.places)]
        return self._meanings[phrase]

    def _all_of(self, parts: list[_QueryTerm]) -> Shares:
        """The texts that have all the words anywhere; those of an idiom must be in a row."""
        if any(part.word in COMMON for part in parts):
            return self._nothing()
        together: Shares = np.float32(FORM) * np.minimum.reduce([part.found for part in parts])
        return together

    def _one(self, word: str, unfinished: bool) -> _QueryTerm:
        two = [] if word in COMMON else self._as_two(word)
        meant = self._vocabulary.meant(word, unfinished, sure=bool(two))
        found = self._nothing()
        # In rising order, so that a text keeps the best of what it is worth.
        for known, (_, share) in sorted(meant.items(), key=lambda item: item[1][1]):
            found[self._places.texts_with(known)] = share
        for run in two:
            texts = self._places.texts_at(run.places)
            found[texts] = np.maximum(found[texts], FORM)
        if word not in COMMON and (named := self._named.get(stem(word))):
            found[named] = np.maximum(found[named], _ID)
        return _QueryTerm(word, meant, found, self._nothing(), two)

    def _as_two(self, word: str) -> list[_Run]:
        """Where the texts say in two words what was typed as one: "signup", "sign up"."""
        found = (self._places.in_a_row(way) for way in self._vocabulary.in_two(word))
        return [_Run(places, 2, "form") for places in found if len(places)]

    # -- what a hit is worth -----------------------------------------------------------

    def _by_itself(self) -> Shares:
        lengths = np.diff(self._places.first) if self.entries else np.zeros(0)
        slight = [0.02 if e.kind in ("statement", "tentative") else 0.0 for e in self.entries]
        return (0.03 / (1 + lengths / 20) + slight).astype(np.float32)

    def _nearness(self, texts: Numbers, asked: list[_QueryTerm]) -> Shares:
        """1 where the matched words fill what lies between the first and the last, to 0.

        A text where the words stand close together, and little else, is the better one.
        """
        places = self._places
        matched = np.zeros(len(places.words) + 1, np.bool_)
        matched[[places.number(word) for one in asked for word in one.meant]] = True
        matched[-1] = False
        at = places.within(texts)
        at = at[matched[places.row[at]] & (places.starts[at] >= 0)]
        starts, ends = places.starts[at], places.ends[at]
        of_text = places.texts_at(at)
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

    def _hit(
        self,
        number: int,
        score: float,
        related: bool,
        asked: list[_QueryTerm],
        marks: Mapping[Span, MatchKind],
    ) -> Hit:
        entry = self.entries[number]
        return Hit(
            entry=entry,
            score=score,
            spans=_merged(marks),
            matched=tuple(dict.fromkeys((entry.text[a:b], how) for (a, b), how in marks.items())),
            related=related,
            missing=tuple(
                one.word for one in asked if not one.found[number] and not one.by_meaning[number]
            ),
        )

    def _marks(
        self, number: int, how: Mapping[int, MatchKind], runs: Iterable[_Run]
    ) -> dict[Span, MatchKind]:
        """Which characters of a text matched, in order, each with how."""
        places = self._places
        begin, end = places.first[number : number + 2].tolist()
        seen = [
            (place, word)
            for place, word in enumerate(places.row[begin:end].tolist(), start=begin)
            if word in how
        ]
        telling = [each for each in seen if places.words[each[1]] not in COMMON] or seen
        marks = [(places.span(place, 1), how[word]) for place, word in telling]
        for run in runs:
            low, high = run.places.searchsorted((begin, end))
            marks += [(places.span(at, run.length), run.how) for at in run.places[low:high]]
        best: dict[Span, MatchKind] = {}
        for span, way in sorted(marks, key=lambda mark: (mark[0], MATCH_KINDS.index(mark[1]))):
            if span[0] >= 0:
                best.setdefault(span, way)
        return best


def _taken(asked: list[_QueryTerm]) -> tuple[Interpretation, ...]:
    """What each word of the query that is in some text was taken as, the surest way only."""
    made = []
    words = [word for unit in asked for word in (unit.parts or [unit])]
    for one in words:
        if one.meant:
            how = min((how for how, _ in one.meant.values()), key=MATCH_KINDS.index)
            same = [(w, share) for w, (way, share) in one.meant.items() if way == how]
            best = sorted(same, key=lambda each: (-each[1], each[0]))
            each = {stem(word): word for word, _ in reversed(best)}
            made.append(Interpretation(one.word, how, tuple(reversed(each.values()))[:_NAMED]))
        elif one.runs:
            made.append(
                Interpretation(one.word, min((r.how for r in one.runs), key=MATCH_KINDS.index), ())
            )
    return tuple(made)


def _best(key: Shares, limit: int) -> Numbers:
    """The numbers of the highest keys above minus infinity, ties in their order."""
    numbers = np.flatnonzero(key > -np.inf)
    if len(numbers) > limit:
        least = np.partition(key[numbers], -limit)[-limit]
        above = np.flatnonzero(key > least)
        numbers = np.sort(
            np.concatenate((above, np.flatnonzero(key == least)[: limit - len(above)]))
        )
    return numbers.astype(np.int32)


def _facet(name: str, entries: Iterable[SearchEntry]) -> _Facet:
    values: dict[str, int] = {}
    of_text = [values.setdefault(entry.facet(name), len(values)) for entry in entries]
    return _Facet(list(values), np.array(of_text, np.int32))


def _spoken(text: str | None) -> str:
    return (text or "").replace("-", " ").replace("_", " ")


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    made: list[Span] = []
    for start, end in sorted(set(spans)):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def _entries(site: Site) -> Iterator[SearchEntry]:
    for ladder, level in site.levels():
        for record in records.of_level(level):
            yield SearchEntry(
                ladder.key,
                level.code,
                record.competency,
                record.competency_key,
                record.scope,
                record.kind,
                record.id,
                record.text,
                visible(record.text),
            )
