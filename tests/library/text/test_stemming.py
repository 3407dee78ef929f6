"""English words brought to one form: endings, irregular verbs, spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.stemming import fold, joined_hyphenations, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        "teach teaches taught teaching",
        "write writes wrote written writing",
        "lead leads led leading",
        "choose chose chosen choosing",
        "bring brought bringing",
        "find found finding",
        "draw drew drawn",
        "keep kept keeping",
        "organisation organization organisations",
        "organise organize organised organizing",
        "behaviour behavior behaviours",
        "centre center",
        "analyse analyze analysing",
        "programme program",
        "judgement judgment",
        "defence defense",
        "modelling modeling",
    ],
)
def test_forms_and_spellings_of_a_word_share_their_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "apart", ["four form", "hour her", "team tea", "rise rice", "plan plane", "promise prom"]
)
def test_other_words_stay_apart(apart: str) -> None:
    assert len({stem(word) for word in apart.split()}) == 2


def test_a_word_is_compared_without_case_accents_and_possessive() -> None:
    assert [fold(word) for word in ("Café", "Cafe\u0301", "CUSTOMER’S", "team's")] == [
        "cafe",
        "cafe",
        "customer",
        "team",
    ]


def test_a_hyphened_word_is_also_one_word() -> None:
    text = "I weigh trade-offs on-call."
    assert [word for word, _ in words(text)] == ["i", "weigh", "trade", "offs", "on", "call"]
    assert [(word, text[a:b]) for word, (a, b) in joined_hyphenations(text)] == [
        ("tradeoffs", "trade-offs"),
        ("oncall", "on-call"),
    ]


@given(st.text(max_size=60))
def test_any_text_has_words_that_can_be_compared(text: str) -> None:
    for word, (start, end) in words(text):
        assert word == fold(text[start:end])
        assert isinstance(stem(word), str)
