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
from heapq import nsmallest
from itertools import pairwise
from typing import Any

from explorer import records
from explorer.markup import Span, visible
from explorer.model import Site
from explorer.records import Kind
from explorer.vocabulary import FORM, LONG_SLIP, SLIPS, How, Vocabulary
from explorer.words import COMMON, hyphened, stem, words

MAX_QUERY = 300
MAX_WORDS = 24

_LOOKED_AT = 100
_ID, _MEANING = 0.55, 0.6
"""What a word of an id is worth, and a synonym, beside the word itself at 1."""
_MOSTLY, _PARTLY, _PARTLY_OF_MANY = 0.5, 0.33, 0.4
"""The share of a query's weight that a text must cover; less where every word is known."""
_RELATED = 0.3
"""And where some of that share comes by meaning."""
_SURELY, _BESIDE = 0.8, 0.25
"""Where a text covers so much, the query has its answer, and partial ones help beside it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty set limits nothing."""

    ladders: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def allow(self, entry: "Entry") -> bool:
        return all(
            not wanted or value in wanted
            for wanted, value in (
                (self.ladders, entry.ladder),
                (self.levels, entry.level),
                (self.competencies, entry.competency_key),
                (self.kinds, entry.kind),
            )
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable text; `text` is what a reader sees, without marks.

    `words` are its words in order with where they stand, then those that stand elsewhere
    (the name of a fact, a level's title) without a place.
    """

    ladder: str
    level: str
    competency: str | None
    competency_key: str | None
    scope: str | None
    kind: Kind
    id: str | None
    stored: str
    text: str
    words: tuple[tuple[str, Span | None], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A found text. `spans` are runs of characters of `entry.text`; `score` is 0 to 1.

    `related`: it was found by meaning, and stands below what was found by words.
    """

    entry: Entry
    score: float
    spans: tuple[Span, ...]
    matched: tuple[tuple[str, How], ...]
    """The words of the text that matched, each with how."""
    related: bool = False

    def as_json(self) -> dict[str, Any]:
        entry = self.entry
        return {
            "ladder": entry.ladder, "level": entry.level, "competency": entry.competency,
            "scope": entry.scope, "kind": entry.kind, "id": entry.id, "text": entry.text,
            "score": round(self.score, 4), "spans": [list(span) for span in self.spans],
        }  # fmt: skip


@dataclass(slots=True)
class _Asked:
    """One word of a query: which words of the vocabulary may be meant, and how well."""

    word: str
    meant: dict[str, tuple[How, float]] = field(default_factory=dict)
    found: dict[int, float] = field(default_factory=dict)
    by_meaning: dict[int, float] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """False for common words, and for the first letter of a word to come."""
        if len(self.word) == 1 and not self.found:
            return False
        return self.word not in COMMON and not (self.meant and COMMON.issuperset(self.meant))

    def take(self, other: "_Asked") -> None:
        """What was typed as part of `other` may mean what `other` means."""
        for word, way in other.meant.items():
            self.meant.setdefault(word, way)
        for number, share in other.found.items():
            self.found[number] = max(self.found.get(number, 0.0), share)

    @property
    def known(self) -> bool:
        return any(how != "slip" or share >= LONG_SLIP for how, share in self.meant.values())


@dataclass(slots=True)
class Index:
    """Everything that can be found in a site, ready to be searched."""

    entries: tuple[Entry, ...]
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _groups: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=dict)
    """The phrases, as stems, that mean much the same as a phrase."""

    @classmethod
    def of(cls, site: Site) -> "Index":
        """Build the index of a loaded site."""
        index = cls(tuple(_entries(site)))
        vocabulary = index._vocabulary
        for number, entry in enumerate(index.entries):
            vocabulary.note(
                number,
                (word for word, _ in entry.words),
                (word for word, _ in _pairs(entry)),
                (word for word, _ in words(_spoken(entry.id))),
            )
        vocabulary.settle()
        for group in site.synonyms:
            phrases = [tuple(stem(word) for word, _ in words(_spoken(phrase))) for phrase in group]
            for phrase in phrases:
                others = {other for other in phrases if other != phrase and other}
                index._groups.setdefault(phrase, set()).update(others)
                vocabulary.real.update(phrase)
        return index

    def search(self, query: str, limit: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The texts that cover most of the query, best first; nothing rather than noise.

        The last word counts as unfinished until a space follows it. Any text may be
        given as a query; only its first 300 characters are read.
        """
        query = query[:MAX_QUERY]
        placed = [(word, span) for word, span in words(query) if word][:MAX_WORDS]
        if not placed:
            return []
        typed = [word for word, _ in placed]
        linked = {
            at for at, ((_, (_, end)), (_, (start, _))) in enumerate(pairwise(placed))
            if query[end:start] == "-"
        }  # fmt: skip
        asked = self._asked(typed, linked, open_end=not query[-1:].isspace())
        self._look_up_meanings(typed, asked)
        weights = [self._rarity({*one.found, *one.by_meaning}) for one in asked]
        by_words: dict[int, float] = {}
        in_all: dict[int, float] = {}
        for one, weight in zip(asked, weights, strict=True):
            for number, share in one.found.items():
                by_words[number] = by_words.get(number, 0.0) + share * weight
            for number in {*one.found, *one.by_meaning}:
                share = max(one.found.get(number, 0.0), one.by_meaning.get(number, 0.0))
                in_all[number] = in_all.get(number, 0.0) + share * weight
        total = sum(weights)
        allowed = {
            number: value / total
            for number, value in in_all.items()
            if filters is None or filters.allow(self.entries[number])
        }
        worded = {number: value / total for number, value in by_words.items()}
        # Where the words stand is looked at only for those that may come first.
        first = nsmallest(
            limit + _LOOKED_AT,
            self._accepted(asked, allowed, worded),
            key=lambda found: (found[2], -self._without_places(*found[:2]), found[0]),
        )
        how = {word: way for one in asked for word, (way, _) in one.meant.items()}
        hits = [self._hit(number, covered, how, related) for number, covered, related in first]
        hits.sort(key=lambda hit: (hit.related, -hit.score))
        return hits[:limit]

    def _accepted(
        self, asked: list[_Asked], covered: Mapping[int, float], by_words: Mapping[int, float]
    ) -> Iterator[tuple[int, float, bool]]:
        """The texts that cover enough, with how much, and whether only by meaning."""
        best = max(by_words.values(), default=0.0)
        if len(asked) == 1:
            least = min(SLIPS.values())
        elif best >= _SURELY:
            least = _BESIDE
        else:
            partly = _PARTLY if len(asked) == 2 else _PARTLY_OF_MANY
            least = partly if all(one.known for one in asked) else _MOSTLY
        for number, value in covered.items():
            worded = by_words.get(number, 0.0)
            if worded >= least:
                yield number, worded, False
            elif value >= _RELATED and value > worded:
                yield number, value, True

    # -- what a word of a query may mean -----------------------------------------------

    def _asked(self, typed: list[str], linked: set[int], open_end: bool) -> list[_Asked]:
        """The words of a query that say something, each with what it may mean.

        `linked` are the places of words that a hyphen ties to the next.
        """
        last = len(typed) - 1
        asked = [self._one(word, open_end and at == last) for at, word in enumerate(typed)]
        for at, (first, second) in enumerate(pairwise(typed)):
            both, unfinished = first + second, open_end and at + 1 == last
            begun = (
                unfinished
                and len(both) >= 4
                and any(True for _ in self._vocabulary.beginning_with(both))
            )
            if at in linked or begun or stem(both) in self._vocabulary.stems:
                joined = self._one(both, unfinished)
                for one in asked[at : at + 2]:
                    one.take(joined)
        saying = [one for one in asked if one.says_something]
        return list({one.word: one for one in saying or asked}.values())

    def _one(self, word: str, unfinished: bool) -> _Asked:
        one = _Asked(word, self._vocabulary.meant(word, unfinished))
        for known, (_, share) in one.meant.items():
            for number in self._vocabulary.where[known]:
                if share > one.found.get(number, 0.0):
                    one.found[number] = share
        if word not in COMMON:
            for number in self._vocabulary.joined.get(stem(word), ()):
                one.found[number] = max(one.found.get(number, 0.0), FORM)
            for number in self._vocabulary.named.get(stem(word), ()):
                one.found[number] = max(one.found.get(number, 0.0), _ID)
        return one

    def _look_up_meanings(self, typed: list[str], asked: list[_Asked]) -> None:
        """Add what the ladder's synonyms say of the query's words and phrases."""
        if not self._groups:
            return
        stems = [stem(word) for word in typed]
        for start in range(len(stems)):
            for end in range(start + 1, min(start + 3, len(stems)) + 1):
                for other in self._groups.get(tuple(stems[start:end]), ()):
                    numbers = self._saying(other)
                    for one in asked:
                        if one.word in typed[start:end] or one.word == "".join(typed[start:end]):
                            for number in numbers:
                                one.by_meaning[number] = _MEANING

    def _saying(self, phrase: tuple[str, ...]) -> list[int]:
        """The texts in which the stems of a phrase stand, one right after the other."""
        held = [self._vocabulary.having(part) for part in phrase]
        both = set.intersection(*held)
        return [n for n in both if len(phrase) == 1 or _holds(self.entries[n], phrase)]

    # -- what a hit is worth -----------------------------------------------------------

    def _rarity(self, numbers: set[int]) -> float:
        return math.log(1 + len(self.entries) / (0.5 + len(numbers)))

    def _without_places(self, number: int, covered: float) -> float:
        """The score of a text before it is looked at where its words stand."""
        entry = self.entries[number]
        short = 1 / (1 + len(entry.words) / 20)
        slight = 0.02 if entry.kind in ("statement", "tentative") else 0.0
        return 0.9 * covered + 0.03 * short + slight

    def _hit(self, number: int, covered: float, how: Mapping[str, How], related: bool) -> Hit:
        entry = self.entries[number]
        spans = [(word, span) for word, span in entry.words if word in how and span]
        joined = {stem(word) for word in how} if not spans else set()
        spans += [(word, span) for word, span in _pairs(entry) if stem(word) in joined]
        # A text where the words stand close together, and little else, is the better one.
        near = 0.0
        if len(spans) > 1:
            width = max(end for _, (_, end) in spans) - min(start for _, (start, _) in spans)
            near = min(sum(end - start for _, (start, end) in spans) / max(width, 1), 1.0)
        content = [(w, s) for w, s in spans if w not in COMMON] or spans
        return Hit(
            entry=entry,
            score=min(1.0, self._without_places(number, covered) + 0.05 * near),
            spans=_merged(span for _, span in content),
            matched=tuple(
                dict.fromkeys((entry.text[s:e], how.get(w, "form")) for w, (s, e) in content)
            ),
            related=related,
        )


def _pairs(entry: Entry) -> Iterator[tuple[str, Span]]:
    """Neighbouring words of a text as one, with where they stand."""
    placed = [(word, span) for word, span in entry.words if span]
    for (first, (start, before)), (second, (after, end)) in pairwise(placed):
        # Hyphened words stand at the end of the list: they are pairs already.
        if 0 < after - before <= 2 and not (first in COMMON and second in COMMON):
            yield first + second, (start, end)


def _holds(entry: Entry, phrase: tuple[str, ...]) -> bool:
    stems = [stem(word) for word, _ in entry.words]
    return any(tuple(stems[at : at + len(phrase)]) == phrase for at in range(len(stems)))


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


def _entries(site: Site) -> Iterator[Entry]:
    for ladder, level in site.levels():
        keys = {competency.name: competency.key for competency in level.competencies}
        for record in records.of_level(level):
            text = visible(record.text)
            found: list[tuple[str, Span | None]] = [*words(text), *hyphened(text)]
            if record.kind == "fact":
                found += [(word, None) for word, _ in words(record.scope or "")]
            if record.kind == "summary":
                found += [(word, None) for word, _ in words(level.title)]
            yield Entry(
                ladder.key, level.code, record.competency, keys.get(record.competency or ""),
                record.scope, record.kind, record.id, record.text, text, tuple(found),
            )  # fmt: skip
