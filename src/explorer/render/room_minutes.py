"""What two people said and agreed in a room, as Markdown and as a page: what both keep.

It says where they differed and every next step, for where a team keeps its notes.
"""

from collections.abc import Iterable, Mapping
from html import escape

from explorer.model import Level
from explorer.profiles.paired_review import MANAGER, OWN
from explorer.profiles.profile import Answer
from explorer.profiles.shared_agenda import AgendaItem
from explorer.render.html_parts import breadcrumb, sheet
from explorer.render.level_text import level_code
from explorer.render.statement_html import linked
from explorer.rooms.room import AgreedStep
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import N_, day
from explorer.text.translation import gettext as _

Agreed = Mapping[str, AgreedStep]
_NOTHING = N_("Nothing was agreed, and there was nothing that you see differently.")


def room_minutes(level: Level, items: Iterable[AgendaItem], agreed: Agreed, on: str) -> str:
    """As Markdown."""
    lines = [_("# 1:1 on {on}", on=day(on)), ""]
    for item in _worth_keeping(items, agreed):
        lines += [f"## {escape_commonmark(_title(item))}", ""]
        if not item.question:
            lines += [f"*{escape_commonmark(' · '.join(_where(item, level)))}*", ""]
        lines += [f"- {name}: {escape_commonmark(said)}" for name, said in _said(item)]
        step = agreed.get(item.name, AgreedStep())
        until = _(" (by {by})", by=day(step.by)) if step.by else ""
        label = _("Answer") if item.question else _("Next step")
        lines += [f"- {label}: {escape_commonmark(step.text) or '…'}{until}", ""]
    if len(lines) == 2:
        lines.append(_(_NOTHING))
    return "\n".join(lines).rstrip() + "\n"


def room_minutes_html(level: Level, items: Iterable[AgendaItem], agreed: Agreed, on: str) -> str:
    """As a page."""
    parts = [f"<h2>{_('1:1 on {on}', on=escape(day(on)))}</h2>"]
    for item in _worth_keeping(items, agreed):
        name = linked(level, item.statement) if item.statement else escape(_title(item))
        where = "" if item.question else f'<p class="quiet">{breadcrumb(_where(item, level))}</p>'
        said = " · ".join(f"{who}: <b>{escape(word)}</b>" for who, word in _said(item))
        words = f'<p class="words">{said}</p>' if said else ""
        parts.append(f"<section><h3>{name}</h3>{where}{words}{_step(item, agreed)}</section>")
    if len(parts) == 1:
        parts.append(f'<p class="quiet">{_(_NOTHING)}</p>')
    return sheet('<div class="minutes">', *parts, "</div>")


def _worth_keeping(items: Iterable[AgendaItem], agreed: Agreed) -> list[AgendaItem]:
    """What both see differently, and whatever something was agreed about."""
    return [
        item
        for item in items
        if item.name in agreed
        or (item.row and item.row.own and item.row.manager and not item.row.alike)
    ]


def _title(item: AgendaItem) -> str:
    if item.question:
        return item.question
    if item.statement:
        return visible(item.statement.text)
    return item.competency.name if item.competency else ""


def _where(item: AgendaItem, level: Level) -> tuple[str, ...]:
    if item.statement is None:
        return level_code(level), _("as a whole")
    name = item.competency.name if item.competency else ""
    return tuple(part for part in (level_code(level), name, item.statement.scope or "") if part)


def _said(item: AgendaItem) -> list[tuple[str, str]]:
    row = item.row
    # What is under discussion is rated against nobody.
    if row is None or (item.statement and item.statement.tentative):
        return []
    own, manager = Answer(row.own, row.own_reason), Answer(row.manager, row.manager_reason)
    return [(_(OWN), own.text), (_(MANAGER), manager.text)]


def _step(item: AgendaItem, agreed: Agreed) -> str:
    step = agreed.get(item.name)
    label = _("Answer") if item.question else _("Next step")
    if step is None:
        return f'<p class="step none">{_("No answer yet.") if item.question else _("No next step yet.")}</p>'
    by = f' <span class="tag">{_("by {by}", by=escape(day(step.by)))}</span>' if step.by else ""
    return f'<p class="step"><b>{label}</b> {escape(step.text) or "…"}{by}</p>'
