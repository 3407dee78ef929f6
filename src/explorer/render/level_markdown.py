"""A ladder and its levels as Markdown, for notes, assistants and scripts.

The same words in the same order as on the page. Whatever stands in a ladder is text here, so
marks of Markdown are escaped.
"""

from collections.abc import Iterable

from explorer.compare.lineage_paths import Thread
from explorer.model import Competency, Ladder, Level, Statement, TextBlock
from explorer.render.level_text import level_name
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _


def ladder_markdown(ladder: Ladder) -> str:
    """The ladder at a glance: its levels with their facts, and what its competencies mean."""
    lines = [f"# {_said(ladder.name)}", ""]
    if ladder.summary:
        lines += [_said(ladder.summary), ""]
    lines += [_("## Levels"), ""]
    for level in ladder.levels:
        lines.append(f"- **{_said(level_name(level))}**")
        lines += [f"  - {_said(fact.name)}: {_said(fact.text)}" for fact in level.facts]
    if ladder.competencies:
        lines += ["", _("## Competencies"), ""]
        lines += [
            f"- **{_said(term.name)}**" + (f": {_said(term.meaning)}" if term.meaning else "")
            for term in ladder.competencies
        ]
    lines += _passages(_("More from the source"), ladder.prose)
    lines += _passages(_("From the source, not placed"), ladder.remainder)
    return _whole(lines)


def level_markdown(level: Level) -> str:
    """Everything that a level says."""
    lines = [f"# {_said(level_name(level))}", ""]
    if level.source:
        lines += [_said(level.source), ""]
    if level.draft:
        lines += [_("A draft, not agreed yet."), ""]
    if level.summary:
        lines += [_said(level.summary.text), ""]
    lines += [f"- **{_said(fact.name)}**: {_said(fact.text)}" for fact in level.facts]
    for each in level.competencies:
        lines += _competency(each)
    lines += _passages(_("More from the source"), level.prose)
    lines += _passages(_("From the source, not placed"), level.remainder)
    return _whole(lines)


def thread_markdown(found: Thread) -> str:
    """One expectation through the levels, as a list that begins at the lowest."""
    lines = [found.sentence, ""]
    for level, said in found.rungs:
        lines += [f"- **{_said(level.code)}** {_statement(each)}" for each in said]
    return _whole(lines)


def _competency(each: Competency) -> list[str]:
    lines = ["", f"## {_said(f'{each.icon} {each.name}'.strip())}", ""]
    for text in (each.meaning, each.summary.text if each.summary else ""):
        lines += [_said(text), ""] if text else []
    for group in each.groups:
        if group.scope and group.statements:
            lines += ["", f"### {_said(group.scope)}", ""]
        lines += [f"- {_statement(statement)}" for statement in group.statements]
    lines += _passages(_("Examples"), each.examples, "###")
    return lines + [line for passage in each.prose for line in ("", _said(passage.text))]


def _statement(statement: Statement) -> str:
    tag = _(" (under discussion)") if statement.tentative else ""
    return f"{_said(statement.text)}{tag}"


def _passages(heading: str, passages: Iterable[TextBlock], mark: str = "##") -> list[str]:
    said = [f"- {_said(passage.text)}" for passage in passages]
    return ["", f"{mark} {heading}", "", *said] if said else []


def _said(text: str) -> str:
    return escape_commonmark(" ".join(visible(text).split()))


def _whole(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"
