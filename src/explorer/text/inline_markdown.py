"""The inline Markdown of a ladder's text: what a reader sees, where its links lead, its HTML.

A blank line makes a paragraph; inside one, links, emphasis and code are marks, everything
else is text. The HTML made here is the only HTML that ladder text ever becomes: each
piece of it is escaped, and only http, https and mailto targets are links.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

Span = tuple[int, int]
"""Start and end of a run of characters in the visible text."""

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
_TAGS = {"strong": "strong", "em": "em", "s": "s"}
_SAFE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class InlineRun:
    """A run of visible text under the same marks: HTML tags from outer to inner."""

    text: str
    tags: tuple[str, ...] = ()
    target: str | None = None


@lru_cache(maxsize=4096)
def inline_runs(text: str) -> tuple[InlineRun, ...]:
    """The visible text in runs of the same look; paragraphs are parted by a blank line."""
    made: list[InlineRun] = []
    for paragraph in _paragraphs(text):
        if made:
            made.append(InlineRun("\n\n"))
        tags: list[str] = []
        targets: list[str] = []
        for token in _inline(paragraph):
            _take(token, made, tags, targets)
    return tuple(made)


def _paragraphs(text: str) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines]


def _inline(paragraph: str) -> list[Token]:
    return [child for token in _PARSER.parseInline(paragraph) for child in token.children or ()]


def _take(token: Token, made: list[InlineRun], tags: list[str], targets: list[str]) -> None:
    kind, _, turn = token.type.rpartition("_")
    target = targets[-1] if targets else None
    if token.type == "link_open":
        targets.append(str(token.attrGet("href") or ""))
    elif token.type == "link_close":
        targets.pop()
    elif turn == "open" and kind in _TAGS:
        tags.append(_TAGS[kind])
    elif turn == "close" and kind in _TAGS:
        tags.remove(_TAGS[kind])
    elif token.type == "code_inline":
        made.append(InlineRun(token.content, (*tags, "code"), target))
    elif token.type in ("softbreak", "hardbreak"):
        made.append(InlineRun(" ", tuple(tags), target))
    elif token.content:
        # An image is its description: nothing is ever loaded from a ladder's text.
        made.append(InlineRun(token.content, tuple(tags), target))


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """The text as a reader sees it, without marks."""
    return "".join(piece.text for piece in inline_runs(text))


def links(text: str) -> tuple[str, ...]:
    """The targets of the text's links, each once, in order."""
    return tuple(dict.fromkeys(p.target for p in inline_runs(text) if p.target is not None))


def to_html(text: str, marked: Iterable[Span] = ()) -> str:
    """The text as safe HTML; the `marked` spans of the visible text stand in <mark>."""
    made = []
    for piece, mark in _cut(inline_runs(text), marked):
        if not piece.text.strip("\n"):
            made.append("<br>" * len(piece.text))
            continue
        inner = html.escape(piece.text)
        for tag in reversed(piece.tags):
            inner = f"<{tag}>{inner}</{tag}>"
        if mark:
            inner = f"<mark>{inner}</mark>"
        if piece.target and piece.target.lower().startswith(_SAFE):
            inner = f'<a href="{html.escape(piece.target)}" target="_blank">{inner}</a>'
        made.append(inner)
    return "".join(made)


def _cut(runs: tuple[InlineRun, ...], spans: Iterable[Span]) -> Iterator[tuple[InlineRun, bool]]:
    """The runs cut where a marked span begins or ends, each with whether it is marked."""
    length = sum(len(piece.text) for piece in runs)
    marked = {at for left, right in spans for at in range(max(left, 0), min(right, length))}
    start = 0
    for piece in runs:
        numbered = enumerate(piece.text, start)
        for mark, run in groupby(numbered, lambda place: place[0] in marked):
            yield replace(piece, text="".join(character for _, character in run)), mark
        start += len(piece.text)
