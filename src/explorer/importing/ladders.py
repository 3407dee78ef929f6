"""Drafts put together: which levels are one ladder, what it is called, what its files say.

Documents of one folder are one family until a code stands in it twice; a document of
several levels is a family of its own. Names stay as they are written; those that look
like the same thing are reported. What a file looks like as text is left to `yaml_writer`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from explorer.files.paths import natural
from explorer.files.yaml_writer import Value
from explorer.importing.codes import seniority, without_seniority
from explorer.importing.draft import Draft, DraftLevel, Fragment, merge_levels
from explorer.problems import quoted
from explorer.text.slugs import level_file_name, slug, statement_ids, unique_key

LONGEST_TEXT = 20_000
LONGEST_NAME = 200
_ALIKE = 74


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place in a document, for whoever imports it. Line 0: the file."""

    file: str
    line: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class SourcedLevel:
    """A level of a family and the document it comes from."""

    level: DraftLevel
    file: str


@dataclass(frozen=True, slots=True)
class ImportedLadder:
    """A ladder to be: its levels in order, and the pieces that belong to no level."""

    key: str
    name: str
    members: tuple[SourcedLevel, ...]
    pieces: tuple[Fragment, ...] = ()

    def competencies(self) -> dict[str, str]:
        """The names of the competencies in order, each with its icon or ""."""
        found: dict[str, str] = {}
        for member in self.members:
            for piece in member.level.pieces:
                if (name := competency_of(piece)) is not None:
                    icon = member.level.icons.get(name, "")
                    found[name] = found.get(name) or icon
        return found

    def facts(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                piece.scope or ""
                for member in self.members
                for piece in member.level.pieces
                if piece.kind == "fact"
            )
        )


UNNAMED = ""
"""The competency of what has to stand in one, and has none in the source."""
_SHOWN = "Expectations"


def competency_of(piece: Fragment) -> str | None:
    if piece.kind in ("fact", "remainder"):
        return None
    if piece.kind in ("statement", "tentative", "example"):
        return piece.competency or UNNAMED
    return piece.competency


# -- which levels are one ladder -------------------------------------------------------------


def assemble_ladders(
    drafts: Sequence[Draft], name: str | None = None, folder: str | None = None
) -> tuple[tuple[ImportedLadder, ...], tuple[Remark, ...]]:
    """The families of some documents, and what is to be said about putting them together.

    `name` is what the family is to be called; `folder` is where the documents lay.
    """
    remarks: list[Remark] = []
    groups: list[tuple[str, list[SourcedLevel], list[Fragment]]] = []
    alone: dict[str, list[Draft]] = {}
    for draft in drafts:
        if len(draft.levels) > 1:
            parts: dict[str | None, list[SourcedLevel]] = {}
            for level in draft.levels:
                parts.setdefault(level.family, []).append(SourcedLevel(level, draft.file))
            for part, members in parts.items():
                called = part or draft.name or _spoken(PurePosixPath(draft.file).stem)
                prose = list(draft.prose) if part is next(iter(parts)) else []
                groups.append((called, members, prose))
        elif draft.levels:
            alone.setdefault(str(PurePosixPath(draft.file).parent), []).append(draft)
    for home, inside in alone.items():
        members = [SourcedLevel(draft.levels[0], draft.file) for draft in inside]
        prose = [piece for draft in inside for piece in draft.prose]
        lies_in = PurePosixPath(home).name or folder or ""
        groups.append((_called(inside, lies_in), members, prose))
    parted = [part for group in groups for part in _parted(*group, remarks)]
    made: list[ImportedLadder] = []
    for called, members, prose in parted:
        chosen = name if name and len(parted) == 1 else f"{name} {called}" if name else called
        key = unique_key(slug(chosen, "ladder"), {each.key for each in made})
        members.sort(key=lambda member: _rank(member.level))
        fitting = tuple(SourcedLevel(_fitting(m.level, m.file, remarks), m.file) for m in members)
        family = ImportedLadder(
            key, chosen[:LONGEST_NAME].strip() or key, fitting, tuple(_cut(prose))
        )
        remarks += _alike(family)
        made.append(family)
    return tuple(made), tuple(remarks)


def _spoken(stem: str) -> str:
    words = stem.replace("_", " ").replace("-", " ").replace(".", " ").strip()
    return words[:1].upper() + words[1:] or "Ladder"


def _called(drafts: Sequence[Draft], folder: str) -> str:
    """The name of a family of documents: what their titles share, or where they lie."""
    shared = {without_seniority(draft.levels[0].title) for draft in drafts}
    if len(shared) == 1 and (name := shared.pop()):
        return name
    names = {draft.name for draft in drafts if draft.name}
    if len(drafts) == 1:
        return next(iter(names), drafts[0].levels[0].title)
    return _spoken(folder) if folder else next(iter(names), "Ladder")


def _parted(
    called: str, members: list[SourcedLevel], prose: list[Fragment], remarks: list[Remark]
) -> list[tuple[str, list[SourcedLevel], list[Fragment]]]:
    """A group in families in which each code stands once."""
    members = _joined(members)
    first: dict[str, SourcedLevel] = {}
    twice = False
    for member in members:
        code = member.level.code
        if code in first:
            twice = True
            before = first[code]
            remarks.append(
                Remark(
                    member.file,
                    member.level.line,
                    f"The code {quoted(code)} a second time (first in {before.file}:{before.level.line}): "
                    "its levels become ladders of their own, by title.",
                )
            )
        first.setdefault(code, member)
    if not twice:
        return [(called, members, prose)]
    by_title: dict[str, list[SourcedLevel]] = {}
    for member in members:
        by_title.setdefault(without_seniority(member.level.title) or called, []).append(member)
    made = []
    for title, inside in by_title.items():
        # The same code and title again: whoever comes second stands in a ladder of their own.
        layers: list[dict[str, SourcedLevel]] = []
        depth: dict[str, int] = {}
        for member in inside:
            at = depth.get(member.level.code, 0)
            depth[member.level.code] = at + 1
            if at == len(layers):
                layers.append({})
            layers[at][member.level.code] = member
        for layer in layers:
            made.append((title, list(layer.values()), prose))
            prose = []
    return made


def _joined(members: list[SourcedLevel]) -> list[SourcedLevel]:
    """What one document says in two places about one level, together."""
    made: dict[tuple[str, str, str], list[SourcedLevel]] = {}
    for member in members:
        made.setdefault((member.file, member.level.code, member.level.title), []).append(member)
    return [
        SourcedLevel(merge_levels([m.level for m in same]), same[0].file) for same in made.values()
    ]


def _rank(level: DraftLevel) -> tuple[int, int, list[tuple[int, int, str]]]:
    """By code where it counts, else by the usual words for seniority."""
    if any(character.isdigit() for character in level.code) or len(level.code) < 4:
        return (0, 0, natural(level.code))
    return (1, seniority(level.title), [])


# -- what does not fit, what looks alike -------------------------------------------------------


def _fitting(level: DraftLevel, file: str, remarks: list[Remark]) -> DraftLevel:
    """The level with names and texts no longer than a ladder's file can hold."""
    pieces: list[Fragment] = []
    for piece in level.pieces:
        names = {"competency": piece.competency, "scope": piece.scope}
        for which, name in names.items():
            if name is not None and len(name) > LONGEST_NAME:
                cut = name[: LONGEST_NAME - 1].rstrip() + "…"
                piece = replace(piece, **{which: cut})  # type: ignore[arg-type] # noqa: PLW2901
                kept = Fragment("remainder", name, piece.lines)
                if kept.text not in {each.text for each in pieces[-3:]}:
                    pieces.append(kept)
                    said = f"A name of {len(name):,} characters was cut; it is kept whole as remainder."
                    remarks.append(Remark(file, piece.lines[0] if piece.lines else 0, said))
        if len(piece.text) > LONGEST_TEXT:
            said = f"A text of {len(piece.text):,} characters is kept as remainder; at most {LONGEST_TEXT:,} make one."
            remarks.append(Remark(file, piece.lines[0] if piece.lines else 0, said))
        pieces += _cut([piece])
    title = level.title[:LONGEST_NAME].strip() or level.code
    return replace(level, pieces=tuple(pieces), title=title)


def _cut(pieces: Iterable[Fragment]) -> Iterator[Fragment]:
    for piece in pieces:
        if len(piece.text) <= LONGEST_TEXT:
            yield piece
            continue
        for at in range(0, len(piece.text), LONGEST_TEXT):
            if part := piece.text[at : at + LONGEST_TEXT].strip():
                yield Fragment("remainder", part, piece.lines)


def _alike(family: ImportedLadder) -> Iterator[Remark]:
    """Names that look like the same thing, and never stand beside each other."""
    for what, of in (
        ("competencies", competency_of),
        ("facts", lambda piece: piece.scope if piece.kind == "fact" else None),
    ):
        levels: dict[str, set[str]] = {}
        where: dict[str, Remark] = {}
        for member in family.members:
            for piece in member.level.pieces:
                name = of(piece)
                if name is not None:
                    levels.setdefault(name, set()).add(member.level.code)
                    line = piece.lines[0] if piece.lines else 0
                    where.setdefault(name, Remark(member.file, line, ""))
        for one, other in combinations(list(levels)[:120], 2):
            likeness = fuzz.ratio(one.casefold(), other.casefold())
            if likeness >= _ALIKE and not levels[one] & levels[other]:
                text = f"{quoted(one)} and {quoted(other)} among the {what} look like the same; both are kept as written."
                yield replace(where[other], text=text)


# -- what the files say -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExistingIds:
    """What the files of a family said before: keys of competencies, ids of statements."""

    keys: Mapping[str, str]
    ids: Mapping[str, Mapping[str, Sequence[str]]]
    """Name of a level's file: text of a statement: its ids."""


NOTHING = ExistingIds({}, {})


def files(family: ImportedLadder, known: ExistingIds = NOTHING) -> dict[str, Mapping[str, Value]]:
    """Name: data of each file of a family."""
    keys: dict[str, str] = {}
    for name in family.competencies():
        taken = set(keys.values()) | set(known.keys.values())
        wanted = slug(name or _SHOWN, "competency")
        keys[name] = known.keys.get(name) or unique_key(wanted, taken)
    made: dict[str, Mapping[str, Value]] = {"ladder.yaml": _ladder(family, keys)}
    for member in family.members:
        called = level_file_name(member.level.code, made)
        made[called] = _level(member, keys, known.ids.get(called, {}))
    return made


def _ladder(family: ImportedLadder, keys: Mapping[str, str]) -> Mapping[str, Value]:
    codes = [member.level.code for member in family.members]
    icons = family.competencies()
    return _filled(
        name=family.name,
        order=codes if sorted(codes, key=natural) != codes else None,
        facts=dict.fromkeys(family.facts()),
        competencies={
            key: _filled(name=name, icon=icons[name]) if name else {"name": _SHOWN, "named": False}
            for name, key in keys.items()
        },
        prose=[p.text for p in family.pieces if p.kind not in ("note", "remainder")],
        notes=_texts(family.pieces, "note"),
        remainder=[p.text for p in family.pieces if p.kind == "remainder"],
    )


def _filled(**data: Value) -> dict[str, Value]:
    return {key: value for key, value in data.items() if value}


def _level(
    member: SourcedLevel, keys: Mapping[str, str], known: Mapping[str, Sequence[str]]
) -> Mapping[str, Value]:
    level = member.level
    rated = [piece for piece in level.pieces if piece.kind in ("statement", "tentative")]
    names = dict(
        zip(map(id, rated), statement_ids((piece.text for piece in rated), known), strict=True)
    )
    inside: dict[str, list[Fragment]] = {}
    for piece in level.pieces:
        name = competency_of(piece)
        if name is not None:
            inside.setdefault(name, []).append(piece)
    own = [piece for piece in level.pieces if competency_of(piece) is None]
    facts: dict[str, str] = {}
    for piece in own:
        if piece.kind == "fact":
            name = piece.scope or "Fact"
            facts[name] = f"{facts[name]}\n\n{piece.text}" if name in facts else piece.text
    return _filled(
        code=level.code,
        title=level.title,
        source=f"Imported from {member.file}",
        summary="\n\n".join(_texts(own, "summary")),
        facts=facts,
        competencies={
            keys[name]: _competency(inside[name], names) or None for name in keys if name in inside
        },
        notes=_texts(own, "note"),
        prose=_texts(own, "prose"),
        remainder=_texts(level.pieces, "remainder"),
    )


def _texts(pieces: Iterable[Fragment], kind: str) -> list[str]:
    return [piece.text for piece in pieces if piece.kind == kind]


def _competency(pieces: Sequence[Fragment], names: Mapping[int, str]) -> Mapping[str, Value]:
    scopes: dict[str | None, list[Fragment]] = {}
    for piece in pieces:
        if piece.kind in ("statement", "tentative"):
            scopes.setdefault(piece.scope, []).append(piece)
    groups = [
        _filled(
            scope=scope,
            statements={names[id(p)]: p.text for p in inside if p.kind == "statement"},
            tentative={names[id(p)]: p.text for p in inside if p.kind == "tentative"},
        )
        for scope, inside in scopes.items()
    ]
    return _filled(
        summary="\n\n".join(_texts(pieces, "summary")),
        groups=groups,
        examples=_texts(pieces, "example"),
        notes=_texts(pieces, "note"),
        prose=_texts(pieces, "prose"),
    )
