"""The radar of a panel: a band from the lowest to the highest word said, over the level's line.

The plane is that of `polar`. The band is drawn edge by edge between
neighbours of which something was seen: a competency without evidence stays open, and no
middle is drawn, for there is none.
"""

from collections.abc import Iterator, Sequence

from explorer.interviews.debrief import Band
from explorer.model import RatingScale
from explorer.render.polar import (
    FIRST,
    Look,
    Row,
    Specification,
    area,
    at,
    legend,
    lines,
    marks,
    named,
    plane,
    ring,
)

_LOOK = Look(FIRST, "diamond", 90, True)
_SEEN = "what the panel saw"


def radar(bands: Sequence[Band], scale: RatingScale, level: str) -> Specification:
    """The panel's band over what the level expects."""
    layers = [
        area(named("pieces"), FIRST, 0.2, by="piece"),
        lines(named("rims"), "rim", opacity=1, width=2, colour=FIRST),
        lines(named("ends"), "axis", opacity=1, width=4, colour=FIRST),
        marks(named("ends"), _LOOK).encode(
            tooltip=["Competency:N", "Seen:N"], description="said:N"
        ),
    ]
    # A panel rates nobody: it saw something, or it did not.
    names = [band.name if band.low is not None else f"{band.name} (no evidence)" for band in bands]
    spec = plane(names, scale, layers, [_LOOK])
    data = {"pieces": _pieces(bands, scale), "rims": _rims(bands, scale)}
    data |= {"ends": _ends(bands, scale)} | legend([_SEEN], level, len(bands))
    return {**spec, "datasets": data}


def table(bands: Sequence[Band], scale: RatingScale, level: str) -> list[list[str]]:
    """The radar's figures as rows of text, the head first: what is expected, and how often
    each word was said."""
    return [
        ["Competency", f"{level} expects", "Seen", "Words said"],
        *(
            [
                band.name,
                scale.expected_word,
                band.words(scale),
                ", ".join(f"{number} {word}" for word, number in band.word_counts) or "none",
            ]
            for band in bands
        ),
    ]


def _corners(bands: Sequence[Band]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each two neighbours of which something was seen, (axis, place) around the band
    between them."""
    number = len(bands)
    for i in range(number) if number > 2 else ():
        j = (i + 1) % number
        places = (bands[i].low, bands[i].high, bands[j].high, bands[j].low)
        known = [place for place in places if place is not None]
        if len(known) == len(places):
            yield i, list(zip((i, i, j, j), known, strict=True))


def _pieces(bands: Sequence[Band], scale: RatingScale) -> list[Row]:
    return [
        {"piece": i, "order": order, **at(axis, len(bands), ring(place, scale))}
        for i, corners in _corners(bands)
        for order, (axis, place) in enumerate(corners)
    ]


def _rims(bands: Sequence[Band], scale: RatingScale) -> list[Row]:
    return [
        {"rim": f"{i}-{rim}", "order": order, **at(axis, len(bands), ring(place, scale))}
        for i, corners in _corners(bands)
        for rim, pair in enumerate((corners[1:3], [corners[0], corners[3]]))
        for order, (axis, place) in enumerate(pair)
    ]


def _ends(bands: Sequence[Band], scale: RatingScale) -> list[Row]:
    """The lowest and the highest word of each competency, and what lies between them."""
    return [
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
