"""The radar on a page: the picture, the same in words, its files; and rating by a click on it.

Which axes it has, the competencies or their scopes, is a choice of the visit.
"""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Literal

import streamlit as st

from explorer.model import Ladder, Level
from explorer.profiles import assessment
from explorer.profiles.assessment import Series
from explorer.profiles.profile import Ratings
from explorer.render.html_parts import sheet, text_table
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import download

Pick = Callable[[str, str], None]
"""Takes the key of an axis and the word that was clicked on it."""

BY_SCOPE = "radar_by_scope"
MOST_AXES = 8
"""With more, the names of scopes run into each other around the radar."""
_FORMS: tuple[tuple[Literal["png", "svg", "pdf"], str, str], ...] = (
    ("png", "PNG", "image/png"),
    ("svg", "SVG", "image/svg+xml"),
    ("pdf", "PDF", "application/pdf"),
)


def can_be_by_scope(ladder: Ladder, level: Level) -> bool:
    """Only where a level has scopes, and they are few."""
    if not assessment.has_scopes(level):
        return False
    return len(assessment.axes(Ratings(), ladder, level, by_scope=True)) <= MOST_AXES


def by_scope(ladder: Ladder, level: Level, printing: bool = False) -> bool:
    """Whether the axes are scopes; asks for it where they can be."""
    if not can_be_by_scope(ladder, level):
        return False
    if printing:
        return bool(st.session_state.get(BY_SCOPE))
    return st.toggle(
        _("One axis per scope"),
        key=BY_SCOPE,
        persist_state="session",
        help=_(
            "Some competencies set separate expectations for each scope, such as a group and the whole company."
        ),
    )


def draw(
    series: Sequence[Series],
    ladder: Ladder,
    level: Level,
    said: str,
    key: str = "radar_chart",
    pick: Pick | None = None,
    printing: bool = False,
) -> None:
    """The picture alone; `said` is the same for whoever does not see it. Where `pick` is
    given, a click on a point of the rings rates."""
    # Altair takes a third of a second to load: only where a chart is drawn. pandas, which
    # Streamlit loads for a chart, comes first and whole: of two screens that drew their first
    # chart at once, Altair in one found it half loaded by the other, and the page failed.
    import pandas  # noqa: F401, PLC0415
    import pyarrow  # type: ignore[import-untyped]  # noqa: PLC0415

    from explorer.render import radar  # noqa: PLC0415

    if not series[0].axes:
        st.info(_("{code} has no competencies to rate.", code=escape_markdown(level.code)))
        return
    spec = radar.specification(series, ladder.scale, pickable=pick is not None)
    # A copy of the outer dict: Streamlit takes the datasets out of what it is given. A list of
    # rows it would send by way of pandas, which is a fifth of a rating's whole run.
    rows = radar.datasets(series, ladder.scale, level.code)
    sent = {name: pyarrow.Table.from_pylist(each) for name, each in rows.items()}
    drawing = {**spec, "datasets": sent}
    if printing:
        drawing["background"] = "#ffffff"  # also where the screen is dark
    with st.container(key="chart", horizontal_alignment="center", gap=None):
        if pick is None:
            st.vega_lite_chart(drawing, width="content", alt=said)
            return
        # Another text for the picture makes Streamlit embed it anew: twice the time of a click.
        st.html(sheet(f'<p class="unseen radar-said">{escape(said)}</p>'))
        axes = [axis.key for axis in series[0].axes]
        st.vega_lite_chart(
            drawing,
            width="content",
            alt=_("Radar against {code}; its words stand before it", code=level.code),
            key=key,
            selection_mode=radar.PICK,
            on_select=lambda: _picked(key, axes, ladder.scale.words, pick),
        )


def _picked(key: str, axes: Sequence[str], words: Sequence[str], pick: Pick) -> None:
    """Hand on what was clicked. An empty event means that the pointer left the point."""
    events = st.session_state[key]["selection"]["pick"]
    for event in events if isinstance(events, list) else ():
        axis, place = event.get("axis"), event.get("place")
        if axis in range(len(axes)) and place in range(len(words)):
            pick(axes[axis], words[place])


def in_words(series: Sequence[Series], ladder: Ladder, level: Level, said: str) -> str:
    """The radar as a sentence and a table, for whoever does not read pictures. HTML."""
    from explorer.render import radar  # noqa: PLC0415

    table = text_table(radar.table(series, ladder.scale, level.code), _("The ratings as a table"))
    return f"<p>{escape(said)}</p>{table}"


def show(
    series: Sequence[Series], ladder: Ladder, level: Level, said: str, printing: bool = False
) -> None:
    """One or two series against the level, with the same in words, and as files."""
    draw(series, ladder, level, said, printing=printing)
    if not series[0].axes:
        return
    words = in_words(series, ladder, level, said)
    opened = " open" if printing else ""
    st.html(
        sheet(f"<details{opened}><summary>{_('The radar in words')}</summary>{words}</details>")
    )
    if not printing:
        files(series, ladder, level)


def files(series: Sequence[Series], ladder: Ladder, level: Level) -> None:
    """The radar as a picture to download, made when it is asked for."""
    from explorer.render import radar  # noqa: PLC0415

    with download.popover(_("Download the radar"), "radar_files") as opened:
        if not opened.open:
            return
        if not radar.can_export():
            st.caption(_(radar.NO_EXPORT))
            return
        for form, label, mime in _FORMS:
            download.button(
                label,
                partial(_picture, series, ladder, level, form),
                f"radar-{level.code}.{form}",
                mime,
                key=f"radar-{form}",
                icon=None,
            )


def _picture(
    series: Sequence[Series], ladder: Ladder, level: Level, form: Literal["png", "svg", "pdf"]
) -> bytes:
    from explorer.render import radar  # noqa: PLC0415

    drawing = radar.radar(series, ladder.scale, level.code)
    return radar.picture(
        drawing, _("Against {code} · {title}", code=level.code, title=level.title), form
    )
