"""`ladder search`: finds statements however they are typed; for many queries, loads once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from explorer.commands.ladder_input import load_site
from explorer.commands.options import dir_option, json_option
from explorer.commands.output import one_line, stop
from explorer.problems import one_of, quoted
from explorer.records import KINDS
from explorer.text.plurals import count

if TYPE_CHECKING:  # numpy is only loaded to search
    from explorer.search.index import Index
    from explorer.search.results import Hit, SearchResult


@click.command()
@click.argument("query", required=False)
@dir_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option(
    "--queries",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="A file with one query per line; --json then prints one list per line.",
)
@click.option("--ladder", "ladders", multiple=True, metavar="KEY", help="Only this ladder.")
@click.option("--level", "levels", multiple=True, metavar="CODE", help="Only this level.")
@click.option(
    "--competency", "competencies", multiple=True, metavar="KEY", help="Only this competency."
)
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="Only this scope.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only this kind; statement means a confirmed one.",
)
@click.option("--counts", is_flag=True, help="Print how many hits each filter has, not the hits.")
@json_option
def search(
    query: str | None,
    folder: str,
    limit: int,
    queries: Iterable[str] | None,
    counts: bool,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Find statements by their words, however they are typed, in every ladder of a folder.

    Words can be in any order, misspelled or half typed. Filters can be repeated. Where no
    text answers the whole query, what the known words find is printed under a line that
    names the others; --json lists answers only.
    With --json a list of {ladder, level, competency, scope, kind, id, text, score, spans};
    spans are the characters of `text` that matched.

    \b
    Examples:
      ladder search "incidnet review"
      ladder search mentoring --level L4 --kind statement
      ladder search incident --counts
      ladder search --queries queries.txt --json
    """
    from explorer.search.index import Index  # noqa: PLC0415 - numpy only to search
    from explorer.search.results import Filters, scope_key  # noqa: PLC0415

    if (query is None) == (queries is None):
        raise click.UsageError("Give one QUERY, or --queries FILE.")
    index = Index.of(load_site(folder))
    wanted = {name: frozenset(values) for name, values in filters.items()}
    wanted["scopes"] = frozenset(map(scope_key, wanted["scopes"]))
    _refuse_unknown(wanted, index)
    each_query = [query] if query is not None else [line.rstrip("\r\n") for line in queries or ()]
    for each in each_query:
        result = index.search(each, limit, Filters(**wanted))
        if not as_json:
            _print_counts(result) if counts else _print_hits(each, result)
            continue
        data = dict(result.counts) if counts else [hit.as_json() for hit in result.hits]
        # JSON Lines for many queries; for one, a form that people can read as well.
        click.echo(json.dumps(data, ensure_ascii=False, indent=2 if queries is None else None))


def _refuse_unknown(wanted: dict[str, frozenset[str]], index: Index) -> None:
    """A misspelled filter would find nothing and look like an answer."""
    for name, values in wanted.items():
        there = index.values(name)
        for value in values.difference(there, KINDS if name == "kinds" else ()):
            stop(f"Nothing here has {quoted(value)} among its {name}; {one_of(value, there)}")


def _print_hits(query: str, result: SearchResult) -> None:
    if result.offer:
        without, known = (
            ", ".join(map(quoted, some)) for some in (result.offer.without, result.offer.with_words)
        )
        click.echo(f"Nothing with {without}. With {known}: {count(result.offer.total, 'place')}.")
    elif not result.hits:
        click.echo(f"Nothing in the ladders matches {query!r}. Try fewer or other words.")
    for each in result.interpretations:
        if each.kind == "typo":
            click.echo(f"{each.word!r} is read as {' or '.join(each.words)}.")
    hits = result.offer.hits if result.offer else result.hits
    several = len({hit.entry.ladder for hit in hits}) > 1
    for hit in hits:
        entry = hit.entry
        code = f"{entry.ladder}/{entry.level}" if several else entry.level
        path = " · ".join(part for part in (code, entry.competency, entry.scope) if part)
        kind = "" if entry.kind == "statement" else f" ({entry.kind})"
        tier = {
            "full": "",
            "partial": " (some of the words)",
            "related": " (related in meaning)",
        }
        unseen = f" (by {hit.unseen})" if hit.unseen else ""
        click.echo(f"{path}{kind}{tier[hit.tier]}{unseen}")
        click.echo(f"    {one_line(_highlighted(hit))}")


def _print_counts(result: SearchResult) -> None:
    for facet, counted in result.counts.items():
        values = ", ".join(f"{value} {number}" for value, number in counted.items())
        click.echo(f"{facet}: {values or 'none'}")


def _highlighted(hit: Hit) -> str:
    text, made, at = hit.entry.text, "", 0
    for start, end in hit.spans:
        made += text[at:start] + click.style(text[start:end], bold=True)
        at = end
    return made + text[at:]
