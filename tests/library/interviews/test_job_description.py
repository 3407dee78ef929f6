"""A fact of a level in plain words."""

import pytest

from explorer.interviews.job_description import fact_sentence
from explorer.model import Fact


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
    assert fact_sentence(Fact(name, text, 1)) == said
