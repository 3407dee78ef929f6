"""The markup of a Word document as mammoth reads it, with nothing in it that it would drop unsaid.

mammoth takes the elements that it knows and leaves out all others with what they hold: fields,
formulas, text in another direction, shapes. Here each of them gives way to the text in it, where
it stood; and what Word itself does not show, hidden or deleted text, is taken out and counted.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from explorer.documents.html_text import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What "strict" documents call the same.
_STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1]),
    ("http://purl.oclc.org/ooxml/officeDocument/math", _MATH[1:-1]),
)
# What mammoth reads, and what holds no text that Word shows.
_READ = {
    f"{W}{name}"
    for name in (
        "document body hdr ftr footnotes footnote endnotes endnote comments comment p r t tbl tr tc "
        "customXml ins moveTo object smartTag drawing txbxContent pict hyperlink sdt sdtContent "
        "pPr rPr tblPr trPr tcPr sectPr sdtPr del moveFrom"
    ).split()
} | {f"{_V}{name}" for name in "group rect roundrect shape textbox shapetype".split()}
_TEXTS = f"{W}t", f"{_MATH}t", "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_OFF = ("0", "false", "off", "none")
_BETWEEN = {"den": "/", "sup": "^", "sub": "_"}


@dataclass
class Unseen:
    """What Word does not show of a document, and was taken out."""

    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def parsed(raw: bytes) -> Element:
    """The root of a part. Raises RecursionError where it is nested too deeply."""
    for strict, usual in _STRICT:
        raw = raw.replace(strict.encode(), usual.encode())
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise RecursionError from None
        raise


def given_by_styles(styles: Element, path: str) -> dict[str, Element]:
    """A property of each style that has it, its own or that of the style which it rests on."""
    own: dict[str, Element] = {}
    base: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        if (given := style.find(path)) is not None:
            own[name] = given
        if (on := style.find(f"{W}basedOn")) is not None:
            base[name] = on.get(f"{W}val") or ""
    found = {}
    for name in (*own, *base):
        at, passed = name, set[str]()
        while at not in own and at in base and at not in passed:
            passed.add(at)
            at = base[at]
        if at in own:
            found[name] = own[at]
    return found


def hidden_styles(styles: Element) -> frozenset[str]:
    """The styles whose text is hidden, or that rest on such a one."""
    given = given_by_styles(styles, f"{W}rPr/{W}vanish")
    return frozenset(name for name, mark in given.items() if _is_on(mark))


def make_readable(root: Element, hidden: Collection[str] = ()) -> Unseen:
    """Change a part so that mammoth reads all text that Word shows, and no other."""
    unseen = Unseen()
    there = {str(each.tag) for each in root.iter(etree.Element)}
    _take_out_deleted(root, unseen)
    for tag, change in _CHANGES.items():
        if tag in there:
            for element in list(root.iter(tag)):
                change(element)
    _take_out_hidden(root, hidden, unseen)
    for element in list(root.iter(*(there - _READ))) if there - _READ else ():
        if len(element) and next(element.iter(f"{W}t"), None) is not None:
            _unwrap(element)
    return unseen


def forget_missing(root: Element, ids: Collection[str]) -> None:
    """Change links and pictures that lead to nothing, which mammoth stumbles over: of a link the
    text stays."""
    for element in root.iter(f"{W}hyperlink", f"{_V}imagedata", "{*}blip", "{*}hlinkClick"):
        for name, value in element.attrib.items():
            if (
                str(name).startswith("{http")
                and "/relationships}" in str(name)
                and value not in ids
            ):
                del element.attrib[name]


def text_of(element: Element) -> str:
    """The text that a part shows, once it is readable; a tab or break is a space."""
    texts = (
        (each.text or "") if each.tag == f"{W}t" else " "
        for each in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p")
    )
    return " ".join("".join(texts).split())


# -- what is not shown -----------------------------------------------------------------------


def _take_out_deleted(root: Element, unseen: Unseen) -> None:
    rows: dict[Element, None] = {}
    for element in list(root.iter(f"{W}del", f"{W}moveFrom")):
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag == f"{W}trPr":
            rows[parent.getparent()] = None
        elif parent.tag != f"{W}rPr":
            if element.tag == f"{W}del":
                unseen.deleted.append("".join(element.itertext(f"{W}delText", f"{W}t")))
            parent.remove(element)
        elif (paragraph := next(parent.iterancestors(f"{W}p"), None)) is not None:
            # mammoth adds such a paragraph to the next, wherever that is; at the end it is lost.
            following = paragraph.getnext()
            if following is None or following.tag != f"{W}p":
                parent.remove(element)
    unseen.deleted += (" ".join(row.itertext(f"{W}t")) for row in rows)


def _take_out_hidden(root: Element, styles: Collection[str], unseen: Unseen) -> None:
    runs: dict[Element, None] = {}
    for mark in root.iter(f"{W}vanish"):
        run = mark.getparent().getparent()
        if run is not None and run.tag == f"{W}r" and _is_on(mark):
            runs[run] = None
    for style in root.iter(f"{W}rStyle", f"{W}pStyle") if styles else ():
        holder = style.getparent().getparent() if style.get(f"{W}val") in styles else None
        if holder is not None:
            inside = holder.iter(f"{W}r") if holder.tag == f"{W}p" else [holder]
            runs |= {run: None for run in inside if run.tag == f"{W}r" and not _is_shown(run)}
    for run in runs:
        if text := "".join(run.itertext(f"{W}t")):
            unseen.hidden.append(text)
        for each in list(run.iter(f"{W}t")):
            each.getparent().remove(each)


def _is_shown(run: Element) -> bool:
    """Whether a run says itself that it is not hidden, whatever its style is."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and not _is_on(mark)


def _is_on(mark: Element) -> bool:
    return mark.get(f"{W}val") not in _OFF


# -- what is shown, and mammoth does not read ------------------------------------------------


def run_of(text: str) -> Element:
    """A run of text."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return run


def _replace(element: Element, *made: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for each in made:
        element.addprevious(each)
    parent.remove(element)


def _unwrap(element: Element) -> None:
    _replace(element, *element)


def _said(elements: Iterable[Element]) -> list[str]:
    return "".join(text for each in elements for text in each.itertext(*_TEXTS)).split()


def _choose(element: Element) -> None:
    """Of the ways in which a thing is written the one for older programs, which mammoth takes;
    the first where that says less."""
    first, way = element.find(f"{_MC}Choice"), element.find(f"{_MC}Fallback")
    says = _said(first) if first is not None else []
    if way is None or (says and says != _said(way)):
        way = first
    if way is not None:
        _replace(element, *way)


def _calculation(element: Element) -> None:
    """A formula as one line: (a+b)/c is written a+b/c, as its text in Word's line form is."""
    texts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if event == "start" and texts:
            texts.append(_BETWEEN.get(name, ""))
        if event == "end" and each.tag in _TEXTS:
            texts.append(each.text or "")
    _replace(element, run_of("".join(texts)))


def _ruby(element: Element) -> None:
    """A word with its reading above: the word, and the reading in brackets, as in HTML."""
    base, reading = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
    above = "".join(reading.itertext(f"{W}t")) if reading is not None else ""
    made = [*(base if base is not None else ()), *([run_of(f"({above})")] if above else ())]
    _replace(element, *made)


def _box(paragraphs: Element) -> Element:
    """A shape as mammoth reads it: its paragraphs stand after that which it is anchored in."""
    picture = etree.Element(f"{W}pict")
    etree.SubElement(etree.SubElement(picture, f"{_V}shape"), f"{_V}textbox").append(paragraphs)
    return picture


def _paragraphs(texts: Iterable[str]) -> Element:
    made = etree.Element(f"{W}txbxContent")
    for text in texts:
        etree.SubElement(made, f"{W}p").append(run_of(text))
    return made


def _drawing(element: Element) -> None:
    """Text boxes of a drawing, and texts of shapes in it, after it."""
    at = element
    for box in list(element.iter(f"{W}txbxContent")):
        if element in box.iterancestors():
            at.addnext(made := _box(box))
            at = made
    drawn = [
        "".join(each.itertext("{*}t"))
        for each in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")
    ]
    if any(drawn):
        at.addnext(_box(_paragraphs(filter(str.strip, drawn))))


def _word_art(element: Element) -> None:
    if (text := element.get("string") or "").strip():
        element.addnext(_paragraphs([text]))


def _chosen(element: Element) -> None:
    """What is chosen of a list in a form of old, which stands in no text."""
    entries = [each.get(f"{W}val") or "" for each in element.iter(f"{W}listEntry")]
    given = element.find(f"{W}result")
    number = (given.get(f"{W}val") if given is not None else None) or "0"
    run = next(element.iterancestors(f"{W}r"), None)
    if run is not None and number.isdecimal() and int(number[:4]) < len(entries):
        run.addprevious(run_of(entries[int(number[:4])]))


def _checkbox(element: Element) -> None:
    """mammoth puts a box in the place of the first text, which is a sign; or more."""
    content = next(element.iterancestors(f"{W}sdt"), None)
    # Only the first counts: a document with 100,000 in one control was looked through for each.
    if content is not None and content.find(f"{W}sdtPr/{{*}}checkbox") is element:
        texts = (text for text in content.itertext(f"{W}t") if text.strip())
        if len("".join(islice(texts, 2)).strip()) <= 1:
            return
    element.getparent().remove(element)


def _break(element: Element) -> None:
    """Breaks of pages and columns hold words apart too."""
    if element.tag != f"{W}br" or element.get(f"{W}type"):
        _replace(element, etree.Element(f"{W}br"))


def _hyphen(element: Element) -> None:
    made = etree.Element(f"{W}t")
    made.text = "-"
    _replace(element, made)


def _sign(element: Element) -> None:
    """A sign by its number in a font."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", element.get(f"{W}char") or ""):
        _replace(element)


def _span(element: Element) -> None:
    if not re.fullmatch("[0-9]{1,3}", element.get(f"{W}val") or ""):
        _replace(element)


def _below_a_merge(element: Element) -> None:
    """A cell that goes on from the one above has no text of its own; one that has is kept."""
    if element.getparent() is None:
        return
    # Only the first counts: of 100,000 in one cell each was looked from through all of it.
    for other in list(element.itersiblings(f"{W}vMerge")):
        element.getparent().remove(other)
    cell = element.getparent().getparent()
    if element.get(f"{W}val") != "restart" and cell is not None and any(cell.itertext(f"{W}t")):
        element.getparent().remove(element)


_CHANGES: dict[str, Callable[[Element], None]] = {
    f"{_MC}AlternateContent": _choose,
    f"{_MATH}oMath": _calculation,
    f"{W}ruby": _ruby,
    f"{W}drawing": _drawing,
    f"{_V}textpath": _word_art,
    f"{W}ddList": _chosen,
    "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox": _checkbox,
    f"{W}br": _break,
    f"{W}cr": _break,
    f"{W}ptab": lambda element: _replace(element, etree.Element(f"{W}tab")),
    f"{W}noBreakHyphen": _hyphen,
    f"{W}softHyphen": _replace,
    f"{W}vMerge": _below_a_merge,
    f"{W}sym": _sign,
    f"{W}gridSpan": _span,
}
