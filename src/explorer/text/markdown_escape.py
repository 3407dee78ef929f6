"""Text that is not ours, made safe for Markdown: CommonMark in files, Streamlit's on pages.

`commonmark` is for what people paste into their notes. Streamlit rewrites more than Markdown: arrows, dashes, addresses, `:icons:` and `$math$`.
Where a text can be drawn as HTML it goes through `inline_markdown.to_html`; labels cannot, and
come here.
"""

import re
import string
from collections.abc import Iterable

from explorer.text.inline_markdown import Span

_COMMONMARK = re.compile(r"([\\`*_\[\]<>|~#$&])")
_JOINER = "\N{WORD JOINER}"
_PUNCTUATION = frozenset(string.punctuation)
# What can mean something inside a line; the rest only does so where a line begins.
_MARKS = frozenset("\\`*_{}[]<>#|~$:&^=")
_OPENING = re.compile(r"^(\d*)(?=[-+.)])")
# What is still rewritten when every mark is escaped: parted by a character of no width.
_REWRITTEN = re.compile(r"(?i)(www)(?=\.)|(?<=[<>~-])(?=[->=])|(?<=\w)(?=@\w)|(?<=:)(?=//)")


def commonmark(text: str) -> str:
    """A text as Markdown that shows exactly the text, on one line."""
    line = _COMMONMARK.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+(?=[.)])|(?=[-+]))", r"\1\\", line)


def escape_markdown(text: str) -> str:
    """The text as Markdown that shows exactly the text, on one line."""
    parted = _REWRITTEN.sub(lambda found: f"{found.group(0)}{_JOINER}", " ".join(text.split()))
    return "".join(f"\\{c}" if c in _PUNCTUATION else c for c in parted)


def label(text: str) -> str:
    """The same for the label of a widget, with as few marks as do: a screen reader is given a
    widget's label as it was written, and reads each backslash aloud."""
    parted = _REWRITTEN.sub(lambda found: f"{found.group(0)}{_JOINER}", " ".join(text.split()))
    marked = "".join(f"\\{c}" if c in _MARKS else c for c in parted)
    return _OPENING.sub(r"\1\\", marked)


def settled(markdown: str) -> str:
    """Markdown whose texts are escaped already, without what Streamlit rewrites beyond it."""
    return _REWRITTEN.sub(lambda found: f"{found.group(0)}{_JOINER}", markdown).replace(":", "\\:")


def escape_with_marks(text: str, spans: Iterable[Span]) -> str:
    """The text as Markdown with the spans of it bold on a tinted ground."""
    made, at = "", 0
    for start, end in spans:
        made += _keeping_ends(text[at:start])
        made += f":yellow-background[**{escape_markdown(text[start:end])}**]"
        at = end
    return made + _keeping_ends(text[at:])


def _keeping_ends(text: str) -> str:
    """Escaped, with the blanks that part it from its marked neighbours."""
    if not text.strip():
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return before + escape_markdown(text) + after
