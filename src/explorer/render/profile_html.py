"""A profile's page as HTML: the head of a competency with a square per statement, what would
make the difference, and the words given, for paper.

A square is a link to rating that statement: it says which statement it is and the word that
was given. Escaped as everywhere in `render`; nothing of it is kept or shared.
"""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from explorer.model import Competency, Ladder, Level, RatingScale, Statement
from explorer.profiles.assessment import Axis, Gap
from explorer.profiles.profile import Ratings
from explorer.render.html_parts import breadcrumb, icon_html, item_list, sheet
from explorer.render.level_text import level_code
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import to_html, visible
from explorer.text.plurals import count


def rating_address(ladder: Ladder, level: Level, id: str) -> str:
    """Where one statement of a level is rated."""
    query = {"ladder": ladder.key, "show": "rate", "statement": f"{level.code}/{id}"}
    return f"/profile?{urlencode(query)}"


def squares(
    ladder: Ladder, level: Level, competency: Competency, given: Ratings, current: str = ""
) -> str:
    """One square per statement that is rated, filled as far as its word lies on the scale."""
    made = []
    for number, statement in enumerate(_rated_of(level, competency), start=1):
        word = given.statements.get(statement.id)
        place = ladder.scale.place_of(word)
        if statement.id in given.not_applicable:
            word, kind, fill = "does not apply here", "none", 0.0
        elif place is None:
            word, kind, fill = "not rated", "open", 0.0
        else:
            kind, fill = "rated", (place + 1) / len(ladder.scale)
        here = ' aria-current="true"' if statement.id == current else ""
        label = f"{competency.name}, statement {number}: {word}"
        made.append(
            f'<a class="square {kind}" data-in-app{here} style="--fill: {fill:.3f}" '
            f'href="{escape(rating_address(ladder, level, statement.id))}" '
            f'title="{escape(f"{word}: {visible(statement.text)}")}" '
            f'aria-label="{escape(label)}"></a>'
        )
    return f'<span class="squares">{"".join(made)}</span>' if made else ""


def competency_head(
    ladder: Ladder,
    level: Level,
    competency: Competency,
    given: Ratings,
    axis: Axis,
    name_level: bool = False,
) -> str:
    """A competency's name, its statements as squares, what it expects, folded, and what its
    word rests on. `name_level`: several levels are rated, so each says which it is."""
    expected = _rated_of(level, competency)
    code = f' <span class="tag">{escape(level_code(level))}</span>' if name_level else ""
    name = f"{icon_html(competency.icon)}{escape(competency.name)}{code}"
    items = "".join(f"<li>{linked(level, statement)}</li>" for statement in expected)
    about = (
        f'<details><summary title="What it expects">{name}</summary>'
        f'<ul class="statements">{items}</ul></details>'
        if items
        else f"<p><b>{name}</b></p>"
    )
    basis = f'<p class="quiet basis">{escape(axis.detail)}</p>' if axis.rated else ""
    return sheet(
        f'<div class="rating-head">{about}{squares(ladder, level, competency, given)}</div>{basis}'
    )


def statement_to_rate(level: Level, statement: Statement, number: int, of: int) -> str:
    """The statement that is rated now, large; its block keeps its height, so that the words
    under it stay where the pointer is."""
    competency = level.competency(statement.competency)
    where = breadcrumb(
        (f"{number} of {of}", competency.name if competency else "", statement.scope or "")
    )
    return sheet(
        f'<div class="to-rate" data-arrive tabindex="-1"><p class="quiet">{where}</p>'
        f'<p class="opened">{to_html(statement.text)}</p></div>',
        examples_html(competency) if competency and competency.examples else "",
    )


def examples_html(competency: Competency) -> str:
    """A competency's examples, folded."""
    items = item_list(to_html(example.text) for example in competency.examples)
    return (
        f"<details><summary>{count(len(competency.examples), 'example')}</summary>{items}</details>"
    )


def squares_by_competency(ladder: Ladder, level: Level, given: Ratings, current: str) -> str:
    """All statements of a level as squares, a row per competency."""
    rows = "".join(
        f"<div><dt>{escape(competency.name)}</dt><dd>{made}</dd></div>"
        for competency in level.competencies
        if (made := squares(ladder, level, competency, given, current))
    )
    return sheet(f'<dl class="strips">{rows}</dl>')


def difference(ladder: Ladder, level: Level, gaps: Sequence[Gap], given: Ratings) -> str:
    """What is under the expectation, in the ladder's order, with the way to rate the rest."""
    parts = []
    for gap in gaps:
        word = f" · {escape(gap.word)}" if gap.word else ""
        short = "".join(
            f'<li>{linked(level, statement)} <span class="tag">{escape(given_word)}</span></li>'
            for statement, given_word in gap.short
        )
        parts.append(
            f"<section><h3>{escape(gap.competency.name)}{word}</h3>"
            + (f'<ul class="statements">{short}</ul>' if short else "")
            + _rate_the_rest(ladder, level, gap, given)
            + "</section>"
        )
    return f'<div class="difference"><h2>What would make the difference</h2>{"".join(parts)}</div>'


def _rate_the_rest(ladder: Ladder, level: Level, gap: Gap, given: Ratings) -> str:
    unrated = [
        statement
        for statement in _rated_of(level, gap.competency)
        if not given.says_of(statement.id)
    ]
    if not unrated:
        return ""
    words = "this statement" if len(unrated) == 1 else f"these {len(unrated)} statements"
    rest = "" if not gap.short else " too"
    address = escape(rating_address(ladder, level, unrated[0].id))
    return f'<p><a class="button" data-in-app href="{address}">Rate {words}{rest} →</a></p>'


def scale(words: RatingScale, meeting: str = "") -> str:
    """What each rating word means, in their order, and what it takes to meet a level."""
    items = "".join(
        f"<li><b>{escape(each.name)}</b> {escape(each.meaning)}</li>" for each in words.definitions
    )
    said = f'<p class="quiet measure">{to_html(meeting)}</p>' if meeting else ""
    return f'<ul class="measure">{items}</ul>{said}'


def on_paper(level: Level, axes: Iterable[Axis], given: Ratings) -> str:
    """The words given, competency by competency, each beside its statement."""
    parts = []
    for competency, axis in zip(level.competencies, axes, strict=True):
        rows = "".join(
            f"<tr><td>{to_html(statement.text)}</td><td>{escape(_word(statement, given))}</td></tr>"
            for statement in _rated_of(level, competency)
        )
        shown = escape(f"{axis.word or 'Not rated'} · {axis.detail}" if axis.word else axis.detail)
        parts.append(
            f'<section class="competency"><h2>{icon_html(competency.icon)}'
            f'{escape(competency.name)}</h2><p class="quiet">{shown}</p>'
            f'<table class="given"><tbody>{rows}</tbody></table></section>'
        )
    return sheet(*parts)


def _word(statement: Statement, given: Ratings) -> str:
    if statement.id in given.not_applicable:
        reason = given.not_applicable[statement.id]
        return f"does not apply: {reason}" if reason else "does not apply"
    return given.statements.get(statement.id, "–")


def _rated_of(level: Level, competency: Competency) -> tuple[Statement, ...]:
    mine = level.competency(competency.key)
    return mine.confirmed if mine else ()
