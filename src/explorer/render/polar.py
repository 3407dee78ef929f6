"""The plane that every radar is drawn on: rings of words, spokes, names around, a legend.

Vega-Lite has no polar line: points are computed here, in shares of the way from the centre
to the ring of the highest rating word. With fewer than three axes nothing can be enclosed:
the same plane is then one bar per axis on the scale. Colours follow the background's
luminance, so that a reader who changes the theme needs no rerun.

What is the same for everybody (`plane`) is a finished specification; what changes from
visitor to visitor comes in named datasets beside it, so that a click sends a few rows and
the chart's node stays. What is drawn on the plane is said in `radar`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from explorer.model import RatingScale
from explorer.text.translation import gettext as _

Drawing = Any
"""An Altair chart; its own types do not survive its chains of methods."""
Specification = dict[str, Any]
"""A finished Vega-Lite specification."""
Row = Mapping[str, Any]
Datasets = dict[str, list[Row]]
"""What is drawn, by the names that a specification gives its data."""

RADIUS = 180.0
"""Pixels from the centre to the outermost ring: the radar is read across a table, and with
nine words a label of 12 still fits between two rings."""
WIDTH = 590
"""Two names of 14 letters beside the rings; the column beside the ratings at 1280 has as much."""
_HEAD, _FOOT = 52, 78
"""Room above for a name of two lines, below for one and the legend."""
_LINE = 17
_LONGEST = 26
"""Letters of a name in the legend and of a word on a ring: three of them fit under the radar,
and a rating word of 200 pushed the page 832 pixels sideways."""
_BAR = 72.0
"""Pixels from one bar to the next where there are fewer than three axes."""
LEGEND_TEXT, LEGEND_LINE = "legend_text", "legend_line"


def _scale(before: float, after: float) -> alt.Scale:
    return alt.Scale(domain=[-before / RADIUS, after / RADIUS], nice=False, zero=False)


X = alt.X("x:Q", scale=_scale(WIDTH / 2, WIDTH / 2), axis=None)
Y = alt.Y("y:Q", scale=_scale(RADIUS + _FOOT, RADIUS + _HEAD), axis=None)


def _extent(number: int) -> tuple[float, float]:
    """Pixels of the picture below and above its middle, for so many axes."""
    if number > 2:
        return RADIUS + _FOOT, RADIUS + _HEAD
    return number * _BAR / 2 + _FOOT + 16, number * _BAR / 2 + 24


def _ink(light: str, dark: str) -> Any:
    return alt.ExprRef(f"luminance(background || '#fff') > 0.5 ? '{light}' : '{dark}'")


TEXT = _ink("#1b1a18", "#ece9e4")
_PAPER = _ink("#fdfcfa", "#16181a")
FIRST = _ink("#0b6e6e", "#5cc4bf")
SECOND = _ink("#8a4a12", "#e2a063")


@dataclass(frozen=True, slots=True)
class Look:
    """How a series looks: what differs does so by shape and line as well as by colour."""

    ink: Any
    shape: str
    size: int
    filled: bool
    dash: tuple[int, int] = (1, 0)


def ring(place: int, scale: RatingScale) -> float:
    """How far out the ring of a word lies, above 0 and up to 1; `place` counts from 0."""
    return (place + 1) / len(scale)


def at(axis: int, axes: int, distance: float) -> dict[str, float]:
    """The point on one of so many axes, at a distance in radii."""
    if axes < 3:
        return {"x": round(2 * distance - 1, 6), "y": round(_bar_height(axis, axes), 6)}
    angle = math.pi / 2 - 2 * math.pi * axis / axes
    return {"x": round(distance * math.cos(angle), 6), "y": round(distance * math.sin(angle), 6)}


def _bar_height(axis: int, axes: int) -> float:
    return ((axes - 1) / 2 - axis) * _BAR / RADIUS


def lines(
    data: Any,
    by: str,
    opacity: float,
    width: float = 1,
    dash: Sequence[int] = (1, 0),
    colour: Any = TEXT,
) -> Drawing:
    """A line for each value of the column `by`, through its points in the column `order`."""
    return (
        alt.Chart(data)
        .mark_line(
            stroke=colour, strokeWidth=width, opacity=opacity, strokeDash=list(dash), aria=False
        )
        .encode(x=X, y=Y, detail=f"{by}:N", order="order:Q")
    )


def area(data: Any, colour: Any, opacity: float, by: str = "") -> Drawing:
    """A closed and filled piece for each value of the column `by`, or a single one."""
    drawn = alt.Chart(data).mark_line(
        interpolate="linear-closed", fill=colour, fillOpacity=opacity, strokeWidth=0, aria=False
    )
    pieces = {"detail": f"{by}:N"} if by else {}
    return drawn.encode(x=X, y=Y, order="order:Q", **pieces)


def marks(data: Any, look: Look, **more: Any) -> Drawing:
    """A mark at each point, as the series looks."""
    ink = {"fill": look.ink} if look.filled else {"stroke": look.ink, "strokeWidth": 2.4}
    return (
        alt.Chart(data)
        .mark_point(filled=look.filled, size=look.size, shape=look.shape, opacity=1, **ink, **more)
        .encode(x=X, y=Y)
    )


def values(rows: Iterable[Row]) -> Any:
    """Rows that stay with the specification."""
    return alt.InlineData(values=list(rows))


def named(name: str) -> Any:
    """Rows that come in a dataset of this name, beside the specification."""
    return alt.NamedData(name=name)


def plane(
    names: Sequence[str], scale: RatingScale, layers: Sequence[Drawing], looks: Sequence[Look]
) -> Specification:
    """A whole radar but for its data: the plane, the expectation's ring, the `layers` on it,
    the names of its axes, and the legend for series of these looks."""
    number = len(names)
    rings = [
        {"ring": place, "order": order, **point}
        for place in range(len(scale))
        for order, point in enumerate(_ring(number, ring(place, scale)))
    ]
    spokes = [
        {"axis": i, "order": end, **at(i, number, end)} for i in range(number) for end in (0, 1)
    ]
    expected = [row for row in rings if row["ring"] == scale.expected]
    chart = alt.layer(
        *([area(values(expected), TEXT, 0.045)] if number > 2 else []),
        lines(values(rings), "ring", opacity=0.25),
        lines(values(spokes), "axis", opacity=0.25),
        lines(values(expected), "ring", width=2, dash=(6, 4), opacity=0.85),
        *layers,
        *_labels(names, scale),
        *_legend(looks),
    )
    below, above = _extent(number)
    sized = chart.properties(
        width=WIDTH, height=below + above, autosize=alt.AutoSizeParams(type="pad")
    ).configure_view(stroke=None)
    spec: Specification = sized.to_dict()
    # Constant rows belong into the specification: Altair collects them under `datasets`,
    # which Streamlit takes out and sends anew with every change.
    collected = spec.pop("datasets", {})
    for layer in spec["layer"]:
        if (name := layer["data"].get("name")) in collected:
            layer["data"] = {"values": collected[name]}
        layer["encoding"]["y"]["scale"]["domain"] = [-below / RADIUS, above / RADIUS]
    return spec


def _ring(number: int, distance: float) -> list[dict[str, float]]:
    """A ring's points in order; with fewer than three axes a line across the bars."""
    if number > 2:
        return [at(i % number, number, distance) for i in range(number + 1)]
    x = at(0, number, distance)["x"]
    reach = (number * _BAR / 2 + 6) / RADIUS
    return [{"x": x, "y": reach}, {"x": x, "y": -reach}]


def _labels(names: Sequence[str], scale: RatingScale) -> list[Drawing]:
    number = len(names)
    around = [_name(i, wrapped(name), number) for i, name in enumerate(names)]
    words = [_word(_cut(word), place, number, scale) for place, word in enumerate(scale.words)]
    align = "center" if number < 3 else "right" if number < 5 else "left"
    return [
        _text(
            values(around),
            alt.ExprRef("datum.align"),
            baseline=alt.ExprRef("datum.baseline"),
            dy=alt.ExprRef("datum.lift"),
            fontSize=14,
            fontWeight=600,
            fill=TEXT,
        ),
        # Paper behind the letters, where they cross the rings.
        *(
            [_text(values(words), align, fontSize=12, stroke=_PAPER, strokeWidth=5)]
            if number > 4
            else []
        ),
        _text(values(words), align, fontSize=12, fill=TEXT, opacity=0.82),
    ]


def _name(i: int, name: Sequence[str], number: int) -> dict[str, Any]:
    """The name of an axis, outside its end and aligned away from the centre."""
    if number < 3:
        start = at(i, number, 0)
        return {
            "text": " ".join(name),
            "align": "left",
            "baseline": "bottom",
            "lift": -10,
            "x": start["x"],
            "y": start["y"],
        }
    place = at(i, number, 1 + 14 / RADIUS)
    # A text of several lines hangs from its first: lift it by what is above the point.
    above = 1.0 if place["y"] > 1 / 8 else 0.0 if place["y"] < -1 / 8 else 0.5
    return {
        "text": "\n".join(name),
        "align": "left" if place["x"] > 1 / 8 else "right" if place["x"] < -1 / 8 else "center",
        "baseline": ("bottom", "middle", "top")[round(2 - 2 * above)],
        "lift": -(len(name) - 1) * _LINE * above,
        **place,
    }


def _word(word: str, place: int, number: int, scale: RatingScale) -> dict[str, Any]:
    """Where a ring's word stands: outside the outermost ring at the height of its own tip,
    where three or four axes leave room for it; else beside the first spoke. The table under the radar has a long word whole."""
    out, word = ring(place, scale), _short(word)
    if number < 3:
        lowest = -(number * _BAR / 2 + 20) / RADIUS
        return {"text": "\n".join(wrapped(word, 12)), "x": at(0, number, out)["x"], "y": lowest}
    if number > 4:
        return {"text": word, "x": 10 / RADIUS, "y": out - 0.36 / len(scale)}
    corner, tip = at(number - 1, number, 1), at(0, number, 1)
    share = (out - corner["y"]) / (tip["y"] - corner["y"])
    edge = corner["x"] + share * (tip["x"] - corner["x"])
    return {"text": word, "x": round(edge - 8 / RADIUS, 6), "y": out}


def _short(word: str) -> str:
    # A ladder's own words of 200 letters made a picture 1,200 px wider than the page.
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1].rstrip()}…"


def _legend(looks: Sequence[Look]) -> list[Drawing]:
    """What the lines mean, in one row under the radar; its places come with the names."""
    return [
        *(marks(named(f"legend{n}"), look, aria=False) for n, look in enumerate(looks)),
        lines(named(LEGEND_LINE), "line", opacity=0.9, width=2.2, dash=(6, 4)),
        _text(named(LEGEND_TEXT), "left", baseline="middle", fontSize=12, fill=TEXT),
    ]


def legend(names: Sequence[str], level: str, axes: int) -> Datasets:
    """The legend's data under so many axes: the names of the series, then what the dashes mean. A long name is
    cut here; the text under the radar has it whole."""
    shown = [_cut(name) for name in names]
    shown.append(_("what {level} expects", level=_cut(level)))
    widths = [6.6 * len(name) + 46 for name in shown]
    left, y = -sum(widths) / 2, -(_extent(axes)[0] - 10) / RADIUS
    made: Datasets = {LEGEND_TEXT: [], LEGEND_LINE: []}
    for n, (name, width) in enumerate(zip(shown, widths, strict=True)):
        x = (left + 12) / RADIUS
        made[LEGEND_TEXT].append({"text": name, "x": x + 17 / RADIUS, "y": y})
        if n < len(names):
            made[f"legend{n}"] = [{"x": x, "y": y}]
        else:
            made[LEGEND_LINE] = [
                {"x": x + end * 11 / RADIUS, "y": y, "line": 0, "order": end} for end in (-1, 1)
            ]
        left += width
    return made


def _text(data: Any, align: Any, **look: Any) -> Drawing:
    return (
        alt.Chart(data)
        .mark_text(
            align=align,
            lineBreak="\n",
            lineHeight=_LINE,
            strokeJoin="round",
            aria=False,
            **{"baseline": "middle", **look},
        )
        .encode(x=X, y=Y, text="text:N")
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def wrapped(name: str, width: int = 14) -> list[str]:
    """The name in lines of about `width` letters, broken between words; a longer word is cut."""
    lines = [""]
    for word in map(_cut, name.split()):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
