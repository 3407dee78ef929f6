"""How much one import reads and makes: one place for the numbers, with their reasons.

A real ladder has under 100 levels, 5,000 statements and 15,000 lines; what is far larger is
the wrong file, or somebody's test of patience. Each limit is looked at before the work that it
bounds, and is said in a sentence. What is within all of them is read in well under a minute; a
ladder's file holds 1 MB, which is said where it would be more.
"""

import re

from explorer.text.lazy_messages import count_lazy, gettext_lazy
from explorer.text.translation import N_plural

MAX_DOCUMENTS = 500
"""A folder of more is a repository given by mistake."""
MAX_DOCUMENT_BYTES = 10 * 2**20
"""Some hundred times a real document, with room for pictures inside of HTML."""
MAX_TOTAL_BYTES = 4 * MAX_DOCUMENT_BYTES
MAX_LINES = 250_000
"""Lines of all documents together: 5 MB of the shortest rows of a table take 5 to 7 seconds to be
read, and up to 300 MB."""
MAX_FILLED = 750_000
"""Cells with text of one delimited file: a row may have hundreds."""
MAX_CELLS = 300_000
"""Cells of all HTML tables together: HTML may do without line ends."""
MAX_LEVELS = 500
"""As many files as a folder of ladders may hold, so more could never be shown."""
MAX_FRAGMENTS = 500_000
"""Statements, examples, facts and paragraphs of all levels together."""

_THINGS = {
    "documents": N_plural("document", "documents"),
    "bytes": N_plural("byte", "bytes"),
    "lines": N_plural("line", "lines"),
    "cells": N_plural("cell of tables", "cells of tables"),
    "levels": N_plural("level", "levels"),
    "texts": N_plural("statement or other text", "statements and other texts"),
}
_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)


def too_long(size: int) -> str:
    """That a document of this size is not read."""
    return gettext_lazy(
        "it has {number} bytes; at most {most} are read", number=size, most=MAX_DOCUMENT_BYTES
    )


def too_many(most: int, things: str) -> str:
    """That an import reads no more of these."""
    return gettext_lazy(
        "with it there are more than {things}, the most that one import reads",
        things=count_lazy(most, *_THINGS[things]),
    )


class Budget:
    """What is left of an import's limits while its documents are read, one after another."""

    def __init__(self) -> None:
        self._most = {
            "documents": MAX_DOCUMENTS,
            "bytes": MAX_TOTAL_BYTES,
            "lines": MAX_LINES,
            "cells": MAX_CELLS,
            "levels": MAX_LEVELS,
            "texts": MAX_FRAGMENTS,
        }
        self._used = dict.fromkeys(self._most, 0)

    def refusal_to_read(self, raw: bytes) -> str:
        """Why a document is not even decoded, or "": said before any work is done on it."""
        if len(raw) > MAX_DOCUMENT_BYTES:
            return too_long(len(raw))
        # CR alone ended lines on old Macs; a line of CSV has one end, whichever it is.
        lines = max(raw.count(b"\n"), raw.count(b"\r")) + 1
        cells = sum(1 for _ in _CELL.finditer(raw))
        return self._use(documents=1, bytes=len(raw), lines=lines, cells=cells)

    def refusal_to_keep(self, levels: int, fragments: int) -> str:
        """Why what a document says is not used, or ""."""
        return self._use(levels=levels, texts=fragments)

    def _use(self, **more: int) -> str:
        used = {name: self._used[name] + number for name, number in more.items()}
        for name, number in used.items():
            if number > self._most[name]:
                return too_many(self._most[name], name)
        self._used |= used
        return ""
