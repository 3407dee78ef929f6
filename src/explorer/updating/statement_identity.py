"""Which statement of a new export is which of those in the files, so that its id and lineage stay.

By its text, in its place first; by what is most alike; and because it stands alone in the place
where another stood alone, as in the cell of a matrix. Ids that people changed are followed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.files.schema import LadderShape, LevelShape
from explorer.model import Statement
from explorer.text.slugs import statement_ids
from explorer.updating.merging import Key, Pieces, StatementPiece, pieces


def statements(shape: LevelShape | None) -> dict[str, StatementPiece]:
    return {key[1]: piece for key, piece in pieces(shape).items() if key[0] == "statement"}


def ids_now(last: LevelShape | None, now: LevelShape) -> dict[str, str]:
    """For each id of the last import the one that its statement has now; itself where it is gone."""
    here, there = statements(now), statements(last)
    former = {old: id for id, those in now.was.items() for old in those}
    # An id that the last import gave is its own statement's, whatever that says now.
    by_text = {piece.text: id for id, piece in here.items() if id not in there}
    found: dict[str, str] = {}
    for id, piece in there.items():
        moved = former.get(id) or by_text.get(piece.text)
        found[id] = id if id in here or moved is None else moved
    return found


def keys_now(
    last: LadderShape | None, now: LadderShape, levels: Iterable[tuple[LevelShape, LevelShape]]
) -> dict[str, str]:
    """For each key of a competency of the last import that is no more, the one that it has now.

    It goes on under the key that has its name, or to which most of its statements went. `levels`
    are those of the last import, each with what it is today.
    """
    before = last.competencies if last else {}
    gone = {key: term for key, term in before.items() if key not in now.competencies}
    added = {key: term for key, term in now.competencies.items() if key not in before}
    if not gone or not added:
        return {}
    went: dict[str, Counter[str]] = {key: Counter() for key in gone}
    for base, level in levels:
        ids, here = ids_now(base, level), statements(level)
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
    return {_key_now(key, ids, keys): _moved(value, keys) for key, value in pieces(last).items()}


def _key_now(key: Key, ids: Mapping[str, str], keys: Mapping[str, str]) -> Key:
    if key[0] == "statement":
        return key[0], ids.get(key[1], key[1])
    if len(key) > 1 and key[0] != "fact":
        return key[0], keys.get(key[1], key[1]), *key[2:]
    return key


def _moved(value: Any, keys: Mapping[str, str]) -> Any:
    if isinstance(value, StatementPiece):
        return replace(value, competency=keys.get(value.competency, value.competency))
    return value


def ids_for(
    new: Sequence[StatementPiece],
    last: LevelShape | None,
    now: LevelShape | None,
    tag: str,
    keys: Mapping[str, str],
    renamed: Mapping[str, str],
) -> dict[str, list[str]]:
    """For each text of the new export the ids that it goes on with. `keys` are the competencies'
    by name, `renamed` those of today by that of the last import."""
    moved = ids_now(last, now) if now else {}
    before = {moved.get(id, id): _moved(p, renamed) for id, p in statements(last).items()}
    here = statements(now)
    reserved = {*before, *here}
    left = dict(enumerate(new))
    ids: dict[int, str] = {}
    given = set[str]()

    def settle(pairs: Iterable[tuple[int, str]]) -> None:
        for at, id in list(pairs):
            if at in left and id not in given:
                ids[at] = id
                given.add(id)
                del left[at]
                before.pop(id, None)
                here.pop(id, None)

    for known in (before, here):
        settle(_same_text(left, known, keys, in_place=True))
        settle(_same_text(left, known, keys, in_place=False))
    rest, whole = (before, last) if last else (here, now)
    settle(_alike(left, rest, tag))
    settle(_same_place(left, rest, new, whole, keys, renamed))
    fresh = statement_ids((piece.text for piece in left.values()), {"": sorted(reserved)})
    ids |= dict(zip(left, fresh, strict=True))
    found: dict[str, list[str]] = {}
    for at, piece in enumerate(new):
        found.setdefault(piece.text, []).append(ids[at])
    return found


def _place(piece: StatementPiece, keys: Mapping[str, str]) -> tuple[str, str]:
    return keys.get(piece.competency, piece.competency), piece.scope


def _same_text(
    left: Mapping[int, StatementPiece],
    known: Mapping[str, StatementPiece],
    keys: Mapping[str, str],
    in_place: bool,
) -> Iterator[tuple[int, str]]:
    """Statements that say the same, where wanted in the same place."""

    def as_known(piece: StatementPiece) -> tuple[str, ...]:
        return (piece.text, *(_place(piece, keys) if in_place else ()))

    there: dict[tuple[str, ...], list[str]] = {}
    for id, piece in known.items():
        place = (piece.competency, piece.scope) if in_place else ()
        there.setdefault((piece.text, *place), []).append(id)
    for at, piece in left.items():
        if those := there.get(as_known(piece)):
            yield at, those.pop(0)


def _alike(
    left: Mapping[int, StatementPiece], known: Mapping[str, StatementPiece], tag: str
) -> Iterator[tuple[int, str]]:
    if not left or not known:
        return
    from explorer.compare.alignment import align  # noqa: PLC0415 - numpy, for merges alone

    ats, ids = list(left), list(known)
    olds = [Statement(id, known[id].text, 0, known[id].competency, known[id].scope) for id in ids]
    news = [
        Statement(f"\0{at}", left[at].text, 0, left[at].competency, left[at].scope) for at in ats
    ]
    for match in align(olds, news, versions=True, tag=tag):
        yield ats[match.after[0]], ids[match.before[0]]


def _same_place(
    left: Mapping[int, StatementPiece],
    known: Mapping[str, StatementPiece],
    new: Sequence[StatementPiece],
    last: LevelShape | None,
    keys: Mapping[str, str],
    renamed: Mapping[str, str],
) -> Iterator[tuple[int, str]]:
    """A statement that stood alone in its place, as in the cell of a matrix, is the one that
    stands there alone now, however it was reworded."""
    alone = Counter(_place(piece, keys) for piece in new)
    was_alone = Counter(
        (piece.competency, piece.scope)
        for piece in (_moved(each, renamed) for each in statements(last).values())
    )
    stood = {(p.competency, p.scope): id for id, p in known.items()}
    for at, piece in left.items():
        here = _place(piece, keys)
        if here in stood and alone[here] == was_alone[here] == 1:
            yield at, stood[here]
