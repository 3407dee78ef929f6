"""Where a ladder's lineage is open: statements without ancestor or heir, and likely ones.

For the person who keeps the ladder. A statement whose authors wrote that it grows out of
nothing (`[]`) is not open. Suggestions are what the words say, with the reason; nothing is
ever written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from explorer.compare.alignment import Likely, likely
from explorer.model import Ladder, Level, Ref, Statement
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that may be the ancestor or heir, and the words that say so."""

    level: Level
    statement: Statement
    why: str


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A statement that lacks an ancestor or an heir, with likely ones, the likeliest first."""

    level: Level
    statement: Statement
    lacks: Literal["ancestor", "heir"]
    likely: tuple[Suggestion, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.level.file,
            "line": self.statement.line,
            "level": self.level.code,
            "id": self.statement.id,
            "lacks": self.lacks,
            "likely": [
                {
                    "level": each.level.code,
                    "id": each.statement.id,
                    "text": visible(each.statement.text),
                    "why": each.why,
                }
                for each in self.likely
            ],
        }


def open_ends(ladder: Ladder) -> Iterator[OpenEnd]:
    """The open ends of a ladder's lineage, level by level from the lowest."""
    for low, high in pairwise(ladder.levels):
        ends = [s for s in low.statements if Ref(low.code, s.id) not in ladder.descendants]
        heirs = likely(ends, high.statements, high.language)
        for statement, found in zip(ends, heirs, strict=True):
            yield OpenEnd(low, statement, "heir", _suggested(found, high))
        yield from without_ancestor(low, high)


def without_ancestor(low: Level, high: Level) -> Iterator[OpenEnd]:
    """The statements of `high` of which nobody wrote what they grow out of in `low`."""
    begins = [s for s in high.statements if s.id not in high.lineage]
    ancestors = likely(begins, low.statements, high.language)
    for statement, found in zip(begins, ancestors, strict=True):
        yield OpenEnd(high, statement, "ancestor", _suggested(found, low))


def _suggested(found: tuple[Likely, ...], level: Level) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            level,
            level.statements[each.number],
            _("both speak of {names}", names=", ".join(map(quoted, each.shared)))
            if each.shared
            else _("both say much the same"),
        )
        for each in found
    )
