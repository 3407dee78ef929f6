"""`ladder people`: what an operator does about those who sign in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.commands.database_input import opened
from explorer.commands.options import database_options, json_option
from explorer.commands.output import print_json, stop
from explorer.identity.actors import OPERATOR, ROLES, Role
from explorer.text.plurals import plural

if TYPE_CHECKING:
    from explorer.storage.audit import Line
    from explorer.storage.database import Database
    from explorer.storage.people import Known


@click.group()
def people() -> None:
    """Those who sign in on a server, by its database.

    PERSON is the subject that the provider knows somebody by, once they have signed in: often
    an address. A name does as well while one person alone has it; anybody may be called so.
    """


def _one(database: "Database", person: str) -> "Known":
    """The one who is meant; else the command ends, and says who might be."""
    from explorer.storage import people as table  # noqa: PLC0415

    found = table.called(database, person)
    if not found:
        stop(f"Nobody who signed in is called {person!r}.")
    if len(found) > 1:
        several = "\n".join(f"  {_said(each)} is number {each.id}" for each in found)
        stop(f"{person!r} is more than one; name the subject, or the number:\n{several}")
    return found[0]


def _said(person: "Known") -> str:
    return f"{person.name} ({person.subject} at {person.issuer})"


@people.command("role")
@click.argument("person")
@click.argument("role", type=click.Choice(ROLES))
@database_options
def give_role(person: str, role: Role, database: str | None, config_file: Path | None) -> None:
    """Give PERSON a ROLE, whatever their provider says; it counts at their next click.

    A keeper also sees the pages that keep the ladder.

    \b
    Examples:
      ladder people role anna@example.org keeper
      ladder people role "Anna Berg" reader --config /etc/ladder-explorer/ladder.toml
    """
    from explorer.storage import people as table  # noqa: PLC0415

    with opened(database, config_file) as found:
        meant = _one(found, person)
        table.give_role(found, meant.id, role)
        click.echo(f"{_said(meant)} is a {role} now.")


@people.command()
@click.argument("person")
@click.argument("file", type=click.Path(path_type=Path))
@database_options
def export(person: str, file: Path, database: str | None, config_file: Path | None) -> None:
    """Save everything about PERSON to FILE, an archive of readable files, for a legal request.

    It is what they keep, what managers keep of them, what they share, who they are here, and
    what was written down of them. That you did so is written down.

    \b
    Examples:
      ladder people export anna@example.org anna.zip
    """
    from explorer.storage import personal_data  # noqa: PLC0415
    from explorer.storage.archive import zipped  # noqa: PLC0415

    with opened(database, config_file) as found:
        meant = _one(found, person)
        if file.exists():
            stop(f"{file} is there already, and an export overwrites nothing.")
        files = personal_data.export(found, OPERATOR, meant.id)
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(zipped(files))
        except OSError as error:
            stop(f"{file} cannot be written: {error.strerror}.")
        click.echo(f"Everything about {_said(meant)} is in {file}")


@people.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@database_options
def delete(person: str, yes: bool, database: str | None, config_file: Path | None) -> None:
    """Delete everything about PERSON, at once and for good, for a legal request.

    Managers' views of them go too, and those managers are told. Backups from before still have
    it. That you did so is written down, with a number in the place of the name.

    \b
    Examples:
      ladder people delete anna@example.org
    """
    from explorer.storage import personal_data  # noqa: PLC0415

    with opened(database, config_file) as found:
        meant = _one(found, person)
        if not yes:
            click.confirm(f"Delete everything about {_said(meant)}, for good?", abort=True)
        many = personal_data.delete_all(found, OPERATOR, meant.id)
        of_others = f", {many} {plural(many, 'view')} of managers among it" if many else ""
        click.echo(f"Everything about {_said(meant)} is deleted{of_others}.")


@people.command()
@click.argument("person", required=False)
@json_option
@database_options
def audit(
    person: str | None, as_json: bool, database: str | None, config_file: Path | None
) -> None:
    """Say who shared, opened, exported and deleted: of everybody, or what PERSON is part of.

    No line has anything of what is in a view. Who deleted everything about themselves is a
    number.

    \b
    Examples:
      ladder people audit
      ladder people audit anna@example.org --json
    """
    from explorer.storage import audit as log  # noqa: PLC0415
    from explorer.storage import people as table  # noqa: PLC0415

    with opened(database, config_file) as found:
        # A number stays when its person is gone.
        meant = _one(found, person).id if person and table.called(found, person) else person
        lines = log.lines(found, meant)
    if as_json:
        print_json([_data(line) for line in lines])
        return
    for line in lines:
        click.echo(_in_words(line))


def _data(line: "Line") -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "actor": {"id": line.actor.id, "name": line.actor.name or None},
        "action": line.action,
        "person": {"id": line.person.id, "name": line.person.name or None},
        "ladder": line.ladder or None,
        "view": line.by or None,
    }


def _in_words(line: "Line") -> str:
    what = f", {line.ladder} ({line.by})" if line.ladder else ""
    return f"{line.at:%Y-%m-%d %H:%M:%S} {line.actor.said} {line.action}: {line.person.said}{what}"
