"""A conversation's card for whoever holds it: what to look for, and how to open each subject.

As Markdown to copy and as HTML to print; both say the same. What the candidate may say is
there as the ladder's own examples, to be recognised and not to be waited for.
"""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from explorer.interviews.plan import Interview, InterviewPlan, asked_in
from explorer.model import Level, Statement, TextBlock
from explorer.render.rubric_sheet import MAY_HEAR, heard
from explorer.text.inline_markdown import to_html, visible
from explorer.text.markdown_escape import commonmark

Asked = Iterable[tuple[Statement, tuple[str, ...]]]
Usual = Mapping[str, tuple[str, ...]]

_NOTHING = "This conversation looks for nothing yet."
_NOTES = "What I saw and heard"


def markdown(plan: InterviewPlan, slot: Interview, level: Level, usual: Usual | None = None) -> str:
    """The card of one conversation as Markdown."""
    lines = [f"# {commonmark(slot.name)}", "", commonmark(_about(plan, level)), ""]
    asked = asked_in(slot, level, usual)
    if not asked:
        return "\n".join([*lines, _NOTHING]) + "\n"
    for name, examples, inside in _by_competency(level, asked):
        lines += [f"## {commonmark(name)}", ""]
        for statement, said in inside:
            lines += [f"### {commonmark(visible(statement.text))}", ""]
            lines += [f"- {commonmark(each)}" for each in said]
            lines += ["", f"{_NOTES}:", ""]
        if examples:
            lines += [f"{MAY_HEAR}:", ""]
            lines += [*(f"- “{commonmark(visible(each.text))}”" for each in examples), ""]
    return "\n".join(lines).rstrip() + "\n"


def body(plan: InterviewPlan, slot: Interview, level: Level, usual: Usual | None = None) -> str:
    """The card of one conversation as HTML, with headings from the second rank on."""
    asked = asked_in(slot, level, usual)
    parts = [f'<h2>{escape(slot.name)}</h2><p class="quiet">{escape(_about(plan, level))}</p>']
    if not asked:
        parts.append(f"<p>{_NOTHING}</p>")
    for name, examples, inside in _by_competency(level, asked):
        parts.append(f"<h3>{escape(name)}</h3>")
        parts += [
            f'<div class="asked"><p><b>{to_html(statement.text)}</b></p>'
            f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in said)}</ul></div>"
            for statement, said in inside
        ]
        if examples:
            parts.append(f'<div class="hear"><h4>{MAY_HEAR}</h4>{heard(examples)}</div>')
    return f'<section class="slot">{"".join(parts)}</section>'


def _about(plan: InterviewPlan, level: Level) -> str:
    """The level and, where the panel chose one, its reference."""
    return " · ".join(part for part in (f"{level.code} {level.title}", plan.reference) if part)


def _by_competency(
    level: Level, asked: Asked
) -> Iterable[tuple[str, tuple[TextBlock, ...], list[tuple[Statement, tuple[str, ...]]]]]:
    for key, inside in groupby(asked, key=lambda pair: pair[0].competency):
        found = level.competency(key)
        name = f"{found.icon} {found.name}".strip() if found else key
        yield name, found.examples if found else (), list(inside)
