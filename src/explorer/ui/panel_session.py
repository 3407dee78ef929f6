"""What a hiring panel works on in one session: plan, scorecards, uploaded files, a draft.

It is in the session's memory and in the files that people download. The own part of it (not
the others' scorecards) is kept as well once its owner said so: each run first saves what the
last click changed, so that whatever a page shows as kept is. None of it is in a URL.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import streamlit as st

from explorer.errors import StoreError
from explorer.interviews import interview_files
from explorer.interviews.panel_draft import PanelDraft, dump_draft, parse_draft
from explorer.interviews.plan import (
    DEFAULT_INTERVIEWS,
    InterviewPlan,
    expectations,
    new_plan,
    parse_plan,
)
from explorer.interviews.scorecard import Scorecard, in_panel_words, new_scorecard
from explorer.model import Ladder, Level
from explorer.problems import quoted
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import visitor

SESSIONS = "panel_sessions"

NO_NAMES = N_(
    "No names, please: notes about a person should not be findable by name. Choose a reference that only your panel understands."
)
NOT_KEPT = N_(
    "The others' scorecards are in this visit's memory only, and never stored on the server."
)


@dataclass(slots=True)
class PanelSession:
    """One level's panel in one session. `scorecards` are one's own, by interview, and
    `interview` is the one in view; `before` is the plan that an opened one replaced; `draft`
    is an edited job description, and `parts` are what its first draft covers (None: all).
    `kept` is the file of what is kept, `saved` what it says, and
    `damaged` that it cannot be read. A card that is written in a room goes `into` the room."""

    plan: InterviewPlan
    empty: Scorecard
    scorecards: dict[str, Scorecard] = field(default_factory=dict)
    interview: str = ""
    before: InterviewPlan | None = None
    uploaded: list[tuple[str, bytes]] = field(default_factory=list)
    uploaded_before: list[tuple[str, bytes]] = field(default_factory=list)
    draft: str | None = None
    parts: list[str] | None = None
    kept: bytes | None = None
    saved: PanelDraft | None = None
    damaged: bool = False
    declined: bool = False
    info: str = ""
    error: str = ""
    into: Callable[[Scorecard], None] | None = None

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The scorecards for the debrief, with their files' names."""
        return [*self.uploaded_before, *self.uploaded]

    @property
    def scorecard(self) -> Scorecard:
        """One's own scorecard for the interview in view."""
        return self.scorecards.get(self.interview, self.empty)

    @property
    def own(self) -> PanelDraft:
        """What of it is one's own: all but the others' scorecards."""
        cards = tuple(card for card in self.scorecards.values() if card.has_content)
        empty = self.empty
        return PanelDraft(self.plan, cards, self.draft, empty.reference, empty.panellist_id)

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something that somebody wrote."""
        return self.own != self.saved and self.holds_something

    @property
    def holds_something(self) -> bool:
        plan, own = self.plan, self.own
        worked = plan.reference or any(i.expectations or i.prompts for i in plan.interviews)
        named = tuple(i.name for i in plan.interviews) != tuple(map(_, DEFAULT_INTERVIEWS))
        return bool(worked or named or own.cards or own.job is not None)

    def take(self, own: PanelDraft) -> None:
        """Go on with what was kept."""
        self.plan, self.draft = own.plan, own.job
        self.scorecards = {card.interview: card for card in own.cards}
        self.empty = self.empty.with_reference(own.reference)
        self.empty = self.empty.with_panellist_id(own.panellist_id)

    def put(self, scorecard: Scorecard) -> None:
        self.scorecards[self.interview] = scorecard
        if self.into:
            self.into(scorecard)

    def identify(self, reference: str, panellist_id: str) -> None:
        """Set the reference and the panellist's id on all of one's scorecards."""
        self.empty = self.empty.with_reference(reference).with_panellist_id(panellist_id)
        self.scorecards = {
            interview: scorecard.with_reference(reference).with_panellist_id(panellist_id)
            for interview, scorecard in self.scorecards.items()
        }


def sessions() -> dict[str, PanelSession]:
    """All panels of this visit."""
    found: dict[str, PanelSession] = st.session_state.setdefault(SESSIONS, {})
    return found


def unsaved() -> bool:
    """Whether leaving the app would lose somebody's words: they are kept nowhere yet."""
    return any(each.unsaved for each in sessions().values())


def panel_session(ladder: Ladder, level: Level) -> PanelSession:
    """The session of this visit for a level, in the level's words as they are now, and in step
    with what is kept."""
    key = f"{ladder.key}/{level.code}"
    if key not in sessions():
        sessions()[key] = PanelSession(new_plan(ladder, level), new_scorecard(ladder, level))
    found, content_hash = sessions()[key], interview_files.content_hash(level)
    _in_step(found)
    found.plan = replace(found.plan, content_hash=content_hash)
    found.empty = replace(found.empty, content_hash=content_hash)
    found.scorecards = {
        interview: replace(in_panel_words(scorecard, ladder), content_hash=content_hash)
        for interview, scorecard in found.scorecards.items()
    }
    return found


# -- what is kept ----------------------------------------------------------------------


def _in_step(session: PanelSession) -> None:
    """Save what changed here, or take over what changed elsewhere."""
    repository = visitor.panels()
    if repository is None:
        return
    try:
        stored = repository.read(session.plan.ladder, session.plan.level)
        if stored != session.kept or session.damaged:
            _stored(session, stored)
        elif session.kept is not None and session.own != session.saved:
            _save(session)
    except StoreError as error:
        session.error = _(
            "{error} What you wrote is still here: download it before you leave.", error=error
        )


def _stored(session: PanelSession, stored: bytes | None) -> None:
    """Take over what is kept. What was written here before anything was kept stays here."""
    if stored is None:
        session.kept = session.saved = None
        session.damaged = False
        session.info = _(
            "What was kept was deleted elsewhere. It is still here, for this visit only."
        )
        return
    own, problems = parse_draft(stored, "kept panel")
    fits = own and (own.plan.ladder, own.plan.level) == (session.plan.ladder, session.plan.level)
    if own is None or not fits:
        why = interview_files.refusal_reason(problems) if problems else _("it is of another level")
        session.damaged = True
        session.error = _("What was kept cannot be read ({why}). It is left as it is.", why=why)
        return
    if session.kept is None and session.holds_something:
        session.info = _(
            "Something is kept of this panel from another visit. Keeping what is here replaces it."
        )
        session.damaged = True
        return
    if session.kept is not None:
        session.info = _("Your panel was changed in another window. This is how it is now.")
    session.take(own)
    session.kept, session.saved, session.damaged = stored, own, False


def save_rest(session: PanelSession) -> None:
    """Save what drawing the page changed, such as the words that a card answers."""
    if session.kept is not None and not session.damaged and session.own != session.saved:
        _in_step(session)


def keep(session: PanelSession) -> None:
    """Opt in: keep one's own part of this panel from now on, on a server as soon as the
    visitor's browser holds a key."""
    session.info = session.error = ""
    if visitor.by_browser():
        visitor.with_key(partial(_keep, session), partial(_without_key, session))
    else:
        _keep(session)


def _without_key(session: PanelSession) -> None:
    session.error = _(
        "Your browser did not take the cookie that holds its key, so nothing is kept. Allow cookies for this site and try again, or download what you wrote."
    )


def _keep(session: PanelSession) -> None:
    session.info = session.error = ""
    repository = visitor.panels()
    if repository is None:
        return
    try:
        session.kept = repository.read(session.plan.ladder, session.plan.level)
        _save(session)
    except StoreError as error:
        session.kept = None
        session.error = str(error)


def _save(session: PanelSession) -> None:
    with visitor.asked_once(anew=True):
        repository, own = visitor.panels(), session.own
    if repository is None:
        return
    document = dump_draft(own).encode()
    plan = session.plan
    if repository.write(plan.ladder, plan.level, document, session.kept):
        session.kept, session.saved, session.damaged = document, own, False
    else:
        _stored(session, repository.read(plan.ladder, plan.level))


def forget(session: PanelSession) -> None:
    """Delete what is kept; what is on the page stays for this visit."""
    session.info = session.error = ""
    repository = visitor.panels()
    if repository is None:
        return
    try:
        repository.delete(session.plan.ladder, session.plan.level)
        visitor.forget_unused_key()
    except StoreError as error:
        session.error = str(error)
        return
    session.kept = session.saved = None
    session.damaged, session.declined = False, True
    session.info = _("What was kept is deleted. It is still on this page, for this visit only.")


def forget_all() -> dict[str, PanelSession]:
    """Empty this visit of every panel; gives those that hold something."""
    found: dict[str, PanelSession] = st.session_state.pop(SESSIONS, {})
    return {key: each for key, each in found.items() if each.holds_something or each.files}


def put_back(deleted: dict[str, PanelSession]) -> None:
    """Have panels in this visit again that hold nothing by now; they are kept nowhere."""
    now = sessions()
    for key, each in deleted.items():
        if key not in now or not now[key].holds_something:
            now[key] = replace(each, kept=None, saved=None, damaged=False)


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
        session.error = _(
            "{short} was not opened: {why}. Nothing was changed.", short=short, why=why
        )
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
    session.info = _("{short} is open.", short=short)
    if older:
        session.info += _(
            " It was made for an older wording of {code}: please review it.", code=level.code
        )
    if lost:
        names = ", ".join(map(quoted, dict.fromkeys(lost[:5])))
        session.info += _(
            " {code} does not ask for {names}; that was left out.", code=level.code, names=names
        )


def undo(session: PanelSession) -> None:
    """Back to the plan that an opened one replaced."""
    if session.before is not None:
        session.plan, session.before = session.before, None
        session.info, session.error = _("Your earlier plan is back."), ""


def rename(session: PanelSession, name: str, wanted: str) -> None:
    """Rename an interview; one's scorecard for it goes with it."""
    session.info = session.error = ""
    session.plan = session.plan.renamed(name, wanted)
    if name in session.scorecards and session.plan.interview(wanted):
        session.scorecards[wanted] = replace(session.scorecards.pop(name), interview=wanted)
        session.interview = wanted if session.interview == name else session.interview
