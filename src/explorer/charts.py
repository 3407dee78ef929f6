"""The radar: a profile's rating words against what a level expects. Altair in, nothing else.

Vega-Lite has no polar line: the points are computed here, in units of one rating word
from the centre. A polygon is drawn edge by edge between rated neighbours, so that an
unrated axis stays open instead of falling to zero. Colours follow the background's
luminance, so that a reader who changes the theme needs no rerun.
"""

import math
from typing import Any

import altair as alt
import pandas as pd

from explorer.model import EXPECTATION, Term
from explorer.standing import Axis

Drawing = Any
"""An Altair chart; its own types do not survive its chains of methods."""

WIDTH, HEIGHT = 460, 340
_UNIT = 31.0
"""Pixels from one rating word to the next."""
_LINE = 16


def radar(axes: tuple[Axis, ...], words: tuple[Term, ...]) -> Drawing:
    """The radar of rated and unrated axes over the level's expectation."""
    rings = pd.DataFrame(
        [
            {"ring": word.name, "order": i, **_at(i, len(axes), place + 1)}
            for place, word in enumerate(words)
            for i in range(len(axes) + 1)
        ]
    )
    expected = rings[rings["ring"] == words[EXPECTATION].name]
    spokes = pd.DataFrame(
        [
            {"axis": i, "end": end, **_at(i, len(axes), end * len(words))}
            for i in range(len(axes))
            for end in (0, 1)
        ]
    )
    layers = [
        _lines(rings, "ring", opacity=0.28),
        _lines(spokes, "axis", opacity=0.28, order="end"),
        _lines(expected, "ring", width=2.2, dash=[6, 4], opacity=0.9),
        *_profile(axes),
        *_labels(axes, words),
    ]
    return (
        alt.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT, autosize=alt.AutoSizeParams(type="pad"))
        .configure_view(stroke=None)
    )


def table(axes: tuple[Axis, ...], words: tuple[Term, ...], level: str) -> pd.DataFrame:
    """The radar's figures as a table: what each axis expects and how it is rated."""
    return pd.DataFrame(
        {
            "Competency": [axis.name for axis in axes],
            f"{level} expects": [words[EXPECTATION].name] * len(axes),
            "Rated": [axis.word or "not rated" for axis in axes],
            "Which rests on": [axis.detail for axis in axes],
        }
    ).set_index("Competency")


def _at(axis: int, axes: int, distance: float) -> dict[str, float]:
    angle = math.pi / 2 - 2 * math.pi * axis / max(axes, 1)
    return {"x": round(distance * math.cos(angle), 6), "y": round(distance * math.sin(angle), 6)}


def _scale(size: int) -> alt.Scale:
    reach = size / 2 / _UNIT
    return alt.Scale(domain=[-reach, reach], nice=False, zero=False)


_X = alt.X("x:Q", scale=_scale(WIDTH), axis=None)
_Y = alt.Y("y:Q", scale=_scale(HEIGHT), axis=None)


def _ink(light: str, dark: str) -> Any:
    return alt.ExprRef(f"luminance(background || '#fff') > 0.5 ? '{light}' : '{dark}'")


_TEXT = _ink("#1b1a18", "#ece9e4")
_PAPER = _ink("#fdfcfa", "#16181a")
_MINE = _ink("#0b6e6e", "#5cc4bf")


def _lines(
    rows: pd.DataFrame, by: str, opacity: float, width: float = 1, dash: list[int] | None = None,
    order: str = "order", colour: Any = _TEXT,
) -> Drawing:  # fmt: skip
    return (
        alt.Chart(rows)
        .mark_line(
            stroke=colour, strokeWidth=width, opacity=opacity, strokeDash=dash or [1, 0], aria=False
        )
        .encode(x=_X, y=_Y, detail=f"{by}:N", order=f"{order}:O")
    )


def _profile(axes: tuple[Axis, ...]) -> list[Drawing]:
    rated = [(i, axis) for i, axis in enumerate(axes) if axis.place is not None]
    if not rated:
        return []
    points = pd.DataFrame(
        [
            {"Competency": axis.name, "Rated": axis.word, "order": i,
             "Rests on": axis.detail, "said": f"{axis.name}: {axis.word}", **_at(i, len(axes), (axis.place or 0) + 1)}
            for i, axis in rated
        ]
    )  # fmt: skip
    layers = []
    if len(rated) == len(axes) > 2:
        layers.append(
            alt.Chart(points)
            .mark_line(
                interpolate="linear-closed", fill=_MINE, fillOpacity=0.16, strokeWidth=0, aria=False
            )
            .encode(x=_X, y=_Y, order="order:O")
        )
    edges = [
        {"edge": i, "order": end, **_at(j, len(axes), (axes[j].place or 0) + 1)}
        for i in range(len(axes) if len(axes) > 2 else 1)
        if axes[i].place is not None and axes[(i + 1) % len(axes)].place is not None
        for end, j in enumerate((i, (i + 1) % len(axes)))
    ]
    if edges:
        layers.append(_lines(pd.DataFrame(edges), "edge", opacity=1, width=2.6, colour=_MINE))
    layers.append(
        alt.Chart(points)
        .mark_point(filled=True, size=110, shape="diamond", fill=_MINE, opacity=1)
        .encode(x=_X, y=_Y, tooltip=["Competency:N", "Rated:N", "Rests on:N"], description="said:N")
    )
    return layers


def _labels(axes: tuple[Axis, ...], words: tuple[Term, ...]) -> list[Drawing]:
    names = pd.DataFrame([_label(i, axis, axes, words) for i, axis in enumerate(axes)])
    rings = pd.DataFrame(
        [{"text": word.name, "x": 0.14, "y": place + 1 - 0.3} for place, word in enumerate(words)]
    )
    return [
        _text(names, alt.ExprRef("datum.align"), baseline=alt.ExprRef("datum.baseline"),
              dy=alt.ExprRef("datum.lift"), fontSize=13, fontWeight=600, fill=_TEXT),
        # Paper behind the letters, where they cross the rings.
        _text(rings, "left", fontSize=11, stroke=_PAPER, strokeWidth=4, strokeJoin="round"),
        _text(rings, "left", fontSize=11, fill=_TEXT),
    ]  # fmt: skip


def _label(i: int, axis: Axis, axes: tuple[Axis, ...], words: tuple[Term, ...]) -> dict[str, Any]:
    """The name of an axis, outside its end and aligned away from the centre."""
    at = _at(i, len(axes), len(words) + 0.3)
    lines = [*_wrapped(axis.name), *([] if axis.place is not None else ["(not rated)"])]
    # A text of several lines hangs from its first: lift it by what is above the point.
    above = 1.0 if at["y"] > 0.5 else 0.0 if at["y"] < -0.5 else 0.5
    return {
        "text": "\n".join(lines),
        "align": "left" if at["x"] > 0.5 else "right" if at["x"] < -0.5 else "center",
        "baseline": ("bottom", "middle", "top")[round(2 - 2 * above)],
        "lift": -(len(lines) - 1) * _LINE * above,
        **at,
    }


def _text(rows: pd.DataFrame, align: Any, **look: Any) -> Drawing:
    return (
        alt.Chart(rows)
        .mark_text(align=align, lineBreak="\n", lineHeight=_LINE, aria=False, **look)
        .encode(x=_X, y=_Y, text="text:N")
    )


def _wrapped(name: str, width: int = 14) -> list[str]:
    """The name in lines of about `width` letters, broken between words."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
