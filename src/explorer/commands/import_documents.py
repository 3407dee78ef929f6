"""`ladder import`: documents in, a report that anyone can read, and the files of a ladder.

Exit codes: 0 written, or nothing to do; 1 nothing was written, and why is told; 2 the
command was not understood or what it names is not there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.errors import SourceNotFound, WriteError

if TYPE_CHECKING:  # the readers of documents are only loaded to import
    from explorer.importing.layouts import Orientation
    from explorer.importing.pipeline import Import
    from explorer.importing.write_plan import WritePlan

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


@click.command(name="import")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--to",
    "target",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of ladders to write into; each ladder gets a folder in it.",
)
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
@click.option(
    "--overwrite", is_flag=True, help="Replace files that differ; the old ones stay beside."
)
@click.option("--name", metavar="TEXT", help="What the ladder is called, instead of finding it.")
@click.option("--encoding", metavar="NAME", help="The documents' encoding, instead of finding it.")
@click.option(
    "--delimiter",
    metavar="CHAR",
    help="A spreadsheet's delimiter: a character, comma, semicolon or tab.",
)
@click.option(
    "--orientation", type=click.Choice(["columns", "rows"]), help="Where a table has its levels."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_command(
    sources: tuple[Path, ...],
    target: Path | None,
    dry_run: bool,
    overwrite: bool,
    name: str | None,
    encoding: str | None,
    delimiter: str | None,
    orientation: Orientation | None,
    as_json: bool,
) -> None:
    """Read Markdown documents, tables and spreadsheets as ladders, and write their YAML.

    Each line of a document ends up in a field or in a remainder that is kept and shown.
    Nothing is written before all of it is complete, and no file that is there is changed
    without --overwrite.

    \b
    Examples:
      ladder import roles/ --to my-ladders --dry-run
      ladder import L4-staff-engineer.md --to my-ladders
      ladder import matrix.csv --to my-ladders --name "Product design" --delimiter ";"
    """
    from explorer.importing import discover, write_plan  # noqa: PLC0415
    from explorer.importing.pipeline import read_documents  # noqa: PLC0415

    if target is None and not dry_run:
        raise click.UsageError("Say where to write with --to DIR, or only look with --dry-run.")
    if delimiter is not None:
        delimiter = _DELIMITERS.get(delimiter.casefold(), delimiter.replace("\\t", "\t"))
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise click.UsageError("A delimiter is one character, such as ; or tab.")
    try:
        files, refused = discover.gather(sources)
    except SourceNotFound as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    made = read_documents(
        files,
        name=name,
        encoding=encoding,
        delimiter=delimiter,
        orientation=orientation,
        folder=sources[0].resolve().name if sources[0].is_dir() else None,
        refused=refused,
    )
    try:
        there = write_plan.existing(target, made.ladders) if target else {}
    except WriteError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    plan = write_plan.plan(made.ladders, there)
    _told(made, plan, as_json)
    if not made.ladders:
        click.echo("Nothing was imported: no document holds a level.", err=True)
        raise SystemExit(1)
    if dry_run or target is None:
        raise SystemExit(1 if plan.obstacles else 0)
    _written(plan, target, overwrite, as_json)


def _told(made: Import, plan: WritePlan, as_json: bool) -> None:
    from explorer.importing import report  # noqa: PLC0415

    if as_json:
        click.echo(json.dumps(report.as_json(made, plan), ensure_ascii=False, indent=2))
        return
    for line in report.lines(made, plan):
        click.echo(line)
    for file in plan.different():
        click.echo(file.difference())


def _written(plan: WritePlan, target: Path, overwrite: bool, as_json: bool) -> None:
    from explorer.importing import write_plan  # noqa: PLC0415

    try:
        written = write_plan.write(plan, target, overwrite)
    except WriteError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    if not as_json:
        count = f"{len(written)} {'file' if len(written) == 1 else 'files'}"
        click.echo(
            f"Wrote {count} to {target}."
            if written
            else "Nothing to write: all of it is there already."
        )
