"""Other words for the same: the groups of words and phrases that a synonyms file lists.

Looked up by stems, so that any form of a phrase is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from explorer.text.stemming import ARTICLES, stem, words

MAX_PHRASE = 3
"""Words of a phrase."""

Listed = tuple[tuple[str, ...], ...]
"""The groups as written."""
Phrase = tuple[str, ...]
"""Words by their stems."""
Groups = Mapping[Phrase, list[tuple[Phrase, ...]]]
"""For each phrase the groups it is in, of phrases that mean much the same."""


@lru_cache(maxsize=4)
def grouped(listed: Listed) -> Groups:
    """The groups by each of their phrases; the same for as long as the list is."""
    groups: dict[Phrase, list[tuple[Phrase, ...]]] = {}
    for group in listed:
        phrases = tuple(map(stems, group))
        for phrase in phrases:
            groups.setdefault(phrase, []).append(phrases)
    groups.pop((), None)
    return groups


def stems(phrase: str) -> Phrase:
    """A phrase as it is looked up: articles say nothing in it."""
    found = [word for word, _ in words(phrase.replace("-", " ").replace("_", " "))]
    return tuple(stem(word) for word in found if word not in ARTICLES or len(found) == 1)


def meanings(said: Sequence[str], groups: Groups) -> Iterator[Phrase]:
    """What stems in a row mean: for each phrase among them that is known, the first phrase
    of each of its groups, which stands for the group."""
    for start in range(len(said)):
        for length in range(1, min(MAX_PHRASE, len(said) - start) + 1):
            for group in groups.get(tuple(said[start : start + length]), ()):
                yield group[0]
