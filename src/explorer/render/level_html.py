"""The ladder's text as HTML for `st.html`: the ladder at a glance, a level, a statement.

`open_all` is for paper: whatever folds is open.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from explorer.model import Competency, Ladder, Level, Ref, ScopeGroup, Statement, TextBlock
from explorer.render.html_parts import (
    icon_html,
    named,
    said,
    sheet,
    visually_hidden,
)
from explorer.render.level_text import level_code
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import visible
from explorer.text.plurals import count
from explorer.text.translation import gettext as _

_CORE = ' class="core"'


# -- the ladder at a glance ------------------------------------------------------------


def overview(ladder: Ladder, open_all: bool = False, own: str = "") -> str:
    """The ladder at a glance: what it is, the facts of its levels, what it looks at. `own` is
    the code of the reader's own level, which is marked."""
    parts = []
    if ladder.summary:
        parts.append(f'<p class="lead">{said(ladder.language, ladder.summary)}</p>')
    parts.append(_facts_of_all(ladder, own) or _competencies_of_all(ladder, own))
    if ladder.competencies:
        explained = "".join(
            f"<div><dt>{icon_html(term.icon)}{named(ladder.language, term.name)}</dt>"
            f"<dd>{said(ladder.language, term.meaning)}</dd></div>"
            for term in ladder.competencies
        )
        parts.append(
            f'<h2 class="later">{_("Competencies")}</h2><dl class="facts">{explained}</dl>'
        )
    parts.append(_more(_("More from the source"), (p.text for p in ladder.prose), ladder.language))
    parts.append(_remainder((p.text for p in ladder.remainder), open_all))
    return sheet(*parts)


def _facts_of_all(ladder: Ladder, own: str) -> str:
    """The facts of all levels, which read from left to right as growth; empty without any."""
    names = dict.fromkeys(term.name for term in ladder.facts)
    names.update(dict.fromkeys(fact.name for level in ladder.levels for fact in level.facts))
    meanings = {term.name: term.meaning for term in ladder.facts}
    rows = []
    for name in names:
        found = [level.fact(name) for level in ladder.levels]
        if not any(found):
            continue
        cells = [said(ladder.language, fact.text) if fact else "" for fact in found]
        title = f' title="{escape(visible(meanings[name]))}"' if meanings.get(name) else ""
        rows.append((f'<th scope="row"{title}>{named(ladder.language, name)}</th>', cells))
    return _glance(ladder, own, _("The facts of all levels"), rows) if rows else ""


def _competencies_of_all(ladder: Ladder, own: str) -> str:
    """For a ladder without facts, as an imported table makes one: how much each level says of
    each competency."""
    found_in = {each.key: each for level in ladder.levels for each in level.competencies}
    rows = []
    for key, competency in found_in.items():
        found = [(level, level.competency(key)) for level in ladder.levels]
        cells = [
            f'<a data-in-app href="{escape(level_address(level))}">'
            f"{count(len(each.statements), 'statement')}</a>"
            if each and each.statements
            else ""
            for level, each in found
        ]
        name = f"{icon_html(competency.icon)}{named(ladder.language, competency.name)}"
        rows.append((f'<th scope="row">{name}</th>', cells))
    if not any(cell for _, cells in rows for cell in cells):
        cells = [
            said(ladder.language, each.summary.text) if each.summary else ""
            for each in ladder.levels
        ]
        rows = [(f'<th scope="row">{_("In short")}</th>', cells)]
    return _glance(ladder, own, _("The competencies of all levels"), rows)


def _glance(ladder: Ladder, own: str, label: str, rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A table with a column per level, whose heads lead to the levels."""
    head = "".join(
        f'<th scope="col"><a data-in-app href="{escape(level_address(level))}">'
        f"{escape(level_code(level))}</a><small>{named(ladder.language, level.title)}</small>"
        f"{_tag('own-level', _('you are here')) if level.code == own else ''}</th>"
        for level in ladder.levels
    )
    body = "".join(
        f"<tr>{name}"
        + "".join(
            f'<td data-level="{escape(level.code)}">{cell}</td>'
            for level, cell in zip(ladder.levels, cells, strict=True)
        )
        + "</tr>"
        for name, cells in rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="glance"><thead><tr><td>{visually_hidden(_("Level"))}</td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def level_address(level: Level) -> str:
    """Where a level is read, within the app."""
    return "./?" + urlencode({"ladder": level.ladder, "level": level.code})


# -- one level -------------------------------------------------------------------------


Told = Callable[[Level, Statement], str]
"""A statement as HTML on the page of its level."""


def level(
    level: Level, of: Ladder | None = None, open_all: bool = False, told: Told = linked
) -> str:
    """Everything that a level says: summary, facts, then competency by competency.

    `of` is its ladder, where the page leads on: each statement is `told` so that it opens its
    card, what is new is marked, and a row under the summary leads to the level below and to
    rating.
    """
    new = new_statements(of, level) if of else frozenset()
    parts = []
    if level.summary:
        parts.append(f'<p class="lead">{said(level.language, level.summary.text)}</p>')
    if of:
        parts.append(_ways_on(of, level, len(new)))
    if level.facts:
        facts = (
            f"<div><dt>{named(level.language, fact.name)}</dt>"
            f"<dd>{said(level.language, fact.text)}</dd></div>"
            for fact in level.facts
        )
        parts.append(f'<dl class="facts">{"".join(facts)}</dl>')
    each_as = told if of else _text
    marks = _Marks(new, level.core)
    parts += [_competency(level, each, each_as, marks, open_all) for each in level.competencies]
    parts.append(_more(_("More from the source"), (p.text for p in level.prose), level.language))
    parts.append(_remainder((p.text for p in level.remainder), open_all))
    return sheet(*parts)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The ids of what is new at a level, and of what its authors hold most important."""

    new: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()

    def of(self, statement: Statement) -> str:
        core = f" {_tag('core', _('core'))}" if statement.id in self.core else ""
        new = f" {_tag('new', _('new'))}" if statement.id in self.new else ""
        return core + new


def _tag(kind: str, words: str) -> str:
    return f'<span class="tag {kind}">{words}</span>'


def new_statements(ladder: Ladder, level: Level) -> frozenset[str]:
    """The ids of which the authors wrote that nothing below is their ancestor."""
    if ladder.below(level) is None:
        return frozenset()
    return frozenset(
        statement.id
        for statement in level.statements
        if ladder.ancestors.get(Ref(level.code, statement.id)) == ()
    )


def _ways_on(ladder: Ladder, level: Level, new: int) -> str:
    below = ladder.below(level)
    ways = []
    if below:
        pair = urlencode({"ladder": ladder.key, "left": below.code, "right": level.code})
        said = (
            _("{new} new since {code}", new=new, code=below.code)
            if new
            else _("Compare with {code}", code=below.code)
        )
        ways.append(f'<a data-in-app href="./compare?{escape(pair)}">{escape(said)}</a>')
    rate = urlencode({"ladder": ladder.key, "show": "rate"})
    ways.append(f'<a data-in-app href="./profile?{escape(rate)}">{_("Rate myself")}</a>')
    jumps = "".join(
        f'<a href="#{escape(section(each.key))}">{icon_html(each.icon)}{named(level.language, each.name)}</a>'
        for each in level.competencies
        if each.statements
    )
    nav = f'<nav class="ways" aria-label="{_("On from here")}">{"".join(ways)}{jumps}</nav>'
    return nav + _core_filter(level)


def _core_filter(level: Level) -> str:
    """Links that show the core statements alone, and all again: where the page's address ends
    in #core, its style hides the others. No script, and nothing to run."""
    number = sum(each.id in level.core for each in level.statements)
    if not number:
        return ""
    few = count(number, "core statement")
    return f'<p class="core-filter" id="all"><span id="core"></span><a class="only" href="#core">{_("Only the {few}", few=few)}</a><a class="all" href="#all">{_("All statements")}</a></p>'


def section(competency: str) -> str:
    """The id of the part of a level's page about a competency."""
    return f"in-{quote(competency, safe='')}"


def _text(level: Level, statement: Statement) -> str:
    return said(level.language, statement.text)


def _more(heading: str, texts: Iterable[str], language: str) -> str:
    more = "".join(f"<p>{said(language, text)}</p>" for text in texts)
    if not more:
        return ""
    return (
        f'<section class="competency"><h2>{heading}</h2><div class="measure">{more}</div></section>'
    )


def _remainder(texts: Iterable[str], open_all: bool) -> str:
    """What an import could not place, to the letter: nothing in it is Markdown or HTML."""
    left = [f"<li>{'<br>'.join(map(escape, text.splitlines()))}</li>" for text in texts]
    if not left:
        return ""
    opened = " open" if open_all else ""
    return f'''<details class="quiet"{opened}><summary>{_("{passages} from the source that fit nowhere else", passages=count(len(left), "passage"))}</summary><ul>{"".join(left)}</ul></details>'''


def _competency(level: Level, each: Competency, told: Told, marks: _Marks, open_all: bool) -> str:
    tag = level.language
    parts = [f"<h2>{icon_html(each.icon)}{named(tag, each.name)}</h2>"]
    if each.meaning:
        parts.append(f'<p class="quiet measure">{said(tag, each.meaning)}</p>')
    if each.summary:
        parts.append(f'<p class="measure">{said(tag, each.summary.text)}</p>')
    parts += [_group(level, group, told, marks) for group in each.groups]
    if each.examples:
        parts.append(_examples(each.examples, open_all, tag))
    parts += [f'<p class="quiet measure">{said(tag, p.text)}</p>' for p in each.prose]
    place = escape(section(each.key))
    return f'<section class="competency" id="{place}">{"".join(parts)}</section>'


def _group(level: Level, group: ScopeGroup, told: Told = _text, marks: _Marks = _Marks()) -> str:
    parts = []
    if group.scope:
        parts.append(f"<h3>{named(level.language, group.scope)}</h3>")
    if group.confirmed:
        parts.append(_list(level, group.confirmed, told, marks))
    if group.tentative:
        heading = "h4" if group.scope else "h3"
        parts.append(
            f'<div class="discussed"><{heading}>{_("Under discussion")}</{heading}><p class="quiet">{_("Not agreed yet, and never rated.")}</p>{_list(level, group.tentative, told, marks)}</div>'
        )
    return "".join(parts)


def _list(level: Level, statements: Iterable[Statement], told: Told, marks: _Marks) -> str:
    items = "".join(
        f"<li{_CORE if each.id in marks.core else ''}>{told(level, each)}{marks.of(each)}</li>"
        for each in statements
    )
    return f'<ul class="statements">{items}</ul>'


def _examples(examples: tuple[TextBlock, ...], open_all: bool, language: str) -> str:
    items = "".join(f"<li>{said(language, example.text)}</li>" for example in examples)
    opened = " open" if open_all else ""
    return f"<details{opened}><summary>{count(len(examples), 'example')}</summary><ul>{items}</ul></details>"
