"""The radar: two lines that differ in shape, an open axis where nothing was said, no label cut off."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from explorer.model import DEFAULT_SCALE, RatingScale
from explorer.profiles.assessment import Axis, Series
from explorer.render.radar import PICK, picture, radar, specification, table

NEEDED, MATURING, PERFORMING, EXCEEDING = DEFAULT_SCALE.words
ODD = "Competency.[{}] 'quoted' \"twice\" \\ <b>&amp;"
LONG = "2026-11-20, the review of a long and eventful autumn, which was long"


def axis(name: str, place: int | None = None, *behind: tuple[str, str]) -> Axis:
    word = None if place is None else DEFAULT_SCALE.words[place]
    spread = tuple((word, 1) for word in DEFAULT_SCALE.words if word in dict(behind).values())
    source = None if place is None else "statements" if behind else "quick"
    return Axis(name, name, "", word, place, source, len(behind), len(behind), spread, behind)  # type: ignore[arg-type]


def series(name: str, *places: int | None) -> Series:
    return Series(name, tuple(axis(f"Axis {n}", place) for n, place in enumerate(places)))


def drawn(*lines: Series) -> dict[str, Any]:
    return radar(lines, DEFAULT_SCALE, "L4")


def rows(spec: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The rows of every data set of the drawing that knows the key, the constant ones first."""
    inline = [layer["data"].get("values", []) for layer in spec["layer"]]
    return [row for data in (*inline, *spec["datasets"].values()) for row in data if key in row]


def points(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """What each point says of itself, in the order of the axes."""
    return [row for name in ("points0", "points1") for row in spec["datasets"].get(name, [])]


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8, 12])
def test_any_number_of_axes_is_drawn_with_two_lines(count: int) -> None:
    places = [place % 4 for place in range(count)]
    spec = drawn(series("Own view", *places), series("Manager's view", *reversed(places)))
    assert len(points(spec)) == 2 * count
    edges = {(row["edge"], row["order"]) for row in rows(spec, "edge")}
    assert len({edge for edge, _ in edges}) == count, "with one or two axes an edge is a bar"
    for row, place in zip(points(spec)[:count], places, strict=True):
        out = (row["x"] + 1) / 2 if count < 3 else (row["x"] ** 2 + row["y"] ** 2) ** 0.5
        assert round(out, 3) == (place + 1) / 4


@pytest.mark.parametrize("count", [2, 3, 6, 9])
def test_each_word_has_its_ring_and_the_expected_one_is_dashed(count: int) -> None:
    scale = RatingScale.from_meanings({f"Word {n}": "" for n in range(count)}, "Word 1")
    axes = tuple(Axis(f"Axis {n}", f"Axis {n}", "", "Word 0", 0) for n in range(3))
    spec = radar((Series("Own view", axes),), scale, "L4")
    outward = sorted({row["y"] for row in rows(spec, "ring") if row["order"] == 0})
    assert outward == [round((place + 1) / count, 6) for place in range(count)]
    labels = [row["y"] for row in rows(spec, "text") if str(row["text"]).startswith("Word ")]
    assert labels == sorted(set(labels)), "one for each ring, from the inside outwards"
    assert labels == pytest.approx(outward, abs=1e-5), (
        "three axes leave room for a word at the height of its ring's tip"
    )
    dashed = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash") == [6, 4]]
    assert {row["ring"] for row in dashed[0]["data"]["values"]} == {1}
    _, *rated = table((Series("Own view", axes),), scale, "L4")
    assert {expected for _, expected, *_ in rated} == {"Word 1"}


def test_the_two_lines_differ_without_colour() -> None:
    spec = drawn(series("Own view", 0, 1, 2), series("Manager's view", 1, 2, 3))
    shapes = {(mark["shape"], mark["filled"], mark["size"]) for mark in marks(spec, "point")}
    assert shapes == {("diamond", True, 120), ("square", False, 300), ("circle", False, 40)}
    dashes = [mark["strokeDash"] for mark in marks(spec, "line") if mark.get("strokeWidth") == 2.6]
    assert sorted(dashes) == [[1, 0], [2, 4]]
    names = {row["text"] for row in rows(spec, "text")}
    assert {"Own view", "Manager's view", "what L4 expects"} <= names


def test_an_axis_without_a_word_stays_open_and_moves_nothing() -> None:
    spec = drawn(series("Own view", 0, None, 2, None), series("Then", 1, None, 2, 3))
    assert [row["said"] for row in points(spec)] == [
        "Own view. Axis 0: Improvement needed",
        "Own view. Axis 2: Performing",
        "Then. Axis 0: Maturing",
        "Then. Axis 2: Performing",
        "Then. Axis 3: Exceeding",
    ]
    labels = [row["text"].replace("\n", " ") for row in rows(spec, "align")]
    assert labels == ["Axis 0", "Axis 1", "Axis 2", "Axis 3"], "the same, whatever is rated"
    assert len(spec["datasets"]["open0"]) == 2
    assert spec["datasets"]["area0"] == [], "nothing is filled"
    assert len(drawn(series("Own view", 0, 1, 2, 3))["datasets"]["area0"]) == 4


def test_nothing_rated_draws_rings_and_no_point() -> None:
    assert points(drawn(series("Own view", None, None, None))) == []


def test_the_specification_is_the_same_whatever_is_rated_and_holds_nothing_of_a_view() -> None:
    own, other = series("Sam's view", 0, 1, 2), series("Robin's view", 2, None, 1)
    assert specification((own,), DEFAULT_SCALE) is specification((other,), DEFAULT_SCALE)
    written = json.dumps(specification((own, other), DEFAULT_SCALE, pickable=True))
    assert "Axis 1" in written
    assert not {"Sam", "Robin"} & set(re.findall(r"\w+", written))


def test_every_ring_of_every_axis_can_be_picked() -> None:
    spec = specification((series("Own view", *[None] * 5),), DEFAULT_SCALE, pickable=True)
    (layer,) = [
        each for each in spec["layer"] if "place" in (each["data"].get("values") or [{}])[0]
    ]
    picked = {(row["axis"], row["place"]) for row in layer["data"]["values"]}
    assert picked == {(axis, place) for axis in range(5) for place in range(4)}
    assert layer["mark"]["size"] >= 300
    (param,) = spec["params"]
    assert (param["name"], param["select"]["fields"]) == (PICK, ["axis", "place"])


def test_a_point_tells_the_statements_behind_it_in_short() -> None:
    behind = [(f"I do the work number {n} " + "and more " * 20, MATURING) for n in range(6)]
    own = Series("Own view", (axis("Craft", 1, *behind, ("I help", EXCEEDING)), axis("People", 2)))
    told, none = (row["Statements"] for row in points(drawn(own)))
    first, second = told.split(" | ")
    assert first.startswith("Maturing: I do the work number 0")
    assert first.endswith("… · and 2 more")
    assert first.count("…") == 4
    assert second == "Exceeding: I help"
    assert none == "none rated one by one"


def test_the_table_says_what_both_say_and_what_it_rests_on() -> None:
    own = Series("Own view", (axis("Craft", 1, ("I help", MATURING)), axis("People")))
    manager = Series("Manager's view", (axis("Craft", 3), axis("People", 0)))
    found = table((own, manager), DEFAULT_SCALE, "L4")
    (craft, people), (their_craft, their_people) = own.axes, manager.axes
    assert found == [
        ["Competency", "L4 expects", "Own view", "Manager's view"],
        ["Craft", PERFORMING, craft.short, their_craft.short],
        ["People", PERFORMING, people.short, their_people.short],
    ]
    assert table((own,), DEFAULT_SCALE, "L4") == [
        ["Competency", "L4 expects", "Own view", "Based on"],
        ["Craft", PERFORMING, MATURING, craft.detail],
        ["People", PERFORMING, "not rated", people.detail],
    ]


@pytest.mark.parametrize("count", [1, 4, 5])
def test_words_of_any_length_leave_the_radar_its_size(count: int) -> None:
    meanings = dict.fromkeys((*DEFAULT_SCALE.words[:-1], "E" * 200), "")
    long = RatingScale.from_meanings(meanings)
    names = tuple(axis(f"{n}{'n' * 200}", 1) for n in range(count))
    shown = rows(radar((Series("s" * 200, names),), long, "L" * 200), "text")
    lines = [line for row in shown for line in row["text"].split("\n")]
    assert f"{'E' * 25}…" in lines
    assert f"{'s' * 25}…" in lines
    assert max(map(len, lines)) <= len("what  expects") + 26


# -- a picture as a file -----------------------------------------------------------


@pytest.fixture(scope="module")
def odd() -> Any:
    """A radar with long and odd names everywhere."""
    places: tuple[int | None, ...] = (0, 1, None, 3, 2, 1, 0)
    axes = tuple(axis(f"{ODD.format(n)} {'W' * 30}", place) for n, place in enumerate(places))
    return radar((Series(LONG, axes), Series("A.b[c] 'd'", axes[::-1])), DEFAULT_SCALE, "L4")


@pytest.fixture(scope="module")
def svg(odd: Any) -> str:
    return picture(odd, "Against <b>L4</b> & “x”", "svg").decode()


def test_png_and_pdf_are_what_they_say(odd: Any) -> None:
    png = picture(odd, "Against L4", "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND\xaeB`\x82")
    pdf = picture(odd, "Against L4", "pdf")
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_names_with_odd_marks_are_text_in_the_picture(svg: str) -> None:
    said = "".join(ElementTree.fromstring(svg).itertext())
    assert "Against <b>L4</b> & “x”" in said
    assert "A.b[c] 'd'" in said
    assert LONG[:15] in said
    assert "script" not in {
        node.tag.rpartition("}")[2] for node in ElementTree.fromstring(svg).iter()
    }


def test_no_label_is_cut_off_however_long(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = list(texts(root))
    assert len(found) > 7 + 4 + 3
    for text, left, right, y in found:
        assert 0 <= left < right <= width, text
        assert 10 <= y <= height, text


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_word_of_200_letters_stands_short_at_its_ring(count: int) -> None:
    words = ("low", "W" * 200, "a long word " * 16, "high")
    scale = RatingScale.from_meanings(dict.fromkeys(words, "m"), "high")
    axes = tuple(Axis(f"Axis {n}", f"Axis {n}", "", "low", 0) for n in range(count))
    spec = radar((Series("Own view", axes),), scale, "L4")
    shown = {line for row in rows(spec, "text") for line in str(row["text"]).split("\n")}
    assert "W" * 25 + "…" in shown
    assert max(map(len, shown)) < 40


def texts(node: Any, x: float = 0.0, y: float = 0.0) -> Any:
    """Each line of text with where it begins, ends and stands, half an em a letter."""
    moved = re.match(r"translate\(([-\d.]+),\s*([-\d.]+)\)", node.attrib.get("transform", ""))
    x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
    if not node.tag.endswith("}text"):
        for child in node:
            yield from texts(child, x, y)
        return
    size = float(node.attrib["font-size"].removesuffix("px"))
    lines, at = [node.text, *(span.text for span in node)], y
    for number, text in enumerate(filter(None, lines)):
        at += float(node[number].attrib.get("dy", 0)) if len(node) else 0
        wide = len(text) * size * 0.5
        part = {"middle": 0.5, "end": 1.0}.get(node.attrib.get("text-anchor", ""), 0.0)
        yield text, x - wide * part, x + wide * (1 - part), at
