"""A number and its word agree."""

import pytest

from explorer.text.plurals import count, plural


@pytest.mark.parametrize(
    ("number", "one", "many", "expected"),
    [
        (0, "level", "", "0 levels"),
        (1, "entry", "entries", "1 entry"),
        (2, "entry", "entries", "2 entries"),
        (1200, "line", "", "1,200 lines"),
    ],
)
def test_a_number_and_its_noun_agree(number: int, one: str, many: str, expected: str) -> None:
    assert count(number, one, many) == expected


def test_a_plural_goes_without_its_number() -> None:
    assert plural(1, "it rests", "they rest") == "it rests"
    assert plural(0, "it rests", "they rest") == "they rest"
