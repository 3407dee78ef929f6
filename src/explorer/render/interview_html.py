"""The sheet of one interview as HTML, with headings from the second rank on."""

from html import escape

from explorer.interviews.interview_sheet import NOTHING, InterviewSheet
from explorer.render.html_parts import item_list, said
from explorer.render.rubric_html import quoted_examples
from explorer.render.rubric_text import MAY_HEAR
from explorer.text.translation import gettext as _


def interview_html(sheet: InterviewSheet) -> str:
    """The sheet as a section; it says the same as its Markdown."""
    parts = [f'<h2>{escape(sheet.name)}</h2><p class="quiet">{escape(sheet.about)}</p>']
    if not sheet.sections:
        parts.append(f"<p>{_(NOTHING)}</p>")
    for section in sheet.sections:
        parts.append(f"<h3>{escape(section.name)}</h3>")
        parts += [
            f'<div class="asked"><p><b>{said(sheet.language, statement.text)}</b></p>'
            f"{item_list(map(escape, prompts))}</div>"
            for statement, prompts in section.questions
        ]
        if section.examples:
            examples = quoted_examples(section.examples, sheet.language)
            parts.append(f'<div class="hear"><h4>{_(MAY_HEAR)}</h4>{examples}</div>')
    return f'<section class="slot">{"".join(parts)}</section>'
