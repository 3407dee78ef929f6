"""What the command line prints for people; scripts take its JSON instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explorer.comparison import Comparison, Pair

if TYPE_CHECKING:  # numpy is only loaded to search
    from explorer.search import Hit


def hits(query: str, found: list[Hit]) -> None:
    if not found:
        click.echo(f"Nothing in this ladder matches {query!r}. Try fewer or other words.")
    for hit in found:
        entry = hit.entry
        where = " · ".join(part for part in (entry.level, entry.competency, entry.scope) if part)
        kind = "" if entry.kind == "statement" else f" ({entry.kind})"
        click.echo(f"{where}{kind}")
        click.echo(f"    {line(_with_marks(hit))}")


def _with_marks(hit: Hit) -> str:
    text, made, at = hit.entry.text, "", 0
    for start, end in hit.spans:
        made += text[at:start] + click.style(text[start:end], bold=True)
        at = end
    return made + text[at:]


def comparison(result: Comparison) -> None:
    before, after = result.before, result.after
    click.echo(
        click.style(f"{before.code} {before.title}  →  {after.code} {after.title}", bold=True)
    )
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
    click.echo(f"  {', '.join(pair.changes)}")
    if pair.changes == ("same",):
        click.echo(f"    = {line(pair.after[0].text)}")
        return
    for side in pair.before:
        click.echo(f"    - {line(side.text)}")
    for side in pair.after:
        click.echo(f"    + {line(side.text)}")


def line(text: str) -> str:
    return " ".join(text.split())


def count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
