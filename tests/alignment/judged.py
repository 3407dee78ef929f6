"""The judged pairs: which statements of two levels belong together, as their editor knows.

Reads the version pairs of `versions/*` (a level before and after a revision, with a label
for each edit) and derives the neighbour pairs from ladders whose authors wrote a lineage,
which is then hidden; says how much of it a comparison found. What the labels mean stands
in README.md beside this. Printing is left to `tools.alignment`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import yaml

from explorer.compare.changes import Change, Comparison
from explorer.compare.lineage_paths import ancestors_in
from explorer.files.loading import load, load_level
from explorer.model import Competency, Ladder, Level, Ref

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VERSIONS = HERE / "versions"
RELATED = HERE / "related"
LADDERS = (ROOT / "ladder", HERE / "neighbours", ROOT / "tests/relevance/second/ladder")
"""Folders of ladders; those without a lineage give no neighbour pairs."""

LATER = frozenset(
    "android betriebsingenieurin customer-success data-scientist finance-analyst game-designer"
    " ingenieure-fiabilite product-manager recruiter release researcher solutions-architect".split()
)
"""The version pairs that were judged later, rich in splits, merges and tentative changes."""

CHANGES: frozenset[str] = frozenset(get_args(Change)) - {"grown"}
"""The design's words; nothing grows between two versions of one level."""

Link = tuple[str, str]
"""The id of a statement before and the id of one after that stand in one pair."""

Compare = Callable[[Level, Level, Ladder | None], Comparison]


class Misjudged(ValueError):
    """A judgment that cannot be used, as a sentence that names the case."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor did: the statements it touched on either side, and the changes."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: frozenset[str]

    @property
    def links(self) -> frozenset[Link]:
        return frozenset((old, new) for old in self.before for new in self.after)


@dataclass(frozen=True, slots=True)
class Case:
    """Two levels, and the links between them that are to be found.

    `edits` say more about versions; neighbours have none.
    """

    name: str
    before: Level
    after: Level
    links: frozenset[Link]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Links: found and right, found, to be found. Edits: labelled as judged, and all."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    labelled: int = 0
    edits: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.labelled + other.labelled,
            self.edits + other.edits,
        )

    @property
    def precision(self) -> float:
        """The share of the links found that are right; 1 if none were found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        together = self.found + self.wanted
        return 2 * self.right / together if together else 1.0

    @property
    def alike(self) -> float:
        """The share of edits found whole and with exactly the changes of the label."""
        return self.labelled / self.edits if self.edits else 1.0


def versions(folder: Path = VERSIONS) -> list[Case]:
    """The version pairs by name; raises `Misjudged` at the first that cannot be used."""
    return [version(case) for case in sorted(folder.iterdir()) if case.is_dir()]


def version(folder: Path) -> Case:
    """One version pair: before.yaml, after.yaml and pairs.yaml of a folder."""
    before, after = (_level(folder / name) for name in ("before.yaml", "after.yaml"))
    entries = yaml.safe_load((folder / "pairs.yaml").read_text(encoding="utf-8"))
    edits = tuple(_edit(entry, folder.name) for entry in entries)
    _once(folder.name, "before", before, (id for edit in edits for id in edit.before))
    _once(folder.name, "after", after, (id for edit in edits for id in edit.after))
    links = frozenset(link for edit in edits for link in edit.links)
    return Case(folder.name, before, after, links, edits)


def neighbours(folders: Iterable[Path] = LADDERS) -> list[Case]:
    """Each two neighbouring levels that have lineage between them, with it hidden."""
    return [
        Case(f"{ladder.key} {before.code}-{after.code}", _orphaned(before), _orphaned(after), links)
        for folder in folders
        for ladder in load(folder).ladders
        for before, after in pairwise(ladder.levels)
        if (links := lineage(ladder, before, after))
    ]


def lineage(ladder: Ladder, before: Level, after: Level) -> frozenset[Link]:
    """The links that the authors wrote between two levels of a ladder."""
    return frozenset(
        (ancestor, statement.id)
        for statement in after.statements
        for ancestor in ancestors_in(ladder, Ref(after.code, statement.id), before.code)
    )


def scrambled(case: Case) -> Case:
    """The same case with every id after the revision replaced by one that says nothing."""
    names = {statement.id: f"x{n:03}" for n, statement in enumerate(case.after.statements)}
    return replace(
        case,
        after=_renamed(case.after, names),
        links=frozenset((old, names[new]) for old, new in case.links),
        edits=tuple(
            replace(edit, after=tuple(names[id] for id in edit.after)) for edit in case.edits
        ),
    )


def score(case: Case, compare: Compare) -> Score:
    """How much of a case a comparison finds."""
    made = found(compare(case.before, case.after, None))
    links = frozenset(link for edit in made for link in edit.links)
    said = {(frozenset(edit.before), frozenset(edit.after), edit.changes) for edit in made}
    labelled = sum(
        (frozenset(edit.before), frozenset(edit.after), edit.changes) in said for edit in case.edits
    )
    return Score(len(links & case.links), len(links), len(case.links), labelled, len(case.edits))


def mistakes(case: Case, compare: Compare) -> tuple[list[Link], list[Link]]:
    """The links that were found and are wrong, and those that were missed."""
    made = found(compare(case.before, case.after, None))
    links = frozenset(link for edit in made for link in edit.links)
    return sorted(links - case.links), sorted(case.links - links)


def found(comparison: Comparison) -> list[Edit]:
    """The pairs of a comparison in the form of the labels."""
    return [
        Edit(
            tuple(side.id for side in pair.before),
            tuple(side.id for side in pair.after),
            frozenset(pair.changes),
        )
        for competency in comparison.competencies
        for pair in competency.pairs
    ]


def _level(file: Path) -> Level:
    level, problems = load_level(file)
    if level is None or problems:
        raise Misjudged(f"{file.parent.name}: {file.name} does not load without problems.")
    return level


def _edit(entry: Mapping[str, Any], case: str) -> Edit:
    edit = Edit(tuple(entry["before"]), tuple(entry["after"]), frozenset(entry["changes"]))
    if unknown := edit.changes - CHANGES:
        raise Misjudged(f"{case}: there is no change {sorted(unknown)}; they are {CHANGES}.")
    return edit


def _once(case: str, side: str, level: Level, named: Iterator[str]) -> None:
    """Every statement of a level stands in exactly one entry, and nothing else does."""
    entries, ids = sorted(named), sorted(statement.id for statement in level.statements)
    if entries != ids:
        astray = sorted(set(entries) ^ set(ids)) or "one of them twice"
        raise Misjudged(f"{case}: the entries do not name each statement {side} once: {astray}.")


def _orphaned(level: Level) -> Level:
    return replace(level, lineage=MappingProxyType({}))


def _renamed(level: Level, names: Mapping[str, str]) -> Level:
    def competency(old: Competency) -> Competency:
        groups = tuple(
            replace(
                group,
                confirmed=tuple(replace(s, id=names[s.id]) for s in group.confirmed),
                tentative=tuple(replace(s, id=names[s.id]) for s in group.tentative),
            )
            for group in old.groups
        )
        return replace(old, groups=groups)

    return replace(
        level,
        competencies=tuple(competency(old) for old in level.competencies),
        lineage=MappingProxyType({}),
    )


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Two neighbouring levels without lineage, and for each statement of the upper one that
    has any the statements of the lower one that it may be shown beside."""

    name: str
    below: Level
    above: Level
    wanted: Mapping[str, frozenset[str]]


def related(folder: Path = RELATED) -> list[RelatedCase]:
    """What was judged to be related, by file, and then what authors wrote as lineage."""
    made = []
    for file in sorted(folder.glob("*.yaml")):
        judged = yaml.safe_load(file.read_text(encoding="utf-8"))
        for ladder in load(file.parent / judged["ladder"]).ladders:
            made += [
                _related(ladder, below, above, judged["levels"][above.code])
                for below, above in pairwise(ladder.levels)
            ]
    for case in neighbours():
        wanted: dict[str, set[str]] = {}
        for old, new in case.links:
            wanted.setdefault(new, set()).add(old)
        frozen = {new: frozenset(olds) for new, olds in wanted.items()}
        made.append(RelatedCase(case.name, case.before, case.after, frozen))
    return made


def _related(
    ladder: Ladder, below: Level, above: Level, said: Mapping[str, list[str]]
) -> RelatedCase:
    name = f"{ladder.key} {below.code}-{above.code}"
    for level, ids in ((above, set(said)), (below, {id for olds in said.values() for id in olds})):
        if unknown := sorted(ids - {statement.id for statement in level.statements}):
            raise Misjudged(f"{name}: {level.code} has no {', '.join(unknown)}.")
    wanted = {new: frozenset(olds) for new, olds in said.items()}
    return RelatedCase(name, _orphaned(below), _orphaned(above), wanted)
