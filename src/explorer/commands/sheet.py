"""`ladder sheet`: what a level expects, on one sheet for a hiring panel."""

import click

from explorer.commands.ladder_input import find_level, load_site
from explorer.commands.options import dir_option
from explorer.commands.output import print_json


@click.command()
@click.argument("level")
@dir_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    default="md",
    show_default=True,
    help="For notes, for printing, for scripts.",
)
def sheet(level: str, folder: str, form: str) -> None:
    """What a level expects, on one sheet for a hiring panel.

    Confirmed statements come by competency and scope, with examples of what an
    interviewer might hear; statements under discussion come separately. The HTML is one
    self-contained file that prints on one or two pages.

    \b
    Examples:
      ladder sheet L4
      ladder sheet sre/L4 --format html > L4.html
    """
    from explorer.interviews.rubric import rubric_of  # noqa: PLC0415 - only where a sheet is written
    from explorer.render.rubric_html import rubric_document  # noqa: PLC0415
    from explorer.render.rubric_markdown import rubric_markdown  # noqa: PLC0415

    found, ladder = find_level(load_site(folder), level)
    rubric = rubric_of(ladder, found)
    if form == "json":
        print_json(rubric.as_json())
    else:
        render = rubric_markdown if form == "md" else rubric_document
        click.echo(render(rubric), nl=False)
