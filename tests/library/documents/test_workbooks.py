"""Workbooks: sheets as grids, merged cells in each of their places, and what is refused."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange

from explorer.documents import workbooks
from explorer.documents.limits import MAX_LINES
from explorer.documents.sources import Source
from explorer.importing.pipeline import ImportResult, read_documents
from explorer.importing.report import report_lines

HEADS = ["", "E1", "E2"]


def workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Growth"
    fill(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def rows(*rows: list[Any]) -> bytes:
    return workbook(lambda book: [book.active.append(row) for row in rows])


def imported(raw: bytes, name: str = "growth.xlsx") -> ImportResult:
    return read_documents({name: raw})


def refusal(raw: bytes, name: str = "growth.xlsx") -> str:
    (refused,) = imported(raw, name).refused
    return refused.reason


def statements(made: ImportResult) -> dict[str, list[tuple[str | None, str]]]:
    return {
        level.code: [(f.competency, f.text) for f in level.fragments if f.kind == "statement"]
        for draft in made.drafts
        for level in draft.levels
    }


def test_a_matrix_in_a_sheet_is_a_ladder() -> None:
    made = imported(
        rows(HEADS, ["Delivery", "I finish tasks", "I lead\nI plan"], ["Care", "I ask", ""])
    )
    assert statements(made) == {
        "E1": [("Delivery", "I finish tasks"), ("Care", "I ask")],
        "E2": [("Delivery", "I lead"), ("Delivery", "I plan")],
    }
    assert made.ladders[0].name == "Growth"


def test_a_merged_cell_speaks_for_each_of_its_rows() -> None:
    def fill(book: Any) -> None:
        for row in (
            ["Area", "Attribute", "E1", "E2"],
            ["Delivery", "Speed", "I finish", "I lead"],
            ["", "Quality", "I test", "I review"],
        ):
            book.active.append(row)
        book.active.merge_cells("A2:A3")

    made = statements(imported(workbook(fill)))
    assert made["E1"] == [("Delivery", "I finish"), ("Delivery", "I test")]


def test_a_workbook_whose_sheets_are_empty_is_refused() -> None:
    assert "no table" in refusal(rows())


def test_what_stands_below_a_merge_is_not_lost() -> None:
    def fill(book: Any) -> None:
        for row in (["Area", "E1", "E2"], ["Delivery", "I finish", "I lead"]):
            book.active.append(row)
        book.active["A3"], book.active["B3"] = "Quality", "I test"
        book.active.merge_cells("A2:A3")
        # openpyxl empties it, other programs do not.
        book.active._cells[3, 1] = Cell(book.active, 3, 1, "Quality")

    assert ("Quality", "I test") in statements(imported(workbook(fill)))["E1"]


def test_merges_without_end_are_followed_within_the_sheet() -> None:
    def fill(book: Any) -> None:
        for row in (HEADS, ["Speed", "I finish", "I lead"]):
            book.active.append(row)
        for _ in range(3_000):
            book.active.merged_cells.ranges.add(CellRange("A10:XFD1048576"))

    assert statements(imported(workbook(fill)))["E2"] == [("Speed", "I lead")]


def test_a_sheet_per_level_area_is_read_under_its_name() -> None:
    def fill(book: Any) -> None:
        for row in (HEADS, ["Speed", "I finish", "I lead"]):
            book.active.append(row)
        other = book.create_sheet("People")
        for row in (HEADS, ["Mentoring", "I ask", "I mentor"]):
            other.append(row)

    found = statements(imported(workbook(fill)))
    assert [text for _, text in found["E2"]] == ["I lead", "I mentor"]


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    def fill(book: Any) -> None:
        for row in (HEADS, ["Speed", "I finish", "I lead"]):
            book.active.append(row)
        secret = book.create_sheet("Salaries")
        secret.append(HEADS)
        secret.sheet_state = "hidden"

    said = "\n".join(report_lines(imported(workbook(fill))))
    assert 'The sheet "Salaries" is hidden and was left out; show it to import it.' in said


def test_what_is_left_is_said_with_its_cell() -> None:
    raw = rows(HEADS, ["Speed", "I finish", "I lead", "", "see the other page"])
    said = "\n".join(report_lines(imported(raw)))
    assert "growth.xlsx:Growth!E2" in said


def test_a_footnote_under_the_matrix_is_prose_as_a_line_above_it() -> None:
    raw = rows(HEADS, ["Craft"], ["Speed", "I finish", "I lead"], [], ["Owner: the platform group"])
    made = imported(raw)
    assert [(each.kind, each.text) for each in made.drafts[0].prose] == [
        ("prose", "Owner: the platform group")
    ]
    assert statements(made)["E1"] == [("Craft", "I finish")]


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(-(10**6), 10**6),
                st.floats(allow_nan=False, allow_infinity=False, width=16),
                st.dates(),
                st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_every_word_of_any_sheet_is_in_the_text_with_its_place(cells: list[list[Any]]) -> None:
    made = [
        [f"\u00b7{value}" if isinstance(value, str) else value for value in row] for row in cells
    ]
    book = workbooks.read(rows(HEADS, *made))
    assert isinstance(book, Source)
    for number, row in enumerate(made, 2):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.strip():
                place = f"Growth!{'ABCDE'[column]}{number}"
                said = [book.lines[at - 1] for at, where in book.places.items() if where == place]
                assert " ".join(said).split() == value.split()


def test_a_cell_at_the_far_end_is_no_reason_to_make_room_for_all() -> None:
    def fill(book: Any) -> None:
        book.active["XFD1048576"] = "x"

    assert "XFD1048576" in refusal(workbook(fill))


def test_more_lines_than_an_import_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbooks.MAX_LINES == MAX_LINES == 250_000
    monkeypatch.setattr(workbooks, "MAX_LINES", 3_000)
    assert statements(imported(rows(HEADS, *(["a", "b", "c"] for _ in range(999)))))
    raw = rows(HEADS, *(["a", "b", "c"] for _ in range(1_000)))
    assert "more than 3,000 lines" in refusal(raw)


def test_a_workbook_of_old_is_said_to_be_read_by_its_values_only() -> None:
    old = Path(__file__).with_name("growth.xls").read_bytes()
    made = imported(old, "growth.xls")
    assert ("Speed", "I finish") in statements(made)["E1"]
    assert "only the values of the cells are read" in "\n".join(report_lines(made))
    assert "only the values" not in "\n".join(
        report_lines(imported(rows(HEADS, ["Speed", "a", "b"])))
    )


def test_damage_anywhere_is_a_sentence_or_a_ladder() -> None:
    raw = rows(HEADS, ["Speed", "I finish", "I lead"])
    for at in range(0, len(raw), 61):
        made = imported(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        assert made.refused or made.drafts or made.remarks


@pytest.mark.parametrize("heads", [["Salt", "Pepper"], ["Salt", "Pepper", "Guests"]])
def test_columns_of_texts_in_the_sheet_of_a_level_are_competencies(heads: list[str]) -> None:
    def fill(book: Any) -> None:
        for name in ("A1", "A2"):
            sheet = book.create_sheet(name)
            sheet.append(heads)
            sheet.append(["I taste it before", "I grind it late", "I greet them"][: len(heads)])
            sheet.append(["I weigh all of it in the evening", "", "I listen"][: len(heads)])

    made = statements(imported(workbook(fill)))
    assert made["A1"] == made["A2"]
    assert made["A1"][:2] == [("Salt", "I taste it before"), ("Pepper", "I grind it late")]


def test_ticks_beside_what_a_level_expects_are_no_statements() -> None:
    def fill(book: Any) -> None:
        for name in ("A1", "A2"):
            sheet = book.create_sheet(name)
            sheet.append(["Area", "Expectation", "Met?"])
            sheet.append(["Salt", "I taste it before", "Y"])
            sheet.append(["Pepper", "I grind it late", "N"])

    made = statements(imported(workbook(fill)))
    assert made["A1"] == [("Salt", "I taste it before"), ("Pepper", "I grind it late")]
