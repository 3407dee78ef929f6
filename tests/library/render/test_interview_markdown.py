"""The sheet of an interview: the same words in Markdown and in HTML."""

from pathlib import Path

from explorer.files.loading import load
from explorer.interviews.interview_sheet import interview_sheet
from explorer.interviews.plan import Interview, InterviewPlan, new_plan
from explorer.model import Ladder
from explorer.render.interview_html import interview_html
from explorer.render.interview_markdown import interview_markdown
from library.writing import level, write


def test_both_forms_say_what_to_look_for_and_how_to_open_it(tmp_path: Path) -> None:
    made = level("L1", {"a": "I plan", "b": "I test", "c": "I am calm"})
    first = load(write(tmp_path / "dev", {"L1.yaml": made})).ladders[0].levels[0]
    plan = InterviewPlan(
        "dev",
        "L1",
        "0123456789ab",
        "blue",
        (Interview("Design <b>", ("a", "c")), Interview("Empty")),
    )
    text = interview_markdown(interview_sheet(plan, plan.interviews[0], first))
    assert text.startswith("# Design \\<b\\>\n\nL1 Engineer L1 · blue\n")
    assert "### I plan\n\n- How do you plan?\n" in text
    assert "I test" not in text
    html = interview_html(interview_sheet(plan, plan.interviews[0], first))
    assert "<h2>Design &lt;b&gt;</h2>" in html
    assert "<li>How do you plan?</li>" in html
    for form in (interview_markdown, interview_html):
        assert "covers nothing yet" in form(interview_sheet(plan, plan.interviews[1], first))


def test_a_sheet_carries_the_examples_of_what_it_looks_for(sre: Ladder) -> None:
    four = sre.level("L4")
    assert four
    plan = new_plan(sre, four).assigned("consulting", ["System design"])
    text = interview_markdown(interview_sheet(plan, plan.interviews[1], four))
    assert "“I successfully completed a large, complex project" in text
    assert "I provided training" not in text, "of another competency"
