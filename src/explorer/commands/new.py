"""`ladder new`: starts a ladder from its name, levels and competencies, asked or given as options."""

import shlex
from pathlib import Path

import click

from explorer.commands.output import stop
from explorer.errors import ScaffoldError
from explorer.files.model_builder import name_from_key
from explorer.files.scaffold import Beginning, begin, check_place
from explorer.text.plurals import count


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="The ladder's name.")
@click.option(
    "--levels", metavar="CODES", help="The codes of its levels, lowest first, separated by commas."
)
@click.option("--competencies", metavar="NAMES", help="Its competencies, separated by commas.")
def new(folder: Path, name: str | None, levels: str | None, competencies: str | None) -> None:
    """Start a ladder in DIR: a ladder.yaml and one file per level, as a starting point.

    You are prompted for each option you leave out. Everything written is a draft, with
    tentative statements only. DIR must be new or empty: no file is overwritten.

    \b
    Examples:
      ladder new my-ladders/engineering
      ladder new my-ladders/design --name Design --levels "D1, D2, D3" \\
          --competencies "Craft, Research, Working together"
    """
    try:
        check_place(folder)
        draft = Beginning.of(
            name if name is not None else _ask("Name of the ladder", name_from_key(folder.name)),
            [levels if levels is not None else _ask("Levels, lowest first", "L1, L2, L3")],
            [
                competencies
                if competencies is not None
                else _ask("Competencies", "Craft, Working together")
            ],
        )
        begin(folder, draft)
    except ScaffoldError as error:
        stop(str(error))
    place = shlex.quote(str(folder))
    click.echo(
        f"Started {draft.name} in {folder}: ladder.yaml, guide.md and {count(len(draft.codes), 'level')}. "
        f"Replace the placeholders; these commands help:\n"
        f"  ladder check {place} --health\n"
        f"  ladder serve {place}"
    )


def _ask(question: str, default: str) -> str:
    try:
        return str(click.prompt(question, default=default or None))
    except click.Abort:
        stop("\nNothing was written. In a script, give all of --name, --levels and --competencies.")
