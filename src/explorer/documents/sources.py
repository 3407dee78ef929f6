"""A document opened: its lines, whatever it was packed in, and what each of them is known by.

Text is its own lines; of a page, a Word document or a workbook they are written anew, a line a
block or cell, so that the same account of lines holds for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.remarks import ImportWarning


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader gives: `places` says what a line is known by ("Growth!B7", "block 7"; by its
    number where nothing is said), `grids` are the tables that were read already, each by its first
    line. A workbook has `blocks` and no text around them. `frame` are the texts of a page's
    navigation, which are left out; `form` is what its tables are called. `beside` are texts that stand outside of the document's
    own, such as comments, each with its place; `name` is what the file says of itself.
    """

    lines: Sequence[str]
    places: Mapping[int, int | str] = field(default_factory=dict)
    grids: Mapping[int, Grid] = field(default_factory=dict)
    blocks: Sequence[Block] | None = None
    warnings: tuple[ImportWarning, ...] = ()
    frame: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    form: str = ""
