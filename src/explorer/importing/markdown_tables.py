"""Pipe tables in Markdown, and a Markdown document as grids with what stands around them.

Forgiving where people are: escaped pipes, outer pipes left out, rows shorter or longer than
the header, a rule that is missing or said twice. Tables in HTML are read by `html_tables`.
"""

import re
from collections.abc import Sequence

from explorer.importing import blocks, html_tables, line_reader, tables
from explorer.importing.cell_text import markdown_values
from explorer.importing.draft import Draft
from explorer.importing.grids import (
    EMPTY_CELL,
    Cell,
    Grid,
    GridBlock,
    GridDocument,
    GridHeading,
    GridText,
)
from explorer.importing.layouts import AS_FOUND, TableReading
from explorer.importing.pipe_rows import split_row

# Also "+" and "=", as tables of plain text and Pandoc have them.
_RULE = re.compile(r"\s*[|+]?\s*:?[-=]+:?\s*(?:[|+]\s*:?[-=]*:?\s*)*")
_TITLE = re.compile(r"""title\s*:\s*(["']?)(.*?)\1\s*""")


def read(lines: Sequence[str], file: str, how: TableReading = AS_FOUND) -> Draft | str:
    """A Markdown document with tables as a draft, or a sentence saying why it is none."""
    return tables.draft_of_grids(markdown_document(lines), file, _shape(lines), how)


def _shape(lines: Sequence[str]) -> str:
    html = any("<table" in line.lower() for line in lines)
    return "HTML table" if html else "Markdown table"


def markdown_document(lines: Sequence[str]) -> GridDocument:
    """The grids of a document and what stands around them."""
    made: list[GridBlock] = []
    title = None
    for block in line_reader.read_blocks(lines):
        numbers = tuple(block.lines)
        text = block.raw or block.text
        if block.kind == "heading":
            made.append(GridHeading(block.depth, block.text, numbers))
        elif block.kind == "table":
            made.append(read_grid(block.source, numbers[0]))
        elif block.kind == "html-table":
            made += html_tables.html_blocks("\n".join(block.source), numbers[0])
        elif block.kind in ("paragraph", "summary") and _is_table_without_rule(lines, numbers):
            made.append(read_grid([lines[at - 1] for at in numbers], numbers[0]))
        elif block.kind in ("paragraph", "summary") and text and blocks.emphasis_depth(text):
            made.append(GridHeading(blocks.emphasis_depth(text), text, numbers))
        elif block.kind in ("paragraph", "quote", "summary") and text:
            made.append(GridText(text, numbers))
        elif block.kind == "bullet" and text:
            made.append(GridText(text, numbers, "item"))
        elif block.kind == "comment" and text:
            made.append(GridText(text, numbers, "note"))
        elif block.kind == "code" and text:
            made.append(GridText(text, numbers, "remainder"))
        elif block.kind == "front-matter":
            title = title or _front_matter_title([lines[at - 1] for at in numbers])
    return GridDocument(tuple(_headings_over_tables(made)), title)


def _headings_over_tables(made: list[GridBlock]) -> list[GridBlock]:
    """A line in bold or italics is a heading where a table follows, else a passage."""
    return [
        block
        if not isinstance(block, GridHeading)
        or block.depth <= 6
        or (at + 1 < len(made) and isinstance(made[at + 1], Grid))
        else GridText(block.text, block.lines)
        for at, block in enumerate(made)
    ]


def _is_table_without_rule(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether all lines are rows of a table that has no rule under its header."""
    return len(numbers) > 1 and all(
        (text := lines[at - 1].strip()).startswith("|") and text.endswith("|") and len(text) > 2
        for at in numbers
    )


def _front_matter_title(lines: Sequence[str]) -> str | None:
    found = (_TITLE.fullmatch(line) for line in lines)
    return next((each[2] for each in found if each and each[2]), None)


def read_grid(source: Sequence[str], first: int) -> Grid:
    """A table from its lines, the first of which is line `first` of the document."""
    rows: list[tuple[Cell, ...]] = []
    header = 0
    warnings: list[tuple[int, str]] = []
    wide = 0
    for at, line in enumerate(source):
        if _RULE.fullmatch(line) and "-" in line:
            header = header or len(rows)
            continue
        cells = [
            Cell(markdown_values(text, (first + at,))) if text else EMPTY_CELL
            for text in split_row(line)
        ]
        if not rows:
            wide = len(cells)
        elif any(cell.values for cell in cells[wide:]):
            warnings.append((first + at, "this row has more cells than the header"))
        rows.append(tuple(cells))
    numbers = tuple(first + at for at, line in enumerate(source) if line.strip())
    return Grid(tuple(rows), numbers, header if header == 1 else min(header, 2), tuple(warnings))
