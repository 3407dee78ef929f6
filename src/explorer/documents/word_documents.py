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

from explorer.documents import web_pages, word_markup
from explorer.documents.html_text import Element
from explorer.documents.limits import MAX_LINES
from explorer.documents.packed import is_page_number, relations, title_of
from explorer.documents.remarks import ImportWarning, words_in_short
from explorer.documents.sources import Source
from explorer.documents.word_markup import (
    Unseen,
    W,
    forget_missing,
    hidden_styles,
    make_readable,
    text_of,
)
from explorer.documents.word_numbers import write_numbers
from explorer.text.lazy_messages import gettext_lazy

WORD = (".docx",)
# Styles that say how deep an item is, where the numbering does not; a title is a heading.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => p.title:fresh",
        *(
            f"p[style-name='List {kind} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
            for depth in (2, 3)
        ),
    ]
)
_TAG = re.compile(r"<[^>]*>")
_BESIDE = re.compile(r"word/(header|footer|footnote|endnote|comment)s?\d*\.xml")
_MAIN = "officeDocument"
_NOTES = ("footnotes", "endnotes", "comments")
_DRAWN = {"chart": "chart", "diagramData": "diagram"}
# A mark of a note in a sentence; the note itself is kept with those.
_without_notes = transforms.element_of_type(documents.NoteReference, lambda _: documents.text(""))


def read(raw: bytes) -> Source | str:
    """A document's paragraphs as lines, or a sentence saying why there are none."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = _Parts(archive)
            html = mammoth.convert_to_html(
                parts.readable(),
                convert_image=mammoth.images.img_element(lambda _: {}),
                external_file_access=False,
                style_map=_STYLES,
                transform_document=_without_notes,
            ).value
            beside = tuple(dict.fromkeys(parts.beside()))
    except RecursionError:
        return gettext_lazy("its lists or tables are nested too deeply")
    # The library raises what its parts raise: KeyError, IndexError, an error of the XML's.
    except Exception as error:
        return gettext_lazy(
            "it cannot be read ({reason}); save it again as .docx or as a web page",
            reason=type(error).__name__,
        )
    page = web_pages.read([html])
    if isinstance(page, str):
        return parts.embedded() or page
    if len(page.lines) > MAX_LINES:
        return gettext_lazy("it has more than {most} lines", most=MAX_LINES)
    number, places = 0, dict[int, int | str]()
    for at, line in enumerate(page.lines, 1):
        number += bool(_TAG.sub("", line).strip())
        places[at] = f"paragraph {max(1, number)}"
    return replace(
        page,
        places=places,
        form=gettext_lazy("table"),
        beside=beside,
        warnings=(*page.warnings, *(ImportWarning(0, each) for each in parts.told())),
        name=title_of(raw),
    )


class _Parts:
    """The parts of a document that hold its text, made readable as they are taken."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        mains = [name for kind, name in relations(archive, "").values() if kind == _MAIN]
        self.main = next((name for name in mains if name in self.names), "word/document.xml")
        self.ids = relations(archive, self.main)
        self.related = [each for each in self.ids.values() if each[1] in self.names]
        self.styles = self._part("styles")
        self.hidden = hidden_styles(self.styles) if self.styles is not None else frozenset()
        self.unseen = Unseen()

    def _part(self, kind: str) -> Element | None:
        name = next((name for each, name in self.related if each == kind), None)
        return self._root(name) if name else None

    def _root(self, name: str) -> Element:
        return word_markup.parsed(self.archive.read(name))

    def _readable(self, name: str) -> Element:
        root = self._root(name)
        unseen = make_readable(root, self.hidden)
        self.unseen.hidden += unseen.hidden
        self.unseen.deleted += unseen.deleted
        return root

    def readable(self) -> BytesIO:
        """The document as a file for the reader, without what is kept beside the text, and
        without its pictures, which nobody opens."""
        kinds = {name: kind for kind, name in self.related}
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            for name in self.names:
                if name == self.main:
                    root = self._readable(name)
                    forget_missing(root, self.ids)
                    if (numbering := self._part("numbering")) is not None:
                        write_numbers(root, numbering, self.styles)
                    made.writestr(name, etree.tostring(root))
                elif not _BESIDE.fullmatch(name) and kinds.get(name) not in _NOTES:
                    kept = name.endswith((".xml", ".rels"))
                    made.writestr(name, self.archive.read(name) if kept else b"")
        file.seek(0)
        return file

    def beside(self) -> Iterator[tuple[str, str]]:
        """What stands in headers, footers, notes, comments, charts and diagrams, each with its
        place."""
        kinds = {name: kind for kind, name in self.related}
        seen: dict[str, int] = {}
        for name in sorted(self.names):
            kind = found[1] if (found := _BESIDE.fullmatch(name)) else kinds.get(name, "")
            if kind in ("chart", "diagramData"):
                shown = _DRAWN[kind]
                seen[shown] = seen.get(shown, 0) + 1
                if text := _drawn_text(self._root(name)):
                    yield f"{shown} {seen[shown]}", text
            elif kind in ("header", "footer"):
                if not is_page_number(text := text_of(self._readable(name))):
                    yield kind, text
            elif found or kind in _NOTES:
                kind = kind.removesuffix("s")
                texts = map(text_of, self._readable(name).iter(f"{W}{kind}"))
                yield from (
                    (f"{kind} {at}", text) for at, text in enumerate(filter(None, texts), 1)
                )

    def embedded(self) -> str:
        """That another document stands in this one, as a sentence, or ""."""
        if all(kind != "aFChunk" for kind, _ in self.related):
            return ""
        return gettext_lazy(
            "another document is embedded in it, which is not read; save it again with Word"
        )

    def told(self) -> Iterator[str]:
        """What was left out, as sentences."""
        if hidden := self.unseen.hidden:
            yield gettext_lazy(
                "Hidden text was left out ({words}); show it to import it.",
                words=words_in_short(hidden),
            )
        if deleted := [each for each in self.unseen.deleted if each.strip()]:
            yield gettext_lazy(
                "What is deleted in tracked changes was left out ({words}).",
                words=words_in_short(deleted),
            )
        if self.embedded():
            yield gettext_lazy(
                "Another document is embedded in it, which is not read; save it again with Word."
            )


def _drawn_text(root: Element) -> str:
    """What a chart or diagram says, each text once: a series names its categories again."""
    texts = ["".join(each.itertext("{*}t")) for each in root.iter("{*}p")]
    texts += [each.text or "" for each in root.iterfind(".//{*}strCache/{*}pt/{*}v")]
    return " · ".join(dict.fromkeys(filter(None, map(str.strip, texts))))
