"""Competencies of which a level confirms fewer statements than the level below does.

Fewer statements do not ask for less where everything below grows into something above, so
a level whose lineage accounts for all of them is left alone.
"""

from collections.abc import Iterator
from itertools import pairwise

from explorer.lint.findings import Finding
from explorer.model import Competency, Ladder, Level, Ref
from explorer.problems import quoted
from explorer.text.translation import gettext as _

_NAMED = 3
"""Statements without a descendant that a finding names: one line holds no more."""


def narrower_than_below(ladder: Ladder) -> Iterator[Finding]:
    """Where a level asks less of a competency than the level below it."""
    for low, high in pairwise(ladder.levels):
        asked_below = [each for each in low.competencies if each.confirmed]
        if len(asked_below) > 1 and not any(high.competency(c.key) for c in asked_below):
            # Two levels with nothing in common were named apart: one finding for all of it.
            what = _(
                "{code} speaks of none of the competencies of {low_code}",
                code=high.code,
                low_code=low.code,
            )
            yield _finding(high, what, _first_line(high))
            continue
        for below in asked_below:
            yield from _narrower(ladder, low, high, below)


def _narrower(ladder: Ladder, low: Level, high: Level, below: Competency) -> Iterator[Finding]:
    above = high.competency(below.key)
    number = len(above.confirmed) if above else 0
    ends = _without_descendant(ladder, low, below)
    if number >= len(below.confirmed) or not ends:
        return
    values = {"code": high.code, "name": quoted(below.name), "low": low.code}
    fewer = len(below.confirmed)
    what = (
        _("{code} asks {number} in {name}, {low} asks {more}", number=number, more=fewer, **values)
        if above
        else _("{code} does not speak of {name}, {low} asks {more}", more=fewer, **values)
    )
    if high.lineage:
        shown = {"names": ", ".join(ends[:_NAMED])}
        rest = len(ends) - _NAMED
        what += (
            _("; nothing above grows out of {names} and {rest} more", rest=rest, **shown)
            if rest > 0
            else _("; nothing above grows out of {names}", **shown)
        )
    yield _finding(high, what, above.line if above else _first_line(high))


def _finding(level: Level, what: str, line: int) -> Finding:
    return Finding("less", level.ladder, level.code, level.file, line, what)


def _first_line(level: Level) -> int:
    return next((each.line for each in level.competencies), 1)


def _without_descendant(ladder: Ladder, level: Level, competency: Competency) -> list[str]:
    """The addresses of the confirmed statements out of which nothing above grows."""
    return [
        f"{level.code}/{statement.id}"
        for statement in competency.confirmed
        if Ref(level.code, statement.id) not in ladder.descendants
    ]
