"""Where a profile stands against a level, in words: its axes, their spread, what is left over.

A competency shows the quick word that was given to it until every confirmed statement
under it is rated; then, or without a quick word, the middle one of the statements' words.
Words are an order, not numbers: nothing is added up.
"""

from dataclasses import dataclass
from statistics import median_low
from typing import Literal

from explorer.model import Competency, Ladder, Level, RatingScale, Statement
from explorer.problems import quoted
from explorer.profiles.profile import Profile, Ratings
from explorer.text.inline_markdown import visible

Source = Literal["quick", "statements"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A competency of the target, or one scope of it, with the word it shows, if any.

    `place` is the word's place in the ladder's scale, from 0; None is unrated. `source`
    says what the word rests on. `rated` of the `size` confirmed statements have a word of
    their own; `spread` are those words with how many there are, in their order.
    """

    key: str
    name: str
    icon: str
    word: str | None
    place: int | None
    source: Source | None = None
    rated: int = 0
    size: int = 0
    spread: tuple[tuple[str, int], ...] = ()
    behind: tuple[tuple[str, str], ...] = ()
    """The rated statements, as a reader sees them, each with its word."""

    @property
    def basis(self) -> str:
        """What the word rests on, for a reader."""
        some = f"{self.rated} of {self.size} statements"
        if self.source == "quick":
            return f"a quick word; {some} rated" if self.rated else "a quick word"
        return f"the middle of {some}" if self.source else "nothing yet"

    @property
    def short(self) -> str:
        """The word with what it rests on, for a narrow column."""
        if self.word is None:
            return "not rated"
        ground = "quick" if self.source == "quick" else f"{self.rated} of {self.size}"
        return f"{self.word} ({ground})"

    @property
    def detail(self) -> str:
        """The same, with how the words of the statements are spread."""
        spread = ", ".join(f"{number} {word}" for word, number in self.spread)
        return f"{self.basis}: {spread}" if spread else self.basis


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a radar: whose or when, and the axes with their words."""

    name: str
    axes: tuple[Axis, ...]


def to_rate(level: Level) -> tuple[Statement, ...]:
    """The statements that are rated: what is under discussion is never rated against anyone."""
    return tuple(s for s in level.statements if not s.tentative)


def axes(given: Ratings, ladder: Ladder, level: Level, by_scope: bool = False) -> tuple[Axis, ...]:
    """The axes of the radar, in the ladder's order: the level's competencies, or their
    scopes where they have some. A quick word stands for each scope of its competency."""
    return tuple(
        _axis(competency, scope, statements, given, ladder.scale)
        for competency in level.competencies
        for scope, statements in _parts(competency, by_scope)
    )


def has_scopes(level: Level) -> bool:
    """Whether looking by scope shows more than looking by competency."""
    return any(len(_parts(competency, True)) > 1 for competency in level.competencies)


def _parts(
    competency: Competency, by_scope: bool
) -> list[tuple[str | None, tuple[Statement, ...]]]:
    if by_scope:
        groups = [(g.scope, g.confirmed) for g in competency.groups if g.confirmed]
        if len(groups) > 1:
            return groups
    return [(None, tuple(s for s in competency.statements if not s.tentative))]


def _axis(
    competency: Competency,
    scope: str | None,
    statements: tuple[Statement, ...],
    given: Ratings,
    scale: RatingScale,
) -> Axis:
    words = scale.words
    behind = tuple(
        (visible(s.text), word)
        for s in statements
        if (word := given.statements.get(s.id, "")) in words
    )
    places = [words.index(word) for _, word in behind]
    quick = scale.place_of(given.competencies.get(competency.key))
    source: Source | None = None
    place: int | None = None
    if quick is not None and len(places) < max(len(statements), 1):
        source, place = "quick", quick
    elif places:
        source, place = "statements", median_low(places)
    return Axis(
        f"{competency.key}/{scope}" if scope else competency.key,
        f"{competency.name}: {scope}" if scope else competency.name,
        competency.icon,
        None if place is None else words[place],
        place,
        source,
        len(places),
        len(statements),
        tuple((word, places.count(n)) for n, word in enumerate(words) if n in places),
        behind,
    )


def sentence(axes: tuple[Axis, ...], ladder: Ladder, level: Level) -> str:
    """The radar read aloud."""
    expected = ladder.scale.expected_word
    said = "; ".join(map(_axis_sentence, axes))
    return f"Rated against {level.code}, which expects {expected} throughout. {said}."


def _axis_sentence(axis: Axis) -> str:
    plain = f"{axis.name}: {axis.word or 'not rated'}"
    return f"{plain} ({axis.basis})" if axis.rated else plain


def sentence_of_two(first: Series, second: Series, ladder: Ladder, level: Level) -> str:
    """The radar of two series read aloud."""
    expected = ladder.scale.expected_word
    said = []
    for one, other in zip(first.axes, second.axes, strict=True):
        words = one.word or "not rated", other.word or "not rated"
        both = (
            f"both {words[0]}"
            if words[0] == words[1]
            else (f"{first.name} {words[0]}, {second.name} {words[1]}")
        )
        said.append(f"{one.name}: {both}")
    return (
        f"{first.name} and {second.name} against {level.code}, which expects {expected} "
        f"throughout. {'; '.join(said)}."
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency with what would make the difference in it.

    `short` are the statements whose word is under the expectation, in the ladder's order,
    each with its word; `open` of its confirmed statements have no word of their own.
    `word` is what the competency as a whole shows.
    """

    competency: Competency
    word: str | None
    short: tuple[tuple[Statement, str], ...]
    open: int


def gaps(given: Ratings, ladder: Ladder, level: Level) -> tuple[Gap, ...]:
    """What is under the expectation, in the ladder's order: nothing is ranked here."""
    under = ladder.scale.below_expected
    found = []
    for competency, axis in zip(level.competencies, axes(given, ladder, level), strict=True):
        statements = [s for s in competency.statements if not s.tentative]
        short = tuple(
            (s, word) for s in statements if (word := given.statements.get(s.id, "")) in under
        )
        if short or axis.word in under:
            open_ones = sum(given.statements.get(s.id) not in ladder.scale for s in statements)
            found.append(Gap(competency, axis.word, short, open_ones))
    return tuple(found)


def orphaned_entries(profile: Profile, ladder: Ladder) -> list[str]:
    """What the profile rates that this ladder does not have; it is kept, not shown."""
    said = []
    for code, ratings in profile.levels.items():
        level = ladder.level(code)
        if level is None:
            said.append(f"ratings against {quoted(code)}, which is no level of this ladder")
            continue
        for key, word in ratings.competencies.items():
            if level.competency(key) is None:
                said.append(f"{quoted(word)} for {quoted(key)}, which {code} no longer has")
            elif word not in ladder.scale:
                said.append(
                    f"{quoted(word)} for {quoted(key)} in {code}, which is no rating word here"
                )
        for id, word in ratings.statements.items():
            if level.statement(id) is None:
                said.append(f"{quoted(word)} for {quoted(id)} of {code}, which is no longer there")
            elif id not in {statement.id for statement in to_rate(level)}:
                said.append(f"{quoted(word)} for {quoted(id)} of {code}, which is under discussion")
            elif word not in ladder.scale:
                said.append(
                    f"{quoted(word)} for {quoted(id)} of {code}, which is no rating word here"
                )
    said += [
        f"{quoted(topic.id)} of {topic.level} to talk about, which is no longer there"
        for topic in dict.fromkeys((*profile.conversation, *profile.agreed))
        if ladder.find(topic) is None
    ]
    lost = [note.about.level for note in profile.evidence if ladder.level(note.about.level) is None]
    said += [
        f"evidence for {quoted(code)}, which is no level of this ladder"
        for code in dict.fromkeys(lost)
    ]
    return said
