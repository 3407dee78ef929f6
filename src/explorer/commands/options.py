"""The options that several commands share, so that each is called and explained the same way."""

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
