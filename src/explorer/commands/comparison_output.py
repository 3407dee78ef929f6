"""A comparison on a terminal: what changed, statement by statement, under its competency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explorer.commands.output import one_line

if TYPE_CHECKING:  # SciPy is only loaded to compare
    from explorer.compare.changes import Comparison, Pair


def print_comparison(result: Comparison) -> None:
    from explorer.render.comparison_text import difference_sentence, unwritten_sentence  # noqa: PLC0415 - with a comparison it is loaded anyway

    before, after = (
        f"{level.code} {level.title}" + (f" ({level.file})" if result.versions else "")
        for level in (result.before, result.after)
    )
    click.echo(click.style(f"{before}  →  {after}", bold=True))
    click.echo(difference_sentence(result))
    if unwritten := unwritten_sentence(result):
        click.echo(unwritten)
    for fact in result.facts:
        click.echo(f"\n{fact.name}")
        if fact.changes == ("same",):
            click.echo(f"    = {fact.after}")
            continue
        click.echo(f"    - {fact.before or '(not said)'}")
        click.echo(f"    + {fact.after or '(no longer said)'}")
    for competency in result.competencies:
        heading = " ".join(part for part in (competency.icon, competency.name) if part)
        click.echo("\n" + click.style(heading, bold=True))
        for pair in competency.pairs:
            _print_pair(pair, result)


def _print_pair(pair: Pair, result: Comparison) -> None:
    from explorer.render.comparison_text import LOST_ID  # noqa: PLC0415 - with a comparison it is loaded anyway

    changes, why = ", ".join(pair.changes), f"  ({pair.why})"
    if not (pair.before and pair.after) and not (result.versions or result.written):
        changes, why = result.group_words(pair.change_group), ""
    click.echo(f"  {changes}" + click.style(why, dim=True))
    if pair.id_changed:
        click.echo(f"    ! {LOST_ID}: write `was: {{{pair.after[0].id}: [{pair.before[0].id}]}}`")
    if pair.changes == ("same",):
        click.echo(f"    = {one_line(pair.after[0].text)}")
        return
    for side in pair.before:
        click.echo(f"    - {one_line(side.text)}")
    for side in pair.after:
        click.echo(f"    + {one_line(side.text)}")
    if pair.related:
        click.echo(click.style(f"    ? related: {one_line(pair.related.text)}", dim=True))
