"""One interview of a plan, for whoever holds it: what to look for, how to open each subject.

What the candidate may say is there as the ladder's own examples, to be recognised and not
to be waited for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from explorer.interviews.plan import Interview, InterviewPlan, prompts_by_statement
from explorer.model import Level, Statement, TextBlock
from explorer.text.translation import N_

NOTHING = N_("This interview covers nothing yet.")
"""What a sheet without a section says."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One competency: the expectations of the interview, each with its prompts."""

    name: str
    questions: tuple[tuple[Statement, tuple[str, ...]], ...]
    examples: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class InterviewSheet:
    """An interview's name, its level with the panel's reference, its competencies, and the
    language of its level."""

    name: str
    about: str
    sections: tuple[SheetSection, ...]
    language: str


def interview_sheet(
    plan: InterviewPlan,
    interview: Interview,
    level: Level,
    default_prompts: Mapping[str, tuple[str, ...]] | None = None,
) -> InterviewSheet:
    """The sheet of one interview; `usual` are the level's default prompts, if they are known."""
    about = " · ".join(part for part in (f"{level.code} {level.title}", plan.reference) if part)
    by_competency = groupby(
        prompts_by_statement(interview, level, default_prompts), key=lambda pair: pair[0].competency
    )
    return InterviewSheet(
        interview.name,
        about,
        tuple(_section(level, key, tuple(questions)) for key, questions in by_competency),
        level.language,
    )


def _section(
    level: Level, key: str, questions: tuple[tuple[Statement, tuple[str, ...]], ...]
) -> SheetSection:
    competency = level.competency(key)
    if competency is None:
        return SheetSection(key, questions, ())
    name = f"{competency.icon} {competency.name}".strip()
    return SheetSection(name, questions, competency.examples)
