"""What two people go through once both views are open: where they differ most comes first.

Each item has a name by which a room remembers it, and which says nothing of anybody's words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.model import Competency, Ladder, RatingScale, Ref, Statement
from explorer.profiles.meeting import questions
from explorer.profiles.paired_review import PairedReview, RatedRow
from explorer.profiles.profile import Profile


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A statement, a competency as a whole, or a question about a step to the next level."""

    name: str
    row: RatedRow | None = None
    competency: Competency | None = None
    statement: Statement | None = None
    question: str = ""


def agenda(found: PairedReview, ladder: Ladder) -> tuple[AgendaItem, ...]:
    """What there is to go through: what both see differently, the widest distance first; what
    one of them wants to talk about; what only one of them rated or says does not apply; and the
    questions about a step to the level, if it is one."""
    widest = sorted(found.differ, key=lambda row: -distance(row, ladder.scale))
    listed = _listed(found, (*found.own.conversation, *found.manager.conversation))
    rows = [*widest, *listed, *found.not_applicable, *found.alone]
    items = {item.name: item for item in (_of_row(found, row) for row in rows)}
    for key, question in questions(_with_step(found), ladder).items():
        items[f"question/{key}"] = AgendaItem(f"question/{key}", question=question)
    return tuple(items.values())


def distance(row: RatedRow, scale: RatingScale) -> int:
    """How many words apart the two lie; 0 where one of them has none."""
    own, manager = scale.place_of(row.own), scale.place_of(row.manager)
    return abs(own - manager) if own is not None and manager is not None else 0


def _listed(found: PairedReview, topics: Iterable[Ref]) -> list[RatedRow]:
    """The statements of this level that somebody wants to talk about."""
    rated = {
        row.statement.id: row
        for row in (*found.differ, *found.alone, *found.alike, *found.not_applicable)
        if row.statement
    }
    rows = []
    for topic in topics:
        statement = found.level.statement(topic.id) if topic.level == found.level.code else None
        competency = found.level.competency(statement.competency) if statement else None
        if statement and competency:
            rows.append(rated.get(topic.id) or RatedRow(competency, statement, None, None))
    return rows


def _of_row(found: PairedReview, row: RatedRow) -> AgendaItem:
    code = found.level.code
    name = f"{code}/{row.statement.id}" if row.statement else f"{code}//{row.competency.key}"
    return AgendaItem(name, row, row.competency, row.statement)


def _with_step(found: PairedReview) -> Profile:
    """Where the person is today is theirs to say; the manager's view may say it too."""
    return found.own if found.own.current else found.manager
