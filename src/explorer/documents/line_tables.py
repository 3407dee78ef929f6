"""Tables that begin in a line of text: of pipes, and in the markup of wikis: MediaWiki's, which stand
between `{|` and `|}` with a line per row or cell, and Confluence's, whose heads have two pipes on each
side."""

import re
from collections.abc import Sequence

from explorer.documents.cell_text import markdown_values
from explorer.documents.grids import Cell, Grid
from explorer.documents.pipe_tables import begins_table, pipe_grid

_MARKS = _BEGIN, _END = "{|", "|}"
# `style="width: 10%" | text`: what stands before a cell's only pipe is for the browser.
_ATTRIBUTES = re.compile(r"""\s*(?:[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s|"']+)\s*)+\|(?!\|)""")
_CONFLUENCE_HEADS = re.compile(r"\s*(?:\|\|[^|]+)+\|\|\s*")


def table_at(lines: Sequence[str], at: int) -> tuple[int, Grid] | None:
    """The line after the table that begins at a line, and its grid; None where none does."""
    if lines[at].startswith(_BEGIN):
        # Where another begins first, this one has no end: thousands may begin.
        marks = (n for n in range(at + 1, len(lines)) if lines[n].lstrip().startswith(_MARKS))
        last = next(marks, at)
        last = last if lines[last].lstrip().startswith(_END) else at
        return last + 1, wiki_grid(lines[at : last + 1], at + 1)
    confluence = _CONFLUENCE_HEADS.fullmatch(lines[at])
    if not confluence and not begins_table(lines, at):
        return None
    end = at
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    rows = lines[at:end]
    if confluence:
        rows = [row.replace("||", "|") if _CONFLUENCE_HEADS.fullmatch(row) else row for row in rows]
    return end, pipe_grid(rows, at + 1)


def wiki_grid(source: Sequence[str], first: int) -> Grid:
    """The grid of a table of MediaWiki, the first line of which is line `first` of the document. A
    line that begins no row and no cell goes on with the cell above."""
    rows: list[list[list[tuple[str, int]]]] = [[]]
    for number, line in enumerate(source, first):
        text = line.strip()
        if text.startswith((_BEGIN, _END, "|+")) or not text:
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
