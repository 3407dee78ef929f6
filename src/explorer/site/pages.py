"""The pages of a site: each with its path, its HTML as `render` draws it, and its Markdown.

What is written: every ladder at a glance, every level with its bar sheet, every pair of levels of
one ladder, and every competency with its threads. Pairs of levels of different ladders are not:
of 60 levels in ten ladders they are 1,620 of 1,770 pairs and 50 MB, and nearly all of them put
two things beside each other that nobody compares; the app does, and the page links to it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import combinations
from urllib.parse import quote

from explorer.compare import lineage_paths
from explorer.compare.comparison import compare
from explorer.interviews.rubric import rubric_of
from explorer.lint.findings import Finding
from explorer.model import Ladder, Level, Ref, Site, Statement
from explorer.render import comparison_html, level_html, threads_html
from explorer.render.comparison_html import Filters
from explorer.render.comparison_markdown import comparison_markdown
from explorer.render.comparison_text import difference_sentence
from explorer.render.findings_html import findings_html
from explorer.render.guide_html import GUIDE_TITLE, guide_html, guide_markdown, guide_title
from explorer.render.html_parts import said, sheet
from explorer.render.level_markdown import ladder_markdown, level_markdown, thread_markdown
from explorer.render.level_text import level_code, level_name
from explorer.render.rubric_html import rubric_sheet_html
from explorer.render.rubric_markdown import rubric_markdown
from explorer.render.statement_html import lineage, ways_on
from explorer.site.addresses import Addresses, anchor
from explorer.site.page import Page, described
from explorer.site.search_page import search_page
from explorer.text.inline_markdown import links, visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _


def pages_of(site: Site, addresses: Addresses) -> Iterator[Page]:
    """All pages of the ladders themselves, in reading order."""
    yield _start(site, addresses)
    yield search_page(site, addresses)
    for ladder in site.ladders:
        if ladder.levels:
            yield from _ladder_pages(ladder, addresses)


def _ladder_pages(ladder: Ladder, addresses: Addresses) -> Iterator[Page]:
    yield _glance(ladder, addresses)
    if ladder.guide.strip():
        yield _guide(ladder, addresses)
    for level in ladder.levels:
        yield _level(ladder, level, addresses)
        yield _bar(ladder, level, addresses)
    yield _pairs(ladder, addresses)
    for low, high in combinations(ladder.levels, 2):
        yield _pair(ladder, low, high, addresses)
    for key in addresses.competencies[ladder.key]:
        yield _threads(ladder, key, addresses)


# -- all ladders -----------------------------------------------------------------------


def _start(site: Site, addresses: Addresses) -> Page:
    """The ladders; where there is one, that is the start."""
    ladders = [ladder for ladder in site.ladders if ladder.levels]
    if len(ladders) == 1:
        return _glance(ladders[0], addresses, "")
    parts = []
    for ladder in ladders:
        levels = "".join(
            f"<li>{_to(level_html.level_address(level), level_name(level))}</li>"
            for level in ladder.levels
        )
        summary = f"<p>{said(ladder.language, ladder.summary)}</p>" if ladder.summary else ""
        name = _to(_app(ladder), ladder.name)
        parts.append(f'<section class="one"><h2>{name}</h2>{summary}<ul>{levels}</ul></section>')
    names = ", ".join(ladder.name for ladder in ladders)
    lines = [
        f"- [{escape_commonmark(ladder.name)}]({addresses.ladder(ladder.key)}index.md)"
        for ladder in ladders
    ]
    return Page(
        "",
        _("Career ladders"),
        sheet(*parts),
        "\n".join([_("# Career ladders"), "", *lines]) + "\n",
        described(names),
        _("Career ladders"),
    )


# -- a ladder --------------------------------------------------------------------------


def _glance(ladder: Ladder, addresses: Addresses, path: str | None = None) -> Page:
    through = "".join(
        f"<li>{_to(f'./compare?ladder={quote(ladder.key)}&show=several&competency={quote(key)}', name)}</li>"
        for key, name in _competency_names(ladder, addresses).items()
    )
    below = f'<h2 class="later">{_("Through the levels")}</h2><ul>{through}</ul>' if through else ""
    met = (
        f'<p class="quiet">{said(ladder.language, ladder.meeting_a_level)}</p>'
        if ladder.meeting_a_level
        else ""
    )
    return Page(
        addresses.ladder(ladder.key) if path is None else path,
        ladder.name,
        level_html.overview(ladder) + sheet(below, met),
        ladder_markdown(ladder),
        described(ladder.summary or ladder.name),
        ladder.name,
        ladder=ladder.key,
    )


def _guide(ladder: Ladder, addresses: Addresses) -> Page:
    title = guide_title(ladder.guide, GUIDE_TITLE)
    return Page(
        addresses.guide(ladder.key),
        f"{title} · {ladder.name}",
        guide_html(ladder.guide),
        f"# {escape_commonmark(title)}\n\n{guide_markdown(ladder.guide)}",
        described(f"{ladder.name}: {title}"),
        title,
        ladder=ladder.key,
    )


def _competency_names(ladder: Ladder, addresses: Addresses) -> dict[str, str]:
    named = {each.key: each for level in ladder.levels for each in level.competencies}
    return {
        key: f"{named[key].icon} {named[key].name}".strip()
        for key in addresses.competencies[ladder.key]
    }


def _level(ladder: Ladder, level: Level, addresses: Addresses) -> Page:
    around = [
        (kind, addresses.level(ladder.key, other.code), level_name(other))
        for kind, other in (("prev", ladder.below(level)), ("next", ladder.above(level)))
        if other
    ]
    draft = _(" · a draft, not agreed yet") if level.draft else ""
    bar = _to(
        f"./panel?ladder={quote(ladder.key)}&level={quote(level.code)}",
        _("On one sheet, for a hiring panel"),
    )
    return Page(
        addresses.level(ladder.key, level.code),
        level_name(level),
        level_html.level(level, ladder, told=lambda at, each: _told(ladder, at, each))
        + sheet(f'<p class="ways">{bar}</p>'),
        level_markdown(level),
        described(level.summary.text if level.summary else f"{level_name(level)}, {ladder.name}"),
        level_name(level),
        f"{visible(level.source)}{draft}".removeprefix(" · "),
        ladder.key,
        tuple(around),
        suggest=ladder.suggest_address(level) or "",
    )


def _told(ladder: Ladder, level: Level, statement: Statement) -> str:
    """A statement that unfolds what it grows from and into, without a script.

    A summary cannot hold links, so one with links of its own stands before what it unfolds.
    """
    id = escape(anchor(statement.id))
    text = said(level.language, statement.text)
    below = lineage(ladder, level, statement) + ways_on(
        ladder, level, statement, f'<a href="#{id}">{_("Its own address")}</a>'
    )
    if links(statement.text):
        more = f'<summary aria-label="{_("What this grows from and into")}">…</summary>'
        return f'{text} <details class="told" id="{id}">{more}{below}</details>'
    return f'<details class="told" id="{id}"><summary>{text}</summary>{below}</details>'


def _bar(ladder: Ladder, level: Level, addresses: Addresses) -> Page:
    rubric = rubric_of(ladder, level)
    return Page(
        addresses.bar(ladder.key, level.code),
        _("{level}, on one sheet", level=level_name(level)),
        rubric_sheet_html(rubric),
        rubric_markdown(rubric),
        described(
            _(
                "What {level_code} expects, on one sheet for a hiring panel.",
                level_code=level_code(level),
            )
        ),
        _("What {level_code} expects", level_code=level_code(level)),
        ladder=ladder.key,
    )


# -- pairs -----------------------------------------------------------------------------


def _pairs(ladder: Ladder, addresses: Addresses) -> Page:
    codes = [level.code for level in ladder.levels]
    head = "".join(f'<th scope="col">{escape(code)}</th>' for code in codes[1:])
    rows = "".join(
        f'<tr><th scope="row">{escape(low)}</th>'
        + "".join(
            f"<td>{_to(_app(ladder, 'compare', left=low, right=high), f'{low} → {high}') if codes.index(high) > at else ''}</td>"
            for high in codes[1:]
        )
        + "</tr>"
        for at, low in enumerate(codes[:-1])
    )
    table = f'<div class="wide" role="region" tabindex="0" aria-label="{_("Pairs of levels")}"><table class="all-pairs"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    lines = [
        f"- [{escape_commonmark(f'{low.code} → {high.code}')}](../../{addresses.pair(ladder.key, low.code, high.code)}index.md)"
        for low, high in combinations(ladder.levels, 2)
    ]
    return Page(
        addresses.pairs(ladder.key),
        _("Compare levels of {name}", name=ladder.name),
        sheet(table if rows else f"<p>{_('There is one level only.')}</p>"),
        "\n".join([_("# Compare two levels"), "", *lines]) + "\n",
        described(_("Two levels of {name} side by side.", name=ladder.name)),
        _("Compare two levels"),
        ladder=ladder.key,
    )


def _pair(ladder: Ladder, low: Level, high: Level, addresses: Addresses) -> Page:
    compared = compare(low, high, ladder, versions=False)
    return Page(
        addresses.pair(ladder.key, low.code, high.code),
        f"{low.code} → {high.code}",
        comparison_html.comparison(compared, Filters(), shown_at, (low, high)),
        comparison_markdown(compared),
        described(difference_sentence(compared)),
        f"{level_name(low)} → {level_name(high)}",
        ladder=ladder.key,
        scripts=("filters.js",),
    )


def shown_at(shown: Filters) -> str:
    """What a filter of a comparison is called in the page's own address (`assets/filters.js`)."""
    return f"#show={quote(shown.competency, safe='')}~{quote(','.join(shown.kinds), safe='')}"


# -- threads ---------------------------------------------------------------------------


def _threads(ladder: Ladder, competency: str, addresses: Addresses) -> Page:
    name = _competency_names(ladder, addresses)[competency]
    found = _threads_of(ladder, competency)
    sections = "".join(_thread(refs, thread) for refs, thread in found)
    markdown = "\n".join(
        [f"# {escape_commonmark(name)}", "", *(thread_markdown(thread) for _, thread in found)]
    )
    wide = (
        threads_html.several(ladder, ladder.levels, competency)
        if any(term.key == competency for term in ladder.competencies)
        else ""
    )
    return Page(
        addresses.threads(ladder.key, competency),
        _("{name}, through the levels", name=name),
        wide + sheet(f'<h2 class="later">{_("Thread by thread")}</h2>', sections),
        markdown,
        described(
            _(
                "{name}: what each level of {ladder_name} expects.",
                name=name,
                ladder_name=ladder.name,
            )
        ),
        _("{name}, through the levels", name=name),
        ladder=ladder.key,
    )


def _threads_of(
    ladder: Ladder, competency: str
) -> list[tuple[list[tuple[Ref, Statement]], lineage_paths.Thread]]:
    """The threads that the statements of a competency are in, each once, with those that are in
    no other."""
    made: dict[
        tuple[tuple[str, ...], ...], tuple[list[tuple[Ref, Statement]], lineage_paths.Thread]
    ] = {}
    for level in ladder.levels:
        for statement in level.statements:
            ref = Ref(level.code, statement.id)
            if statement.competency != competency:
                continue
            thread = lineage_paths.thread(ladder, ref)
            if thread is None:
                continue
            key = tuple(tuple(each.id for each in said) for _, said in thread.rungs)
            made.setdefault(key, ([], thread))[0].append((ref, statement))
    return list(made.values())


def _thread(refs: Sequence[tuple[Ref, Statement]], found: lineage_paths.Thread) -> str:
    anchors = "".join(
        f'<span class="anchor" id="{escape(anchor(str(ref)))}"></span>' for ref, _ in refs
    )
    drawn = threads_html.thread(found, refs[0][1])
    return f'<section class="thread">{anchors}{drawn}</section>'


# -- what a keeper asks for -------------------------------------------------------------


def lint_page(ladder: Ladder, found: Sequence[Finding], addresses: Addresses) -> Page:
    """What is still open in a ladder, which only a keeper publishes."""
    lines = [f"- {escape_commonmark(f'{each.place}: {each.text or each.what}')}" for each in found]
    return Page(
        f"{addresses.ladder(ladder.key)}lint/",
        _("What is open in {name}", name=ladder.name),
        sheet(findings_html(ladder, found) or f"<p>{_('Nothing is open.')}</p>"),
        "\n".join([_("# What is open in {name}", name=escape_commonmark(ladder.name)), "", *lines])
        + "\n",
        described(_("What is still open in {name}.", name=ladder.name)),
        _("What is open"),
        ladder=ladder.key,
    )


# -- parts -----------------------------------------------------------------------------


def _app(ladder: Ladder, page: str = "", **query: str) -> str:
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return f"./{page}?ladder={quote(ladder.key, safe='')}" + (f"&{asked}" if asked else "")


def _to(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
