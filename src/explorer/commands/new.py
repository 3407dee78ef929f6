"""`ladder new`: starts a ladder by asking little; all of it can be said beforehand."""

import shlex
from pathlib import Path

import click

from explorer.commands.output import stop
from explorer.errors import ScaffoldError
from explorer.files.loading import spoken
from explorer.files.scaffold import Beginning, begin, check_place
from explorer.text.plurals import count


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What the ladder is called.")
@click.option(
    "--levels", metavar="CODES", help="Its levels' codes from the lowest, parted by commas."
)
@click.option("--competencies", metavar="NAMES", help="Its competencies, parted by commas.")
def new(folder: Path, name: str | None, levels: str | None, competencies: str | None) -> None:
    """Start a ladder in DIR: a ladder.yaml and one file a level, to write over.

    What is not said is asked for. Everything written is a draft, every statement in it
    tentative. DIR is a folder that is not there yet, or empty: nothing is written over.

    \b
    Examples:
      ladder new my-ladders/engineering
      ladder new my-ladders/design --name Design --levels "D1, D2, D3" \\
          --competencies "Craft, Research, Working together"
    """
    try:
        check_place(folder)
        asked = Beginning.of(
            name if name is not None else _ask("What is it called?", spoken(folder.name)),
            [levels if levels is not None else _ask("Its levels, from the lowest", "L1, L2, L3")],
            [
                competencies
                if competencies is not None
                else _ask("What it looks at, its competencies", "Craft, Working together")
            ],
        )
        files = begin(folder, asked)
    except ScaffoldError as error:
        stop(str(error))
    place = shlex.quote(str(folder))
    click.echo(
        f"Started {asked.name} in {folder}: ladder.yaml and {count(len(files) - 1, 'level')}. "
        f"Write over the placeholders; these two go with it:\n"
        f"  ladder check {place} --health\n"
        f"  ladder serve {place}"
    )


def _ask(question: str, usual: str) -> str:
    try:
        return str(click.prompt(question, default=usual or None))
    except click.Abort:
        stop(
            "\nNothing was written. Where nobody can be asked, say it all: "
            "--name, --levels and --competencies."
        )
