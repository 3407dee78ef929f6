"""What the signs of a wrong shape look at (`doubts`): a ladder's statements, and where they stand."""

from typing import NamedTuple

from explorer.drafts.decisions import Answer, Decisions, decided
from explorer.drafts.draft import DraftLevel, Fragment
from explorer.importing.imported_ladder import ImportedLadder
from explorer.text.lazy_messages import gettext_lazy

_STATEMENTS = ("statement", "tentative")
LONG_NAME = 80


class Told(NamedTuple):
    """A statement, and where it stands."""

    file: str
    line: int
    level: DraftLevel
    fragment: Fragment
    competency: str | None


def statements_of(ladder: ImportedLadder) -> list[Told]:
    return [
        Told(member.file, min(each.lines, default=0), member.level, each, each.competency)
        for member in ladder.members
        for each in member.level.fragments
        if each.kind in _STATEMENTS
    ]


def first_place(ladder: ImportedLadder) -> tuple[str, int]:
    return ladder.members[0].file, ladder.members[0].level.line


def no_level(*names: str, label: str = gettext_lazy("No")) -> Answer:
    return Answer(label, Decisions(not_levels=[*decided(names, None)]))


def titles_of(ladder: ImportedLadder) -> list[str]:
    return [member.level.title for member in ladder.members]
