"""What is inside a line: inline HTML as Markdown, emphasis around a whole text, names.

Text stays as it is written; only what Markdown has a mark for is turned into that mark,
and what was never text (task boxes, tags, entities) is dropped or decoded. Everything
here is linear in the length of the text.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import TypeVar

from markdown_it import MarkdownIt

from explorer.documents.html_text import code_spans, without_html
from explorer.text.inline_markdown import visible

T = TypeVar("T")

_PARSER = MarkdownIt("commonmark", {"html": False})
_MAX_PARSED = 20_000
"""Beyond it a text is no longer parsed: nothing so long is a name or wholly emphasised."""

_LONGEST_KEPT = 200
_MARKUP = re.compile(r"[\[\]*_`<>&\\!~]")
# The usual case, without starting the parser.
_SIMPLE_EMPHASIS = re.compile(
    r"(\*{1,3}|_{1,3})([^\s*_`\[\]<>&\\~](?:[^*_`\[\]<>&\\~]*[^\s*_`\[\]<>&\\~])?)\1"
)
# Task lists: P2-Support-Engineer.md.
_CHECKBOX = re.compile(r"\[[ xX]?\]\s+")
# Links by reference: L2-Legal-Counsel.md.
_REFERENCE = re.compile(r"\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![(\[:])")
# Icons before the names of competencies, as characters or :codes: – E5.md.
_ICONS = (
    "((?:[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\u20e3\u2640\u2642]*)+|:[a-z0-9_+-]{2,30}:)"
)
_EMOJI = re.compile(rf"^{_ICONS}\s*")
# "Niveles de ingeniería 🌵"
_EMOJI_BEHIND = re.compile(rf"(?<=\w)\s+{_ICONS}$")


def clean_markdown(text: str, references: Mapping[str, str] | None = None) -> str:
    """A text as Markdown alone: HTML marks as Markdown, other tags dropped, entities
    decoded, links by reference with their targets."""
    if references and "[" in text:
        text = "".join(
            part if code else _resolve_references(part, references)
            for code, part in code_spans(text)
        )
    return without_html(text).strip(" \t")


def _resolve_references(text: str, references: Mapping[str, str]) -> str:
    def turned(found: re.Match[str]) -> str:
        target = references.get((found[2] or found[1]).casefold().strip())
        return f"[{found[1]}]({target})" if target else found[0]

    return _REFERENCE.sub(turned, text)


def strip_emphasis(text: str) -> tuple[str, str]:
    """The text without emphasis around the whole of it, and the marks that were dropped."""
    dropped = ""
    if simple := _SIMPLE_EMPHASIS.fullmatch(text):
        return simple[2], simple[1]
    while 2 < len(text) <= _MAX_PARSED and text[0] in "*_" and text[-1] == text[0]:
        children = _PARSER.parseInline(text)[0].children or []
        kept = [child for child in children if child.content or child.type != "text"]
        if not kept or kept[0].type not in ("em_open", "strong_open"):
            break
        close = kept[0].type.replace("open", "close")
        ends = [at for at, child in enumerate(kept) if child.type == close and child.level == 0]
        if ends[:1] != [len(kept) - 1]:
            break
        mark = kept[0].markup
        text = text[len(mark) : -len(mark)].strip()
        dropped += mark
    return text, dropped


def clean_text(text: str, references: Mapping[str, str] | None = None) -> str:
    """A text as it is kept: clean, and without emphasis around the whole of it."""
    return strip_emphasis(clean_markdown(text, references))[0]


def without_checkbox(text: str) -> str:
    """A bullet's text without the box of a task."""
    return _CHECKBOX.sub("", text, count=1) if _CHECKBOX.match(text) else text


def kept_while_short(asked: Callable[[str], T]) -> Callable[[str], T]:
    """What is asked of names again and again, kept for a while: a name is looked at several times
    before it is known what it is. Longer texts are not kept, as they may be a whole document."""
    kept = lru_cache(maxsize=4096)(asked)

    @wraps(asked)
    def answer(text: str) -> T:
        return kept(text) if len(text) <= _LONGEST_KEPT else asked(text)

    return answer


@kept_while_short
def plain_text(text: str) -> str:
    """A name as a reader sees it: no marks, no targets, single spaces."""
    if len(text) <= _MAX_PARSED and _MARKUP.search(text):
        text = visible(clean_markdown(text))
    return " ".join(text.split())


def without_emoji(text: str) -> str:
    """A text without the emoji before it."""
    found = _EMOJI.match(text)
    return text[found.end() :] if found else text


@kept_while_short
def name_and_icon(text: str) -> tuple[str, str]:
    """The name in a heading or label, and the emoji before or behind it; a column's is asked for
    with each of its cells."""
    shown = plain_text(text.strip()).strip("\u200b\u2060 ")
    found = _EMOJI.match(shown) or _EMOJI_BEHIND.search(shown)
    icon = found[1].strip() if found else ""
    shown = _EMOJI_BEHIND.sub("", without_emoji(shown))
    return (shown.strip().rstrip(":：").strip() or icon or shown), (icon if len(icon) <= 16 else "")
