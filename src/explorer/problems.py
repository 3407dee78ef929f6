"""What is wrong in a file, where, and what was wanted instead.

Every reader of files (ladders, profiles) speaks of mistakes through `Problem`, so that
the page, the command line and the tests say the same sentence about the same place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process

Severity = Literal["error", "warning"]

_SHOWN = 60
# More than anybody mends in one go. A file of 24,000 unknown keys took 3 to 8 seconds, in
# which the likeliest known word was looked for 24,000 times.
MOST = 50
"""So many problems of one file are told."""
MORE = (f"more than {MOST} problems in this file", "the first ones mended")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place.

    `file` is relative to the folder that was read, `line` and `column` count from 1.
    An error keeps a file, or one reference or text in it, from being used as it was meant;
    a warning does not.
    """

    file: str
    line: int
    column: int
    found: str
    wanted: str
    severity: Severity = "error"

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def sentence(self) -> str:
        return f"found {self.found}; wanted {self.wanted}"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.sentence}"

    def in_file(self, file: str) -> "Problem":
        return replace(self, file=file)


def first(problems: Iterable[Problem], more: bool = False) -> list[Problem]:
    """The first problems of one file by their place. Where there are others, or `more` that
    were not looked at, the last one says so."""
    ordered = sorted(set(problems))
    told, rest = ordered[:MOST], ordered[MOST:]
    if not rest and not more:
        return ordered
    # Warnings that are not told make no error of a file that has none.
    errors = more or any(each.severity == "error" for each in rest)
    found, wanted = MORE
    severity: Severity = "error" if errors else "warning"
    last = replace(told[-1], found=found, wanted=wanted, severity=severity)
    return [*told, last]


def quoted(text: object) -> str:
    """Somebody's words, short and on one line, for use inside a sentence."""
    line = " ".join(
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word)
        for word in str(text).split()
    )
    return f'"{line[: _SHOWN - 1]}…"' if len(line) > _SHOWN else f'"{line}"'


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be, or None.

    Words that differ in their numbers name different things: L10 is no typo of L1.
    """
    alike = [each for each in known if re.findall(r"\d+", each) == re.findall(r"\d+", word)]
    best = process.extractOne(
        word[:200], alike, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=70
    )
    return best[0] if best else None


def one_of(word: str, known: Iterable[str]) -> str:
    """What was wanted instead of `word`: the likeliest known word, or all of them."""
    words = list(known)
    meant = did_you_mean(word, words)
    if meant:
        return f"{quoted(meant)} (did you mean that?)"
    if not words:
        return "nothing here"
    return "one of " + ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
