"""How every command opens a folder, names a place in it, and ends when it cannot go on."""

import json
from pathlib import Path
from typing import Any, NoReturn

import click

from explorer.files.loading import load
from explorer.model import Site
from explorer.problems import Problem

DEFAULT_DIR = "ladder"


def loaded(folder: str) -> Site:
    """The site of a folder; its problems go to standard error, its good levels are used."""
    site = load(folder)
    for problem in site.problems:
        if problem.severity == "error":
            click.echo(str(placed(problem, folder)), err=True)
    if not any(True for _ in site.levels()):
        stop(f"There is no level to read in {folder}; `ladder check {folder}` says why.")
    return site


def placed(problem: Problem, folder: str) -> Problem:
    """A problem with its file as it is reached from here."""
    return problem if problem.file == folder else problem.in_file(path_of(folder, problem.file))


def path_of(folder: str, file: str) -> str:
    return (Path(folder) / file).as_posix()


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence: it was not understood, or what it names is not there."""
    click.echo(sentence, err=True)
    raise SystemExit(2)
