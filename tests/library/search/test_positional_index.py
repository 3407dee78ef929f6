"""Places: where words stand, which stand in a row, and to which text a place belongs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.positional_index import PositionalIndex
from explorer.text.stemming import Span


def split(text: str) -> list[tuple[str, Span]]:
    return [(found.group(), found.span()) for found in re.finditer(r"\w+", text)]


def of(*texts: str) -> PositionalIndex:
    places = PositionalIndex()
    for text in texts:
        places.add(split(text))
    places.build()
    return places


def test_the_vocabulary_is_sorted_and_a_word_is_its_place_in_it() -> None:
    places = of("sign up", "a plan")
    assert places.words == ["a", "plan", "sign", "up"]
    assert [places.number(word) for word in places.words] == [0, 1, 2, 3]
    assert "plan" in places
    assert "plans" not in places
    assert len(places) == 2


def test_a_word_knows_its_texts_and_a_place_its_text_and_characters() -> None:
    places = of("we plan", "plan a plan", "rest")
    assert set(places.texts_with("plan").tolist()) == {0, 1}
    at = places.places_of(["plan"])
    assert places.texts_at(at).tolist() == [0, 1, 1]
    assert [places.span(place, 1) for place in at.tolist()] == [(3, 7), (0, 4), (7, 11)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sign up", True),
        ("sign-up", True),
        ("sign, up", True),
        ("sign it up", False),
        ("up sign", False),
        ("sign     up", False),
    ],
)
def test_words_stand_in_a_row_when_hardly_anything_is_between_them(text: str, found: bool) -> None:
    assert bool(len(of(text).in_a_row([["sign"], ["up"]]))) is found


def test_the_end_of_one_text_and_the_beginning_of_the_next_are_no_neighbours() -> None:
    assert not len(of("to sign", "up there").in_a_row([["sign"], ["up"]]))


def test_a_row_may_be_of_any_form_of_each_word() -> None:
    places = of("signs up", "signed up", "sign off")
    found = places.in_a_row([["signed", "signs"], ["up"]])
    assert places.texts_at(found).tolist() == [0, 1]
    assert not len(places.in_a_row([["signs"], []]))
    assert not len(places.in_a_row([]))


def test_words_beside_the_text_are_found_and_have_no_neighbours() -> None:
    places = PositionalIndex()
    places.add(split("six months"), [("planning", None), ("horizon", None)])
    places.build()
    assert places.texts_with("horizon").tolist() == [0]
    assert places.span(int(places.places_of(["horizon"])[0]), 1) == (-1, -1)
    assert not len(places.in_a_row([["planning"], ["horizon"]]))


def test_nothing_added_is_nothing_found() -> None:
    places = of()
    assert len(places) == 0
    assert places.words == []
    assert not len(places.places_of([]))


@given(st.lists(st.text("ab ", max_size=12), min_size=1, max_size=6))
def test_every_word_is_found_where_it_stands_and_nowhere_else(texts: list[str]) -> None:
    places = of(*texts)
    for word in places.words:
        found = places.places_of([word])
        seen = [
            (int(t), places.span(int(p), 1))
            for t, p in zip(places.texts_at(found), found, strict=True)
        ]
        assert seen == [(n, s) for n, text in enumerate(texts) for w, s in split(text) if w == word]
    for number, text in enumerate(texts):
        inside = places.within(places.texts_with(split(text)[0][0])[:1]) if split(text) else []
        assert len(inside) == 0 or places.first[1] > 0
        row = places.row[places.first[number] : places.first[number + 1]]
        assert [places.words[n] for n in row if n >= 0] == [word for word, _ in split(text)]
