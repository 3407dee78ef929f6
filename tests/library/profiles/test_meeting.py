"""The 1:1: topics in their order, three questions for a step up, and Markdown at its end."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from explorer.files.loading import load
from explorer.model import Ladder, Ref
from explorer.profiles.meeting import QUESTIONS, is_step_up, questions, topics
from explorer.profiles.profile import Profile, Step, new
from explorer.render.meeting_minutes import minutes
from library.writing import level, write

DAY = "2026-11-23"
EVIL = (
    "<script>alert(1)</script> [l](javascript:x) ![i](http://u) *b* `c` &lt; # x\n# heading\n- item"
    "\n\n---\n> quote\n1. one\n| a |\n~~s~~ <http://e.example> \\ $x$ “q” é 🙂"
)


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    files = {
        "L1.yaml": level("L1", {"z": "I try"}),
        "L2.yaml": level(
            "L2",
            {"a": "I *do* a", "b": "I do b"},
            tentative={"maybe": "I may"},
            scope="In my group",
        ),
        "L3.yaml": level("L3"),
    }
    return load(write(tmp_path / "dev", files)).ladders[0]


def listed(ladder: Ladder, *names: str, current: str = "") -> Profile:
    made = new(ladder, "L2").with_current(current)
    for name in names:
        code, _, id = name.partition("/")
        made = made.with_topic(Ref(code, id))
    return made


def test_topics_come_in_the_order_they_were_put_without_what_the_ladder_lost(
    ladder: Ladder,
) -> None:
    profile = listed(ladder, "L2/b", "L2/gone", "L1/z", "L9/x", "L2/a")
    step = Step("Sit in", "2027-01-15")
    found = topics(profile.with_step(Ref("L1", "z"), step), ladder)
    assert [str(topic.ref) for topic in found] == ["L2/b", "L1/z", "L2/a"]
    assert [topic.step for topic in found] == [Step(), step, Step()]
    assert found[0].competency
    assert found[0].competency.name == "Craft"


@pytest.mark.parametrize(
    ("current", "target", "step_up"),
    [
        ("L1", "L2", True),
        ("L1", "L3", True),
        ("L2", "L2", False),
        ("L3", "L2", False),
        ("", "L2", False),
        ("L9", "L2", False),
        ("L1", "L9", False),
    ],
)
def test_questions_are_asked_for_a_step_up_alone(
    ladder: Ladder, current: str, target: str, step_up: bool
) -> None:
    profile = new(ladder, target).with_current(current)
    assert is_step_up(profile, ladder) == step_up
    asked = questions(profile, ladder)
    assert list(asked) == (list(QUESTIONS) if step_up else [])
    if step_up:
        assert asked["proud"] == f"Would you both be proud of an introduction as an {target}?"


def test_the_minutes_say_what_was_talked_about_agreed_and_answered(ladder: Ladder) -> None:
    profile = (
        listed(ladder, "L2/a", "L2/maybe", "L1/z", current="L1")
        .with_step(Ref("L2", "a"), Step("Sit in", "2027-01-15"))
        .with_step(Ref("L1", "z"), Step("", "2027-02-01"))
        .with_step(Ref("L2", "b"), Step("No topic any more"))
        .with_answer("gap", "Yes")
    )
    assert minutes(profile, ladder, DAY) == (
        "# 1:1 on 2026-11-23\n\n"
        "## I do a\n\n*L2 · Craft · In my group*\n\n- Next step: Sit in (by 2027-01-15)\n\n"
        "## I may\n\n*L2 · Craft · In my group (under discussion)*\n\n- Next step: …\n\n"
        "## I try\n\n*L1 · Craft*\n\n- Next step: … (by 2027-02-01)\n\n"
        "## A step to L2\n\n"
        "- **Would you both be proud of an introduction as an L2?** …\n"
        "- **Do you both see the same gap, and do you both want to close it?** Yes\n"
        "- **Are the opportunities to do so lined up?** …\n"
    )


def test_without_topics_and_without_a_step_up_only_the_day_is_said(ladder: Ladder) -> None:
    assert minutes(new(ladder, "L2"), ladder, DAY) == "# 1:1 on 2026-11-23\n"


def test_both_words_come_in_only_where_they_are_given(ladder: Ladder) -> None:
    profile = listed(ladder, "L2/a", "L2/b", "L2/maybe")
    profile = profile.with_statement_rated(Ref("L2", "a"), "Exceeding")
    assert "Exceeding" not in minutes(profile, ladder, DAY)
    words = {"a": ("Exceeding", None), "b": (None, None), "maybe": ("Exceeding", "Maturing")}
    said = minutes(profile, ladder, DAY, lambda ref: words[ref.id])
    assert "- Own view: Exceeding\n- Manager's view: not rated\n- Next step: …" in said
    assert said.count("Own view") == 1, "not where nobody said a word, nor under discussion"
    assert "Maturing" not in said


def test_hostile_text_is_text_on_one_line_in_the_minutes(tmp_path: Path) -> None:
    about = {"name": "Dev", "competencies": {"craft": {"name": EVIL.replace("\n", " ")[:150]}}}
    files = {
        "ladder.yaml": about,
        "L1.yaml": level("L1"),
        "L2.yaml": level("L2", {"a": EVIL}, scope=EVIL.replace("\n", " ")[:150]),
    }
    ladder = load(write(tmp_path / "dev", files)).ladders[0]
    profile = listed(ladder, "L2/a", current="L1").with_step(Ref("L2", "a"), Step(EVIL, DAY))
    profile = profile.with_answer("gap", EVIL).with_answer("proud", f"- {EVIL}")
    quiet = replace(profile, agreed={Ref("L2", "a"): Step("x", DAY)}, answers={"gap": "x"})
    said = minutes(profile, ladder, DAY, lambda _: (EVIL, EVIL))
    plain = minutes(quiet, ladder, DAY, lambda _: ("x", "x"))
    drawn = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(said)
    tags = [part.split(">")[0] for part in drawn.split("<")[1:]]
    assert set(tags) <= {
        f"{end}{tag}" for end in ("", "/") for tag in ("h1", "h2", "p", "em", "ul", "li", "strong")
    }
    assert len(said.splitlines()) == len(plain.splitlines()), "each text keeps to its line"
    assert drawn.count("alert(1)") == 8, "each of the eight texts is there"


def test_a_text_of_four_thousand_letters_stays_whole_on_its_line(ladder: Ladder) -> None:
    long = "word " * 799 + "last."
    profile = listed(ladder, "L2/a").with_step(Ref("L2", "a"), Step(long))
    assert f"- Next step: {long}\n" in minutes(profile, ladder, DAY)
