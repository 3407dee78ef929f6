"""`ladder serve`: opens the app on a folder of ladders."""

from pathlib import Path

import click

from explorer.commands.options import DEFAULT_DIR
from explorer.commands.output import stop
from explorer.errors import ServerError

DEFAULT_PORT = 8501


@click.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port; by default the first free one from {DEFAULT_PORT}.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A host name under which others reach the app (repeatable).",
)
@click.option(
    "--shared", is_flag=True, help="For several people: profiles are never stored on the server."
)
@click.option(
    "--open/--no-open",
    "open_browser",
    default=None,
    help="Open a browser; by default when started from a desktop's terminal.",
)
def serve(
    folder: str | None,
    host: str,
    port: int | None,
    hosts: tuple[str, ...],
    shared: bool,
    open_browser: bool | None,
) -> None:
    """Open the app on a ladder folder (DIR defaults to ./ladder).

    By default the app is for personal use: it listens on this computer only, and your
    profile can be stored in your data folder if you choose so in the app. With --shared,
    another --host or --allow-host it is for several people, and stores nothing.

    \b
    Examples:
      ladder serve
      ladder serve my-ladders/ --port 9000
      ladder serve --host 0.0.0.0 --allow-host ladders.example.org
    """
    from explorer.server import launch  # noqa: PLC0415 - the server is only loaded to serve

    try:
        launch.serve(
            folder=Path(folder) if folder else launch.default_folder(Path(DEFAULT_DIR)),
            host=host,
            port=port,
            hosts=hosts,
            shared=shared,
            open_browser=open_browser,
        )
    except ServerError as error:
        stop(str(error))
