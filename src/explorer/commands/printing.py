"""What the command line prints for people; scripts take its JSON instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explorer.text.plurals import count

if TYPE_CHECKING:  # what takes long to load is only loaded where it is asked for
    from explorer.compare.comparison import Comparison, Pair
    from explorer.compare.lineage_gaps import OpenEnd
    from explorer.search.index import Hit, SearchResult


def found(query: str, result: SearchResult) -> None:
    if not result.hits:
        click.echo(f"Nothing in the ladders matches {query!r}. Try fewer or other words.")
    for taken in result.taken:
        if taken.how == "slip":
            click.echo(f"{taken.word!r} is taken for {' or '.join(taken.words)}.")
    several = len({hit.entry.ladder for hit in result.hits}) > 1
    for hit in result.hits:
        entry = hit.entry
        code = f"{entry.ladder}/{entry.level}" if several else entry.level
        where = " · ".join(part for part in (code, entry.competency, entry.scope) if part)
        kind = "" if entry.kind == "statement" else f" ({entry.kind})"
        tier = {
            "wholly": "",
            "partly": " (a part of the words)",
            "related": " (related in meaning)",
        }
        click.echo(f"{where}{kind}{tier[hit.tier]}")
        click.echo(f"    {line(_with_marks(hit))}")


def counts(result: SearchResult) -> None:
    for facet, counted in result.counts.items():
        said = ", ".join(f"{value} {number}" for value, number in counted.items())
        click.echo(f"{facet}: {said or 'none'}")


def _with_marks(hit: Hit) -> str:
    text, made, at = hit.entry.text, "", 0
    for start, end in hit.spans:
        made += text[at:start] + click.style(text[start:end], bold=True)
        at = end
    return made + text[at:]


def comparison(result: Comparison) -> None:
    from explorer.render.comparison_text import difference_sentence  # noqa: PLC0415 - with a comparison it is loaded anyway

    before, after = (
        f"{level.code} {level.title}" + (f" ({level.file})" if result.versions else "")
        for level in (result.before, result.after)
    )
    click.echo(click.style(f"{before}  →  {after}", bold=True))
    click.echo(difference_sentence(result))
    for fact in result.facts:
        click.echo(f"\n{fact.name}")
        if fact.changes == ("same",):
            click.echo(f"    = {fact.after}")
            continue
        click.echo(f"    - {fact.before or '(not said)'}")
        click.echo(f"    + {fact.after or '(no longer said)'}")
    for competency in result.competencies:
        click.echo(
            "\n"
            + click.style(" ".join(p for p in (competency.icon, competency.name) if p), bold=True)
        )
        for pair in competency.pairs:
            _pair(pair)


def _pair(pair: Pair) -> None:
    click.echo(f"  {', '.join(pair.changes)}  " + click.style(f"({pair.why})", dim=True))
    if pair.changes == ("same",):
        click.echo(f"    = {line(pair.after[0].text)}")
        return
    for side in pair.before:
        click.echo(f"    - {line(side.text)}")
    for side in pair.after:
        click.echo(f"    + {line(side.text)}")


def open_ends(found: list[OpenEnd]) -> None:
    for end in found:
        said = "grows out of nothing so far" if end.lacks == "ancestor" else "has no heir so far"
        name = f"{end.level.code}/{end.statement.id}"
        click.echo(
            f"{end.level.file}:{end.statement.line}: {name} {said}: {line(end.statement.text)}"
        )
        for each in end.likely:
            click.echo(
                f"    likely {each.level.code}/{each.statement.id} ({each.why}): {line(each.statement.text)}"
            )
    lacking = [sum(end.lacks == part for end in found) for part in ("ancestor", "heir")]
    click.echo(
        f"{count(lacking[0], 'statement')} without an ancestor, {lacking[1]} without an heir. "
        "Write `id: []` under lineage for what is known to have no ancestor."
    )


def line(text: str) -> str:
    return " ".join(text.split())
