"""`ladder lineage`: what grows out of what, suggested, and written into the levels' files."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.commands.ladder_input import find_level, load_site
from explorer.commands.options import dir_option, json_option
from explorer.commands.output import one_line, print_json, stop
from explorer.errors import WriteError
from explorer.model import Ladder, Level, Site
from explorer.problems import did_you_mean
from explorer.text.plurals import count

if TYPE_CHECKING:  # numpy is only loaded to suggest
    from explorer.compare.lineage_choices import Question


@click.group()
def lineage() -> None:
    """Write down what each statement grows out of, with suggestions.

    \b
    Examples:
      ladder lineage suggest L4
      ladder lineage accept L4/coordination L3/incident-lead
      ladder lineage accept L4/standards --none
      ladder lineage accept L4 --suggested
    """


@lineage.command()
@click.argument("level", required=False)
@dir_option
@json_option
def suggest(level: str | None, folder: str, as_json: bool) -> None:
    """The statements without lineage, as YAML to paste, with the likely ancestor of each.

    LEVEL is a code (L4) or a code with its ladder (sre/L4); without it, every level. What has
    no likely ancestor stands in a comment, with what comes nearest. No file is changed.
    """
    found = _questions(load_site(folder), level)
    if as_json:
        print_json([question.as_json() for question in found])
        return
    for file, of_file in groupby(found, key=lambda question: question.level.file):
        click.echo(f"# {file}\nlineage:")
        for question in of_file:
            _print_question(question)
    if not found:
        click.echo("Every statement above the lowest level has its lineage written.")


def _print_question(question: Question) -> None:
    from explorer.files.lineage_writer import lineage_lines  # noqa: PLC0415 - YAML only where written

    id, likely = question.statement.id, question.suggested
    click.echo(f"  # {one_line(question.statement.text)}")
    if likely:
        click.echo(lineage_lines({id: [likely.statement.id]}), nl=False)
        reason = f", {likely.why}" if likely.why else ""
        click.echo(f"  #   {question.below.code}{reason}: {one_line(likely.statement.text)}")
        return
    click.echo("  # " + lineage_lines({id: []}).strip())
    for each in question.choices[:2]:
        click.echo(f"  #   perhaps {each.statement.id}: {one_line(each.statement.text)}")


@lineage.command()
@click.argument("what")
@click.argument("ancestors", nargs=-1)
@dir_option
@click.option("--none", "nothing", is_flag=True, help="It grows out of nothing below.")
@click.option("--suggested", is_flag=True, help="WHAT is a level: all that is suggested for it.")
def accept(
    what: str, ancestors: tuple[str, ...], folder: str, nothing: bool, suggested: bool
) -> None:
    """Write lineage into a level's file. Comments and all other lines stay as they are.

    WHAT is a statement (L4/coordination, sre/L4/coordination) and ANCESTORS are what it grows
    out of: ids of the level below, or with their level (L2/reviews).
    """
    if sum((bool(ancestors), nothing, suggested)) != 1:
        raise click.UsageError("Give ANCESTORS, --none or --suggested.")
    site = load_site(folder)
    if suggested:
        level, _ = find_level(site, what)
        entries = {
            question.statement.id: [question.suggested.statement.id]
            for question in _questions(site, what)
            if question.suggested
        }
    else:
        level, entries = _chosen(site, what, ancestors)
    _write(folder, level, entries)


def _chosen(
    site: Site, what: str, ancestors: tuple[str, ...]
) -> tuple[Level, dict[str, list[str]]]:
    name, _, id = what.rpartition("/")
    if not name:
        stop(f"Which level is {what} in? Write it as L4/{what}.")
    level, ladder = find_level(site, name)
    if level.statement(id) is None:
        near = did_you_mean(id, {statement.id: None for statement in level.statements})
        stop(f"{level.code} has no statement {id}" + (f"; did you mean {near}?" if near else "."))
    return level, {id: [_reference(ladder, level, each) for each in ancestors]}


def _reference(ladder: Ladder, level: Level, name: str) -> str:
    """An ancestor as the level's file names it: bare where it is of the level below."""
    levels = ladder.levels[: ladder.levels.index(level)]
    if not levels:
        stop(f"{level.code} is the lowest level: nothing is below it.")
    code, _, id = name.rpartition("/")
    below = next((each for each in levels if each.code == (code or levels[-1].code)), None)
    if below is None:
        stop(f"{code} is no level below {level.code}.")
    if below.statement(id) is None:
        near = did_you_mean(id, {statement.id: None for statement in below.statements})
        stop(f"{below.code} has no statement {id}" + (f"; did you mean {near}?" if near else "."))
    return id if below is levels[-1] else f"{below.code}/{id}"


def _write(folder: str, level: Level, entries: dict[str, list[str]]) -> None:
    from explorer.files.lineage_writer import write_lineage  # noqa: PLC0415 - YAML only where written

    if not entries:
        click.echo(f"Nothing is suggested for {level.code}; `ladder lineage suggest` shows why.")
        return
    try:
        write_lineage(Path(folder), level.file, entries)
    except WriteError as error:
        stop(str(error))
    click.echo(f"Wrote lineage of {count(len(entries), 'statement')} into {level.file}.")


def _questions(site: Site, name: str | None) -> list[Question]:
    from explorer.compare.lineage_choices import questions  # noqa: PLC0415 - numpy only here

    if name:
        level, ladder = find_level(site, name)
        return questions(ladder, level.code)
    return [question for ladder in site.ladders for question in questions(ladder)]
