"""Spreadsheets as delimited text (CSV, TSV and other dialects), read as a grid.

The delimiter is the one with which the rows are most alike; which it was is said. The csv
module reads the rows; here each cell gets the source lines it stands in.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from explorer.documents.blocks import Block
from explorer.documents.cell_text import text_cell
from explorer.documents.grids import EMPTY_CELL, Cell, Grid
from explorer.documents.limits import MAX_FILLED
from explorer.drafts.draft import Draft
from explorer.drafts.header_words import level_name
from explorer.drafts.tables import tables
from explorer.drafts.tables.table_layout import AS_FOUND, TableReading
from explorer.text.lazy_messages import gettext_lazy

DELIMITERS = {
    ",": gettext_lazy("spreadsheet with commas"),
    ";": gettext_lazy("spreadsheet with semicolons"),
    "\t": gettext_lazy("spreadsheet with tabs"),
    "|": gettext_lazy("spreadsheet with pipes"),
}
# Rows that are looked at to find the delimiter: all of them would be read four times.
_SAMPLE_ROWS = 400
# The same within a row.
_SAMPLE_FIELDS = 100
# The same where one field fills the file.
_SAMPLE_CHARACTERS = 400_000
_EXCEL_SEP = "sep="
_IN_NO_TEXT = "\x1f"
_UNCLOSED = gettext_lazy("a quote is never closed; from its row on each line was read as a row")

CsvRow = tuple[list[str], int, int]
"""The fields of a row, its first line and its last."""


def read(
    lines: Sequence[str],
    file: str,
    how: TableReading = AS_FOUND,
    delimiter: str | None = None,
) -> Draft | str:
    """A spreadsheet as a draft, or a sentence saying why it is none."""
    skip = 0
    if lines and lines[0].casefold().startswith(_EXCEL_SEP) and len(lines[0].strip()) == 5:
        delimiter = delimiter or lines[0].strip()[-1]
        skip = 1
    found = delimiter or find_delimiter(lines[skip:])
    if found is None:
        return gettext_lazy("no delimiter (comma, semicolon, tab or pipe) makes columns of it")
    if len(found) != 1 or found in '"\r\n':
        return gettext_lazy("the delimiter has to be one character, and no quote")
    grid_rows: list[tuple[Cell, ...]] = []
    filled = 0
    try:
        for row in read_rows(lines, found, skip):
            if cells := _row_cells(row):
                grid_rows.append(cells)
                filled += sum(1 for cell in cells if cell.text)
            if filled > MAX_FILLED:
                return gettext_lazy("it has more than {most} cells with text", most=MAX_FILLED)
    except csv.Error as error:
        return gettext_lazy("its rows cannot be read: {reason}", reason=str(error))
    grid = Grid(
        tuple(grid_rows),
        tuple(at for at, line in enumerate(lines, 1) if line.strip() and at > skip),
        warnings=_unclosed_quote(lines, skip),
    )
    shape = DELIMITERS.get(found) or gettext_lazy("spreadsheet with {mark}", mark=found)
    return tables.read([Block("table", "", list(grid.lines), grid=grid)], file, shape, how)


def is_one_column(lines: Sequence[str]) -> bool:
    """Whether no delimiter makes columns of most rows: a sheet of prose."""
    return all(_uniformity(lines, mark)[0] < 0.5 for mark in DELIMITERS)


def paragraphs(lines: Sequence[str]) -> list[Block]:
    """The rows of a sheet of one column as a paragraph each."""
    told = ((" ".join(row), first, last) for row, first, last in read_rows(lines, _IN_NO_TEXT))
    return [Block("paragraph", text, [*range(a, b + 1)]) for text, a, b in told if text.strip()]


def _row_cells(row: CsvRow) -> tuple[Cell, ...]:
    fields, line, _ = row
    made = []
    for text in fields:
        made.append(text_cell(text, line) if text.strip() else EMPTY_CELL)
        line += text.count("\n")
    while made and not made[-1].text:
        made.pop()
    return tuple(made)


def read_rows(lines: Sequence[str], delimiter: str, skip: int = 0) -> Iterator[CsvRow]:
    """The rows of a spreadsheet with the lines they stand in.

    A quote that is never closed would take the rest of the file for one field: from there
    on quotes are text.
    """
    # The limit is the module's own and guards nothing here: what comes has been measured.
    whole = sum(map(len, lines)) + len(lines) + 1
    if whole > csv.field_size_limit():
        csv.field_size_limit(whole)
    reader = csv.reader((f"{line}\n" for line in lines[skip:]), delimiter=delimiter)
    done = skip
    for fields in reader:
        last = skip + reader.line_num
        if last == len(lines) and last - done > 1 and _has_open_quote(lines[done:last]):
            break
        yield [field.removesuffix("\n") for field in fields], done + 1, last
        done = last
    for at in range(done, len(lines)):
        for fields in csv.reader(lines[at : at + 1], delimiter=delimiter, quoting=csv.QUOTE_NONE):
            yield fields, at + 1, at + 1


def _has_open_quote(lines: Sequence[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _unclosed_quote(lines: Sequence[str], skip: int) -> tuple[tuple[int, str], ...]:
    if not _has_open_quote(lines):
        return ()
    at = next((at for at, line in enumerate(lines[skip:], skip + 1) if line.count('"') % 2), 1)
    return ((at, _UNCLOSED),)


def find_delimiter(lines: Sequence[str]) -> str | None:
    """The delimiter with which the rows are most alike, or None where none makes columns."""
    sample: list[str] = []
    size = 0
    for line in lines[: _SAMPLE_ROWS * 4]:
        size += len(line)
        if size > _SAMPLE_CHARACTERS and len(sample) > 1:
            break
        sample.append(line)
    scores = {mark: _uniformity(sample, mark) for mark in DELIMITERS}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best][0] > 0 else None


def _uniformity(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """How alike the rows are, with more for heads that name levels; then how wide they are."""
    widths: Counter[int] = Counter()
    levels = 0
    for count, (fields, _, _) in enumerate(read_rows(lines, delimiter)):
        if count > _SAMPLE_ROWS:
            break
        if any(field.strip() for field in fields):
            widths[len(fields)] += 1
            if count < 10 and len(fields) > 1:
                levels = max(
                    levels, sum(1 for field in fields[:_SAMPLE_FIELDS] if level_name(field))
                )
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() + min(levels, 4) * 0.1, width
