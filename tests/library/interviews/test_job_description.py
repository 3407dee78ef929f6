"""A draft of a job description: it says "you", leaves out what is not agreed, and lists the rest."""

import re

import pytest

from explorer.files.loading import load
from explorer.interviews.job_description import draft, fact_in_words
from explorer.model import Fact, Ladder
from library.writing import level, write


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Planning horizon", "6-12 months", "You plan your work 6 to 12 months ahead."),
        ("Planning horizon", "1–2 Years", "You plan your work 1 to 2 years ahead."),
        ("Planning horizon", "3 cycles", "You plan your work 3 cycles ahead."),
        ("Planning horizon", "One cycle", "How far ahead you plan: one cycle."),
        (
            "Evaluation",
            "Manager or Director",
            "How you are doing is judged by your manager or director.",
        ),
        (
            "Evaluation",
            "The executive in charge",
            "How you are doing is judged by the executive in charge.",
        ),
        ("Impact radius", "Group.", "Who notices your work: group."),
        ("Direction", "I work alone.", "You work alone."),
        ("Direction", "Given a goal, I find the way", "Given a goal, you find the way."),
        ("Colour", "Blue", "Colour: Blue."),
    ],
)
def test_a_fact_is_put_into_plain_words(name: str, text: str, said: str) -> None:
    assert fact_in_words(Fact(name, text, 1)) == said


@pytest.mark.parametrize("code", ["L1", "L2", "L3", "L4", "L5", "L6"])
def test_the_draft_of_a_level_says_you_and_never_i(sre: Ladder, code: str) -> None:
    found = sre.level(code)
    assert found
    text = draft(found)
    spoken = re.sub(r"“[^”]*”", "", text)
    assert not re.search(r"\b(?:I|my|me|myself)\b", spoken)
    assert text.startswith(f"# {found.title}\n")
    confirmed = [s for s in found.statements if not s.tentative]
    body = text.split("## What you will do")[1].split("## Things you may have done")[0]
    assert len([line for line in body.splitlines() if line.startswith("- ")]) == len(confirmed)
    assert "## Still to be said" in text


def test_what_is_under_discussion_is_left_out(sre: Ladder) -> None:
    found = sre.level("L4")
    assert found
    text = draft(found)
    assert "You consult with teams" in text
    assert "operational risks effectively" not in text


def test_marks_of_a_ladder_are_text_in_the_draft(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = level("L1", {"a": "I <b>shout</b> # loudly"}, title="A `b` *c*")
    (ladder,) = load(write(tmp_path_factory.mktemp("x"), {"y/L1.yaml": made})).ladders
    text = draft(ladder.levels[0])
    assert text.startswith("# A \\`b\\` \\*c\\*\n")
    assert "- You \\<b\\>shout\\</b\\> \\# loudly.\n" in text


def test_a_level_that_says_nothing_has_a_draft(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write(tmp_path_factory.mktemp("x"), {"y/L1.yaml": {"code": "L1", "title": "One"}})
    (ladder,) = load(folder).ladders
    assert draft(ladder.levels[0]).startswith("# One\n\n## Still to be said\n")
