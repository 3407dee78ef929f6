"""The rubric of a level as Markdown."""

from explorer.interviews.rubric import Rubric
from explorer.render.level_text import level_name
from explorer.render.rubric_text import MAY_HEAR, NOT_YET
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _


def rubric_markdown(rubric: Rubric) -> str:
    """The sheet as Markdown."""
    lines = [
        f"# {escape_commonmark(level_name(rubric.level))}",
        "",
        escape_commonmark(rubric.ladder),
        "",
    ]
    if rubric.level.summary:
        lines += [f"> {escape_commonmark(visible(rubric.level.summary.text))}", ""]
    lines += [
        f"- **{escape_commonmark(fact.name)}**: {escape_commonmark(visible(fact.text))}"
        for fact in rubric.facts
    ]
    for section in rubric.sections:
        if section.expectations or section.examples:
            lines += ["", f"## {escape_commonmark(section.name)}"]
        for group in section.groups:
            lines += ["", *([f"### {escape_commonmark(group.scope)}", ""] if group.scope else [])]
            lines += [f"- {escape_commonmark(visible(s.text))}" for s in group.confirmed]
        if section.examples:
            lines += ["", f"### {_(MAY_HEAR)}", ""]
            lines += [f"- “{escape_commonmark(visible(each.text))}”" for each in section.examples]
    if rubric.under_discussion:
        lines += ["", f"## {_(NOT_YET)}", "", _("Under discussion; nobody is measured by it.")]
        for section in rubric.sections:
            if section.under_discussion:
                lines += ["", f"### {escape_commonmark(section.name)}", ""]
                lines += [
                    f"- {escape_commonmark(visible(s.text))}" for s in section.under_discussion
                ]
    return "\n".join(lines).rstrip() + "\n"
