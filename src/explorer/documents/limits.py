"""How much one import reads and makes: one place for the numbers, with their reasons.

A real ladder has under 100 levels, 5,000 statements and 15,000 lines; what is far larger is
the wrong file, or somebody's test of patience. Each limit is looked at before the work that it
bounds, and is said in a sentence. What is within all of them is read in well under a minute; a
ladder's file holds 1 MB, which is said where it would be more.
"""

import re

from explorer.text.lazy_messages import gettext_lazy
from explorer.text.translation import N_

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

_TOO_LONG = N_("it has {number} bytes; at most {most} are read")
_TOO_MANY_DOCUMENTS = N_(
    "with it there are more than {most} documents, the most that one import reads"
)
_TOO_MANY_BYTES = N_("with it there are more than {most} bytes, the most that one import reads")
_TOO_MANY_LINES = N_("with it there are more than {most} lines, the most that one import reads")
_TOO_MANY_CELLS = N_(
    "with it there are more than {most} cells of tables, the most that one import reads"
)
_TOO_MANY_LEVELS = N_("with it there are more than {most} levels, the most that one import makes")
_TOO_MANY_TEXTS = N_(
    "with it there are more than {most} statements and other texts, the most that one import makes"
)
_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)


class Budget:
    """What is left of an import's limits while its documents are read, one after another."""

    def __init__(self) -> None:
        self._documents, self._bytes = MAX_DOCUMENTS, MAX_TOTAL_BYTES
        self._lines, self._cells = MAX_LINES, MAX_CELLS
        self._levels, self._fragments = MAX_LEVELS, MAX_FRAGMENTS

    def refusal_to_read(self, raw: bytes) -> str:
        """Why a document is not even decoded, or "": said before any work is done on it."""
        # CR alone ended lines on old Macs; a line of CSV has one end, whichever it is.
        lines = max(raw.count(b"\n"), raw.count(b"\r")) + 1
        cells = sum(1 for _ in _CELL.finditer(raw))
        for number, left, most, said in (
            (1, self._documents, MAX_DOCUMENTS, _TOO_MANY_DOCUMENTS),
            (len(raw), MAX_DOCUMENT_BYTES, MAX_DOCUMENT_BYTES, _TOO_LONG),
            (len(raw), self._bytes, MAX_TOTAL_BYTES, _TOO_MANY_BYTES),
            (lines, self._lines, MAX_LINES, _TOO_MANY_LINES),
            (cells, self._cells, MAX_CELLS, _TOO_MANY_CELLS),
        ):
            if number > left:
                return gettext_lazy(said, number=number, most=most)
        self._documents -= 1
        self._bytes -= len(raw)
        self._lines -= lines
        self._cells -= cells
        return ""

    def refusal_to_keep(self, levels: int, fragments: int) -> str:
        """Why what a document says is not used, or ""."""
        for number, left, most, said in (
            (levels, self._levels, MAX_LEVELS, _TOO_MANY_LEVELS),
            (fragments, self._fragments, MAX_FRAGMENTS, _TOO_MANY_TEXTS),
        ):
            if number > left:
                return gettext_lazy(said, most=most)
        self._levels -= levels
        self._fragments -= fragments
        return ""
