"""The sheet of one interview as Markdown, to copy and to write on."""

from explorer.interviews.interview_sheet import NOTHING, InterviewSheet
from explorer.render.rubric_text import MAY_HEAR
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

_NOTES = N_("What I saw and heard")


def interview_markdown(sheet: InterviewSheet) -> str:
    """The sheet with room for notes under each expectation."""
    lines = [f"# {escape_commonmark(sheet.name)}", "", escape_commonmark(sheet.about), ""]
    if not sheet.sections:
        return "\n".join([*lines, _(NOTHING)]) + "\n"
    for section in sheet.sections:
        lines += [f"## {escape_commonmark(section.name)}", ""]
        for statement, prompts in section.questions:
            lines += [f"### {escape_commonmark(visible(statement.text))}", ""]
            lines += [f"- {escape_commonmark(each)}" for each in prompts]
            lines += ["", f"{_(_NOTES)}:", ""]
        if section.examples:
            lines += [f"{_(MAY_HEAR)}:", ""]
            lines += [f"- “{escape_commonmark(visible(each.text))}”" for each in section.examples]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
