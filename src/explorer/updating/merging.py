"""A file three ways: as the last import wrote it, as it is now, as the new import has it.

A file is taken apart into pieces: a statement by its id, a fact by its name, a note by its text.
What changed in the export alone is taken, what changed in the file alone is kept, and what
changed in both is told and stays as it is: nothing that people wrote is ever lost.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Any, Literal

from explorer.files.schema import CompetencyShape, LadderShape, LevelShape

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

    @property
    def place(self) -> tuple[str, str]:
        return self.competency, self.scope


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


_LISTS = ("examples", "notes", "prose", "remainder")
_KINDS = ("statements", "tentative")


def pieces(shape: LevelShape | LadderShape | None) -> Pieces:
    """A file taken apart."""
    if shape is None:
        return {}
    found = dict(_level(shape) if isinstance(shape, LevelShape) else _ladder(shape))
    return found | dict(_lists(shape, ""))


def _level(level: LevelShape) -> Iterator[tuple[Key, Any]]:
    for name in ("title", "source", "summary"):
        if text := getattr(level, name):
            yield (name,), text
    for name, text in level.facts.items():
        yield ("fact", name), text
    for key, told in level.competencies.items():
        yield ("competency", key), True
        competency = told or CompetencyShape()
        if competency.summary:
            yield ("summary", key), competency.summary
        for group in competency.groups:
            for kind in _KINDS:
                for id, text in getattr(group, kind).items():
                    yield ("statement", id), StatementPiece(key, group.scope or "", kind, text)
        yield from _lists(competency, key)


def _ladder(ladder: LadderShape) -> Iterator[tuple[Key, Any]]:
    yield ("name",), ladder.name
    if ladder.order:
        yield ("order",), tuple(ladder.order)
    for name, meaning in ladder.facts.items():
        yield ("fact", name), meaning or ""
    for key, term in ladder.competencies.items():
        yield ("term", key), (term.name, term.icon, term.named)


def _lists(
    shape: LevelShape | LadderShape | CompetencyShape, competency: str
) -> Iterator[tuple[Key, Any]]:
    for part in _LISTS:
        for text in getattr(shape, part, ()):
            yield (part, competency, text), text


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
        changes.append(change)
        if change.taken:
            wanted[key] = n if change.chosen else value
    wanted = {key: value for key, value in wanted.items() if value is not None}
    for name in [_competency_of(key, value) for key, value in wanted.items()]:
        if name:
            wanted.setdefault(("competency", name), True)
    return changes, wanted


def _competency_of(key: Key, value: Any) -> str:
    """The competency in which a piece of a level stands; "" for none."""
    if isinstance(value, StatementPiece):
        return value.competency
    return key[1] if key[0] in ("summary", *_LISTS) and len(key) > 1 else ""


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
    for part in ("place", "kind", "text"):
        before, here, there = (getattr(each, part) for each in (b, f, n))
        if here != there and before not in (here, there):
            return "both", f
        parts.append(there if here == before else here)
    made = StatementPiece(*parts[0], *parts[1:])
    if made == f:
        return "kept", f
    return ("changed" if made.text != f.text else "moved"), made


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
            for _, group, kind in _groups_with(data, key[1]):
                if group[kind][key[1]].strip() != value.text:
                    group[kind][key[1]] = value.text
        elif before != value:
            _set(data, key, value)
    if isinstance(data.get("competencies"), dict) and "code" in data:
        for key in [k for k in data["competencies"] if ("competency", k) not in wanted]:
            if not data["competencies"][key]:
                del data["competencies"][key]


def _goes_elsewhere(before: Any, after: Any) -> bool:
    """Whether a statement is to stand in another place; one that is reworded stays in its line."""
    return isinstance(before, StatementPiece) and replace(before, text=after.text) != after


def _groups_with(data: dict[str, Any], id: str) -> Iterator[tuple[Any, Any, str]]:
    """The competency, the group and the kind in which a statement stands."""
    for competency in data["competencies"].values():
        for group in (competency or {}).get("groups") or ():
            for kind in _KINDS:
                if id in (group.get(kind) or {}):
                    yield competency, group, kind


def _home(data: dict[str, Any], key: Key) -> tuple[dict[str, Any], str]:
    """The mapping in which a piece stands that is no statement, made where there is none, and
    its key there."""
    part, inside = key[0], key[1] if len(key) > 1 else ""
    if part == "fact":
        return _mapping(data, "facts"), inside
    if part in ("term", "competency"):
        return _mapping(data, "competencies"), inside
    return (_mapping(data, "competencies", inside) if inside else data), part


def _mapping(data: dict[str, Any], *path: str) -> dict[str, Any]:
    for part in path:
        if not data.get(part):
            data[part] = {}
        data = data[part]
    return data


def _remove(data: dict[str, Any], key: Key) -> None:
    if key[0] == "statement":
        _take_out(data, key[1])
    elif key[0] != "competency":  # which goes once nothing stands in it
        home, name = _home(data, key)
        rest = [text for text in home[name] if str(text).strip() != key[2]] if key[2:] else []
        if rest:
            home[name] = rest
        else:
            home.pop(name, None)
        for part in ("facts", "competencies"):
            if data.get(part) == {}:
                del data[part]


def _take_out(data: dict[str, Any], id: str) -> None:
    """A statement, and the group that it leaves empty; one that people left empty stays."""
    for competency, group, kind in list(_groups_with(data, id)):
        del group[kind][id]
        if not group[kind]:
            del group[kind]
        if not any(group.get(each) for each in _KINDS):
            competency["groups"].remove(group)
        if not competency["groups"]:
            del competency["groups"]


def _set(data: dict[str, Any], key: Key, value: Any) -> None:
    if key[0] == "statement":
        group = _group(data, value)
        group[value.kind] = {**(group.get(value.kind) or {}), key[1]: value.text}
        return
    home, name = _home(data, key)
    if key[0] == "competency":
        home.setdefault(name, None)
    elif key[0] == "term":
        term, icon, named = value
        told = {"name": term, **({"icon": icon} if icon else {})}
        home[name] = {**(home.get(name) or {}), **told, **({} if named else {"named": False})}
    elif key[2:]:
        home[name] = [*(home.get(name) or ()), value]
    else:
        home[name] = list(value) if isinstance(value, tuple) else value or None


def _group(data: dict[str, Any], statement: StatementPiece) -> dict[str, Any]:
    competency = _mapping(data, "competencies", statement.competency)
    groups = competency["groups"] = list(competency.get("groups") or ())
    for group in groups:
        if (group.get("scope") or "").strip() == statement.scope:
            return group  # type: ignore[no-any-return]
    groups.append({"scope": statement.scope} if statement.scope else {})
    return groups[-1]  # type: ignore[no-any-return]
