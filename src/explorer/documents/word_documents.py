"""Word documents (.docx): their paragraphs, lists and tables as HTML, by mammoth.

Styles become structure (Heading 1, List Bullet); what is only looks is left out. A paragraph is
a line, so that remarks can name it. What stands beside the text, in headers, notes and comments,
belongs to no level and is kept with its place.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import mammoth
from lxml import etree
from mammoth import documents, transforms

from explorer.documents import web_pages
from explorer.documents.html_text import Element
from explorer.documents.limits import MAX_LINES
from explorer.documents.packed import title_of
from explorer.documents.sources import Source

WORD = (".docx",)
# Styles that say how deep an item is, where the numbering does not; a title is a heading.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(
            f"p[style-name='List {kind} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
            for depth in (2, 3)
        ),
    ]
)
_TAG = re.compile(r"<[^>]*>")
_BESIDE = re.compile(r"word/(header|footer|footnote|endnote|comment)s?\d*\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# "Page 2 of 7" says nothing of a ladder.
_PAGE_NUMBER = re.compile(r"(?:page|seite|página)?\W*\d*\W*(?:of|von|de|/)?\W*\d*", re.IGNORECASE)
# A mark of a note in a sentence; the note itself is kept with those.
_without_notes = transforms.element_of_type(documents.NoteReference, lambda _: documents.text(""))


def read(raw: bytes) -> Source | str:
    """A document's paragraphs as lines, or a sentence saying why there are none."""
    try:
        html = mammoth.convert_to_html(
            BytesIO(raw),
            convert_image=mammoth.images.img_element(lambda _: {}),
            external_file_access=False,
            style_map=_STYLES,
            transform_document=_without_notes,
        ).value
        beside = tuple(dict.fromkeys(_texts_beside(raw)))
    except RecursionError:
        return "its lists or tables are nested too deeply"
    # The library raises what its parts raise: KeyError, IndexError, an error of the XML's.
    except Exception as error:
        return (
            f"it cannot be read ({type(error).__name__}); save it again as .docx or as a web page"
        )
    page = web_pages.read([html])
    if isinstance(page, str):
        return page
    if len(page.lines) > MAX_LINES:
        return f"it has more than {MAX_LINES:,} lines"
    number, places = 0, dict[int, int | str]()
    for at, line in enumerate(page.lines, 1):
        number += bool(_TAG.sub("", line).strip())
        places[at] = f"paragraph {max(1, number)}"
    return replace(page, places=places, form="table", beside=beside, name=title_of(raw))


def _texts_beside(raw: bytes) -> Iterator[tuple[str, str]]:
    """What stands in headers, footers, notes and comments, each with its place."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        for name in sorted(archive.namelist()):
            if not (found := _BESIDE.fullmatch(name)):
                continue
            root, kind = etree.fromstring(archive.read(name), parser), found[1]
            if kind in ("header", "footer"):
                if not _PAGE_NUMBER.fullmatch(text := _text_of(root)):
                    yield kind, text
                continue
            said = [each for each in root.iter(f"{_W}{kind}") if _text_of(each)]
            yield from ((f"{kind} {at}", _text_of(each)) for at, each in enumerate(said, 1))


def _text_of(root: Element) -> str:
    """The text of the paragraphs in a part; a tab or break is a space."""
    texts = (
        (element.text or "") if element.tag == f"{_W}t" else " "
        for element in root.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}p")
    )
    return " ".join("".join(texts).split())
