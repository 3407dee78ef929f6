"""Which statement of a new export is which of those in the files, so that its id and lineage stay.

By its text, in its place first; by what is most alike; and because it stands alone in the place
where another stood alone, as in the cell of a matrix. Ids that people changed are followed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.files.schema import LadderShape, LevelShape
from explorer.importing.ladder_sides import Side
from explorer.model import Statement
from explorer.text.slugs import statement_ids
from explorer.updating.merging import Pieces, StatementPiece, pieces

Statements = dict[str, StatementPiece]
"""Id of a statement, and where it stands."""


def statements(shape: LevelShape | None) -> Statements:
    return statements_of(pieces(shape))


def statements_of(those: Pieces) -> Statements:
    return {key[1]: piece for key, piece in those.items() if key[0] == "statement"}


def ids_now(last: LevelShape | None, now: LevelShape | None) -> dict[str, str]:
    """For each id of the last import the one that its statement has now; itself where it is gone."""
    here, there = statements(now), statements(last)
    former = {old: id for id, those in now.was.items() for old in those} if now else {}
    # An id that the last import gave is its own statement's, whatever that says now.
    by_text = {piece.text: id for id, piece in here.items() if id not in there}
    return {
        id: id if id in here else former.get(id) or by_text.get(piece.text) or id
        for id, piece in there.items()
    }


def keys_now(last: Side, now: Side) -> dict[str, str]:
    """For each key of a competency of the last import that is no more, the one that it has now.

    It goes on under the key that has its name, or to which most of its statements went.
    """
    before, after = (side.ladder.competencies if side.ladder else {} for side in (last, now))
    gone = {key: term for key, term in before.items() if key not in after}
    added = {key: term for key, term in after.items() if key not in before}
    went: dict[str, Counter[str]] = {key: Counter() for key in gone}
    for code, base in last.levels.items():
        ids, here = ids_now(base, now.levels.get(code)), statements(now.levels.get(code))
        for id, piece in statements(base).items():
            there = here.get(ids[id])
            if piece.competency in gone and there and there.competency in added:
                went[piece.competency][there.competency] += 1
    found: dict[str, str] = {}
    for key, term in gone.items():
        named = [each for each, other in added.items() if other.name == term.name]
        for other in [*named, *(each for each, _ in went[key].most_common(1))]:
            if other not in found.values():
                found.setdefault(key, other)
    return found


def pieces_now(
    last: LevelShape | LadderShape | None, ids: Mapping[str, str], keys: Mapping[str, str]
) -> Pieces:
    """The pieces of the last import under the ids of statements and the keys of competencies of
    today."""
    made: Pieces = {}
    for (part, *inside), value in pieces(last).items():
        if isinstance(value, StatementPiece):
            competency = keys.get(value.competency, value.competency)
            made[part, ids.get(inside[0], inside[0])] = replace(value, competency=competency)
        elif inside and part != "fact":
            made[part, keys.get(inside[0], inside[0]), *inside[1:]] = value
        else:
            made[part, *inside] = value
    return made


def ids_for(
    new: Sequence[StatementPiece], last: Statements | None, now: Statements, tag: str
) -> dict[str, list[str]]:
    """For each text of the new export the ids that it goes on with. `last` are the statements of
    the last import under the ids and keys of today; None: the level was not in it."""
    before, here = dict(last or {}), dict(now)
    left, ids, given = dict(enumerate(new)), dict[int, str](), set[str]()

    def settle(pairs: Iterable[tuple[int, str]]) -> None:
        for at, id in list(pairs):
            if at in left and id not in given:
                ids[at] = id
                given.add(id)
                del left[at]
                before.pop(id, None)
                here.pop(id, None)

    for known in (before, here):
        settle(_alike_by(lambda piece: (piece.text, piece.place), left, known))
        settle(_alike_by(lambda piece: piece.text, left, known))
    rest, whole = (here, now) if last is None else (before, last)
    settle(_most_alike(left, rest, tag))
    # What stood alone in its place, as in the cell of a matrix, is what stands there alone now,
    # however it was reworded.
    alone, was_alone = (Counter(p.place for p in those) for those in (new, whole.values()))
    settle(
        (at, id)
        for at, id in _alike_by(lambda piece: piece.place, left, rest)
        if alone[left[at].place] == was_alone[left[at].place] == 1
    )
    fresh = statement_ids(
        (piece.text for piece in left.values()), {"": sorted({*(last or ()), *now})}
    )
    ids |= dict(zip(left, fresh, strict=True))
    found: dict[str, list[str]] = {}
    for at, piece in enumerate(new):
        found.setdefault(piece.text, []).append(ids[at])
    return found


def _alike_by(
    what: Callable[[StatementPiece], Any],
    left: Mapping[int, StatementPiece],
    known: Statements,
) -> Iterator[tuple[int, str]]:
    """Statements that have the same of something, in their order."""
    there: dict[Any, list[str]] = {}
    for id, piece in known.items():
        there.setdefault(what(piece), []).append(id)
    for at, piece in left.items():
        if those := there.get(what(piece)):
            yield at, those.pop(0)


def _most_alike(
    left: Mapping[int, StatementPiece], known: Statements, tag: str
) -> Iterator[tuple[int, str]]:
    if not left or not known:
        return
    from explorer.compare.alignment import align  # noqa: PLC0415 - numpy, for merges alone

    ats, ids = list(left), list(known)
    olds = [Statement(id, each.text, 0, *each.place) for id, each in known.items()]
    news = [Statement(f"\0{at}", each.text, 0, *each.place) for at, each in left.items()]
    for match in align(olds, news, versions=True, tag=tag):
        yield ats[match.after[0]], ids[match.before[0]]
