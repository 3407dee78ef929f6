"""What a file is that is no text: told by its first bytes and by what its archive holds.

Nothing is written anywhere; what an archive says of its size is checked, and bounds what comes
after.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from posixpath import join, normpath, split

from lxml import etree

from explorer.documents.html_text import Element
from explorer.text.lazy_messages import gettext_lazy

MAX_UNPACKED = 100 * 2**20
"""Some hundred times the sheets of a real ladder; 1 MB can be packed to say a gigabyte."""
ZIP = b"PK\x03\x04"
# What Python's own reader of archives raises for one that is cut, changed or encrypted.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = "WordDocument".encode("utf-16-le")


# Word on the web writes "document2.xml".
_WORD = re.compile(r"word/document\d*\.xml")
_OPEN_TEXT = re.compile(rb"application/vnd\.oasis\.opendocument\.text")
_OTHERS = {
    "ppt/presentation.xml": gettext_lazy("it is a presentation; copy its text into a document"),
    "Index/Document.iwa": gettext_lazy(
        "it is of Pages, Numbers or Keynote; export it as .docx or .xlsx"
    ),
}
_SHEETS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_TITLE = re.compile(rb"<dc:title[^<>]*>([^<>]{1,400})</dc:title>")
# What programs call a document that nobody named.
_UNNAMED = re.compile(
    r"(?:word |microsoft word - |new )?(?:document|dokument|untitled|unbenannt|presentation)?[ \d]*"
    r"(?:\.\w+)?|.*\.(?:docx?|xlsx?|ods|pdf)",
    re.IGNORECASE,
)
# "Page 2 of 7" says nothing of a ladder.
_PAGE_NUMBER = re.compile(r"(?:page|seite|página)?\W*\d*\W*(?:of|von|de|/)?\W*\d*", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a header or footer says no more than which page it is on, or nothing."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def title_of(raw: bytes) -> str | None:
    """What an office document says in its properties that it is called."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        about = {"docProps/core.xml", "meta.xml"} & set(archive.namelist())
        found = _TITLE.search(archive.read(about.pop())) if about else None
    title = " ".join(html.unescape(found[1].decode("utf-8", "replace")).split()) if found else ""
    return None if _UNNAMED.fullmatch(title) else title[:200]


def is_document(names: Collection[str]) -> bool:
    """Whether an archive with these names in it is one document, and no folder of them."""
    return not (_SHEETS | _OTHERS.keys()).isdisjoint(names) or any(map(_WORD.fullmatch, names))


def packed_as(raw: bytes) -> str:
    """What a file is that is no text: "workbook", "Word document", a sentence that says the
    way out, or ""."""
    if raw.startswith(b"%PDF-"):
        return gettext_lazy(
            "it is a PDF, which keeps no structure; export the document as Word, Markdown or HTML"
        )
    if raw.startswith(_OLD):
        old_word = gettext_lazy("it is an old Word document; save it as .docx")
        return old_word if _OLD_WORD in raw else "workbook"
    if not raw.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names, size = archive.namelist(), sum(each.file_size for each in archive.infolist())
            if size > MAX_UNPACKED:
                return gettext_lazy(
                    "unpacked it has more than {most} MB; at most that is read",
                    most=MAX_UNPACKED // 2**20,
                )
            # What is longer than it says ends in a wrong sum: the readers would unpack all of it.
            sound = archive.testzip() is None
            kind = archive.read("mimetype")[:80] if sound and "mimetype" in names else b""
    except DAMAGED:
        sound = False
    if not sound:
        return gettext_lazy("it is a damaged archive; save the document again")
    if any(map(_WORD.fullmatch, names)):
        return "Word document"
    if other := next((said for each, said in _OTHERS.items() if each in names), ""):
        return other
    if _OPEN_TEXT.match(kind):
        return gettext_lazy("it is an OpenDocument text; save it as .docx")
    if not _SHEETS.isdisjoint(names):
        return "workbook"
    return gettext_lazy("it is an archive in an archive; unpack it")


def parsed(archive: zipfile.ZipFile, name: str) -> Element:
    """The root of a part. Raises ValueError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name}: {error}") from None


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: (kind, name within the archive, or address outside) by their ids."""
    folder, name = split(part)
    about = join(folder, "_rels", f"{name}.rels")
    try:
        root = parsed(archive, about)
    except KeyError:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for each in root.iter("{*}Relationship"):
        target = each.get("Target") or ""
        within = each.get("TargetMode") != "External"
        found[each.get("Id") or ""] = (
            (each.get("Type") or "").rpartition("/")[2],
            normpath(join("/", folder, target)).lstrip("/") if within else target,
        )
    return found
