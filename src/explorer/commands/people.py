"""`ladder people`: what an operator does about those who sign in."""

from pathlib import Path

import click

from explorer.commands.output import stop
from explorer.errors import ServerError, StoreError
from explorer.identity.actors import ROLES, Role


@click.group()
def people() -> None:
    """Those who sign in on a server, by its database."""


@people.command("role")
@click.argument("person")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--database", metavar="URL", help="The server's database, as for ladder serve.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The server's settings.",
)
def give_role(person: str, role: Role, database: str | None, config_file: Path | None) -> None:
    """Give PERSON a ROLE, whatever their provider says; it counts at their next click.

    PERSON is the name or the subject that the provider knows them by, once they have signed
    in. A keeper also sees the pages that keep the ladder.

    \b
    Examples:
      ladder people role "Anna Berg" keeper
      ladder people role anna@example.org reader --config /etc/ladder-explorer/ladder.toml
    """
    from explorer.server import configuration, keeping  # noqa: PLC0415 - slow to load
    from explorer.storage import people as table  # noqa: PLC0415
    from explorer.storage.database import Database  # noqa: PLC0415

    try:
        given = {"database": database} if database else {}
        told, _ = configuration.configure(given, config_file)
        storage = keeping.storage_for(False, told)
        if not isinstance(storage, Database):
            stop("This server keeps nothing, so it knows nobody.")
        found = table.give_role(storage, person, role)
    except (ServerError, StoreError) as error:
        stop(str(error))
    if found is None:
        stop(f"Nobody, or more than one, who signed in is called {person!r}.")
    click.echo(f"{person} is a {role} now.")
