"""Lineage three ways: which statement grows out of which, whatever the order of levels became.

A bare reference means the level below, and which that is changes where a level is new or gone.
So references are resolved in the order that each side has, merged as statements, and written in
the order that comes out. What no longer leads anywhere is left out, unless it led nowhere before.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from explorer.files.paths import natural
from explorer.files.schema import LadderShape
from explorer.importing.ladder_sides import Side
from explorer.updating.merging import NOTHING, Change, ChangeKind, Take

Targets = tuple[tuple[str, str], ...]
"""Of each statement the code of its level ("": there is none below) and its id."""
Lineage = Mapping[str, Mapping[str, Targets]]
"""Code of a level: id of a statement: what it grows out of."""
Ids = Mapping[str, Set[str]]
"""Code of a level: the ids of its statements."""
_AS_WRITTEN: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def in_order(codes: Iterable[str], ladder: LadderShape | None) -> list[str]:
    """The codes of levels from low to high, as pages show them."""
    said = list(ladder.order) if ladder else []
    return sorted(
        codes, key=lambda code: (said.index(code) if code in said else len(said), natural(code))
    )


def resolved(side: Side, ids: Mapping[str, Mapping[str, str]] = _AS_WRITTEN) -> Lineage:
    """The lineage of levels as statements; `ids` are those by which some go now, by level."""
    found: dict[str, dict[str, Targets]] = {}
    below = ""
    for code in in_order(side.levels, side.ladder):
        found[code] = {}
        for id, references in side.levels[code].lineage.items():
            parted = (each.rpartition("/") for each in references)
            targets = ((level or below, old) for level, _, old in parted)
            found[code][ids.get(code, {}).get(id, id)] = tuple(
                (level, ids.get(level, {}).get(old, old)) for level, old in targets
            )
        below = code
    return found


def merged_lineage(
    sides: tuple[Lineage, Lineage, Lineage],
    before: Ids,
    after: Ids,
    names: Mapping[str, str],
    take: Take = NOTHING,
) -> tuple[Lineage, list[Change]]:
    """What each statement grows out of once the files are merged, and what becomes of what differs
    between the last import, the files as they are and the new import. `before` and `after` are the
    statements of the files, `names` the files.

    What both sides changed stays as people wrote it, unless it is chosen; so does what stands in a
    level that the export no longer has, or grows out of one, as its file stays. Told is what stands
    before and after; the lineage of a statement that is new or gone follows from it.
    """
    _, now, new = sides
    gone = now.keys() - new.keys()
    stay = {code: ids & before.get(code, set()) for code, ids in after.items()}
    made: dict[str, dict[str, Targets]] = {}
    changes: list[Change] = []

    def leading(targets: Targets | None, ours: bool) -> Targets | None:
        """What of it leads somewhere, or led nowhere when people wrote it."""
        kept = tuple(
            (level, id)
            for level, id in targets or ()
            if id in after.get(level, ()) or (ours and id not in before.get(level, ()))
        )
        return kept if kept or targets == () else None

    def told(targets: Targets | None) -> str:
        shown = [(level, id) for level, id in targets or () if id in stay.get(level, ())]
        return ", ".join(f"{level}/{id}" if level else id for level, id in shown)

    for code, ids in after.items():
        made[code] = {}
        base_level, now_level, new_level = (side.get(code, {}) for side in sides)
        for id in dict.fromkeys((*now_level, *new_level)):
            b, f, n = base_level.get(id), now_level.get(id), new_level.get(id)
            if id not in ids and (f is None or id in before.get(code, ())):
                continue  # the statement is gone, or was not taken
            stays = code in gone or any(level in gone for level, _ in f or ())
            ours = stays or n == b or f != b
            merged = leading(f if ours else n, ours)
            here, there, kept = told(f), told(n), told(merged)
            if id in stay[code] and (here != kept or (here != there and code in new)):
                kind: ChangeKind = "kept" if n == b else "both"
                if here != kept:
                    kind = "gone" if not kept else "new" if not here else "changed"
                change = Change(kind, names[code], ("lineage", id), here, there).settled(take)
                merged = leading(n, ours=False) if change.chosen else merged
                changes.append(change)
            if merged is not None:
                made[code][id] = merged
    return made, changes


def written(
    lineage: Mapping[str, Targets], code: str, order: Sequence[str]
) -> dict[str, list[str]]:
    """The lineage of a level as its file says it: bare where it is the level below."""
    at = order.index(code)
    near = ("", order[at - 1] if at else "")
    return {
        id: [target if level in near else f"{level}/{target}" for level, target in targets]
        for id, targets in lineage.items()
    }
