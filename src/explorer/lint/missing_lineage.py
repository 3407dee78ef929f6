"""Statements of which nobody wrote what they grow out of, each with its likeliest ancestor."""

from collections.abc import Iterator
from itertools import pairwise

from explorer.compare.lineage_gaps import without_ancestor
from explorer.lint.findings import Finding
from explorer.model import Ladder
from explorer.text.inline_markdown import visible
from explorer.text.translation import gettext as _


def missing_lineage(ladder: Ladder) -> Iterator[Finding]:
    """The statements without lineage; one finding for a level where nobody has begun it."""
    for low, high in pairwise(ladder.levels):
        place = (high.ladder, high.code, high.file)
        statements = high.statements
        if len(statements) > 1 and not any(each.id in high.lineage for each in statements):
            what = _(
                "{code} says of none of its {number} statements what it grows out of",
                code=high.code,
                number=len(statements),
            )
            yield Finding("lineage", *place, min(each.line for each in statements), what)
            continue
        for end in without_ancestor(low, high):
            statement = end.statement
            what = _("{code}/{id} grows out of nothing so far", code=high.code, id=statement.id)
            if end.likely:
                best = end.likely[0]
                what += _(
                    " (likely {code}/{id}: {why})",
                    code=best.level.code,
                    id=best.statement.id,
                    why=best.why,
                )
            yield Finding(
                "lineage", *place, statement.line, what, statement.id, visible(statement.text)
            )
