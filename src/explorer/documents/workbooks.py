"""Workbooks (.xlsx, .xls, .xlsb, .ods): each sheet a grid under its name, cells with their places.

Cells are read by calamine; here they get one line each of a text that was never written, so
that the same account of lines holds for them, and a place such as "Growth!B7" to be said.
What a merged cell says stands in each of its places. Nothing is unpacked to the disk.
"""

import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import groupby

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from explorer.documents import open_sheets, sheet_parts
from explorer.documents.blocks import Block
from explorer.documents.cell_text import text_cell
from explorer.documents.grids import EMPTY_CELL, Cell, Grid, column_letters
from explorer.documents.limits import MAX_LINES
from explorer.documents.number_formats import shown_number, shown_text
from explorer.documents.packed import DAMAGED, ZIP, title_of
from explorer.documents.remarks import ImportWarning
from explorer.documents.sheet_parts import MAX_AREA, Place, SheetParts, place_name
from explorer.documents.sources import Source
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, ngettext_lazy
from explorer.text.translation import N_, N_plural

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_HIDDEN_ROWS = N_(
    "In the sheet {sheet} hidden rows were left out ({names}); show them to import them."
)
_HIDDEN_COLUMNS = N_(
    "In the sheet {sheet} hidden columns were left out ({names}); show them to import them."
)
_UNCOUNTED = N_plural(
    "The formula in {first} came without its value; open the workbook in a spreadsheet "
    "program and save it again.",
    "{number} formulas came without their values, the first in {first}; open the "
    "workbook in a spreadsheet program and save it again.",
)
_BROKEN = N_plural(
    "There is an error in {first}, such as #REF!, which was left out.",
    "There are errors in {number} cells, the first in {first}, such as #REF!, which were left out.",
)
# What spreadsheet programs call a sheet that nobody named.
UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuille?|hoja|foglio|blad|planilha|ark|arkusz|taul|table)\s?\d*", re.I
)

_MOST_NAMED = 6
_ONLY_VALUES = gettext_lazy(
    "Of such a workbook only the values of the cells are read, hidden ones too, and 50 % as 0.5; "
    "saved as .xlsx it keeps its formats and comments."
)
Value = str | float | bool | datetime | date | time | timedelta


@dataclass
class Workbook:
    """What a workbook holds: grids, and for each line of text the cell that it stands in."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    parts: dict[str, SheetParts] = field(default_factory=dict)
    """What each sheet holds besides its values."""
    told: list[str] = field(default_factory=list)
    """What was left out, as sentences."""
    beside: list[tuple[str, str]] = field(default_factory=list)

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
        if raw.startswith(ZIP) and (too_wide := _take_parts(book, raw)):
            return too_wide
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as opened:
            for about in opened.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    said = N_("The sheet {name} is hidden and was left out; show it to import it.")
                    book.told.append(gettext_lazy(said, name=quoted(about.name)))
                elif not _take(book, opened.get_sheet_by_name(about.name)):
                    return gettext_lazy(
                        "it has more than {most} lines of text in its cells", most=MAX_LINES
                    )
    except PasswordError:
        return gettext_lazy("it is protected by a password; save it without one")
    except (CalamineError, *DAMAGED) as error:
        return gettext_lazy(
            "its sheets cannot be read ({reason}); save it again as .xlsx", reason=str(error)
        )
    if not book.parts:
        book.told.append(_ONLY_VALUES)
    return Source(
        book.lines,
        book.places,
        blocks=book.blocks,
        warnings=tuple(ImportWarning(0, each) for each in book.told),
        beside=tuple(book.beside),
        form=gettext_lazy("workbook"),
        name=title_of(raw) if raw.startswith(ZIP) else None,
    )


def _take_parts(book: Workbook, raw: bytes) -> str:
    """Note what the sheets hold besides their values; or a sentence, where one is too large.

    One cell at XFD1048576 makes a table of 17 billion; a reader that takes it dies of it.
    """
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        read = open_sheets if "content.xml" in names else sheet_parts
        for name, parts in read.parts_of_sheets(archive):
            rows, columns = parts.extent
            if rows * columns > MAX_AREA:
                return gettext_lazy(
                    "a sheet of it ({name}) reaches to cell {cell}; "
                    "delete its empty rows and columns",
                    name=name,
                    cell=f"{column_letters(columns - 1)}{rows}",
                )
            book.parts[name] = parts
    return ""


def _take(book: Workbook, sheet: CalamineSheet) -> bool:
    """Add a sheet to what was read; whether it is within the limits."""
    rows = sheet.to_python(skip_empty_area=False)
    width = max(map(len, rows), default=0)
    parts = book.parts.get(sheet.name) or SheetParts()
    book.beside += parts.beside
    if not any(_text(value).strip() for row in rows for value in row):
        _tell(book, sheet.name, parts, ())
        return True
    if not UNNAMED.fullmatch(sheet.name.strip()):
        at = book.add(sheet.name, f"sheet {sheet.name}")
        book.blocks.append(Block("heading", sheet.name, [at], depth=1, sheet=True))
    columns = [at for at in range(width) if at not in parts.hidden_columns]
    seen = frozenset(columns)
    merged = _merged(sheet, len(rows), width)
    # What a merge says is seen wherever a place of it is.
    seen_of_merges = {
        start for at, start in merged.items() if at[1] in seen and at[0] not in parts.hidden_rows
    }
    made: dict[Place, Cell] = {}
    unseen: list[Place] = []
    first = len(book.lines) + 1
    for row, values in enumerate(rows):
        shown = row not in parts.hidden_rows
        for column, value in enumerate(values):
            text = _shown(value, parts, (row, column))
            if not text.strip():
                continue
            if (shown and column in seen) or (row, column) in seen_of_merges:
                place = place_name(sheet.name, (row, column))
                made[row, column] = text_cell(text, book.add(text, place))
            else:
                unseen.append((row, column))
        if len(book.lines) > MAX_LINES:
            return False
    taken = [at for at in range(first, len(book.lines) + 1) if book.lines[at - 1].strip()]
    if taken:
        grid = (
            _row(made, merged, row, columns)
            for row in range(len(rows))
            if row not in parts.hidden_rows
        )
        made_of = Grid(tuple(filter(None, grid)), tuple(taken))
        book.blocks.append(Block("table", "", taken, grid=made_of))
    _tell(book, sheet.name, parts, unseen)
    return True


def _shown(value: Value, parts: SheetParts, at: Place) -> str:
    """A value as its cell shows it."""
    text = _text(value)
    code = parts.formats.get(at)
    if isinstance(value, str):
        return shown_text(text, code) if code else text
    if at in parts.shown:
        return parts.shown[at]
    return (code and isinstance(value, float) and shown_number(value, code)) or text


def _tell(book: Workbook, sheet: str, parts: SheetParts, unseen: Iterable[Place]) -> None:
    """Say what of a sheet is not in its cells."""
    rows = {at for at, _ in unseen if at in parts.hidden_rows}
    columns = {column for row, column in unseen if row not in rows}
    for said, names in (
        (_HIDDEN_ROWS, _runs(rows, lambda at: str(at + 1))),
        (_HIDDEN_COLUMNS, _runs(columns, column_letters)),
    ):
        if names:
            shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
            book.told.append(gettext_lazy(said, sheet=quoted(sheet), names=shown))
    for forms, places in ((_UNCOUNTED, parts.uncounted), (_BROKEN, parts.broken)):
        if places:
            first = quoted(place_name(sheet, places[0]))
            book.told.append(ngettext_lazy(*forms, len(places), first=first))


def _runs(numbers: Collection[int], named: Callable[[int], str]) -> list[str]:
    """Numbers by their names, those that follow each other as "4–6"."""
    runs = groupby(enumerate(sorted(numbers)), lambda each: each[1] - each[0])
    found = [[number for _, number in run] for _, run in runs]
    return ["–".join(dict.fromkeys((named(run[0]), named(run[-1])))) for run in found]


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
    made: Mapping[Place, Cell], merged: Mapping[Place, Place], row: int, columns: Sequence[int]
) -> tuple[Cell, ...]:
    cells = [
        # A program may have written something below a merge: it is not seen there, and kept.
        made.get((row, column)) or made.get(merged.get((row, column), (row, column)), EMPTY_CELL)
        for column in columns
    ]
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == time():
        return str(value.date())
    if isinstance(value, float):
        # As many digits as spreadsheet programs keep: 0.3, and not 0.30000000000000004.
        return f"{value:.15g}"
    return str(value)
