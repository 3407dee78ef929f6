"""The ladder's text as HTML for `st.html`: the ladder at a glance, a level, a statement.

`open_all` is for paper: whatever folds is open.
"""

from collections.abc import Iterable
from html import escape

from explorer.model import Competency, Ladder, Level, ScopeGroup, Statement, TextBlock
from explorer.render.html_parts import TENTATIVE_TAG, breadcrumb, icon_html, sheet, visually_hidden
from explorer.render.level_text import level_code
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import to_html, visible
from explorer.text.plurals import count

# -- the ladder at a glance ------------------------------------------------------------


def overview(ladder: Ladder, open_all: bool = False) -> str:
    """The ladder at a glance: what it is, the facts of its levels, what it looks at."""
    parts = []
    if ladder.summary:
        parts.append(f'<p class="lead">{to_html(ladder.summary)}</p>')
    parts.append(_facts_of_all(ladder))
    if ladder.competencies:
        explained = "".join(
            f"<div><dt>{icon_html(term.icon)}{escape(term.name)}</dt><dd>{to_html(term.meaning)}</dd></div>"
            for term in ladder.competencies
        )
        parts.append(f'<h2 class="later">Competencies</h2><dl class="facts">{explained}</dl>')
    parts += map(_remark, ladder.notes)
    parts.append(_more("More from the source", (p.text for p in ladder.prose)))
    parts.append(_remainder((p.text for p in ladder.remainder), open_all))
    return sheet(*parts)


def _facts_of_all(ladder: Ladder) -> str:
    """A table that reads left to right as growth."""
    names = dict.fromkeys(term.name for term in ladder.facts)
    names.update(dict.fromkeys(fact.name for level in ladder.levels for fact in level.facts))
    meanings = {term.name: term.meaning for term in ladder.facts}
    head = "".join(
        f'<th scope="col">{escape(level_code(level))}<small>{escape(level.title)}</small></th>'
        for level in ladder.levels
    )
    rows = []
    for name in names:
        found = [level.fact(name) for level in ladder.levels]
        cells = "".join(
            f"<td>{to_html(fact.text)}</td>" if fact else "<td>–</td>" for fact in found
        )
        title = f' title="{escape(visible(meanings[name]))}"' if meanings.get(name) else ""
        rows.append(f'<tr><th scope="row"{title}>{escape(name)}</th>{cells}</tr>')
    if not rows:
        found_in = (level.summary for level in ladder.levels)
        cells = "".join(f"<td>{to_html(each.text) if each else '–'}</td>" for each in found_in)
        rows.append(f'<tr><th scope="row">In short</th>{cells}</tr>')
    return (
        '<div class="wide" role="region" tabindex="0" aria-label="The facts of all levels">'
        f'<table class="glance"><thead><tr><td>{visually_hidden("Fact")}</td>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


# -- one level -------------------------------------------------------------------------


def level(level: Level, cards: bool = False, open_all: bool = False) -> str:
    """Everything that a level says: summary, facts, then competency by competency."""
    parts = []
    if level.summary:
        parts.append(f'<p class="lead">{to_html(level.summary.text)}</p>')
    if level.facts:
        facts = (
            f"<div><dt>{escape(fact.name)}</dt><dd>{to_html(fact.text)}</dd></div>"
            for fact in level.facts
        )
        parts.append(f'<dl class="facts">{"".join(facts)}</dl>')
    parts += [_competency(level, each, cards, open_all) for each in level.competencies]
    parts += map(_remark, level.notes)
    parts.append(_more("More from the source", (p.text for p in level.prose)))
    parts.append(_remainder((p.text for p in level.remainder), open_all))
    return sheet(*parts)


def _more(heading: str, texts: Iterable[str]) -> str:
    said = "".join(f"<p>{to_html(text)}</p>" for text in texts)
    if not said:
        return ""
    return (
        f'<section class="competency"><h2>{heading}</h2><div class="measure">{said}</div></section>'
    )


def _remainder(texts: Iterable[str], open_all: bool) -> str:
    """What an import could not place, to the letter: nothing in it is Markdown or HTML."""
    said = [f"<li>{'<br>'.join(map(escape, text.splitlines()))}</li>" for text in texts]
    if not said:
        return ""
    opened = " open" if open_all else ""
    return (
        f'<details class="quiet"{opened}><summary>{count(len(said), "passage")} from the source '
        f"that fit nowhere else</summary><ul>{''.join(said)}</ul></details>"
    )


def _remark(note: TextBlock) -> str:
    return f'<p class="remark measure"><b>Open remark</b> · {to_html(note.text)}</p>'


def _competency(level: Level, each: Competency, cards: bool, open_all: bool) -> str:
    parts = [f"<h2>{icon_html(each.icon)}{escape(each.name)}</h2>"]
    if each.meaning:
        parts.append(f'<p class="quiet measure">{to_html(each.meaning)}</p>')
    if each.summary:
        parts.append(f'<p class="measure">{to_html(each.summary.text)}</p>')
    parts += [_group(group, level if cards else None) for group in each.groups]
    if each.examples:
        parts.append(_examples(each.examples, open_all))
    parts += [f'<p class="quiet measure">{to_html(p.text)}</p>' for p in each.prose]
    parts += map(_remark, each.notes)
    return f'<section class="competency">{"".join(parts)}</section>'


def expectations(each: Competency, folded: bool = False) -> str:
    """A competency's statements alone, for reading beside a rating."""
    groups = "".join(_group(group, None) for group in each.groups)
    if not folded:
        return sheet(groups)
    number = len(each.confirmed)
    told = f"What it expects: {count(number, 'statement')}"
    return sheet(f"<details><summary>{told}</summary>{groups}</details>")


def _group(group: ScopeGroup, cards_of: Level | None) -> str:
    parts = []
    if group.scope:
        parts.append(f"<h3>{escape(group.scope)}</h3>")
    if group.confirmed:
        parts.append(_list(group.confirmed, cards_of))
    if group.tentative:
        heading = "h4" if group.scope else "h3"
        parts.append(
            f'<div class="discussed"><{heading}>Under discussion</{heading}>'
            '<p class="quiet">Not agreed yet, and never rated.</p>'
            f"{_list(group.tentative, cards_of)}</div>"
        )
    return "".join(parts)


def _list(statements: Iterable[Statement], cards_of: Level | None) -> str:
    """`cards_of`: the level whose statements open their cards; None where they do not."""
    items = "".join(
        f"<li>{linked(cards_of, each) if cards_of else to_html(each.text)}</li>"
        for each in statements
    )
    return f'<ul class="statements">{items}</ul>'


def _examples(examples: tuple[TextBlock, ...], open_all: bool) -> str:
    items = "".join(f"<li>{to_html(example.text)}</li>" for example in examples)
    opened = " open" if open_all else ""
    return f"<details{opened}><summary>{count(len(examples), 'example')}</summary><ul>{items}</ul></details>"


def examples(each: Competency) -> str:
    """A competency's examples alone, for reading beside a rating."""
    items = "".join(f"<li>{to_html(example.text)}</li>" for example in each.examples)
    return sheet(f'<ul class="measure">{items}</ul>')


def opened(level: Level, statement: Statement) -> str:
    """One statement by itself, large, with where it stands."""
    found = level.competency(statement.competency)
    where = [level_code(level)]
    where += [f"{found.icon} {found.name}".strip()] if found else []
    where += [statement.scope] if statement.scope else []
    tag = TENTATIVE_TAG if statement.tentative else ""
    return sheet(
        f'<p class="quiet">{breadcrumb(where)}{tag}</p>',
        f'<p class="opened">{to_html(statement.text)}</p>',
    )
