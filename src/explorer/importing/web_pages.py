"""Pages of HTML as Markdown with a line per block: saved pages, Google Docs and sheets, Confluence.

lxml reads the tags, wherever they break their lines; Word documents come as HTML too. What a
browser shows stays, in order: headings, paragraphs, items with their depth, and tables, which
stay HTML with a line per cell. Navigation and page chrome are left out, and told.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml import html as lxml_html

from explorer.importing.draft import ImportWarning
from explorer.importing.grids import column_letters
from explorer.importing.web_frames import Element, without_chrome, words_in
from explorer.problems import quoted
from explorer.text.plurals import count

_UNSEEN = ("style", "script", "template", "noscript", "svg", "colgroup")
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 html body p div section article main header footer aside nav blockquote details summary pre "
    "ul ol li dl dt dd table thead tbody tfoot tr td th caption figure figcaption hr form "
    "fieldset address center".split()
)
_MARKS = {
    **dict.fromkeys(("em", "i"), ("*",)),
    **dict.fromkeys(("strong", "b"), ("**",)),
    **dict.fromkeys(("code", "kbd", "tt"), ("`",)),
    **dict.fromkeys(("del", "s", "strike"), ("~~",)),
}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_NORMAL = re.compile(r"font-weight:\s*(?:normal|400)", re.IGNORECASE)
# Google Docs writes what is bold as classes, and their meaning in a sheet of styles.
_STYLE_RULE = re.compile(r"\.(c\d+)\s*\{([^{}]*)\}")
# Lists of Google Docs stand side by side: the class says how deep each is.
_LIST_DEPTH = re.compile(r"\blst-kix_\w+-(\d)\b")
_TYPED_BULLET = re.compile(r"[•◦▪▫●○∙·‣➢➤]\s*")
# At the start of a line these would be Markdown's.
_LINE_START = re.compile(r"[#`~|=+{:]|-(?=[-\s])")
# In Markdown the target of a link ends at these.
_NOT_IN_TARGET = re.compile(r"[\s()<>]")
_BREAKS = re.compile(r"^(?:\s*<br>)+\s*|\s*(?:<br>\s*)+$")
_SIGN = re.compile(r"[#¶§🔗\s]*")
# A page that a person wrote has about a block per line; an export has hundreds.
_CROWDED = 20
_MAX_TOLD = 60


@dataclass(frozen=True, slots=True)
class WebPage:
    """The lines of a page, what each is known by, and what was left out of them.

    `places` gives the source line (from 1), or "block 7" where hundreds share a line;
    `chrome` are the texts of its navigation and frame, `pictures` how many it had.
    """

    lines: tuple[str, ...]
    places: dict[int, int | str]
    chrome: tuple[str, ...] = ()
    pictures: int = 0

    @property
    def warnings(self) -> tuple[ImportWarning, ...]:
        """What was left out, as sentences."""
        said: list[ImportWarning] = []
        if words := sum(len(text.split()) for text in self.chrome):
            first = " · ".join(self.chrome)
            shown = first if len(first) <= _MAX_TOLD else f"{first[:_MAX_TOLD].rstrip()}…"
            frame = f"The page's navigation and frame were left out ({count(words, 'word')}: {quoted(shown)})."
            said.append(ImportWarning(0, frame))
        if self.pictures:
            pictures = (
                f"{count(self.pictures, 'picture')} left out; what a picture says is not read."
            )
            said.append(ImportWarning(0, pictures))
        return tuple(said)


def read(lines: Sequence[str]) -> WebPage | str:
    """The blocks of a page as lines of Markdown, one each; or why there are none."""
    text = "\n".join(lines)
    # libxml2 stops at a depth of 256 elements, and so at 2,048; what is deeper it drops.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "there is no text in it"
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return (
            "its tags are nested too deeply; save the page again, or copy its text into a document"
        )
    styles = _marks_of_classes(root)
    for unseen in list(root.iter(*_UNSEEN, etree.Comment)):
        if unseen.getparent() is not None:
            unseen.drop_tree()
    _name_sheets(root)
    chrome = without_chrome(root)
    writer = _Writer(styles)
    writer.take(root)
    return WebPage(tuple(writer.lines), _places(writer.at, lines), chrome, writer.pictures)


def _places(at: Sequence[int], lines: Sequence[str]) -> dict[int, int | str]:
    written = sum(1 for line in lines if line.strip())
    crowded = len(at) > (_CROWDED * written if written > 1 else 2)
    return {number: f"block {number}" if crowded else line for number, line in enumerate(at, 1)}


def _marks_of_classes(root: Element) -> dict[str, frozenset[str]]:
    rules = (rule for style in root.iter("style") for rule in _STYLE_RULE.findall(style.text or ""))
    return {name: marks for name, rule in rules if (marks := _marks_of_style(rule))}


def _marks_of_style(style: str) -> frozenset[str]:
    return frozenset(mark for mark, means in (("**", _BOLD), ("*", _ITALIC)) if means.search(style))


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


# -- blocks ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Text within a block: its marks, outermost first, and where it links to."""

    text: str
    marks: tuple[str, ...] = ()
    target: str = ""


@dataclass
class _Writer:
    """Takes the elements of a page, or of one cell, in order and writes a line per block."""

    styles: dict[str, frozenset[str]]
    in_cell: bool = False
    lines: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    """The source line of each of them."""
    runs: list[_Run] = field(default_factory=list)
    """What stands in the open block."""
    inline: list[tuple[frozenset[str], str]] = field(default_factory=list)
    """Marks and target of each element that is open."""
    lists: list[int] = field(default_factory=list)
    """The depth of each list that is open."""
    heading: int = 0
    item: bool = False
    """Whether an item is open whose first text is still to come."""
    summary: bool = False
    line: int = 1
    pictures: int = 0

    def take(self, root: Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            table = element.tag == "table" and not self.in_cell
            if event == "start" and table:
                self.write_block()
                self.take_table(element)
                walk.skip_subtree()
            elif event == "start":
                self.start(element)
                self.text(element.text)
            else:
                if not table:
                    self.end(element.tag)
                self.text(element.tail if element is not root else None)
        self.write_block()

    def start(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.write_block()
            self.line = element.sourceline or self.line
        self.inline.append((self.marks_of(element), _target(element)))
        if tag in ("ul", "ol"):
            said = _LIST_DEPTH.search(element.get("class") or "")
            self.lists.append(int(said[1]) + 1 if said else (self.lists or [0])[-1] + 1)
        elif tag == "li":
            self.item = True
        elif tag == "br":
            self.runs.append(_Run(" " if self.heading else "<br>"))
        elif tag == "img":
            self.pictures += 1
        elif not self.in_cell:
            self.start_part(element)

    def start_part(self, element: Element) -> None:
        """Begin what has no meaning within a cell."""
        tag = element.tag
        if tag in _HEADINGS or (tag == "p" and "title" in (element.get("class") or "").split()):
            self.heading = _HEADINGS.get(tag, 1)
        elif tag == "details":
            self.add("<details>")
        elif tag == "summary":
            self.summary = True

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.write_block()
        self.inline.pop()
        if tag in _HEADINGS or tag == "p":
            self.heading = 0
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "li":
            self.item = False
        elif tag == "summary":
            self.summary = False
        elif tag == "details" and not self.in_cell:
            self.add("</details>")

    def marks_of(self, element: Element) -> frozenset[str]:
        if element.tag in _BLOCKS:
            return frozenset()
        style = element.get("style") or ""
        found = _marks_of_style(style)
        if element.tag == "span":
            for name in (element.get("class") or "").split():
                found |= self.styles.get(name, frozenset())
        # Google's clipboard wraps all of its text into a <b> that is not bold.
        return found if _NORMAL.search(style) else found | {*_MARKS.get(element.tag, ())}

    def text(self, text: str | None) -> None:
        target = next((there for _, there in reversed(self.inline) if there), "")
        within = target.startswith("#")
        if text and not (within and _SIGN.fullmatch(text)):
            marks = frozenset[str]().union(*(each for each, _ in self.inline))
            code = "`" in marks
            plain = text.replace("\xa0", " ")
            self.runs.append(
                _Run(
                    plain if code and not self.in_cell else html.escape(plain, quote=False),
                    () if self.heading else ("`",) if code else tuple(sorted(marks)),
                    "" if within else target,
                )
            )

    def write_block(self) -> None:
        """Write what is open as a line of its kind."""
        text, depth = _joined(self.runs), (self.lists or [0])[-1]
        self.runs.clear()
        if not text:
            return
        bullet = None if depth else _TYPED_BULLET.match(text)
        if _LINE_START.match(text):
            text = f"&#{ord(text[0])};{text[1:]}"
        if self.summary:
            self.add(f"<summary>{text}</summary>")
        elif self.heading:
            self.add("", f"{'#' * self.heading} {text}")
        elif self.item or bullet:
            self.add(f"{'  ' * (depth - 1)}- {text[bullet.end() :] if bullet else text}")
            self.item = False
        else:
            self.add("", f"{'  ' * depth}{text}")

    def add(self, *lines: str) -> None:
        for line in lines:
            if line or self.lines:
                self.lines.append(line)
                self.at.append(self.line)

    def take_table(self, table: Element) -> None:
        """A table with a line per cell; one in a cell is text of that cell."""
        self.line = table.sourceline or self.line
        rows: dict[Element, list[Element]] = {}
        walk = etree.iterwalk(table, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self.text(element.tail if element is not table else None)
            elif element.tag in ("td", "th"):
                rows.setdefault(element.getparent(), []).append(element)
                walk.skip_subtree()
            else:
                # A caption, or what stands between the cells, which browsers show above.
                self.text(element.text)
        self.write_block()
        self.add("", "<table>")
        for head, cells in _rows(table, rows):
            self.add("<thead><tr>" if head else "<tr>")
            for cell in cells:
                inside = _Writer(self.styles, in_cell=True)
                inside.take(cell)
                self.pictures += inside.pictures
                self.line = cell.sourceline or self.line
                said = _in_cell([line for line in inside.lines if line])
                self.add(f"<{cell.tag}{_spans(cell)}>{said}</{cell.tag}>")
            self.add("</tr></thead>" if head else "</tr>")
        self.add("</table>", "")


def _target(element: Element) -> str:
    """Where a link leads; Google sends all of them through itself."""
    target = (element.get("href") or "").strip() if element.tag == "a" else ""
    try:
        parts = urlsplit(target)
        if parts.hostname == "www.google.com" and parts.path == "/url":
            target = parse_qs(parts.query).get("q", [target])[0]
    except ValueError:
        return ""
    return _NOT_IN_TARGET.sub(lambda found: f"%{ord(found[0]):02X}", target)


def _joined(runs: Sequence[_Run]) -> str:
    """The text of a block, with the marks and links of its runs around what has them."""
    made: list[str] = []
    for (marks, target), same in groupby(runs, lambda run: (run.marks, run.target)):
        text = "".join(run.text for run in same)
        inner = text.strip()
        if inner and (marks or target):
            inner = f"{''.join(marks)}{inner}{''.join(reversed(marks))}"
            inner = f"[{inner}]({target})" if target else inner
            text = text.replace(text.strip(), inner, 1)
        made.append(text)
    return _BREAKS.sub("", " ".join("".join(made).split()))


def _in_cell(lines: Sequence[str]) -> str:
    texts = [line.lstrip() for line in lines]
    parts = (f"<li>{text[2:]}" if text.startswith("- ") else f"<p>{text}" for text in texts)
    return "".join(parts).removeprefix("<p>")


def _spans(cell: Element) -> str:
    said = ((name, (cell.get(name) or "").strip()) for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in said if value.isdecimal())


def _rows(table: Element, rows: dict[Element, list[Element]]) -> list[tuple[bool, list[Element]]]:
    """The rows of a table: whether each is of its head, and its cells."""
    made = [(row.getparent().tag == "thead", cells) for row, cells in rows.items()]
    return _without_coordinates(made, "waffle" in (table.get("class") or "").split())


def _without_coordinates(
    rows: list[tuple[bool, list[Element]]], sheet: bool
) -> list[tuple[bool, list[Element]]]:
    """The rows without the letters and numbers of a published sheet, which would be levels "1"
    and "2" with competencies "A" and "B"."""
    if not rows:
        return rows
    letters = [words_in(cell) for cell in rows[0][1]]
    numbers = [words_in(cells[0]) for _, cells in rows[1:]]
    lettered = letters == ["", *map(column_letters, range(len(letters) - 1))]
    counted = numbers == [str(at) for at in range(1, len(numbers) + 1)]
    if not (sheet or (lettered and counted and len(letters) > 2)):
        return rows
    kept = [(False, cells[1:]) for _, cells in rows[sheet or lettered :]]
    # What holds the frozen rows apart is a row of its own.
    return [(head, cells) for head, cells in kept if not all(map(_is_frame, cells))]


def _is_frame(cell: Element) -> bool:
    return "freezebar-cell" in (cell.get("class") or "")
