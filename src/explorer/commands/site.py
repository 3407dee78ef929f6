"""`ladder site`: the ladders as a website of plain files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from explorer.commands.ladder_input import load_site
from explorer.commands.options import DEFAULT_DIR
from explorer.commands.output import stop
from explorer.errors import LadderError
from explorer.model import Site
from explorer.text.plurals import count
from explorer.text.translation import ENGLISH, languages, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.site.history import State
    from explorer.site.page import Page


@click.command()
@click.argument("source", metavar="[DIR]", default=DEFAULT_DIR)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="FOLDER",
    help="Where the site is written.",
)
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    help="Where it will be: for canonical addresses, sitemap and feed.",
)
@click.option("--app-url", metavar="URL", default="", help="Where the app is: pages lead to it.")
@click.option(
    "--since",
    metavar="REVISION|DATE",
    default="",
    help="Add what changed since then: a git revision, or a date such as 2026-01-31.",
)
@click.option(
    "--language",
    type=click.Choice([*languages()]),
    default=ENGLISH,
    show_default=True,
    help="The language of the pages' own words.",
)
@click.option("--lint", is_flag=True, help="Publish what `ladder check` finds as well.")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing: see whether every link leads somewhere.",
)
def site(
    source: str,
    folder: Path,
    base_url: str,
    app_url: str,
    since: str,
    language: str,
    lint: bool,
    only_check: bool,
) -> None:
    """The ladders as a website that anyone can read, search and compare without a server.

    The files open by a double click and can be put on any web host. What is there already is
    only written where it differs.

    \b
    Examples:
      ladder site
      ladder site my-ladders --to public --base-url https://example.org/ladders
      ladder site --since v1.0
    """
    # Pages, templates and comparisons are only loaded where a site is written.
    from explorer.site.build import Options, files_of, write  # noqa: PLC0415
    from explorer.site.link_check import broken_links  # noqa: PLC0415

    loaded = load_site(source)
    options = Options(_address(base_url, "--base-url"), _address(app_url, "--app-url"))
    try:
        states = _states(source, since) if since else []
        with speaking(language):
            more = [*_changes(states, loaded), *(_lint(loaded) if lint else ())]
            files = files_of(loaded, options, more, states)
        broken = broken_links(files)
        for each in broken[:20]:
            click.echo(each, err=True)
        if only_check:
            click.echo(f"{len(files):,} files, {count(len(broken), 'link')} that lead nowhere")
            raise SystemExit(1 if broken else 0)
        changed, gone = write(files, folder)
    except LadderError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{folder} cannot be written: {error.strerror or error}")
    size = sum(map(len, files.values())) / 1e6
    removed = f", {gone} removed" if gone else ""
    click.echo(
        f"{len(files):,} files, {size:.1f} MB, in {folder}: {changed:,} written{removed}. "
        f"Open {folder / 'index.html'}"
    )


def _address(url: str, option: str) -> str:
    """A web address without the slash at its end, or nothing."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        raise click.UsageError(f"{option} is a web address, such as https://example.org/ladders.")
    return url.rstrip("/")


def _lint(loaded: Site) -> list[Page]:
    from explorer.lint.runner import findings  # noqa: PLC0415
    from explorer.site.addresses import Addresses  # noqa: PLC0415
    from explorer.site.pages import lint_page  # noqa: PLC0415

    found = findings(loaded)
    addresses = Addresses.of(loaded)
    return [
        lint_page(ladder, [each for each in found if each.ladder == ladder.key], addresses)
        for ladder in loaded.ladders
        if ladder.levels
    ]


MOST_COMMITS = 50
"""So many commits since the revision are in the feed, the latest."""


def _states(source: str, since: str) -> list[State]:
    """The ladders as they were at `since`, and after each commit that changed them."""
    from explorer.files.git_revisions import history, load_folder  # noqa: PLC0415
    from explorer.site.history import State  # noqa: PLC0415

    return [
        State(load_folder(f"{each.commit}:./", source), each.commit, each.date)
        for each in history(source, since, MOST_COMMITS)
    ]


def _changes(states: Sequence[State], loaded: Site) -> list[Page]:
    from explorer.site.addresses import Addresses  # noqa: PLC0415
    from explorer.site.history import changes_page  # noqa: PLC0415

    addresses = Addresses.of(loaded)
    ladders = [ladder for ladder in loaded.ladders if ladder.levels] if states else []
    return [changes_page(states[0], ladder, addresses) for ladder in ladders]
