"""The rating scale: words in an order, one of which a level expects."""

import pytest

from explorer.model import DEFAULT_SCALE, RatingScale


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("no yes", "yes"),
        ("low middle high", "middle"),
        ("A B C D", "C"),
        ("A B C D E", "C"),
        ("A B C D E F", "D"),
        ("A B C D E F G H I", "E"),
        ("Poor Weak Maturing Performing Exceeding", "Performing"),
        ("poor weak maturing performing exceeding", "performing"),
    ],
)
def test_a_scale_that_does_not_say_it_expects_performing_or_the_middle_word(
    words: str, expected: str
) -> None:
    assert RatingScale.from_meanings(dict.fromkeys(words.split(), "")).expected_word == expected


def test_a_scale_says_what_it_expects_and_what_is_below_it() -> None:
    scale = RatingScale.from_meanings({"Poor": "a", "Performing": "b", "Great": "c"}, "Great")
    assert scale.expected_word == "Great"
    assert scale.below_expected == ("Poor", "Performing")
    assert [scale.place_of(word) for word in ("Poor", "Great", "Good", None)] == [0, 2, None, None]
    assert "Great" in scale
    assert "Good" not in scale
    assert len(scale) == 3
    with pytest.raises(ValueError, match="Good"):
        RatingScale.from_meanings({"Poor": "", "Great": ""}, "Good")


def test_the_default_words_expect_performing() -> None:
    assert DEFAULT_SCALE.expected_word == "Performing"
    assert DEFAULT_SCALE.below_expected == ("Improvement needed", "Maturing")
