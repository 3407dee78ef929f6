"""Workbooks (.xlsx, .xls, .xlsb, .ods): each sheet a grid under its name, cells with their places.

Cells are read by calamine; here they get one line each of a text that was never written, so
that the same account of lines holds for them, and a place such as "Growth!B7" to be said.
What a merged cell says stands in each of its places. Nothing is unpacked to the disk.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from explorer.documents.blocks import Block
from explorer.documents.cell_text import text_values
from explorer.documents.grids import (
    EMPTY_CELL,
    Cell,
    Grid,
    column_letters,
    column_number,
)
from explorer.documents.limits import MAX_LINES
from explorer.documents.number_formats import Formats, formats_of_sheets, shown_number
from explorer.documents.packed import DAMAGED, ZIP, title_of
from explorer.documents.remarks import ImportWarning
from explorer.documents.sources import Source
from explorer.problems import quoted

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MAX_AREA = 2_000_000
"""Cells from A1 to the last that is written: the reader makes room for each of them."""

_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
# What spreadsheet programs call a sheet that nobody named.
_UNNAMED = re.compile(r"(?:sheet|tabelle|feuille?|hoja|foglio|blad|planilha|table)\s?\d*", re.I)

Place = tuple[int, int]
"""A row and a column, counted from 0."""
Value = str | float | bool | datetime | date | time | timedelta


@dataclass
class Workbook:
    """What a workbook holds: grids, and for each line of text the cell that it stands in."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    formats: Mapping[str, Formats] = field(default_factory=dict)
    bare: int = 0
    """The first line whose number may be shown otherwise, by a format that cannot be read."""

    def add(self, text: str, place: str) -> int:
        """Note the lines of a text; gives the number of the first."""
        first = len(self.lines) + 1
        for line in text.split("\n"):
            self.lines.append(line)
            self.places[len(self.lines)] = place
        return first


def read(raw: bytes) -> Source | str:
    """The sheets of a workbook, or a sentence saying why there are none."""
    book = Workbook()
    try:
        if raw.startswith(ZIP):
            with zipfile.ZipFile(BytesIO(raw)) as archive:
                if too_wide := _too_wide(archive):
                    return too_wide
                book.formats = formats_of_sheets(archive)
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as opened:
            for about in opened.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    book.hidden.append(about.name)
                elif not _take(book, opened.get_sheet_by_name(about.name)):
                    return f"it has more than {MAX_LINES:,} lines of text in its cells"
    except PasswordError:
        return "it is protected by a password; save it without one"
    except (CalamineError, *DAMAGED) as error:
        return f"its sheets cannot be read ({error}); save it again as .xlsx"
    said = "The sheet {} is hidden and was left out; show it to import it."
    told = [ImportWarning(0, said.format(quoted(name))) for name in book.hidden]
    if book.bare:
        bare = "Numbers come without their format here (50 % as 0.5); saved as .xlsx they keep it."
        told.append(ImportWarning(book.bare, bare))
    return Source(
        book.lines,
        book.places,
        blocks=book.blocks,
        warnings=tuple(told),
        form="workbook",
        name=title_of(raw) if raw.startswith(ZIP) else None,
    )


def _take(book: Workbook, sheet: CalamineSheet) -> bool:
    """Add a sheet to what was read; whether it is within the limits."""
    rows = sheet.to_python(skip_empty_area=False)
    merged = _merged(sheet, len(rows), max(map(len, rows), default=0))
    if not any(_text(value).strip() for row in rows for value in row):
        return True
    if not _UNNAMED.fullmatch(sheet.name.strip()):
        at = book.add(sheet.name, f"sheet {sheet.name}")
        book.blocks.append(Block("heading", sheet.name, [at], depth=1, sheet=True))
    made: dict[Place, Cell] = {}
    first = len(book.lines) + 1
    formats = book.formats.get(sheet.name)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            text = _text(value)
            if isinstance(value, float):
                if formats is None and not value.is_integer():
                    book.bare = book.bare or len(book.lines) + 1
                elif code := (formats or {}).get((row, column)):
                    text = shown_number(value, code) or text
            if text.strip():
                place = f"{sheet.name}!{column_letters(column)}{row + 1}"
                cell = Cell(text_values(text, book.add(text, place)))
                made[row, column] = cell
        if len(book.lines) > MAX_LINES:
            return False
    grid = tuple(_row(made, merged, row, len(values)) for row, values in enumerate(rows))
    taken = [at for at in range(first, len(book.lines) + 1) if book.lines[at - 1].strip()]
    made_of = Grid(tuple(filter(None, grid)), tuple(taken))
    book.blocks.append(Block("table", "", taken, grid=made_of))
    return True


def _merged(sheet: CalamineSheet, height: int, width: int) -> dict[Place, Place]:
    """For each place within a merge the one that speaks for it, within the sheet's own size; a
    file may name merges without end, and over each other."""
    found: dict[Place, Place] = {}
    left = MAX_AREA
    for start, end in sheet.merged_cell_ranges or ():
        rows = range(start[0], min(end[0] + 1, height))
        columns = range(start[1], min(end[1] + 1, width))
        left -= len(rows) * len(columns) + 1
        if left < 0:
            break
        found |= {(row, column): start for row in rows for column in columns}
    return found


def _row(
    made: dict[Place, Cell],
    merged: dict[Place, Place],
    row: int,
    width: int,
) -> tuple[Cell, ...]:
    cells = [
        # A program may have written something below a merge: it is not seen there, and kept.
        made.get((row, column)) or made.get(merged.get((row, column), (row, column)), EMPTY_CELL)
        for column in range(width)
    ]
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return str(value.date())
    return str(value)


def _too_wide(archive: zipfile.ZipFile) -> str:
    """One cell at XFD1048576 makes a table of 17 billion; a reader that takes it dies of it."""
    for name, last_column, last_row in _extents(archive):
        if last_column * last_row > MAX_AREA:
            return (
                f"a sheet of it ({name}) reaches to cell {column_letters(last_column - 1)}{last_row}; "
                "delete its empty rows and columns"
            )
    return ""


def _extents(archive: zipfile.ZipFile) -> Iterator[tuple[str, int, int]]:
    """Each sheet of an .xlsx with its last column and row, counted from 1."""
    for name in filter(_SHEETS.fullmatch, archive.namelist()):
        columns = rows = 0
        for found in _PLACE.finditer(archive.read(name)):
            columns = max(columns, column_number(found[1]) + 1)
            rows = max(rows, int(found[2]))
        yield name.rpartition("/")[2], columns, rows
