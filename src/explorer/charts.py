"""The radar: rating words of one view or two against what a level expects. Altair in,
nothing else.

Vega-Lite has no polar line: the points are computed here, in units of one rating word
from the centre. A polygon is drawn edge by edge between rated neighbours, so that an
unrated axis stays open instead of falling to zero. Two series differ by shape and line
as well as by colour. Colours follow the background's luminance, so that a reader who
changes the theme needs no rerun; `picture` makes a file of it, without a network.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from explorer.model import EXPECTATION, Term
from explorer.standing import Axis, Series

Drawing = Any
"""An Altair chart; its own types do not survive its chains of methods."""

Format = Literal["png", "svg", "pdf"]

WIDTH, HEIGHT = 470, 340
_UNIT = 31.0
"""Pixels from one rating word to the next."""
_LINE = 16
_FOOT = 34
"""Pixels under the radar, for what its lines mean."""
_MAX_TOLD, _MAX_LETTERS = 4, 70
"""Statements that a point names, and the letters of each."""


def radar(series: Sequence[Series], words: tuple[Term, ...], level: str) -> Drawing:
    """The radar of one or two series, with equally many axes, over the level's expectation."""
    axes = series[0].axes
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
        # The second lies under the first, and its larger marks stay to be seen around it.
        *(layer for n in reversed(range(len(series))) for layer in _series(series[n], _LOOKS[n])),
        *_labels(series, words),
        *_legend(series, level),
    ]
    return (
        alt.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT + _FOOT, autosize=alt.AutoSizeParams(type="pad"))
        .configure_view(stroke=None)
    )


def table(series: Sequence[Series], words: tuple[Term, ...], level: str) -> pd.DataFrame:
    """The radar's figures as a table: what each axis expects, and each series' words."""
    axes = series[0].axes
    data = {
        "Competency": [axis.name for axis in axes],
        f"{level} expects": [words[EXPECTATION].name] * len(axes),
    }
    if len(series) == 1:
        data[series[0].name] = [axis.word or "not rated" for axis in axes]
        data["Which rests on"] = [axis.detail for axis in axes]
    else:
        data |= {each.name: [axis.short for axis in each.axes] for each in series}
    return pd.DataFrame(data).set_index("Competency")


def picture(drawing: Drawing, title: str, form: Format) -> bytes:
    """The radar as a file, on white paper, with a title. PNG has two pixels for each one."""
    import vl_convert  # noqa: PLC0415 - fifty megabytes, for those who take a file along

    paper = drawing.properties(
        background="#ffffff", padding=16,
        title=alt.TitleParams(title, anchor="middle", fontSize=15, offset=12),
    ).configure(font="Liberation Sans, Arial, Helvetica, sans-serif")  # fmt: skip
    spec = paper.configure_view(stroke=None).to_json()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _at(axis: int, axes: int, distance: float) -> dict[str, float]:
    angle = math.pi / 2 - 2 * math.pi * axis / max(axes, 1)
    return {"x": round(distance * math.cos(angle), 6), "y": round(distance * math.sin(angle), 6)}


def _scale(before: float, after: float) -> alt.Scale:
    return alt.Scale(domain=[-before / _UNIT, after / _UNIT], nice=False, zero=False)


_X = alt.X("x:Q", scale=_scale(WIDTH / 2, WIDTH / 2), axis=None)
_Y = alt.Y("y:Q", scale=_scale(HEIGHT / 2 + _FOOT, HEIGHT / 2), axis=None)


def _ink(light: str, dark: str) -> Any:
    return alt.ExprRef(f"luminance(background || '#fff') > 0.5 ? '{light}' : '{dark}'")


_TEXT = _ink("#1b1a18", "#ece9e4")
_PAPER = _ink("#fdfcfa", "#16181a")
_FIRST: dict[str, Any] = {
    "ink": _ink("#0b6e6e", "#5cc4bf"), "shape": "diamond", "size": 110, "filled": True, "dash": None,
}  # fmt: skip
_SECOND: dict[str, Any] = {
    "ink": _ink("#8a4a12", "#e2a063"), "shape": "square", "size": 300, "filled": False, "dash": [2, 4],
}  # fmt: skip
_LOOKS = (_FIRST, _SECOND)


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


def _series(series: Series, look: dict[str, Any]) -> list[Drawing]:
    axes = series.axes
    rated = [(i, axis) for i, axis in enumerate(axes) if axis.place is not None]
    if not rated:
        return []
    points = pd.DataFrame(
        [
            {"Competency": axis.name, series.name: axis.word, "order": i, "Rests on": axis.detail,
             "Statements": _told(axis), "said": f"{series.name}. {axis.name}: {axis.word}",
             **_at(i, len(axes), (axis.place or 0) + 1)}
            for i, axis in rated
        ]
    )  # fmt: skip
    layers = []
    if len(rated) == len(axes) > 2 and look["filled"]:
        layers.append(
            alt.Chart(points)
            .mark_line(
                interpolate="linear-closed", fill=look["ink"], fillOpacity=0.16, strokeWidth=0,
                aria=False,
            )
            .encode(x=_X, y=_Y, order="order:O")
        )  # fmt: skip
    edges = [
        {"edge": i, "order": end, **_at(j, len(axes), (axes[j].place or 0) + 1)}
        for i in range(len(axes) if len(axes) > 2 else 1)
        if axes[i].place is not None and axes[(i + 1) % len(axes)].place is not None
        for end, j in enumerate((i, (i + 1) % len(axes)))
    ]
    if edges:
        layers.append(
            _lines(pd.DataFrame(edges), "edge", opacity=1, width=2.6, colour=look["ink"],
                   dash=look["dash"])
        )  # fmt: skip
    told = ["Competency", series.name, "Rests on", "Statements"]
    layers.append(
        _marks(points, look).encode(
            x=_X, y=_Y, description="said:N",
            # A name may hold what Altair's short form would take for a type.
            tooltip=[alt.Tooltip(field=_field(name), type="nominal", title=name) for name in told],
        )
    )  # fmt: skip
    return layers


def _field(name: str) -> str:
    """The name of a column, where dots and brackets do not lead into a structure."""
    return "".join(f"\\{c}" if c in ".[]\\'\"" else c for c in name)


def _marks(rows: pd.DataFrame, look: dict[str, Any], **more: Any) -> Drawing:
    ink = {"fill": look["ink"]} if look["filled"] else {"stroke": look["ink"], "strokeWidth": 2.4}
    return alt.Chart(rows).mark_point(
        filled=look["filled"], size=look["size"], shape=look["shape"], opacity=1, **ink, **more
    )


def _told(axis: Axis) -> str:
    """The statements behind a point, short, under their words."""
    if not axis.behind:
        return "none rated one by one"
    told = []
    for word, _ in axis.spread:
        texts = [text for text, given in axis.behind if given == word]
        more = f" · and {len(texts) - _MAX_TOLD} more" if len(texts) > _MAX_TOLD else ""
        told.append(f"{word}: {' · '.join(map(_short, texts[:_MAX_TOLD]))}{more}")
    return " | ".join(told)


def _short(text: str) -> str:
    return text if len(text) <= _MAX_LETTERS else f"{text[: _MAX_LETTERS - 1].rstrip()}…"


def _labels(series: Sequence[Series], words: tuple[Term, ...]) -> list[Drawing]:
    axes = series[0].axes
    names = pd.DataFrame([_label(i, axis, series, words) for i, axis in enumerate(axes)])
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


def _label(i: int, axis: Axis, series: Sequence[Series], words: tuple[Term, ...]) -> dict[str, Any]:
    """The name of an axis, outside its end and aligned away from the centre."""
    at = _at(i, len(series[0].axes), len(words) + 0.3)
    rated = any(each.axes[i].place is not None for each in series)
    lines = [*_wrapped(axis.name), *([] if rated else ["(not rated)"])]
    # A text of several lines hangs from its first: lift it by what is above the point.
    above = 1.0 if at["y"] > 0.5 else 0.0 if at["y"] < -0.5 else 0.5
    return {
        "text": "\n".join(lines),
        "align": "left" if at["x"] > 0.5 else "right" if at["x"] < -0.5 else "center",
        "baseline": ("bottom", "middle", "top")[round(2 - 2 * above)],
        "lift": -(len(lines) - 1) * _LINE * above,
        **at,
    }


def _legend(series: Sequence[Series], level: str) -> list[Drawing]:
    """What the lines mean, in one row under the radar."""
    entries = [*((each.name, look) for each, look in zip(series, _LOOKS, strict=False)), None]
    names = [entry[0] if entry else f"what {level} expects" for entry in entries]
    widths = [6.6 * len(name) + 46 for name in names]
    left = -sum(widths) / 2
    bottom = -(HEIGHT / 2 + _FOOT - 10) / _UNIT
    layers: list[Drawing] = []
    for entry, name, width in zip(entries, names, widths, strict=True):
        x = (left + 12) / _UNIT
        if entry:
            layers.append(
                _marks(pd.DataFrame([{"x": x, "y": bottom}]), entry[1], aria=False).encode(x=_X, y=_Y)
            )  # fmt: skip
        else:
            dashes = [{"x": x + end * 11 / _UNIT, "y": bottom, "d": 0, "order": end} for end in (-1, 1)]  # fmt: skip
            layers.append(
                _lines(pd.DataFrame(dashes), "d", opacity=0.9, width=2.2, dash=[6, 4])
            )  # fmt: skip
        row = pd.DataFrame([{"text": name, "x": x + 17 / _UNIT, "y": bottom}])
        layers.append(_text(row, "left", baseline="middle", fontSize=12, fill=_TEXT))
        left += width
    return layers


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
