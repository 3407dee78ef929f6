"""`ladder job`: the draft of a job description, from a level."""

import click

from explorer.commands.ladder_input import find_level, load_site
from explorer.commands.options import dir_option


@click.command()
@click.argument("level")
@dir_option
def job(level: str, folder: str) -> None:
    """Draft a job description from a level: Markdown that addresses the reader as "you".

    It is meant to be edited: what a ladder cannot know is listed at the end.
    """
    from explorer.render.job_description_markdown import (  # noqa: PLC0415 - only where a draft is written
        job_description_markdown,
    )

    found, _ = find_level(load_site(folder), level)
    click.echo(job_description_markdown(found), nl=False)
