"""Levels that no word names, told by the form of tables."""

from explorer.documents.grids import Cell, CellValue, Grid
from explorer.drafts.tables.levels_by_form import headings_over_one_form


def sheets(head: tuple[str, ...]) -> list[tuple[str, Grid]]:
    rows = [head, ("Rooms", "Makes up rooms"), ("Guests", "Greets guests")]
    cells = tuple(
        tuple(Cell((CellValue(text, (1,), False),)) for text in row) for row in rows if row
    )
    names = ("Step 1: Room Attendant", "Step 2: Floor Supervisor")
    return [(name, Grid(cells, (1,), header=1)) for name in names]


def test_sheets_of_one_form_are_levels_where_somebody_stands_on_steps() -> None:
    found = headings_over_one_form(sheets(("Area", "What we expect")))
    assert [each.title for each in found.values()] == ["Room Attendant", "Floor Supervisor"]


def test_tables_without_a_head_are_no_levels() -> None:
    nothing = [(heading, Grid((), ())) for heading, _ in sheets(())]
    assert headings_over_one_form(nothing) == {}
