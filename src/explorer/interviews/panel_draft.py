"""What one visitor is working on for a panel, as one readable file: plan, own cards, a draft.

It is what a page keeps between two visits. The plan and the cards in it have the form of
their own files; a card that is not signed yet is one here.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from explorer.files.yaml_reader import read
from explorer.interviews import interview_files
from explorer.interviews.interview_files import FORM, HEAD, OptionalLabel
from explorer.interviews.plan import MAX_INTERVIEWS, InterviewPlan, plan_data
from explorer.interviews.scorecard import Scorecard, scorecard_data
from explorer.problems import Problem

KIND = "ladder-panel"
MAX_BYTES = 1_048_576
MAX_JOB = 100_000
"""Letters of an edited job description."""

_HEAD = """\
# What you are working on for a hiring panel, kept by Ladder Explorer. It names nobody.
"""


_Headless = BeforeValidator(lambda data: interview_files.without(data, HEAD))
_ABOUT = (*HEAD, "ladder", "level", "wording")
"""What a draft's file says of itself; its plan says it too."""


@dataclass(frozen=True, slots=True)
class PanelDraft:
    """A plan, one's own cards (those that say something), and an edited job description.

    `reference` and `panellist_id` are what a further card of one's own begins with.
    """

    __pydantic_config__ = FORM
    plan: Annotated[InterviewPlan, _Headless]
    cards: Annotated[
        tuple[Annotated[Scorecard, _Headless], ...], Field(max_length=4 * MAX_INTERVIEWS)
    ] = ()
    job: Annotated[str, Field(max_length=MAX_JOB)] | None = None
    reference: OptionalLabel = ""
    panellist_id: Annotated[OptionalLabel, Field(alias="panellist")] = ""


def dump_draft(draft: PanelDraft) -> str:
    """The draft as the text of its file."""
    plan = draft.plan
    return interview_files.dump(
        _HEAD,
        {
            "kind": KIND,
            "version": interview_files.VERSION,
            "reference": draft.reference,
            "ladder": plan.ladder,
            "level": plan.level,
            "wording": plan.content_hash,
            "panellist": draft.panellist_id,
            "plan": interview_files.ended(plan_data(plan)),
            "cards": [interview_files.ended(scorecard_data(card)) for card in draft.cards],
            "job": None if draft.job is None else draft.job[:MAX_JOB],
        },
    )


def parse_draft(raw: bytes, file: str) -> tuple[PanelDraft | None, list[Problem]]:
    """A draft from its file's bytes, or None and what is wrong with them."""
    wanted = "a panel that was kept by this app"
    draft, problems = interview_files.parse(PanelDraft, KIND, raw, file, wanted, MAX_BYTES, _ABOUT)
    if draft is None:
        return None, problems
    for path, names in (
        (("plan", "slots"), [each.name for each in draft.plan.interviews]),
        (("cards",), [card.interview for card in draft.cards]),
    ):
        at = interview_files.second(names)
        if at is not None:
            place = read(raw, file, MAX_BYTES).place((*path, at))
            return None, [Problem(file, *place, "an interview a second time", "each once")]
    return draft, []
