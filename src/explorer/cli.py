"""The command `ladder`: everything the pages compute, for the terminal, scripts and CI.

Each command asks the core one question and prints the answer, for people or as JSON; the
commands are in `commands`. Exit codes: 0 fine; 1 the ladder has errors (`check`); 2 the
command was misused or what it names does not exist.
"""

import io
import sys

import click

from explorer import __version__
from explorer.commands.check import check
from explorer.commands.compare import compare
from explorer.commands.database import db
from explorer.commands.import_documents import import_command
from explorer.commands.job import job
from explorer.commands.lineage import lineage
from explorer.commands.new import new
from explorer.commands.people import people
from explorer.commands.plan import plan
from explorer.commands.profile import profile
from explorer.commands.records import records
from explorer.commands.schema import schema
from explorer.commands.search import search
from explorer.commands.serve import config, serve
from explorer.commands.sheet import sheet
from explorer.commands.site import site

COMMANDS = (
    serve,
    config,
    db,
    records,
    search,
    compare,
    schema,
    check,
    lineage,
    new,
    sheet,
    site,
    plan,
    job,
    profile,
    people,
    import_command,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ladder")
def main() -> None:
    """Read, search, compare and discuss engineering career ladders.

    A ladder is a folder of YAML files, one per level. Start with:

    \b
      ladder serve                    open the app on ./ladder
      ladder new my-ladders/design    start a ladder of your own
      ladder check                    list what is wrong in the files, by line
      ladder search "error budget"    find a statement, however it is spelled
      ladder compare L3 L4            what L4 asks that L3 does not
      ladder sheet L4                 what L4 expects, on one sheet for a hiring panel
      ladder site                     the ladder as a website of plain files
    """
    # Output is UTF-8 in every environment, and no odd file name ends in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def start() -> None:
    """The command `ladder-explorer`: opens the app when run bare, else it is `ladder`."""
    main(sys.argv[1:] or ["serve"])


for command in COMMANDS:
    main.add_command(command)
