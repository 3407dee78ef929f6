"""`ladder import`: documents in, a report that anyone can read, and the files of a ladder.

Exit codes: 0 written, or nothing to do; 1 nothing was written, for the reason printed; 2
the command was misused or what it names does not exist.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.commands.import_decisions import decision_options, decisions_of
from explorer.commands.output import print_json, stop
from explorer.errors import DecisionsError, SourceNotFound, WriteError
from explorer.text.plurals import count

if TYPE_CHECKING:  # the readers of documents are only loaded to import
    from collections.abc import Sequence

    from explorer.importing.pipeline import ImportResult
    from explorer.importing.write_plan import WritePlan
    from explorer.updating.update_plan import UpdatePlan


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
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace files that differ; the old ones are kept as .old files.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Merge a new export into files that people have edited since the last import.",
)
@click.option(
    "--take",
    metavar="CHANGE",
    multiple=True,
    help='Of what changed on both sides take the export\'s: "L4.yaml: statement consulting", as the '
    'report of --update calls it, or "all".',
)
@decision_options
@click.option(
    "--strict",
    is_flag=True,
    help="Write nothing, and exit with 1, where something looks as if it was read wrongly.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_command(
    sources: tuple[Path, ...],
    target: Path | None,
    dry_run: bool,
    overwrite: bool,
    update: bool,
    take: tuple[str, ...],
    strict: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Read workbooks, Word and Markdown documents and tables as ladders, and write their YAML.

    Every word of a document ends up in a field or in a list of unplaced text that is kept
    and shown. Files are written all at once or not at all, and no existing file is changed
    without --overwrite.

    \b
    Examples:
      ladder import roles/ --to my-ladders --dry-run
      ladder import L4-staff-engineer.md --to my-ladders
      ladder import matrix.csv --to my-ladders --name "Product design" --delimiter ";"
      ladder import new-export.csv --to my-ladders --update --dry-run
      ladder import new-export.csv --to my-ladders --update --take "L4.yaml: statement consulting"
    """
    from explorer.importing import decisions_file, discover, plan_on_disk, write_plan  # noqa: PLC0415
    from explorer.updating import update_plan, update_target  # noqa: PLC0415

    if update and target is None:
        raise click.UsageError("--update needs --to DIR, the folder of the files to update.")
    if take and not update:
        raise click.UsageError("--take needs --update: it chooses between two sides of a change.")
    if target is None and not dry_run:
        raise click.UsageError("Give --to DIR to write, or --dry-run to only report.")
    try:
        files, refused = discover.discover_documents(sources)
        decisions, given = decisions_of(said)
        known = update_target.recorded(target) if update and target else []
        made, used = decisions_file.read_as_before(
            files,
            decisions,
            None if given else target,
            only=known[0] if len(known) == 1 else None,
            folder=sources[0].resolve().name if sources[0].is_dir() else None,
            refused=refused,
        )
    except (SourceNotFound, DecisionsError) as error:
        stop(str(error))
    merge = None
    try:
        ladders = (
            update_target.target_of(made.ladders, target) if update and target else made.ladders
        )
        there = plan_on_disk.existing_files(target, ladders) if target else {}
        if update:
            merge = update_plan.plan_update(ladders, there, made.decisions, frozenset(take))
            merge.require(take)
    except WriteError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    plan = merge.files if merge else write_plan.plan(made.ladders, there, made.decisions)
    try:
        _print_report(made, plan, as_json, (*given, *used), merge)
    except BrokenPipeError:
        # `| head` has read enough; what was asked for is done all the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not made.ladders:
        way = " Say which headings or columns are levels with --level."
        way = way if any(each.heads for each in made.refused) else ""
        click.echo(f"Nothing was imported: no document holds a level.{way}", err=True)
        raise SystemExit(1)
    if strict and made.questions:
        many = count(len(made.questions), "question is", "questions are")
        click.echo(f"Nothing was written: {many} open, and --strict was given.", err=True)
        raise SystemExit(1)
    if dry_run or target is None:
        raise SystemExit(1 if plan.obstacles else 0)
    _write(plan, target, overwrite or update, as_json)


def _print_report(
    made: ImportResult,
    plan: WritePlan,
    as_json: bool,
    used: Sequence[str],
    merge: UpdatePlan | None,
) -> None:
    from explorer.importing import report  # noqa: PLC0415
    from explorer.updating import update_report  # noqa: PLC0415

    if as_json:
        merged = {"update": update_report.as_json(merge)} if merge else {}
        print_json({**report.as_json(made, plan, used), **merged})
        return
    for each in used:
        click.echo(f"decisions: as {each} says")
    for line in report.report_lines(made, plan):
        click.echo(line)
    for line in update_report.report_lines(merge) if merge else ():
        click.echo(line)
    for file in () if merge else plan.different():
        if changes := file.difference():
            click.echo(changes)


def _write(plan: WritePlan, target: Path, overwrite: bool, as_json: bool) -> None:
    from explorer.importing import plan_on_disk  # noqa: PLC0415

    try:
        written = plan_on_disk.write(plan, target, overwrite)
    except WriteError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    if not as_json:
        click.echo(
            f"Wrote {count(len(written), 'file')} to {target}."
            if written
            else "Nothing to write: all of it is there already."
        )
