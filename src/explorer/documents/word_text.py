"""The text of a Word document as HTML: paragraphs, items, tables, marks and links, in order.

Whatever an element is called, the text in it is read where it stands; but what Word itself does
not show, hidden or deleted text, is left out and counted. Shapes stand after their paragraph.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from explorer.documents.html_text import Element
from explorer.documents.word_styles import Lists, Styles, attribute, is_on, value_of

_MARKS = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s"}
_BETWEEN = {"den": "/", "sup": "^", "sub": "_"}
"""What stands before a part of a formula."""
_SIGNS = {"b7": "•", "a8": "☐", "6f": "☐", "fe": "☑", "fd": "☒", "fc": "✓", "fb": "✗"}
"""What ladders have of the fonts of signs, Wingdings and Symbol."""
# 'HYPERLINK "https://…"': a link as a field.
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')


def name_of(element: Element) -> str:
    """What an element is called, whatever the name of its space is."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def said_by(element: Element) -> str:
    """All text within an element."""
    return "".join(element.itertext("{*}t", "{*}delText"))


@dataclass
class WordText:
    """Writes what stands in some parts of a document."""

    styles: Styles
    lists: Lists
    links: Mapping[str, str]
    """Where links lead to, by their ids."""
    made: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)
    """What is anchored in the paragraph that is open."""
    fields: list[str] = field(default_factory=list)
    """The codes of fields that are open."""
    hides: bool = False
    """Whether the style of the paragraph hides its text."""
    joined: str = ""
    """The text of a paragraph whose end is deleted: it goes on in the next."""

    def html_of(self, element: Element) -> str:
        """The text within an element."""
        text = self.inner(element)
        while self.shapes:
            text += self.inner(self.shapes.pop(0))
        return text

    def take(self, element: Element) -> None:
        """Write what stands in an element, each kind by its name."""
        for each in element:
            name = name_of(each)
            if taken := getattr(self, f"take_{name}", None):
                taken(each)
            elif name in ("del", "moveFrom"):
                self.deleted += [said_by(each)] if name == "del" else []
            elif name == "t" and each.text:
                self.made.append(html.escape(each.text, quote=False))
            elif name and not name.endswith("Pr"):
                self.take(each)

    # -- blocks --------------------------------------------------------------------------

    def take_p(self, element: Element) -> None:
        about = element.find("{*}pPr")
        style = value_of(about, "{*}pStyle")
        around, around_hides, around_shapes = self.made, self.hides, self.shapes
        vanish = self.styles.given(style, "{*}rPr/{*}vanish")
        self.made, self.shapes = [self.joined], []
        self.hides, self.joined = vanish is not None and is_on(vanish), ""
        depth, number = self.lists.next(about)
        self.take(element)
        text, shapes = "".join(self.made), self.shapes
        self.made, self.hides, self.shapes = around, around_hides, around_shapes
        end = about.find("{*}rPr/{*}del") if about is not None else None
        following = element.getnext()
        if end is not None and following is not None and name_of(following) == "p":
            self.joined = text
        elif text:
            text = f"{html.escape(number)} {text}" if number else text
            heading = self.styles.heading(style, value_of(about, "{*}outlineLvl"))
            if heading:
                self.made.append(f"<h{heading}>{text}</h{heading}>\n")
            elif self.styles.named(style).casefold() == "title":
                self.made.append(f'<p class="title">{text}</p>\n')
            elif depth is not None:
                self.made.append(f'<ul class="lst-kix_w-{min(depth, 8)}"><li>{text}</li></ul>\n')
            else:
                self.made.append(f"<p>{text}</p>\n")
        for shape in shapes:
            self.take(shape)

    def take_tbl(self, element: Element) -> None:
        merged: dict[int, list[int]] = {}
        rows: list[tuple[bool, list[tuple[str, int, list[int]]]]] = []
        for row in _parts_of(element, "tr"):
            if row.find("{*}trPr/{*}del") is not None:
                self.deleted.append(said_by(row))
                continue
            column, cells = 0, []
            for cell in _parts_of(row, "tc"):
                about = cell.find("{*}tcPr")
                wide = value_of(about, "{*}gridSpan")
                span = int(wide) if re.fullmatch("[1-9][0-9]{0,2}", wide) else 1
                merge = about.find("{*}vMerge") if about is not None else None
                below = merge is not None and attribute(merge, "val") != "restart"
                if below and column in merged and not said_by(cell):
                    merged[column][0] += 1
                else:
                    cells.append((self.inner(cell), span, tall := [1]))
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = tall
                column += span
            rows.append((row.find("{*}trPr/{*}tblHeader") is not None, cells))
        self.made.append("<table>")
        heads = sum(1 for _ in takewhile(lambda row: row[0], rows))
        for at, (_, cells) in enumerate(rows):
            row_of = "".join(
                f'<td colspan="{span}" rowspan="{tall[0]}">{text}</td>'
                for text, span, tall in cells
            )
            text = f"<tr>{row_of}</tr>"
            self.made.append(f"<thead>{text}</thead>" if at < heads else text)
        self.made.append("</table>\n")

    def inner(self, element: Element) -> str:
        """What stands in an element, by itself."""
        around, self.made = self.made, []
        self.take(element)
        made, self.made = self.made, around
        return "".join(made)

    # -- within a paragraph --------------------------------------------------------------

    def take_r(self, element: Element) -> None:
        about = element.find("{*}rPr")
        style = value_of(about, "{*}rStyle")

        def given(name: str) -> Element | None:
            own = about.find(f"{{*}}{name}") if about is not None else None
            return own if own is not None else self.styles.given(style, f"{{*}}rPr/{{*}}{name}")

        vanish = given("vanish")
        if self.hides if vanish is None else is_on(vanish):
            self.hidden += filter(None, [said_by(element)])
            return
        text = self.inner(element)
        if text.strip():
            for name, tag in _MARKS.items():
                if (mark := given(name)) is not None and is_on(mark):
                    text = f"<{tag}>{text}</{tag}>"
        code = self.fields[-1] if self.fields else ""
        if text and (found := _LINK_FIELD.match(code)):
            text = f'<a href="{html.escape(found[1])}">{text}</a>'
        self.made.append(text)

    def take_hyperlink(self, element: Element) -> None:
        anchor = attribute(element, "anchor")
        target = self.links.get(attribute(element, "id"), "") or (anchor and f"#{anchor}")
        self.made.append(f'<a href="{html.escape(target)}">{self.inner(element)}</a>')

    def take_fldChar(self, element: Element) -> None:  # noqa: N802 - as Word calls it
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append("")
        elif kind == "end":
            self.fields[-1:] = []
        # What is chosen of a list in a form of old, which stands in no text.
        for chosen in element.iter("{*}ddList"):
            entries = [attribute(each, "val") for each in chosen.iter("{*}listEntry")]
            number = value_of(chosen, "{*}result") or "0"
            if number.isdecimal() and int(number[:4]) < len(entries):
                self.made.append(html.escape(entries[int(number[:4])], quote=False))

    def take_instrText(self, element: Element) -> None:  # noqa: N802 - as Word calls it
        if self.fields:
            self.fields[-1] += (element.text or "")[:2_000]

    def take_br(self, _: Element) -> None:
        """Breaks of pages and columns hold words apart too."""
        self.made.append("<br>\n")

    take_cr = take_br

    def take_tab(self, _: Element) -> None:
        self.made.append(" ")

    take_ptab = take_tab

    def take_noBreakHyphen(self, _: Element) -> None:  # noqa: N802 - as Word calls it
        self.made.append("-")

    def take_sym(self, element: Element) -> None:
        """A sign by its number in a font."""
        self.made.append(_SIGNS.get(attribute(element, "char")[-2:].casefold(), ""))

    def take_oMath(self, element: Element) -> None:  # noqa: N802 - as Word calls it
        """A formula as one line: (a+b)/c is written a+b/c, as its text in Word's line form is."""
        texts: list[str] = []
        for event, each in etree.iterwalk(element, events=("start", "end")):
            if event == "start" and texts:
                texts.append(_BETWEEN.get(name_of(each), ""))
            if event == "end" and name_of(each) == "t":
                texts.append(each.text or "")
        self.made.append(html.escape("".join(texts), quote=False))

    def take_ruby(self, element: Element) -> None:
        """A word with its reading above: the word, and the reading in brackets, as in HTML."""
        for base in element.iterchildren("{*}rubyBase"):
            self.take(base)
        if above := "".join(map(said_by, element.iterchildren("{*}rt"))):
            self.made.append(html.escape(f"({above})", quote=False))

    def take_sdt(self, element: Element) -> None:
        """A control, but for a box to tick: its sign says nothing."""
        box = element.find("{*}sdtPr/{*}checkbox") is not None
        if not (box and len(said_by(element).strip()) <= 1):
            self.take(element)

    def take_AlternateContent(self, element: Element) -> None:  # noqa: N802 - as Word calls it
        """Of the ways in which a thing is written the first; the one for older programs where that
        says less."""
        choice, fallback = element.find("{*}Choice"), element.find("{*}Fallback")
        if choice is None or (fallback is not None and not said_by(choice) and said_by(fallback)):
            choice = fallback
        if choice is not None:
            self.take(choice)

    # -- shapes --------------------------------------------------------------------------

    def take_drawing(self, element: Element) -> None:
        """A shape stands after its paragraph: its boxes, and the texts that it draws."""
        drawn = etree.Element("shape")
        walk = etree.iterwalk(element, events=("start",))
        for _, each in walk:
            name, text = name_of(each), ""
            if name == "txbxContent":
                self.shapes.append(each)
                walk.skip_subtree()
            elif name == "Fallback" and each.getprevious() is not None:
                walk.skip_subtree()
            elif name in ("blip", "imagedata"):
                self.made.append("<img>")
            elif name in ("p", "textpath"):
                text = attribute(each, "string") or "".join(each.itertext("{*}t"))
            if text.strip():
                etree.SubElement(etree.SubElement(drawn, "p"), "t").text = text
        self.shapes.append(drawn)

    take_pict = take_object = take_drawing

    def take_txbxContent(self, element: Element) -> None:  # noqa: N802 - as Word calls it
        self.shapes.append(element)


def _parts_of(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, whatever is around them."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _parts_of(each, name)
