"""What every shape of document becomes: levels of fragments, each with the lines it stands in.

The neutral result between reading a document and writing a ladder. It knows no shape and no
YAML; that nothing of the document is lost is seen to in `ledger`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from explorer.documents.grids import Grid
from explorer.documents.remarks import EncodingFix, ImportWarning
from explorer.drafts.decisions import Answer

Kind = Literal[
    "summary", "fact", "statement", "tentative", "example", "note", "prose", "remainder", "omitted"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What no rule could place is the remainder; what was decided to be left out is omitted."""
TOLD = ("statement", "tentative", "example", "fact", "summary")
"""What a level says besides its name."""
SCOPE_SEPARATOR = " / "
"""Between the scopes that are around a text."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One text of a document.

    `text` is inline Markdown, a line per paragraph, with a blank line between paragraphs.
    `lines` are the source lines (from 1) that it accounts for. `competency` and `scope`
    are names as written, a competency's without its icon; a fact's scope is its name. `row`
    numbers the row of a matrix in which several levels are told of, from 1 in its document.
    """

    kind: Kind
    text: str
    lines: tuple[int, ...]
    competency: str | None = None
    scope: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt(ImportWarning):
    """Something that may have been read wrongly: a question, beside yes with these answers.
    `of_form`: it asks whether something are levels that have nothing but the form of some."""

    answers: tuple[Answer, ...] = ()
    of_form: bool = False


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """One level as a document tells it.

    `icons` maps names of competencies to their emoji, `line` is where it begins. `ladder`
    names the ladder it belongs to, where one document holds several.
    """

    code: str
    title: str
    fragments: tuple[Fragment, ...] = ()
    icons: Mapping[str, str] = field(default_factory=dict)
    line: int = 1
    ladder: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One document, read. `shape` says in a few words how it was read.

    `name` is the ladder's name if the document says one. `prose` holds the fragments (prose
    or unplaced text) that belong to no level.
    `places` says where lines are that no file has: the cells of a workbook. `frame` are the
    words that only say what others are, and stand in no field: "Level", "Examples".
    `heads` are the heads of its tables' columns, about which something may be decided;
    `met` are the names in decisions that this document has: in no other way it can be told
    whether a decision did something. `tables` are those of a text about the documents beside it.
    """

    file: str
    shape: str
    name: str | None = None
    levels: tuple[DraftLevel, ...] = ()
    prose: tuple[Fragment, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    encoding_fixes: tuple[EncodingFix, ...] = ()
    places: Mapping[int, int | str] = field(default_factory=dict)
    frame: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()
    tables: tuple[Grid, ...] = ()

    def place(self, line: int) -> int | str:
        """What a reader knows a line by: its number, or a cell such as "Growth!B7"."""
        return self.places.get(line, line)

    def fragments(self) -> Iterator[Fragment]:
        """Every fragment, those of no level first."""
        yield from self.prose
        for level in self.levels:
            yield from level.fragments

    def says_anything(self) -> bool:
        """Whether any level says more than its name."""
        return any(fragment.kind in TOLD for level in self.levels for fragment in level.fragments)

    def mapped(self, change: Callable[[Sequence[Fragment]], Iterable[Fragment]]) -> "Draft":
        """The draft with the fragments of each level, and those of none, as `change` has them."""
        levels = (replace(each, fragments=tuple(change(each.fragments))) for each in self.levels)
        return replace(self, prose=tuple(change(self.prose)), levels=tuple(levels))
