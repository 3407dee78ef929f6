"""A file three ways: as the last import wrote it, as it is now, as the new import has it.

A file is taken apart into pieces: a statement by its id, a fact by its name, a note by its text.
What changed in the export alone is taken, what changed in the file alone is kept, and what
changed in both is told and stays as it is: nothing that people wrote is ever lost.
"""

import builtins
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Any, Literal

from explorer.files.schema import LadderShape, LevelShape

ChangeKind = Literal["new", "changed", "moved", "gone", "kept", "both", "kept although gone"]
Key = tuple[str, ...]
Pieces = dict[Key, Any]
Take = Set[str]
"""The labels of changes on both sides of which the export's is taken; ALL: of each."""
ALL: Take = frozenset({"all"})
NOTHING: Take = frozenset()


@dataclass(frozen=True, slots=True)
class StatementPiece:
    """A statement and where it stands."""

    competency: str
    scope: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one piece of a file. `before` is what the file says now, `after` what the
    export says ("" for nothing); `kind` says what is done:

    new, changed, moved, gone: as in the export; kept: as people made it; both: changed on both
    sides, so nothing is taken; kept although gone: people refer to what the export dropped.
    `chosen`: it changed on both sides, and somebody chose what the export says.
    """

    kind: ChangeKind
    file: str
    key: Key
    before: str = ""
    after: str = ""
    chosen: bool = False

    @property
    def taken(self) -> bool:
        return self.kind in ("new", "changed", "moved", "gone")

    @property
    def what(self) -> str:
        """What the piece is, in a few words."""
        return " ".join(part for part in self.key[:3] if part)

    @property
    def label(self) -> str:
        """What the change is called where it is chosen: "L4.yaml: statement consulting"."""
        return f"{self.file}: {self.what}"

    def settled(self, take: Take) -> "Change":
        """What changed on both sides, as in the export if that is chosen; else as it is."""
        if self.kind != "both" or not (take == ALL or self.label in take):
            return self
        kind: ChangeKind = "gone" if not self.after else "changed" if self.before else "new"
        return replace(self, kind=kind, chosen=True)


_LISTS = ("notes", "prose", "remainder")
_TEXTS = ("examples", "notes", "prose")


def pieces(shape: LevelShape | LadderShape | None) -> Pieces:
    """A file taken apart."""
    if shape is None:
        return {}
    found = dict(_level(shape) if isinstance(shape, LevelShape) else _ladder(shape))
    for part in _LISTS:
        found |= {(part, "", text): text for text in getattr(shape, part)}
    return found


def _level(level: LevelShape) -> Iterator[tuple[Key, Any]]:
    for name in ("title", "source", "summary"):
        if text := getattr(level, name):
            yield (name,), text
    for name, text in level.facts.items():
        yield ("fact", name), text
    for key, competency in level.competencies.items():
        yield ("competency", key), True
        if competency is None:
            continue
        if competency.summary:
            yield ("summary", key), competency.summary
        for group in competency.groups:
            for kind, those in (("statements", group.statements), ("tentative", group.tentative)):
                for id, text in those.items():
                    yield ("statement", id), StatementPiece(key, group.scope or "", kind, text)
        for part in _TEXTS:
            yield from (((part, key, text), text) for text in getattr(competency, part))


def _ladder(ladder: LadderShape) -> Iterator[tuple[Key, Any]]:
    yield ("name",), ladder.name
    if ladder.order:
        yield ("order",), tuple(ladder.order)
    for name, meaning in ladder.facts.items():
        yield ("fact", name), meaning or ""
    for key, term in ladder.competencies.items():
        yield ("term", key), (term.name, term.icon, term.named)


def merged(
    file: str,
    base: Pieces,
    now: Pieces,
    new: Pieces,
    referred: Set[str] = frozenset(),
    take: Take = NOTHING,
) -> tuple[list[Change], Pieces]:
    """What becomes of each piece, and the pieces as they should be. `referred` are the ids of
    statements that people wrote of elsewhere."""
    wanted = dict(now)
    changes: list[Change] = []
    for key in dict.fromkeys((*now, *new, *base)):
        b, f, n = base.get(key), now.get(key), new.get(key)
        kind, value = _decide(key, b, f, n, referred)
        if kind is None:
            continue
        change = Change(kind, file, key, said(f), said(n)).settled(take)
        if change.taken:
            value = n if change.chosen else value
            if value is None:
                wanted.pop(key, None)
            else:
                wanted[key] = value
        changes.append(change)
    for name in [_competency_of(key, value) for key, value in wanted.items()]:
        if name:
            wanted.setdefault(("competency", name), True)
    return changes, wanted


def _competency_of(key: Key, value: Any) -> str:
    """The competency in which a piece of a level stands; "" for none."""
    if isinstance(value, StatementPiece):
        return value.competency
    inside = key[0] in ("summary", *_TEXTS) and len(key) > 1
    return key[1] if inside else ""


def _decide(key: Key, b: Any, f: Any, n: Any, referred: Set[str]) -> tuple[ChangeKind | None, Any]:
    if f == n:
        return None, f
    if n == b:
        return "kept", f
    if f == b:
        if n is None and key[0] == "statement" and key[1] in referred:
            return "kept although gone", f
        if isinstance(f, StatementPiece) and isinstance(n, StatementPiece) and f.text == n.text:
            return "moved", n
        return ("gone" if n is None else "new" if b is None else "changed"), n
    if all(isinstance(each, StatementPiece) for each in (b, f, n)):
        return _by_parts(b, f, n)
    return "both", f


def _by_parts(
    b: StatementPiece, f: StatementPiece, n: StatementPiece
) -> tuple[ChangeKind | None, Any]:
    """A statement that people moved and the export reworded, or the other way round."""
    parts: list[Any] = []
    for each in ("place", "kind", "text"):
        before, here, there = (_part(s, each) for s in (b, f, n))
        if here != there and before not in (here, there):
            return "both", f
        parts.append(there if here == before else here)
    made = StatementPiece(*parts[0], *parts[1:])
    if made == f:
        return "kept", f
    return ("changed" if made.text != f.text else "moved"), made


def _part(statement: StatementPiece, part: str) -> Any:
    if part == "place":
        return statement.competency, statement.scope
    return getattr(statement, part)


def said(value: Any) -> str:
    """A piece in words, for a list of changes."""
    match value:
        case None:
            return ""
        case StatementPiece():
            return value.text
        case tuple():
            return ", ".join(str(each) for each in value if each not in ("", True))
        case _:
            return str(value)


# -- back into a file's data ----------------------------------------------------------------------


def apply(data: dict[str, Any], now: Pieces, wanted: Pieces) -> None:
    """Change a file's data, as it was read, from the pieces that it has to those that it should
    have. What no piece speaks of stays."""
    for key, value in now.items():
        if key not in wanted or _goes_elsewhere(value, wanted[key]):
            _remove(data, key)
    for key, value in wanted.items():
        before = now.get(key)
        if isinstance(before, StatementPiece) and not _goes_elsewhere(before, value):
            _reword(data, key[1], value.text)
        elif before != value:
            _set(data, key, value)
    if isinstance(data.get("competencies"), dict) and "code" in data:
        for key in [k for k in data["competencies"] if ("competency", k) not in wanted]:
            if not data["competencies"][key]:
                del data["competencies"][key]


def _goes_elsewhere(before: Any, after: Any) -> bool:
    """Whether a statement is to stand in another place; one that is reworded stays in its line."""
    return isinstance(before, StatementPiece) and replace(before, text=after.text) != after


def _reword(data: dict[str, Any], id: str, text: str) -> None:
    for group, kind in _groups_with(data, id):
        if group[kind][id].strip() != text:
            group[kind][id] = text


def _groups_with(data: dict[str, Any], id: str) -> Iterator[tuple[dict[str, Any], str]]:
    for competency in data["competencies"].values():
        for group in (competency or {}).get("groups") or ():
            for kind in ("statements", "tentative"):
                if id in (group.get(kind) or {}):
                    yield group, kind


def _remove(data: dict[str, Any], key: Key) -> None:
    part = key[0]
    if part == "statement":
        _take_out(data, key[1])
    elif part in _LISTS or part in _TEXTS:
        home = data if not key[1] else data["competencies"][key[1]]
        home[part] = [text for text in home[part] if str(text).strip() != key[2]]
        if not home[part]:
            del home[part]
    elif part == "summary" and len(key) > 1:
        del data["competencies"][key[1]]["summary"]
    elif part in ("fact", "term"):
        home = data[_HOMES[part]]
        home.pop(key[1], None)
        if not home:
            del data[_HOMES[part]]
    elif part != "competency":
        data.pop(part, None)


_HOMES = {"fact": "facts", "term": "competencies"}


def _take_out(data: dict[str, Any], id: str) -> None:
    """A statement, and the group that it leaves empty; one that people left empty stays."""
    emptied = set[int]()
    for group, kind in _groups_with(data, id):
        del group[kind][id]
        if not group[kind]:
            del group[kind]
        if not (group.get("statements") or group.get("tentative")):
            emptied.add(builtins.id(group))
    for competency in data["competencies"].values():
        groups = (competency or {}).get("groups") or ()
        left = [group for group in groups if builtins.id(group) not in emptied]
        if len(left) < len(groups):
            competency["groups"] = left
            if not left:
                del competency["groups"]


def _set(data: dict[str, Any], key: Key, value: Any) -> None:
    part = key[0]
    if part == "statement":
        _put(_group(data, value), value.kind, key[1], value.text)
    elif part in _LISTS or part in _TEXTS:
        home = data if not key[1] else _competency(data, key[1])
        home[part] = [*(home.get(part) or ()), value]
    elif part == "competency":
        _mapping(data, "competencies").setdefault(key[1], None)
    elif part == "summary" and len(key) > 1:
        _competency(data, key[1])["summary"] = value
    elif part == "term":
        before = _mapping(data, "competencies").get(key[1]) or {}
        name, icon, named = value
        told = {"name": name, **({"icon": icon} if icon else {})}
        data["competencies"][key[1]] = {**before, **told, **({} if named else {"named": False})}
    elif part in _HOMES:
        _mapping(data, _HOMES[part])[key[1]] = value or None
    else:
        data[part] = list(value) if isinstance(value, tuple) else value


def _mapping(data: dict[str, Any], part: str) -> dict[str, Any]:
    if not data.get(part):
        data[part] = {}
    held: dict[str, Any] = data[part]
    return held


def _competency(data: dict[str, Any], key: str) -> dict[str, Any]:
    return _mapping(_mapping(data, "competencies"), key)


def _group(data: dict[str, Any], statement: StatementPiece) -> dict[str, Any]:
    competency = _competency(data, statement.competency)
    groups = competency["groups"] = list(competency.get("groups") or ())
    for group in groups:
        if (group.get("scope") or "").strip() == statement.scope:
            return group  # type: ignore[no-any-return]
    groups.append({"scope": statement.scope} if statement.scope else {})
    return groups[-1]  # type: ignore[no-any-return]


def _put(group: dict[str, Any], kind: str, id: str, text: str) -> None:
    group[kind] = {**(group.get(kind) or {}), id: text}
