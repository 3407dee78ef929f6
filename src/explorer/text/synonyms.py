"""A thesaurus: the words that mean much the same, and those that people shorten.

Three tables of words and phrases, as a file of synonyms lists them. Synonyms are looked up by
base form: any inflection of a phrase is found, and of what is derived from a word only what
the table of derivations lists. By stems, "diversity" led by way of "inclusion" to "including
my leaders". An abbreviation is a form of each of its long forms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.text.stemming import ARTICLES, base_form, stem, words

MAX_PHRASE = 3
"""The longest phrase that is looked up, in words."""

Listed = tuple[tuple[str, ...], ...]
"""A table as written."""
Phrase = tuple[str, ...]
"""The base forms, or the stems, of a phrase."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The tables as written: rows of synonyms, of a word with what is derived from it, and of
    an abbreviation with what it stands for."""

    groups: Listed = ()
    derivations: Listed = ()
    abbreviations: Listed = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A thesaurus, ready to be asked."""

    groups: Mapping[Phrase, list[tuple[Phrase, ...]]] = field(default_factory=dict)
    """For each phrase, by its base forms, the groups of synonyms that it is in."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """Base forms of what is derived from a word, each with that word's."""
    abbreviated: Mapping[Phrase, list[Phrase]] = field(default_factory=dict)
    """Abbreviations, by the stems of their words, with what they stand for; and the reverse."""

    def base(self, word: str) -> str:
        """What a folded word is looked up by."""
        base = base_form(word)
        return self.derived.get(base, base)

    def forms(self, typed: Sequence[str]) -> Sequence[Phrase]:
        """What typed words stand for as an abbreviation, or are shortened to, as phrases."""
        return self.abbreviated.get(tuple(map(_short, typed)), ())

    def synonym_phrases(self, row: Sequence[str]) -> Iterator[Phrase]:
        """For each known phrase in a row of words, the first phrase of each of its groups,
        which represents the group."""
        bases = [self.base(word) for word in row]
        for start in range(len(bases)):
            for length in range(1, min(MAX_PHRASE, len(bases) - start) + 1):
                for group in self.groups.get(tuple(bases[start : start + length]), ()):
                    yield group[0]


@lru_cache(maxsize=4)
def lookup(thesaurus: Thesaurus) -> Lookup:
    """The thesaurus by its phrases; cached for as long as it stays the same."""
    derived = {
        base_form(word): base_form(row[0])
        for row in thesaurus.derivations
        for each in row
        for word in _tokens(each)
    }
    groups: dict[Phrase, list[tuple[Phrase, ...]]] = {}
    made = Lookup(groups, derived, _forms(thesaurus.abbreviations))
    for group in thesaurus.groups:
        phrases = tuple(_phrase(made, each) for each in group)
        for phrase in phrases:
            groups.setdefault(phrase, []).append(phrases)
    groups.pop((), None)
    return made


def _phrase(made: Lookup, phrase: str) -> Phrase:
    """A phrase as it is looked up: articles carry no meaning in it."""
    tokens = _tokens(phrase)
    return tuple(made.base(word) for word in tokens if word not in ARTICLES or len(tokens) == 1)


def _forms(abbreviations: Listed) -> Mapping[Phrase, list[Phrase]]:
    forms: dict[Phrase, list[Phrase]] = {}
    for short, *long in (tuple(map(_tokens, row)) for row in abbreviations):
        for one in filter(None, long):
            forms.setdefault(tuple(map(_short, short)), []).append(one)
            # Long forms of several words find short ones as synonyms do, if at all.
            if len(one) == 1:
                forms.setdefault((_short(one[0]),), []).append(short)
    forms.pop((), None)
    return forms


def _short(word: str) -> str:
    """A word of an abbreviation, in the singular: "SLOs", and the last of "1:1s"."""
    return word[:-1] if word[:1].isdigit() and word.endswith("s") else stem(word)


def _tokens(phrase: str) -> Phrase:
    return tuple(word for word, _ in words(phrase.replace("-", " ").replace("_", " ")))
