"""The text of HTML as lines of Markdown, one a block: of a page, or of one cell of a table.

lxml reads the tags, wherever they break their lines. What a browser shows stays, in order: marks
and links, headings, paragraphs, items with their depth.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml import html as lxml_html

from explorer.text.lazy_messages import gettext_lazy

Element = Any
"""An element of lxml, which has no types."""

BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 html body p div section article main header footer aside nav blockquote details summary pre "
    "ul ol li dl dt dd table thead tbody tfoot tr td th caption figure figcaption hr form "
    "fieldset address center".split()
)
_MARKS = {
    tag: frozenset((mark,))
    for mark, tags in (
        ("*", "em i"),
        ("**", "strong b"),
        ("`", "code kbd tt"),
        ("~~", "del s strike"),
    )
    for tag in tags.split()
}
# Fields of a form whose value is a text that somebody has typed.
_TYPED = ("text", "number", "date", "url", "email")
_UNMARKED: frozenset[str] = frozenset()
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_NORMAL = re.compile(r"font-weight:\s*(?:normal|400)", re.IGNORECASE)
# Lists of Google Docs stand side by side: the class says how deep each is.
_LIST_DEPTH = re.compile(r"\blst-kix_\w+-(\d)\b")
_TYPED_BULLET = re.compile(r"[•◦▪▫●○∙·‣➢➤]\s*|[-–]\s+(?=[^\W\d])")
# In Markdown the target of a link ends at these.
_NOT_IN_TARGET = re.compile(r"[\s()<>]")
_BREAK = re.compile(r"\s*(?:<br>\s*)+")
_BREAKS = re.compile(r"^(?:\s*<br>)+\s*|\s*(?:<br>\s*)+$")
_TICKS = re.compile(r"`+")
_SIGN = re.compile(r"[#¶§🔗\s]*")
# lxml takes an unclosed tag to the end of the text for one tag.
_UNCLOSED_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
# <https://…> and <a@b.example> are text with angle brackets, not tags.
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[^\s<>@/]{1,64}@[^\s<>@/]{1,99})>")


# libxml2 drops what a damaged page has after these.
_DOCUMENT_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_LONGEST = 100_000
_ANY_TAG = re.compile(r"</?[A-Za-z]")

Part = tuple[str, bool]
"""The text of a block, and whether it is an item of a list."""


def parsed(text: str) -> Element | str:
    """The root of some HTML, or a sentence saying why there is none."""
    # libxml2 stops at a depth of 256 elements, and so at 2,048; what is deeper it drops.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        whole = _DOCUMENT_END.sub(" ", text).encode("utf-8", "replace")
        root = lxml_html.document_fromstring(whole, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return gettext_lazy("there is no text in it")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return (
            "its tags are nested too deeply; save the page again, or copy its text into a document"
        )
    return root


def escape_unclosed_tags(text: str) -> str:
    """The text with each "<" that begins no closed tag as an entity."""
    return _UNCLOSED_TAG.sub("&lt;", _AUTOLINK.sub(r"&lt;\1&gt;", text))


def code_spans(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut into (is code, part): code spans with their marks, and the rest."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    following: dict[int, list[int]] = {}
    for at in range(len(runs) - 1, -1, -1):
        following.setdefault(runs[at][1] - runs[at][0], []).append(at)
    done = at = 0
    while at < len(runs):
        start, end = runs[at]
        same = following[end - start]
        while same and same[-1] <= at:
            same.pop()
        if not same:
            at += 1
            continue
        close = same[-1]
        yield False, text[done:start]
        yield True, text[start : runs[close][1]]
        done, at = runs[close][1], close + 1
    yield False, text[done:]


def marks_of_style(style: str) -> frozenset[str]:
    return frozenset(mark for mark, means in (("**", _BOLD), ("*", _ITALIC)) if means.search(style))


@dataclass(slots=True)
class _Run:
    """Text within a block: its marks, outermost first, and where it links to."""

    text: str
    marks: tuple[str, ...] = ()
    target: str = ""


@dataclass
class HtmlWriter:
    """Takes the elements of some HTML in order and puts down a text per block."""

    styles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The marks that classes stand for."""
    runs: list[_Run] = field(default_factory=list)
    """What stands in the open block."""
    inline: list[tuple[frozenset[str], str]] = field(default_factory=lambda: [(frozenset(), "")])
    """Marks and target within each element that is open."""
    lists: list[int] = field(default_factory=lambda: [0])
    """The depth of each list that is open."""
    item: bool = False
    """Whether an item is open whose first text is still to come."""
    line: int = 1
    pictures: int = 0

    def put(self, text: str, bullet: bool) -> None:
        """Put down the text of a block, which may be an item of a list."""
        raise NotImplementedError

    def skips(self, element: Element) -> bool:  # noqa: ARG002 - for those that do
        """Whether an element and what is in it have been taken in another way."""
        return False

    def take(self, root: Element) -> None:
        """Take an element, without what stands after it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start" and self.skips(element):
                skipped = element
                walk.skip_subtree()
            elif event == "start":
                self.start(element)
                if element.text:
                    self.text(element.text)
            else:
                if element is not skipped:
                    self.end(element.tag)
                if element.tail and element is not root:
                    self.text(element.tail)
        self.write_block()

    def start(self, element: Element) -> None:
        tag = element.tag
        marks, target = self.inline[-1]
        if tag in BLOCKS:
            self.write_block()
            self.line = element.sourceline or self.line
        else:
            marks = marks | self.marks_of(element)
        if tag == "dt":
            marks = marks | _MARKS["b"]  # a list of definitions is bold lines over bullets
        self.inline.append((marks, (_target(element) if tag == "a" else "") or target))
        if tag in ("ul", "ol", "dl"):
            said = _LIST_DEPTH.search(element.get("class") or "")
            self.lists.append(int(said[1]) + 1 if said else self.lists[-1] + 1)
        elif tag in ("li", "dd"):
            self.item = True
        elif tag == "br":
            self.line_break()
        elif tag == "img":
            self.pictures += 1
        elif tag == "input" and (element.get("type") or "text").lower() in _TYPED:
            self.text(element.get("value") or "")

    def line_break(self) -> None:
        self.write_block()

    def end(self, tag: str) -> None:
        if tag in BLOCKS:
            self.write_block()
        self.inline.pop()
        if tag in ("ul", "ol", "dl"):
            self.lists.pop()
        elif tag in ("li", "dd"):
            self.item = False

    def marks_of(self, element: Element) -> frozenset[str]:
        found = _MARKS.get(element.tag, _UNMARKED)
        if style := element.get("style"):
            # Google's clipboard wraps all of its text into a <b> that is not bold.
            found = marks_of_style(style) | (_UNMARKED if _NORMAL.search(style) else found)
        if element.tag == "span":
            for name in (element.get("class") or "").split():
                found |= self.styles.get(name, _UNMARKED)
        return found

    def text(self, text: str) -> None:
        marks, target = self.inline[-1]
        within = target.startswith("#")
        if not (within and _SIGN.fullmatch(text)):
            code = "`" in marks
            plain = self.written(text.replace("\xa0", " "), code)
            around = ("`",) if code else tuple(sorted(marks)) if marks else ()
            self.runs.append(_Run(plain, around, "" if within else target))

    def written(self, text: str, code: bool) -> str:  # noqa: ARG002 - for those that escape
        """A text as it is put down."""
        return text

    def write_block(self) -> None:
        """Put down what is open."""
        text = _joined(self.runs) if self.runs else ""
        self.runs.clear()
        if not text:
            return
        lines = _BREAK.split(text)
        if self.lists[-1] or not any(map(_TYPED_BULLET.match, lines)):
            lines = [text]
        for line in lines:
            typed = None if self.lists[-1] else _TYPED_BULLET.match(line)
            self.put(line[typed.end() :] if typed else line, self.item or typed is not None)
            self.item = False


@dataclass
class CellText(HtmlWriter):
    """The text of a cell: its blocks, and whether each is an item."""

    found: list[Part] = field(default_factory=list)

    def put(self, text: str, bullet: bool) -> None:
        self.found.append((text, bullet))


def parts_of_html(text: str) -> list[Part]:
    """A text of Markdown by the blocks of the HTML in it, which becomes Markdown too; tags in code
    are text."""
    escaped = (
        html.escape(part, quote=False) if code else escape_unclosed_tags(part)
        for code, part in code_spans(text)
    )
    root = parsed("".join(escaped))
    if isinstance(root, str):
        return [(text, False)]
    inside = CellText()
    inside.take(root)
    return inside.found


def without_html(text: str) -> str:
    """A text of Markdown with the HTML in it as Markdown: marks and links, or dropped."""
    if len(text) > _LONGEST:
        return text  # no statement is so long: it is kept whole, as it is
    if _ANY_TAG.search(text):
        return " ".join(part for part, _ in parts_of_html(text))
    if "&" not in text:
        return text
    return "".join(part if code else html.unescape(part) for code, part in code_spans(text))


def _target(element: Element) -> str:
    """Where a link leads; Google sends all of them through itself."""
    target = (element.get("href") or "").strip()
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
