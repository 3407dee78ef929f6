"""The options that several commands share, so that each is called and explained the same way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DEFAULT_DIR = "ladder"

dir_option = click.option(
    "--dir",
    "folder",
    default=DEFAULT_DIR,
    show_default=True,
    metavar="DIR",
    help="The folder with the ladders.",
)
dir_argument = click.argument("folder", metavar="[DIR]", default=DEFAULT_DIR)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def database_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which server's database: by its URL, or by the server's settings."""
    database = click.option(
        "--database", metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME."
    )
    config = click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The TOML file that the server reads its settings from.",
    )
    return database(config(command))
