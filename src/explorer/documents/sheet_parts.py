"""What a sheet of an .xlsx holds besides its values: formats, what is hidden, comments, headers.

The reader of workbooks gives bare values. The rest stands in parts of the archive that are read
here: the sheet itself once, row by row, so that its size costs no memory; any prefix, and cells that
do not say their place, are taken as a spreadsheet program takes them.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from lxml import etree

from explorer.documents.grids import column_letters, column_number
from explorer.documents.html_text import Element
from explorer.documents.number_formats import BUILT_IN
from explorer.documents.packed import is_page_number, parsed, relations

Place = tuple[int, int]
"""A row and a column, counted from 0."""

MAX_AREA = 2_000_000
"""Cells from A1 to the last that is written: the reader makes room for each of them."""

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# "&L&"Arial,Bold"&12Career ladder": where in the header, a font, a size; "&D" is the day.
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|[0-9]{1,3}|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|[A-Za-z])')
# Programs that do not know threads are told so in a note beside each.
_THREADED = "[Threaded comment]"
LAST_COLUMN = 16_384
_MARGINS = [
    f"{{*}}{which}{each}" for which in ("odd", "even", "first") for each in ("Header", "Footer")
]
_TAGS = ["{*}row", "{*}col", *_MARGINS]


@dataclass
class SheetParts:
    """What a sheet holds besides its values."""

    formats: dict[Place, str] = field(default_factory=dict)
    """How cells show what they hold."""
    shown: dict[Place, str] = field(default_factory=dict)
    """What cells show that hold numbers or days, where that is written."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    extent: Place = (0, 0)
    """How many rows and columns it has, from A1 on."""
    uncounted: list[Place] = field(default_factory=list)
    """Formulas whose values were not kept."""
    broken: list[Place] = field(default_factory=list)
    """Cells that show an error: #REF!"""
    beside: list[tuple[str, str]] = field(default_factory=list)
    """Texts that stand in no cell, each with its place."""


def place_name(sheet: str, place: Place) -> str:
    """A cell as spreadsheet programs call it: "Growth!B7"."""
    return f"{sheet}!{column_letters(place[1])}{place[0] + 1}"


def parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, SheetParts]]:
    """What each sheet holds besides its values, by its name, one after another. Raises what a
    damaged archive raises."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return
    styles = parsed(archive, "xl/styles.xml") if "xl/styles.xml" in names else None
    codes = _codes_of_styles(styles) if styles is not None else {}
    related = relations(archive, "xl/workbook.xml")
    # A part belongs to one sheet: what names it again is not read again.
    unread, made = names, dict[str, SheetParts]()
    for sheet in parsed(archive, "xl/workbook.xml").iter("{*}sheet"):
        relation = next((v for key, v in sheet.attrib.items() if str(key).endswith("}id")), "")
        _, part = related.get(relation, ("", ""))
        name = sheet.get("name") or ""
        if part in unread:
            unread.discard(part)
            with archive.open(part) as content:
                made[part] = _read_sheet(content, name, codes)
            made[part].beside += _texts_beside(archive, part, name, unread)
            yield name, made[part]
        elif part in made:
            yield name, replace(made[part], beside=[])


def _codes_of_styles(root: Element) -> dict[str, str]:
    """The format of each style that shows numbers otherwise than as they are."""
    own = {
        each.get("numFmtId") or "0": each.get("formatCode") or "" for each in root.iter("{*}numFmt")
    }
    known = {str(number): code for number, code in BUILT_IN.items()} | own
    used = root.find("{*}cellXfs")
    numbers = [each.get("numFmtId") or "0" for each in used] if used is not None else []
    codes = {str(at): known.get(number, "") for at, number in enumerate(numbers)}
    return {at: code for at, code in codes.items() if code and code.lower() != "general"}


def _read_sheet(sheet: IO[bytes], name: str, codes: Mapping[str, str]) -> SheetParts:
    """What a sheet says of its cells, row by row."""
    made, row = SheetParts(), -1
    walk = etree.iterparse(sheet, tag=_TAGS, resolve_entities=False, no_network=True)
    try:
        for _, element in walk:
            tag = etree.QName(element).localname
            if tag == "row":
                row = _take_row(element, row + 1, made, codes)
                element.clear()
            elif tag == "col":
                _take_column(element, made)
            else:
                text = _HEADER_CODE.sub(" ", (element.text or "").replace("&&", "\0"))
                text = " ".join(text.replace("\0", "&").split())
                said = f"{'header' if tag.endswith('Header') else 'footer'} of {name}", text
                if not is_page_number(text) and said not in made.beside:
                    made.beside.append(said)
    except etree.XMLSyntaxError as error:
        raise ValueError(f'sheet "{name}": {error}') from None
    return made


def _take_row(row: Element, at: int, made: SheetParts, codes: Mapping[str, str]) -> int:
    """Take a row, and cells, that stand beside the one before where they do not say their place;
    which row the last of them is in."""
    given = row.get("r", "")
    at, column = int(given) - 1 if given.isascii() and given.isdigit() else at, -1
    if _is_true(row.get("hidden")) or row.get("ht") == "0":
        made.hidden_rows.add(at)
    for cell in row.iterchildren("{*}c"):
        if place := _PLACE.fullmatch(cell.get("r", "")):
            at, column = int(place[2]) - 1, column_number(place[1])
        else:
            column += 1
        made.extent = max(made.extent[0], at + 1), max(made.extent[1], column + 1)
        kind = cell.get("t")
        if kind == "e":
            made.broken.append((at, column))
        if code := codes.get(cell.get("s", "")):
            made.formats[at, column] = code
        if (formula := next(cell.iterchildren("{*}f"), None)) is not None:
            # A text may be empty; a number is not.
            value = next(formula.itersiblings("{*}v"), None)
            if value is None or not (kind == "str" or (value.text or "").strip()):
                made.uncounted.append((at, column))
    return at


def _take_column(columns: Element, made: SheetParts) -> None:
    first, last = columns.get("min", ""), columns.get("max", "")
    hidden = _is_true(columns.get("hidden")) or columns.get("width") == "0"
    # What begins where another one was is no sheet's: a hostile file says it a million times.
    if (
        hidden
        and first.isdecimal()
        and last.isdecimal()
        and int(first) - 1 not in made.hidden_columns
    ):
        made.hidden_columns.update(range(int(first) - 1, min(int(last), LAST_COLUMN)))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _texts_beside(
    archive: zipfile.ZipFile, part: str, sheet: str, unread: set[str]
) -> Iterator[tuple[str, str]]:
    """Comments, notes, and the texts of shapes and charts, each with its place."""
    threads = set[str]()
    related = sorted(_taken(archive, part, unread), key=lambda each: each[0] != "threadedComment")
    for kind, name in related:
        if kind in ("threadedComment", "comments"):
            for comment in parsed(archive, name).iter("{*}threadedComment", "{*}comment"):
                place, text = comment.get("ref") or "", _text_of(comment)
                threads |= {place} if kind == "threadedComment" else set()
                if text and not (place in threads and text.startswith(_THREADED)):
                    yield f"comment on {sheet}!{place}", text
        elif kind == "drawing":
            for anchor in parsed(archive, name):
                if text := _text_of(anchor):
                    yield f"shape on {_corner(anchor, sheet)}", text
            for also, chart in _taken(archive, name, unread):
                if also == "chart" and (text := _text_of(parsed(archive, chart))):
                    yield f"chart on {sheet}", text


def _taken(archive: zipfile.ZipFile, part: str, unread: set[str]) -> list[tuple[str, str]]:
    """What a part refers to and nothing before it did."""
    found = [each for each in relations(archive, part).values() if each[1] in unread]
    unread -= {name for _, name in found}
    return found


def _text_of(element: Element) -> str:
    """The texts of the runs within an element; where a paragraph ends is a space."""
    etree.strip_elements(element, "{*}Fallback", "{*}rPh", with_tail=False)
    inside = element.iter("{*}t", "{*}text", "{*}p", "{*}br")
    texts = (each.text or "" if each.tag.endswith("t") else " " for each in inside)
    return " ".join("".join(texts).split())


def _corner(anchor: Element, sheet: str) -> str:
    """Where a shape begins."""
    row, column = (anchor.findtext(f"{{*}}from/{{*}}{each}") or "" for each in ("row", "col"))
    known = row.isdecimal() and column.isdecimal() and len(row + column) < 14
    return place_name(sheet, (int(row), int(column))) if known else sheet
