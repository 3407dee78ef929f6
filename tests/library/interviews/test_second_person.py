"""First person turned to second: pronouns, the verb that agrees, and what is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.interviews.second_person import to_second_person
from explorer.text.inline_markdown import visible
from library.writing import SAMPLE


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("I am a solid engineer", "You are a solid engineer"),
        ("I have a plan and I keep it", "You have a plan and you keep it"),
        ("I hold myself to my word", "You hold yourself to your word"),
        ("It came to me; the rest is mine.", "It came to you; the rest is yours."),
        (
            "I'm glad, I've seen it, I'd go, I’ll stay",
            "You're glad, you've seen it, you'd go, you’ll stay",
        ),
        ("When I was new, I asked", "When you were new, you asked"),
        ("I wasn't there", "You weren't there"),
        ("I was typically the first", "You were typically the first"),
        ("I am also trusted", "You are also trusted"),
        ("I also am trusted", "You also are trusted"),
        ("Am I right? Was I?", "Are you right? Were you?"),
        ("I lead it and am trusted", "You lead it and are trusted"),
        ("I led it and was asked to stay", "You led it and were asked to stay"),
        ("My team and I", "Your team and you"),
        ("I plan. I act.", "You plan. You act."),
        ("I lead incidents: I hand out roles", "You lead incidents: you hand out roles"),
        ("I act (e.g. I call)", "You act (e.g. you call)"),
        ("MY WORD", "YOUR WORD"),
    ],
)
def test_the_first_person_becomes_the_second(said: str, turned: str) -> None:
    assert to_second_person(said) == turned


@pytest.mark.parametrize(
    "said",
    [
        "A fix that failed and was removed",
        "In Phase I the plan was open",
        "The I/O of a disk, and A.I.",
        "at 9 am",
        "a coal mine, and to mine the logs",
        "He said “I am my own boss”",
        'They wrote "tell me"',
        "the US office and its ME code",
        "it was so, and they were glad",
        "",
    ],
)
def test_what_is_no_first_person_stays(said: str) -> None:
    assert to_second_person(said) == said


def test_a_was_far_from_its_subject_stays() -> None:
    said = to_second_person("I wrote a fix that failed and was removed")
    assert said == "You wrote a fix that failed and was removed"
    assert to_second_person("I saw that a project was late") == "You saw that a project was late"


def test_we_stays_the_organisation_unless_somebody_from_outside_is_asked() -> None:
    assert to_second_person("I align our work with us") == "You align our work with us"
    assert to_second_person("We saw our faults ourselves; let us go", plural=True) == (
        "You saw your faults yourselves; let us go"
    )
    assert to_second_person("the US and us, ours", plural=True) == "the US and you, yours"


FIRST = re.compile(r"\b(?:I|my|me|myself)\b")


def test_no_first_person_is_left_in_the_sample_ladder() -> None:
    (ladder,) = load(SAMPLE).ladders
    texts = [visible(s.text) for level in ladder.levels for s in level.statements]
    texts += [
        visible(e.text) for level in ladder.levels for c in level.competencies for e in c.examples
    ]
    assert len(texts) > 250
    turned = list(map(to_second_person, texts))
    assert [text for text in turned if FIRST.search(text)] == []
    assert [text for text in turned if re.search(r"\byou (?:am|was)\b", text, re.I)] == []


VERB = st.sampled_from(["lead", "led", "am", "was", "have", "teach", "wasn't"])
THING = st.sampled_from(["my team", "myself", "it to me", "what is mine", "the work", "a mine"])
CLAUSE = st.builds(
    "{} {} {}".format, st.sampled_from(["I", "and I", "so I also", "when I quickly"]), VERB, THING
)


@given(st.lists(CLAUSE, min_size=1, max_size=4).map("; ".join))
def test_sentences_lose_their_first_person_and_their_verbs_agree(said: str) -> None:
    turned = to_second_person(said)
    assert not FIRST.search(turned)
    assert not re.search(r"\byou(?: also| quickly)? (?:am|was)\b", turned, re.IGNORECASE)
    assert len(turned.split()) == len(said.split())
    assert to_second_person(turned) == turned


@given(st.text(max_size=120))
def test_any_text_is_turned_and_turning_twice_changes_nothing_more(said: str) -> None:
    assert to_second_person(to_second_person(said)) == to_second_person(said)
    assert bool(to_second_person(said)) == bool(said)
