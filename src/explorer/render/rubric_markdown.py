"""The rubric of a level as Markdown."""

from explorer.interviews.rubric import Rubric
from explorer.render.level_text import level_name
from explorer.render.rubric_text import MAY_HEAR, NOT_YET
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import commonmark


def rubric_markdown(bar: Rubric) -> str:
    """The sheet as Markdown."""
    lines = [f"# {commonmark(level_name(bar.level))}", "", commonmark(bar.ladder), ""]
    if bar.level.summary:
        lines += [f"> {commonmark(visible(bar.level.summary.text))}", ""]
    lines += [
        f"- **{commonmark(fact.name)}**: {commonmark(visible(fact.text))}" for fact in bar.facts
    ]
    for section in bar.sections:
        if section.expectations or section.examples:
            lines += ["", f"## {commonmark(section.name)}"]
        for group in section.groups:
            lines += ["", *([f"### {commonmark(group.scope)}", ""] if group.scope else [])]
            lines += [f"- {commonmark(visible(s.text))}" for s in group.confirmed]
        if section.examples:
            lines += ["", f"### {MAY_HEAR}", ""]
            lines += [f"- “{commonmark(visible(each.text))}”" for each in section.examples]
    if bar.under_discussion:
        lines += ["", f"## {NOT_YET}", "", "Under discussion; nobody is measured by it."]
        for section in bar.sections:
            if section.under_discussion:
                lines += ["", f"### {commonmark(section.name)}", ""]
                lines += [f"- {commonmark(visible(s.text))}" for s in section.under_discussion]
    return "\n".join(lines).rstrip() + "\n"
