"""Synonyms: the groups of words and phrases that a synonyms file lists, by their stems.

Looked up by stems, so that any inflection of a phrase is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from explorer.text.stemming import ARTICLES, stem, words

MAX_PHRASE = 3
"""The longest phrase that is looked up, in words."""

Listed = tuple[tuple[str, ...], ...]
"""The groups as written."""
Phrase = tuple[str, ...]
"""The stems of a phrase."""
Groups = Mapping[Phrase, list[tuple[Phrase, ...]]]
"""For each phrase the groups of synonyms that it is in."""


@lru_cache(maxsize=4)
def group_by_phrase(listed: Listed) -> Groups:
    """The groups by each of their phrases; cached for as long as the list stays the same."""
    groups: dict[Phrase, list[tuple[Phrase, ...]]] = {}
    for group in listed:
        phrases = tuple(map(phrase_stems, group))
        for phrase in phrases:
            groups.setdefault(phrase, []).append(phrases)
    groups.pop((), None)
    return groups


def phrase_stems(phrase: str) -> Phrase:
    """A phrase as it is looked up: articles carry no meaning in it."""
    tokens = [word for word, _ in words(phrase.replace("-", " ").replace("_", " "))]
    return tuple(stem(word) for word in tokens if word not in ARTICLES or len(tokens) == 1)


def synonym_phrases(sequence: Sequence[str], groups: Groups) -> Iterator[Phrase]:
    """For each known phrase in a sequence of stems, the first phrase of each of its groups,
    which represents the group."""
    for start in range(len(sequence)):
        for length in range(1, min(MAX_PHRASE, len(sequence) - start) + 1):
            for group in groups.get(tuple(sequence[start : start + length]), ()):
                yield group[0]
