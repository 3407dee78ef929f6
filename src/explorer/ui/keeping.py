"""The visitor's profile: in the visit's memory, and in their own file where that was wished.

The profile on the page is the truth of a visit. In personal use, after one visible yes,
each change is saved at once; a change made in another window is taken over and never
overwritten. In shared use nothing is ever written here.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from explorer.model import Ladder, Ref
from explorer.problems import quoted
from explorer.profiles.profile import MAX_TOPICS, Profile, Voice, first_target, new
from explorer.profiles.profile_file import parse
from explorer.profiles.store import Conflict, Damaged, Store, StoreError, default_folder

VOICE = "profile_voice"
BOTH, ROUNDS = "both_views", "rating_rounds"
"""What else a visit holds of people's words: the two views on the 1:1 page, and what can be
taken back while rating."""
VIEWS: dict[Voice, str] = {"self": "My own view", "manager": "My view as a manager"}

_VOICES: dict[Voice, str] = {"self": "own view", "manager": "view as a manager"}


@dataclass(slots=True)
class Desk:
    """One ladder's profile in one visit.

    `kept`: it stands in the user's file as `profile.revision`. `notice` is what the page
    should say once. `before` is what an upload replaced.
    """

    profile: Profile
    kept: bool = False
    notice: str = ""
    alarm: str = ""
    damaged: bool = False
    before: Profile | None = None


def store() -> Store:
    return Store(default_folder())


def voice() -> Voice:
    """Whose view this visit is writing: one's own, or one's view as a manager."""
    return "manager" if st.session_state.get(VOICE) == "manager" else "self"


def desk(ladder: Ladder, personal: bool, by: Voice | None = None) -> Desk:
    """The profile of this visit in the voice that it writes in, or in the one given,
    brought up to date with the kept one."""
    by = by or voice()
    target = first_target(ladder) or ladder.levels[0].code
    found = _desks().setdefault((ladder.key, by), Desk(new(ladder, target, by)))
    if personal:
        _take_kept(found)
    return found


def _desks() -> dict[tuple[str, Voice], Desk]:
    desks: dict[tuple[str, Voice], Desk] = st.session_state.setdefault("desks", {})
    return desks


def _take_kept(desk: Desk) -> None:
    desk.damaged = False
    try:
        kept = store().load(desk.profile.ladder, desk.profile.by)
    except Damaged as error:
        desk.alarm, desk.damaged, desk.kept = str(error), True, False
        return
    except StoreError as error:
        desk.alarm = str(error)
        return
    if kept is None:
        if desk.kept:
            desk.kept = False
            desk.profile = replace(desk.profile, revision=0)
            desk.notice = "The kept profile was deleted elsewhere. Your ratings are still here, for this visit only."
        return
    if desk.kept and kept.revision != desk.profile.revision:
        desk.notice = "Your profile was changed in another window. This is how it is now."
    if not desk.kept and desk.profile.holds_something:
        return
    desk.profile, desk.kept = kept, True


def change(desk: Desk, profile: Profile) -> bool:
    """Take a changed profile; save it where it is kept. False where it was not taken, since
    another window was faster."""
    desk.notice = desk.alarm = ""
    if not desk.kept:
        desk.profile = profile
        return True
    try:
        desk.profile = store().save(profile, on=desk.profile)
    except Conflict as error:
        if error.current is None:
            desk.kept = False
            desk.profile = replace(profile, revision=0)
            desk.alarm = (
                "The kept profile was deleted elsewhere. Your ratings are here for this visit only."
            )
        else:
            desk.profile = error.current
            desk.alarm = (
                "Your profile was changed in another window, so your last choice was not saved. "
                "This is how it is now; choose again."
            )
            return False
    except StoreError as error:
        desk.profile = profile
        desk.kept = False
        desk.alarm = (
            f"{error} Your ratings are still here: download them before you close this page."
        )
    return True


def write_down(
    desk: Desk, more: Callable[[Profile], Profile], of: Callable[[Profile], object] = lambda _: None
) -> None:
    """Take what somebody wrote. A choice is made again in a moment, a text is not: where
    another window was faster it goes with what is kept by now, unless `of`, the piece of a
    profile that it takes the place of, is what was changed there."""
    was = of(desk.profile)
    if not change(desk, more(desk.profile)) and of(desk.profile) == was:
        change(desk, more(desk.profile))


def talk_about(desk: Desk, topic: Ref) -> str:
    """Put a statement on the conversation list; gives the sentence that says so."""
    if topic in desk.profile.conversation:
        return "This is on your conversation list already, under 1:1."
    if len(desk.profile.conversation) >= MAX_TOPICS:
        return f"Your conversation list is full: {MAX_TOPICS} statements. Take one off under 1:1."
    change(desk, desk.profile.with_topic(topic))
    alarm, desk.alarm = desk.alarm, ""
    return alarm or "It is on your conversation list now, under 1:1."


def keep(desk: Desk) -> None:
    """The visible yes: keep this profile on this computer from now on."""
    desk.notice = desk.alarm = ""
    try:
        desk.profile = store().save(replace(desk.profile, revision=0))
        desk.kept = True
    except Conflict as error:
        desk.alarm = "A profile was kept from another window in the meantime. This is that one."
        if error.current:
            desk.before, desk.profile, desk.kept = desk.profile, error.current, True
    except StoreError as error:
        desk.alarm = str(error)


def forget(desk: Desk) -> None:
    """Delete what is kept on this computer; the visit goes on without it."""
    desk.notice = desk.alarm = ""
    try:
        store().delete(desk.profile.ladder, desk.profile.by)
    except StoreError as error:
        desk.alarm = str(error)
        return
    desk.kept = False
    desk.profile = replace(desk.profile, revision=0)
    desk.notice = (
        "The kept file is deleted. Your ratings are still on this page, for this visit only."
    )


def backup() -> bytes:
    """Every file that is kept on this computer, in one archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, raw in store().everything().items():
            files.writestr(name, raw)
    return archive.getvalue()


def delete_everything(personal: bool) -> None:
    """Delete what is kept, of all ladders, and empty this visit; it can be put back until
    the visit ends."""
    said = ""
    if personal:
        try:
            store().delete_everything()
        except StoreError as error:
            said = str(error)
    for held in (BOTH, ROUNDS):
        st.session_state.pop(held, None)
    for found in _desks().values():
        old = found.profile
        found.profile = replace(
            Profile(old.ladder, old.target, old.ladder_name, old.by), current=old.current
        )
        found.kept = found.damaged = False
        found.before = replace(old, revision=0) if old.holds_something else None
        found.alarm = said
        found.notice = (
            ""
            if said
            else (
                "Everything about you is deleted. Until you close or reload this page, what it showed "
                "can be put back."
            )
        )


def set_aside(desk: Desk) -> None:
    """Make room for a new profile where the kept file is damaged."""
    desk.notice = desk.alarm = ""
    try:
        aside = store().set_aside(desk.profile.ladder, desk.profile.by)
        desk.notice = f"The damaged file is now called {aside.name}, in the same folder."
        desk.damaged = False
    except StoreError as error:
        desk.alarm = str(error)


def open_file(desk: Desk, ladder: Ladder, name: str, raw: bytes) -> None:
    """Take an uploaded profile; whatever is wrong with it leaves everything as it is."""
    short = Path(name).name[:80]
    profile, problems = parse(raw, short)
    desk.notice = desk.alarm = ""
    if profile is None:
        first = problems[0]
        desk.alarm = f"{quoted(short)} was not opened: line {first.line}, {first.sentence}. Nothing was changed."
        return
    if profile.ladder != ladder.key:
        desk.alarm = (
            f"{quoted(short)} was not opened: it is a profile for the ladder "
            f"{quoted(profile.ladder_name or profile.ladder)}, and this is {quoted(ladder.name)}. Nothing was changed."
        )
        return
    before = desk.profile
    if profile.by != before.by:
        desk.alarm = (
            f"{quoted(short)} was not opened: it is somebody's {_VOICES[profile.by]}, and this page "
            f"holds your {_VOICES[before.by]}. Lay the two beside each other under 1:1, or choose "
            f"“{VIEWS[profile.by]}” here first. Nothing was changed."
        )
        return
    change(desk, replace(profile, revision=before.revision))
    taken = replace(desk.profile, revision=0, saved="") == replace(profile, revision=0, saved="")
    if taken:
        desk.before = before if before.holds_something else None
    if not desk.alarm:
        desk.notice = f"{quoted(short)} is open."


def undo(desk: Desk) -> None:
    """Back to what an upload replaced."""
    if desk.before is not None:
        before, desk.before = desk.before, None
        change(desk, replace(before, revision=desk.profile.revision))
        desk.notice = desk.notice or "Your earlier ratings are back."
