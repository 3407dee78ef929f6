"""The command `ladder`: the twin of the pages, for the terminal, scripts and CI.

Each command asks the core one question and prints the answer, for people or as JSON.
Exit codes: 0 fine; 1 the ladder has errors (`check`); 2 the command was not understood or
what it names is not there. `commands` has the commands with a room of their own.
"""

import io
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from explorer import __version__, records
from explorer.commands import check, import_documents, interviews, new, printing, profile
from explorer.commands.level_names import level_in
from explorer.commands.output import DEFAULT_DIR, loaded, path_of, placed, print_json, stop
from explorer.errors import GitError, ServerError
from explorer.files.loading import load_level
from explorer.files.schema import LadderShape, LevelShape, SynonymsShape, json_schema
from explorer.model import Ladder, Level, Site
from explorer.problems import one_of, quoted

DEFAULT_PORT = 8501

_dir_option = click.option(
    "--dir",
    "folder",
    default=DEFAULT_DIR,
    show_default=True,
    metavar="DIR",
    help="The folder with the ladders.",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ladder")
def main() -> None:
    """Read, search, compare and talk about engineering career ladders.

    A ladder is a folder of YAML files, one a level. Start with:

    \b
      ladder serve                    open the app on ./ladder
      ladder new my-ladders/design    start a ladder of your own
      ladder check                    what is wrong in the files, by line
      ladder search "error budget"    find a statement, however it is spelled
      ladder compare L3 L4            what L4 asks that L3 does not
      ladder sheet L4                 the bar of L4, for a hiring panel
    """
    # The same bytes come out everywhere, and an odd name is never the end of a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


# -- serve -----------------------------------------------------------------------------


@main.command()
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
    help="A host name to answer for (for others to reach it; may be repeated).",
)
@click.option("--shared", is_flag=True, help="For several people: profiles are never kept here.")
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

    On its own it listens on this computer only, and your profile may be kept in your
    data folder if you say so in the app: personal use. With --shared, with another
    --host or with --allow-host it is for several people, and keeps nothing.

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


# -- records ---------------------------------------------------------------------------


@main.command(name="records")
@click.argument("folder", metavar="[DIR]", default=DEFAULT_DIR)
@_json_option
def records_command(folder: str, as_json: bool) -> None:
    """Every piece of text in the ladders, one record each.

    With --json a list of {ladder, level, title, competency, scope, kind, id, text, links,
    file, line}; kind is one of summary, fact, statement, tentative, example, note, prose.
    """
    site = loaded(folder)
    found = [replace(record, file=path_of(folder, record.file)) for record in records.of_site(site)]
    if as_json:
        print_json([record.as_json() for record in found])
        return
    for record in found:
        where = " · ".join(part for part in (record.level, record.competency, record.scope) if part)
        click.echo(
            f"{record.file}:{record.line}: {record.kind}: [{where}] {printing.line(record.text)}"
        )


# -- search ----------------------------------------------------------------------------


@main.command()
@click.argument("query", required=False)
@_dir_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option(
    "--queries",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="One query a line; with --json, one list a line comes out.",
)
@click.option("--ladder", "ladders", multiple=True, metavar="KEY", help="Only this ladder.")
@click.option("--level", "levels", multiple=True, metavar="CODE", help="Only this level.")
@click.option(
    "--competency", "competencies", multiple=True, metavar="KEY", help="Only this competency."
)
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="Only this scope.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(records.KINDS),
    help="Only this kind; statement is a confirmed one.",
)
@click.option("--counts", is_flag=True, help="How many each filter would show, instead of hits.")
@_json_option
def search(
    query: str | None,
    folder: str,
    limit: int,
    queries: Iterable[str] | None,
    counts: bool,
    as_json: bool,
    **chosen: tuple[str, ...],
) -> None:
    """Find statements by their words, however they are typed, in every ladder of a folder.

    Words may stand in any order, be misspelled or half typed. Filters may be repeated.
    With --json a list of {ladder, level, competency, scope, kind, id, text, score, spans};
    spans are the characters of `text` that matched.

    \b
    Examples:
      ladder search "incidnet review"
      ladder search mentoring --level L4 --kind statement
      ladder search incident --counts
      ladder search --queries queries.txt --json
    """
    from explorer.search.index import Filters, Index, scope_key  # noqa: PLC0415 - numpy only to search

    if (query is None) == (queries is None):
        raise click.UsageError("Give one QUERY, or --queries FILE.")
    index = Index.of(loaded(folder))
    wanted = {name: frozenset(values) for name, values in chosen.items()}
    wanted["scopes"] = frozenset(map(scope_key, wanted["scopes"]))
    for name, values in wanted.items():
        for value in values.difference(
            index.values(name), records.KINDS if name == "kinds" else ()
        ):
            stop(
                f"Nothing here has {quoted(value)} among its {name}; {one_of(value, index.values(name))}"
            )
    asked = [query] if query is not None else [line.rstrip("\r\n") for line in queries or ()]
    for each in asked:
        result = index.look(each, limit, Filters(**wanted))
        if not as_json:
            printing.counts(result) if counts else printing.found(each, result)
            continue
        hits = [hit.as_json() for hit in result.hits]
        data = dict(result.counts) if counts else hits
        # One list a line for many queries; for one, a form that people can read as well.
        click.echo(json.dumps(data, ensure_ascii=False, indent=2 if queries is None else None))


# -- compare ---------------------------------------------------------------------------


@main.command()
@click.argument("a")
@click.argument("b")
@_dir_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people, for notes, for a spreadsheet, for scripts.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def compare(a: str, b: str, folder: str, form: str, as_json: bool) -> None:
    """What differs from level A to level B.

    A and B are codes (L3), codes with their ladder (sre/L3), paths of level files, or
    level files in a git revision (HEAD~5:ladder/sre/L4.yaml). Statements are paired by
    the lineage that the ladder's authors wrote, by the same words, and by what is most
    alike; each pair says which.

    \b
    Examples:
      ladder compare L3 L4
      ladder compare sre/L4 drafts/L4.yaml --json
      ladder compare HEAD~5:ladder/sre/L4.yaml sre/L4 --format markdown
    """
    from explorer.compare.comparison import compare as compare_levels  # noqa: PLC0415
    from explorer.render.comparison_csv import comparison_csv  # noqa: PLC0415 - half of the commands compare nothing
    from explorer.render.comparison_markdown import comparison_markdown  # noqa: PLC0415

    site = None if all(map(_is_file, (a, b))) else loaded(folder)
    before, ladder_a = _level(a, site)
    after, ladder_b = _level(b, site)
    both = ladder_a if ladder_a is not None and ladder_a is ladder_b else None
    # Two levels of a folder are two levels, even if two ladders call them the same.
    apart = False if ladder_a and ladder_b else None
    result = compare_levels(before, after, both, apart)
    if as_json or form == "json":
        print_json(result.as_json())
    elif form == "text":
        printing.comparison(result)
    else:
        made = comparison_markdown(result) if form == "markdown" else comparison_csv(result)
        click.echo(made, nl=False)


def _is_file(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _level(name: str, site: Site | None) -> tuple[Level, Ladder | None]:
    if site is None or _is_file(name):
        return _level_in_file(name), None
    return level_in(site, name)


def _level_in_file(name: str) -> Level:
    from explorer.files import git_revisions  # noqa: PLC0415 - only where a revision may be named

    try:
        if git_revisions.names_one(name):
            level, problems = git_revisions.load_level(name)
        elif os.path.exists(name):  # noqa: PTH110 - a path may be any text, and never raises here
            level, problems = load_level(name)
            problems = [placed(problem, str(Path(name).parent)) for problem in problems]
        else:
            stop(f"There is no file {name}.")
    except GitError as error:
        stop(str(error))
    if level is None:
        stop("\n".join(map(str, problems)))
    return level


# -- schema ----------------------------------------------------------------------------


@main.command()
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write level.json, ladder.json and synonyms.json into this folder.",
)
def schema(target: Path | None) -> None:
    """The JSON Schemas of the ladder's files, so that editors complete and check them."""
    schemas = {
        "level": json_schema(LevelShape),
        "ladder": json_schema(LadderShape),
        "synonyms": json_schema(SynonymsShape),
    }
    if target is None:
        print_json(schemas)
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, made in schemas.items():
            text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
            (target / f"{name}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        stop(f"Cannot write to {target}: {error.strerror}")
    click.echo(f"Wrote {', '.join(f'{name}.json' for name in schemas)} to {target}")


# -- what has a room of its own --------------------------------------------------------

for command in (
    check.check,
    new.new,
    *interviews.COMMANDS,
    profile.profile,
    import_documents.import_command,
):
    main.add_command(command)
