"""The data of an imported ladder's files: `ladder.yaml`, and one file per level.

Keys and ids that files had before stay, so that what refers to them does. What a file looks like
as text is left to `yaml_writer`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.drafts.draft import Fragment
from explorer.files.paths import natural
from explorer.files.schema import LadderShape
from explorer.files.yaml_reader import MAX_BYTES, MAX_PIECES
from explorer.files.yaml_writer import Value
from explorer.importing.imported_ladder import (
    UNNAMED_FACT,
    ImportedLadder,
    SourcedLevel,
    competency_of,
)
from explorer.importing.row_lineage import lineage_of_rows
from explorer.text.languages import DEFAULT
from explorer.text.lazy_messages import count_lazy, gettext_lazy
from explorer.text.slugs import UniqueNames, level_file_name, slug, statement_ids

_UNNAMED_TITLE = "Expectations"


@dataclass(frozen=True, slots=True)
class ExistingIds:
    """What the files of a ladder said before: keys of competencies, ids of statements."""

    keys: Mapping[str, str]
    ids: Mapping[str, Mapping[str, Sequence[str]]]
    """Name of a level's file: text of a statement: its ids."""


NO_EXISTING_IDS = ExistingIds({}, {})


def keys_by_name(ladder: LadderShape | None) -> dict[str, str]:
    """The keys of a ladder's competencies by their names; "" is what has none in the source."""
    terms = ladder.competencies if ladder else {}
    return {term.name if term.named else "": key for key, term in terms.items()}


def too_large(ladder: ImportedLadder) -> Iterator[str]:
    """The files of a ladder that could not be read again, whatever else they hold: a sentence each.

    Counted before any is made. The texts alone say it of a table of 5 MB, whose files would take
    longer to write than the table to read, and as much memory.
    """
    stems = UniqueNames()
    for member in ladder.members:
        path = f"{ladder.key}/{level_file_name(member.level.code, stems)}"
        said = [each for each in member.level.fragments if each.kind != "omitted"]
        size = sum(len(each.text.encode("utf-8", "replace")) for each in said)
        # A statement has a key and a text.
        pieces = sum(1 + (each.kind in ("statement", "tentative")) for each in said)
        if size > MAX_BYTES:
            yield over(path, count_lazy(size, "byte"), MAX_BYTES)
        elif pieces > MAX_PIECES:
            yield over(path, count_lazy(pieces, "piece"), MAX_PIECES)


def over(path: str, things: str, most: int) -> str:
    """That a file would have more than one may."""
    return gettext_lazy(
        "{path} would have {things} or more; a ladder's file has at most {most}. "
        "Import smaller documents.",
        path=path,
        things=things,
        most=most,
    )


def ladder_files(
    ladder: ImportedLadder, known: ExistingIds = NO_EXISTING_IDS, language: str = DEFAULT
) -> dict[str, Mapping[str, Value]]:
    """Name: data of each file of a ladder, whose texts are in the language of that tag."""
    keys: dict[str, str] = {}
    taken = UniqueNames(known.keys.values())
    for name in ladder.competencies():
        wanted = slug(name or _UNNAMED_TITLE, "competency")
        keys[name] = known.keys.get(name) or taken.claim(wanted)
    made: dict[str, Mapping[str, Value]] = {"ladder.yaml": _ladder_data(ladder, keys, language)}
    stems = UniqueNames()
    files = [level_file_name(member.level.code, stems) for member in ladder.members]
    ids = [
        _statement_ids(member, known.ids.get(file, {}))
        for member, file in zip(ladder.members, files, strict=True)
    ]
    lineage = lineage_of_rows(ladder, ids)
    for file, member, names, grown in zip(files, ladder.members, ids, lineage, strict=True):
        made[file] = {**_level_data(member, keys, names), **({"lineage": grown} if grown else {})}
    return made


def _statement_ids(member: SourcedLevel, known: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """The id of each statement of a level, by the identity of its fragment."""
    rated = [each for each in member.level.fragments if each.kind in ("statement", "tentative")]
    texts = (each.text for each in rated)
    return dict(zip(map(id, rated), statement_ids(texts, known), strict=True))


def _ladder_data(
    ladder: ImportedLadder, keys: Mapping[str, str], language: str
) -> Mapping[str, Value]:
    codes = [member.level.code for member in ladder.members]
    icons = ladder.competencies()
    return non_empty(
        name=ladder.name,
        language=language if language != DEFAULT else None,
        order=codes if sorted(codes, key=natural) != codes else None,
        facts=dict.fromkeys(ladder.facts()),
        competencies={
            key: non_empty(name=name, icon=icons[name])
            if name
            else {"name": _UNNAMED_TITLE, "named": False}
            for name, key in keys.items()
        },
        prose=[p.text for p in ladder.fragments if p.kind not in ("note", "remainder", "omitted")],
        notes=_texts_of_kind(ladder.fragments, "note"),
        remainder=_texts_of_kind(ladder.fragments, "remainder"),
    )


def non_empty(**data: Value) -> dict[str, Value]:
    return {key: value for key, value in data.items() if value}


def _level_data(
    member: SourcedLevel, keys: Mapping[str, str], names: Mapping[int, str]
) -> Mapping[str, Value]:
    level = member.level
    inside: dict[str | None, list[Fragment]] = {None: []}
    for fragment in level.fragments:
        inside.setdefault(competency_of(fragment), []).append(fragment)
    own = inside[None]
    facts: dict[str, str] = {}
    for fragment in own:
        if fragment.kind == "fact":
            name = fragment.scope or UNNAMED_FACT
            said = facts.get(name, fragment.text)
            facts[name] = said if said == fragment.text else f"{said}\n\n{fragment.text}"
    return non_empty(
        code=level.code,
        title=level.title,
        source=f"Imported from {member.file}",
        summary="\n\n".join(_texts_of_kind(own, "summary")),
        facts=facts,
        competencies={
            key: _competency_data(inside[name], names) or None
            for name, key in keys.items()
            if name in inside
        },
        notes=_texts_of_kind(own, "note"),
        prose=_texts_of_kind(own, "prose"),
        remainder=_texts_of_kind(own, "remainder"),
    )


def _texts_of_kind(fragments: Iterable[Fragment], kind: str) -> list[str]:
    return [fragment.text for fragment in fragments if fragment.kind == kind]


def _competency_data(
    fragments: Sequence[Fragment], names: Mapping[int, str]
) -> Mapping[str, Value]:
    scopes: dict[str | None, list[Fragment]] = {}
    for fragment in fragments:
        if fragment.kind in ("statement", "tentative"):
            scopes.setdefault(fragment.scope, []).append(fragment)
    groups = [
        non_empty(
            scope=scope,
            statements={names[id(p)]: p.text for p in inside if p.kind == "statement"},
            tentative={names[id(p)]: p.text for p in inside if p.kind == "tentative"},
        )
        for scope, inside in scopes.items()
    ]
    return non_empty(
        summary="\n\n".join(_texts_of_kind(fragments, "summary")),
        groups=groups,
        examples=_texts_of_kind(fragments, "example"),
        notes=_texts_of_kind(fragments, "note"),
        prose=_texts_of_kind(fragments, "prose"),
    )
