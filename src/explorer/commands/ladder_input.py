"""How commands find what they work on: the site in a folder, and a level by its name.

A level is named by its code (L4), by ladder and code (sre/L4), by the path of its file, or
by a file in a git revision (HEAD~5:ladder/sre/L4.yaml). What cannot be found ends the
command with exit code 2 and a suggestion.
"""

import os
from pathlib import Path

import click

from explorer.commands.output import stop
from explorer.errors import GitError
from explorer.files.loading import load, load_level
from explorer.model import Ladder, Level, Site
from explorer.problems import Problem, did_you_mean


def load_site(folder: str) -> Site:
    """The site in a folder. Errors are printed to standard error; the good levels are used."""
    site = load(folder)
    for problem in site.problems:
        if problem.severity == "error":
            click.echo(str(relocated(problem, folder)), err=True)
    if not any(True for _ in site.levels()):
        stop(f"There is no level to read in {folder}; `ladder check {folder}` says why.")
    return site


def relocated(problem: Problem, folder: str) -> Problem:
    """The problem with its file's path relative to the working directory, so editors open it."""
    return problem if problem.file == folder else problem.in_file(path_of(folder, problem.file))


def path_of(folder: str, file: str) -> str:
    return (Path(folder) / file).as_posix()


def find_level(site: Site, name: str) -> tuple[Level, Ladder]:
    """The level of a site that has this name: L4, or sre/L4 where several ladders have an L4."""
    key, _, code = name.rpartition("/")
    matches = [
        (level, ladder)
        for ladder, level in site.levels()
        if level.code == code and key in ("", ladder.key)
    ]
    if len(matches) > 1:
        choices = ", ".join(f"{ladder.key}/{level.code}" for level, ladder in matches)
        stop(f"{name} is in several ladders; say which: {choices}")
    if not matches and (key in (".", "..") or (Path(name).suffix and os.path.exists(name))):  # noqa: PTH110 - a name may be any text
        stop(
            f"{name} is no level: a level is a code such as L4, or its file, which ends in .yaml. "
            f"Another kind of document becomes one with `ladder import {name} --to FOLDER`."
        )
    if not matches:
        known = [
            f"{ladder.key}/{level.code}" if key else level.code for ladder, level in site.levels()
        ]
        suggestion = did_you_mean(name, dict.fromkeys(known))
        hint = (
            f"; did you mean {suggestion}?"
            if suggestion
            else f"; there are {', '.join(dict.fromkeys(known)) or 'none'}"
        )
        stop(f"There is no level {name}{hint}")
    return matches[0]


def names_file(name: str) -> bool:
    """Whether a level's name is the path of a file rather than a code."""
    return name.lower().endswith((".yaml", ".yml"))


def names_folder(name: str) -> bool:
    """Whether a name is a folder of ladders, here or in a git revision."""
    from explorer.files import git_revisions  # noqa: PLC0415 - only where a revision may be named

    return os.path.isdir(name) or git_revisions.names_folder(name)  # noqa: PTH112 - a path may be any text


def read_folder(name: str) -> Site:
    """The site of a folder, from disk or from a git revision."""
    from explorer.files import git_revisions  # noqa: PLC0415 - only where a revision may be named

    if os.path.isdir(name):  # noqa: PTH112 - a path may be any text
        return load_site(name)
    if not git_revisions.names_folder(name):
        stop(f"There is no folder {name}: give two folders, such as main:ladder and ladder.")
    try:
        return git_revisions.load_folder(name)
    except GitError as error:
        stop(str(error))


def read_level_file(name: str) -> Level:
    """The level in one file, from disk or from a git revision."""
    from explorer.files import git_revisions  # noqa: PLC0415 - only where a revision may be named

    try:
        if git_revisions.names_one(name):
            level, problems = git_revisions.load_level(name)
        elif os.path.exists(name):  # noqa: PTH110 - a path may be any text, and never raises here
            level, problems = load_level(name)
            problems = [relocated(problem, str(Path(name).parent)) for problem in problems]
        else:
            stop(f"There is no file {name}.")
    except GitError as error:
        stop(str(error))
    if level is None:
        stop("\n".join(map(str, problems)))
    return level
