"""What a search is asked for and what it gives: entries, filters, hits and their tiers.

These are plain frozen records without any rule of matching or ranking.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from explorer import records
from explorer.model import Site
from explorer.records import Kind
from explorer.search.term_matching import MatchKind
from explorer.text.inline_markdown import Span, visible
from explorer.text.stemming import words

Tier = Literal["full", "partial", "related"]
TIERS: tuple[Tier, ...] = get_args(Tier)


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
        """The value that a filter of this name compares; empty where the text has none."""
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

FACETS = tuple(_FACETS)
"""The names of the filters."""


def entries_of(site: Site) -> Iterator[SearchEntry]:
    """Every searchable text of a site, in reading order."""
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching text. `spans` are runs of characters of `entry.text`; `score` is 0 to 1.

    `related`: it matched by synonyms, and ranks below what matched by words.
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
    def unseen(self) -> str | None:
        """Where the words stand that the reader does not see, if none that they see matched."""
        if self.matched:
            return None
        if self.entry.kind == "summary":
            return "the level's title"
        return "its name" if self.entry.id or self.entry.kind == "fact" else None

    @property
    def tier(self) -> Tier:
        """Which of three groups it is shown in: the whole query, a part of it, by synonyms."""
        return "related" if self.related else "partial" if self.missing else "full"

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
    """Which words of the texts one word of a query was matched with, and in which way."""

    word: str
    kind: MatchKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is for a part of a query that as a whole finds nothing: `with_words` are the
    words that the texts know, and `without` those that they do not."""

    with_words: tuple[str, ...]
    without: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, how many there are in all, and where.

    `related` of the total matched by synonyms. `counts`: for each filter, how many each of
    its values would show, with the other filters as they are; values that show nothing are
    left out.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    related: int = 0
    offer: "Offer | None" = None
    """Where nothing is a hit."""
    interpretations: tuple[Interpretation, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(
        default_factory=lambda: {name: {} for name in FACETS}
    )
