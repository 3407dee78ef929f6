"""What an .xlsx holds besides values: hidden rows, comments, headers, shapes; any spelling of XML."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from explorer.importing.pipeline import ImportResult, read_documents

MATRIX = (
    ["Area", "E1", "E2", "Salary"],
    ["Speed", "I finish", "I lead", "sixty"],
    ["Care", "I ask", "I mentor", "seventy"],
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from>'
    "<xdr:col>2</xdr:col><xdr:row>8</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>Draft of"
    "</a:t></a:r></a:p><a:p><a:r><a:t>the guild</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "</xdr:twoCellAnchor></xdr:wsDr>"
)


def workbook(fill: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Growth"
    for row in MATRIX:
        book.active.append(row)
    fill(book.active)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(raw: bytes, parts: Mapping[str, Callable[[str], str]]) -> bytes:
    """A package some of whose parts are written anew; one that was not there begins empty."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(file, "w") as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            text = source.read(name).decode() if name in source.namelist() else ""
            target.writestr(name, parts.get(name, str)(text))
    return file.getvalue()


def imported(raw: bytes) -> ImportResult:
    return read_documents({"growth.xlsx": raw})


def left(made: ImportResult) -> list[tuple[int | str, str]]:
    (draft,) = made.drafts
    kept = [(draft.place(f.lines[0]), f.text) for f in draft.prose if f.kind == "remainder"]
    return [each for each in kept if re.search(" o[nf] ", str(each[0]))]


def told(made: ImportResult) -> str:
    return "\n".join(remark.text for remark in made.remarks)


def words(made: ImportResult) -> str:
    return " ".join(each.text for draft in made.drafts for each in draft.fragments())


def test_notes_and_headers_are_kept_with_their_places() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"].comment = Comment("Is this\ntoo much?", "Ana")
        sheet.oddHeader.left.text = "Internal to the bakery && friends"
        sheet.oddHeader.left.size, sheet.oddHeader.left.color = 12, "FF0000"
        sheet.oddFooter.center.text = "Page &P of &N"

    assert left(imported(workbook(fill))) == [
        ("header of Growth", "Internal to the bakery & friends"),
        ("comment on Growth!B2", "Is this too much?"),
    ]


def test_a_thread_is_kept_and_the_note_that_stands_for_it_is_not() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"].comment = Comment("[Threaded comment]\nYour version of Excel allows", "tc")

    thread = '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    for text in ("Too much?", "I agree"):
        thread += f'<threadedComment ref="B2" id="{{1}}"><text>{text}</text></threadedComment>'
    relation = (
        '<Relationship Id="t1" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    raw = changed(
        workbook(fill),
        {
            "xl/threadedComments/threadedComment1.xml": lambda _: f"{thread}</ThreadedComments>",
            "xl/worksheets/_rels/sheet1.xml.rels": lambda text: text.replace(
                "</Relationships>", relation
            ),
        },
    )
    where = "comment on Growth!B2"
    assert left(imported(raw)) == [(where, "Too much?"), (where, "I agree")]


def test_the_text_of_a_shape_is_kept_with_its_place() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="d1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="/xl/drawings/drawing1.xml"/></Relationships>'
    )
    raw = changed(
        workbook(),
        {
            "xl/drawings/drawing1.xml": lambda _: DRAWING,
            "xl/worksheets/_rels/sheet1.xml.rels": lambda _: relation,
        },
    )
    assert left(imported(raw)) == [("shape on Growth!C9", "Draft of the guild")]


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    def fill(sheet: Any) -> None:
        for at in range(3):
            sheet.append([f"Old {at}", "I waited", "I slept"])
        for row in (4, 5, 9):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["D"].hidden = True

    made = imported(workbook(fill))
    assert (
        'In the sheet "Growth" hidden rows were left out (4–5); show them to import them.'
    ) in told(made)
    assert (
        'In the sheet "Growth" hidden columns were left out (D); show them to import them.'
    ) in told(made)
    assert not any(hidden in words(made) for hidden in ("Old 0", "Old 1", "sixty"))
    assert "Old 2" in words(made) or "I waited" in words(made)


def test_hidden_rows_that_hold_nothing_are_no_matter() -> None:
    def fill(sheet: Any) -> None:
        sheet.row_dimensions[50].hidden = True

    assert "hidden" not in told(imported(workbook(fill)))


def test_a_merge_that_begins_in_a_hidden_row_is_seen_in_the_next() -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True

    (draft,) = imported(workbook(fill)).drafts
    found = [(f.competency, f.text) for f in draft.levels[0].fragments if f.kind == "statement"]
    assert found == [("Speed", "I ask")]


def test_formulas_without_their_values_are_said() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = '="I "&"finish"'

    assert 'The formula in "Growth!B2" came without its value' in told(imported(workbook(fill)))


def test_a_part_that_all_sheets_name_is_read_once() -> None:
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="d1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    again = re.compile(r"<sheet [^>]*/>")

    def sheets(text: str) -> str:
        (one,) = again.findall(text)
        others = (one.replace('"Growth"', f'"Also {at}"') for at in range(3))
        return text.replace(one, one + "".join(others))

    raw = changed(
        workbook(),
        {
            "xl/workbook.xml": sheets,
            "xl/drawings/drawing1.xml": lambda _: DRAWING,
            "xl/worksheets/_rels/sheet1.xml.rels": lambda _: related,
        },
    )
    assert left(imported(raw)) == [("shape on Growth!C9", "Draft of the guild")]


def test_errors_in_cells_are_said() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"], sheet["C2"] = "#REF!", "#N/A"

    assert 'There are errors in 2 cells, the first in "Growth!B2", such as #REF!' in told(
        imported(workbook(fill))
    )


def spelled(prefix: str, places: bool) -> Callable[[str], str]:
    """A sheet with a prefix before each of its names, or whose cells do not say their places."""

    def write(text: str) -> str:
        text = text.replace(f'xmlns="{MAIN}"', f'xmlns{":" if prefix else ""}{prefix}="{MAIN}"')
        if prefix:
            text = re.sub(r"<(/?)(\w)", rf"<\1{prefix}:\2", text)
        return text if places else re.sub(r' r="[A-Z]*\d+"', "", text)

    return write


@pytest.mark.parametrize(("prefix", "places"), [("", True), ("x", True), ("", False)])
def test_formats_hold_however_a_sheet_is_spelled(prefix: str, places: bool) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"], sheet["C2"] = 0.5, 3
        sheet["B2"].number_format, sheet["C2"].number_format = "0%", '"Step "0'

    raw = changed(workbook(fill), {"xl/worksheets/sheet1.xml": spelled(prefix, places)})
    assert "50%" in words(imported(raw))
    assert "Step 3" in words(imported(raw))


@pytest.mark.parametrize(("prefix", "places"), [("", True), ("x", True), ("", False)])
def test_no_spelling_makes_room_for_a_far_cell(prefix: str, places: bool) -> None:
    def write(text: str) -> str:
        return spelled(prefix, places)(text).replace(
            f"</{prefix + ':' if prefix else ''}sheetData>",
            (
                '<{0}row r="1048576"><{0}c r="XFD1048576" t="inlineStr"><{0}is><{0}t>x</{0}t></{0}is></{0}c>'
                "</{0}row></{0}sheetData>"
            ).format(f"{prefix}:" if prefix else ""),
        )

    (refused,) = imported(changed(workbook(), {"xl/worksheets/sheet1.xml": write})).refused
    assert "reaches to cell XFD1048576" in refused.reason


@given(st.data())
def test_every_cell_is_read_or_said_to_be_hidden(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 5))
    hidden_rows = data.draw(st.sets(st.integers(1, 9)))
    hidden_columns = data.draw(st.sets(st.sampled_from("EFGHIJ")))

    def fill(sheet: Any) -> None:
        for row in range(rows):
            sheet.append([None] * 4 + [f"word{row}x{column}" for column in range(columns)])
        for at in hidden_rows:
            sheet.row_dimensions[at].hidden = True
        for letter in hidden_columns:
            sheet.column_dimensions[letter].hidden = True

    made = imported(workbook(fill))
    said = words(made) + told(made) + "".join(each.reason for each in made.refused)
    for row in range(rows):
        for column in range(columns):
            seen = row + 4 not in hidden_rows and "EFGHI"[column] not in hidden_columns
            assert not seen or made.refused or f"word{row}x{column}" in said
            assert seen or f"word{row}x{column}" not in said
            assert seen or made.refused or " were left out (" in said
