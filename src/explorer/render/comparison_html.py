"""Levels side by side as HTML for `st.html`: two of them, several, or one thread.

Every number of the growth in short is a link to the statements
that it counts, further down on the same sheet.
"""

from collections.abc import Sequence
from html import escape

from explorer.compare.comparison import (
    CHANGE_GROUPS,
    ChangeGroup,
    Comparison,
    CompetencyPairs,
    FactPair,
    Pair,
    Side,
    Word,
    group_words,
)
from explorer.compare.lineage_paths import Thread
from explorer.compare.lineage_paths import sheet as rows_of
from explorer.model import Ladder, Level, Statement
from explorer.render.comparison_text import difference_sentence, marked_changes
from explorer.render.html_parts import TENTATIVE_TAG, icon_html, sheet, visually_hidden
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import to_html

_FATE_MARKS: dict[ChangeGroup, str] = {"new": "+", "changed": "↑", "same": "=", "gone": "−"}
_BY_LINEAGE = "the ladder's authors"


# -- two levels ------------------------------------------------------------------------


def comparison(compared: Comparison) -> str:
    """Two levels side by side: in short, their facts, their statements by competency."""
    return sheet(
        _in_short(compared),
        _fact_pairs(compared),
        *(_pairs(compared, number, each) for number, each in enumerate(compared.competencies)),
    )


def _in_short(compared: Comparison) -> str:
    """What is different: a sentence, the counts by competency, the facts that grow."""
    if compared.before is compared.after:
        return ""
    fates = [f for f in CHANGE_GROUPS if any(each.in_group(f) for each in compared.competencies)]
    facts = [fact for fact in compared.facts if fact.changes != ("same",)]
    lines = "".join(map(_becomes, facts))
    beside = f'<dl class="becomes">{lines}</dl>' if lines else ""
    tallies = _tallies(compared, fates) if compared.competencies else ""
    growth = f'<div class="growth">{tallies}{beside}</div>' if tallies or beside else ""
    return f'<p class="short">{escape(difference_sentence(compared))}</p>{growth}'


def _becomes(fact: FactPair) -> str:
    """A fact that changes; a long one is cut here, and stands whole further down."""
    long = len(fact.before or "") + len(fact.after or "") > 130
    was, now = (f"<span>{_or_none(text)}</span>" for text in (fact.before, fact.after))
    arrow = f'<b aria-hidden="true">→</b>{visually_hidden(" becomes ")}'
    kind = ' class="long"' if long else ""
    return f"<div{kind}><dt>{escape(fact.name)}</dt><dd>{was} {arrow} {now}</dd></div>"


def _or_none(text: str | None) -> str:
    return escape(text) if text else "<em>not said</em>"


def _tallies(compared: Comparison, fates: Sequence[ChangeGroup]) -> str:
    """One tile an expectation, and how many of each there are, by competency."""
    head = "".join(
        f'<th scope="col"><span aria-hidden="true">{_mark(fate, compared)}</span> '
        f"{group_words(fate, compared.versions)}</th>"
        for fate in fates
    )
    rows = "".join(
        f'<tr><th scope="row">{icon_html(each.icon)}{escape(each.name)}{_tiles(compared, each)}</th>'
        + "".join(_tally(number, each, fate) for fate in fates)
        + "</tr>"
        for number, each in enumerate(compared.competencies)
    )
    return (
        f'<table class="tallies"><thead><tr><td>{visually_hidden("Competency")}</td>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _mark(fate: ChangeGroup, compared: Comparison) -> str:
    return "≈" if fate == "changed" and compared.versions else _FATE_MARKS[fate]


def _tiles(compared: Comparison, each: CompetencyPairs) -> str:
    tiles = "".join(
        f'<span class="{fate}">{_mark(fate, compared)}</span>' * len(each.in_group(fate))
        for fate in CHANGE_GROUPS
    )
    return f'<span class="tiles" aria-hidden="true">{tiles}</span>'


def _tally(number: int, each: CompetencyPairs, fate: ChangeGroup) -> str:
    counted = len(each.in_group(fate))
    if not counted:
        return '<td class="zero">0</td>'
    return f'<td><a href="#{_place(number, fate)}">{counted}</a></td>'


def _place(number: int, fate: ChangeGroup) -> str:
    """Where the statements of one fate in one competency stand on the sheet."""
    return f"pairs-{number}-{fate}"


def _fact_pairs(compared: Comparison) -> str:
    pairs = [pair for pair in (compared.summary, *compared.facts) if pair]
    if not pairs:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(pair.name)}</th>'
        f"{_fact_cell(compared.before, pair.before, pair.words, 'gone', pair)}"
        f"{_fact_cell(compared.after, pair.after, pair.words, 'new', pair)}</tr>"
        for pair in pairs
    )
    return (
        '<section class="competency"><h2>Summary and facts</h2>'
        f'<table class="pairs">{_pair_head("Fact", compared)}<tbody>{rows}</tbody></table></section>'
    )


def _pair_head(first: str, compared: Comparison) -> str:
    before, after = compared.before, compared.after
    alike = (before.code, before.title) == (after.code, after.title)
    cells = "".join(
        f'<th scope="col">{escape(level_code(level))} · {escape(level.title)}'
        f"{f'<small>{escape(level.file)}</small>' if alike else ''}</th>"
        for level in (before, after)
    )
    return f"<thead><tr><td>{visually_hidden(first)}</td>{cells}</tr></thead>"


def _fact_cell(
    level: Level, text: str | None, words: tuple[Word, ...] | None, mark: str, fact: FactPair
) -> str:
    if text is None:
        return f'<td class="none" data-level="{escape(level.code)}">not said</td>'
    same = " (the same)" if fact.changes == ("same",) and mark == "new" else ""
    body = _marked(words, mark) if words else escape(text)
    return f'<td data-level="{escape(level.code)}">{body}{same}</td>'


def _pairs(compared: Comparison, number: int, each: CompetencyPairs) -> str:
    """One competency's statements, those of both levels that belong together in one row."""
    groups = "".join(
        _group(compared, _place(number, fate), fate, pairs)
        for fate in CHANGE_GROUPS
        if (pairs := each.in_group(fate))
    )
    return (
        f'<section class="competency"><h2>{icon_html(each.icon)}{escape(each.name)}</h2>'
        f'<table class="pairs">{_pair_head("Change", compared)}{groups}</table></section>'
    )


def _group(compared: Comparison, place: str, fate: ChangeGroup, pairs: Sequence[Pair]) -> str:
    words = group_words(fate, compared.versions)
    rows = "".join(_pair_row(compared, pair) for pair in pairs)
    return (
        f'<tbody id="{place}"><tr class="fate"><th scope="rowgroup" colspan="3">'
        f'<span aria-hidden="true">{_mark(fate, compared)}</span> '
        f"{escape(words[:1].upper() + words[1:])} · {len(pairs)}</th></tr>{rows}</tbody>"
    )


def _pair_row(compared: Comparison, pair: Pair) -> str:
    marks = "".join(f"<span>{escape(words)}</span>" for words in marked_changes(pair))
    quiet = []
    if "moved" in pair.changes:
        quiet.append(_moved(pair))
    if pair.change_group == "changed" and not pair.why.startswith(_BY_LINEAGE):
        quiet.append(pair.why)
    smaller = "".join(f"<small>{escape(words)}</small>" for words in quiet if words)
    return (
        f'<tr><td class="change">{marks}{smaller}</td>'
        f"{_side_cell(compared.before, pair, pair.before, 'gone')}"
        f"{_side_cell(compared.after, pair, pair.after, 'new')}</tr>"
    )


def _moved(pair: Pair) -> str:
    """Where a pair comes from, or where a part of it went."""
    was = dict.fromkeys(side.competency for side in pair.before)
    now = dict.fromkeys(side.competency for side in pair.after)
    came = [name for name in was if name not in now]
    went = [name for name in now if name not in was]
    if came:
        return f"{'partly ' if len(came) < len(was) else ''}from {', '.join(came)}"
    return f"partly to {', '.join(went)}" if went else ""


def _side_cell(level: Level, pair: Pair, sides: tuple[Side, ...], mark: str) -> str:
    at = f' data-level="{escape(level.code)}"'
    if not sides:
        return f'<td class="none"{at}>–{visually_hidden("nothing here")}</td>'
    texts = []
    for side in sides:
        body = _marked(pair.words, mark) if pair.words else escape(side.text)
        tag = TENTATIVE_TAG if side.kind == "tentative" else ""
        scope = (
            f' <span class="tag">{escape(side.scope)}</span>'
            if side.scope and "rescoped" in pair.changes
            else ""
        )
        texts.append(f"<p>{body}{tag}{scope}</p>")
    return f"<td{at}>{''.join(texts)}</td>"


def _marked(words: tuple[Word, ...], mark: str) -> str:
    """One side of a sentence that both levels word alike, its own words marked."""
    tag = "ins" if mark == "new" else "del"
    made = []
    for kind, text in words:
        if kind == "same":
            made.append(escape(text))
        elif kind == mark:
            made.append(f"<{tag}>{escape(text)}</{tag}>" if text.strip() else escape(text))
    return "".join(made)


# -- several levels, and one thread ----------------------------------------------------


def several(ladder: Ladder, levels: Sequence[Level], competency: str) -> str:
    """One competency of several levels on one wide sheet, a thread a row."""
    term = next(term for term in ladder.competencies if term.key == competency)
    head = "".join(
        f'<th scope="col">{escape(level_code(level))}<small>{escape(level.title)}</small></th>'
        for level in levels
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-level="{escape(level.code)}">{"".join(map(_spoken, cell))}</td>'
            for level, cell in zip(levels, row, strict=True)
        )
        + "</tr>"
        for row in rows_of(ladder, levels, competency)
    )
    if not body:
        return sheet("<p>None of these levels says anything here.</p>")
    return sheet(
        f'<p class="quiet">{to_html(term.meaning)}</p>' if term.meaning else "",
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(term.name)} in all levels">'
        f'<table class="several"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>',
        '<p class="quiet">What grows out of each other stands in one row.</p>',
    )


def _spoken(statement: Statement) -> str:
    scope = f'<small class="quiet">{escape(statement.scope)}</small> ' if statement.scope else ""
    tag = TENTATIVE_TAG if statement.tentative else ""
    return f"<p>{scope}{to_html(statement.text)}{tag}</p>"


def thread(found: Thread, opened: Statement) -> str:
    """One expectation through all levels, the lowest first."""
    rows = []
    for level, statements in found.rungs:
        said = "".join(
            f"<p{' class=own' if statement is opened else ''}>{_inside(statement)}</p>"
            for statement in statements
        )
        empty = f'<p class="quiet">–{visually_hidden("nothing here")}</p>'
        rows.append(
            f'<tr><th scope="row">{escape(level_code(level))}<small>{escape(level.title)}</small></th>'
            f"<td>{said or empty}</td></tr>"
        )
    return sheet(
        f'<p class="short">{escape(found.sentence)}</p>',
        f'<table class="thread"><tbody>{"".join(rows)}</tbody></table>',
    )


def _inside(statement: Statement) -> str:
    scope = f' <span class="tag">{escape(statement.scope)}</span>' if statement.scope else ""
    tag = TENTATIVE_TAG if statement.tentative else ""
    return f"{to_html(statement.text)}{scope}{tag}"
