"""The plan of a hiring panel as HTML for `st.html`: what it covers, and its interviews on paper."""

from html import escape

from explorer.interviews.interview_sheet import interview_sheet
from explorer.interviews.plan import InterviewPlan, expectations
from explorer.model import Level
from explorer.render.html_parts import icon_html, sheet, visually_hidden
from explorer.render.interview_html import interview_html
from explorer.text.translation import gettext as _


def coverage_html(plan: InterviewPlan, level: Level) -> str:
    """How many interviews cover each expectation, all of them at a glance."""
    rows = []
    for competency in level.competencies:
        asked = [s for s in expectations(level) if s.competency == competency.key]
        if asked:
            tiles = "".join(_tile(len(plan.interviews_for(s.id))) for s in asked)
            none = sum(not plan.interviews_for(s.id) for s in asked)
            said = _("{none} of {number} not covered", none=none or _("none"), number=len(asked))
            rows.append(
                f'<tr><th scope="row">{icon_html(competency.icon)}{escape(competency.name)}</th>'
                f'<td><div class="tiles cover" aria-hidden="true">{tiles}</div>{visually_hidden(said)}</td></tr>'
            )
    return sheet(
        f"""<table class="cover"><thead><tr><td>{visually_hidden(_("Competency"))}</td><td>{visually_hidden(_("How many interviews cover each expectation"))}</td></tr></thead><tbody>{"".join(rows)}</tbody></table><p class="quiet">{_("Each square is an expectation, with the number of interviews that cover it.")}</p>"""
    )


def _tile(number: int) -> str:
    kind = "nobody" if not number else "once" if number == 1 else "several"
    return f'<span class="{kind}">{number}</span>'


def interviews_html(plan: InterviewPlan, level: Level) -> str:
    """The cards of all conversations, for paper."""
    return sheet(
        *(interview_html(interview_sheet(plan, interview, level)) for interview in plan.interviews)
    )
