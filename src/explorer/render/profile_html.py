"""A profile's page as HTML: the head of a competency with a square per statement, what would
make the difference, and the words given, for paper.

A square is a link to rating that statement: it says which statement it is and the word that
was given. Escaped as everywhere in `render`; nothing of it is kept or shared.
"""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from explorer.model import Competency, Ladder, Level, RatingScale, Statement
from explorer.profiles.assessment import Axis, Gap, axes
from explorer.profiles.profile import NOT_RATED, Ratings
from explorer.render.html_parts import breadcrumb, icon_html, item_list, said, sheet
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import to_html, visible
from explorer.text.plurals import count
from explorer.text.translation import gettext as _
from explorer.text.translation import ngettext


def rating_address(ladder: Ladder, level: Level, id: str) -> str:
    """Where one statement of a level is rated."""
    query = {"ladder": ladder.key, "show": "rate", "statement": f"{level.code}/{id}"}
    return f"./profile?{urlencode(query)}"


def squares(
    ladder: Ladder, level: Level, competency: Competency, given: Ratings, current: str = ""
) -> str:
    """One square per statement that is rated, filled as far as its word lies on the scale."""
    made = []
    for number, statement in enumerate(_rated_of(level, competency), start=1):
        answer = given.of_statement(statement.id, competency.key)
        place = ladder.scale.place_of(answer.word)
        word, kind, fill = answer.text, "open", 0.0
        if answer.reason is not None:
            kind = "none"
        elif place is None:
            word = _(NOT_RATED)
        else:
            kind, fill = "rated", (place + 1) / len(ladder.scale)
        here = ' aria-current="true"' if statement.id == current else ""
        label = _(
            "{name}, statement {number}: {word}", name=competency.name, number=number, word=word
        )
        made.append(
            f'<a class="square {kind}" data-in-app{here} style="--fill: {fill:.3f}" '
            f'href="{escape(rating_address(ladder, level, statement.id))}" '
            f'title="{escape(f"{word}: {visible(statement.text)}")}" '
            f'aria-label="{escape(label)}"></a>'
        )
    return f'<span class="squares">{"".join(made)}</span>' if made else ""


def row_head(
    ladder: Ladder,
    level: Level,
    competency: Competency,
    given: Ratings,
    first: bool = True,
    several: bool = False,
) -> str:
    """A competency's name, what it expects, folded, and its statements as squares. Where
    `several` levels are rated, each says which it is, and only the `first` of them the name."""
    expected = _rated_of(level, competency)
    name = f"{icon_html(competency.icon)}{escape(competency.name)}" if first else ""
    tag = f' <span class="tag">{escape(level.code)}</span>' if several else ""
    items = "".join(f"<li>{linked(level, statement)}</li>" for statement in expected)
    about = (
        f'<details><summary title="{_("What it expects")}">{name}{tag}</summary>'
        f'<ul class="statements">{items}</ul></details>'
        if items
        else f"<p><b>{name}{tag}</b></p>"
    )
    strip = squares(ladder, level, competency, given)
    return sheet(f'<div class="rating-head">{about}{strip}</div>')


def basis(ladder: Ladder, level: Level, competency: Competency, given: Ratings, axis: Axis) -> str:
    """What the word of a competency rests on, with the way to its statements; empty where it
    is the lit button alone."""
    if not axis.applies:
        said = escape(f"{axis.shown[:1].upper()}{axis.shown[1:]}")
        return sheet(f'<p class="basis">{said}</p>')
    if not axis.rated and not axis.left_out:
        return ""
    expected = _rated_of(level, competency)
    # A word for the whole is lit in its button already.
    word = f"<b>{escape(axis.word or '')}</b> · " if axis.source == "statements" else ""
    rests_on = axis.basis if word else f"{axis.basis[:1].upper()}{axis.basis[1:]}"
    open_ones = [s for s in expected if not given.says_of(s.id)]
    words = _("Rate the other {number}", number=len(open_ones)) if open_ones else _("Change them")
    to = rating_address(ladder, level, (open_ones or expected)[0].id)
    return sheet(
        f'<p class="basis" title="{escape(axis.detail)}">{word}{escape(rests_on)} · '
        f'<a data-in-app href="{escape(to)}">{words}</a></p>'
    )


def statement_to_rate(level: Level, statement: Statement, number: int, of: int, keys: bool) -> str:
    """The statement that is rated now, large; its block keeps its height, so that the words
    under it stay where the pointer is."""
    competency = level.competency(statement.competency)
    where = breadcrumb(
        (
            _("{number} of {of}", number=number, of=of),
            competency.name if competency else "",
            statement.scope or "",
        )
    )
    return sheet(
        f'<div class="to-rate" data-arrive{" data-keys" if keys else ""} tabindex="-1"><p class="quiet">{where}</p>'
        f'<p class="opened">{said(level.language, statement.text)}</p></div>',
        examples_html(competency, level.language) if competency and competency.examples else "",
    )


def examples_html(competency: Competency, language: str) -> str:
    """A competency's examples, folded."""
    items = item_list(said(language, example.text) for example in competency.examples)
    return (
        f"<details><summary>{count(len(competency.examples), 'example')}</summary>{items}</details>"
    )


def squares_by_competency(ladder: Ladder, level: Level, given: Ratings, current: str) -> str:
    """All statements of a level as squares, a row per competency, under what the word of the
    current one's competency rests on: a word for the whole stands until all are rated."""
    at = level.statement(current)
    told = "".join(
        f'<p class="quiet">{escape(f"{axis.name}: {axis.word} · {axis.basis}")}</p>'
        for axis in axes(given, ladder, level)
        if at and axis.key == at.competency and axis.source == "quick" and axis.rated
    )
    rows = "".join(
        f"<div><dt>{escape(competency.name)}</dt><dd>{made}</dd></div>"
        for competency in level.competencies
        if (made := squares(ladder, level, competency, given, current))
    )
    return sheet(f'{told}<dl class="strips">{rows}</dl>')


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
    return f"""<div class="difference"><h2>{_("What would make the difference")}</h2>{"".join(parts)}</div>"""


def _rate_the_rest(ladder: Ladder, level: Level, gap: Gap, given: Ratings) -> str:
    unrated = [
        statement
        for statement in _rated_of(level, gap.competency)
        if not given.says_of(statement.id)
    ]
    if not unrated:
        return ""
    number = len(unrated)
    words = (
        ngettext("Rate this statement too →", "Rate these {number} statements too →", number)
        if gap.short
        else ngettext("Rate this statement →", "Rate these {number} statements →", number)
    )
    address = escape(rating_address(ladder, level, unrated[0].id))
    return f'<p><a class="button" data-in-app href="{address}">{words}</a></p>'


def scale(words: RatingScale, meeting: str = "") -> str:
    """What each rating word means, in their order, and what it takes to meet a level."""
    items = "".join(
        f"<li><b>{escape(each.name)}</b> {escape(each.meaning)}</li>" for each in words.definitions
    )
    said = f'<p class="quiet measure">{to_html(meeting)}</p>' if meeting else ""
    return f'<ul class="measure">{items}</ul>{said}'


def on_paper(level: Level, of: Iterable[Axis], given: Ratings) -> str:
    """The words given, competency by competency, each beside its statement."""
    parts = []
    for competency, axis in zip(level.competencies, of, strict=True):
        rows = "".join(
            f"<tr><td>{said(level.language, statement.text)}</td>"
            f"<td>{escape(_answer(given, statement, competency))}</td></tr>"
            for statement in _rated_of(level, competency)
        )
        shown = escape(f"{axis.word} · {axis.detail}" if axis.word else axis.shown)
        parts.append(
            f'<section class="competency"><h2>{icon_html(competency.icon)}'
            f'{escape(competency.name)}</h2><p class="quiet">{shown}</p>'
            f'<table class="given"><tbody>{rows}</tbody></table></section>'
        )
    return sheet(*parts)


def to_read(level: Level, of: Iterable[Axis], given: Ratings) -> str:
    """What somebody else said: the words for the competencies, and of the statements those of
    which something was said."""
    parts = []
    for competency, axis in zip(level.competencies, of, strict=True):
        rows = "".join(
            f"<tr><td>{said(level.language, statement.text)}</td><td>{escape(answer.text)}</td></tr>"
            for statement in _rated_of(level, competency)
            if (answer := given.of_statement(statement.id, competency.key))
        )
        table = f'<table class="given"><tbody>{rows}</tbody></table>' if rows else ""
        parts.append(
            f'<section class="competency"><h2>{icon_html(competency.icon)}'
            f"{escape(competency.name)}</h2><p>{escape(axis.short)}</p>{table}"
            "</section>"
        )
    return sheet(*parts)


def _answer(given: Ratings, statement: Statement, competency: Competency) -> str:
    answer = given.of_statement(statement.id, competency.key)
    return answer.text if answer else "–"


def _rated_of(level: Level, competency: Competency) -> tuple[Statement, ...]:
    mine = level.competency(competency.key)
    return mine.confirmed if mine else ()
