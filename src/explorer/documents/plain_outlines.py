"""Headings without a mark, in plain text: lines with numbers, in capitals, at the margin of an outline
of tabs, or right over lists again and again.

Whether a document has such headings is seen of it as a whole, and so before its lines are read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from explorer.documents.bullet_marks import BULLET, UNDERLINE, marked_heading

_LONGEST_TITLE = 80
_LONGEST_CAPITALS = 60
# "1.1 Presswork" over "a) Inks a forme": an outline whose headings are numbered, in plain text.
_NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+([^\W\d].{0,80})")


class PlainOutline:
    """What the headings of a document without marks are known by."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.numbered = _is_numbered_outline(lines)
        self.capitals = _has_capital_headings(lines)
        self.tabbed = _is_indented_outline(lines)
        """Whether lines with tabs are its lists."""
        self.over_lists = _names_over_lists(lines)

    def heading(self, line: str, at: int, first: bool, blank: bool) -> tuple[int, str] | None:
        """Depth and text of the heading that the line `at` is, without comments, or None: the `first`
        text of the document, or below a `blank` line."""
        text = line.strip()
        if self.numbered and (found := _NUMBERED_LINE.fullmatch(text)):
            return found[1].count(".") + 2, text
        capitals = self.capitals and _is_in_capitals(line)
        outlined = (self.numbered or self.capitals) and len(line) <= _LONGEST_TITLE
        if first and outlined and not (capitals and self._is_over_list(at)):
            return 1, line
        if capitals and (blank or not at):
            return 2, text
        if self.tabbed and _is_outermost(self.lines[at : at + 2]):
            return 2, text
        return None

    def _is_over_list(self, at: int) -> bool:
        """Whether a list comes next, so that a line is no title of the document."""
        below = next(filter(str.strip, islice(self.lines, at + 1, None)), "")
        return BULLET.match(below) is not None


def _is_numbered_outline(lines: Sequence[str]) -> bool:
    """Whether the headings of a plain text are its lines with numbers, some within others."""
    found = {each[1] for line in lines if (each := _NUMBERED_LINE.fullmatch(line.strip()))}
    inner = {number.rpartition(".")[0] for number in found if "." in number}
    marked = any(line.startswith("#") for line in lines)
    return len(found) > 3 and bool(inner) and inner <= found and not marked


def _is_indented_outline(lines: Sequence[str]) -> bool:
    """Whether the lists of a plain text are its lines with tabs, some deeper than others, and none
    has a mark: customer-success-career.txt."""
    depths = {len(line) - len(line.lstrip("\t")) for line in lines if line.strip()}
    plain = not any(marked_heading(line) or BULLET.fullmatch(line) or "|" in line for line in lines)
    return plain and len(depths) > 2 and depths == set(range(len(depths)))


def _is_outermost(lines: Sequence[str]) -> bool:
    """Whether the first of two lines is a name right above what stands in an outline of tabs."""
    name = lines[0][:1].isalnum() and lines[0].rstrip()[-1] not in ".!?;,"
    return name and lines[-1].startswith("\t")


def _names_over_lists(lines: Sequence[str]) -> set[str]:
    """The lines without a mark at the margin that stand right over lists again and again, so that
    none goes on with the bullet above it: `Influence` of appsec-levels.txt."""
    over = Counter(
        line.rstrip()
        for line, below in pairwise(lines)
        if line[:1].isupper() and line.rstrip()[-1].isalnum() and BULLET.fullmatch(below)
    )
    return {line for line, times in over.items() if times > 1}


def _is_in_capitals(line: str) -> bool:
    """Whether a line is all capitals and no sentence: "EMPATHY FOR CUSTOMERS"."""
    text = line.strip()
    letters = sum(map(str.isalpha, text))
    return (
        text == text.upper() != text.lower()
        and 3 < letters <= len(text) <= _LONGEST_CAPITALS
        and text[0].isalpha()
        and not text.endswith((".", ";", ",", "!", "?"))
    )


def _has_capital_headings(lines: Sequence[str]) -> bool:
    """Whether the headings of a plain text are its lines in capitals, each below an empty line, and
    not underlined as others are: engineering-manager-levels.txt."""
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    below = [
        line for above, line, under in around if not (above.strip() or UNDERLINE.fullmatch(under))
    ]
    marked = any(line.startswith(("#", "|", "<")) for line in lines)
    return not marked and sum(map(_is_in_capitals, below)) > 2
