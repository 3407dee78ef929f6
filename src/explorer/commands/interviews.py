"""`ladder sheet`, `ladder plan check` and `ladder job`: what a hiring panel takes from a level.

Each prints what the page "Hiring panel" shows. A plan that is checked is a file of the
panel's own; nothing is ever written.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.commands.level_names import level_in
from explorer.commands.output import DEFAULT_DIR, loaded, print_json, stop
from explorer.model import Level, Site
from explorer.problems import Problem, one_of, quoted

if TYPE_CHECKING:  # what takes long to load is only loaded where it is asked for
    from explorer.interviews.plan import InterviewPlan

_dir_option = click.option(
    "--dir",
    "folder",
    default=DEFAULT_DIR,
    show_default=True,
    metavar="DIR",
    help="The folder with the ladders.",
)


@click.command()
@click.argument("level")
@_dir_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    default="md",
    show_default=True,
    help="For notes, for paper, for scripts.",
)
def sheet(level: str, folder: str, form: str) -> None:
    """The bar of a level on one sheet, for a hiring panel.

    What is confirmed comes by competency and scope, with examples as things one may hear;
    what is under discussion stands apart. The HTML is one file that loads nothing and
    prints on one or two sides.

    \b
    Examples:
      ladder sheet L4
      ladder sheet sre/L4 --format html > L4.html
    """
    from explorer.interviews import rubric  # noqa: PLC0415 - only where a sheet is written
    from explorer.render.rubric_html import rubric_document  # noqa: PLC0415
    from explorer.render.rubric_markdown import rubric_markdown  # noqa: PLC0415

    found, ladder = level_in(loaded(folder), level)
    made = rubric.rubric_of(ladder, found)
    if form == "json":
        print_json(made.as_json())
    else:
        write = rubric_markdown if form == "md" else rubric_document
        click.echo(write(made), nl=False)


@click.command()
@click.argument("level")
@_dir_option
def job(level: str, folder: str) -> None:
    """A draft of a job description from a level, as Markdown that says "you".

    It is made to be edited: what a ladder cannot know is listed at its end.
    """
    from explorer.render.job_description_markdown import (  # noqa: PLC0415 - only where a draft is written
        job_description_markdown,
    )

    found, _ = level_in(loaded(folder), level)
    click.echo(job_description_markdown(found), nl=False)


@click.group()
def plan() -> None:
    """The plan of a hiring panel: who looks for what."""


@plan.command()
@click.argument("file", metavar="PLAN")
@_dir_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: str, folder: str, as_json: bool) -> None:
    """What in a plan does not fit its level, as file:line:column.

    Exits with 1 if the file cannot be used, names what the level does not ask, or leaves
    an expectation to nobody. What several conversations look for, prompts that yes or no
    could answer and an older wording are warnings.
    """
    from explorer.interviews import plan as plans  # noqa: PLC0415 - only where a plan is checked

    raw = _bytes(file)
    found, problems = plans.parse(raw, file)
    said = ""
    if found is not None:
        level, wrong = _level_of(found, loaded(folder), file)
        problems = [wrong] if wrong else plans.check(raw, file, found, level) if level else []
        said = "" if level is None else plans.coverage(found, level).sentence
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            click.echo(str(problem))
        if said:
            click.echo(said)
    raise SystemExit(1 if any(each.severity == "error" for each in problems) else 0)


def _bytes(file: str) -> bytes:
    from explorer.interviews import interview_files  # noqa: PLC0415 - only where a plan is checked

    try:
        with Path(file).open("rb") as opened:
            return opened.read(interview_files.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        stop(f"Cannot read {file}: {getattr(error, 'strerror', None) or error}")


def _level_of(plan: InterviewPlan, site: Site, file: str) -> tuple[Level | None, Problem | None]:
    """The level that a plan is for, or what is wrong where there is none."""
    ladder = site.ladder(plan.ladder)
    level = ladder.level(plan.level) if ladder else None
    if level:
        return level, None
    there = [f"{each.ladder}/{each.code}" for _, each in site.levels()]
    found = f"a plan for {quoted(f'{plan.ladder}/{plan.level}')}, which is not here"
    return None, Problem(file, 1, 1, found, one_of(f"{plan.ladder}/{plan.level}", there))


COMMANDS = (sheet, plan, job)
