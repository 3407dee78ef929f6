"""`ladder compare`: what differs from one level to another, for people, notes and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explorer.commands.comparison_output import print_comparison
from explorer.commands.ladder_input import (
    find_level,
    load_site,
    names_file,
    names_folder,
    read_level_file,
)
from explorer.commands.options import dir_option
from explorer.commands.output import print_json

if TYPE_CHECKING:
    from explorer.model import Ladder, Level, Site


@click.command()
@click.argument("a")
@click.argument("b")
@dir_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    help="For people (the default), for notes, for a spreadsheet, for scripts.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def compare(a: str, b: str, folder: str, form: str | None, as_json: bool) -> None:
    """What differs from level A to level B.

    A and B are codes (L3), codes with their ladder (sre/L3), paths of level files, or
    level files in a git revision (HEAD~5:ladder/sre/L4.yaml). Two whole folders
    (main:ladder and ladder) are compared level by level, as two versions. Statements are paired by
    the lineage that the ladder's authors wrote, then by identical and by similar wording;
    each pair says why it was made.

    \b
    Examples:
      ladder compare L3 L4
      ladder compare sre/L4 drafts/L4.yaml --json
      ladder compare HEAD~5:ladder/sre/L4.yaml sre/L4 --format markdown
      ladder compare main:ladder ladder
    """
    from explorer.compare.comparison import compare as compare_levels  # noqa: PLC0415
    from explorer.render.comparison_csv import comparison_csv  # noqa: PLC0415 - half of the commands compare nothing
    from explorer.render.comparison_markdown import comparison_markdown  # noqa: PLC0415

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} cannot be combined; give one of them.")
    form = "json" if as_json else None if form == "text" else form
    if names_folder(a) or names_folder(b):
        from explorer.commands.compare_folders import compare_folders  # noqa: PLC0415

        compare_folders(a, b, form)
        return
    site = None if names_file(a) and names_file(b) else load_site(folder)
    before, ladder_a = _level(a, site)
    after, ladder_b = _level(b, site)
    both = ladder_a if ladder_a is not None and ladder_a is ladder_b else None
    # Two levels of a folder are two levels, even if two ladders call them the same.
    apart = False if ladder_a and ladder_b else None
    result = compare_levels(before, after, both, apart)
    if form == "json":
        print_json(result.as_json())
    elif form is None:
        print_comparison(result)
    elif form == "markdown":
        click.echo(comparison_markdown(result), nl=False)
    else:
        click.echo(comparison_csv(result), nl=False)


def _level(name: str, site: Site | None) -> tuple[Level, Ladder | None]:
    if site is None or names_file(name):
        return read_level_file(name), None
    return find_level(site, name)
