"""Tables of pipes in Markdown: their rows, split as GitHub Flavored Markdown does, as a grid.

Forgiving where people are: escaped pipes, outer pipes left out, rows shorter or longer than
the header, a rule that is missing or said twice.
"""

import re
from collections.abc import Sequence

from explorer.documents.cell_text import markdown_values
from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.text.lazy_messages import gettext_lazy

# Also "+" and "=", as tables of plain text and Pandoc have them.
_RULE = re.compile(r"\s*[|+]?\s*:?[-=]+:?\s*(?:[|+]\s*:?[-=]*:?\s*)*")
_RULE_BELOW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
# A pair of backslashes escapes no pipe: r"\\|" ends a cell.
_ESCAPED = re.compile(r"\\[\\|]")


def split_row(line: str) -> list[str]:
    r"""The cells of a row, with `\|` as a pipe; the outer pipes may be missing.

    As in GFM, a pipe splits cells within a code span too, unless a backslash escapes it.
    """
    text = _ESCAPED.sub(lambda found: found[0].replace("\\|", "\0"), line.strip())
    cells = text.split("|")
    if len(cells) > 1 and text.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\0", "|") for cell in cells]


def is_row(line: str) -> bool:
    """Whether a line is a row beyond doubt: pipes are around it."""
    text = line.strip()
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def begins_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line of a document is the header of a table: a rule or another row is below it."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return (is_row(lines[at]) and is_row(below)) or (
        "|" in lines[at]
        and "-" in below
        and "|" in below
        and len(below) < 4000
        and bool(_RULE_BELOW.fullmatch(below))
    )


def pipe_grid(source: Sequence[str], first: int) -> Grid:
    """A table from its lines, the first of which is line `first` of the document."""
    rows: list[tuple[Cell, ...]] = []
    header = 0
    warnings: list[tuple[int, str]] = []
    wide, bare = 0, False
    for at, line in enumerate(source):
        if _RULE.fullmatch(line) and "-" in line:
            header = header or len(rows)
            continue
        here = (first + at,)
        cells = [
            Cell(markdown_values(text, here)) if text else EMPTY_CELL for text in split_row(line)
        ]
        if not rows:
            wide, bare = len(cells), line.lstrip()[:1] != "|"
        elif bare and line.lstrip()[:1] == "|" and len(cells) == wide - 1:
            cells.insert(0, EMPTY_CELL)  # "| b | c" below "A | B | C": nothing in the first
        elif any(cell.text for cell in cells[wide:]):
            warnings.append((first + at, gettext_lazy("this row has more cells than the header")))
        rows.append(tuple(cells))
    numbers = tuple(first + at for at, line in enumerate(source) if line.strip())
    return Grid(tuple(rows), numbers, header if header == 1 else min(header, 2), tuple(warnings))
