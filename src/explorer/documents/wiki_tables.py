"""Tables in the markup of wikis: MediaWiki's, which stand between `{|` and `|}` with a line per row
or cell, and Confluence's, whose heads have two pipes on each side."""

import re
from collections.abc import Sequence

from explorer.documents.cell_text import markdown_values
from explorer.documents.grids import Cell, Grid

BEGIN, END = "{|", "|}"
# `style="width: 10%" | text`: what stands before a cell's only pipe is for the browser.
_ATTRIBUTES = re.compile(r"""\s*(?:[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s|"']+)\s*)+\|(?!\|)""")
_CONFLUENCE_HEADS = re.compile(r"\s*(?:\|\|[^|]+)+\|\|\s*")


def wiki_grid(source: Sequence[str], first: int) -> Grid:
    """The grid of a table of MediaWiki, the first line of which is line `first` of the document. A
    line that begins no row and no cell goes on with the cell above."""
    rows: list[list[list[tuple[str, int]]]] = [[]]
    for number, line in enumerate(source, first):
        text = line.strip()
        if text.startswith((BEGIN, END, "|+")) or not text:
            continue
        if text.startswith("|-"):
            rows.append([])
        elif text[0] in "|!":
            parts = re.split(r"\|\||!!" if text[0] == "!" else r"\|\|", text[1:])
            rows[-1] += [[(_ATTRIBUTES.sub("", part, count=1).strip(), number)] for part in parts]
        elif rows[-1]:
            rows[-1][-1].append((text, number))
    return Grid(
        tuple(tuple(map(_cell, row)) for row in rows if row),
        tuple(number for number, line in enumerate(source, first) if line.strip()),
    )


def _cell(parts: Sequence[tuple[str, int]]) -> Cell:
    values = [value for text, line in parts if text for value in markdown_values(text, (line,))]
    return Cell(tuple(values))


def begins_confluence_table(line: str) -> bool:
    """Whether a line is the head of a table of Confluence: `||Area||L1||L2||`."""
    return bool(_CONFLUENCE_HEADS.fullmatch(line))


def as_pipes(line: str) -> str:
    """A row of Confluence as one of Markdown."""
    return line.replace("||", "|") if begins_confluence_table(line) else line
