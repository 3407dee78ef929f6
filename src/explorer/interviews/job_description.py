"""A first draft of a job description, from a level: Markdown that says "you", to be edited.

The level's first person is turned to second person (`second_person`), its facts are put
into plain words where their text allows it, and what is still under discussion is left
out. What a ladder cannot know (place, pay, how to apply) is listed as missing.
"""

import re

from explorer.interviews.second_person import to_you
from explorer.model import Competency, Fact, Level
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import commonmark

_SPAN = re.compile(r"(?P<from>\d+)(?:\s*[-–]\s*(?P<to>\d+))?\s+(?P<unit>[a-z]+)\.?", re.IGNORECASE)
_WHO = re.compile(r"[A-Z][\w, ]{,78}\.?")
_MISSING = (
    "Where and when the work happens",
    "Pay, and what comes with it",
    "How to apply, and what happens after that",
)


def draft(level: Level) -> str:
    """The draft for one level, ready to be edited."""
    lines = [f"# {commonmark(level.title)}", ""]
    if level.summary:
        lines += [*_paragraphs(level.summary.text), ""]
    if level.facts:
        lines += ["## The role in short", ""]
        lines += [f"- {commonmark(fact_in_words(fact))}" for fact in level.facts]
        lines.append("")
    asked = [each for each in level.competencies if _asked(each)]
    if asked:
        lines += ["## What you will do", ""]
    for competency in asked:
        lines += [f"### {commonmark(competency.name)}", ""]
        lines += [f"- {commonmark(_ended(to_you(text)))}" for text in _asked(competency)]
        lines.append("")
    shown = [visible(e.text) for each in level.competencies for e in each.examples]
    if shown:
        # Done elsewhere, before: "our queue" was not ours.
        lines += ["## Things you may have done", ""]
        lines += [f"- {commonmark(_ended(to_you(text, plural=True)))}" for text in shown]
        lines.append("")
    lines += ["## Still to be said", "", *(f"- {each}" for each in _MISSING)]
    return "\n".join(lines).rstrip() + "\n"


def _asked(competency: Competency) -> list[str]:
    return [visible(s.text) for s in competency.statements if not s.tentative]


def _paragraphs(text: str) -> list[str]:
    return "\n\n".join(commonmark(to_you(part)) for part in visible(text).split("\n\n")).split("\n")


def _ended(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def fact_in_words(fact: Fact) -> str:
    """A fact of a level as a plain sentence to its reader."""
    name, text = fact.name.casefold(), " ".join(visible(fact.text).split())
    span = _SPAN.fullmatch(text)
    if "horizon" in name and span:
        reach = f"{span['from']} to {span['to']}" if span["to"] else span["from"]
        return f"You plan your work {reach} {span['unit'].lower()} ahead."
    turned = _ended(to_you(text))
    if re.search(r"\byou", turned, re.IGNORECASE):
        return turned
    begun = f"{turned[:1].lower()}{turned[1:]}"
    if "horizon" in name:
        return f"How far ahead you plan: {begun}"
    if "evaluat" in name and _WHO.fullmatch(text):
        who = re.sub(r"\b(or|and) ([A-Z])", lambda f: f"{f[1]} {f[2].lower()}", begun)
        article = "" if re.match(r"(?:the|an?|one|two|several)\b", who) else "your "
        return f"How you are doing is judged by {article}{who}"
    if "radius" in name or "impact" in name:
        return f"Who notices your work: {begun}"
    return f"{fact.name}: {turned}"
