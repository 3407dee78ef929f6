"""The plane that every radar is drawn on: rings of words, spokes, names around, a legend.

Vega-Lite has no polar line: points are computed here, in shares of the way from the centre
to the ring of the highest rating word. Colours follow the background's luminance, so that a reader who changes the theme
needs no rerun. What is drawn on the plane is said in `radar` and `panel_chart`.
"""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from explorer.model import RatingScale

Drawing = Any
"""An Altair chart; its own types do not survive its chains of methods."""

Look = dict[str, Any]
"""How a series looks: ink, shape, size, whether its marks are filled, its line's dashes."""

WIDTH, HEIGHT = 470, 340
_RADIUS = 124.0
"""Pixels from the centre to the outermost ring: with nine words, 14 for each, and a label of
11 still fits between two rings."""
_LINE = 16
_LONGEST = 26
"""Letters of a name in the legend: three of them fit under the radar."""
_FOOT = 34
"""Pixels under the radar, for what its lines mean."""


def _scale(before: float, after: float) -> alt.Scale:
    return alt.Scale(domain=[-before / _RADIUS, after / _RADIUS], nice=False, zero=False)


X = alt.X("x:Q", scale=_scale(WIDTH / 2, WIDTH / 2), axis=None)
Y = alt.Y("y:Q", scale=_scale(HEIGHT / 2 + _FOOT, HEIGHT / 2), axis=None)


def _ink(light: str, dark: str) -> Any:
    return alt.ExprRef(f"luminance(background || '#fff') > 0.5 ? '{light}' : '{dark}'")


TEXT = _ink("#1b1a18", "#ece9e4")
_PAPER = _ink("#fdfcfa", "#16181a")
FIRST = _ink("#0b6e6e", "#5cc4bf")
SECOND = _ink("#8a4a12", "#e2a063")


def ring(place: int, scale: RatingScale) -> float:
    """How far out the ring of a word lies, above 0 and up to 1; `place` counts from 0."""
    return (place + 1) / len(scale)


def at(axis: int, axes: int, distance: float) -> dict[str, float]:
    """The point on one of so many axes, at a distance in radii."""
    angle = math.pi / 2 - 2 * math.pi * axis / max(axes, 1)
    return {"x": round(distance * math.cos(angle), 6), "y": round(distance * math.sin(angle), 6)}


def lines(
    rows: pd.DataFrame,
    by: str,
    opacity: float,
    width: float = 1,
    dash: list[int] | None = None,
    order: str = "order",
    colour: Any = TEXT,
) -> Drawing:
    """A line for each value of the column `by`, through its points in their order."""
    return (
        alt.Chart(rows)
        .mark_line(
            stroke=colour, strokeWidth=width, opacity=opacity, strokeDash=dash or [1, 0], aria=False
        )
        .encode(x=X, y=Y, detail=f"{by}:N", order=f"{order}:O")
    )


def drawn(
    names: Sequence[Sequence[str]],
    scale: RatingScale,
    layers: Sequence[Drawing],
    meanings: Sequence[tuple[str, Look | None]],
) -> Drawing:
    """A whole radar: the plane, the expectation's ring, the `layers` on it, what is around.

    `names` are the lines of each axis' name. `cell_kinds` are what the legend says, each with
    the look of its mark; None stands for the expectation's dashes.
    """
    number = len(names)
    rings = pd.DataFrame(
        [
            {"ring": place, "order": i, **at(i, number, ring(place, scale))}
            for place in range(len(scale))
            for i in range(number + 1)
        ]
    )
    spokes = pd.DataFrame(
        [{"axis": i, "end": end, **at(i, number, end)} for i in range(number) for end in (0, 1)]
    )
    expected = rings[rings["ring"] == scale.expected]
    whole = [
        lines(rings, "ring", opacity=0.28),
        lines(spokes, "axis", opacity=0.28, order="end"),
        lines(expected, "ring", width=2.2, dash=[6, 4], opacity=0.9),
        *layers,
        *_labels(names, scale),
        *_legend(meanings),
    ]
    return (
        alt.layer(*whole)
        .properties(width=WIDTH, height=HEIGHT + _FOOT, autosize=alt.AutoSizeParams(type="pad"))
        .configure_view(stroke=None)
    )


def _labels(names: Sequence[Sequence[str]], scale: RatingScale) -> list[Drawing]:
    around = pd.DataFrame([_label(i, name, len(names)) for i, name in enumerate(names)])
    rings = pd.DataFrame(
        [
            # Beside the spoke and within its ring, so that the ring above leaves it free.
            {"text": word, "x": 4 / _RADIUS, "y": ring(place, scale) - 0.3 / len(scale)}
            for place, word in enumerate(scale.words)
        ]
    )
    return [
        _text(
            around,
            alt.ExprRef("datum.align"),
            baseline=alt.ExprRef("datum.baseline"),
            dy=alt.ExprRef("datum.lift"),
            fontSize=13,
            fontWeight=600,
            fill=TEXT,
        ),
        # Paper behind the letters, where they cross the rings.
        _text(rings, "left", fontSize=11, stroke=_PAPER, strokeWidth=4, strokeJoin="round"),
        _text(rings, "left", fontSize=11, fill=TEXT),
    ]


def _label(i: int, name: Sequence[str], number: int) -> dict[str, Any]:
    """The name of an axis, outside its end and aligned away from the centre."""
    place = at(i, number, 1 + 9 / _RADIUS)
    # A text of several lines hangs from its first: lift it by what is above the point.
    above = 1.0 if place["y"] > 1 / 8 else 0.0 if place["y"] < -1 / 8 else 0.5
    return {
        "text": "\n".join(name),
        "align": "left" if place["x"] > 1 / 8 else "right" if place["x"] < -1 / 8 else "center",
        "baseline": ("bottom", "middle", "top")[round(2 - 2 * above)],
        "lift": -(len(name) - 1) * _LINE * above,
        **place,
    }


def _legend(meanings: Sequence[tuple[str, Look | None]]) -> list[Drawing]:
    """What the lines mean, in one row under the radar; a long name is cut, and whole below."""
    meanings = [
        (textwrap.shorten(name, _LONGEST, placeholder="…"), look) for name, look in meanings
    ]
    widths = [6.6 * len(name) + 46 for name, _ in meanings]
    left = -sum(widths) / 2
    bottom = -(HEIGHT / 2 + _FOOT - 10) / _RADIUS
    layers: list[Drawing] = []
    for (name, look), width in zip(meanings, widths, strict=True):
        x = (left + 12) / _RADIUS
        if look:
            layers.append(marks(pd.DataFrame([{"x": x, "y": bottom}]), look, aria=False))
        else:
            ends = [
                {"x": x + end * 11 / _RADIUS, "y": bottom, "d": 0, "order": end} for end in (-1, 1)
            ]
            layers.append(lines(pd.DataFrame(ends), "d", opacity=0.9, width=2.2, dash=[6, 4]))
        row = pd.DataFrame([{"text": name, "x": x + 17 / _RADIUS, "y": bottom}])
        layers.append(_text(row, "left", baseline="middle", fontSize=12, fill=TEXT))
        left += width
    return layers


def marks(rows: pd.DataFrame, look: Look, **more: Any) -> Drawing:
    """A mark at each point, as the series looks."""
    ink = {"fill": look["ink"]} if look["filled"] else {"stroke": look["ink"], "strokeWidth": 2.4}
    return (
        alt.Chart(rows)
        .mark_point(
            filled=look["filled"], size=look["size"], shape=look["shape"], opacity=1, **ink, **more
        )
        .encode(x=X, y=Y)
    )


def _text(rows: pd.DataFrame, align: Any, **look: Any) -> Drawing:
    return (
        alt.Chart(rows)
        .mark_text(align=align, lineBreak="\n", lineHeight=_LINE, aria=False, **look)
        .encode(x=X, y=Y, text="text:N")
    )


def wrapped(name: str, width: int = 14) -> list[str]:
    """The name in lines of about `width` letters, broken between words."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
