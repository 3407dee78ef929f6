"""A room as HTML: who is there, and one thing that two people look at, with both their words.

Escaped as everywhere in `render`.
"""

from collections.abc import Iterable
from html import escape

from explorer.model import Level, RatingScale
from explorer.profiles.profile import Answer
from explorer.profiles.shared_agenda import AgendaItem
from explorer.render.html_parts import breadcrumb, said, sheet, tentative_tag
from explorer.render.level_text import level_code
from explorer.render.meeting_html import on_stage
from explorer.render.paired_review_html import both_words
from explorer.render.profile_html import examples_html
from explorer.rooms.room import AgreedStep
from explorer.text.inline_markdown import visible
from explorer.text.translation import day
from explorer.text.translation import gettext as _


def seats_html(seats: Iterable[tuple[str, str, bool]]) -> str:
    """Who is there: a name, how far they are, and whether they are ready."""
    rows = "".join(
        f'<li class="{"ready" if ready else "waiting"}"><b>{escape(name)}</b> <span>{escape(said)}</span></li>'
        for name, said, ready in seats
    )
    return sheet(f'<ul class="seats">{rows}</ul>')


def item_on_stage(item: AgendaItem, level: Level, scale: RatingScale) -> str:
    """One thing to talk about, large, with both people's words."""
    if item.question:
        return sheet(
            f'<p class="quiet">{escape(_("A step to {target}", target=level.code))}</p>',
            on_stage(escape(item.question), len(item.question)),
        )
    name = item.competency.name if item.competency else ""
    if item.statement is None:
        parts = [f'<p class="quiet">{breadcrumb((level_code(level), _("as a whole")))}</p>']
        parts.append(on_stage(escape(name), len(name)))
    else:
        tag = tentative_tag() if item.statement.tentative else ""
        where = breadcrumb((level_code(level), name, item.statement.scope or ""))
        parts = [f'<p class="quiet">{where}{tag}</p>']
        parts.append(
            on_stage(said(level.language, item.statement.text), len(visible(item.statement.text)))
        )
    if item.row and not (item.statement and item.statement.tentative):
        parts.append(both_words(scale, *_words(item)))
    if item.competency and item.competency.examples:
        parts.append(examples_html(item.competency, level.language))
    return sheet(*parts)


def step_html(step: AgreedStep, writer: str) -> str:
    """What stands as the next step, and who wrote it last."""
    by = f' <span class="tag">{_("by {by}", by=escape(day(step.by)))}</span>' if step.by else ""
    who = f" <small>{escape(writer)}</small>" if writer else ""
    return sheet(
        f"""<p class="step">{_("<b>Next step</b> {value}{by}{who}", value=escape(step.text) or "…", by=by, who=who)}</p>"""
    )


def _words(item: AgendaItem) -> tuple[str | None, str | None]:
    row = item.row
    if row is None:
        return None, None
    own, manager = Answer(row.own, row.own_reason), Answer(row.manager, row.manager_reason)
    return own.text if own else None, manager.text if manager else None
