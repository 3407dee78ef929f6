"""Files that are no text: what they are is told without unpacking, and what cannot be read is said."""

import zipfile
from io import BytesIO

import pytest

from explorer.documents.packed import MAX_UNPACKED
from explorer.importing.pipeline import read_documents


def packed(**files: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name.replace("__", "/"), held)
    return file.getvalue()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"%PDF-1.7 x", "it is a PDF"),
        (b"PK\x03\x04 cut", "damaged archive"),
        ({"word__document.xml": b"<w/>"}, "there is no text in it"),
        ({"a.png": b"# L1"}, "no document in it"),
        ({"xl__workbook.xml": b"<workbook/>"}, "cannot be read"),
        ({"xl__workbook.xml": bytes(MAX_UNPACKED + 1)}, "more than 100 MB"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"},
            "OpenDocument text; save it as .docx",
        ),
        ({"ppt__presentation.xml": b"<a/>"}, "it is a presentation"),
        ({"Index__Document.iwa": b"a"}, "export it as .docx or .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "save it as .docx",
        ),
    ],
    ids=[
        "pdf",
        "cut",
        "word",
        "zip",
        "not a workbook",
        "bomb",
        "open text",
        "slides",
        "Apple",
        "old and empty",
        "old Word",
    ],
)
def test_what_is_no_document_says_the_way_out(held: bytes | dict[str, bytes], said: str) -> None:
    raw = packed(**held) if isinstance(held, dict) else held
    (refused,) = read_documents({"ladder.xlsx": raw}).refused
    assert said in refused.reason


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_an_archive_that_is_longer_than_it_says_is_not_unpacked(name: str) -> None:
    raw = packed(**{name.replace("/", "__"): b"x" * 70_000})
    lying = raw.replace((70_000).to_bytes(4, "little"), (70).to_bytes(4, "little"))
    assert lying != raw
    (refused,) = read_documents({"ladder.docx": lying}).refused
    assert "damaged archive" in refused.reason
