"""What a sheet of an .ods holds besides its values: what is hidden, annotations, shapes, headers.

As in `sheet_parts` for an .xlsx; the rows are read one after another and forgotten.
"""

import zipfile
from collections.abc import Iterator
from itertools import product

from lxml import etree

from explorer.documents.html_text import Element
from explorer.documents.packed import is_page_number, parsed
from explorer.documents.sheet_parts import LAST_COLUMN, MAX_AREA, Place, SheetParts, place_name

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MARGINS = ("{*}header", "{*}footer", "{*}header-first", "{*}footer-first")
_GAPS = tuple(f"{_TEXT}{each}" for each in ("s", "tab", "line-break"))
_FIELDS = tuple(
    f"{_TEXT}{each}"
    for each in ("page-number", "page-count", "sheet-name", "file-name", "title", "date", "time")
)


def parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, SheetParts]]:
    """What each sheet holds besides its values, by its name, one after another. Raises what a
    damaged archive raises."""
    headers = list(_headers(archive))
    with archive.open("content.xml") as content:
        tags = [f"{_TABLE}{each}" for each in ("table", "table-column", "table-row", "shapes")]
        walk = etree.iterparse(
            content, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
        )
        name, made, row, column = "", SheetParts(), 0, 0
        try:
            for event, element in walk:
                tag = etree.QName(element).localname
                if event == "start":
                    if tag == "table":
                        name = element.get(f"{_TABLE}name") or ""
                        made, row, column = SheetParts(), 0, 0
                    continue
                if tag == "table-column":
                    many = _times(element, "columns")
                    if _is_hidden(element):
                        made.hidden_columns.update(range(column, min(column + many, LAST_COLUMN)))
                    column += many
                elif tag == "table-row":
                    _take_row(element, name, row, made)
                    row += _times(element, "rows")
                    element.clear()
                elif tag == "shapes":
                    made.beside += ((f"shape on {name}", text) for text in _shapes(element))
                else:
                    made.beside += headers
                    headers = []
                    yield name, made
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise ValueError(f"content.xml: {error}") from None


def _take_row(element: Element, name: str, row: int, made: SheetParts) -> None:
    many, column = _times(element, "rows"), 0
    filled = False
    for cell in element.iterchildren(*_CELLS):
        wide = _times(cell, "columns")
        place: Place = (row, column)
        column += wide
        if not len(cell):
            continue
        filled = True
        made.extent = max(made.extent[0], row + many), max(made.extent[1], column)
        if cell.get(f"{_OFFICE}value-type") not in (None, "string"):
            shown = "\n".join(map(_text_of, cell.iterchildren(f"{_TEXT}p")))
            if shown and (row + many) * column <= MAX_AREA:
                places = product(range(row, row + many), range(column - wide, column))
                made.shown |= dict.fromkeys(places, shown)
        for note in cell.iterchildren(f"{_OFFICE}annotation"):
            if text := _text_of(note):
                made.beside.append((f"comment on {place_name(name, place)}", text))
        made.beside += ((f"shape on {place_name(name, place)}", text) for text in _shapes(cell))
    if filled and _is_hidden(element):
        made.hidden_rows.update(range(row, row + min(many, 1_048_576 - row)))


def _shapes(element: Element) -> Iterator[str]:
    """The texts of the shapes that stand right in an element."""
    for shape in element:
        if str(shape.tag).startswith(_DRAW) and (text := _text_of(shape)):
            yield text


def _headers(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """What stands above and below the pages, once."""
    if "styles.xml" not in archive.namelist():
        return
    said: dict[str, str] = {}
    for page in parsed(archive, "styles.xml").iter("{*}master-page"):
        for each in page.iterchildren(*_MARGINS):
            # What a program puts there of itself: "Page 1", the name of the sheet, in "???".
            etree.strip_elements(each, *_FIELDS, with_tail=False)
            shown = not any(value == "false" for value in each.attrib.values())
            if shown and not is_page_number(text := _text_of(each)):
                said.setdefault(text, "header" if "header" in each.tag else "footer")
    yield from ((kind, text) for text, kind in said.items())


def _text_of(element: Element) -> str:
    """The paragraphs within an element; a break or gap is a space."""
    for gap in element.iter(*_GAPS):
        gap.text = " "
    paragraphs = element.iter(f"{_TEXT}p", f"{_TEXT}h")
    return " ".join(" ".join("".join(each.itertext()) for each in paragraphs).split())


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _times(element: Element, what: str) -> int:
    """How often a row, column or cell is repeated."""
    given = element.get(f"{_TABLE}number-{what}-repeated") or ""
    return max(1, int(given[:9])) if given.isascii() and given.isdigit() else 1
