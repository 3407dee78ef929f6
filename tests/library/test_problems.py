"""The sentence about a mistake: where, what was found, what was wanted instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.problems import Problem, did_you_mean, one_of, quoted


def test_a_problem_is_one_line_that_an_editor_can_jump_to() -> None:
    problem = Problem("sre/L4.yaml", 12, 5, "a tab", "spaces", "warning")
    assert str(problem) == "sre/L4.yaml:12:5: warning: found a tab; wanted spaces"
    assert problem.in_file("x.yaml").place == "x.yaml:12:5"


def test_problems_stand_in_the_order_of_files_and_lines() -> None:
    places = [("a", 10, 3), ("b", 1, 1), ("a", 10, 1), ("a", 2, 1)]
    problems = sorted(Problem(*place, "x", "y") for place in places)
    assert [problem.place for problem in problems] == ["a:2:1", "a:10:1", "a:10:3", "b:1:1"]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("sumary", ["title", "summary"], "summary"),
        ("SUMMARY", ["title", "summary"], "summary"),
        ("l4", ["L3", "L4"], "L4"),
        ("statments", ["statements", "tentative"], "statements"),
        ("L10", ["L1", "L2"], None),
        ("L4.1", ["L4.0", "L41"], None),
        ("scope", ["source", "summary"], None),
        ("name", ["title"], None),
        ("", ["title"], None),
        ("title", [], None),
    ],
)
def test_only_a_likely_slip_gets_a_suggestion(
    word: str, known: list[str], meant: str | None
) -> None:
    assert did_you_mean(word, known) == meant


def test_without_a_likely_word_all_of_them_are_named_up_to_a_dozen() -> None:
    assert one_of("x", ["title", "summary"]) == "one of title, summary"
    assert one_of("titel", ["title", "summary"]) == '"title" (did you mean that?)'
    assert one_of("x", []) == "nothing here"
    assert one_of("-", [f"id{n}" for n in range(20)]).endswith("id10, id11, …")


@given(st.text(max_size=200))
def test_somebodys_words_are_quoted_short_on_one_line_that_steers_nothing(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 62
