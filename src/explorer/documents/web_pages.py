"""Pages of HTML as lines of Markdown, a line per block: saved pages, Google Docs and sheets,
Confluence; Word documents come as HTML too.

Tables are grids, a line per cell. Navigation and page chrome are left out, and told. HTML within
a page of Markdown is read the same way.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.html_tables import SpannedCell, grid_of, header_rows, rows_of, spanned_cell
from explorer.documents.html_text import (
    BLOCKS,
    CellText,
    Element,
    HtmlWriter,
    escape_unclosed_tags,
    marks_of_style,
    parsed,
)
from explorer.documents.line_reader import LineReader
from explorer.documents.remarks import ImportWarning, words_in_short
from explorer.documents.sources import Source
from explorer.documents.web_frames import open_panels, without_chrome, words_in
from explorer.text.lazy_messages import Message, gettext_lazy, ngettext_lazy

# "Career ladder - Engineering - Confluence"
_SITE_NAME = re.compile(r"\s+[|–—·-]\s.*")
_UNSEEN = ("style", "script", "template", "noscript", "svg")
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
# Google Docs writes what is bold as classes, and their meaning in a sheet of styles.
_STYLE_RULE = re.compile(r"\.(c\d+)\s*\{([^{}]*)\}")
# At the start of a line these would be Markdown's.
_LINE_START = re.compile(r"[#`~|=+{:]|-(?=[-\s])")
# "mso-list:l0 level2 lfo1"
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level([1-9])")
_WORD = re.compile(r"\w")
_MARK = 5
"""Characters of what marks a note in a sentence: "[ab]"."""
# A page that a person wrote has about a block per line; an export has hundreds.
_CROWDED = 20


def read(lines: Sequence[str]) -> Source | str:
    """The blocks of a page as lines of Markdown, one each; or why there are none."""
    root = parsed("\n".join(lines))
    if isinstance(root, str):
        return root
    styles = _marks_of_classes(root)
    drawings = _drop_unseen(root)
    _name_sheets(root)
    space = _without_space(root)
    title = (
        _SITE_NAME.sub("", words_in(title[0])) if (title := root.xpath("/html/head/title")) else ""
    )
    open_panels(root)
    chrome = (*space, *without_chrome(root), *_without_lists(root))
    notes = _take_notes(root)
    writer = _PageWriter(styles)
    writer.take(root)
    places = _places(writer.at, lines)
    said = tuple(_left_out(chrome, writer.pictures + drawings))
    return Source(
        tuple(writer.lines),
        places,
        writer.grids,
        warnings=said,
        frame=chrome,
        beside=notes,
        name=title[:200] or None,
    )


def _without_space(root: Element) -> tuple[str, ...]:
    """Take the name of its space off the title of a page of Confluence: "Docs : Levels of writers"."""
    found = ""
    for title in root.xpath("//*[@id='title-text']"):
        for each in (title, *root.xpath("/html/head/title")):
            space, colon, rest = (each.text or "").partition(" : ")
            if colon and rest.strip():
                found, each.text = space.strip(), rest
    return (found,) if found else ()


def _without_lists(root: Element) -> Iterator[str]:
    """Take out what Confluence lists by itself: the pages of a space (index.html), attachments."""
    for section in root.xpath(
        "//body[.//*[@id='title-text']]//div[contains(@class, 'pageSection')]"
    ):
        if root in section.iterancestors():
            yield words_in(section)
            section.drop_tree()


def _drop_unseen(root: Element) -> int:
    """Take out what is no text of a page; how many drawings with words there were among it."""
    drawings = 0
    for unseen in list(root.iter(*_UNSEEN, etree.Comment)):
        if unseen.getparent() is not None:
            # A chart of Mermaid or draw.io; an icon has no more than a title.
            drawings += unseen.tag == "svg" and any(
                words_in(each) for each in unseen.iter("text", "foreignobject")
            )
            unseen.drop_tree()
    for frame in list(root.iter("iframe")):
        if not isinstance(page := parsed(frame.get("srcdoc") or ""), str):
            frame.tag, frame.text = "div", None
            frame.append(page)
    # A data base of Notion links what each row is called to a page of its own: no words of it.
    for link in root.xpath("//td[@class='cell-title']/a"):
        link.drop_tag()
    _pair_definitions(root)
    for each in list(root.iter("p")):
        if found := _WORD_LIST.search(each.get("style") or ""):
            _make_item(each, int(found[1]) - 1)
    return drawings


def _make_item(paragraph: Element, depth: int) -> None:
    """Make an item of a paragraph that Word, as a web page, says to be one; its mark is no text."""
    for mark in paragraph.xpath(".//span[contains(@style, 'mso-list:Ignore')]"):
        mark.drop_tree()
    items = etree.Element("ul", {"class": f"lst-kix_w-{depth}"})
    items.sourceline = paragraph.sourceline
    paragraph.addprevious(items)
    items.tail, paragraph.tail, paragraph.tag = paragraph.tail, None, "li"
    items.append(paragraph)


def _pair_definitions(root: Element) -> None:
    """Make labelled items of lists of terms with one line on each, `**Reports to**: Head`, but for terms
    on which another list says several things (archive-staff-levels.html)."""
    lists = [(each, _definitions(each)) for each in root.iter("dl")]
    several = {words_in(each) for terms, said in lists if not said for each in terms.iter("dt")}
    for terms, said in lists:
        if not several.isdisjoint(words_in(name) for name, *_ in said):
            continue
        terms.tag = "ul" if said else "dl"
        for name, text, inner in said:
            item = etree.Element("li")
            name.addprevious(item)
            item.extend((name, text))
            item.sourceline = name.sourceline
            name.tag, name.tail = "b", " " if words_in(name).endswith((":", "?")) else ": "
            for each in (text, *inner):
                each.tag = "span"


def _definitions(terms: Element) -> list[tuple[Element, Element, list[Element]]]:
    """The terms of a list, each with the one line on it and the paragraphs in that; [] where some
    have more."""
    entries = [each for child in terms for each in (child if child.tag == "div" else [child])]
    names, texts = entries[::2], entries[1::2]
    if [each.tag for each in entries] != ["dt", "dd"] * len(texts) or not all(map(words_in, names)):
        return []
    if any((name.tail or "").strip() for name in names):
        return []
    blocks = [[each for each in text if each.tag in BLOCKS] for text in texts]
    if any(len(inner) > 1 or any(each.tag != "p" for each in inner) for inner in blocks):
        return []
    return list(zip(names, texts, blocks, strict=True))


def _take_notes(root: Element) -> tuple[tuple[str, str], ...]:
    """Take out the comments and footnotes of an export, each with its place: a link such as "[a]"
    leads to them, and one leads back."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    known: dict[str, Element] = {}
    for link in links:
        for element in (link, *islice(link.iterancestors(), 3)):
            known.setdefault(element.get("id") or "", link)
    notes: list[str] = []
    for mark in links:
        back = known.get(mark.get("href")[1:])
        if back in (None, mark) or known.get(back.get("href")[1:]) != mark:
            continue
        note = next(back.iterancestors("li", "p"), None)
        if note is None or max(len(words_in(mark)), len(words_in(back))) > _MARK:
            continue
        if note.getparent().tag == "div" and note.getparent()[0] is note:
            note = note.getparent()
        mark.drop_tree()
        back.drop_tree()
        notes.append(words_in(note))
        note.drop_tree()
    return tuple((f"note {number}", text) for number, text in enumerate(notes, 1))


def pictures_left_out(number: int) -> Message:
    """That so many pictures of a document are not read."""
    return ngettext_lazy(
        "{number} picture left out; what a picture says is not read.",
        "{number} pictures left out; what a picture says is not read.",
        number,
    )


def _left_out(frame: Sequence[str], pictures: int) -> Iterator[ImportWarning]:
    """What was left out of a page, as sentences."""
    if any(text.split() for text in frame):
        told = gettext_lazy(
            "The page's navigation and frame were left out ({words}).", words=words_in_short(frame)
        )
        yield ImportWarning(0, told)
    if pictures:
        yield ImportWarning(0, pictures_left_out(pictures))


def blocks_of_html(source: Sequence[str], first: int) -> list[Block]:
    """The blocks of some HTML in a page of Markdown, of which it is the lines from `first` on."""
    numbers = [first + at for at, line in enumerate(source) if line.strip()]
    root = parsed(escape_unclosed_tags("\n".join(source)))
    if isinstance(root, str):
        return [Block("code", "\n".join(source), numbers)]
    _drop_unseen(root)
    writer = _PageWriter(source=range(first, first + len(source)))
    writer.take(root)
    made = LineReader(writer.lines, writer.grids).read()
    for block in made:
        block.lines = numbers if block.grid else [writer.at[at - 1] for at in block.lines]
    return made


def _places(at: Sequence[int], lines: Sequence[str]) -> dict[int, int | str]:
    written = sum(1 for line in lines if line.strip())
    crowded = len(at) > (_CROWDED * written if written > 1 else 2)
    return {number: f"block {number}" if crowded else line for number, line in enumerate(at, 1)}


def _marks_of_classes(root: Element) -> dict[str, frozenset[str]]:
    rules = (rule for style in root.iter("style") for rule in _STYLE_RULE.findall(style.text or ""))
    return {name: marks for name, rule in rules if (marks := marks_of_style(rule))}


def _name_sheets(root: Element) -> None:
    """The sheets of a published workbook by their names, which stand in its menu."""
    for button in root.xpath("//*[starts-with(@id, 'sheet-button-')]"):
        name, number = words_in(button), button.get("id").removeprefix("sheet-button-")
        sheet = root.get_element_by_id(number, None)
        button.drop_tree()
        if sheet is not None and name:
            heading = etree.Element("h1")
            heading.text = name
            sheet.insert(0, heading)
            sheet.attrib.pop("style", None)  # of its sheets a browser shows one at a time


# -- blocks ----------------------------------------------------------------------------------


@dataclass
class _PageWriter(HtmlWriter):
    """Writes a line per block of a page, and a grid per table."""

    source: range | None = None
    """The lines that what is read stands on, where it is part of a page of Markdown."""
    lines: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    """The source line of each of them."""
    grids: dict[int, Grid] = field(default_factory=dict)
    heading: int = 0
    titled: int | None = None
    """1 below a document's own title, which is above all its headings; None before the first."""
    summary: bool = False
    rows: dict[Element, None] | None = None
    """The rows of the table that is open, in order."""

    def start(self, element: Element) -> None:
        super().start(element)
        tag = element.tag
        classes = (element.get("class") or "").split()
        if tag in _HEADINGS:
            self.titled = self.titled or 0
            self.heading = min(6, _HEADINGS[tag] + self.titled)
        elif tag == "p" and ("title" in classes or "MsoTitle" in classes):
            self.titled = 1 if self.titled is None else self.titled
            self.heading = 1
        elif tag == "details":
            self.add("<details>")
        elif tag == "summary":
            self.summary = True

    def line_break(self) -> None:
        self.text("\n" if self.heading else "<br>")

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag in _HEADINGS or tag == "p":
            self.heading = 0
        elif tag == "summary":
            self.summary = False
        elif tag == "details":
            self.add("</details>")

    def written(self, text: str, code: bool) -> str:
        return text if code or text == "<br>" else html.escape(text, quote=False)

    def put(self, text: str, bullet: bool) -> None:
        """Write what is open as a line of its kind."""
        depth = self.lists[-1]
        if not _WORD.search(text):
            return
        if _LINE_START.match(text):
            text = f"&#{ord(text[0])};{text[1:]}"
        if self.summary:
            self.add(f"<summary>{text}</summary>")
        elif self.heading:
            self.add("", f"{'#' * self.heading} {text}")
        elif bullet:
            self.add(f"{'  ' * (depth - 1)}- {text}")
        else:
            self.add("", f"{'  ' * depth}{text}")

    def add(self, *lines: str) -> None:
        for line in lines:
            if line or self.lines:
                self.lines.append(line)
                self.at.append(self.line + (self.source.start - 1 if self.source else 0))

    def skips(self, element: Element) -> bool:
        """A table is a grid, with a line per cell; one in a cell is text of that cell."""
        if element.tag in ("td", "th") and self.rows is not None:
            self.rows[element.getparent()] = None
            return True
        if element.tag != "table":
            return False
        self.write_block()
        self.line = element.sourceline or self.line
        around, self.rows = self.rows, {}
        # A caption, or what stands between the cells, which browsers show above.
        self.text(element.text or "")
        for inner in element:
            self.take(inner)
            self.text(inner.tail or "")
        self.write_block()
        parents, self.rows = self.rows, around
        if not parents:
            return True
        self.add("", "<table>")
        first, rows = len(self.lines), list(rows_of(element, list(parents)))
        heads = header_rows(rows)
        made = [[self.cell(each) for each in row] for row in rows]
        self.add("</table>")
        numbers = self.source or range(first, len(self.lines) + 1)
        self.grids[first] = grid_of(made, heads, tuple(numbers))
        self.add("")
        return True

    def cell(self, element: Element) -> SpannedCell:
        self.line = element.sourceline or self.line
        number = len(self.lines) + 1
        lines: tuple[int, ...] = (number,)
        if self.source:
            below = self.line + "".join(element.itertext()).count("\n")
            lines = tuple(self.source[self.line - 1 : below])
        inside = CellText(self.styles)
        made = spanned_cell(element, inside, lines)
        self.pictures += inside.pictures
        element.clear()  # of a large table all of it would be there twice
        if made.cell.text:
            self.add(html.escape(made.cell.text, quote=False))
        return made
