"""What is wrong with the former ids that a level names under `was`."""

from collections.abc import Iterator

from explorer.model import Level
from explorer.problems import one_of, quoted

Mistake = tuple[tuple[str | int, ...], str, str]
"""Where it stands in the file, what was found, and what was expected."""


def mistakes(level: Level) -> Iterator[Mistake]:
    """Former ids of no statement, those that are ids still, and those that two claim."""
    ids = dict.fromkeys(statement.id for statement in level.statements)
    claimed: dict[str, str] = {}
    for new, olds in level.was.items():
        if new not in ids:
            found = f"former ids of {quoted(new)}, which is no statement of {level.code}"
            yield ("was", new), found, one_of(new, ids)
        for at, old in enumerate(olds):
            if old in ids:
                found = f"the former id {quoted(old)}, which is a statement's today"
                yield ("was", new, at), found, "an id that no statement has any more"
            elif claimed.setdefault(old, new) != new:
                found = f"the former id {quoted(old)} a second time (first of {claimed[old]})"
                yield ("was", new, at), found, "each former id once"
