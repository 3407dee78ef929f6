"""Word documents: headings, lists and tables in, remarks by paragraph, pictures said."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.importing import word_documents
from explorer.importing.pipeline import ImportResult, read_documents
from explorer.importing.sources import Source

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
