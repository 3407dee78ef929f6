"""Every piece of a ladder's text, one record each: what scripts and searches build on.

The form is fixed (`ladder records --json`): {ladder, level, title, competency, scope,
kind, id, text, links, file, line}, with null for what is not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from explorer.model import Competency, Ladder, Level, Site, TextBlock
from explorer.text.inline_markdown import links

Kind = Literal["summary", "fact", "statement", "tentative", "example", "note", "prose"]
KINDS: tuple[Kind, ...] = ("summary", "fact", "statement", "tentative", "example", "note", "prose")


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of text. `text` is as stored; a fact's scope is its name."""

    ladder: str
    level: str | None
    title: str | None
    competency: str | None
    scope: str | None
    kind: Kind
    id: str | None
    text: str
    file: str
    line: int
    competency_key: str | None = None
    """What addresses and filters call the competency; not in the JSON form."""

    @property
    def links(self) -> tuple[str, ...]:
        return links(self.text)

    def as_json(self) -> dict[str, Any]:
        return {
            "ladder": self.ladder,
            "level": self.level,
            "title": self.title,
            "competency": self.competency,
            "scope": self.scope,
            "kind": self.kind,
            "id": self.id,
            "text": self.text,
            "links": list(self.links),
            "file": self.file,
            "line": self.line,
        }


def of_site(site: Site) -> Iterator[Record]:
    """The records of every level of every ladder, in reading order."""
    for ladder in site.ladders:
        yield from of_ladder(ladder)
        for level in ladder.levels:
            yield from of_level(level)


def of_ladder(ladder: Ladder) -> Iterator[Record]:
    """What a ladder says outside its levels: prose and notes, without a level."""
    parts: tuple[tuple[Kind, tuple[TextBlock, ...]], ...] = (
        ("prose", ladder.prose),
        ("note", ladder.notes),
    )
    for kind, passages in parts:
        for passage in passages:
            yield Record(
                ladder.key,
                None,
                None,
                None,
                None,
                kind,
                None,
                passage.text,
                ladder.file,
                passage.line,
            )


def of_level(level: Level) -> Iterator[Record]:
    def record(
        kind: Kind,
        text: str,
        line: int,
        competency: Competency | None = None,
        scope: str | None = None,
        id: str | None = None,
    ) -> Record:
        name = competency.name if competency and competency.named else None
        key = competency.key if competency else None
        return Record(
            level.ladder,
            level.code,
            level.title,
            name,
            scope,
            kind,
            id,
            text,
            level.file,
            line,
            key,
        )

    if level.summary:
        yield record("summary", level.summary.text, level.summary.line)
    for fact in level.facts:
        yield record("fact", fact.text, fact.line, scope=fact.name)
    for competency in level.competencies:
        if competency.summary:
            yield record("summary", competency.summary.text, competency.summary.line, competency)
        for group in competency.groups:
            for s in group.confirmed:
                yield record("statement", s.text, s.line, competency, s.scope, s.id)
            for s in group.tentative:
                yield record("tentative", s.text, s.line, competency, s.scope, s.id)
        for passage in competency.examples:
            yield record("example", passage.text, passage.line, competency)
        for passage in competency.notes:
            yield record("note", passage.text, passage.line, competency)
        for passage in competency.prose:
            yield record("prose", passage.text, passage.line, competency)
    for passage in level.notes:
        yield record("note", passage.text, passage.line)
    for passage in level.prose:
        yield record("prose", passage.text, passage.line)
