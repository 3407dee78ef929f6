"""HTML in one long line, as exports write it, with a line per block: what the readers count.

Google Docs writes a whole document in one line; in it no heading begins a line, and a remark
about line 1 leads nowhere. Only line ends are added, where a block begins or ends.
"""

import re
from collections.abc import Iterable, Sequence

_BLOCK = r"(?:p|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|div|section|article|blockquote)"
_BEGINS = re.compile(rf"(?<!^)(?=<{_BLOCK}\b)", re.IGNORECASE)
_ENDS = re.compile(rf"(</{_BLOCK}\s*>)(?!$)", re.IGNORECASE)
# A page that a person wrote has about a block per line; an export has hundreds.
_CROWDED = 20


def is_crowded(lines: Sequence[str]) -> bool:
    """Whether blocks of HTML stand in lines together, as no person writes them."""
    blocks = sum(len(_ENDS.findall(line)) for line in lines)
    written = sum(1 for line in lines if line.strip())
    return blocks > (_CROWDED * written if written > 1 else 2)


def with_line_per_block(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines, each parted where a block begins or ends."""
    parted: list[str] = []
    for line in lines:
        broken = _BEGINS.sub("\n", _ENDS.sub(r"\1\n", line))
        parted += [part for part in broken.split("\n") if part.strip()] or [line]
    return tuple(parted)
