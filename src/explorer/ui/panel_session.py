"""What a hiring panel works on in one visit: a plan, a card, files on the table, a draft.

All of it is in the visit's memory and in the files that people download; nothing is ever
written by the app, and nothing of it is in an address.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from explorer.interviews import interview_files
from explorer.interviews import plan as plans
from explorer.interviews import scorecard as cards
from explorer.interviews.plan import InterviewPlan
from explorer.interviews.scorecard import Scorecard
from explorer.model import Ladder, Level
from explorer.problems import quoted

NO_NAMES = (
    "No names here: what is written about somebody should not be found by who they are. Choose a "
    "reference that means something to your panel alone."
)
NOT_KEPT = (
    "Nothing is kept on the server. What you write is in this visit's memory and in the files "
    "that you download: delete the files, and nothing is left."
)


@dataclass(slots=True)
class PanelSession:
    """One level's panel in one visit. `cards` are one's own, by conversation, and `slot` is
    the one in view; `before` is the plan that an opened one replaced; `draft` is an edited job description."""

    plan: InterviewPlan
    empty: Scorecard
    cards: dict[str, Scorecard] = field(default_factory=dict)
    slot: str = ""
    before: InterviewPlan | None = None
    laid: list[tuple[str, bytes]] = field(default_factory=list)
    earlier: list[tuple[str, bytes]] = field(default_factory=list)
    draft: str | None = None
    info: str = ""
    error: str = ""

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The cards on the chair's table, by their files' names."""
        return [*self.earlier, *self.laid]

    @property
    def card(self) -> Scorecard:
        """One's own card for the conversation in view."""
        return self.cards.get(self.slot, self.empty)

    def put(self, card: Scorecard) -> None:
        self.cards[self.slot] = card

    def sign(self, reference: str, panellist: str) -> None:
        """Put a reference and a sign on all of one's cards."""
        self.empty = self.empty.about(reference).by(panellist)
        self.cards = {
            slot: card.about(reference).by(panellist) for slot, card in self.cards.items()
        }


def panel_session(ladder: Ladder, level: Level) -> PanelSession:
    """The session of this visit for a level, in the level's words as they are now."""
    desks: dict[str, PanelSession] = st.session_state.setdefault("panels", {})
    key = f"{ladder.key}/{level.code}"
    if key not in desks:
        desks[key] = PanelSession(plans.new(ladder, level), cards.new(ladder, level))
    found, wording = desks[key], interview_files.content_hash(level)
    found.plan = replace(found.plan, wording=wording)
    found.empty = replace(found.empty, wording=wording)
    found.cards = {slot: replace(card, wording=wording) for slot, card in found.cards.items()}
    return found


def open_plan(session: PanelSession, ladder: Ladder, level: Level, name: str, raw: bytes) -> None:
    """Take an uploaded plan; whatever is wrong with it leaves everything as it is."""
    short = quoted(Path(name).name[:80])
    session.info = session.error = ""
    found, problems = plans.parse(raw, Path(name).name[:80])
    why = (
        interview_files.refused(problems)
        if found is None
        else interview_files.elsewhere(found.ladder, found.level, ladder, level)
    )
    if found is None or why:
        session.error = f"{short} was not opened: {why}. Nothing was changed."
        return
    known = {statement.id for statement in plans.expectations(level)}
    lost = [id for slot in found.slots for id in slot.expectations if id not in known]
    older = found.wording != interview_files.content_hash(level)
    session.before = session.plan
    session.plan = replace(
        found,
        slots=tuple(
            replace(slot, expectations=tuple(id for id in slot.expectations if id in known))
            for slot in found.slots
        ),
    )
    session.info = f"{short} is open."
    if older:
        session.info += f" It was made for an older wording of {level.code}: look through it again."
    if lost:
        names = ", ".join(map(quoted, dict.fromkeys(lost[:5])))
        session.info += f" {level.code} does not ask {names} (any more); that was left out."


def undo(session: PanelSession) -> None:
    """Back to the plan that an opened one replaced."""
    if session.before is not None:
        session.plan, session.before = session.before, None
        session.info, session.error = "Your earlier plan is back.", ""


def rename(session: PanelSession, name: str, wanted: str) -> None:
    """Call a conversation something else; one's card for it goes with it."""
    session.info = session.error = ""
    session.plan = session.plan.renamed(name, wanted)
    if name in session.cards and session.plan.slot(wanted):
        session.cards[wanted] = replace(session.cards.pop(name), slot=wanted)
        session.slot = wanted if session.slot == name else session.slot
