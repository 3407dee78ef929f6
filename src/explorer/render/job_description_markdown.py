"""A first draft of a job description, from a level: Markdown that says "you", to be edited.

The level's first person is turned to second person, and what is still under discussion is
left out. What a ladder cannot know (place, pay, how to apply) is listed as missing.
"""

from collections.abc import Collection

from explorer.interviews.job_description import as_sentence, fact_sentence
from explorer.interviews.second_person import to_second_person
from explorer.model import Level
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

_MISSING = (
    N_("Where and when the work happens"),
    N_("Pay, and what comes with it"),
    N_("How to apply, and what happens after that"),
)


_DONE = N_("Things you may have done")
EXAMPLES = ":examples"
"""The part that holds the ladder's examples; no competency has such a key."""


def parts_of(level: Level) -> dict[str, str]:
    """What a draft can cover: competencies that ask something, and the examples, by key with
    their names."""
    found = {each.key: each.name for each in level.competencies if each.confirmed}
    if any(each.examples for each in level.competencies):
        found[EXAMPLES] = _(_DONE)
    return found


def job_description_markdown(level: Level, parts: Collection[str] | None = None) -> str:
    """The draft for one level, ready to be edited: of these `parts` (keys of `parts_of`), or of
    all."""
    wanted = parts_of(level) if parts is None else parts
    lines = [f"# {escape_commonmark(level.title)}", ""]
    if level.summary:
        lines += [*_paragraphs(level.summary.text, level.language), ""]
    if level.facts:
        lines += [_("## The role in short"), ""]
        lines += [
            f"- {escape_commonmark(fact_sentence(fact, level.language))}" for fact in level.facts
        ]
        lines.append("")
    asked = [each for each in level.competencies if each.confirmed and each.key in wanted]
    if asked:
        lines += [_("## What you will do"), ""]
    for competency in asked:
        lines += [f"### {escape_commonmark(competency.name)}", ""]
        texts = (
            to_second_person(visible(statement.text), tag=level.language)
            for statement in competency.confirmed
        )
        lines += [f"- {escape_commonmark(as_sentence(text))}" for text in texts]
        lines.append("")
    shown = [visible(e.text) for each in level.competencies for e in each.examples]
    if shown and EXAMPLES in wanted:
        # Done elsewhere, before: "our queue" was not ours.
        lines += [f"## {_(_DONE)}", ""]
        lines += [
            f"- {escape_commonmark(as_sentence(to_second_person(text, plural=True, tag=level.language)))}"
            for text in shown
        ]
        lines.append("")
    lines += [_("## Still to be said"), "", *(f"- {_(each)}" for each in _MISSING)]
    return "\n".join(lines).rstrip() + "\n"


def _paragraphs(text: str, tag: str) -> list[str]:
    return "\n\n".join(
        escape_commonmark(to_second_person(part, tag=tag)) for part in visible(text).split("\n\n")
    ).split("\n")
