"""`ladder db`: the database in which a server keeps profiles, for whoever runs it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.commands.database_input import opened
from explorer.commands.options import database_options, json_option
from explorer.commands.output import print_json

if TYPE_CHECKING:
    pass


@click.group()
def db() -> None:
    """Upgrade, save, restore and check the database in which a server keeps profiles.

    It is the one that `ladder serve` would use: that of --database, of LADDER_DATABASE, of the
    file of --config, or else shared.sqlite3 in your data folder.
    """


@db.command()
@database_options
def upgrade(database: str | None, config_file: Path | None) -> None:
    """Give the database the tables of this version, in one transaction.

    A file of SQLite is saved beside itself first. Needed once per version for PostgreSQL; with
    SQLite the server does it when it starts.
    """
    from explorer.storage import database_schema  # noqa: PLC0415

    with opened(database, config_file, any_version=True) as found:
        saved = database_schema.upgrade(found)
        click.echo(f"{found.name} has the tables of this version.")
        if saved:
            click.echo(f"As it was before it is in {saved}")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@database_options
def backup(file: Path, database: str | None, config_file: Path | None) -> None:
    """Save all that is kept, as of one moment, to a new FILE. Servers may go on meanwhile.

    FILE is a SQLite database whichever database it was saved from, so that it restores into
    both. What browsers keep stays encrypted in it.
    """
    from explorer.storage import backup as backups  # noqa: PLC0415

    with opened(database, config_file, any_version=True) as found:
        click.echo(f"{backups.backup(found, file)} saved to {file}")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace what the database has.")
@database_options
def restore(file: Path, overwrite: bool, database: str | None, config_file: Path | None) -> None:
    """Put the backup FILE of this or any earlier version into the database, all or nothing."""
    from explorer.storage import backup as backups  # noqa: PLC0415

    with opened(database, config_file, any_version=True) as found:
        click.echo(f"{backups.restore(file, found, overwrite)} restored to {found.name}")


@db.command()
@json_option
@database_options
def check(as_json: bool, database: str | None, config_file: Path | None) -> None:
    """Say whether the database answers, is whole, and has the tables of this version.

    It says how much is kept, and nothing of what or whose. Exits with 1 if a server would not
    start on it.
    """
    from explorer.storage import database_check  # noqa: PLC0415

    with opened(database, config_file, any_version=True) as found:
        said = database_check.look(found)
    if as_json:
        print_json(said.data)
    else:
        for sentence in said.sentences:
            click.echo(sentence)
    if said.problem:
        raise SystemExit(1)
