"""What a hiring panel works on in one session: plan, scorecards, uploaded files, a draft.

All of it is in the session's memory and in the files that people download; the app never
stores any of it, and none of it is in a URL.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from explorer.interviews import interview_files
from explorer.interviews.plan import InterviewPlan, expectations, new_plan, parse_plan
from explorer.interviews.scorecard import Scorecard, new_scorecard
from explorer.model import Ladder, Level
from explorer.problems import quoted

NO_NAMES = "No names, please: notes about a person should not be findable by name. Choose a reference that only your panel understands."
NOT_KEPT = "Nothing is stored on the server. What you write is in this visit's memory and in the files that you download: delete the files, and nothing is left."


@dataclass(slots=True)
class PanelSession:
    """One level's panel in one session. `scorecards` are one's own, by interview, and
    `interview` is the one in view; `before` is the plan that an opened one replaced; `draft`
    is an edited job description."""

    plan: InterviewPlan
    empty: Scorecard
    scorecards: dict[str, Scorecard] = field(default_factory=dict)
    interview: str = ""
    before: InterviewPlan | None = None
    uploaded: list[tuple[str, bytes]] = field(default_factory=list)
    uploaded_before: list[tuple[str, bytes]] = field(default_factory=list)
    draft: str | None = None
    info: str = ""
    error: str = ""

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The scorecards for the debrief, with their files' names."""
        return [*self.uploaded_before, *self.uploaded]

    @property
    def scorecard(self) -> Scorecard:
        """One's own scorecard for the interview in view."""
        return self.scorecards.get(self.interview, self.empty)

    def put(self, scorecard: Scorecard) -> None:
        self.scorecards[self.interview] = scorecard

    def identify(self, reference: str, panellist_id: str) -> None:
        """Set the reference and the panellist's id on all of one's scorecards."""
        self.empty = self.empty.with_reference(reference).with_panellist_id(panellist_id)
        self.scorecards = {
            interview: scorecard.with_reference(reference).with_panellist_id(panellist_id)
            for interview, scorecard in self.scorecards.items()
        }


def panel_session(ladder: Ladder, level: Level) -> PanelSession:
    """The session of this visit for a level, in the level's words as they are now."""
    sessions: dict[str, PanelSession] = st.session_state.setdefault("panel_sessions", {})
    key = f"{ladder.key}/{level.code}"
    if key not in sessions:
        sessions[key] = PanelSession(new_plan(ladder, level), new_scorecard(ladder, level))
    found, content_hash = sessions[key], interview_files.content_hash(level)
    found.plan = replace(found.plan, content_hash=content_hash)
    found.empty = replace(found.empty, content_hash=content_hash)
    found.scorecards = {
        interview: replace(scorecard, content_hash=content_hash)
        for interview, scorecard in found.scorecards.items()
    }
    return found


def open_plan(session: PanelSession, ladder: Ladder, level: Level, name: str, raw: bytes) -> None:
    """Open an uploaded plan; one with anything wrong changes nothing."""
    short = quoted(Path(name).name[:80])
    session.info = session.error = ""
    found, problems = parse_plan(raw, Path(name).name[:80])
    why = (
        interview_files.refusal_reason(problems)
        if found is None
        else interview_files.mismatch_reason(found.ladder, found.level, ladder, level)
    )
    if found is None or why:
        session.error = f"{short} was not opened: {why}. Nothing was changed."
        return
    known = {statement.id for statement in expectations(level)}
    lost = [
        id for interview in found.interviews for id in interview.expectations if id not in known
    ]
    older = found.content_hash != interview_files.content_hash(level)
    session.before = session.plan
    session.plan = replace(
        found,
        interviews=tuple(
            replace(
                interview, expectations=tuple(id for id in interview.expectations if id in known)
            )
            for interview in found.interviews
        ),
    )
    session.info = f"{short} is open."
    if older:
        session.info += f" It was made for an older wording of {level.code}: please review it."
    if lost:
        names = ", ".join(map(quoted, dict.fromkeys(lost[:5])))
        session.info += f" {level.code} does not ask for {names}; that was left out."


def undo(session: PanelSession) -> None:
    """Back to the plan that an opened one replaced."""
    if session.before is not None:
        session.plan, session.before = session.before, None
        session.info, session.error = "Your earlier plan is back.", ""


def rename(session: PanelSession, name: str, wanted: str) -> None:
    """Rename an interview; one's scorecard for it goes with it."""
    session.info = session.error = ""
    session.plan = session.plan.renamed(name, wanted)
    if name in session.scorecards and session.plan.interview(wanted):
        session.scorecards[wanted] = replace(session.scorecards.pop(name), interview=wanted)
        session.interview = wanted if session.interview == name else session.interview
