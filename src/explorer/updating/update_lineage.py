"""Lineage three ways: which statement grows out of which, whatever the order of levels became.

A bare reference means the level below, and which that is changes where a level is new or gone.
So references are resolved in the order that each side has, merged as statements, and written in
the order that comes out. What no longer leads anywhere is left out, unless it led nowhere before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from explorer.files.paths import natural
from explorer.files.schema import LadderShape, LevelShape
from explorer.updating.merging import Change, ChangeKind

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
    base: Lineage,
    now: Lineage,
    new: Lineage,
    before: Ids,
    after: Ids,
    theirs: Ids = MappingProxyType({}),
) -> dict[str, dict[str, tuple[Target, ...]]]:
    """What each statement grows out of once the files are merged. `before` and `after` are the
    statements of the files. What both sides changed stays as people wrote it; so does what
    stands in a level that the export no longer has, or grows out of one, as its file stays. Of
    `theirs` what the export says is taken."""
    gone = {code for code in now if code not in new}
    made: dict[str, dict[str, tuple[Target, ...]]] = {}
    for code, ids in after.items():
        b, f, n = (side.get(code, {}) for side in (base, now, new))
        made[code] = {}
        for id in dict.fromkeys((*f, *n)):
            if id not in ids and (id not in f or id in before.get(code, ())):
                continue  # the statement is gone, or was not taken
            stays = code in gone or any(level in gone for level, _ in f.get(id, ()))
            ours = stays or n.get(id) == b.get(id) or f.get(id) != b.get(id)
            ours = ours and id not in theirs.get(code, ())
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


def lineage_changes(
    base: Lineage,
    now: Lineage,
    new: Lineage,
    made: Lineage,
    names: Mapping[str, str],
    both: Ids,
) -> Iterator[Change]:
    """What becomes of the lineage of statements that stand in the files before and after, which
    `both` names; that of a new one, or one that is gone, follows from it. `names` are the files."""
    for code, name in names.items():
        b, f, n, m = (side.get(code, {}) for side in (base, now, new, made))
        for id in dict.fromkeys((*f, *m, *n)):
            if id not in both.get(code, ()):
                continue
            there = [t for t in n.get(id, ()) if t[1] in both.get(t[0], ())]
            here = [t for t in f.get(id, ()) if t[1] in both.get(t[0], ())]
            kept = [t for t in m.get(id, ()) if t[1] in both.get(t[0], ())]
            if here != kept:
                kind: ChangeKind = "gone" if not kept else "new" if not here else "changed"
            elif here == there or code not in new:
                continue
            else:
                kind = "kept" if n.get(id) == b.get(id) else "both"
            yield Change(kind, name, ("lineage", id), _in_words(here), _in_words(there))


def _in_words(targets: Sequence[Target]) -> str:
    return ", ".join(f"{code}/{id}" if code else id for code, id in targets)


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
