"""One question about lineage as HTML: a statement, where it stands, and what is asked of it."""

from collections.abc import Sequence
from html import escape

from explorer.compare.lineage_choices import Question
from explorer.render.html_parts import icon_html, sheet
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import visible
from explorer.text.plurals import count
from explorer.text.translation import gettext as _


def question(asked: Question, left: int) -> str:
    """The statement in reading size, with its place, and how many are left in its level."""
    level, statement = asked.level, asked.statement
    competency = level.competency(statement.competency)
    place = [escape(level_code(level))]
    if competency:
        place.append(f"{icon_html(competency.icon)}{escape(competency.name)}")
    if statement.scope:
        place.append(escape(statement.scope))
    place.append(_("{statements} left", statements=count(left, "statement")))
    return sheet(
        f'<p class="quiet">{" · ".join(place)}</p>',
        f'<p class="asked">{escape(visible(statement.text))}</p>',
        f"<p><b>{_('What does it grow out of in {code}?', code=escape(asked.below.code))}</b></p>",
    )


def listed(open_ones: Sequence[Question]) -> str:
    """All open questions on paper, each with the likely ancestor, if there is one."""
    items = []
    for asked in open_ones:
        likely = asked.suggested
        guess = (
            f"<small>{_('likely: {text}', text=escape(visible(likely.statement.text)))}</small>"
            if likely
            else ""
        )
        text = escape(visible(asked.statement.text))
        items.append(f"<li><b>{escape(asked.level.code)}</b> {text}{guess}</li>")
    said = _("{statements} without lineage", statements=count(len(items), "statement"))
    return sheet(f"<p>{said}</p>", f'<ul class="statements">{"".join(items)}</ul>')
