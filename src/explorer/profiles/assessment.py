"""Where a profile stands against a level, in words: its axes, their spread, what is left over.

A competency shows the word that was given to the whole of it until every confirmed statement
under it is rated, or for good where its owner said so; else the middle one of the statements'
words. What does not apply is neither rated nor open: it is left out.
Words are an order, not numbers: nothing is added up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import Literal

from explorer.model import Competency, Ladder, Level, RatingScale, Statement
from explorer.problems import quoted
from explorer.profiles.profile import NOT_RATED, Profile, Ratings, not_applicable_text
from explorer.text.inline_markdown import visible
from explorer.text.plurals import count
from explorer.text.translation import gettext as _
from explorer.text.translation import ngettext

Source = Literal["quick", "statements"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A competency of the target, or one scope of it, with the word it shows, if any.

    `place` is the word's place in the ladder's scale, from 0; None is unrated. `source`
    says what the word rests on: "quick" is a word for the whole, which was `overridden` if
    it stands although its statements are rated. `rated` of the `size` confirmed statements
    that apply have a word of their own, `left_out` do not apply; `spread` are those words with
    how many there are, in their order. An axis that does not apply at all has no word, and a
    `reason` where somebody gave one.
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
    applies: bool = True
    reason: str = ""
    overridden: bool = False
    left_out: int = 0

    @property
    def shown(self) -> str:
        """The word, or why there is none."""
        return self.word or (_(NOT_RATED) if self.applies else not_applicable_text(self.reason))

    @property
    def basis(self) -> str:
        """What the word rests on, for a reader."""
        if not self.applies:
            return not_applicable_text(self.reason)
        if self.source == "quick":
            whole = _("your word for the whole")
            if self.overridden and self.rated:
                return _("{whole}, instead of {some}", whole=whole, some=self._some)
            return _("{whole}; {some} rated", whole=whole, some=self._some) if self.rated else whole
        return _("from {some}", some=self._some) if self.source else _("nothing yet")

    @property
    def _some(self) -> str:
        every = count(self.size, "statement")
        return (
            every
            if self.rated == self.size
            else _("{rated} of {every}", rated=self.rated, every=every)
        )

    @property
    def short(self) -> str:
        """The word with what it rests on, for a narrow column."""
        if self.word is None:
            return self.shown
        ground = _("for the whole") if self.source == "quick" else _("from {some}", some=self._some)
        return f"{self.word} ({ground})"

    @property
    def detail(self) -> str:
        """The same, with how the words of the statements are spread."""
        spread = ", ".join(f"{number} {word}" for word, number in self.spread)
        said = f"{self.basis}: {spread}" if spread else self.basis
        if not self.left_out:
            return said
        return ngettext(
            "{said}; {number} does not apply here",
            "{said}; {number} do not apply here",
            self.left_out,
            said=said,
        )


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
    key = f"{competency.key}/{scope}" if scope else competency.key
    name = f"{competency.name}: {scope}" if scope else competency.name
    words = scale.words
    quick = scale.place_of(given.competencies.get(competency.key))
    reason = _why_not_applicable(competency, statements, given, quick)
    if reason is not None:
        return Axis(key, name, competency.icon, None, None, applies=False, reason=reason)
    applicable = [s for s in statements if s.id not in given.not_applicable]
    behind = tuple(
        (visible(s.text), word)
        for s in applicable
        if (word := given.statements.get(s.id, "")) in words
    )
    places = [words.index(word) for _, word in behind]
    overridden = quick is not None and competency.key in given.overrides
    source: Source | None = None
    place: int | None = None
    if quick is not None and (overridden or len(places) < max(len(applicable), 1)):
        source, place = "quick", quick
    elif places:
        source, place = "statements", median_low(places)
    return Axis(
        key,
        name,
        competency.icon,
        None if place is None else words[place],
        place,
        source,
        len(places),
        len(applicable),
        tuple((word, places.count(n)) for n, word in enumerate(words) if n in places),
        behind,
        overridden=overridden,
        left_out=len(statements) - len(applicable),
    )


def _why_not_applicable(
    competency: Competency,
    statements: tuple[Statement, ...],
    given: Ratings,
    quick: int | None,
) -> str | None:
    """Why nothing of an axis applies, or None where something does: it was said of the whole
    competency, or of each single statement where the whole has no word."""
    whole = given.competencies_not_applicable.get(competency.key)
    if whole is not None:
        return whole
    reasons = [given.not_applicable.get(s.id) for s in statements]
    said = [reason for reason in reasons if reason is not None]
    if quick is not None or not said or len(said) < len(reasons):
        return None
    return "; ".join(dict.fromkeys(reason for reason in said if reason))


def sentence(axes: tuple[Axis, ...], ladder: Ladder, level: Level) -> str:
    """The radar read aloud."""
    expected = ladder.scale.expected_word
    said = "; ".join(map(_axis_sentence, axes))
    return _(
        "Rated against {code}, which expects {expected} throughout. {said}.",
        code=level.code,
        expected=expected,
        said=said,
    )


def _axis_sentence(axis: Axis) -> str:
    plain = f"{axis.name}: {axis.shown}"
    return f"{plain} ({axis.basis})" if axis.rated else plain


def sentence_of_two(first: Series, second: Series, ladder: Ladder, level: Level) -> str:
    """The radar of two series read aloud."""
    expected = ladder.scale.expected_word
    said = []
    for one, other in zip(first.axes, second.axes, strict=True):
        words = one.shown, other.shown
        both = (
            _("both {words}", words=words[0])
            if words[0] == words[1]
            else (f"{first.name} {words[0]}, {second.name} {words[1]}")
        )
        said.append(f"{one.name}: {both}")
    return _(
        "{name} and {second_name} against {code}, which expects {expected} throughout. {names}.",
        name=first.name,
        second_name=second.name,
        code=level.code,
        expected=expected,
        names="; ".join(said),
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency with what would make the difference in it.

    `short` are the statements whose word is under the expectation, in the ladder's order,
    each with its word; `open` of its confirmed statements apply and have no word of their own.
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
        if not axis.applies:
            continue
        statements = [s for s in competency.confirmed if s.id not in given.not_applicable]
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
            said.append(
                _("ratings against {code}, which is no level of this ladder", code=quoted(code))
            )
            continue
        said += _orphaned_ratings(ratings, level, ladder.scale)
    said += [
        _(
            "{id} of {level} to talk about, which is no longer there",
            id=quoted(topic.id),
            level=topic.level,
        )
        for topic in dict.fromkeys((*profile.conversation, *profile.agreed))
        if ladder.find(topic) is None
    ]
    lost = [note.about.level for note in profile.evidence if ladder.level(note.about.level) is None]
    said += [
        _("evidence for {code}, which is no level of this ladder", code=quoted(code))
        for code in dict.fromkeys(lost)
    ]
    return said


def _orphaned_ratings(ratings: Ratings, level: Level, scale: RatingScale) -> Iterator[str]:
    code = level.code
    for key, word in _with_left_out(ratings.competencies, ratings.competencies_not_applicable):
        name = quoted(word or _("does not apply"))
        if level.competency(key) is None:
            yield _(
                "{name} for {key}, which {code} no longer has",
                name=name,
                key=quoted(key),
                code=code,
            )
        elif word is not None and word not in scale:
            yield _(
                "{name} for {key} in {code}, which is no rating word here",
                name=name,
                key=quoted(key),
                code=code,
            )
    rated = {s.id for s in to_rate(level)}
    for id, word in _with_left_out(ratings.statements, ratings.not_applicable):
        name = quoted(word or _("does not apply"))
        if level.statement(id) is None:
            yield _(
                "{name} for {id} of {code}, which is no longer there",
                name=name,
                id=quoted(id),
                code=code,
            )
        elif id not in rated:
            yield _(
                "{name} for {id} of {code}, which is under discussion",
                name=name,
                id=quoted(id),
                code=code,
            )
        elif word is not None and word not in scale:
            yield _(
                "{name} for {id} of {code}, which is no rating word here",
                name=name,
                id=quoted(id),
                code=code,
            )


def _with_left_out(
    words: Mapping[str, str], reasons: Mapping[str, str]
) -> list[tuple[str, str | None]]:
    """The words by what they are about, then with None what does not apply."""
    return [*words.items(), *((key, None) for key in reasons)]
