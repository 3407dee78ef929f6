"""The vocabulary: which of the known words a typed one may mean, and how surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.term_matching import INFLECTION, LONG_TYPO, MATCH_KINDS, Vocabulary

WORDS = sorted(
    "a architecture customer incident incidents mentor mentored mentoring plan planning review"
    " reviews sign the trade up".split()
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of(WORDS)


@pytest.mark.parametrize(
    ("typed", "known", "how"),
    [
        ("mentor", "mentor", "exact"),
        ("mentors", "mentoring", "inflection"),
        ("archi", "architecture", "prefix"),
        ("incidnet", "incidents", "typo"),
        ("nicident", "incident", "typo"),
        ("infrcustomer", "", ""),
    ],
)
def test_a_typed_word_means_known_words_each_in_its_way(
    vocabulary: Vocabulary, typed: str, known: str, how: str
) -> None:
    meant = vocabulary.candidates(typed, unfinished=False)
    assert (meant[known][0] if known else "") == how


def test_the_word_itself_is_worth_most_then_its_forms_then_typos(vocabulary: Vocabulary) -> None:
    meant = vocabulary.candidates("mentored", unfinished=False)
    assert meant["mentored"] == ("exact", 1.0)
    assert meant["mentor"] == ("inflection", INFLECTION)
    slip = vocabulary.candidates("architectrue", unfinished=False)["architecture"]
    assert slip[0] == "typo"
    assert LONG_TYPO <= slip[1] < INFLECTION


def test_an_unfinished_word_is_a_beginning_from_its_second_letter_on(
    vocabulary: Vocabulary,
) -> None:
    assert "review" in vocabulary.candidates("re", unfinished=True)
    assert not vocabulary.candidates("re", unfinished=False)
    assert not vocabulary.candidates("r", unfinished=True)


@pytest.mark.parametrize(
    ("typed", "meant", "how"),
    [
        ("sucess", "successors", "typo"),  # a letter is missing
        ("lattenc", "latency", "typo"),  # one too much
        ("succass", "successors", "typo"),  # another one
        ("estimatin", "estimates", "typo"),
        ("assessmen", "assess", "inflection"),  # a form that no text has
        ("resolut", "resolves", "inflection"),  # and no ending tells
        ("organisi", "organizing", "prefix"),  # British, and American
    ],
)
def test_a_slip_or_another_form_is_known_while_it_is_typed(
    typed: str, meant: str, how: str
) -> None:
    known = Vocabulary.of(
        ["assess", "estimates", "latency", "organizing", "resolves", "successors"]
    )
    found = known.candidates(typed, unfinished=True)
    assert {word: way for word, (way, _) in found.items()} == {meant: how}


def test_what_is_done_is_no_beginning_of_another_form() -> None:
    known = Vocabulary.of(["assess", "successors"])
    assert known.candidates("assessmen", unfinished=True)
    for done in ("assessmen", "sucess", "succass"):
        assert known.candidates(done, unfinished=False) == {}


def test_a_short_or_a_long_ending_is_no_other_form() -> None:
    known = Vocabulary.of(["form", "plan", "service"])
    assert known.candidates("formul", unfinished=True) == {}
    assert known.candidates("servicenows", unfinished=True) == {}


def test_a_common_word_means_itself_only(vocabulary: Vocabulary) -> None:
    assert vocabulary.candidates("the", unfinished=True) == {"the": ("exact", 1.0)}
    assert vocabulary.candidates("them", unfinished=False) == {}


def test_a_word_of_its_own_is_no_slip_of_another() -> None:
    slipping = Vocabulary.of(WORDS)
    assert slipping.candidates("trada", unfinished=False)["trade"][0] == "typo"
    assert slipping.candidates("trada", unfinished=False, sure=True) == {}


def test_one_typed_word_is_read_as_two_that_are_known(vocabulary: Vocabulary) -> None:
    assert vocabulary.in_two("signup") == [(["sign"], ["up"])]
    assert vocabulary.in_two("tradereview") == [(["trade"], ["review", "reviews"])]
    assert vocabulary.in_two("mentor") == []


@given(st.text(min_size=1, max_size=60), st.booleans())
def test_any_word_at_all_is_answered_with_known_words_of_some_worth(
    typed: str, unfinished: bool
) -> None:
    meant = Vocabulary.of(WORDS).candidates(typed, unfinished)
    assert set(meant) <= set(WORDS)
    assert all(0 < share <= 1 and how in MATCH_KINDS for how, share in meant.values())
