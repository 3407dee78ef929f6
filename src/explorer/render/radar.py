"""The radar: rating words of one view or two against what a level expects. Altair in,
nothing else.

The plane is that of `polar`. A polygon is drawn edge by edge between rated neighbours, so
that an unrated axis stays open instead of falling to zero. Two series differ by shape and
line as well as by colour. `picture` makes a file of it, without a network.
"""

import importlib.util
from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from explorer.errors import PictureError
from explorer.model import RatingScale
from explorer.profiles.assessment import Axis, Series
from explorer.render.polar import (
    FIRST,
    SECOND,
    Drawing,
    Look,
    X,
    Y,
    at,
    drawn,
    lines,
    marks,
    ring,
    wrapped,
)

Format = Literal["png", "svg", "pdf"]

NO_EXPORT = (
    'Exporting a picture needs the extra "pictures": pip install "ladder-explorer[pictures]"'
)

_MAX_TOLD, _MAX_LETTERS = 4, 70
"""Statements that a point names, and the letters of each."""
_LOOKS: tuple[Look, Look] = (
    {"ink": FIRST, "shape": "diamond", "size": 110, "filled": True, "dash": None},
    {"ink": SECOND, "shape": "square", "size": 300, "filled": False, "dash": [2, 4]},
)


def radar(series: Sequence[Series], scale: RatingScale, level: str) -> Drawing:
    """The radar of one or two series, with equally many axes, over the level's expectation."""
    names = []
    for together in zip(*(each.axes for each in series), strict=True):
        rated = any(axis.place is not None for axis in together)
        names.append([*wrapped(together[0].name), *([] if rated else ["(not rated)"])])
    # The second lies under the first, and its larger marks stay to be seen around it.
    layers = [
        layer
        for n in reversed(range(len(series)))
        for layer in _series(series[n], _LOOKS[n], scale)
    ]
    meanings = [(each.name, look) for each, look in zip(series, _LOOKS, strict=False)]
    return drawn(names, scale, layers, [*meanings, (f"what {level} expects", None)])


def table(series: Sequence[Series], scale: RatingScale, level: str) -> pd.DataFrame:
    """The radar's figures as a table: what each axis expects, and each series' words."""
    axes = series[0].axes
    data = {
        "Competency": [axis.name for axis in axes],
        f"{level} expects": [scale.expected_word] * len(axes),
    }
    if len(series) == 1:
        data[series[0].name] = [axis.word or "not rated" for axis in axes]
        data["Source"] = [axis.detail for axis in axes]
    else:
        data |= {each.name: [axis.short for axis in each.axes] for each in series}
    return pd.DataFrame(data).set_index("Competency")


def can_export() -> bool:
    """Whether the renderer of the extra `pictures` is installed."""
    return importlib.util.find_spec("vl_convert") is not None


def picture(drawing: Drawing, title: str, form: Format) -> bytes:
    """The radar as a file, on white paper, with a title. PNG has two pixels for each one.

    Raises PictureError where the extra `pictures` is not installed.
    """
    if not can_export():
        raise PictureError(NO_EXPORT)
    import vl_convert  # noqa: PLC0415 - fifty megabytes, for those who export a file

    paper = drawing.properties(
        background="#ffffff",
        padding=16,
        title=alt.TitleParams(title, anchor="middle", fontSize=15, offset=12),
    ).configure(font="Liberation Sans, Arial, Helvetica, sans-serif")
    spec = paper.configure_view(stroke=None).to_json()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _series(series: Series, look: Look, scale: RatingScale) -> list[Drawing]:
    axes = series.axes
    rated = [(i, axis) for i, axis in enumerate(axes) if axis.place is not None]
    if not rated:
        return []
    points = pd.DataFrame(
        [
            {
                "Competency": axis.name,
                series.name: axis.word,
                "order": i,
                "Rests on": axis.detail,
                "Statements": _statements_text(axis),
                "said": f"{series.name}. {axis.name}: {axis.word}",
                **at(i, len(axes), ring(axis.place or 0, scale)),
            }
            for i, axis in rated
        ]
    )
    layers = []
    if len(rated) == len(axes) > 2 and look["filled"]:
        layers.append(
            alt.Chart(points)
            .mark_line(
                interpolate="linear-closed",
                fill=look["ink"],
                fillOpacity=0.16,
                strokeWidth=0,
                aria=False,
            )
            .encode(x=X, y=Y, order="order:O")
        )
    edges = [
        {"edge": i, "order": end, **at(j, len(axes), ring(axes[j].place or 0, scale))}
        for i in range(len(axes) if len(axes) > 2 else 1)
        if axes[i].place is not None and axes[(i + 1) % len(axes)].place is not None
        for end, j in enumerate((i, (i + 1) % len(axes)))
    ]
    if edges:
        layers.append(
            lines(
                pd.DataFrame(edges),
                "edge",
                opacity=1,
                width=2.6,
                colour=look["ink"],
                dash=look["dash"],
            )
        )
    told = ["Competency", series.name, "Rests on", "Statements"]
    layers.append(
        marks(points, look).encode(
            description="said:N",
            # A name may hold what Altair's short form would take for a type.
            tooltip=[alt.Tooltip(field=_field(name), type="nominal", title=name) for name in told],
        )
    )
    return layers


def _field(name: str) -> str:
    """The name of a column, where dots and brackets do not lead into a structure."""
    return "".join(f"\\{c}" if c in ".[]\\'\"" else c for c in name)


def _statements_text(axis: Axis) -> str:
    """The statements behind a point, short, under their words."""
    if not axis.behind:
        return "none rated one by one"
    told = []
    for word, _ in axis.spread:
        texts = [text for text, given in axis.behind if given == word]
        more = f" · and {len(texts) - _MAX_TOLD} more" if len(texts) > _MAX_TOLD else ""
        told.append(f"{word}: {' · '.join(map(_shortened, texts[:_MAX_TOLD]))}{more}")
    return " | ".join(told)


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_LETTERS else f"{text[: _MAX_LETTERS - 1].rstrip()}…"
