"""A statement wherever it stands: the link that opens its card, and the card itself, as HTML.

Levels, search hits, comparisons, profiles and findings show the same statements; in each of
them a click opens the same card over the page. Escaped as in `level_html`.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from urllib.parse import quote, urlencode

from explorer.model import Ladder, Level, Ref, Statement
from explorer.render.html_parts import named, said, sheet, tentative_tag
from explorer.render.level_text import level_code
from explorer.text.inline_markdown import links
from explorer.text.translation import gettext as _


def reference(ladder: str, level: str, id: str) -> str:
    """A statement as an address names it: sre/L4/consulting."""
    return "/".join(quote(part, safe="") for part in (ladder, level, id))


def card_link(ladder: str, level: str, id: str, inner: str, has_links: bool = False) -> str:
    """The HTML of a statement (`inner`, safe already) as the link that opens its card.

    `has_links`: a link cannot hold links, so the card's own stands behind the text then.
    """
    address = "./?" + urlencode({"ladder": ladder, "level": level, "statement": id})
    link = f'href="{escape(address)}" data-card="{escape(reference(ladder, level, id))}"'
    if has_links:
        return (
            f'{inner} <a class="card behind" {link} aria-label="{_("Open this statement")}">›</a>'
        )
    return f'<a class="card" {link}>{inner}</a>'


def linked(level: Level, statement: Statement) -> str:
    """A statement's text as the link that opens its card."""
    text = statement.text
    return card_link(
        level.ladder, level.code, statement.id, said(level.language, text), bool(links(text))
    )


def card(ladder: Ladder, level: Level, statement: Statement, address: str) -> str:
    """The card: the statement, what it grows from and into, and where to go from here.

    `address` is the whole address of the card, for copying.
    """
    tag = f" {tentative_tag()}" if statement.tentative else ""
    scope = (
        f'<p class="quiet">{named(level.language, statement.scope)}</p>' if statement.scope else ""
    )
    copy = f'<button type="button" data-copy="{escape(address)}" data-address>{_("Copy link")}</button>'
    return sheet(
        scope,
        f'<p class="opened">{said(level.language, statement.text)}{tag}</p>',
        lineage(ladder, level, statement),
        _examples(level, statement),
        ways_on(ladder, level, statement, copy),
    )


def lineage(ladder: Ladder, level: Level, statement: Statement) -> str:
    """What a statement grows from and into, beside each other."""
    before = _lineage(
        _("Grows from"), ladder.grows_from(level, statement), _origin(ladder, level, statement)
    )
    after = _lineage(_("Grows into"), ladder.grows_into(level, statement), _future(ladder, level))
    return f'<div class="lineage">{before}{after}</div>'


def _examples(level: Level, statement: Statement) -> str:
    competency = level.competency(statement.competency)
    examples = competency.examples if competency else ()
    shown = "".join(f"<li>{said(level.language, example.text)}</li>" for example in examples)
    if not competency or not shown:
        return ""
    name = named(level.language, competency.name)
    return f"<details><summary>{_('Examples of {name}', name=name)}</summary><ul>{shown}</ul></details>"


def _lineage(heading: str, found: Iterable[tuple[Level, Statement]], none: str) -> str:
    items = "".join(
        f"<li><b>{escape(level_code(level))}</b> {linked(level, statement)}</li>"
        for level, statement in found
    )
    body = f"<ul>{items}</ul>" if items else f'<p class="quiet">{escape(none)}</p>'
    return f"<section><h3>{heading}</h3>{body}</section>"


def _origin(ladder: Ladder, level: Level, statement: Statement) -> str:
    below = ladder.below(level)
    if below is None:
        return _("{code} is the lowest level.", code=level.code)
    if Ref(level.code, statement.id) in ladder.ancestors:
        return _("New at {code}.", code=level.code)
    return _("Nobody has written down what it grows from.")


def _future(ladder: Ladder, level: Level) -> str:
    if ladder.above(level) is None:
        return _("{code} is the highest level.", code=level.code)
    return _("Nothing above it is written to grow from it.")


def ways_on(ladder: Ladder, level: Level, statement: Statement, own: str) -> str:
    """Links to where this statement can be read beside others; `own` is the HTML of its own."""
    ways = [(_("All levels"), {"show": "thread", "thread": f"{level.code}/{statement.id}"})]
    around = [each for each in (ladder.below(level), level, ladder.above(level)) if each]
    ways += [
        (
            _("Compare {code} and {high_code}", code=low.code, high_code=high.code),
            {"left": low.code, "right": high.code},
        )
        for low, high in pairwise(around)
    ]
    made = "".join(
        f'<a data-in-app href="./compare?{escape(urlencode({"ladder": ladder.key, **query}))}">'
        f"{escape(words)}</a>"
        for words, query in ways
    )
    return f'<p class="ways">{made}{own}</p>'
