"""A scorecard as it was filled in, as HTML for paper."""

from html import escape

from explorer.interviews.plan import expectations
from explorer.interviews.scorecard import NO_EVIDENCE, Scorecard
from explorer.model import Level
from explorer.render.html_parts import said, sheet
from explorer.text.translation import gettext as _


def scorecard_html(scorecard: Scorecard, level: Level) -> str:
    """A card as it was filled in, for paper."""
    by_id = {s.id: s for s in expectations(level)}
    parts = []
    for each in scorecard.observations:
        statement = by_id.get(each.expectation)
        if statement:
            parts.append(
                f'<div class="asked"><p>{said(level.language, statement.text)}</p>'
                f"<p><b>{escape(each.word or _(NO_EVIDENCE))}</b></p>{evidence_html(each.evidence)}</div>"
            )
    return sheet(*parts)


def evidence_html(text: str) -> str:
    """What a panellist wrote, a paragraph per line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
