"""Statements that rest on a word which everybody reads differently.

A word alone is no fault: "strong" beside what somebody does, with whom and to what end is
a manner of speaking. A statement rests on it where, without it, little is left to see. The
words are data, each group with the reason why two readers will not agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.lint.findings import Finding
from explorer.model import Ladder
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.languages import DEFAULT, language
from explorer.text.stemming import COMMON, words
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

MAX_OTHER_WORDS = 5
"""A statement with at most so many other content words rests on a vague one. At 6 the sample's
L4/operational-risk ("… effectively, and architect to reduce operational risk") would be told,
which says what somebody does."""


@dataclass(frozen=True, slots=True)
class VagueWords:
    """Words and phrases that are vague for the same reason."""

    phrases: tuple[str, ...]
    reason: str


VAGUE = (
    VagueWords(
        (
            "strong",
            "strongly",
            "good",
            "excellent",
            "outstanding",
            "exceptional",
            "solid",
            "decent",
            "superb",
            "fantastic",
        ),
        N_("praises without saying what somebody would see"),
    ),
    VagueWords(
        (
            "appropriate",
            "appropriately",
            "suitable",
            "adequate",
            "adequately",
            "proper",
            "properly",
            "reasonable",
            "reasonably",
            "sufficient",
            "sufficiently",
        ),
        N_("leaves open by whose measure"),
    ),
    VagueWords(
        (
            "effective",
            "effectively",
            "efficient",
            "efficiently",
            "successfully",
            "impactful",
            "meaningful",
            "high quality",
            "best possible",
        ),
        N_("names a result without saying how it shows"),
    ),
    VagueWords(
        (
            "etc",
            "and so on",
            "and so forth",
            "and the like",
            "various",
            "a variety of",
            "a range of",
            "a number of",
            "multiple things",
            "things",
            "stuff",
        ),
        N_("leaves the list to the reader"),
    ),
    VagueWords(
        (
            "as appropriate",
            "as needed",
            "as necessary",
            "as required",
            "if needed",
            "when needed",
            "where needed",
            "when necessary",
            "where necessary",
            "if necessary",
            "where appropriate",
            "when appropriate",
            "where possible",
            "when possible",
            "if possible",
            "whenever possible",
        ),
        N_("leaves open when it holds"),
    ),
    VagueWords(
        (
            "understanding of",
            "familiar with",
            "familiarity with",
            "aware of",
            "awareness of",
            "knowledge of",
            "some knowledge",
            "basic knowledge",
            "exposure to",
        ),
        N_("says what somebody knows, not what comes of it"),
    ),
)


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(word for word, _ in words(phrase))


_REASONS = {_parts(phrase): vague.reason for vague in VAGUE for phrase in vague.phrases}
_LONGEST = max(map(len, _REASONS))


def vague_words(ladder: Ladder) -> Iterator[Finding]:
    """The statements that rest on a vague word: which one, and why it is vague. The words are
    English; a ladder in another language has no such finding."""
    if language(ladder.language).tag != DEFAULT:
        return
    for level in ladder.levels:
        for statement in level.statements:
            text = visible(statement.text)
            if found := vague_basis(text):
                word, reason = found
                what = _(
                    "{place} rests on {word}, which {reason}",
                    place=f"{level.code}/{statement.id}",
                    word=quoted(word),
                    reason=_(reason),
                )
                place = (level.ladder, level.code, level.file, statement.line)
                yield Finding("vague", *place, what, statement.id, text)


def vague_basis(text: str) -> tuple[str, str] | None:
    """The vague word that a text rests on, as it stands there, and why it is vague."""
    tokens = list(words(text))
    plain = [word for word, _ in tokens]
    vague: dict[int, tuple[int, str]] = {}
    at = 0
    while at < len(plain):
        lengths = range(min(_LONGEST, len(plain) - at), 0, -1)
        length = next((n for n in lengths if tuple(plain[at : at + n]) in _REASONS), 0)
        if length:
            vague[at] = (length, _REASONS[tuple(plain[at : at + length])])
        at += length or 1
    if not vague:
        return None
    covered = {at + more for at, (length, _) in vague.items() for more in range(length)}
    rest = {word for at, word in enumerate(plain) if at not in covered and word not in COMMON}
    if len(rest) > MAX_OTHER_WORDS:
        return None
    at, (length, reason) = next(iter(vague.items()))
    return text[tokens[at][1][0] : tokens[at + length - 1][1][1]], reason
