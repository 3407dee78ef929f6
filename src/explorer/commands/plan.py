"""`ladder plan check`: whether a hiring panel's plan fits its level. Nothing is written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.commands.ladder_input import load_site
from explorer.commands.options import dir_option, json_option
from explorer.commands.output import print_json, stop
from explorer.model import Level, Site
from explorer.problems import Problem, one_of, quoted

if TYPE_CHECKING:  # what takes long to load is only loaded where it is asked for
    from explorer.interviews.plan import InterviewPlan


@click.group()
def plan() -> None:
    """A hiring panel's interview plan: which interview covers what."""


@plan.command()
@click.argument("file", metavar="PLAN")
@dir_option
@json_option
def check(file: str, folder: str, as_json: bool) -> None:
    """Whatever in a plan does not fit its level, as file:line:column.

    Exits with 1 if the file cannot be used, names something the level does not ask, or
    leaves an expectation uncovered. An expectation covered twice, a prompt that could be
    answered with yes or no, and outdated wording are warnings.
    """
    from explorer.interviews.plan import check_plan, coverage, parse_plan  # noqa: PLC0415 - only where a plan is checked

    raw = _read(file)
    found, problems = parse_plan(raw, file)
    summary = ""
    if found is not None:
        level, problem = _level_of(found, load_site(folder), file)
        problems = [problem] if problem else check_plan(raw, file, found, level) if level else []
        summary = "" if level is None else coverage(found, level).sentence
    if as_json:
        print_json([asdict(each) for each in problems])
    else:
        for each in problems:
            click.echo(str(each))
        if summary:
            click.echo(summary)
    raise SystemExit(1 if any(each.severity == "error" for each in problems) else 0)


def _read(file: str) -> bytes:
    from explorer.interviews.interview_files import MAX_BYTES  # noqa: PLC0415 - only where a plan is checked

    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        stop(f"Cannot read {file}: {getattr(error, 'strerror', None) or error}")


def _level_of(plan: InterviewPlan, site: Site, file: str) -> tuple[Level | None, Problem | None]:
    """The level that a plan is for, or the problem where there is no such level."""
    ladder = site.ladder(plan.ladder)
    level = ladder.level(plan.level) if ladder else None
    if level:
        return level, None
    known = [f"{each.ladder}/{each.code}" for _, each in site.levels()]
    found = f"a plan for {quoted(f'{plan.ladder}/{plan.level}')}, which is not here"
    return None, Problem(file, 1, 1, found, one_of(f"{plan.ladder}/{plan.level}", known))
