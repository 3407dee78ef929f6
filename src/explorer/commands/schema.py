"""`ladder schema`: the JSON Schemas of a ladder's files, for editors."""

import json
from pathlib import Path

import click

from explorer.commands.output import print_json, stop
from explorer.drafts.decisions import Decisions
from explorer.files.schema import LadderShape, LevelShape, SynonymsShape, json_schema


@click.command()
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write level.json, ladder.json, synonyms.json and import.json into this folder.",
)
def schema(target: Path | None) -> None:
    """The JSON Schemas of the ladder's files, so that editors complete and check them."""
    schemas = {
        "level": json_schema(LevelShape),
        "ladder": json_schema(LadderShape),
        "synonyms": json_schema(SynonymsShape),
        "import": json_schema(Decisions),
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
