"""What a reader has to say of a document besides what stands in it: its warnings, its repairs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportWarning:
    """Something to check by hand: a sentence about a line (from 1; 0: the file)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class EncodingFix:
    """Mojibake that was repaired: the run before and after, and what it had been misread as."""

    line: int
    before: str
    after: str
    encoding: str
