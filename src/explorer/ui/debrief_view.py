"""A panel's debrief, for whoever chairs it: only from files, and all at once."""

from collections.abc import Sequence

import streamlit as st

from explorer.files.paths import printable_name
from explorer.interviews.debrief import (
    MAX_SCORECARDS,
    Debrief,
    DebriefRow,
    debrief_of,
    debrief_rows,
    debrief_summary,
)
from explorer.model import Ladder, Level
from explorer.render.debrief_html import debrief_html, remarks_html
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import panel_session
from explorer.ui.panel_session import PanelSession
from explorer.ui.plan_view import bound_key


def show(session: PanelSession, ladder: Ladder, level: Level, printing: bool) -> None:
    """The upload, remarks on the files, and the combined results."""
    if not printing:
        st.markdown(
            _(
                "Once everybody has filled in their scorecard on their own, upload all the files here at once. The result shows where you saw different things, to discuss: no average and no verdict."
            )
        )
        _uploads(session, level)
    panel = debrief_of(session.files, ladder, level)
    if panel.remarks:
        with st.container(border=True, key="told"):
            st.html(remarks_html(panel))
    if len(panel.scorecards) < 2:
        if panel.scorecards:
            st.info(
                _("One scorecard can be used so far; results are shown from two scorecards on.")
            )
        return
    results(panel, debrief_rows(panel, ladder, level), ladder, level)


def _uploads(session: PanelSession, level: Level) -> None:
    """The field for the files, which keeps its list and what it refused; and the files that
    were in it before another way was looked at, for a field that comes back is empty."""
    field = f"panel_cards-{level.ladder}-{level.code}"
    files = st.file_uploader(
        _("Scorecards, up to {max_scorecards}", max_scorecards=MAX_SCORECARDS),
        type=["yaml", "yml"],
        accept_multiple_files=True,
        max_upload_size=FILE_MEGABYTES,
        key=field,
        on_change=_upload,
        args=(session, field),
    )
    if session.uploaded and not files:
        session.uploaded_before, session.uploaded = session.files, []
    if session.uploaded_before:
        numbers = list(range(len(session.uploaded_before)))
        key = bound_key("panel_earlier", numbers)
        st.multiselect(
            _("Uploaded earlier: remove a scorecard and its ratings go with it"),
            numbers,
            key=key,
            on_change=_keep,
            args=(session, key),
            format_func=lambda at: (
                session.uploaded_before[at][0] if at < len(session.uploaded_before) else ""
            ),
        )
    if not session.files:
        st.caption(_(panel_session.NOT_KEPT))


def _upload(session: PanelSession, field: str) -> None:
    files = st.session_state.get(field) or []
    session.uploaded = [(printable_name(file.name), file.getvalue()) for file in files]


def _keep(session: PanelSession, key: str) -> None:
    session.uploaded_before = [session.uploaded_before[at] for at in sorted(st.session_state[key])]
    # The numbers of what stays are others now.
    del st.session_state[key]


def results(panel: Debrief, rows: Sequence[DebriefRow], ladder: Ladder, level: Level) -> None:
    """What the cards say together."""
    about = f" · {escape_markdown(panel.reference)}" if panel.reference else ""
    st.header(_("Debrief{about}", about=about), anchor=False)
    st.markdown(escape_markdown(debrief_summary(panel, rows)))
    st.html(debrief_html(rows, ladder.panel_scale, level))
