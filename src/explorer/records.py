"""Every piece of a ladder's text, one record each: what scripts and searches build on.

The form is fixed (`ladder records --json`): {ladder, level, title, competency, scope,
kind, id, text, links, file, line}, with null for what is not there.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from explorer.markup import links
from explorer.model import Level, Site

Kind = Literal["summary", "fact", "statement", "tentative", "example", "note", "prose"]
KINDS: tuple[Kind, ...] = ("summary", "fact", "statement", "tentative", "example", "note", "prose")


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of text. `text` is as stored; a fact's scope is its name."""

    ladder: str
    level: str
    title: str
    competency: str | None
    scope: str | None
    kind: Kind
    id: str | None
    text: str
    links: tuple[str, ...]
    file: str
    line: int

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "links": list(self.links)}


def of_site(site: Site) -> Iterator[Record]:
    """The records of every level of every ladder, in reading order."""
    for _, level in site.levels():
        yield from of_level(level)


def of_level(level: Level) -> Iterator[Record]:
    def record(
        kind: Kind,
        text: str,
        line: int,
        competency: str | None = None,
        scope: str | None = None,
        id: str | None = None,
    ) -> Record:
        return Record(
            level.ladder,
            level.code,
            level.title,
            competency,
            scope,
            kind,
            id,
            text,
            links(text),
            level.file,
            line,
        )

    if level.summary:
        yield record("summary", level.summary.text, level.summary.line)
    for fact in level.facts:
        yield record("fact", fact.text, fact.line, scope=fact.name)
    for competency in level.competencies:
        name = competency.name
        for group in competency.groups:
            for s in group.confirmed:
                yield record("statement", s.text, s.line, name, s.scope, s.id)
            for s in group.tentative:
                yield record("tentative", s.text, s.line, name, s.scope, s.id)
        for passage in competency.examples:
            yield record("example", passage.text, passage.line, name)
        for passage in competency.notes:
            yield record("note", passage.text, passage.line, name)
    for passage in level.prose:
        yield record("prose", passage.text, passage.line)
