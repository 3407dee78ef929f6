"""A first draft of a job description, from a level: Markdown that says "you", to be edited.

The level's first person is turned to second person, and what is still under discussion is
left out. What a ladder cannot know (place, pay, how to apply) is listed as missing.
"""

from explorer.interviews.job_description import as_sentence, fact_sentence
from explorer.interviews.second_person import to_second_person
from explorer.model import Level
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark

_MISSING = (
    "Where and when the work happens",
    "Pay, and what comes with it",
    "How to apply, and what happens after that",
)


def job_description_markdown(level: Level) -> str:
    """The draft for one level, ready to be edited."""
    lines = [f"# {escape_commonmark(level.title)}", ""]
    if level.summary:
        lines += [*_paragraphs(level.summary.text), ""]
    if level.facts:
        lines += ["## The role in short", ""]
        lines += [f"- {escape_commonmark(fact_sentence(fact))}" for fact in level.facts]
        lines.append("")
    asked = [each for each in level.competencies if each.confirmed]
    if asked:
        lines += ["## What you will do", ""]
    for competency in asked:
        lines += [f"### {escape_commonmark(competency.name)}", ""]
        texts = (to_second_person(visible(statement.text)) for statement in competency.confirmed)
        lines += [f"- {escape_commonmark(as_sentence(text))}" for text in texts]
        lines.append("")
    shown = [visible(e.text) for each in level.competencies for e in each.examples]
    if shown:
        # Done elsewhere, before: "our queue" was not ours.
        lines += ["## Things you may have done", ""]
        lines += [
            f"- {escape_commonmark(as_sentence(to_second_person(text, plural=True)))}"
            for text in shown
        ]
        lines.append("")
    lines += ["## Still to be said", "", *(f"- {each}" for each in _MISSING)]
    return "\n".join(lines).rstrip() + "\n"


def _paragraphs(text: str) -> list[str]:
    return "\n\n".join(
        escape_commonmark(to_second_person(part)) for part in visible(text).split("\n\n")
    ).split("\n")
