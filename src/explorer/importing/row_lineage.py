"""What stands in one row of a matrix as lineage: each level's words grow out of those below.

Whoever wrote the row said that its cells belong together; without it a comparison by words finds
"no longer said" and "new" in the same row. Where a row says several things of both levels, these
are paired by their words; nothing of a row is left without a partner.
"""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from explorer.drafts.draft import Fragment
from explorer.importing.imported_ladder import ImportedLadder

# Lists longer than this in one cell are paired in their order: all with all would be slow.
_MAX_PAIRED = 40

Told = list[tuple[str, str]]
"""Id and text of each statement of a row at one level."""


def lineage_of_rows(
    ladder: ImportedLadder, ids: Sequence[Mapping[int, str]]
) -> list[dict[str, list[str]]]:
    """For each level the ids of its statements with what they grow out of.

    `ids` gives for each level the id of a statement by the identity of its fragment.
    """
    before: dict[tuple[str, int], tuple[int, Told]] = {}
    made: list[dict[str, list[str]]] = []
    for at, (member, names) in enumerate(zip(ladder.members, ids, strict=True)):
        found: dict[str, list[str]] = {}
        for row, told in _rows(member.level.fragments, names).items():
            key = (member.file, row)
            if key in before:
                below, olds = before[key]
                home = "" if below == at - 1 else f"{ladder.members[below].level.code}/"
                for new, references in _paired(olds, told).items():
                    found[new] = [f"{home}{old}" for old in references]
            before[key] = at, told
        made.append(found)
    return made


def _rows(fragments: Sequence[Fragment], names: Mapping[int, str]) -> dict[int, Told]:
    rows: dict[int, Told] = {}
    for each in fragments:
        if each.row is not None and (name := names.get(id(each))):
            rows.setdefault(each.row, []).append((name, each.text))
    return rows


def _paired(olds: Told, news: Told) -> dict[str, list[str]]:
    """Each new one with the old ones that it grows out of; every one of both is in it."""
    if len(olds) == 1 or len(news) == 1:
        return {new: [old for old, _ in olds] for new, _ in news}
    if max(len(olds), len(news)) > _MAX_PAIRED:
        return {new: [olds[min(at, len(olds) - 1)][0]] for at, (new, _) in enumerate(news)}
    alike = {
        (i, j): (fuzz.token_set_ratio(old, new), -abs(i - j))
        for i, (_, old) in enumerate(olds)
        for j, (_, new) in enumerate(news)
    }
    made: dict[int, list[int]] = {}
    left = set(range(len(olds)))
    for i, j in sorted(alike, key=alike.__getitem__, reverse=True):
        if i in left and j not in made:
            made[j] = [i]
            left.discard(i)
    for j in range(len(news)):
        made.setdefault(j, [max(range(len(olds)), key=lambda i, j=j: alike[i, j])])  # type: ignore[misc]
    for i in sorted(left):
        made[max(range(len(news)), key=lambda j, i=i: alike[i, j])].append(i)  # type: ignore[misc]
    return {news[j][0]: [olds[i][0] for i in sorted(made[j])] for j in sorted(made)}
