"""Checked shapes of files to the objects of `model`, each with the line it stands in."""

import re
from types import MappingProxyType

from explorer.files.schema import CompetencyShape, LadderShape, LevelShape
from explorer.files.yaml_reader import Document
from explorer.model import (
    Competency,
    Definition,
    Fact,
    Ladder,
    Level,
    RatingScale,
    ScopeGroup,
    Statement,
    TextBlock,
)


def name_from_key(key: str) -> str:
    """A name for a key without one: "domain-expertise" is "Domain expertise"."""
    words = re.sub(r"[-_.]+", " ", key).strip()
    return words[:1].upper() + words[1:] if words else key


def build_ladder(
    shape: LadderShape,
    document: Document,
    key: str,
    file: str,
    scale: RatingScale,
    panel_scale: RatingScale,
) -> Ladder:
    """A ladder without its levels."""
    return Ladder(
        key=key,
        name=shape.name,
        summary=shape.summary or "",
        meeting_a_level=shape.meeting_a_level or "",
        language=shape.language,
        suggest=shape.suggest or "",
        facts=tuple(Definition(name, name, text or "") for name, text in shape.facts.items()),
        competencies=tuple(
            Definition(key, term.name, term.meaning or "", term.icon, term.named)
            for key, term in shape.competencies.items()
        ),
        scale=scale,
        panel_scale=panel_scale,
        file=file,
        prose=_blocks(document, ("prose",), shape.prose),
        notes=_blocks(document, ("notes",), shape.notes),
        remainder=_blocks(document, ("remainder",), shape.remainder),
    )


def build_level(shape: LevelShape, document: Document, ladder: Ladder, file: str) -> Level:
    """A level of the ladder, its competencies in the ladder's order, unknown ones last."""
    terms = {term.key: term for term in ladder.competencies}
    keys = [key for key in terms if key in shape.competencies]
    keys += [key for key in shape.competencies if key not in terms]
    return Level(
        ladder=ladder.key,
        code=shape.code,
        title=shape.title,
        file=file,
        source=shape.source or "",
        draft=shape.draft,
        summary=_block(document, ("summary",), shape.summary) if shape.summary else None,
        facts=tuple(
            Fact(fact, text, document.place(("facts", fact))[0])
            for fact, text in shape.facts.items()
        ),
        competencies=tuple(
            _competency(
                terms.get(key) or Definition(key, name_from_key(key)),
                shape.competencies[key],
                document,
            )
            for key in keys
        ),
        prose=_blocks(document, ("prose",), shape.prose),
        notes=_blocks(document, ("notes",), shape.notes),
        remainder=_blocks(document, ("remainder",), shape.remainder),
        lineage=MappingProxyType({id: tuple(refs) for id, refs in shape.lineage.items()}),
        core=frozenset(shape.core),
        was=MappingProxyType({id: tuple(ids) for id, ids in shape.was.items()}),
        language=ladder.language,
        accepted=MappingProxyType(dict(shape.accepted)),
    )


def _block(document: Document, path: tuple[str | int, ...], text: str) -> TextBlock:
    return TextBlock(text, document.place(path)[0])


def _blocks(
    document: Document, path: tuple[str | int, ...], texts: list[str]
) -> tuple[TextBlock, ...]:
    return tuple(_block(document, (*path, at), text) for at, text in enumerate(texts))


def _competency(term: Definition, shape: CompetencyShape | None, document: Document) -> Competency:
    base = ("competencies", term.key)
    shape = shape or CompetencyShape()
    groups = []
    for at, group in enumerate(shape.groups):

        def statements(
            part: str, texts: dict[str, str], at: int = at, scope: str | None = group.scope
        ) -> tuple[Statement, ...]:
            return tuple(
                Statement(
                    id=id,
                    text=text,
                    line=document.place((*base, "groups", at, part, id))[0],
                    competency=term.key,
                    scope=scope,
                    tentative=part == "tentative",
                )
                for id, text in texts.items()
            )

        groups.append(
            ScopeGroup(
                group.scope,
                statements("statements", group.statements),
                statements("tentative", group.tentative),
                document.place((*base, "groups", at, "scope"))[0],
            )
        )
    return Competency(
        key=term.key,
        name=term.name,
        icon=term.icon,
        meaning=term.meaning,
        groups=tuple(groups),
        examples=_blocks(document, (*base, "examples"), shape.examples),
        notes=_blocks(document, (*base, "notes"), shape.notes),
        summary=_block(document, (*base, "summary"), shape.summary) if shape.summary else None,
        prose=_blocks(document, (*base, "prose"), shape.prose),
        named=term.named,
        line=document.place(base)[0],
    )
