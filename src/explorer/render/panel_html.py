"""What the hiring panel's page shows, as HTML for `st.html`: one element for many statements.

Every piece of text is escaped on its way in (`inline_markdown.to_html` or `html.escape`): the
ladder's, and what panellists wrote.
"""

from collections.abc import Iterable, Sequence
from html import escape

from explorer.interviews.debrief import Debrief, DebriefRow, Opinion
from explorer.interviews.plan import InterviewPlan, expectations
from explorer.interviews.rubric import Beside, Rubric, Sides
from explorer.interviews.scorecard import NOTHING_SEEN, Scorecard
from explorer.model import EXPECTATION, Definition, Level
from explorer.render import plan_sheet, rubric_sheet
from explorer.render.level_html import coded, icon_of, sheet, unseen
from explorer.text.inline_markdown import to_html


def the_bar(bar: Rubric) -> str:
    """The sheet of a level."""
    return f'<div class="lx bar"><h2 class="named">{escape(rubric_sheet.title(bar))}</h2>{rubric_sheet.body(bar)}</div>'


def the_bar_beside(bar: Rubric, other: Level, found: Iterable[Beside]) -> str:
    """What a level asks, and next to it what the other one asks instead."""
    heads = (f"{bar.level.code} asks", f"{coded(other)} asks instead")
    parts = [f'<h2 class="named">{escape(rubric_sheet.title(bar))}</h2>']
    for each in found:
        rows = "".join(_beside_row(here, there, heads) for here, there in each.rows)
        if each.only_there:
            rows += _beside_row((), each.only_there, heads)
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
        parts.append(
            f'<section class="competency"><h2>{escape(each.name)}</h2>'
            f'<table class="halves"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>'
        )
    return sheet(*parts)


def _beside_row(here: Sides, there: Sides, heads: tuple[str, str]) -> str:
    nothing = ("nothing like it", "nothing like it")
    cells = []
    for sides, head, none in zip((here, there), heads, nothing, strict=True):
        said = "".join(
            f"<p>{escape(side.text)}"
            + (
                ' <span class="tag open">under discussion</span>'
                if side.kind == "tentative"
                else ""
            )
            + "</p>"
            for side in sides
        )
        kind = "" if said else ' class="none"'
        cells.append(f'<td{kind} data-level="{escape(head)}">{said or none}</td>')
    return f"<tr>{''.join(cells)}</tr>"


# -- the plan --------------------------------------------------------------------------


def covered(plan: InterviewPlan, level: Level) -> str:
    """How many conversations look for each expectation, all of them at a glance."""
    rows = []
    for competency in level.competencies:
        asked = [s for s in expectations(level) if s.competency == competency.key]
        if asked:
            tiles = "".join(_tile(len(plan.looking_for(s.id))) for s in asked)
            none = sum(not plan.looking_for(s.id) for s in asked)
            said = f"{none or 'none'} of {len(asked)} for nobody"
            rows.append(
                f'<tr><th scope="row">{icon_of(competency.icon)}{escape(competency.name)}</th>'
                f'<td><div class="tiles cover" aria-hidden="true">{tiles}</div>{unseen(said)}</td></tr>'
            )
    return sheet(
        f'<table class="cover"><thead><tr><td>{unseen("Competency")}</td>'
        f"<td>{unseen('How many conversations look for each expectation')}</td></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
        '<p class="quiet">Each square is an expectation, with the number of conversations that look for it.</p>'
    )


def _tile(number: int) -> str:
    kind = "nobody" if not number else "once" if number == 1 else "several"
    return f'<span class="{kind}">{number}</span>'


def slots(plan: InterviewPlan, level: Level) -> str:
    """The cards of all conversations, for paper."""
    return sheet(*(plan_sheet.body(plan, slot, level) for slot in plan.slots))


# -- a card ----------------------------------------------------------------------------


def filled(card: Scorecard, level: Level) -> str:
    """A card as it was filled in, for paper."""
    by_id = {s.id: s for s in expectations(level)}
    parts = []
    for each in card.seen:
        statement = by_id.get(each.expectation)
        if statement:
            parts.append(
                f'<div class="asked"><p>{to_html(statement.text)}</p>'
                f"<p><b>{escape(each.word or NOTHING_SEEN)}</b></p>{_evidence(each.evidence)}</div>"
            )
    return sheet(*parts)


def _evidence(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


# -- together --------------------------------------------------------------------------


def spread(rows: Sequence[DebriefRow], words: tuple[Definition, ...], level: Level) -> str:
    """What was said of each expectation: the widest apart first, the evidence side by side."""
    kinds = (
        ("Seen differently", [row for row in rows if row.width]),
        ("Seen alike by several", [r for r in rows if not r.width and len(r.voices) > 1]),
        ("Seen by one panellist alone", [r for r in rows if len(r.voices) == 1]),
    )
    parts = []
    for title, found in kinds:
        if found:
            parts.append(f'<h2 class="later">{title} ({len(found)})</h2>')
            parts.append(_table(title, found, words, level))
    silent = [row for row in rows if not row.voices and (row.looked or row.noted)]
    parts += _list("Looked for, and no evidence seen", silent)
    parts += _list(
        "Looked for by nobody", [r for r in rows if not (r.voices or r.looked or r.noted)]
    )
    return sheet(*parts)


def _table(
    title: str, rows: Sequence[DebriefRow], words: tuple[Definition, ...], level: Level
) -> str:
    heads = [
        escape(term.name)
        + (f"<small>what {escape(level.code)} expects</small>" if place == EXPECTATION else "")
        for place, term in enumerate(words)
    ]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{to_html(row.statement.text)}{_where(row)}</th>'
        + "".join(_cell(row, place, term.name) for place, term in enumerate(words))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="spread" aria-label="{title}">'
        f'<thead><tr><th scope="col">Expectation</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _where(row: DebriefRow) -> str:
    name = f"{row.competency.icon} {row.competency.name}".strip()
    return f"<small>{escape(name)}</small>{_rest(row)}"


def _rest(row: DebriefRow) -> str:
    """What was said of an expectation without one of the words."""
    looked = f"No evidence seen by {', '.join(row.looked)}" if row.looked else ""
    noted = "".join(
        f"<small>{escape(signed)}, without a word: {escape(' '.join(text.split()))}</small>"
        for signed, text in row.noted
    )
    return (f"<small>{escape(looked)}</small>" if looked else "") + noted


def _cell(row: DebriefRow, place: int, word: str) -> str:
    voices = "".join(_voice(voice) for voice in row.voices if voice.place == place)
    within = row.voices and min(v.place for v in row.voices) <= place <= max(
        v.place for v in row.voices
    )
    kind = ' class="within"' if within and row.width else ""
    return f'<td{kind} data-level="{escape(word)}">{voices}</td>'


def _voice(voice: Opinion) -> str:
    evidence = _evidence(voice.evidence) or '<p class="quiet">no evidence written down</p>'
    then = (
        f'<p class="quiet">answered to other words: “{escape(voice.other_words)}”</p>'
        if voice.other_words
        else ""
    )
    return f'<div class="voice"><b>{escape(voice.signed)}</b>{evidence}{then}</div>'


def _list(title: str, rows: Sequence[DebriefRow]) -> list[str]:
    if not rows:
        return []
    items = "".join(f"<li>{to_html(row.statement.text)}{_rest(row)}</li>" for row in rows)
    return [
        f'<h2 class="later">{title} ({len(rows)})</h2>',
        f'<ul class="statements">{items}</ul>',
    ]


def told(panel: Debrief) -> str:
    """What there is to say of the files, a sentence each."""
    items = "".join(f"<li>{escape(said)}</li>" for said in panel.said)
    return sheet(f'<ul class="statements">{items}</ul>')


def draft(text: str) -> str:
    """A job description as it was edited, for paper."""
    return sheet(f'<div class="draft">{escape(text)}</div>')
