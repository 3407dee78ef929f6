"""What an .ods holds besides values: annotations, shapes, hidden rows and columns, headers."""

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from explorer.importing.pipeline import ImportResult, read_documents

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string">{more}<text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def ods(rows: str, columns: str = "", styles: str = "") -> bytes:
    file = BytesIO()
    content = (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Growth">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("content.xml", content)
        archive.writestr(
            "styles.xml", f"<office:document-styles {NAMES}>{styles}</office:document-styles>"
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return file.getvalue()


HEAD = row(*map(cell, ("Area", "E1", "E2")))
NOTE = "<office:annotation><text:p>Is this</text:p><text:p>too much?</text:p></office:annotation>"
SHAPE = "<draw:custom-shape><text:p>Draft</text:p></draw:custom-shape>"
MATRIX = (
    HEAD
    + row(cell("Speed"), cell("I finish", NOTE), cell("I lead"))
    + row(cell("Care"), cell("I ask", SHAPE), cell("I mentor"))
)


def imported(raw: bytes) -> ImportResult:
    return read_documents({"growth.ods": raw})


def left(made: ImportResult) -> list[tuple[int | str, str]]:
    (draft,) = made.drafts
    return [(draft.place(f.lines[0]), f.text) for f in draft.prose if f.kind == "remainder"]


def told(made: ImportResult) -> str:
    return "\n".join(remark.text for remark in made.remarks)


def words(made: ImportResult) -> str:
    return " ".join(each.text for draft in made.drafts for each in draft.fragments())


def test_annotations_and_shapes_are_kept_with_their_places() -> None:
    made = imported(ods(MATRIX))
    assert ("comment on Growth!B2", "Is this too much?") in left(made)
    assert ("shape on Growth!B3", "Draft") in left(made)


def test_a_header_is_kept_and_a_page_number_is_not() -> None:
    number = "<text:page-number>1</text:page-number>"
    styles = (
        "<office:master-styles><style:master-page><style:header><text:p>Internal <text:span>to"
        "</text:span><text:s/>us</text:p></style:header><style:footer><text:p>Page "
        f"{number}</text:p></style:footer></style:master-page></office:master-styles>"
    )
    found = [each for each in left(imported(ods(MATRIX, styles=styles))) if "er" in str(each[0])]
    assert found[0] == ("header", "Internal to us")
    assert not any("Page" in text for _, text in found)


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    hidden = 'table:visibility="collapse"'
    rows = HEAD + row(*map(cell, ("Speed", "I finish", "I lead"))) * 2
    rows += row(*map(cell, ("Pay", "sixty", "seventy")), about=hidden)
    columns = f"<table:table-column/><table:table-column/><table:table-column {hidden}/>"
    made = imported(ods(rows, columns))
    assert "hidden rows were left out (4)" in told(made)
    assert "hidden columns were left out (C)" in told(made)
    assert not any(each in words(made) for each in ("sixty", "I lead"))


def test_a_number_is_as_its_sheet_shows_it() -> None:
    value = '<table:table-cell table:number-columns-repeated="2" office:value-type="{}" office:{}="{}"><text:p>{}</text:p></table:table-cell>'
    rows = row(cell("Bonus"), value.format("percentage", "value", "0.5", "50 %"))
    rows += row(cell("Since"), value.format("date", "date-value", "2024-05-01", "1 May 2024"))
    rows += row(cell("After"), value.format("float", "value", "3", "3 years"))
    made = imported(ods(HEAD + row(*map(cell, ("Speed", "I finish", "I lead"))) + rows))
    assert all(words(made).count(each) == 2 for each in ("50 %", "1 May 2024", "3 years"))
    assert "only the values" not in told(made)


def test_cells_repeated_without_end_are_refused() -> None:
    far = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{far}<text:p>x</text:p></table:table-cell></table:table-row>'
    (refused,) = imported(ods(rows)).refused
    assert "reaches to cell XFD1048576" in refused.reason


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=5))
def test_places_follow_what_is_repeated(rows: list[tuple[int, bool]]) -> None:
    made, expected, at = "", set(), 4
    for number, (times, filled) in enumerate(rows):
        note = NOTE.replace("too much?", f"n{number}?")
        about = f'table:number-rows-repeated="{times}"'
        made += row(cell(f"Area{number}", note) if filled else "", about=about)
        expected |= {(f"comment on Growth!A{at}", f"Is this n{number}?")} if filled else set()
        at += times
    assert expected <= set(left(imported(ods(MATRIX + made))))
