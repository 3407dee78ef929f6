"""Tokenizer and stemmers for English: folding, American spelling, Snowball stems, base forms.

Irregular forms and British spellings are normalized before stemming. A stem joins whatever is
derived from a word (include, inclusion), a base form only its inflections (include, included).
Nothing here knows of ladders or of ranking.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from Stemmer import Stemmer

Span = tuple[int, int]


class _Snowball(threading.local):
    """One stemmer per thread: PyStemmer's are not thread-safe."""

    def __init__(self) -> None:
        self.stem = Stemmer("english").stemWord


_SNOWBALL = _Snowball()
_LETTERS = r"[\w\u0300-\u036f]+"  # an accent may be a combining character
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_HAN = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HIRAGANA, _KATAKANA = r"\u3041-\u309f", r"\u30a0-\u30ff"
_UNSPACED = re.compile(rf"[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+|[^{_HAN}{_HIRAGANA}{_KATAKANA}]+")
"""The runs of one script in a word: Chinese and Japanese put no spaces between words."""
_HAS_UNSPACED = re.compile(f"[{_HAN}{_HIRAGANA}{_KATAKANA}]")
_GRAMMAR = re.compile(f"[{_HIRAGANA}]{{1,2}}")
"""A short run of hiragana is a particle or an ending: its letters say nothing alone."""
_ELIDED = re.compile(r"(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’](?=\w\w)", re.IGNORECASE)
_HYPHENATED = re.compile(rf"{_LETTERS}(?:-{_LETTERS})+")

COMMON = frozenset(
    "a about all also am an and any are as at be been being but by can could did do does for from get"
    " had has have having he her his how i if in into is it its me more most my no not of on one or"
    " other our out over own she should so some such than that the their them then there these they"
    " this those to too up us very was we were what when where which while who whom whose why will"
    " with would you your".split()
)
"""Stop words: they say little by themselves."""

ARTICLES = frozenset("a an the my our your their his her its".split())

# Forms that no suffix rule conflates; per entry the base form and its other forms.
_IRREGULAR = """
begin began begun|break broke broken|bring brought|build built|buy bought|catch caught
choose chose chosen|come came|deal dealt|draw drew drawn|drive drove driven|fall fell fallen
feel felt|fight fought|find found|forget forgot forgotten|get got gotten|give gave given|go went gone
grow grew grown|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid
lead led|learn learnt|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid
person people|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought
sell sold|send sent|shake shook shaken|show shown|shut shut|sing sang sung|sink sank sunk|sit sat
sleep slept|speak spoke spoken|speed sped|spend spent|stand stood|steal stole stolen|stick stuck
strike struck|swim swam swum|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|wake woke woken|wear wore worn|win won|wind wound
withdraw withdrew withdrawn|write wrote written|overcome overcame|oversee oversaw overseen
rebuild rebuilt|rethink rethought|rewrite rewrote rewritten|undertake undertook undertaken
"""
# The same for what is derived from a word.
_DERIVED = """
choose choice|grow growth|lose loss|decide decision|prioritise priority|analyse analysis
advise advice|believe belief|clarify clarity clear|conclude conclusion|deliver delivery
describe description|discover discovery|exclude exclusion exclusionary|expand expansion|explain explanation
extend extension|fail failure|include inclusion inclusive|maintain maintenance|prove proof|recover recovery
resolve resolution|respond response|simplify simplicity simple|solve solution|strengthen strength strong
succeed success
"""


def _bases(table: str) -> dict[str, str]:
    rows = [entry.split() for entry in table.strip().replace("\n", "|").split("|")]
    return {form: row[0] for row in rows for form in row}


_INFLECTED = _bases(_IRREGULAR)
_BASE = _INFLECTED | _bases(_DERIVED)

_PROTECTED = re.compile(
    "(accountab|authorit|candidat|careful|customer|dependab|director|evenly|executiv|experiment|general"
    "|generat|important|initial|initiativ|integrit|internal|internat|manager|objectiv|openness|personal|productiv"
    "|responsib|several)"
    "(?:al|ally|ised|ized|ation|ations|e|ed|es|ial|ies|ilities|ility|ing|ion|ional|ions|ity|le|ly|or|ors|s|y)?"
)
"""Stems that Snowball would overstem, conflating words of different meaning: several with
severe, experiment with experience, objective with object."""

# British suffixes and their American spelling, where the rest of the word allows it.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|er|ers|es|ing|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e|ed|er|ers|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{3})our(|s|ed|ing|al|able|ful|ite)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})tre(s|d|)$"), r"ter\1"),
    (re.compile(r"(?<=[a-z]{3})ogue(s|)$"), r"og\1"),
    (re.compile(r"(?<=[a-z]{3})ence$(?<=defence|offence|licence)"), "ense"),
    # Not of one syllable: "called" is of "call", as "travelled" is of "travel".
    (re.compile(r"^([a-z]*[aeiouy][^aeiouy]+[aeiouy])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"^programme(s|)$"), r"program\1"),
    (re.compile(r"judgement"), "judgment"),
)
_MAY_BE_BRITISH = re.compile(r"[iy]s[eai]|our|tre|ogue|ence$|ll[ei]|programme|judgement")


_ENDINGS = (
    (re.compile(r"(?<=\w\w)ies$"), "y"),
    (re.compile(r"(?<=ss|sh|ch)es$|(?<=[xz])es$"), ""),
    (re.compile(r"(?<=\w\w)(?<![siu])s$"), ""),
    (re.compile(r"(?<=\w\w)ied$"), "y"),
    # A verb has a vowel before its ending: "feed", "red" and "string" have no ending.
    (re.compile(r"^(\w*[aeiouy]\w*[^e\W])ed$|^(\w*[aeiouy]\w+|\w+[aeiouy])ing$"), r"\1\2"),
    (re.compile(r"(?<=\w\w)e$"), ""),
    (re.compile(r"([b-df-hj-np-tv-z])\1$"), r"\1"),
)
"""What inflection adds to the end of a word, in the order in which it comes off."""


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A token without case, accents and possessive: what a reader takes for the same word."""
    plain = word.replace("’", "'").casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.removesuffix("'s").replace("'", "")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem that the forms of a folded word share: mentored and mentoring are mentor."""
    if len(word) > 40:
        return word
    word = _BASE.get(word) or _BASE.get(_singular(word), word)
    if protected := _PROTECTED.fullmatch(word):
        return protected.group(1)
    return str(_SNOWBALL.stem(_american(word)))


@lru_cache(maxsize=65_536)
def base_form(word: str) -> str:
    """What the inflections of a folded word share, and nothing that is derived from it.

    For comparing only: "hire" and "hiring" are "hir", and "monitoring" is not "monitor's"
    neighbour "instrumental" by way of "instrumentation".
    """
    if len(word) > 40:
        return word
    word = _american(_INFLECTED.get(word) or _INFLECTED.get(_singular(word), word))
    for ending, instead in _ENDINGS:
        word = ending.sub(instead, word)
    return word


def irregular_forms(beginning: str) -> list[str]:
    """The forms that no suffix tells and that begin so: of "resolut" "resolution"."""
    return [form for form in _BASE if form.startswith(beginning)]


def _american(word: str) -> str:
    if _MAY_BE_BRITISH.search(word):
        for british, american in _SPELLINGS:
            word = british.sub(american, word)
    return word


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def words(text: str) -> Iterator[tuple[str, Span]]:
    """The folded tokens of a text in order, with their spans; a French one without what is
    elided before it: "l'astreinte" is "astreinte". Chinese and Japanese by every two letters."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not match.group().isascii() and _HAS_UNSPACED.search(match.group()):
            yield from _unspaced(match.group(), start)
            continue
        if elided := _ELIDED.match(match.group()):
            start += elided.end()
        yield fold(text[start:end]), (start, end)


def _unspaced(run: str, start: int) -> Iterator[tuple[str, Span]]:
    """The words of a run without spaces: every two letters of Chinese or Japanese, which are
    folded by width alone, as a voiced kana is another letter."""
    for match in _UNSPACED.finditer(run):
        part, at = match.group(), start + match.start()
        if not _HAS_UNSPACED.match(part):
            yield fold(part), (at, at + len(part))
        elif not _GRAMMAR.fullmatch(part):
            for first in range(max(len(part) - 1, 1)):
                pair = part[first : first + 2]
                yield unicodedata.normalize("NFKC", pair), (at + first, at + first + len(pair))


def is_unspaced(word: str) -> bool:
    """Whether a token is of Chinese or Japanese, where one letter may be a word."""
    return _HAS_UNSPACED.match(word) is not None


def joined_hyphenations(text: str) -> Iterator[tuple[str, Span]]:
    """The hyphenated compounds of a text, each as one token: trade-offs is tradeoffs."""
    for match in _HYPHENATED.finditer(text):
        yield fold(match.group().replace("-", "")), match.span()


def rules() -> dict[str, Any]:
    """What stems and base forms rest on beside Snowball, as data for another language: its
    regular expressions are those that JavaScript reads as well."""
    return {
        "common": sorted(COMMON),
        "articles": sorted(ARTICLES),
        "irregular": _BASE,
        "inflected": _INFLECTED,
        "protected": _PROTECTED.pattern,
        "spellings": [[form.pattern, _dollars(instead)] for form, instead in _SPELLINGS],
        "endings": [[form.pattern, _dollars(instead)] for form, instead in _ENDINGS],
    }


def _dollars(replacement: str) -> str:
    return re.sub(r"\\(\d)", r"$\1", replacement)
