"""Pages of HTML with a line per block: what the readers count, wherever tags break their lines.

Google Docs writes a whole document in one line, other programs break lines within a heading; to
a browser both are white space. Only line ends are changed, and each line knows where it stood.
"""

import re
from collections.abc import Iterable, Sequence

_BLOCK = (
    r"(?:html|head|body|title|style|script|p|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tfoot|tr"
    r"|td|th|div|section|article|main|header|footer|nav|aside|blockquote|details|summary|pre)"
)
_BEGINS = re.compile(rf"(?=<{_BLOCK}\b)", re.IGNORECASE)
_ENDS = re.compile(rf"(</{_BLOCK}\s*>)", re.IGNORECASE)
# What a browser does not show; the styles of Google Docs became prose of the ladder.
_UNSEEN = re.compile(
    r"<(style|script|template)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>|<\?xml[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
# A paragraph is apart from the one above it, as a blank line says in Markdown.
_APART = re.compile(r"<(?:p|div|section|article|blockquote|h[1-6])\b", re.IGNORECASE)
# In Confluence and Word an item holds a paragraph: it is one all the same.
_ITEM = re.compile(r"(<li\b[^<>]*>)\s*<p\b[^<>]*>(.*?)</p\s*>", re.IGNORECASE | re.DOTALL)
# Bullets that somebody typed, and the title of a Google document.
_TYPED_BULLET = re.compile(
    r"<p\b[^<>]*>((?:\s|&nbsp;|<(?:span|strong|em|b|i)\b[^<>]*>)*)[•◦▪▫●○∙·‣➢➤]\s*(.*?)</p\s*>",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    r"""<p\b[^<>]*\bclass=["'][^"']*\btitle\b[^"']*["'][^<>]*>(.*?)</p\s*>""",
    re.IGNORECASE | re.DOTALL,
)
_IS_ITEM = re.compile(r"<li\b", re.IGNORECASE)
_LIST = re.compile(r"<(/?)[uo]l\b(?:[^<>]*\blst-kix_\w+-(\d)\b)?", re.IGNORECASE)
# A page that a person wrote has about a block per line; an export has hundreds.
_CROWDED = 20


def with_line_per_block(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines, each parted where a block begins or ends."""
    return tuple(text for text, _ in _parted("\n".join(lines)))


def page_lines(lines: Sequence[str]) -> tuple[tuple[str, ...], dict[int, int | str]]:
    """The blocks of a page as a line each, and what each of them is known by: the line that it
    began in, or its number where an export has put hundreds of blocks in a line."""
    parted = _parted(_UNSEEN.sub(_only_line_ends, "\n".join(lines)))
    written = sum(1 for line in lines if line.strip())
    crowded = len(parted) > (_CROWDED * written if written > 1 else 2)
    places = {at: f"block {at}" if crowded else line for at, (_, line) in enumerate(parted, 1)}
    return tuple(text for text, _ in parted), places


def _only_line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _parted(text: str) -> list[tuple[str, int]]:
    """Each block with the line that it begins in, its own line ends as spaces."""
    found: list[tuple[str, int]] = []
    line, depth = 1, 0
    text = _ITEM.sub(r"\1\2", _TYPED_BULLET.sub(r"<li>\1\2</li>", _TITLE.sub(r"<h1>\1</h1>", text)))
    for part in _BEGINS.sub("\0", _ENDS.sub("\\1\0", text)).split("\0"):
        if block := " ".join(part.split()):
            at = line + part[: len(part) - len(part.lstrip())].count("\n")
            if found and _APART.match(block):
                found.append(("", at))
            if list_tag := _LIST.match(block):
                # Google Docs has no lists in lists: the class says how deep each one is.
                depth = max(0, depth - 1) if list_tag[1] else int(list_tag[2] or depth) + 1
            found.append((f"{'  ' * (depth - 1)}{block}" if _IS_ITEM.match(block) else block, at))
        line += part.count("\n")
    return found
