"""Statements followed through the levels, as HTML: a competency's threads on one wide sheet,
and one thread from the lowest level up. Both draw `lineage_paths.Thread`, so they say the same.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from explorer.compare.lineage_paths import Thread, beginnings
from explorer.compare.lineage_paths import sheet as threads_of
from explorer.model import Ladder, Level, Ref, Statement
from explorer.render.html_parts import named, said, sheet, tentative_tag
from explorer.render.level_text import level_code
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import visible
from explorer.text.translation import gettext as _


def several(ladder: Ladder, levels: Sequence[Level], competency: str) -> str:
    """One competency of several levels on one wide sheet, a row per thread.

    What stands in another competency or in more than one row says so: a thread is shown whole.
    """
    term = next(term for term in ladder.competencies if term.key == competency)
    head = "".join(
        f'<th scope="col">{escape(level_code(level))}<small>{escape(level.title)}</small></th>'
        for level in levels
    )
    seen: set[Ref] = set()
    rows = threads_of(ladder, levels, competency)
    body = "".join(
        f"<tr>{''.join(_cell(level, said, competency, seen) for level, said in row.rungs)}</tr>"
        for row in rows
    )
    if not body:
        return sheet(f"<p>{_('None of these levels says anything here.')}</p>")
    return sheet(
        f'<p class="quiet">{said(ladder.language, term.meaning)}</p>' if term.meaning else "",
        f'<div class="wide" role="region" tabindex="0" aria-label="{_("{name} in these levels", name=escape(term.name))}">'
        f'<table class="several"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>',
        f'<p class="quiet">{_what_rows_are(rows)}</p>',
    )


def _what_rows_are(rows: Sequence[Thread]) -> str:
    threads = _(
        "A row is a thread: what grows out of each other. What grows out of several stands in the row of each, paler from the second on."
    )
    if all(row.written for row in rows):
        return threads
    if len(rows) == 1:
        return _("Nobody has written yet what grows out of what here.")
    return _("{threads} The last row holds what has no lineage yet.", threads=threads)


def _cell(level: Level, said: Iterable[Statement], competency: str, seen: set[Ref]) -> str:
    texts = []
    for statement in said:
        ref = Ref(level.code, statement.id)
        again = ' class="again"' if ref in seen else ""
        seen.add(ref)
        away = ""
        if statement.competency != competency:
            away = f"<small>{_('in {name}', name=escape(_name(level, statement)))}</small>"
        scope = f"<small>{escape(statement.scope)}</small>" if statement.scope else ""
        tag = tentative_tag() if statement.tentative else ""
        texts.append(f"<p{again}>{away}{scope}{linked(level, statement)}{tag}</p>")
    return f'<td data-level="{escape(level.code)}">{"".join(texts)}</td>' if texts else "<td></td>"


def _name(level: Level, statement: Statement) -> str:
    found = level.competency(statement.competency)
    return found.name if found else statement.competency


def thread(found: Thread, opened: Statement) -> str:
    """One expectation through all levels, the lowest first."""
    rows = "".join(
        f'<tr><th scope="row">{escape(level_code(level))}<small>{escape(level.title)}</small></th>'
        f"<td>{''.join(_said(level, each, opened) for each in said)}</td></tr>"
        for level, said in found.rungs
    )
    return sheet(
        f'<p class="short">{escape(found.sentence)}</p>',
        f'<table class="thread"><tbody>{rows}</tbody></table>',
    )


def _said(level: Level, statement: Statement, opened: Statement) -> str:
    own = ' class="own"' if statement is opened else ""
    scope = f' <span class="tag">{escape(statement.scope)}</span>' if statement.scope else ""
    away = ""
    if statement.competency != opened.competency:
        away = f' <span class="tag">{_("in {name}", name=escape(_name(level, statement)))}</span>'
    tag = tentative_tag() if statement.tentative else ""
    return f"<p{own}>{linked(level, statement)}{scope}{away}{tag}</p>"


def other_threads(ladder: Ladder, competency: str, address: Callable[[Ref], str]) -> str:
    """Where the threads of a competency begin, as links to each; folded."""
    items = "".join(
        f'<li><b>{escape(ref.level)}</b> <a data-in-app href="{escape(address(ref))}">'
        f"{named(ladder.language, visible(found[1].text))}</a></li>"
        for ref in beginnings(ladder, ladder.levels, competency)
        if (found := ladder.find(ref))
    )
    term = next((term for term in ladder.competencies if term.key == competency), None)
    name = term.name if term else competency
    return sheet(
        f"<details><summary>{_('Other threads of {name}', name=escape(name))}</summary><ul>{items}</ul></details>"
    )
