"""The inline Markdown of a ladder's text: what a reader sees, where its links lead, its HTML.

A blank line starts a paragraph; inside one, links, emphasis and code are markup, everything
else is text. The HTML made here is the only HTML that ladder text ever becomes: every run of
it is escaped, and only http, https and mailto targets are links.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

Span = tuple[int, int]
"""Start and end offset (exclusive) of a range of characters in the visible text."""

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
# Without one of these a paragraph is one run of text: most statements are.
_MARKS = re.compile(r"[\\`*_\[\]<>&!~\n\0]")
_TAGS = {"strong": "strong", "em": "em", "s": "s"}
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class InlineRun:
    """A run of visible text with the same markup: HTML tags from outer to inner."""

    text: str
    tags: tuple[str, ...] = ()
    target: str | None = None


@lru_cache(maxsize=4096)
def inline_runs(text: str) -> tuple[InlineRun, ...]:
    """The visible text in runs of the same markup; a blank line separates paragraphs."""
    runs: list[InlineRun] = []
    for paragraph in _paragraphs(text):
        if runs:
            runs.append(InlineRun("\n\n"))
        if not _MARKS.search(paragraph):
            runs.append(InlineRun(paragraph))
            continue
        tags: list[str] = []
        targets: list[str] = []
        for token in _inline_tokens(paragraph):
            _add_token(token, runs, tags, targets)
    return tuple(runs)


def _paragraphs(text: str) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines]


def _inline_tokens(paragraph: str) -> list[Token]:
    return [child for token in _PARSER.parseInline(paragraph) for child in token.children or ()]


def _add_token(token: Token, runs: list[InlineRun], tags: list[str], targets: list[str]) -> None:
    kind, _, nesting = token.type.rpartition("_")
    target = targets[-1] if targets else None
    if token.type == "link_open":
        targets.append(str(token.attrGet("href") or ""))
    elif token.type == "link_close":
        targets.pop()
    elif nesting == "open" and kind in _TAGS:
        tags.append(_TAGS[kind])
    elif nesting == "close" and kind in _TAGS:
        tags.remove(_TAGS[kind])
    elif token.type == "code_inline":
        runs.append(InlineRun(token.content, (*tags, "code"), target))
    elif token.type in ("softbreak", "hardbreak"):
        runs.append(InlineRun(" ", tuple(tags), target))
    elif token.content:
        # An image becomes its alt text: nothing is ever loaded from a ladder's text.
        runs.append(InlineRun(token.content, tuple(tags), target))


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """The text as a reader sees it, without markup."""
    return "".join(run.text for run in inline_runs(text))


def links(text: str) -> tuple[str, ...]:
    """The targets of the text's links, each once, in order."""
    return tuple(dict.fromkeys(run.target for run in inline_runs(text) if run.target is not None))


def to_html(text: str, marked: Iterable[Span] = ()) -> str:
    """The text as safe HTML; the `marked` spans of the visible text stand in <mark>."""
    parts = []
    for run, mark in _split_at(inline_runs(text), marked):
        if not run.text.strip("\n"):
            parts.append("<br>" * len(run.text))
            continue
        inner = html.escape(run.text)
        for tag in reversed(run.tags):
            inner = f"<{tag}>{inner}</{tag}>"
        if mark:
            inner = f"<mark>{inner}</mark>"
        if run.target and run.target.lower().startswith(_SAFE_SCHEMES):
            inner = f'<a href="{html.escape(run.target)}" target="_blank">{inner}</a>'
        parts.append(inner)
    return "".join(parts)


def _split_at(
    runs: tuple[InlineRun, ...], spans: Iterable[Span]
) -> Iterator[tuple[InlineRun, bool]]:
    """The runs split where a marked span starts or ends, each with whether it is marked."""
    length = sum(len(run.text) for run in runs)
    marked = {at for left, right in spans for at in range(max(left, 0), min(right, length))}
    start = 0
    for run in runs:
        numbered = enumerate(run.text, start)
        for mark, group in groupby(numbered, lambda place: place[0] in marked):
            yield replace(run, text="".join(character for _, character in group)), mark
        start += len(run.text)
