"""The radar: rating words of one view or two against what a level expects.

`specification` is the chart without its data, made once for a level and kept; `datasets` is
what a view says, a few rows. A polygon is drawn edge by edge between rated neighbours, so
that an unrated axis stays open instead of falling to zero. Two series differ by shape and
line as well as by colour. Where a view can be changed, an invisible point on each ring of
each axis can be clicked. `picture` makes a file of it all, without a network.
"""

import importlib.util
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import altair as alt

from explorer.errors import PictureError
from explorer.model import RatingScale
from explorer.profiles.assessment import Axis, Series
from explorer.render.polar import (
    FIRST,
    SECOND,
    TEXT,
    Datasets,
    Drawing,
    Look,
    Row,
    Specification,
    X,
    Y,
    area,
    at,
    legend,
    lines,
    marks,
    named,
    plane,
    ring,
    values,
)
from explorer.text.translation import N_, spoken
from explorer.text.translation import gettext as _

Format = Literal["png", "svg", "pdf"]

PICK = "pick"
"""The selection that says which point of the rings was clicked: {axis, place}."""
NO_EXPORT = N_(
    'Exporting a picture needs the extra "pictures": pip install "ladder-explorer[pictures]"'
)

_MAX_TOLD, _MAX_LETTERS = 4, 70
"""Statements that a point names, and the letters of each: a tooltip that stays on a screen."""
_LOOKS = (Look(FIRST, "diamond", 120, True), Look(SECOND, "square", 300, False, (2, 4)))
_OPEN = Look(TEXT, "circle", 40, False)
_TOLD = (N_("Competency"), N_("Word"), N_("Based on"), N_("Statements"))


def specification(
    series: Sequence[Series], scale: RatingScale, pickable: bool = False
) -> Specification:
    """The chart without its data; the same object for the same axes and scale.

    Nothing of a view is in it: it is shared by all visitors. Whoever hands it on adds
    `datasets` to a copy of the outer dict.
    """
    names = tuple(axis.name for axis in series[0].axes)
    return _specification(names, scale, len(series), pickable, spoken())


@lru_cache(maxsize=64)
def _specification(
    names: tuple[str, ...], scale: RatingScale, number: int, pickable: bool, _language: str
) -> Specification:
    # The second lies under the first, and its larger marks stay to be seen around it.
    layers = [layer for n in reversed(range(number)) for layer in _layers(n)]
    if pickable:
        layers.append(_pick(len(names), scale))
    return plane(names, scale, layers, _LOOKS[:number])


def _layers(n: int) -> list[Drawing]:
    look = _LOOKS[n]
    tooltip = [alt.Tooltip(field=name, type="nominal", title=name) for name in map(_, _TOLD)]
    # Small and pale: nothing was said here, and nothing moves when something is.
    unrated = alt.Chart(named(f"open{n}")).mark_point(
        filled=False, size=_OPEN.size, shape=_OPEN.shape, stroke=TEXT, opacity=0.55, aria=False
    )
    return [
        *([area(named(f"area{n}"), look.ink, 0.18)] if look.filled else []),
        lines(named(f"edges{n}"), "edge", 1, width=2.6, colour=look.ink, dash=look.dash),
        *([unrated.encode(x=X, y=Y)] if n == 0 else []),
        # Not read out one by one: with nothing rated yet their group would be an image without
        # a name. The chart's own text and the table say every point.
        marks(named(f"points{n}"), look, aria=False).encode(description="said:N", tooltip=tooltip),
    ]


def _pick(number: int, scale: RatingScale) -> Drawing:
    rings = [
        {"axis": axis, "place": place, **at(axis, number, ring(place, scale))}
        for axis in range(number)
        for place in range(len(scale))
    ]
    # Cleared as the pointer leaves the point: a second click on it must be heard again.
    picked = alt.selection_point(
        name=PICK, fields=["axis", "place"], toggle=False, clear="mouseout"
    )
    return (
        alt.Chart(values(rings))
        .mark_point(filled=True, size=420, opacity=0, cursor="pointer", aria=False)
        .encode(x=X, y=Y)
        .add_params(picked)
    )


def datasets(series: Sequence[Series], scale: RatingScale, level: str) -> Datasets:
    """What the views say, as the rows that the specification's names stand for."""
    made = legend([each.name for each in series], level, len(series[0].axes))
    for n, each in enumerate(series):
        made |= _rows(n, each, scale)
    return made


def radar(series: Sequence[Series], scale: RatingScale, level: str) -> Specification:
    """The whole radar of one or two series, with equally many axes."""
    return {**specification(series, scale), "datasets": datasets(series, scale, level)}


def table(series: Sequence[Series], scale: RatingScale, level: str) -> list[list[str]]:
    """The radar's figures as rows of text, the head first: what each axis expects, and each
    series' words."""
    axes = series[0].axes
    head = [_("Competency"), _("{level} expects", level=level), *(each.name for each in series)]
    if len(series) == 1:
        rows = [[a.name, scale.expected_word, a.shown, a.detail] for a in axes]
        return [[*head, _("Based on")], *rows]
    return [
        head,
        *(
            [together[0].name, scale.expected_word, *(axis.short for axis in together)]
            for together in zip(*(each.axes for each in series), strict=True)
        ),
    ]


def can_export() -> bool:
    """Whether the renderer of the extra `pictures` is installed."""
    return importlib.util.find_spec("vl_convert") is not None


def picture(drawing: Specification, title: str, form: Format) -> bytes:
    """The radar as a file, on white paper, with a title. PNG has two pixels for each one.

    Raises PictureError where the extra `pictures` is not installed.
    """
    if not can_export():
        raise PictureError(_(NO_EXPORT))
    import vl_convert  # noqa: PLC0415 - fifty megabytes, for those who export a file

    font = "Liberation Sans, Arial, Helvetica, sans-serif"
    spec = json.dumps(
        {
            **drawing,
            "background": "#ffffff",
            "padding": 16,
            "title": {"text": title, "anchor": "middle", "fontSize": 15, "offset": 12},
            "config": {**drawing.get("config", {}), "font": font},
        }
    )
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _rows(n: int, series: Series, scale: RatingScale) -> Datasets:
    axes = series.axes
    number = len(axes)
    out = [None if axis.place is None else ring(axis.place, scale) for axis in axes]
    points: list[Row] = [
        {
            _("Competency"): axis.name,
            _("Word"): axis.word,
            _("Based on"): axis.detail,
            _("Statements"): _statements_text(axis),
            "said": f"{series.name}. {axis.name}: {axis.word}",
            "order": i,
            **at(i, number, distance),
        }
        for i, (axis, distance) in enumerate(zip(axes, out, strict=True))
        if distance is not None
    ]
    around = range(number) if number > 2 else ()
    # With fewer than three axes an edge is the bar from the scale's beginning to the word.
    ends = [((i, out[i]), ((i + 1) % number, out[(i + 1) % number])) for i in around] or [
        ((i, 0.0), (i, distance)) for i, distance in enumerate(out)
    ]
    edges: list[Row] = [
        {"edge": edge, "order": order, **at(axis, number, distance)}
        for edge, pair in enumerate(ends)
        if all(distance is not None for _, distance in pair)
        for order, (axis, distance) in enumerate(pair)
        if distance is not None
    ]
    open_axes: list[Row] = [
        at(i, number, 0.5 / len(scale))
        for i, axis in enumerate(axes)
        if axis.place is None and axis.applies
    ]
    closed = len(points) == number > 2
    return {
        f"points{n}": points,
        f"edges{n}": edges,
        **({f"area{n}": points if closed else []} if _LOOKS[n].filled else {}),
        **({f"open{n}": open_axes} if n == 0 else {}),
    }


def _statements_text(axis: Axis) -> str:
    """The statements behind a point, short, under their words."""
    if not axis.behind:
        return _("none rated one by one")
    told = []
    for word, _number in axis.spread:
        texts = [text for text, given in axis.behind if given == word]
        more = (
            _(" · and {value} more", value=len(texts) - _MAX_TOLD) if len(texts) > _MAX_TOLD else ""
        )
        told.append(f"{word}: {' · '.join(map(_shortened, texts[:_MAX_TOLD]))}{more}")
    return " | ".join(told)


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_LETTERS else f"{text[: _MAX_LETTERS - 1].rstrip()}…"
