"""Finding a statement by its words, however they are typed.

An `Index` is built once for a loaded site. Each word of a query is matched against the
vocabulary of the site (the word itself, another form of it, its beginning, a slip of the
fingers), and texts are ranked by the weight of the query's words that they cover, words
that are rare in the ladder weighing most. Whole-string scorers rank statements poorly.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer import records
from explorer.markup import Span, visible
from explorer.model import Site
from explorer.records import Kind

How = Literal["exact", "form", "beginning", "slip"]

MAX_QUERY = 300
MAX_WORDS = 24
_WEIGHTS: dict[How, float] = {"exact": 1.0, "form": 0.9, "beginning": 0.85, "slip": 0.7}
_COVERED = 0.3
"""The share of a query's weight that a text must cover to be shown at all."""

_LETTERS = r"[\w\u0300-\u036f]+"  # an accent may be a character of its own
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_JOINED = re.compile(rf"{_LETTERS}(?:-{_LETTERS})+")
_COMMON = frozenset(
    "a an and are as at be by can do for from have how i in into is it its me my of on or our so"
    " that the their them they this to us we what when which who will with you your".split()
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ingly", "ings", "ing", "edly", "ied", "ies",
            "ed", "es", "er", "ers", "or", "ors", "ly", "s", "e")  # fmt: skip


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
    words: tuple[tuple[str, Span | None], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A found text. `spans` are runs of characters of `entry.text`; `score` is 0 to 1."""

    entry: Entry
    score: float
    spans: tuple[Span, ...]
    matched: tuple[tuple[str, How], ...]
    """The words of the text that matched, each with how."""

    def as_json(self) -> dict[str, Any]:
        entry = self.entry
        return {
            "ladder": entry.ladder, "level": entry.level, "competency": entry.competency,
            "scope": entry.scope, "kind": entry.kind, "id": entry.id, "text": entry.text,
            "score": round(self.score, 4), "spans": [list(span) for span in self.spans],
        }  # fmt: skip


def words(text: str) -> Iterator[tuple[str, Span]]:
    """The words of a text with where they stand; a hyphened word also as one."""
    for found in _WORD.finditer(text):
        yield folded(found.group()), found.span()
    for found in _JOINED.finditer(text):
        yield folded(found.group().replace("-", "")), found.span()


def folded(word: str) -> str:
    """A word without case, accents and possessive: what is compared."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.removesuffix("'s").replace("'", "")


def stem(word: str) -> str:
    """The part that the forms of a word share: mentors, mentored and mentoring are mentor."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            base = word[: -len(ending)]
            if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "sl":
                base = base[:-1]
            return stem(base)
    return word[:-1] if word.endswith("y") and len(word) > 4 else word


@dataclass(slots=True)
class Index:
    """Everything that can be found in a site, ready to be searched."""

    entries: tuple[Entry, ...]
    _where: dict[str, list[int]] = field(default_factory=dict)
    _stems: dict[str, list[str]] = field(default_factory=dict)
    _vocabulary: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, site: Site) -> "Index":
        """Build the index of a loaded site."""
        index = cls(tuple(_entries(site)))
        for number, entry in enumerate(index.entries):
            for word in {word for word, _ in entry.words}:
                index._where.setdefault(word, []).append(number)
        index._vocabulary = list(index._where)
        for word in index._vocabulary:
            index._stems.setdefault(stem(word), []).append(word)
        return index

    def search(self, query: str, limit: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The texts that cover most of the query, best first; nothing rather than noise.

        The last word counts as unfinished until a space follows it. Any text may be
        given as a query; only its first 300 characters are read.
        """
        query = query[:MAX_QUERY]
        asked = list(dict.fromkeys(folded(w) for w in _WORD.findall(query)))[:MAX_WORDS]
        asked = [word for word in asked if word]
        open_end = not query.endswith((" ", "\t"))
        if not asked:
            return []
        covered: dict[int, float] = {}
        how: dict[int, dict[str, How]] = {}
        total = 0.0
        for place, word in enumerate(asked):
            matches = self._matches(word, unfinished=open_end and place == len(asked) - 1)
            weight = self._weight(word, matches)
            total += weight
            best: dict[int, float] = {}
            for known, way in matches.items():
                for number in self._where[known]:
                    best[number] = max(best.get(number, 0.0), _WEIGHTS[way])
                    how.setdefault(number, {})[known] = way
            for number, share in best.items():
                covered[number] = covered.get(number, 0.0) + share * weight
        hits = [
            self._hit(number, value / total, how[number])
            for number, value in covered.items()
            if value / total >= _COVERED
            and (filters is None or filters.allow(self.entries[number]))
        ]
        hits.sort(key=lambda hit: -hit.score)
        return hits[:limit]

    def _matches(self, word: str, unfinished: bool) -> dict[str, How]:
        """The words of the vocabulary that may be meant by one word of a query."""
        found: dict[str, How] = {}
        if word in self._where:
            found[word] = "exact"
        if word in _COMMON:
            return found
        for known in self._stems.get(stem(word), ()):
            found.setdefault(known, "form")
        if len(word) >= (2 if unfinished else 4):
            for known in self._vocabulary:
                if known.startswith(word):
                    found.setdefault(known, "beginning")
        if not found and len(word) >= 4:
            slips = 1 if len(word) < 8 else 2
            for known, distance, _ in process.extract(
                word, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=8
            ):
                if distance and len(known) >= 4 and known not in _COMMON:
                    found[known] = "slip"
        return found

    def _weight(self, word: str, matches: Iterable[str]) -> float:
        seen = {number for known in matches for number in self._where[known]}
        rarity = math.log(1 + len(self.entries) / (1 + len(seen)))
        # A word that is nowhere in the ladder says less than one that is found.
        return rarity * (0.1 if word in _COMMON else 1.0 if seen else 0.6)

    def _hit(self, number: int, score: float, how: dict[str, How]) -> Hit:
        entry = self.entries[number]
        spans = [(word, span) for word, span in entry.words if word in how and span]
        # A text where the words stand close together, and little else, is the better one.
        near = 0.0
        if len(spans) > 1:
            width = max(end for _, (_, end) in spans) - min(start for _, (start, _) in spans)
            near = 0.04 * sum(end - start for _, (start, end) in spans) / max(width, 1)
        shortness = 0.02 / (1 + len(entry.words) / 20)
        slight = 0.03 if entry.kind in ("statement", "tentative") else 0.0
        bonus = min(near, 0.04) + shortness + slight
        content = [(w, s) for w, s in spans if w not in _COMMON] or spans
        return Hit(
            entry=entry,
            score=min(1.0, 0.91 * score + bonus),
            spans=_merged(span for _, span in content),
            matched=tuple(dict.fromkeys((entry.text[s:e], how[w]) for w, (s, e) in content)),
        )


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
            found: list[tuple[str, Span | None]] = list(words(text))
            if record.kind == "fact":
                found += [(word, None) for word, _ in words(record.scope or "")]
            yield Entry(
                ladder.key, level.code, record.competency, keys.get(record.competency or ""),
                record.scope, record.kind, record.id, record.text, text, tuple(found),
            )  # fmt: skip
