"""The words of a job description that a level's facts are turned to."""

import re

from explorer.interviews.second_person import to_second_person
from explorer.model import Fact
from explorer.text.inline_markdown import visible
from explorer.text.languages import DEFAULT, language

# "6-12 months", "3 cycles": a planning horizon that is a number reads as a sentence.
_SPAN = re.compile(r"(?P<from>\d+)(?:\s*[-–]\s*(?P<to>\d+))?\s+(?P<unit>[a-z]+)\.?", re.IGNORECASE)
# "Manager or Director", the sample's Evaluation: short and capitalised, so it names who judges.
_WHO = re.compile(r"[A-Z][\w, ]{,78}\.?")


def as_sentence(text: str) -> str:
    """The text on one line and with a full stop, where it has none."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def fact_sentence(fact: Fact, tag: str = DEFAULT) -> str:
    """A fact of a level as a plain sentence to its reader; in another language than English
    behind its name."""
    name, text = fact.name.casefold(), " ".join(visible(fact.text).split())
    if language(tag).tag != DEFAULT:
        return f"{fact.name}: {as_sentence(text)}"
    span = _SPAN.fullmatch(text)
    if "horizon" in name and span:
        reach = f"{span['from']} to {span['to']}" if span["to"] else span["from"]
        return f"You plan your work {reach} {span['unit'].lower()} ahead."
    turned = as_sentence(to_second_person(text))
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
