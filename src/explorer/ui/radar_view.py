"""The radar on a page: the picture, the sentence that reads it aloud, its table, its files.

Which axes it has, the competencies or their scopes, is a choice of the visit.
"""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import streamlit as st

from explorer.model import Ladder, Level
from explorer.profiles import assessment
from explorer.profiles.assessment import Series
from explorer.profiles.profile import Ratings
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import download

BY_SCOPE = "radar_by_scope"
MOST_AXES = 8
_FORMS: tuple[tuple[Literal["png", "svg", "pdf"], str, str], ...] = (
    ("png", "PNG", "image/png"),
    ("svg", "SVG", "image/svg+xml"),
    ("pdf", "PDF", "application/pdf"),
)


def by_scope(ladder: Ladder, level: Level, printing: bool = False) -> bool:
    """Whether the axes are scopes: asked only where a level has some, and they are few."""
    if not assessment.has_scopes(level):
        return False
    if len(assessment.axes(Ratings(), ladder, level, by_scope=True)) > MOST_AXES:
        return False
    if printing:
        return bool(st.session_state.get(BY_SCOPE))
    return st.toggle(
        "One axis per scope",
        key=BY_SCOPE,
        persist_state="session",
        help="Some competencies set separate expectations for each scope, such as a group and the whole company.",
    )


def show(
    series: Sequence[Series], ladder: Ladder, level: Level, said: str, printing: bool = False
) -> None:
    """One or two series against the level; `said` reads the picture aloud."""
    # Altair and pandas take a third of a second to load: only where a chart is drawn.
    from explorer.render import radar  # noqa: PLC0415

    if not series[0].axes:
        st.info(f"{escape_markdown(level.code)} has no competencies to rate.")
        return
    drawing = radar.radar(series, ladder.scale, level.code)
    with st.container(key="chart", horizontal_alignment="center"):
        st.altair_chart(drawing, width="content", alt=said)
    st.caption(f"{escape_markdown(said)} An unrated axis is left open.")
    st.table(
        radar.table(series, ladder.scale, level.code)
        .map(escape_markdown)
        .rename(index=escape_markdown, columns=escape_markdown),
        border="horizontal",
        alt="The ratings as a table",
    )
    if printing:
        return
    title = f"Against {level.code} · {level.title}"
    with st.popover("Download the radar", icon=":material/download:", type="tertiary"):
        if not radar.can_export():
            st.caption(radar.NO_EXPORT)
            return
        st.caption("Made by this app when you click; nothing is sent anywhere else.")
        for form, label, mime in _FORMS:
            download.button(
                label,
                partial(radar.picture, drawing, title, form),
                f"radar-{level.code}.{form}",
                mime,
                key=f"radar-{form}",
                icon=None,
            )
