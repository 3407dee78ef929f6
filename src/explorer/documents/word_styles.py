"""What the styles and lists of a Word document give its paragraphs: headings, depth, numbers.

A list has a pattern ("Level %1:") and its paragraphs are counted: what Word writes before them
stands in no paragraph. Where it is words it is read; bare numbers are left to the list.
"""

import re
from dataclasses import dataclass
from functools import cache

from explorer.documents.html_text import Element

_LETTER = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(r"%([1-9])")
_ROMAN = "M:1000 CM:900 D:500 CD:400 C:100 XC:90 L:50 XL:40 X:10 IX:9 V:5 IV:4 I:1"
_MOST = 3_999
_LONGEST = 80
"""Letters of a pattern, which stands before each paragraph."""
_MOST_STYLES = 12
"""Styles that rest on each other; Word has at most eleven."""
_OFF = ("0", "false", "off", "none")
# Word calls its own styles so in every language.
_HEADING = re.compile(r"heading ?([1-9])?", re.IGNORECASE)
_ITEM = re.compile(r"list (?:bullet|number) ?([2-5])", re.IGNORECASE)


def attribute(element: Element, name: str) -> str:
    """An attribute, whatever the name of its space is."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def value_of(element: Element | None, path: str) -> str:
    """The value of an element within another one, or ""."""
    found = element.find(path) if element is not None else None
    return attribute(found, "val") if found is not None else ""


def _number_in(text: str, otherwise: int = 0) -> int:
    return int(text[:6]) if text.isascii() and text.isdigit() else otherwise


def is_on(mark: Element) -> bool:
    """Whether a property such as bold is given, and not taken back."""
    return attribute(mark, "val") not in _OFF


class Styles:
    """The styles of a document by their ids, each with what it rests on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.iter("{*}style") if root is not None else ()
        self.known = {attribute(style, "styleId"): style for style in styles}
        self.given = cache(self._given)
        self.heading = cache(self._heading)

    def _given(self, name: str, path: str) -> Element | None:
        """A property of a style, its own or that of the style which it rests on."""
        for _ in range(_MOST_STYLES):
            if (style := self.known.get(name)) is None:
                return None
            if (found := style.find(path)) is not None:
                return found
            name = value_of(style, "{*}basedOn")
        return None

    def named(self, style: str) -> str:
        """What a style is called."""
        return value_of(self.known.get(style), "{*}name") or style

    def _heading(self, style: str, own: str) -> int:
        """How deep a heading of a style is, 0 for none; `own` is what its paragraph says of it."""
        if found := _HEADING.fullmatch(self.named(style)):
            return min(6, int(found[1] or 1))
        given = self.given(style, "{*}pPr/{*}outlineLvl")
        outline = own or (attribute(given, "val") if given is not None else "")
        depth = _number_in(outline, 9)
        return min(6, depth + 1) if depth < 9 else 0


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


class Lists:
    """The lists of a document, counted as their paragraphs come."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.levels: dict[str, dict[int, _Level]] = {}
        self.counted: dict[str, dict[int, int]] = {}
        self.used: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        for each in root.iter("{*}abstractNum") if root is not None else ():
            of = attribute(each, "abstractNumId")
            self.counted[of] = {}
            self.levels[of] = {
                _number_in(attribute(level, "ilvl")): _Level(
                    _number_in(value_of(level, "{*}start"), 1),
                    value_of(level, "{*}numFmt") or "decimal",
                    value_of(level, "{*}lvlText")[:_LONGEST],
                )
                for level in each.iter("{*}lvl")
            }
        for each in root.iter("{*}num") if root is not None else ():
            number = attribute(each, "numId")
            self.used[number] = value_of(each, "{*}abstractNumId")
            self.restarts[number] = {
                _number_in(attribute(start, "ilvl")): _number_in(
                    value_of(start, "{*}startOverride")
                )
                for start in each.iter("{*}lvlOverride")
                if value_of(start, "{*}startOverride")
            }

    def next(self, about: Element | None) -> tuple[int | None, str]:
        """Count a paragraph, by what it says `about` itself: how deep in a list it is (None: in
        none), and what stands before it."""
        style = value_of(about, "{*}pStyle")
        given = about.find("{*}numPr") if about is not None else None
        if given is None or given.find("{*}numId") is None:
            given = self.styles.given(style, "{*}pPr/{*}numPr")
        number, depth = value_of(given, "{*}numId"), _number_in(value_of(given, "{*}ilvl"))
        of = self.used.get(number, "")
        if of not in self.levels:
            return None, ""
        by_name = _ITEM.fullmatch(self.styles.named(style))
        levels, counted = self.levels[of], self.counted[of]
        for level, start in self.restarts.pop(number, {}).items():
            counted[level] = start - 1
        this = levels.get(depth, _Level())
        counted[depth] = counted.get(depth, this.start - 1) + 1
        for deeper in [each for each in counted if each > depth]:
            del counted[deeper]
        said = _COUNTED.sub(lambda found: _shown(levels, counted, int(found[1]) - 1), this.pattern)
        words = this.kind != "bullet" and _LETTER.search(this.pattern)
        return max(depth, int(by_name[1]) - 1 if by_name else 0), said if words else ""


def _shown(levels: dict[int, _Level], counted: dict[int, int], depth: int) -> str:
    """A number as a list counts: 3, 03, c, C, iii, III."""
    level = levels.get(depth, _Level())
    number, kind = counted.get(depth, level.start), level.kind
    text = f"{number:02}" if kind == "decimalZero" else str(number)
    if kind == "none":
        return ""
    if 0 < number <= _MOST and kind.endswith("Letter"):
        text = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif 0 < number <= _MOST and kind.endswith("Roman"):
        text = ""
        for letters, _, value in (each.partition(":") for each in _ROMAN.lower().split()):
            times, number = divmod(number, int(value))
            text += letters * times
    return text.upper() if kind.startswith("upper") else text
