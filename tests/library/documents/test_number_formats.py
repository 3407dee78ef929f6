"""Numbers of a workbook as its sheet shows them."""

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.number_formats import shown_number, shown_text
from explorer.importing.pipeline import ImportResult, read_documents


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.5, "0%", "50%"),
        (0.125, "0.00%", "12.50%"),
        (1234.5, '"$"#,##0', "$1,235"),
        (1234.5, "[$€-407] #,##0.00;[Red]-#,##0.00", "€ 1,234.50"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (-0.1, "0%", "-10%"),
        (3, '0" years"', "3 years"),
        (50, '0"%"', "50%"),
        (50, "0\\%", "50%"),
        (7, "000", "007"),
        (3, '"L"00', "L03"),
        (3, '"10"0', "103"),
        (3, '"#"0', "#3"),
        (3, '"Step "0" of 5"', "Step 3 of 5"),
        (2, "0;(0)", "2"),
        (-2, "0;(0)", ""),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (-0.004, "0.0", "0.0"),
        (5, "#,000", "005"),
        (1234567, "#,##0", "1,234,567"),
        (1234, '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)', "$ 1,234"),
        (2, "[>1]0;0%", ""),
        (2, "0 0", ""),
        (2, "1e3", ""),
        (float("inf"), "0", ""),
        (0.5, "General", "0.5"),
        (3, '"Step "General" of 5"', "Step 3 of 5"),
        (-0.1, 'general" pts"', "-0.1 pts"),
        (1e300, 'General" pts"', ""),
        (0.5, "Generally", ""),
        (45000, "dd/mm/yyyy", ""),
        (0.5, "# ?/?", ""),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [('"Level "@', "Level 3b"), ('0;-0;0;@" +"', "3b +"), ("0", "3b"), ("@", "3b"), ("", "3b")],
)
def test_a_text_is_shown_by_its_format(code: str, shown: str) -> None:
    assert shown_text("3b", code) == shown


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.text('0#.,%$[]"_*\\;-€ dE?/', max_size=12)
)
def test_no_format_is_too_odd(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)


def imported(fill: Any, name: str = "growth.xlsx", title: str | None = None) -> ImportResult:
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    book.properties.title = title
    fill(book.active)
    file = BytesIO()
    book.save(file)
    return read_documents({name: file.getvalue()})


def matrix(sheet: Any) -> None:
    for row in (
        ["Area", "L1", "L2"],
        ["Bonus", 0.05, 0.1],
        ["Craft", "I cut what I am told to", "I plan"],
    ):
        sheet.append(row)
    sheet["B2"].number_format = "0%"
    sheet["C2"].number_format = "0.0%"


def test_a_cell_says_what_its_sheet_shows() -> None:
    made = imported(matrix)
    texts = [each.text for each in made.drafts[0].fragments()]
    assert "5%" in texts
    assert "10.0%" in texts


def test_the_title_of_a_workbook_names_its_ladder_before_the_file_does() -> None:
    assert imported(matrix, title="Growth at the bakery").ladders[0].name == "Growth at the bakery"
    assert imported(matrix, title="Microsoft Excel.xlsx").ladders[0].name == "Growth"


def test_styles_that_are_damaged_are_said() -> None:
    book = openpyxl.Workbook()
    matrix(book.active)
    file, changed = BytesIO(), BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<no" if name == "xl/styles.xml" else source.read(name))
    (refused,) = read_documents({"growth.xlsx": changed.getvalue()}).refused
    assert "save it again as .xlsx" in refused.reason
