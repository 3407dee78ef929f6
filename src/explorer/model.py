"""The words of a ladder as frozen objects: site, ladder, level, competency, statement.

This is the whole domain on one page. It holds no rules about files, searching or
comparing; `loading` makes these objects and everything else reads them. `line` is the
line in the level's file where a text stands, counted from 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from explorer.problems import Problem
from explorer.text.synonyms import Thesaurus


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A piece of the ladder's text that has no id: summary, example, note, prose."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A named property of a level, e.g. its planning horizon."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One expectation in the first person. A tentative one is still under discussion."""

    id: str
    text: str
    line: int
    competency: str
    scope: str | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class ScopeGroup:
    """The statements of a competency that share a scope (or have none)."""

    scope: str | None
    confirmed: tuple[Statement, ...] = ()
    tentative: tuple[Statement, ...] = ()
    line: int = 1

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.confirmed + self.tentative


@dataclass(frozen=True, slots=True)
class Competency:
    """What one level says about one dimension of the ladder."""

    key: str
    name: str
    icon: str
    meaning: str
    groups: tuple[ScopeGroup, ...] = ()
    examples: tuple[TextBlock, ...] = ()
    notes: tuple[TextBlock, ...] = ()
    summary: TextBlock | None = None
    prose: tuple[TextBlock, ...] = ()
    named: bool = True
    """False where the source gives no name, and `name` is only ours to show."""
    line: int = 1

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for group in self.groups for s in group.statements)

    @property
    def confirmed(self) -> tuple[Statement, ...]:
        return tuple(s for group in self.groups for s in group.confirmed)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A statement, named by the code of its level and its id."""

    level: str
    id: str

    def __str__(self) -> str:
        return f"{self.level}/{self.id}"


FindingKind = Literal[
    "tentative", "note", "example", "repeated", "less", "vague", "name", "link", "lineage", "guide"
]
"""What the checks for a keeper may find, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of a ladder. `code` is text ("L4", "L1.0", "IC3")."""

    ladder: str
    code: str
    title: str
    file: str
    source: str = ""
    draft: bool = False
    summary: TextBlock | None = None
    facts: tuple[Fact, ...] = ()
    competencies: tuple[Competency, ...] = ()
    prose: tuple[TextBlock, ...] = ()
    notes: tuple[TextBlock, ...] = ()
    remainder: tuple[TextBlock, ...] = ()
    """What an import could not place: kept to the letter and shown, but no record."""
    lineage: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """As written by the ladder's authors: id to references; resolved in `Ladder`."""
    core: frozenset[str] = frozenset()
    """Ids of the few statements that the authors hold most important; no figure weighs them."""
    was: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of today, each with those that the statement had before."""
    language: str = "en"
    """The BCP 47 tag of its ladder's language."""
    accepted: Mapping[FindingKind, str] = field(default_factory=lambda: MappingProxyType({}))
    """Kinds of finding that the keeper has looked at and lets stand in this level, with why."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for competency in self.competencies for s in competency.statements)

    def statement(self, id: str) -> Statement | None:
        return next((s for s in self.statements if s.id == id), None)

    def competency(self, key: str) -> Competency | None:
        return next((c for c in self.competencies if c.key == key), None)

    def fact(self, name: str) -> Fact | None:
        return next((f for f in self.facts if f.name == name), None)


@dataclass(frozen=True, slots=True)
class Definition:
    """A name the ladder explains: of a fact, a competency or a rating word."""

    key: str
    name: str
    meaning: str = ""
    icon: str = ""
    named: bool = True
    """False for a competency whose statements have no name in the source."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The ladder's rating words from the lowest to the highest: an order, not numbers.

    `definitions` say what each word means; `expected` is the place, counted from 0, of the
    word that says what a level asks for.
    """

    definitions: tuple[Definition, ...]
    expected: int

    @classmethod
    def from_meanings(
        cls, meanings: Mapping[str, str], expected: str | None = None
    ) -> "RatingScale":
        """The scale of these words with their meanings, in their order.

        Without a word that is `expected`, it is "Performing", the usual name for it, where
        there is one, and else the middle word: of an even number the upper one of the two.
        Raises ValueError where `expected` is none of the words.
        """
        words = list(meanings)
        usual = [word for word in words if word.casefold() == _USUALLY_EXPECTED]
        word = expected or next(iter(usual), words[len(words) // 2])
        definitions = (Definition(word, word, meaning) for word, meaning in meanings.items())
        return cls(tuple(definitions), words.index(word))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(definition.name for definition in self.definitions)

    @property
    def expected_word(self) -> str:
        return self.definitions[self.expected].name

    @property
    def below_expected(self) -> tuple[str, ...]:
        """The words that say there is a gap."""
        return self.words[: self.expected]

    def place_of(self, word: str | None) -> int | None:
        """The word's place in the order, counted from 0; None for what is no word of these."""
        return self.words.index(word) if word in self.words else None

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def __len__(self) -> int:
        return len(self.definitions)


_USUALLY_EXPECTED = "performing"

DEFAULT_SCALE = RatingScale.from_meanings(
    {
        "Improvement needed": "A gap, and the direction is not good.",
        "Maturing": "A gap, and growing.",
        "Performing": "What the level expects: the default.",
        "Exceeding": "Beyond what the level expects.",
    }
)

DEFAULT_PANEL_SCALE = RatingScale.from_meanings(
    {
        "Below the level": "What we saw is less than what the level expects.",
        "Partly at the level": "Some of what we saw is what the level expects.",
        "At the level": "What we saw is what the level expects.",
        "Above the level": "What we saw is more than what the level expects.",
    },
    "At the level",
)
"""What a panel can say: in 45 minutes nobody sees whether somebody is growing."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """One family of roles. `levels` run from the lowest to the highest."""

    key: str
    name: str
    summary: str = ""
    meeting_a_level: str = ""
    """What it takes to meet a level here, in the ladder's own words."""
    guide: str = ""
    """How this ladder is used here, as its keepers wrote it in Markdown."""
    language: str = "en"
    """The BCP 47 tag of the language that its texts are written in."""
    suggest: str = ""
    """Address where a reader can propose a change; `{file}` stands for the file's name."""
    facts: tuple[Definition, ...] = ()
    competencies: tuple[Definition, ...] = ()
    scale: RatingScale = DEFAULT_SCALE
    panel_scale: RatingScale = DEFAULT_PANEL_SCALE
    """The words of a hiring panel, for what was seen in an interview."""
    levels: tuple[Level, ...] = ()
    file: str = ""
    prose: tuple[TextBlock, ...] = ()
    """What the source says outside its levels."""
    notes: tuple[TextBlock, ...] = ()
    remainder: tuple[TextBlock, ...] = ()
    ancestors: Mapping[Ref, tuple[Ref, ...]] = field(default_factory=lambda: MappingProxyType({}))
    descendants: Mapping[Ref, tuple[Ref, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def level(self, code: str | None) -> Level | None:
        return next((level for level in self.levels if level.code == code), None)

    def below(self, level: Level) -> Level | None:
        at = self.levels.index(level)
        return self.levels[at - 1] if at else None

    def above(self, level: Level) -> Level | None:
        at = self.levels.index(level) + 1
        return self.levels[at] if at < len(self.levels) else None

    def find(self, ref: Ref) -> tuple[Level, Statement] | None:
        level = self.level(ref.level)
        statement = level.statement(ref.id) if level else None
        return (level, statement) if level and statement else None

    def grows_from(self, level: Level, statement: Statement) -> list[tuple[Level, Statement]]:
        """The statements that this one grows out of, in the order its authors gave."""
        return self._all(self.ancestors.get(Ref(level.code, statement.id), ()))

    def grows_into(self, level: Level, statement: Statement) -> list[tuple[Level, Statement]]:
        """The statements of higher levels that grow out of this one."""
        return self._all(self.descendants.get(Ref(level.code, statement.id), ()))

    def _all(self, refs: tuple[Ref, ...]) -> list[tuple[Level, Statement]]:
        return [found for ref in refs if (found := self.find(ref))]

    def suggest_address(self, level: Level) -> str | None:
        """Where to propose a change to this level's file, if the ladder says so."""
        if not self.suggest:
            return None
        return self.suggest.replace("{file}", level.file.rsplit("/", 1)[-1])


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was loaded from one folder, and everything wrong with it.

    `stale_files` are those that could not be read this time and are shown as they were
    when they last could. `synonyms` says which words mean much the same here.
    """

    folder: str
    ladders: tuple[Ladder, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale_files: tuple[str, ...] = ()
    synonyms: Thesaurus = field(default_factory=Thesaurus)

    def ladder(self, key: str | None) -> Ladder | None:
        return next((ladder for ladder in self.ladders if ladder.key == key), None)

    def levels(self) -> Iterator[tuple[Ladder, Level]]:
        for ladder in self.ladders:
            for level in ladder.levels:
                yield ladder, level
