"""Which statements of two levels belong together, judged by their words.

Every two statements get a likeness, from the words and meanings that they share, rare ones
counting most, their spelling, and where they stand. One best overall assignment
(`lap.lapjv`) pairs them one to one; a statement that is left
over joins a pair if it says what is missing there: a split, or two that were merged. What
stays below the bar has no partner: better none than a wrong one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

import lap
import numpy as np
from numpy.typing import NDArray

from explorer.files.general_synonyms import general
from explorer.model import Statement
from explorer.text import synonyms
from explorer.text.inline_markdown import visible
from explorer.text.languages import DEFAULT, Language, language
from explorer.text.stemming import words

VERSIONS, NEIGHBOURS = 0.43, 0.53
"""The bar for two versions of a level, of which most stays, and for two levels."""

SUGGESTED = 0.43
"""The bar for what a person is asked to look at."""

_PLACE, _SCOPE, _ORDER, _SAME_ID = 0.05, 0.05, 0.15, 0.30
"""What it adds to stand in the same competency, the same scope, the same order; and, in two
versions, to have the same id, which stays when the wording changes."""
_MEANING, _COMMON = 0.7, 0.25
"""What a shared meaning and a shared common word count, beside a shared word at 1."""
_GAIN, _INSIDE = 0.15, 0.30
"""Shares of words: what a part must add to a whole, and what of it must stand in the whole."""
_JOIN_NEIGHBOURS = 0.8
"""What gain and inside must come to together between neighbours, where little is the same."""
_NUMBERED = re.compile(r"(?:[a-z]+[-_]?)?\d+")
"""Ids that an import counted out say nothing: the third statement is another after an edit."""
_LIKELY = 12
"""Of each statement's partners so many are looked at closely."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Match:
    """Statements that belong together, by their numbers, mostly one of each.

    `shared` are up to three words that both sides have and few others.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    shared: tuple[str, ...] = ()


def align(
    before: Sequence[Statement], after: Sequence[Statement], versions: bool, tag: str = DEFAULT
) -> list[Match]:
    """The matches between two lists of statements, in the order of the later list.

    Equal texts come first, then what is most alike altogether. Each statement is in one
    match at most. `versions`: the lists are two versions of one, so most of it stays, and
    ids mean something. The same matches whichever list comes first. `tag`: their language.
    """
    if not before or not after:
        return []
    both = Texts.of([*before, *after], len(before), tag)
    likeness = both.likeness(before, after, _SAME_ID if versions else 0.0)
    left, right = likeness.nonzero()
    worth = likeness[left, right]
    texts = [text.strip() for text in both.texts]
    equal = np.array(
        [texts[i] == texts[both.size + j] for i, j in zip(left, right, strict=True)], bool
    )
    same = _assigned(left[equal], right[equal], worth[equal])
    rest = ~(np.isin(left, [i for i, _ in same]) | np.isin(right, [j for _, j in same]))
    bar = VERSIONS if versions else NEIGHBOURS
    alike = _assigned(left[rest], right[rest], worth[rest] - bar)
    least = 0.0 if versions else _JOIN_NEIGHBOURS
    matches = [((i,), (j,)) for i, j in same] + _joined(same, alike, both, likeness, least)
    return [
        Match(olds, news, both.shared(olds, news))
        for olds, news in sorted(matches, key=lambda match: match[1])
    ]


@dataclass(frozen=True, slots=True)
class Likely:
    """A statement, by its number, that may belong to another; with words that both have."""

    number: int
    shared: tuple[str, ...]


def likely(
    statements: Sequence[Statement],
    among: Sequence[Statement],
    tag: str = DEFAULT,
    most: int = 2,
) -> list[tuple[Likely, ...]]:
    """For each statement those that may belong to it, the likeliest first, for a person to
    judge: what is below the bar of a pair is shown as well, if it is not far below."""
    if not statements or not among:
        return [() for _ in statements]
    both = Texts.of([*statements, *among], len(statements), tag)
    likeness = both.likeness(statements, among, 0.0)
    found = []
    for number, row in enumerate(likeness):
        best = [int(n) for n in np.argsort(-row, kind="stable")[:most] if row[n] >= SUGGESTED]
        found.append(tuple(Likely(n, both.shared([number], [n])) for n in best))
    return found


@dataclass(slots=True)
class Texts:
    """The statements of both sides as sets of weighted words: first those before."""

    words: list[list[str]]
    stems: list[list[str]]
    features: list[set[str]]
    """The stems and meanings of each statement."""
    texts: list[str]
    size: int
    """How many of them are before."""
    weights: Mapping[str, float]
    language: Language

    @classmethod
    def of(cls, statements: Sequence[Statement], size: int, tag: str = DEFAULT) -> "Texts":
        spoken = language(tag)
        texts = [visible(statement.text) for statement in statements]
        found = [[word for word, _ in words(text)] for text in texts]
        stems = [[spoken.stem(word) for word in row] for row in found]
        common = {spoken.stem(word) for word in spoken.common}
        features = [{*row} for row in stems]
        if spoken.tag == DEFAULT:  # the general synonyms are English
            known = synonyms.lookup(general())
            for said, row in zip(features, found, strict=True):
                said.update(" ".join(("=", *m)) for m in known.synonym_phrases(row))
        weights = _rarity(features, size)
        for name in weights:
            if name.startswith("= "):
                weights[name] *= _MEANING
            elif name in common:
                weights[name] *= _COMMON
        return cls(found, stems, features, texts, size, weights, spoken)

    def likeness(
        self, before: Sequence[Statement], after: Sequence[Statement], same_id: float
    ) -> Floats:
        """How alike each two statements are, 0 to about 1.5; 0 for those that are no pair."""
        alike = _cosines(self.features, self.weights, self.size)
        left, right = _likely(alike, before, after if same_id else ())
        shapes = _shapes(self.words, self.size, left, right, self.language.common)
        close = (alike[left, right] + shapes) / 2
        order = 1 - np.abs(left / len(before) - right / len(after))
        value = close + _ORDER * order
        for part, worth in (("competency", _PLACE), ("scope", _SCOPE), ("id", same_id)):
            value += worth * np.array(
                [
                    getattr(before[i], part) == getattr(after[j], part)
                    and not (part == "id" and _NUMBERED.fullmatch(before[i].id))
                    for i, j in zip(left, right, strict=True)
                ]
            )
        alike[:] = 0
        alike[left, right] = value
        return alike

    def closeness(self) -> Floats:
        """Of each statement of one side with each of the other, how alike words and spelling are."""
        count = len(self.texts) - self.size
        left, right = np.divmod(np.arange(self.size * count), count)
        alike = _cosines(self.features, self.weights, self.size)
        shapes = _shapes(self.words, self.size, left, right, self.language.common).reshape(
            alike.shape
        )
        return (alike + shapes) / 2

    def completes(self, side: int, lone: int, old: int, new: int) -> float:
        """How well a statement that is left over belongs to a pair, from 0.

        It must say mostly what the partner on the other side says, and of that what its
        own side leaves out. `side` is 0 for one of those before, 1 after.
        """
        lone, part, whole = (
            (lone, old, self.size + new) if side == 0 else (self.size + lone, self.size + new, old)
        )
        inside = self._covered(lone, {*self.stems[whole]})
        if inside < _INSIDE:
            return 0.0
        own = {*self.stems[part]}
        gain = self._covered(whole, own | {*self.stems[lone]}) - self._covered(whole, own)
        return gain + inside if gain >= _GAIN else 0.0

    def _covered(self, row: int, said: set[str]) -> float:
        """The share of a statement's words that are among these, by weight."""
        own = {*self.stems[row]}
        total = sum(self.weights[stem] for stem in own)
        return sum(self.weights[stem] for stem in own & said) / total if total else 0.0

    def shared(self, olds: Iterable[int], news: Iterable[int]) -> tuple[str, ...]:
        """The three words that say most that both sides belong together."""
        there = {stem for row in olds for stem in self.stems[row]}
        said = {
            part: word
            for row in news
            for part, word in zip(
                self.stems[self.size + row], self.words[self.size + row], strict=True
            )
            if part in there and word not in self.language.common
        }
        best = sorted(said, key=lambda part: (-self.weights[part], part))[:3]
        return tuple(said[part] for part in best)


def _rarity(features: Sequence[set[str]], size: int) -> dict[str, float]:
    """What each feature is worth: the fewer statements of one side have it, the more.

    The sides are counted apart: what one statement of each has is as rare as can be.
    """
    before, after = (
        Counter(name for row in side for name in row) for side in (features[:size], features[size:])
    )
    most = max(size, len(features) - size) + 1
    return {
        name: log(most / (max(before[name], after[name]) + 0.5)) for name in {**before, **after}
    }


def _cosines(features: Sequence[set[str]], weights: Mapping[str, float], size: int) -> Floats:
    """The cosine of each of the first `size` rows of features with each of the others.

    By postings, as a search engine does it: only what two rows share is looked at.
    """
    count = len(features) - size
    postings: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(features[size:]):
        for name in row:
            postings[name].append(number)
    holders = {name: np.array(numbers) for name, numbers in postings.items()}
    result = np.zeros((size, count))
    for number, row in enumerate(features[:size]):
        # Sorted, as are all sums here: the same floats in every process and either way round.
        shared = sorted(row & holders.keys())
        if shared:
            having = [holders[name] for name in shared]
            worth = np.repeat([weights[name] ** 2 for name in shared], [*map(len, having)])
            result[number] = np.bincount(np.concatenate(having), worth, count)
    lengths = _lengths(features, weights)
    result /= lengths[:size, None]
    result /= lengths[size:]
    return result


def _shapes(
    words: Sequence[list[str]], size: int, left: Numbers, right: Numbers, common: frozenset[str]
) -> Floats:
    """The cosine of the spelling of chosen pairs, by the trigrams of what is not `common`."""
    trigrams = [_trigrams(row, common) for row in words]
    weights = _rarity(trigrams, size)
    squares = {name: weight**2 for name, weight in weights.items()}
    pairs = zip(left.tolist(), (size + right).tolist(), strict=True)
    products = [fsum(map(squares.__getitem__, trigrams[i] & trigrams[j])) for i, j in pairs]
    lengths = _lengths(trigrams, weights)
    return np.array(products) / (lengths[left] * lengths[size + right])


def _lengths(features: Sequence[set[str]], weights: Mapping[str, float]) -> Floats:
    """The Euclidean length of each row of features; 1 for an empty one."""
    return np.array([sqrt(fsum(weights[name] ** 2 for name in row)) or 1.0 for row in features])


def _trigrams(row: Iterable[str], common: frozenset[str]) -> set[str]:
    """Every three letters of the words that say something: what forms of a word share."""
    return {
        f"^{word}$"[at : at + 3] for word in row if word not in common for at in range(len(word))
    }


def _likely(
    alike: Floats, before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[Numbers, Numbers]:
    """The likeliest partners of each statement of either side, and those of the same id."""
    chosen = _best_of_rows(alike) | {
        (i, j) for j, i in _best_of_rows(np.ascontiguousarray(alike.T))
    }
    named = {statement.id: number for number, statement in enumerate(before)}
    chosen |= {(named[s.id], number) for number, s in enumerate(after) if s.id in named}
    pairs = np.array(sorted(chosen), np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _best_of_rows(alike: Floats) -> set[tuple[int, int]]:
    chosen: set[tuple[int, int]] = set()
    for number, row in enumerate(alike):
        columns = row.nonzero()[0]
        if len(columns) > _LIKELY:
            columns = columns[np.argpartition(row[columns], -_LIKELY)[-_LIKELY:]]
        chosen.update((number, column) for column in columns.tolist())
    return chosen


def _assigned(left: Numbers, right: Numbers, worth: Floats) -> list[tuple[int, int]]:
    """The one-to-one pairs that are worth most altogether, of those worth more than nothing."""
    left, right, worth = left[worth > 0], right[worth > 0], worth[worth > 0]
    pairs = []
    # What is not even linked through others is assigned apart: many small tables, no large one.
    for some in _linked(left.tolist(), right.tolist()):
        olds, at_old = np.unique(left[some], return_inverse=True)
        news, at_new = np.unique(right[some], return_inverse=True)
        table = np.zeros((len(olds), len(news)))
        table[at_old, at_new] = worth[some]
        chosen, _ = lap.lapjv(table.max() - table, extend_cost=True, return_cost=False)
        for old, new in enumerate(chosen.tolist()):
            if new >= 0 and table[old, new] > 0:
                pairs.append((int(olds[old]), int(news[new])))
    return pairs


def _linked(left: Sequence[int], right: Sequence[int]) -> Iterator[list[int]]:
    """The connected components of a graph with an edge per left[i] and right[i]: the i of each."""
    edges: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for edge, (old, new) in enumerate(zip(left, right, strict=True)):
        edges[False, old].append(edge)
        edges[True, new].append(edge)
    while edges:
        waiting, component = [next(iter(edges))], set[int]()
        while waiting:
            for edge in edges.pop(waiting.pop(), ()):
                component.add(edge)
                waiting += [(False, left[edge]), (True, right[edge])]
        yield sorted(component)


def _joined(
    same: list[tuple[int, int]],
    alike: list[tuple[int, int]],
    both: Texts,
    likeness: Floats,
    least: float,
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The alike pairs, joined by what is left over and says what is missing in one of them.

    Of statements that were one, each says a part of it. Nobody joins a match from both
    sides: it is a split or a merge, never both.
    """
    olds, news = {old: [old] for old, _ in alike}, {new: [new] for _, new in alike}
    paired = {old for old, _ in same + alike}, {new for _, new in same + alike}
    of_old, of_new = dict(alike), {new: old for old, new in alike}
    joins = []
    for old, new in zip(*(numbers.tolist() for numbers in likeness.nonzero()), strict=True):
        # A lone statement is alike to the partner on the other side of a pair.
        if new not in paired[1] and old in of_old:
            joins.append((both.completes(1, new, old, of_old[old]), 1, old, of_old[old], new))
        if old not in paired[0] and new in of_new:
            joins.append((both.completes(0, old, of_new[new], new), 0, of_new[new], new, old))
    joins = [join for join in joins if join[0] > least]
    taken: set[tuple[int, int]] = set()
    for _, side, old, new, lone in sorted(joins, key=lambda join: (-join[0], join[1:])):
        if (side, lone) not in taken and len((news[new], olds[old])[side]) == 1:
            taken.add((side, lone))
            (olds[old], news[new])[side].append(lone)
    return [(tuple(sorted(olds[old])), tuple(sorted(news[new]))) for old, new in alike]
