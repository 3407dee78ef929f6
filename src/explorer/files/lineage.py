"""What each statement grows out of: the authors' references, resolved through the levels.

`resolve` reads what the authors of each level wrote and says what leads nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.model import Level, Ref
from explorer.problems import MOST, one_of, quoted

LevelOrCode = Level | str
"""A level, or the code of one whose file could not be read just now."""


@dataclass(frozen=True, slots=True)
class UnresolvedReference:
    """A reference that leads nowhere: where in the level's file it stands, and what is wrong."""

    level: Level
    path: tuple[str | int, ...]
    found: str
    wanted: str


def resolve(
    levels: Sequence[LevelOrCode],
) -> tuple[dict[Ref, tuple[Ref, ...]], list[UnresolvedReference]]:
    """The ancestors of every statement, and every reference that leads nowhere.

    `levels` run from low to high. A reference into a level that could not be read is left
    out in silence: the file that cannot be read is the mistake.
    """
    resolved: dict[Ref, tuple[Ref, ...]] = {}
    unresolved: list[UnresolvedReference] = []
    for at, level in enumerate(levels):
        if isinstance(level, str):
            continue
        own = _ids(level)
        most = len(unresolved) + MOST
        below = {_code(each): None if isinstance(each, str) else _ids(each) for each in levels[:at]}
        above = {_code(each) for each in levels[at:]}
        under = _code(levels[at - 1]) if at else ""
        for id, references in level.lineage.items():
            if id not in own:
                if len(unresolved) > most:
                    continue  # no more of this file are told
                found = f"lineage of {quoted(id)}, which is no statement of {level.code}"
                unresolved.append(
                    UnresolvedReference(level, ("lineage", id), found, one_of(id, own))
                )
                continue
            refs = []
            for number, reference in enumerate(references):
                code, _, target = reference.rpartition("/")
                code = code or under
                ids = below.get(code, {})
                if ids is not None and target in ids:
                    refs.append(Ref(code, target))
                elif ids is not None and len(unresolved) <= most:
                    found, wanted = _wrong(level, reference, code, target, below, above)
                    unresolved.append(
                        UnresolvedReference(level, ("lineage", id, number), found, wanted)
                    )
            resolved[Ref(level.code, id)] = tuple(dict.fromkeys(refs))
    return resolved, unresolved


def descendants(ancestors: Mapping[Ref, tuple[Ref, ...]]) -> dict[Ref, tuple[Ref, ...]]:
    """The same lineage read upwards: what grows out of each statement."""
    found: dict[Ref, tuple[Ref, ...]] = {}
    for above, refs in ancestors.items():
        for ref in refs:
            found[ref] = (*found.get(ref, ()), above)
    return found


def _code(level: LevelOrCode) -> str:
    return level if isinstance(level, str) else level.code


def _ids(level: Level) -> dict[str, None]:
    """The ids of a level's statements, in their order, to look one up among thousands."""
    return dict.fromkeys(statement.id for statement in level.statements)


def _wrong(
    level: Level,
    reference: str,
    code: str,
    target: str,
    below: Mapping[str, Mapping[str, None] | None],
    above: set[str],
) -> tuple[str, str]:
    """What was found and wanted, for a reference that leads nowhere."""
    found = f"lineage to {quoted(reference)}"
    if not code:
        return found, "no lineage in the lowest level"
    if code in above:
        return f"{found}, which is not below {level.code}", one_of(code, below)
    if code not in below:
        return f"{found}, in no level of this ladder", one_of(code, below)
    return f"{found}, which is no statement of {code}", one_of(target, below[code] or ())
