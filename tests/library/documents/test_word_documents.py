"""Word documents: headings, lists and tables in, remarks by paragraph, pictures said."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents import word_documents
from explorer.documents.sources import Source
from explorer.importing.pipeline import ImportResult, read_documents

PICTURE = Path(__file__).parents[3] / "docs" / "pictures"


def document(fill: Callable[[Any], None]) -> bytes:
    made = docx.Document()
    fill(made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def roles(made: Any) -> None:
    made.add_heading("Engineering ladder", 0)
    for code, texts in (("L1", ["I finish tasks", "I ask"]), ("L2", ["I finish projects"])):
        made.add_heading(f"{code} Engineer", 1)
        made.add_heading("Delivery", 2)
        for text in texts:
            made.add_paragraph(text, style="List Bullet")


def table(made: Any) -> None:
    rows = (["", "L1", "L2"], ["Delivery", "I finish", "I lead"], ["Care", "I ask", "I mentor"])
    grid = made.add_table(len(rows), 3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.cell(at, column).text = text


def statements(made: ImportResult) -> dict[str, list[str]]:
    return {
        level.code: [f.text for f in level.fragments if f.kind == "statement"]
        for draft in made.drafts
        for level in draft.levels
    }


def imported(raw: bytes) -> ImportResult:
    return read_documents({"ladder.docx": raw})


def test_headings_and_bullets_are_levels() -> None:
    assert statements(imported(document(roles))) == {
        "L1": ["I finish tasks", "I ask"],
        "L2": ["I finish projects"],
    }


def test_a_table_is_a_matrix() -> None:
    made = imported(document(table))
    assert statements(made) == {"L1": ["I finish", "I ask"], "L2": ["I lead", "I mentor"]}
    assert made.drafts[0].shape == "Word document: table, levels as columns"


def test_a_picture_is_left_out_and_said() -> None:
    def fill(made: Any) -> None:
        roles(made)
        made.add_picture(str(next(PICTURE.glob("*.png"))))

    said = [remark.text for remark in imported(document(fill)).remarks]
    assert "1 picture left out; what a picture says is not read." in said


def test_a_paragraph_is_known_by_its_number() -> None:
    read = word_documents.read(document(roles))
    assert isinstance(read, Source)
    (at,) = [at for at, line in enumerate(read.lines, 1) if "I finish projects" in line]
    assert read.places[at] == "paragraph 8"


def test_what_stands_beside_the_text_is_kept_with_its_place() -> None:
    def fill(made: Any) -> None:
        roles(made)
        made.sections[0].header.paragraphs[0].text = "Internal to the bakery"
        made.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
        made.add_comment(made.paragraphs[3].runs, "Is this too much?", author="Ana")

    (draft,) = imported(document(fill)).drafts
    left = [(draft.place(f.lines[0]), f.text) for f in draft.prose if f.kind == "remainder"]
    assert left == [("comment 1", "Is this too much?"), ("header", "Internal to the bakery")]


FOOTNOTE = (
    '<w:footnote xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="{}"'
    "{}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
)


def test_a_footnote_is_no_statement() -> None:
    def fill(made: Any) -> None:
        roles(made)
        run = made.paragraphs[3].add_run()
        reference = docx.oxml.parse_xml(
            '<w:footnoteReference xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' w:id="2"/>'
        )
        run._r.append(reference)

    notes = "".join(
        (
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
            FOOTNOTE.format(0, ' w:type="separator"', ""),
            FOOTNOTE.format(2, "", "Within a week"),
            "</w:footnotes>",
        )
    )
    file = BytesIO(document(fill))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    made = imported(file.getvalue())
    assert statements(made)["L1"] == ["I finish tasks", "I ask"]
    (draft,) = made.drafts
    assert [(draft.place(f.lines[0]), f.text) for f in draft.prose] == [
        ("footnote 1", "Within a week")
    ]


def test_the_title_of_a_document_names_its_ladder_before_the_file_does() -> None:
    def fill(made: Any) -> None:
        table(made)
        made.core_properties.title = "Growth at the bakery"

    assert imported(document(fill)).ladders[0].name == "Growth at the bakery"


@settings(max_examples=10)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), max_size=9))
def test_every_paragraph_is_in_a_field_or_left(texts: list[str]) -> None:
    words = [f"w{number} {text}" for number, text in enumerate(texts)]

    def fill(made: Any) -> None:
        roles(made)
        for word in words:
            made.add_paragraph(word)

    (draft,) = imported(document(fill)).drafts
    said = " ".join(fragment.text for fragment in draft.fragments())
    assert all(f"w{number}" in said for number in range(len(words)))


def test_damage_anywhere_is_a_sentence_or_a_ladder() -> None:
    raw = document(roles)
    for at in range(0, len(raw), 1_999):
        made = imported(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        assert made.refused or made.drafts


def test_entities_that_grow_are_refused() -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY a0 "x">{names}]><d>&a11;</d>'.encode()
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(document(roles))) as source, zipfile.ZipFile(file, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, bomb if name == "word/document.xml" else source.read(name))
    (refused,) = imported(file.getvalue()).refused
    assert "cannot be read" in refused.reason
