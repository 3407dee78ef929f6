"""Word documents (.docx): their paragraphs, lists and tables as HTML, and so as a page's blocks.

Styles become structure (Heading 1, List Bullet); what is only looks is left out. A paragraph is
a line, so that remarks can name it. What stands beside the text, in headers, notes and comments,
belongs to no level and is kept with its place.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from explorer.documents import packed, web_pages
from explorer.documents.html_text import Element, parsed
from explorer.documents.limits import MAX_LINES
from explorer.documents.packed import DAMAGED, is_page_number, relations, title_of
from explorer.documents.remarks import ImportWarning, words_in_short
from explorer.documents.sources import Source
from explorer.documents.web_frames import words_in
from explorer.documents.word_styles import Lists, Styles
from explorer.documents.word_text import WordText
from explorer.text.lazy_messages import gettext_lazy

WORD = (".docx",)
_TAG = re.compile(r"<[^>]*>")
_BESIDE = re.compile(r"word/(header|footer|footnote|endnote|comment)s?\d*\.xml")
_MAIN = "officeDocument"
_NOTES = ("footnotes", "endnotes", "comments")
_DRAWN = {"chart": "chart", "diagramData": "diagram"}


def read(raw: bytes) -> Source | str:
    """A document's paragraphs as lines, or a sentence saying why there are none."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = _Parts(archive)
            page = web_pages.read([parts.text.html_of(packed.parsed(archive, parts.main))])
            beside = tuple(dict.fromkeys(parts.beside()))
    except (KeyError, *DAMAGED) as error:
        if "depth" in str(error):
            return gettext_lazy("its lists or tables are nested too deeply")
        return gettext_lazy(
            "it cannot be read ({reason}); save it again as .docx or as a web page",
            reason=type(error).__name__,
        )
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
    """The parts of a document that hold its text."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        mains = [name for kind, name in relations(archive, "").values() if kind == _MAIN]
        self.main = next((name for name in mains if name in self.names), "word/document.xml")
        related = relations(archive, self.main)
        self.kinds = {name: kind for kind, name in related.values() if name in self.names}
        links = {key: name for key, (kind, name) in related.items() if kind == "hyperlink"}
        styles = Styles(self._related("styles"))
        self.text = WordText(styles, Lists(self._related("numbering"), styles), links)

    def _related(self, kind: str) -> Element | None:
        name = next((name for name, each in self.kinds.items() if each == kind), None)
        return packed.parsed(self.archive, name) if name else None

    def _text_of(self, element: Element) -> str:
        page = parsed(f"<div>{self.text.html_of(element)}</div>")
        return page if isinstance(page, str) else words_in(page)

    def beside(self) -> Iterator[tuple[str, str]]:
        """What stands in headers, footers, notes, comments, charts and diagrams, each with its
        place."""
        seen: dict[str, int] = {}
        for name in sorted(self.names):
            kind = found[1] if (found := _BESIDE.fullmatch(name)) else self.kinds.get(name, "")
            if shown := _DRAWN.get(kind):
                seen[shown] = seen.get(shown, 0) + 1
                if text := _drawn_text(packed.parsed(self.archive, name)):
                    yield f"{shown} {seen[shown]}", text
            elif kind in ("header", "footer"):
                if not is_page_number(text := self._text_of(packed.parsed(self.archive, name))):
                    yield kind, text
            elif found or kind in _NOTES:
                kind = kind.removesuffix("s")
                texts = map(self._text_of, packed.parsed(self.archive, name).iter(f"{{*}}{kind}"))
                yield from (
                    (f"{kind} {at}", text) for at, text in enumerate(filter(None, texts), 1)
                )

    def embedded(self) -> str:
        """That another document stands in this one, as a sentence, or ""."""
        if "aFChunk" not in self.kinds.values():
            return ""
        return gettext_lazy(
            "another document is embedded in it, which is not read; save it again with Word"
        )

    def told(self) -> Iterator[str]:
        """What was left out, as sentences."""
        if hidden := self.text.hidden:
            yield gettext_lazy(
                "Hidden text was left out ({words}); show it to import it.",
                words=words_in_short(hidden),
            )
        if deleted := [each for each in self.text.deleted if each.strip()]:
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
