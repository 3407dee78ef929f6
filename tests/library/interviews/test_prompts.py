"""Prompts: open questions out of the ladder's own words, never a riddle, never yes or no."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.interviews import prompts
from explorer.model import Competency, Ladder, ScopeGroup, Statement, TextBlock


@pytest.mark.parametrize(
    ("said", "happened", "prompt"),
    [
        (
            "I led the upgrade of our queue.",
            True,
            "Tell us about a time when you led the upgrade of your queue.",
        ),
        (
            "I deliberately broke up a project",
            True,
            "Tell us about a time when you deliberately broke up a project.",
        ),
        ("I read another design", True, "Tell us about a time when you read another design."),
        (
            "We were woken at night, so I asked",
            True,
            "Tell us about a time when you were woken at night, so you asked.",
        ),
        ("A director called", True, "Tell us about a time when a director called."),
        (
            "In a review I asked for more",
            True,
            "Tell us about a time like this: in a review you asked for more.",
        ),
        (
            "Storage was full, so I freed some",
            True,
            "Tell us about a time like this: Storage was full, so you freed some.",
        ),
        ("I found it. I fixed it", True, "Tell us about a time when you found it. You fixed it."),
        ("I strive for automation", True, "How do you strive for automation?"),
        ("I coach my peers.", False, "How do you coach your peers?"),
        ("I proactively refine processes", False, "How do you proactively refine processes?"),
        (
            "I need quiet",
            False,
            "Tell us where it shows in your work that you need quiet.",
        ),
        ("I am able to adapt", False, "How do you adapt?"),
        ("I can plan ahead", False, "How do you plan ahead?"),
        ("I rely on tests", False, "How do you rely on tests?"),
        (
            "I am an expert",
            False,
            "Tell us about a time when you had to be an expert.",
        ),
        (
            "I know our systems",
            False,
            "Tell us where it shows in your work that you know your systems.",
        ),
        (
            "I am called when it breaks",
            False,
            "Tell us where it shows in your work that you are called when it breaks.",
        ),
        (
            "I am a good guide, and can teach",
            False,
            "Tell us where it shows in your work that you are a good guide, and can teach.",
        ),
        (
            "What I build lasts",
            False,
            "Tell us where it shows in your work that what you build lasts.",
        ),
        (
            "I plan. I act.",
            False,
            "Tell us where this shows in your work: you plan. You act.",
        ),
        (
            "I led a team",
            False,
            "Tell us about a time when you led a team.",
        ),
    ],
)
def test_a_text_becomes_an_opener(said: str, happened: bool, prompt: str) -> None:
    assert prompts.opening_prompt(said, happened) == prompt


def test_no_prompt_of_the_sample_ladder_can_be_answered_with_yes_or_no(sre: Ladder) -> None:
    made = [
        prompt
        for level in sre.levels
        for said in prompts.default_prompts(level).values()
        for prompt in said
    ]
    assert len(made) > 200
    assert [prompt for prompt in made if prompts.is_closed_question(prompt)] == []
    assert {prompt.split()[0] for prompt in made} == {"How", "Tell"}
    assert all(prompt.endswith(("?", ".")) for prompt in made)
    assert not [prompt for prompt in made if " I " in prompt or "my " in prompt]


@given(st.text(max_size=80), st.booleans())
def test_no_text_makes_a_closed_prompt(said: str, happened: bool) -> None:
    assert not prompts.is_closed_question(prompts.opening_prompt(said, happened))


@pytest.mark.parametrize("said", ["Do you test?", "“Have you led?”", "Isn't it hard?", "can you"])
def test_a_prompt_that_yes_or_no_could_answer_is_seen(said: str) -> None:
    assert prompts.is_closed_question(said)


@pytest.mark.parametrize(
    "said", ["How do you test?", "Tell us …", "What is hard?", "", "…", "Doing"]
)
def test_an_open_prompt_is_left_alone(said: str) -> None:
    assert not prompts.is_closed_question(said)


def competency(statements: list[str], examples: list[str]) -> Competency:
    found = tuple(Statement(f"s{n}", text, 1, "craft") for n, text in enumerate(statements))
    shown = tuple(TextBlock(text, 1) for text in examples)
    return Competency("craft", "Craft", "", "", (ScopeGroup(None, found),), shown)


def test_an_example_goes_to_the_statement_it_illustrates_and_to_no_other() -> None:
    example = "I steered a hard conversation with customers"
    found = prompts.examples_by_statement(
        competency(
            ["I review code", "I steer conversations with customers", "I steer customers"],
            [example, "I painted a wall"],
        )
    )
    assert found == {"s1": example}


def test_every_confirmed_expectation_has_a_prompt_and_no_other_has(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    confirmed = [s.id for s in level.statements if not s.tentative]
    made = prompts.default_prompts(level)
    assert list(made) == confirmed
    assert all(made.values())
    assert made["communication"][0].startswith("Tell us about a time when you effectively steered")


def test_what_is_not_in_english_is_quoted() -> None:
    folder = Path(__file__).parents[3] / "tests/relevance/languages/de/ladder"
    level = load(folder).ladders[0].levels[0]
    (said,) = prompts.default_prompts(level)["reviews"]
    assert said == (
        "Tell us where this shows in your work: “Ich prüfe die Änderungen anderer zügig und "
        "gebe Rückmeldungen, die weiterhelfen.”"
    )
    assert not prompts.is_closed_question(said)
