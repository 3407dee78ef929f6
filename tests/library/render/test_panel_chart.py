"""The panel's radar: a band between the words that were said, over the level's line."""

from typing import Any

import pytest

from explorer.interviews.debrief import Band
from explorer.model import DEFAULT_SCALE
from explorer.render import panel_chart


def band(key: str, low: int | None, high: int | None) -> Band:
    spread = () if low is None else ((DEFAULT_SCALE.words[low], 1),)
    return Band(key, key.title(), low, high, spread)


def data(chart: Any) -> list[list[dict[str, Any]]]:
    return [layer.data.to_dict("records") for layer in chart.layer]


def texts(chart: Any) -> set[str]:
    return {str(row["text"]) for rows in data(chart) for row in rows if "text" in row}


def test_the_band_joins_neighbours_that_were_seen_and_leaves_the_rest_open() -> None:
    bands = [band("a", 0, 2), band("b", 1, 1), band("c", None, None), band("d", 2, 3)]
    chart = panel_chart.radar(bands, DEFAULT_SCALE, "L4")
    (pieces,) = [rows for rows in data(chart) if "piece" in rows[0]]
    assert {row["piece"] for row in pieces} == {0, 3}, "between a and b, and between d and a"
    (ends,) = [rows for rows in data(chart) if "said" in rows[0] and "Seen" in rows[0]][:1]
    assert [row["said"] for row in ends] == [
        "A: from Improvement needed to Performing",
        "A: from Improvement needed to Performing",
        "B: Maturing",
        "D: from Performing to Exceeding",
        "D: from Performing to Exceeding",
    ]
    assert "C\n(no evidence)" in texts(chart)
    assert not [text for text in texts(chart) if "not rated" in text]


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_any_number_of_competencies_makes_a_valid_chart(number: int) -> None:
    seen = [band(f"c{n}", n % 3, n % 3 + 1) for n in range(number)]
    assert panel_chart.radar(seen, DEFAULT_SCALE, "L4").to_dict()["layer"]
    nothing = [band(f"c{n}", None, None) for n in range(number)]
    assert panel_chart.radar(nothing, DEFAULT_SCALE, "L4").to_dict()["layer"]


def test_the_same_figures_are_a_table() -> None:
    table = panel_chart.table([band("a", 0, 2), band("b", None, None)], DEFAULT_SCALE, "L4")
    assert table.reset_index().values.tolist() == [
        ["A", "Performing", "from Improvement needed to Performing", "1 Improvement needed"],
        ["B", "Performing", "no evidence seen", "none"],
    ]
