"""Shared by the tests of tables: a document's text in, its pieces as short rows out."""

from collections.abc import Callable, Sequence

from explorer.drafts.draft import Draft
from explorer.drafts.ledger import settle
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.tables import tables
from explorer.drafts.tables.table_layout import AS_FOUND, TableReading

Row = tuple[str, str, str | None, str | None, str]


def read(
    reader: Callable[..., Draft | str],
    text: str,
    file: str = "x",
    kept: Sequence[str] = (),
    **options: str,
) -> Draft:
    """The draft of a text; its reader loses no word but those in `kept`."""
    lines = text.split("\n")
    how = TableReading(options.pop("orientation", None), options.pop("rows", None))  # type: ignore[arg-type]
    made = (
        reader(lines, file, how, **options) if how != AS_FOUND else reader(lines, file, **options)
    )
    assert isinstance(made, Draft), made
    assert unread(made, lines) == list(kept)
    return made


def markdown(lines: Sequence[str], file: str, how: TableReading = AS_FOUND) -> Draft | str:
    """The tables of a page of Markdown, and what stands around them."""
    return tables.read(read_blocks(lines), file, "Markdown table", how)


def unread(made: Draft, lines: Sequence[str]) -> list[str]:
    """What a reader left to the account of words to keep."""
    return [each.text for each in settle(made, lines).prose[len(made.prose) :]]


def told(made: Draft) -> list[Row]:
    """(level, kind, competency, scope, text) of every piece of every level."""
    return [
        (level.code, fragment.kind, fragment.competency, fragment.scope, fragment.text)
        for level in made.levels
        for fragment in level.fragments
    ]


def titles(made: Draft) -> dict[str, str]:
    return {level.code: level.title for level in made.levels}


def around(made: Draft) -> list[tuple[str, str]]:
    """(kind, text) of what belongs to no level."""
    return [(fragment.kind, fragment.text) for fragment in made.prose]
