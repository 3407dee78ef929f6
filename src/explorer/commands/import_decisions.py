"""What `ladder import` may be told instead of finding it: options, or a file with all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.problems import quoted

if TYPE_CHECKING:  # the readers of documents are only loaded to import
    from explorer.drafts.decisions import Decisions

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_OPTIONS = (
    click.option("--name", metavar="TEXT", help="The ladder's name, if it should not be detected."),
    click.option(
        "--encoding", metavar="NAME", help="The documents' encoding, if it should not be detected."
    ),
    click.option(
        "--delimiter",
        metavar="CHAR",
        help="A spreadsheet's delimiter: a character, comma, semicolon or tab.",
    ),
    click.option(
        "--orientation",
        type=click.Choice(["columns", "rows"]),
        help="Whether levels are a table's columns or its rows.",
    ),
    click.option(
        "--rows",
        type=click.Choice(["competencies", "scopes"]),
        help="What the rows of a matrix are where they stand in groups.",
    ),
    click.option(
        "--level",
        "levels",
        metavar="HEADING[=CODE]",
        multiple=True,
        help="A heading, or the head of a column or row, that is a level, and its code.",
    ),
    click.option(
        "--not-level", "not_levels", metavar="HEADING", multiple=True, help="One that is no level."
    ),
    click.option(
        "--competency",
        "competencies",
        metavar="NAME",
        multiple=True,
        help="A name that is a competency, whatever it was taken for.",
    ),
    click.option(
        "--scope", "scopes", metavar="NAME", multiple=True, help="A name that is a scope."
    ),
    click.option(
        "--fact",
        "facts",
        metavar="NAME",
        multiple=True,
        help="A name that is a fact about a level, such as Reports to.",
    ),
    click.option(
        "--column",
        "columns",
        metavar="HEAD=USE",
        multiple=True,
        help="What stands in a column: examples, scopes or left-out.",
    ),
    click.option(
        "--numbers",
        type=click.Choice(["left-out"]),
        help="Statements that are nothing but a number are scores, and left out.",
    ),
    click.option(
        "--right",
        metavar="QUESTION",
        multiple=True,
        help="A question of the report to which the answer is yes.",
    ),
    click.option(
        "--decisions",
        "decisions_path",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="An import.yaml with all of these. Without it, those of the target are used.",
    ),
)


def decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for what is decided; a command gets them as keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def decisions_of(said: dict[str, Any]) -> tuple[Decisions, tuple[str, ...]]:
    """What the options say, on top of the file that they name; and that file, if they do.

    Raises DecisionsError and click.UsageError.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    from explorer.drafts.decisions import UNDECIDED, Decisions  # noqa: PLC0415
    from explorer.files.yaml_reader import readable  # noqa: PLC0415
    from explorer.importing import decisions_file  # noqa: PLC0415

    file: Path | None = said["decisions_path"]
    # What a file may not hold could be written, and never be read again.
    for each in ("levels", "not_levels", "competencies", "scopes", "facts", "columns", "right"):
        said[each] = tuple(map(readable, said[each]))
    said["name"] = readable(said["name"] or "")
    try:
        options = Decisions(
            name=said["name"] or None,
            encoding=said["encoding"],
            delimiter=_delimiter(said["delimiter"]),
            orientation=said["orientation"],
            rows=said["rows"],
            levels=dict(map(_level, said["levels"])),
            not_levels=list(said["not_levels"]),
            names=dict.fromkeys(said["competencies"], "competency")
            | dict.fromkeys(said["scopes"], "scope")
            | dict.fromkeys(said["facts"], "fact"),
            columns=dict(map(_column, said["columns"])),
            numbers="left out" if said["numbers"] else None,
            right=list(said["right"]),
        )
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise click.UsageError(
            f"{quoted(wrong['input'])} is empty, too long, or no code of a level (letters, digits, "
            "space, dot, hyphen, plus)."
        ) from None
    before = decisions_file.load(file) if file else UNDECIDED
    return options.over(before), (str(file),) if file else ()


def _delimiter(said: str | None) -> str | None:
    if said is None:
        return None
    delimiter = _DELIMITERS.get(said.casefold(), said.replace("\\t", "\t"))
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError("A delimiter is one character, such as ; or tab.")
    return delimiter


def _level(said: str) -> tuple[str, str | None]:
    """A heading and the code of the level that it is, if one was said."""
    heading, equals, code = said.rpartition("=")
    return (heading.strip(), code.strip()) if equals else (said.strip(), None)


def _column(said: str) -> tuple[str, Any]:
    head, _, use = said.rpartition("=")
    use = use.strip().replace("-", " ")
    if not head or use not in ("examples", "scopes", "left out"):
        raise click.UsageError(
            f"--column {said}: say what stands in a column as HEAD=examples, HEAD=scopes or "
            "HEAD=left-out."
        )
    return head.strip(), use
