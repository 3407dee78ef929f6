"""What a reader has to say of a document besides what stands in it: its warnings, its repairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.problems import quoted
from explorer.text.lazy_messages import Message, count_lazy, gettext_lazy

_MAX_TOLD = 60


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


def words_in_short(texts: Sequence[str]) -> Message:
    """How many words some texts have, and the first of them."""
    number = sum(len(text.split()) for text in texts)
    first = " · ".join(" ".join(text.split()) for text in texts)
    shown = first if len(first) <= _MAX_TOLD else f"{first[:_MAX_TOLD].rstrip()}…"
    return gettext_lazy("{words}: {shown}", words=count_lazy(number, "word"), shown=quoted(shown))
