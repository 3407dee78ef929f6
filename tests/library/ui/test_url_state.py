"""Addresses: read and written side by side, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.url_state import (
    MAX_LENGTH,
    CompareUrl,
    HealthUrl,
    LevelsUrl,
    ProfileUrl,
    SearchUrl,
    UrlState,
)

WORD = st.text(
    alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters=","),
    max_size=20,
)
LIST = st.lists(WORD.filter(bool), max_size=4, unique=True).map(tuple)
ADDRESSES = st.one_of(
    st.builds(LevelsUrl, ladder=WORD, view=WORD, level=WORD, statement=WORD),
    st.builds(SearchUrl, ladder=WORD, q=WORD, level=LIST, competency=LIST, kind=LIST),
    st.builds(CompareUrl, ladder=WORD, left=WORD, right=WORD),
    st.builds(HealthUrl, ladder=WORD, view=WORD, level=LIST, kind=LIST),
    st.builds(ProfileUrl, ladder=WORD, view=st.sampled_from(["", "print"])),
)


@given(ADDRESSES)
def test_what_is_written_is_read_back(address: UrlState) -> None:
    assert type(address).read(address.parameters()) == address


@given(
    st.sampled_from([LevelsUrl, SearchUrl, CompareUrl, HealthUrl, ProfileUrl]),
    st.dictionaries(
        st.sampled_from(
            ["ladder", "view", "level", "statement", "q", "kind", "left", "right", "x"]
        ),
        st.text(max_size=400),
    ),
)
def test_anything_at_all_is_read_and_then_stays(
    kind: type[UrlState], given: dict[str, str]
) -> None:
    address = kind.read(given)
    assert kind.read(address.parameters()) == address
    for value in address.parameters().values():
        assert value.isprintable()
        assert len(value) <= MAX_LENGTH


def test_what_goes_without_saying_is_left_out() -> None:
    assert SearchUrl().parameters() == {}
    assert SearchUrl(q="x", level=("L3", "L4")).parameters() == {"q": "x", "level": "L3,L4"}


def test_lists_are_joined_by_commas_and_hold_each_word_once() -> None:
    assert SearchUrl.read({"level": ",L3,,L4,L3,"}).level == ("L3", "L4")


def test_characters_that_nobody_types_are_left_out() -> None:
    assert LevelsUrl.read({"level": "L\x1b4\u202e\n"}).level == "L4"


@pytest.mark.parametrize(("view", "printing"), [("print", True), ("", False), ("PRINT", False)])
def test_printing_is_a_view(view: str, printing: bool) -> None:
    assert LevelsUrl.read({"view": view}).printing is printing


def test_ratings_names_and_evidence_have_no_place_in_an_address() -> None:
    assert set(ProfileUrl.__dataclass_fields__) == {"ladder", "view", "show", "statement"}
