"""The radar of a panel: a band from the lowest to the highest word said, over the level's line.

Geometry, ink and labels are those of `charts`. The band is drawn edge by edge between
neighbours of which something was seen: a competency without evidence stays open, and no
middle is drawn, for there is none.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from explorer import charts
from explorer.model import EXPECTATION, Term
from explorer.panel import Band
from explorer.standing import Axis


def radar(bands: Sequence[Band], words: tuple[Term, ...]) -> Any:
    """The panel's band over what the level expects. An Altair chart."""
    number = len(bands)
    rings = pd.DataFrame(
        [
            {"ring": word.name, "order": i, **charts._at(i, number, place + 1)}
            for place, word in enumerate(words)
            for i in range(number + 1)
        ]
    )
    spokes = pd.DataFrame(
        [
            {"axis": i, "end": end, **charts._at(i, number, end * len(words))}
            for i in range(number)
            for end in (0, 1)
        ]
    )
    expected = rings[rings["ring"] == words[EXPECTATION].name]
    layers = [
        charts._lines(rings, "ring", opacity=0.28),
        charts._lines(spokes, "axis", opacity=0.28, order="end"),
        *_band(bands),
        charts._lines(expected, "ring", width=2.2, dash=[6, 4], opacity=0.9),
        *_ends(bands, words),
        *_labels(bands, words),
    ]
    return (
        alt.layer(*layers)
        .properties(
            width=charts.WIDTH, height=charts.HEIGHT, autosize=alt.AutoSizeParams(type="pad")
        )
        .configure_view(stroke=None)
    )


def table(bands: Sequence[Band], words: tuple[Term, ...], level: str) -> pd.DataFrame:
    """The radar's figures as a table: what is expected, and how often each word was said."""
    names = [word.name for word in words]
    return pd.DataFrame(
        {
            "Competency": [band.name for band in bands],
            f"{level} expects": [names[EXPECTATION]] * len(bands),
            "Seen": [band.words(names) for band in bands],
            "Words said": [
                ", ".join(f"{number} {word}" for word, number in band.spread) or "none"
                for band in bands
            ],
        }
    ).set_index("Competency")


def _band(bands: Sequence[Band]) -> list[Any]:
    """A filled piece between each two neighbours, and its two rims."""
    number = len(bands)
    pieces, rims = [], []
    for i in range(number if number > 2 else number - 1):
        j = (i + 1) % number
        ends = (bands[i].low, bands[i].high, bands[j].high, bands[j].low)
        if any(place is None for place in ends):
            continue
        corners = list(zip((i, i, j, j), (place or 0 for place in ends), strict=True))
        for order, (axis, place) in enumerate(corners):
            pieces.append({"piece": i, "order": order, **charts._at(axis, number, place + 1)})
        for rim, pair in enumerate((corners[1:3], [corners[0], corners[3]])):
            for order, (axis, place) in enumerate(pair):
                rims.append(
                    {"rim": f"{i}-{rim}", "order": order, **charts._at(axis, number, place + 1)}
                )
    if not pieces:
        return []
    filled = (
        alt.Chart(pd.DataFrame(pieces))
        .mark_line(
            interpolate="linear-closed", fill=charts._MINE, fillOpacity=0.2, strokeWidth=0,
            aria=False,
        )
        .encode(x=charts._X, y=charts._Y, detail="piece:N", order="order:O")
    )  # fmt: skip
    return [filled, charts._lines(pd.DataFrame(rims), "rim", opacity=1, width=2, colour=charts._MINE)]  # fmt: skip


def _ends(bands: Sequence[Band], words: tuple[Term, ...]) -> list[Any]:
    """The lowest and the highest word of each competency, and what lies between them."""
    names = [word.name for word in words]
    ends = [
        {"axis": i, "order": order, "Competency": band.name, "Seen": band.words(names),
         "said": f"{band.name}: {band.words(names)}", **charts._at(i, len(bands), place + 1)}
        for i, band in enumerate(bands)
        for order, place in enumerate((band.low, band.high))
        if place is not None and (order == 0 or band.low != band.high)
    ]  # fmt: skip
    if not ends:
        return []
    rows = pd.DataFrame(ends)
    points = (
        alt.Chart(rows)
        .mark_point(filled=True, size=90, shape="diamond", fill=charts._MINE, opacity=1)
        .encode(x=charts._X, y=charts._Y, tooltip=["Competency:N", "Seen:N"], description="said:N")
    )
    return [charts._lines(rows, "axis", opacity=1, width=4, colour=charts._MINE), points]


def _labels(bands: Sequence[Band], words: tuple[Term, ...]) -> list[Any]:
    axes = tuple(Axis(band.key, band.name, "", None, band.low) for band in bands)
    layers = charts._labels(axes, words)
    # A panel rates nobody: it saw something, or it did not.
    names = layers[0].data
    names["text"] = names["text"].str.replace("(not rated)", "(no evidence)", regex=False)
    return list(layers)
