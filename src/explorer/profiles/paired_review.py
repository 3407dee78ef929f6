"""Two views of one person side by side: their own and their manager's.

Neither view is revealed before both are there, both are marked as ready and both have the
same target; until then there is only the sentence that says what is missing.
Where the two differ comes first. Nothing is added up and nobody is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.model import Competency, Ladder, Level, Ref, Statement
from explorer.problems import quoted
from explorer.profiles.assessment import Series, axes, to_rate
from explorer.profiles.profile import Answer, Profile
from explorer.text.translation import N_, listed, ngettext
from explorer.text.translation import gettext as _

OWN, MANAGER = N_("Own view"), N_("Manager's view")


@dataclass(frozen=True, slots=True)
class RatedRow:
    """A statement, or a competency as a whole, with the word of each view.

    A view that says that it does not apply has no word and a reason, which may be empty.
    """

    competency: Competency
    statement: Statement | None
    own: str | None
    manager: str | None
    own_reason: str | None = None
    manager_reason: str | None = None

    @property
    def texts(self) -> tuple[str, str]:
        """What each view says, for a reader."""
        return Answer(self.own, self.own_reason).text, Answer(
            self.manager, self.manager_reason
        ).text

    @property
    def left_out(self) -> int:
        """How many of the two views say that it does not apply."""
        return (self.own_reason is not None) + (self.manager_reason is not None)

    @property
    def alike(self) -> bool:
        """Whether both gave the same word, or both say that it does not apply."""
        return self.left_out == 2 or (self.left_out == 0 and self.own == self.manager)


@dataclass(frozen=True, slots=True)
class PairedReview:
    """Both views against one level. Each part is in the ladder's order.

    `differ`: both gave a word, and not the same; `alone`: only one of them did; `alike`;
    `not_applicable`: one of them says that it does not apply, whatever the other said.
    """

    level: Level
    own: Profile
    manager: Profile
    differ: tuple[RatedRow, ...]
    alone: tuple[RatedRow, ...]
    alike: tuple[RatedRow, ...]
    not_applicable: tuple[RatedRow, ...] = ()

    def series(self, ladder: Ladder, by_scope: bool = False) -> tuple[Series, Series]:
        """Both views as the lines of a radar."""
        code = self.level.code
        return (
            Series(_(OWN), axes(self.own.ratings(code), ladder, self.level, by_scope)),
            Series(_(MANAGER), axes(self.manager.ratings(code), ladder, self.level, by_scope)),
        )

    def words(self, topic: Ref) -> tuple[str | None, str | None]:
        """What each view says of a statement: one's own word, the manager's, or for a reader
        that it does not apply; None where nothing was said."""
        found = self.level.statement(topic.id) if topic.level == self.level.code else None
        own, manager = (
            view.ratings(topic.level).of_statement(topic.id, found.competency if found else "")
            for view in (self.own, self.manager)
        )
        return own.text if own else None, manager.text if manager else None


def pair_reviews(
    own: Profile | None, manager: Profile | None, ladder: Ladder
) -> PairedReview | str:
    """Both views revealed, or the sentence that says why they are not."""
    if own is None or manager is None:
        missing = [
            name
            for name, view in ((_("their own view"), own), (_("the manager's view"), manager))
            if view is None
        ]
        return _(
            "Still missing: {names}. Nothing is shown before both are here.",
            names=listed(missing),
        )
    waiting = [
        name
        for name, view in ((_("Their own view"), own), (_("The manager's view"), manager))
        if not view.ready
    ]
    if waiting:
        return ngettext(
            "{names} is not marked as ready. Nothing is shown before both are: its owner opens it under My profile, says that it is ready and downloads it again.",
            "{names} are not marked as ready. Nothing is shown before both are: its owner opens it under My profile, says that it is ready and downloads it again.",
            len(waiting),
            names=listed(waiting),
        )
    if own.target != manager.target:
        return _(
            "One view looks at {target} and the other at {manager_target}. Agree on a level first, and choose it under My profile.",
            target=own.target,
            manager_target=manager.target,
        )
    level = ladder.level(own.target)
    if level is None:
        return _(
            "Both look at {target}, which this ladder does not have (any more).",
            target=quoted(own.target),
        )
    rows = list(_rows(own, manager, level))
    return PairedReview(
        level,
        own,
        manager,
        tuple(row for row in rows if row.own and row.manager and not row.alike),
        tuple(row for row in rows if row.left_out == 0 and not (row.own and row.manager)),
        tuple(row for row in rows if row.alike),
        tuple(row for row in rows if row.left_out == 1),
    )


def _rows(own: Profile, manager: Profile, level: Level) -> Iterator[RatedRow]:
    mine, theirs = own.ratings(level.code), manager.ratings(level.code)
    rated = {statement.id for statement in to_rate(level)}
    for competency in level.competencies:
        whole = mine.of_competency(competency.key), theirs.of_competency(competency.key)
        if any(whole):
            yield _row(competency, None, *whole)
        for statement in competency.statements:
            said = mine.says_of(statement.id) or theirs.says_of(statement.id)
            if statement.id in rated and said:
                answers = (
                    mine.of_statement(statement.id, competency.key),
                    theirs.of_statement(statement.id, competency.key),
                )
                yield _row(competency, statement, *answers)


def _row(
    competency: Competency, statement: Statement | None, own: Answer, manager: Answer
) -> RatedRow:
    return RatedRow(competency, statement, own.word, manager.word, own.reason, manager.reason)
