"""How a sheet of an .xlsx shows its numbers: 0.5 as "50%", 1200 as "$1,200".

The reader of workbooks gives bare numbers, so that the formats are looked up here: which style a
cell has stands with the cell, what it means in a part of its own.
"""

import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from explorer.documents.grids import column_number

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb"<c\b[^>]*>")
_PLACE, _STYLE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"'), re.compile(rb'\bs="(\d{1,5})"')
# Formats that every workbook has and none spells out.
_BUILT_IN = {
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6), "$#,##0"),
    **dict.fromkeys((7, 8), "$#,##0.00"),
    9: "0%",
    10: "0.00%",
}
_NUMBER = re.compile(r"([^0#]*)([#0,]*[0#])(?:\.([0#]+))?([^0#.,]*)")
# "[$€-407]" is a sign of a currency, "[Red]" a color, "_-" a gap, "\ " a space.
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
# Dates, fractions and powers.
_QUOTED, _OTHER = re.compile(r'"[^"]*"|\[[^\]]*\]'), re.compile(r"[dmyhse?]", re.IGNORECASE)
_UNSHOWN = re.compile(r"\[[^\]]*\]|_.|\*.|[\"\\]")

Formats = Mapping[tuple[int, int], str]
"""The format of each cell (row, column, from 0) that shows its number in a way of its own."""


def formats_of_sheets(archive: zipfile.ZipFile) -> dict[str, Formats]:
    """The formats of each sheet, by its name. Raises what a damaged archive raises."""
    names = set(archive.namelist())
    if not {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    codes = _codes_of_styles(_parsed(archive, "xl/styles.xml"))
    targets = {
        each.get("Id"): f"xl/{(each.get('Target') or '').removeprefix('/xl/')}"
        for each in _parsed(archive, "xl/_rels/workbook.xml.rels")
        if each.get("Target")
    }
    made: dict[str, Formats] = {}
    for sheet in _parsed(archive, "xl/workbook.xml").iter("{*}sheet"):
        relation = next((v for key, v in sheet.attrib.items() if str(key).endswith("}id")), None)
        part = targets.get(relation, "")
        if part in names and _SHEET.fullmatch(part) and codes:
            made[sheet.get("name") or ""] = _formats_of_cells(archive.read(part), codes)
    return made


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name}: {error}") from None


def _codes_of_styles(root: etree._Element) -> dict[int, str]:
    """The format of each style that has one to be shown."""
    own = {
        int(each.get("numFmtId") or 0): each.get("formatCode") or ""
        for each in root.iter("{*}numFmt")
    }
    used = root.find("{*}cellXfs")
    known = _BUILT_IN | own
    numbers = [int(each.get("numFmtId") or 0) for each in used] if used is not None else []
    return {
        at: known[number]
        for at, number in enumerate(numbers)
        if number in known and shown_number(0.5, known[number])
    }


def _formats_of_cells(sheet: bytes, codes: Mapping[int, str]) -> Formats:
    found: dict[tuple[int, int], str] = {}
    for cell in _CELL.finditer(sheet):
        style, place = _STYLE.search(cell[0]), _PLACE.search(cell[0])
        if style and place and (code := codes.get(int(style[1]))):
            found[int(place[2]) - 1, column_number(place[1])] = code
    return found


def shown_number(value: float, code: str) -> str:
    """A number as a format shows it, or "" where the format is none that is known here."""
    plain = _UNSHOWN.sub("", _CURRENCY.sub(r"\1", code.partition(";")[0]))
    found = _NUMBER.fullmatch(plain)
    if not found or _OTHER.search(_QUOTED.sub("", code)):
        return ""
    before, digits, decimals, after = found.groups(default="")
    number = value * 100 if "%" in after else value
    text = f"{abs(number):{',' if ',' in digits else ''}.{len(decimals)}f}"
    for _ in range(decimals.count("#")):
        text = text.removesuffix("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{before}{text.removesuffix('.')}{after}".strip()
