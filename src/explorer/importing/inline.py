"""What is inside a line: inline HTML as Markdown, emphasis around a whole text, names.

Text stays as it is written; only what Markdown has a mark for is turned into that mark,
and what was never text (task boxes, tags, entities) is dropped or decoded. Everything
here is linear in the length of the text.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markdown_it import MarkdownIt

from explorer.text.inline_markdown import visible

_PARSER = MarkdownIt("commonmark", {"html": False})
_MAX_PARSED = 20_000
"""Beyond it a text is no longer parsed: nothing so long is a name or wholly emphasised."""

_MAX_CACHED = 200
_TICKS = re.compile(r"`+")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MARKDOWN_OF_TAG = {
    "em": "*",
    "i": "*",
    "strong": "**",
    "b": "**",
    "code": "`",
    "del": "~~",
    "s": "~~",
}
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
_EMOJI = re.compile(
    "^((?:[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\u20e3\u2640\u2642]*)+|:[a-z0-9_+-]{2,14}:)\\s*"
)


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


def clean_markdown(text: str, references: Mapping[str, str] | None = None) -> str:
    """A text as Markdown alone: HTML marks as Markdown, other tags dropped, entities
    decoded, links by reference with their targets."""
    if "<" in text or "&" in text or (references and "[" in text):
        text = "".join(
            part if code else _html_as_markdown(_resolve_references(part, references or {}))
            for code, part in code_spans(text)
        )
    return text.strip(" \t")


def _html_as_markdown(text: str) -> str:
    if "<" in text:
        targets: list[str | None] = []

        def turned(found: re.Match[str]) -> str:
            closing, name, rest = found[1], found[2].lower(), found[3]
            if name in _MARKDOWN_OF_TAG:
                return _MARKDOWN_OF_TAG[name]
            if name == "br":
                return " "
            if name == "a" and not closing:
                said = _HREF.search(rest)
                target = next((part for part in said.groups() if part), None) if said else None
                targets.append(target)
                return "[" if target else ""
            if name == "a":
                target = targets.pop() if targets else None
                return f"]({html.unescape(target)})" if target else ""
            return ""

        text = _TAG.sub(turned, text)
        while targets:
            target = targets.pop()
            text += f"]({html.unescape(target)})" if target else ""
    return html.unescape(text) if "&" in text else text


def _resolve_references(text: str, references: Mapping[str, str]) -> str:
    if not references or "[" not in text:
        return text

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


def plain_text(text: str) -> str:
    """A name as a reader sees it: no marks, no targets, single spaces."""
    if len(text) > _MAX_PARSED or not _MARKUP.search(text):
        return " ".join(text.split())
    return (
        _cached_plain_text(text)
        if len(text) <= _MAX_CACHED
        else " ".join(visible(clean_markdown(text)).split())
    )


@lru_cache(maxsize=4096)
def _cached_plain_text(text: str) -> str:
    """Kept for a while: a name is looked at several times before it is known what it is."""
    return " ".join(visible(clean_markdown(text)).split())


def name_and_icon(text: str) -> tuple[str, str]:
    """The name in a heading or label, and the emoji before it."""
    return _cached_name(text) if len(text) <= _MAX_CACHED else _name_and_icon(text)


@lru_cache(maxsize=4096)
def _cached_name(text: str) -> tuple[str, str]:
    """A column's name is asked for with each of its cells."""
    return _name_and_icon(text)


def _name_and_icon(text: str) -> tuple[str, str]:
    shown = plain_text(text.strip()).strip("\u200b\u2060 ")
    found = _EMOJI.match(shown)
    icon = found[1].strip() if found else ""
    shown = shown[found.end() :] if found else shown
    return (shown.strip().rstrip(":：").strip() or icon or shown), (icon if len(icon) <= 16 else "")
