"""`ladder check`: every problem in a ladder's files, and with --health what is still open.

Problems are mistakes and decide the exit code; findings are for the keeper, and decide it
only where --strict asks for that. The same for people, as JSON, and as the annotations
that GitHub shows beside the lines of a pull request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.commands.ladder_input import load_site, path_of, relocated
from explorer.commands.options import dir_argument
from explorer.commands.output import one_line, print_json
from explorer.files.loading import load
from explorer.files.paths import import_files
from explorer.lint.findings import ABOUT, Finding, counted
from explorer.model import Site
from explorer.problems import MOST, Problem
from explorer.text.plurals import count

if TYPE_CHECKING:  # what takes long to load is only loaded where it is asked for
    from explorer.compare.lineage_gaps import OpenEnd

# What a statement may lack, as the JSON calls it and as people do.
_LACKS = {"ancestor": "ancestor", "heir": "descendant"}


@click.command()
@dir_argument
@click.option(
    "--lineage",
    "open_lineage",
    is_flag=True,
    help="Instead: statements without an ancestor or descendant, with likely ones.",
)
@click.option(
    "--health", is_flag=True, help="Also list what is still open; findings never fail the check."
)
@click.option(
    "--strict", is_flag=True, help="With --health: exit with 1 on warnings and findings too."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for scripts, or as annotations of a GitHub workflow.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def check(
    folder: str, open_lineage: bool, health: bool, strict: bool, form: str, as_json: bool
) -> None:
    """Every problem in the ladder's files, as file:line:column.

    Exits with 1 if there is an error; warnings alone are fine, such as a mistake in import.yaml,
    which only the next import would meet. No file is changed.

    --health adds what is still open: statements under discussion, notes, competencies
    without examples, duplicate statements, levels that ask less than the one below, vague
    words, inconsistent names, dead links, statements without lineage.

    \b
    Examples:
      ladder check
      ladder check --health
      ladder check my-ladders/ --health --format github
    """
    form = "json" if as_json else form
    if open_lineage:
        if health or strict or form == "github":
            raise click.UsageError("--lineage can only be combined with --json.")
        _check_lineage(folder, form == "json")
        return
    site = load(folder)
    wrong = (*site.problems, *_decisions(folder))
    problems = [relocated(problem, folder) for problem in sorted(wrong)]
    found = _findings(site, folder) if health or strict else None
    still = [finding for finding in found or () if not finding.accepted]
    if form == "json":
        listed = [asdict(problem) for problem in problems]
        findings = [finding.as_json() for finding in found or ()]
        print_json(listed if found is None else {"problems": listed, "findings": findings})
    elif form == "github":
        for line in (*map(_problem_annotation, problems), *map(_finding_annotation, still)):
            click.echo(line)
    else:
        _print(site, problems, found)
    errors = any(problem.severity == "error" for problem in problems)
    raise SystemExit(1 if errors or (strict and (problems or still)) else 0)


def _decisions(folder: str) -> Iterator[Problem]:
    """What is wrong in the kept decisions of imports, which no page reads."""
    for path in import_files(Path(folder)):
        from explorer.importing import decisions_file  # noqa: PLC0415 - only where there are any

        yield from decisions_file.problems_in(path, Path(folder))


def _findings(site: Site, folder: str) -> list[Finding]:
    from explorer.lint.runner import findings  # noqa: PLC0415 - checks are only loaded where asked for

    return [finding.in_file(path_of(folder, finding.file)) for finding in findings(site)]


def _print(site: Site, problems: Sequence[Problem], found: Sequence[Finding] | None) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    still = [finding for finding in found or () if not finding.accepted]
    for each in (*problems, *still[:MOST]):
        click.echo(str(each))
    if len(still) > MOST:
        click.echo(f"and {len(still) - MOST:,} more findings; --json lists them all")
    levels = sum(len(ladder.levels) for ladder in site.ladders)
    click.echo(
        f"{count(len(site.ladders), 'ladder')}, {count(levels, 'level')}: "
        + (f"{count(len(errors), 'error')}, " if errors else "no errors, ")
        + (
            count(len(problems) - len(errors), "warning")
            if len(problems) > len(errors)
            else "no warnings"
        )
    )
    if found is not None:
        click.echo(counted(found))


def _check_lineage(folder: str, as_json: bool) -> None:
    from explorer.compare.lineage_gaps import open_ends  # noqa: PLC0415 - SciPy is only loaded to compare

    found = [
        replace(end, level=replace(end.level, file=path_of(folder, end.level.file)))
        for ladder in load_site(folder).ladders
        for end in open_ends(ladder)
    ]
    if as_json:
        print_json([end.as_json() for end in found])
    else:
        _print_open_ends(found)


def _print_open_ends(found: list[OpenEnd]) -> None:
    # Each pair once: below what lacks its ancestor, of which the lineage is written.
    told = {
        (each.level.code, each.statement.id, end.level.code, end.statement.id)
        for end in found
        if end.lacks == "ancestor"
        for each in end.likely
    }
    for end in found:
        lacks = f"has no {_LACKS[end.lacks]} yet"
        name = f"{end.level.code}/{end.statement.id}"
        text = one_line(end.statement.text)
        click.echo(f"{end.level.file}:{end.statement.line}: {name} {lacks}: {text}")
        for each in end.likely:
            pair = (end.level.code, end.statement.id, each.level.code, each.statement.id)
            if end.lacks == "heir" and pair in told:
                continue
            likely = f"{each.level.code}/{each.statement.id} ({each.why})"
            click.echo(f"    likely {likely}: {one_line(each.statement.text)}")
    ancestors, descendants = (sum(end.lacks == part for end in found) for part in _LACKS)
    click.echo(
        f"{count(ancestors, 'statement')} without an ancestor, {descendants} without a "
        "descendant. Write `id: []` under lineage for what is known to have no ancestor; "
        "`ladder lineage suggest` prints lines to paste."
    )


# -- annotations -----------------------------------------------------------------------


def _problem_annotation(problem: Problem) -> str:
    properties = {"file": problem.file, "line": problem.line, "col": problem.column}
    return annotation(problem.severity, properties, problem.sentence)


def _finding_annotation(finding: Finding) -> str:
    properties = {
        "file": finding.file,
        "line": finding.line,
        "col": 1,
        "title": ABOUT[finding.kind].title,
    }
    return annotation("warning", properties, finding.sentence)


def annotation(command: str, properties: Mapping[str, object], message: str) -> str:
    """A workflow command as GitHub reads it from what a step prints.

    Its form and its escapes: https://docs.github.com/actions/reference/workflow-commands
    """
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{command} {listed}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
