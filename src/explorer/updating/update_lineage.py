"""Lineage three ways: which statement grows out of which, whatever the order of levels became.

A bare reference means the level below, and which that is changes where a level is new or gone.
So references are resolved in the order that each side has, merged as statements, and written in
the order that comes out. What no longer leads anywhere is left out, unless it led nowhere before.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

from explorer.files.paths import natural
from explorer.files.schema import LadderShape, LevelShape

Target = tuple[str, str]
"""The code of a level ("": there is none below), and the id of a statement in it."""
Lineage = Mapping[str, Mapping[str, tuple[Target, ...]]]
"""Code of a level: id of a statement: what it grows out of."""
Ids = Mapping[str, Set[str]]
"""Code of a level: the ids of its statements."""


def in_order(codes: Iterable[str], ladder: LadderShape | None) -> list[str]:
    """The codes of levels from low to high, as pages show them."""
    said = list(ladder.order) if ladder else []
    return sorted(
        codes, key=lambda code: (said.index(code) if code in said else len(said), natural(code))
    )


def resolved(levels: Mapping[str, LevelShape], order: Sequence[str]) -> Lineage:
    """The lineage of levels as statements."""
    found: dict[str, dict[str, tuple[Target, ...]]] = {}
    for code, level in levels.items():
        at = order.index(code)
        below = order[at - 1] if at else ""
        found[code] = {
            id: tuple(_target(each, below) for each in references)
            for id, references in level.lineage.items()
        }
    return found


def _target(reference: str, below: str) -> Target:
    code, _, id = reference.rpartition("/")
    return code or below, id


def merged_lineage(
    base: Lineage, now: Lineage, new: Lineage, before: Ids, after: Ids
) -> dict[str, dict[str, tuple[Target, ...]]]:
    """What each statement grows out of once the files are merged. `before` and `after` are the
    statements of the files. What both sides changed stays as people wrote it."""
    made: dict[str, dict[str, tuple[Target, ...]]] = {}
    for code, ids in after.items():
        b, f, n = (side.get(code, {}) for side in (base, now, new))
        made[code] = {}
        for id in dict.fromkeys((*f, *n)):
            if id not in ids and (id not in f or id in before.get(code, ())):
                continue  # the statement is gone, or was not taken
            ours = n.get(id) == b.get(id) or f.get(id) != b.get(id)
            chosen = f.get(id) if ours else n.get(id)
            if chosen is None:
                continue
            kept = tuple(
                (level, target)
                for level, target in chosen
                if target in after.get(level, ()) or (ours and target not in before.get(level, ()))
            )
            if kept or not chosen:
                made[code][id] = kept
    return made


def written(
    lineage: Mapping[str, tuple[Target, ...]], code: str, order: Sequence[str]
) -> dict[str, list[str]]:
    """The lineage of a level as its file says it: bare where it is the level below."""
    at = order.index(code)
    near = ("", order[at - 1] if at else "")
    return {
        id: [target if level in near else f"{level}/{target}" for level, target in targets]
        for id, targets in lineage.items()
    }
