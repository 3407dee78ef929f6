"""`ladder compare main:ladder ladder`: two versions of whole folders, level by level.

For a pull request over several levels: which levels are new, gone or the same, and what
changed in each of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from explorer.commands.comparison_output import print_comparison
from explorer.commands.ladder_input import read_folder
from explorer.commands.output import print_json
from explorer.model import Level, Site

if TYPE_CHECKING:  # SciPy is only loaded to compare
    from explorer.compare.changes import Comparison

Named = Mapping[str, Level]
"""Levels by their name: the code, with the ladder where a side has several."""


def compare_folders(a: str, b: str, form: str | None) -> None:
    """Print what differs between two folders, each given as a path or as REVISION:PATH."""
    from explorer.compare.comparison import compare  # noqa: PLC0415 - SciPy is only loaded to compare
    from explorer.render.comparison_markdown import comparison_markdown  # noqa: PLC0415

    if form == "csv":
        raise click.UsageError("CSV is for two levels; compare folders as text, Markdown or JSON.")
    sites = read_folder(a), read_folder(b)
    several = any(len(site.ladders) > 1 for site in sites)
    before, after = (_named(site, name, several) for site, name in zip(sites, (a, b), strict=True))
    both = [compare(before[name], after[name], versions=True) for name in after if name in before]
    changed = [each for each in both if not each.unchanged]
    summary = {
        "added": [name for name in after if name not in before],
        "removed": [name for name in before if name not in after],
        "unchanged": [each.after.code for each in both if each.unchanged],
    }
    if form == "json":
        print_json({**summary, "levels": [each.as_json() for each in changed]})
    elif form == "markdown":
        click.echo("".join(f"- {line}\n" for line in _said(summary)))
        click.echo("\n".join(map(comparison_markdown, changed)), nl=False)
    else:
        _print(summary, changed)


def _named(site: Site, folder: str, several: bool) -> Named:
    return {
        f"{ladder.key}/{level.code}" if several else level.code: replace(
            level, file=f"{folder.rstrip('/')}/{level.file}"
        )
        for ladder, level in site.levels()
    }


def _said(summary: Mapping[str, Sequence[str]]) -> list[str]:
    words = {"added": "New levels", "removed": "Levels that are gone", "unchanged": "Unchanged"}
    return [f"{words[key]}: {', '.join(names)}" for key, names in summary.items() if names]


def _print(summary: Mapping[str, Sequence[str]], changed: Sequence[Comparison]) -> None:
    for line in _said(summary):
        click.echo(line)
    for each in changed:
        click.echo()
        print_comparison(each)
