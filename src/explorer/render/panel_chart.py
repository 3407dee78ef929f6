"""The radar of a panel: a band from the lowest to the highest word said, over the level's line.

The plane is that of `polar`. The band is drawn edge by edge between
neighbours of which something was seen: a competency without evidence stays open, and no
middle is drawn, for there is none.
"""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from explorer.interviews.debrief import Band
from explorer.model import RatingScale
from explorer.render.polar import FIRST, Drawing, Look, X, Y, at, drawn, lines, marks, ring, wrapped

_LOOK: Look = {"ink": FIRST, "shape": "diamond", "size": 90, "filled": True}


def radar(bands: Sequence[Band], scale: RatingScale, level: str) -> Drawing:
    """The panel's band over what the level expects. An Altair chart."""
    # A panel rates nobody: it saw something, or it did not.
    names = [
        [*wrapped(band.name), *([] if band.low is not None else ["(no evidence)"])]
        for band in bands
    ]
    meanings = [("what the panel saw", _LOOK), (f"what {level} expects", None)]
    return drawn(names, scale, [*_band(bands, scale), *_ends(bands, scale)], meanings)


def table(bands: Sequence[Band], scale: RatingScale, level: str) -> pd.DataFrame:
    """The radar's figures as a table: what is expected, and how often each word was said."""
    return pd.DataFrame(
        {
            "Competency": [band.name for band in bands],
            f"{level} expects": [scale.expected_word] * len(bands),
            "Seen": [band.words(scale) for band in bands],
            "Words said": [
                ", ".join(f"{number} {word}" for word, number in band.word_counts) or "none"
                for band in bands
            ],
        }
    ).set_index("Competency")


def _band(bands: Sequence[Band], scale: RatingScale) -> list[Drawing]:
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
            pieces.append({"piece": i, "order": order, **at(axis, number, ring(place, scale))})
        for rim, pair in enumerate((corners[1:3], [corners[0], corners[3]])):
            for order, (axis, place) in enumerate(pair):
                rims.append(
                    {"rim": f"{i}-{rim}", "order": order, **at(axis, number, ring(place, scale))}
                )
    if not pieces:
        return []
    filled = (
        alt.Chart(pd.DataFrame(pieces))
        .mark_line(
            interpolate="linear-closed",
            fill=FIRST,
            fillOpacity=0.2,
            strokeWidth=0,
            aria=False,
        )
        .encode(x=X, y=Y, detail="piece:N", order="order:O")
    )
    return [filled, lines(pd.DataFrame(rims), "rim", opacity=1, width=2, colour=FIRST)]


def _ends(bands: Sequence[Band], scale: RatingScale) -> list[Drawing]:
    """The lowest and the highest word of each competency, and what lies between them."""
    ends = [
        {
            "axis": i,
            "order": order,
            "Competency": band.name,
            "Seen": band.words(scale),
            "said": f"{band.name}: {band.words(scale)}",
            **at(i, len(bands), ring(place, scale)),
        }
        for i, band in enumerate(bands)
        for order, place in enumerate((band.low, band.high))
        if place is not None and (order == 0 or band.low != band.high)
    ]
    if not ends:
        return []
    rows = pd.DataFrame(ends)
    points = marks(rows, _LOOK).encode(tooltip=["Competency:N", "Seen:N"], description="said:N")
    return [lines(rows, "axis", opacity=1, width=4, colour=FIRST), points]
