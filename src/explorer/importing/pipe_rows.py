"""Rows of pipe tables in Markdown, split into cells as GitHub Flavored Markdown does."""

import re

_DELIMITER = re.compile(r"(?<!\\)(?:\\\\)*\|")
"""A pipe that an even number of backslashes precedes: an odd one escapes it."""


def split_row(line: str) -> list[str]:
    r"""The cells of a row, with `\|` as a pipe; the outer pipes may be missing.

    As in GFM, a pipe splits cells within a code span too, unless a backslash escapes it.
    """
    text = line.strip()
    cells, start = [], 0
    for match in _DELIMITER.finditer(text):
        cells.append(text[start : match.end() - 1])
        start = match.end()
    cells.append(text[start:])
    if len(cells) > 1 and text.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]
