"""What an import gives before it is files: ladders of levels with their documents, remarks and
questions about a place. `ladders` puts them together, `ladder_files` makes their data.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.drafts.decisions import Answer, Decisions
from explorer.drafts.draft import DraftLevel, Fragment
from explorer.text.lazy_messages import gettext_lazy

YES = gettext_lazy("Yes")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place in a document, for whoever imports it.

    The line counts from 1 (0: the file); in a workbook it is a cell, such as "Growth!B7"."""

    file: str
    line: int | str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Question(Remark):
    """A remark that asks whether something was read rightly, and what may be answered."""

    answers: tuple[Answer, ...] = ()

    @property
    def asked(self) -> str:
        """The question alone, which stays the same when the figures behind it change."""
        return f"{self.text.partition('?')[0]}?"

    @classmethod
    def of(
        cls, file: str, line: int, text: str, answers: Iterable[Answer] = (), yes: str = YES
    ) -> "Question":
        """A question with yes as its first answer, unless `yes` says it in other words."""
        asked = cls(file, line, text).asked
        return cls(file, line, text, (Answer(yes, Decisions(right=[asked])), *answers))


@dataclass(frozen=True, slots=True)
class SourcedLevel:
    """A level of a ladder and the document it comes from."""

    level: DraftLevel
    file: str


@dataclass(frozen=True, slots=True)
class ImportedLadder:
    """A ladder to be: its levels in order, and the fragments that belong to no level."""

    key: str
    name: str
    members: tuple[SourcedLevel, ...]
    fragments: tuple[Fragment, ...] = ()

    def competencies(self) -> dict[str, str]:
        """The names of the competencies in order, each with its icon or ""."""
        found: dict[str, str] = {}
        for member in self.members:
            for fragment in member.level.fragments:
                if (name := competency_of(fragment)) is not None:
                    icon = member.level.icons.get(name, "")
                    found[name] = found.get(name) or icon
        return found

    def facts(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                fragment.scope or UNNAMED_FACT
                for member in self.members
                for fragment in member.level.fragments
                if fragment.kind == "fact"
            )
        )


UNNAMED_FACT = "Fact"
"""What a fact is called whose name nobody would see."""
UNNAMED_COMPETENCY = ""
"""The competency of what has to stand in one, and has none in the source."""


def competency_of(fragment: Fragment) -> str | None:
    if fragment.kind in ("fact", "remainder", "omitted"):
        return None
    if fragment.kind in ("statement", "tentative", "example"):
        return fragment.competency or UNNAMED_COMPETENCY
    return fragment.competency
