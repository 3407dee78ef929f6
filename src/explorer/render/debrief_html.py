"""The scorecards of a panel side by side, as HTML for `st.html`.

Every piece of text is escaped on its way in: the ladder's, and what panellists wrote.
"""

from collections.abc import Sequence
from html import escape

from explorer.interviews.debrief import Debrief, DebriefRow, Opinion
from explorer.model import Level, RatingScale
from explorer.render.html_parts import said, sheet
from explorer.render.scorecard_html import evidence_html
from explorer.text.translation import gettext as _


def debrief_html(rows: Sequence[DebriefRow], scale: RatingScale, level: Level) -> str:
    """What was said of each expectation: the widest apart first, the evidence side by side."""
    kinds = (
        (_("Seen differently"), [row for row in rows if row.width]),
        (_("Seen alike by several"), [r for r in rows if not r.width and len(r.opinions) > 1]),
        (_("Seen by one panellist alone"), [r for r in rows if len(r.opinions) == 1]),
    )
    parts = []
    for title, found in kinds:
        if found:
            parts.append(f'<h2 class="later">{title} ({len(found)})</h2>')
            parts.append(_table(title, found, scale, level))
    silent = [row for row in rows if not row.opinions and (row.without_evidence or row.notes)]
    parts += _list(_("Covered, but no evidence seen"), silent, level)
    parts += _list(
        _("Not covered"),
        [r for r in rows if not (r.opinions or r.without_evidence or r.notes)],
        level,
    )
    return sheet(*parts)


def _table(title: str, rows: Sequence[DebriefRow], scale: RatingScale, level: Level) -> str:
    heads = [
        escape(word)
        + (
            f"<small>{_('what {code} expects', code=escape(level.code))}</small>"
            if place == scale.expected
            else ""
        )
        for place, word in enumerate(scale.words)
    ]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{said(level.language, row.statement.text)}{_where(row)}</th>'
        + "".join(_cell(row, place, word) for place, word in enumerate(scale.words))
        + "</tr>"
        for row in rows
    )
    return f'<table class="spread" aria-label="{title}"><thead><tr><th scope="col">{_("Expectation")}</th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _where(row: DebriefRow) -> str:
    name = f"{row.competency.icon} {row.competency.name}".strip()
    return f"<small>{escape(name)}</small>{_rest(row)}"


def _rest(row: DebriefRow) -> str:
    """What was said of an expectation without one of the words."""
    without_evidence = (
        _("No evidence seen by {names}", names=", ".join(row.without_evidence))
        if row.without_evidence
        else ""
    )
    notes = "".join(
        f"""<small>{_("{author}, without a word: {names}", author=escape(author), names=escape(" ".join(text.split())))}</small>"""
        for author, text in row.notes
    )
    return (f"<small>{escape(without_evidence)}</small>" if without_evidence else "") + notes


def _cell(row: DebriefRow, place: int, word: str) -> str:
    opinions = "".join(_voice(opinion) for opinion in row.opinions if opinion.place == place)
    within = row.opinions and min(v.place for v in row.opinions) <= place <= max(
        v.place for v in row.opinions
    )
    kind = ' class="within"' if within and row.width else ""
    return f'<td{kind} data-level="{escape(word)}">{opinions}</td>'


def _voice(opinion: Opinion) -> str:
    evidence = (
        evidence_html(opinion.evidence) or f'<p class="quiet">{_("no evidence written down")}</p>'
    )
    then = (
        f'<p class="quiet">{_("answered to other words: “{text_at_the_time}”", text_at_the_time=escape(opinion.text_at_the_time))}</p>'
        if opinion.text_at_the_time
        else ""
    )
    return f'<div class="voice"><b>{escape(opinion.author)}</b>{evidence}{then}</div>'


def _list(title: str, rows: Sequence[DebriefRow], level: Level) -> list[str]:
    if not rows:
        return []
    items = "".join(
        f"<li>{said(level.language, row.statement.text)}{_rest(row)}</li>" for row in rows
    )
    return [
        f'<h2 class="later">{title} ({len(rows)})</h2>',
        f'<ul class="statements">{items}</ul>',
    ]


def remarks_html(panel: Debrief) -> str:
    """What there is to say of the files, a sentence each."""
    items = "".join(f"<li>{escape(said)}</li>" for said in panel.remarks)
    return sheet(f'<ul class="statements">{items}</ul>')
