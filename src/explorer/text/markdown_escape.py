"""Untrusted text made safe for Markdown: CommonMark in files, Streamlit's dialect on pages.

Streamlit rewrites more than Markdown does: arrows, dashes, addresses, `:icons:` and `$math$`.
Where a text can be drawn as HTML it goes through `inline_markdown.to_html` instead; widget
labels cannot, and come here.
"""

import re
import string
from collections.abc import Iterable

from explorer.text.inline_markdown import Span

_COMMONMARK_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#$&])")
_LIST_MARKER = re.compile(r"^(\d+(?=[.)])|(?=[-+]))")
_PUNCTUATION = frozenset(string.punctuation)
# What can mean something within a line; the rest only does so at the start of a line.
_INLINE_SPECIAL = frozenset("\\`*_{}[]<>#|~$:&^=")
_LINE_START = re.compile(r"^(\d*)(?=[-+.)])")
# What Streamlit rewrites although every mark is escaped (`www.`, `->`, `a@b`, `://`): a word
# joiner, which has no width, breaks it up.
_REWRITTEN = re.compile(r"(?i)(www)(?=\.)|(?<=[<>~-])(?=[->=])|(?<=\w)(?=@\w)|(?<=:)(?=//)")
_WORD_JOINER = "\N{WORD JOINER}"


def escape_commonmark(text: str) -> str:
    """A text as CommonMark that shows exactly the text, on one line."""
    line = _COMMONMARK_SPECIAL.sub(r"\\\1", _one_line(text))
    return _LIST_MARKER.sub(r"\1\\", line)


def escape_markdown(text: str) -> str:
    """A text as Streamlit's Markdown that shows exactly the text, on one line."""
    return _backslashed(_broken_up(_one_line(text)), _PUNCTUATION)


def escape_label(text: str) -> str:
    """A text as a widget's label, with as few backslashes as do: a screen reader is given the
    label as it was written, and reads each of them aloud."""
    escaped = _backslashed(_broken_up(_one_line(text)), _INLINE_SPECIAL)
    return _LINE_START.sub(r"\1\\", escaped)


def escape_streamlit(markdown: str) -> str:
    """Markdown whose texts are escaped already, without what Streamlit rewrites beyond it."""
    return _broken_up(markdown).replace(":", "\\:")


def escape_with_highlights(text: str, spans: Iterable[Span]) -> str:
    """A text as Streamlit's Markdown, with the spans of it bold on a tinted ground."""
    parts, at = "", 0
    for start, end in spans:
        parts += _with_outer_spaces(text[at:start])
        parts += f":yellow-background[**{escape_markdown(text[start:end])}**]"
        at = end
    return parts + _with_outer_spaces(text[at:])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _broken_up(text: str) -> str:
    return _REWRITTEN.sub(lambda match: f"{match.group(0)}{_WORD_JOINER}", text)


def _backslashed(text: str, special: frozenset[str]) -> str:
    return "".join(f"\\{c}" if c in special else c for c in text)


def _with_outer_spaces(text: str) -> str:
    """The text escaped, with the spaces between it and its highlighted neighbours."""
    if not text.strip():
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return before + escape_markdown(text) + after
