"""`ladder serve`: opens the app on a folder of ladders. `ladder config check`: would it start?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from explorer.commands.output import stop
from explorer.errors import ServerError
from explorer.text.translation import languages

DEFAULT_PORT = 8501

_OPTIONS = (
    click.argument("folder", metavar="[DIR]", required=False),
    click.option("--host", help="The address to listen on.  [default: 127.0.0.1]"),
    click.option(
        "--port",
        type=click.IntRange(1, 65535),
        help=f"The port; by default the first free one from {DEFAULT_PORT}.",
    ),
    click.option(
        "--allow-host",
        multiple=True,
        metavar="NAME",
        help="A host name under which others reach the app (repeatable).",
    ),
    click.option(
        "--shared",
        is_flag=True,
        help="For several people: each keeps only what is their own.",
    ),
    click.option(
        "--database",
        metavar="URL",
        help="Where a server keeps profiles: sqlite:///FILE (the default, in your data folder) or "
        "postgresql://USER@HOST/NAME.",
    ),
    click.option("--keep-nothing", is_flag=True, help="Keep no profiles on the server."),
    click.option(
        "--keep-days",
        type=click.IntRange(min=1),
        metavar="DAYS",
        help="Delete what a browser keeps on the server once it was unused for so long.  [default: 400]",
    ),
    click.option(
        "--audit-days",
        type=click.IntRange(min=1),
        metavar="DAYS",
        help="Delete who shared, opened, exported and deleted what after so long.  [default: 400]",
    ),
    click.option(
        "--room-days",
        type=click.IntRange(1, 400),
        metavar="DAYS",
        help="End a room of a 1:1 or a panel once nobody used it for so long.  [default: 14]",
    ),
    click.option(
        "--base-path",
        metavar="PATH",
        help="Serve below this path of the host, such as /ladders.",
    ),
    click.option(
        "--proxy-headers",
        multiple=True,
        metavar="ADDRESS",
        help="Believe X-Forwarded-Proto and -For from this address or network (repeatable).",
    ),
    click.option(
        "--access-log",
        is_flag=True,
        help="Write one JSON line per request to standard error, without queries or addresses.",
    ),
    click.option(
        "--language",
        type=click.Choice([*languages()]),
        help="The language of the pages' own words, for whoever has not chosen one.  "
        "[default: the browser's]",
    ),
    click.option(
        "--drain",
        type=click.IntRange(0, 600),
        metavar="SECONDS",
        help="Asked to stop, serve on for so long while /readyz says that it leaves.",
    ),
    click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Read settings from this TOML file; options and LADDER_... variables come first.",
    ),
)


def _configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Everything that a server may be told on the command line."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in options.items()
        if value is not None and value is not False and value != ()
    }


@click.command()
@_configured
@click.option(
    "--open/--no-open",
    "open_browser",
    default=None,
    help="Open a browser; by default when started from a desktop's terminal.",
)
def serve(config_file: Path | None, open_browser: bool | None, **options: Any) -> None:
    """Open the app on a ladder folder (DIR defaults to ./ladder).

    By default the app is for personal use: it listens on this computer only, and your
    profile can be stored in your data folder if you choose so in the app. With --shared,
    another --host, --allow-host or --proxy-headers it is for several people, who can each
    keep a profile in the server's database, encrypted under a key that only their browser
    has.

    Every option may also stand in a file (--config) and in the environment: --base-path is
    base-path there and LADDER_BASE_PATH here.

    \b
    Examples:
      ladder serve
      ladder serve my-ladders/ --port 9000
      ladder serve --host 0.0.0.0 --allow-host ladders.example.org
    """
    from explorer.server import configuration, launch  # noqa: PLC0415 - only loaded to serve

    try:
        told, _ = configuration.configure(_given(options), config_file)
        launch.serve(told, open_browser)
    except ServerError as error:
        stop(str(error))


@click.group()
def config() -> None:
    """What a server is told, and by whom."""


@config.command("check")
@_configured
def check_config(config_file: Path | None, **options: Any) -> None:
    """Say whether `ladder serve` would start so, and where each setting comes from.

    Takes the options of `ladder serve`, reads the same file and the same variables, and
    starts nothing. Exits with 2 and a sentence where something does not fit.

    \b
    Examples:
      ladder config check
      ladder config check --base-path /ladders
    """
    from explorer.server import configuration, launch  # noqa: PLC0415 - only loaded to serve

    try:
        told, sources = configuration.configure(_given(options), config_file)
        decided = launch.decide(told)
    except ServerError as error:
        stop(str(error))
    for name, value, source in configuration.described(told, sources):
        click.echo(f"{name:<16} {value:<32} {source}")
    click.echo(f"Ladders are read from {decided.folder}.")
    click.echo(
        "For one person on this computer."
        if decided.personal
        else "For several people: shared use."
    )
