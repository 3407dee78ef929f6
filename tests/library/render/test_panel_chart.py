"""The panel's radar: a band between the words that were said, over the level's line."""

from typing import Any

import pytest

from explorer.interviews.debrief import Band
from explorer.model import DEFAULT_SCALE
from explorer.render import panel_chart


def band(key: str, low: int | None, high: int | None) -> Band:
    spread = () if low is None else ((DEFAULT_SCALE.words[low], 1),)
    return Band(key, key.title(), low, high, spread)


def data(chart: dict[str, Any]) -> list[list[dict[str, Any]]]:
    inline = [layer["data"]["values"] for layer in chart["layer"] if "values" in layer["data"]]
    return [*inline, *chart["datasets"].values()]


def texts(chart: dict[str, Any]) -> set[str]:
    return {str(row["text"]) for rows in data(chart) for row in rows if "text" in row}


def test_the_band_joins_neighbours_that_were_seen_and_leaves_the_rest_open() -> None:
    bands = [band("a", 0, 2), band("b", 1, 1), band("c", None, None), band("d", 2, 3)]
    chart = panel_chart.radar(bands, DEFAULT_SCALE, "L4")
    pieces = chart["datasets"]["pieces"]
    assert {row["piece"] for row in pieces} == {0, 3}, "between a and b, and between d and a"
    ends = chart["datasets"]["ends"]
    assert [row["said"] for row in ends] == [
        "A: from Improvement needed to Performing",
        "A: from Improvement needed to Performing",
        "B: Maturing",
        "D: from Performing to Exceeding",
        "D: from Performing to Exceeding",
    ]
    assert "C (no\nevidence)" in texts(chart)
    assert not [text for text in texts(chart) if "not rated" in text]


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_any_number_of_competencies_makes_a_valid_chart(number: int) -> None:
    seen = [band(f"c{n}", n % 3, n % 3 + 1) for n in range(number)]
    assert panel_chart.radar(seen, DEFAULT_SCALE, "L4")["layer"]
    nothing = [band(f"c{n}", None, None) for n in range(number)]
    assert panel_chart.radar(nothing, DEFAULT_SCALE, "L4")["layer"]


def test_the_same_figures_are_a_table() -> None:
    table = panel_chart.table([band("a", 0, 2), band("b", None, None)], DEFAULT_SCALE, "L4")
    assert table[1:] == [
        ["A", "Performing", "from Improvement needed to Performing", "1 Improvement needed"],
        ["B", "Performing", "no evidence seen", "none"],
    ]
