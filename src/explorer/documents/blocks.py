"""Blocks: what every document consists of, in a flat row, each with its source lines.

What a block is and how its own words look. `line_reader` makes them of lines, spreadsheets and
workbooks of their cells; what they mean for a ladder is the work of `roles` and `tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from explorer.documents import labels
from explorer.documents.grids import Grid
from explorer.documents.inline import strip_emphasis, without_emoji

BlockKind = Literal[
    "heading",
    "quote",
    "bullet",
    "paragraph",
    "table",
    "html",
    "code",
    "rule",
    "comment",
    "details",
    "end-details",
    "summary",
    "structure",
    "front-matter",
]

BOLD, ITALIC = 7, 8
"""Depths of lines that stand in for headings: bold ones and italic ones."""


@dataclass(slots=True, eq=False)
class Block:
    """`text` is clean inline Markdown, `raw` the same with emphasis around the whole of it.

    `wrapped` are the lines that went on with it ("" for a new paragraph), until they are
    joined, and `source` all lines of a paragraph then. A table has its cells in `grid`; a
    heading that is the name of a `sheet` only says where something stands. Data says of a heading
    that it is a `level`, and of which code ("": its name says so).
    """

    kind: BlockKind
    text: str
    lines: list[int]
    indent: int = 0
    depth: int = 0
    raw: str = ""
    wrapped: list[str] = field(default_factory=list)
    source: Sequence[str] = ()
    grid: Grid | None = None
    sheet: bool = False
    level: str | None = None

    def go_on(self, text: str, at: int) -> None:
        """Go on with a text of the line `at` (from 0)."""
        self.wrapped.append(text)
        self.lines.append(at + 1)

    def paragraphs(self) -> list[str]:
        made: list[list[str]] = [[self.text]]
        for line in self.wrapped:
            if line:
                made[-1].append(line)
            else:
                made.append([])
        return [
            " ".join(line.removesuffix("\\").rstrip() for line in lines) for lines in made if lines
        ]


def is_marker_line(text: str) -> bool:
    """Whether a line is a marker of its own, and goes on with nothing above it."""
    return labels.is_marker(text) or emphasis_depth(text) > 0


def emphasis_depth(text: str) -> int:
    """BOLD or ITALIC for a line that is wholly so (a colon may follow), else 0."""
    text = without_emoji(text) if len(text) <= 400 and not text.isascii() else text
    if len(text) > 400 or text[:1] not in "*_":
        return 0
    inner, marks = strip_emphasis(text.removesuffix(":").strip())
    if not marks or not inner.strip(" :"):
        return 0
    return BOLD if max(map(len, re.findall(r"\*+|_+", marks))) > 1 or len(marks) > 2 else ITALIC


_LIST_ENDS = ("</li>", "</ul>", "</ol>")


def without_list_tags(text: str) -> str:
    """What a bullet in HTML says, without the tags that end it and its list."""
    text = text.rstrip()
    while text[-5:].lower() in _LIST_ENDS:
        text = text[:-5].rstrip()
    return text


def indentation_width(space: str) -> int:
    """How far an indentation reaches, a tab to the next four."""
    return len(space.expandtabs(4))


def depth_of(line: str) -> int:
    """How deep the text of a line begins."""
    return indentation_width(line[: len(line) - len(line.lstrip())])
