"""What Word writes of itself before the paragraphs of a list, where it says words: "Level 3:".

It stands in no paragraph: a list has a pattern ("Level %1:") and its paragraphs are counted. Bare
numbers say nothing of a ladder and are left to the list.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from explorer.documents.html_text import Element
from explorer.documents.word_markup import W, given_by_styles, run_of

_LETTER = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(r"%([1-9])")
_ROMAN = "M:1000 CM:900 D:500 CD:400 C:100 XC:90 L:50 XL:40 X:10 IX:9 V:5 IV:4 I:1"
_MOST = 3_999
_LONGEST = 80
"""Letters of a pattern, which stands before each paragraph."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _List:
    """A list of some name: its levels, and how far each is counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """Count a paragraph; what stands before it."""
        start = self.levels[depth].start if depth in self.levels else 1
        self.counted[depth] = self.counted.get(depth, start - 1) + 1
        for deeper in [each for each in self.counted if each > depth]:
            del self.counted[deeper]
        level = self.levels.get(depth, _Level())
        if level.kind == "bullet":
            return ""
        return _COUNTED.sub(lambda found: self._shown(int(found[1]) - 1), level.pattern)

    def _shown(self, depth: int) -> str:
        level = self.levels.get(depth, _Level())
        return _number(self.counted.get(depth, level.start), level.kind)

    def says_words(self) -> bool:
        return any(
            each.kind != "bullet" and _LETTER.search(each.pattern) for each in self.levels.values()
        )


def write_numbers(root: Element, numbering: Element, styles: Element | None) -> None:
    """Write into a document what stands before the paragraphs of its lists, where that is words."""
    lists = {
        _value(each, "abstractNumId"): _list(each) for each in numbering.iter(f"{W}abstractNum")
    }
    if not any(each.says_words() for each in lists.values()):
        return
    used: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    for each in numbering.iter(f"{W}num"):
        number = _value(each, "numId")
        used[number] = _value_of(each, "abstractNumId")
        restarts[number] = dict(_restarts(each))
    given = given_by_styles(styles, f"{W}pPr/{W}numPr") if styles is not None else {}
    of_styles = {name: _given(each) for name, each in given.items()}
    for paragraph in root.iter(f"{W}p"):
        number, depth = _number_of(paragraph, of_styles)
        if (of := lists.get(used.get(number, ""))) is None:
            continue
        for level, start in restarts.pop(number, {}).items():
            of.counted[level] = start - 1
        said = of.next(depth)
        if _LETTER.search(said) and any(paragraph.itertext(f"{W}t")):
            paragraph.insert(int(paragraph.find(f"{W}pPr") is not None), run_of(f"{said} "))


def _list(element: Element) -> _List:
    made = _List()
    for level in element.iter(f"{W}lvl"):
        depth, start = _value(level, "ilvl"), _value_of(level, "start")
        if depth.isdecimal():
            made.levels[int(depth[:2])] = _Level(
                int(start[:6]) if start.isdecimal() else 1,
                _value_of(level, "numFmt") or "decimal",
                _value_of(level, "lvlText")[:_LONGEST],
            )
    return made


def _restarts(element: Element) -> Iterator[tuple[int, int]]:
    for each in element.iter(f"{W}lvlOverride"):
        depth, start = _value(each, "ilvl"), _value_of(each, "startOverride")
        if depth.isdecimal() and start.isdecimal():
            yield int(depth[:2]), int(start[:6])


def _number_of(paragraph: Element, of_styles: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    about = paragraph.find(f"{W}pPr")
    if about is None:
        return "", 0
    if (given := about.find(f"{W}numPr")) is not None and given.find(f"{W}numId") is not None:
        return _given(given)
    return of_styles.get(_value_of(about, "pStyle"), ("", 0))


def _given(element: Element) -> tuple[str, int]:
    depth = _value_of(element, "ilvl")
    return _value_of(element, "numId"), int(depth[:2]) if depth.isdecimal() else 0


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _value_of(element: Element, tag: str) -> str:
    found = element.find(f"{W}{tag}")
    return _value(found, "val") if found is not None else ""


def _number(number: int, kind: str) -> str:
    """A number as a list counts: 3, 03, c, C, iii, III."""
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= _MOST:
        letters = chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= _MOST:
        roman = "".join(_roman(number))
        return roman.lower() if kind == "lowerRoman" else roman
    if kind == "none":
        return ""
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> Iterator[str]:
    for letters, _, value in (each.partition(":") for each in _ROMAN.split()):
        times, number = divmod(number, int(value))
        yield letters * times
