"""Over time: snapshots of a profile, what moved between two, and what the ladder changed."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import count, islice

import streamlit as st

from explorer.compare.word_diff import Word
from explorer.files.yaml_reader import readable
from explorer.model import Ladder, Ref
from explorer.profiles import snapshots
from explorer.profiles.assessment import sentence_of_two
from explorer.profiles.profile import MAX_SNAPSHOTS, Snapshot
from explorer.profiles.profile_file import storage_problem
from explorer.profiles.snapshots import LadderChange, RatingChange
from explorer.render.html_parts import sheet
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_, day
from explorer.text.translation import gettext as _
from explorer.ui import profile_session, radar_view
from explorer.ui.profile_session import ProfileSession

TODAY = N_("Today")
NAME = "snapshot_name"
FROM, TO = "snapshot_from", "snapshot_to"
_FATES = {
    "reworded": (N_("Reworded"), N_("its rating is kept; check whether it still applies")),
    "discussed": (N_("Under discussion now"), N_("its rating is kept, and shown nowhere else")),
    "dropped": (
        N_("No longer in the ladder"),
        N_("its rating is kept in your profile, and shown here"),
    ),
    "added": (N_("New in the ladder"), N_("not rated unless you did since")),
}


def show(session: ProfileSession, ladder: Ladder, printing: bool = False) -> None:
    """Freeze today; look at what moved since an earlier day, and what the ladder changed."""
    if not printing:
        st.markdown(
            _(
                "A snapshot keeps today's ratings together with today's wording of the ladder. Take one at a review; later you can see which ratings changed, and what changed in the ladder."
            )
        )
        _freeze(session, ladder)
    frozen = _named(session.profile.snapshots)
    if not frozen:
        st.caption(_("No snapshot yet."))
        return
    today = snapshots.freeze(session.profile, ladder, date.today().isoformat())
    ends = _ends(list(frozen), printing)
    before, after = (frozen.get(name, today) for name in ends)
    _moved(before, after, ends, ladder, printing)
    _ladder_changed(session, before, ladder, printing)
    if not printing:
        _list(session, frozen)


def _freeze(session: ProfileSession, ladder: Ladder) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = len(session.profile.snapshots)
        st.text_input(
            _("Name (optional)"),
            key=f"{NAME}-{number}",
            max_chars=60,
            width=320,
            placeholder=_("Autumn review"),
        )
        st.button(
            _("Take a snapshot"),
            type="primary",
            on_click=_take,
            args=(session, ladder, number),
            disabled=not session.profile.rated,
            icon=":material/photo_camera:",
            help=None if session.profile.rated else _("Nothing is rated yet."),
        )


def _take(session: ProfileSession, ladder: Ladder, number: int) -> None:
    if number >= MAX_SNAPSHOTS:
        session.error = _(
            "There can be at most {max_snapshots} snapshots; delete one first.",
            max_snapshots=MAX_SNAPSHOTS,
        )
        return
    name = readable(st.session_state.get(f"{NAME}-{number}", ""))
    snapshot = snapshots.freeze(session.profile, ladder, date.today().isoformat(), name)
    more = session.profile.with_snapshot(snapshot)
    wrong = storage_problem(more)
    if wrong:
        session.error = _(
            "The snapshot was not taken, because the file could not be read back: {wrong}.",
            wrong=wrong,
        )
        return
    profile_session.change(session, more)
    session.info = session.info or _("The snapshot of {date} is taken.", date=day(snapshot.date))


def _named(all_of_them: Sequence[Snapshot]) -> dict[str, Snapshot]:
    """Each snapshot by its day and name, with a number where two would be called the same."""
    named: dict[str, Snapshot] = {}
    for snapshot in all_of_them:
        name = f"{snapshot.date}, {snapshot.name}" if snapshot.name else snapshot.date
        numbered = (f"{name} ({number})" for number in count(2))
        named[next(each for each in (name, *islice(numbered, len(named))) if each not in named)] = (
            snapshot
        )
    return named


def _ends(names: list[str], printing: bool) -> tuple[str, str]:
    """The two snapshots that are looked at: the last one and today, or those chosen."""
    both = [*names, TODAY]
    for key, usual in ((FROM, names[-1]), (TO, TODAY)):
        if st.session_state.get(key) not in both:
            st.session_state[key] = usual
    if not printing:
        with st.container(horizontal=True):
            st.selectbox(
                _("From"),
                both,
                key=FROM,
                width=320,
                format_func=_shown,
                persist_state="session",
            )
            st.selectbox(
                _("To"),
                both,
                key=TO,
                width=320,
                format_func=_shown,
                persist_state="session",
            )
    return st.session_state[FROM], st.session_state[TO]


def _shown(name: str) -> str:
    """A snapshot has the name that somebody gave it; today is a word of ours."""
    return _(name) if name == TODAY else name


def _moved(
    before: Snapshot, after: Snapshot, ends: tuple[str, str], ladder: Ladder, printing: bool
) -> None:
    st.header(_("Changed ratings"), anchor=False)
    if ends[0] == ends[1]:
        st.caption(_("These are the same. Choose two different ones."))
        return
    _two_radars(before, after, ends, ladder, printing)
    moves = snapshots.rating_changes(before, after)
    if not moves:
        st.caption(_("No rating has changed."))
        return
    st.html(sheet(*_move_tables(moves, (_shown(ends[0]), _shown(ends[1])))))


def _two_radars(
    before: Snapshot, after: Snapshot, ends: tuple[str, str], ladder: Ladder, printing: bool
) -> None:
    """Both on one radar, where both know the level and its competencies stayed the same."""
    code = after.target
    level = ladder.level(code)
    later, earlier = (
        snapshots.series(each, code, ladder, name)
        for each, name in zip((after, before), map(_shown, reversed(ends)), strict=True)
    )
    if level is None or later is None or earlier is None:
        return
    if [a.key for a in later.axes] != [a.key for a in earlier.axes]:
        st.caption(_("The competencies have changed, so there is no common radar."))
        return
    radar_view.show(
        (later, earlier), ladder, level, sentence_of_two(later, earlier, ladder, level), printing
    )


def _move_tables(moves: Sequence[RatingChange], ends: tuple[str, str]) -> list[str]:
    tables = []
    for code in dict.fromkeys(move.level for move in moves):
        rows = "".join(
            f"<tr><td><b>{escape(move.competency or _('No longer in the ladder'))}</b>"
            f"{f'<br>{escape(move.text)}' if move.text else _(', as a whole')}</td>"
            f"{''.join(f'<td>{escape(text)}</td>' for text in move.texts)}</tr>"
            for move in moves
            if move.level == code
        )
        tables.append(
            f'<table class="moves"><thead><tr><th scope="col">{_("Against {code}", code=escape(code))}</th><th scope="col">{escape(ends[0])}</th><th scope="col">{escape(ends[1])}</th></tr></thead><tbody>{rows}</tbody></table>'
        )
    return tables


def _ladder_changed(
    session: ProfileSession, since: Snapshot, ladder: Ladder, printing: bool
) -> None:
    found = snapshots.ladder_changes(since, session.profile, ladder)
    title = _("What changed in the ladder") if found else _("The ladder has not changed")
    st.header(title, anchor=False)
    if not found:
        st.caption(
            _(
                "For the levels of this snapshot it says the same as on {date}.",
                date=day(since.date),
            )
        )
        return
    for kind, (title, fate) in _FATES.items():
        changes = [change for change in found if change.kind == kind]
        if changes:
            st.subheader(title, anchor=False)
            st.html(sheet(_changes(changes, fate)))
            for change in changes:
                if change.successor and change.word and not printing:
                    _offer_successor(session, change)


def _changes(changes: Sequence[LadderChange], fate: str) -> str:
    items = "".join(
        f'<li><span class="quiet">{escape(change.level)}</span> {_wording(change)}'
        f'<br><span class="quiet">{_rated(change, fate)}</span></li>'
        for change in changes
    )
    return f'<ul class="statements">{items}</ul>'


def _wording(change: LadderChange) -> str:
    tags = {"same": "{}", "new": "<ins>{}</ins>", "gone": "<del>{}</del>"}
    words: Sequence[Word] = change.words if change.before and change.after else ()
    if words:
        return "".join(tags[kind].format(escape(text)) for kind, text in words)
    statement = change.before or change.after
    return escape(visible(statement.text)) if statement else ""


def _rated(change: LadderChange, fate: str) -> str:
    if change.kind == "added":
        return _("Rated: {word}.", word=escape(change.word)) if change.word else _("Not rated yet.")
    return (
        _("Rated {word}; {fate}.", word=escape(change.word), fate=fate)
        if change.word
        else _("Not rated.")
    )


def _offer_successor(session: ProfileSession, change: LadderChange) -> None:
    """A dropped statement whose place another seems to take: its word is offered, no more."""
    if change.successor is None or change.word is None:
        return
    successor = Ref(change.level, change.successor.id)
    if session.profile.ratings(successor.level).statements.get(successor.id) == change.word:
        return
    with st.container(border=True, key=f"heir-{successor}"):
        st.markdown(
            _(
                "This seems to replace it: {text}",
                text=escape_markdown(visible(change.successor.text)),
            )
        )
        st.button(
            _("Rate it {word} too", word=escape_markdown(change.word)),
            key=f"heir_take-{successor}",
            on_click=_say,
            args=(session, successor, change.word),
        )


def _say(session: ProfileSession, successor: Ref, word: str) -> None:
    profile_session.change(session, session.profile.with_statement_rated(successor, word))


def _list(session: ProfileSession, frozen: dict[str, Snapshot]) -> None:
    with st.expander(_("All snapshots"), key="snapshots"):
        for name, snapshot in reversed(frozen.items()):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(
                    _(
                        "{name}, against {target}",
                        name=escape_markdown(name),
                        target=escape_markdown(snapshot.target),
                    ),
                    width="stretch",
                )
                st.button(
                    _("Delete"),
                    key=f"snapshot_delete-{name}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_drop,
                    args=(session, snapshot),
                )


def _drop(session: ProfileSession, snapshot: Snapshot) -> None:
    profile_session.change(session, session.profile.without_snapshot(snapshot))
