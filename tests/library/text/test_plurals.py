"""A number and its noun agree."""

import pytest

from explorer.text.plurals import count


@pytest.mark.parametrize(
    ("number", "things", "counted"),
    [(0, "", "0 entrys"), (1, "entries", "1 entry"), (2, "entries", "2 entries")],
)
def test_a_number_and_its_noun_agree(number: int, things: str, counted: str) -> None:
    assert count(number, "entry", things) == counted
