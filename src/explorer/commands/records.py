"""`ladder records`: every piece of text in the ladders, one record each."""

from dataclasses import replace

import click

from explorer.commands.ladder_input import load_site, path_of
from explorer.commands.options import dir_argument, json_option
from explorer.commands.output import one_line, print_json
from explorer.records import of_site


@click.command()
@dir_argument
@json_option
def records(folder: str, as_json: bool) -> None:
    """Every piece of text in the ladders, one record each.

    With --json a list of {ladder, level, title, competency, scope, kind, id, text, links,
    file, line}; kind is one of summary, fact, statement, tentative, example, note, prose.
    """
    site = load_site(folder)
    found = [replace(record, file=path_of(folder, record.file)) for record in of_site(site)]
    if as_json:
        print_json([record.as_json() for record in found])
        return
    for record in found:
        path = " · ".join(part for part in (record.level, record.competency, record.scope) if part)
        click.echo(f"{record.file}:{record.line}: {record.kind}: [{path}] {one_line(record.text)}")
