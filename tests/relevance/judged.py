"""The judged queries: what somebody types, and which texts of a ladder they meant.

Reads a `queries.yaml` (what classes and grades mean stands at its top) and resolves every
reference in it against a loaded site, so that a judgment cannot outlive the text it is
about. Searching, ranking and measuring are left to others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

import yaml

from explorer.model import Level, Site

Class = Literal[
    "exact",
    "prefix",
    "typo",
    "order",
    "concept",
    "inflection",
    "paraphrase",
    "none",
    "unknown",
    "abbreviation",
]
CLASSES: tuple[Class, ...] = get_args(Class)[:8]
LATER: tuple[Class, ...] = get_args(Class)[8:]
"""Classes of the later sets, each in a `more.yaml` beside the `queries.yaml`."""
GRADES = (1, 2)

Kind = Literal["summary", "fact", "statement", "tentative", "example"]


class Misjudged(ValueError):
    """A judgment that cannot be used, as a sentence that names the file and the query."""


@dataclass(frozen=True, slots=True)
class Target:
    """One text of a site. `id` is a statement's id, a fact's name, or the index of an
    example in its competency, counted from 0; a summary has none."""

    ladder: str
    level: str
    kind: Kind
    competency: str | None = None
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with the texts that answer it, by grade: 2 what was meant, 1 helpful."""

    kind: Class
    query: str
    wanted: Mapping[Target, int]

    @property
    def meant(self) -> frozenset[Target]:
        """The texts of grade 2."""
        return frozenset(target for target, grade in self.wanted.items() if grade == 2)


def load(path: str | Path, site: Site) -> list[Judged]:
    """The judged queries of a file, in its order; raises `Misjudged` at the first wrong one."""
    entries = yaml.safe_load(Path(path).read_text(encoding="utf-8"))["queries"]
    return [_judged(entry, site, str(path)) for entry in entries]


def _judged(entry: Mapping[str, Any], site: Site, path: str) -> Judged:
    kind, query, wanted = entry["class"], entry["query"], entry["wanted"]
    where = f"{path}, query {query!r}"
    if kind not in CLASSES + LATER:
        raise Misjudged(f"{where}: there is no class {kind!r}; the classes are {CLASSES}.")
    if not isinstance(query, str):
        raise Misjudged(f"{where}: a query is text; put it in quotation marks.")
    targets: dict[Target, int] = {}
    for reference, grade in wanted.items():
        if grade not in GRADES:
            raise Misjudged(f"{where}: {reference} has the grade {grade!r}; it must be 1 or 2.")
        target = resolve(reference, site)
        if target is None:
            raise Misjudged(f"{where}: the ladder has no {reference}.")
        if target in targets:
            raise Misjudged(f"{where}: {reference} is named twice.")
        targets[target] = grade
    return Judged(kind, query, MappingProxyType(targets))


def resolve(reference: str, site: Site) -> Target | None:
    """The text that a reference names, in the first ladder that has it."""
    code, _, rest = reference.partition("/")
    found = (
        target
        for ladder in site.ladders
        if (level := ladder.level(code)) is not None
        for target in _in_level(rest, level)
    )
    return next(found, None)


def _in_level(rest: str, level: Level) -> Iterator[Target]:
    kind, _, name = rest.partition(":")
    if rest == "summary":
        if level.summary:
            yield Target(level.ladder, level.code, "summary")
    elif kind == "fact":
        if level.fact(name):
            yield Target(level.ladder, level.code, "fact", id=name)
    elif kind == "example":
        key, _, number = name.partition(":")
        competency = level.competency(key)
        if competency and number.isdecimal() and int(number) < len(competency.examples):
            yield Target(level.ladder, level.code, "example", key, int(number))
    elif statement := level.statement(rest):
        standing: Kind = "tentative" if statement.tentative else "statement"
        yield Target(level.ladder, level.code, standing, statement.competency, statement.id)
