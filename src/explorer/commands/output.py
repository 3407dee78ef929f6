"""How commands print: JSON for scripts, single lines for people, and the message they end with."""

import json
from typing import Any, NoReturn

import click


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def stop(message: str) -> NoReturn:
    """End the command with exit code 2: it was misused, or what it names does not exist."""
    click.echo(message, err=True)
    raise SystemExit(2)


def one_line(text: str) -> str:
    return " ".join(text.split())
